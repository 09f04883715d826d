"""What an invitation says of company, role and people, whatever the verdict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from afterview.core import attendance, facts, scene
from afterview.core.event import Attendee, Event

ME = Attendee(email="sam.rivers@gmail.com", name="Sam Rivers")


def event(summary: str, description: str = "", **more: Any) -> Event:
    start = datetime(2026, 5, 4, 9, tzinfo=UTC)
    end = start + timedelta(hours=1)
    return Event(uid="1@x.example", summary=summary, description=description, start=start, end=end, **more)


def told(entry: Event, *, me: str = ME.email) -> facts.Facts:
    return facts.gather(scene.read(entry, addresses=frozenset({me}), name=None, employers=frozenset()))


def company(title: str, body: str = "", **more: Any) -> str | None:
    return told(event(title, body, **more)).company


def role(title: str, body: str = "") -> str | None:
    return told(event(title, body)).role


def people(title: str, body: str = "", *, me: str = ME.email, **more: Any) -> list[str | None]:
    seen = scene.read(event(title, body, **more), addresses=frozenset({me}), name=None, employers=frozenset())
    return [p.email or p.name for p in attendance.interviewers(seen, facts.gather(seen))]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("phone screen @ quillbark", "quillbark"),
        ("zoom interview quillbark 3pm", "quillbark"),
        ("Quillbark 2nd round", "Quillbark"),
        ("Interview Quillbark Berlin", "Quillbark"),
        ("Vorstellungsgespräch Klinikum Sonnau", "Klinikum Sonnau"),
        ("Interview Quillbark, bring laptop", "Quillbark"),
        ("Interview with Robin (Quillbark)", "Quillbark"),
    ],
)
def test_a_short_title_names_the_company_and_not_what_stands_beside_it(title: str, name: str) -> None:
    assert company(title) == name


@pytest.mark.parametrize(
    "title", ["Interview Müller", "Gespräch mit Frau Sonntag", "Interview 14:30", "Interview Zoom"]
)
def test_a_person_a_time_and_a_tool_are_no_company(title: str) -> None:
    assert company(title) is None


def test_the_signature_names_the_company_behind_name_and_job_title() -> None:
    body = "See you on Friday!\n\nKind regards,\nRobin Doe\nTalent Partner | Quillbark Foods"
    assert company("Intro call", body) == "Quillbark Foods"


def test_a_legal_form_in_the_description_tells_the_company() -> None:
    assert company("Vorstellungsgespräch", "die Quillbark Maschinen GmbH lädt Sie ein") == "Quillbark Maschinen GmbH"


def test_the_service_that_carried_the_invitation_is_no_employer() -> None:
    assert company("Interview", "© 2026 Calendly, LLC. All rights reserved.") is None


def test_the_house_where_it_takes_place_names_the_employer() -> None:
    assert company("Vorstellungsgespräch", location="Quillbark Logistik GmbH, Hafenstr. 1, Bremen") is not None


def test_a_mail_domain_outweighs_a_stray_word_of_the_title() -> None:
    organizer = Attendee(email="robin.doe@quillbark.com", name="Robin Doe")
    assert company("Interview - Treffpunkt Foyer", organizer=organizer, attendees=(ME, organizer)) == "Quillbark"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Interview: Senior Data Engineer (m/w/d)", "Senior Data Engineer"),
        ("Interview at Quillbark for Line Manager", "Line Manager"),
        ("Final interview with the CTO", None),
        ("Interview Quillbark (Robin, VP Product)", None),
        ("call with Quillbark re backend role", "backend"),
    ],
)
def test_the_role_is_the_candidates_and_not_that_of_who_interviews(title: str, name: str | None) -> None:
    assert role(title) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Which role are you applying for?: Site Reliability Engineer", "Site Reliability Engineer"),
        ("What position is this about?\nClinic Manager", "Clinic Manager"),
        ("Zeta owns the Supply Planner req and will go through your background.", "Supply Planner"),
        ("thank you for applying for the position of Wobblesmith at our works", "Wobblesmith"),
    ],
)
def test_the_description_names_the_role_behind_a_label_or_in_a_sentence(body: str, name: str) -> None:
    assert role("Interview", body) == name


@pytest.mark.parametrize(
    ("title", "body", "names"),
    [
        ("Interview Quillbark ask for Robert", "", ["Robert"]),
        ("Gespräch mit Frau Sonntag", "", ["Frau Sonntag"]),
        ("Interview", "Interviewers: Robert Dale, Maria Stone", ["Robert Dale", "Maria Stone"]),
        (
            "Onsite",
            "10:00 - 10:30 Robert Dale (Partner)\n10:30 - 11:00 Maria Stone (Associate)",
            ["Robert Dale", "Maria Stone"],
        ),
        ("Interview", "Dear Mr Rivers, see you soon.", []),
    ],
)
def test_people_are_found_where_only_the_text_names_them(title: str, body: str, names: list[str]) -> None:
    assert people(title, body) == names


ROBIN = Attendee(email="robin.doe@quillbark.com", name="Robin Doe")
MARIA = Attendee(email="maria.stone@quillbark.com", name="Maria Stone")


def test_an_organizer_who_is_no_attendee_only_invites() -> None:
    assert people("Interview", "See you!", organizer=ROBIN, attendees=(ME, MARIA)) == [MARIA.email]


def test_an_organizer_who_writes_of_somebody_and_herself_sits_in() -> None:
    body = "Maria and I look forward to it."
    assert people("Interview", body, organizer=ROBIN, attendees=(ME, MARIA)) == [ROBIN.email, MARIA.email]


def test_an_organizer_alone_is_the_interviewer() -> None:
    assert people("Interview", organizer=ROBIN, attendees=(ME,)) == [ROBIN.email]


def test_colleagues_interview_for_a_post_within_the_own_company() -> None:
    me = Attendee(email="sam.rivers@quillbark.com", name="Sam Rivers")
    entry = event("Interview shift lead", organizer=ROBIN, attendees=(me, MARIA))
    assert told(entry, me=me.email).company == "Quillbark"
    assert people("Interview shift lead", organizer=ROBIN, attendees=(me, MARIA), me=me.email) == [MARIA.email]
