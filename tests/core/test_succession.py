"""An interview that comes again under another UID."""

from __future__ import annotations

from dataclasses import replace

from afterview.core.event import Attendee, Event
from afterview.core.succession import Trace, inherited, successions, trace
from tests.core.making import at

HOST = Attendee(email="rita@acme.example")
OLD = Event(
    uid="old", summary="Interview  with Acme", start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"), organizer=HOST
)
NEW = replace(OLD, uid="new", summary="interview with acme", organizer=None)
LATER = replace(OLD, uid="later", start=at("2026-12-02T14:00"))
OTHER = replace(NEW, uid="other", summary="Dentist")
GONE = trace(OLD)


def become(*there: Event, known: Trace = GONE) -> dict[str, str]:
    return successions([known], [trace(e) for e in there])


def test_one_that_is_gone_has_become_what_stands_at_its_time_with_its_title_or_organizer() -> None:
    by_host = replace(OLD, uid="host", summary="Talk")
    assert become(NEW, LATER, OTHER) == {GONE.key: trace(NEW).key}
    assert become(by_host) == {GONE.key: trace(by_host).key}


def test_nothing_else_is_taken_for_it() -> None:
    assert become(LATER) == {}
    assert become(OTHER) == {}
    assert become(OLD, NEW) == {}
    assert become(NEW, replace(NEW, uid="newer")) == {}
    assert become(OTHER, known=trace(replace(OLD, summary="Talk", organizer=None))) == {}


def test_what_it_has_become_is_kept_until_it_is_there_again() -> None:
    noted = replace(GONE, successor="k")
    assert become(LATER, known=noted) == {GONE.key: "k"}
    assert become(OLD, known=noted) == {}


def test_reminders_are_of_all_that_their_interviews_have_become() -> None:
    assert inherited(("a", "b"), {"a": "c", "c": "d", "d": "a"}) == ("a", "b", "c", "d")
    assert inherited((), {"a": "c"}) == ()
