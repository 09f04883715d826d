"""Passes over real calendars: what is written, what follows the interview, what is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from afterview.errors import BrakeHeld
from afterview.ledger import Ledger
from afterview.store.folder import FolderStore
from tests.stories.life import Life, at, interview

USUAL = {
    "ask": "12-01 13:45",
    "thank-you": "12-01 17:00",
    "check-in": "12-08 09:00",
    "final": "12-22 09:00",
    "move-on": "12-29 09:00",
}


@pytest.fixture
def started(life: Life) -> Life:
    """An interview on 1 December at 14:00, and the first pass done."""
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-11-30 08:00")
    return life


def test_the_first_pass_writes_the_reminders_of_the_policy(started: Life) -> None:
    assert started.agenda() == USUAL


def test_a_second_pass_changes_nothing(started: Life) -> None:
    before = started.held()
    report = started.sync("2026-11-30 08:15")
    assert (report.decided.plan.writes, started.held()) == ((), before)


def test_when_the_interview_moves_its_reminders_follow_in_place(started: Life) -> None:
    names = sorted(h.href for h in started.held())
    started.put("a.ics", interview(at("2026-12-02 10:00"), sequence=1))
    started.sync("2026-11-30 09:00")
    assert started.agenda() == {
        "ask": "12-02 09:45",
        "thank-you": "12-02 13:00",
        "check-in": "12-09 09:00",
        "final": "12-23 09:00",
        "move-on": "12-30 09:00",
    }
    assert sorted(h.href for h in started.held()) == names


@pytest.mark.parametrize("how", ["cancelled", "deleted", "no longer one"])
def test_when_the_interview_is_off_what_was_to_come_is_withdrawn(started: Life, how: str) -> None:
    if how == "deleted":
        started.remove("a.ics")
    elif how == "cancelled":
        started.put("a.ics", interview(at("2026-12-01 14:00"), status="CANCELLED", sequence=1))
    else:
        started.put("a.ics", interview(at("2026-12-01 14:00"), title="Dentist", sequence=1))
    started.sync("2026-11-30 09:00")
    assert started.agenda() == {}


def test_what_lies_in_the_past_stays_when_the_interview_is_cancelled_afterwards(started: Life) -> None:
    started.put("a.ics", interview(at("2026-12-01 14:00"), status="CANCELLED", sequence=1))
    started.sync("2026-12-02 09:00")
    assert started.agenda() == {"ask": "12-01 13:45", "thank-you": "12-01 17:00"}


def test_a_deleted_reminder_never_comes_back(started: Life) -> None:
    started.delete("check-in")
    started.sync("2026-11-30 09:00")
    started.put("a.ics", interview(at("2026-12-02 10:00"), sequence=1))
    started.sync("2026-11-30 10:00")
    assert "check-in" not in started.agenda()
    assert started.kept("2026-11-30 11:00")["check-in"] == "dismissed"


def test_a_deleted_reminder_stays_away_when_the_interview_was_gone_for_a_while(started: Life) -> None:
    started.delete("check-in")
    started.remove("a.ics")
    started.sync("2026-11-30 09:00")
    started.put("a.ics", interview(at("2026-12-01 14:00")))
    started.sync("2026-11-30 10:00")
    assert started.agenda() == {k: v for k, v in USUAL.items() if k != "check-in"}


def test_an_edited_reminder_is_the_users_own(started: Life) -> None:
    def rename(event: Any) -> None:
        event["SUMMARY"] = "Write to Jane about the salary"

    started.edit("check-in", rename)
    started.put("a.ics", interview(at("2026-12-02 10:00"), sequence=1))
    started.sync("2026-11-30 09:00")
    own = started.reminder("check-in")
    assert (own.title, started.agenda()["check-in"]) == ("Write to Jane about the salary", "12-08 09:00")


def test_later_steps_follow_a_reminder_that_was_moved(started: Life) -> None:
    def move(event: Any) -> None:
        event["DTSTART"].dt = at("2026-12-10 11:00")
        event["DTEND"].dt = at("2026-12-10 11:30")

    started.edit("check-in", move)
    started.sync("2026-11-30 09:00")
    assert started.agenda() == USUAL | {"check-in": "12-10 11:00", "final": "12-24 09:00", "move-on": "12-31 09:00"}


def test_an_outcome_typed_into_a_reminder_ends_the_application(started: Life) -> None:
    def answer(event: Any) -> None:
        event["DESCRIPTION"] = "Outcome: rejected on 2026-12-03\n" + str(event["DESCRIPTION"])

    started.edit("thank-you", answer)
    started.sync("2026-12-03 12:00")
    assert started.agenda() == {"ask": "12-01 13:45", "thank-you": "12-01 17:00", "thank-anyway": "12-04 09:00"}


def test_an_outcome_without_a_date_counts_from_the_day_it_was_first_seen(started: Life) -> None:
    started.put("a.ics", interview(at("2026-12-01 14:00"), text="#rejected"))
    started.sync("2026-12-03 12:00")
    started.sync("2026-12-03 18:00")
    assert started.agenda()["thank-anyway"] == "12-04 09:00"


def test_a_second_round_withdraws_the_first_rounds_check_ins(started: Life) -> None:
    started.put("b.ics", interview(at("2026-12-07 10:00"), uid="int-2@acme.example", title="Acme: second interview"))
    started.sync("2026-12-03 12:00")
    dates = sorted(f"{h.step} {h.starts:%m-%d}" for h in started.held() if h.starts)
    assert dates == [
        "ask 12-01",
        "ask 12-07",
        "check-in 12-14",
        "final 12-28",
        "move-on 01-04",
        "thank-you 12-01",
        "thank-you 12-07",
    ]


def test_a_lost_ledger_is_rebuilt_from_the_calendar(started: Life) -> None:
    started.ledger = Ledger.open(None)
    before = started.held()
    report = started.sync("2026-11-30 09:00")
    assert (report.decided.plan.writes, started.held()) == ((), before)
    started.delete("final")
    started.sync("2026-11-30 10:00")
    assert "final" not in started.agenda()


def test_a_second_daemon_with_its_own_memory_changes_nothing(started: Life) -> None:
    other = Life(store=started.store)
    assert other.sync("2026-11-30 08:30").decided.plan.writes == ()


def test_clean_removes_all_that_was_written_and_nothing_else(started: Life) -> None:
    foreign = b"".join(interview(at("2026-12-05 18:00"), uid="party@home.example", title="Party").splitlines(True))
    started.put("party.ics", foreign)
    started.sync("2026-11-30 09:00")
    assert started.clean("2026-11-30 09:30") == []
    names = sorted(href.rsplit("/", 1)[-1] for href, _ in started.store.changes(None).changed)
    assert (started.agenda(), names) == ({}, ["a.ics", "party.ics"])


def test_a_calendar_that_is_suddenly_empty_holds_the_pass(life: Life) -> None:
    for number in range(6):
        life.put(
            f"{number}.ics",
            interview(
                at(f"2026-12-0{number + 1} 14:00"),
                uid=f"{number}@x.example",
                title=f"Interview with Company{number}",
                with_=(("Jo Poe", f"jo@company{number}.example"),),
            ),
        )
    life.sync("2026-11-30 08:00")
    before = life.agenda()
    for number in range(6):
        life.remove(f"{number}.ics")
    for time in ("09:00", "09:15"):
        with pytest.raises(BrakeHeld, match="suddenly empty"):
            life.sync(f"2026-11-30 {time}")
    assert life.agenda() == before
    life.sync("2026-11-30 10:00", force=True)
    assert life.agenda() == {}


def test_a_first_run_on_an_old_calendar_is_silent_about_old_interviews(life: Life) -> None:
    for month in range(1, 10):
        life.put(f"{month}.ics", interview(at(f"2026-0{month}-10 14:00"), uid=f"{month}@x.example"))
    assert life.sync("2026-11-30 08:00").decided.plan.writes == ()
    assert life.agenda() == {}


def test_reminders_go_to_another_calendar_when_one_is_named(
    life: Life, tmp_path_factory: pytest.TempPathFactory
) -> None:
    life.target = FolderStore(tmp_path_factory.mktemp("reminders"))
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-11-30 08:00")
    names = [href.rsplit("/", 1)[-1] for href, _ in life.store.changes(None).changed]
    assert (life.agenda(), names) == (USUAL, ["a.ics"])
