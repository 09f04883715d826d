"""Due: the moment at which a step of a policy falls, and why then (the rules of "Working out a date").

1. Minutes and hours are elapsed time. Days, workdays and weeks count on the local calendar and give a date; the step
   is due at the start of its window that day.
2. A step for workdays that falls on another day moves to the next workday; an hour-based step before its window moves
   to the window's start, after it to the next day's start.
3. The deadline wins: where that would pass it, the step moves to the last moment of its window between anchor and
   deadline, or to the deadline.
4. Windows are read on the candidate's clock; a call is placed in the employer's day, outside the candidate's quiet
   hours where the employer's office hours allow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from afterview.core.policy import Phrase, Step
from afterview.core.worktime import (
    WHOLE_DAY,
    QuietHours,
    Slots,
    WorkCalendar,
    elapsed,
    local,
    loud_moment_near,
    quarter_after,
)

Moment: TypeAlias = datetime | date
"""An instant, or a date that has no time of day ("they decide on Friday")."""


NEAR = timedelta(days=14)
"""So far back, at the most, something is put that must come before a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Whose clock and calendar the dates are worked out on."""

    zone: ZoneInfo
    """The candidate's."""
    quiet: QuietHours
    workdays: WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What steps can hang on, as far as it is known."""

    start: datetime | None
    """Of the interview, for `before interview`; None where nothing is to hang on it any more."""
    end: datetime | None
    """Of the interview, for `after interview`."""
    days: Mapping[str, date]
    """decision date, new date, rejection, offer."""
    steps: Mapping[str, datetime]
    """When earlier steps are due, or were moved to."""

    def find(self, phrase: Phrase) -> Moment | None:
        """The moment that `phrase` hangs on; None while it is not known."""
        if phrase.anchor == "interview":
            return self.start if phrase.relation == "before" else self.end
        return self.days.get(phrase.anchor) or self.steps.get(phrase.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a step falls, in the candidate's zone."""

    phrase: Phrase
    """The phrase that counted."""
    at: datetime
    anchor: Moment
    deadline: datetime | None
    slots: Slots
    """Where it may lie; on the employer's clock for a call."""
    call: bool
    """It is placed in the employer's day, outside the candidate's quiet hours where that can be."""
    reasons: tuple[str, ...]

    @property
    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """What it may not lie before, and what not after: its anchor on either side, and its deadline."""
        return _bounds(self.phrase, self.anchor, self.slots, self.deadline)


def due_time(
    step: Step, anchors: Anchors, setting: Setting, *, employer: ZoneInfo | None, occurrence: int = 1
) -> Due | None:
    """When `step` falls; None while nothing that it hangs on is known.

    `employer`: the zone a call is placed in, where it is known. `occurrence`: which one of a repeated step, from 1.
    """
    phrase, anchor = next(((p, a) for p in step.when if (a := anchors.find(p)) is not None), (None, None))
    if phrase is None or anchor is None:
        return None
    if step.repeat:
        phrase = Phrase(
            amount=step.repeat.amount * occurrence, unit=step.repeat.unit, relation="after", anchor=phrase.anchor
        )
    reasons = [_because(phrase, anchor, setting.zone)]
    slots = _slots(step, setting, employer, reasons)
    at = _nominal(phrase, anchor, slots, setting, reasons)
    deadline = None
    if step.deadline is not None and (from_ := anchors.find(step.deadline)) is not None:
        deadline = _deadline(step.deadline, from_, slots, setting).astimezone(UTC)
        if at > deadline:
            earliest = elapsed(deadline, -NEAR) if phrase.relation == "before" else _instant(anchor, slots)
            at = slots.at_or_before(deadline, not_before=earliest) or deadline
            reasons.append(f"brought forward: it is worth nothing after {_clock(deadline, setting.zone)}")
    call = step.by == "phone" and step.window is not None
    if call:
        at = _out_of_quiet(at, _bounds(phrase, anchor, slots, deadline), slots.zone, setting, reasons)
    return Due(
        phrase=phrase,
        at=at.astimezone(setting.zone).replace(second=0, microsecond=0),
        anchor=anchor,
        deadline=deadline.astimezone(setting.zone) if deadline else None,
        slots=slots,
        call=call,
        reasons=tuple(reasons),
    )


def postpone(due: Due, day: date, setting: Setting, reason: str) -> Due:
    """`due`, moved to the start of its window on `day` or the next day that is allowed, where it lies before that."""
    earliest = due.slots.opening(due.slots.roll(day))
    if due.at.astimezone(UTC) >= earliest:
        return due
    reasons = [*due.reasons, reason]
    if due.call:
        earliest = _out_of_quiet(earliest, (earliest, due.bounds[1]), due.slots.zone, setting, reasons)
    return replace(due, at=earliest.astimezone(setting.zone), reasons=tuple(reasons))


def late_start(due: Due, now: datetime, setting: Setting) -> datetime:
    """Where a step whose time has passed is put: the next quarter of an hour that its window allows.

    Policy rule 10. Where that is past what bounds it, the next quarter of an hour by the clock, or the bound itself.
    """
    last = due.bounds[1]
    at = due.slots.next_quarter(now)
    if due.call:
        at = _out_of_quiet(at, (now, last), due.slots.zone, setting, [])
    if last is not None and at > last:
        at = min(quarter_after(now.astimezone(setting.zone)).astimezone(UTC), last)
    return at.astimezone(setting.zone)


def _slots(step: Step, setting: Setting, employer: ZoneInfo | None, reasons: list[str]) -> Slots:
    workdays = setting.workdays if step.workdays else None
    if step.window is None:
        return Slots(zone=setting.zone, windows=(WHOLE_DAY,), workdays=workdays)
    if step.by == "phone":
        return Slots(zone=employer or setting.zone, windows=(step.window,), workdays=workdays)
    loud = setting.quiet.leave(step.window)
    if not loud:
        reasons.append(f"your quiet hours {setting.quiet} cover its whole window {step.window}")
    return Slots(zone=setting.zone, windows=loud or (step.window,), workdays=workdays)


def _nominal(phrase: Phrase, anchor: Moment, slots: Slots, setting: Setting, reasons: list[str]) -> datetime:
    """Where the phrase points, rolled into the step's days and window, on the right side of its anchor."""
    instant = _instant(anchor, slots)
    span = phrase.elapsed
    if span is not None:
        wanted = elapsed(instant, -span if phrase.relation == "before" else span).astimezone(slots.zone)
        at = slots.at_or_after(wanted)
    else:
        day = _calendar_day(phrase, anchor, slots.zone, setting.workdays)
        rolled = slots.roll(day)
        # A step that no window holds keeps the time of day of what it hangs on.
        clock = instant.astimezone(slots.zone).time() if slots.windows == (WHOLE_DAY,) else None
        wanted = local(day, clock, slots.zone) if clock else slots.opening(day)
        at = local(rolled, clock, slots.zone) if clock else slots.opening(rolled)
        if phrase.relation != "before" and at < instant:
            at = slots.at_or_after(instant)
    if phrase.relation == "before" and at > instant:
        # Rolled past what it should come before: the last allowed moment ahead of it.
        wanted = min(wanted.astimezone(UTC), instant)
        return slots.at_or_before(wanted, not_before=elapsed(wanted, -NEAR)) or wanted
    if at != wanted:
        reasons.append(_moved(wanted, at, slots))
    return at


def _deadline(phrase: Phrase, anchor: Moment, slots: Slots, setting: Setting) -> datetime:
    """The moment of a deadline: a date means the end of the window that day."""
    if (span := phrase.elapsed) is not None:
        return elapsed(_instant(anchor, slots), -span if phrase.relation == "before" else span)
    return local(_calendar_day(phrase, anchor, slots.zone, setting.workdays), slots.windows[-1].end, slots.zone)


def _calendar_day(phrase: Phrase, anchor: Moment, zone: ZoneInfo, workdays: WorkCalendar) -> date:
    """The date that a phrase in calendar units points to."""
    day = anchor.astimezone(zone).date() if isinstance(anchor, datetime) else anchor
    count = -phrase.amount if phrase.relation == "before" else phrase.amount
    if phrase.unit == "workdays":
        return workdays.shift(day, count)
    return day + timedelta(days=count * (7 if phrase.unit == "weeks" else 1))


Bounds: TypeAlias = tuple[datetime | None, datetime | None]


def _bounds(phrase: Phrase, anchor: Moment, slots: Slots, deadline: datetime | None) -> Bounds:
    """Not before what it comes after (any time of that day, where the anchor is a date), nor after what it precedes."""
    if phrase.relation == "before":
        instant = _instant(anchor, slots)
        return None, min(deadline, instant) if deadline else instant
    first = anchor if isinstance(anchor, datetime) else local(anchor, time.min, slots.zone)
    return first.astimezone(UTC), deadline


def _out_of_quiet(at: datetime, bounds: Bounds, employer: ZoneInfo, setting: Setting, reasons: list[str]) -> datetime:
    """`at`, moved out of the candidate's quiet hours within the employer's office hours, where that can be."""
    if not setting.quiet.cover(at.astimezone(setting.zone).time()):
        return at
    loud = loud_moment_near(
        at,
        quiet=setting.quiet,
        candidate=setting.zone,
        employer=employer,
        earliest=bounds[0],
        latest=bounds[1],
    )
    if loud is None:
        reasons.append(
            f"it lies in your quiet hours {setting.quiet}: their office hours leave no other moment that day"
        )
        return at
    reasons.append(f"moved from {_clock(at, setting.zone)}, out of your quiet hours {setting.quiet}")
    return loud


def _instant(anchor: Moment, slots: Slots) -> datetime:
    """In UTC: two times of one zone compare by their wall clocks, which lies when the clock is put back."""
    return anchor.astimezone(UTC) if isinstance(anchor, datetime) else slots.opening(anchor).astimezone(UTC)


def _because(phrase: Phrase, anchor: Moment, zone: ZoneInfo) -> str:
    day = anchor.astimezone(zone) if isinstance(anchor, datetime) else anchor
    return f"{phrase}, {_day(day)}"


def _moved(wanted: datetime, at: datetime, slots: Slots) -> str:
    if wanted.date() == at.date():
        opens = at.time() in {w.start for w in slots.windows}
        return f"moved to {at:%H:%M}, " + ("when its window opens" if opens else "not to come before it")
    if slots.workdays is None or slots.workdays.is_workday(wanted.date()):
        return f"moved to {_day(at)}: by then that day's window has closed"
    holiday = slots.workdays.holiday(wanted.date())
    return f"moved to {_day(at)}: {_day(wanted)} is {holiday or 'no workday'}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    moment = moment.astimezone(zone)
    return f"{_day(moment)} {moment:%H:%M}"
