"""Which steps of which rounds are written, for whom and when; and what a reminder is called through all changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.application import Application, Round
from afterview.core.event import Event, Person
from afterview.core.identity import Placed, interview_key, reminder_uid
from afterview.core.interview import Interview
from afterview.core.notes import Notes
from afterview.core.policy import Policy
from afterview.core.promise import Promise
from afterview.core.reminder import HEARD_BACK, Reminder, Schedule, schedule, step_key
from tests.core.making import (
    JANE,
    NEW_YORK,
    RITA,
    SHIPPED,
    application,
    at,
    interview,
    policy,
    reasons,
    scheduled,
    setting,
    times,
)

NOW = at("2026-12-01T08:00")
START = at("2026-12-01T14:00")

ASK_AND_THANKS = {"ask": "2026-12-01T13:45", "thank-you": "2026-12-01T17:00"}
USUAL = {
    **ASK_AND_THANKS,
    "check-in": "2026-12-08T09:00",
    "final": "2026-12-22T09:00",
    "move-on": "2026-12-29T09:00",
}


def said(**notes: Any) -> Application:
    return application(interview(START, notes=Notes(**notes)))


def by_step(result: Schedule) -> dict[str, Reminder]:
    return {r.step_key: r for r in result.reminders}


# --- what the steps of a round are ---


def test_a_reminder_says_what_to_do_for_whom_when_and_why() -> None:
    one = application(interview(START))
    thanks = by_step(scheduled([one], now=NOW))["thank-you"]
    assert thanks == Reminder(
        uid=reminder_uid(interview_key(one.rounds[0].last.event), "thank-you"),
        application=one,
        round=one.rounds[0],
        policy="balanced",
        step="thank-you",
        medium="email",
        recipients=(JANE,),
        due=at("2026-12-01T17:00"),
        starts=at("2026-12-01T17:00"),
        deadline=at("2026-12-02T15:00"),
        reasons=("2 hours after interview, Tue 1 Dec",),
    )


def test_a_round_is_followed_step_by_step() -> None:
    assert times(scheduled([application(interview(START))], now=NOW)) == USUAL


def test_what_is_withheld_says_why() -> None:
    result = scheduled([application(interview(START))], now=NOW)
    assert reasons(result) == {
        "check-again": "nothing known of its new date",
        "keep-in-touch.1": "only when status is still open",
        "keep-in-touch.2": "only when status is still open",
        "keep-in-touch.3": "only when status is still open",
        "thank-anyway": "nothing known of its rejection",
    }
    assert {w.uid for w in result.withheld}.isdisjoint(r.uid for r in result.reminders)


def test_reminders_stand_in_order_of_their_time() -> None:
    two = [application(interview(START, uid=f"{n}@a.example")) for n in range(2)]
    result = scheduled(two, now=NOW)
    assert [(r.due, r.uid) for r in result.reminders] == sorted((r.due, r.uid) for r in result.reminders)


def test_a_promised_date_is_waited_for() -> None:
    assert times(scheduled([said(decision_by=date(2026, 12, 10))], now=NOW)) == {
        **ASK_AND_THANKS,
        "check-in": "2026-12-14T09:00",
        "final": "2026-12-28T09:00",
        "move-on": "2027-01-04T09:00",
    }


PROMISE = Promise(day=date(2026, 12, 10), quote="You will hear from us by 10 December")


def test_a_date_that_the_invitation_promises_is_waited_for_and_says_where_it_stands() -> None:
    found = scheduled([application(replace(interview(START), promise=PROMISE))], now=NOW)
    assert times(found)["check-in"] == "2026-12-14T09:00"
    assert by_step(found)["check-in"].reasons == (
        "2 workdays after decision date, Thu 10 Dec; the invitation says: “You will hear from us by 10 December”",
    )
    assert "invitation" not in " ".join(by_step(found)["final"].reasons)


@pytest.mark.parametrize("name", ["balanced", "nextaff"])
@pytest.mark.parametrize("own", [{"decision_by": date(2026, 12, 15)}, {"new_date": date(2026, 12, 15)}])
def test_the_candidates_own_line_goes_before_what_the_invitation_promises(own: dict[str, Any], name: str) -> None:
    mute = scheduled([said(**own)], name, now=NOW)
    found = scheduled([application(replace(interview(START, notes=Notes(**own)), promise=PROMISE))], name, now=NOW)
    assert [(r.step_key, r.due, r.reasons) for r in found.reminders] == [
        (r.step_key, r.due, r.reasons) for r in mute.reminders
    ]


def test_of_the_interviews_of_a_round_the_last_promise_counts_and_no_promise_of_another_round() -> None:
    first = replace(interview(START), promise=PROMISE)
    second = replace(
        interview(at("2026-12-01T16:00"), uid="b"),
        promise=replace(PROMISE, day=date(2026, 12, 17), quote="by the 17th"),
    )
    assert times(scheduled([application(first, second)], now=NOW))["check-in"] == "2026-12-21T09:00"
    later = interview(at("2026-12-03T14:00"), uid="c")
    found = scheduled([application(first, later)], now=NOW)
    assert [r.due.date() for r in found.reminders if r.step == "check-in"] == [date(2026, 12, 10)]


def test_a_reminder_written_for_a_copy_stays_the_rounds() -> None:
    copy, kept = interview(START, uid="copy"), interview(START, uid="kept")
    written = reminder_uid(interview_key(copy.event), "check-in")
    known = Placed(
        uid=written, step="check-in", interviews=(interview_key(copy.event),), due=at("2026-12-08T09:00"),
        starts=at("2026-12-09T09:00"), moved=True,
    )  # fmt: skip
    beside = Application(
        company="Acme", role=None, rounds=(Round(day=date(2026, 12, 1), interviews=(kept,), copies=(copy,)),)
    )
    found = by_step(scheduled([beside], now=NOW, placed={written: known}))
    assert found["check-in"].uid == written
    assert found["final"].due == at("2026-12-23T09:00")
    assert found["thank-you"].uid == reminder_uid(interview_key(kept.event), "thank-you")


def test_what_follows_no_copy_says_why() -> None:
    kept, copy, old = (interview(START, uid=uid) for uid in ("kept", "copy", "old"))
    old = replace(old, event=replace(old.event, start=at("2026-11-30T09:00"), end=at("2026-11-30T10:00")))
    day = replace(copy, event=replace(copy.event, uid="day", all_day=True, summary=""))
    rounds = (Round(day=date(2026, 12, 1), interviews=(kept,), copies=(copy, day, old)),)
    found = scheduled([Application(company="Acme", role=None, rounds=rounds)], now=NOW)
    assert [w.reason for w in found.withheld if w.step == "copies"] == [
        "“Interview with Acme” is another entry of the same interview",
        "“another event” is another entry of the same interview",
        "“Interview with Acme”, Mon 30 Nov 09:00, has been rescheduled",
    ]


NEW_DATE = {
    "balanced": {
        "check-again@2026-12-15": "2026-12-15T09:00",
        "final": "2026-12-29T09:00",
        "move-on": "2027-01-05T09:00",
    },
    "pridestaff": {"check-again@2026-12-15": "2026-12-15T09:00"},
    "livecareer": {"check-in@2026-12-15": "2026-12-16T09:00", "final": "2026-12-30T09:00"},
    "nextaff": {"call@2026-12-15": "2026-12-15T10:00"},
    "touchpoint": {"check-in@2026-12-15": "2026-12-16T09:00", "call": "2026-12-23T10:00"},
    "interobservers": {},
}


@pytest.mark.parametrize("name", NEW_DATE)
def test_a_new_date_takes_the_place_of_the_old_one(name: str) -> None:
    one = said(decision_by=date(2026, 12, 2), new_date=date(2026, 12, 15))
    found = times(scheduled([one], name, now=at("2026-12-05T12:00")))
    assert found == NEW_DATE[name]


def test_check_ins_that_a_new_date_withdraws_say_so() -> None:
    one = said(new_date=date(2026, 12, 15))
    assert reasons(scheduled([one], now=NOW))["check-in"] == "they named a new date"
    assert reasons(scheduled([one], "interobservers", now=NOW))["check-in"] == "they named a new date"


def test_a_note_to_oneself_still_hangs_on_the_old_date() -> None:
    own = policy("""
    [[step]]
    id = "diary"
    by = "self"
    when = "on decision date"
    [[step]]
    id = "again"
    by = "email"
    when = "on new date"
    """)
    one = said(decision_by=date(2026, 12, 8), new_date=date(2026, 12, 15))
    assert times(scheduled([one], own, now=NOW)) == {
        "diary": "2026-12-08T09:00",
        "again@2026-12-15": "2026-12-15T09:00",
    }


# --- how it ended, and what they said ---


@pytest.mark.parametrize("name", ["balanced", "pridestaff", "interobservers"])
def test_after_a_rejection_they_are_thanked_and_nothing_else(name: str) -> None:
    one = said(outcome="rejected", outcome_on=date(2026, 12, 3))
    assert times(scheduled([one], name, now=at("2026-12-03T12:00"))) == {"thank-anyway": "2026-12-04T09:00"}


def test_an_outcome_without_a_date_is_today_s() -> None:
    one = said(outcome="rejected")
    assert times(scheduled([one], now=at("2026-12-03T23:30"))) == {"thank-anyway": "2026-12-04T09:00"}


@pytest.mark.parametrize("outcome", ["offer", "withdrawn", "accepted"])
def test_after_any_other_end_nothing_is_left(outcome: str) -> None:
    result = scheduled([said(outcome=outcome)], now=NOW)
    assert result.reminders == ()
    assert reasons(result)["check-in"] == f"the application has ended: {outcome}"


def test_a_step_may_hang_on_an_offer_and_a_chain_on_that() -> None:
    own = policy("""
    [[step]]
    id = "answer"
    by = "phone"
    when = "2 days after offer"
    [[step]]
    id = "after"
    by = "self"
    when = "1 week after answer"
    """)
    one = said(outcome="offer", outcome_on=date(2026, 12, 8))
    assert times(scheduled([one], own, now=NOW)) == {"answer": "2026-12-10T10:00", "after": "2026-12-17T09:00"}


def test_while_it_is_still_open_they_are_kept_in_touch_with() -> None:
    result = times(scheduled([said(still_open=True)], now=NOW))
    assert result == {
        **USUAL,
        "keep-in-touch.1": "2027-01-12T09:00",
        "keep-in-touch.2": "2027-02-02T09:00",
        "keep-in-touch.3": "2027-02-23T09:00",
    }


def test_after_hearing_back_everything_waits() -> None:
    result = scheduled([said(heard_back=True)], now=NOW)
    assert result.reminders == ()
    assert {reasons(result)[step] for step in USUAL} == {HEARD_BACK}


def test_hearing_back_with_a_new_date_goes_on_from_that() -> None:
    one = said(heard_back=True, new_date=date(2026, 12, 15))
    assert times(scheduled([one], now=at("2026-12-05T12:00"))) == NEW_DATE["balanced"]


def test_a_rejection_after_hearing_back_is_answered() -> None:
    one = said(heard_back=True, outcome="rejected", outcome_on=date(2026, 12, 3))
    assert times(scheduled([one], now=at("2026-12-03T12:00"))) == {"thank-anyway": "2026-12-04T09:00"}


def test_what_is_only_done_while_it_is_open_outlives_hearing_back() -> None:
    result = times(scheduled([said(heard_back=True, still_open=True)], now=NOW))
    assert sorted(result) == ["keep-in-touch.1", "keep-in-touch.2", "keep-in-touch.3"]
    assert result["keep-in-touch.1"] == "2027-01-12T09:00"


def test_hearing_back_can_be_asked_for_in_a_policy() -> None:
    own = policy('[[step]]\nid = "a"\nby = "self"\nwhen = "1 day after interview"\nif = "status is heard back"')
    assert times(scheduled([said(heard_back=True)], own, now=NOW)) == {"a": "2026-12-02T09:00"}
    assert times(scheduled([said()], own, now=NOW)) == {}


def test_an_interview_that_is_not_to_be_followed_up_is_not() -> None:
    result = scheduled([said(follow_up=False)], now=NOW)
    assert result.reminders == ()
    assert set(reasons(result).values()) == {"you asked for no follow-up"}


def test_an_application_may_have_a_policy_of_its_own() -> None:
    both = [said(policy="nextaff"), application(interview(START, uid="other@b.example", notes=Notes(policy="nosuch")))]
    result = scheduled(both, "touchpoint", now=NOW)
    assert {(r.policy, r.step) for r in result.reminders} == {
        ("nextaff", "ask"),
        ("nextaff", "thank-you"),
        ("nextaff", "call"),
        ("touchpoint", "ask"),
        ("touchpoint", "thank-you"),
        ("touchpoint", "check-in"),
        ("touchpoint", "call"),
    }


# --- variants ---


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"stage": "final"}, ("phone", "2026-12-08T10:00")),
        ({"seniority": "senior"}, ("phone", "2026-12-08T10:00")),
        ({"seniority": "executive"}, ("phone", "2026-12-08T10:00")),
        ({"seniority": "junior"}, ("email", "2026-12-08T09:00")),
        ({"stage": "panel"}, ("email", "2026-12-08T09:00")),
    ],
)
@pytest.mark.parametrize("name", ["balanced", "interobservers"])
def test_a_final_round_or_a_senior_role_is_called(name: str, facts: dict[str, str], expected: tuple[str, str]) -> None:
    check_in = by_step(scheduled([application(interview(START, **facts))], name, now=NOW))["check-in"]  # type: ignore[arg-type]
    assert (check_in.medium, check_in.due.strftime("%Y-%m-%dT%H:%M")) == expected


def test_a_loop_with_a_final_talk_is_a_final_round() -> None:
    loop = application(
        interview(START, stage="final", uid="1@a"), interview(START + timedelta(hours=1), stage="panel", uid="2@a")
    )
    assert by_step(scheduled([loop], now=NOW))["check-in"].medium == "phone"


def test_a_senior_role_is_senior_in_every_round_of_it() -> None:
    two = application(
        interview(at("2026-11-24T14:00"), seniority="senior", uid="1@a"),
        interview(START, uid="2@a"),
    )
    assert by_step(scheduled([two], now=NOW))["check-in"].medium == "phone"


def test_a_variant_may_repeat_otherwise_without_changing_the_names() -> None:
    own = policy("""
    [[step]]
    id = "a"
    by = "email"
    when = "1 week after interview"
    [[step.variant]]
    if = "stage is final"
    repeat = "every 1 week, 2 times"
    """)
    plain = scheduled([application(interview(START))], own, now=NOW)
    final = scheduled([application(interview(START, stage="final"))], own, now=NOW)
    assert times(plain) == {"a.1": "2026-12-08T09:00"}
    assert times(final) == {"a.1": "2026-12-08T09:00", "a.2": "2026-12-15T09:00"}
    assert plain.reminders[0].uid == final.reminders[0].uid


# --- rounds ---


def loop(*starts: str, **facts: Any) -> tuple[Interview, ...]:
    return tuple(
        interview(
            at(start), uid=f"loop-{n}@acme.example", people=(Person(name=f"P{n}", email=f"p{n}@a.example"),), **facts
        )
        for n, start in enumerate(starts)
    )


def test_a_loop_is_one_round_that_ends_with_its_last_talk() -> None:
    day = application(*loop("2026-12-01T10:00", "2026-12-01T11:00", "2026-12-01T13:00"))
    result = by_step(scheduled([day], now=NOW))
    assert {k: r.due.strftime("%Y-%m-%dT%H:%M") for k, r in result.items()} == {
        "ask": "2026-12-01T12:45",
        "thank-you": "2026-12-01T16:00",
        "check-in": "2026-12-08T09:00",
        "final": "2026-12-22T09:00",
        "move-on": "2026-12-29T09:00",
    }
    assert [p.email for p in result["thank-you"].recipients] == ["p0@a.example", "p1@a.example", "p2@a.example"]


def test_a_later_round_leaves_only_the_thanks_of_the_earlier_one() -> None:
    two = application(*loop("2026-12-01T14:00", "2026-12-03T14:00"))
    result = scheduled([two], "livecareer", now=NOW)
    assert sorted((r.round.day.day, r.step) for r in result.reminders) == [
        (1, "letter"),
        (1, "thank-you"),
        (3, "ask"),
        (3, "check-in"),
        (3, "final"),
        (3, "letter"),
        (3, "thank-you"),
    ]
    assert {w.reason for w in result.withheld if w.round.day.day == 1} == {"a later round is in the calendar"}


def test_hearing_back_holds_until_the_next_round() -> None:
    first, second = loop("2026-12-01T14:00", "2026-12-03T14:00")
    two = application(replace(first, notes=Notes(heard_back=True, decision_by=date(2026, 12, 2))), second)
    result = scheduled([two], now=NOW)
    assert {(r.round.day.day, r.step) for r in result.reminders} == {(3, s) for s in USUAL}
    assert times(result)["check-in"] == "2026-12-10T09:00"


def test_an_outcome_ends_the_application_in_whichever_round_it_was_said() -> None:
    first, second = loop("2026-12-01T14:00", "2026-12-03T14:00")
    two = application(replace(first, notes=Notes(outcome="rejected", outcome_on=date(2026, 12, 8))), second)
    (thanks,) = scheduled([two], now=NOW).reminders
    assert (thanks.step, thanks.round.day) == ("thank-anyway", date(2026, 12, 3))


def test_one_of_a_loop_that_is_not_to_be_followed_up_is_left_out() -> None:
    first, second = loop("2026-12-01T10:00", "2026-12-01T14:00")
    day = application(replace(first, notes=Notes(follow_up=False)), second)
    thanks = by_step(scheduled([day], now=NOW))["thank-you"]
    assert [p.name for p in thanks.recipients] == ["P1"]


# --- recipients ---


def people(*interviews: Interview, step: str = "thank-you") -> tuple[Person, ...]:
    return by_step(scheduled([application(*interviews)], now=NOW))[step].recipients


def test_everyone_is_thanked_once_in_the_order_they_sat_in() -> None:
    ann, shout = Person(name="Ann", email="ann@a.example"), Person(name="ANN AMES", email="ann@a.example")
    bo, ann_again = Person(name="Bo"), Person(name="ann")
    first = interview(at("2026-12-01T10:00"), uid="1@a", people=(ann, bo))
    second = interview(START, uid="2@a", people=(shout, bo, JANE, ann_again))
    assert people(first, second) == (ann, bo, JANE)


def test_check_ins_go_to_the_newest_contact_known() -> None:
    first = interview(at("2026-11-24T10:00"), uid="1@a", contact=RITA)
    second = interview(START, uid="2@a", contact=None)
    assert people(first, second, step="check-in") == (RITA,)
    assert people(first, replace(second, contact=JANE), step="check-in") == (JANE,)


def test_without_a_contact_it_is_somebody_who_sat_in_or_nobody() -> None:
    assert people(interview(START, contact=None), step="check-in") == (JANE,)
    assert people(interview(START, contact=None, people=()), step="check-in") == ()
    assert people(interview(START), step="ask") == ()


def test_a_call_says_the_employer_s_zone_where_it_differs() -> None:
    berlin = setting(ZoneInfo("Europe/Berlin"), "none")
    far = application(interview(START, zone="America/New_York"), zone=berlin.zone)
    near = application(interview(START, zone="Europe/Berlin"), zone=berlin.zone)
    call = by_step(scheduled([far], "nextaff", now=NOW, where=berlin))["call"]
    assert (call.employer_zone, call.due) == ("America/New_York", at("2026-12-08T16:00", berlin.zone))
    assert by_step(scheduled([far], "nextaff", now=NOW, where=berlin))["thank-you"].employer_zone is None
    assert by_step(scheduled([near], "nextaff", now=NOW, where=berlin))["call"].employer_zone is None


# --- limits ---

LIMITED = """
[limits]
{limit}
[[step]]
id = "a"
by = "email"
when = "1 day after interview"
[[step]]
id = "note"
by = "self"
when = "2 days after interview"
[[step]]
id = "b"
by = "email"
when = "2 days after interview"
[[step]]
id = "c"
by = "phone"
when = "3 days after interview"
deadline = "6 days after interview"
"""


def limited(limit: str, **notes: Any) -> Schedule:
    return scheduled(
        [application(interview(START, notes=Notes(**notes)))], policy(LIMITED.format(limit=limit)), now=NOW
    )


def test_a_policy_stops_after_so_many_contacts() -> None:
    assert times(limited("contacts = 2")) == {
        "a": "2026-12-02T09:00",
        "note": "2026-12-03T09:00",
        "b": "2026-12-03T09:00",
    }
    assert reasons(limited("contacts = 2")) == {"c": "the policy stops after 2 contacts"}
    assert reasons(limited("contacts = 1"))["b"] == "the policy stops after 1 contact"


def test_so_many_workdays_lie_between_two_contacts() -> None:
    result = limited("workdays_between = 2")
    assert times(result) == {
        "a": "2026-12-02T09:00",
        "note": "2026-12-03T09:00",
        "b": "2026-12-04T09:00",
    }
    assert by_step(result)["b"].reasons[-1] == "moved: 2 workdays between two contacts"
    assert reasons(result) == {"c": "it would come less than 2 workdays after the last contact"}
    assert times(limited("workdays_between = 1"))["c"] == "2026-12-04T10:00"
    assert by_step(limited("workdays_between = 1"))["c"].reasons == ("3 days after interview, Tue 1 Dec",)


# --- late ---


def late(now: str, step: str = "check-in", start: datetime = START) -> tuple[str, bool] | str:
    result = scheduled([application(interview(start))], now=at(now))
    if found := by_step(result).get(step):
        return found.starts.strftime("%m-%dT%H:%M"), found.late
    return reasons(result)[step]


@pytest.mark.parametrize(
    ("step", "now", "expected"),
    [
        ("check-in", "2026-12-08T09:00", ("12-08T09:00", False)),
        ("check-in", "2026-12-08T09:01", ("12-08T09:15", True)),
        ("check-in", "2026-12-12T09:01", ("12-14T09:00", True)),
        ("check-in", "2026-12-15T09:00", ("12-15T09:15", True)),
        ("check-in", "2026-12-15T09:01", "its time has passed"),
        ("thank-you", "2026-12-02T15:00", ("12-02T15:00", True)),
        ("thank-you", "2026-12-02T15:01", "its time has passed"),
        ("ask", "2026-12-01T13:50", ("12-01T14:00", True)),
        ("ask", "2026-12-01T14:00", ("12-01T14:00", True)),
        ("ask", "2026-12-01T14:01", "its time has passed"),
    ],
)
def test_a_late_step_is_written_until_it_is_worthless(step: str, now: str, expected: tuple[str, bool] | str) -> None:
    assert late(now, step) == expected


def test_a_note_before_an_odd_hour_is_not_put_after_it() -> None:
    assert late("2026-12-01T14:05", "ask", at("2026-12-01T14:10")) == ("12-01T14:10", True)


def test_a_step_before_another_moment_is_worth_writing_until_then() -> None:
    own = policy('[[step]]\nid = "a"\nby = "email"\nwhen = "2 days before decision date"')
    one = said(decision_by=date(2026, 12, 10))
    assert times(scheduled([one], own, now=at("2026-12-09T12:00"))) == {"a": "2026-12-08T09:00"}
    assert times(scheduled([one], own, now=at("2026-12-10T09:01"))) == {}


def test_a_first_look_at_an_old_calendar_is_silent() -> None:
    assert scheduled([application(interview(START))], now=at("2027-03-01T09:00")).reminders == ()


# --- reminders written earlier ---


def placed(result: Schedule, **changes: dict[str, Any]) -> dict[str, Placed]:
    """What is known when all of `result` stands in the calendar, with changes by step."""
    known = {}
    for r in result.reminders:
        one = Placed(
            uid=r.uid,
            step=r.step_key,
            interviews=tuple(sorted(interview_key(i.event) for i in r.round.interviews)),
            due=r.due,
            starts=r.starts,
        )
        known[r.uid] = replace(one, **changes.get(r.step_key.replace("-", "_"), {}))
    return known


def again(
    applications: Iterable[Application],
    before: Schedule,
    now: str,
    by: Policy | str = "balanced",
    **changes: dict[str, Any],
) -> Schedule:
    return scheduled(applications, by, now=at(now), placed=placed(before, **changes))


def test_later_steps_follow_one_that_the_user_has_moved() -> None:
    one = [application(interview(START))]
    before = scheduled(one, now=NOW)
    after = again(one, before, "2026-12-02T08:00", check_in={"starts": at("2026-12-10T11:00"), "moved": True})
    assert times(after) == {**USUAL, "final": "2026-12-24T09:00", "move-on": "2026-12-31T09:00"}
    assert not by_step(after)["check-in"].late


def test_a_written_reminder_stays_where_it_is_when_its_time_has_passed() -> None:
    one = [application(interview(START))]
    before = scheduled(one, now=at("2026-12-08T10:00"))
    after = again(one, before, "2026-12-20T08:00")
    assert by_step(after)["check-in"].starts == at("2026-12-08T10:15")
    assert by_step(after)["check-in"].late


def test_a_late_reminder_does_not_run_away() -> None:
    one = [application(interview(START))]
    before = scheduled(one, now=at("2026-12-12T10:00"))  # a Saturday: it is put on Monday
    after = again(one, before, "2026-12-13T08:00")
    assert by_step(after)["check-in"].starts == by_step(before)["check-in"].starts == at("2026-12-14T09:00")


def test_a_reminder_whose_new_time_has_passed_is_late_at_its_new_place() -> None:
    """The interview turns out to have been a week before: its check-in is due yesterday."""
    before = scheduled([application(interview(START))], now=NOW)
    moved = [application(interview(at("2026-11-25T14:00")))]
    after = again(moved, before, "2026-12-03T12:00")
    assert (by_step(after)["check-in"].due, by_step(after)["check-in"].starts) == (
        at("2026-12-02T09:00"),
        at("2026-12-03T12:15"),
    )
    long_ago = [application(interview(at("2026-11-09T14:00")))]
    assert reasons(again(long_ago, before, "2026-12-03T12:00"))["check-in"] == "its time has passed"


def test_what_an_app_stripped_of_its_date_is_late_once() -> None:
    one = [application(interview(START))]
    before = scheduled(one, now=NOW)
    after = again(one, before, "2026-12-03T12:00", thank_you={"due": None, "starts": at("2026-12-20T09:00")})
    assert reasons(after)["thank-you"] == "its time has passed"


def test_a_reminder_that_is_gone_is_not_late() -> None:
    one = [application(interview(START))]
    before = scheduled(one, now=NOW)
    after = again(one, before, "2026-12-08T10:00", check_in={"present": False, "settled": True})
    assert reasons(after)["check-in"] == "its time has passed"


def test_what_the_policy_no_longer_has_is_withheld_with_the_reason() -> None:
    one = [application(interview(START))]
    before = scheduled(one, "pridestaff", now=NOW)
    after = again([said(policy="nextaff")], before, "2026-12-01T09:00")
    assert reasons(after)["check-in"] == "the policy nextaff has no such step"


# --- identity ---


def uids(result: Schedule) -> dict[str, str]:
    return {r.step_key: r.uid for r in result.reminders}


def test_a_uid_is_made_of_the_interview_and_the_step_alone() -> None:
    event = interview(START).event
    key = interview_key(event)
    assert len(key) == 16
    assert int(key, 16)
    assert interview_key(replace(event, summary="x", start=NOW, sequence=4)) == key
    assert interview_key(replace(event, recurrence_id="20261201")) != key
    assert reminder_uid(key, "ask").startswith("afterview-")
    assert len({reminder_uid(k, s) for k in (key, "0" * 16) for s in ("ask", "final")}) == 4


def test_a_step_key_says_which_one_it_is() -> None:
    steps = {s.id: s for s in SHIPPED["balanced"].steps}
    assert step_key(steps["ask"], 1) == "ask"
    assert step_key(steps["keep-in-touch"], 2) == "keep-in-touch.2"
    assert step_key(steps["check-again"], 1, date(2026, 12, 15)) == "check-again@2026-12-15"


def test_a_rescheduled_interview_keeps_its_reminders() -> None:
    before = scheduled([application(interview(START))], now=NOW)
    after = scheduled([application(interview(at("2026-12-03T10:00")))], now=NOW, placed=placed(before))
    assert uids(after) == uids(before)


A, B, C = loop("2026-12-01T10:00", "2026-12-01T12:00", "2026-12-01T14:00")


def on_day(one: Interview, day: int) -> Interview:
    moved = one.event.start.replace(day=day)
    return replace(one, event=replace(one.event, start=moved, end=moved + timedelta(hours=1)))


@pytest.mark.parametrize(
    "changed",
    [
        (A, B, C),
        (on_day(A, 2), on_day(B, 2)),
        (A,),
        (B,),
        (B, C),
    ],
)
def test_a_round_keeps_its_reminders_when_its_interviews_come_and_go(changed: tuple[Interview, ...]) -> None:
    before = scheduled([application(A, B)], now=NOW)
    after = again([application(*changed)], before, "2026-12-01T08:05")
    assert uids(after) == uids(before)


def test_of_a_round_that_parts_the_one_that_names_them_keeps_the_reminders() -> None:
    before = scheduled([application(A, B)], now=NOW)
    after = again([application(on_day(A, 3), B)], before, "2026-12-01T08:05")
    assert {r.uid for r in after.reminders if r.round.day.day == 3} == set(uids(before).values())
    assert {r.uid for r in after.reminders if r.round.day.day == 1}.isdisjoint(uids(before).values())


def test_an_interview_that_comes_back_takes_its_reminders_and_no_two_rounds_share_one() -> None:
    first = scheduled([application(A, B)], now=NOW)
    gone = again([application(B)], first, "2026-12-01T08:05")
    back = again([application(on_day(A, 3), B)], gone, "2026-12-01T08:10")
    every = [r.uid for r in back.reminders]
    assert len(every) == len(set(every))
    assert {r.uid for r in back.reminders if r.round.day.day == 3} == set(uids(first).values())


def test_two_rounds_never_inherit_one_reminder() -> None:
    first = scheduled([application(A, B, C)], now=NOW)
    parted = again([application(B, on_day(C, 3))], first, "2026-12-01T08:05")
    every = [r.uid for r in parted.reminders]
    assert len(every) == len(set(every))
    assert {r.uid for r in parted.reminders if r.round.day.day == 3} == set(uids(first).values())


def test_what_was_written_for_an_interview_that_is_gone_belongs_to_no_round() -> None:
    first = scheduled([application(A)], now=NOW)
    assert set(uids(again([application(B)], first, "2026-12-01T08:05")).values()).isdisjoint(uids(first).values())


def test_two_rounds_that_become_one_keep_one_set_of_reminders() -> None:
    both = scheduled([application(A, on_day(B, 3))], now=NOW)
    one = again([application(A, B)], both, "2026-12-01T08:05")
    assert set(uids(one).values()) <= {r.uid for r in both.reminders}
    assert len(uids(one)) == 5


def test_of_two_reminders_for_one_round_the_one_in_the_calendar_is_kept() -> None:
    """The thanks of the second were deleted, then it moved to the day of the first and before it."""
    both = scheduled([application(A, on_day(B, 3))], now=NOW)
    known = placed(both)
    deleted = next(r.uid for r in both.reminders if r.step == "thank-you" and r.round.day.day == 3)
    known[deleted] = replace(known[deleted], present=False, settled=True)
    early = replace(B, event=replace(B.event, start=at("2026-12-01T08:30"), end=at("2026-12-01T09:00")))
    one = scheduled([application(A, early)], now=at("2026-12-01T08:05"), placed=known)
    assert uids(one)["thank-you"] == reminder_uid(interview_key(A.event), "thank-you")


def test_a_reminder_in_the_calendar_goes_before_one_that_is_only_remembered() -> None:
    """Two installations: the other one withdrew B's when A joined its day; then A vanished."""
    both = scheduled([application(A, on_day(B, 3))], now=NOW)
    merged = scheduled([application(A, B)], now=NOW)
    known = placed(both) | placed(merged)
    for uid, one in list(known.items()):
        if uid not in uids(merged).values():
            known[uid] = replace(one, present=False, settled=True)
    left = scheduled([application(B)], now=NOW, placed=known)
    assert uids(left) == uids(merged)


@pytest.mark.parametrize("left", [(A,), (B,), (B, C), (A, on_day(B, 3)), (on_day(A, 3), B)])
def test_a_deletion_holds_for_every_interview_the_reminder_was_for(left: tuple[Interview, ...]) -> None:
    before = scheduled([application(A, B)], now=NOW)
    gone = {"present": False, "settled": True}
    after = again([application(*left)], before, "2026-12-01T08:05", thank_you=gone)
    written = {r.uid for r in after.reminders if r.step == "thank-you"}
    assert written <= {uids(before)["thank-you"]}


def test_a_reminder_of_one_s_own_is_not_written_again_for_a_part_of_its_round() -> None:
    before = scheduled([application(A, B)], now=NOW)
    after = again([application(on_day(A, 3), B)], before, "2026-12-01T08:05", thank_you={"settled": True})
    assert [r.round.day.day for r in after.reminders if r.step == "thank-you"] == [3]
    assert [w.reason for w in after.withheld if w.step == "thank-you"] == ["you have settled it already"]


def test_each_new_date_is_a_reminder_of_its_own() -> None:
    first = scheduled([said(new_date=date(2026, 12, 15))], "nextaff", now=NOW)
    later = again(
        [said(new_date=date(2026, 12, 22))], first, "2026-12-15T12:00", "nextaff", thank_you={"settled": True}
    )
    assert times(later)["call@2026-12-22"] == "2026-12-22T10:00"
    assert uids(later)["call@2026-12-22"] not in uids(first).values()
    assert reasons(later)["call@2026-12-15"] == "its date no longer holds"


# --- never an exception ---


def test_an_interview_at_the_end_of_time_is_withheld_and_the_others_are_not() -> None:
    end_of_time = application(interview(datetime(9999, 12, 31, 10, tzinfo=NEW_YORK), uid="far@a.example"))
    result = scheduled([end_of_time, application(interview(START))], now=NOW)
    assert times(result) == USUAL
    assert [(w.step, w.reason) for w in result.withheld if w.application is end_of_time] == [
        ("every step", "its dates cannot be worked out: date value out of range")
    ]


def test_the_order_of_applications_does_not_matter() -> None:
    two = [application(interview(START)), application(interview(START, uid="2@b.example"))]
    assert scheduled(two, now=NOW).reminders == scheduled(two[::-1], now=NOW).reminders


# --- what holds for every schedule ---

minutes = st.integers(0, 60 * 24 * 60).map(lambda m: datetime(2026, 2, 20, tzinfo=UTC) + timedelta(minutes=m))
notes = st.builds(
    Notes,
    decision_by=st.none() | st.dates(date(2026, 2, 1), date(2026, 6, 1)),
    new_date=st.none() | st.dates(date(2026, 2, 1), date(2026, 6, 1)),
    outcome=st.sampled_from([None, None, None, "rejected", "offer"]),
    still_open=st.booleans(),
    heard_back=st.sampled_from([False, False, True]),
    follow_up=st.sampled_from([None, None, False]),
    policy=st.sampled_from([None, *SHIPPED]),
)
zones = st.sampled_from(["America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Casablanca"]).map(ZoneInfo)


@st.composite
def hunts(draw: st.DrawFn) -> tuple[list[Application], ZoneInfo, datetime]:
    zone = draw(zones)
    found = []
    for n in range(draw(st.integers(1, 3))):
        some = [
            interview(
                draw(minutes).astimezone(zone),
                uid=f"{n}-{m}@a.example",
                notes=draw(notes),
                zone=draw(st.sampled_from([None, "Europe/Berlin", "America/New_York"])),
                stage=draw(st.sampled_from([None, "final"])),
            )
            for m in range(draw(st.integers(1, 3)))
        ]
        found.append(application(*some, zone=zone))
    return found, zone, draw(minutes)


@given(hunts(), st.sampled_from(sorted(SHIPPED)))
def test_a_schedule_keeps_its_promises(hunt: tuple[list[Application], ZoneInfo, datetime], name: str) -> None:
    applications, zone, now = hunt
    where = setting(zone)
    result = scheduled(applications, name, now=now, where=where)
    assert result == schedule(applications, SHIPPED[name], SHIPPED.get, where, now, {})
    assert set(result.reminders) == set(scheduled(applications[::-1], name, now=now, where=where).reminders)
    uids = [r.uid for r in result.reminders]
    assert len(uids) == len(set(uids))
    assert set(uids).isdisjoint(w.uid for w in result.withheld)
    rounds: dict[Round, dict[str, Reminder]] = {}
    for r in result.reminders:
        assert r.starts >= now
        assert r.late is (r.starts > r.due)
        assert r.deadline is None or r.due <= r.deadline
        assert r.deadline is None or r.starts <= r.deadline
        assert r.due.tzinfo is zone
        rounds.setdefault(r.round, {})[r.step] = r
    for steps in rounds.values():
        chain = [steps[s].due for s in ("check-in", "check-again", "final", "move-on") if s in steps]
        assert chain == sorted(chain)
        assert len(set(chain)) == len(chain)


@given(hunts(), st.sampled_from(sorted(SHIPPED)), st.integers(0, 60 * 24 * 30))
def test_a_second_look_at_the_same_calendar_changes_nothing(
    hunt: tuple[list[Application], ZoneInfo, datetime], name: str, later: int
) -> None:
    applications, zone, now = hunt
    first = scheduled(applications, name, now=now, where=setting(zone))
    second = scheduled(
        applications, name, now=now + timedelta(minutes=later), where=setting(zone), placed=placed(first)
    )
    places = {r.uid: r.starts for r in second.reminders}
    undated = any(i.notes.outcome for a in applications for r in a.rounds for i in r.interviews)
    assert undated or {r.uid: r.starts for r in first.reminders}.items() <= places.items()


def test_events_of_one_uid_are_named_by_their_recurrence() -> None:
    event = Event(uid="x", start=NOW, end=NOW)
    assert interview_key(event) != interview_key(replace(event, uid="y"))


def test_a_policy_that_nobody_knows_is_said_and_the_default_followed() -> None:
    one = application(interview(at("2026-12-01T14:00"), notes=Notes(policy="swift")))
    told = scheduled([one], now=at("2026-12-01T08:00"))
    assert [w.reason for w in told.withheld if w.step == "Policy:"] == [
        "there is no policy 'swift' that can be used: balanced is followed"
    ]
    assert {r.policy for r in told.reminders} == {"balanced"}


def test_a_reminder_knows_the_interview_that_it_comes_before() -> None:
    first, last = interview(at("2026-12-01T14:00")), interview(at("2026-12-01T16:00"), uid="int-2@acme.example")
    found = scheduled([application(first, last)], now=at("2026-11-30T09:00")).reminders

    assert {r.step: r.until for r in found if r.step in ("ask", "thank-you")} == {
        "ask": last.event.start,
        "thank-you": None,
    }
