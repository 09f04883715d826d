"""Glance: whether anything in an event's text could make it an interview at all, told without parsing or weighing it.

Most of a calendar is plainly nothing: no word of hiring, no recruiting sender. A glance passes over it in a tenth of
the time that judging takes. It never passes over what `evidence.concerns_interviews` would look at: it asks for the
same phrases and senders, in raw text with escapes and markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from afterview.core import lexicon, senders
from afterview.core.lexicon import Phrase
from afterview.core.stage import STAGES

MEETING = frozenset({"interview", "job", "round", *STAGES})
"""Sections that name a kind of meeting."""
CONCERNING = MEETING | {"yours", "context", "internal", "recruiter"}
"""Sections whose phrases make an event worth weighing."""
LONGEST = 60_000
"""Characters; a longer text is always worth judging."""

_MARKUP = re.compile(r"[<&]")
_WORD = re.compile(r"[^\W_]{1,40}")
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f]")
_MOST_REMEMBERED = 50_000


class Glance:
    """What to look for: the lexicon, the recruiting senders, and the candidate's `own` words and senders."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = _Wanted([tuple(t.fold for t in lexicon.tokens(entry)) for entry in own])
        self._running = tuple(entry.casefold() for entry in own if lexicon.is_east_asian(entry))

    def sees(self, title: str, text: str) -> bool:
        """Whether an event that says `title` and, elsewhere, `text` could be an interview; unescaped, with markup."""
        if len(text) + len(title) > LONGEST:
            return True
        plain = f"{_folded(title)}\n{_folded(text)}"
        said = _Said(plain)
        if _lexicon().in_words(said) or self._own.in_words(said):
            return True
        if _next_rounds().in_words(said) and (
            _next_rounds().in_words(_Said(_folded(title))) or any(label in plain for label in _labels())
        ):
            return True
        if lexicon.misspelled(lexicon.tokens(title)):
            return True
        return lexicon.is_east_asian(plain) and any(entry in plain for entry in (*_running(), *self._running))


class _Said:
    """The words of a text, and the text as nothing but words."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._all = _WORD.findall(plain)
        self.words = frozenset(self._all)

    @cached_property
    def running(self) -> str:
        """Words with single spaces; empty where markup may stand between two that belong together."""
        return "" if _MARKUP.search(self._plain) else f" {' '.join(self._all)} "


class _Wanted:
    """Phrases by the word of theirs that is looked for first; the others must be there too, one after the other."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._exact: dict[str, list[_Needs]] = {}
        self._stems: dict[str, list[_Needs]] = {}
        self._within: dict[str, list[_Needs]] = {}
        for tokens in phrases:
            if tokens:
                self._add(tokens)
        self._needs = lru_cache(maxsize=_MOST_REMEMBERED)(self._found_by)
        self._is_empty = not (self._exact or self._stems or self._within)

    def _add(self, tokens: tuple[str, ...]) -> None:
        exact = [token for token in tokens if "*" not in token]
        key = max(tokens, key=lambda token: len(token.strip("*")))
        table = self._exact
        if key.startswith("*"):
            table = self._within
        elif key.endswith("*"):
            table = self._stems
        whole = f" {' '.join(tokens)} " if len(exact) == len(tokens) > 1 else ""
        parts = tuple(token for token in tokens if token != key and token.strip("*") != token and token.strip("*"))
        table.setdefault(key.strip("*"), []).append(_Needs(frozenset(exact) - {key}, parts, whole))

    def in_words(self, said: _Said) -> bool:
        """Whether one of the phrases stands in a text."""
        if self._is_empty:
            return False
        words = said.words
        for word in words:
            for need in self._needs(word):
                if need.words <= words and need.stands_in(said):
                    return True
        return False

    def _found_by(self, word: str) -> tuple[_Needs, ...]:
        found = list(self._exact.get(word, ()))
        for size in range(1, len(word) + 1):
            found += self._stems.get(word[:size], ())
        for part, needs in self._within.items():
            if part in word:
                found += needs
        return tuple(dict.fromkeys(found))


class _Needs(NamedTuple):
    """What a phrase takes besides the word that it was found by."""

    words: frozenset[str]
    parts: tuple[str, ...]
    """Beginnings and ends of words, with their `*`."""
    phrase: str
    """The words in their order, with spaces around; empty where it is one word, or a part of one may stand for it."""

    def stands_in(self, said: _Said) -> bool:
        """The rest of it, besides its whole words, stands in a text."""
        if self.phrase and said.running and self.phrase not in said.running:
            return False
        return all(any(lexicon.fits(part, word) for word in said.words) for part in self.parts)


def _folded(text: str) -> str:
    """The text as `lexicon.fold` has its words."""
    if text.isascii():
        return text.lower()
    return lexicon.folded(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


def _phrases(*, rounds: bool = False) -> list[Phrase]:
    return [p for p in lexicon.phrases() if p.section in CONCERNING and (p.section == "round") == rounds]


@cache
def _next_rounds() -> _Wanted:
    """ "Next steps" and the like: everybody's words in a description, telling in a title alone."""
    return _Wanted(phrase.tokens for phrase in _phrases(rounds=True))


@cache
def _labels() -> tuple[str, ...]:
    """What a title within the description stands behind; those of one word are too common to tell."""
    return tuple(lexicon.folded(label) for label in lexicon.spoken("title label") if " " in label)


@cache
def _lexicon() -> _Wanted:
    hosts = (*senders.RECRUITING, *senders.TESTING)
    return _Wanted(
        [
            *(phrase.tokens for phrase in _phrases()),
            *(tuple(_WORD.findall(host)) for host in hosts),
            *((lexicon.fold(word),) for word in senders.RECRUITING_WORDS if not lexicon.is_east_asian(word)),
        ]
    )


@cache
def _running() -> tuple[str, ...]:
    words = [word for word in senders.RECRUITING_WORDS if lexicon.is_east_asian(word)]
    return tuple(
        dict.fromkeys([lexicon.folded(p.text) for p in (*_phrases(), *_phrases(rounds=True)) if not p.tokens] + words)
    )
