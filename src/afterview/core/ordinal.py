"""Ordinal: which round an interview says it is: "Round 2", "zweites Gespräch", 二次面接.

A title is read freely, a description only where it numbers its own interview ("Round: 2", "Interview 2 of 4"): it often
speaks of the rounds to come. Two different numbers are none. The words stand in `words/rounds.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from afterview.core import lexicon
from afterview.core.lexicon import Token
from afterview.core.words import sections

_MOST = 9
_BETWEEN = 2
"""Words that may stand between an ordinal and its noun: "second technical interview"."""
_TITLE_LENGTH = 300
_BODY_LENGTH = 3000
_SUFFIXED = re.compile(r"([1-9])(?:st|nd|rd|th|e|er|ere|eme|re|o|a|i|ste|de|he|ro|ra)")
_LABEL = re.compile(r"^[\s>*•-]{0,10}(?P<noun>[^\W\d_]{4,20})\s?[:#]\s?(?P<number>[1-9])\s{0,3}$", re.MULTILINE)
_OF_MANY = re.compile(
    r"\b(?P<noun>[^\W\d_]{4,20})\s(?:#|no\.?\s)?(?P<number>[1-9])\s?(?P<of>/|[^\W\d_]{1,3})\s?(?P<all>[1-9])\b"
)


def round_number(title: str, body: str) -> int | None:
    """The number, from 1 to 9, that `title` or else `body` gives an interview; None where it gives none, or several."""
    return _only(_in_title(title[:_TITLE_LENGTH])) or _only(_in_body(body[:_BODY_LENGTH]))


def _only(numbers: Iterator[int]) -> int | None:
    found = set(numbers)
    return found.pop() if len(found) == 1 else None


def _in_title(title: str) -> Iterator[int]:
    if lexicon.is_east_asian(title):
        for number, line in enumerate(_lines("running"), start=1):
            if any(phrase in title for phrase in line):
                yield number
    words = lexicon.tokens(title)
    for at, word in enumerate(words):
        yield from _before_noun(title, words, at)
        if word.fold in _folds("numbered") and at + 1 < len(words):
            yield from _behind_noun(title, word, words[at + 1])
        if match := re.fullmatch(r"(?:r|rd|runde|round)([1-9])", word.fold):
            yield int(match[1])


def _before_noun(title: str, words: tuple[Token, ...], at: int) -> Iterator[int]:
    """ "2nd interview", "zweites Gespräch", "2. Runde"."""
    word = words[at]
    number = _numbers("ordinal").get(word.fold)
    if number is None and (match := _SUFFIXED.fullmatch(word.fold)):
        number = int(match[1])
    dotted = title[word.end : word.end + 2]
    if number is None and re.fullmatch("[1-9]", word.fold) and re.match(r"\.\s?|[º°ª]|-[йея]|:[ae]", dotted):
        number = int(word.fold)
    if number is None:
        return
    if word.fold.endswith("gesprach"):
        yield number
        return
    first = at + 1 + bool(re.match(":[ae]\\b", dotted))  # the Swedish "2:a"
    for nearby in range(first, min(first + 1 + _BETWEEN, len(words))):
        gap = title[words[nearby - 1].end : words[nearby].start]
        if re.search(r"[|:;,()\[\]–—]|\s-\s", gap) or words[nearby].fold in _folds("month"):
            return
        if _is_round(words[nearby].fold):
            yield number
            return


def _behind_noun(title: str, noun: Token, word: Token) -> Iterator[int]:
    """ "Round 2", "Interview #2", "Runde zwei"; no time of day or date."""
    number = _numbers("cardinal").get(word.fold) if noun.fold in _folds("counted") else None
    if re.fullmatch("[1-9]", word.fold):
        number = int(word.fold)
    gap = title[noun.end : word.start]
    after = title[word.end : word.end + 3]
    if number and re.fullmatch(r"\s?[#-]?\s?", gap) and not re.match(r"[:.]\d|\s?(?:am|pm|uhr|h)\b|[/-]\d", after):
        yield number


def _in_body(body: str) -> Iterator[int]:
    for match in _LABEL.finditer(body):
        if lexicon.fold(match["noun"]) in _folds("numbered"):
            yield int(match["number"])
    for match in _OF_MANY.finditer(body):
        number, all_ = int(match["number"]), int(match["all"])
        named = lexicon.fold(match["noun"]) in _folds("numbered") and lexicon.fold(match["of"]) in _folds("of")
        if named and number <= all_:
            yield number


def _is_round(word: str) -> bool:
    return word in _folds("round") or any(word.endswith(tail) for tail in _tails())


@cache
def _numbers(section: str) -> dict[str, int]:
    return {lexicon.fold(word): number for number, line in enumerate(_lines(section), start=1) for word in line}


@cache
def _folds(section: str) -> frozenset[str]:
    return frozenset(lexicon.fold(word) for line in _lines(section) for word in line if not word.startswith("*"))


@cache
def _tails() -> tuple[str, ...]:
    return tuple(lexicon.fold(word[1:]) for line in _lines("round") for word in line if word.startswith("*"))


@cache
def _lines(section: str) -> tuple[tuple[str, ...], ...]:
    lines = (line for part in sections("rounds") if part.name == section for line in part.lines)
    return tuple(tuple(entry.strip() for entry in line.split(",")) for line in lines)
