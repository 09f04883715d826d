from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.worktime import (
    OFFICE_HOURS,
    WHOLE_DAY,
    QuietHours,
    Slots,
    UnknownRegion,
    Window,
    WorkCalendar,
    elapsed,
    local,
    loud_moment_near,
    quarter_after,
)

NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/Santiago",
)
CODES = ("US", "DE-BY", "IL", "AE", "JP", "none")

zones = st.sampled_from(ZONES).map(ZoneInfo)
calendars = st.sampled_from([WorkCalendar(code) for code in CODES])
clocks = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))
windows = st.tuples(clocks, clocks).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: Window(*ends))
quiet_hours = st.builds(QuietHours, clocks, clocks)
days = st.dates(date(2011, 12, 1), date(2030, 12, 31))
moments = st.integers(0, 600_000_000).map(
    lambda seconds: datetime(2011, 12, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
slots = st.builds(
    lambda zone, window, calendar: Slots(zone=zone, windows=(window,), workdays=calendar),
    zones,
    st.one_of(windows, st.just(WHOLE_DAY)),
    st.one_of(st.none(), calendars),
)


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        ("DE-BY", date(2027, 1, 6), "Epiphany"),
        ("DE", date(2027, 1, 6), None),
        ("us-ca", date(2027, 1, 18), "Martin Luther King Jr. Day"),
        ("none", date(2026, 12, 25), None),
        ("", date(2026, 12, 25), None),
    ],
)
def test_a_public_holiday_is_known_by_its_country_and_region(code: str, day: date, name: str | None) -> None:
    assert WorkCalendar(code).holiday(day) == name


@pytest.mark.parametrize(
    ("code", "sunday", "friday"),
    [("US", False, True), ("IL", True, False), ("AE", False, True), ("none", False, True)],
)
def test_the_working_week_is_the_country_s(code: str, sunday: bool, friday: bool) -> None:
    calendar = WorkCalendar(code)
    assert (calendar.is_workday(date(2027, 2, 14)), calendar.is_workday(date(2027, 2, 19))) == (sunday, friday)


def test_a_region_may_be_written_in_any_letter_case() -> None:
    assert WorkCalendar("de-augsburg").holiday(date(2027, 8, 8)) == WorkCalendar("DE-Augsburg").holiday(
        date(2027, 8, 8)
    )
    assert WorkCalendar("DE-AUGSBURG").holiday(date(2027, 8, 8)) is not None


def test_an_unknown_country_is_told() -> None:
    with pytest.raises(UnknownRegion, match=r"^no country 'XX': use its two letters, such as US or DE, or none$"):
        WorkCalendar("xx")


def test_an_unknown_region_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownRegion, match=r"^DE has no region 'XX': its regions are .*\bBY\b"):
        WorkCalendar("DE-XX")
    with pytest.raises(UnknownRegion, match=r"its regions are none$"):
        WorkCalendar("SG-1")


def test_workdays_are_counted_after_the_day_of_the_anchor() -> None:
    us = WorkCalendar("US")
    wednesday = date(2026, 11, 25)  # Thanksgiving is the day after it
    assert [us.shift(wednesday, n) for n in (-2, -1, 0, 1, 2)] == [
        date(2026, 11, 23),
        date(2026, 11, 24),
        wednesday,
        date(2026, 11, 27),
        date(2026, 11, 30),
    ]


@given(calendars, days, st.integers(1, 30))
def test_so_many_workdays_on_there_are_so_many_workdays_between(calendar: WorkCalendar, day: date, count: int) -> None:
    later = calendar.shift(day, count)
    assert calendar.is_workday(later)
    assert sum(calendar.is_workday(day + timedelta(days=n)) for n in range(1, (later - day).days + 1)) == count
    earlier = calendar.shift(day, -count)
    assert sum(calendar.is_workday(day - timedelta(days=n)) for n in range(1, (day - earlier).days + 1)) == count


class NeverAtWork(WorkCalendar):
    def is_workday(self, day: date) -> bool:  # noqa: ARG002
        return False


def test_a_calendar_without_a_workday_does_not_hang() -> None:
    never = NeverAtWork("none")
    assert never.shift(date(2026, 12, 1), 2) == date(2026, 12, 3)
    slots = Slots(zone=NEW_YORK, windows=(OFFICE_HOURS,), workdays=never)
    assert slots.roll(date(2026, 12, 1)) == date(2026, 12, 1)


# --- windows and quiet hours ---


@pytest.mark.parametrize("text", ["09:00-17:00", " 9:00 - 17:00 ", "09:00–17:00"])
def test_a_window_is_read(text: str) -> None:
    assert Window.parse(text) == Window(time(9), time(17))
    assert str(Window.parse(text)) == "09:00-17:00"


@pytest.mark.parametrize(
    "text", ["", "09:00", "9-17", "09:00-24:00", "09:00Z-17:00", "09:60-17:00", "٠٩:٠٠-17:00", "a-b"]
)
def test_what_is_no_span_of_the_day_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r" is no span of the day such as 09:00-17:00$"):
        Window.parse(text)


@pytest.mark.parametrize("text", ["17:00-09:00", "09:00-09:00"])
def test_a_window_starts_before_it_ends(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text} does not start before it ends$"):
        Window.parse(text)


@pytest.mark.parametrize(
    ("hours", "quiet", "loud"),
    [
        ("22:00-07:00", ["22:00", "23:59", "00:00", "06:59"], ["07:00", "12:00", "21:59"]),
        ("12:00-14:00", ["12:00", "13:59"], ["14:00", "11:59", "00:00"]),
        ("00:00-00:00", [], ["00:00", "12:00"]),
    ],
)
def test_quiet_hours_begin_with_their_start_and_end_before_their_end(
    hours: str, quiet: list[str], loud: list[str]
) -> None:
    span = QuietHours.parse(hours)
    assert all(span.cover(time.fromisoformat(clock)) for clock in quiet)
    assert not any(span.cover(time.fromisoformat(clock)) for clock in loud)
    assert str(span) == hours


@pytest.mark.parametrize(
    ("quiet", "window", "left"),
    [
        ("22:00-07:00", "09:00-17:00", ["09:00-17:00"]),
        ("20:00-08:30", "08:00-21:00", ["08:30-19:59"]),
        ("12:00-13:00", "09:00-17:00", ["09:00-11:59", "13:00-17:00"]),
        ("00:00-00:00", "00:00-05:00", ["00:00-05:00"]),
        ("03:00-04:00", "00:00-23:59", ["00:00-02:59", "04:00-23:59"]),
        ("17:00-09:00", "08:00-09:00", []),
        ("08:00-18:00", "09:00-17:00", []),
    ],
)
def test_quiet_hours_leave_parts_of_a_window(quiet: str, window: str, left: list[str]) -> None:
    assert [str(w) for w in QuietHours.parse(quiet).leave(Window.parse(window))] == left


@given(quiet_hours, windows)
def test_what_quiet_hours_leave_is_inside_the_window_and_not_quiet(quiet: QuietHours, window: Window) -> None:
    parts = quiet.leave(window)
    for part in parts:
        assert window.start <= part.start < part.end <= window.end
        assert not quiet.cover(part.start)
        assert not quiet.cover(part.end)
    minutes = [time(m // 60, m % 60) for m in range(1440)]
    inside = {m for m in minutes if any(p.start <= m <= p.end for p in parts)}
    loud = {m for m in minutes if window.start <= m <= window.end and not quiet.cover(m)}
    assert inside <= loud
    assert len(loud - inside) <= 2  # only parts of a single minute are left out, one on each side


# --- arithmetic ---


def test_elapsed_time_runs_through_a_change_of_the_clock() -> None:
    before = datetime(2027, 3, 13, 14, tzinfo=NEW_YORK)
    assert elapsed(before, timedelta(hours=24)).isoformat() == "2027-03-14T15:00:00-04:00"


def test_a_skipped_local_time_is_moved_on_by_the_gap() -> None:
    assert local(date(2027, 3, 14), time(2, 30), NEW_YORK).isoformat() == "2027-03-14T03:30:00-04:00"
    assert local(date(2026, 10, 4), time(2, 10), LORD_HOWE).isoformat() == "2026-10-04T02:40:00+11:00"


def test_of_two_equal_local_times_the_first_is_meant() -> None:
    assert local(date(2026, 11, 1), time(1, 30), NEW_YORK).isoformat() == "2026-11-01T01:30:00-04:00"


@pytest.mark.parametrize(
    ("now", "then"), [("09:00", "09:15"), ("09:14", "09:15"), ("09:15", "09:30"), ("23:50", "00:00")]
)
def test_the_next_quarter_is_later_than_now(now: str, then: str) -> None:
    moment = datetime.combine(date(2026, 12, 1), time.fromisoformat(now), BERLIN)
    assert quarter_after(moment + timedelta(seconds=30)).strftime("%H:%M") == then


@given(moments, zones)
def test_a_quarter_is_a_quarter_and_at_most_a_quarter_away(now: datetime, zone: ZoneInfo) -> None:
    then = quarter_after(now.astimezone(zone))
    assert (then.minute % 15, then.second, then.microsecond) == (0, 0, 0)
    assert timedelta() < then.astimezone(UTC) - now <= timedelta(minutes=15)


# --- slots ---


@given(slots, moments)
def test_the_next_moment_inside_is_inside_and_not_earlier(slots: Slots, moment: datetime) -> None:
    found = slots.at_or_after(moment)
    assert slots.contains(found)
    assert found.astimezone(UTC) >= moment
    assert slots.at_or_after(found).astimezone(UTC) == found.astimezone(UTC)


@given(slots, moments, st.integers(0, 20))
def test_the_last_moment_inside_is_inside_and_not_later(slots: Slots, moment: datetime, back: int) -> None:
    not_before = moment - timedelta(days=back)
    found = slots.at_or_before(moment, not_before=not_before)
    first = slots.at_or_after(not_before).astimezone(UTC)
    if found is None:
        assert first > moment
    else:
        assert slots.contains(found)
        assert first <= found.astimezone(UTC) <= moment


@given(slots, moments)
def test_a_late_step_starts_inside_after_now(slots: Slots, now: datetime) -> None:
    start = slots.next_quarter(now)
    assert slots.contains(start)
    assert start.astimezone(UTC) > now


@given(slots, days)
def test_a_window_opens_inside_on_the_day_it_rolls_to(slots: Slots, day: date) -> None:
    rolled = slots.roll(day)
    assert rolled >= day
    assert slots.allow(rolled)
    assert slots.contains(slots.opening(rolled))
    assert slots.opening(rolled).date() == rolled


def test_a_window_s_end_is_still_inside() -> None:
    slots = Slots(zone=NEW_YORK, windows=(OFFICE_HOURS,), workdays=None)
    end = datetime(2026, 12, 1, 17, tzinfo=NEW_YORK)
    assert slots.at_or_after(end) == end
    assert slots.at_or_after(end + timedelta(minutes=1)) == datetime(2026, 12, 2, 9, tzinfo=NEW_YORK)


def test_a_day_that_a_zone_left_out_is_not_allowed() -> None:
    apia = Slots(zone=ZoneInfo("Pacific/Apia"), windows=(OFFICE_HOURS,), workdays=None)
    assert apia.roll(date(2011, 12, 30)) == date(2011, 12, 31)
    monday = Slots(zone=ZoneInfo("Pacific/Apia"), windows=(OFFICE_HOURS,), workdays=WorkCalendar("none"))
    assert monday.roll(date(2011, 12, 30)) == date(2012, 1, 2)


def test_a_window_that_the_clock_skips_is_its_start_moved_on() -> None:
    slots = Slots(zone=NEW_YORK, windows=(Window(time(2, 30), time(3)),), workdays=None)
    moved = datetime(2027, 3, 14, 3, 30, tzinfo=NEW_YORK)
    assert slots.at_or_after(datetime(2027, 3, 14, tzinfo=NEW_YORK)) == moved
    assert slots.contains(moved)


def test_a_late_step_in_a_short_window_starts_as_it_opens() -> None:
    slots = Slots(zone=NEW_YORK, windows=(Window(time(10, 5), time(10, 10)),), workdays=None)
    opening = datetime(2026, 12, 1, 10, 5, tzinfo=NEW_YORK)
    assert slots.next_quarter(datetime(2026, 12, 1, 9, tzinfo=NEW_YORK)) == opening
    assert slots.next_quarter(datetime(2026, 12, 1, 10, 5, tzinfo=NEW_YORK)) == opening + timedelta(days=1)


# --- calls ---


def loud(moment: datetime, candidate: str, **bounds: datetime | None) -> str | None:
    found = loud_moment_near(
        moment,
        quiet=QuietHours.parse("22:00-07:00"),
        candidate=ZoneInfo(candidate),
        employer=NEW_YORK,
        earliest=bounds.get("earliest"),
        latest=bounds.get("latest"),
    )
    return found.astimezone(NEW_YORK).strftime("%H:%M") if found else None


def test_a_call_moves_to_the_nearest_moment_that_is_not_quiet() -> None:
    ten = datetime(2026, 12, 1, 10, tzinfo=NEW_YORK)
    assert loud(ten, "Europe/Berlin") == "10:00"
    assert loud(ten, "Asia/Tokyo") == "17:00"  # 07:00 in Tokyo
    assert loud(ten, "Australia/Sydney") == "15:00"
    assert loud(ten, "Asia/Bangkok") == "09:59"  # 10:00 is 22:00 there
    assert (
        loud(datetime(2027, 6, 1, 10, tzinfo=NEW_YORK), "Asia/Tokyo") is None
    )  # office hours are 22:00 to 06:00 there


def test_a_call_stays_between_its_bounds() -> None:
    ten = datetime(2026, 12, 1, 10, tzinfo=NEW_YORK)
    assert loud(ten, "Asia/Bangkok", earliest=ten) is None
    assert loud(ten, "Asia/Tokyo", latest=ten + timedelta(hours=6)) is None
    assert loud(ten, "Asia/Tokyo", latest=ten + timedelta(hours=7), earliest=ten) == "17:00"
