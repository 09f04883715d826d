"""Interview: an event judged to be one, or not, with reasons; what it was, and who sat in.

A live event's opposite settles it first (cancelled, declined, written by us), then what the candidate said
("Interview: no"), then what the configuration has under "never" and "always", and otherwise the sum of the evidence
(`evidence.weigh`; the weights stand in `points`). The reasons of a verdict are the signals that decided it, the
strongest first. Nothing here looks anything up: words and senders are tables (`lexicon`, `senders`) that a line
extends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from afterview.core import attendance, evidence, facts, notes, ordinal, points, position, promise, scene
from afterview.core.event import OUR_UID_PREFIX, Attendee, Event, Person
from afterview.core.lexicon import Match
from afterview.core.notes import NOTHING_SAID, Notes
from afterview.core.own import NO_WORDS, OwnWords, settling
from afterview.core.promise import Promise
from afterview.core.scene import Scene
from afterview.core.stage import SENIORITIES, STAGES

__all__ = ["SENIORITIES", "STAGES", "Answer", "Candidate", "Interview", "Verdict", "detect", "judge"]

Answer: TypeAlias = Literal["interview", "unsure", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whose interviews are looked for."""

    addresses: frozenset[str] = frozenset()
    """All the candidate's own addresses, lower case."""
    name: str | None = None
    employers: frozenset[str] = frozenset()
    """Mail domains of the candidate's own employers, lower case."""
    own: OwnWords = NO_WORDS
    """The candidate's own vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an event is the candidate's own job interview, and why."""

    answer: Answer
    reasons: tuple[str, ...]
    """Plain sentences, the strongest first; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An event with its verdict and what a careful reader of it alone knows; the candidate's corrections applied."""

    event: Event
    verdict: Verdict
    company: str | None = None
    """The employer's name as a person would write it; not the agency, the scheduler or the freemail provider."""
    domain: str | None = None
    """The employer's mail domain, lower case; never freemail, an agency or a scheduler."""
    role: str | None = None
    stage: str | None = None
    """One of STAGES; None for a plain interview."""
    seniority: str | None = None
    """One of SENIORITIES; None for an ordinary or unknown one."""
    interviewers: tuple[Person, ...] = ()
    """The employer's side that sat in (policy rule 9)."""
    contact: Person | None = None
    """The recruiter, or whoever invited; a person, never a no-reply or scheduler address."""
    zone: str | None = None
    """The employer's IANA zone: the one the invitation names for its start, or the candidate's correction."""
    round: int | None = None
    """Which round it is, from 1, where it says so."""
    promise: Promise | None = None
    """When the employer says that they will answer."""
    notes: Notes = NOTHING_SAID


_OURS = re.compile(r"^Ref: AV-[0-9a-f]{6,40}$")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SERIES = 4
"""Instances of one series with one title, from which it is a habit and no interview."""
_MOST_OF_SERIES = 12
"""Instances of one series that are followed up: one invitation must not fill a calendar, whatever it says of itself."""
_MOST_REASONS = 6
_A_PANEL = 3
"""People who sit in together."""
_TOLD_BY_LITTLE = ("take-home", "onsite", "hiring-manager", "panel", "technical", "final", "screen")
"""Stages that a description need only hint at."""
_SEVERAL_ROUNDS = timedelta(hours=3)
_PRECEDENCE = ("final", "take-home", "panel", "hiring-manager", "technical", "onsite", "screen", "informal", "other")
"""Of several stages named, the one that says most."""


def detect(
    events: Iterable[Event],
    candidate: Candidate,
    notes_of: Callable[[Event], Notes] | None = None,
    *,
    zone: ZoneInfo | None = None,
) -> tuple[Interview, ...]:
    """Every event judged, in the order given, what the candidate said of it applied.

    `notes_of` gives that for an event; without it, it is read from the event's own text. `zone`: the candidate's, for
    the day of an event that names none. An event that cannot be judged becomes "unsure" with that as its reason; it
    never hides the others.
    """
    found = tuple(events)
    said = notes_of or own_notes
    habits = Counter((_series(e), e.summary) for e in found if e.recurrence_id is not None)
    known: dict[tuple[Event, Notes], Interview] = {}
    judged = []
    for event in found:
        # The instances of a series are judged once: what they are does not depend on their day.
        key = (_undated(event), said(event))
        if key not in known:
            known[key] = _judged(event, candidate, key[1])
        one = _promising(replace(known[key], event=event), zone)
        judged.append(_habit(one) if habits[_series(event), event.summary] >= _SERIES else one)
    many = Counter(_series(i.event) for i in judged if _of_series(i))
    return tuple(_too_many(i) if _of_series(i) and many[_series(i.event)] > _MOST_OF_SERIES else i for i in judged)


def own_notes(event: Event, zone: ZoneInfo | None = None) -> Notes:
    """What the title and the description of `event` say, dates read against its day in `zone`, else in its own."""
    start = event.start.astimezone(zone) if zone else event.start
    return notes.read(f"{event.summary}\n{event.description}", start.date())


def _promising(interview: Interview, zone: ZoneInfo | None) -> Interview:
    """With what its text promises, seen from its day: on the employer's clock, or in `zone` where it names none."""
    event = interview.event
    if interview.verdict.answer == "no" or not event.description:
        return interview
    start = event.start.astimezone(zone) if zone and not event.zone else event.start
    return replace(interview, promise=promise.read(event.description, start.date()))


def _undated(event: Event) -> Event:
    if event.recurrence_id is None:
        return event
    length = event.end.astimezone(UTC) - event.start.astimezone(UTC)
    return replace(event, recurrence_id=None, start=_EPOCH, end=_EPOCH + length)


def _judged(event: Event, candidate: Candidate, said: Notes) -> Interview:
    try:
        return judge(event, candidate, said)
    except Exception as error:  # noqa: BLE001  one poisonous event must not hide the others
        reason = f"it could not be judged ({type(error).__name__})"
        return Interview(event=event, verdict=Verdict(answer="unsure", reasons=(reason,)), notes=said)


def _habit(interview: Interview) -> Interview:
    """One of many alike in a series is not taken for an interview, unless the candidate says so."""
    if interview.verdict.answer != "interview" or interview.notes.interview:
        return interview
    reasons = ("it is one of a series of the same title", *interview.verdict.reasons)
    return replace(interview, verdict=Verdict(answer="unsure", reasons=reasons))


def _series(event: Event) -> tuple[str, Attendee | None]:
    """Which series it belongs to; one of another organizer under the same UID says nothing of it."""
    return event.uid, event.organizer


def _of_series(interview: Interview) -> bool:
    return interview.verdict.answer == "interview" and interview.event.recurrence_id is not None


def _too_many(interview: Interview) -> Interview:
    """One of so many in one series that reminders for all of them would flood the calendar, whoever wants them."""
    reasons = (f"its series holds more than {_MOST_OF_SERIES} interviews", *interview.verdict.reasons)
    return replace(interview, verdict=Verdict(answer="unsure", reasons=reasons))


def judge(event: Event, candidate: Candidate, notes: Notes) -> Interview:
    """One event with its verdict and what it says of the interview, the candidate's corrections on top."""
    seen = scene.read(event, addresses=candidate.addresses, name=candidate.name, employers=candidate.employers)
    settled = _settled(event, seen, notes, candidate.own)
    if settled is not None and settled.answer == "no":
        return Interview(event=event, verdict=settled, zone=notes.zone or event.zone, notes=notes)
    if settled is None and not evidence.concerns_interviews(seen, candidate.own):
        nothing = Verdict(answer="no", reasons=("nothing on it speaks of an interview",))
        return Interview(event=event, verdict=nothing, zone=notes.zone or event.zone, notes=notes)
    told = facts.gather(seen)
    verdict = settled or _verdict(evidence.weigh(seen, told, candidate.own))
    sat_in = attendance.interviewers(seen, told)
    if notes.interviewers is not None:
        sat_in = attendance.with_addresses(notes.interviewers, seen)
    role = position.without_terms(notes.role) or told.role
    return Interview(
        event=event,
        verdict=verdict,
        company=notes.company or told.company,
        domain=told.domain,
        role=role,
        stage=notes.stage or _stage(seen, sat_in),
        seniority=notes.seniority or position.seniority(role),
        interviewers=sat_in,
        contact=notes.contact or attendance.contact(seen, sat_in),
        zone=notes.zone or event.zone,
        round=ordinal.round_number(seen.title.text, seen.body.text),
        notes=notes,
    )


def _settled(event: Event, seen: Scene, notes: Notes, own: OwnWords) -> Verdict | None:
    """The verdict where there is nothing to weigh."""
    lines = event.description[-300:].strip().splitlines()
    if event.uid.startswith(OUR_UID_PREFIX) or (lines and _OURS.match(lines[-1].strip())):
        return Verdict(answer="no", reasons=("afterview wrote it",))
    if event.status == "CANCELLED" or event.method == "CANCEL":
        return Verdict(answer="no", reasons=("it is cancelled",))
    if any(s.side == "me" and s.attendee.status == "DECLINED" for s in seen.seats):
        return Verdict(answer="no", reasons=("you declined it",))
    if notes.interview is not None:
        answer: Answer = "interview" if notes.interview else "no"
        return Verdict(answer=answer, reasons=("you said so",))
    if entry := settling(own.never, event):
        return Verdict(answer="no", reasons=(f'your config says never: "{entry}"',))
    if entry := settling(own.always, event):
        return Verdict(answer="interview", reasons=(f'your config says always: "{entry}"',))
    return None


def _verdict(signals: tuple[points.Signal, ...]) -> Verdict:
    total = sum(s.points for s in signals)
    answer: Answer = "interview" if total >= points.WANTED else "unsure" if total >= points.DOUBTFUL else "no"
    if answer == "interview" and evidence.is_fraud(signals):
        answer = "unsure"
    sign = 1 if answer == "interview" else -1
    against = sorted(signals, key=lambda s: (-sign * s.points, s.reason))
    strongest = [s.reason for s in against if answer != "no" or s.points < 0] or [s.reason for s in signals]
    if answer == "unsure":
        strongest = [s.reason for s in sorted(signals, key=lambda s: (-abs(s.points), s.reason))]
    if answer != "interview" and all(s.points > 0 for s in signals):
        strongest.insert(0, "too little speaks for an interview")
    return Verdict(answer=answer, reasons=tuple(dict.fromkeys(strongest))[:_MOST_REASONS])


def _stage(seen: Scene, sat_in: tuple[Person, ...]) -> str | None:
    """The kind of round: as the title says, else as the description plainly does."""
    title = [m for m in seen.title.matches if m.section in STAGES]
    length = seen.event.end - seen.event.start
    if any(m.section == "onsite" for m in title) and length >= _SEVERAL_ROUNDS and not _says(title, "final"):
        return "onsite"
    orders = (
        [m for m in title if not m.phrase.weak or m.section != "informal"],
        [m for m in seen.body.matches if m.section in STAGES and not m.phrase.weak],
        title,
        [m for m in seen.body.matches if m.section in _TOLD_BY_LITTLE],
    )
    named = next((stage for named in orders for stage in _PRECEDENCE if _says(named, stage)), None)
    if named or not _is_with_recruiter(seen, sat_in):
        return named or ("panel" if len(sat_in) >= _A_PANEL else None)
    return "screen"


def _is_with_recruiter(seen: Scene, sat_in: tuple[Person, ...]) -> bool:
    """Nobody but somebody who recruits, or hires for others, talks to the candidate."""
    if seen.title.having("recruiter") or (seen.title.having("call") and not seen.title.having("interview")):
        return True
    if seen.title.having("interview") or not seen.body.having("recruiter", "agency"):
        return False
    there = [s.attendee.email for s in seen.outsiders if s.is_person]
    return len(there) == 1 and [p.email for p in sat_in] == there


def _says(matches: Iterable[Match], stage: str) -> bool:
    return any(m.section == stage for m in matches)
