"""Rehearsal: a user's text tried out on made-up reminders, so that a mistake shows at the start and not in a pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import cast, get_args

from afterview.core.application import Application, Round
from afterview.core.event import Event, Person
from afterview.core.interview import Interview, Verdict
from afterview.core.notes import NOTHING_SAID, Notes, read
from afterview.core.policy import Medium
from afterview.core.reminder import Reminder
from afterview.errors import ConfigError

_DAY = date(2026, 11, 24)
_START = datetime(2026, 11, 24, 10, tzinfo=UTC)
_PEOPLE = (
    Person(name="Jane Doe", email="jane.doe@acme.example"),
    Person(name="John Roe"),
    Person(email="rita@acme.example"),
)


def rehearse(name: str, path: str, title: Callable[[Reminder], str], body: Callable[[Reminder], str]) -> None:
    """ConfigError where the user's text `name` cannot say a reminder, or says what would be taken for an answer."""
    step, dot, medium = name.removesuffix(".txt").partition(".")
    media = (cast("Medium", medium),) if dot else get_args(Medium)
    for reminder in (reminder for medium in media for reminder in _reminders(step, medium)):
        if not title(reminder):
            raise ConfigError(path, "leaves the title empty", "give its block title some text")
        text = body(reminder)
        for line in text.split("\n"):
            if read(line, _DAY) != NOTHING_SAID:
                fix = "put … where the answer will stand"
                raise ConfigError(path, f"the line {line[:60]!r} would be read as an answer of yours", fix)
        if text.count("\nRef: ") != 1:
            raise ConfigError(path, "holds a line that begins with Ref:", "say it otherwise: the reference is ours")


def _reminders(step: str, medium: Medium) -> Iterator[Reminder]:
    """Everything known and nothing known; one recipient, several, and nobody; on time and late."""
    for count in (0, 1, 2, 3):
        for known in (True, False):
            yield _reminder(step, medium, _PEOPLE[:count], known=known, occurrence=count + 1)


def _reminder(step: str, medium: Medium, people: tuple[Person, ...], *, known: bool, occurrence: int) -> Reminder:
    interview = Interview(
        event=Event(uid="rehearsal", start=_START, end=_START + timedelta(hours=1), all_day=not known),
        verdict=Verdict(answer="interview", reasons=("made up",)),
        interviewers=people if known else (),
        notes=Notes(decision_by=_DAY + timedelta(days=10), new_date=_DAY + timedelta(days=20))
        if known
        else NOTHING_SAID,
    )
    whole = Round(day=_DAY, interviews=(interview,))
    return Reminder(
        uid="afterview-00000000-0000-5000-8000-000000000000",
        application=Application(
            company="Acme" if known else None, role="Backend Engineer" if known else None, rounds=(whole,)
        ),
        round=whole,
        policy="balanced",
        step=step,
        occurrence=occurrence,
        medium=medium,
        recipients=people,
        due=_START + timedelta(hours=3),
        starts=_START + timedelta(hours=3),
        deadline=_START + timedelta(days=1) if known else None,
        late=known,
        employer_zone="America/New_York" if known else None,
        reasons=("2 hours after the interview",) if known else (),
    )
