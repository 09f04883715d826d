"""How applications stand: stage, last contact, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from afterview.core.application import Application
from afterview.core.held import Component, Held, Wanted, reference
from afterview.core.identity import interview_key
from afterview.core.notes import Notes
from afterview.core.plan import Adopt, Create, Decision, Delete, Forget, Keep, KeepReason, Remembered, Update
from afterview.core.reminder import Reminder
from afterview.core.standing import QUIET_AFTER, Moment, Standing, standings
from tests.core.making import application, at, interview, scheduled

NOW = at("2026-12-02T08:00")
MET = at("2026-12-01T14:00")
SCREEN = interview(MET, stage="screen")
ACME = application(SCREEN)
KEY = interview_key(SCREEN.event)
LATER = at("2026-12-08T09:00")
INTERVIEW = Moment(at=MET, what="Interview with Acme", uid="int-1@acme.example", reminder=False)


def wanted(
    starts: datetime = LATER, *, step: str = "check-in", component: Component = "VEVENT", key: str = KEY
) -> Wanted:
    return Wanted(
        uid=f"afterview-{step}",
        calendar="/work/",
        component=component,
        title=f"Do {step} (Acme)",
        body="",
        starts=starts,
        due=starts,
        step=step,
        interviews=(key,),
    )


def held(one: Wanted, **changes: Any) -> Held:
    made = Held(
        uid=one.uid,
        reference=reference(one.uid),
        calendar=one.calendar,
        href=one.uid,
        etag='"1"',
        component=one.component,
        title=one.title,
        body=one.body,
        starts=one.starts,
        step=one.step,
        interviews=one.interviews,
    )
    return replace(made, **changes)


def kept(one: Wanted, reason: KeepReason = "same", **changes: Any) -> Keep:
    return Keep(uid=one.uid, reason=reason, held=held(one, **changes))


def moment(one: Wanted, *, written: bool = True) -> Moment:
    return Moment(at=one.starts, what=one.title, uid=one.uid, written=written)


def stands(
    *decisions: Decision,
    of: Application = ACME,
    reminders: Iterable[Reminder] = (),
    now: datetime = NOW,
    to_oneself: Sequence[str] = ("move-on",),
) -> Standing:
    (one,) = standings([of], reminders, decisions, to_oneself, now)
    return one


def test_an_application_stands_with_its_stage_its_last_contact_and_what_comes_next() -> None:
    first, second = wanted(), wanted(LATER + timedelta(weeks=1), step="final")
    assert stands(kept(second), kept(first)) == Standing(
        application=ACME,
        stage="screen",
        outcome=None,
        heard_back=False,
        last=INTERVIEW,
        next=moment(first),
        over=False,
    )


def test_an_interview_to_come_is_what_comes_next_and_there_was_no_contact_yet() -> None:
    before = stands(kept(wanted()), now=MET - timedelta(days=1))
    assert (before.last, before.next, before.stage) == (None, INTERVIEW, "screen")


def test_the_stage_is_that_of_the_last_round_that_has_been() -> None:
    panel = interview(at("2026-12-10T10:00"), uid="int-2", stage="panel")
    both = application(SCREEN, panel)
    assert stands(of=both).stage == "screen"
    assert stands(of=both, now=panel.event.start).stage == "panel"


def test_a_reminder_whose_time_has_passed_is_contact_made_unless_it_is_a_note_to_oneself() -> None:
    thanks = wanted(at("2026-12-01T17:00"), step="thank-you")
    note = wanted(at("2026-12-01T18:00"), step="move-on")
    for reason in ("same", "past", "theirs", "done"):
        assert stands(kept(thanks, reason), kept(note, reason)).last == moment(thanks)


def test_repeated_steps_and_those_that_hang_on_a_date_are_known_by_their_step() -> None:
    past = wanted(at("2026-12-01T18:00"), step="move-on.2@2026-12-15")
    assert stands(kept(past)).last == INTERVIEW
    assert stands(kept(past), to_oneself=()).last == moment(past)


def test_what_the_next_pass_writes_counts_as_it_will_be() -> None:
    moved = wanted(LATER + timedelta(days=1))
    assert stands(Create(wanted=wanted())).next == moment(wanted(), written=False)
    assert stands(Update(wanted=moved, held=held(wanted()))).next == moment(moved, written=False)


@pytest.mark.parametrize(
    "decision",
    [
        kept(wanted(), "foreign"),
        kept(wanted(), "copy"),
        kept(wanted(), "done"),
        kept(wanted(), starts=None),
        kept(wanted(), interviews=()),
        kept(wanted(key="of another application")),
        Keep(uid="afterview-check-in", reason="dismissed"),
        Keep(uid="afterview-check-in", reason="past"),
        Delete(held=held(wanted()), reason="it is off"),
        Forget(uid="afterview-check-in"),
        Adopt(
            entry=Remembered(
                uid="u", calendar="c", href="h", digest="", step="s", due=LATER, starts=LATER, interviews=(KEY,)
            ),
            held=held(wanted()),
        ),
    ],
)
def test_what_is_not_to_be_done_does_not_come_next(decision: Decision) -> None:
    assert stands(decision).next is None


def test_a_reminder_that_an_app_has_stripped_is_known_by_what_is_wanted() -> None:
    plan = scheduled([ACME], now=MET)
    thanks = next(r for r in plan.reminders if r.step == "thank-you")
    one = replace(wanted(thanks.starts, step="thank-you"), uid=thanks.uid)
    stripped = kept(one, "theirs", interviews=(), step=None)
    assert stands(stripped, reminders=plan.reminders, now=MET).next == moment(one)


@pytest.mark.parametrize(
    ("component", "reason", "days", "shown"),
    [
        ("VTODO", "past", 1, True),
        ("VTODO", "past", 8, False),
        ("VTODO", "done", 1, False),
        ("VEVENT", "past", 1, False),
    ],
)
def test_a_to_do_that_was_not_ticked_off_is_overdue_for_a_week(
    component: Component, reason: KeepReason, days: int, shown: bool
) -> None:
    one = wanted(NOW - timedelta(days=days), component=component)
    assert stands(kept(one, reason)).next == (moment(one) if shown else None)


def test_an_application_is_over_when_it_has_ended_or_gone_quiet_and_nothing_is_to_come() -> None:
    rejected = application(replace(SCREEN, notes=Notes(outcome="rejected", heard_back=True)))
    ended = stands(of=rejected)
    assert (ended.outcome, ended.heard_back, ended.over) == ("rejected", True, True)
    assert not stands(kept(wanted()), of=rejected).over
    assert not stands(now=MET + QUIET_AFTER).over
    assert stands(now=MET + QUIET_AFTER + timedelta(seconds=1)).over


def test_the_soonest_comes_first_and_after_those_with_something_to_come_the_latest() -> None:
    def app(uid: str, day: str) -> Application:
        return replace(application(interview(at(f"2026-{day}T10:00"), uid=uid)), company=uid)

    applications = [app("long ago", "10-01"), app("lately", "11-20"), app("far", "12-20"), app("near", "12-04")]
    found = standings(applications, (), (), (), NOW)
    assert [s.application.company for s in found] == ["near", "far", "lately", "long ago"]
