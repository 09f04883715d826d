"""Promise: the day by which an employer says, in an invitation, that they will answer.

A sentence counts only where it plainly promises an answer and every word of its day is understood: no deadline for the
candidate, no condition, nothing from an older mail that is quoted below, and no two promises of different days. What
employers write stands in `words/promises.txt`, by language; a day is translated word by word and read by `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from afterview.core import lexicon
from afterview.core.dates import read_date
from afterview.core.lexicon import word_set
from afterview.core.plaintext import one_line
from afterview.core.scene import plain_body
from afterview.core.words import sections

QUOTE_LENGTH = 160
"""Characters at most."""

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "pl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A day on which, at the latest, the employer is to answer, and the words it was read from."""

    day: date
    quote: str
    """The sentence, fit to print: one line, bounded."""


_LATEST = timedelta(days=120)
"""A promise that reaches further is a misreading."""
_LONGEST = 400
"""Characters of a sentence; nobody promises anything in a longer one."""
_WORDS_OF_DAY = 9
_NEAR = 2
"""Words that may stand between a promise and a day that follows it: "let you know our decision on Friday"."""


def read(description: str, day: date) -> Promise | None:
    """When the employer is to answer by what `description` says, seen from `day`, the interview's own."""
    found: dict[date, str] = {}
    for sentence in _sentences(plain_body(description)):
        folded = _folded(sentence)
        for language in LANGUAGES:
            rules = _rules(language)
            if rules.promise.search(folded) and (promised := _promised(folded, rules, day)) is not None:
                found.setdefault(promised, sentence)
                break
    if len(found) != 1:
        return None
    promised, sentence = found.popitem()
    quote = one_line(sentence, QUOTE_LENGTH)
    return Promise(day=promised, quote=quote) if quote else None


# --- the text as sentences ---

_OLDER = re.compile(
    r"^\s*[-_]{2,}\s?(?:original|forwarded|urspr|weitergeleitet|message|mensaje|mensagem|messaggio|oorspronkelijk|doorgestuurd"
    r"|vidarebefordrat|videresendt|oprindelig|opprinnelig|przekazan|oryginaln).{0,60}$"
    r"|^.{4,150}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał|napisała)\b.{0,80}:\s*$"
    r"|^(?:from|von|de|da|van|från|fra|od)\s?:.{1,200}\n(?:sent|to|date|gesendet|an|datum|envoyé|à|enviado|para|fecha|data|inviato|a"
    r"|verzonden|aan|skickat|till|sendt|til|wysłano|do)\s?:",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_WRAPPED = re.compile(r"(?<=[^\s.!?:;])\n(?=[a-zà-ÿ0-9])")
_END = re.compile(r"[!?;]\s+|(?<![0-9])\.\s+|(?<=[0-9])\.\s+(?=[A-ZÀ-Þ][^\W\d_]*)|\n|\s[|•]\s")


def _sentences(text: str) -> Iterator[str]:
    """What stands in the newest mail, one sentence at a time; "12. März" is not the end of one."""
    older = _OLDER.search(text)
    text = _QUOTED.sub("", text[: older.start()] if older else text)
    held = ""
    for part in _END.split(_WRAPPED.sub(" ", text)):
        joined = f"{held}. {part}" if held else part
        held = ""
        if re.search(r"\d$", part.rstrip()) and len(joined) < _LONGEST:
            held = joined
            continue
        yield from _pieces(joined)
    if held:
        yield from _pieces(held)


def _pieces(text: str) -> Iterator[str]:
    """`text` as one sentence where what follows a number's full stop is a month, else as several."""
    start = 0
    for match in re.finditer(r"(?<=\d)\.\s+(?P<next>[^\W\d_]+)", text):
        if match["next"][0].isupper() and lexicon.fold(match["next"]) not in _months():
            yield from _bounded(text[start : match.start()])
            start = match.start() + 1
    yield from _bounded(text[start:])


def _bounded(text: str) -> Iterator[str]:
    text = text.strip(" \t*-–•.")
    if 10 <= len(text) <= _LONGEST:
        yield text


@cache
def _months() -> frozenset[str]:
    return frozenset(
        word for rules in map(_rules, LANGUAGES) for word, meaning in rules.single.items() if meaning in _MONTHS
    )


_MONTHS = word_set("january february march april may june july august september october november december")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_UNITS = word_set("hours days workdays weeks months")
_OF_CALENDAR = _MONTHS | _WEEKDAYS | _UNITS | {"next", "this", "end of", "week", "month"}


def _folded(text: str) -> str:
    return lexicon.folded(text.replace("’", "'"))


# --- the rules of a language ---


class _Rules(NamedTuple):
    language: str
    promise: re.Pattern[str]
    spoilers: re.Pattern[str]
    condition: re.Pattern[str]
    by: re.Pattern[str]
    on: re.Pattern[str]
    own_day: tuple[tuple[str, ...], ...]
    beyond: tuple[tuple[str, ...], ...]
    aside: tuple[tuple[str, ...], ...]
    calendar: dict[tuple[str, ...], str]

    @property
    def single(self) -> dict[str, str]:
        """The words of dates that stand alone."""
        return {words[0]: meaning for words, meaning in self.calendar.items() if len(words) == 1}


@cache
def _rules(language: str) -> _Rules:
    parts = {s.name.partition(": ")[2]: s for s in sections("promises") if s.name.startswith(f"{language}: ")}

    def pattern(name: str) -> re.Pattern[str]:
        entries = sorted({_folded(e) for e in parts[name].entries}, key=lambda entry: (-len(entry), entry))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_expression, entries))})(?!\w)")

    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted({tuple(_words(_folded(e))) for e in parts[name].entries}, key=lambda words: -len(words)))

    calendar: dict[tuple[str, ...], str] = {}
    for line in parts["calendar"].lines:
        meaning, *names = (entry.strip() for entry in line.split(","))
        calendar |= {
            tuple(_words(_folded(name))): meaning for name in (*names, *([meaning] if language == "en" else []))
        }
    if language == "en":
        calendar |= {(word,): word for word in (_MONTHS | _WEEKDAYS | {"next", "this", "week", "month"})}
    return _Rules(
        language=language,
        promise=pattern("promise"),
        spoilers=pattern("not"),
        condition=pattern("if"),
        by=pattern("by"),
        on=pattern("on"),
        own_day=phrases("own day"),
        beyond=phrases("beyond"),
        aside=phrases("aside"),
        calendar=calendar,
    )


def _expression(entry: str) -> str:
    """An entry as a pattern: `*` for any letters, "…" for what stands between."""
    words = re.escape(entry).replace(r"\*", r"\w{0,12}").replace(r"\ \.\.\.\ ", r"(?:\s.{0,90}?)?\s")
    return words.replace("\\ ", r"\s")


_WORD = re.compile(r"\d{1,4}(?:[./-]\d{1,4}){1,2}|\d{1,2}:\d{2}|\d+(?:st|nd|rd|th|er)?|[^\W\d_]+|[–—-]|[/,]")


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", text))


# --- one sentence ---


def _promised(sentence: str, rules: _Rules, day: date) -> date | None:
    """The day that a folded sentence promises; None where it is none, or not understood whole."""
    match = rules.promise.search(sentence)
    if match is None or rules.spoilers.search(sentence.replace("please note", "")):
        return None
    if rules.condition.search(sentence, 0, match.start()):
        return None
    found = {named for at in _beginnings(sentence, match, rules) if (named := _day_at(sentence[at:], rules, day))}
    if len(found) != 1:
        return None
    promised = found.pop()
    return promised if day < promised <= day + _LATEST else None


def _beginnings(sentence: str, promise: re.Match[str], rules: _Rules) -> Iterator[int]:
    """Where a day may begin: behind "by", anywhere; behind "on" or nothing, only close to the promise."""
    leads = list(rules.by.finditer(sentence))
    yield from (m.end() for m in leads)
    if leads:
        return
    after = [m.end() for m in re.finditer(r"\w+", sentence[promise.end() :])][:_NEAR]
    close = promise.end() + (after[-1] if after else 0)
    places = [0, *(m.start() for m in re.finditer(r"\w+", sentence) if promise.start() < m.start() <= close + 1)]
    for at in places:
        lead = rules.on.match(sentence, at)
        yield lead.end() if lead else at


def _day_at(text: str, rules: _Rules, day: date) -> date | None:
    """The day whose words `text` begins with, if nothing behind them makes it another."""
    words = _words(re.split(r"[()]|\s[–—-]\s(?!\d)|:\s", text, maxsplit=1)[0])
    named = _translated(words[: 3 * _WORDS_OF_DAY], rules)
    for size in range(min(_WORDS_OF_DAY, len(named)), 0, -1):
        found = _named(_joined(named[:size]), rules, day)
        if found is None:
            continue
        used = sum(count for _, count in named[:size])
        if _begins(words[used:], rules.own_day) and named[size - 1][0] in _UNITS | {"week", "month"}:
            return found if re.match(r"(?:next )?\d", _joined(named[:size])) else None
        return None if _goes_on(words, used, named[size:]) or _begins(words[used:], rules.beyond) else found
    return None


def _joined(named: list[tuple[str, int]]) -> str:
    return " ".join(meaning for meaning, _ in named if meaning)


def _goes_on(words: list[str], used: int, rest: list[tuple[str, int]]) -> bool:
    """More of a date follows the words that were read as one; "eine Rückmeldung" is no number."""
    following = rest[0][0] if rest else ""
    if following.isdigit() and not words[used].isdigit():
        return len(rest) > 1 and rest[1][0] in _OF_CALENDAR
    return following in _OF_CALENDAR or following[:1].isdigit() or following in ("-", "–", "—", "/")


def _begins(words: list[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(words[: len(p)]) == p for p in phrases)


def _translated(words: list[str], rules: _Rules) -> list[tuple[str, int]]:
    """The words of a date in English, and how many words each was; what means nothing is empty.

    A comma ends them, but for one behind a weekday or before a number.
    """
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        if words[at] == ",":
            number = at + 1 < len(words) and words[at + 1][0].isdigit()
            if not number and not (found and found[-1][0] in _WEEKDAYS):
                break
            found.append(("", 1))
            at += 1
            continue
        for size in range(min(4, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + size])
            meaning = rules.calendar.get(phrase)
            if meaning is not None or phrase in rules.aside:
                found.append((meaning or "", size))
                at += size
                break
        else:
            found.append((words[at], 1))
            at += 1
    return found


_OF_WRITING = frozenset(("today", "tomorrow", "day after tomorrow", "heute", "morgen", "ubermorgen"))
"""Counted from the day of writing, which nobody knows."""
_RANGE = re.compile(
    r"(?:\d{1,2}) ?(?:-|–|—|/|to|or|bis|oder|à|a|ou|o|tot|of|till|eller|til|do|lub|y|e) ?(?=\d{1,2} [a-z]+$)"
)
_LENGTH = re.compile(r"(?:next )?(?P<count>\d{1,3}) (?:next )?(?P<unit>hours|days|workdays|weeks|months)")
_TURNED = re.compile(r"\b(?P<noun>week|month|monday|tuesday|wednesday|thursday|friday) (?P<which>next|this)\b")


def _named(phrase: str, rules: _Rules, day: date) -> date | None:
    """The day of a phrase in English words: a length of time from the interview, a week, a date."""
    phrase = _TURNED.sub(r"\g<which> \g<noun>", _RANGE.sub("", phrase))
    if match := _LENGTH.fullmatch(phrase):
        return _later(int(match["count"]), match["unit"], day)
    if not re.search(r"[a-z]|[./-]", phrase):
        return None
    if phrase in _OF_WRITING:
        return None
    if re.fullmatch(r"(?:[a-z]+ )?\d{1,2}\.\d{1,2}", phrase):
        phrase += "."
    found = read_date(phrase, day)
    following = re.match(r"next (?P<weekday>[a-z]+day)$", phrase)
    if found and following and rules.language not in ("en", "de"):
        # "vendredi prochain" is this week's to some and the next one's to others.
        return found if read_date(following["weekday"], day) == found else None
    return found


def _later(count: int, unit: str, day: date) -> date | None:
    match unit:
        case "hours":
            return day + timedelta(days=max(1, -(-count // 24)))
        case "workdays":
            # Without holidays, which nobody counts who writes an invitation.
            for _ in range(count):
                day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
            return day
        case _:
            return read_date(f"in {count} {unit}", day)
