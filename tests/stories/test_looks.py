"""The settings of how reminders look are changed in the middle of a job hunt."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from afterview.core.held import PLAIN_LOOK, Look
from tests.stories.life import Life, at, interview

RED = Look(alarm=timedelta(minutes=15), categories=("Jobs",), color="red", private=False, free=False)


def lines(life: Life, step: str) -> set[str]:
    """What the reminder of `step` looks like, as it stands."""
    (resource,) = life.home.fetch([life.reminder(step).href])
    text = resource.data.decode().replace("\r\n ", "").replace("\r\n", "\n").partition("BEGIN:V" + "EVENT")[2]
    return set(re.findall(r"(?:CATEGORIES|CLASS|COLOR|TRANSP|TRIGGER)[:;].*", text))


def make_red(event: Any) -> None:
    event["COLOR"] = "tomato"


@pytest.fixture
def begun(life: Life) -> Life:
    """An interview yesterday, thanked for; a check-in and more to come."""
    life.put("a.ics", interview(at("2026-12-01 14:00")))
    life.sync("2026-12-01 08:00")
    life.sync("2026-12-02 08:00")
    return life


def writes(life: Life, now: str) -> int:
    report = life.sync(now)
    assert report.failure is None
    assert report.unsettled == ()
    return len([d for d in report.done if d.outcome is not None])


def test_reminders_to_come_follow_a_new_look_and_past_ones_stay(begun: Life) -> None:
    past, coming = lines(begun, "thank-you"), lines(begun, "check-in")
    assert coming == past

    begun.look = RED

    assert writes(begun, "2026-12-02 08:15") == 3
    assert lines(begun, "thank-you") == past
    assert lines(begun, "check-in") > {"CATEGORIES:Jobs", "COLOR:red", "TRANSP:OPAQUE"}
    assert "TRIGGER:-PT15M" in lines(begun, "check-in")
    assert "CLASS:PRIVATE" not in lines(begun, "check-in")
    assert begun.kept("2026-12-02 08:30")["check-in"] == "same"
    assert writes(begun, "2026-12-02 08:30") == 0

    begun.look = PLAIN_LOOK

    assert writes(begun, "2026-12-02 08:45") == 3
    # SOGo calls public what does not say so
    assert lines(begun, "check-in") - {"CLASS:PUBLIC"} == coming


def test_a_colour_of_the_users_own_is_no_edit_and_stays(begun: Life) -> None:
    begun.edit("check-in", make_red)
    assert begun.kept("2026-12-02 08:10")["check-in"] == "same"

    begun.look = RED

    assert writes(begun, "2026-12-02 08:15") == 3
    assert lines(begun, "check-in") > {"CATEGORIES:Jobs", "COLOR:tomato", "TRANSP:OPAQUE"}
    assert writes(begun, "2026-12-02 08:30") == 0
    # it is still ours: it goes with its interview
    begun.remove("a.ics")
    begun.sync("2026-12-02 08:45", force=True)
    assert list(begun.agenda()) == ["ask", "thank-you"]


def test_titles_become_neutral_and_tell_again(begun: Life) -> None:
    begun.neutral = True

    assert writes(begun, "2026-12-02 08:15") == 3
    assert begun.reminder("thank-you").title == "Thank Jane Roe (Acme)"
    check_in = begun.reminder("check-in")
    assert check_in.title == "Follow-up"
    assert check_in.body.startswith("Check in: Jane Roe (Acme)\nTo: Jane Roe\nFor: ")
    (resource,) = begun.home.fetch([check_in.href])
    seen = re.sub(r"(?m)^(?:DESCRIPTION:(?!Follow-up$).*|X-AFTERVIEW-.*)$", "", unfolded(resource.data))
    assert "Acme" not in seen
    assert "Jane" not in seen

    begun.neutral = False

    assert writes(begun, "2026-12-02 08:30") == 3
    assert begun.reminder("check-in").title == "Check in: Jane Roe (Acme)"
    assert writes(begun, "2026-12-02 08:45") == 0


def unfolded(data: bytes) -> str:
    return data.decode().replace("\r\n ", "").replace("\r\n", "\n")


def test_events_become_to_dos_and_events_again(begun: Life) -> None:
    if "VTODO" not in begun.store.calendar.components:
        pytest.skip("this calendar takes events only")
    stood = begun.agenda()
    begun.component = "VTODO"

    writes(begun, "2026-12-02 08:15")
    writes(begun, "2026-12-02 08:30")

    assert {h.step: h.component for h in begun.held()} == {
        "ask": "VEVENT", "thank-you": "VEVENT", "check-in": "VTODO", "final": "VTODO", "move-on": "VTODO"
    }  # fmt: skip
    assert begun.agenda() == stood
    assert writes(begun, "2026-12-02 08:45") == 0

    begun.component = "VEVENT"
    writes(begun, "2026-12-02 09:00")
    writes(begun, "2026-12-02 09:15")

    assert {h.component for h in begun.held()} == {"VEVENT"}
    assert begun.agenda() == stood
    assert writes(begun, "2026-12-02 09:30") == 0
