"""Familiar: the words and hosts that the tables of recognition know, and which therefore say nothing of anybody."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from afterview.core import lexicon, senders, words
from afterview.core.words import entries

LINK_WORDS = lexicon.word_set("""
api app applicant applications apply backend boards candidate candidates career careers com companies de eu feedback
feedback-form feedbackform form guides hire hiring interview interviewer interviewers interviewkit interviews job jobs
join kit mail meet my people portal recruiting scorecard scorecards sdash us www you
""")
"""Words of links that tell whose side a link is for."""
_SENDER_WORDS = (
    "recruiting word", "mailbox word", "press word", "tool", "legal form", "legal form with a full stop"
)  # fmt: skip
_STARRED = re.compile(r"(\*?)([^\W_]+)(\*?)")
_TELLING = 4
"""Letters of a beginning or an ending from which it is no mere chance."""
_INFLECTION = 3
"""Letters that a word may have behind its beginning without being another one."""
_NO_WORDS = frozenset({"senders", "given-names"})


def is_known(word: str) -> bool:
    """Some phrase of the tables has the folded word, whole."""
    return known_part(word) == (0, len(word))


@lru_cache(maxsize=16384)
def known_part(word: str) -> tuple[int, int] | None:
    """From where to where a phrase of the tables has the folded word: of "Werkbank" perhaps only "bank"."""
    exact, beginnings, endings, within = _tables()
    size = len(word)
    if word in exact or lexicon.misspelled(lexicon.tokens(word)):
        return 0, size
    for length in range(size, _TELLING - 1, -1):
        if word[:length] in beginnings:
            is_whole = size - length <= _INFLECTION or is_known(word[length:])
            return 0, size if is_whole else length
        if word[-length:] in endings:
            return 0 if length == size or is_known(word[:-length]) else size - length, size
    return next(((word.find(part), word.find(part) + len(part)) for part in within if part in word), None)


@cache
def running() -> tuple[str, ...]:
    """What is looked for inside running text, folded, the longest first."""
    every = {lexicon.folded(entry.strip(" !*")) for entry in _entries() if lexicon.is_east_asian(entry)}
    return tuple(sorted(every, key=lambda entry: (-len(entry), entry)))


def known_host(host: str) -> str | None:
    """The host that the tables of senders know and that `host` is or lies under; None where there is none."""
    labels = host.split(".")
    for at in range(len(labels) - 1):
        if ".".join(labels[at:]) in _hosts():
            return ".".join(labels[at:])
    registered = senders.registered(host)
    return registered if senders.is_freemail(registered) else None


@cache
def _hosts() -> frozenset[str]:
    no_company = entries("senders", "no company")
    return senders.RECRUITING | senders.TESTING | senders.SCHEDULING | senders.FREEMAIL | no_company


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
    """Whole words, beginnings, endings, and what may stand anywhere in a word."""
    found: tuple[set[str], set[str], set[str], set[str]] = (set(), set(), set(), set())
    for entry in _entries():
        for before, word, behind in _STARRED.findall(lexicon.folded(entry)):
            # a short beginning is that of many a name
            if len(word) >= _TELLING or not (before or behind):
                found[2 * bool(before) + bool(behind)].add(word)
    return frozenset(found[0]), frozenset(found[1]), frozenset(found[2]), tuple(sorted(found[3]))


@cache
def _entries() -> tuple[str, ...]:
    every = [
        entry
        for name in words.names()
        if name not in _NO_WORDS
        for part in words.sections(name)
        for entry in part.entries
    ]
    return (*every, *(entry for part in _SENDER_WORDS for entry in entries("senders", part)))
