"""The interview itself changes: its reminders follow within one pass, and what lies in the past stays as history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from tests.stories.life import ME, Life, at, interview

BEFORE = "2026-11-30 08:00"
DURING = "2026-12-01 14:30"
EVENING = "2026-12-01 18:00"
AFTER = "2026-12-02 09:30"
AGENDA = {
    "ask": "12-01 13:45",
    "thank-you": "12-01 17:00",
    "check-in": "12-08 09:00",
    "final": "12-22 09:00",
    "move-on": "12-29 09:00",
}
NEXT_WEEK = {
    "ask": "12-08 13:45",
    "thank-you": "12-08 17:00",
    "check-in": "12-15 09:00",
    "final": "12-29 09:00",
    "move-on": "01-05 09:00",
}
START = at("2026-12-01 14:00")
LATER = at("2026-12-08 14:00")


@pytest.fixture(params=["memory", "folder"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Life:
    """What servers do is played in the stories of passes."""
    life = Life(store=MemoryStore() if request.param == "memory" else FolderStore(tmp_path))
    life.put("int.ics", interview(START))
    life.sync(BEFORE)
    assert life.agenda() == AGENDA
    return life


def declined(start: datetime = START) -> bytes:
    return interview(start, sequence=1).replace(
        f"CN=Alex Doe;PARTSTAT=ACCEPTED:mailto:{ME}".encode(), f"CN=Alex Doe;PARTSTAT=DECLINED:mailto:{ME}".encode()
    )


CALLED_OFF: dict[str, Callable[[Life], None]] = {
    "cancelled": lambda life: life.put("int.ics", interview(START, status="CANCELLED", sequence=1)),
    "declined": lambda life: life.put("int.ics", declined()),
    "deleted": lambda life: life.remove("int.ics"),
}


def settled(life: Life, now: str) -> bool:
    """Another pass has nothing to do."""
    return not life.sync(now).decided.plan.writes


@pytest.mark.parametrize("how", CALLED_OFF)
def test_before_it_takes_place_nothing_is_left_of_one_that_is_called_off(life: Life, how: str) -> None:
    CALLED_OFF[how](life)
    life.sync(BEFORE)
    assert (life.agenda(), settled(life, BEFORE)) == ({}, True)


@pytest.mark.parametrize("how", CALLED_OFF)
def test_afterwards_what_was_stays_and_what_was_to_come_goes(life: Life, how: str) -> None:
    CALLED_OFF[how](life)
    life.sync(EVENING)
    past = {step: when for step, when in AGENDA.items() if step in ("ask", "thank-you")}
    assert (life.agenda(), settled(life, EVENING)) == (past, True)


@pytest.mark.parametrize("how", CALLED_OFF)
def test_when_it_takes_place_after_all_its_reminders_come_back(life: Life, how: str) -> None:
    CALLED_OFF[how](life)
    life.sync(BEFORE)
    life.put("int.ics", interview(START, sequence=2))
    life.sync(BEFORE)
    assert (life.agenda(), settled(life, BEFORE)) == (AGENDA, True)


def test_when_it_is_put_off_while_it_should_have_been_all_of_it_follows(life: Life) -> None:
    life.put("int.ics", interview(LATER, sequence=1))
    life.sync(DURING)
    assert (life.agenda(), settled(life, DURING)) == (NEXT_WEEK, True)


def test_one_that_is_moved_earlier_has_its_reminders_earlier(life: Life) -> None:
    life.put("int.ics", interview(START - timedelta(hours=3), sequence=1))
    life.sync(BEFORE)
    assert (life.agenda()["ask"], life.agenda()["thank-you"]) == ("12-01 10:45", "12-01 14:00")


def test_one_that_is_moved_into_the_past_writes_nothing_there(life: Life) -> None:
    life.put("int.ics", interview(at("2026-11-27 14:00"), sequence=1))
    life.sync(BEFORE)
    assert all(when >= "11-30 08:00" for when in life.agenda().values() if when.startswith("1"))
    assert settled(life, BEFORE)


# --- rounds ---


def second(start: datetime) -> bytes:
    return interview(
        start,
        uid="int-2@acme.example",
        title="Final interview with Acme - Backend Engineer",
        with_=(("Bo Berg", "bo.berg@acme.example"),),
    )


def test_a_second_round_takes_over_and_gives_back_when_it_goes(life: Life) -> None:
    life.sync(AFTER)
    life.put("second.ics", second(LATER))
    life.sync(AFTER)
    both = sorted((h.step or "", f"{h.starts:%m-%d}") for h in life.held() if h.starts)
    assert both == [
        ("ask", "12-01"),
        ("ask", "12-08"),
        ("check-in", "12-15"),
        ("final", "12-29"),
        ("move-on", "01-05"),
        ("thank-you", "12-01"),
        ("thank-you", "12-08"),
    ]
    assert settled(life, AFTER)
    life.remove("second.ics")
    life.sync(AFTER)
    assert (life.agenda(), settled(life, AFTER)) == (AGENDA, True)


def test_a_second_interview_on_the_same_day_makes_one_round_of_both(life: Life) -> None:
    life.put("second.ics", second(at("2026-12-01 16:00")))
    life.sync(BEFORE)
    assert life.agenda()["ask"] == "12-01 15:45"
    assert life.agenda()["thank-you"] == "12-01 19:00"
    assert len(life.held()) == len(AGENDA)
    life.remove("int.ics")
    life.sync(BEFORE)
    assert (life.agenda()["thank-you"], len(life.held()), settled(life, BEFORE)) == ("12-01 19:00", len(AGENDA), True)


# --- a series ---


def series(*, moved: str = "") -> bytes:
    """Two interviews of one series, the second of them moved where `moved` is a UTC time."""
    data = interview(START, uid="series@acme.example").decode()
    one = data.replace("SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=2\r\nSUMMARY")
    if not moved:
        return one.encode()
    begin, end = data.index("BEGIN:VEVENT"), data.index("END:VCALENDAR")
    other = data[begin:end]
    for name in ("DTSTART", "DTEND"):
        old = next(line for line in other.splitlines() if line.startswith(name))
        hour = int(moved[9:11]) + (name == "DTEND")
        other = other.replace(old, f"{name}:{moved[:9]}{hour:02}0000Z")
    other = other.replace("SUMMARY", "RECURRENCE-ID:20261208T190000Z\r\nSUMMARY").replace("SEQUENCE:0", "SEQUENCE:1")
    return one.replace("END:VCALENDAR", f"{other}END:VCALENDAR").encode()


def thanks(life: Life) -> list[str]:
    return sorted(f"{h.starts:%m-%d %H:%M}" for h in life.held() if h.step == "thank-you" and h.starts)


def test_an_instance_of_a_series_is_moved_alone(life: Life) -> None:
    life.remove("int.ics")
    life.put("series.ics", series())
    life.sync(BEFORE)
    assert thanks(life) == ["12-01 17:00", "12-08 17:00"]
    uids = {h.uid for h in life.held()}
    life.put("series.ics", series(moved="20261210T190000Z"))
    life.sync(BEFORE)
    assert thanks(life) == ["12-01 17:00", "12-10 17:00"]
    assert ({h.uid for h in life.held()}, settled(life, BEFORE)) == (uids, True)


def test_an_instance_that_is_taken_out_takes_its_reminders_along(life: Life) -> None:
    life.remove("int.ics")
    life.put("series.ics", series())
    life.sync(BEFORE)
    life.put("series.ics", series().replace(b"SUMMARY", b"EXDATE:20261208T190000Z\r\nSUMMARY"))
    life.sync(BEFORE)
    assert (life.agenda(), settled(life, BEFORE)) == (AGENDA, True)


# --- another UID ---


def resent(start: datetime, **more: object) -> bytes:
    return interview(start, uid="int-9@acme.example", **more)  # type: ignore[arg-type]


def test_sent_again_for_another_day_under_another_uid_while_the_old_one_goes(life: Life) -> None:
    life.remove("int.ics")
    life.put("new.ics", resent(LATER))
    life.sync(BEFORE)
    assert (life.agenda(), settled(life, BEFORE)) == (NEXT_WEEK, True)


def test_sent_again_under_another_uid_with_the_old_one_cancelled(life: Life) -> None:
    life.put("int.ics", interview(START, status="CANCELLED", sequence=1))
    life.put("new.ics", resent(LATER))
    life.sync(BEFORE)
    assert (life.agenda(), settled(life, BEFORE)) == (NEXT_WEEK, True)


def test_sent_again_for_the_same_time_beside_the_old_one_changes_nothing(life: Life) -> None:
    uids = {h.uid for h in life.held()}
    life.put("new.ics", resent(START))
    life.sync(BEFORE)
    assert (life.agenda(), {h.uid for h in life.held()}) == (AGENDA, uids)
    life.remove("int.ics")
    life.sync(BEFORE)
    assert (life.agenda(), {h.uid for h in life.held()}, settled(life, BEFORE)) == (AGENDA, uids, True)


def test_an_app_that_edits_by_a_new_uid_loses_neither_what_was_deleted_nor_what_was_said(life: Life) -> None:
    life.delete("final")
    life.sync(EVENING)
    life.edit("thank-you", lambda e: e.__setitem__("DESCRIPTION", f"Decision by: 10 December\n{e['DESCRIPTION']}"))
    life.sync(EVENING)
    before = life.agenda()
    assert before["check-in"] == "12-14 09:00"
    life.remove("int.ics")
    life.put("new.ics", resent(START, text="Outcome: still open"))
    life.sync(EVENING)
    after = life.agenda()
    assert {step: when for step, when in after.items() if not step.startswith("keep-in-touch")} == before
    assert settled(life, EVENING)
