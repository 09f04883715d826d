"""Text that is safe to show, and text that we may write."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.ical import clean_body, clean_title, one_line, plain

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Thank Jane (R&D)", "Thank Jane (R and D)"),
        ("A & B", "A and B"),
        ("<b>Acme</b>", "(b)Acme(/b)"),
        ("DOMAIN\\New", "DOMAIN/New"),
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("a\x1b[31mb\u202ec\u200bd\ufeff", "a[31mbcd"),
        ("&", "and"),
        ("", ""),
    ],
)
def test_a_title_is_one_clean_line(text: str, title: str) -> None:
    assert clean_title(text) == title


def test_a_body_keeps_its_lines() -> None:
    assert clean_body("\n  One\r\n\r\nTwo <x> & y\n - three\n\n") == "One\n\nTwo (x) and y\n - three"


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (plain, one_line, clean_title, clean_body):
        assert clean(clean(text)) == clean(text)
    assert one_line(clean_title(text)) == clean_title(text)
    assert plain(clean_body(text)) == clean_body(text)


@given(ANY_TEXT)
def test_no_control_character_and_no_override_is_left(text: str) -> None:
    left = plain(text)

    assert {unicodedata.category(c) for c in left if c not in "\n\t"} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert {unicodedata.bidirectional(c) for c in left} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    } == set()


@given(st.text(st.sampled_from("<>&\\ \n\tab")))
def test_what_apps_trip_over_is_not_written(text: str) -> None:
    assert not set("<>&\\") & set(clean_body(text) + clean_title(text))


def test_lengths_are_bounded() -> None:
    assert len(clean_title("&" * 9_999)) <= 1_000
    assert len(clean_body("&" * 999_999)) <= 100_000
