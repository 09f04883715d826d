"""Which round a title or a description says it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.ordinal import round_number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Acme - Round 2", 2),
        ("Round two: Acme", 2),
        ("Acme: 2nd Round Interview", 2),
        ("Second technical interview", 2),
        ("3rd stage interview (Globex)", 3),
        ("Interview #3", 3),
        ("R2 - Acme", 2),
        ("First call with Acme", 1),
        ("zweites Gespräch bei Acme", 2),
        ("2. Gespräch Acme", 2),
        ("Zweitgespräch Acme", 2),
        ("Runde zwei", 2),
        ("Drittes Vorstellungsgespräch", 3),
        ("2e entretien Globex", 2),
        ("2ème entretien", 2),
        ("Segunda entrevista - Acme", 2),
        ("2ª entrevista", 2),
        ("Terzo colloquio", 3),
        ("Tweede gesprek bij Acme", 2),
        ("Andra intervjun", 2),
        ("2:a intervjun Acme", 2),
        ("Anden samtale hos Acme", 2),
        ("2. intervju hos Acme", 2),
        ("Druga rozmowa kwalifikacyjna", 2),
        ("2. kolo pohovoru", 2),
        ("İkinci görüşme", 2),
        ("Второе собеседование", 2),
        ("2-й этап", 2),
        ("Друга співбесіда", 2),
        ("二次面接 ひかり", 2),
        ("最终面试 第三轮", 3),
        ("2차 면접", 2),
    ],
)
def test_a_title_says_which_round_it_is(title: str, number: int) -> None:
    assert round_number(title, "") == number


@pytest.mark.parametrize(
    "title",
    [
        "Interview with Acme",
        "Final round",
        "Interview 2:30pm",
        "Interview 3pm",
        "Interview 9 am",
        "Interview 2/3",
        "Interview 2024",
        "First day at Acme",
        "First, a call",
        "Call to Acme",
        "Interview One Medical",
        "Round 1 & Round 2",
        "2. März Interview",
        "Second",
        "Round",
        "Interview 2-3 pm",
        "面接",
    ],
)
def test_a_title_that_numbers_no_round_says_none(title: str) -> None:
    assert round_number(title, "") is None


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("Round: 2\nWith Jane", 2),
        ("This is interview 2 of 4 with Acme.", 2),
        ("Gespräch 2 von 3", 2),
        ("Stage 1/3", 1),
        ("If all goes well a second interview follows.", None),
        ("Round 2 will be with the team", None),
        ("Interview 4 of 2", None),
        ("Lunch: 2", None),
        ("Room 2 of 4", None),
        ("Interview 2 of 4, then interview 3 of 4", None),
    ],
)
def test_a_description_numbers_only_its_own_interview(body: str, number: int | None) -> None:
    assert round_number("Interview with Acme", body) == number


def test_the_title_goes_before_the_description() -> None:
    assert round_number("Round 3", "Interview 2 of 4") == 3


@given(st.text(), st.text())
def test_any_text_numbers_a_round_from_1_to_9_or_none(title: str, body: str) -> None:
    assert round_number(title, body) in (None, *range(1, 10))
