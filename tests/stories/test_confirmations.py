"""An event that is confirmed or refused by a command, on one machine and on two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterview.core.confirmation import CARRIED, Confirmation, carries
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import Report
from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from tests.stories.life import Life, at, interview

UID = "unclear@acme.example"
MORNING = "2026-11-30 08:00"
LATER = "2026-11-30 12:00"
STEPS = ["ask", "check-in", "final", "move-on", "thank-you"]


def unclear(text: str = "", *, sequence: int = 0) -> bytes:
    return interview(at("2026-12-01 14:00"), uid=UID, title="Interview", text=text, sequence=sequence)


def confirm(life: Life, answer: bool | None, *, written: bool | None = None) -> None:
    life.ledger.confirm("test", UID, Confirmation(answer=answer, written=written, at=at(MORNING)))


def another(life: Life) -> Life:
    """A second machine at the same calendar."""
    return Life(store=life.store, ledger=Ledger.open(None), mirror=Mirror.open(None))


def changes(report: Report) -> int:
    return len(report.done) - sum(type(d.decision).__name__ == "Keep" for d in report.done)


def steps(life: Life) -> list[str]:
    return sorted(h.step or "" for h in life.held())


@pytest.fixture(params=["memory", "folder"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    """What servers do to text is played elsewhere; here it is about who said what."""
    return Life(store=MemoryStore() if request.param == "memory" else FolderStore(tmp_path))


@pytest.fixture
def unsure(life: Life) -> Life:
    life.put("unclear.ics", unclear())
    (one,) = life.sync(MORNING).decided.agenda.interviews
    assert (one.verdict.answer, life.held()) == ("unsure", [])
    return life


def test_a_confirmed_event_is_followed_and_its_reminders_say_so(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    assert steps(unsure) == STEPS
    assert all(h.body.split("\n")[-2] == CARRIED for h in unsure.held())
    # our own line is no edit of the candidate's
    assert changes(unsure.sync(LATER)) == 0


def test_another_machine_knows_it_from_the_reminders(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    other = another(unsure)
    report = other.sync(LATER)
    (one,) = report.decided.agenda.interviews
    assert (one.verdict.answer, one.verdict.reasons) == ("interview", ("you said so",))
    unsure.sync(LATER)
    assert [changes(life.sync(LATER)) for life in (other, unsure)] == [0, 0]
    assert steps(unsure) == STEPS


def test_a_lost_ledger_costs_no_word(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    alone = another(unsure)
    alone.delete("final")
    alone.sync(LATER)
    assert all(carries(h.body) for h in alone.held())
    assert set(STEPS) - {"final"} <= set(steps(alone))


def test_refusing_takes_the_reminders_back_on_both_machines(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    other = another(unsure)
    other.sync(MORNING)
    confirm(unsure, False)
    unsure.sync(LATER)
    for life in (other, unsure, other):
        life.sync(LATER)
    assert steps(unsure) == []


def test_taking_it_back_leaves_it_to_the_evidence_again(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    confirm(unsure, None)
    (one,) = unsure.sync(LATER).decided.agenda.interviews
    assert (one.verdict.answer, steps(unsure)) == ("unsure", [])


def test_what_was_an_interview_anyway_stays_one_when_a_word_is_taken_back_and_nobody_takes_turns(life: Life) -> None:
    life.put("one.ics", interview(at("2026-12-01 14:00"), uid=UID))
    confirm(life, True)
    life.sync(MORNING)
    other = another(life)
    other.sync(MORNING)
    confirm(life, None)
    for one in (life, other, life):
        one.sync(LATER)
    assert [changes(one.sync(LATER)) for one in (other, life)] == [0, 0]
    assert steps(life) == STEPS


@pytest.mark.parametrize(
    ("said", "line", "follows"),
    [(True, "Interview: no", False), (False, "#interview", True), (True, "#interview", True)],
)
def test_a_line_that_is_written_later_wins(unsure: Life, said: bool, line: str, follows: bool) -> None:
    confirm(unsure, said)
    unsure.sync(MORNING)
    unsure.put("unclear.ics", unclear(line, sequence=1))
    unsure.sync(LATER)
    assert bool(steps(unsure)) is follows


def test_a_command_wins_over_a_line_that_was_there(life: Life) -> None:
    life.put("unclear.ics", unclear("#not-an-interview"))
    confirm(life, True, written=False)
    life.sync(MORNING)
    assert steps(life) == STEPS


def test_what_is_confirmed_stays_in_sight_when_nothing_on_it_speaks_of_an_interview_any_more(unsure: Life) -> None:
    confirm(unsure, True)
    unsure.sync(MORNING)
    plain: dict[str, Any] = {"uid": UID, "title": "Zoo", "sequence": 1}
    unsure.put("unclear.ics", interview(at("2026-12-02 14:00"), **plain))
    unsure.sync(LATER)
    assert unsure.agenda()["thank-you"].startswith("12-02")


def test_a_word_for_one_interview_of_a_round_is_none_for_the_others(unsure: Life) -> None:
    unsure.put("other.ics", interview(at("2026-12-01 16:00"), uid="two@acme.example"))
    confirm(unsure, True)
    unsure.sync(MORNING)
    confirm(unsure, False)
    report = unsure.sync(LATER)
    verdicts = {i.event.uid: i.verdict for i in report.decided.agenda.interviews}
    assert (verdicts[UID].answer, verdicts["two@acme.example"].answer) == ("no", "interview")
    assert verdicts["two@acme.example"].reasons != ("you said so",)
    assert changes(unsure.sync(LATER)) == 0
