"""Who is in an invitation, and what the names of its zones mean."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from afterview.core.event import Attendee, Event
from afterview.ical import read

BERLIN = ZoneInfo("Europe/Berlin")


def event(*lines: str) -> Event:
    body = "\r\n".join(["BEGIN:VEVENT", "UID:1", "DTSTART:20260511T090000Z", *lines, "END:VEVENT"])
    found = read(
        body.encode(), zone=BERLIN, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    )
    return found.events[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ATTENDEE;CN=Jane Roe:mailto:Jane@Acme.example", Attendee(email="jane@acme.example", name="Jane Roe")),
        ("ATTENDEE;CN=jane@acme.example:MAILTO:jane@acme.example", Attendee(email="jane@acme.example")),
        ("ATTENDEE:mailto:jane@acme.example?subject=x", Attendee(email="jane@acme.example")),
        ("ATTENDEE:jane@acme.example", Attendee(email="jane@acme.example")),
        ("ATTENDEE;CN=Jane Roe:invalid:nomail", Attendee(email="", name="Jane Roe")),
        ("ATTENDEE;CN=Jane Roe:mailto:", Attendee(email="", name="Jane Roe")),
        ("ATTENDEE;CN=jane@acme.example:invalid:nomail", Attendee(email="jane@acme.example")),
        ("ATTENDEE;CN=Jane;EMAIL=jane@acme.example:urn:uuid:1", Attendee(email="jane@acme.example", name="Jane")),
        ('ATTENDEE;CN="Roe, Jane":mailto:j@x.example', Attendee(email="j@x.example", name="Roe, Jane")),
        ("ATTENDEE;CN=Roe\\, Jane:mailto:j@x.example", Attendee(email="j@x.example", name="Roe, Jane")),
        ("ATTENDEE;CN='Jane':mailto:j@x.example", Attendee(email="j@x.example", name="Jane")),
        (
            "ATTENDEE;CUTYPE=room;ROLE=opt-participant;PARTSTAT=declined;CN=Room 4:mailto:r@x.example",
            Attendee(email="r@x.example", name="Room 4", kind="ROOM", role="OPT-PARTICIPANT", status="DECLINED"),
        ),
        ("ATTENDEE;PARTSTAT=:mailto:j@x.example", Attendee(email="j@x.example")),
        ("ATTENDEE;CN=Ja\u202ene\u200b\x1b:mailto:j@x.example", Attendee(email="j@x.example", name="Jane")),
        ("ATTENDEE:mailto:/o=ExchangeLabs/cn=x", None),
        ("ATTENDEE:", None),
        ("ATTENDEE", None),
    ],
)
def test_a_guest_is_who_the_calendar_says(line: str, expected: Attendee | None) -> None:
    assert event(line).attendees == ((expected,) if expected else ())


def test_the_rest_of_an_event_is_told_as_it_is() -> None:
    found = event(
        "SUMMARY:Interview\\, second round",
        "DESCRIPTION:One\\nTwo \\; \\\\ three",
        "LOCATION:Room 1",
        "URL:https://meet.example/x",
        "STATUS:tentative",
        "SEQUENCE:4",
        "DTSTAMP:20260101T000000Z",
        "LAST-MODIFIED:20260202T000000Z",
        "CATEGORIES:Work,Job\\, new",
        "CATEGORIES:Work",
        "ORGANIZER;CN=Rita:mailto:rita@acme.example",
    )
    assert found == Event(
        uid="1",
        sequence=4,
        stamp=datetime(2026, 2, 2, tzinfo=UTC),
        summary="Interview, second round",
        description="One\nTwo ; \\ three",
        location="Room 1",
        url="https://meet.example/x",
        start=datetime(2026, 5, 11, 9, tzinfo=UTC),
        end=datetime(2026, 5, 11, 9, tzinfo=UTC),
        status="TENTATIVE",
        organizer=Attendee(email="rita@acme.example", name="Rita"),
        categories=("Work", "Job, new"),
    )


@pytest.mark.parametrize(
    ("tzid", "key", "offset"),
    [
        ("Europe/Berlin", "Europe/Berlin", 2),
        ("EUROPE/BERLIN", "Europe/Berlin", 2),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin", 2),
        ("/citadel.org/20250101_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", -3),
        ("W. Europe Standard Time", "Europe/Berlin", 2),
        ("W. Europe Daylight Time", "Europe/Berlin", 2),
        ("GMT Standard Time", "Europe/London", 1),
        ("Pacific Standard Time", "America/Los_Angeles", -7),
        ("India Standard Time", "Asia/Calcutta", 5.5),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles", -7),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata", 5.5),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin", 1),
        ("(GMT+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels", 2),
        ("(UTC+03:00) Nowhere At All", None, 3),
        ("(UTC) Coordinated Universal Time", None, 0),
        ("(UTC+09:00) Paris", None, 9),
        ("UTC", None, 0),
        ("GMT", None, 0),
        ("Etc/UTC", None, 0),
        ("GMT+0200", None, 2),
        ("UTC-5", None, -5),
        ("+05:30", None, 5.5),
        ("GMT+99:99", None, 23 + 59 / 60),
    ],
)
def test_a_zone_is_known_by_the_names_that_invitations_use(tzid: str, key: str | None, offset: float) -> None:
    body = f'BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID="{tzid}":20260511T090000\r\nEND:VEVENT\r\n'
    found = read(
        body.encode(), zone=BERLIN, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    )
    ((zone, seconds),) = [(e.zone, (e.start.utcoffset() or UTC.utcoffset(None)).total_seconds()) for e in found.events]

    assert (zone, seconds) == (key, offset * 3600)
    assert found.warnings == ()


@pytest.mark.parametrize(
    "tzid",
    ["localtime", "../../etc/passwd", "/etc/passwd", "America", "posix/Europe/Berlin", "x" * 500, "Z30", "GMT:0200"],
)
def test_a_name_that_is_no_zone_is_unknown_and_reads_no_file(tzid: str) -> None:
    body = f'BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID="{tzid}":20260511T090000\r\nEND:VEVENT\r\n'
    found = read(
        body.encode(), zone=BERLIN, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    )
    assert [(e.start.tzinfo, e.zone) for e in found.events] == [(BERLIN, None)]
    assert len(found.warnings) == 1


def test_a_zone_of_its_own_changes_its_clock_by_its_own_rules() -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Ours\n"
        "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20260120T090000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Ours:20260720T090000\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:3\nDTSTART;TZID=Ours:20260320T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = read(
        text.encode(), zone=BERLIN, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    )
    assert [(e.uid, e.start.astimezone(UTC).strftime("%m-%d %H"), e.zone) for e in found.events] == [
        ("1", "01-20 07", None),
        ("3", "03-20 07", None),
        ("3", "03-27 07", None),
        ("2", "07-20 06", None),
    ]


def test_a_zone_of_its_own_that_says_where_it_is_has_that_name() -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:Europe/Paris\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20260720T090000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = read(
        text.encode(), zone=BERLIN, since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    )
    assert [e.zone for e in found.events] == ["Europe/Paris"]
