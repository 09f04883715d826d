"""Several events that are one interview: notes beside it, copies in other calendars, times it had before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterview.core.copies import without_copies
from afterview.core.event import Attendee, Event, Person
from afterview.core.interview import Interview, Verdict
from afterview.core.notes import Notes
from afterview.core.promise import Promise

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 7, 14, tzinfo=UTC)
SENT = datetime(2026, 9, 1, 8, tzinfo=UTC)
ME = Attendee(email="alex@example.org")
JANE = Attendee(email="jane@acme.example", name="Jane Roe")
RITA = Attendee(email="rita@acme.example", name="Rita Recruiter")
SYSTEM = Attendee(email="no-reply@greenhouse.io")


def invited(
    uid: str,
    start: datetime = MONDAY,
    *,
    sent: datetime | None = SENT,
    minutes: int = 60,
    title: str = "Interview with Acme",
    text: str = "",
    organizer: Attendee = RITA,
    people: tuple[Attendee, ...] = (ME, JANE),
) -> Interview:
    return Interview(
        event=Event(
            uid=uid,
            summary=title,
            description=text,
            start=start,
            end=start + timedelta(minutes=minutes),
            stamp=sent,
            organizer=organizer,
            attendees=people,
        ),
        verdict=Verdict(answer="interview", reasons=("a test says so",)),
        company="Acme",
        interviewers=tuple(Person(name=p.name, email=p.email) for p in people if p != ME),
    )


def noted(uid: str, start: datetime = MONDAY, *, minutes: int = 60, notes: Notes | None = None) -> Interview:
    return Interview(
        event=Event(uid=uid, summary="Acme!", start=start, end=start + timedelta(minutes=minutes)),
        verdict=Verdict(answer="interview", reasons=("a test says so",)),
        company="Acme",
        notes=notes or Notes(),
    )


def all_day(uid: str, day: datetime = MONDAY) -> Interview:
    start = day.astimezone(NEW_YORK).replace(hour=9)
    event = Event(uid=uid, summary="Acme", start=start, end=start.replace(hour=17), all_day=True)
    return replace(noted(uid), event=event)


def folded(*interviews: Interview) -> dict[str, list[str]]:
    """What stays, with its copies, whatever the order in which they come."""
    found = {k.event.uid: sorted(c.event.uid for c in cs) for k, cs in without_copies(interviews, NEW_YORK)}
    again = {k.event.uid: sorted(c.event.uid for c in cs) for k, cs in without_copies(interviews[::-1], NEW_YORK)}
    assert found == again
    return found


def later(days: float = 0, hours: float = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hours)


# --- near-duplicates ---


def test_a_note_at_the_same_hour_is_the_same_interview() -> None:
    assert folded(noted("note"), invited("invitation")) == {"invitation": ["note"]}
    assert folded(noted("note", later(hours=0.25), minutes=30), invited("invitation")) == {"invitation": ["note"]}


def test_one_invitation_in_two_calendars_is_one_interview() -> None:
    assert folded(invited("a"), invited("b", sent=SENT + timedelta(hours=1))) == {"b": ["a"]}


def test_another_hour_or_another_end_is_another_interview() -> None:
    assert folded(noted("note", later(hours=0.5)), invited("invitation")) == {"invitation": [], "note": []}
    assert folded(noted("note", minutes=180), invited("invitation")) == {"invitation": [], "note": []}


def test_a_whole_day_that_the_candidate_noted_is_the_interview_of_that_day() -> None:
    assert folded(all_day("day"), invited("invitation")) == {"invitation": ["day"]}
    assert folded(all_day("day", later(days=1)), invited("invitation")) == {"day": [], "invitation": []}
    assert folded(all_day("day"), all_day("same")) == {"day": [], "same": []}
    sent = replace(all_day("day"), event=replace(all_day("day").event, organizer=RITA))
    assert folded(sent, invited("invitation")) == {"day": [], "invitation": []}


def test_what_stays_knows_what_its_copies_know_and_what_was_said_in_them() -> None:
    promise = Promise(day=date(2026, 9, 11), quote="We will let you know by Friday")
    note = replace(
        noted("note", notes=Notes(decision_by=date(2026, 9, 18), follow_up=False, role="Welder")),
        role="Welder",
        domain="acme.example",
        stage="final",
        seniority="junior",
        contact=Person(email="rita@acme.example"),
        zone="Europe/Berlin",
        round=2,
        promise=promise,
        interviewers=(Person(name="Somebody Else"),),
    )
    invitation = replace(invited("invitation"), notes=Notes(role="Engineer"))
    ((kept, copies),) = without_copies([note, invitation], NEW_YORK)
    assert copies == (note,)
    assert kept == replace(
        invitation,
        role="Welder",
        domain="acme.example",
        stage="final",
        seniority="junior",
        contact=Person(email="rita@acme.example"),
        zone="Europe/Berlin",
        round=2,
        promise=promise,
        notes=Notes(decision_by=date(2026, 9, 18), follow_up=False, role="Engineer"),
    )


# --- rescheduled under another UID ---


def test_an_invitation_that_says_it_was_moved_replaces_the_one_before() -> None:
    new = invited("new", later(days=3), sent=SENT + timedelta(hours=1), title="Rescheduled: Interview with Acme")
    assert folded(invited("old"), new) == {"new": ["old"]}
    told = invited("new", later(days=3), sent=SENT + timedelta(days=2), text="Hi Alex, the new time works for us all.")
    assert folded(invited("old"), told) == {"new": ["old"]}


def test_a_missed_interview_may_be_moved_within_a_day() -> None:
    def new(sent: datetime) -> Interview:
        return invited("new", later(days=3), sent=sent, title="Verschoben: Interview with Acme")

    assert folded(invited("old"), new(later(hours=2))) == {"new": ["old"]}
    assert folded(invited("old"), new(later(days=2))) == {"new": [], "old": []}


def test_a_second_round_of_the_same_title_is_not_swallowed() -> None:
    assert folded(invited("first"), invited("second", later(days=3), sent=later(days=1))) == {"first": [], "second": []}
    ahead = invited("second", later(days=3), sent=SENT + timedelta(days=1))
    assert folded(invited("first"), ahead) == {"first": [], "second": []}
    batch = invited("second", later(hours=3), sent=SENT + timedelta(minutes=2))
    assert folded(invited("first"), batch) == {"first": [], "second": []}


def test_another_hour_of_the_same_day_sent_later_replaces_the_one_before() -> None:
    new = invited("new", later(hours=3), sent=SENT + timedelta(days=1))
    assert folded(invited("old"), new) == {"new": ["old"]}


def test_times_that_overlap_by_half_are_one_interview() -> None:
    new = invited("new", later(hours=0.5), sent=SENT + timedelta(minutes=1))
    assert folded(invited("old"), new) == {"new": ["old"]}


def test_a_system_that_sends_the_same_people_again_has_moved_it() -> None:
    def by_system(uid: str, start: datetime, sent: datetime) -> Interview:
        return invited(uid, start, sent=sent, organizer=SYSTEM)

    old, new = by_system("old", MONDAY, SENT), by_system("new", later(days=4), SENT + timedelta(days=1))
    assert folded(old, new) == {"new": ["old"]}
    nobody = [replace(i, interviewers=()) for i in (old, new)]
    assert folded(*nobody) == {"new": [], "old": []}
    far = by_system("new", later(days=30), SENT + timedelta(days=1))
    assert folded(old, far) == {"new": [], "old": []}


def test_somebodys_second_calendar_is_no_system() -> None:
    calendar = Attendee(email="c_1@group.calendar.google.com")
    old = invited("old", organizer=calendar)
    new = invited("new", later(days=4), sent=SENT + timedelta(days=1), organizer=calendar)
    assert folded(old, new) == {"new": [], "old": []}


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Rescheduled: Panel with Acme"},
        {"minutes": 45},
        {"people": (ME, RITA)},
        {"organizer": JANE},
        {"sent": None},
        {"sent": SENT},
    ],
)
def test_what_differs_in_more_than_its_time_is_another_interview(other: dict[str, object]) -> None:
    told: dict[str, object] = {"title": "Rescheduled: Interview with Acme", "sent": SENT + timedelta(days=1)}
    new = invited("new", later(days=2), **{**told, **other})  # type: ignore[arg-type]
    assert folded(invited("old"), new) == {"new": [], "old": []}


def test_rounds_that_are_numbered_apart_stay_apart() -> None:
    one = replace(invited("one"), round=1)
    two = replace(
        invited("two", later(days=2), sent=SENT + timedelta(days=1), title="New time: Interview with Acme"), round=2
    )
    assert folded(one, two) == {"one": [], "two": []}


def test_instances_of_a_series_are_no_outdated_copies_of_each_other() -> None:
    new = invited("new", later(hours=3), sent=SENT + timedelta(days=1))
    series = replace(new, event=replace(new.event, recurrence_id="20260907T170000Z"))
    assert folded(invited("old"), series) == {"new": [], "old": []}


def test_who_invites_nobody_else_may_plan_the_same_twice() -> None:
    own = [
        invited("old", people=(), organizer=ME),
        invited("new", later(hours=3), sent=later(days=-1), people=(), organizer=ME),
    ]
    assert folded(*own) == {"new": [], "old": []}


def test_that_an_outdated_time_is_not_to_be_followed_up_says_nothing_of_the_new_one() -> None:
    old = replace(
        invited("old"), notes=Notes(follow_up=False, company="Acme"), promise=Promise(day=date(2026, 9, 9), quote="x")
    )
    new = invited("new", later(hours=3), sent=SENT + timedelta(days=1))
    ((kept, copies),) = without_copies([old, new], NEW_YORK)
    assert kept == replace(new, notes=Notes(company="Acme"))
    assert copies == (old,)


def test_an_interview_moved_twice_leaves_two_copies() -> None:
    second = invited("second", later(hours=2), sent=SENT + timedelta(days=1))
    third = invited("third", later(hours=5), sent=SENT + timedelta(days=2))
    assert folded(invited("first"), second, third) == {"third": ["first", "second"]}


def test_of_very_many_alike_only_some_are_compared() -> None:
    many = [
        invited(f"{n:02}", later(days=3 * n), sent=SENT + timedelta(minutes=n), title="Interview with Acme")
        for n in range(30)
    ]
    assert len(folded(*many)) == 30
