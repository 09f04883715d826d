import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.event import Person
from afterview.core.plaintext import address, first_name, one_line, person


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Acme", "Acme"),
        ("  Acme\r\n Ltd\t", "Acme Ltd"),
        ("AT&T", "AT&T"),
        ("Zoë & Söhne", "Zoë & Söhne"),
        ("C# / .NET Developer", "C# / .NET Developer"),
        ("Engineer: Backend", "Engineer, Backend"),
        ("Outcome: rejected", "Outcome, rejected"),
        ("Outcome：rejected", "Outcome, rejected"),
        ("Outcome :rejected", "Outcome, rejected"),
        ("Shift 09:00-17:00", "Shift 09:00-17:00"),
        ("#offer ##offer", "offer offer"),
        ("Ref: AV-1234567890", "Ref, AV 1234567890"),
        ("nav-bar expert", "nav-bar expert"),
        ("[ ] Pay [x]", "( ) Pay (x)"),
        ("☑ paid", "paid"),
        ("<b>Acme</b>", "‹b›Acme‹/b›"),
        ("https://evil.example/x", "evil.example/x"),
        ("mailto:jane@evil.example", "jane@evil.example"),
        ("www.evil.example", "evil.example"),
        ("http:www.//evil.example", "http, //evil.example"),
        ("Acme\u202egnp.exe\u200b\x1b[31m\x00", "Acmegnp.exe(31m"),
        ("e\u0301", "é"),
        ("x" * 100, "x" * 19 + "…"),
        ("Acme | Role", "Acme, Role"),
    ],
)
def test_a_text_becomes_one_harmless_line(text: str, line: str) -> None:
    assert one_line(text, 20 if text.startswith("xx") else 60) == line


@pytest.mark.parametrize("text", [None, "", " \n", "\u202e", "…", ":::", "\x1b"])
def test_a_text_that_says_nothing_is_none(text: str | None) -> None:
    assert one_line(text, 60) is None


@given(text=st.text(), length=st.integers(5, 100))
def test_a_line_is_printable_and_bounded_and_stays_as_it_is(text: str, length: int) -> None:
    line = one_line(text, length)

    assert line is None or (line.isprintable() and 0 < len(line) <= length and "://" not in line)


@pytest.mark.parametrize("pattern", ["a", "#", ":", "a.", "AV-", "www.", " ", "http", "\u0301"])
def test_a_megabyte_is_cut_at_once(pattern: str) -> None:
    begun = time.process_time()

    one_line(pattern * 1_000_000, 60)

    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    ("written", "fit"),
    [
        (Person(name="Jane Doe", email="jane@acme.example"), Person(name="Jane Doe", email="jane@acme.example")),
        (Person(name="Doe, Jane"), Person(name="Jane Doe")),
        (Person(name="Jane Doe, PhD"), Person(name="Jane Doe, PhD")),
        (Person(name="Jane Doe (Acme) [ext]"), Person(name="Jane Doe")),
        (Person(email="jane@acme.example\nBcc:x@y.z"), None),
        (Person(name="\n", email="a b@c.d"), None),
    ],
)
def test_a_person_is_made_fit_to_print(written: Person, fit: Person | None) -> None:
    assert person(written) == fit


@pytest.mark.parametrize(
    "text", [None, "", "jane", "jane@acme", "j@a.b" + "x" * 100, "a@b.c d", "<a@b.c>", "a@b.c\u200b"]
)
def test_what_is_no_plain_address_is_none(text: str | None) -> None:
    assert address(text) is None


@pytest.mark.parametrize(
    ("name", "first"),
    [("Jane Doe", "Jane"), ("Zoë", "Zoë"), ("Dr. Jane Doe", None), ("J. Doe", None), ("J Doe", None), ("Ms Doe", None)],
)
def test_a_first_name_is_used_only_where_it_is_safe(name: str, first: str | None) -> None:
    assert first_name(name) == first
