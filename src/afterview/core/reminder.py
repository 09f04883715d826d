"""Reminder: a step of a policy applied to a round of an application, with its time and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from afterview.core.application import Application, Round
from afterview.core.event import Person

Medium: TypeAlias = Literal["email", "phone", "letter", "self"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What to do, for whom, when, and why then."""

    uid: str
    """`afterview-` and a UUID; the same however often the interview is moved or the text changes."""
    application: Application
    round: Round
    policy: str
    step: str
    """The step's id: `thank-you`, `check-in`, …"""
    occurrence: int = 1
    """Which one of a repeated step, from 1."""
    medium: Medium
    recipients: tuple[Person, ...]
    """Whom to write to or call, one message each; empty for a note to oneself, or when nobody is known."""
    due: datetime
    """When the policy wants it, in the candidate's zone."""
    starts: datetime
    """Where its event is put: `due`, or later when it is late; in the candidate's zone."""
    deadline: datetime | None = None
    """After this it is worthless."""
    late: bool = False
    employer_zone: str | None = None
    """IANA zone of the employer where it differs from the candidate's (a call says both times)."""
    reasons: tuple[str, ...] = ()
    """How the date came about, in plain words: "1 week after the interview on Tue 1 Dec"."""
