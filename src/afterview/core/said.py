"""Said: what the candidate says of an application by a command, as the line that a calendar app would be used to type.

The line stands in a reminder of ours, in a block right above its last line, so that the calendar itself keeps it and
every machine reads it as it reads what was typed there. There, too, stand our remarks on lines that could not be read:
they say nothing themselves, and are none of the candidate's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from afterview.core.confirmation import CARRIED
from afterview.core.notes import OutcomeKind

Kind: TypeAlias = Literal["outcome", "decision by", "new date", "heard back"]

_LINE: Final = re.compile(r"(Outcome|Decision by|New date|Heard back): [a-z0-9][a-z0-9 -]{1,40}")
_REFERENCE: Final = re.compile(r"\s{0,4}Ref:\s{0,4}AV-[0-9a-f]{10}\s{0,4}", re.IGNORECASE)
_REMARK: Final = re.compile(r"\(afterview: “.{1,200}”.{0,300}\)")
_KINDS: Final[dict[str, Kind]] = {
    "Outcome": "outcome",
    "Decision by": "decision by",
    "New date": "new date",
    "Heard back": "heard back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said by a command that no reminder carries yet, or that is to be taken back."""

    number: int = 0
    """By which the ledger knows it; 0 for what it does not hold."""
    interviews: tuple[str, ...]
    """`interview_key` of each interview that it is about."""
    line: str
    at: datetime
    """Aware."""
    back: bool = False
    """It is to be taken out of the reminder that carries it."""

    @property
    def kind(self) -> Kind:
        return kind_of(self.line) or "outcome"

    @property
    def answer(self) -> str:
        """The same as `answers.answers_of` tells it."""
        return f"{self.kind}: {self.line.partition(': ')[2]}"


def outcome(kind: OutcomeKind | Literal["still open"], on: date | None = None) -> str:
    """The line for how an application has ended, or that it is still open."""
    return f"Outcome: {kind}" + (f" on {on}" if on and kind != "still open" else "")


def decision_by(day: date) -> str:
    """The line for the promised date."""
    return f"Decision by: {day}"


def new_date(day: date) -> str:
    """The line for another date that they named."""
    return f"New date: {day}"


HEARD_BACK: Final = "Heard back: yes"


def line_of(answer: str) -> str:
    """The line for what `answers.answers_of` tells."""
    return answer[:1].upper() + answer[1:]


def kind_of(line: str) -> Kind | None:
    """What a line of ours answers; None where it is none of the lines that commands write."""
    match = _LINE.fullmatch(line.strip())
    return _KINDS[match[1]] if match else None


def carried(body: str) -> tuple[str, ...]:
    """The lines in the block above the last line of a reminder's text, in their order."""
    lines = body.rstrip().split("\n")
    last = _foot(lines)
    first = _head(lines, last)
    return tuple(line.strip() for line in lines[first:last] if kind_of(line))


def with_lines(body: str, lines: Iterable[str]) -> str:
    """The text with these at the end of that block, each in place of one there that answers the same."""
    for line in lines:
        kind = kind_of(line)
        body = without_lines(body, [old for old in carried(body) if kind_of(old) == kind])
        body = _with(body, line)
    return body


def without_lines(body: str, lines: Collection[str]) -> str:
    """The text without these lines of that block."""
    return _without(body, lambda line: line.strip() in lines and kind_of(line) is not None)


# --- remarks ---

Question: TypeAlias = Literal["date", "outcome", "yes", "other"]
_QUESTIONS: Final[dict[Question, tuple[str, ...]]] = {
    "outcome": ("outcome", "ergebnis"),
    "date": ("date", "datum", "decision", "entscheidung"),
    "yes": ("heard", "antwort", "rück", "follow", "nachfassen"),
}
"""What the key of a line asks for, by words in it."""


def question_of(line: str) -> Question:
    """What a line of the candidate's that could not be read was to answer."""
    key = line.partition(":")[0].casefold()
    return next((question for question, words in _QUESTIONS.items() if any(w in key for w in words)), "other")


def remark(line: str, advice: str) -> str:
    """A remark on `line`, which could not be read; `advice`: a sentence on one line."""
    quoted = re.sub(r"[“”\"#|\s]+", " ", line).strip()[:120] or "…"
    return f"(afterview: “{quoted}” {' '.join(advice.split())[:280].replace('#', '')})"


def remarks(body: str) -> tuple[str, ...]:
    """The remarks that stand in a text."""
    return tuple(line.strip() for line in body.split("\n") if _REMARK.fullmatch(line.strip()))


def with_remarks(body: str, said: Iterable[str]) -> str:
    """The text with these remarks above its block."""
    for one in said:
        body = _with(body, one, above=True)
    return body


def without_remarks(body: str) -> str:
    """The text as if nothing had been remarked."""
    return "\n".join(line for line in body.split("\n") if not _REMARK.fullmatch(line.strip()))


# --- where the block is ---


def _foot(lines: list[str]) -> int:
    """The index at which the block ends: before the reference and what says that the interview was confirmed."""
    last = len(lines)
    if last and _REFERENCE.fullmatch(lines[last - 1]):
        last -= 1
        if last and lines[last - 1].strip().casefold() == CARRIED.casefold():
            last -= 1
    return last


def _head(lines: list[str], last: int) -> int:
    first = last
    while first and (kind_of(lines[first - 1]) or _REMARK.fullmatch(lines[first - 1].strip())):
        first -= 1
    return first


def _with(body: str, line: str, *, above: bool = False) -> str:
    lines = body.rstrip().split("\n") if body.strip() else []
    at = _foot(lines)
    lines.insert(_head(lines, at) if above else at, line)
    return "\n".join(lines)


def _without(body: str, unwanted: Callable[[str], bool]) -> str:
    lines = body.rstrip().split("\n")
    last = _foot(lines)
    first = _head(lines, last)
    return "\n".join([*lines[:first], *(line for line in lines[first:last] if not unwanted(line)), *lines[last:]])
