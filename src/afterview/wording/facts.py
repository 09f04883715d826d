"""Facts: a reminder as templates see it, every text in it fit to print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from afterview.core import plaintext
from afterview.core.event import Person
from afterview.core.reminder import Reminder
from afterview.wording import brevity

_MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time, on the candidate's clock unless said otherwise."""

    year: int
    month: int
    day: int
    weekday: int
    """0 is Monday."""
    clock: str
    """`10:00`; empty for a whole day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody to write to or call."""

    label: str
    """The name, or else the address, or else `[name]`."""
    short: str
    """What a title calls them alone: at most 15 letters."""
    called: str
    """What a title calls them beside others: at most 10 letters."""
    name: str | None
    first: str
    """What to say after "Dear": the first name where it is safe to use, else the whole one, else `[name]`."""
    email: str | None
    sat_in: bool
    """Took part in the interview; a recruiter often did not."""


BLANK = "[name]"
NOBODY_YET = Addressee(label=BLANK, short=BLANK, called=BLANK, name=None, first=BLANK, email=None, sat_in=True)
"""Stands where the candidate alone knows to whom."""


def facts_of(reminder: Reminder, me: str | None) -> dict[str, Any]:
    """Everything that a template can use; always all of it, None where it is unknown."""
    zone = reminder.starts.tzinfo
    interviews = reminder.round.interviews
    first = interviews[0].event
    sat_in = tuple(dict.fromkeys(person for interview in interviews for person in interview.interviewers))
    promised = [interview.notes.decision_by for interview in interviews if interview.notes.decision_by]
    promised = promised or [interview.promise.day for interview in interviews if interview.promise]
    postponed = [interview.notes.new_date for interview in interviews if interview.notes.new_date]
    their = reminder.employer_zone
    company = plaintext.one_line(reminder.application.company, plaintext.COMPANY_LENGTH)
    role = plaintext.one_line(reminder.application.role, plaintext.ROLE_LENGTH)
    return {
        "step": reminder.step,
        "step_words": (plaintext.one_line(re.sub("[-_]", " ", reminder.step), 40) or "follow up").capitalize(),
        "policy": plaintext.one_line(reminder.policy, 40),
        "medium": reminder.medium,
        "occurrence": reminder.occurrence or 1,
        "late": reminder.late,
        "company": company,
        "role": role,
        "firm": brevity.company(company, brevity.ALONE) if company else None,
        "where": f" ({brevity.company(company or role or '', brevity.IN_BRACKETS)})" if company or role else "",
        "stage": interviews[-1].stage,
        "people": addressees(reminder.recipients, sat_in),
        "sat_in": addressees(sat_in, sat_in),
        "to": NOBODY_YET,
        "me": plaintext.one_line(me, plaintext.NAME_LENGTH),
        "interview": _moment(first.start.astimezone(zone), whole_day=first.all_day),
        "due": _moment(reminder.due),
        "starts": _moment(reminder.starts),
        "deadline": _moment(reminder.deadline.astimezone(zone)) if reminder.deadline else None,
        "their": _moment(reminder.starts.astimezone(ZoneInfo(their))) if their else None,
        "their_zone": their.rpartition("/")[2].replace("_", " ") if their else None,
        "decision": _day((postponed or promised)[-1]) if postponed or promised else None,
        "new_date": _day(postponed[-1]) if postponed else None,
        "reason": plaintext.one_line(reminder.reasons[0], 200) if reminder.reasons else None,
    }


def addressees(people: Iterable[Person], sat_in: tuple[Person, ...]) -> tuple[Addressee, ...]:
    """The first twelve of `people`, without those of whom nothing printable is known."""
    names = {person.name.casefold() for person in sat_in if person.name}
    emails = {person.email for person in sat_in if person.email}
    found = []
    for somebody in people:
        clean = plaintext.person(somebody)
        if clean is not None:
            found.append(
                Addressee(
                    label=clean.name or clean.email or "",
                    short=brevity.person(clean, brevity.ALONE),
                    called=brevity.person(clean, brevity.BESIDE),
                    name=clean.name,
                    first=(plaintext.first_name(clean.name) or clean.name) if clean.name else BLANK,
                    email=clean.email,
                    sat_in=somebody.email in emails or (somebody.name or "").casefold() in names,
                )
            )
    return tuple(found[:_MOST_PEOPLE])


def _moment(time: datetime, *, whole_day: bool = False) -> Moment:
    return Moment(
        year=time.year,
        month=time.month,
        day=time.day,
        weekday=time.weekday(),
        clock="" if whole_day else time.strftime("%H:%M"),
    )


def _day(day: date) -> Moment:
    return Moment(year=day.year, month=day.month, day=day.day, weekday=day.weekday(), clock="")
