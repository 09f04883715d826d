"""Event: what a calendar shows, one VEVENT instance (RFC 5545 section 3.6.1), with its times made plain.

The codec has already resolved zones, recurrence and overrides: every time here is aware, and an all-day event has been
given hours. Text is as the calendar holds it; it is hostile until proven otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

OUR_UID_PREFIX = "afterview-"
"""UIDs that begin so were made by us (`identity.reminder_uid`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody by name, by address, or both; at least one is there."""

    name: str | None = None
    email: str | None = None
    """Lower case, without `mailto:`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A calendar user (RFC 5545 sections 3.8.4.1 and 3.8.4.3)."""

    email: str
    """Lower case, without `mailto:`; empty when the calendar gives no address."""
    name: str = ""
    """CN on one line; empty when there is none or it only repeats the address."""
    kind: str = "INDIVIDUAL"
    """CUTYPE, upper case: INDIVIDUAL, GROUP, RESOURCE, ROOM, UNKNOWN."""
    role: str = "REQ-PARTICIPANT"
    """ROLE, upper case."""
    status: str = "NEEDS-ACTION"
    """PARTSTAT, upper case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One instance of a VEVENT, as a person would see it in the calendar."""

    uid: str
    recurrence_id: str | None = None
    """Which instance of a series, as RECURRENCE-ID would say it (`20260511T220000Z` in UTC, or `20260511`); None for an
    event that does not recur."""
    sequence: int = 0
    stamp: datetime | None = None
    """LAST-MODIFIED, else DTSTAMP: breaks the tie between two objects of one UID and SEQUENCE."""
    summary: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    start: datetime
    """Aware. An all-day event starts at 09:00 on its first day (policy rule 7) in the candidate's zone."""
    end: datetime
    """Aware, not before `start`. An all-day event ends at 17:00 on its last day."""
    all_day: bool = False
    zone: str | None = None
    """The IANA zone that DTSTART names (Windows names resolved); None for UTC, floating times and dates."""
    status: str = ""
    """STATUS, upper case: CONFIRMED, TENTATIVE, CANCELLED, or empty."""
    method: str = ""
    """METHOD of the calendar object, upper case (CANCEL in a saved invitation mail), or empty."""
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    categories: tuple[str, ...] = ()
    source: str = ""
    """Where it was read: a file path or a calendar's name. For people, never for identity."""


def latest(events: Iterable[Event]) -> tuple[Event, ...]:
    """Of several versions of one instance, the one with the highest SEQUENCE (then the latest stamp), by start.

    An older SEQUENCE that arrives late must not win (RFC 5546 section 2.1.5). A CANCEL that names no instance of a
    series cancels all of it: such an event carries `recurrence_id` None and drops the instances with a lower or equal
    SEQUENCE. Only its organizer may change or cancel an event (section 2.1.4): where two organizers use one UID, the
    events of both stay, so that nobody can hide another's.
    """
    best: dict[tuple[str, str | None, str], Event] = {}
    for event in events:
        key = (event.uid, event.recurrence_id, _owner(event))
        held = best.get(key)
        if held is None or version(event) >= version(held):
            best[key] = event
    whole = {
        (event.uid, owner): event
        for (_, recurrence_id, owner), event in best.items()
        if recurrence_id is None and (event.status == "CANCELLED" or event.method == "CANCEL")
    }
    kept = [
        event
        for (uid, recurrence_id, owner), event in best.items()
        if recurrence_id is None or (uid, owner) not in whole or event.sequence > whole[uid, owner].sequence
    ]
    return tuple(sorted(kept, key=lambda e: (e.start, e.uid, e.recurrence_id or "", _owner(e))))


def version(event: Event) -> tuple[int, float]:
    """What orders the versions of one event: SEQUENCE, then its stamp."""
    return event.sequence, event.stamp.timestamp() if event.stamp else 0.0


def _owner(event: Event) -> str:
    return event.organizer.email or event.organizer.name if event.organizer else ""
