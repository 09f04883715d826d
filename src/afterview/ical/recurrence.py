"""Instances of a series in a window of time (RFC 5545 section 3.8.5), by recurring_ical_events behind a check.

The library sees a skeleton of each series: times, rules and the place of each component in the list it came in, never
its text. What makes it slow or endless is refused before (`rules`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar, Event

from afterview.ical.rules import MOST_INSTANCES, refusal

_MOST_DATES: Final = 1_000
"""RDATE and EXDATE values of one series."""
_LONGEST: Final = timedelta(days=366)
_SLACK: Final = timedelta(days=2)
_INDEX: Final = "X-INDEX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A component of a series: its master or an override. Times are aware datetimes, or dates."""

    start: date
    end: date
    rules: Sequence[Any] = ()
    """RRULEs as icalendar's vRecur."""
    more: Sequence[date | tuple[date, Any]] = ()
    """RDATEs; a pair is a period."""
    less: Sequence[date] = ()
    """EXDATEs."""
    replaces: date | None = None
    """RECURRENCE-ID; None for the master."""
    and_later: bool = False
    """RANGE=THISANDFUTURE."""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One instance: which member describes it, when it is, and when the rule had it."""

    member: int
    start: date
    end: date
    replaces: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """The instances of one series, or why there are none."""

    instances: tuple[Instance, ...] = ()
    refused: str | None = None
    cut: bool = False
    """There are more than MOST_INSTANCES."""


_PIECE = timedelta(days=800)


def day(moment: date) -> date:
    """The date of a date or datetime, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


def periods(master: Member, until: datetime) -> int:
    """About how many steps the expansion takes, to hold a file of many long series against a budget."""
    length = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28}
    steps = [
        max((day(until) - day(master.start)).days, 0) // length.get(_frequency(rule), 365) for rule in master.rules
    ]
    return 20 + sum(steps)


def expand(master: Member, overrides: Sequence[Member], since: datetime, until: datetime) -> Expansion:
    """The instances that touch `since` to `until` (aware), the master being member 0 and the overrides 1, 2, …

    With two days' slack on both sides: the caller cuts exactly, by its own reading of all-day events.
    """
    if day(master.start) > day(until) + _SLACK and not overrides and not master.more:
        return Expansion()
    if max(len(master.more), len(master.less)) > _MOST_DATES:
        return Expansion(refused="it lists too many dates")
    if _apart(master) > _LONGEST:
        return Expansion(refused="it repeats, and lasts longer than a year")
    for rule in master.rules:
        refused = refusal(rule, day(master.start), max(day(until), day(master.start)))
        if refused:
            return Expansion(refused=refused)
    if _is_over(master, since) and not overrides:
        return Expansion()
    try:
        found = _found([master, *overrides], since - _SLACK, until + _SLACK)
    except Exception as error:  # noqa: BLE001 - a library on hostile input: the series is lost, with its reason
        return Expansion(refused=f"its repetition cannot be worked out ({type(error).__name__})")
    return Expansion(instances=found[:MOST_INSTANCES], cut=len(found) > MOST_INSTANCES)


def _frequency(rule: Any) -> str:
    return str((rule.get("FREQ") or [""])[0])


def _apart(member: Member) -> timedelta:
    return member.end - member.start


def _is_over(master: Member, since: datetime) -> bool:
    """Whether every rule says UNTIL a day that ends well before `since`."""
    last = [day(bound) for rule in master.rules for bound in rule.get("UNTIL", [])[:1] if isinstance(bound, date)]
    return (
        not master.more
        and len(last) == len(master.rules)
        and all(bound + _SLACK + _apart(master) < day(since) for bound in [*last, day(master.start)])
    )


def _found(members: Sequence[Member], since: datetime, until: datetime) -> tuple[Instance, ...]:
    """The instances in a window, one more than MOST_INSTANCES at the most: the window is looked at piece by piece.

    The pieces grow, as a series that is rare in one will be rare in the next.
    """
    first = min(_sortable(moment) for member in members for moment in (member.start, member.replaces) if moment)
    at, piece = max(since, first - _SLACK), _PIECE
    found: dict[datetime, Instance] = {}
    while at < until and len(found) <= MOST_INSTANCES:
        end = min(at + piece, until)
        found.update((_sortable(one.replaces), one) for one in _between(members, at, end))
        at, piece = end, piece * 2
    return tuple(sorted(found.values(), key=lambda one: _sortable(one.start)))


def _between(members: Sequence[Member], since: datetime, until: datetime) -> tuple[Instance, ...]:
    from recurring_ical_events import of  # type: ignore[import-untyped]

    calendar = Calendar()
    for index, member in enumerate(members):
        calendar.add_component(_skeleton(member, index))
    instances: dict[datetime, Instance] = {}
    for component in of(calendar, keep_recurrence_attributes=False).between(since, until):
        index = int(str(component[_INDEX]))
        start = component["DTSTART"].dt
        replaces = _rule_time(members[index], start, component["RECURRENCE-ID"].dt)
        instance = Instance(member=index, start=start, end=component["DTEND"].dt, replaces=replaces)
        instances[_sortable(replaces)] = instance
    return tuple(sorted(instances.values(), key=lambda instance: _sortable(instance.start)))


def _rule_time(member: Member, start: date, told: date) -> date:
    """When the rule had an instance; the library tells the first one's for all that follow a THISANDFUTURE."""
    if not member.and_later or member.replaces is None or start == member.start:
        return told
    moved: date = start - (member.start - member.replaces)
    return moved


def _sortable(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _skeleton(member: Member, index: int) -> Event:
    event = Event()
    event.add("UID", "series")
    event.add("SEQUENCE", member.sequence)
    event.add(_INDEX, str(index))
    event.add("DTSTART", member.start)
    event.add("DTEND", member.end)
    for rule in member.rules:
        event.add("RRULE", rule)
    for more in member.more:
        event.add("RDATE", [more])
    if member.less:
        event.add("EXDATE", list(member.less))
    if member.replaces is not None:
        later = member.and_later and max(abs(member.start - member.replaces), _apart(member)) < _LONGEST
        event.add("RECURRENCE-ID", member.replaces, {"RANGE": "THISANDFUTURE"} if later else {})
    return event
