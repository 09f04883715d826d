"""What a glance passes over, judging would have passed over too: the glance only saves the time."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterview.core import evidence, glance, lexicon, scene, senders
from afterview.core.glance import Glance
from afterview.ical.lines import scan
from afterview.ical.spoken import spoken
from tests.core.labelled import rows
from tests.core.test_interview import event

GLANCE = Glance()
PHRASES = [p for p in lexicon.phrases() if p.section in glance.CONCERNING]


def concerns(title: str, text: str) -> bool:
    return evidence.concerns_interviews(
        scene.read(event(title, description=text), addresses=frozenset(), name=None, employers=frozenset())
    )


@pytest.mark.parametrize("name", ["events.jsonl", "more_events.jsonl"])
def test_every_labelled_interview_is_seen(name: str) -> None:
    unseen = [
        row["id"]
        for row in rows(name)
        if row["label"] == "interview"
        and not any(GLANCE.sees(*spoken(block)) for block in scan(row["ics"].encode()).walk("VEVENT"))
    ]
    assert unseen == []


@given(
    phrases=st.lists(st.sampled_from(PHRASES), max_size=2),
    before=st.text(max_size=30),
    after=st.text(max_size=30),
    in_title=st.booleans(),
)
@example(phrases=[], before="Event name: next steps call", after="", in_title=False)
@example(phrases=[], before="Inter\u200bview Ｉｎｔｅｒｖｉｅｗ", after="", in_title=True)
@example(phrases=[], before="面接", after="", in_title=False)
def test_what_judging_would_look_at_is_seen(
    phrases: list[lexicon.Phrase], before: str, after: str, *, in_title: bool
) -> None:
    text = " ".join([before, *(p.text.replace("*", "") for p in phrases), after])
    title, rest = (text, "") if in_title else ("", text)
    assert GLANCE.sees(title, rest) or not concerns(title, rest)


@pytest.mark.parametrize("host", sorted(senders.RECRUITING | senders.TESTING))
def test_the_host_of_a_recruiting_system_is_seen(host: str) -> None:
    assert GLANCE.sees("Hello", f"https://mail.{host}/x")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Dentist", "Dr. Ito, bring the insurance card"),
        (
            "Stand-up",
            "Join with Google Meet: https://meet.google.com/abc\nOr dial: +49 40 8081\nNext steps: the roadmap",
        ),
        ("Zahnarzt", "Versichertenkarte nicht vergessen"),
        ("", ""),
        ("歯医者", "保険証を忘れずに"),
    ],
)
def test_what_says_nothing_of_hiring_is_passed_over(title: str, text: str) -> None:
    assert not GLANCE.sees(title, text)


def test_the_next_round_is_seen_in_a_title_and_in_what_a_scheduler_calls_the_meeting() -> None:
    assert GLANCE.sees("Next steps call", "")
    assert GLANCE.sees("Ada and Ben", "Event name: Next steps call")
    assert not GLANCE.sees("Ada and Ben", "Next steps call on Monday")


def test_the_candidates_own_words_are_seen() -> None:
    own = Glance(["Plauderrunde", "firma.example", "お茶会"])
    assert own.sees("Plauderrunde bei Acme", "")
    assert own.sees("Hallo", "mailto:eva@firma.example")
    assert own.sees("明日のお茶会", "")
    assert not own.sees("Hallo", "Welt")


@pytest.mark.parametrize("title", ["Interveiw Quillbark", "Vorstellungsgesprch Quillbark", "Colloqiuo Quillbark"])
def test_a_misspelled_word_for_an_interview_is_seen_in_a_title(title: str) -> None:
    assert GLANCE.sees(title, "")


def test_a_text_too_long_for_a_glance_is_looked_at() -> None:
    assert GLANCE.sees("x", "y" * (glance.LONGEST + 1))
