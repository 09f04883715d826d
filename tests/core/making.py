"""Interviews, applications and settings for tests, with everything that a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from afterview.core.application import Application, Round
from afterview.core.due import Setting
from afterview.core.event import Event, Person
from afterview.core.identity import Placed
from afterview.core.interview import Interview, Verdict
from afterview.core.notes import NOTHING_SAID, Notes
from afterview.core.policy import Policy, parse
from afterview.core.reminder import Schedule, schedule
from afterview.core.worktime import DEFAULT_QUIET_HOURS, QuietHours, WorkCalendar
from afterview.policies import load

NEW_YORK = ZoneInfo("America/New_York")
JANE = Person(name="Jane Roe", email="jane.roe@acme.example")
RITA = Person(name="Rita Recruiter", email="rita@acme.example")
SHIPPED = {
    name: load(name) for name in ("balanced", "interobservers", "livecareer", "nextaff", "pridestaff", "touchpoint")
}


def at(text: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    """`2026-12-01T14:00` on the clock of `zone`."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def setting(zone: ZoneInfo = NEW_YORK, holidays: str = "US", quiet: QuietHours = DEFAULT_QUIET_HOURS) -> Setting:
    return Setting(zone=zone, quiet=quiet, workdays=WorkCalendar(holidays))


def interview(
    start: datetime,
    *,
    hours: float = 1,
    uid: str = "int-1@acme.example",
    people: tuple[Person, ...] = (JANE,),
    contact: Person | None = JANE,
    stage: str | None = None,
    seniority: str | None = None,
    zone: str | None = None,
    notes: Notes = NOTHING_SAID,
) -> Interview:
    end = (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)
    return Interview(
        event=Event(uid=uid, summary="Interview with Acme", start=start, end=end, zone=zone),
        verdict=Verdict(answer="interview", reasons=("a test says so",)),
        company="Acme",
        role="Engineer",
        stage=stage,
        seniority=seniority,
        interviewers=people,
        contact=contact,
        zone=zone,
        notes=notes,
    )


def application(*interviews: Interview, zone: ZoneInfo = NEW_YORK) -> Application:
    """One application of all of them, with a round for each local date."""

    def day(one: Interview) -> date:
        return one.event.start.astimezone(zone).date()

    in_order = sorted(interviews, key=lambda i: (i.event.start.astimezone(UTC), i.event.uid))
    rounds = tuple(Round(day=d, interviews=tuple(some)) for d, some in groupby(in_order, key=day))
    return Application(company="Acme", role="Engineer", rounds=rounds)


def policy(text: str) -> Policy:
    """The policy with these steps."""
    return parse('name = "own"\n' + text, source="own.toml", shipped=lambda _name: None)


def scheduled(
    applications: Iterable[Application],
    by: Policy | str = "balanced",
    *,
    now: datetime,
    where: Setting | None = None,
    placed: Mapping[str, Placed] | None = None,
) -> Schedule:
    chosen = SHIPPED[by] if isinstance(by, str) else by
    return schedule(tuple(applications), chosen, SHIPPED.get, where or setting(), now, placed or {})


def times(result: Schedule) -> dict[str, str]:
    """When each reminder is due, by `step_key`, on the candidate's clock."""
    return {r.step_key: r.due.strftime("%Y-%m-%dT%H:%M") for r in result.reminders}


def reasons(result: Schedule) -> dict[str, str]:
    """Why each step is withheld, by `step_key`."""
    return {w.step: w.reason for w in result.withheld}
