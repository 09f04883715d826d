"""The language of an interview, told by the words of its invitation: a table, and no guess where it does not tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from afterview.core import lexicon
from afterview.core.interview import Interview
from afterview.core.reminder import Reminder
from afterview.core.scene import plain_body

_TELLING = 3000
"""Characters of a description that tell."""


def language_of(reminder: Reminder, known: Collection[str], otherwise: str) -> str:
    """The one of `known` that a reminder's interviews are in: those of its round, else those of the application.

    `otherwise` where they may be in that one as well, where several others fit, and where none does.
    """
    rounds = (reminder.round, *reversed(reminder.application.rounds))
    for interviews in (one.interviews for one in rounds):
        found = lexicon.languages(lexicon.tongues(lexicon.tokens(_text(interviews))))
        if otherwise not in found:
            fitting = [language for language in sorted(known) if language in found]
            return fitting[0] if len(fitting) == 1 else otherwise
        if len(found) == 1:
            return otherwise
    return otherwise


def _text(interviews: Iterable[Interview]) -> str:
    return "\n".join(f"{i.event.summary}\n{plain_body(i.event.description)[:_TELLING]}" for i in interviews)
