"""Placing: what the candidate said by a command into a reminder that stays, and remarks on what could not be read.

A line goes where it disturbs nothing and is not lost: into the newest reminder whose time has passed, or that is the
candidate's own by now; else into the next one that is written anyway, which stays ours. Where there is none it waits in
the ledger. A reminder that is withdrawn hands what it carries on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from afterview.core.application import Application
from afterview.core.confirmation import without_carried
from afterview.core.held import Held, Wanted
from afterview.core.identity import round_keys
from afterview.core.notes import read
from afterview.core.plan import Create, Decision, Delete, Inscribe, Keep, Plan, Remembered, Update, touched
from afterview.core.reminder import Reminder
from afterview.core.said import (
    Said,
    carried,
    kind_of,
    remarks,
    with_lines,
    with_remarks,
    without_lines,
    without_remarks,
)
from afterview.reconcile.hearing import Hearing, Unread

_STAYING = ("past", "theirs", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A plan that carries what was said."""

    plan: Plan
    settles: Mapping[str, tuple[Said, ...]]
    """By UID: the lines that wait no longer once the reminder is written."""
    settled: tuple[int, ...]
    """Those that wait no longer as it is."""
    homeless: Mapping[str, tuple[Said, ...]]
    """By UID: what a reminder that is withdrawn carried, to be kept beforehand."""


def place(
    plan: Plan,
    wanted: Mapping[str, Wanted],
    hearing: Hearing,
    applications: Sequence[Application],
    remembered: Mapping[str, Remembered],
    due_remarks: Mapping[str, tuple[str, ...]],
    told: frozenset[tuple[str, str]],
    now: datetime,
) -> Placement:
    """`plan` with what waits, in the reminders that are to carry it.

    `due_remarks`: on lines in interviews, by the UID of the reminder that makes them. `told`: remarks on a reminder's
    own lines that were made already, as (UID, remark).
    """
    work = _Work(plan, wanted, hearing, remembered, now.astimezone(UTC))
    work.take_back()
    for said in work.to_place():
        work.place(said, applications)
    work.remark(due_remarks, told)
    return work.placed()


class _Work:
    def __init__(
        self,
        plan: Plan,
        wanted: Mapping[str, Wanted],
        hearing: Hearing,
        remembered: Mapping[str, Remembered],
        now: datetime,
    ) -> None:
        self.wanted = wanted
        self.hearing, self.remembered, self.now = hearing, remembered, now
        self.decisions: list[Decision] = list(plan.decisions)
        self.texts: dict[int, str] = {}
        """The texts that change, by the place of their decision."""
        self.why: dict[int, list[str]] = {}
        self.remarks: dict[int, tuple[str, ...]] = {}
        self.settles: dict[str, list[Said]] = {}
        self.settled: list[int] = []
        self.homeless: dict[str, list[Said]] = {}

    def take_back(self) -> None:
        """Lines to be taken out of the reminders that are kept; those that are written anew go without them."""
        for back in (w for w in self.hearing.waiting if w.back):
            found = False
            for n, held in self._held():
                if back.line in carried(held.body) and set(self._about(held)) & set(back.interviews):
                    found = True
                    self.settles.setdefault(held.uid, []).append(back)
                    if isinstance(self.decisions[n], Keep):
                        self._write(n, without_lines(self._text(n, held), [back.line]), f"without “{back.line}”")
            if not found:
                self.settled.append(back.number)

    def to_place(self) -> list[Said]:
        """What waits, and what the reminders that go carried; of several answers to one question the newest."""
        waiting: list[Said] = []
        for said in (w for w in self.hearing.waiting if not w.back):
            if (f"said {said.number}", said.kind) in self.hearing.settled.given_up:
                self.settled.append(said.number)
                continue
            for older in [w for w in waiting if w.kind == said.kind and set(w.interviews) & set(said.interviews)]:
                waiting.remove(older)
                self.settled.append(older.number)
            waiting.append(said)
        for decision in self.decisions:
            if isinstance(decision, Delete):
                about = self._about(decision.held)
                for line in self.hearing.standing(decision.held, about):
                    said = Said(interviews=about, line=line, at=self.now)
                    if not any(w.kind == said.kind and set(w.interviews) & set(about) for w in waiting):
                        self.homeless.setdefault(decision.held.uid, []).append(said)
                        waiting.append(said)
        return waiting

    def place(self, said: Said, applications: Sequence[Application]) -> None:
        """`said` into the reminder that is to carry it, if there is one."""
        if any(said.line in carried(self._text(n, h)) for n, h in self._kept(said.interviews)):
            self.settled += [said.number] if said.number else []
            return
        at = self._carrier(said, said.interviews)
        if at is None and said.kind == "outcome":
            # How an application ended may stand with any of its rounds.
            others = [k for a in applications for k in _keys(a) if set(_keys(a)) & set(said.interviews)]
            at = self._carrier(said, others)
        if at is None:
            return
        decision = self.decisions[at]
        match decision:
            case Keep(held=Held() as held) if self._stays(decision):
                self._write(at, with_lines(self._text(at, held), [said.line]), f"“{said.line}”")
            case Keep(uid=uid, held=Held() as held):
                wanted = self.wanted[uid]
                wanted = replace(wanted, body=with_lines(wanted.body, [said.line]))
                self.decisions[at] = Update(wanted=wanted, held=held)
            case Create(wanted=wanted):
                self.decisions[at] = Create(wanted=replace(wanted, body=with_lines(wanted.body, [said.line])))
            case Update(wanted=wanted):
                self.decisions[at] = replace(
                    decision, wanted=replace(wanted, body=with_lines(wanted.body, [said.line]))
                )
            case _:
                return
        self.settles.setdefault(_uid(decision), []).append(said)

    def remark(self, due: Mapping[str, tuple[str, ...]], told: frozenset[tuple[str, str]]) -> None:
        """Each reminder of the user's told of its own lines that could not be read, once; and no longer than that."""
        own: dict[str, list[str]] = {}
        for unread in self.hearing.unread:
            if unread.ours:
                own.setdefault(unread.uid, []).append(unread.remark)
        for n, held in self._held():
            decision = self.decisions[n]
            if not isinstance(decision, Keep) or decision.reason not in _STAYING:
                continue
            present = remarks(self._text(n, held))
            made = [r for r in dict.fromkeys(own.get(held.uid, ())) if r not in present]
            fresh = [r for r in made if (held.uid, r) not in told]
            wanted = [r for r in present if r in own.get(held.uid, ()) or r in due.get(held.uid, ())]
            if fresh or len(wanted) < len(present):
                text = without_remarks(self._text(n, held))
                why = "a line in it could not be read" if fresh else "its lines can be read now"
                self._write(n, with_remarks(text, [*wanted, *fresh]), why)
                self.remarks[n] = tuple(dict.fromkeys((*(r for r in wanted if r in own.get(held.uid, ())), *made)))

    def placed(self) -> Placement:
        decisions = [
            Inscribe(
                kept=d,
                held=d.held,
                body=self.texts[n],
                why="; ".join(self.why[n]),
                remarks=self.remarks.get(n, remarks(self.texts[n])),
            )
            if isinstance(d, Keep) and d.held and n in self.texts
            else d
            for n, d in enumerate(self.decisions)
        ]
        return Placement(
            plan=Plan(decisions=tuple(decisions)),
            settles={uid: tuple(said) for uid, said in self.settles.items()},
            settled=tuple(self.settled),
            homeless={uid: tuple(said) for uid, said in self.homeless.items()},
        )

    def _carrier(self, said: Said, interviews: Iterable[str]) -> int | None:
        """The place of the decision on the reminder that is to carry it."""
        about = set(interviews)
        staying = [(n, h) for n, h in self._kept(about) if self._stays(self.decisions[n])]
        if staying:
            # Beside what it answers anew, so that the last word stands last; else in the newest.
            speaking = [(n, h) for n, h in staying if _answers(self._text(n, h), said)]
            return max(speaking or staying, key=lambda pair: (_start(pair[1]), pair[0]))[0]
        coming = [
            (d.wanted.starts, n)
            for n, d in enumerate(self.decisions)
            if isinstance(d, Create | Update) and about & set(d.wanted.interviews) and not _has_their_text(d)
        ]
        coming += [
            (self.wanted[h.uid].starts, n)
            for n, h in self._kept(about)
            if isinstance(d := self.decisions[n], Keep) and d.reason == "same" and h.uid in self.wanted
        ]
        return min(coming, default=(None, None))[1]

    def _stays(self, decision: Decision) -> bool:
        """It is kept for good: its time has passed, or the user has settled it."""
        if not isinstance(decision, Keep) or decision.held is None:
            return False
        return decision.reason in _STAYING or (decision.reason == "same" and _start(decision.held) <= self.now)

    def _kept(self, interviews: Iterable[str]) -> list[tuple[int, Held]]:
        about = set(interviews)
        return [
            (n, h) for n, h in self._held() if not isinstance(self.decisions[n], Delete) and about & set(self._about(h))
        ]

    def _held(self) -> list[tuple[int, Held]]:
        found = []
        for n, decision in enumerate(self.decisions):
            match decision:
                case Keep(held=Held() as held, reason=reason) if reason not in ("foreign", "copy"):
                    found.append((n, held))
                case Update(held=held) | Delete(held=held):
                    found.append((n, held))
                case _:
                    pass
        return found

    def _text(self, n: int, held: Held) -> str:
        decision = self.decisions[n]
        return self.texts.get(n, decision.wanted.body if isinstance(decision, Update) else held.body)

    def _write(self, n: int, text: str, why: str) -> None:
        self.texts[n] = text
        self.why.setdefault(n, []).append(why)

    def _about(self, held: Held) -> tuple[str, ...]:
        known = self.remembered.get(held.uid)
        return held.interviews or (known.interviews if known else ())


def remarks_of(
    unread: Iterable[Unread],
    reminders: Sequence[Reminder],
    held: Mapping[str, Held],
    remembered: Mapping[str, Remembered],
    now: datetime,
) -> dict[str, tuple[str, ...]]:
    """Which reminder says which remarks on lines in the interviews of its round: the one that does already, else the
    next to come that is ours to write; by UID."""
    said: dict[str, tuple[str, ...]] = {}
    for one in unread:
        if one.ours:
            continue
        mine = [r for r in reminders if set(round_keys(r.round)) & set(one.interviews)]
        saying = [uid for uid, h in held.items() if one.remark in remarks(h.body)]
        if not saying:
            free = (
                r for r in mine if r.starts.astimezone(UTC) >= now.astimezone(UTC) and _ours(r.uid, held, remembered)
            )
            saying = [r.uid for r in sorted(free, key=lambda r: (r.starts.astimezone(UTC), r.uid))[:1]]
        for uid in saying[:1]:
            said[uid] = tuple(dict.fromkeys((*said.get(uid, ()), one.remark)))
    return said


def _ours(uid: str, held: Mapping[str, Held], remembered: Mapping[str, Remembered]) -> bool:
    known = held.get(uid)
    if known is None:
        return uid not in remembered
    return not known.done and not touched(known, remembered.get(uid), None)


def _answers(text: str, said: Said) -> bool:
    """Whether a text answers the question that `said` answers."""
    if any(kind_of(line) == said.kind for line in carried(text)):
        return True
    notes = read(without_carried(without_remarks(text)), said.at.date())
    match said.kind:
        case "outcome":
            return notes.outcome is not None or notes.still_open
        case "decision by":
            return notes.decision_by is not None
        case "new date":
            return notes.new_date is not None
        case _:
            return notes.heard_back


def _has_their_text(decision: Decision) -> bool:
    """Its text stays as the user made it."""
    return isinstance(decision, Update) and "body" in decision.theirs


def _keys(application: Application) -> list[str]:
    return [k for r in application.rounds for k in round_keys(r)]


def _start(held: Held) -> datetime:
    return held.starts.astimezone(UTC) if held.starts else datetime.min.replace(tzinfo=UTC)


def _uid(decision: Decision) -> str:
    match decision:
        case Create(wanted=wanted) | Update(wanted=wanted):
            return wanted.uid
        case Keep(uid=uid):
            return uid
        case _:
            return ""
