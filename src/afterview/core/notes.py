"""Notes: what the candidate wrote into an interview or a reminder (policy.md: "Decision by: …", #rejected).

`read` is total: a line that looks like an answer but cannot be read is kept in `unread`, never guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from afterview.core.event import Person

OutcomeKind: TypeAlias = Literal["offer", "rejected", "withdrawn", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was said in one text; None or False where nothing was."""

    decision_by: date | None = None
    new_date: date | None = None
    outcome: OutcomeKind | None = None
    """The application has ended."""
    outcome_on: date | None = None
    """The day of the outcome where the line gives one."""
    still_open: bool = False
    heard_back: bool = False
    company: str | None = None
    role: str | None = None
    stage: str | None = None
    """One of `stage.STAGES`."""
    seniority: str | None = None
    """One of `stage.SENIORITIES`."""
    interviewers: tuple[Person, ...] | None = None
    contact: Person | None = None
    zone: str | None = None
    """IANA name."""
    policy: str | None = None
    follow_up: bool | None = None
    """False: never follow this one up."""
    interview: bool | None = None
    """It is (not) an interview, whatever it looks like."""
    unread: tuple[str, ...] = ()
    """Lines that look like an answer and could not be read, as written."""


NOTHING_SAID = Notes()
