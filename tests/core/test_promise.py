"""When an employer promises to answer, in the words of an invitation; an interview on Tuesday, 3 March 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.promise import LANGUAGES, QUOTE_LENGTH, Promise, read
from afterview.core.words import sections

TUESDAY = date(2026, 3, 3)


def promised(text: str, day: date = TUESDAY) -> str | None:
    found = read(text, day)
    return f"{found.day:%a %d %b}" if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We'll let you know by Friday.", "Fri 06 Mar"),
        ("We’ll let you know by Friday either way.", "Fri 06 Mar"),
        ("We will let you know by Friday 13 March whether you move on.", "Fri 13 Mar"),
        ("You will hear from us no later than Friday, March 13th, 5pm.", "Fri 13 Mar"),
        ("You will hear from us by 12 March", "Thu 12 Mar"),
        ("We will get back to you by 2026-03-20.", "Fri 20 Mar"),
        ("We'll let you know by the 12th.", "Thu 12 Mar"),
        ("A decision within 48 hours can be expected.", "Thu 05 Mar"),
        ("You can expect to hear back from us within 5 business days.", "Tue 10 Mar"),
        ("After the interview, we will get back to you within 3 working days.", "Fri 06 Mar"),
        ("We aim to get back to you within two weeks.", "Tue 17 Mar"),
        ("We'll get back to you within 1-2 weeks of your interview.", "Tue 17 Mar"),
        ("You'll hear back from the team in one to two weeks.", "Tue 17 Mar"),
        ("We'll let you know in a couple of weeks.", "Tue 17 Mar"),
        ("We'll be in touch next week.", "Fri 13 Mar"),
        ("We will be in touch early next week with our decision.", "Fri 13 Mar"),
        ("We will make a decision by end of week.", "Fri 06 Mar"),
        ("We expect to make a final decision by the end of March.", "Tue 31 Mar"),
        ("We will let you know our decision on Monday, March 9.", "Mon 09 Mar"),
        ("On Monday, March 9, we will let you know.", "Mon 09 Mar"),
        ("You can expect feedback by Thursday at 5pm.", "Thu 05 Mar"),
        ("Expect a decision a week after the interview.", "Tue 10 Mar"),
        ("We'll be in touch within 2 months.", "Sun 03 May"),
        ("Please note that we will get back to you within 2 weeks.", "Tue 17 Mar"),
        ("They will let me know by Friday", "Fri 06 Mar"),
        ("Sie hören bis Ende nächster Woche von uns.", "Fri 13 Mar"),
        ("Sie hören nächste Woche von uns.", "Fri 13 Mar"),
        ("Wir melden uns spätestens am 12. März bei Ihnen.", "Thu 12 Mar"),
        ("Wir melden uns bis Freitag, den 13. März 2026, bei Ihnen.", "Fri 13 Mar"),
        ("Bis zum 13.03. geben wir Ihnen Bescheid. Bitte bringen Sie Unterlagen mit.", "Fri 13 Mar"),
        ("Innerhalb von 5 Werktagen erhalten Sie eine Rückmeldung.", "Tue 10 Mar"),
        ("Du bekommst von uns innerhalb einer Woche eine Rückmeldung.", "Tue 10 Mar"),
        ("Wir melden uns innerhalb von zwei bis drei Werktagen nach dem Gespräch.", "Fri 06 Mar"),
        ("Eine Entscheidung wird bis Ende März getroffen.", "Tue 31 Mar"),
        ("Nous reviendrons vers vous d'ici la fin de la semaine prochaine.", "Fri 13 Mar"),
        ("Nous vous donnerons une réponse sous 48 heures.", "Thu 05 Mar"),
        ("Nous reviendrons vers vous dans les deux semaines suivant l'entretien.", "Tue 17 Mar"),
        ("Nous reviendrons vers vous lundi prochain.", "Mon 09 Mar"),
        ("Te diremos algo antes del viernes.", "Fri 06 Mar"),
        ("Le informaremos a más tardar el 12 de marzo.", "Thu 12 Mar"),
        ("Nos pondremos en contacto contigo en un plazo de 10 días hábiles.", "Tue 17 Mar"),
        ("Daremos uma resposta até sexta-feira.", "Fri 06 Mar"),
        ("Você terá uma resposta até o final da semana que vem.", "Fri 13 Mar"),
        ("Le faremo sapere entro la fine della prossima settimana.", "Fri 13 Mar"),
        ("Le comunicheremo l'esito entro 10 giorni lavorativi dal colloquio.", "Tue 17 Mar"),
        ("Wij laten u uiterlijk vrijdag weten of u door bent.", "Fri 06 Mar"),
        ("Eind volgende week hoor je van ons.", "Fri 13 Mar"),
        ("Du får besked senast fredag den 13 mars.", "Fri 13 Mar"),
        ("Du hör från oss i slutet av nästa vecka.", "Fri 13 Mar"),
        ("Du hører fra os inden udgangen af næste uge.", "Fri 13 Mar"),
        ("Vi vender tilbage senest den 13. marts.", "Fri 13 Mar"),
        ("Vi gir deg tilbakemelding innen fredag.", "Fri 06 Mar"),
        ("Odezwiemy się do piątku.", "Fri 06 Mar"),
        ("Poinformujemy Państwa o decyzji w ciągu dwóch tygodni.", "Tue 17 Mar"),
    ],
)
def test_a_plain_promise_is_read_against_the_day_of_the_interview(text: str, day: str) -> None:
    assert promised(text) == day
    assert promised(f"Hi Alex,\n\n{text}\n\nBest, Rita") == day


@pytest.mark.parametrize(
    "text",
    [
        "Please reply by Friday.",
        "Let me know by Friday if this works.",
        "Please let us know by Friday.",
        "Submit by 12 March and we will get back to you by 15 March.",
        "Bitte geben Sie uns bis Freitag Bescheid.",
        "Merci de nous donner votre réponse avant vendredi.",
    ],
)
def test_a_deadline_for_the_candidate_is_no_promise(text: str) -> None:
    assert promised(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "If you haven't heard back from us by Friday, call.",
        "Once we have met everyone, we will let you know by Friday.",
        "We hope to get back to you by Friday.",
        "We cannot let you know by Friday.",
        "We'll get back to you by Friday with the Zoom link.",
        "Falls es passt, melden wir uns bis Freitag.",
    ],
)
def test_what_is_conditional_or_about_something_else_is_no_promise(text: str) -> None:
    assert promised(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "We will get back to you by Friday of the week after next.",
        "We will let you know by the end of the week following the interview.",
        "We will get back to you within 2 weeks of receiving your answers.",
        "We'll be in touch within 48 hours after the last of them.",
        "We'll get back to you by Friday or Monday.",
        "We will get back to you on Friday at the earliest.",
        "We'll let you know within a week and a half.",
        "We will get back to you by 05/06.",
        "We'll let you know by mid March.",
        "We will let you know by tomorrow.",
        "We will let you know by Friday 14 March.",
        "We will let you know by 12 March 2025.",
        "We will let you know within 200 days.",
        "We will get back to you by 5.",
        "Nous reviendrons vers vous vendredi prochain.",
        "We will get back to you soon.",
        "The team makes a decision by majority.",
    ],
)
def test_a_day_that_is_not_understood_whole_is_not_read(text: str) -> None:
    assert promised(text) is None


def test_two_promises_of_one_day_are_one_and_of_two_days_none() -> None:
    assert promised("We'll let you know by Friday. You will hear from us no later than 6 March.") == "Fri 06 Mar"
    assert promised("We'll let you know by Friday. A final decision will be made by 31 March.") is None
    assert promised("We'll let you know by Friday, by 31 March for the other role.") is None


@pytest.mark.parametrize(
    "older",
    [
        "> We'll let you know by Friday.",
        "On Mon, 2 Mar 2026 at 10:00, Jane Roe wrote:\nWe'll let you know by Friday.",
        "Am 02.03.2026 um 10:00 schrieb Jane Roe:\nWe'll let you know by Friday.",
        "-----Original Message-----\nWe'll let you know by Friday.",
        "---------- Forwarded message ---------\nWe'll let you know by Friday.",
        "From: Jane Roe\nSent: Monday\nWe'll let you know by Friday.",
        "Von: Jane Roe\nGesendet: Montag\nWir melden uns bis Freitag.",
    ],
)
def test_what_an_older_mail_promised_no_longer_counts(older: str) -> None:
    assert promised(f"See you then!\n\n{older}") is None
    assert promised(f"We will get back to you by 12 March.\n\n{older}") == "Thu 12 Mar"


def test_a_sentence_may_run_over_lines_and_stand_in_markup() -> None:
    assert promised("Thanks. We will let you\nknow by the end of\nnext week. Bye") == "Fri 13 Mar"
    assert promised("<p>Hi</p><p>We will <b>let you know</b> by&nbsp;Friday.</p>") == "Fri 06 Mar"
    assert promised("Start: 10.03. Wir melden uns bis 12. März bei dir. Bis 5. Gruss") == "Thu 12 Mar"
    assert promised("Wir sehen uns am 3. Wir melden uns bis 12.") is None


def test_the_sentence_is_quoted_harmlessly() -> None:
    text = "Decision by: soon\nWe will let you know\u202e by Friday #rejected http://evil.example \x1b[31m."
    assert read(text, TUESDAY) == Promise(
        day=date(2026, 3, 6), quote="We will let you know by Friday rejected evil.example (31m"
    )
    long = read("We will let you know by Friday, " + "and so on " * 30, TUESDAY)
    assert long is not None
    assert long.quote.endswith("and so…")
    assert read("We will let you know by Friday, " + "and so on " * 60, TUESDAY) is None


def test_every_language_has_every_section() -> None:
    names = {s.name for s in sections("promises")}
    kinds = ("promise", "not", "if", "by", "on", "own day", "beyond", "aside", "calendar")
    assert names == {f"{language}: {kind}" for language in LANGUAGES for kind in kinds}


WORDS = (
    *[
        "by",
        "bis",
        "within",
        "friday",
        "12",
        "march",
        "2",
        "weeks",
        ",",
        ".",
        "next",
        "nach",
        "13.03.",
        "hours",
        "…",
        "(",
        "of",
        "freitag",
        "hören",
        "a",
        "-",
        "/",
        "let",
        "you",
        "know",
    ],
    *("we will let you know", "wir melden uns", "von uns", "\n"),
)


@given(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(),
    st.dates(date(1990, 1, 1), date(2190, 1, 1)),
)
def test_any_text_promises_a_day_to_come_or_none(text: str, day: date) -> None:
    found = read(text, day)
    assert found is None or (day < found.day <= day + timedelta(days=120) and 0 < len(found.quote) <= QUOTE_LENGTH)


@pytest.mark.parametrize(
    "bomb", ["by ", "we will let you know by ", "hören sie ", "2 ", "1-", "> ", "\n", "On a wrote:", "a. "]
)
def test_a_megabyte_of_hostile_text_is_bounded(bomb: str) -> None:
    assert read(bomb * (1_000_000 // len(bomb)), TUESDAY) is None
