"""Likeness: whether a name as people write it is what the label of a domain stands for.

"Zählwerk Energie" is zaehlwerk-energie.de, "Полынья Дата" polynya-data.ru, "Harbor Family Services" harborfs.org.
Both sides are brought to the same few letters first; then a label is the name's words, or how each of them begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from afterview.core import lexicon, senders
from afterview.core.lexicon import word_set

SAME, LONGER, PARTLY = 3.0, 2.4, 1.2
"""Points of a name that is what the label stands for, of one that says more, and of one that says a part of it."""
_LONGEST = 80
_MOST_WORDS = 7
_TELLING = 6
"""Letters of a word that a label begins with, though the rest of the name is another."""
_SMALL = word_set("and und et y e i og och en of de du des di del der the for fur a")
_ARTICLES = word_set("the het de den det das die der la le les el los il lo")
_LATIN = str.maketrans(
    {
        **dict(zip("абвгґдезийіклмнопрстуфыэ", "abvggdeziiiklmnoprstufie", strict=True)),
        "ж": "zh",
        "х": "h",
        "ц": "c",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ю": "iu",
        "я": "ia",
        "є": "ie",
        "ї": "i",
        "ь": "",
        "ъ": "",
        "ё": "e",
        "'": "",
        "’": "",
    }
)
_SPELLINGS = {
    "ae": "a",
    "oe": "o",
    "ue": "u",
    "aa": "a",
    "kh": "h",
    "ts": "c",
    "shch": "sh",
    "x": "ks",
    "w": "v",
    "y": "i",
    "j": "i",
    "ii": "i",
}
"""Letters that the same word is written with in another country, or where a keyboard has no others."""


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """A text in folded letters of the Latin alphabet, without spaces, punctuation and what spellings differ in."""
    text = re.sub(r"[\W_]", "", lexicon.folded(text[:_LONGEST])).translate(_LATIN)
    for written, plain in _SPELLINGS.items():
        text = text.replace(written, plain)
    return text


def squashed(name: str) -> str:
    """The words of a name in one, without legal forms."""
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    return [bare(t.fold) for t in lexicon.tokens(name[:_LONGEST]) if t.fold not in senders.LEGAL_FORMS]


def vouched(name: str, labels: Iterable[str]) -> float:
    """How much the labels of domains speak for a name: `SAME`, `LONGER`, `PARTLY` or 0."""
    words = _words(name)
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    whole = "".join(words)
    if len(whole) < 2:
        return 0.0
    return max((_alike(words, whole, bare(label)) for label in labels), default=0.0)


def _alike(words: list[str], whole: str, label: str) -> float:
    if whole == label or _begins_each(words[:_MOST_WORDS], label):
        return SAME
    short, long = sorted((whole, label), key=len)
    partly = len(short) >= 4 and (long.startswith(short) or (len(short) >= 6 and short in long))
    if not partly:
        return PARTLY if any(len(word) >= _TELLING and label.startswith(word) for word in words) else 0.0
    return LONGER if long == whole else PARTLY


def _begins_each(words: list[str], label: str) -> bool:
    """The label is made of how the words begin, one of them at some length: "harborfs" of "Harbor Family Services"."""
    if len(words) < 2 or not 4 <= len(label) <= 40:
        return False
    # how far into the label one gets, and whether some word is there with four letters or more
    reached = {(0, False)}
    for word in words:
        skipped = reached if word in _SMALL else set()
        taken = {
            (at + size, long or size >= 4) for at, long in reached for size in range(1, _common(word, label, at) + 1)
        }
        reached = skipped | taken
    return (len(label), True) in reached


def _common(word: str, label: str, at: int) -> int:
    size = 0
    while size < len(word) and at + size < len(label) and word[size] == label[at + size]:
        size += 1
    return size


def is_told_twice(name: str, others: set[str]) -> bool:
    """A squashed name that another source has too, or begins with."""
    return len(name) >= 3 and any(
        o == name or (min(len(o), len(name)) >= 5 and (o.startswith(name) or name.startswith(o))) for o in others
    )
