"""Lines said by commands and remarks of ours, in the text of a reminder."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core import said
from afterview.core.confirmation import CARRIED
from afterview.core.notes import read
from afterview.core.said import (
    HEARD_BACK,
    Said,
    carried,
    kind_of,
    question_of,
    remark,
    remarks,
    with_lines,
    with_remarks,
    without_lines,
    without_remarks,
)

DAY = date(2026, 12, 4)
REF = "Ref: AV-1a2b3c4d5e"
BODY = f"Write to Jane.\n\nOutcome: …\n{REF}"
LINES = [
    said.outcome("rejected", DAY),
    said.outcome("offer"),
    said.outcome("still open", DAY),
    said.decision_by(DAY),
    said.new_date(DAY),
    HEARD_BACK,
]


def test_lines_are_what_would_be_typed() -> None:
    assert LINES == [
        "Outcome: rejected on 2026-12-04",
        "Outcome: offer",
        "Outcome: still open",
        "Decision by: 2026-12-04",
        "New date: 2026-12-04",
        "Heard back: yes",
    ]
    assert [kind_of(line) for line in LINES] == ["outcome"] * 3 + ["decision by", "new date", "heard back"]


@pytest.mark.parametrize("line", LINES)
def test_each_line_is_read_whole(line: str) -> None:
    notes = read(with_lines(BODY, [line]), date(2026, 11, 20))
    assert (notes.unread, notes == read(BODY, date(2026, 11, 20))) == ((), False)


@pytest.mark.parametrize("line", ["Outcome: …", "outcome: rejected", "Company: Acme", "Outcome: a\nb", ""])
def test_no_other_line_is_taken_for_one(line: str) -> None:
    assert kind_of(line) is None


def test_lines_stand_above_the_reference_and_what_says_it_was_confirmed() -> None:
    confirmed = f"Write.\n{CARRIED}\n{REF}"
    text = with_lines(confirmed, ["Outcome: offer", "Heard back: yes"])
    assert text == f"Write.\nOutcome: offer\nHeard back: yes\n{CARRIED}\n{REF}"
    assert carried(text) == ("Outcome: offer", "Heard back: yes")
    assert without_lines(text, carried(text)) == confirmed


def test_a_line_takes_the_place_of_one_that_answers_the_same() -> None:
    text = with_lines(BODY, ["Outcome: offer", "Decision by: 2026-12-04", "Outcome: still open"])
    assert carried(text) == ("Decision by: 2026-12-04", "Outcome: still open")


def test_a_line_elsewhere_is_the_users_own() -> None:
    text = f"Outcome: offer\nmore\n{REF}"
    assert (carried(text), without_lines(text, ["Outcome: offer"])) == ((), text)


@pytest.mark.parametrize("text", ["", "no reference", "below\nRef: AV-1a2b3c4d5e\nmore of it"])
def test_without_a_reference_at_its_end_a_text_ends_with_the_line(text: str) -> None:
    longer = with_lines(text, ["Outcome: offer"])
    assert longer.split("\n")[-1] == "Outcome: offer"
    assert without_lines(longer, ["Outcome: offer"]) == text


@given(st.text(st.sampled_from("ab :\n"), max_size=30), st.lists(st.sampled_from(LINES), max_size=4))
def test_what_is_put_in_comes_out_again(text: str, lines: list[str]) -> None:
    body = f"{text.strip() or 'x'}\n{REF}"
    longer = with_lines(body, lines)
    assert without_lines(longer, carried(longer)) == body
    assert with_lines(longer, carried(longer)[-1:]) == longer


def test_what_was_said_names_its_question_and_answer() -> None:
    one = Said(interviews=("a",), line="Outcome: rejected on 2026-12-04", at=datetime(2026, 12, 4, tzinfo=UTC))
    assert (one.kind, one.answer) == ("outcome", "outcome: rejected on 2026-12-04")
    assert said.line_of(one.answer) == one.line


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Decision by: soonish", "date"),
        ("Neues Datum: bald", "date"),
        ("Ergebnis: hm", "outcome"),
        ("Follow up: maybe", "yes"),
        ("Time zone: here", "other"),
    ],
)
def test_what_a_line_was_to_answer_is_told_by_its_key(line: str, question: str) -> None:
    assert question_of(line) == question


@pytest.mark.parametrize(
    "line", ["Decision by: soonish", "Outcome: “maybe” #rejected | Heard back: yes", "Outcome:" * 60]
)
def test_a_remark_says_nothing_itself(line: str) -> None:
    made = remark(line, "could not be read. Try #offer.")
    text = with_remarks(with_lines(BODY, ["Outcome: offer"]), [made])
    assert (remarks(text), carried(text)) == ((made,), ("Outcome: offer",))
    assert without_remarks(text) == with_lines(BODY, ["Outcome: offer"])
    assert read(with_remarks(BODY, [made]), DAY) == read(BODY, DAY)
