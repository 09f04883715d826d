"""Gathered: what the calendars hold, read through the mirror."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from afterview import ical
from afterview.core import words
from afterview.core.event import Event
from afterview.core.glance import Glance
from afterview.core.held import Held
from afterview.core.identity import interview_key
from afterview.ical import Skipped
from afterview.ledger import Ledger
from afterview.mirror import Mirror, Snapshot
from afterview.reconcile.terms import LOOK_AHEAD, LOOK_BACK, Desk, Terms
from afterview.store import Resource

CRITERIA = "worth reading, 2"
"""Names, with the words looked for, what the mirror keeps; another one makes it look at everything again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the calendars hold."""

    events: tuple[Event, ...]
    calendars: Mapping[str, str]
    """URL of the calendar of each event, by `interview_key`."""
    held: tuple[Held, ...]
    resources: Mapping[tuple[str, str], Resource]
    """Those that hold reminders of ours, by calendar and href."""
    skipped: tuple[Skipped, ...]
    snapshots: tuple[Snapshot, ...] = ()


def gather(desk: Desk, terms: Terms, ledger: Ledger, mirror: Mirror, now: datetime) -> Gathered:
    """Read the calendars of `desk` that are watched or written to, or hold earlier reminders, through `mirror`."""
    since = now - LOOK_BACK
    watched = {s.calendar.url for s in desk.watched}
    written = {e.calendar for e in ledger.entries(desk.account).values()}
    own = terms.candidate.own
    glance = Glance(own.telling)
    criteria = f"{CRITERIA}, {words.edition()}, {own.edition}"
    # What was confirmed stays in sight, whatever becomes of its text.
    named = frozenset((*own.always, *(uid for uid, c in ledger.confirmations(desk.account).items() if c.answer)))
    copies: list[Copy] = []
    for url, store in desk.read_by_passes(written).items():
        snapshot = mirror.refresh(
            store,
            keep=lambda data: ical.worth_reading(data, since, glance.sees) or ical.holds_uid(data, named),
            today=now.date(),
            criteria=criteria,
        )
        copies.append((snapshot, store.calendar.name, url in watched, store.unreadable))
    return sorted_out(copies, terms, now)


Copy: TypeAlias = tuple[Snapshot, str, bool, Mapping[str, str]]
"""A calendar as it stands, its name, whether it is watched, and why some of its resources could not be read."""


def sorted_out(copies: Iterable[Copy], terms: Terms, now: datetime) -> Gathered:
    """What is in the calendars: events of the user's in the watched ones, reminders of ours in all."""
    zone = terms.setting.zone
    events: list[Event] = []
    calendars: dict[str, str] = {}
    held: list[Held] = []
    resources: dict[tuple[str, str], Resource] = {}
    skipped: list[Skipped] = []
    snapshots: list[Snapshot] = []
    for snapshot, name, watched, unreadable in copies:
        url = snapshot.calendar
        snapshots.append(snapshot)
        for resource in snapshot.resources:
            found: tuple[Held, ...] = ()
            if ical.is_ours(resource.data):
                found = ical.read_held(resource.data, href=resource.href, etag=resource.etag, calendar=url, zone=zone)
            if found:
                held.extend(found)
                resources[url, resource.href] = resource
            # What shares its file with a reminder must not be hidden by it.
            if watched and (not found or any(h.foreign for h in found)):
                reading = ical.read(
                    resource.data, zone=zone, since=now - LOOK_BACK, until=now + LOOK_AHEAD, source=name
                )
                events.extend(reading.events)
                skipped.extend((*reading.skipped, *reading.warnings))
                calendars.update((interview_key(e), url) for e in reading.events)
        skipped += [
            Skipped(source=name, uid=None, summary=None, reason=f"{href}: {unreadable.get(href, 'it did not come')}")
            for href in snapshot.unread
        ]
    return Gathered(
        events=tuple(events),
        calendars=calendars,
        held=tuple(held),
        resources=resources,
        skipped=tuple(skipped),
        snapshots=tuple(snapshots),
    )
