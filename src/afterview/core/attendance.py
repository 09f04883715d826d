"""Attendance: who of the employer's side sat in, and whom to write to (policy rule 9)."""

from __future__ import annotations

import re

from afterview.core import lexicon, senders
from afterview.core.event import Person
from afterview.core.facts import Facts
from afterview.core.lexicon import word_set
from afterview.core.scene import Scene, Seat, clean, is_given_name

_MOST = 20
_NAME = r"[^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30}){0,3}"
_LISTED = re.compile(
    rf"(?:^|\n|[.;•(]\s?)[^\S\n]{{0,4}}[-*•]?[^\S\n]?(?:{lexicon.alternatives('people label')})(?: with| to)?"
    r"[^\S\n]?[:：]?[^\S\n]+(?P<names>[^\n]{3,200})",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    rf"\bwith (?P<first>{_NAME}) ?\([^()\n]{{2,60}}\)(?:(?:,| and|, and|;) (?P<second>{_NAME}) ?\([^()\n]{{2,60}}\))?"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def interviewers(scene: Scene, facts: Facts) -> tuple[Person, ...]:
    """The employer's people who sat in; the organizer only when nobody else is known."""
    sides = ("company", "colleague") if scene.is_internal else ("company",)
    people = [s for s in scene.seats if s.side in sides and s.is_person]
    sitting = [
        s for s in people if s.invited and s.attendee.status != "DECLINED" and s.attendee.role != "NON-PARTICIPANT"
    ]
    if facts.domain:
        employed = [s for s in sitting if s.domain == facts.domain]
        if employed and facts.agency:
            sitting = employed
    if sitting:
        return tuple(_person(s) for s in sitting)[:_MOST]
    named = _named(scene)
    if named:
        return named
    if scene.organizer in people:
        return tuple(_person(s) for s in people if s is scene.organizer)
    private = [s for s in scene.seats if s.side == "freemail" and s.is_person and s.attendee.name]
    return tuple(_person(s) for s in private)[:_MOST]


def contact(scene: Scene, sat_in: tuple[Person, ...]) -> Person | None:
    """The recruiter or whoever invited, if a person; else somebody of the employer who has an address."""
    organizer = scene.organizer
    sides = ("company", "freemail", "colleague") if scene.is_internal else ("company", "freemail")
    if organizer is not None and organizer.is_person and organizer.side in sides:
        return _person(organizer)
    return next((p for p in sat_in if p.email), None) or next(iter(sat_in), None)


def with_addresses(people: tuple[Person, ...], scene: Scene) -> tuple[Person, ...]:
    """People told by name alone, with the addresses that the event has for them."""
    known = {
        tuple(sorted(t.fold for t in lexicon.tokens(s.attendee.name[:100]))): s for s in scene.seats if s.attendee.name
    }
    return tuple(
        _with_address(p, known.get(tuple(sorted(t.fold for t in lexicon.tokens((p.name or "")[:100]))))) for p in people
    )


def _with_address(person: Person, seat: Seat | None) -> Person:
    if person.email or seat is None or not seat.attendee.email:
        return person
    return Person(name=person.name, email=seat.attendee.email)


def _person(seat: Seat) -> Person:
    name = clean(seat.attendee.name, 100)
    if "@" in name or name.casefold() == seat.attendee.email:
        name = ""
    parts = [p.strip() for p in name.split(",")]
    if (
        len(parts) == 2
        and all(parts)
        and all(len(p.split()) <= 3 for p in parts)
        and not {parts[1].lower().rstrip(".")} & _TITLES
    ):
        name = f"{parts[1]} {parts[0]}"
    return Person(name=name or None, email=seat.attendee.email or None)


_TITLES = word_set("phd md mba jr sr esq dr msc bsc")


def _named(scene: Scene) -> tuple[Person, ...]:
    """People whom the description names as interviewers, without their addresses."""
    found: dict[str, Person] = {}
    text = scene.body.text
    for match in _LISTED.finditer(text):
        for part in re.split(
            r",|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b|/|、|，", match["names"][:200]
        ):
            _add(found, scene, re.sub(r"\([^()]{0,80}\)|[–—|].*$| - .*$|\..*$", " ", part))
    for pair in _PAIRED.finditer(text):
        for part in (pair["first"], pair["second"]):
            _add(found, scene, part or "")
    return tuple(found.values())[:_MOST]


def _add(found: dict[str, Person], scene: Scene, text: str) -> None:
    name = re.sub(
        r"^(?:herrn?|frau|mr\.?|mrs\.?|ms\.?|m\.|mme)\s", "", " ".join(text.split()).strip(" .:-"), flags=re.IGNORECASE
    )
    words = lexicon.tokens(name)
    if not 2 <= len(words) <= 4 or not all(
        name[w.start].isupper() or w.fold in ("van", "von", "de", "der", "da", "di") for w in words
    ):
        return
    folds = {w.fold for w in words}
    if folds & scene.own_names or any(lexicon.holds("role", f) or f in senders.SHARED_WORDS for f in folds):
        return
    if not is_given_name(words[0].fold) and any(
        lexicon.holds("noise", f) or lexicon.holds("department", f) for f in folds
    ):
        return
    found.setdefault(name.casefold(), Person(name=name))
