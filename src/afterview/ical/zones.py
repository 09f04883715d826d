"""Time zones by whatever name an invitation gives them (RFC 5545 sections 3.2.19 and 3.6.5).

A TZID is, in this order: an IANA name (in any letter case, behind a vendor's prefix too), a Windows name, Outlook's
display text ("(UTC-05:00) Eastern Time (US & Canada)"), a name for the VTIMEZONE that stands beside it, an offset
("GMT+0200"). Otherwise it is unknown, and the caller reads the time on the candidate's clock and says so.

A VTIMEZONE is turned into offsets by the library, but only after its rules were found to be of a kind that ends: 300
bytes with a SECONDLY rule hang every reader that compares one such time. It is never kept beyond its calendar object:
two invitations may use one name for different offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vDDDLists, vDDDTypes, vRecur, vUTCOffset
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from afterview.ical.lines import Block, decode
from afterview.ical.rules import refusal
from afterview.ical.text import one_line

MOST_DEFINED: Final = 30
"""Zones made of their definitions in one file."""
_MOST_OBSERVANCES: Final = 12
"""Of one zone, the latest."""
_EPOCH: Final = 1970
_MOST_RDATES: Final = 400
_LOCAL: Final = "%Y%m%dT%H%M%S"
_UTC_NAMES: Final = frozenset(
    {"utc", "gmt", "z", "zulu", "uct", "universal", "greenwich", "gmt0", "gmt+0", "gmt-0", "coordinated universal time"}
)
_NOT_PLACES: Final = frozenset({"localtime", "posixrules", "factory", "posix", "right"})
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+\-\u2212])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_DISPLAY = re.compile(r"\((?:UTC|GMT)(?:([+\-\u2212])(\d\d):?(\d\d))?\)\s*(.+)", re.IGNORECASE)
_UTC_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d):?(\d\d)?")
_DISPLAYED: Final = {
    "atlantic time": "America/Halifax",
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "newfoundland": "America/St_Johns",
    "indiana": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina",
    "central america": "America/Guatemala",
    "brasilia": "America/Sao_Paulo",
    "city of buenos aires": "America/Argentina/Buenos_Aires",
    "beijing": "Asia/Shanghai",
    "mumbai": "Asia/Kolkata",
    "chennai": "Asia/Kolkata",
    "islamabad": "Asia/Karachi",
    "abu dhabi": "Asia/Dubai",
    "osaka": "Asia/Tokyo",
    "hanoi": "Asia/Bangkok",
    "edinburgh": "Europe/London",
    "st. petersburg": "Europe/Moscow",
    "pretoria": "Africa/Johannesburg",
    "west central africa": "Africa/Lagos",
    "wellington": "Pacific/Auckland",
}


@dataclass(frozen=True, slots=True)
class Zone:
    """What a TZID means."""

    clock: tzinfo
    key: str | None
    """The IANA name; None for UTC and for offsets of an object's own."""


class Zones:
    """The zones of one calendar object."""

    def __init__(self, definitions: Iterable[Block] = (), allowance: Iterator[int] | None = None) -> None:
        """`definitions`: its VTIMEZONE components; of two with one name the first counts.

        `allowance` runs out after as many zones as may be made of definitions; objects of one file share it.
        """
        self._allowance = allowance if allowance is not None else iter(range(MOST_DEFINED))
        self._definitions: dict[str, Block] = {}
        for block in definitions:
            self._definitions.setdefault(_clean(decode(block.first(b"TZID") or b"")), block)
        self._known: dict[str, Zone | None] = {}

    def find(self, tzid: str) -> Zone | None:
        """The zone of this name; None when nobody knows it."""
        tzid = _clean(tzid)
        if tzid not in self._known:
            self._known[tzid] = self._look_up(tzid)
        return self._known[tzid]

    def _look_up(self, tzid: str) -> Zone | None:
        definition = self._definitions.get(tzid)
        found = named(tzid)
        if found is None and definition is not None:
            found = _iana(_clean(decode(definition.first(b"X-LIC-LOCATION") or b"")))
            if found is None and next(self._allowance, None) is not None:
                found = _defined(definition)
        return found or _offset(tzid)


@lru_cache(maxsize=256)
def named(tzid: str) -> Zone | None:
    """The zone of an IANA name, a Windows name or Outlook's display text; None for any other name."""
    name = tzid.removeprefix("tzone://Microsoft/")
    if name.casefold() in _UTC_NAMES or name.casefold() in {"etc/utc", "etc/gmt", "etc/zulu", "etc/uct"}:
        return Zone(UTC, None)
    windows = WINDOWS_TO_OLSON.get(name) or WINDOWS_TO_OLSON.get(name.replace("Daylight", "Standard"))
    return _iana(name) or (_iana(windows) if windows else None) or _displayed(name)


def _clean(tzid: str) -> str:
    return one_line(tzid, 200).strip("\"' ")


def _iana(name: str) -> Zone | None:
    parts = name.strip("/").split("/")
    starts = range(max(len(parts) - 3, 0), len(parts)) if name.startswith("/") else (0,)
    for start in starts:
        key = "/".join(parts[start:])
        if len(key) <= 64 and _KEY.fullmatch(key) and parts[start].casefold() not in _NOT_PLACES:
            zone = _zoneinfo(key) or _zoneinfo(_by_lower_case().get(key.casefold(), ""))
            if zone is not None:
                return Zone(zone, zone.key)
    return None


def _zoneinfo(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (ValueError, KeyError, OSError):
        return None


@cache
def _by_lower_case() -> dict[str, str]:
    """All keys; the listing takes 50 ms, so it is asked for only when a name is not found as it is spelled."""
    return {key.casefold(): key for key in available_timezones()}


@cache
def _by_city() -> dict[str, str]:
    cities: dict[str, str] = {}
    for key in sorted(_by_lower_case().values(), reverse=True):
        if "/" in key and not key.startswith(("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")):
            cities[key.rpartition("/")[2].replace("_", " ").casefold()] = key
    return cities


def _displayed(name: str) -> Zone | None:
    """Outlook's display text: an offset and places, of which one is known and has that offset in winter or summer."""
    match = _DISPLAY.fullmatch(name)
    if match is None:
        return None
    sign, hours, minutes, places = match.groups()
    offset = _signed(sign, hours, minutes) if sign else timedelta(0)
    if places.casefold() in _UTC_NAMES:
        return Zone(UTC, None)
    for place in places.casefold().split(","):
        bare = place.partition("(")[0].strip()
        key = _DISPLAYED.get(bare) or _by_city().get(bare)
        if key is not None:
            zone = ZoneInfo(key)
            if offset in {datetime(2024, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)}:
                return Zone(zone, key)
    return Zone(timezone(offset), None)


def _offset(tzid: str) -> Zone | None:
    match = _OFFSET.fullmatch(tzid)
    if match is None:
        return None
    offset = _signed(*match.groups())
    return Zone(timezone(offset) if offset else UTC, None)


def _signed(sign: str, hours: str, minutes: str | None) -> timedelta:
    size = min(timedelta(hours=int(hours), minutes=int(minutes or 0)), timedelta(hours=23, minutes=59))
    return size if sign == "+" else -size


def _defined(definition: Block) -> Zone | None:
    """A VTIMEZONE by its offsets; None when it has none that can be used."""
    observances = [block for block in definition.blocks if block.name in {"STANDARD", "DAYLIGHT"}]
    observances.sort(key=lambda block: block.first(b"DTSTART") or b"", reverse=True)
    zone = Timezone()
    zone.add("TZID", "of this object")
    for block in observances[:_MOST_OBSERVANCES]:
        observance = _observance(block)
        if observance is None:
            return None
        zone.add_component(observance)
    try:
        clock: tzinfo = zone.to_tz(lookup_tzid=False)
        datetime(2024, 1, 1, tzinfo=clock).utcoffset()
    except Exception:  # noqa: BLE001 - a library on hostile input: what it cannot use is an unknown zone
        return None
    return Zone(clock, None)


def _observance(block: Block) -> TimezoneStandard | TimezoneDaylight | None:
    """One of its observances with only the properties that make offsets; None when it is broken or unsafe."""
    onset = re.search(rb"(\d{8})(T\d{6})?", block.first(b"DTSTART") or b"")
    before, after = (_utc_offset(block.first(name)) for name in (b"TZOFFSETFROM", b"TZOFFSETTO"))
    if onset is None or before is None or after is None:
        return None
    observance: TimezoneStandard | TimezoneDaylight
    observance = TimezoneStandard() if block.name == "STANDARD" else TimezoneDaylight()
    try:
        start = datetime.strptime((onset[1] + (onset[2] or b"T000000")).decode(), _LOCAL)  # noqa: DTZ007
        rule = block.first(b"RRULE")
        if rule and start.year < _EPOCH and b"COUNT" not in rule.upper() and b"UNTIL" not in rule.upper():
            start = start.replace(year=_EPOCH, day=min(start.day, 28))  # Outlook's rules begin in 1601
        observance.add("DTSTART", vDDDTypes(start))
        observance.add("TZOFFSETFROM", vUTCOffset(before))
        observance.add("TZOFFSETTO", vUTCOffset(after))
        if rule:
            parsed = vRecur(vRecur.from_ical(decode(rule)))
            if parsed.get("FREQ") != ["YEARLY"] or refusal(parsed, start, start):
                return None
            observance.add("RRULE", parsed)
        dates = re.findall(r"\d{8}T\d{6}", ",".join(map(decode, _values(block, b"RDATE"))))
        if dates and not rule:
            observance.add("RDATE", vDDDLists([datetime.strptime(when, _LOCAL) for when in dates[:_MOST_RDATES]]))  # noqa: DTZ007
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        return None
    return observance


def _values(block: Block, name: bytes) -> list[bytes]:
    return [line.rpartition(b":")[2] for line in block.lines if line[: len(name)].upper() == name]


def _utc_offset(value: bytes | None) -> timedelta | None:
    match = _UTC_OFFSET.fullmatch(decode(value or b"").strip())
    if match is None:
        return None
    sign, hours, minutes, seconds = match.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    if size >= timedelta(days=1):
        return None
    return -size if sign == "-" else size
