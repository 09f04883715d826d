"""A candidate's calendar in a real store, with afterview at work on it: the furniture of these stories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from afterview import ical, policies, wording
from afterview.core.due import Setting
from afterview.core.held import PLAIN_LOOK, Component, Held, Look
from afterview.core.interview import Candidate
from afterview.core.plan import Keep
from afterview.core.worktime import DEFAULT_QUIET_HOURS, WorkCalendar
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import Desk, Report, Terms, decide, gather, reconcile, sweep, swept
from afterview.store import Store, Wrote

ZONE = ZoneInfo("America/New_York")
ME = "alex.doe@example.org"


def at(text: str) -> datetime:
    """`2026-12-01 14:00` on the candidate's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def interview(
    start: datetime,
    *,
    uid: str = "int-1@acme.example",
    title: str = "Interview with Acme - Backend Engineer",
    text: str = "",
    status: str = "CONFIRMED",
    sequence: int = 0,
    with_: tuple[tuple[str, str], ...] = (("Jane Roe", "jane.roe@acme.example"),),
) -> bytes:
    """An invitation as a calendar holds it."""
    end = start + timedelta(hours=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//Story//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20261101T080000Z",
        f"DTSTART:{start.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}",
        f"DTEND:{end.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
        f"SEQUENCE:{sequence}",
        f"STATUS:{status}",
        *([f"DESCRIPTION:{text}"] if text else []),
        f"ORGANIZER;CN={with_[0][0]}:mailto:{with_[0][1]}",
        f"ATTENDEE;CN=Alex Doe;PARTSTAT=ACCEPTED:mailto:{ME}",
        *[f"ATTENDEE;CN={name};PARTSTAT=ACCEPTED:mailto:{address}" for name, address in with_],
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


@dataclass
class Life:
    """One calendar, one afterview, and a clock that is told what time it is."""

    store: Store
    ledger: Ledger = field(default_factory=lambda: Ledger.open(None))
    mirror: Mirror = field(default_factory=lambda: Mirror.open(None))
    policy: str = "balanced"
    target: Store | None = None
    component: Component = "VEVENT"
    look: Look = PLAIN_LOOK
    neutral: bool = False

    @property
    def desk(self) -> Desk:
        return Desk(account="test", watched=(self.store,), target=self.target)

    @property
    def terms(self) -> Terms:
        return Terms(
            candidate=Candidate(addresses=frozenset({ME}), name="Alex Doe"),
            setting=Setting(zone=ZONE, quiet=DEFAULT_QUIET_HOURS, workdays=WorkCalendar("US")),
            policy=policies.load(self.policy),
            named=lambda name: policies.load(name) if name in policies.shipped() else None,
            wording=wording.load(None, "en", "Alex Doe", neutral=self.neutral),
            component=self.component,
            look=self.look,
        )

    # --- what the candidate does, with a calendar app of their own ---

    def put(self, name: str, data: bytes) -> None:
        """Store an event, whatever was there under this name."""
        for href, etag in self.store.changes(None).changed:
            if href.rsplit("/", 1)[-1] == name:
                assert isinstance(self.store.update(href, etag, data), Wrote)
                return
        assert isinstance(self.store.create(name, data), Wrote)

    def remove(self, name: str) -> None:
        """Delete an event."""
        for href, etag in self.store.changes(None).changed:
            if href.rsplit("/", 1)[-1] == name:
                assert isinstance(self.store.delete(href, etag), Wrote)

    def edit(self, step: str, change: Callable[[Any], None]) -> None:
        """Change the reminder of a step as an app would."""
        one = self.reminder(step)
        (resource,) = self.home.fetch([one.href])
        calendar = Calendar.from_ical(resource.data)
        for component in calendar.walk():
            if isinstance(component, Event):
                change(component)
        assert isinstance(self.home.update(one.href, resource.etag, calendar.to_ical()), Wrote)

    def delete(self, step: str) -> None:
        """Delete the reminder of a step."""
        one = self.reminder(step)
        assert isinstance(self.home.delete(one.href, one.etag), Wrote)

    # --- what afterview does ---

    def sync(self, now: str, *, force: bool = False) -> Report:
        """One pass."""
        return reconcile(self.desk, self.terms, self.ledger, self.mirror, at(now), force=force)

    def clean(self, now: str) -> list[tuple[Held, str]]:
        """Remove all that was written."""
        gathered = gather(self.desk, self.terms, self.ledger, self.mirror, at(now))
        return sweep(swept(gathered, self.desk, self.ledger), self.desk, self.ledger)

    def kept(self, now: str) -> dict[str, str]:
        """Why the next pass would leave what it leaves, by step."""
        decided = decide(
            gather(self.desk, self.terms, self.ledger, self.mirror, at(now)),
            self.desk,
            self.terms,
            self.ledger,
            at(now),
        )
        steps = {r.uid: r.step_key for r in decided.agenda.schedule.reminders}
        return {steps.get(d.uid, d.uid): d.reason for d in decided.plan.decisions if isinstance(d, Keep)}

    # --- what stands in the calendar ---

    @property
    def home(self) -> Store:
        return self.target or self.store

    def held(self) -> list[Held]:
        """All reminders that stand in the calendar."""
        found: list[Held] = []
        for resource in self.home.fetch([href for href, _ in self.home.changes(None).changed]):
            found += ical.read_held(
                resource.data, href=resource.href, etag=resource.etag, calendar=self.home.calendar.url, zone=ZONE
            )
        return found

    def reminder(self, step: str) -> Held:
        (one,) = [h for h in self.held() if h.step == step]
        return one

    def agenda(self) -> dict[str, str]:
        """When each step stands in the calendar, on the candidate's clock."""
        return {
            h.step or h.title: f"{h.starts.astimezone(ZONE):%m-%d %H:%M}" if h.starts else "never"
            for h in sorted(self.held(), key=lambda h: (h.starts is None, h.starts))
        }
