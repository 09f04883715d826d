"""Scene: one event read once for judging: its texts cut to size, its words found, and everybody on it told apart.

Nothing here decides. Text is bounded before any pattern sees it, and every pattern is linear, so that a hostile event
costs no more than a long one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

from afterview.core import lexicon, senders
from afterview.core.event import Attendee, Event
from afterview.core.lexicon import Match, Token
from afterview.core.words import entries

TITLE_LENGTH = 300
BODY_HEAD = 5000
BODY_TAIL = 2000
"""Characters of the description that are read: the details of long invitations stand at either end."""
_MOST_ATTENDEES = 60

Side: TypeAlias = Literal["me", "colleague", "company", "recruiting", "freemail", "neutral"]
"""me: the candidate; colleague: of the candidate's own employer; company: of some other company; recruiting: an
applicant tracking system; freemail: anybody; neutral: a scheduler, a room, no address."""

_BREAKS = re.compile(r"<\s{0,3}(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<(?!https?:|mailto:)/?[a-zA-Z!][^<>]{0,500}>")
_ENTITY = re.compile(r"&(amp|lt|gt|nbsp|quot|#39|apos);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": '"', "#39": "'", "apos": "'"}
_AT = re.compile(r"\s@\s?(?=\w)")
_WITH = re.compile(r"\bw/\s?", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"')\]]{1,500}", re.IGNORECASE)
_RULE = re.compile(r"[_=~*–—-]{5,}")
_ADDRESS = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PREFIX = lexicon.alternatives("title prefix")
_TITLE_PREFIX = re.compile(rf"^\s*(?:{_PREFIX})\s*:\s*|^\s*[\[(](?:{_PREFIX})[\])]\s*", re.IGNORECASE)
_CHATTER = re.compile(rf"^.{{0,40}}(?:{lexicon.alternatives('chatter')}).{{0,300}}$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its words and their meanings."""

    text: str
    words: tuple[Token, ...]
    matches: tuple[Match, ...]

    def having(self, *sections: str) -> tuple[Match, ...]:
        """The matches of these sections, in order."""
        return tuple(m for m in self.matches if m.section in sections)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody on the event."""

    attendee: Attendee
    side: Side
    host: str
    is_person: bool
    invited: bool
    """An attendee; False for an organizer only."""

    @property
    def domain(self) -> str:
        """The domain that was registered."""
        return senders.registered(self.host) if self.host else ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What an event shows, made ready for judging."""

    event: Event
    title: Text
    body: Text
    links: tuple[str, ...]
    """Hosts and paths, without their scheme."""
    seats: tuple[Seat, ...]
    """Attendees, then the organizer where it is not among them."""
    organizer: Seat | None
    own_names: frozenset[str]
    """Folded words of the candidate's name."""
    employers: frozenset[str]
    """Registered domains of the candidate's own employers."""
    tongues: Mapping[str, float]
    """How much speaks for each language that it may be in."""

    @property
    def outsiders(self) -> tuple[Seat, ...]:
        """Those of some other company."""
        return tuple(s for s in self.seats if s.side == "company")

    def is_foreign(self, match: Match) -> bool:
        """It means this in another language than the rest of the event: the Swedish "tåg" is no German "Tag"."""
        inside = [w for text in (self.title, self.body) if match in text.matches for w in text.words[:_TELLING]]
        own = lexicon.tongues([w for w in inside if match.start <= w.start and w.end <= match.end])
        rest = {language: score - own.get(language, 0.0) for language, score in self.tongues.items()}
        if match.phrase.is_long and rest.get(match.phrase.language, 0.0) > 0:
            return False
        return match.phrase.language not in lexicon.languages(rest)

    @property
    def is_internal(self) -> bool:
        """It speaks of an application within the candidate's own company."""
        return bool(self.title.having("internal") or self.body.having("internal"))


def clean(text: str, most: int) -> str:
    """Text without control characters and marks of direction, in compatibility form, with single spaces."""
    text = text[:most]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)[: most * 2]
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    else:
        text = "".join(c if " " <= c <= "~" or c in "\n\t" else " " for c in text)
    return _SPACES.sub(" ", text).strip()


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain_body(text: str) -> str:
    """A description as a person reads it: without markup and what is not seen, of bounded length."""
    if len(text) > BODY_HEAD + BODY_TAIL:
        text = text[:BODY_HEAD] + "\n" + text[-BODY_TAIL:]
    if "<" in text:
        text = _TAG.sub(" ", _BREAKS.sub("\n", text))
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITIES[m[1]], text)
    return clean(text, BODY_HEAD + BODY_TAIL + 1)


def _called(text: str) -> str | None:
    """What a scheduler calls the kind of meeting, or the subject of a forwarded invitation: a title within the text."""
    lines = [line.strip(" *\t") for line in text[:_NAMED_WITHIN].splitlines() if line.strip()]
    for at, line in enumerate(lines[:_NAMED_LINES]):
        label, colon, rest = line.replace("：", ":").partition(":")
        if len(label) > _LONGEST_LABEL or lexicon.folded(label.strip()) not in _title_labels():
            continue
        name = rest.strip() if colon and rest.strip() else lines[at + 1] if at + 1 < len(lines) else ""
        if any(c.isalpha() for c in name) and len(name) <= _LONGEST_NAME:
            return _TITLE_PREFIX.sub("", name)
    return None


@cache
def _title_labels() -> frozenset[str]:
    return frozenset(lexicon.folded(label) for label in lexicon.spoken("title label"))


_TELLING = 80
"""Words of the description that tell its language."""
_NAMED_WITHIN = 3000
_NAMED_LINES = 30
_LONGEST_LABEL = 30
_LONGEST_NAME = 150


def _text(text: str) -> Text:
    words = lexicon.tokens(text)
    return Text(text, words, lexicon.find(text, words))


def is_given_name(word: str) -> bool:
    """A folded word that people are called by."""
    return word in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(lexicon.fold(name) for name in entries("given-names", "given name"))


def read(event: Event, *, addresses: frozenset[str], name: str | None, employers: frozenset[str]) -> Scene:
    """The event as `interview.judge` looks at it; `addresses` and `employers` are the candidate's."""
    own = frozenset(a.lower() for a in addresses)
    homes = {senders.domain_of(a) for a in own} | {e.lower() for e in employers}
    employers = frozenset(senders.registered(h) for h in homes if senders.is_company(h))
    title = _AT.sub(" at ", _WITH.sub("with ", clean(event.summary, TITLE_LENGTH)))
    for _ in range(3):
        title = _TITLE_PREFIX.sub("", title)
    raw = plain_body(event.description)
    if (called := _called(raw)) and called.casefold() not in title.casefold():
        title = f"{title} | {called}"[:TITLE_LENGTH]
    links = tuple(
        re.sub(r"^(?:https?://)?(?:www\.)?", "", link, flags=re.IGNORECASE).lower()
        for link in [event.url[:500], event.location[:500], *_LINK.findall(raw)[:60]]
        if "." in link
    )
    spoken = _ADDRESS.sub(" ", _RULE.sub("\n", _CHATTER.sub(" ", _LINK.sub(" ", raw))))
    seats = _seats(event, own, employers)
    head, body = _text(title), _text(spoken)
    head = replace(head, matches=(*head.matches, *lexicon.misspelled(head.words)))
    return Scene(
        event=event,
        title=head,
        body=body,
        tongues=lexicon.tongues((*head.words[:_TELLING], *body.words[:_TELLING])),
        links=links,
        seats=seats,
        organizer=next((s for s in seats if event.organizer and s.attendee.email == event.organizer.email), None),
        own_names=_own_names(own, name, seats),
        employers=employers,
    )


def _seats(event: Event, own: frozenset[str], employers: frozenset[str]) -> tuple[Seat, ...]:
    seats = [_seat(a, own, employers, invited=True) for a in event.attendees[:_MOST_ATTENDEES]]
    organizer = event.organizer
    if organizer and not (organizer.email and any(s.attendee.email == organizer.email for s in seats)):
        seats.append(_seat(organizer, own, employers, invited=False))
    return tuple(seats)


def _seat(attendee: Attendee, own: frozenset[str], employers: frozenset[str], *, invited: bool) -> Seat:
    email = attendee.email.lower()
    host = senders.domain_of(email)
    name = clean(attendee.name, 200)
    person = (
        bool(host or name)
        and attendee.kind in ("INDIVIDUAL", "UNKNOWN")
        and not senders.belongs(host, senders.SCHEDULING)
        and not senders.is_shared(email, name)
        and not _names_company(name, host)
    )
    side: Side = "neutral"
    if email in own:
        side = "me"
    elif senders.belongs(host, senders.RECRUITING) or senders.belongs(host, senders.TESTING):
        side, person = "recruiting", False
    elif host and senders.is_freemail(host):
        side = "freemail"
    elif senders.registered(host) in employers:
        side = "colleague"
    elif senders.is_company(host) and attendee.kind in ("INDIVIDUAL", "UNKNOWN"):
        side = "company"
    return Seat(attendee, side, host, person, invited)


def _names_company(name: str, host: str) -> bool:
    """A display name that only repeats the company's: "Indie Makers" of indiemakers.fm."""
    if not name or not host:
        return False
    squashed = "".join(t.fold for t in lexicon.tokens(name) if t.fold not in senders.LEGAL_FORMS)
    return bool(squashed) and squashed == re.sub(r"[\W_]", "", senders.brand(host))


def _own_names(own: frozenset[str], name: str | None, seats: tuple[Seat, ...]) -> frozenset[str]:
    known = [clean(name or "", 100), *(clean(s.attendee.name, 100) for s in seats if s.side == "me")]
    known += [re.sub(r"[\W_\d]+", " ", a.partition("@")[0]) for a in own]
    return frozenset(t.fold for text in known for t in lexicon.tokens(text) if len(t.fold) > 2 or not t.fold.isascii())
