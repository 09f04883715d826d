"""Hearing: all that the candidate has said of interviews beside these themselves, and which of two answers holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from afterview import ical
from afterview.core.answers import Settled, Voice, answers_of, settle
from afterview.core.confirmation import without_carried
from afterview.core.event import Event
from afterview.core.held import Held
from afterview.core.identity import interview_key
from afterview.core.interview import own_notes
from afterview.core.notes import NOTHING_SAID, Notes, merge, read
from afterview.core.plan import Remembered, identify, touched
from afterview.core.said import Said, carried, kind_of, line_of, remark, without_lines, without_remarks
from afterview.ledger import Ledger
from afterview.reconcile.gather import Gathered
from afterview.reconcile.terms import Terms
from afterview.wording import Wording

MARKED = "afterview mark"
"""Where a line was said that no reminder carries yet, for people."""
_CANDIDATES_OWN = re.compile(
    r"\W{0,9}(?:decision|entscheidung|new (?:decision )?date|neue|outcome|ergebnis|heard|antwort|rück|follow|nachfass)",
    re.IGNORECASE,
)
"""What nobody but the candidate writes into an invitation; what else stands there may not be meant for us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that looks like an answer and could not be read."""

    line: str
    where: str
    """The title of the event or reminder that it stands in."""
    uid: str
    """Its UID."""
    remark: str
    """What is written into a reminder about it."""
    interviews: tuple[str, ...]
    ours: bool
    """It stands in a reminder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What was said."""

    said: Mapping[str, Notes]
    """In reminders and by commands, by `interview_key`."""
    settled: Settled
    waiting: tuple[Said, ...]
    """Lines that no reminder carries yet, and ones that are to be taken back."""
    unread: tuple[Unread, ...]

    def takes_back(self, line: str, interviews: tuple[str, ...]) -> bool:
        """Whether a line that a reminder of these interviews carries is to be taken out."""
        return any(w.back and w.line == line and set(w.interviews) & set(interviews) for w in self.waiting)

    def standing(self, held: Held, interviews: tuple[str, ...]) -> tuple[str, ...]:
        """The lines that a reminder carries and goes on carrying."""
        return tuple(
            line
            for line in carried(held.body)
            if not self.takes_back(line, interviews) and (held.uid, kind_of(line)) not in self.settled.given_up
        )


def listen(
    account: str, gathered: Gathered, remembered: Mapping[str, Remembered], terms: Terms, ledger: Ledger, now: datetime
) -> Hearing:
    """What was said in reminders and by commands, seen at `now`; when each answer was first seen is noted."""
    zone = terms.setting.zone
    days = {interview_key(e): e.start.astimezone(zone).date() for e in gathered.events}
    _keep_what_was_lost(account, gathered, remembered, ledger)
    waiting = ledger.said(account)
    silence = Hearing(said={}, settled=settle((), {}), waiting=waiting, unread=())
    voices: list[Voice] = []
    unread: list[Unread] = []
    said: dict[str, Notes] = {}
    for one in sorted(identify(gathered.held, remembered), key=lambda h: (h.due is not None, h.due, h.href)):
        interviews = _about(one, remembered)
        keys = tuple(k for k in interviews if k in days)
        if one.foreign or not keys:
            continue
        back = [line for line in carried(one.body) if silence.takes_back(line, interviews)]
        text = without_remarks(without_carried(without_lines(one.body, back)))
        notes = read(f"{one.title}\n{text}", max(days[k] for k in keys))
        voices.append(Voice(source=one.uid, where=one.title, notes=notes, interviews=keys))
        said.update({k: merge(said.get(k, NOTHING_SAID), notes) for k in keys})
        unread += _unread(notes, one.title, one.uid, keys, terms.wording, ours=True)
    for line in waiting:
        keys = tuple(k for k in line.interviews if k in days)
        if keys and not line.back:
            notes = read(line.line, max(days[k] for k in keys))
            voices.append(Voice(source=f"said {line.number}", where=MARKED, notes=notes, interviews=keys))
            said.update({k: merge(said.get(k, NOTHING_SAID), notes) for k in keys})
    events = [e for e in gathered.events if interview_key(e) in said]
    spoken = [_voice(e, own_notes(e, zone)) for e in events]
    for event, voice in zip(events, spoken, strict=True):
        unread += [
            u
            for u in _unread(voice.notes, event.summary, event.uid, voice.interviews, terms.wording, ours=False)
            if not event.organizer or _CANDIDATES_OWN.match(u.line)
        ]
    voices = [*spoken, *voices]
    answers = {(source, answer) for source, answer in answers_of(voices) if not source.startswith("said ")}
    seen = ledger.seen(account, answers, now)
    numbered = {f"said {w.number}": w.at for w in waiting}
    seen |= {(s, a): numbered[s] for s, a in answers_of(voices) if s in numbered}
    return Hearing(said=said, settled=settle(voices, seen), waiting=waiting, unread=tuple(unread))


def _keep_what_was_lost(account: str, gathered: Gathered, remembered: Mapping[str, Remembered], ledger: Ledger) -> None:
    """What stood in a reminder that the user has deleted, or that an app has put an older version over without asking,
    is not unsaid by that: it waits for another one."""
    there = {h.uid: h for h in identify(gathered.held, remembered)}
    for (source, answer), at in sorted(ledger.answers(account).items()):
        known, held = remembered.get(source), there.get(source)
        line = line_of(answer)
        if known is None or kind_of(line) is None:
            continue
        older = held is not None and held.written is not None and held.revision < known.revision
        if held is None or (older and line not in held.body):
            ledger.say(account, known.interviews, line, at)


def carriers(hearing: Hearing, gathered: Gathered, remembered: Mapping[str, Remembered]) -> dict[str, tuple[str, ...]]:
    """The lines that reminders which nobody has touched carry and go on carrying, by UID."""
    found = {}
    for one in identify(gathered.held, remembered):
        if not one.foreign and not touched(one, remembered.get(one.uid), None):
            found[one.uid] = hearing.standing(one, _about(one, remembered))
    return {uid: lines for uid, lines in found.items() if lines}


def _about(held: Held, remembered: Mapping[str, Remembered]) -> tuple[str, ...]:
    known = remembered.get(held.uid)
    return held.interviews or (known.interviews if known else ())


def _voice(event: Event, notes: Notes) -> Voice:
    key = interview_key(event)
    return Voice(source=f"event {key}", where=event.summary, notes=notes, interviews=(key,))


def _unread(
    notes: Notes, where: str, uid: str, interviews: tuple[str, ...], wording: Wording, *, ours: bool
) -> list[Unread]:
    return [
        Unread(
            line=line,
            where=where,
            uid=uid,
            remark=ical.clean_title(remark(line, wording.advice(line))),
            interviews=interviews,
            ours=ours,
        )
        for line in notes.unread
    ]
