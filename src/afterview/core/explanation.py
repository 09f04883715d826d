"""Explanation: all that speaks for and against an event, and where what was read of the interview stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from afterview.core import evidence, facts, lexicon, scene, senders
from afterview.core.interview import Candidate, Interview
from afterview.core.points import DOUBTFUL, WANTED, Signal
from afterview.core.scene import Scene

__all__ = ["DOUBTFUL", "WANTED", "Explanation", "Fact", "Signal", "explain"]

YOU = "you said so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is known of an interview."""

    label: str
    value: str
    source: str
    """Where it stands, in plain words; empty where it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an event is taken for what it is."""

    interview: Interview
    signals: tuple[Signal, ...]
    """All of them, the strongest first; also where something else settled the verdict."""
    facts: tuple[Fact, ...]

    @property
    def total(self) -> float:
        """The sum of the points."""
        return sum(s.points for s in self.signals)

    @property
    def is_weighed(self) -> bool:
        """Whether the sum of the points made the verdict; otherwise its first reason did."""
        told = {s.reason for s in self.signals} | {"too little speaks for an interview"}
        return bool(self.signals) and self.interview.verdict.reasons[0] in told


def explain(interview: Interview, candidate: Candidate) -> Explanation:
    """All there is to say of an event that was judged, for `candidate`."""
    seen = scene.read(
        interview.event, addresses=candidate.addresses, name=candidate.name, employers=candidate.employers
    )
    signals = evidence.weigh(seen, facts.gather(seen), candidate.own)
    return Explanation(
        interview=interview,
        signals=tuple(sorted(signals, key=lambda s: (-abs(s.points), s.reason))),
        facts=tuple(_facts(interview, seen)),
    )


def _facts(one: Interview, seen: Scene) -> Iterator[Fact]:
    """What was read, as far as it is known."""
    said = one.notes
    if one.company:
        yield Fact(label="company", value=one.company, source=YOU if said.company else _company(one, seen))
    if one.role:
        yield Fact(label="role", value=one.role, source=YOU if said.role else _text(one.role, seen))
    if one.stage:
        yield Fact(label="stage", value=one.stage, source=YOU if said.stage else _stage(one.stage, seen))
    if one.seniority:
        yield Fact(label="seniority", value=one.seniority, source=YOU if said.seniority else "the role")
    if one.round:
        yield Fact(label="round", value=str(one.round), source=_round(one.round, seen))
    for person in one.interviewers:
        value = _called(person.name, person.email)
        source = YOU if said.interviewers is not None else _person(person.name, person.email, seen)
        yield Fact(label="with", value=value, source=source)
    if one.contact:
        value = _called(one.contact.name, one.contact.email)
        source = YOU if said.contact else _person(one.contact.name, one.contact.email, seen)
        yield Fact(label="contact", value=value, source=source)
    if one.zone:
        yield Fact(label="time zone", value=one.zone, source=YOU if said.zone else "the event's start")
    if said.decision_by:
        yield Fact(label="decision", value=f"by {said.decision_by}", source=YOU)
    elif one.promise:
        yield Fact(label="decision", value=f"by {one.promise.day}", source=f"the description: “{one.promise.quote}”")


def _called(name: str | None, email: str | None) -> str:
    return f"{name} <{email}>" if name and email else name or email or ""


def _company(one: Interview, seen: Scene) -> str:
    company = one.company or ""
    in_text = _text(company, seen)
    if in_text:
        return in_text
    named = next((s for s in seen.seats if _says(s.attendee.name, company)), None)
    if named is not None:
        return "the name of who invites" if named == seen.organizer else "the name of somebody who takes part"
    if one.domain:
        return f"the address {_at(one.domain, seen)}"
    squashed = _squashed(company)
    host = next((s.host for s in seen.seats if s.host and squashed in _squashed(s.host)), None)
    link = next((link for link in seen.links if squashed and squashed in _squashed(link)), None)
    return f"the address {_at(host, seen)}" if host else "a link" if link else ""


def _at(domain: str, seen: Scene) -> str:
    return next((s.attendee.email for s in seen.seats if senders.belongs(s.host, frozenset((domain,)))), domain)


def _text(value: str, seen: Scene) -> str:
    if _says(seen.title.text, value):
        return "the title"
    return (
        "the description" if _says(seen.body.text, value) else "the place" if _says(seen.event.location, value) else ""
    )


def _stage(stage: str, seen: Scene) -> str:
    for text, where in ((seen.title, "the title"), (seen.body, "the description")):
        match = next((m for m in text.matches if m.section == stage), None)
        if match is not None:
            return f"{where}: “{text.text[match.start : match.end]}”"
    return ""


def _round(number: int, seen: Scene) -> str:
    return "the title" if str(number) in seen.title.text else "the description" if str(number) in seen.body.text else ""


def _person(name: str | None, email: str | None, seen: Scene) -> str:
    seat = next((s for s in seen.seats if email and s.attendee.email.lower() == email), None)
    if seat is not None:
        return "who invites" if seat == seen.organizer else "the list of those invited"
    return _text(name or email or "", seen)


def _says(text: str, value: str) -> bool:
    """The words of `value` stand in `text`, one after the other."""
    wanted = [t.fold for t in lexicon.tokens(value)]
    said = [t.fold for t in lexicon.tokens(text)]
    size = len(wanted)
    if any(said[at : at + size] == wanted for at in range(len(said) - size + 1)):
        return bool(wanted)
    return lexicon.is_east_asian(value) and lexicon.folded(value) in lexicon.folded(text)


def _squashed(text: str) -> str:
    return "".join(t.fold for t in lexicon.tokens(text))
