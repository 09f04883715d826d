"""How well recognition does on events that its tables have not seen: `make cross-check` prints it.

The labelled events are parted into ten folds. For each fold the tables forget every phrase that no event outside it
holds, as if nobody had ever thought of it, and the fold is judged by what is left. That is harder than life, where
most words of a new event have been thought of without an event at hand; it shows what the rules carry without the
words that these events may have taught.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from afterview.core import lexicon
from afterview.core.interview import Interview
from afterview.core.lexicon import Phrase
from tests.core.labelled import FIELDS, rows, score, verdicts

FOLDS = 10
SETS = ("events.jsonl", "more_events.jsonl", "own_events.jsonl")


def main() -> int:
    """Print precision, recall and F1 of each set as it is, and of all of them by folds."""
    print(f"{'':<28}{'interviews':>11}{'precision':>11}{'recall':>8}{'F1':>7}   " + " ".join(FIELDS))  # noqa: T201
    for name in SETS:
        _say(name, verdicts(rows(name)))
    every = [row for name in SETS for row in rows(name)]
    held = _held(every)
    forgotten: list[tuple[dict[str, Any], Interview]] = []
    for fold in range(FOLDS):
        known = Counter(phrase for at, found in enumerate(held) if at % FOLDS != fold for phrase in found)
        seen_here = {phrase for at, found in enumerate(held) if at % FOLDS == fold for phrase in found}
        _forget({phrase for phrase in seen_here if phrase not in known})
        forgotten += verdicts(every[fold::FOLDS])
    _forget(set())
    _say(f"all, in {FOLDS} folds held out", forgotten)
    return 0


def _say(name: str, found: list[tuple[dict[str, Any], Interview]]) -> None:
    got = score(found)
    fields = " ".join(f"{got.fields[field]:>{len(field)}.0%}" for field in FIELDS)
    print(f"{name:<28}{got.interviews:>11}{got.precision:>11.3f}{got.recall:>8.3f}{got.f1:>7.3f}   {fields}")  # noqa: T201


def _held(every: list[dict[str, Any]]) -> list[set[Phrase]]:
    """The phrases that each event's title and description hold."""
    found = []
    for _, interview in verdicts(every):
        event = interview.event
        text = f"{event.summary}\n{event.description}"[:20_000]
        found.append({match.phrase for match in lexicon.find(text, lexicon.tokens(text))})
    return found


def _forget(phrases: set[Phrase]) -> None:
    """Let the tables hold all phrases but these."""
    index = lexicon._Index([phrase for phrase in lexicon.phrases() if phrase not in phrases])
    lexicon._index = lambda: index  # type: ignore[assignment]


if __name__ == "__main__":
    sys.exit(main())
