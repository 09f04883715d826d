"""VTIMEZONE for an IANA zone, made from zoneinfo and held against it (RFC 5545 section 3.6.5).

Two rules a year where the zone keeps two rules a year, as every calendar app writes them; else each change of the
clock by itself. What was made is read again by the library, and must give zoneinfo's offset at, before and after every
change and in between, or it is not used: the caller then writes UTC.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur, vUTCOffset

_BEFORE: Final = 1
_AFTER: Final = 2
"""Years around the first and last time that the offsets are made and checked for."""
_SETTLED: Final = 10
"""Years that a zone must keep its two rules for to be written as rules."""
_EPOCH: Final = 1970
_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clock."""

    at: datetime
    """In UTC: the first second after it."""
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """On the clock before it, as DTSTART of an observance says it; naive."""
        return (self.at + self.before).replace(tzinfo=None)


@lru_cache(maxsize=64)
def vtimezone(key: str, first: int, last: int) -> Timezone | None:
    """The VTIMEZONE of a zone for times in the years `first` to `last`; None when no right one can be made."""
    zone = ZoneInfo(key)
    start, stop = first - _BEFORE, last + _AFTER
    changes = list(_changes(zone, start, stop + _SETTLED))
    checked = [change for change in changes if change.at.year <= stop]
    for observances in (_rules(changes), _one_by_one(zone, checked, start)):
        if observances:
            made = Timezone()
            made.add("TZID", key)
            for observance in observances:
                made.add_component(observance)
            if _agrees(made, zone, checked, start, stop):
                return made
    return None


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """All changes in these years, found to the second."""
    moment = datetime(first, 1, 1, tzinfo=UTC)
    end = datetime(last + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + _DAY
        before, after = _offset(zone, moment), _offset(zone, later)
        if before != after:
            low, high = moment, later
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
            yield _Change(high, before, after, high.astimezone(zone).tzname() or zone.key)
        moment = later


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _observance(onset: datetime, before: timedelta, after: timedelta, name: str) -> TimezoneStandard | TimezoneDaylight:
    observance = TimezoneDaylight() if after > before else TimezoneStandard()
    observance.add("DTSTART", onset)
    observance.add("TZOFFSETFROM", vUTCOffset(before))
    observance.add("TZOFFSETTO", vUTCOffset(after))
    observance.add("TZNAME", name)
    return observance


def _rules(changes: Sequence[_Change]) -> list[TimezoneStandard | TimezoneDaylight]:
    """Two yearly rules; empty where the zone does not keep to two."""
    years = {change.onset.year for change in changes}
    kinds = {(change.before, change.after, change.onset.month, change.onset.time()) for change in changes}
    if len(kinds) != 2 or len(changes) != 2 * len(years):
        return []
    made = []
    for before, after, month, clock in sorted(kinds):
        alike = [change for change in changes if change.onset.month == month and change.after == after]
        days = [change.onset for change in alike]
        weekdays = {day.weekday() for day in days}
        if len(weekdays) != 1 or len(days) != len(years):
            return []
        weekday = weekdays.pop()
        number = _ordinal(days)
        if number is None:
            return []
        onset = datetime.combine(_nth(_EPOCH, month, weekday, number), clock)
        observance = _observance(onset, before, after, alike[0].name)
        observance.add("RRULE", vRecur(FREQ=["YEARLY"], BYMONTH=[month], BYDAY=[f"{number}{_WEEKDAYS[weekday]}"]))
        made.append(observance)
    return made


def _ordinal(days: Sequence[datetime]) -> int | None:
    """Which of its weekday in its month every one of them is: 1 to 4, or -1 for the last."""
    numbers = {(day.day - 1) // 7 + 1 for day in days}
    if all(day.day + 7 > monthrange(day.year, day.month)[1] for day in days):
        return -1
    return numbers.pop() if len(numbers) == 1 else None


def _nth(year: int, month: int, weekday: int, number: int) -> datetime:
    length = monthrange(year, month)[1]
    first = datetime(year, month, 1 if number > 0 else length - 6)  # noqa: DTZ001 - a local time, as DTSTART has it
    return first + _DAY * ((weekday - first.weekday()) % 7 + 7 * max(number - 1, 0))


def _one_by_one(zone: ZoneInfo, changes: Sequence[_Change], first: int) -> list[TimezoneStandard | TimezoneDaylight]:
    """The offset at the beginning, then each change by itself."""
    begin = datetime(first, 1, 1, tzinfo=UTC)
    offset = _offset(zone, begin)
    name = begin.astimezone(zone).tzname() or zone.key
    epoch = datetime(_EPOCH, 1, 1)  # noqa: DTZ001 - a local time, as DTSTART has it
    changed = [_observance(change.onset, change.before, change.after, change.name) for change in changes]
    return [_observance(epoch, offset, offset, name), *changed]


def _agrees(made: Timezone, zone: ZoneInfo, changes: Sequence[_Change], first: int, last: int) -> bool:
    """Whether the library reads zoneinfo's offsets out of it; local times that a change repeats say nothing."""
    clock = made.to_tz(lookup_tzid=False)
    moments = [datetime(first, 1, 1, tzinfo=UTC) + _DAY * 10 * step for step in range((last - first + 1) * 36)]
    for change in changes:
        overlap = abs(change.after - change.before)
        moments += [change.at - overlap - _SECOND, change.at + overlap, change.at + overlap + _SECOND]
        if change.after > change.before:
            moments += [change.at - _SECOND, change.at]
    return all(moment.astimezone(zone).replace(tzinfo=clock).utcoffset() == _offset(zone, moment) for moment in moments)
