"""Whose word counts: the candidate's lines, the command, and what reminders carry."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from afterview.core.confirmation import CARRIED, Confirmation, carries, settled, with_carried, without_carried
from afterview.core.notes import read

AT = datetime(2026, 11, 1, tzinfo=UTC)
BODY = "To: Jane\n\n----------\nNews?\nFill in a line.\nRef: AV-1a2b3c4d5e"
WORDS = (None, True, False)


def said(answer: bool | None, *, found: bool | None = None) -> Confirmation:
    return Confirmation(answer=answer, written=found, at=AT)


@pytest.mark.parametrize(("written", "carried"), list(product(WORDS, (True, False))))
def test_without_a_command_what_is_written_counts_before_what_is_carried(written: bool | None, carried: bool) -> None:
    by_itself = True if carried else None
    assert settled(written, None, carried=carried) is (by_itself if written is None else written)


@pytest.mark.parametrize(("answer", "found", "carried"), list(product((True, False), WORDS, (True, False))))
def test_a_command_wins_over_the_lines_that_it_found(answer: bool, found: bool | None, carried: bool) -> None:
    assert settled(found, said(answer, found=found), carried=carried) is answer


@pytest.mark.parametrize(("answer", "found", "later"), list(product((True, False), WORDS, (True, False))))
def test_a_line_that_is_written_after_the_command_wins_over_it(answer: bool, found: bool | None, later: bool) -> None:
    if later != found:
        assert settled(later, said(answer, found=found), carried=True) is later


@pytest.mark.parametrize("answer", [True, False])
def test_taking_a_line_out_says_nothing_against_the_command(answer: bool) -> None:
    assert settled(None, said(answer, found=not answer), carried=False) is answer


@pytest.mark.parametrize("written", WORDS)
def test_what_was_taken_back_is_not_brought_back_by_what_our_reminders_carry(written: bool | None) -> None:
    assert settled(written, said(None, found=None), carried=True) is written


def test_a_reminder_carries_the_line_above_its_reference_and_loses_it_whole() -> None:
    assert with_carried(BODY) == BODY.replace("Ref:", f"{CARRIED}\nRef:")
    assert (carries(BODY), carries(with_carried(BODY))) == (False, True)
    assert without_carried(with_carried(BODY)) == BODY


def test_the_same_line_anywhere_else_is_the_candidates() -> None:
    typed = BODY.replace("News?", "Interview: yes")
    assert not carries(typed)
    assert read(without_carried(typed), AT.date()).interview is True
    assert read(without_carried(with_carried(BODY)), AT.date()).interview is None


def test_no_in_its_place_is_the_candidates() -> None:
    changed = with_carried(BODY).replace("yes", "no")
    assert not carries(changed)
    assert read(without_carried(changed), AT.date()).interview is False
