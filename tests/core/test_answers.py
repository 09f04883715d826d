"""Which of two answers holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from afterview.core.answers import Contradiction, Settled, Voice, answers_of, settle
from afterview.core.notes import NOTHING_SAID, Notes

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
OPEN = Voice(source="a", where="Check in", notes=Notes(still_open=True), interviews=("k",))
REJECTED = Voice(
    source="b", where="Interview", notes=Notes(outcome="rejected", outcome_on=date(2026, 12, 4)), interviews=("k", "l")
)
DATES = Voice(
    source="c",
    where="Last message",
    notes=Notes(decision_by=date(2026, 12, 8), new_date=date(2026, 12, 9), outcome="rejected"),
    interviews=("k",),
)


def test_answers_are_told_by_their_text() -> None:
    heard = replace(OPEN, source="h", notes=Notes(heard_back=True))
    assert answers_of([OPEN, REJECTED, DATES, heard]) == {
        ("h", "heard back: yes"),
        ("a", "outcome: still open"),
        ("b", "outcome: rejected on 2026-12-04"),
        ("c", "outcome: rejected"),
        ("c", "decision by: 2026-12-08"),
        ("c", "new date: 2026-12-09"),
    }


def test_what_does_not_contradict_itself_is_left_alone() -> None:
    assert settle([REJECTED, DATES], {}) == Settled(fields={}, contradictions=(), given_up=frozenset())


def test_the_one_that_was_seen_last_holds() -> None:
    seen = {("a", "outcome: still open"): NOON + timedelta(hours=1), ("b", "outcome: rejected on 2026-12-04"): NOON}
    found = settle([OPEN, REJECTED], seen)
    assert found == Settled(
        fields={"k": {"outcome": None, "outcome_on": None, "still_open": True}},
        contradictions=(
            Contradiction(
                kind="outcome",
                holds="still open",
                where="Check in",
                given_up="rejected on 2026-12-04",
                given_up_where="Interview",
                interviews=("k",),
            ),
        ),
        given_up=frozenset({("b", "outcome")}),
    )
    assert found.applied("k", NOTHING_SAID) == Notes(still_open=True)
    assert found.applied("l", REJECTED.notes) == REJECTED.notes


def test_of_those_seen_at_once_the_later_place_holds() -> None:
    seen = dict.fromkeys(answers_of([OPEN, REJECTED]), NOON)
    assert settle([OPEN, REJECTED], seen).contradictions[0].holds == "rejected on 2026-12-04"
    assert settle([REJECTED, OPEN], seen).contradictions[0].holds == "still open"


def test_dates_are_weighed_each_for_itself() -> None:
    other = replace(DATES, source="d", notes=Notes(decision_by=date(2026, 12, 10)))
    found = settle([DATES, other], {})
    assert found.fields == {"k": {"decision_by": date(2026, 12, 10)}}
    assert found.given_up == {("c", "decision by")}


def test_who_says_the_same_as_what_holds_is_not_given_up() -> None:
    assert settle([REJECTED, OPEN, replace(REJECTED, source="z")], {}).given_up == {("a", "outcome")}
