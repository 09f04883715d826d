"""The candidate's own vocabulary: what it makes of an event, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from afterview.core.event import Attendee, Event
from afterview.core.glance import Glance
from afterview.core.interview import Candidate, Interview, detect
from afterview.core.own import OwnWords
from tests.core.making import at

ME = "alex.doe@example.org"


def judged(own: OwnWords, **fields: Any) -> Interview:
    given: dict[str, Any] = {"uid": "one@acme.example", "summary": "Lunch", **fields}
    event = Event(start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"), **given)
    (found,) = detect([event], Candidate(addresses=frozenset((ME,)), own=own))
    return found


def answer(own: OwnWords, **fields: Any) -> tuple[str, str]:
    verdict = judged(own, **fields).verdict
    return verdict.answer, verdict.reasons[0]


def test_what_tells_an_interview_has_another_edition_when_it_changes_and_what_rules_one_out_has_none() -> None:
    own = OwnWords(words=("Werkbank",), never=("Lunch",))
    assert replace(own, never=()).edition == own.edition
    assert replace(own, senders=("acme.example",)).edition != own.edition
    assert OwnWords(words=("a", "b")).edition != OwnWords(words=("ab",)).edition


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("Werkbank", "Acme: WERKBANK mit Jana"),
        ("café talk", "Cafe Talk w/ Jana"),
        ("おしごと会", "明日おしごと会です"),
    ],
)
def test_a_word_of_ones_own_in_the_title_makes_an_interview(entry: str, title: str) -> None:
    said = ("interview", f'the title says "{entry}", as your config has it')
    assert answer(OwnWords(words=("!?", entry)), summary=title) == said
    assert answer(OwnWords(), summary=title)[0] == "no"


def test_a_word_of_ones_own_in_the_text_alone_leaves_doubt() -> None:
    own = OwnWords(words=("werkbank",))
    reasons = ("unsure", "too little speaks for an interview")
    assert answer(own, description="Das ist die Werkbank.") == reasons
    assert answer(own, description="An der Werkbankstrasse") == ("no", "nothing on it speaks of an interview")


@pytest.mark.parametrize(
    ("entry", "address", "matches"),
    [
        ("jobs.example", "jo@jobs.example", True),
        ("@jobs.example", "jo@mail.jobs.example", True),
        ("Jobs.example", "jo@JOBS.example", True),
        ("jobs.example", "jo@eviljobs.example", False),
        ("jo@jobs.example", "jo@jobs.example", True),
        ("jo@jobs.example", "mary.jo@jobs.example", False),
        ("example", "jo@jobs.example", False),
    ],
)
def test_a_sender_of_ones_own_is_told_by_address_or_at_the_dot(entry: str, address: str, matches: bool) -> None:
    found = judged(OwnWords(senders=(entry,)), organizer=Attendee(email=address))
    assert (f'your config says that "{entry}" recruits' in found.verdict.reasons) is matches


def test_oneself_is_no_sender() -> None:
    own = OwnWords(senders=("example.org",))
    found = judged(own, attendees=(Attendee(email=ME),))
    assert found.verdict.answer == "no"


CALLS = Attendee(email="jo@jobs.example")


@pytest.mark.parametrize("entry", ["lunch", "jobs.example", "jo@jobs.example", "one@acme.example"])
def test_always_settles_it_by_title_inviter_or_uid(entry: str) -> None:
    said = ("interview", f'your config says always: "{entry}"')
    assert answer(OwnWords(always=("dinner", entry)), organizer=CALLS) == said


@pytest.mark.parametrize("entry", ["job interview", "jobs.example", "jo@jobs.example", "one@acme.example"])
def test_never_settles_it_and_wins_over_always(entry: str) -> None:
    own = OwnWords(always=(entry,), never=(entry,))
    assert answer(own, summary="Job interview", organizer=CALLS) == ("no", f'your config says never: "{entry}"')


def test_always_goes_by_who_invites_and_not_by_who_attends() -> None:
    assert answer(OwnWords(always=("jobs.example",)), attendees=(CALLS,))[0] == "no"


def test_what_is_written_in_the_event_wins_over_the_config() -> None:
    own = OwnWords(always=("lunch",), never=("dinner",))
    assert answer(own, description="#not-an-interview") == ("no", "you said so")
    assert answer(own, summary="Dinner", description="Interview: yes") == ("interview", "you said so")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "CANCELLED"}, "it is cancelled"),
        ({"attendees": (Attendee(email=ME, status="DECLINED"),)}, "you declined it"),
        ({"uid": "afterview-1"}, "afterview wrote it"),
    ],
)
def test_always_brings_back_nothing_that_will_not_be(fields: dict[str, Any], reason: str) -> None:
    assert answer(OwnWords(always=("lunch",)), **fields) == ("no", reason)


def test_what_settles_it_leaves_what_was_read_alone() -> None:
    title = "Interview with Acme - Backend Engineer"
    by_itself, always = (judged(own, summary=title) for own in (OwnWords(), OwnWords(always=("acme",))))
    assert replace(always, verdict=by_itself.verdict) == by_itself


def test_what_must_be_seen_is_named() -> None:
    own = OwnWords(words=("a", "b"), senders=("c.example",), always=("b", "d"), never=("e",))
    assert own.telling == ("a", "b", "c.example", "d")


@pytest.mark.parametrize(
    ("own", "fields"),
    [
        (OwnWords(words=("zirbel stube",)), {"summary": "Zirbel-Stube"}),
        (OwnWords(words=("おしごと会",)), {"summary": "明日おしごと会です"}),
        (OwnWords(words=("zirbel",)), {"description": "In der Zirbel"}),
        (OwnWords(senders=("jobs.example",)), {"organizer": CALLS}),
        (OwnWords(senders=("@jobs.example",)), {"attendees": (Attendee(email="a@mail.jobs.example"),)}),
        (OwnWords(always=("jo@jobs.example",)), {"organizer": CALLS}),
        (OwnWords(always=("zirbel",)), {"summary": "Zirbel"}),
    ],
)
def test_a_glance_passes_over_nothing_that_they_tell(own: OwnWords, fields: dict[str, Any]) -> None:
    given: dict[str, Any] = {"uid": "a", "summary": "Lunch", **fields}
    event = Event(start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"), **given)
    people = " ".join(a.email for a in (*event.attendees, *((event.organizer,) if event.organizer else ())))
    assert Glance(own.telling).sees(event.summary, f"{event.description} {people}")
    assert not Glance(()).sees(event.summary, event.description)
