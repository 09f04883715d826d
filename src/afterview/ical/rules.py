"""Which recurrence rules are safe to expand (RFC 5545 section 3.3.10).

Every library for recurrence walks a rule period by period and looks up only when something matches: a rule that
matches too often fills the memory, one that never matches again (the 30th of February) is walked to the year 9999.
So a rule is taken only when it is of a shape that is sure to come round again within a few decades of steps; the
shapes are those that calendar apps write. Anything else is refused with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import gcd
from typing import Any, Final

MOST_PERIODS: Final = 20_000
"""From the first instance to the end of the window: 54 years of days."""
MOST_INSTANCES: Final = 400
_MOST_TIMES_A_DAY: Final = 24

_DAYS_IN: Final = {"HOURLY": 1 / 24, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RANGES: Final = {
    "BYSECOND": (0, 59),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
}
_NEGATIVE: Final = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_PARTS: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_RANGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    interval: int
    day: int
    """Of the month, on which it first happens."""
    times: int
    """A day."""
    months: Sequence[int]
    month_days: Sequence[int]
    year_days: Sequence[int]
    weeks: Sequence[int]
    positions: Sequence[int]
    ordinals: Sequence[int]
    """Of BYDAY: 0 for a plain weekday."""


def refusal(rule: Mapping[str, Any], first: date, until: date) -> str | None:
    """Why `rule` (as icalendar's vRecur holds it) is not expanded from `first` to `until`; None when it is safe."""
    frequency = str(_only(rule, "FREQ", ""))
    interval = _only(rule, "INTERVAL", 1)
    count = _only(rule, "COUNT", None)
    if frequency not in _DAYS_IN:
        return (
            f"it repeats {frequency.lower()}" if frequency in {"MINUTELY", "SECONDLY"} else "its rule has no frequency"
        )
    if set(rule) - _PARTS or not all(_in_range(rule, name) for name in _RANGES):
        return "its rule is not one of RFC 5545"
    if not isinstance(interval, int) or not 1 <= interval <= 1000:
        return "its rule has an impossible interval"
    if count is not None and (not isinstance(count, int) or count < 1):
        return "its rule has an impossible count"
    if (until - first).days / (_DAYS_IN[frequency] * interval) > MOST_PERIODS:
        return "its rule has run for too long"
    shape = _shape(rule, interval, first)
    if shape is None or shape.times > _MOST_TIMES_A_DAY:
        return "its rule is not one of RFC 5545" if shape is None else "it repeats too often"
    if frequency == "HOURLY":
        narrow = any(name.startswith("BY") for name in rule)
        return None if not narrow and count is not None and count <= MOST_INSTANCES else "it repeats hourly"
    fits = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[frequency]
    return None if fits(shape) else "its rule may never come round again"


def _only(rule: Mapping[str, Any], name: str, default: Any) -> Any:
    values = rule.get(name)
    if values is None:
        return default
    return (
        values[0] if isinstance(values, list) and len(values) == 1 else (values if not isinstance(values, list) else "")
    )


def _values(rule: Mapping[str, Any], name: str) -> list[Any]:
    values = rule.get(name)
    return [] if values is None else list(values) if isinstance(values, (list, tuple)) else [values]


def _in_range(rule: Mapping[str, Any], name: str) -> bool:
    low, high = _RANGES[name]
    return all(
        isinstance(value, int) and low <= (abs(value) if name in _NEGATIVE else value) <= high
        for value in _values(rule, name)
    )


def _shape(rule: Mapping[str, Any], interval: int, first: date) -> _Shape | None:
    weekdays = set()
    for weekday in map(str, _values(rule, "BYDAY")):
        number = weekday[:-2].lstrip("+")
        if weekday[-2:].upper() not in {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}:
            return None
        if number and not number.removeprefix("-").isdecimal():
            return None
        weekdays.add((int(number or 0), weekday[-2:].upper()))
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= max(len(set(_values(rule, name))), 1)
    return _Shape(
        interval=interval,
        day=first.day,
        times=times,
        months=[int(month) for month in _values(rule, "BYMONTH")],
        month_days=_values(rule, "BYMONTHDAY"),
        year_days=_values(rule, "BYYEARDAY"),
        weeks=_values(rule, "BYWEEKNO"),
        positions=_values(rule, "BYSETPOS"),
        ordinals=[number for number, _ in weekdays],
    )


def _placed(shape: _Shape, size: int) -> bool:
    """Whether BYSETPOS picks something out of a period that holds at least `size` days."""
    return not shape.positions or min(map(abs, shape.positions)) <= size * shape.times


def _dated(shape: _Shape) -> bool:
    """Whether the days of the month that it names exist in its months, and often enough for its interval."""
    days = shape.month_days or ([] if shape.ordinals or not shape.months else [shape.day])
    if not days:
        return True
    longest = max(_LONGEST[month - 1] for month in shape.months or range(1, 13))
    smallest = min(map(abs, days))
    return smallest <= longest and (smallest <= 28 or shape.interval == 1)


def _daily(shape: _Shape) -> bool:
    if any(shape.ordinals) or shape.year_days or shape.weeks:
        return False
    if shape.months or shape.month_days:
        days = shape.month_days or [1]
        longest = max(_LONGEST[month - 1] for month in shape.months or range(1, 13))
        return shape.interval == 1 and min(map(abs, days)) <= longest and _placed(shape, 1)
    return (not shape.ordinals or gcd(shape.interval, 7) == 1) and _placed(shape, 1)


def _weekly(shape: _Shape) -> bool:
    if any(shape.ordinals) or shape.month_days or shape.year_days or shape.weeks:
        return False
    return (not shape.months or shape.interval == 1) and _placed(shape, max(len(shape.ordinals), 1))


def _monthly(shape: _Shape) -> bool:
    if shape.year_days or shape.weeks or (any(shape.ordinals) and shape.month_days):
        return False
    if (shape.months or (shape.ordinals and shape.month_days)) and shape.interval != 1:
        return False
    return _dated(shape) and _weekdays_come(shape, 5) and _placed(shape, _days_a_month(shape))


def _yearly(shape: _Shape) -> bool:
    dated = bool(shape.months or shape.month_days)
    if shape.year_days:
        alone = not (dated or shape.ordinals or shape.weeks)
        return alone and min(map(abs, shape.year_days)) <= 365 and _placed(shape, 1)
    if shape.weeks:
        alone = not (dated or any(shape.ordinals))
        return alone and min(map(abs, shape.weeks)) <= 52 and _placed(shape, 1)
    if shape.month_days and (any(shape.ordinals) or (shape.ordinals and shape.interval != 1)):
        return False
    return _dated(shape) and _weekdays_come(shape, 5 if shape.months else 52) and _placed(shape, _days_a_month(shape))


def _weekdays_come(shape: _Shape, most: int) -> bool:
    """Whether "the Nth weekday" exists in a period of at most `most` of them, the last of which is not always there."""
    if not any(shape.ordinals):
        return True
    smallest = min(map(abs, shape.ordinals))
    return smallest < most or (smallest == most and (shape.interval == 1 or most == 52))


def _days_a_month(shape: _Shape) -> int:
    """How many days a month of it holds at least."""
    if shape.month_days or any(shape.ordinals):
        return 1
    return 4 * len(shape.ordinals) or 1
