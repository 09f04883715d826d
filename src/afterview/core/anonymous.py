"""Anonymous: an event with nothing of anybody's left in it, made so that it is judged as before where that can be.

Words that the tables know stay, and so do the hosts that the tables of senders know; they are what recognition goes by.
Every other word becomes a placeholder of its shape, the same one wherever the word stands, so that a company in a title
still is the one in an address. Given names become other given names. Numbers and the paths of links are masked, times
are moved by whole weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from afterview.core import familiar, lexicon, scene, senders
from afterview.core.event import OUR_UID_PREFIX, Attendee, Event
from afterview.core.interview import Candidate, Interview, detect
from afterview.core.own import NO_WORDS
from afterview.core.words import entries

MOST_EVENTS = 16
"""Of a series: more than make it a habit, or too many."""
_WEEK_OF = date(2026, 1, 5)
_LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"')\]]{1,500}|\b(?:[\w-]{1,63}\.){1,5}[a-z]{2,10}/[^\s<>\"')\]]{0,500}", re.I
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}")
_PIECE = re.compile(f"(?P<address>{_ADDRESS.pattern})|(?P<link>{_LINK.pattern})|(?P<word>[^\\W_]+)", re.I)
_OFFICES = senders.RECRUITING_WORDS | senders.SHARED_WORDS
_PRESS_PARTS = frozenset(word for word in senders.PRESS_WORDS if len(word) >= 5)
_NAMES = tuple(sorted(n for n in entries("given-names", "given name") if n.isascii() and n.isalpha() and len(n) == 5))
"""Given names that stand for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymised:
    """An event, or some of its series, that can be shown to anybody."""

    events: tuple[Event, ...]
    candidate: Candidate
    """Whose event it is, by placeholders too."""
    before: str
    """The verdict on the event as it is, by the tables alone."""
    after: str
    """The verdict on what is shown."""

    @property
    def is_judged_alike(self) -> bool:
        """Whether what is shown can stand for the event."""
        return self.before == self.after


def anonymise(events: Sequence[Event], candidate: Candidate) -> Anonymised:
    """The instances of one event with nothing of anybody's left in them."""
    shown = tuple(events[:MOST_EVENTS])
    candidate = replace(candidate, own=NO_WORDS)
    found = detect(shown, candidate)
    tries = [_Mask(found, candidate, care).anonymised(shown) for care in (3, 2, 1)]
    return next((one for one in tries if one.is_judged_alike), tries[0])


@dataclass
class _Mask:
    """What each word, host and address of one event becomes."""

    judged: Sequence[Interview]
    candidate: Candidate
    care: int
    """Which words are masked although the tables know them. 1: people's names; 2: names that may be of a company or an
    office too; 3: the employer's name too."""
    words: dict[str, str] = field(default_factory=dict)
    hosts: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Folded words that are masked whatever the tables say: those of people's names."""
    said: frozenset[str] = frozenset()
    """All folded words of the event."""

    def anonymised(self, events: Sequence[Event]) -> Anonymised:
        attendees = [a for e in events for a in (*e.attendees, *((e.organizer,) if e.organizer else ()))]
        self.hidden = frozenset(self._names(attendees)) - _OFFICES
        texts = [text for e in events for text in (e.summary, scene.plain_body(e.description), e.location)]
        self.said = frozenset(
            token.fold
            for text in (*texts, *(a.name for a in attendees))
            for token in lexicon.tokens(_LINK.sub(" ", _ADDRESS.sub(" ", text)))
        )
        candidate = Candidate(
            addresses=frozenset(self.address(a) for a in sorted(self.candidate.addresses)),
            name=self.text(self.candidate.name, names=True) if self.candidate.name else None,
            employers=frozenset(self.host(h) for h in sorted(self.candidate.employers)),
        )
        moved = timedelta(days=(_WEEK_OF - _monday(events[0].start)).days)
        shown = tuple(self._event(e, moved) for e in events)
        after = detect(shown, candidate)
        return Anonymised(events=shown, candidate=candidate, before=_answers(self.judged), after=_answers(after))

    def _names(self, attendees: Iterable[Attendee]) -> Iterable[str]:
        """The words of people's names and mailboxes, and those of the employer's, as `care` says."""
        people = [(a.name, a.email) for a in attendees if a.kind in ("INDIVIDUAL", "UNKNOWN")]
        people += [(p.name or "", p.email or "") for i in self.judged for p in (*i.interviewers, i.contact) if p]
        people += [("", address) for address in self.candidate.addresses] + [(self.candidate.name or "", "")]
        for name, email in people:
            named = any(scene.is_given_name(t.fold) for t in lexicon.tokens(name))
            if senders.is_shared(email, name) or (self.care < 2 and name and not named):
                continue
            for token in lexicon.tokens(name):
                word = name[token.start : token.end]
                if (len(word) > 3 or not word.islower()) and not lexicon.holds("person", token.fold):
                    yield token.fold
            yield from (t.fold for t in lexicon.tokens(re.sub("_", " ", email.partition("@")[0])) if len(t.fold) > 2)
        if self.care > 2:
            for one in self.judged:
                yield from (t.fold for t in lexicon.tokens(one.company or "") if len(t.fold) > 3)

    def _event(self, event: Event, moved: timedelta) -> Event:
        uid = f"{OUR_UID_PREFIX if event.uid.startswith(OUR_UID_PREFIX) else ''}event-1@company.example"
        return Event(
            uid=uid,
            recurrence_id=_moved_id(event.recurrence_id, moved),
            sequence=event.sequence,
            summary=self.text(scene.clean(event.summary, scene.TITLE_LENGTH)),
            description=self.text(scene.plain_body(event.description)),
            location=self.text(scene.clean(event.location, 500)),
            url=self.link(event.url[:500]) if event.url else "",
            start=event.start + moved,
            end=event.end + moved,
            all_day=event.all_day,
            zone=event.zone,
            status=event.status,
            method=event.method,
            organizer=self._attendee(event.organizer) if event.organizer else None,
            attendees=tuple(self._attendee(a) for a in event.attendees),
            categories=tuple(self.text(c) for c in event.categories),
        )

    def _attendee(self, attendee: Attendee) -> Attendee:
        name = self.text(scene.clean(attendee.name, 200), names=True)
        return replace(attendee, email=self.address(attendee.email) if attendee.email else "", name=name)

    def text(self, text: str, *, names: bool = False) -> str:
        """A text with its words masked; `names`: it is somebody's name."""
        spans = _running_spans(text) if lexicon.is_east_asian(text) else []
        matched = [(m.start, m.end) for m in lexicon.find(text, lexicon.tokens(text))]
        parts: list[str] = []
        at = 0
        for found in _PIECE.finditer(text):
            parts.append(text[at : found.start()])
            at = found.end()
            if found["address"]:
                parts.append(self.address(found["address"]))
            elif found["link"]:
                parts.append(self.link(found["link"]))
            elif lexicon.is_east_asian(found["word"]):
                parts.append(self._running(text, found.start(), found.end(), [] if names else spans))
            elif found["word"].isdigit():
                known = any(start <= found.start() and found.end() <= end for start, end in matched)
                parts.append(found["word"] if known else "0" * min(len(found["word"]), 12))
            else:
                parts.append(self.word(found["word"]))
        return "".join(parts) + text[at:]

    def word(self, word: str) -> str:
        """A word, as it is where the tables know it, else its placeholder."""
        fold = lexicon.fold(word)
        named = word[0].isupper() and scene.is_given_name(fold)
        if fold not in self.hidden and not named:
            known = (0, 1) if len(word) == 1 else familiar.known_part(fold)
            if known == (0, len(fold)):
                return word
            if known is not None and len(fold) == len(word):
                start, end = known
                return self._rest(word[:start]) + word[start:end] + self._rest(word[end:])
        return self._placeholder(word, fold)

    def _rest(self, part: str) -> str:
        return self._placeholder(part, lexicon.fold(part)) if part else ""

    def _placeholder(self, word: str, fold: str) -> str:
        """What stands for a word: another given name for one, else its shape with a number."""
        if fold not in self.words:
            self.words[fold] = self._other_name(fold) or str(len(self.words) + 1)
        other = self.words[fold]
        if not other.isdigit():
            return (
                other.upper()
                if word.isupper() and len(word) > 1
                else other.capitalize()
                if word[0].isupper()
                else other
            )
        shape = "".join(_shape(c) for c in word[:40])
        return (shape[: max(1, len(shape) - len(other))] if len(shape) > len(other) else shape[:1]) + other

    def _other_name(self, fold: str) -> str | None:
        """Another given name for one."""
        if not scene.is_given_name(fold):
            return None
        taken = {*self.said, *self.words.values()}
        return next((name for name in _NAMES if name not in taken and not familiar.is_known(name)), None)

    def _running(self, text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
        """A stretch without spaces, as it is where the tables know its parts."""
        parts: list[str] = []
        at = start
        for span in spans:
            known_from, known_to = max(span[0], at), min(span[1], end)
            if known_from < known_to:
                parts += [self._filled(text[at:known_from]), text[known_from:known_to]]
                at = known_to
        return "".join(parts) + self._filled(text[at:end])

    def _filled(self, text: str) -> str:
        if not text:
            return ""
        number = int(self.words.setdefault(text, str(len(self.words) + 1)))
        return "".join(_FILLINGS[kind][number % 10] if (kind := _kind(c)) else _shape(c) for c in text)

    def address(self, address: str) -> str:
        """A mailbox at a host: what the tables know of both, and placeholders."""
        local, _, host = address.lower().partition("@")
        if not host:
            return self.text(address)
        pieces = re.split(r"([._+-]+)", local)
        if address.lower() in self.candidate.addresses:
            local = "".join(piece if at % 2 else self.word(piece) for at, piece in enumerate(pieces) if piece)
        elif not senders.is_shared(address.lower(), "") and not self._recruits(pieces):
            key = address.lower()
            local = self.people.setdefault(key, f"person-{_letters(len(self.people))}")
        else:
            local = "".join(piece if at % 2 else self._mailbox(piece) for at, piece in enumerate(pieces))
        shown = f"{local.lower()}@{self.host(host)}"
        is_anybodys = shown == address.lower() and senders.is_freemail(senders.registered(host))
        return f"{local.lower()}1@{self.host(host)}" if is_anybodys else shown

    def _recruits(self, pieces: Iterable[str]) -> bool:
        return any(piece in senders.RECRUITING_WORDS for piece in pieces)

    def _mailbox(self, piece: str) -> str:
        known = piece in senders.SHARED_WORDS or piece in senders.RECRUITING_WORDS or familiar.is_known(piece)
        return piece if known or not piece else self.word(piece)

    def host(self, host: str) -> str:
        """A host, as it is where the tables of senders know it, else one under `.example`."""
        host = host.lower().strip(".")[:253]
        if host in self.hosts:
            return self.hosts[host]
        known = familiar.known_host(host)
        if known is not None:
            above = host.removesuffix(known).strip(".").split(".")
            self.hosts[host] = ".".join([*(self._label(label) for label in above if label), known])
            return self.hosts[host]
        registered = senders.registered(host)
        above = [label for label in host.removesuffix(registered).strip(".").split(".") if label in familiar.LINK_WORDS]
        press = [part for part in registered.split(".")[1:] if part in senders.PRESS_WORDS]
        self.hosts[host] = ".".join([*above, self._brand(senders.brand(host)), *press, "example"])
        return self.hosts[host]

    def _label(self, label: str) -> str:
        return label if label in familiar.LINK_WORDS or label in senders.RECRUITING_WORDS else self._brand(label)

    def _brand(self, brand: str) -> str:
        """A label that names a company: by the placeholders of the event's words in it, where there are any."""
        key = f"{brand}."
        if key not in self.hosts:
            parts = [self._joined(part) for part in re.split(r"[-_]+", brand) if part]
            related = any(part is not None for part in parts)
            masked = "-".join(
                part or self._placeholder(raw, raw) for part, raw in zip(parts, re.split(r"[-_]+", brand), strict=False)
            )
            self.hosts[key] = masked.lower() if related else self._company()
        return self.hosts[key]

    def _company(self) -> str:
        return f"company-{_letters(sum(v.startswith('company-') for k, v in self.hosts.items() if k[-1] == '.') + 1)}"

    def _joined(self, part: str) -> str | None:
        """Placeholders of the words that `part` is joined from; None where it has none of the event's."""
        vocabulary = {w for w in self.said if len(w) >= 3} - {part} | senders.AGENCY_PARTS | _PRESS_PARTS
        if part in self.said:
            # a host is nobody's business, although its word may be everybody's
            return None if familiar.is_known(part) and part not in self.hidden else self.word(part)
        out: list[str] = []
        rest, at, related = "", 0, False
        while at < len(part):
            size = next((n for n in range(len(part) - at, 2, -1) if part[at : at + n] in vocabulary), 0)
            if not size:
                rest, at = rest + part[at], at + 1
                continue
            piece = part[at : at + size]
            kept = piece in senders.AGENCY_PARTS or piece in _PRESS_PARTS
            out += ([self._placeholder(rest, rest)] if rest else []) + [piece if kept else self.word(piece)]
            rest, at, related = "", at + size, True
        return "".join([*out, self._placeholder(rest, rest)] if rest else out) if related else None

    def link(self, link: str) -> str:
        """A link: its host as hosts are, of its path the words that tell whom it is for."""
        scheme = re.match(r"https?://", link, re.IGNORECASE)
        rest = link[scheme.end() :] if scheme else link
        host, slash, path = rest.partition("/")
        host = re.split(r"[?#:]", host, maxsplit=1)[0]
        masked = re.sub(r"[^\W_]+", lambda m: _masked(m[0]), re.split(r"[?]", path[:200], maxsplit=1)[0])
        if "." not in host:
            return self.text(link) if not scheme else f"{scheme[0]}company.example"
        www = "www." if host.lower().startswith("www.") else ""
        return f"{scheme[0] if scheme else ''}{www}{self.host(host.lower().removeprefix('www.'))}{slash}{masked}"


_FILLINGS = {
    "kanji": "某甲乙丙丁戊己庚辛壬",
    "hiragana": "あいうえおかきくけこ",
    "katakana": "アイウエオカキクケコ",
    "hangul": "가나다라마바사아자차",
}


def _kind(char: str) -> str:
    """Which script a character without spaces is of; empty for others."""
    for kind, first, last in (
        ("hiragana", "\u3040", "\u309f"),
        ("katakana", "\u30a0", "\u30ff"),
        ("kanji", "\u3400", "\u9fff"),
        ("hangul", "\uac00", "\ud7af"),
    ):
        if first <= char <= last:
            return kind
    return ""


def _shape(char: str) -> str:
    if char.isdigit():
        return "0"
    cyrillic = "\u0400" <= char <= "\u04ff"
    return ("Х" if cyrillic else "X") if char.isupper() else ("х" if cyrillic else "x")


def _masked(token: str) -> str:
    """A part of a link's path, as it is where it tells whom the link is for."""
    if token.lower() in familiar.LINK_WORDS:
        return token
    return "".join(_shape(c) for c in token[:8])


def _letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    text = ""
    while number >= 0:
        text = chr(ord("a") + number % 26) + text
        number = number // 26 - 1
    return text


def _running_spans(text: str) -> list[tuple[int, int]]:
    """Where the tables know what stands in running text: the longest first, none within another."""
    folded = text.lower() if len(text.lower()) == len(text) else text
    taken: list[tuple[int, int]] = []
    for entry in familiar.running():
        at = folded.find(entry)
        while at >= 0:
            if all(at + len(entry) <= start or end <= at for start, end in taken):
                taken.append((at, at + len(entry)))
            at = folded.find(entry, at + 1)
    return sorted(taken)


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _moved_id(recurrence_id: str | None, moved: timedelta) -> str | None:
    if recurrence_id is None:
        return None
    form = "%Y%m%dT%H%M%SZ" if "T" in recurrence_id else "%Y%m%d"
    return (datetime.strptime(recurrence_id, form).replace(tzinfo=UTC) + moved).strftime(form)


def _answers(judged: Iterable[Interview]) -> str:
    return ", ".join(dict.fromkeys(i.verdict.answer for i in judged))
