"""Which language a reminder is in, and a language more: a folder of a few files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from afterview.core.application import Application, Round
from afterview.core.event import Person
from afterview.core.notes import NOTHING_SAID, read
from afterview.core.reminder import Reminder
from afterview.errors import ConfigError
from afterview.wording import languages, load

Build = Callable[..., Reminder]

JANE = Person(name="Jane Doe", email="jane.doe@acme.example")
ENGLISH = ("Interview with Acme", "Hi Alex, we are looking forward to meeting you. Please bring your portfolio.")
GERMAN = ("Vorstellungsgespräch bei Acme", "Hallo Alex, wir freuen uns auf das Gespräch mit Ihnen.")
FRENCH = ("Entretien chez Acme", "Bonjour Alex, nous nous réjouissons de vous rencontrer.")
DUTCH = ("Sollicitatiegesprek Acme", "Beste Alex, wij kijken uit naar het gesprek met jou.")
SILENT = ("Acme", "")


def said(reminder: Reminder, *texts: tuple[str, str]) -> Reminder:
    """With these texts in the interviews of its round, and the first of them in an earlier round."""
    (one,) = reminder.round.interviews
    interviews = [
        replace(one, event=replace(one.event, uid=f"i{n}", summary=title, description=text))
        for n, (title, text) in enumerate(texts)
    ]
    rounds = tuple(Round(day=reminder.round.day, interviews=(i,)) for i in interviews)
    application = Application(company="Acme", role="Cook", rounds=rounds)
    return replace(reminder, application=application, round=rounds[-1])


@pytest.mark.parametrize(
    ("texts", "otherwise", "language"),
    [
        ([ENGLISH], "de", "en"),
        ([GERMAN], "en", "de"),
        ([ENGLISH], "en", "en"),
        ([GERMAN], "de", "de"),
        # no texts in these
        ([FRENCH], "de", "de"),
        ([FRENCH], "en", "en"),
        ([DUTCH], "en", "en"),
        # nothing told by this round: the one before tells
        ([GERMAN, SILENT], "en", "de"),
        ([SILENT], "de", "de"),
        ([SILENT], "en", "en"),
        ([("Interview Acme", "")], "de", "de"),
        ([("Interview Acme", "")], "en", "en"),
        ([("Interview", "<b>Hallo Alex</b>,<br>wir freuen uns auf Sie.")], "en", "de"),
        # the round itself goes before the one before it
        ([GERMAN, ENGLISH], "de", "en"),
    ],
)
def test_a_reminder_is_in_the_language_of_its_interview(
    texts: list[tuple[str, str]], otherwise: str, language: str, reminder: Build
) -> None:
    wanted = said(reminder("thank-you", "email", JANE), *texts)
    wording = load(language=otherwise, by_interview=True)

    assert wording.language(wanted) == language
    assert wording.title(wanted) == load(language=language).title(wanted)
    assert wording.body(wanted) == load(language=language).body(wanted)
    assert wording.drafts(wanted) == load(language=language).drafts(wanted)


def test_a_language_that_was_chosen_holds_whatever_the_interview_is_in(reminder: Build) -> None:
    wanted = said(reminder("thank-you", "email", JANE), GERMAN)

    assert load(language="en").title(wanted) == "Thank Jane Doe (Acme)"


FRAME = """\
{% block title %}{{ whom ~ ": " ~ step_words | lower ~ where if whom else firm or step_words }}{% endblock %}
{% block neutral %}Opvolging{% endblock %}
{% block to %}Aan: {{ names(people) }}{% endblock %}
{% block what %}Voor: {{ position(role, company) or "je gesprek" }}, {{ at(interview) }}{% endblock %}
{% block when %}Wanneer: {{ day(starts) }}{% endblock %}
{% block signature %}
Met vriendelijke groet,
{{ me or "[je naam]" }}
{% endblock %}
{% block message %}
{{ greeting(to) }}

Bedankt voor het gesprek op {{ long(interview) }}. [Wat je wilt zeggen.]

{{ signature }}
{% endblock %}
"""
WORDS = """\
{% set weekdays = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"] %}
{% set months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"] %}
{% macro day(moment) %}{{ weekdays[moment.weekday][:2] }} {{ moment.day }} {{ months[moment.month - 1] }}{% endmacro %}
{% macro at(moment) %}{{ day(moment) }}{{ " om " ~ moment.clock if moment.clock }}{% endmacro %}
{% macro long(moment) %}{{ weekdays[moment.weekday] }} {{ moment.day }} {{ months[moment.month - 1] }}{% endmacro %}
{% macro greeting(to) %}Beste {{ to.first }},{% endmacro %}
{% macro position(role, company) %}{{ role or company }}{{ " bij " ~ company if role and company }}{% endmacro %}
"""
THANKS = """\
{% block title %}Bedank {{ whom or firm or "iedereen" }}{{ where if whom }}{% endblock %}
{% block how %}Hoe: een korte e-mail{% endblock %}
{% block checklist %}
[ ] Noem iets waarover jullie spraken
{% endblock %}
{% block subject %}Bedankt{{ " - " ~ role if role }}{% endblock %}
"""


@pytest.fixture
def dutch(tmp_path: Path) -> Path:
    """A folder of the user's with a third language in it: three files."""
    (tmp_path / "nl").mkdir()
    for name, text in {"frame.txt": FRAME, "words.txt": WORDS, "thank-you.email.txt": THANKS}.items():
        (tmp_path / "nl" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_a_language(dutch: Path, reminder: Build) -> None:
    assert languages(dutch) == ("de", "en", "nl")
    wording = load(dutch, "nl", "Alex Doe")
    wanted = reminder("thank-you", "email", JANE)

    assert wording.title(wanted) == "Bedank Jane Doe (Acme)"
    assert wording.body(wanted).split("\n\n")[:3] == [
        (
            "Aan: Jane Doe\nVoor: Backend Engineer bij Acme, di 24 nov om 10:00\n"
            "Wanneer: di 1 dec\nHoe: een korte e-mail"
        ),
        "[ ] Noem iets waarover jullie spraken",
        "DRAFT to Jane Doe :jane.doe@acme.example\nSubject: Bedankt - Backend Engineer",
    ]
    (draft,) = wording.drafts(wanted)
    # a message of its own has the shipped thank-you in English: it goes before the frame
    assert draft.text.startswith("Beste Jane,\n\nThank you for taking the time to talk with me on dinsdag 24 nov.")
    assert draft.text.endswith("Met vriendelijke groet,\nAlex Doe\n[your phone number]")
    assert read(wording.body(wanted), reminder("x", "self").round.day) == NOTHING_SAID


def test_interviews_in_a_language_of_ones_own_are_followed_up_in_it(dutch: Path, reminder: Build) -> None:
    wording = load(dutch, "en", by_interview=True, neutral=True)
    wanted = reminder("thank-you", "email", JANE)

    assert wording.title(said(wanted, DUTCH)) == "Opvolging"
    assert wording.plain_title(said(wanted, DUTCH)) == "Bedank Jane Doe (Acme)"
    assert wording.title(said(wanted, GERMAN)) == "Nachfassen"
    assert wording.title(said(wanted, FRENCH)) == "Follow-up"


def test_a_text_for_one_language_goes_before_one_for_all(tmp_path: Path, reminder: Build) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "final.email.txt").write_text("{% block how %}any{% endblock %}{% block subject %}all{% endblock %}")
    (tmp_path / "de" / "final.email.txt").write_text("{% block how %}deutsch{% endblock %}")
    wanted = reminder("final", "email", JANE)

    assert "\ndeutsch\n" in load(tmp_path, "de").body(wanted)
    assert load(tmp_path, "de").drafts(wanted)[0].subject == "all"
    assert "\nany\n" in load(tmp_path, "en").body(wanted)


@pytest.mark.parametrize("place", ["nl/thank-you.email.txt", "nl/words.txt"])
def test_a_mistake_in_a_language_of_ones_own_is_told_with_its_file(dutch: Path, place: str) -> None:
    (dutch / place).write_text("{% block how %}{{ nope }}{% endblock %}{{ nope }}")

    with pytest.raises(ConfigError, match=rf"{dutch / place}:1: cannot be filled in: 'nope' is undefined"):
        load(dutch, "en", by_interview=True)
    load(dutch, "en")
