"""Title: an event's title cut into pieces, at its punctuation, its small words and its words for meetings.

What remains of a piece without the words that name no company is a role, a person, or else perhaps a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterview.core import letter, lexicon, organisation, running_title, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import Scene, is_given_name
from afterview.core.stage import STAGES

MEETING = frozenset({"interview", "job", "round", *STAGES})
"""Sections that name a kind of meeting."""

AT = word_set("at chez bei beim presso bij hos @")
_IN = word_set("w v u na en em в у во ve i in")
"""At, in languages where the word has other uses too: only after a word for the meeting."""
_WITH = word_set(
    "with mit avec con com met med z ze s se so с з із зі ile for fur pour para per voor for til dla pro для на about w"
)
FOR = word_set("for fur pour per para voor til dla pro для")
WITHIN_NAMES = word_set(
    "of de du des d di del della do da dos das van von der den en y e and und et the for la le los las x s i og och"
)
CUT = re.compile(
    r"[|:;()\[\]{}<>\"“”«»„【】「」『』（）—–·•→!?+=~]|\s-\s|^-\s|\s-$|\s/\s|/|,|\n|\s[x×]\s|^\s*-|：|、|，|@"
)
REQUISITION = re.compile(r"\b(?:JR|REQ|R|ID|P|JOB)?[-_ #]?\d{4,9}\b|#\d{2,9}\b", re.IGNORECASE)
GENDER = re.compile(
    r"[(\[]\s?(?:(?:m|w|f|d|x|h|i|div|a|gn)\s?[/|*,]\s?){1,4}(?:m|w|f|d|x|h|i|div|a|gn)?\s?[)\]]"
    r"|\((?:all genders?|gn|m/w|h/f)\)|\b[mwfhdx](?:/[mwfhdx]){1,3}\b|[*:/](?:in|innen)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]? \d{1,2}\b(?: [a-z]{3,9}\b)?"
    r"|\b\d{1,2}(?:\.|st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2}\b"
    r"|\b\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
GRADE = re.compile(
    r"\b(?:band|grade|gr|level|lvl|pay ?grade|tier|eg|bes\.?gr|entgeltgruppe|tvöd|tv-?l|e) ?\d{1,2}[a-d]?\b"
    r"|\b[aw][1-9]\d?\b",
    re.IGNORECASE,
)
"""The grade that a job is paid by: "Band 6", "E13", "W2"."""
_CLOCK = re.compile(
    r"\b\d{1,2}h\d{2}\b|\bh \d{1,2}\b|\b\d{1,2}(?:[:.h]\d{2})?\s?(?:am|pm|uhr|h|u)\b"
    r"|\b\d{1,2}[:.]\d{2}\b|\d+[月日時时点點分년월일시분]",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:google (?:meet|hangouts|calendar)|(?:microsoft|ms) teams)\b", re.IGNORECASE)
NAMED_IN_PHRASES = word_set(
    "amazon google meta facebook microsoft apple netflix mckinsey bcg bain deloitte kpmg pwc ey accenture polizei"
    " police bundeswehr feuerwehr zoll bundespolizei nhs ikea lidl aldi rewe edeka dm lufthansa tesco"
    " starbucks costco walmart coop migros easyjet mcdonalds"
)
"""Employers that a phrase for a meeting names: "amazon loop"."""
_KEPT_LEADING = word_set(
    "het de den det new the big main first next one general people group second work way time day local real open la "
    "le les el los die das der il us three department system design"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a title between punctuation, small words and words for meetings."""

    text: str
    words: tuple[Token, ...]
    lead: str
    """How it is led in: `at`, `with`, or empty."""
    is_role: bool
    is_person: bool
    is_own: bool

    @property
    def is_named(self) -> bool:
        """It is written as a name is: capitals, digits, or a script without capitals; small words may stand within."""
        return bool(self.words) and all(not self.text[w.start].islower() or w.fold in WITHIN_NAMES for w in self.words)

    @property
    def spelled(self) -> str:
        """The words as they are written there, with the full stop of "Inc."."""
        if not self.words or lexicon.is_east_asian(self.text):
            return self.text
        start, end = self.words[0].start, self.words[-1].end
        if self.text[end : end + 1] == "." and self.words[-1].fold in senders.ABBREVIATED:
            end += 1
        return self.text[start : letter.end_of_form(self.text, start, end)]


def marked(text: str) -> str:
    """Same length, with requisition numbers, clock times and (m/f/d) blanked out."""
    for pattern in (GENDER, REQUISITION, _DAY, _CLOCK, _CALL):
        text = pattern.sub(lambda m: "|" + " " * (len(m[0]) - 1), text)
    return text


def pieces(scene: Scene) -> Iterator[Piece]:
    title = scene.title
    plain = marked(title.text)
    covered = [m for m in title.matches if m.section in MEETING or m.section == "internal"]
    if lexicon.is_east_asian(plain):
        yield from running_pieces(scene, plain)
        return
    masked = {
        (w.start, w.end)
        for w in title.words
        for m in covered
        if m.start <= w.start and w.end <= m.end and not (m.phrase.is_long and w.fold in NAMED_IN_PHRASES)
    }
    lead, meeting = "", False
    current: list[Token] = []
    end = 0
    for word in title.words:
        gap = plain[end : word.start]
        blank = not plain[word.start : word.end].strip(" |") or word.fold == "x"
        cut = gap != "-" and CUT.search(gap) and not (gap.strip() == "," and word.fold in senders.LEGAL_FORMS)
        if cut:
            yield from _piece(scene, plain, current, lead)
            current, lead, meeting = [], "at" if "@" in gap else "", False
        end = word.end
        if blank or (word.start, word.end) in masked:
            yield from _piece(scene, plain, current, lead)
            current, meeting = [], meeting or not blank
            lead = "at" if word.fold in AT else ""
            continue
        if word.fold in FOR and current and organisation.begins(current[0].fold):
            current.append(word)
            continue
        initial = len(word.fold) == 1 and bool(current) and (plain[word.start].isupper() or gap in ("'", "’"))
        if word.fold in AT or (
            not initial and (word.fold in _IN or word.fold in _WITH) and (meeting or _all_noise(current))
        ):
            yield from _piece(scene, plain, current, lead)
            current, lead = [], "at" if word.fold in AT or word.fold in _IN - _WITH else "with"
            continue
        current.append(word)
    yield from _piece(scene, plain, current, lead)


def _all_noise(words: list[Token]) -> bool:
    return all(lexicon.holds("noise", w.fold) for w in words)


def _piece(scene: Scene, text: str, words: list[Token], lead: str) -> Iterator[Piece]:
    honored = any(is_honorific(text, w) for w in words)
    own = [w for w in words if w.fold in scene.own_names]
    if len(scene.own_names) == 1 and len(words) == 2 and own == words[:1] and lead != "at":
        # their address tells the given name only, and here stands the rest
        own = words
    is_own = bool(words) and len(own) == len(words)
    if own and not is_own and not any(lexicon.holds("role", w.fold) for w in words):
        words = [w for w in words if w not in own]
    if not _is_brand(words, scene):
        while words and _is_edge(text, words, 0, lead):
            words = words[1:]
        while words and _is_edge(text, words, -1, lead):
            words = words[:-1]
    if not words:
        return
    folds = [w.fold for w in words]
    seated = any(
        set(folds) <= {t.fold for t in lexicon.tokens(s.attendee.name[:200])}
        for s in scene.seats
        if s.is_person and s.attendee.name
    )
    yield Piece(
        text=text,
        words=tuple(words),
        lead=lead,
        is_role=any(
            m.section == "role" and words[0].start <= m.start and m.end <= words[-1].end for m in scene.title.matches
        ),
        is_person=honored or seated or _is_called(text, words, lead),
        is_own=is_own,
    )


def _is_called(text: str, words: list[Token], lead: str) -> bool:
    """Words that begin as people are called, and do not end as organisations are: "Robin & Doe Solicitors"."""
    folds = tuple(w.fold for w in words)
    if not is_given_name(folds[0]) or len(folds) > _PARTS_OF_NAME or organisation.is_named(folds):
        return False
    if not STAFF.isdisjoint(folds[1:]):
        return False
    start, end = words[0].start, words[-1].end
    if letter.end_of_form(text, start, end) != end:
        return False
    if OWNED.match(text, words[0].end):
        return False
    return not (lead == "at" and "&" in text[start:end])


OWNED = re.compile(r"['’]s [A-Z]")
"""What follows the first word of "Robin's Garage"."""


_PARTS_OF_NAME = 3
STAFF = word_set("hr rrhh rh drh hrbp recruiting recruiter recruitment personal kadry hrm p&o ik")
"""The department that somebody called by a given name is of: "Robin HR Muster"."""


_ABBREVIATED = 3
"""Letters of "Hr" and "Don" at most."""


def is_honorific(text: str, word: Token) -> bool:
    """ "Frau" or "Mr"; one that is another word too ("HR", "don") only where it is written as an address."""
    if not lexicon.holds("person", word.fold):
        return False
    if len(word.fold) > _ABBREVIATED or not lexicon.holds("noise", word.fold):
        return True
    return not text[word.start : word.end].isupper() and text[word.end : word.end + 1] == "."


def _is_brand(words: list[Token], scene: Scene) -> bool:
    """The words as they stand are the name of somebody's mail domain."""
    squashed = "".join(w.fold for w in words if w.fold not in senders.LEGAL_FORMS)
    return bool(squashed) and any(squashed == re.sub(r"[\W_]", "", senders.brand(s.host)) for s in scene.outsiders)


def _is_edge(text: str, words: list[Token], at: int, lead: str) -> bool:
    """A word at a piece's edge that is no part of a name."""
    word = words[at]
    if word.fold in NAMED_IN_PHRASES:
        return False
    capital = text[word.start].isupper()
    if lexicon.holds("department", word.fold) and len(words) == 1:
        return True
    if not lexicon.holds("noise", word.fold):
        return False
    if word.fold in senders.TOOLS:
        return not lead
    if at == 0 and capital and len(words) > 1 and (lead == "at" or text[word.end : word.end + 1] in ("'", "’")):
        return False
    kept = word.fold in _KEPT_LEADING or (at == -1 and word.fold in ("group", "one", "design", "work", "local"))
    return not (capital and kept and len(words) > 1)


def running_pieces(scene: Scene, plain: str) -> Iterator[Piece]:
    """Pieces of a title without spaces between words, the likeliest names first."""
    for stretch in running_title.stretches(scene, plain):
        yield Piece(
            text=stretch.text,
            words=lexicon.tokens(stretch.text),
            lead="at" if stretch.is_sure and stretch.kind == "name" else "",
            is_role=stretch.kind == "role",
            is_person=stretch.kind == "person",
            is_own=stretch.kind == "own",
        )
