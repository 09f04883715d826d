"""Bare: events as a calendar object of nothing but what recognition goes by (RFC 5545 section 3.6.1).

For a report of a wrong verdict: `read` gives the same events back, but for their stamps. It is no invitation and no
reminder: nothing writes it into a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from afterview.core.event import Attendee, Event
from afterview.ical.lines import Block, render
from afterview.ical.text import one_line, plain

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write_bare(events: Iterable[Event]) -> bytes:
    """One calendar object with `events`; those of a series stand side by side, without their rule."""
    events = tuple(events)
    method = next((e.method for e in events if e.method), "")
    calendar = Block("VCALENDAR", [b"VERSION:2.0", b"PRODID:-//afterview//anonymised//EN"])
    if method:
        calendar.lines.append(f"METHOD:{method}".encode())
    calendar.blocks = [Block("VEVENT", [line.encode() for line in _lines(event)]) for event in events]
    root = Block("")
    root.blocks = [calendar]
    return render(root)


def _lines(event: Event) -> Iterator[str]:
    yield f"UID:{_text(event.uid)}"
    yield "DTSTAMP:20260101T000000Z"
    if event.recurrence_id:
        yield f"RECURRENCE-ID{'' if 'T' in event.recurrence_id else ';VALUE=DATE'}:{event.recurrence_id}"
    if event.all_day:
        yield f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.end.date() + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART{_moment(event.start, event.zone)}"
        yield f"DTEND{_moment(event.end, event.zone)}"
    if event.sequence:
        yield f"SEQUENCE:{event.sequence}"
    for name, value in (
        ("SUMMARY", event.summary),
        ("DESCRIPTION", event.description),
        ("LOCATION", event.location),
    ):
        if value:
            yield f"{name}:{_text(value)}"
    if event.url:
        yield f"URL:{one_line(event.url)}"
    if event.status:
        yield f"STATUS:{event.status}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_text, event.categories))}"
    if event.organizer:
        yield f"ORGANIZER{_person(event.organizer)}"
    for attendee in event.attendees:
        yield f"ATTENDEE;CUTYPE={attendee.kind};ROLE={attendee.role};PARTSTAT={attendee.status}{_person(attendee)}"


def _text(text: str) -> str:
    return plain(text).translate(_ESCAPES)


def _person(attendee: Attendee) -> str:
    name = one_line(attendee.name).replace('"', "'")
    return (f';CN="{name}"' if name else "") + f":{f'mailto:{attendee.email}' if attendee.email else 'invalid:nomail'}"


def _moment(moment: datetime, zone: str | None) -> str:
    if zone is None or getattr(moment.tzinfo, "key", None) != zone:
        return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";TZID={zone}:{moment:%Y%m%dT%H%M%S}"
