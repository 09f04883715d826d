"""The demo's calendar: a job search around today, with people and companies that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ADDRESS = "alex.doe@mail.example"
NAME = "Alex Doe"

Person = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of the demo."""

    title: str
    start: datetime
    minutes: int = 60
    organizer: Person | None = None
    others: Sequence[Person] = ()
    text: str = ""
    place: str = ""


def events(now: datetime, zone: ZoneInfo) -> dict[str, bytes]:
    """The calendar as resources, by file name, seen from `now` (in `zone`)."""
    return {f"demo-{n}.ics": _resource(f"demo-{n}@afterview.example", e) for n, e in enumerate(_entries(now, zone))}


def _entries(now: datetime, zone: ZoneInfo) -> Iterator[Entry]:
    today = now.date()

    def at(day: date, clock: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(clock), zone)

    soon = today if today.weekday() < 5 and now.hour < 13 else _workday(today, 1)
    dana = ("Dana Whitfield", "dana.whitfield@northwind-robotics.example")
    yield Entry(
        title="Interview with Northwind Robotics - Backend Engineer",
        start=at(soon, "14:00"),
        organizer=dana,
        others=[dana, ("Ravi Menon", "ravi.menon@northwind-robotics.example")],
        text="Hi Alex, this is a video interview for the Backend Engineer position. Looking forward to it! Dana",
        place="https://meet.example/abc-defg-hij",
    )
    ines = ("Inès Laurent", "ines.laurent@bluefin-energy.example")
    day = _workday(today, -6)
    yield Entry(
        title="Phone screen: Bluefin Energy (Site Reliability Engineer)",
        start=at(day, "11:00"),
        minutes=30,
        organizer=ines,
        others=[ines],
        text=f"A first call with Inès from recruiting.\nDecision by: {_workday(today, 2)}",
    )
    day = _workday(today, 5)
    rita = ("Rita Gomez", "rita.gomez@larkspur.example")
    for clock, talk, person in (
        ("10:00", "System design interview", ("Ann Ames", "ann.ames@larkspur.example")),
        ("11:00", "Coding interview", ("Bo Bell", "bo.bell@larkspur.example")),
        ("13:30", "Hiring manager interview", ("Cy Cole", "cy.cole@larkspur.example")),
    ):
        yield Entry(
            title=f"Larkspur onsite: {talk}",
            start=at(day, clock),
            organizer=rita,
            others=[person],
            text="Interview for the role Staff Engineer at Larkspur.",
            place="Larkspur, Main Street 5",
        )
    yield Entry(
        title="Final round interview - Orchid Health",
        start=at(_workday(today, -8), "15:00"),
        organizer=("Amara Pell", "amara.pell@orchid-health.example"),
        others=[("Amara Pell", "amara.pell@orchid-health.example")],
        text=f"Outcome: rejected on {today}",
    )
    yield Entry(title="Mock interview with Sam", start=at(_workday(today, 1), "18:00"))
    yield Entry(title="Podcast interview: Indie Makers", start=at(_workday(today, 3), "16:00"))
    yield Entry(title="Stand-up", start=at(_workday(today, 1), "09:30"), minutes=15)
    yield Entry(title="Dentist", start=at(_workday(today, 4), "08:00"), minutes=30, place="Dr. Sommer")
    yield Entry(title="Interview with Robin", start=at(_workday(today, 6), "10:00"), minutes=45)


def _workday(day: date, count: int) -> date:
    """The `count`-th day from Monday to Friday after `day`, or before it when negative."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= (day.weekday() < 5) * (1 if count > 0 else -1)
    return day


def _resource(uid: str, entry: Entry) -> bytes:
    start = entry.start.astimezone(UTC)
    people = []
    if entry.organizer:
        people.append(f"ORGANIZER;CN={entry.organizer[0]}:mailto:{entry.organizer[1]}")
        people.append(f"ATTENDEE;CN={NAME};PARTSTAT=ACCEPTED:mailto:{ADDRESS}")
    people += [f"ATTENDEE;CN={name};PARTSTAT=ACCEPTED:mailto:{address}" for name, address in entry.others]
    text = entry.text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//afterview//demo//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{start - timedelta(days=7):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{start + timedelta(minutes=entry.minutes):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{entry.title}",
        *([f"DESCRIPTION:{text}"] if text else []),
        *([f"LOCATION:{entry.place}".replace(",", "\\,")] if entry.place else []),
        *people,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()
