"""Job title: the run of words around a word of job titles, in a title or a sentence.

What punctuation, words for meetings, companies and the people who take part leave of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from afterview.core import lexicon, organisation
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import Scene, Text, is_given_name
from afterview.core.title import AT, CUT, MEETING
from afterview.core.words import entries

INSIDE_ROLE = word_set(
    "of zum zur der de du des d di del della do da dos das fur for i og och und and et y e z s po по с з van voor the"
    " to"
)


_Part = TypeVar("_Part", Token, lexicon.Match)


def _from(parts: tuple[_Part, ...], start: int, end: int) -> tuple[_Part, ...]:
    """Those of a text that begin there; they stand in order."""
    if start <= 0 and end >= _ANYWHERE:
        return parts
    first = bisect_left(parts, start, key=lambda p: p.start)
    return parts[first : bisect_left(parts, end, first, key=lambda p: p.start)]


_ANYWHERE = 10**9
_BEFORE = 200
"""Characters that a phrase reaching into a stretch begins before it at most."""


def role_in(
    text: Text, plain: str, scene: Scene, start: int = 0, end: int = _ANYWHERE, *, also: frozenset[int] = frozenset()
) -> str | None:
    """The longest run of words around a word of job titles that punctuation and words for meetings leave together.

    `also`: where words begin that are taken for such ones too.
    """
    words = [w for w in _from(text.words, start, end) if w.end <= end]
    strong = [
        m
        for m in _from(text.matches, start - _BEFORE, end)
        if (m.section in MEETING and not m.phrase.weak) or m.section == "interview"
    ]
    runs: list[str] = []
    heads = _heads(text, plain, scene, start, end)
    head_at = {
        i for i, w in enumerate(words) if w.start in also or any(m.start <= w.start and w.end <= m.end for m in heads)
    }
    for at in sorted(head_at):
        left = right = at
        while left > 0 and _joins(plain, words, left - 1, left, strong, scene, forward=False):
            left -= 1
        while right + 1 < len(words) and _joins(plain, words, right + 1, right, strong, scene, forward=True):
            right += 1
        left, right = _pared(plain, words, left, at, right, is_title=text is scene.title)
        run = [*training_before(text, words[left].start), *words[left : right + 1]]
        if len(run) <= _MOST_WORDS and not _is_of_somebody(scene, text, plain, run):
            runs.append(plain[run[0].start : run[-1].end])
    return max(runs, key=lambda r: (len(r.split()) > 1, -runs.index(r)), default=None)


_MOST_WORDS = 8


def training_before(text: Text, start: int) -> tuple[Token, ...]:
    """ "Ausbildung zum" and the like, where it stands before the occupation."""
    at = bisect_left(text.words, start, key=lambda w: w.start)
    before = text.words[max(0, at - 2) : at]
    return before if " ".join(w.fold for w in before) in _trainings() else ()


@cache
def _trainings() -> frozenset[str]:
    return frozenset(lexicon.fold(entry) for entry in entries("positions", "training"))


def meetings(matches: Iterable[lexicon.Match]) -> list[lexicon.Match]:
    """Words for meetings, but none with a gap that anything fills: "re … role"."""
    return [m for m in matches if m.section in MEETING and "*" not in m.phrase.tokens]


def _heads(text: Text, plain: str, scene: Scene, start: int, end: int) -> list[lexicon.Match]:
    """Words of job titles in that part of a text; those for beginners where there are no others."""
    around = _from(text.matches, start - _BEFORE, end)
    masks = [m for m in meetings(around) if not m.phrase.weak or m.phrase.is_long]
    known = [
        m
        for m in around
        if m.section in ("role", "intern")
        and start <= m.start
        and m.end <= end
        and (m.phrase.language == "en" or not scene.is_foreign(m))
        and plain[m.start : m.end].strip("| ")
    ]
    known = [m for m in known if not organisation.begins(lexicon.fold(plain[m.start : m.end]))]
    free = [m for m in known if not any(o.start < m.end and m.start < o.end for o in masks)]
    return [m for m in free if m.section == "role"] or free or [m for m in known if m.section == "intern"]


def _pared(plain: str, words: list[Token], left: int, at: int, right: int, *, is_title: bool) -> tuple[int, int]:
    """The run without small words, numbers and verbs at its edges.

    In running text, a head with a capital ends its job title before a word without one that others follow; and one
    without a capital begins it behind a name.
    """
    capital = plain[words[at].start].isupper()
    if capital and not is_title:
        for i in range(at + 1, right + 1):
            loose = words[i - 1].fold not in INSIDE_ROLE - _AND and words[i - 1].fold not in _SHORTENED
            if plain[words[i].start].islower() and words[i].fold not in INSIDE_ROLE | _SHORTENED and loose:
                right = i if i == right and words[i - 1].fold not in _AND else i - 1
                break
    for i in range(at - 1, left - 1, -1):
        small = plain[words[i].start].islower() and words[i].fold not in INSIDE_ROLE
        if (small and capital and not is_title) or (not small and not capital and not _describes(words[i])):
            left = i + 1
            break
    while left < at and _is_loose(plain, words[left]):
        left += 1
    while right > at and (
        words[right].fold in INSIDE_ROLE or words[right].fold in _AFTER_ROLE or _is_town(words, right)
    ):
        right -= 1
    return left, right


_AFTER_ROLE = word_set("thing stuff spot mandate ding sache kram zum zur ft pt perm temp stelle job")


def _is_town(words: list[Token], at: int) -> bool:
    return organisation.is_place(words[at].fold) and words[at - 1].fold not in INSIDE_ROLE


def _describes(word: Token) -> bool:
    """Written with a capital before a job title without one, and yet part of it: "Senior", a Slavic adjective."""
    known = ("role", "senior", "executive", "junior", "intern", "department")
    return (
        word.fold.isdigit()
        or word.fold.endswith(_ADJECTIVES)
        or any(lexicon.holds(section, word.fold) for section in known)
    )


_ADJECTIVES = ("ый", "ий", "ой", "ая", "ny", "ni", "na", "ova", "ovy", "owy", "owa", "sky", "ska", "ski", "szy", "sza")
_AND = word_set("and und et y e og och en i")


def _is_loose(plain: str, word: Token) -> bool:
    small = plain[word.start].islower()
    return word.fold in INSIDE_ROLE or word.fold.isdigit() or (small and word.fold in _BEFORE_ROLE)


_BEFORE_ROLE = word_set(
    "vac role position posizione post stelle ruolo puesto vaga cargo poste als as jako som re wg wegen"
)


def _is_of_somebody(scene: Scene, text: Text, plain: str, run: list[Token]) -> bool:
    """The job of somebody who takes part: "with the CTO", "(Robin, VP Product)", a bare "CEO"."""
    if any(is_given_name(w.fold) and plain[w.start].isupper() for w in run):
        return True
    if text is not scene.title:
        return False
    if _MEETS.search(plain[max(0, run[0].start - _NEAR) : run[0].start]):
        return True
    before = [w for w in text.words if w.end <= run[0].start]
    gap = plain[before[-1].end : run[0].start] if before else ""
    lead = [w.fold for w in before[-2:]] if not CUT.search(gap) else []
    if lead and (lead[-1] in _BESIDE or (lead[0] in _BESIDE and len(lead[-1]) <= 3 and lead[-1] not in _FOR)):
        return True
    if (
        before
        and gap.strip() in (",", "(")
        and is_given_name(before[-1].fold)
        and before[-1].fold not in scene.own_names
    ):
        return True
    levels = {m.section for m in text.matches if m.start >= run[0].start and m.end <= run[-1].end}
    short = len(run) == 1 and len(run[0].fold) <= _INITIALS and "executive" in levels
    return short and bool(lead) and lead[-1] not in _FOR


_NEAR = 24
_MEETS = re.compile(
    r"(?<!\w)(?:[cmw]/|ask for|asking for|see|chiedere d\w{1,3}|preguntar por|demander|fragen nach|vragen naar"
    r"|spørge? efter|\+|plus|incl\.?|inkl\.?|meet)\s?"
    r"(?:an?|the|el|la|le|il|los|il|der|dem|den|die|das|de|our|their|my)?\s?$",
    re.IGNORECASE,
)
"""What the people whom one meets are led in by."""
_INITIALS = 4
"""Letters of "CEO": after a word for the meeting, it says who holds it."""
_BESIDE = word_set("with mit avec con col com met med z ze s so с со з із w ile by bei vs and und et e y")
_FOR = word_set("for fur als as pour comme como para per come voor for som til dla na jako на re")


def _joins(
    plain: str, words: list[Token], new: int, old: int, strong: list[lexicon.Match], scene: Scene, *, forward: bool
) -> bool:
    """The word `new` belongs to the same job title as its neighbour `old`."""
    word, low = words[new], min(new, old)
    gap = plain[words[low].end : words[low + 1].start]
    if (
        gap in ("-", "&")
        or (gap == "/" and all(_is_short_form(plain, w) for w in words[low : low + 2]))
        or _is_ending(plain, words[low + 1])
        or _is_second_of_two(plain, words, new)
    ):
        return word.fold not in scene.own_names
    if _is_ending(plain, words[low]):
        gap = gap.removeprefix(")")
    if (
        (CUT.search(gap) and gap.strip() not in ("/", "&"))
        or len(gap) > 4
        or ("." in gap and gap != "." and words[low].fold not in _SHORTENED)
        or not plain[word.start : word.end].strip(" |")
    ):
        return False
    if word.fold in scene.own_names or any(m.start <= word.start and word.end <= m.end for m in strong):
        return False
    inner = new + (1 if forward else -1)
    if word.fold in AT or word.fold in _BESIDE - INSIDE_ROLE:
        return False
    if word.fold in INSIDE_ROLE:
        return forward and 0 <= inner < len(words) and word.fold not in AT | {"for", "at"}
    if lexicon.holds("noise", word.fold):
        if word.fold in _HEADS or word.fold in _WITHIN or (word.fold == "part" and forward is False):
            return True
        return plain[word.start].isupper() and word.fold in _ROLE_WORDS
    return True


def _is_ending(plain: str, word: Token) -> bool:
    """Another gender's ending in brackets: "Chef(fe) de projet"."""
    around = plain[max(0, word.start - 1) : word.end + 1]
    return word.fold in _ENDINGS and around[:1] == "(" and around[-1:] == ")" and plain[word.start - 2].isalpha()


_ENDINGS = word_set("e fe ne se ere trice rice sse ve euse in innen r n a as es s ra o")


def _is_second_of_two(plain: str, words: list[Token], at: int) -> bool:
    """ "A" of "FP&A"."""
    return at > 0 and len(words[at].fold) <= _SHORT and plain[words[at - 1].end : words[at].start] == "&"


_SHORT = 2


def _is_short_form(plain: str, word: Token) -> bool:
    """ "FI" of "FI/CO"."""
    return len(word.fold) <= _SHORT + 1 and plain[word.start : word.end].isupper()


_WITHIN = word_set("web it rh bi seo sap crm 3d ui ux ai ml qa hr")
"""Fields that are said shortly within a job title."""
_HEADS = word_set(
    "manager mgr mgmt coordinator lead head supervisor officer director dir op ops asst assistant rep specialist"
)
"""What one is, that is no company's name either."""


_SHORTENED = word_set(
    "sr jr st asst ds dept eng mgr ing dipl wiss techn kaufm kfm stv stellv prof dr ass resp spec adm tec coord aux op"
    " prac mitarb gl hl staatl gepr med sen jun sos"
)
_ROLE_WORDS = word_set(
    "people talent technical system design group general new work staff hr recruiting recruitment office "
    "test local member mobile video lead event line shift store floor area site project key service first"
    " geschaftsfuhrung geschaftsleitung direktion vorstand"
)
