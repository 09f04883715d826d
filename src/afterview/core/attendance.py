"""Attendance: who of the employer's side sat in, and whom to write to (policy rule 9)."""

from __future__ import annotations

import re

from afterview.core import employer, lexicon, mentions
from afterview.core.event import Person
from afterview.core.facts import Facts
from afterview.core.lexicon import word_set
from afterview.core.scene import Scene, Seat, clean

_MOST = 20


def interviewers(scene: Scene, facts: Facts) -> tuple[Person, ...]:
    """The employer's people who sat in; the organizer only when nobody else is known."""
    internal = employer.is_internal(scene)
    sides = ("company", "colleague") if internal else ("company",)
    people = [s for s in scene.seats if s.side in sides and s.is_person]
    sitting = [
        s for s in people if s.invited and s.attendee.status != "DECLINED" and s.attendee.role != "NON-PARTICIPANT"
    ]
    if facts.domain:
        employed = [s for s in sitting if s.domain == facts.domain]
        if employed and facts.agency:
            sitting = employed
    organizer = scene.organizer
    if sitting and organizer in people and organizer not in sitting and _joins_in(scene, sitting):
        sitting = [s for s in people if s is organizer] + sitting
    if sitting:
        return tuple(_person(s) for s in sitting)[:_MOST]
    named = tuple(dict.fromkeys(_known(name, people) for name in mentions.people(scene)))[:_MOST]
    if named:
        return named
    if scene.organizer in people:
        return tuple(_person(s) for s in people if s is scene.organizer)
    private = [s for s in scene.seats if s.side == "freemail" and s.is_person and s.attendee.name]
    return tuple(_person(s) for s in private)[:_MOST]


def _known(name: str, seats: list[Seat]) -> Person:
    """Who is meant by a name told without an address: "Robin" is Robin Doe, who invites."""
    folds = {t.fold for t in lexicon.tokens(name)}
    for seat in seats:
        if folds and folds <= {t.fold for t in lexicon.tokens(clean(seat.attendee.name, 100))}:
            return _person(seat)
    return Person(name=name)


_AND_I = re.compile(
    r"\b(?:and (?:I|me|myself)|und (?:ich|mir|mich)|et moi(?:-même)?|y yo|e (?:io|eu)|en ik"
    r"|og (?:jeg|meg|mig)|och (?:jag|mig)|i ja|oraz ja|a já|mnou|и я|та я|me and|myself and|ich und|moi et|ik en)\b"
)


def _joins_in(scene: Scene, sitting: list[Seat]) -> bool:
    """Who invites sits in too: "Robin and I look forward", or everybody else is optional."""
    return _AND_I.search(scene.body.text) is not None or all(s.attendee.role == "OPT-PARTICIPANT" for s in sitting)


def contact(scene: Scene, sat_in: tuple[Person, ...]) -> Person | None:
    """The recruiter or whoever invited, if a person; else somebody of the employer who has an address."""
    organizer = scene.organizer
    sides = ("company", "freemail", "colleague") if employer.is_internal(scene) else ("company", "freemail")
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
