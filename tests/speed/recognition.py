"""What recognition costs: of an event that is plainly nothing, and of a first scan of a large calendar.

The calendar is made up: two years of a busy person, invitations with their boilerplate, attendees and zones as large
servers store them, an interview and an event that only speaks of one among each hundred.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from afterview import ical
from afterview.core.glance import Glance
from afterview.core.interview import Candidate, detect

EVENTS = 10_000
_ZONE = ZoneInfo("Europe/Berlin")
_NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
_TITLES = (
    "Stand-up",
    "1:1 with Ben",
    "Dentist",
    "Sprint planning",
    "Lunch with Rosa",
    "Yoga",
    "Flight to Oslo",
    "Design review",
    "Zahnarzt",
    "Réunion d'équipe",
    "Elternabend",
    "Car service",
)
_WORDS = (
    "notes",
    "agenda",
    "scope",
    "draft",
    "slides",
    "items",
    "action",
    "decision",
    "with",
    "update",
    "feedback",
    "metrics",
    "budget",
    "roadmap",
    "follow",
    "please",
    "bring",
    "numbers",
    "before",
    "lunch",
    "team",
    "office",
    "floor",
    "train",
    "tickets",
    "Besprechung",
    "Unterlagen",
    "bitte",
    "ordre",
    "du",
    "jour",
    "café",
    "près",
    "château",
)
_VTIMEZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    "DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19701025T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_MEET = (
    "\\n\\n-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::-\\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\\n"
    "Or dial: (DE) +49 40 8081 21169 PIN: 295483953#\\nLearn more about Meet at: https://support.google.com/a/users/answer/"
    "9282720\\n\\nPlease do not edit this section.\\n-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::-"
)


def recognition() -> Iterator[tuple[str, float, str]]:
    """Name, figure and unit of each: CPU time of this process, tables loaded before."""
    objects = list(_calendar())
    glance = Glance()
    glance.sees("Interview", "")
    since = _NOW - timedelta(days=400)
    plain = [data for data in objects if not ical.worth_reading(data, since, glance.sees)]
    before = time.process_time()
    for data in plain:
        ical.worth_reading(data, since, glance.sees)
    yield "an event that says nothing", (time.process_time() - before) * 1000 / len(plain), "ms"
    before = time.process_time()
    events = [
        event
        for data in objects
        if ical.worth_reading(data, since, glance.sees)
        for event in ical.read(data, zone=_ZONE, since=since, until=_NOW + timedelta(days=400)).events
    ]
    detect(events, Candidate(addresses=frozenset({"alex.doe@example.org"})))
    yield f"judging {EVENTS} events", time.process_time() - before, "s"


def _calendar() -> Iterator[bytes]:
    draw = random.Random(1)
    for number in range(EVENTS):
        start = _NOW + timedelta(days=draw.randint(-365, 365), hours=draw.randint(-1, 8))
        title, text = draw.choice(_TITLES), " ".join(draw.choices(_WORDS, k=draw.randint(10, 60)))
        if number % 100 == 0:
            title, text = f"Interview with Company{number} - Engineer", f"Hi Alex, your interview is confirmed. {text}"
        elif number % 100 == 50:
            title, text = "Interview prep", f"Read the job description. {text}"
        yield _object(draw, number, start, title, text)


def _object(draw: random.Random, number: int, start: datetime, title: str, text: str) -> bytes:
    people = "".join(
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Person {n};X-NUM-GUESTS=0:"
        f"mailto:person{n}@busy.example\r\n"
        for n in range(draw.randint(0, 5))
    )
    organizer = "ORGANIZER;CN=Person 0:mailto:person0@busy.example\r\n" if people else ""
    local, end = start.astimezone(_ZONE), (start + timedelta(hours=1)).astimezone(_ZONE)
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
        f"{_VTIMEZONE}BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:{local:%Y%m%dT%H%M%S}\r\n"
        f"DTEND;TZID=Europe/Berlin:{end:%Y%m%dT%H%M%S}\r\nDTSTAMP:20260101T000000Z\r\nUID:{number}@busy.example\r\n"
        f"CREATED:20260101T000000Z\r\nLAST-MODIFIED:20260101T000000Z\r\nSEQUENCE:1\r\nSUMMARY:{title}\r\n"
        f"DESCRIPTION:{text}{_MEET if people else ''}\r\n"
        f"LOCATION:\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n{organizer}{people}"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    ).encode()
