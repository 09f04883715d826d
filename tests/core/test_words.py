"""The tables of words as they are written, and mistakes in them."""

from __future__ import annotations

import pytest

from afterview.core import words
from afterview.core.words import Section

TABLE = """# Short words.
[interview]
phone talk, job chat
door talk!

[interview?]
talk
"""


def test_a_table_is_entries_under_headings_that_may_be_weak() -> None:
    assert words.parsed(TABLE, source="xx.txt") == (
        Section("interview", weak=False, lines=("phone talk, job chat", "door talk!")),
        Section("interview", weak=True, lines=("talk",)),
    )
    assert words.parsed(TABLE, source="xx.txt")[0].entries == ("phone talk", "job chat", "door talk!")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("talk\n[interview]", "xx.txt, line 1: 'talk' stands under no [section]"),
        ("[interview]\ntalk, ", "xx.txt, line 2: 'talk, ' has an empty entry"),
        ("[interview]\ntalk,,chat", "xx.txt, line 2: 'talk,,chat' has an empty entry"),
        ("[interview]\n!", "xx.txt, line 2: '!' has an empty entry"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"line \d") as caught:
        words.parsed(text, source="xx.txt")
    assert str(caught.value) == message


def test_all_tables_can_be_read() -> None:
    assert {name: bool(words.sections(name)) for name in words.names()} == dict.fromkeys(words.names(), True)
    assert set(words.LANGUAGES) <= set(words.names())


def test_the_tables_have_one_edition_until_a_line_changes() -> None:
    assert words.edition() == words.edition()
    assert len(words.edition()) == 16
