"""The level that a job title names."""

from __future__ import annotations

import pytest

from afterview.core.position import seniority


@pytest.mark.parametrize(
    ("role", "level"),
    [
        ("Sr. Engineer", "senior"),
        ("Principal Scientist", "senior"),
        ("Head Nurse", "senior"),
        ("Head of Design", "executive"),
        ("Senior Art Director", "senior"),
        ("Art Director", None),
        ("Managing Director", "executive"),
        ("Lead Generation Specialist", None),
        ("Assistant to the CEO", None),
        ("Referentin der Geschäftsführung", None),
        ("Bereichsleiter", "executive"),
        ("Graduate Engineer", "junior"),
        ("Praktikum HR", "intern"),
        ("Chef de projet", "senior"),
        ("Stagiaire marketing", "intern"),
        ("Gerente de ventas", "senior"),
        ("Estágio em Direito", "intern"),
        ("Tirocinio", "intern"),
        ("Gruppchef", "senior"),
        ("Młodszy analityk", "junior"),
        ("シニアエンジニア", "senior"),
        ("高级工程师", "senior"),
        ("시니어 개발자", "senior"),
        ("", None),
        (None, None),
    ],
)
def test_the_level_of_a_job_title_is_what_its_words_name(role: str | None, level: str | None) -> None:
    assert seniority(role) == level
