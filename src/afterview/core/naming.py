"""Naming: the stretches of a title that may be the employer's name, each with how much speaks for it.

A person types "bain R1 cases", "stage @ Lark & Thistle" or "AC Muster Technik, Ausweis": what the name is has to be
told from notes, places, people and job titles. Capitals tell most; without any, what no table knows beside the word
for the meeting does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from afterview.core import letter, lexicon, organisation, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import Scene, is_given_name
from afterview.core.title import (
    FOR,
    GRADE,
    MEETING,
    NAMED_IN_PHRASES,
    OWNED,
    STAFF,
    WITHIN_NAMES,
    Piece,
    is_honorific,
    marked,
)
from afterview.core.words import entries

_AT, _BESIDE = 4.0, 3.0
"""Points of a name behind "at", and of one anywhere else."""
_SMALL_AT, _SMALL_BESIDE, _SMALL = 3.0, 1.9, 0.6
"""Points of one without capitals: behind "at", beside a word for the meeting, elsewhere."""
_CLOCK = 5
"""Characters of "9h30"."""
_MOST_SMALL = 3
"""Words of a name without capitals."""
_TITLES = frozenset({"role", "senior", "executive", "junior", "intern"})
_ASIDES = frozenset({"chore", "prep", "offer", "context", "yours", "hiring", "cancelled", "fair", "noise", "person"})
"""Sections of words that lead no name in, even with a capital."""
_ACRONYM = 4
_KEPT = word_set("new the big main first one general people open la le les el los die das der il us three united")

_KEPT_LAST = word_set("group one design work local people company recruiting staff talent service office media first")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a title that may name the employer."""

    text: str
    points: float


def names(scene: Scene, pieces: tuple[Piece, ...]) -> Iterator[Name]:
    """Every such stretch, as it is written, in the order of the title."""
    found: list[Name] = []
    for number, piece in enumerate(pieces):
        behind = pieces[number + 1] if number + 1 < len(pieces) else None
        shift = _of_brackets(scene, pieces[number - 1] if number else None, piece, behind)
        found += [Name(name.text, name.points + shift) for name in _spelled(scene, piece)]
    yield from found or (name for piece in pieces for name in _small(scene, piece))


def _of_brackets(scene: Scene, before: Piece | None, piece: Piece, behind: Piece | None) -> float:
    """ "With Robin (Muster)": who stands before the brackets is a person, whom the name within employs."""
    if _introduces(scene, piece, behind):
        return -1.0
    return 0.5 if before is not None and _introduces(scene, before, piece) else 0.0


def _introduces(scene: Scene, piece: Piece, behind: Piece | None) -> bool:
    if piece.lead != "with" or len(piece.words) > 2 or behind is None or behind.is_person or behind.is_role:
        return False
    gap = scene.title.text[piece.words[-1].end : behind.words[0].start]
    return gap.strip() == "(" and not all(_is_nothing(w.fold) for w in behind.words)


def _spelled(scene: Scene, piece: Piece) -> Iterator[Name]:
    """Names with capitals, or in a script that has none."""
    if lexicon.is_east_asian(piece.text):
        if not (piece.is_role or piece.is_own or piece.is_person):
            yield Name(piece.spelled, _BESIDE)
        return
    if piece.is_person:
        return
    for number, (run, ends_in_title) in enumerate(_runs(scene, piece)):
        words = _without_places(_without_asides(scene, piece, run))
        folds = tuple(w.fold for w in words)
        named = organisation.is_named(folds)
        if not words or (ends_in_title and not named and not _is_known_firm(folds)):
            continue
        if (is_somebody(folds, scene) and not _is_firm(piece, words)) or all(_is_nothing(f) for f in folds):
            continue
        points = _AT if piece.lead == "at" and number == 0 else _BESIDE
        points += 1.0 if named else 0.0
        points -= 1.5 if all(_known(scene, w) for w in words) else 0.0
        points -= 1.0 if len(folds) == 1 and len(folds[0]) <= 2 else 0.0
        points -= 2.0 if all(_is_whereabouts(scene, f) for f in folds) else 0.0
        points += 0.5 if _is_address(scene, folds) else 0.0
        points -= 2.0 if (len(folds) == 1 and folds[0] in _KINDS) or " ".join(folds) in _fields() else 0.0
        points -= 3.0 if len(folds) == 1 and folds[0].endswith(_DESCRIBING) else 0.0
        yield Name(_written(piece.text, words), points)


_KINDS = word_set(
    "praxis klinik krankenhaus spital buro hotel restaurant schule kita bar cafe bistro school hospital clinic shop"
    " store firma filiale agentur kanzlei werkstatt baustelle betrieb hopital clinique ecole magasin usine agence"
    " clinica escuela tienda bodega oficina fabrica scuola ospedale negozio ufficio officina ziekenhuis winkel"
    " kantoor kontor butik skola szpital sklep biuro szkola warehouse factory plant nursery surgery university college"
    " uni campus"
)
"""What an organisation may be, and none is called by alone."""


_DESCRIBING = ("liches", "isches", "sches", "endes", "iertes", "licher", "ischer", "liche", "ische")
"""Endings of German adjectives: "Mündliches Gespräch"."""


def _is_known_firm(folds: tuple[str, ...]) -> bool:
    """A name that stands before a job title written with a capital too: "Deutsche Muster Lokführer"."""
    return len(folds) > 1 and folds[0] in _FIRST_OF_FIRMS


_FIRST_OF_FIRMS = word_set(
    "deutsche osterreichische schweizer royal british american bank united national international"
)


def _runs(scene: Scene, piece: Piece) -> Iterator[tuple[tuple[Token, ...], bool]]:
    """The words of a piece between those that are written small, address a person or belong to a job title.

    With each, whether a job title follows it at once and may be its own: "Export" of an export manager.
    """
    run: list[Token] = []
    addressed = False
    titles = [m for m in scene.title.matches if m.section in _TITLES and _speaks(scene, m)]
    grades = [m.span() for pattern in (GRADE, _FIELDS) for m in pattern.finditer(piece.text)]
    for word in piece.words:
        title = any(m.start <= word.start and word.end <= m.end for m in titles)
        title = title or piece.text[word.start : word.end] in entries("positions", "short form")
        honored = is_honorific(piece.text, word)
        title = title and not _ends_name(piece.text, run, word) and not _heads_name(piece.text, run, word)
        if (
            title
            or honored
            or _is_graded(grades, word)
            or (run and _is_staff(run, word))
            or (_is_small(piece.text, word) and not _belongs(word, run))
        ):
            yield tuple(run), title and not (_is_small(piece.text, word) and _is_strange_run(run))
            run, addressed = [], honored
        elif not addressed and (run or not word.fold.isdigit()):
            run.append(word)
    yield tuple(run), False


def _ends_name(text: str, run: list[Token], word: Token) -> bool:
    """ "Muster & Partner"."""
    return bool(run) and "&" in text[run[-1].end : word.start]


def _heads_name(text: str, run: list[Token], word: Token) -> bool:
    """ "Pekárna" of a bakery, though bakers are called alike."""
    return not run and organisation.begins(word.fold) and text[word.start].isupper()


def _is_strange_run(run: list[Token]) -> bool:
    """No table knows any of it: a name before a job title that is written small, "Muster barista"."""
    return all(w.fold not in _vocabulary() for w in run)


def _is_firm(piece: Piece, words: tuple[Token, ...]) -> bool:
    """ "@ Robin & Doe": two names joined, where one is; "company Zoryana"."""
    if any(w.fold in _COMPANY and w.end <= words[0].start for w in piece.words):
        return True
    start, end = words[0].start, words[-1].end
    if letter.end_of_form(piece.text, start, end) != end or OWNED.match(piece.text, words[0].end):
        return True
    return piece.lead == "at" and "&" in piece.text[words[0].end : words[-1].start]


_FIELDS = re.compile(r"\b(?:FP&A|R&D|M&A|Q&A|L&D|P&L|S&OP|F&B|E&I|D&I|DE&I|A&R|G&A|O&M|H&S)\b", re.IGNORECASE)
"""Fields of work that are written as companies are."""


def _is_graded(grades: list[tuple[int, int]], word: Token) -> bool:
    return any(start <= word.start and word.end <= end for start, end in grades)


def _is_staff(run: list[Token], word: Token) -> bool:
    """The department that somebody called by a given name is of: "Robin HR Muster"."""
    return word.fold in STAFF and is_given_name(run[0].fold)


def _speaks(scene: Scene, match: lexicon.Match) -> bool:
    """English job titles are at home in every language, others in their own."""
    return match.phrase.language == "en" or not scene.is_foreign(match)


def _is_small(text: str, word: Token) -> bool:
    return text[word.start].islower() and not text[word.start : word.end].isupper()


def _belongs(word: Token, run: list[Token]) -> bool:
    """A word written small within a name: "of", or a noun behind an adjective, as Slavic names have it."""
    if not run or word.fold in WITHIN_NAMES or word.fold in _KINDS_SMALL:
        return bool(run)
    if word.fold in FOR and organisation.begins(run[0].fold):
        return True
    if len(run) != 1:
        return False
    if run[0].fold.endswith(_ADJECTIVES) and not word.fold.isascii():
        return not any(lexicon.holds(section, word.fold) for section in ("role", "noise", "person", *MEETING))
    return lexicon.holds("noise", run[0].fold) and word.fold not in _vocabulary()


_KINDS_SMALL = word_set(
    "kommun kommune kommunen skole skola forskola barnehage bornehave sykehus sjukhus sygehus region forvaltning"
    " bibliotek banka nemocnice pivovar gmina powiat fylkeskommune universitet hogskola hogskole hoyskole stift"
)
"""What an organisation is, as languages write it that begin its name alone with a capital."""
_ADJECTIVES = ("ая", "ий", "ый", "а", "ska", "cka", "ni", "na", "ská", "ova")
"""Endings of adjectives in Slavic languages."""


def _without_asides(scene: Scene, piece: Piece, run: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without what is no part of a name: small words at the end, notes at the beginning."""
    words = list(run)
    while words and not organisation.ends(words[-1].fold) and _trails(words[-1].fold):
        words.pop()
    while len(words) > 1 and (
        words[0].fold in _COMPANY or (words[0].fold in _BEFORE and piece.text[words[0].start].isupper())
    ):
        words.pop(0)
    while len(words) > 1 and _is_aside(scene, piece, words):
        words.pop(0)
    return tuple(words)


_COMPANY = word_set(
    "компания компании компанией компанію компанією компанії фирма фирме фирмой firma firme firmie firmou"
)
_BEFORE = word_set("cb ac f2f rd iv vg")
"""Short forms of meetings that stand before a name."""


def _trails(word: str) -> bool:
    """No name ends in it: a small word, an ordinal, a word for a day or a round."""
    if (
        word in WITHIN_NAMES
        or word in _SLANG
        or word.isdigit()
        or (word[0].isdigit() and len(word) <= 3)
        or _SITE.fullmatch(word)
    ):
        return True
    return lexicon.holds("noise", word) and word not in _KEPT_LAST


def _is_aside(scene: Scene, piece: Piece, words: list[Token]) -> bool:
    first = words[0]
    if first.fold in _KEPT or organisation.begins(first.fold):
        return False
    if piece.text[first.end : first.end + 2] == ". " and len(first.fold) > 2:
        return True
    if any(organisation.begins(w.fold) for w in words[1:-1]) and (len(first.fold) <= 3 or _known(scene, first)):
        return True
    spans = [m for m in scene.title.matches if m.section in _ASIDES]
    if len(first.fold) <= _ACRONYM and piece.text[first.start : first.end].isupper():
        return False
    return any(m.start <= first.start and first.end <= m.end for m in spans)


def _without_places(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Muster Hamburg" without the town, unless it belongs to the name: "Klinikum Hamburg"."""
    while len(words) > 1 and organisation.is_place(words[-1].fold) and not organisation.begins(words[0].fold):
        if organisation.ends(words[-2].fold) or words[-2].fold in WITHIN_NAMES:
            break
        words = words[:-1]
    return words


def is_somebody(folds: tuple[str, ...], scene: Scene) -> bool:
    """Folded words that name a person, or the candidate."""
    if not folds or organisation.is_named(folds):
        return False
    if is_given_name(folds[0]) and len(folds) <= 3:
        return True
    return all(f in scene.own_names for f in folds) or (len(folds) == 1 and is_surname(folds[0]))


def _is_nothing(word: str) -> bool:
    if word in NAMED_IN_PHRASES:
        return False
    return (
        _CODE.fullmatch(word) is not None
        or (word[0].isdigit() and len(word) <= _CLOCK)
        or word.isdigit()
        or (len(word) < 2 and word.isascii())
        or word in _SLANG
        or organisation.is_place(word)
        or any(lexicon.holds(section, word) for section in ("noise", "department", "person"))
        or word in senders.TOOLS
    )


_SITE = re.compile(r"[a-z]{2,4}\d{1,2}")
"""A house of a company by its short form: "DUS4"."""
_CODE = re.compile(r"[lrptsecgqaw]\d{1,2}|\d{1,3}[a-z]|\d{3,9}[a-z]{1,3}\d{0,4}")
"""A round, a level, a gate, a job's grade: "L1", "E6", "12b"."""
_SLANG = word_set(
    "tt cb ac f2f rd iv pi pt ft ta hr hrbp gm rm vp svp dbs lts onsite wfh tbc tba inhouse hybrid tag"
    " ward wing programme program programm programma scheme nicu picu icu er"
    " ed mri ct a&e"
)
"""Short forms of a meeting, a job or a way to work that no company is called by alone."""


def _known(scene: Scene, word: Token) -> bool:
    """It means something in a table."""
    matches = (m for m in scene.title.matches if m.start <= word.start and word.end <= m.end)
    return any(not scene.is_foreign(m) for m in matches)


def _places(scene: Scene) -> tuple[tuple[str, ...], frozenset[str]]:
    """The folded words that the location begins with, and those behind its first comma."""
    head, _, rest = scene.event.location[:200].partition(",")
    return tuple(t.fold for t in lexicon.tokens(head)), frozenset(t.fold for t in lexicon.tokens(rest))


def _is_whereabouts(scene: Scene, fold: str) -> bool:
    head, rest = _places(scene)
    return fold in rest and fold not in head


def _is_address(scene: Scene, folds: tuple[str, ...]) -> bool:
    """The location begins with the name: "Muster Markt, Hauptstr. 1"."""
    head, _ = _places(scene)
    return head[: len(folds)] == folds or (bool(head) and head == folds[: len(head)])


def _written(text: str, words: tuple[Token, ...]) -> str:
    start, end = words[0].start, words[-1].end
    if text[end : end + 1] == "." and words[-1].fold in senders.ABBREVIATED:
        end += 1
    return text[start : letter.end_of_form(text, start, end)]


def _small(scene: Scene, piece: Piece) -> Iterator[Name]:
    """A name without capitals: what no table knows, most likely beside a word for the meeting."""
    if lexicon.is_east_asian(piece.text) or piece.is_own or (piece.is_person and piece.is_named):
        return
    for run in _strange(scene, piece):
        folds = tuple(w.fold for w in run)
        if (
            _is_field(piece, run)
            or is_somebody(folds, scene)
            or all(_is_nothing(f) for f in folds)
            or len(run) > _MOST_SMALL
        ):
            continue
        leads = run[0] is piece.words[0]
        points = _SMALL_AT if leads and piece.lead == "at" else _SMALL_BESIDE if _is_beside(scene, run) else _SMALL
        yield Name(_written(piece.text, run), points)


def _is_field(piece: Piece, run: tuple[Token, ...]) -> bool:
    """Short forms before a job title: "SAP MM" of a "SAP MM Berater"."""
    short = all(len(w.fold) <= _ACRONYM and piece.text[w.start : w.end].isupper() for w in run)
    behind = next((w for w in piece.words if w.start >= run[-1].end), None)
    return short and piece.is_role and behind is not None and not _is_small(piece.text, behind)


def _strange(scene: Scene, piece: Piece) -> Iterator[tuple[Token, ...]]:
    """The runs of words of a piece that no table holds, with the kind of organisation behind them."""
    run: list[Token] = []
    for word in piece.words:
        ordinary = word.fold in _vocabulary() or _known(scene, word) or word.fold.isdigit() or len(word.fold) < 2
        ordinary = ordinary and word.fold not in NAMED_IN_PHRASES
        if run and organisation.ends(word.fold):
            run.append(word)
        elif ordinary or organisation.is_place(word.fold):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(word)
    if run:
        yield tuple(run)


def _is_beside(scene: Scene, run: tuple[Token, ...]) -> bool:
    """Nothing but blanks lie between it and a word for the meeting, or it begins the title."""
    text = marked(scene.title.text)
    for match in scene.title.matches:
        if match.section in MEETING and (
            re.fullmatch(r"\W{0,3}", text[match.end : run[0].start] if match.end <= run[0].start else "?a")
            or re.fullmatch(r"[^\w,;|]{0,2}", text[run[-1].end : match.start] if run[-1].end <= match.start else "?a")
        ):
            return True
    return run[0].start == scene.title.words[0].start


def is_surname(word: str) -> bool:
    """A folded word that many families are called by, and hardly a company."""
    return word in _surnames()


@cache
def _fields() -> frozenset[str]:
    """Fields of work, which stand for a job sooner than for a company."""
    return frozenset(" ".join(t.fold for t in lexicon.tokens(entry)) for entry in entries("positions", "field"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lexicon.fold(name) for name in entries("given-names", "surname"))


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of every table."""
    return frozenset(word for phrase in lexicon.phrases() for word in phrase.tokens if "*" not in word)
