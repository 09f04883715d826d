"""Series: their instances in a window, their exceptions, and the rules that would never end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.prop import vRecur

from afterview.ical import Reading, read
from afterview.ical.rules import refusal

BERLIN = ZoneInfo("Europe/Berlin")
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = datetime(2026, 6, 1, tzinfo=UTC)


def reading(*events: str, head: str = "", since: datetime = SINCE, until: datetime = UNTIL) -> Reading:
    inner = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\n{head}{inner}END:VCALENDAR\n"
    return read(text.replace("\n", "\r\n").encode(), zone=BERLIN, since=since, until=until)


def times(found: Reading) -> list[tuple[str, str | None]]:
    return [(e.start.strftime("%m-%d %H:%M"), e.recurrence_id) for e in found.events]


WEEKLY = (
    "UID:1\nSUMMARY:Weekly\nDTSTART;TZID=Europe/Berlin:20260309T100000\nDTEND;TZID=Europe/Berlin:20260309T110000\n"
    "RRULE:FREQ=WEEKLY;COUNT=4"
)


def test_a_series_keeps_its_local_time_when_the_clock_changes() -> None:
    assert times(reading(WEEKLY)) == [
        ("03-09 10:00", "20260309T090000Z"),
        ("03-16 10:00", "20260316T090000Z"),
        ("03-23 10:00", "20260323T090000Z"),
        ("03-30 10:00", "20260330T080000Z"),
    ]


def test_an_excluded_date_is_left_out_however_it_is_given() -> None:
    excluded = "EXDATE;TZID=Europe/Berlin:20260309T100000\nEXDATE:20260316T090000Z\nEXDATE;VALUE=DATE:20260323"

    assert times(reading(f"{WEEKLY}\n{excluded}")) == [("03-30 10:00", "20260330T080000Z")]


def test_an_added_date_and_an_added_period_are_instances() -> None:
    added = "RDATE;TZID=Europe/Berlin:20260401T120000\nRDATE;VALUE=PERIOD:20260402T100000Z/PT3H"
    found = reading(f"{WEEKLY.replace('COUNT=4', 'COUNT=1')}\n{added}")

    assert [(e.start, e.end - e.start) for e in found.events] == [
        (datetime(2026, 3, 9, 9, tzinfo=UTC), timedelta(hours=1)),
        (datetime(2026, 4, 1, 10, tzinfo=UTC), timedelta(hours=1)),
        (datetime(2026, 4, 2, 10, tzinfo=UTC), timedelta(hours=3)),
    ]


def test_an_override_stands_in_for_its_instance() -> None:
    override = (
        "UID:1\nSUMMARY:Moved\nRECURRENCE-ID;TZID=Europe/Berlin:20260316T100000\n"
        "DTSTART;TZID=Europe/Berlin:20260317T150000\nDTEND;TZID=Europe/Berlin:20260317T160000\nSEQUENCE:2"
    )
    found = reading(WEEKLY, override)

    assert [(e.summary, e.recurrence_id, e.sequence) for e in found.events] == [
        ("Weekly", "20260309T090000Z", 0),
        ("Moved", "20260316T090000Z", 2),
        ("Weekly", "20260323T090000Z", 0),
        ("Weekly", "20260330T080000Z", 0),
    ]


def test_an_override_of_this_and_all_later_ones_moves_them_all() -> None:
    override = (
        "UID:1\nSUMMARY:Later\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T100000\n"
        "DTSTART;TZID=Europe/Berlin:20260316T150000\nDTEND;TZID=Europe/Berlin:20260316T160000"
    )
    assert times(reading(WEEKLY, override)) == [
        ("03-09 10:00", "20260309T090000Z"),
        ("03-16 15:00", "20260316T090000Z"),
        ("03-23 15:00", "20260323T090000Z"),
        ("03-30 15:00", "20260330T080000Z"),
    ]


def test_an_override_whose_series_is_elsewhere_is_an_event_of_its_own() -> None:
    override = "UID:1\nRECURRENCE-ID:20260316T090000Z\nDTSTART:20260317T140000Z"

    assert times(reading(override)) == [("03-17 14:00", "20260316T090000Z")]


def test_a_cancelled_instance_is_told_as_cancelled() -> None:
    override = "UID:1\nRECURRENCE-ID:20260316T090000Z\nDTSTART:20260316T090000Z\nSTATUS:CANCELLED"

    assert [e.status for e in reading(WEEKLY, override).events] == ["", "CANCELLED", "", ""]


def test_an_override_named_by_date_only_meets_its_instance() -> None:
    override = "UID:1\nRECURRENCE-ID;VALUE=DATE:20260316\nDTSTART:20260317T140000Z"

    assert times(reading(WEEKLY, override))[1] == ("03-17 14:00", "20260316T090000Z")


def test_an_all_day_series_has_hours_and_dates_for_names() -> None:
    found = reading("UID:1\nDTSTART;VALUE=DATE:20260309\nDTEND;VALUE=DATE:20260311\nRRULE:FREQ=WEEKLY;COUNT=2")

    assert [(e.start, e.end, e.all_day, e.recurrence_id) for e in found.events] == [
        (datetime(2026, 3, 9, 9, tzinfo=BERLIN), datetime(2026, 3, 10, 17, tzinfo=BERLIN), True, "20260309"),
        (datetime(2026, 3, 16, 9, tzinfo=BERLIN), datetime(2026, 3, 17, 17, tzinfo=BERLIN), True, "20260316"),
    ]


def test_only_the_window_of_a_series_is_read() -> None:
    series = WEEKLY.replace(";COUNT=4", "").replace("2026", "2010")
    found = reading(series, since=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), until=datetime(2026, 3, 16, 9, tzinfo=UTC))

    assert times(found) == [("03-03 10:00", "20260303T090000Z"), ("03-10 10:00", "20260310T090000Z")]


def test_of_two_versions_the_higher_sequence_is_read_even_when_it_lies_outside_the_window() -> None:
    old = "UID:1\nSEQUENCE:0\nDTSTART:20260309T100000Z"
    new = "UID:1\nSEQUENCE:1\nDTSTART:20260909T100000Z"

    assert reading(new, old).events == ()


def test_a_saved_cancellation_of_a_whole_series_is_told_whenever_it_lies() -> None:
    found = reading("UID:1\nDTSTART:20200309T100000Z\nSEQUENCE:3", head="METHOD:CANCEL\n")

    assert [(e.uid, e.method, e.recurrence_id) for e in found.events] == [("1", "CANCEL", None)]


def test_an_all_day_event_ends_on_its_last_day() -> None:
    found = reading(
        "UID:1\nDTSTART;VALUE=DATE:20260309\nDTEND;VALUE=DATE:20260310", "UID:2\nDTSTART;VALUE=DATE:20260401"
    )

    assert [(e.start, e.end) for e in found.events] == [
        (datetime(2026, 3, 9, 9, tzinfo=BERLIN), datetime(2026, 3, 9, 17, tzinfo=BERLIN)),
        (datetime(2026, 4, 1, 9, tzinfo=BERLIN), datetime(2026, 4, 1, 17, tzinfo=BERLIN)),
    ]


def test_more_instances_than_anybody_has_are_cut_and_said() -> None:
    found = reading(
        "UID:1\nDTSTART:20260301T010000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12", since=SINCE, until=UNTIL
    )
    assert len(found.events) == 400
    assert [s.reason for s in found.skipped] == ["only its first 400 instances are read"]


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-5",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,30",
        "FREQ=DAILY;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
        "FREQ=WEEKLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=7",
        "FREQ=MONTHLY;BYDAY=1FR;BYMONTHDAY=20",
        "FREQ=MONTHLY;BYDAY=6FR",
        "FREQ=MONTHLY;BYDAY=MO,MO,MO;BYSETPOS=12",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=2",
        "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=3",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=YEARLY;BYEASTER=0;BYMONTH=1",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=soon",
        "BYDAY=MO",
        "FREQ=DAILY;FREQ=SECONDLY",
        "FREQ=WEEKLY;RSCALE=HEBREW",
    ],
)
def test_a_rule_without_end_is_refused_with_a_reason(rule: str) -> None:
    found = reading(f"UID:1\nSUMMARY:Bomb\nDTSTART:20250101T100000Z\nRRULE:{rule}", "UID:2\nDTSTART:20260401T100000Z")

    assert [e.uid for e in found.events] == ["2"]
    assert [(s.uid, s.summary) for s in found.skipped] == [("1", "Bomb")]
    assert all(s.reason for s in found.skipped)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU",
        "FREQ=WEEKLY;UNTIL=20260401",
        "FREQ=WEEKLY;UNTIL=20260401T000000",
        "FREQ=WEEKLY;UNTIL=20260401T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=HOURLY;COUNT=3",
    ],
)
def test_the_rules_that_calendar_apps_write_are_taken(rule: str) -> None:
    found = reading(f"UID:1\nDTSTART;TZID=Europe/Berlin:20260302T100000\nRRULE:{rule}")

    assert found.skipped == ()
    assert found.events[0].start == datetime(2026, 3, 2, 10, tzinfo=BERLIN)


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:00030101T100000Z\nRRULE:FREQ=DAILY",
        "DTSTART:20260101T100000Z\nDTEND:21260101T100000Z\nRRULE:FREQ=DAILY",
        "DTSTART:20260101T100000Z\nRDATE:" + ",".join(["20260401T100000Z"] * 1_100),
        "DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY\n" + "\n".join(["EXDATE:20260401T100000Z"] * 1_100),
    ],
    ids=["since the year 3", "a century long", "too many added", "too many excluded"],
)
def test_a_series_without_measure_is_refused_with_a_reason(event: str) -> None:
    found = reading(f"UID:1\n{event}")

    assert found.events == ()
    assert [s.uid for s in found.skipped] == ["1"]


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=0", "FREQ=DAILY", "nonsense"],
)
def test_a_zone_whose_rule_has_no_end_is_an_unknown_zone(rule: str) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Bomb\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        f"RRULE:{rule}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    found = reading("UID:1\nDTSTART;TZID=Bomb:20260401T100000", head=zone)

    assert [e.start for e in found.events] == [datetime(2026, 4, 1, 10, tzinfo=BERLIN)]
    assert [w.reason for w in found.warnings] == ['its time zone "Bomb" is unknown; read in Europe/Berlin']


@pytest.mark.usefixtures("no_hang")
def test_many_zones_of_their_own_in_one_file_share_an_allowance() -> None:
    observance = (
        "BEGIN:STANDARD\nDTSTART:00020101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO\nEND:STANDARD\n"
    )
    head = "".join(f"BEGIN:VTIMEZONE\nTZID:Z{n}\n{observance * 40}END:VTIMEZONE\n" for n in range(60))
    found = reading(*(f"UID:{n}\nDTSTART;TZID=Z{n}:20260401T100000" for n in range(60)), head=head)

    assert (len(found.events), len(found.warnings)) == (60, 30)


@pytest.mark.usefixtures("no_hang")
def test_many_long_series_in_one_file_share_a_budget() -> None:
    series = [f"UID:{n}\nDTSTART:19800101T100000Z\nRRULE:FREQ=DAILY;INTERVAL=7;COUNT=1" for n in range(40)]
    found = reading(*series)

    assert "it repeats, and there are too many long series in this file" in {s.reason for s in found.skipped}


@pytest.mark.usefixtures("no_hang")
def test_a_nest_of_components_does_no_harm() -> None:
    data = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VALARM\r\n" * 200_000 + b"END:VALARM\r\n" * 200_000

    assert read(data, zone=BERLIN, since=SINCE, until=UNTIL) == Reading()


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("unit", [b"\r\n", b"\n", b" ", b";", b'"', b"=", b"\\", b",", b"&", b"BEGIN:", b"\r\n X"])
def test_a_megabyte_of_one_thing_does_no_harm(unit: bytes) -> None:
    data = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260401T100000Z\r\nSUMMARY;X=%s\r\nATTENDEE;CN=%s\r\nEND:VEVENT\r\n"
    many = unit * (1_000_000 // len(unit))

    assert len(read(data % (many, many), zone=BERLIN, since=SINCE, until=UNTIL).events) <= 1


_RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 40).map(str),
        "COUNT": st.integers(1, 30).map(str),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(
            lambda v: ",".join(map(str, v))
        ),
        "BYMONTHDAY": st.sampled_from(["1", "15", "29", "30", "31", "-1", "-31", "28,31", "13"]),
        "BYDAY": st.sampled_from(["MO", "MO,WE,FR", "1MO", "-1SU", "5FR", "53MO", "2TU,4TU", "MO,TU,WE,TH,FR", "-5WE"]),
        "BYSETPOS": st.sampled_from(["1", "-1", "2", "5", "20", "-3"]),
        "BYYEARDAY": st.sampled_from(["1", "366", "-1", "100,200"]),
        "BYWEEKNO": st.sampled_from(["1", "20", "53", "-1"]),
        "BYHOUR": st.sampled_from(["9", "9,17"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(_RULES, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_rule_that_is_taken_comes_round_again(parts: dict[str, str], first: date) -> None:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    if refusal(vRecur(vRecur.from_ical(text)), first, first) is not None:
        return
    # Without COUNT: the question is whether the rule can starve, and the library stops at the year 9999 at the latest.
    endless = ";".join(f"{name}={value}" for name, value in parts.items() if name != "COUNT")
    start = datetime(first.year + 7600, first.month, min(first.day, 28))  # noqa: DTZ001 - 19 Gregorian cycles on

    assert rrulestr(endless, dtstart=start).after(start, inc=True) is not None
