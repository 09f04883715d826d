"""Organisation: what tells an employer's name by its words: a hospital, a town council, a bakery, a legal form.

The words stand in `words/organisations.txt`, where a line adds one; `*` at either end of one stands for any letters.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from afterview.core import senders
from afterview.core.lexicon import fold
from afterview.core.words import entries


class _Words(NamedTuple):
    whole: frozenset[str]
    endings: tuple[str, ...]

    def holds(self, word: str) -> bool:
        return word in self.whole or (word.endswith(self.endings) and len(word) > _ENDING)


_ENDING = 7
"""Letters that a compound has at least: "Stadtwerke", but no "Bauhof" by its "hof"."""


@cache
def _words(section: str) -> _Words:
    known = [fold(entry) for entry in entries("organisations", section)]
    return _Words(
        whole=frozenset(entry for entry in known if "*" not in entry),
        endings=tuple(entry[1:] for entry in known if entry.startswith("*")),
    )


@lru_cache(maxsize=4096)
def begins(word: str) -> bool:
    """A folded word that the name of an employer begins with: "Klinikum"."""
    return _words("first").holds(word)


@lru_cache(maxsize=4096)
def ends(word: str) -> bool:
    """A folded word that the name of an employer ends with: "Hospital", "GmbH"."""
    return _words("last").holds(word) or word in senders.LEGAL_FORMS


def is_place(word: str) -> bool:
    """A folded word that says where, not who."""
    return word in _words("place").whole


def is_named(words: tuple[str, ...]) -> bool:
    """Folded words that plainly name an organisation, and not only its kind: "Klinikum Uelzen", no "Hotel"."""
    return len(words) > 1 and (begins(words[0]) or ends(words[-1]) or any(w in _UNMISTAKABLE for w in words))


_UNMISTAKABLE = frozenset(
    {
        "gmbh",
        "inc",
        "llc",
        "ltd",
        "ag",
        "kg",
        "sarl",
        "bv",
        "ab",
        "aps",
        "asa",
        "srl",
        "spa",
        "ooo",
        "ооо",
        "тов",
        "llp",
    }
)
