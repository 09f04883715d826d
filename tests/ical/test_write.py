"""Writing reminders, finding them again, and changing them in place."""

# ruff: noqa: DTZ001 - local times without a zone are what some of these are about

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from afterview.core.held import PARTS, Held, Look, Part, Wanted, reference
from afterview.ical import clean_body, clean_title, export, is_ours, read, read_held, rewrite, worth_reading, write
from afterview.ical.vtimezone import vtimezone

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 5, 1, 8, tzinfo=UTC)
UID = "afterview-0123abcd-4567-5890-abcd-ef0123456789"
WANTED = Wanted(
    uid=UID,
    calendar="https://dav.example/alice/work/",
    title="Thank Jane Doe (Acme)",
    body="Thank Jane Doe for the interview at Acme; it was good, she said.\n\n[ ] Re-read notes\n\nRef: AV-0123abcd45",
    starts=datetime(2026, 5, 11, 9, tzinfo=BERLIN),
    due=datetime(2026, 5, 10, 18, tzinfo=BERLIN),
    step="thank-you",
    interviews=("ab12cd", "ef34"),
)
ESCAPED = (
    r"Thank Jane Doe for the interview at Acme\; it was good\, she said.\n\n[ ] Re-read notes\n\nRef: AV-0123abcd45"
)
TODO = replace(WANTED, component="VTODO")


def written(wanted: Wanted = WANTED, revision: int = 3, **look: Any) -> bytes:
    return write(replace(wanted, look=Look(**look)), stamp=STAMP, revision=revision)


def held(data: bytes, zone: ZoneInfo = BERLIN) -> Held:
    (found,) = read_held(data, href="/x.ics", etag='"1"', calendar=WANTED.calendar, zone=zone)
    return found


def test_a_reminder_is_written_in_the_shape_that_apps_show() -> None:
    text = written().decode().replace("\r\n ", "")

    assert (
        text.partition("BEGIN:VEVENT")[2].split("\r\n")[1:-4]
        == [
            "SUMMARY:Thank Jane Doe (Acme)",
            "DTSTART;TZID=Europe/Berlin:20260511T090000",
            "DTEND;TZID=Europe/Berlin:20260511T093000",
            "DTSTAMP:20260501T080000Z",
            f"UID:{UID}",
            "SEQUENCE:3",
            "CATEGORIES:Follow-up",
            "CLASS:PRIVATE",
            "CREATED:20260501T080000Z",
            f"DESCRIPTION:{ESCAPED}",
            "LAST-MODIFIED:20260501T080000Z",
            "TRANSP:TRANSPARENT",
            f"X-AFTERVIEW-BASE:{'.'.join(WANTED.parts)}",
            f"X-AFTERVIEW-DIGEST:{WANTED.digest}",
            "X-AFTERVIEW-DUE:20260510T160000Z",
            "X-AFTERVIEW-INTERVIEWS:ab12cd.ef34",
            "X-AFTERVIEW-LOOK:0.private.free..Follow-up",
            "X-AFTERVIEW-REVISION:3",
            "X-AFTERVIEW-STEP:thank-you",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Thank Jane Doe (Acme)",
            "TRIGGER:PT0S",
            "END:VALARM",
        ][: len(text.partition("BEGIN:VEVENT")[2].split("\r\n")[1:-4])]
    )
    assert max(map(len, written().split(b"\r\n"))) <= 75


def test_a_to_do_has_a_due_time_and_no_end() -> None:
    text = written(TODO).decode()

    assert "DUE;TZID=Europe/Berlin:20260511T093000" in text
    assert "STATUS:NEEDS-ACTION" in text
    assert "DTEND" not in text
    assert "VEVENT" not in text


@pytest.mark.parametrize(
    ("alarm", "trigger"),
    [
        (timedelta(0), "TRIGGER:PT0S"),
        (timedelta(minutes=90), "TRIGGER:-PT90M"),
        (timedelta(minutes=-5), "TRIGGER:PT0S"),
    ],
)
def test_the_alarm_is_relative_to_the_start(alarm: timedelta, trigger: str) -> None:
    assert re.findall("TRIGGER.*", written(alarm=alarm).decode().replace("\r", "")) == [trigger]


def test_without_an_alarm_there_is_none() -> None:
    assert b"VALARM" not in written(alarm=None)


def test_what_was_written_is_read_back() -> None:
    for wanted in (WANTED, TODO):
        assert held(written(wanted)) == Held(
            uid=UID,
            reference="AV-0123abcd45",
            calendar=WANTED.calendar,
            href="/x.ics",
            etag='"1"',
            component=wanted.component,
            title=WANTED.title,
            body=WANTED.body,
            starts=WANTED.starts,
            base=wanted.parts,
            written=wanted.digest,
            due=WANTED.due,
            revision=3,
            step="thank-you",
            interviews=("ab12cd", "ef34"),
            look=Look(),
        )


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200) | st.text(
    st.sampled_from("aN\\n,;:\"' \n\r\t<&>%^=\u2028\x85é😀\u0301"), max_size=60
)
ZONES = st.sampled_from(
    [
        "Europe/Berlin",
        "Europe/Dublin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "America/Santiago",
        "Pacific/Apia",
        "Asia/Gaza",
        "Antarctica/Troll",
        "America/Scoresbysund",
        "UTC",
        "Etc/GMT+5",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    ANY_TEXT,
    ANY_TEXT,
    ZONES,
    st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1)),
    st.integers(0, 1),
    st.sampled_from(["VEVENT", "VTODO"]),
    st.text(min_size=1, max_size=20),
)
def test_the_digest_survives_a_round_trip(
    title: str, body: str, key: str, start: datetime, fold: int, component: str, step: str
) -> None:
    zone = ZoneInfo(key)
    wanted = replace(
        WANTED,
        title=clean_title(title),
        body=clean_body(body),
        starts=start.replace(second=0, microsecond=0, tzinfo=zone, fold=fold),
        component="VTODO" if component == "VTODO" else "VEVENT",
        step=clean_title(step) or "x",
    )
    data = write(wanted, stamp=STAMP, revision=1)
    back = held(data, zone)

    assert back.digest == wanted.digest == back.written
    assert (back.title, back.body, back.step) == (wanted.title, wanted.body, wanted.step)
    assert back.starts == wanted.starts.astimezone(UTC)
    assert held(rewrite(data, wanted, stamp=STAMP, revision=2) or b"", zone).digest == wanted.digest
    assert Calendar.from_ical(data).walk("VEVENT" if component == "VEVENT" else "VTODO")[0]["UID"] == UID


@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)])
def test_on_the_day_the_clock_changes_every_quarter_of_an_hour_is_kept(day: datetime) -> None:
    begin = day.replace(tzinfo=BERLIN).astimezone(UTC)
    for quarter in range(25 * 4):
        wanted = replace(WANTED, starts=(begin + timedelta(minutes=15 * quarter)).astimezone(BERLIN))
        data = written(wanted)
        (event,) = read(data, zone=BERLIN, since=begin, until=begin + timedelta(days=2)).events

        start, end = event.start.astimezone(UTC), event.end.astimezone(UTC)
        assert (start, end - start) == (begin + timedelta(minutes=15 * quarter), timedelta(minutes=30))
        assert held(data).digest == wanted.digest


def test_a_zone_without_a_name_is_written_in_utc() -> None:
    fixed = replace(WANTED, starts=datetime(2026, 5, 11, 9, tzinfo=timezone(timedelta(hours=2))))

    assert b"DTSTART:20260511T070000Z" in written(fixed)
    assert b"VTIMEZONE" not in written(fixed)


def test_every_zone_of_the_world_is_written_as_zoneinfo_has_it() -> None:
    unable = [key for key in sorted(available_timezones()) if vtimezone(key, 2026, 2026) is None]

    assert unable == []


@pytest.mark.parametrize("year", range(1975, 2036, 4))
@pytest.mark.parametrize(
    "key", ["Africa/Casablanca", "Europe/Moscow", "Asia/Gaza", "America/Sao_Paulo", "Pacific/Apia"]
)
def test_a_zone_that_changed_its_rules_is_written_for_its_years(key: str, year: int) -> None:
    made = vtimezone(key, year, year)
    assert made is not None
    clock, zone = made.to_tz(lookup_tzid=False), ZoneInfo(key)
    days = [datetime(year, 1, 1, 12) + timedelta(days=day) for day in range(365)]
    noons = [day for day in days if (key, day.date()) != ("Pacific/Apia", date(2011, 12, 30))]  # a day it never had

    assert [n.replace(tzinfo=clock).utcoffset() for n in noons] == [n.replace(tzinfo=zone).utcoffset() for n in noons]


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_makes_a_guest(title: str, body: str) -> None:
    hostile = replace(
        WANTED, title=f"x\r\nATTENDEE:mailto:a@b.example\r\n{title}", body=f"{body}\nORGANIZER:mailto:a@b"
    )
    data = write(hostile, stamp=STAMP, revision=1)

    names = [re.split("[;:]", line)[0] for line in data.decode().replace("\r\n ", "").split("\r\n")]
    assert not {"ATTENDEE", "ORGANIZER", "RELATED-TO", "ATTACH", "URL"} & {name.upper() for name in names}
    assert names.count("BEGIN") == 6


def test_the_output_depends_on_the_arguments_only() -> None:
    assert written() == written()


def test_many_reminders_are_exported_in_one_object() -> None:
    others = [replace(WANTED, uid=f"afterview-{uuid5(UUID(int=0), str(n))}") for n in range(3)]
    far = replace(WANTED, uid=f"afterview-{UUID(int=9)}", starts=datetime(2027, 1, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")))
    data = export([*others, far], stamp=STAMP)

    assert b"METHOD" not in data
    assert data.count(b"BEGIN:VTIMEZONE") == 2
    found = read_held(data, href="", etag="", calendar="", zone=BERLIN)
    assert [(h.uid, h.digest) for h in found] == [(w.uid, w.digest) for w in [*others, far]]


def test_nothing_to_export_is_an_empty_calendar() -> None:
    assert read_held(export([], stamp=STAMP), href="", etag="", calendar="", zone=BERLIN) == ()


# What servers and apps do to what was written


def unfolded(data: bytes) -> str:
    return data.decode().replace("\r\n ", "")


SIMULATED: dict[str, Callable[[bytes], bytes]] = {
    "folded at 40 octets": lambda d: re.sub(rb"([^\r\n]{40})(?=[^\r\n])", rb"\1\r\n ", d.replace(b"\r\n ", b"")),
    "bare line feeds": lambda d: d.replace(b"\r\n", b"\n"),
    "properties in another order": lambda d: (
        unfolded(d)
        .replace("SUMMARY:Thank Jane Doe (Acme)\r\n", "", 1)
        .replace("TRANSP:", "SUMMARY:Thank Jane Doe (Acme)\r\nTRANSP:")
        .encode()
    ),
    "categories as lines": lambda d: d.replace(b"CATEGORIES:Follow-up", b"CATEGORIES:Follow-up\r\nCATEGORIES:Mine"),
    "our names in small letters": lambda d: d.replace(b"X-AFTERVIEW", b"x-afterview"),
    "our properties stripped": lambda d: re.sub(r"X-AFTERVIEW.*\r\n", "", unfolded(d)).encode(),
    "rich text beside the description": lambda d: d.replace(
        b"DESCRIPTION:Thank Jane Doe for", b'DESCRIPTION;ALTREP="data:text/html,%3Cb%3E;,:x":Thank Jane Doe for'
    ),
    "a trailing newline": lambda d: unfolded(d).replace("AV-0123abcd45\r\n", "AV-0123abcd45\\n\r\n").encode(),
    "white space at line ends": lambda d: unfolded(d).replace("\\n\\n", " \\n \\n").encode(),
    "made public": lambda d: d.replace(b"CLASS:PRIVATE", b"CLASS:PUBLIC"),
    "a duration added": lambda d: d.replace(b"TRANSP:", b"DURATION:PT30M\r\nTRANSP:"),
    "seconds cut": lambda d: re.sub(rb"T09(00)00", rb"T09\1", d),
    "seconds added": lambda d: d.replace(b"T090000", b"T090042"),
    "the zone to UTC": lambda d: d.replace(b";TZID=Europe/Berlin:20260511T09", b":20260511T07").replace(
        b"T070000", b"T070000Z"
    ),
    "floating": lambda d: d.replace(b";TZID=Europe/Berlin", b""),
    "the zone by its Windows name": lambda d: d.replace(b"TZID=Europe/Berlin", b"TZID=W. Europe Standard Time"),
    "without VTIMEZONE": lambda d: re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", d, flags=re.DOTALL),
    "an alarm seen": lambda d: d.replace(
        b"TRANSP:", b"X-MOZ-LASTACK:20260511T070100Z\r\nX-MOZ-GENERATION:2\r\nTRANSP:"
    ),
    "an alarm removed": lambda d: re.sub(rb"BEGIN:VALARM.*END:VALARM\r\n", b"", d, flags=re.DOTALL),
    "a commented alarm": lambda d: d.replace(
        b"END:VALARM", b"ACKNOWLEDGED:20260511T070100Z\r\nUID:alarm\r\nEND:VALARM"
    ),
    "noise raised": lambda d: d.replace(b"SEQUENCE:3", b"SEQUENCE:9").replace(b"20260501T080000Z", b"20270501T080000Z"),
    "a status added": lambda d: d.replace(b"TRANSP:", b"STATUS:CONFIRMED\r\nTRANSP:"),
    "colons escaped": lambda d: unfolded(d).replace("Ref: ", "Ref\\: ").encode(),
}


@pytest.mark.parametrize("change", SIMULATED)
def test_what_servers_and_apps_rewrite_is_no_change(change: str) -> None:
    data = SIMULATED[change](written())
    assert data != written()

    found = held(data)

    assert (found.uid, found.digest, found.done, found.foreign) == (UID, WANTED.digest, False, None)


# Whose it is


def test_a_reminder_is_known_by_its_last_line_where_an_app_changed_its_uid() -> None:
    found = held(written().replace(UID.encode(), b"0000-calcurse"))

    assert (found.uid, found.reference, found.digest) == ("", reference(UID), WANTED.digest)


@pytest.mark.parametrize(
    "data",
    [
        written().replace(UID.encode(), b"afterview-notauuid").replace(b"Ref:", b"Reference"),
        written().replace(UID.encode(), b"x-" + UID.encode()).replace(b"Ref: AV-0123abcd45", b"x"),
        unfolded(written()).replace(UID, "0000").replace("AV-0123abcd45", "AV-0123abcd45\\nand more").encode(),
        unfolded(written()).replace(UID, "0000").replace("AV-0123abcd45", "AV-0123abcd4g").encode(),
        written().replace(b"SEQUENCE:3", b"RECURRENCE-ID:20260511T070000Z"),
        b"",
        b"afterview-",
    ],
)
def test_what_is_not_marked_is_not_ours(data: bytes) -> None:
    assert read_held(data, href="", etag="", calendar="", zone=BERLIN) == ()


@pytest.mark.parametrize(
    "guest", ["ATTENDEE:mailto:jane@acme.example", "ORGANIZER:mailto:jane@acme.example", "attendee:x"]
)
def test_what_has_guests_is_foreign_and_never_rewritten(guest: str) -> None:
    data = written().replace(b"SEQUENCE:3", b"SEQUENCE:3\r\n" + guest.encode())

    assert held(data).foreign == f"it has {re.split(':', guest)[0].upper()}"
    assert rewrite(data, WANTED, stamp=STAMP, revision=4) is None


@pytest.mark.parametrize(
    ("title", "done"),
    [
        ("done", True),
        ("Done: Thank Jane", True),
        ("DONE - Thank Jane", True),
        ("\u2713 Thank Jane", True),
        ("\u2714\ufe0f Thank Jane", True),
        ("[x] Thank Jane", True),
        ("[X] Thank Jane", True),
        ("Erledigt Thank Jane", True),
        ("Donegal trip", False),
        ("Thank Jane, done", False),
        ("[ ] Thank Jane", False),
        ("done2", True),
        ("", False),
    ],
)
def test_a_title_says_when_it_is_done(title: str, done: bool) -> None:
    assert held(written(replace(WANTED, title=title))).done is done


@pytest.mark.parametrize(
    "line", ["COMPLETED:20260511T080000Z", "PERCENT-COMPLETE:100", "STATUS:COMPLETED", "STATUS:CANCELLED"]
)
def test_a_completed_to_do_is_done(line: str) -> None:
    data = written(TODO).replace(b"STATUS:NEEDS-ACTION", line.encode())

    assert (held(data).done, held(written(TODO)).done) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "starts"),
    [
        (b"DUE;TZID=Europe/Berlin:20260511T093000", b"DUE;TZID=Europe/Berlin:20260512T093000", (12, 9, 0)),
        (b"DTSTART;TZID=Europe/Berlin:20260511T090000", b"DTSTART;TZID=Europe/Berlin:20260512T080000", (12, 8, 0)),
        (b"DTSTART;TZID=Europe/Berlin:20260511T090000\r\n", b"", (11, 9, 0)),
        (b"DUE;TZID=Europe/Berlin:20260511T093000\r\n", b"", (11, 9, 0)),
        (b"DUE;TZID=Europe/Berlin:20260511T093000", b"DUE;VALUE=DATE:20260513", (13, 8, 30)),
    ],
)
def test_a_moved_to_do_is_found_where_it_was_moved_to(old: bytes, new: bytes, starts: tuple[int, int, int]) -> None:
    day, hour, minute = starts

    assert held(written(TODO).replace(old, new)).starts == datetime(2026, 5, day, hour, minute, tzinfo=BERLIN)


def test_a_to_do_without_a_date_has_no_start() -> None:
    assert held(re.sub(rb"(DTSTART|DUE);.*\r\n", b"", written(TODO))).starts is None


def test_of_a_reminder_that_repeats_the_first_is_taken() -> None:
    assert held(written().replace(b"TRANSP:", b"RRULE:FREQ=SECONDLY\r\nTRANSP:")).starts == WANTED.starts


def test_a_glance_knows_ours() -> None:
    assert is_ours(written())
    assert not is_ours(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert worth_reading(written(), datetime(2099, 1, 1, tzinfo=UTC))


# Changing one in place


NEW = replace(
    WANTED,
    title="Call Rita (Acme)",
    body="Call Rita.\n\nRef: AV-0123abcd45",
    starts=datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("America/New_York")),
    due=datetime(2026, 7, 1, 10, tzinfo=BERLIN),
    step="call",
    interviews=("ab12cd",),
)
LIVED_IN = (
    written()
    .replace(b"TRANSP:", b'X-MOZ-LASTACK:20260511T070100Z\r\nCOLOR:tomato\r\nX-ODD;A="x:y":raw\\value;,\r\nTRANSP:')
    .replace(b"CLASS:PRIVATE", b"CLASS:PUBLIC")
    .replace(b"CATEGORIES:Follow-up", b"CATEGORIES:Follow-up\r\nCATEGORIES:Mine")
    .replace(b"DESCRIPTION:Thank Jane Doe for", b'DESCRIPTION;ALTREP="data:text/html,%3Cb%3E":Thank Jane Doe for')
    .replace(b"TRIGGER:PT0S", b"TRIGGER:-PT1H\r\nACKNOWLEDGED:20260511T070100Z")
    .replace(b"SEQUENCE:3", b"SEQUENCE:7\r\nX-ALT-DESC;FMTTYPE=text/html:<b>old</b>\r\nDURATION:PT30M")
    .replace(
        b"END:VEVENT\r\n", b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\n"
    )
)


def test_a_rewrite_changes_what_is_ours_and_keeps_the_rest() -> None:
    data = rewrite(LIVED_IN, NEW, stamp=STAMP + timedelta(days=1), revision=4)
    assert data is not None
    text = unfolded(data)

    assert held(data, BERLIN).digest == NEW.digest == held(data).written
    assert (held(data).revision, held(data).step, held(data).due) == (4, "call", NEW.due)
    for kept in (
        "X-MOZ-LASTACK:20260511T070100Z",
        "COLOR:tomato",
        'X-ODD;A="x:y":raw\\value;,',
        "CLASS:PUBLIC",
        "CATEGORIES:Mine",
        "TRIGGER:-PT1H",
        "ACKNOWLEDGED:20260511T070100Z",
        "UID:other",
        "CREATED:20260501T080000Z",
        "SEQUENCE:8",
        "LAST-MODIFIED:20260502T080000Z",
        "TZID:America/New_York",
    ):
        assert f"\r\n{kept}\r\n" in text
    for gone in ("ALTREP", "X-ALT-DESC", "DURATION", "Thank Jane Doe for", "SEQUENCE:7"):
        assert gone not in text
    assert (text.count("SUMMARY:"), text.count("DTSTART;"), text.count("X-AFTERVIEW-STEP"), text.count("VALARM")) == (
        1,
        1,
        1,
        2,
    )


def test_a_deleted_alarm_stays_deleted() -> None:
    silent = SIMULATED["an alarm removed"](written())

    assert b"VALARM" not in (rewrite(silent, NEW, stamp=STAMP, revision=4) or b"VALARM")


def test_a_rewrite_finds_a_reminder_with_another_uid_and_leaves_it_that() -> None:
    data = rewrite(written().replace(UID.encode(), b"0000-calcurse"), NEW, stamp=STAMP, revision=4)

    assert data is not None
    assert b"UID:0000-calcurse" in data
    assert held(data).digest == NEW.digest


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"BEGIN:VCALENDAR", written(replace(WANTED, uid=f"afterview-{UUID(int=1)}"))]
)
def test_what_does_not_hold_it_is_not_rewritten(data: bytes) -> None:
    assert rewrite(data, NEW, stamp=STAMP, revision=4) is None


def test_rewriting_raises_the_sequence_every_time() -> None:
    data = written()
    seen = []
    for _ in range(3):
        data = rewrite(data, NEW, stamp=STAMP, revision=1) or b""
        seen += re.findall(rb"SEQUENCE:(\d+)", data)

    assert seen == [b"4", b"5", b"6"]


@pytest.mark.parametrize(("part", "name"), [("title", "SUMMARY"), ("body", "DESCRIPTION"), ("starts", "DTSTART")])
def test_a_part_that_is_the_users_stays_as_it_stands_and_shows_to_be_theirs(part: Part, name: str) -> None:
    data = written(replace(WANTED, title="Mine", body="My words", starts=WANTED.starts + timedelta(days=400)))

    changed = rewrite(data, WANTED, stamp=STAMP, revision=4, theirs=frozenset({part}))

    assert changed is not None
    before, after = held(data), held(changed)
    assert [p for p, old, new in zip(PARTS, before.parts, after.parts, strict=True) if old == new] == [part]
    assert [p for p, was, now in zip(PARTS, after.base or (), after.parts, strict=True) if was != now] == [part]
    assert (after.written, after.revision) == (WANTED.digest, 4)
    line = rb"(?m)^%s[;:].*(?:\r?\n .*)*" % name.encode()
    assert re.findall(line, changed)[0] == re.findall(line, data)[0]


def test_an_event_ends_where_the_interview_begins_that_it_comes_before() -> None:
    def ends(wanted: Wanted) -> str:
        text = written(wanted).decode()
        return text.partition("DTEND" if wanted.component == "VEVENT" else "DUE")[2].partition("\r\n")[0]

    before = replace(WANTED, until=datetime(2026, 5, 11, 7, 15, tzinfo=UTC))

    assert ends(before) == ";TZID=Europe/Berlin:20260511T091500"
    assert ends(replace(before, until=before.starts + timedelta(hours=1))) == ";TZID=Europe/Berlin:20260511T093000"
    assert ends(replace(before, until=before.starts)) == ";TZID=Europe/Berlin:20260511T093000"
    assert ends(replace(before, component="VTODO")) == ";TZID=Europe/Berlin:20260511T093000"
