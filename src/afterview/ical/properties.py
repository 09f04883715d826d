"""One component's properties, by icalendar, from lines made fit for it (RFC 5545 sections 3.1 and 3.8).

Only the properties that are asked for are parsed, each component on its own and without what stands inside it: one bad
alarm or a broken neighbour costs nothing. Zones stay out of the library's hands: it keeps a zone by its name for the
whole process. A TZID is carried through as another parameter and resolved by `zones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from icalendar import Event
from icalendar.prop import vBroken

from afterview.ical.lines import Block, decode, property_name
from afterview.ical.text import LONGEST_LINE, LONGEST_TEXT, one_line, plain
from afterview.ical.zones import Zone, Zones

_TEXTS: Final = frozenset({b"SUMMARY", b"DESCRIPTION", b"LOCATION"})
_TIMES: Final = frozenset(
    {b"DTSTART", b"DTEND", b"DUE", b"RECURRENCE-ID", b"EXDATE", b"RDATE", b"DTSTAMP", b"LAST-MODIFIED", b"COMPLETED"}
)
_LISTS: Final = frozenset({b"EXDATE", b"RDATE"})
_ZONE: Final = "X-TZID"
_ESCAPED: Final = re.compile(r"\\([nN,;\\])")
_LONGEST_VALUE: Final = 4 * LONGEST_TEXT
_MOST_LINES: Final = 2_000
_YEARS: Final = range(2, 9990)

_MOMENT = re.compile(
    r":\s*(?P<date>\d{4}-?\d\d-?\d\d)"
    r"(?:[Tt ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d+)?)?"
    r"\s*(?:(?P<utc>[Zz])|(?P<offset>[+-]\d\d:?\d\d))?\s*$"
)
_TZID = re.compile(r';\s*TZID\s*=\s*(?:"([^"]*)"|([^;]*))', re.IGNORECASE)
_RANGE = re.compile(r";\s*RANGE\s*=\s*\"?THISANDFUTURE", re.IGNORECASE)
_PERIOD = re.compile(r"VALUE\s*=\s*\"?PERIOD", re.IGNORECASE)


class Unreadable(ValueError):
    """A component that cannot be used, and why, in words for a person."""


class Properties:
    """The properties of one component that were asked for."""

    def __init__(self, block: Block, wanted: frozenset[bytes], zones: Zones, home: Zone) -> None:
        """`home`: the clock of floating times and of zones that nobody knows."""
        self._zones = zones
        self._home = home
        self.unknown: list[str] = []
        """TZIDs that nobody knows."""
        self._values = _parse(_fit(block.lines, wanted))

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def every(self, name: str) -> list[Any]:
        """The values of a property, without those that are broken."""
        values = self._values.get(name, [])
        return [value for value in (values if isinstance(values, list) else [values]) if not isinstance(value, vBroken)]

    def first(self, name: str) -> Any:
        """The first value that is not broken; None where there is none."""
        return next(iter(self.every(name)), None)

    def line(self, name: str, limit: int = LONGEST_LINE) -> str:
        """A text property on one line; empty where there is none."""
        value = self.first(name)
        return "" if value is None else one_line(str(value), limit)

    def text(self, name: str) -> str:
        """A text property in lines; empty where there is none."""
        value = self.first(name)
        if value is None:
            return ""
        text = str(value)
        if name.startswith("X-"):  # the library leaves what it does not know escaped (RFC 5545 section 3.3.11)
            text = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
        return plain(text)

    def token(self, name: str) -> str:
        """A property that is one of a list of words, upper case."""
        return self.line(name, 60).upper()

    def number(self, name: str) -> int:
        """A whole number, not negative; 0 where there is none."""
        value = self.first(name)
        return min(max(int(value), 0), 2**31 - 1) if isinstance(value, int) else 0

    def moment(self, name: str) -> tuple[date, Zone | None] | None:
        """A date, or an aware datetime with the zone that it names (None for UTC and floating times)."""
        value = self.first(name)
        return None if value is None else self._aware(value.dt, value.params.get(_ZONE))

    def instant(self, name: str) -> datetime | None:
        """A timestamp in UTC; floating ones are taken for it."""
        value = getattr(self.first(name), "dt", None)
        if not isinstance(value, datetime) or value.year not in _YEARS:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def moments(self, name: str) -> list[date | tuple[date, Any]]:
        """All the dates and times of an EXDATE or RDATE that can be read; a pair is a period."""
        found: list[date | tuple[date, Any]] = []
        for values in self.every(name):
            tzid = values.params.get(_ZONE)
            for value in getattr(values, "dts", []):
                with suppress(Unreadable):
                    found.append(self._date_or_period(value.dt, tzid))
        return found

    def has_range(self, name: str) -> bool:
        """Whether the property has RANGE=THISANDFUTURE."""
        value = self.first(name)
        return value is not None and str(value.params.get("RANGE", "")).upper() == "THISANDFUTURE"

    def _date_or_period(self, value: Any, tzid: Any) -> date | tuple[date, Any]:
        if not isinstance(value, tuple):
            return self._aware(value, tzid)[0]
        start, end = value
        return self._aware(start, tzid)[0], end if isinstance(end, timedelta) else self._aware(end, tzid)[0]

    def _aware(self, value: Any, tzid: Any) -> tuple[date, Zone | None]:
        if not isinstance(value, date):
            raise Unreadable("a time of it is neither a date nor a date and time")
        if value.year not in _YEARS:
            raise Unreadable(f"a time of it lies in the year {value.year}")
        if not isinstance(value, datetime):
            return value, None
        if value.tzinfo is not None:
            return value.astimezone(UTC), None
        zone = self._zones.find(str(tzid)) if tzid else None
        if tzid and zone is None:
            self.unknown.append(one_line(str(tzid), 60))
        return value.replace(tzinfo=(zone or self._home).clock), zone


def _parse(lines: list[str]) -> dict[str, Any]:
    """The values by name, upper case; a line that breaks the library counts as a broken value, the others stay."""
    try:
        return _component(lines)
    except Exception:  # noqa: BLE001 - a library on hostile input: find the line and go on without it
        harmless = [line for line in lines if _is_harmless(line)]
        values = _component(harmless)
        for line in set(lines) - set(harmless):
            values.setdefault(line.replace(":", ";").partition(";")[0].strip().upper(), vBroken(line[:100]))
        return values


def _component(lines: Iterable[str]) -> dict[str, Any]:
    parsed = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    return dict(parsed.items())


def _is_harmless(line: str) -> bool:
    try:
        _component([line])
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def _fit(lines: list[bytes], wanted: frozenset[bytes]) -> list[str]:
    """The wanted lines: decoded, cut, times in the one form that the library reads; torn texts put together again."""
    fit: list[str] = []
    last = b""
    for line in lines:
        name = property_name(line)
        if name in wanted:
            text = _whole(line)
            fit.append(_fit_time(name, text) if name in _TIMES else text)
        elif not name and last in _TEXTS and fit and len(fit[-1]) < _LONGEST_VALUE:
            fit[-1] += "\\n" + _whole(line)
            continue
        last = name
        if len(fit) >= _MOST_LINES:
            break
    return fit


def _whole(line: bytes) -> str:
    """A line as text that the library takes; it loses a whole property to one control character in a parameter."""
    return plain(decode(line[:_LONGEST_VALUE]), _LONGEST_VALUE).replace("\n", "\\n")


def _fit_time(name: bytes, line: str) -> str:
    """`NAME;X-TZID="…":20260511T090000`, whatever way it was put; as it is when it cannot be told."""
    bare = name.decode()
    match = None if name in _LISTS else _MOMENT.search(line)
    if match is None:
        head, _, value = line.rpartition(":")
        moment = value.strip().upper()
    else:
        head = line[: match.start()]
        moment = _moment(match)
    tzid = _TZID.search(head)
    parameters = ";VALUE=PERIOD" if _PERIOD.search(head) else ""
    if "T" not in moment and not parameters:
        parameters = ";VALUE=DATE"
    if _RANGE.search(head):
        parameters += ";RANGE=THISANDFUTURE"
    if tzid:
        parameters += f';{_ZONE}="{one_line(tzid[1] or tzid[2] or "", 200).replace(chr(34), "")}"'
    return f"{bare}{parameters}:{moment}"


def _moment(match: re.Match[str]) -> str:
    text = match["date"].replace("-", "")
    if match["hour"] is None:
        return text
    text += f"T{match['hour']}{match['minute']}{match['second'] or '00'}"
    if not match["offset"]:
        return text + ("Z" if match["utc"] else "")
    try:
        moment = datetime.strptime(text + match["offset"].replace(":", ""), "%Y%m%dT%H%M%S%z").astimezone(UTC)
    except (ValueError, OverflowError):
        return text
    return moment.strftime("%Y%m%dT%H%M%SZ")
