"""The [recognition] table: the user's own vocabulary, and what is no use in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterview.config import load
from afterview.config.wrong import EXAMPLES
from afterview.core.own import NO_WORDS, OwnWords
from afterview.errors import ConfigError

ACCOUNT = '[[account]]\nname = "home"\nurl = "https://dav.example.org/"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def vocabulary(path: Path, text: str) -> OwnWords:
    path.write_text(text + ACCOUNT, encoding="utf-8")
    return load(path).candidate.own


def test_the_whole_table_is_read(path: Path) -> None:
    text = """[recognition]
        words = ["  meet  the crew ", "面談会"]
        senders = ["Talent.example", "@Agency.example", "Jo@Staffing.example"]
        always = ["VG", "jo@staffing.example"]
        never = ["one@acme.example"]
    """
    assert vocabulary(path, text) == OwnWords(
        words=("meet the crew", "面談会"),
        senders=("talent.example", "@agency.example", "jo@staffing.example"),
        always=("VG", "jo@staffing.example"),
        never=("one@acme.example",),
    )


def test_it_need_not_be_there(path: Path) -> None:
    assert vocabulary(path, "") == vocabulary(path, "[recognition]\n") == NO_WORDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[recognition]\nword = ['x']\n",
            "2: `word` is no setting of [recognition]; did you mean `words`?",
        ),
        ("words = ['x']\n", "1: `words` is no setting of the whole file; write it below a [recognition] line"),
        (
            "[recognition]\nme = ['x']\n",
            "2: `me` is no setting of [recognition]; move it above the first line in brackets",
        ),
        ("recognition = 'x'\n", "1: `recognition` is no table; begin it with a line [recognition]"),
        (
            "[recognition]\nwords = 'x'\n",
            '2: `words` is \'x\'; write for example `words = ["Werkbank", "meet the crew"]`',
        ),
        (
            "[recognition]\n\nnever = ['', 'x']\n",
            '3: `never` is \'\'; write for example `never = ["Interview practice", "uni-radio.example"]`',
        ),
        (
            "[recognition]\nwords = ['?x']\n",
            "2: `words` is '?x'; this would be found everywhere: write for example `words = "
            + EXAMPLES["recognition.words"]
            + "`",
        ),
        (
            "[recognition]\nsenders = ['acme']\n",
            "2: `senders` is 'acme'; write mail addresses or domains: `senders = "
            + EXAMPLES["recognition.senders"]
            + "`",
        ),
        (
            "[recognition]\nsenders = ['GMail.com']\n",
            "2: `senders` is 'GMail.com'; anybody can have an address there: write the whole address",
        ),
    ],
)
def test_a_mistake_in_it_is_told_with_the_way_out(path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as told:
        vocabulary(path, text)
    assert str(told.value) == f"{path}:{said}"


def test_too_long_lists_and_entries_are_refused(path: Path) -> None:
    for entries in (["ab"] * 501, ["a" * 201]):
        with pytest.raises(ConfigError):
            vocabulary(path, f"[recognition]\nwords = {entries}\n")
    assert len(vocabulary(path, f"[recognition]\nwords = {['ab'] * 500}\n").words) == 500
