"""Between passes: the note of one, and what it would decide without asking the calendars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from afterview.core.plan import Create, Keep, Update
from afterview.errors import AfterviewError, BrakeHeld, LoginRefused, Unreachable
from afterview.ledger import PassNote
from afterview.recall import noted, recall
from afterview.reconcile import Decided, Done
from afterview.secrets import Login, Miss, NoSecret
from afterview.store import Calendar, Refused
from afterview.store.memory import MemoryStore
from tests.stories.life import Life, at, interview

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
LOGIN = Login(account="home", username="alex", origin="https://dav.example.org")


def a_life() -> Life:
    return Life(
        store=MemoryStore(calendar=Calendar(url="/work/", name="Work", components=frozenset({"VEVENT", "VTODO"})))
    )


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        (Unreachable("dav.example.org", "it does not answer"), "failed", 69),
        (LoginRefused("dav.example.org", "no"), "failed", 77),
        (BrakeHeld("home", "too much at once", "look"), "held", 3),
        (NoSecret(LOGIN, (Miss(source="keyring", kind="locked", detail="it is locked"),)), "waiting", 77),
        (NoSecret(LOGIN, (Miss(source="keyring", kind="absent", detail="it has none"),)), "failed", 77),
    ],
)
def test_an_error_is_noted_in_one_line_with_its_code(error: AfterviewError, outcome: str, code: int) -> None:
    expected = PassNote(account="home", at=NOW, outcome=outcome, detail=str(error), exit_code=code)  # type: ignore[arg-type]
    assert noted("home", error, NOW) == expected


def test_a_report_is_noted_with_what_was_found_and_done() -> None:
    life = a_life()
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    report = life.sync("2026-12-01 08:00")
    done = len(report.done)
    note = PassNote(account="test", at=NOW, outcome="ok", interviews=1, applications=1, changes=done)
    assert done == 5
    assert noted("test", report, NOW) == note
    failure = Unreachable("there", "it broke\noff")
    stopped = replace(note, outcome="failed", detail="there: it broke off", exit_code=69)
    assert noted("test", replace(report, failure=failure), NOW) == stopped
    untaken = Done(decision=report.done[0].decision, outcome=Refused(reason="full"))
    detail = "1 of its writes were not taken by the calendar; the next pass tries again"
    partly = replace(note, changes=done - 1, detail=detail, exit_code=1)
    assert noted("test", replace(report, done=(untaken, *report.done[1:])), NOW) == partly


def recalled(life: Life, now: str) -> Decided:
    decided = recall("test", life.terms, life.ledger, life.mirror, at(now))
    assert decided is not None
    return decided


def test_an_account_that_was_never_read_has_nothing_to_recall() -> None:
    life = a_life()
    assert recall("test", life.terms, life.ledger, life.mirror, NOW) is None


def move(life: Life) -> None:
    life.put("a.ics", interview(at("2026-12-02 10:00"), sequence=1))


def call_off(life: Life) -> None:
    life.put("a.ics", interview(at("2026-12-01 14:00"), status="CANCELLED"))


def nothing(_life: Life) -> None:
    pass


@pytest.mark.parametrize("happened", [nothing, move, call_off, lambda life: life.delete("check-in")])
def test_right_after_a_pass_it_is_recalled_as_it_stands(happened: Callable[[Life], None]) -> None:
    life = a_life()
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-12-01 08:00")
    happened(life)
    life.sync("2026-12-01 09:00")
    before = life.store.changes(None)
    from_memory = recalled(life, "2026-12-01 09:00")
    asked = life.sync("2026-12-01 09:00").decided
    assert life.store.changes(None) == before
    assert from_memory.agenda == asked.agenda
    assert from_memory.wanted == asked.wanted
    told = [(type(d), getattr(d, "uid", None), getattr(d, "reason", None)) for d in from_memory.plan.decisions]
    assert told == [(type(d), getattr(d, "uid", None), getattr(d, "reason", None)) for d in asked.plan.decisions]
    assert not any(isinstance(d, Create | Update) for d in from_memory.plan.decisions)


def test_what_changed_in_the_calendar_since_is_not_known() -> None:
    life = a_life()
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-12-01 08:00")
    life.delete("check-in")
    life.put("b.ics", interview(at("2026-12-03 14:00"), uid="other"))
    kept = [d.reason for d in recalled(life, "2026-12-01 09:00").plan.decisions if isinstance(d, Keep)]
    assert kept == ["same"] * 5


def test_where_all_reminders_go_to_one_calendar_it_is_known_which() -> None:
    life = a_life()
    life.target = MemoryStore(calendar=Calendar(url="/reminders/", name="Reminders"))
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-12-01 08:00")
    decided = recalled(life, "2026-12-01 09:00")
    assert {w.calendar for w in decided.wanted.values()} == {"/reminders/"}
    assert [d.reason for d in decided.plan.decisions if isinstance(d, Keep)] == ["same"] * 5
