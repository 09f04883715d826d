"""What real and hostile calendars hold: each row says what is read of it."""

# ruff: noqa: DTZ001 - local times without a zone are what some of these are about

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.ical import Reading, read, read_held, worth_reading

BERLIN = ZoneInfo("Europe/Berlin")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2027, 1, 1, tzinfo=UTC)


def reading(text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode()
    return read(data, zone=BERLIN, since=SINCE, until=UNTIL, source="test.ics")


def calendar(*events: str, head: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n{head}{inner}END:VCALENDAR\n"


def lines(start: str = "DTSTART:20260511T090000Z", *more: str, summary: str = "SUMMARY:Talk") -> str:
    return "\n".join(["UID:1", summary, start, *more])


def vtimezone(name: str, offset: str = "+0530", rule: str = "") -> str:
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\n{rule}"
        f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )


NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)
NINE_IN_BERLIN = datetime(2026, 5, 11, 7, tzinfo=UTC)
NINE_IN_NEW_YORK = datetime(2026, 5, 11, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param(calendar(lines()), NINE, NINE, id="no end: a point"),
        pytest.param(calendar(lines("DTSTART:20260511T090000")), NINE_IN_BERLIN, NINE_IN_BERLIN, id="floating"),
        pytest.param(calendar(lines("DTSTART:20260511T0900Z")), NINE, NINE, id="no seconds"),
        pytest.param(calendar(lines("DTSTART:2026-05-11T09:00:00Z")), NINE, NINE, id="extended ISO form"),
        pytest.param(calendar(lines("DTSTART:20260511t090000z")), NINE, NINE, id="small letters"),
        pytest.param(calendar(lines("DTSTART:20260511T090000.123Z")), NINE, NINE, id="fractions of a second"),
        pytest.param(calendar(lines("DTSTART:20260511T110000+0200")), NINE, NINE, id="an offset"),
        pytest.param(calendar(lines("DTSTART;VALUE=DATE-TIME: 20260511T090000Z ")), NINE, NINE, id="white space"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DTEND:20260511T080000Z")), NINE, NINE, id="end first"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DURATION:-PT1H")), NINE, NINE, id="negative duration"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DURATION:PT1H")), NINE, NINE + HOUR, id="duration"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DURATION:soon")), NINE, NINE, id="duration in words"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DTEND:")), NINE, NINE, id="empty end"),
        pytest.param(calendar(lines("DTSTART:20260511T090000Z", "DTEND:99991231T000000Z")), NINE, NINE, id="endless"),
        pytest.param(
            calendar(lines("DTSTART:20260511T090000Z", "DTEND;VALUE=DATE:20260512")),
            NINE,
            datetime(2026, 5, 12, tzinfo=UTC),
            id="end as a date",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=America/New_York:20260511T090000")),
            NINE_IN_NEW_YORK,
            NINE_IN_NEW_YORK,
            id="IANA",
        ),
        pytest.param(
            calendar(lines('DTSTART;TZID="america/new_york":20260511T090000')),
            NINE_IN_NEW_YORK,
            NINE_IN_NEW_YORK,
            id="quoted and in small letters",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=Eastern Standard Time:20260511T090000")),
            NINE_IN_NEW_YORK,
            NINE_IN_NEW_YORK,
            id="Windows",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260511T090000")),
            NINE_IN_NEW_YORK,
            NINE_IN_NEW_YORK,
            id="Outlook's display text, unquoted",
        ),
        pytest.param(
            calendar(lines('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20260511T090000')),
            NINE_IN_BERLIN,
            NINE_IN_BERLIN,
            id="Outlook's display text with cities",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20260511T090000")),
            NINE_IN_NEW_YORK,
            NINE_IN_NEW_YORK,
            id="behind a vendor's prefix",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=GMT+0200:20260511T090000")),
            NINE_IN_BERLIN,
            NINE_IN_BERLIN,
            id="an offset name",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=tzone://Microsoft/Utc:20260511T090000")), NINE, NINE, id="Microsoft's UTC"
        ),
        pytest.param(
            calendar(
                lines("DTSTART;TZID=Customized Time Zone:20260511T143000"), head=vtimezone("Customized Time Zone")
            ),
            NINE,
            NINE,
            id="a zone of its own",
        ),
        pytest.param(
            calendar(lines("DTSTART;TZID=Ours:20260511T143000"), head=vtimezone("Ours", "+053000")),
            NINE,
            NINE,
            id="an offset with seconds",
        ),
        pytest.param("\ufeff" + calendar(lines()), NINE, NINE, id="byte order mark"),
        pytest.param(calendar(lines()).encode("utf-16"), NINE, NINE, id="UTF-16"),
        pytest.param(calendar(lines()).replace("\n", "\r").encode(), NINE, NINE, id="bare CR"),
        pytest.param(calendar(lines()).encode(), NINE, NINE, id="bare LF"),
        pytest.param(calendar(lines()).replace("\n", "\r\r\n").encode(), NINE, NINE, id="CR twice"),
        pytest.param(calendar(lines()).replace("Talk", "Ta\0lk"), NINE, NINE, id="NUL"),
        pytest.param("\n\n " + calendar(lines()), NINE, NINE, id="blank lines first"),
        pytest.param(calendar(lines()).replace("END:VEVENT\nEND:VCALENDAR\n", ""), NINE, NINE, id="cut off"),
        pytest.param("BEGIN:VEVENT\n" + lines() + "\nEND:VEVENT\n", NINE, NINE, id="no calendar around it"),
        pytest.param(calendar(lines()).lower().replace("summary:talk", "summary:Talk"), NINE, NINE, id="small names"),
        pytest.param(
            calendar(lines() + "\nBEGIN:VALARM\nTRIGGER:whenever\nACTION:BOO\nEND:VALARM"), NINE, NINE, id="bad alarm"
        ),
        pytest.param(calendar(lines() + "\nBEGIN:VALARM\nTRIGGER:-PT5M"), NINE, NINE, id="alarm never ended"),
        pytest.param(
            calendar(lines(summary="SUMMARY:Talk\nSUMMARY:Another")), NINE, NINE, id="two titles: the first counts"
        ),
        pytest.param(calendar(lines(summary='SUMMARY;X="a:b;c":Talk')), NINE, NINE, id="a quoted parameter"),
        pytest.param(calendar(lines(summary="SUMMARY:Ta\n lk")), NINE, NINE, id="folded"),
        pytest.param(calendar(lines(summary="SUMMARY:Talk\x1b\u202e\u200b")), NINE, NINE, id="escapes and overrides"),
        pytest.param(
            calendar(lines() + "\nSEQUENCE:many\nPRIORITY:high\nGEO:here\nATTACH:;;;"), NINE, NINE, id="bad values"
        ),
        pytest.param(calendar(lines() + "\nthis is no property\n;;;\n:::\n=="), NINE, NINE, id="lines that are none"),
        pytest.param(calendar(lines() + "\nEND:VALARM\nEND:NOTHING"), NINE, NINE, id="ends without beginnings"),
    ],
)
def test_an_event_survives(text: str | bytes, start: datetime, end: datetime) -> None:
    found = reading(text)

    assert [(e.summary, e.start, e.end, e.all_day) for e in found.events] == [("Talk", start, end, False)]
    assert found.skipped == ()
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(calendar("UID:1\nSUMMARY:Talk"), "it has no start that can be read", id="no start"),
        pytest.param(calendar(lines("DTSTART:tomorrow")), "it has no start that can be read", id="a start in words"),
        pytest.param(calendar(lines("DTSTART:20260230T090000Z")), "it has no start that can be read", id="30 February"),
        pytest.param(calendar(lines("DTSTART:99991231T235959Z")), "a time of it lies in the year 9999", id="year 9999"),
        pytest.param(
            calendar(lines() + "\nRRULE:FREQ=SOMETIMES"), "its recurrence rule cannot be read", id="a rule of its own"
        ),
        pytest.param(
            calendar(lines() + "\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY"),
            "it uses EXRULE, which is not followed",
            id="EXRULE",
        ),
    ],
)
def test_what_is_lost_is_said_with_its_reason(text: str, reason: str) -> None:
    found = reading(text)

    assert found.events == ()
    assert [(s.source, s.uid, s.summary, s.reason) for s in found.skipped] == [("test.ics", "1", "Talk", reason)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"hello",
        b"<html>",
        b"BEGIN:VCALENDAR",
        b"BEGIN:",
        b"END:VEVENT",
        b"\xff\xfe\x00",
        b"BEGIN:VEVENT" * 9,
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTART:20260511T090000Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    ],
)
def test_where_there_is_no_event_nothing_is_read(data: bytes) -> None:
    assert reading(data) == Reading()


def test_one_broken_event_of_many_leaves_the_others() -> None:
    good = "UID:{0}\nSUMMARY:Talk {0}\nDTSTART:20260511T090000Z"
    found = reading(calendar(good.format("a"), "UID:b\nSUMMARY:Broken\nDTSTART:x", good.format("c")))

    assert [e.uid for e in found.events] == ["a", "c"]
    assert [s.uid for s in found.skipped] == ["b"]


def test_an_unknown_zone_is_read_on_the_candidates_clock_and_said() -> None:
    found = reading(calendar(lines("DTSTART;TZID=Mars/Olympus:20260511T090000")))

    assert [(e.start, e.zone) for e in found.events] == [(NINE_IN_BERLIN, None)]
    assert [w.reason for w in found.warnings] == ['its time zone "Mars/Olympus" is unknown; read in Europe/Berlin']


def test_one_zone_name_may_mean_different_offsets_in_two_invitations() -> None:
    starts = []
    for offset in ("+0500", "-0700"):
        text = calendar(lines("DTSTART;TZID=Custom:20260511T090000"), head=vtimezone("Custom", offset))
        starts += [e.start.utcoffset() for e in reading(text).events]

    assert starts == [timedelta(hours=5), timedelta(hours=-7)]


def test_a_character_split_by_folding_is_put_together() -> None:
    whole = "SUMMARY:Gespräch".encode()
    data = calendar(lines()).replace("\n", "\r\n").encode().replace(b"SUMMARY:Talk", whole[:12] + b"\r\n " + whole[12:])

    assert [e.summary for e in reading(data).events] == ["Gespräch"]


def test_western_windows_text_is_read_where_it_is_not_utf_8() -> None:
    data = calendar(lines()).replace("Talk", "Gespräch – gleich").encode("cp1252")

    assert [e.summary for e in reading(data).events] == ["Gespräch – gleich"]


def test_a_description_torn_by_bare_line_breaks_is_put_together() -> None:
    found = reading(calendar(lines() + "\nDESCRIPTION:Hello\nthere you are\nLOCATION:Room 1"))

    assert [(e.description, e.location) for e in found.events] == [("Hello\nthere you are", "Room 1")]


def test_nothing_in_a_text_can_reach_a_terminal() -> None:
    found = reading(calendar(lines(summary="SUMMARY:\x1b]0;x\x07A\u202eB\u200bC\x9b31m")))

    assert [e.summary for e in found.events] == ["]0;xABC31m"]


def test_texts_without_end_are_cut() -> None:
    found = reading(calendar(lines(summary="SUMMARY:" + "a" * 5_000) + "\nDESCRIPTION:" + "b" * 300_000))

    assert [(len(e.summary), len(e.description)) for e in found.events] == [(1_000, 100_000)]


def test_a_file_that_is_too_large_is_refused() -> None:
    found = reading(calendar(lines()) + " " * 10_000_000)

    assert [s.reason for s in found.skipped] == ["it is larger than 10 MB"]


def test_an_event_without_a_uid_has_the_same_name_every_time() -> None:
    text = calendar("SUMMARY:Talk\nDTSTART:20260511T090000Z")

    assert [e.uid for e in reading(text).events] == [e.uid for e in reading(text).events]
    assert [e.uid[:7] for e in reading(text).events] == ["no-uid-"]


_FRAGMENTS = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "BEGIN:VALARM",
        "END:VALARM",
        "UID:1",
        "UID:afterview-12345678-1234-5678-1234-567812345678",
        "SUMMARY:",
        "DTSTART:20260511T090000",
        "DTSTART;VALUE=DATE:20260511",
        "DTSTART;TZID=X:20260511T090000",
        "TZID:X",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTEND:1",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RRULE:COUNT=1",
        "RDATE:20260512T090000",
        "EXDATE;TZID=X:20260511T090000",
        "RECURRENCE-ID:20260512T090000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260512",
        "SEQUENCE:-1",
        "DURATION:P1D",
        "ATTENDEE:",
        'ATTENDEE;CN="a',
        "ORGANIZER;:mailto:x",
        "CATEGORIES:,,\\,",
        "METHOD:CANCEL",
        "RDATE;VALUE=PERIOD:20260511T090000Z/PT1H",
        "DESCRIPTION:Ref:",
        "DUE:20260101",
        "X-AFTERVIEW-DUE:",
        "ä",
    ]
)


@settings(max_examples=400, deadline=5_000)
@given(st.lists(_FRAGMENTS | st.text(max_size=30), max_size=40), st.sampled_from(["\r\n", "\n", "\r", "\n "]))
def test_no_bytes_whatever_make_reading_fail(parts: list[str], newline: str) -> None:
    data = newline.join(parts).encode("utf-8", "surrogatepass")

    found = reading(data)
    held = read_held(data, href="x", etag="y", calendar="z", zone=BERLIN)

    assert all(e.end > SINCE and e.start < UNTIL for e in found.events if e.method != "CANCEL")
    assert all(e.end >= e.start for e in found.events)
    assert all(h.reference.startswith("AV-") for h in held)
    if found.events:
        assert worth_reading(data, SINCE)


@given(st.binary(max_size=300))
def test_no_binary_makes_reading_fail(data: bytes) -> None:
    assert reading(data).events == () or data
    assert isinstance(worth_reading(data, SINCE), bool)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)),
    st.integers(-13, 14),
    st.sampled_from(
        ["DTEND:{end}", "DTEND;VALUE=DATE:{day}", "DURATION:P3D", "DURATION:PT90M", "DURATION:P2W", "SEQUENCE:0"]
    ),
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 400),
)
def test_a_glance_never_hides_what_reading_finds(
    start: datetime, offset: int, more: str, since: datetime, days: int
) -> None:
    end = start + timedelta(days=days)
    told = more.format(end=end.strftime("%Y%m%dT%H%M%S"), day=end.strftime("%Y%m%d"))
    head = vtimezone("Far", f"{offset:+03d}00")
    event = f"UID:1\nDTSTART;TZID=Far:{start:%Y%m%dT%H%M%S}\n{told}".replace("DTEND:", "DTEND;TZID=Far:")
    data = calendar(event, head=head).replace("\n", "\r\n").encode()

    found = read(
        data, zone=BERLIN, since=datetime(2000, 1, 1, tzinfo=UTC), until=datetime(2040, 1, 1, tzinfo=UTC)
    ).events
    (event_end,) = [e.end for e in found]

    if event_end > since:
        assert worth_reading(data, since)
    if not worth_reading(data, since):
        assert not worth_reading(data, since + timedelta(days=days))
        assert event_end < since - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (calendar(lines("DTSTART:20200511T090000Z")), False),
        (calendar(lines("DTSTART:20200511T090000Z", "RRULE:FREQ=YEARLY")), True),
        (calendar(lines("DTSTART:20200511T090000Z", "RDATE:20260511T090000Z")), True),
        (calendar(lines("DTSTART:20260511T090000Z")), True),
        (calendar(lines("DTSTART:20200511T090000Z"), head="METHOD:CANCEL\n"), True),
        (calendar(lines("DTSTART:20200511T090000Z"), lines("DTSTART:20260511T090000Z")), True),
        (calendar("UID:afterview-x\nDTSTART:20200511T090000Z"), True),
        (calendar("UID:2\nDTSTART:20200511T090000Z\nDESCRIPTION:x\\nRef: AV-12345\n 67890"), True),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", False),
        ("", False),
    ],
)
def test_what_is_worth_reading(text: str, worth: bool) -> None:
    assert worth_reading(text.encode(), SINCE) is worth


def test_an_offset_zone_keeps_its_offset() -> None:
    found = reading(calendar(lines("DTSTART;TZID=UTC-03:30:20260511T090000")))

    assert [(e.start.tzinfo, e.zone) for e in found.events] == [(timezone(timedelta(hours=-3, minutes=-30)), None)]


def test_a_text_that_comes_as_html_alone_is_read() -> None:
    data = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:h@x\r\nDTSTART:20260601T100000Z\r\n"
        b"X-ALT-DESC;FMTTYPE=text/html:<p>Your interview\\, for the role Clerk</p>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (event,) = read(
        data, zone=ZoneInfo("UTC"), since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)
    ).events
    assert event.description == "<p>Your interview, for the role Clerk</p>"
