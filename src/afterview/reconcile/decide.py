"""Decided: what should stand in the calendars, and what has to be done for it. The core's verbs in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from afterview import ical
from afterview.core import confirmation
from afterview.core.answers import Contradiction, Settled
from afterview.core.application import Application, group, numbered
from afterview.core.confirmation import Confirmation, carries, with_carried
from afterview.core.event import Event, latest
from afterview.core.held import Held, Wanted
from afterview.core.identity import Placed, interview_key, round_keys
from afterview.core.interview import Interview, detect, own_notes
from afterview.core.notes import NOTHING_SAID, Notes, merge
from afterview.core.plan import (
    Plan,
    Remembered,
    check,
    diff,
    foremost,
    identify,
    touched,
)
from afterview.core.reminder import Reminder, Schedule, schedule
from afterview.core.said import with_lines, with_remarks
from afterview.core.succession import inherited, successions, trace
from afterview.ical import Skipped
from afterview.ledger import Ledger
from afterview.reconcile.gather import Gathered
from afterview.reconcile.hearing import Unread, carriers, listen
from afterview.reconcile.placing import Placement, place, remarks_of
from afterview.reconcile.terms import Desk, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What was recognised, and what should follow."""

    interviews: tuple[Interview, ...]
    """Every event with its verdict, by start."""
    applications: tuple[Application, ...]
    schedule: Schedule
    written: Mapping[str, bool] = field(default_factory=dict)
    """What the candidate wrote into an event or its reminders of whether it is an interview, by `interview_key`."""
    contradictions: tuple[Contradiction, ...] = ()
    """Where two answers contradict each other, and which one holds."""
    unread: tuple[Unread, ...] = ()
    """Lines in reminders, and in interviews that have some, that could not be read."""

    @property
    def recognised(self) -> int:
        """How many of the events are interviews."""
        return sum(i.verdict.answer == "interview" for i in self.interviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a pass would do, and why."""

    agenda: Agenda
    wanted: Mapping[str, Wanted]
    plan: Plan
    skipped: tuple[Skipped, ...]
    brake: str | None = None
    """Why the plan should not be carried out without a person's word."""
    placement: Placement
    """`plan`, and what becomes of the lines that were said by commands."""


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
    remembered: Mapping[str, Remembered] = {uid: e for uid, e in ledger.entries(account).items() if e.calendar in there}
    gathered, remembered = _succeeded(account, gathered, remembered, ledger)
    today = now.astimezone(terms.setting.zone).date()
    confirmed = ledger.confirmations(account)
    carrying = _carrying(gathered, remembered)
    carried = frozenset(key for keys in carrying.values() for key in keys)
    hearing = listen(account, gathered, remembered, terms, ledger, now)
    agenda = plan_ahead(
        gathered.events,
        terms,
        now,
        said=hearing.said,
        settled=hearing.settled,
        confirmed=confirmed,
        carried=carried,
        placed=placed_by(gathered.held, remembered),
        first_seen=lambda key: ledger.first_seen(account, key, today),
    )
    held = {h.uid: h for h in foremost(gathered.held, remembered)}

    def is_carrying(reminder: Reminder) -> bool:
        """One that is there keeps the line or goes without: machines that know more and less must not take turns."""
        events = [i.event for i in reminder.round.interviews]
        if any(c.answer for e in events if (c := confirmed.get(e.uid))):
            return True
        if reminder.uid in held:
            return reminder.uid in carrying
        return any(interview_key(e) in carried and e.uid not in confirmed for e in events)

    lines = carriers(hearing, gathered, remembered)
    remarks = remarks_of(hearing.unread, agenda.schedule.reminders, held, remembered, now)
    wanted = {
        r.uid: worded(
            r,
            terms,
            calendar=target or gathered.calendars[interview_key(r.round.last.event)],
            confirmed=is_carrying(r),
            lines=lines.get(r.uid, ()),
            remarks=remarks.get(r.uid, ()),
        )
        for r in agenda.schedule.reminders
    }
    _trace(account, agenda, ledger)
    reasons = {w.uid: w.reason for w in agenda.schedule.withheld}
    plan = diff(wanted.values(), gathered.held, remembered, now, reasons)
    brake = check(
        plan,
        events_before=sum(s.before for s in gathered.snapshots),
        events_now=sum(s.after for s in gathered.snapshots) - len(gathered.resources),
    )
    told = ledger.remarked(account)
    placed = place(plan, wanted, hearing, agenda.applications, remembered, remarks, told, now)
    agenda = replace(agenda, contradictions=hearing.settled.contradictions, unread=hearing.unread)
    return Decided(
        agenda=agenda, wanted=wanted, plan=placed.plan, skipped=gathered.skipped, brake=brake, placement=placed
    )


def plan_ahead(
    events: Iterable[Event],
    terms: Terms,
    now: datetime,
    *,
    said: Mapping[str, Notes] | None = None,
    settled: Settled | None = None,
    confirmed: Mapping[str, Confirmation] | None = None,
    carried: frozenset[str] = frozenset(),
    placed: Mapping[str, Placed] | None = None,
    first_seen: Callable[[str], date] | None = None,
) -> Agenda:
    """From events to reminders: judge, group, schedule.

    `said`: what the candidate typed into reminders, by `interview_key`. `settled`: what holds of it where answers
    contradict each other. `confirmed`: what was said by a command, by UID
    of the event. `carried`: of which interviews a reminder says that they were, by `interview_key`. `placed`: reminders
    written earlier, by UID.
    `first_seen`: the day on which an outcome without a date was first seen; today where there is nobody to ask.
    """
    zone = terms.setting.zone
    today = now.astimezone(zone).date()

    written: dict[str, bool] = {}

    def notes_of(event: Event) -> Notes:
        key = interview_key(event)
        notes = merge(own_notes(event, zone), (said or {}).get(key, NOTHING_SAID))
        notes = settled.applied(key, notes) if settled else notes
        if notes.interview is not None:
            written[key] = notes.interview
        answer = confirmation.settled(notes.interview, (confirmed or {}).get(event.uid), carried=key in needed)
        return notes if answer == notes.interview else replace(notes, interview=answer)

    events = latest(events)
    needed: frozenset[str] = frozenset()
    found = detect(events, terms.candidate, notes_of, zone=zone)
    if carried:
        # A reminder speaks for its whole round: what is an interview by itself needs nobody's word.
        needed = carried - {interview_key(i.event) for i in found if i.verdict.answer == "interview"}
        found = detect(events, terms.candidate, notes_of, zone=zone) if needed else found
    interviews = tuple(_dated(i, first_seen or (lambda _key: today)) for i in found)
    applications = group(interviews, zone)
    agenda = schedule(applications, terms.policy, terms.named, terms.setting, now, placed or {})
    interviews = numbered(interviews, applications)
    return Agenda(interviews=interviews, applications=applications, schedule=agenda, written=written)


def worded(
    reminder: Reminder,
    terms: Terms,
    *,
    calendar: str,
    confirmed: bool = False,
    lines: Iterable[str] = (),
    remarks: Iterable[str] = (),
) -> Wanted:
    """A reminder as it is to stand in `calendar`, with its title and text; `confirmed`: that is said in it.

    `lines`: what the candidate said by a command and it carries; `remarks`: ours on what could not be read.
    """
    body = ical.clean_body(terms.wording.body(reminder))
    body = with_remarks(with_lines(body, lines), remarks)
    return Wanted(
        uid=reminder.uid,
        calendar=calendar,
        component=terms.component,
        title=ical.clean_title(terms.wording.title(reminder)),
        body=with_carried(body) if confirmed else body,
        starts=reminder.starts,
        due=reminder.due,
        step=reminder.step_key,
        interviews=tuple(sorted(round_keys(reminder.round))),
        look=terms.look,
        until=reminder.until,
    )


def _trace(account: str, agenda: Agenda, ledger: Ledger) -> None:
    """Keep what tells the interviews again that are there."""
    kept = {t.key: t for t in ledger.traces(account)}
    there = (trace(i.event) for a in agenda.applications for r in a.rounds for i in (*r.interviews, *r.copies))
    ledger.note_traces(account, [t for t in there if kept.get(t.key) != t])


def _succeeded(
    account: str, gathered: Gathered, remembered: Mapping[str, Remembered], ledger: Ledger
) -> tuple[Gathered, Mapping[str, Remembered]]:
    """Both with the reminders of interviews that came again under another UID as those of these; it is noted."""
    kept = ledger.traces(account)
    become = successions(kept, [trace(e) for e in gathered.events]) if kept else {}
    if not become:
        return gathered, remembered
    ledger.note_traces(account, [replace(t, successor=become[t.key]) for t in kept if t.key in become])
    held = tuple(replace(h, interviews=inherited(h.interviews, become)) for h in gathered.held)
    known = {uid: replace(e, interviews=inherited(e.interviews, become)) for uid, e in remembered.items()}
    return replace(gathered, held=held), known


def _carrying(gathered: Gathered, remembered: Mapping[str, Remembered]) -> dict[str, tuple[str, ...]]:
    """The interviews of the reminders that say that theirs was confirmed, by the reminder's UID."""
    carrying = (h for h in identify(gathered.held, remembered) if not h.foreign and carries(h.body))
    return {h.uid: h.interviews or (e.interviews if (e := remembered.get(h.uid)) else ()) for h in carrying}


def _dated(interview: Interview, first_seen: Callable[[str], date]) -> Interview:
    """`interview` with a day for an outcome that names none: the day it was first seen."""
    notes = interview.notes
    if notes.outcome is None or notes.outcome_on is not None:
        return interview
    day = first_seen(f"{interview_key(interview.event)} {notes.outcome}")
    return replace(interview, notes=replace(notes, outcome_on=day))


def placed_by(held: Sequence[Held], remembered: Mapping[str, Remembered]) -> dict[str, Placed]:
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
    for one in foremost(held, remembered):
        entry = remembered.get(one.uid)
        step = one.step or (entry and entry.step)
        if not step:
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
