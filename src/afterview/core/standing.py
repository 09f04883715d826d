"""Standing: where each application is, when there last was contact, and what comes next.

It is told from what stands in the calendar and what is about to: a reminder whose time has passed counts as contact
made, for nobody asks the user to tick events off. A note to oneself is no contact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce

from afterview.core.application import Application
from afterview.core.identity import interview_key
from afterview.core.interview import Interview
from afterview.core.notes import OutcomeKind, merge
from afterview.core.plan import Create, Decision, Inscribe, Keep, Update
from afterview.core.reminder import Reminder

QUIET_AFTER = timedelta(days=60)
"""Without contact for this long and with nothing to come, an application has gone quiet."""
OVERDUE = timedelta(weeks=1)
"""How long a to-do that was not ticked off still counts as what comes next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that was or will be."""

    at: datetime
    """Aware."""
    what: str
    """The reminder's title, or the interview's."""
    uid: str
    """Of the reminder or the interview."""
    reminder: bool = True
    written: bool = True
    """It stands in the calendar as told here; the next pass writes it otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one application stands."""

    application: Application
    stage: str | None
    """Of the round that was last, or of the first while none has been; None for a plain interview."""
    outcome: OutcomeKind | None
    heard_back: bool
    last: Moment | None
    """The last contact; None before the first interview."""
    next: Moment | None
    """The next interview or reminder, or a to-do that is overdue."""
    over: bool
    """It has ended, or gone quiet with nothing to come."""


def standings(
    applications: Sequence[Application],
    reminders: Iterable[Reminder],
    decisions: Iterable[Decision],
    to_oneself: Collection[str],
    now: datetime,
) -> tuple[Standing, ...]:
    """How each application stands at `now` (aware): those with something to come first, by its time.

    `reminders` and `decisions`: of the same pass. `to_oneself`: ids of the steps that are notes to oneself.
    """
    known = {r.uid: r for r in reminders}
    homes = {interview_key(i.event): n for n, a in enumerate(applications) for i in _interviews(a)}
    steps: dict[int, list[_Step]] = {}
    for one in _steps(decisions, known):
        home = next((homes[k] for k in one.interviews if k in homes), None)
        if home is not None:
            steps.setdefault(home, []).append(one)
    found = [_standing(a, steps.get(n, []), to_oneself, now.astimezone(UTC)) for n, a in enumerate(applications)]
    return tuple(sorted(found, key=_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    moment: Moment
    step: str
    interviews: tuple[str, ...]
    done: bool = False
    ticked: bool = False
    """It is a to-do: that it was done would be seen."""


def _steps(decisions: Iterable[Decision], known: Mapping[str, Reminder]) -> Iterable[_Step]:
    """The reminders that stand in the calendar, and those that are about to, as they are to stand."""
    for planned in decisions:
        decision = planned.kept if isinstance(planned, Inscribe) else planned
        match decision:
            case Create(wanted=wanted) | Update(wanted=wanted):
                yield _Step(
                    moment=Moment(at=wanted.starts, what=wanted.title, uid=wanted.uid, written=False),
                    step=wanted.step,
                    interviews=wanted.interviews,
                    ticked=wanted.component == "VTODO",
                )
            case Keep(uid=uid, reason="same" | "theirs" | "done" | "past" as reason, held=held) if held and held.starts:
                reminder = known.get(uid)
                step, interviews = held.step or "", held.interviews
                if reminder:
                    step = reminder.step_key
                    interviews = tuple(interview_key(i.event) for i in reminder.round.interviews)
                yield _Step(
                    moment=Moment(at=held.starts, what=held.title, uid=uid),
                    step=step,
                    interviews=interviews,
                    done=reason == "done",
                    ticked=held.component == "VTODO",
                )


def _standing(application: Application, steps: Sequence[_Step], to_oneself: Collection[str], now: datetime) -> Standing:
    interviews = list(_interviews(application))
    said = reduce(merge, (i.notes for i in interviews))
    begun = [i for i in interviews if i.event.start <= now]
    met = [Moment(at=i.event.start, what=i.event.summary, uid=i.event.uid, reminder=False) for i in interviews]
    past = [
        *(m for m in met if m.at <= now),
        *(s.moment for s in steps if s.moment.at <= now and _id(s.step) not in to_oneself),
    ]
    coming = [
        *(m for m in met if m.at > now),
        *(s.moment for s in steps if not s.done and now - s.moment.at < (OVERDUE if s.ticked else timedelta())),
    ]
    last = max(past, key=_time, default=None)
    to_come = min(coming, key=_time, default=None)
    quiet = to_come is None and last is not None and now - last.at.astimezone(UTC) > QUIET_AFTER
    return Standing(
        application=application,
        stage=(begun or interviews[:1])[-1].stage,
        outcome=said.outcome,
        heard_back=said.heard_back,
        last=last,
        next=to_come,
        over=quiet or (said.outcome is not None and to_come is None),
    )


def _interviews(application: Application) -> Iterable[Interview]:
    return (i for r in application.rounds for i in r.interviews)


def _id(step_key: str) -> str:
    return step_key.partition("@")[0].partition(".")[0]


def _time(moment: Moment) -> datetime:
    return moment.at.astimezone(UTC)


def _order(one: Standing) -> tuple[bool, float]:
    """What comes next, soonest first; then what was last, latest first."""
    if one.next:
        return False, one.next.at.timestamp()
    return True, -(one.last.at.timestamp() if one.last else 0.0)
