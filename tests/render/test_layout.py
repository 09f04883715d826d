"""Lines on a terminal of any width."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from afterview import policies, render
from afterview.core.policy import Limits, Policy

WORDS = st.text(st.sampled_from("ab é漢字→"), min_size=1, max_size=60)


def laid_out(width: int, head: str, text: str | None) -> list[str]:
    out = io.StringIO()
    body = None if text is None else render.styled((text, ""))
    render.hanging(Console(file=out, width=width, color_system=None), render.styled((head, "")), body)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["  head  one two three four five six seven eight nine ten", "        eleven"]),
        (30, ["  head", "    one two three four five", "    six seven eight nine ten", "    eleven"]),
        (1000, ["  head  one two three four five six seven eight nine ten eleven"]),
    ],
)
def test_a_text_hangs_beside_its_head_or_below_it_where_there_is_no_room(width: int, lines: list[str]) -> None:
    assert laid_out(width, "  head  ", "one two three four five six seven eight nine ten eleven") == lines


def test_a_head_alone_is_wrapped_too() -> None:
    assert laid_out(24, "one two three four five six seven", None) == ["one two three four five", "    six seven"]


@given(width=st.integers(20, 120), head=WORDS, text=st.none() | WORDS)
def test_no_word_is_lost_and_no_line_is_too_wide(width: int, head: str, text: str | None) -> None:
    lines = laid_out(width, head, text)
    assert [line for line in lines if cell_len(line) > width or line != line.rstrip()] == []
    assert "".join("".join(lines).split()) == "".join(f"{head}{text or ''}".split())


def test_a_policy_tells_its_limits() -> None:
    balanced = policies.load("balanced")
    policy = Policy(name="mine", steps=balanced.steps, limits=Limits(contacts=3, workdays_between=4))
    out = io.StringIO()
    render.show_policy(policy, Console(file=out, width=100, color_system=None))
    assert out.getvalue().splitlines()[0] == "mine"
    assert out.getvalue().splitlines()[-2:] == [
        "At most 3 messages or calls to the contact for one round.",
        "At least 4 workdays between two of them.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_is_whole_in_any_encoding(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    render.dump({"a": "é→漢"}, stream)
    stream.seek(0)
    text = stream.read()
    assert json.loads(text) == {"a": "é→漢"}
    assert ("漢" in text) == (encoding == "utf-8")


def test_json_holds_nothing_that_a_terminal_would_obey_or_turn_round() -> None:
    stream = io.StringIO()
    hostile = "a\x1b[31m\x9b\x7f\u202e\u200b\U000e0041\udcff é漢\n"
    render.dump([hostile], stream)
    assert json.loads(stream.getvalue()) == [hostile]
    assert all(c.isprintable() for c in stream.getvalue().replace("\n", ""))
