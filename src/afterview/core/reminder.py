"""Reminder: a step of a policy applied to a round of an application, with its time and its reasons.

`schedule` works from the whole present state each time: the applications with what the candidate has said, the policy,
`now`, and what is already known of reminders written earlier. It is total: a round that cannot be worked out is
withheld with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from afterview.core.application import Application, Round
from afterview.core.copies import same_hour
from afterview.core.due import Anchors, Due, Setting, due_time, late_start, postpone
from afterview.core.event import Person
from afterview.core.identity import Identities, Placed, round_keys
from afterview.core.interview import Interview
from afterview.core.notes import Notes, merge
from afterview.core.plaintext import one_line
from afterview.core.policy import Medium, Policy, Step

WORTH_IT = timedelta(weeks=1)
"""How long a step without a deadline is still worth writing after its time (policy rule 10)."""

HEARD_BACK = "you have heard back: it waits for a new date or round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What to do, for whom, when, and why then."""

    uid: str
    """`afterview-` and a UUID; the same however often the interview is moved or the text changes."""
    application: Application
    round: Round
    policy: str
    step: str
    """The step's id: `thank-you`, `check-in`, …"""
    occurrence: int | None = None
    """Which one of a repeated step, from 1; None where it does not repeat."""
    new_date: date | None = None
    """The new date they named, where it hangs on that."""
    medium: Medium
    recipients: tuple[Person, ...]
    """Whom to write to or call, one message each; empty for a note to oneself, or when nobody is known."""
    due: datetime
    """When the policy wants it, in the candidate's zone."""
    starts: datetime
    """Where its event is put: `due`, or later when it is late; in the candidate's zone."""
    deadline: datetime | None = None
    """After this it is worthless."""
    late: bool = False
    employer_zone: str | None = None
    """IANA zone of the employer where it differs from the candidate's (a call says both times)."""
    reasons: tuple[str, ...] = ()
    """How the date came about, in plain words: "1 week after interview, Tue 1 Dec"."""

    @property
    def step_key(self) -> str:
        """Which reminder of its round it is: `check-in`, `keep-in-touch.2`, `check-again@2026-12-15`."""
        return _key(self.step, self.occurrence, self.new_date)

    @property
    def until(self) -> datetime | None:
        """When the next interview of its round starts; None where they have all begun."""
        starts = (i.event.start for i in self.round.interviews)
        return min((s for s in starts if s > self.starts), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A step that is not written, and why."""

    application: Application
    round: Round
    uid: str
    """Of the reminder that is not written."""
    step: str
    """`step_key`."""
    reason: str
    waiting: bool = False
    """Nothing stands against it: what it hangs on has just not happened (no new date, no rejection)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Everything that should stand in the calendar, by due time, and what should not, with the reasons."""

    reminders: tuple[Reminder, ...]
    withheld: tuple[Withheld, ...]


def step_key(step: Step, occurrence: int, new_date: date | None = None) -> str:
    """Which reminder of its round it is: the step's id, the number where it repeats, and the new date it hangs on.

    A new date that they name makes it another reminder: what was done or deleted before is no answer to it.
    """
    return _key(step.id, occurrence if _repeats(step) else None, new_date)


def _repeats(step: Step) -> bool:
    return any(s.repeat for s in (step, *step.variants))


def _key(step: str, occurrence: int | None, new_date: date | None) -> str:
    return step + (f".{occurrence}" if occurrence else "") + (f"@{new_date}" if new_date else "")


def schedule(
    applications: Sequence[Application],
    default: Policy,
    named: Callable[[str], Policy | None],
    setting: Setting,
    now: datetime,
    placed: Mapping[str, Placed],
) -> Schedule:
    """What is due for `applications`, as seen at `now` (aware).

    `named` gives a policy that the candidate names for an application, None where there is none of that name; then, and
    where none is named, `default` applies. `placed`: by UID.
    """
    now = now.astimezone(UTC)
    identities = Identities([r for a in applications for r in a.rounds], placed)
    reminders: list[Reminder] = []
    withheld: list[Withheld] = []
    for application in applications:
        said = reduce(merge, (i.notes for r in application.rounds for i in r.interviews))
        asked = named(said.policy) if said.policy else None
        policy = asked or default
        for round_ in application.rounds:
            course = _Course(application, round_, said, policy, setting, now, identities)
            try:
                outcomes = list(course.steps())
            except (OverflowError, ValueError) as error:
                outcomes = [course.withhold("every step", f"its dates cannot be worked out: {error}")]
            outcomes += [course.withhold("copies", _folded(copy, round_, setting.zone)) for copy in round_.copies]
            if said.policy and asked is None and round_ is application.rounds[-1]:
                reason = f"there is no policy {said.policy!r} that can be used: {default.name} is followed"
                outcomes.append(course.withhold("Policy:", reason))
            for outcome in outcomes:
                reminders.append(outcome) if isinstance(outcome, Reminder) else withheld.append(outcome)
    reminders.sort(key=lambda r: (r.due.astimezone(UTC), r.starts.astimezone(UTC), r.uid))
    return Schedule(reminders=tuple(reminders), withheld=tuple(withheld))


def _folded(copy: Interview, round_: Round, zone: ZoneInfo) -> str:
    """Why nothing follows `copy` itself."""
    title = one_line(copy.event.summary, 80) or "another event"
    if copy.event.all_day or any(same_hour(copy, i) for i in round_.interviews):
        return f"“{title}” is another entry of the same interview"
    start = copy.event.start.astimezone(zone)
    return f"“{title}”, {start:%a} {start.day} {start:%b %H:%M}, has been rescheduled"


class _Course:
    """The steps of one policy for one round, in order, each knowing where the earlier ones fell."""

    def __init__(
        self,
        application: Application,
        round_: Round,
        said: Notes,
        policy: Policy,
        setting: Setting,
        now: datetime,
        identities: Identities,
    ) -> None:
        self.application, self.round, self.policy, self.setting, self.now = application, round_, policy, setting, now
        self.identities = identities
        self.interviews = tuple(i for i in round_.interviews if i.notes.follow_up is not False)
        self.keys = round_keys(round_)
        self.notes = reduce(merge, (i.notes for i in round_.interviews))
        self.promise = next((i.promise for i in reversed(self.interviews) if i.promise), None)
        self.superseded = round_ is not application.rounds[-1]
        self.outcome = said.outcome
        self.outcome_on = said.outcome_on or now.astimezone(setting.zone).date()
        self.still_open = said.still_open
        self.employer = self._employer_zone()
        self.fallen: dict[str, datetime] = {}
        self.contacts: list[datetime] = []

    def steps(self) -> Iterator[Reminder | Withheld]:
        said: set[str] = set()
        for outcome in self._outcomes():
            said.add(outcome.uid)
            yield outcome
        ids = {s.id for s in self.policy.steps}
        for known in self.identities.written(self.keys):
            if known.uid not in said:
                gone = f"the policy {self.policy.name} has no such step"
                reason = "its date no longer holds" if re.split("[.@]", known.step)[0] in ids else gone
                yield Withheld(
                    application=self.application, round=self.round, uid=known.uid, step=known.step, reason=reason
                )

    def _outcomes(self) -> Iterator[Reminder | Withheld]:
        for step in self.policy.steps:
            reason = self._withdrawn(step)
            variant = step.under(self._known())
            if reason is None and variant is None:
                reason = "only when " + " or ".join(map(str, step.only))
            repeat = (variant or step).repeat
            for occurrence in range(1, (repeat.times if repeat else 1) + 1):
                if reason is None and variant is not None:
                    yield self._one(step, variant, occurrence)
                else:
                    waiting = variant is None and self._withdrawn(step) is None
                    yield self.withhold(step_key(step, occurrence), reason or "", waiting=waiting)
            if reason == HEARD_BACK and variant is not None:
                self._one(step, variant, 1)  # what is only done while it is still open may hang on it

    def _known(self) -> dict[str, str | None]:
        stages = {i.stage for i in self.interviews}
        heard = "heard back" if self.notes.heard_back and not self.notes.new_date else None
        return {
            "stage": "final" if "final" in stages else self.round.last.stage,
            "seniority": next((i.seniority for i in self._newest_first() if i.seniority), None),
            "status": self.outcome or ("still open" if self.still_open else heard or "open"),
        }

    def _withdrawn(self, step: Step) -> str | None:
        """Why nothing of `step` is pending any more, or None."""
        if not self.interviews:
            return "you asked for no follow-up"
        if self.superseded and step.to != "everyone":
            return "a later round is in the calendar"
        waiting = self.notes.heard_back and self.notes.new_date is None and self.outcome is None
        if waiting and not any(c.subject == "status" for c in step.only):
            return HEARD_BACK
        return None

    def _newest_first(self) -> Iterator[Interview]:
        """The interviews of this round, then those of the others."""
        yield from reversed(self.round.interviews)
        yield from (i for r in reversed(self.application.rounds) for i in reversed(r.interviews))

    def _anchors(self, step: Step) -> Anchors:
        days: dict[str, date] = {}
        if self.outcome is not None:
            # The application has ended: what still hangs on something hangs on how it ended.
            ends = {"rejected": "rejection", "offer": "offer"}.get(self.outcome)
            return Anchors(start=None, end=None, days={ends: self.outcome_on} if ends else {}, steps=self.fallen)
        last = self.round.last.event
        if self.notes.new_date is not None and self.policy.reads_new_date:
            days["new date"] = self.notes.new_date
            if step.contacts:
                return Anchors(start=None, end=None, days=days, steps=self.fallen)
        promised = (
            self.notes.decision_by if self.policy.reads_new_date else self.notes.new_date or self.notes.decision_by
        )
        if promised is None and self.promise:
            promised = self.promise.day
        if promised is not None:
            days["decision date"] = promised
        end = last.end
        if self.notes.new_date is not None and not self.policy.reads_new_date and step.contacts:
            # They named another day: a check-in counted from the interview has lost its ground.
            return Anchors(start=last.start, end=None, days=days, steps=self.fallen)
        return Anchors(start=last.start, end=end, days=days, steps=self.fallen)

    def _one(self, base: Step, step: Step, occurrence: int) -> Reminder | Withheld:
        due = due_time(step, self._anchors(step), self.setting, employer=self.employer, occurrence=occurrence)
        if due is None:
            reason = self._ruled_out(step)
            unknown = f"nothing known of its {' or '.join(p.anchor for p in step.when)}"
            return self.withhold(step_key(base, occurrence), reason or unknown, waiting=reason is None)
        new_date = self.notes.new_date if due.phrase.anchor in self._on_new_date() else None
        key = step_key(base, occurrence, new_date)
        limited = self._limited(step, due)
        if isinstance(limited, str):
            return self.withhold(key, limited)
        due = limited
        uid = self.identities.uid(self.keys, key)
        known = self.identities.placed.get(uid)
        self.fallen[step.id] = known.starts if known and known.moved and known.starts else due.at
        if step.contacts:
            self.contacts.append(self.fallen[step.id])
        if known is None and self.identities.settled(self.keys, key):
            return self.withhold(key, "you have settled it already")
        starts = self._start(due, known)
        if isinstance(starts, str):
            return self.withhold(key, starts)
        return Reminder(
            uid=uid,
            application=self.application,
            round=self.round,
            policy=self.policy.name,
            step=step.id,
            occurrence=occurrence if _repeats(base) else None,
            new_date=new_date,
            medium=step.by,
            recipients=self._recipients(step),
            due=due.at,
            starts=starts,
            deadline=due.deadline,
            late=starts > due.at and not (known and known.moved),
            employer_zone=self.employer.key if self.employer and step.by == "phone" else None,
            reasons=(due.reasons[0] + self._source(due), *due.reasons[1:]),
        )

    def _source(self, due: Due) -> str:
        """Where the decision date comes from when the candidate has said none."""
        own = self.notes.decision_by or (None if self.policy.reads_new_date else self.notes.new_date)
        if due.phrase.anchor != "decision date" or own or not self.promise:
            return ""
        return f"; the invitation says: “{self.promise.quote}”"

    def _on_new_date(self) -> tuple[str, ...]:
        return ("new date",) if self.policy.reads_new_date else ("new date", "decision date")

    def _limited(self, step: Step, due: Due) -> Due | str:
        """`due` under the policy's limits, or why it falls away; contacts count in the order of the policy."""
        limits = self.policy.limits
        if not step.contacts or not self.contacts:
            return due
        if limits.contacts is not None and len(self.contacts) >= limits.contacts:
            return f"the policy stops after {limits.contacts} contact{'s' if limits.contacts > 1 else ''}"
        if limits.workdays_between is not None:
            days = "workday" if limits.workdays_between == 1 else f"{limits.workdays_between} workdays"
            last = max(c.astimezone(UTC) for c in self.contacts).astimezone(due.slots.zone).date()
            free = self.setting.workdays.shift(last, limits.workdays_between)
            due = postpone(due, free, self.setting, f"moved: {days} between two contacts")
            if due.bounds[1] is not None and due.at.astimezone(UTC) > due.bounds[1]:
                return f"it would come less than {days} after the last contact"
        return due

    def _start(self, due: Due, known: Placed | None) -> datetime | str:
        """Where the reminder's event is put, or why it is too late for one."""
        if due.at >= self.now:
            return due.at
        if known is not None and known.present and known.starts:
            as_before = known.due is not None and known.due.astimezone(UTC) == due.at.astimezone(UTC)
            if as_before or known.starts < self.now:
                return known.starts
        if known is not None and not known.present:
            return "its time has passed"
        if self.now > (due.bounds[1] or due.at + WORTH_IT):
            return "its time has passed"
        return late_start(due, self.now, self.setting)

    def _recipients(self, step: Step) -> tuple[Person, ...]:
        if step.to == "everyone":
            people = [p for i in self.interviews for p in i.interviewers]
            named = {p.name.casefold() for p in people if p.email and p.name}
            people = [p for p in people if p.email or (p.name or "").casefold() not in named]
            seen: dict[str, Person] = {}
            for person in people:
                seen.setdefault((person.email or person.name or "").casefold(), person)
            return tuple(seen.values())
        if step.to == "contact":
            contact = next((i.contact for i in self._newest_first() if i.contact), None)
            contact = contact or next((p for i in self.interviews for p in i.interviewers), None)
            return (contact,) if contact else ()
        return ()

    def _employer_zone(self) -> ZoneInfo | None:
        name = next((i.zone for i in reversed(self.round.interviews) if i.zone), None)
        return ZoneInfo(name) if name and name != self.setting.zone.key else None

    def _ruled_out(self, step: Step) -> str | None:
        """Why what `step` hangs on no longer counts; None where it has just not happened."""
        if self.outcome is not None:
            return f"the application has ended: {self.outcome}"
        anchors = {p.anchor for p in step.when}
        if self.notes.new_date is not None and step.contacts and anchors & {"interview", "decision date"}:
            return "they named a new date"
        return None

    def withhold(self, step: str, reason: str, *, waiting: bool = False) -> Withheld:
        uid = self.identities.uid(self.keys, step)
        return Withheld(
            application=self.application, round=self.round, uid=uid, step=step, reason=reason, waiting=waiting
        )
