"""One pass: look at the calendars, decide what should stand in them, and make it so.

The pass is gather, decide, apply. `gather` reads the watched calendars and the reminders held in them; `decide` is the
core's verbs in a row, with `now` taken once by the caller; `apply` carries the plan out, each write conditional, and
remembers it. A pass always works from the whole present state. Whatever fails on the way leaves the calendars and the
ledger such that the next pass completes it: create, then remember; forget, then delete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias, assert_never

from afterview import ical
from afterview.core.application import Application, group
from afterview.core.due import Setting
from afterview.core.event import Event, latest
from afterview.core.held import Component, Held, Wanted
from afterview.core.identity import Placed, interview_key
from afterview.core.interview import Candidate, Interview, detect
from afterview.core.notes import NOTHING_SAID, Notes, merge, read
from afterview.core.plan import (
    Adopt,
    Create,
    Decision,
    Delete,
    Forget,
    Keep,
    Plan,
    Remembered,
    Update,
    check,
    diff,
    identify,
    touched,
)
from afterview.core.policy import Policy
from afterview.core.reminder import Reminder, Schedule, schedule
from afterview.errors import AfterviewError, BrakeHeld
from afterview.ical import Skipped
from afterview.ledger import Entry, Ledger
from afterview.mirror import Mirror, Shelved, Snapshot
from afterview.store import Conflict, Outcome, Refused, Resource, Store, Wrote
from afterview.wording import Wording

LOOK_BACK = timedelta(days=400)
"""Interviews older than this are not looked at: longer than any policy's course."""
LOOK_AHEAD = timedelta(days=400)
CRITERIA = "worth reading, 1"
"""Names what the mirror keeps; another one makes it look at everything again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By whose word and rules a pass works."""

    candidate: Candidate
    setting: Setting
    policy: Policy
    named: Callable[[str], Policy | None]
    """A policy by its name, for "Policy: NAME"; None where there is none."""
    wording: Wording
    component: Component = "VEVENT"
    alarm: timedelta | None = timedelta(0)
    """How long before its start a reminder rings; None: not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The calendars of one account, opened: which are watched and where reminders go."""

    account: str
    watched: tuple[Store, ...]
    target: Store | None = None
    """None: each reminder goes to the calendar of its interview."""
    others: tuple[Store, ...] = ()
    """The account's further calendars: reminders written there under earlier settings are still looked after."""

    @property
    def stores(self) -> dict[str, Store]:
        """All of them, by URL."""
        every = (*self.watched, *((self.target,) if self.target else ()), *self.others)
        return {s.calendar.url: s for s in every}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the calendars hold."""

    events: tuple[Event, ...]
    calendars: Mapping[str, str]
    """URL of the calendar of each event, by `interview_key`."""
    held: tuple[Held, ...]
    resources: Mapping[tuple[str, str], Resource]
    """Those that hold reminders of ours, by calendar and href."""
    skipped: tuple[Skipped, ...]
    snapshots: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What was recognised, and what should follow."""

    interviews: tuple[Interview, ...]
    """Every event with its verdict, by start."""
    applications: tuple[Application, ...]
    schedule: Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a pass would do, and why."""

    agenda: Agenda
    wanted: Mapping[str, Wanted]
    plan: Plan
    skipped: tuple[Skipped, ...]
    brake: str | None = None
    """Why the plan should not be carried out without a person's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A decision that was carried out, or what came of trying."""

    decision: Decision
    outcome: Outcome | None = None
    data: bytes | None = None
    """What was sent to be stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one pass over one account did."""

    account: str
    decided: Decided
    done: tuple[Done, ...]
    failure: AfterviewError | None = None
    """What stopped it half-way; the next pass goes on from there."""

    @property
    def unsettled(self) -> tuple[Done, ...]:
        """Writes that the calendar did not take this time."""
        return tuple(d for d in self.done if isinstance(d.outcome, Conflict | Refused))


def reconcile(
    desk: Desk, terms: Terms, ledger: Ledger, mirror: Mirror, now: datetime, *, force: bool = False
) -> Report:
    """One pass over one account. Raises what the stores raise while gathering, and BrakeHeld unless `force`."""
    gathered = gather(desk, terms, ledger, mirror, now)
    mirror.shelve(desk.account, _shelved(desk, gathered, now))
    decided = decide(gathered, desk, terms, ledger, now)
    if decided.brake and not force:
        fix = "look at `afterview plan`, then `afterview sync --force` if it is right"
        raise BrakeHeld(desk.account, decided.brake, fix)
    report = apply(decided, gathered, desk, terms, ledger, now)
    if report.failure is None:
        for snapshot in gathered.snapshots:
            mirror.accept(snapshot.calendar)
    for done in report.done:
        match done:
            case Done(decision=Create(wanted=Wanted(calendar=url)), outcome=Wrote(href=href), data=data):
                mirror.wrote(url, href, data)
            case Done(decision=Update(held=held) | Delete(held=held), outcome=Wrote(), data=data):
                mirror.wrote(held.calendar, held.href, data)
    return report


def gather(desk: Desk, terms: Terms, ledger: Ledger, mirror: Mirror, now: datetime) -> Gathered:
    """Read the calendars of `desk` that are watched or written to, or hold earlier reminders, through `mirror`."""
    since = now - LOOK_BACK
    watched = {s.calendar.url for s in desk.watched}
    used = watched | {e.calendar for e in ledger.entries(desk.account).values()}
    if desk.target:
        used.add(desk.target.calendar.url)
    copies: list[Copy] = []
    for url, store in desk.stores.items():
        if url not in used:
            continue
        snapshot = mirror.refresh(
            store, keep=lambda data: ical.worth_reading(data, since), today=now.date(), criteria=CRITERIA
        )
        copies.append((snapshot, store.calendar.name, url in watched, store.unreadable))
    return sorted_out(copies, terms, now)


Copy: TypeAlias = tuple[Snapshot, str, bool, Mapping[str, str]]
"""A calendar as it stands, its name, whether it is watched, and why some of its resources could not be read."""


def sorted_out(copies: Iterable[Copy], terms: Terms, now: datetime) -> Gathered:
    """What is in the calendars: events of the user's in the watched ones, reminders of ours in all."""
    zone = terms.setting.zone
    events: list[Event] = []
    calendars: dict[str, str] = {}
    held: list[Held] = []
    resources: dict[tuple[str, str], Resource] = {}
    skipped: list[Skipped] = []
    snapshots: list[Snapshot] = []
    for snapshot, name, watched, unreadable in copies:
        url = snapshot.calendar
        snapshots.append(snapshot)
        for resource in snapshot.resources:
            found: tuple[Held, ...] = ()
            if ical.is_ours(resource.data):
                found = ical.read_held(resource.data, href=resource.href, etag=resource.etag, calendar=url, zone=zone)
            if found:
                held.extend(found)
                resources[url, resource.href] = resource
            # What shares its file with a reminder must not be hidden by it.
            if watched and (not found or any(h.foreign for h in found)):
                reading = ical.read(
                    resource.data, zone=zone, since=now - LOOK_BACK, until=now + LOOK_AHEAD, source=name
                )
                events.extend(reading.events)
                skipped.extend((*reading.skipped, *reading.warnings))
                calendars.update((interview_key(e), url) for e in reading.events)
        skipped += [
            Skipped(source=name, uid=None, summary=None, reason=f"{href}: {unreadable.get(href, 'it did not come')}")
            for href in snapshot.unread
        ]
    return Gathered(
        events=tuple(events),
        calendars=calendars,
        held=tuple(held),
        resources=resources,
        skipped=tuple(skipped),
        snapshots=tuple(snapshots),
    )


def decide(gathered: Gathered, desk: Desk, terms: Terms, ledger: Ledger, now: datetime) -> Decided:
    """What should stand in the calendars and what has to be done for it; nothing is written but first-seen days."""
    target = desk.target.calendar.url if desk.target else None
    return decide_for(desk.account, gathered, frozenset(desk.stores), target, terms, ledger, now)


def decide_for(
    account: str,
    gathered: Gathered,
    there: frozenset[str],
    target: str | None,
    terms: Terms,
    ledger: Ledger,
    now: datetime,
) -> Decided:
    """`decide`, for an account whose calendars are only known by URL: those that are `there`, and the `target`."""
    # What was written into a calendar that the account no longer has went with it: it was not deleted by the user.
    remembered = {uid: _remembered(e) for uid, e in ledger.entries(account).items() if e.calendar in there}
    today = now.astimezone(terms.setting.zone).date()
    agenda = plan_ahead(
        gathered.events,
        terms,
        now,
        said=_said(gathered, remembered, terms),
        placed=_placed(gathered.held, remembered),
        first_seen=lambda key: ledger.first_seen(account, key, today),
    )
    wanted = {
        r.uid: worded(r, terms, calendar=target or gathered.calendars[interview_key(r.round.last.event)])
        for r in agenda.schedule.reminders
    }
    reasons = {w.uid: w.reason for w in agenda.schedule.withheld}
    plan = diff(wanted.values(), gathered.held, remembered, now, reasons)
    brake = check(
        plan,
        events_before=sum(s.before for s in gathered.snapshots),
        events_now=sum(s.after for s in gathered.snapshots) - len(gathered.resources),
    )
    return Decided(agenda=agenda, wanted=wanted, plan=plan, skipped=gathered.skipped, brake=brake)


def plan_ahead(
    events: Iterable[Event],
    terms: Terms,
    now: datetime,
    *,
    said: Mapping[str, Notes] | None = None,
    placed: Mapping[str, Placed] | None = None,
    first_seen: Callable[[str], date] | None = None,
) -> Agenda:
    """From events to reminders: judge, group, schedule.

    `said`: what the candidate typed into reminders, by `interview_key`. `placed`: reminders written earlier, by UID.
    `first_seen`: the day on which an outcome without a date was first seen; today where there is nobody to ask.
    """
    zone = terms.setting.zone
    today = now.astimezone(zone).date()

    def notes_of(event: Event) -> Notes:
        own = read(f"{event.summary}\n{event.description}", event.start.astimezone(zone).date())
        return merge(own, (said or {}).get(interview_key(event), NOTHING_SAID))

    found = detect(latest(events), terms.candidate, notes_of)
    interviews = tuple(_dated(i, first_seen or (lambda _key: today)) for i in found)
    applications = group(interviews, zone)
    agenda = schedule(applications, terms.policy, terms.named, terms.setting, now, placed or {})
    return Agenda(interviews=interviews, applications=applications, schedule=agenda)


def apply(decided: Decided, gathered: Gathered, desk: Desk, terms: Terms, ledger: Ledger, now: datetime) -> Report:
    """Carry the plan out, one decision after the other, until something fails."""
    stores = desk.stores
    stamp = now.astimezone(UTC).replace(microsecond=0)
    done: list[Done] = []
    failure = None
    try:
        for decision in decided.plan.decisions:
            # One by one: what was done before a failure is part of the report.
            done.append(_carry_out(decision, gathered, desk.account, stores, terms, ledger, stamp))  # noqa: PERF401
    except AfterviewError as error:
        failure = error
    finally:
        for store in stores.values():
            store.close()
    return Report(account=desk.account, decided=decided, done=tuple(done), failure=failure)


def _carry_out(
    decision: Decision,
    gathered: Gathered,
    account: str,
    stores: Mapping[str, Store],
    terms: Terms,
    ledger: Ledger,
    stamp: datetime,
) -> Done:
    data: bytes | None = None
    match decision:
        case Create(wanted=wanted):
            data = ical.write(wanted, stamp=stamp, revision=0, alarm=terms.alarm)
            outcome = stores[wanted.calendar].create(f"{wanted.uid}.ics", data)
            if isinstance(outcome, Wrote):
                ledger.remember(_entry(wanted, account, wanted.calendar, outcome.href, stamp))
        case Update(wanted=wanted, held=held):
            former = gathered.resources[held.calendar, held.href].data
            data = ical.rewrite(former, wanted, stamp=stamp, revision=held.revision + 1)
            if data is None:
                return Done(decision=decision, outcome=Refused(reason="what stands there cannot be rewritten"))
            outcome = stores[held.calendar].update(held.href, held.etag, data)
            if isinstance(outcome, Wrote):
                ledger.remember(_entry(wanted, account, held.calendar, held.href, stamp))
        case Delete(held=held):
            ledger.forget(held.uid)
            outcome = stores[held.calendar].delete(held.href, held.etag)
        case Adopt(entry=entry):
            ledger.remember(_adopted(entry, account, stamp))
            return Done(decision=decision)
        case Forget(uid=uid):
            ledger.forget(uid)
            return Done(decision=decision)
        case Keep():
            return Done(decision=decision)
        case _:
            assert_never(decision)
    return Done(decision=decision, outcome=outcome, data=data)


def swept(gathered: Gathered, desk: Desk, ledger: Ledger) -> tuple[Held, ...]:
    """Everything in the calendars that we made, edited or not, by start."""
    every = [h for h in identify(gathered.held, ledger.entries(desk.account)) if not h.foreign]
    return tuple(sorted(every, key=lambda h: (h.starts is None, h.starts, h.href)))


def sweep(held: Iterable[Held], desk: Desk, ledger: Ledger) -> list[tuple[Held, str]]:
    """Remove `held` from the calendars and the ledger; those that stayed, with the reason."""
    stores = desk.stores
    left: list[tuple[Held, str]] = []
    for one in held:
        outcome = stores[one.calendar].delete(one.href, one.etag)
        if isinstance(outcome, Wrote):
            ledger.forget(one.uid)
        else:
            left.append((one, outcome.reason))
    return left


def _shelved(desk: Desk, gathered: Gathered, now: datetime) -> list[Shelved]:
    watched = {s.calendar.url for s in desk.watched}
    read = {s.calendar for s in gathered.snapshots}
    return [
        Shelved(
            calendar=url,
            name=store.calendar.name,
            watched=url in watched,
            target=desk.target is not None and url == desk.target.calendar.url,
            read_at=now if url in read else None,
        )
        for url, store in desk.stores.items()
    ]


def _said(gathered: Gathered, remembered: Mapping[str, Remembered], terms: Terms) -> dict[str, Notes]:
    """What the candidate typed into reminders, for each interview of their rounds; a later reminder's word wins."""
    zone = terms.setting.zone
    days = {interview_key(e): e.start.astimezone(zone).date() for e in gathered.events}
    said: dict[str, Notes] = {}
    for one in sorted(identify(gathered.held, remembered), key=lambda h: (h.due is not None, h.due, h.href)):
        if one.foreign:
            continue
        known = remembered.get(one.uid)
        keys = [k for k in one.interviews or (known.interviews if known else ()) if k in days]
        if keys:
            notes = read(f"{one.title}\n{one.body}", max(days[k] for k in keys))
            said.update({k: merge(said.get(k, NOTHING_SAID), notes) for k in keys})
    return said


def _dated(interview: Interview, first_seen: Callable[[str], date]) -> Interview:
    """`interview` with a day for an outcome that names none: the day it was first seen."""
    notes = interview.notes
    if notes.outcome is None or notes.outcome_on is not None:
        return interview
    day = first_seen(f"{interview_key(interview.event)} {notes.outcome}")
    return replace(interview, notes=replace(notes, outcome_on=day))


def _placed(held: Sequence[Held], remembered: Mapping[str, Remembered]) -> dict[str, Placed]:
    """Every reminder written earlier: as it is held, or as the ledger knows it where it is gone."""
    placed = {
        uid: Placed(
            uid=uid,
            step=entry.step,
            interviews=entry.interviews,
            due=entry.due,
            starts=entry.starts,
            settled=True,
            present=False,
        )
        for uid, entry in remembered.items()
    }
    for one in identify(held, remembered):
        entry = remembered.get(one.uid)
        step = one.step or (entry and entry.step)
        if one.foreign or not step:
            continue
        changed = touched(one, entry, None)
        # By what stands in the event itself, on which two installations agree; the ledger where an app stripped it.
        written = one.due or (entry.starts if entry else None)
        interviews = set(one.interviews or (entry.interviews if entry else ()))
        if entry and (changed or one.done):
            interviews.update(entry.interviews)
        placed[one.uid] = Placed(
            uid=one.uid,
            step=step,
            interviews=tuple(sorted(interviews)),
            due=one.due or (entry.due if entry else None),
            starts=one.starts,
            moved=changed and written is not None and one.starts != written,
            settled=changed or one.done,
        )
    return placed


def worded(reminder: Reminder, terms: Terms, *, calendar: str) -> Wanted:
    """A reminder as it is to stand in `calendar`, with its title and text."""
    return Wanted(
        uid=reminder.uid,
        calendar=calendar,
        component=terms.component,
        title=ical.clean_title(terms.wording.title(reminder)),
        body=ical.clean_body(terms.wording.body(reminder)),
        starts=reminder.starts,
        due=reminder.due,
        step=reminder.step_key,
        interviews=tuple(sorted(interview_key(i.event) for i in reminder.round.interviews)),
    )


def _remembered(entry: Entry) -> Remembered:
    return Remembered(
        uid=entry.uid,
        calendar=entry.calendar,
        href=entry.href,
        digest=entry.digest,
        step=entry.step,
        due=entry.due,
        starts=entry.starts,
        interviews=entry.interviews,
    )


def _entry(wanted: Wanted, account: str, calendar: str, href: str, stamp: datetime) -> Entry:
    return Entry(
        uid=wanted.uid,
        account=account,
        calendar=calendar,
        href=href,
        digest=wanted.digest,
        step=wanted.step,
        due=wanted.due,
        starts=wanted.starts,
        interviews=wanted.interviews,
        written_at=stamp,
    )


def _adopted(known: Remembered, account: str, stamp: datetime) -> Entry:
    return Entry(
        uid=known.uid,
        account=account,
        calendar=known.calendar,
        href=known.href,
        digest=known.digest,
        step=known.step,
        due=known.due,
        starts=known.starts,
        interviews=known.interviews,
        written_at=stamp,
    )
