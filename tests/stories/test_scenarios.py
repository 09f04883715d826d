"""The worked examples of the policies, from calendar file to reminders: two files of them, one example a line.

`id`, `policy`, `why`, `timezone` (the candidate's), `holidays`, `me` (the candidate's address), `now`, `ics`, `expect`
(each with `step` and `due`, local to `timezone`, and where given `medium`, `recipients` as a count, `late`), `absent`
(steps that must not be there), `only` (true: exactly the expected reminders).
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterview import ical, policies, wording
from afterview.core.due import Setting
from afterview.core.interview import Candidate
from afterview.core.reminder import Reminder
from afterview.core.worktime import DEFAULT_QUIET_HOURS, WorkCalendar
from afterview.reconcile import LOOK_AHEAD, LOOK_BACK, Terms, plan_ahead

DATA = Path(__file__).parent.parent / "data"
SCENARIOS = [
    json.loads(line)
    for name in ("scenarios.jsonl", "more_scenarios.jsonl")
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()
]


def reminders(scenario: dict[str, Any]) -> tuple[Reminder, ...]:
    zone, now = ZoneInfo(scenario["timezone"]), datetime.fromisoformat(scenario["now"])
    terms = Terms(
        candidate=Candidate(addresses=frozenset({scenario["me"]})),
        setting=Setting(zone=zone, quiet=DEFAULT_QUIET_HOURS, workdays=WorkCalendar(scenario["holidays"])),
        policy=policies.load(scenario["policy"]),
        named=policies.load,
        wording=wording.load(None, "en", None),
    )
    reading = ical.read(
        scenario["ics"].encode(), zone=zone, since=now - LOOK_BACK, until=now + LOOK_AHEAD, source="scenario"
    )
    assert reading.skipped == ()
    return plan_ahead(reading.events, terms, now).schedule.reminders


def shown(reminder: Reminder, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of `reminder` that `wanted` speaks of."""
    every = {
        "step": reminder.step,
        "due": reminder.due.strftime("%Y-%m-%dT%H:%M"),
        "medium": reminder.medium,
        "recipients": len(reminder.recipients),
        "late": reminder.late,
    }
    return {key: every[key] for key in wanted}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: str(s["id"]))
def test_a_worked_example_holds(scenario: dict[str, Any]) -> None:
    left = list(reminders(scenario))
    for wanted in scenario["expect"]:
        found = next((r for r in left if shown(r, wanted) == wanted), None)
        assert found is not None, f"{wanted}: {scenario['why']}; there are {[(r.step, str(r.due)) for r in left]}"
        left.remove(found)
    unwanted = [(r.step, str(r.due)) for r in left if scenario["only"] or r.step in scenario["absent"]]
    assert unwanted == [], scenario["why"]


def test_every_policy_has_its_examples() -> None:
    assert {s["policy"] for s in SCENARIOS} == set(policies.shipped())
    assert len({s["id"] for s in SCENARIOS}) == len(SCENARIOS)
