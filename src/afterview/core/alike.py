"""Alike: whether two names mean one employer, and two job titles one role.

The words that make no difference stand in `words/applications.txt`, where a line adds one. Names are compared by how
they may be spelled; of job titles, what kind of job and which level they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from afterview.core import lexicon, organisation, senders
from afterview.core.title import GENDER, REQUISITION
from afterview.core.words import entries, sections

_TABLE = "applications"
_STEM = 4
"""Letters from which "Acme" is taken to be "Acme Labs" too."""
_LONGEST = 200
_EAST_ASIAN_FORMS = (
    *("株式会社", "有限会社", "合同会社", "(株)", "㈱"),
    *("股份有限公司", "有限责任公司", "有限公司"),
    "주식회사",
)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_INITIALS = re.compile(r"\b(\w)\.\s?(?=\w\b(?:\.|$))")
_TOP_LEVEL = re.compile(r"(?<=\w{2})\.(?:com|net|org|eu|io|ai|co|app|dev|[a-z]{2})$", re.IGNORECASE)
_JOINING = frozenset({"and", "und", "et", "y", "og", "och", "en", "e"})


# --- employers ---


@lru_cache(maxsize=4096)
def spellings(company: str) -> frozenset[str]:
    """How a company's name may be written, each in one word: without legal form, "The", branch and top-level domain.

    Two names mean one company where they have a spelling in common. Empty where the name says nothing.
    """
    return frozenset("".join(words) for words in _names(company[:_LONGEST]))


@lru_cache(maxsize=4096)
def brands(domain: str) -> frozenset[str]:
    """What a company may be called that has this mail domain, spelled as `spellings` spells it."""
    label = senders.brand(domain).replace("-", "")
    found = {label}
    for edge in _edges("domain beginning"):
        if label.startswith(edge) and len(label) - len(edge) >= _STEM:
            found.add(label.removeprefix(edge))
    for edge in _edges("domain ending"):
        if label.endswith(edge) and len(label) - len(edge) >= _STEM:
            found.add(label.removesuffix(edge))
    return frozenset(found)


@lru_cache(maxsize=4096)
def stems(company: str | None, domain: str | None) -> frozenset[str]:
    """What the name or the domain begins with, in whole words: "Acme Labs" may be a part of "Acme"."""
    known = list(_names(company[:_LONGEST])) if company else []
    if domain:
        known.append(tuple(senders.brand(domain).split("-")))
    beginnings = ("".join(words[:end]) for words in known for end in range(1, len(words)) if _tells(words[:end]))
    return frozenset(stem for stem in beginnings if len(stem) >= _STEM)


def _names(company: str) -> Iterator[tuple[str, ...]]:
    for form in _EAST_ASIAN_FORMS:
        company = company.replace(form, " ")
    company = _INITIALS.sub(r"\1", re.sub(r"\b([A-Za-z])/([A-Za-z])\b", r"\1\2", company))
    bare = _TOP_LEVEL.sub("", re.sub(r"\([^()]{0,80}\)", " ", company).strip())
    for text in (bare, bare.translate(_UMLAUTS)):
        words = [t.fold for t in lexicon.tokens(text)]
        while len(words) > 1 and words[-1] in senders.LEGAL_FORMS | _JOINING:
            words.pop()
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        if len(words) > 1 and words[0] in _folded("legal form first"):
            words = words[1:]
        inner = [w for i, w in enumerate(words) if w not in _JOINING or i in (0, len(words) - 1)]
        if any(w not in _folded("undisclosed") for w in inner):
            yield tuple(inner)
        if branch := _without_region(inner, text):
            yield branch


def _without_region(words: list[str], text: str) -> tuple[str, ...]:
    """The name without the country of a branch; empty where there is none, or nothing telling remains."""
    left = list(words)
    while len(left) > 1:
        size = 2 if len(left) > 2 and " ".join(left[-2:]) in _folded("region") else 1
        if " ".join(left[-size:]) not in _folded("region") and not organisation.is_place(left[-1]):
            break
        left = left[:-size]
        while len(left) > 1 and left[-1] in senders.LEGAL_FORMS:
            left.pop()
    acronym = re.match(r"\s*[A-Z0-9]{2,}\b", text) or lexicon.is_east_asian(text)
    short = len("".join(left)) < _STEM and not acronym
    return () if len(left) == len(words) or short or not _tells(tuple(left)) else tuple(left)


def _tells(words: tuple[str, ...]) -> bool:
    """The words are a name, not only what many names begin with: "Bank of"."""
    small = {"of", "for", "de", "du", "der", "the"}
    said = [w for w in words if w not in _folded("no name") and not organisation.begins(w)]
    return bool(said) and words[-1] not in small


@cache
def _edges(section: str) -> tuple[str, ...]:
    return tuple(sorted(entries(_TABLE, section)))


@cache
def _folded(section: str) -> frozenset[str]:
    spelled = (text for entry in entries(_TABLE, section) for text in (entry, entry.translate(_UMLAUTS)))
    return frozenset(" ".join(t.fold for t in lexicon.tokens(text)) for text in spelled)


# --- roles ---


@dataclass(frozen=True, slots=True)
class RoleKey:
    """What a job title comes to: words of the job, words of its level, the number of the vacancy."""

    job: frozenset[str]
    levels: frozenset[str]
    requisition: str | None = None

    def refines(self, other: RoleKey) -> bool:
        """It says all that `other` says, or more: "Senior Backend Engineer" refines "Backend Engineer"."""
        return self.job >= other.job and self.levels >= other.levels and not self.contradicts(other)

    def fits(self, other: RoleKey) -> bool:
        """Both may be one role: one says more of the job, the other of the level."""
        nested = self.job >= other.job or self.job <= other.job
        levels = not self.levels or not other.levels or bool(self.levels & other.levels)
        return nested and levels and not self.contradicts(other)

    def contradicts(self, other: RoleKey) -> bool:
        """They are of two vacancies by their numbers."""
        return bool(self.requisition and other.requisition and self.requisition != other.requisition)


_VACANCY = re.compile(
    r"\b(?:JR|REQ|R|REF|Job[ -]?ID|Kennziffer|Stellen-?ID)[-_ .#:]{0,2}(?P<number>\d{3,9})\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def role_key(role: str | None, title: str = "") -> RoleKey:
    """What `role` comes to; the number of the vacancy may stand in the event's `title` only."""
    number = _VACANCY.search(title[:_LONGEST]) or _VACANCY.search((role or "")[:_LONGEST])
    text = REQUISITION.sub(" ", GENDER.sub(" ", (role or "")[:_LONGEST]))
    text, levels = _running_levels(text)
    words = " ".join(_masculine(t.fold) for t in lexicon.tokens(text))
    pattern, meanings = _synonyms("level")
    levels |= {meanings[m[0]] for m in pattern.finditer(words)}
    words = pattern.sub(" ", words)
    pattern, meanings = _synonyms("same role")
    job = {w for part in pattern.sub(lambda m: meanings[m[0]], words).split() for w in part.split()}
    return RoleKey(
        job=frozenset(job - _folded("aside")),
        levels=frozenset(levels),
        requisition=number["number"] if number else None,
    )


def _running_levels(text: str) -> tuple[str, set[str]]:
    """Levels within words that stand in running text: シニア in シニアエンジニア."""
    found: set[str] = set()
    if lexicon.is_east_asian(text):
        for line in _lines("level"):
            for word in line:
                if lexicon.is_east_asian(word) and word in text:
                    text = text.replace(word, " ")
                    found.add(line[0])
    return text, found


_FEMININE = re.compile(r"(?<=\w{3})(er|eur|or|ist|yst|ent|ant)in$")


def _masculine(word: str) -> str:
    """One form for "Entwickler" and "Entwicklerin"."""
    return _FEMININE.sub(r"\1", word)


@cache
def _synonyms(section: str) -> tuple[re.Pattern[str], dict[str, str]]:
    meanings: dict[str, str] = {}
    for line in _lines(section):
        for word in line:
            meanings.setdefault(" ".join(t.fold for t in lexicon.tokens(word)), line[0])
    longest = sorted(meanings, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), meanings


@cache
def _lines(section: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(entry.strip() for entry in line.split(",") if entry.strip())
        for part in sections(_TABLE)
        if part.name == section
        for line in part.lines
    )
