"""Confirmation: that an event is an interview or is none, as the candidate told the program, and whose word counts.

Three may say so: a line that the candidate wrote into the event or one of its reminders, a command, and `CARRIED`, a
line that our reminders of a confirmed interview carry so that another machine knows. The newest word wins: a command
over the lines that it found, a line that is written or changed after it over the command. What is only carried counts
where nothing else is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

CARRIED = "Interview: yes"
"""Stands right above the reference of a reminder."""
_CARRIED = re.compile(r"^[ \t]{0,4}Interview:[ \t]{0,4}yes[ \t]{0,4}\n(?=[ \t]{0,4}Ref:)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What was said of an event, or of all of a series."""

    answer: bool | None
    """It is an interview, or it is none; None: whatever was said was taken back."""
    written: bool | None
    """What the event and its reminders themselves said then."""
    at: datetime
    """Aware."""


def settled(written: bool | None, confirmed: Confirmation | None, *, carried: bool) -> bool | None:
    """Whether it is an interview by the candidate's word; None where it is left to the evidence.

    `written`: what the event and its reminders say now, without what is only `carried` by reminders of ours.
    """
    if confirmed is None:
        return written if written is not None else carried or None
    if confirmed.answer is None or (written is not None and written != confirmed.written):
        return written
    return confirmed.answer


def carries(body: str) -> bool:
    """The text of one of our reminders says that its interview was confirmed."""
    return _CARRIED.search(body) is not None


def without_carried(body: str) -> str:
    """The text without that line: it is none of the candidate's."""
    return _CARRIED.sub("", body)


def with_carried(body: str) -> str:
    """The text of a reminder with that line, above its last one."""
    above, newline, reference = body.rpartition("\n")
    return f"{above}{newline}{CARRIED}\n{reference}"
