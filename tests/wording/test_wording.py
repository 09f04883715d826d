import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterview.core.event import Person
from afterview.core.notes import NOTHING_SAID, Notes, read
from afterview.core.reminder import Reminder
from afterview.errors import ConfigError
from afterview.wording import Draft, languages, load

Build = Callable[..., Reminder]

HERE = Path(__file__).parent
NEW_YORK = ZoneInfo("America/New_York")
DAY = date(2026, 11, 24)
JANE = Person(name="Jane Doe", email="jane.doe@acme.example")
JOHN = Person(name="John Roe", email="john.roe@acme.example")
MIRA = Person(name="Mira Lang", email="mira.lang@acme.example")
RITA = Person(name="Rita Hall", email="rita.hall@acme.example")

CASES: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "ask": (("ask", "self"), {"due": datetime(2026, 11, 24, 9, 45, tzinfo=NEW_YORK)}),
    "thank-you": (
        ("thank-you", "email", JANE, JOHN),
        {
            "due": datetime(2026, 11, 24, 13, tzinfo=NEW_YORK),
            "deadline": datetime(2026, 11, 25, 11, tzinfo=NEW_YORK),
            "reasons": ("2 hours after interview, Tue 24 Nov", "something else"),
        },
    ),
    "thank-you-late-to-three": (
        ("thank-you", "email", JANE, JOHN, MIRA),
        {
            "due": datetime(2026, 11, 24, 13, tzinfo=NEW_YORK),
            "starts": datetime(2026, 11, 24, 17, 15, tzinfo=NEW_YORK),
            "deadline": datetime(2026, 11, 25, 11, tzinfo=NEW_YORK),
            "late": True,
        },
    ),
    "letter": (("letter", "letter", JANE), {"deadline": datetime(2026, 11, 27, 11, tzinfo=NEW_YORK)}),
    "check-in": (("check-in", "email", RITA), {"notes": Notes(decision_by=date(2026, 11, 27))}),
    "check-in-by-phone": (("check-in", "phone", JANE), {"notes": Notes(decision_by=date(2026, 11, 27))}),
    "check-again": (
        ("check-again", "email", JANE),
        {"notes": Notes(decision_by=date(2026, 11, 27), new_date=date(2026, 12, 1))},
    ),
    "call-to-another-zone": (("call", "phone", RITA), {"employer_zone": "Europe/Berlin"}),
    "final": (("final", "email", RITA), {}),
    "move-on": (("move-on", "self"), {}),
    "keep-in-touch-1": (("keep-in-touch", "email", RITA), {"occurrence": 1}),
    "keep-in-touch-2": (("keep-in-touch", "email", RITA), {"occurrence": 2}),
    "keep-in-touch-3": (("keep-in-touch", "email", RITA), {"occurrence": 3}),
    "thank-anyway": (("thank-anyway", "email", RITA), {}),
    "own-step-by-email": (("send-portfolio", "email", RITA), {}),
    "own-step-by-letter": (("a-card", "letter", RITA), {}),
    "own-step-by-phone": (("reference-call", "phone", RITA), {}),
    "own-note": (("sleep-on-it", "self"), {}),
    "nothing-known": (("thank-you", "email"), {"company": None, "role": None, "sat_in": (), "all_day": True}),
}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CASES)
def test_a_reminder_reads_as_in_the_sample(name: str, language: str, reminder: Build) -> None:
    positional, named = CASES[name]
    wanted = reminder(*positional, **named)
    wording = load(language=language, candidate_name="Alex Doe")

    said = f"{wording.title(wanted)}\n\n{wording.body(wanted)}\n"

    assert said == (HERE / language / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", languages())
def test_every_sample_belongs_to_a_case(language: str) -> None:
    assert {path.stem for path in (HERE / language).iterdir()} == set(CASES)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CASES)
def test_a_body_suits_every_calendar_app_and_says_nothing_itself(name: str, language: str, reminder: Build) -> None:
    positional, named = CASES[name]

    body = load(language=language).body(reminder(*positional, **named))

    assert not set("<>&") & set(body)
    assert "://" not in body
    assert "mailto" not in body
    assert body == body.strip()
    assert body.split("\n")[-1] == "Ref: AV-1234567812"
    assert body.count("Ref:") == 1
    assert read(body, DAY) == NOTHING_SAID
    assert all(read(line, DAY) == NOTHING_SAID for line in body.split("\n"))


ANSWERS = [
    ("en", "Outcome", "rejected", Notes(outcome="rejected")),
    ("en", "Outcome", "still open", Notes(still_open=True)),
    ("en", "New date", "5 Dec", Notes(new_date=date(2026, 12, 5))),
    ("en", "Decision by", "next Friday", Notes(decision_by=date(2026, 12, 4))),
    ("en", "Heard back", "yes", Notes(heard_back=True)),
    ("de", "Ergebnis", "Absage", Notes(outcome="rejected")),
    ("de", "Ergebnis", "Angebot", Notes(outcome="offer")),
    ("de", "Ergebnis", "zurückgezogen", Notes(outcome="withdrawn")),
    ("de", "Ergebnis", "angenommen", Notes(outcome="accepted")),
    ("de", "Ergebnis", "noch offen", Notes(still_open=True)),
    ("de", "Neues Datum", "5. Dezember", Notes(new_date=date(2026, 12, 5))),
    ("de", "Entscheidung bis", "nächsten Freitag", Notes(decision_by=date(2026, 12, 4))),
    ("de", "Antwort erhalten", "ja", Notes(heard_back=True)),
]


@pytest.mark.parametrize(("language", "key", "answer", "said"), ANSWERS)
def test_a_line_filled_in_is_read(language: str, key: str, answer: str, said: Notes, reminder: Build) -> None:
    body = load(language=language).body(reminder("check-in", "email", RITA))

    for filled in (f"\n{key}: {answer}\n", f"\n{key}: … {answer}\n"):
        assert read(body.replace(f"\n{key}: …\n", filled), DAY) == said


@pytest.mark.parametrize(
    ("people", "company", "role", "title"),
    [
        ((JANE,), "Acme", None, "Thank Jane Doe (Acme)"),
        ((JANE, JOHN), "Acme", None, "Thank Jane and John (Acme)"),
        ((JANE, JOHN, MIRA), "Acme", None, "Thank Jane + 2 (Acme)"),
        ((), "Acme", None, "Thank Acme"),
        ((), None, "Cook", "Thank your interviewers (Cook)"),
        ((), None, None, "Thank your interviewers"),
        ((JANE,), None, "Cook", "Thank Jane Doe (Cook)"),
        ((JANE,), None, None, "Thank Jane Doe"),
        ((Person(email="jane@acme.example"),), "Acme", None, "Thank jane (Acme)"),
        ((Person(email="jo@acme.example"),), "Acme", None, "Thank jo@acme.example (Acme)"),
        ((Person(name="Doe, Jane (Acme)"),), "Acme", None, "Thank Jane Doe (Acme)"),
        ((Person(name="\u202e\x1b\n"),), "AT&T", None, "Thank AT&T"),
    ],
)
def test_a_title_begins_with_what_to_do_for_whom(
    people: tuple[Person, ...], company: str | None, role: str | None, title: str, reminder: Build
) -> None:
    assert load().title(reminder("thank-you", "email", *people, company=company, role=role)) == title


def test_a_title_never_reads_as_done(reminder: Build) -> None:
    assert load().title(reminder("done", "self", company=None)) == "To do: Done (Backend Engineer)"


def test_each_person_gets_a_draft_of_their_own(reminder: Build) -> None:
    wanted = reminder("thank-you", "email", JANE, JOHN, MIRA, Person(name="Dr. Ada Poe"))

    drafts = load().drafts(wanted)

    assert [draft.to for draft in drafts] == [JANE, JOHN, MIRA, Person(name="Dr. Ada Poe")]
    assert [draft.text.split("\n")[0] for draft in drafts] == [
        "Dear Jane,",
        "Dear John,",
        "Dear Mira,",
        "Dear Dr. Ada Poe,",
    ]
    assert {(draft.medium, draft.subject) for draft in drafts} == {("email", "Thank you - Backend Engineer interview")}


def test_a_draft_signs_with_the_candidates_name(reminder: Build) -> None:
    wanted = reminder("final", "email", RITA)

    assert load(candidate_name="Alex Doe").drafts(wanted)[0].text.endswith("Best regards,\nAlex Doe")
    assert load().drafts(wanted)[0].text.endswith("Best regards,\n[your name]")


def test_a_note_to_oneself_has_no_draft_and_nobody_known_has_one(reminder: Build) -> None:
    assert load().drafts(reminder("ask", "self")) == ()

    (draft,) = load().drafts(reminder("own-step", "email", company=None, role=None))

    assert draft == Draft(
        to=None,
        medium="email",
        subject="A short note",
        text="Dear [name],\n\nThank you again for the conversation on Tuesday, 24 November. I am still very interested "
        "in the role.\n\n[What you want to say.]\n\nBest regards,\n[your name]",
    )


def test_who_sat_in_is_thanked_for_the_talk_and_who_arranged_it_for_that(reminder: Build) -> None:
    drafts = load().drafts(reminder("check-in", "email", JANE, RITA))

    assert ["the conversation on" in draft.text for draft in drafts] == [True, False]
    assert ["arranging the interview on" in draft.text for draft in drafts] == [False, True]


def test_a_call_on_another_day_over_there_says_so(reminder: Build) -> None:
    wanted = reminder(
        "call", "phone", RITA, due=datetime(2026, 12, 1, 19, tzinfo=NEW_YORK), employer_zone="Australia/Sydney"
    )

    assert "When: Tue 1 Dec at 19:00 your time, 11:00 their time on Wed 2 Dec (Sydney)\n" in load().body(wanted)


def test_a_crowd_is_cut_to_what_can_be_read(reminder: Build) -> None:
    crowd = [Person(name=f"Person {chr(65 + n)}") for n in range(20)]

    body = load().body(reminder("thank-you", "email", *crowd))

    assert "Person L" in body
    assert "Person M" not in body
    assert body.startswith("To: 12 people, listed below\n")


@pytest.mark.parametrize("language", ["xx", "../en", "", "EN"])
def test_a_language_without_texts_is_refused_with_those_there_are(language: str) -> None:
    with pytest.raises(ConfigError, match=r"language: there are no texts in .*; choose .*en"):
        load(language=language)


LOADED = {language: load(language=language) for language in languages()}
BAITS = [
    "Outcome", "Decision by", "Ref", ":", " ", "：", "rejected", "\n", "\r\n", "#offer", "#", "<br>", "&amp;", "AV-",
    "ab12", "{{ 7*7 }}", "{% raw %}", "[ ]", "[x]", "http://", "mailto:", "www.", "\u202e", "\x1b[31m", "|", " | ", "-",
    "Jane", "1",
]  # fmt: skip
HOSTILE = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(BAITS), max_size=12).map("".join))
PEOPLE = st.lists(
    st.builds(Person, name=HOSTILE, email=st.one_of(st.none(), HOSTILE, st.just("a@b.example"))), max_size=5
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    company=HOSTILE,
    role=HOSTILE,
    people=PEOPLE,
    step=st.one_of(st.sampled_from(["ask", "thank-you", "check-in", "call"]), HOSTILE),
    medium=st.sampled_from(["email", "phone", "letter", "self"]),
    language=st.sampled_from(languages()),
    reason=HOSTILE,
)
def test_hostile_text_stays_text(
    company: str, role: str, people: list[Person], step: str, medium: str, language: str, reason: str, reminder: Build
) -> None:
    wording = LOADED[language]
    wanted = reminder(step, medium, *people, company=company, role=role, sat_in=tuple(people), reasons=(reason,))
    harmless = reminder(step, medium, *people, company="x", role="x", sat_in=tuple(people), reasons=("x",))

    title, body = wording.title(wanted), wording.body(wanted)

    assert title.isprintable()
    assert 0 < len(title) <= 160
    assert all(line.isprintable() for line in body.split("\n"))
    assert body.count("\n") <= wording.body(harmless).count("\n") + 1
    assert not set("<>&") & set(body)
    assert read(body, DAY) == NOTHING_SAID
    assert body.endswith("\nRef: AV-1234567812")
    assert body.count("Ref: ") == 1
    assert "AV-ab12" not in body
    assert "://" not in body
    for line in body.split("\n"):
        assert "[x]" not in line
        assert line.count("[ ]") == line.startswith("[ ] ")


def test_a_value_is_never_run_as_a_template(reminder: Build) -> None:
    wanted = reminder("check-in", "email", company="{{ 7*7 }}", role="{% raw %}")

    assert load().title(wanted) == "Check in: {{ 7*7 }}"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", CASES)
def test_no_address_becomes_a_link_that_thunderbird_would_scroll_to(name: str, language: str, reminder: Build) -> None:
    positional, named = CASES[name]
    wording = load(language=language, candidate_name="Alex Doe")
    nameless = tuple(replace(p, name=None) if isinstance(p, Person) else p for p in positional)

    for arguments in (positional, nameless):
        body = wording.body(reminder(*arguments, **named))
        assert [word for word in re.findall(r"\S*@\S*", body) if not word.startswith(":")] == []
