"""Work time: working weeks and holidays, windows of the day, quiet hours, and arithmetic that survives clock changes.

Everything here is local to one zone at a time. Days, workdays and weeks are counted on the calendar, minutes and hours
as elapsed time; a local time that a clock change skips is moved forward by the length of the gap, and of two equal ones
the first is meant (as zoneinfo does with fold=0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

NEVER_A_WORKDAY = 366
"""Days looked through for the next workday before the calendar is taken to have none."""

QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


class UnknownRegion(ValueError):
    """A code that names no country or region with known holidays; the message says which it could be."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working week and public holidays of a country or region: `US`, `DE-BY`; `none` is Monday to Friday.

    Raises UnknownRegion for other codes.
    """

    code: str
    _holidays: HolidayBase | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_holidays", _public_holidays(self.code))

    def is_workday(self, day: date) -> bool:
        """Whether people are at work on `day`."""
        if self._holidays is None:
            return day.weekday() < 5
        return self._holidays.is_working_day(day)

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday on `day`."""
        return self._holidays.get(day) if self._holidays is not None else None

    def shift(self, day: date, workdays: int) -> date:
        """The date `workdays` workdays after `day` (before it when negative); `day` itself counts as none of them."""
        step = timedelta(days=1 if workdays > 0 else -1)
        for _ in range(abs(workdays)):
            day = next((d for d in _days(day + step, step) if self.is_workday(d)), day + step)
        return day


def _days(first: date, step: timedelta) -> Iterator[date]:
    for _ in range(NEVER_A_WORKDAY):
        yield first
        first += step


def _public_holidays(code: str) -> HolidayBase | None:
    if code.casefold() in ("", "none"):
        return None
    import holidays

    country, _, region = code.partition("-")
    country = country.upper()
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        raise UnknownRegion(f"no country {country!r}: use its two letters, such as US or DE, or none")
    regions = {r.casefold(): r for r in known[country]}
    if region and region.casefold() not in regions:
        places = ", ".join(sorted(known[country])) or "none"
        raise UnknownRegion(f"{country} has no region {region!r}: its regions are {places}")
    # In one language whatever the environment says: a holiday's name is part of a reason.
    return holidays.country_holidays(country, subdiv=regions.get(region.casefold()), language="en_US")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of the day on some clock; its end is still inside."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"{self} does not start before it ends")

    @classmethod
    def parse(cls, text: str) -> Window:
        """`09:00-17:00`; raises ValueError."""
        return cls(*_clock_times(text))

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


WHOLE_DAY = Window(time.min, time.max)
OFFICE_HOURS = Window(time(9, 0), time(17, 0))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily span in which nothing rings, over midnight or not: from `start` up to, not including, `end`."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> QuietHours:
        """`22:00-07:00`; equal times mean there are none. Raises ValueError."""
        return cls(*_clock_times(text))

    def cover(self, clock: time) -> bool:
        """Whether the local time `clock` is quiet."""
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def leave(self, window: Window) -> tuple[Window, ...]:
        """The parts of `window` that are not quiet, to the minute; a part of a single minute is none."""
        return _loud_parts(self, window)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


DEFAULT_QUIET_HOURS = QuietHours(time(22, 0), time(7, 0))


@lru_cache(maxsize=256)
def _loud_parts(quiet: QuietHours, window: Window) -> tuple[Window, ...]:
    loud = [m for m in range(_minute(window.start), _minute(window.end) + 1) if not quiet.cover(_clock(m))]
    parts: list[Window] = []
    first = previous = -2
    for minute in [*loud, 99_999]:
        if minute != previous + 1:
            if previous > first:
                parts.append(Window(_clock(first), _clock(previous)))
            first = minute
        previous = minute
    return tuple(parts)


_SPAN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", re.ASCII)


def _clock_times(text: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(text)
    try:
        if found:
            return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        pass
    raise ValueError(f"{text!r} is no span of the day such as 09:00-17:00")


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """`clock` on `day` in `zone`, as a time that exists there."""
    return _utc(day, clock, zone).astimezone(zone)


def _utc(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def elapsed(moment: datetime, span: timedelta) -> datetime:
    """`span` of elapsed time after `moment`, in the same zone."""
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """When a step may happen: on which days, in which parts of the day, by whose clock."""

    zone: ZoneInfo
    windows: tuple[Window, ...]
    """In order, not overlapping; never empty."""
    workdays: WorkCalendar | None
    """None: any day."""

    def allow(self, day: date) -> bool:
        """Whether a step may fall on `day`: not on one that a zone has left out to change sides of the date line."""
        return self.opening(day).date() == day and (self.workdays is None or self.workdays.is_workday(day))

    def roll(self, day: date) -> date:
        """`day`, or the next one that is allowed; `day` itself where none is within a year."""
        return next((d for d in _days(day, timedelta(days=1)) if self.allow(d)), day)

    def opening(self, day: date) -> datetime:
        """The first moment of `day`'s window."""
        return local(day, self.windows[0].start, self.zone)

    def contains(self, moment: datetime) -> bool:
        """Whether `moment` lies on an allowed day and in a window."""
        moment = moment.astimezone(UTC)
        day = moment.astimezone(self.zone).date()
        return self.allow(day) and any(first <= moment <= last for first, last in self._spans(day))

    def at_or_after(self, moment: datetime) -> datetime:
        """`moment` itself where it is inside, else the next start of a window on an allowed day."""
        moment = moment.astimezone(UTC)
        day = self.roll(moment.astimezone(self.zone).date())
        while True:
            for first, last in self._spans(day):
                if moment <= last:
                    return max(moment, first).astimezone(self.zone)
            day = self.roll(day + timedelta(days=1))

    def at_or_before(self, moment: datetime, *, not_before: datetime) -> datetime | None:
        """The last moment inside that is not after `moment`; None where there is none since `not_before`."""
        moment, not_before = moment.astimezone(UTC), not_before.astimezone(UTC)
        day = moment.astimezone(self.zone).date()
        while day >= not_before.astimezone(self.zone).date():
            if self.allow(day):
                for first, last in reversed(self._spans(day)):
                    if min(moment, last) >= max(not_before, first):
                        return min(moment, last).astimezone(self.zone)
            day -= timedelta(days=1)
        return None

    def next_quarter(self, now: datetime) -> datetime:
        """The next full quarter of an hour after `now` that is inside, or the next window's start where none is."""
        moment = self.at_or_after(quarter_after(now.astimezone(self.zone)))
        full = quarter_after(elapsed(moment, -MINUTE))
        return full if self.contains(full) else moment

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        # In UTC: two times of one zone compare by their wall clocks, which lies when the clock is put back.
        spans = [(_utc(day, w.start, self.zone), _utc(day, w.end, self.zone)) for w in self.windows]
        return [(first, max(first, last)) for first, last in spans]  # a window that the clock skips is its start alone


def quarter_after(moment: datetime) -> datetime:
    """The first full quarter of an hour, by the local clock, later than `moment`."""
    floor = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return elapsed(floor, QUARTER)


def loud_moment_near(
    moment: datetime,
    *,
    quiet: QuietHours,
    candidate: ZoneInfo,
    employer: ZoneInfo,
    earliest: datetime | None,
    latest: datetime | None,
) -> datetime | None:
    """The moment nearest to `moment` in the employer's office hours of that day that is not quiet to the candidate.

    Policy rule 5. In steps of a minute, not before `earliest` nor after `latest`; None where there is none.
    """
    day = moment.astimezone(employer).date()
    first, last = _utc(day, OFFICE_HOURS.start, employer), _utc(day, OFFICE_HOURS.end, employer)
    loud = [
        at
        for at in (first + MINUTE * n for n in range(int((last - first) / MINUTE) + 1))
        if (earliest is None or at >= earliest)
        and (latest is None or at <= latest)
        and not quiet.cover(at.astimezone(candidate).time())
    ]
    return min(loud, key=lambda at: abs(at - moment), default=None)
