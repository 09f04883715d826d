"""Lexicon: which meanings the words of a title or a description carry, in eighteen languages.

One file a language (`words`). The section that a phrase stands under says what it means:

- `interview` the plain word, which also has other meanings; `job` it can only be a job interview; the stages
  (`screen`, `technical`, …) a meeting of that kind; `yours` said to a candidate; `context` talk of jobs;
  `recruiter` what those who recruit are called; `call` a talk by telephone
- `prep`, `press`, `research`, `official`, `school`, `appraisal`, `home`, `leisure`, `talk`, `fair`, `work`, `sales`,
  `chore`, `offer`, `scam`, `cancelled` another meaning; `family` somebody else;
  `hiring` the other side of the table; `agency` a go-between
- `role`, `senior`, `executive`, `junior`, `intern` words of job titles, `ordinary` those in which such a word names no
  level ("business partner"); `internal` an application within the company;
  `noise`, `department`, `person` words that are no company's name
- `place` a town or a part of one; `trade` what the names of companies end in ("銀行"), both in running text only
- `company lead`, `company tail`, `role lead`, `role label`, `role tail`, `people label` what stands before or behind
  such a name in a description; `title label` what a scheduler's kind of meeting or a forwarded subject stands behind;
  `title prefix`, `chatter` what mail programs and video calls add

`?` behind a section's name: weak, needs support. `!` behind a phrase: it speaks in a description too; phrases of the
other meanings without it count in titles only. `*` at a word's end or start stands for any letters. Letter case and
accents do not matter. Phrases in Chinese, Japanese and Korean characters are found inside running text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from afterview.core import words as tables

_TOKEN = re.compile(r"[^\W_]+")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPELLING = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "ё": "е"})
_LONGEST_TOKEN = 40
_MOST_RUNNING = 4000
_MOST_REMEMBERED = 20_000


class Phrase(NamedTuple):
    """One entry of a table."""

    section: str
    weak: bool
    anywhere: bool
    """It speaks in a description too."""
    text: str
    tokens: tuple[str, ...]
    """Its folded words; none for one that is looked for in running text."""
    language: str

    @property
    def is_long(self) -> bool:
        """It has several words."""
        return len(self.tokens) > 1


class Match(NamedTuple):
    """A phrase where it stands in a text."""

    phrase: Phrase
    start: int
    end: int
    """Offsets of characters, the end exclusive."""

    @property
    def section(self) -> str:
        """What it means."""
        return self.phrase.section


class Token(NamedTuple):
    """A word of a text."""

    fold: str
    start: int
    end: int


def word_set(text: str) -> frozenset[str]:
    """The words of a table that has no sections."""
    return frozenset(text.split())


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word without letter case and accents."""
    return word.lower() if word.isascii() else folded(word)


def folded(text: str) -> str:
    """A text without letter case and accents."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_SPELLING)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order."""
    return tuple(
        Token(fold(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text) if m.end() - m.start() <= _LONGEST_TOKEN
    )


def is_east_asian(text: str) -> bool:
    """It holds Chinese, Japanese or Korean characters."""
    return not text.isascii() and _EAST_ASIAN.search(text) is not None


def find(text: str, words: tuple[Token, ...]) -> tuple[Match, ...]:
    """Every phrase in a text, `words` being its tokens; one that lies within a longer one does not count."""
    index = _index()
    found = [
        m for at, word in enumerate(words) if not index.beginning(word.fold).none for m in index.starting(words, at)
    ]
    if is_east_asian(text):
        found += index.inside(text)
    else:
        # "hr" or "it" of a Japanese table is said among Japanese
        found = [m for m in found if m.phrase.language not in _RUNNING]
    return _longest(found)


def tongues(words: Sequence[Token]) -> dict[str, float]:
    """How much speaks for each language that a text may be in, going by words of theirs."""
    index = _index()
    scores: dict[str, float] = {}
    for word in words:
        spoken_in = {p.language for p in index.beginning(word.fold).alone}
        for language in spoken_in:
            scores[language] = scores.get(language, 0.0) + 1 / len(spoken_in)
    return scores


def languages(scores: Mapping[str, float]) -> frozenset[str]:
    """The languages that may be meant by these `tongues`; all of them where nothing speaks for any."""
    best = max(scores.values(), default=0.0)
    return frozenset(lang for lang in tables.LANGUAGES if best < _LITTLE or scores.get(lang, 0.0) * 2 >= best)


_LITTLE = 0.9
"""A score that tells nothing: less than one word that only one language has."""


def misspelled(words: Sequence[Token]) -> tuple[Match, ...]:
    """Long words for a meeting as people mistype them: "Vorstelungsgespräch", "interveiw"."""
    return tuple(Match(phrase, word.start, word.end) for word in words if (phrase := _meant(word.fold)))


@lru_cache(maxsize=16384)
def _meant(word: str) -> Phrase | None:
    if len(word) < _LONG_WORD or word.isdigit() or not _index().beginning(word).none:
        return None
    near = get_close_matches(word, _long_words().get(word[:_SAME_LETTERS], ()), n=1, cutoff=_ALIKE)
    return _long_words()[word[:_SAME_LETTERS]][near[0]] if near else None


@cache
def _long_words() -> dict[str, dict[str, Phrase]]:
    """Words for a meeting that are long enough to be known with a wrong letter, by their first letters."""
    found: dict[str, dict[str, Phrase]] = {}
    for phrase in phrases():
        if len(phrase.tokens) == 1 and not phrase.weak and phrase.section in ("interview", "job", "screen"):
            word = phrase.tokens[0].strip("*")
            if len(word) >= _LONG_WORD:
                found.setdefault(word[:_SAME_LETTERS], {})[word] = phrase
    return found


_LONG_WORD = 8
_SAME_LETTERS = 3
_ALIKE = 0.87


def holds(section: str, word: str) -> bool:
    """A folded word is a phrase of the section on its own."""
    return any(p.section == section for p in _index().beginning(word).alone)


def _longest(found: list[Match]) -> tuple[Match, ...]:
    """Without those that lie within a longer one of another kind: "screen share" is no screen."""
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Match] = []
    widest: tuple[int, int] = (-1, -1)
    for match in found:
        plain = match.section in _BESIDE
        if not plain and widest[0] <= match.start and match.end <= widest[1]:
            if (match.start, match.end) != widest:
                continue
        elif not plain:
            widest = (match.start, match.end) if match.end > widest[1] else widest
        kept.append(match)
    return tuple(kept)


_BESIDE = word_set("yours call recruiter family role senior executive junior intern ordinary noise department person")
"""Sections that neither hide others nor are hidden."""


class _Beginning:
    """The phrases that may begin with a word, by what has to follow: most are ruled out by that alone."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.alone = tuple(p for p in phrases if len(p.tokens) == 1)
        self.open = tuple(p for p in phrases if len(p.tokens) > 1 and "*" in p.tokens[1])
        self.followed: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if len(phrase.tokens) > 1 and "*" not in phrase.tokens[1]:
                self.followed.setdefault(phrase.tokens[1], []).append(phrase)
        self.none = not phrases


class _Index:
    """Phrases by their first word, its beginning or its end."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.exact: defaultdict[str, list[Phrase]] = defaultdict(list)
        self.stems: defaultdict[str, list[Phrase]] = defaultdict(list)
        self.endings: defaultdict[str, list[Phrase]] = defaultdict(list)
        self.within: defaultdict[str, list[Phrase]] = defaultdict(list)
        self.running: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            first = phrase.tokens[0] if phrase.tokens else ""
            if not first:
                self.running[phrase.text[:2]].append(phrase)
            elif "*" not in first:
                self.exact[first].append(phrase)
            elif first[0] == first[-1] == "*":
                self.within[first.strip("*")].append(phrase)
            elif first[0] == "*":
                self.endings[first[1:]].append(phrase)
            else:
                self.stems[first[:-1]].append(phrase)
        self.beginning = lru_cache(maxsize=_MOST_REMEMBERED)(self._beginning)

    def _beginning(self, word: str) -> _Beginning:
        found = list(self.exact.get(word, ()))
        for size in range(1, len(word) + 1):
            found += self.stems.get(word[:size], ())
            found += self.endings.get(word[-size:], ())
        for part, phrases in self.within.items():
            if part in word:
                found += phrases
        return _Beginning([p for p in found if fits(p.tokens[0], word)])

    def starting(self, words: tuple[Token, ...], at: int) -> list[Match]:
        known = self.beginning(words[at].fold)
        found = [Match(phrase, words[at].start, words[at].end) for phrase in known.alone]
        if at + 1 < len(words):
            for phrase in (*known.followed.get(words[at + 1].fold, ()), *known.open):
                last = at + len(phrase.tokens)
                rest = zip(phrase.tokens[1:], words[at + 1 : last], strict=False)
                if last <= len(words) and all(fits(pattern, word.fold) for pattern, word in rest):
                    found.append(Match(phrase, words[at].start, words[last - 1].end))
        return found

    def inside(self, text: str) -> list[Match]:
        lower = text.lower()
        if len(lower) != len(text):
            lower = text
        found: list[Match] = []
        for at, character in enumerate(lower):
            for phrase in (*self.running.get(character, ()), *self.running.get(lower[at : at + 2], ())):
                if lower.startswith(phrase.text, at) and len(found) < _MOST_RUNNING:
                    found.append(Match(phrase, at, at + len(phrase.text)))
        return found


def fits(pattern: str, word: str) -> bool:
    """Whether a word is what a token of a phrase asks for: itself, or with `*` a part of it."""
    if "*" not in pattern:
        return pattern == word
    core = pattern.strip("*")
    if pattern[0] == "*" and pattern[-1] == "*":
        return core in word
    return word.endswith(core) if pattern[0] == "*" else word.startswith(core)


@cache
def _index() -> _Index:
    return _Index(list(phrases()))


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase that has a meaning of its own, in all languages."""
    return tuple(phrase for language in tables.LANGUAGES for phrase in _phrases(language))


def spoken(section: str, *, weak: bool | None = None) -> tuple[str, ...]:
    """What stands under that heading in any language, as it is written, in the order of the languages.

    Under those with `?` or those without it, where `weak` says so.
    """
    return tuple(
        entry
        for lang in tables.LANGUAGES
        for part in tables.sections(lang)
        if part.name == section and weak in (None, part.weak)
        for entry in part.entries
    )


def alternatives(section: str, *, weak: bool | None = None) -> str:
    """`spoken` as a regular expression that matches any of them, the longest first, whatever stands between words."""
    longest = sorted(dict.fromkeys(spoken(section, weak=weak)), key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s") for entry in longest)


def _phrases(language: str) -> list[Phrase]:
    """The entries of a language's table that have a meaning of their own."""
    found: list[Phrase] = []
    new = tuple.__new__
    running = language in _RUNNING
    spelled_out = _SPELLED if language in _SPELLED_IN else None
    for section in tables.sections(language):
        if section.name in _LEADS:
            continue
        name, weak = section.name, section.weak
        written = ",".join(section.lines)
        for entry, bare in zip(written.split(","), _bare(written).split(","), strict=True):
            anywhere = entry[-1] == "!"
            text = entry.strip(" !")
            words = () if running and is_east_asian(text) else tuple(bare.split())
            # as `Phrase(...)`, which takes twice as long for tens of thousands
            found.append(new(Phrase, (name, weak, anywhere, text, words, language)))
            if spelled_out and not text.isascii() and spelled_out.search(text):
                other = tuple(_bare(text.translate(_SPELLED_OUT)).split())
                found.append(new(Phrase, (name, weak, anywhere, text, other, language)))
    return found


_SPELLED_IN = frozenset({"de", "sv", "da", "no"})
_SPELLED = re.compile("[äöüåæø]", re.IGNORECASE)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""As these letters are typed where a keyboard has none."""
_LEADS = frozenset(
    [
        "company lead",
        "company tail",
        "role lead",
        "role label",
        "role tail",
        "people label",
        "title prefix",
        "title label",
        "chatter",
    ]
)
"""Sections of phrases that only lead in what follows."""


def _bare(written: str) -> str:
    """Entries folded, with spaces for all punctuation but the commas between them."""
    return _PUNCTUATION.sub(" ", folded(written))


_RUNNING = frozenset({"ja", "zh", "ko"})
"""Languages whose words stand in running text."""
_MARKS = re.compile("[\u0300-\u036f]")
_PUNCTUATION = re.compile(r"[^\w,*\n]|_")
