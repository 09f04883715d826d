"""When a step falls: worked examples of each rule, and what holds for every step there could be."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from afterview.core.due import Anchors, Due, Setting, due_time, late_start, postpone
from afterview.core.policy import Phrase, Repeat, Step
from afterview.core.worktime import OFFICE_HOURS, QuietHours, Window, WorkCalendar
from tests.core.making import NEW_YORK, at, policy, setting

BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")


def step(lines: str) -> Step:
    return policy(f'[[step]]\nid = "a"\n{lines}').steps[0]


def anchors(
    start: datetime | None = None, days: Mapping[str, date] | None = None, steps: Mapping[str, datetime] | None = None
) -> Anchors:
    """With an interview of one hour."""
    end = start.astimezone(UTC) + timedelta(hours=1) if start else None
    return Anchors(
        start=start, end=end.astimezone(start.tzinfo) if start and end else None, days=days or {}, steps=steps or {}
    )


def due(lines: str, on: Anchors, *, where: Setting | None = None, employer: ZoneInfo | None = None) -> str | None:
    found = due_time(step(lines), on, where or setting(), employer=employer)
    return found.at.strftime("%Y-%m-%dT%H:%M") if found else None


def why(lines: str, on: Anchors, *, where: Setting | None = None, employer: ZoneInfo | None = None) -> tuple[str, ...]:
    found = due_time(step(lines), on, where or setting(), employer=employer)
    assert found is not None
    return found.reasons


TUESDAY = anchors(at("2026-12-01T14:00"))
FRIDAY = anchors(at("2026-12-04T14:00"))


# --- the rules ---


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('by = "email"\nwhen = "30 minutes after interview"', "2026-12-01T15:30"),
        ('by = "email"\nwhen = "2 hours after interview"', "2026-12-01T17:00"),  # the window's end is inside
        ('by = "email"\nwhen = "121 minutes after interview"', "2026-12-02T09:00"),
        ('by = "email"\nwhen = "15 hours after interview"', "2026-12-02T09:00"),
        ('by = "email"\nwhen = "1 day after interview"', "2026-12-02T09:00"),
        ('by = "email"\nwhen = "4 days after interview"', "2026-12-07T09:00"),  # a Saturday
        ('by = "email"\nwhen = "4 days after interview"\ndays = "any"', "2026-12-05T09:00"),
        ('by = "email"\nwhen = "4 workdays after interview"', "2026-12-07T09:00"),
        ('by = "email"\nwhen = "1 week after interview"', "2026-12-08T09:00"),
        ('by = "email"\nwhen = "on interview"', "2026-12-01T15:00"),
        ('by = "email"\nwhen = "0 days after interview"', "2026-12-01T15:00"),
        ('by = "phone"\nwhen = "0 days after interview"', "2026-12-02T10:00"),
        ('by = "self"\nwhen = "15 minutes before interview"\nwindow = "any"', "2026-12-01T13:45"),
        ('by = "self"\nwhen = "20 hours before interview"', "2026-12-01T09:00"),  # before its window: its start
        ('by = "self"\nwhen = "6 hours before interview"\nwindow = "18:00-19:00"', "2026-11-30T19:00"),
        ('by = "self"\nwhen = "1 day before interview"', "2026-11-30T09:00"),
        ('by = "self"\nwhen = "1 day before interview"\nwindow = "any"', "2026-11-30T14:00"),
        ('by = "self"\nwhen = "2 workdays before interview"', "2026-11-27T09:00"),
        ('by = "self"\nwhen = "3 days before interview"', "2026-11-30T09:00"),  # a Saturday
        ('by = "self"\nwhen = "0 days before interview"\nwindow = "15:00-16:00"', "2026-11-30T16:00"),
        ('by = "self"\nwhen = "1 week after interview"\nwindow = "any"\ndays = "any"', "2026-12-08T15:00"),
        ('by = "self"\nwhen = "4 days after interview"\nwindow = "any"', "2026-12-07T15:00"),
    ],
)
def test_a_step_falls_in_its_window_on_an_allowed_day(lines: str, expected: str) -> None:
    assert due(lines, TUESDAY) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('by = "email"\nwhen = "on decision date"', "2026-12-07T09:00"),
        ('by = "email"\nwhen = "1 workday after decision date"', "2026-12-07T09:00"),
        ('by = "email"\nwhen = "1 hour after decision date"', "2026-12-07T09:00"),
        ('by = "email"\nwhen = "1 hour after decision date"\ndays = "any"', "2026-12-05T10:00"),
        ('by = "email"\nwhen = "1 day before decision date"', "2026-12-04T09:00"),
        ('by = "email"\nwhen = "2 hours before decision date"', "2026-12-04T17:00"),
        ('by = "self"\nwhen = "on decision date"\nwindow = "any"', "2026-12-07T00:00"),
    ],
)
def test_a_date_is_an_anchor_without_a_time(lines: str, expected: str) -> None:
    assert due(lines, anchors(days={"decision date": date(2026, 12, 5)})) == expected  # a Saturday


def test_the_first_phrase_whose_anchor_is_known_counts() -> None:
    lines = 'by = "email"\nwhen = ["on new date", "on decision date", "1 week after interview"]'
    days = {"decision date": date(2026, 12, 10), "new date": date(2026, 12, 15)}
    start = at("2026-12-01T14:00")
    assert due(lines, anchors(start, days)) == "2026-12-15T09:00"
    assert due(lines, anchors(start, {"decision date": days["decision date"]})) == "2026-12-10T09:00"
    assert due(lines, anchors(start)) == "2026-12-08T09:00"
    assert due(lines, anchors()) is None


def test_a_step_hangs_on_where_an_earlier_one_fell() -> None:
    lines = 'by = "email"\nwhen = "2 weeks after b"\n[[step]]\nid = "b"\nby = "self"\nwhen = "on offer"'
    chain = policy(f'[[step]]\nid = "a"\n{lines}').steps[1]
    found = due_time(chain, anchors(steps={"b": at("2026-12-08T10:30")}), setting(), employer=None)
    assert found is not None
    assert found.at == at("2026-12-22T09:00")


def test_minutes_and_hours_are_elapsed_time_and_days_are_not() -> None:
    saturday = anchors(at("2027-03-13T13:00"))  # the clock is put forward in the night
    assert due('by = "email"\ndays = "any"\nwhen = "24 hours after interview"', saturday) == "2027-03-14T15:00"
    assert (
        due('by = "self"\ndays = "any"\nwindow = "any"\nwhen = "1 day after interview"', saturday) == "2027-03-14T14:00"
    )


def test_the_local_time_of_a_window_is_that_day_s() -> None:
    found = due_time(
        step('by = "email"\nwhen = "1 week after interview"'), anchors(at("2027-03-10T14:00")), setting(), employer=None
    )
    assert found is not None
    assert found.at.isoformat() == "2027-03-17T09:00:00-04:00"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-12-01T14:00", "2026-12-01T17:00"),
        ("2026-12-01T18:00", "2026-12-02T08:00"),
        ("2026-12-01T05:00", "2026-12-01T08:00"),
        ("2026-12-01T03:00", "2026-12-01T08:00"),
    ],
)
def test_an_hour_based_step_waits_for_its_window(start: str, expected: str) -> None:
    lines = 'by = "email"\nwhen = "2 hours after interview"\ndeadline = "24 hours after interview"\ndays = "any"\n'
    assert due(lines + 'window = "08:00-20:00"', anchors(at(start))) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Rolling would pass the deadline: the last moment of the window in between.
        ('when = "2 hours after interview"\ndeadline = "24 hours after interview"', "2026-12-04T17:00"),
        ('when = "1 day after interview"\ndeadline = "2 days after interview"', "2026-12-04T17:00"),
        ('when = "1 day after interview"\ndeadline = "3 days after interview"', "2026-12-07T09:00"),
        ('when = "1 day after interview"\ndeadline = "1 workday after interview"', "2026-12-07T09:00"),
        # No moment between anchor and deadline: the deadline.
        (
            'when = "2 hours after interview"\ndeadline = "20 hours after interview"\nwindow = "09:00-12:00"',
            "2026-12-05T12:01",
        ),
        ('when = "1 week after interview"\ndeadline = "1 hour before interview"', "2026-12-04T14:01"),
        # A deadline of something unknown is none.
        ('when = "2 hours after interview"\ndeadline = "on offer"\nwindow = "08:00-12:00"', "2026-12-07T08:00"),
    ],
)
def test_the_deadline_wins(lines: str, expected: str) -> None:
    assert due(f'by = "email"\n{lines}', anchors(at("2026-12-04T15:01"))) == expected


def test_a_step_before_a_moment_keeps_to_a_deadline_before_it() -> None:
    lines = 'by = "self"\nwhen = "1 hour before interview"\ndeadline = "2 days before interview"'
    assert due(lines, FRIDAY) == "2026-12-02T17:00"


def test_a_deadline_on_a_date_is_the_end_of_the_window_that_day() -> None:
    lines = 'by = "email"\nwhen = "1 week after interview"\ndeadline = "on decision date"'
    found = due_time(
        step(lines), anchors(at("2026-12-01T14:00"), {"decision date": date(2026, 12, 4)}), setting(), employer=None
    )
    assert found is not None
    assert (found.at, found.deadline) == (at("2026-12-04T17:00"), at("2026-12-04T17:00"))
    assert found.reasons[-1] == "brought forward: it is worth nothing after Fri 4 Dec 17:00"


def test_a_repeated_step_falls_at_multiples_of_its_distance() -> None:
    chosen = step('by = "email"\nwhen = "3 weeks after interview"\nrepeat = "every 3 weeks, 3 times"')
    found = [due_time(chosen, TUESDAY, setting(), employer=None, occurrence=n) for n in (1, 2, 3)]
    assert [d.at.strftime("%m-%d") for d in found if d] == ["12-22", "01-12", "02-02"]
    assert [str(d.phrase) for d in found if d] == [
        "3 weeks after interview",
        "6 weeks after interview",
        "9 weeks after interview",
    ]


# --- whose clock ---


@pytest.mark.parametrize(
    ("candidate", "employer", "start", "expected"),
    [
        # 10:00 in New York; 5 hours behind Berlin while only the American clocks are put forward.
        (BERLIN, NEW_YORK, "2027-03-16T15:00", "2027-03-23T15:00"),
        (BERLIN, NEW_YORK, "2027-03-02T15:00", "2027-03-09T16:00"),
        (BERLIN, NEW_YORK, "2026-10-21T15:00", "2026-10-28T15:00"),
        # 10:00 in New York is 00:00 in Tokyo: 17:00 there is 07:00, just not quiet; in summer nothing is.
        (TOKYO, NEW_YORK, "2026-12-01T10:00", "2026-12-09T07:00"),
        (TOKYO, NEW_YORK, "2027-06-01T10:00", "2027-06-08T23:00"),
        # 10:00 in Berlin is 01:00 in Los Angeles: 16:00 there.
        (ZoneInfo("America/Los_Angeles"), BERLIN, "2026-12-01T10:00", "2026-12-08T07:00"),
        # 10:00 in Berlin is 22:00 in Auckland: a minute before.
        (ZoneInfo("Pacific/Auckland"), BERLIN, "2026-12-01T10:00", "2026-12-08T21:59"),
        (ZoneInfo("Australia/Sydney"), NEW_YORK, "2026-12-01T10:00", "2026-12-09T07:00"),
        # Where the employer's zone is not known, the candidate's.
        (BERLIN, None, "2026-12-01T10:00", "2026-12-08T10:00"),
    ],
)
def test_a_call_is_placed_in_the_employer_s_day_outside_quiet_hours(
    candidate: ZoneInfo, employer: ZoneInfo | None, start: str, expected: str
) -> None:
    lines = 'by = "phone"\nwhen = "1 week after interview"'
    on = anchors(at(start, employer or candidate))
    assert due(lines, on, where=setting(candidate, "none"), employer=employer) == expected


def test_a_call_that_cannot_leave_quiet_hours_says_so() -> None:
    on = anchors(at("2027-06-01T10:00"))
    told = why('by = "phone"\nwhen = "1 week after interview"', on, where=setting(TOKYO), employer=NEW_YORK)
    assert told == (
        "1 week after interview, Wed 2 Jun",
        "it lies in your quiet hours 22:00-07:00: their office hours leave no other moment that day",
    )


def test_a_call_that_leaves_quiet_hours_says_from_where() -> None:
    on = anchors(at("2026-12-01T10:00"))
    told = why('by = "phone"\nwhen = "1 week after interview"', on, where=setting(TOKYO), employer=NEW_YORK)
    assert told[1:] == ("moved from Wed 9 Dec 00:00, out of your quiet hours 22:00-07:00",)


def test_a_call_on_a_date_may_come_before_its_window_that_day() -> None:
    """10:00 in Berlin is 22:00 in Auckland: any time before is on the promised day all the same."""
    on = anchors(days={"decision date": date(2026, 12, 8)})
    where = setting(ZoneInfo("Pacific/Auckland"))
    assert due('by = "phone"\nwhen = "on decision date"', on, where=where, employer=BERLIN) == "2026-12-08T21:59"


def test_a_call_is_not_moved_before_what_it_follows() -> None:
    """It ends at 09:59:30 in Berlin, and 10:00 is quiet in Auckland."""
    on = Anchors(start=None, end=at("2026-12-08T09:59:30", BERLIN), days={}, steps={})
    where = setting(ZoneInfo("Pacific/Auckland"))
    assert due('by = "phone"\nwhen = "0 days after interview"', on, where=where, employer=BERLIN) == "2026-12-08T22:00"


def test_a_call_before_an_interview_stays_before_it() -> None:
    """10:00 in New York is 00:00 in Tokyo, and the interview is at 11:00: there is nowhere to move."""
    lines = 'by = "phone"\nwhen = "1 hour before interview"'
    on = anchors(at("2026-12-01T11:00"))
    assert due(lines, on, where=setting(TOKYO), employer=NEW_YORK) == "2026-12-02T00:00"


def test_a_call_without_a_window_is_placed_by_the_candidate_s_clock() -> None:
    lines = 'by = "phone"\nwhen = "1 hour after interview"\nwindow = "any"\ndays = "any"'
    on = anchors(at("2026-12-01T10:00"))
    assert due(lines, on, where=setting(TOKYO), employer=NEW_YORK) == "2026-12-02T02:00"


def test_other_steps_keep_to_the_part_of_their_window_that_is_not_quiet() -> None:
    late = setting(quiet=QuietHours.parse("20:00-12:00"))
    assert due('by = "email"\nwhen = "1 day after interview"', TUESDAY, where=late) == "2026-12-02T12:00"


def test_a_window_that_is_all_quiet_stays_and_says_so() -> None:
    night = setting(quiet=QuietHours.parse("08:00-18:00"))
    lines = 'by = "email"\nwhen = "1 day after interview"'
    assert due(lines, TUESDAY, where=night) == "2026-12-02T09:00"
    assert why(lines, TUESDAY, where=night)[1] == "your quiet hours 08:00-18:00 cover its whole window 09:00-17:00"


# --- reasons ---


@pytest.mark.parametrize(
    ("lines", "start", "told"),
    [
        ('when = "1 week after interview"', "2026-12-01T14:00", ("1 week after interview, Tue 1 Dec",)),
        (
            'when = "2 days after interview"',
            "2026-11-24T14:00",
            ("2 days after interview, Tue 24 Nov", "moved to Fri 27 Nov: Thu 26 Nov is Thanksgiving Day"),
        ),
        (
            'when = "1 day after interview"',
            "2026-12-04T14:00",
            ("1 day after interview, Fri 4 Dec", "moved to Mon 7 Dec: Sat 5 Dec is no workday"),
        ),
        (
            'when = "1 hour after interview"',
            "2026-12-01T04:00",
            ("1 hour after interview, Tue 1 Dec", "moved to 09:00, when its window opens"),
        ),
        (
            'when = "5 hours after interview"',
            "2026-12-01T14:00",
            ("5 hours after interview, Tue 1 Dec", "moved to Wed 2 Dec: by then that day's window has closed"),
        ),
        (
            'when = "on interview"',
            "2026-12-01T14:00",
            ("on interview, Tue 1 Dec", "moved to 15:00, not to come before it"),
        ),
    ],
)
def test_a_due_time_says_how_it_came_about(lines: str, start: str, told: tuple[str, ...]) -> None:
    assert why(f'by = "email"\n{lines}', anchors(at(start))) == told


# --- postponing and being late ---


def found(lines: str, on: Anchors, where: Setting | None = None, employer: ZoneInfo | None = None) -> Due:
    result = due_time(step(lines), on, where or setting(), employer=employer)
    assert result is not None
    return result


def test_a_step_is_put_off_to_an_allowed_day_with_the_reason() -> None:
    put_off = postpone(
        found('by = "email"\nwhen = "1 day after interview"', TUESDAY), date(2026, 12, 5), setting(), "why"
    )
    assert (put_off.at, put_off.reasons[-1]) == (at("2026-12-07T09:00"), "why")


def test_a_step_that_is_late_enough_is_not_put_off() -> None:
    first = found('by = "email"\nwhen = "1 week after interview"', TUESDAY)
    assert postpone(first, date(2026, 12, 8), setting(), "why") is first


def test_a_call_that_is_put_off_leaves_quiet_hours_too() -> None:
    call = found(
        'by = "phone"\nwhen = "1 day after interview"', anchors(at("2026-12-01T10:00")), setting(TOKYO), NEW_YORK
    )
    assert postpone(call, date(2026, 12, 9), setting(TOKYO), "why").at == at("2026-12-10T07:00", TOKYO)


@pytest.mark.parametrize(
    ("lines", "now", "expected"),
    [
        ('by = "email"\nwhen = "1 day after interview"', "2026-12-02T10:00", "2026-12-02T10:15"),
        ('by = "email"\nwhen = "1 day after interview"', "2026-12-02T16:50", "2026-12-02T17:00"),
        ('by = "email"\nwhen = "1 day after interview"', "2026-12-02T17:00", "2026-12-03T09:00"),
        ('by = "email"\nwhen = "1 day after interview"', "2026-12-05T12:00", "2026-12-07T09:00"),
        ('by = "self"\nwhen = "1 hour before interview"\nwindow = "any"', "2026-12-01T13:20", "2026-12-01T13:30"),
        ('by = "self"\nwhen = "1 hour before interview"\nwindow = "any"', "2026-12-01T13:50", "2026-12-01T14:00"),
        (
            'by = "self"\nwhen = "1 hour before interview"\nwindow = "13:00-13:30"',
            "2026-12-01T13:40",
            "2026-12-01T13:45",
        ),
        (
            'by = "email"\nwhen = "2 hours after interview"\ndeadline = "10 hours after interview"',
            "2026-12-01T23:00",
            "2026-12-01T23:15",
        ),
        (
            'by = "email"\nwhen = "2 hours after interview"\ndeadline = "10 hours after interview"',
            "2026-12-02T00:50",
            "2026-12-02T01:00",
        ),
        (
            'by = "email"\nwhen = "2 hours after interview"\ndeadline = "490 minutes after interview"',
            "2026-12-01T23:05",
            "2026-12-01T23:10",
        ),
    ],
)
def test_a_late_step_starts_at_the_next_quarter_its_window_and_deadline_allow(
    lines: str, now: str, expected: str
) -> None:
    assert late_start(found(lines, TUESDAY), at(now), setting()) == at(expected)


def test_a_late_call_leaves_quiet_hours_too() -> None:
    call = found(
        'by = "phone"\nwhen = "1 day after interview"', anchors(at("2026-12-01T10:00")), setting(TOKYO), NEW_YORK
    )
    assert late_start(call, at("2026-12-03T12:00", TOKYO), setting(TOKYO)) == at("2026-12-04T07:00", TOKYO)
    owl = setting(quiet=QuietHours.parse("00:00-12:00"))
    near = found('by = "phone"\nwhen = "1 day after interview"', TUESDAY, owl)
    assert late_start(near, at("2026-12-03T09:00"), owl) == at("2026-12-03T12:00")


def test_times_compare_as_instants_when_the_clock_is_put_back() -> None:
    """01:50 comes before 01:10 in the night of 1 November."""
    start = datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)
    note = found('by = "self"\nwhen = "20 minutes before interview"\nwindow = "any"\ndays = "any"', anchors(start))
    assert note.at.isoformat() == "2026-11-01T01:50:00-04:00"
    late = late_start(note, datetime(2026, 11, 1, 1, 58, tzinfo=NEW_YORK, fold=0), setting())
    assert late.isoformat() == "2026-11-01T01:00:00-05:00"


# --- what holds for every step ---

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Asia/Tokyo",
    "Pacific/Auckland",
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
clocks = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))
windows = st.tuples(clocks, clocks).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: Window(*ends))
units = st.sampled_from(["minutes", "hours", "days", "workdays", "weeks"])
phrases = st.builds(
    Phrase,
    amount=st.integers(0, 40),
    unit=units,
    relation=st.sampled_from(["after", "before", "after"]),
    anchor=st.sampled_from(["interview", "decision date", "check-in"]),
) | st.builds(Phrase, anchor=st.sampled_from(["interview", "decision date", "check-in"]))
steps = st.builds(
    Step,
    id=st.just("a"),
    by=st.sampled_from(["email", "phone", "letter", "self"]),
    to=st.just("contact"),
    when=phrases.map(lambda phrase: (phrase,)),
    deadline=st.none() | phrases,
    workdays=st.booleans(),
    window=st.none() | windows | st.just(Window(time(9), time(17))) | st.just(Window(time(10), time(11, 30))),
    repeat=st.none(),
)
moments = st.integers(0, 900_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
settings = st.builds(
    Setting,
    zone=zones,
    quiet=st.just(QuietHours(time(22), time(7))) | st.builds(QuietHours, clocks, clocks),
    workdays=st.sampled_from(["US", "DE-BY", "IL", "AE", "JP", "none"]).map(WorkCalendar),
)
worlds = st.builds(
    lambda start, length, decision, check_in, where: (
        Anchors(
            start=start.astimezone(where.zone),
            end=(start + timedelta(minutes=length)).astimezone(where.zone),
            days={"decision date": decision},
            steps={"check-in": check_in.astimezone(where.zone)},
        ),
        where,
    ),
    moments,
    st.integers(0, 600),
    st.dates(date(2026, 1, 1), date(2027, 9, 1)),
    moments,
    settings,
)


def instant(anchor: datetime | date, zone: ZoneInfo) -> datetime:
    return anchor if isinstance(anchor, datetime) else datetime.combine(anchor, time(), zone)


@given(steps, worlds, st.none() | zones)
def test_a_due_time_never_lies_outside_its_rules(
    chosen: Step, world: tuple[Anchors, Setting], employer: ZoneInfo | None
) -> None:
    on, where = world
    due = due_time(chosen, on, where, employer=employer)
    assert due is not None
    moment = due.at.astimezone(UTC)
    assert (due.at.second, due.at.microsecond, due.at.tzinfo) == (0, 0, where.zone)
    # Never after its deadline.
    assert due.deadline is None or moment <= due.deadline.astimezone(UTC)
    # Where there is no moment between anchor and deadline, it is the deadline, or near it for a call.
    earliest = due.bounds[0] or moment - timedelta(days=14)
    no_moment = due.deadline is not None and due.slots.at_or_before(due.deadline, not_before=earliest) is None
    # On its side of the anchor, but where the deadline is on the other side.
    clock = employer or where.zone if chosen.by == "phone" and chosen.window else where.zone
    if due.phrase.relation == "before":
        limit = due.slots.opening(due.anchor) if not isinstance(due.anchor, datetime) else due.anchor
        assert moment <= limit.astimezone(UTC)
    else:
        assert moment >= instant(due.anchor, clock).astimezone(UTC) or no_moment
    # In its window on an allowed day by the right clock, with the exceptions that are documented.
    local = due.at.astimezone(clock)
    if chosen.window is None:
        allowed = not chosen.workdays or where.workdays.is_workday(local.date())
    elif chosen.by == "phone":
        day = local.date()
        office = OFFICE_HOURS.start <= local.time() <= OFFICE_HOURS.end and not where.quiet.cover(due.at.time())
        allowed = (not chosen.workdays or where.workdays.is_workday(day)) and (due.slots.contains(moment) or office)
    else:
        allowed = due.slots.contains(moment)
        loud = where.quiet.leave(chosen.window)
        assert not loud or not allowed or not where.quiet.cover(due.at.time())
    assert allowed or no_moment


@given(steps, worlds, st.none() | zones, st.integers(0, 900_000))
def test_a_late_step_never_starts_before_now_nor_after_what_bounds_it(
    chosen: Step, world: tuple[Anchors, Setting], employer: ZoneInfo | None, minutes: int
) -> None:
    on, where = world
    due = due_time(chosen, on, where, employer=employer)
    assert due is not None
    now = due.at.astimezone(UTC) + timedelta(minutes=minutes % 10_080, seconds=minutes % 60)
    last = due.bounds[1]
    assume(last is None or now <= last)
    start = late_start(due, now, where).astimezone(UTC)
    assert start >= now
    assert last is None or start <= last


@given(steps, worlds, st.none() | zones)
def test_a_due_time_is_a_function_of_what_it_is_made_of(
    chosen: Step, world: tuple[Anchors, Setting], employer: ZoneInfo | None
) -> None:
    assert due_time(chosen, *world, employer=employer) == due_time(chosen, *world, employer=employer)


@given(worlds, st.integers(1, 9), st.sampled_from(["days", "workdays", "weeks", "hours"]), st.integers(2, 5))
def test_later_occurrences_fall_later(world: tuple[Anchors, Setting], amount: int, unit: str, times: int) -> None:
    phrase = Phrase(amount=amount, unit=unit, relation="after", anchor="check-in")  # type: ignore[arg-type]
    repeat = Repeat(amount=amount, unit=phrase.unit, times=times)
    chosen = Step(id="a", by="email", to="contact", when=(phrase,), window=None, workdays=False, repeat=repeat)
    falls = [due_time(chosen, *world, employer=None, occurrence=n) for n in range(1, times + 1)]
    moments = [f.at.astimezone(UTC) for f in falls if f]
    assert moments == sorted(set(moments))
    assert len(moments) == times
