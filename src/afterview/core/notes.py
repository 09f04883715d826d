"""Notes: what the candidate wrote into an interview or a reminder ("Decision by: …", #rejected).

`read` is total: a line that looks like an answer but cannot be read is kept in `unread`, never guessed at. A line whose
value is a placeholder ("…", DATE) says nothing, so that instructions may show the lines that they ask for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any, Final, Literal, TypeAlias

from afterview.core.dates import read_date
from afterview.core.event import Person
from afterview.core.people import read_people
from afterview.core.vocabulary import NO, OUTCOMES, PLACEHOLDERS, SENIORITY, STAGE, YES, plain, read_zone, without_noise

OutcomeKind: TypeAlias = Literal["offer", "rejected", "withdrawn", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was said in one text; None or False where nothing was."""

    decision_by: date | None = None
    new_date: date | None = None
    outcome: OutcomeKind | None = None
    """The application has ended."""
    outcome_on: date | None = None
    """The day of the outcome where the line gives one."""
    still_open: bool = False
    heard_back: bool = False
    company: str | None = None
    role: str | None = None
    stage: str | None = None
    """One of `stage.STAGES`."""
    seniority: str | None = None
    """One of `stage.SENIORITIES`."""
    interviewers: tuple[Person, ...] | None = None
    contact: Person | None = None
    zone: str | None = None
    """IANA name."""
    policy: str | None = None
    follow_up: bool | None = None
    """False: never follow this one up."""
    interview: bool | None = None
    """It is (not) an interview, whatever it looks like."""
    unread: tuple[str, ...] = ()
    """Lines that look like an answer and could not be read, as written."""


NOTHING_SAID = Notes()

_LONGEST_TEXT = 1_000_000
"""Characters read; of a longer text its beginning and its end."""
_LONGEST_VALUE = 120
_LONGEST_LIST = 1_000
_MOST_UNREAD = 10

_Said: TypeAlias = dict[str, Any]
"""Fields of Notes that a value fills; empty where it says nothing."""
_Reader: TypeAlias = Callable[[str, date], _Said | None]
"""Reads the value of one key; None where it cannot be read."""


def read(text: str, day: date) -> Notes:
    """What `text` says, with dates seen from `day`, the interview's local date; the last of several answers counts.

    Reads lines `Key: value` in any letter case, behind bullets and quotation marks, and hashtags. Dates more than 400
    days before or 800 after `day` are unread, like everything that is not understood whole.
    """
    said: _Said = {}
    unread: list[str] = []
    for line in _lines(text):
        for tag in _HASHTAG.finditer(line):
            said.update(_HASHTAGS.get(re.sub("[_-]", "", tag["word"]).lower(), {}))
        match = _KEY_VALUE.match(line)
        if match is None:
            continue
        value = _value(match["value"])
        if _says_nothing(value):
            continue
        reader = _KEYS[_key(match["key"])]
        answer = reader(value, day) if len(value) <= _LONGEST_LIST else None
        if answer is None or answer.pop("doubtful", False):
            unread.append(_clean(line)[:_LONGEST_VALUE])
        said.update(answer or {})
    return Notes(**said, unread=_bounded(unread))


def merge(older: Notes, newer: Notes) -> Notes:
    """What holds when both were said, `newer` last: its answers win, an outcome and "still open" replace each other.

    "Heard back" stays, as nothing but a new date or round unsays it.
    """
    said: _Said = {name: value for name in _PLAIN_FIELDS if (value := getattr(newer, name)) is not None}
    if newer.outcome is not None or newer.still_open:
        said |= {"outcome": newer.outcome, "outcome_on": newer.outcome_on, "still_open": newer.still_open}
    return replace(
        older,
        **said,
        heard_back=older.heard_back or newer.heard_back,
        unread=_bounded([*older.unread, *newer.unread]),
    )


def _bounded(lines: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))[:_MOST_UNREAD]


_PLAIN_FIELDS: Final = (
    "decision_by",
    "new_date",
    "company",
    "role",
    "stage",
    "seniority",
    "interviewers",
    "contact",
    "zone",
    "policy",
    "follow_up",
    "interview",
)

# --- the text as lines ---

_BREAK = re.compile(
    r"<\s{0,3}(?:br|/p|/div|/li|/tr|/h[1-6])\s{0,3}/?\s{0,3}>|\r\n?|[\u2028\u2029\x85\v\f]", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|s|em|li|ol|td|tr|ul|div|font|span|strong|table|tbody|html|body|blockquote|h[1-6])(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?:^|(?<=[\s(,;>]))#(?P<word>[a-z][a-z_-]{1,24})(?![\w/=&#-])", re.IGNORECASE)


def _lines(text: str) -> Iterator[str]:
    """Lines as a person sees them: without the HTML of apps, and in composed letters."""
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT // 2] + "\n" + text[-_LONGEST_TEXT // 2 :]
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = unescape(text)
    text = _BREAK.sub("\n", text).translate(_PLAIN_SIGNS)
    for line in text.split("\n"):
        if ":" in line or "#" in line:
            yield from line.split(" | ") if len(line) <= _LONGEST_LIST else (line,)


_PLAIN_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\uff1a": ":", "\uff03": "#"})


def _clean(text: str) -> str:
    """On one line, without control characters and the marks that turn the direction of writing."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(kept.split())


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _value(text: str) -> str:
    """The value as meant: one line, without emphasis and the placeholder that was left beside it."""
    value = _clean(text[: 2 * _LONGEST_LIST]).strip("*_ ")
    if _OPEN_END.search(value):
        return ""
    return value.strip("…* ") if not value.startswith("..") else value.strip("….* ")


_OPEN_END = re.compile(r"\b(?:on|by|am|bis) ?(?:…|\.\.\.)$|\b(?:DATE|DATUM|NAME|VALUE|YYYY-MM-DD|JJJJ-MM-TT)\b")


def _says_nothing(value: str) -> bool:
    return re.sub(r"[\W_]", "", value).casefold() in PLACEHOLDERS or not re.search(r"\w", value)


# --- values ---


def _yes_no(value: str) -> bool | None:
    word = value.casefold().rstrip(".!")
    return True if word in YES else False if word in NO else None


def _date_into(field: str) -> _Reader:
    def reader(value: str, day: date) -> _Said | None:
        found = read_date(value, day)
        return None if found is None else {field: found}

    return reader


def _outcome(value: str, day: date) -> _Said | None:
    """`rejected`, `rejected on 3 Dec`, `rejected (they hired inside)`; two outcomes at once are none."""
    value = value.lstrip("#")
    ends = [match.end() for match in re.finditer(r"\w+", value[:80])][:4]
    for end in reversed(ends):
        kind = OUTCOMES.get(plain(value[:end]))
        if kind is not None:
            return _outcome_with(kind, value[end:].strip(), day)
    return None


def _outcome_with(kind: str, rest: str, day: date) -> _Said | None:
    if kind == "open":
        found: _Said = {"outcome": None, "outcome_on": None, "still_open": True}
    else:
        found = {"outcome": kind, "outcome_on": None, "still_open": False}
    if _OR.match(rest):
        return None
    when = rest.strip(" ,;:.!()-–—")
    if not when or kind == "open" or plain(when) in _NOW or _BY_MEDIUM.fullmatch(when):
        return found
    found["outcome_on"] = read_date(when, day)
    found["doubtful"] = found["outcome_on"] is None and re.search(r"\d", when) is not None
    if found["outcome_on"] is None and not found["doubtful"] and rest[0] not in ",;:.!(-–—":
        return None
    return found


_OR = re.compile(r"[?/|]|[\W_]{0,3}(?:or|oder|offer|rejected|withdrawn|accepted)\b", re.IGNORECASE)
"""Another outcome beside the first, or doubt."""
_NOW = frozenset({"today", "heute", "yesterday", "gestern", "just now"})
"""Said of the day of writing, not of the interview's."""
_BY_MEDIUM = re.compile(r"(?:by|via|per) (?:e-?mail|phone|letter|post|telefon|brief)", re.IGNORECASE)


def _heard_back(value: str, day: date) -> _Said | None:
    answer = _yes_no(re.split(r"[ ,;.(]", value, maxsplit=1)[0])
    if answer is None and read_date(value, day) is not None:
        answer = True
    return None if answer is None else {"heard_back": answer}


def _follow_up(value: str, _day: date) -> _Said | None:
    answer = _yes_no(value)
    return None if answer is None else {"follow_up": answer}


def _interview(value: str, _day: date) -> _Said:
    """Anything but yes or no is the interview's title, as invitations have it."""
    answer = _yes_no(value)
    return {} if answer is None else {"interview": answer}


def _text_into(field: str) -> _Reader:
    def reader(value: str, _day: date) -> _Said | None:
        return {field: value} if len(value) <= _LONGEST_VALUE and "://" not in value else None

    return reader


def _word_into(field: str, words: dict[str, str]) -> _Reader:
    def reader(value: str, _day: date) -> _Said | None:
        found = words.get(plain(value)) or words.get(without_noise(value))
        return {field: found} if found else None

    return reader


def _policy(value: str, _day: date) -> _Said | None:
    return {"policy": value.lower()} if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", value) else None


def _zone(value: str, _day: date) -> _Said | None:
    found = read_zone(value) if len(value) <= _LONGEST_VALUE else None
    return {"zone": found} if found else None


# --- people ---


def _interviewers(value: str, _day: date) -> _Said | None:
    if value.casefold() in {"none", "nobody", "keine", "niemand"}:
        return {"interviewers": ()}
    people, whole = read_people(value)
    return {"interviewers": people, "doubtful": not whole} if people else None


def _contact(value: str, _day: date) -> _Said | None:
    people, _whole = read_people(value[:200])
    return {"contact": people[0]} if people else None


# --- keys and hashtags ---

_READERS: Final[dict[str, _Reader]] = {
    "decision by|decision date|decision on|decision expected|entscheidung bis|entscheidung am": _date_into(
        "decision_by"
    ),
    "new date|new decision date|neues datum|neuer entscheidungstermin": _date_into("new_date"),
    "outcome|ergebnis": _outcome,
    "heard back|antwort erhalten|rückmeldung erhalten": _heard_back,
    "company|employer|firma|unternehmen|arbeitgeber": _text_into("company"),
    "role|position|job title|stelle|rolle": _text_into("role"),
    "stage|interview stage": _word_into("stage", STAGE),
    "seniority|seniority level": _word_into("seniority", SENIORITY),
    "interviewers|interviewer|gesprächspartner|gesprächspartnerin|gesprächspartner:innen": _interviewers,
    "contact|contact person|recruiter|ansprechpartner|ansprechpartnerin|kontakt": _contact,
    "time zone|timezone|zeitzone": _zone,
    "policy": _policy,
    "follow up|followup|nachfassen": _follow_up,
    "interview": _interview,
}
_KEYS: Final = {key: reader for keys, reader in _READERS.items() for key in keys.split("|")}
_KEY_VALUE = re.compile(
    r"[\s>*•‣◦·–—_+-]{0,30}(?:\[[ xX]?\]\s?|[0-9]{1,2}[.)]\s)?[*_]{0,3}(?P<key>"
    + "|".join(re.escape(key).replace(r"\ ", r"[\s_-]{1,3}") for key in sorted(_KEYS, key=len, reverse=True))
    + r")[\s*_]{0,5}:(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)

_HASHTAGS: Final[dict[str, _Said]] = {
    **{
        kind: {"outcome": kind, "outcome_on": None, "still_open": False}
        for kind in ("offer", "rejected", "withdrawn", "accepted")
    },
    "stillopen": {"outcome": None, "outcome_on": None, "still_open": True},
    "heardback": {"heard_back": True},
    "nofollowup": {"follow_up": False},
    "interview": {"interview": True},
    "notaninterview": {"interview": False},
    "notinterview": {"interview": False},
    "nointerview": {"interview": False},
}


def _key(written: str) -> str:
    return " ".join(re.split(r"[\s_-]+", written.casefold()))
