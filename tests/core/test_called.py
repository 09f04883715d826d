"""An application by a few letters of its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterview.core.application import Application
from afterview.core.called import called, name_of, names_of
from tests.core.making import application, at, interview

ANY = application(interview(at("2026-12-01T14:00")))
ACME = replace(ANY, company="Acme", role="Backend Engineer")
ACME_TOO = replace(ANY, company="Acme", role="Data Scientist")
ZURICH = replace(ANY, company="Zürich Labs", role=None)
MACRO = replace(ANY, company="Macroacme", role="Engineer")
NAMELESS = replace(ANY, company=None, role=None)
ALL = (ACME, ACME_TOO, ZURICH, MACRO, NAMELESS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("acme", (ACME, ACME_TOO)),
        ("ACME back", (ACME,)),
        ("acme · data scientist", (ACME_TOO,)),
        ("acme-data", (ACME_TOO,)),
        ("data", (ACME_TOO,)),
        ("engineer", (MACRO,)),
        ("zuri", (ZURICH,)),
        ("ZÜRICH-LABS", (ZURICH,)),
        ("labs", (ZURICH,)),
        ("unknown", (NAMELESS,)),
        ("initech", ()),
        ("...", ()),
        ("", ()),
    ],
)
def test_a_whole_name_goes_before_a_beginning_and_that_before_a_word_inside(
    text: str, meant: tuple[Application, ...]
) -> None:
    assert called(text, ALL) == meant


def test_a_name_is_as_short_as_it_can_be_told_apart() -> None:
    assert names_of(ALL) == [
        "Acme · Backend Engineer",
        "Acme · Data Scientist",
        "Zürich Labs",
        "Macroacme",
        "Unknown company",
    ]
    assert name_of(ZURICH) == "Zürich Labs"
