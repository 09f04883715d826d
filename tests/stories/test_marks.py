"""What the candidate says by a command, and what could not be read: where it is kept, on one machine and on two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterview.core import said
from afterview.core.identity import interview_key
from afterview.core.said import carried, remarks
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from tests.stories.life import Life, at, interview

BEFORE = "2026-11-30 08:00"
DURING = "2026-12-01 14:30"
AFTER = "2026-12-02 09:30"
LATER = "2026-12-02 12:00"
AGENDA = {
    "ask": "12-01 13:45",
    "thank-you": "12-01 17:00",
    "check-in": "12-08 09:00",
    "final": "12-22 09:00",
    "move-on": "12-29 09:00",
}


@pytest.fixture(params=["memory", "folder"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    """What servers do to text is played elsewhere; here it is about who said what."""
    life = Life(store=MemoryStore() if request.param == "memory" else FolderStore(tmp_path))
    life.put("int.ics", interview(at("2026-12-01 14:00")))
    life.sync(BEFORE)
    assert life.agenda() == AGENDA
    return life


def another(life: Life) -> Life:
    """A second machine at the same calendar."""
    return Life(store=life.store, ledger=Ledger.open(None), mirror=Mirror.open(None))


def say(life: Life, line: str, now: str, *, back: bool = False, again: str = "") -> None:
    """As the command does, then the pass that follows."""
    keys = next((h.interviews for h in life.held()), ())
    life.ledger.say("test", keys, line, at(now), back=back)
    if again:
        life.ledger.say("test", keys, again, at(now))
    life.sync(now)


def lines(life: Life) -> dict[str, tuple[str, ...]]:
    return {h.step or "": carried(h.body) for h in life.held() if carried(h.body)}


def writes(life: Life, now: str) -> int:
    return len(life.sync(now).decided.plan.writes)


def type_(life: Life, step: str, line: str) -> None:
    def change(event: Any) -> None:
        event["DESCRIPTION"] = f"{line}\n{event['DESCRIPTION']}"

    life.edit(step, change)


def test_an_outcome_stands_in_the_newest_reminder_that_is_over_and_the_others_go(life: Life) -> None:
    body = life.reminder("thank-you").body
    say(life, "Outcome: rejected on 2026-12-02", AFTER)
    assert life.agenda() == {"ask": "12-01 13:45", "thank-you": "12-01 17:00", "thank-anyway": "12-03 09:00"}
    assert lines(life) == {"thank-you": ("Outcome: rejected on 2026-12-02",)}
    assert life.reminder("thank-you").body.replace("Outcome: rejected on 2026-12-02\n", "") == body
    assert (life.ledger.said("test"), writes(life, LATER), writes(another(life), LATER)) == ((), 0, 0)


def test_what_carries_it_stays_ours_and_follows_its_interview(life: Life) -> None:
    say(life, "Decision by: 2026-12-10", DURING)
    assert lines(life) == {"ask": ("Decision by: 2026-12-10",)}
    assert life.agenda()["check-in"] == "12-14 09:00"
    life.put("int.ics", interview(at("2026-12-03 14:00"), sequence=1))
    life.sync(AFTER)
    assert life.agenda()["ask"] == "12-03 13:45"
    assert lines(life) == {"ask": ("Decision by: 2026-12-10",)}
    assert writes(life, LATER) == 0


def test_before_the_interview_the_next_reminder_carries_it_and_hands_it_on_when_it_goes(life: Life) -> None:
    say(life, "Decision by: 2026-12-10", BEFORE)
    (first,) = lines(life)
    assert (life.agenda()["check-in"], life.reminder(first).written) == ("12-14 09:00", life.reminder(first).digest)
    other = another(life)
    assert (writes(life, BEFORE), writes(other, BEFORE), other.agenda()) == (0, 0, life.agenda())
    # its step goes: another policy, without it
    life.policy = "nextaff"
    life.sync(BEFORE)
    life.sync(BEFORE)
    assert list(lines(life).values()) == [("Decision by: 2026-12-10",)]
    assert life.agenda()["call"] == "12-10 10:00"
    assert (writes(life, BEFORE), life.ledger.said("test")) == (0, ())


def test_where_nothing_can_carry_it_it_waits_in_the_ledger(life: Life) -> None:
    say(life, "Outcome: withdrawn on 2026-11-30", BEFORE)
    assert life.agenda() == {}
    (waits,) = life.ledger.said("test")
    assert waits.line == "Outcome: withdrawn on 2026-11-30"
    assert (writes(life, AFTER), life.ledger.said("test")) == (0, (waits,))
    # what one machine has withdrawn the other takes for deleted
    assert writes(life, AFTER) == 0


def test_a_newer_line_takes_the_place_of_the_older_one_and_going_back_brings_that_again(life: Life) -> None:
    say(life, "Outcome: still open", AFTER)
    assert "keep-in-touch.1" in life.agenda()
    say(life, "Outcome: offer on 2026-12-02", LATER)
    assert lines(life) == {"thank-you": ("Outcome: offer on 2026-12-02",)}
    assert "final" not in life.agenda()
    say(life, "Outcome: offer on 2026-12-02", LATER, back=True, again="Outcome: still open")
    assert lines(life) == {"thank-you": ("Outcome: still open",)}
    assert (writes(life, LATER), life.ledger.said("test")) == (0, ())


def test_a_line_taken_back_leaves_the_text_as_it_was(life: Life) -> None:
    life.sync(AFTER)
    before = life.reminder("thank-you")
    say(life, "Heard back: yes", AFTER)
    assert sorted(life.agenda()) == ["ask", "thank-you"]
    say(life, "Heard back: yes", LATER, back=True)
    after = life.reminder("thank-you")
    assert (after.body, after.digest, after.written) == (before.body, before.digest, before.written)
    assert (writes(life, LATER), life.ledger.said("test")) == (0, ())


def test_in_a_reminder_of_the_users_only_the_line_changes(life: Life) -> None:
    type_(life, "thank-you", "She likes sailing; a \\ backslash, and more")
    life.sync(AFTER)
    was = life.reminder("thank-you")
    say(life, "Outcome: still open", AFTER)
    now = life.reminder("thank-you")
    assert now.body.replace("Outcome: still open\n", "") == was.body
    assert (now.title, now.starts, now.written) == (was.title, was.starts, was.written)
    assert writes(life, LATER) == 0


@pytest.mark.parametrize("reminder_first", [True, False])
def test_the_answer_that_was_seen_last_holds_wherever_it_stands(life: Life, reminder_first: bool) -> None:
    life.sync(AFTER)
    told = interview(at("2026-12-01 14:00"), text="#rejected")
    if reminder_first:
        type_(life, "thank-you", "Outcome: still open")
        life.sync(AFTER)
        life.put("int.ics", told)
        life.sync(LATER)
        assert "final" not in life.agenda()
    else:
        life.put("int.ics", told)
        life.sync(AFTER)
        type_(life, "thank-you", "Outcome: still open")
        life.sync(LATER)
        assert "keep-in-touch.1" in life.agenda() or "final" in life.kept(LATER)
    (one,) = life.sync(LATER).decided.agenda.contradictions
    assert (one.kind, one.holds) == ("outcome", "rejected" if reminder_first else "still open")


def test_a_later_line_of_the_users_holds_over_an_earlier_command(life: Life) -> None:
    say(life, "Decision by: 2026-12-10", DURING)
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Decision by: 2026-12-15"))
    life.sync(AFTER)
    assert life.agenda()["check-in"] == "12-17 09:00"
    say(life, "Decision by: 2026-12-09", LATER)
    assert life.agenda()["check-in"] == "12-11 09:00"


# --- what could not be read ---


def test_a_line_that_cannot_be_read_is_answered_once_in_its_reminder(life: Life) -> None:
    type_(life, "check-in", "Decision by: soonish")
    life.sync(AFTER)
    (remark,) = remarks(life.reminder("check-in").body)
    assert remark == (
        "(afterview: “Decision by: soonish” could not be read. Write a day, such as 4 December, next Friday or"
        " 2026-12-04.)"
    )
    (unread,) = life.sync(LATER).decided.agenda.unread
    assert (unread.line, unread.where) == ("Decision by: soonish", "Check in: Jane Roe (Acme)")
    assert (writes(life, LATER), writes(another(life), LATER)) == (0, 0)


def test_the_remark_goes_when_the_line_is_mended(life: Life) -> None:
    type_(life, "check-in", "Decision by: soonish")
    life.sync(AFTER)

    def mend(event: Any) -> None:
        event["DESCRIPTION"] = event["DESCRIPTION"].replace("Decision by: soonish", "Decision by: 10 December")

    life.edit("check-in", mend)
    life.sync(LATER)
    assert remarks(life.reminder("check-in").body) == ()
    assert "Decision by: 10 December" in life.reminder("check-in").body
    assert (writes(life, LATER), life.agenda()["final"]) == (0, "12-28 09:00")


def test_a_remark_that_the_user_takes_out_does_not_come_back(life: Life) -> None:
    type_(life, "check-in", "Outcome: hmm")
    life.sync(AFTER)

    def strike(event: Any) -> None:
        event["DESCRIPTION"] = said.without_remarks(event["DESCRIPTION"])

    life.edit("check-in", strike)
    assert (writes(life, LATER), remarks(life.reminder("check-in").body)) == (0, ())


def test_a_line_in_the_interview_is_answered_in_the_next_reminder_which_stays_ours(life: Life) -> None:
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Decision by: soonish\\nCompany: https://acme.example"))
    life.sync(AFTER)
    held = life.reminder("check-in")
    assert (len(remarks(held.body)), held.digest) == (1, held.written)
    assert [h.step for h in life.held() if remarks(h.body)] == ["check-in"]
    assert (writes(life, LATER), writes(another(life), LATER)) == (0, 0)
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Decision by: 10 December"))
    life.sync(LATER)
    assert [h.step for h in life.held() if remarks(h.body)] == []
    assert life.agenda()["check-in"] == "12-14 09:00"


def test_the_keys_of_a_reminder_are_those_of_its_interview(life: Life) -> None:
    """What these stories build on."""
    (event,) = (i.event for i in life.sync(BEFORE).decided.agenda.interviews)
    assert {h.interviews for h in life.held()} == {(interview_key(event),)}


# --- handing on, giving up ---


def test_a_reminder_that_is_withdrawn_hands_its_line_to_one_that_comes(life: Life) -> None:
    life.delete("ask")
    life.delete("thank-you")
    life.sync(BEFORE)
    say(life, "Decision by: 2026-12-10", BEFORE)
    assert list(lines(life)) == ["check-in"]
    life.policy = "nextaff"
    life.sync(BEFORE)
    assert lines(life) == {"call": ("Decision by: 2026-12-10",)}
    assert (life.agenda(), writes(life, BEFORE), life.ledger.said("test")) == ({"call": "12-10 10:00"}, 0, ())


def test_where_none_comes_it_waits_until_one_does(life: Life) -> None:
    for step in ("ask", "thank-you"):
        life.delete(step)
    life.sync(BEFORE)
    say(life, "Decision by: 2026-12-10", BEFORE)
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Follow up: no"))
    life.sync(BEFORE)
    (waits,) = life.ledger.said("test")
    assert (life.agenda(), waits.line) == ({}, "Decision by: 2026-12-10")
    life.put("int.ics", interview(at("2026-12-01 14:00")))
    life.sync(BEFORE)
    assert lines(life) == {"check-in": ("Decision by: 2026-12-10",)}
    assert (life.agenda()["check-in"], life.ledger.said("test")) == ("12-14 09:00", ())


def test_a_line_that_waits_gives_way_to_what_is_typed_later(life: Life) -> None:
    say(life, "Outcome: withdrawn on 2026-11-30", BEFORE)
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Outcome: still open"))
    life.sync("2026-11-30 12:00")
    assert (life.ledger.said("test"), "thank-you" in life.agenda()) == ((), True)


@pytest.mark.parametrize("first", ["Outcome: offer on 2026-12-02", "Outcome: rejected on 2026-12-01"])
def test_of_two_that_wait_the_last_one_is_written(life: Life, first: str) -> None:
    life.sync(AFTER)
    keys = life.held()[0].interviews
    life.ledger.say("test", keys, first, at(AFTER))
    say(life, "Outcome: rejected on 2026-12-02", AFTER)
    assert lines(life) == {"thank-you": ("Outcome: rejected on 2026-12-02",)}
    assert life.ledger.said("test") == ()


def test_a_line_that_stands_nowhere_any_more_cannot_be_taken_back(life: Life) -> None:
    say(life, "Outcome: offer on 2026-12-02", AFTER, back=True)
    assert (life.ledger.said("test"), writes(life, AFTER)) == ((), 0)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Heard back: yes", "Heard back: yes"),
        ("New date: 2026-12-11", "New date: 2026-12-14"),
        ("Decision by: 11 December", "Decision by: 2026-12-14"),
        ("#offer", "Outcome: still open"),
    ],
)
def test_the_last_word_stands_beside_what_it_answers_anew(life: Life, typed: str, line: str) -> None:
    type_(life, "ask", typed)
    life.sync(AFTER)
    say(life, line, AFTER)
    assert (lines(life), writes(life, LATER)) == ({"ask": (line,)}, 0)


def test_two_lines_in_the_interview_are_answered_in_one_reminder(life: Life) -> None:
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Decision by: soonish\\nOutcome: hmm"))
    life.sync(AFTER)
    (said_in,) = [h for h in life.held() if remarks(h.body)]
    assert (said_in.step, len(remarks(said_in.body)), writes(life, LATER)) == ("check-in", 2, 0)
    # its time comes, and the lines are mended
    life.sync("2026-12-08 09:30")
    assert [h.step for h in life.held() if remarks(h.body)] == ["check-in"]
    life.put("int.ics", interview(at("2026-12-01 14:00"), text="Decision by: 4 December\\nOutcome: still open"))
    life.sync("2026-12-08 10:00")
    assert [h.step for h in life.held() if remarks(h.body)] == []
    assert writes(life, "2026-12-08 10:00") == 0


@pytest.mark.parametrize("typed", [False, True])
def test_deleting_the_reminder_that_says_how_it_ended_does_not_unsay_it(life: Life, typed: bool) -> None:
    life.sync(AFTER)
    if typed:
        type_(life, "thank-you", "#rejected")
        life.sync(AFTER)
    else:
        say(life, "Outcome: rejected on 2026-12-02", AFTER)
    before = life.agenda()
    life.delete("thank-you")
    life.sync(LATER)
    assert life.agenda() == {step: when for step, when in before.items() if step != "thank-you"}
    assert [line.startswith("Outcome: rejected") for line in lines(life)["ask"]] == [True]
    assert (writes(life, LATER), life.ledger.said("test")) == (0, ())


def test_an_app_that_puts_an_older_version_over_it_does_not_unsay_it(life: Life) -> None:
    life.sync(AFTER)
    one = life.reminder("thank-you")
    (older,) = life.home.fetch([one.href])
    say(life, "Outcome: rejected on 2026-12-02", AFTER)
    before = life.agenda()
    life.home.update(one.href, life.reminder("thank-you").etag, older.data)
    life.sync(LATER)
    assert (life.agenda(), lines(life)) == (before, {"thank-you": ("Outcome: rejected on 2026-12-02",)})
    assert (writes(life, LATER), life.ledger.said("test")) == (0, ())
