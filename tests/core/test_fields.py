"""What an invitation says of company, role and people, whatever the verdict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest

from afterview.core import attendance, facts, position, scene
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
        ("Interview", "Interviewers:\nConsultant Zoryn Quell\nMaria Stone", ["Zoryn Quell", "Maria Stone"]),
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


def by(name: str, address: str) -> Attendee:
    return Attendee(name=name, email=address)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("trial @ Robin & Doe", "Robin & Doe"),
        ("Interview - Robin & Doe Solicitors - Paralegal", "Robin & Doe Solicitors"),
        ("Interview, Robin Doe Ltd, Seamstress", "Robin Doe Ltd"),
        ("VG Kanzlei Quill & Partner", "Kanzlei Quill & Partner"),
        ("Jobinterview Quillbark A/S", "Quillbark A/S"),
        ("Colloquio Officine Quillbark S.p.A.", "Officine Quillbark S.p.A."),
        ("Intervju Björkdala kommun", "Björkdala kommun"),
        ("Собеседование: Нова пошта", "Нова пошта"),
        ("Pohovor Pekárna Quillova - prodavačka", "Pekárna Quillova"),
        ("Band 6 interview Quillbark - bring DBS", "Quillbark"),
        ("quillbark L1 round gmeet", "quillbark"),
        ("Quillbark TT zoom interview", "Quillbark"),
        ("CB Quillbark Pell", "Quillbark Pell"),
        ("amazon loop", "amazon"),
        ("Google phone screen", "Google"),
        ("Entrev. Quillbark Getafe", "Quillbark"),
        ("Interview Quillbark barista", "Quillbark"),
        ("Call Robin HR Quillbark", "Quillbark"),
        ("Interview with Robin HR, Quillbark", "Quillbark"),
        ("Interview at Robin's Garage", "Robin's Garage"),
        ("Собеседование продавец компания Анна", "Анна"),
        ("Interview Institut für Bark", "Institut für Bark"),
        ("Interview Quill Bank Hamburg", "Quill Bank Hamburg"),
        ("Kennenlernen in der Praxis", None),
        ("Ward 7 interview", None),
        ("Interview FP&A role", None),
        ("Mündliches Gespräch", None),
    ],
)
def test_a_company_is_told_from_grades_towns_short_forms_and_people(title: str, name: str | None) -> None:
    assert company(title) == name


@pytest.mark.parametrize(
    ("body", "organizer", "name"),
    [
        ("Zählwerk Energie freut sich auf Sie.", by("Robin Doe", "r@zaehlwerk-energie.de"), "Zählwerk Energie"),
        ("Собеседование в Полынья Квест", by("Робин", "r@polynya-kvest.ru"), "Полынья Квест"),
        ("Best,\nRobin\nHarbor Family Services", by("Robin Doe", "r@harborfs.org"), "Harbor Family Services"),
        ("See you at the gate.", by("Robin Doe", "r@quillbarkgears.com"), "Quillbark Gears"),
        ("See you!", by("Quillbark Early Careers", "earlycareers@quillbark.co.uk"), "Quillbark"),
        ("See you!", by("Recruitment Services", "recruitment@quillbark.gov.au"), "Quillbark"),
        ("Client: Quill & Bark\nRole: Clerk", by("Robin Doe", "r@harrowrecruitment.com"), "Quill & Bark"),
        ("Our client is a bakery.", by("Robin Doe", "r@harrowrecruitment.com"), "Harrow Recruitment"),
        ("Chat soon.", by("Quillbark Foods", "no-reply@smartrecruiters.com"), "Quillbark Foods"),
        ("Write to robin@quillbark.com", by("Robin", "robin.doe@gmail.com"), "Quillbark"),
        ("Write to robin@harrowrecruitment.com", by("Robin", "robin.doe@gmail.com"), None),
        ("See you!", by("Recruiting at Quillbark", "no-reply@greenhouse.io"), "Quillbark"),
        ("See you!", by("Notifications (Quillbark)", "no-reply@greenhouse.io"), "Quillbark"),
        ("You find us at entrance q.", by("Robin Doe", "robin@q.de"), "Q"),
        ("See you!", by("Robin Doe", "robin@--.com"), None),
    ],
)
def test_a_company_is_spelled_as_the_texts_spell_what_its_domain_stands_for(
    body: str, organizer: Attendee, name: str | None
) -> None:
    assert company("Interview", body, organizer=organizer, attendees=(ME,)) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Join us on Friday.", "Zoryn Quell"),
        ("You will talk to Ms Zoryn Quell.", None),
        ("Join us on Friday.\n\nKind regards,\nZoryn Quell\nQuillbark Foods", "Quillbark Foods"),
    ],
)
def test_a_recruiting_system_that_writes_in_the_name_of_a_recruiter_names_no_company(
    body: str, name: str | None
) -> None:
    robot = by("Zoryn Quell", "no-reply@greenhouse.io")
    assert company("Interview", body, organizer=robot, attendees=(ME,)) == name


@pytest.mark.parametrize(("before", "name"), [(50, "Quillbark Foods"), (70, None)])
def test_a_description_is_not_read_for_names_without_end(before: int, name: str | None) -> None:
    flood = "".join(f"with Q{first}{second}orn; " for first in "abcdefg" for second in "abcdefghij")
    names = flood.split(" with")[:before]
    assert company("Interview", f"{' with'.join(names)} Your interview at Quillbark Foods.") == name


def test_no_domain_is_the_employers_where_no_company_is_known_or_only_who_recruits_for_it() -> None:
    for organizer in (by("Robin Doe", "robin@--.com"), by("Robin Doe", "robin@harrowrecruitment.com")):
        assert told(event("Interview", organizer=organizer, attendees=(ME,))).domain is None


def test_what_a_scheduler_calls_the_meeting_is_passed_over_where_it_says_nothing() -> None:
    assert company("Sam and Robin", "Event name: 12\nSubject: Interview Quillbark") == "Quillbark"


@pytest.mark.parametrize(
    ("line", "employer", "name"),
    [
        ("Quillbark Clerk", "Quillbark", "Clerk"),
        ("Store Manager QUILLBARK", "Quillbark", "Store Manager"),
        ("Clerk", "Quillbark", "Clerk"),
        ("Quillbark", "Quillbark", "Quillbark"),
        ("Clerk", None, "Clerk"),
        (None, "Quillbark", None),
    ],
)
def test_the_company_before_or_behind_a_role_is_no_part_of_it(
    line: str | None, employer: str | None, name: str | None
) -> None:
    assert position.without_company(line, employer) == name


def test_a_committee_a_label_and_a_town_are_no_company() -> None:
    assert company("Interview", "Gespräch mit der Berufungskommission") is None
    assert company("Interview", "Personalabteilung\nGesendet: Montag") is None
    assert company("Interview", "Interview with our client (Leipzig)") is None


def test_a_page_of_the_candidates_own_is_no_employer() -> None:
    organizer = by("Robin Doe", "robin@quillbark.com")
    entry = event("Robin Doe <> Sam Rivers", "portfolio: https://rivers.design/work", organizer=organizer)
    assert told(entry, me="sam@rivers.design").company == "Quillbark"


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        (
            "Quillbark interview",
            "your application for Customer Success Manager at Quillbark",
            "Customer Success Manager",
        ),
        ("Quillbark interview", "danke für deine Bewerbung als Sous-Chef!", "Sous-Chef"),
        ("Quillbark interview", "Ihre Bewerbung um eine Ausbildung zum Koch (m/w/d)", "Ausbildung zum Koch"),
        ("Quillbark interview", "Poste : Chef(fe) de projet digital", "Chef(fe) de projet digital"),
        ("Quillbark interview", "Role: Paralegal (Conveyancing), perm, 26-28k", "Paralegal"),
        ("Quillbark interview", "Role: Risk Analyst (Market Risk), ref. AB/2291", "Risk Analyst"),
        ("Quillbark interview", "Stelle, auf die Sie sich beworben haben: Einkauf, Ref. 26-041", "Einkauf"),
        ("Quillbark interview", "You meet us on behalf of Quillbark (Data Analyst II).", "Data Analyst II"),
        ("Quillbark interview", "Thank you for applying for the Frobnicator position.", "Frobnicator"),
        ("Quillbark interview", "the Group FP&A Manager vacancy", "Group FP&A Manager"),
        ("Quillbark interview", "deli FT $19. bring 2 forms of ID", "deli"),
        ("Quillbark interview, deli", "", "deli"),
        ("Quillbark - Band 6 interview", "", "Band 6"),
        ("W2 Wasserbau: Vorstellung, Hochschule Quill", "", "W2 Wasserbau"),
        ("2nd round - Quillbark, store mgr", "", "store mgr"),
        ("Chat with Quillbark (Enterprise AE)", "", "Enterprise AE"),
        ("hirevue for Quillbark (FA)", "", "FA"),
        ("Quillbark repositora 9h30 entrevista", "", "repositora"),
        ("Interview Quillbark, Hebamme", "", "Hebamme"),
        ("Tech talk .NET, Quillbark", "", ".NET"),
        ("Interview SPS-Programmierer Passau", "", "SPS-Programmierer"),
        ("Assistenz zur Geschäftsführung, Quillbark: Gespräch", "", "Assistenz zur Geschäftsführung"),
    ],
)
def test_the_fuller_form_of_a_role_without_number_pay_and_terms(title: str, body: str, name: str) -> None:
    assert role(title, body) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Paralegal (Conveyancing), perm, 26-28k", "Paralegal"),
        ("Software Engineer (Payments)", "Software Engineer (Payments)"),
        ("Team Lead, Motor Claims", "Team Lead, Motor Claims"),
        ("Clerk £26k", "Clerk"),
        (", ref. 7", ", ref. 7"),
        (None, None),
    ],
)
def test_terms_and_pay_are_no_part_of_a_role(line: str | None, name: str | None) -> None:
    assert position.without_terms(line) == name


@pytest.mark.parametrize(
    "title",
    [
        "2da entrevista Quillbark c/ el líder técnico",
        "colloquio quillbark chiedere del direttore",
        "Quillbark 2. runde (test + chef)",
        "zoom quillbark hiring mgr",
        "Quillbark interview with the sales team",
        "Final w/ CTO (Quillbark)",
    ],
)
def test_whom_one_meets_holds_the_job_that_is_named_so(title: str) -> None:
    assert role(title) is None


@pytest.mark.parametrize(
    "text",
    [
        "at " * 34000,
        "Role (Manager) " * 7000,
        "A & " * 25000,
        "Sous-" * 20000,
        "Company: X\n" * 9000,
        "a@" + "b." * 50000,
        "Band 6 " * 14000,
        "S.p.A. " * 14000,
        "Regards\nRobin, Manager, Quill Ltd\n" * 2500,
        "FI/" * 30000,
        "",
    ],
)
def test_hostile_text_costs_little(text: str) -> None:
    entry = event(text, text, location=text, organizer=by(text, "x@quillbark.com"))
    told(entry)  # the tables are read once
    begin = perf_counter()
    told(entry)
    assert perf_counter() - begin < 2
