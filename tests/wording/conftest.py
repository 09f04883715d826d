from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterview.core.application import Application, Round
from afterview.core.event import Event, Person
from afterview.core.interview import Interview, Verdict
from afterview.core.notes import NOTHING_SAID, Notes
from afterview.core.policy import Medium
from afterview.core.reminder import Reminder

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 11, 24, 10, tzinfo=NEW_YORK)
JANE = Person(name="Jane Doe", email="jane.doe@acme.example")
JOHN = Person(name="John Roe", email="john.roe@acme.example")


def build(
    step: str,
    medium: Medium,
    *recipients: Person,
    due: datetime = datetime(2026, 12, 1, 10, tzinfo=NEW_YORK),
    starts: datetime | None = None,
    company: str | None = "Acme",
    role: str | None = "Backend Engineer",
    sat_in: tuple[Person, ...] = (JANE, JOHN),
    notes: Notes = NOTHING_SAID,
    all_day: bool = False,
    **more: Any,
) -> Reminder:
    """A reminder after an interview at Acme on Tuesday, 24 November 2026, 10:00 to 11:00 in New York."""
    interview = Interview(
        event=Event(uid="int-1@acme.example", start=START, end=START + timedelta(hours=1), all_day=all_day),
        verdict=Verdict(answer="interview", reasons=("the title says so",)),
        company=company,
        role=role,
        interviewers=sat_in,
        notes=notes,
    )
    whole = Round(day=START.date(), interviews=(interview,))
    return Reminder(
        uid="afterview-12345678-1234-5678-9abc-123456789abc",
        application=Application(company=company, role=role, rounds=(whole,)),
        round=whole,
        policy="balanced",
        step=step,
        medium=medium,
        recipients=recipients,
        due=due,
        starts=starts or due,
        **more,
    )


@pytest.fixture
def reminder() -> Callable[..., Reminder]:
    return build
