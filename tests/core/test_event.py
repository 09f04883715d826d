"""Versions of one event: which counts, and who may change or cancel it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from afterview.core.event import Attendee, Event, latest

START = datetime(2026, 12, 1, 14, tzinfo=UTC)
RITA, EVE = Attendee(email="rita@acme.example"), Attendee(email="eve@evil.example")
FIRST = Event(uid="a", summary="Interview", start=START, end=START + timedelta(hours=1), organizer=RITA)
INSTANCE = replace(FIRST, recurrence_id="20261201T140000Z")


def test_of_several_versions_the_highest_sequence_counts_and_then_the_latest_stamp() -> None:
    second, third = replace(FIRST, sequence=1, stamp=START), replace(FIRST, sequence=1, stamp=START + timedelta(1))
    assert latest([third, FIRST, second]) == (third,)


def test_its_organizer_may_cancel_a_whole_series_but_not_what_was_changed_after_that() -> None:
    cancelled, revived = replace(FIRST, method="CANCEL", sequence=2), replace(INSTANCE, sequence=3)
    assert latest([INSTANCE, cancelled]) == (cancelled,)
    assert latest([cancelled, revived]) == (cancelled, revived)


def test_nobody_else_can_cancel_or_replace_an_event_by_using_its_uid() -> None:
    for stranger in (EVE, None):
        for theirs in (
            replace(FIRST, organizer=stranger, sequence=99, method="CANCEL"),
            replace(FIRST, organizer=stranger, sequence=99, status="CANCELLED"),
            replace(FIRST, organizer=stranger, sequence=99, summary="Lunch"),
        ):
            assert {FIRST, INSTANCE} <= set(latest([FIRST, INSTANCE, theirs]))
