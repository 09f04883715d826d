"""Reading: from the bytes of a calendar object, or of a file of many, to events in a window of time (RFC 5545).

What a calendar holds is read as people see it: zones by any name, series with their exceptions, all-day events with
hours, text without anything invisible. Reading is total: whatever cannot be read is data with its reason, and the
other events survive it. `worth_reading` tells, without parsing, that there is nothing in it for a window.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from afterview.core.event import Event, latest
from afterview.ical.lines import LARGEST, Block, decode, property_name, scan
from afterview.ical.mark import is_ours
from afterview.ical.people import attendees, organizer
from afterview.ical.properties import Properties, Unreadable
from afterview.ical.recurrence import Member, expand, periods
from afterview.ical.rules import MOST_INSTANCES
from afterview.ical.spoken import spoken
from afterview.ical.text import one_line
from afterview.ical.zones import MOST_DEFINED, Zone, Zones

DAY_BEGINS: Final = time(9)
DAY_ENDS: Final = time(17)
_DAY: Final = timedelta(days=1)
_SLACK: Final = timedelta(days=2)
_MOST_PERIODS_A_FILE: Final = 400_000
_MOST_CATEGORIES: Final = 50
_WANTED: Final = frozenset(
    b"UID SUMMARY DESCRIPTION X-ALT-DESC LOCATION URL STATUS SEQUENCE CATEGORIES ORGANIZER ATTENDEE DTSTART DTEND"
    b" DURATION DTSTAMP LAST-MODIFIED RECURRENCE-ID RRULE RDATE EXDATE EXRULE".split()
)
_BRIEFLY: Final = _WANTED - frozenset(b"DESCRIPTION X-ALT-DESC LOCATION URL CATEGORIES ORGANIZER ATTENDEE".split())
"""What is read of an event that is plainly nothing: which one it is, and when."""

_PLAIN_DATE = re.compile(rb"DT(?:START|END)(?:;[^:]*)?:(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?[ \t]*", re.IGNORECASE)
_PLAIN_DURATION = re.compile(
    rb"DURATION:P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:\d{1,2}H)?(?:\d{1,3}M)?(?:\d{1,4}S)?)?[ \t]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An event that could not be read, or (as a warning) not wholly."""

    source: str
    uid: str | None
    summary: str | None
    reason: str
    """In plain words, without a full stop."""
    lost: bool = True
    """False for a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in one calendar object or file."""

    events: tuple[Event, ...] = ()
    """By start; of several versions of one instance only the latest."""
    skipped: tuple[Skipped, ...] = ()
    """What is lost."""
    warnings: tuple[Skipped, ...] = ()
    """What was read with a doubt, and is among `events` where it lies in the window."""


def read(
    data: bytes,
    *,
    zone: ZoneInfo,
    since: datetime,
    until: datetime,
    source: str = "",
    matters: Callable[[str, str], bool] | None = None,
) -> Reading:
    """The events in `data` that end after `since` and start before `until` (both aware); never an error.

    `matters` says of an event's title and other text, both raw, whether its details are wanted; of the others only
    title, time and status are read, of a series once. Without it, all are read whole.

    `zone` is the candidate's: floating times are read in it, and all-day events start at 09:00 on their first day and
    end at 17:00 on their last in it. A saved cancellation of a whole series is told whenever it lies.
    """
    if len(data) > LARGEST:
        return Reading(skipped=(Skipped(source=source, uid=None, summary=None, reason="it is larger than 10 MB"),))
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    reader = _Reader(home=Zone(zone, zone.key), since=since, until=until, source=source, matters=matters)
    root = scan(data)
    reader.copies = Counter(block.first(b"UID") for block in root.walk("VEVENT"))
    for calendar in [root, *(block for block in root.blocks if block.name == "VCALENDAR")]:
        reader.read_calendar(calendar)
    events = tuple(
        event for event in latest(reader.events) if (event.end > since and event.start < until) or _cancels_all(event)
    )
    return Reading(events=events, skipped=tuple(reader.skipped), warnings=tuple(reader.warnings))


def worth_reading(data: bytes, since: datetime, matters: Callable[[str, str], bool] | None = None) -> bool:
    """Whether `read` might find an event that ends after `since` (aware) and matters, or `data` holds a reminder.

    False only when it is certain: there is no event, or each one is a single one that was over two days before, or
    says nothing that matters and is no cancellation. Once False, it stays so for every later `since`.
    """
    if len(data) > LARGEST or is_ours(data):
        return True  # what is too large is told by `read`, which does not look into it
    root = scan(data)
    if any((calendar.first(b"METHOD") or b"").upper() == b"CANCEL" for calendar in root.blocks):
        return any(True for _ in root.walk("VEVENT"))
    events = [block for block in root.walk("VEVENT") if not _is_surely_over(block, since)]
    if matters is None or any((block.first(b"STATUS") or b"").upper() == b"CANCELLED" for block in events):
        return bool(events)
    return any(matters(*spoken(block)) for block in events)


@dataclass(slots=True, kw_only=True)
class _Part:
    """One VEVENT as it was read: an event on its own, and what the expansion of its series needs."""

    event: Event
    member: Member
    brief: bool = False
    """Only title, time and status were read."""


@dataclass(slots=True, kw_only=True)
class _Reader:
    home: Zone
    since: datetime
    until: datetime
    source: str
    matters: Callable[[str, str], bool] | None
    copies: Counter[bytes | None] = field(default_factory=Counter)
    """Components by UID in the whole file."""
    budget: int = _MOST_PERIODS_A_FILE
    allowance: Iterator[int] = field(default_factory=lambda: iter(range(MOST_DEFINED)))
    events: list[Event] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[Skipped] = field(default_factory=list)

    def read_calendar(self, calendar: Block) -> None:
        zones = Zones((block for block in calendar.blocks if block.name == "VTIMEZONE"), self.allowance)
        method = one_line(decode(calendar.first(b"METHOD") or b""), 20).upper()
        groups: dict[object, list[_Part]] = {}
        for block in calendar.blocks:
            if block.name != "VEVENT" or self._is_past(block, method):
                continue
            part = self._part(block, zones, method)
            if part is not None:
                groups.setdefault(part.event.uid, []).append(part)
        for parts in groups.values():
            self.events.extend(self._instances(parts))

    def _is_past(self, block: Block, method: str) -> bool:
        uid = block.first(b"UID")
        return method != "CANCEL" and self.copies[uid] == 1 and _is_surely_over(block, self.since)

    def _part(self, block: Block, zones: Zones, method: str) -> _Part | None:
        uid = one_line(decode(block.first(b"UID") or b"")) or None
        summary = one_line(decode(block.first(b"SUMMARY") or b""), 200).replace("\\,", ",") or None
        try:
            brief = self.matters is not None and not self.matters(*spoken(block))
            properties = Properties(block, _BRIEFLY if brief else _WANTED, zones, self.home)
            part = replace(_part(properties, self.home.clock, method, self.source), brief=brief)
        except Unreadable as error:
            self._skip(uid, summary, str(error))
            return None
        except Exception as error:  # noqa: BLE001 - a library on hostile input: one bad event never hides the others
            self._skip(uid, summary, f"it cannot be read ({type(error).__name__})")
            return None
        for tzid in dict.fromkeys(properties.unknown):
            self.warnings.append(
                Skipped(
                    source=self.source,
                    uid=part.event.uid,
                    summary=part.event.summary,
                    reason=f'its time zone "{tzid}" is unknown; read in {self.home.key}',
                    lost=False,
                )
            )
        return part

    def _skip(self, uid: str | None, summary: str | None, reason: str) -> None:
        self.skipped.append(Skipped(source=self.source, uid=uid, summary=summary, reason=reason))

    def _instances(self, parts: Sequence[_Part]) -> Iterator[Event]:
        """The events of one UID in one calendar object: a single one, or a series with its overrides."""
        if all(part.brief for part in parts):
            yield from (part.event for part in parts)  # nobody asks for its instances
            return
        masters = [part for part in parts if part.member.replaces is None]
        overrides = [part for part in parts if part.member.replaces is not None]
        if not masters:
            yield from (part.event for part in overrides)
            return
        master = max(masters, key=lambda part: (part.event.sequence, part.event.stamp or _NEVER))
        if not (master.member.rules or master.member.more):
            yield from (part.event for part in [master, *overrides])
            return
        self.budget -= periods(master.member, self.until)
        members = [_beside(master.member, part.member) for part in overrides]
        if self.budget < 0:
            refused: str | None = "it repeats, and there are too many long series in this file"
        else:
            expansion = expand(master.member, members, self.since, self.until)
            refused = expansion.refused
        if refused:
            self._skip(master.event.uid, master.event.summary, refused)
            yield from (part.event for part in overrides)
            return
        if expansion.cut:
            self._skip(master.event.uid, master.event.summary, f"only its first {MOST_INSTANCES} instances are read")
        for instance in expansion.instances:
            part = [master, *overrides][instance.member]
            yield _placed(part.event, instance.start, instance.end, instance.replaces, self.home.clock)


_NEVER: Final = datetime.min.replace(tzinfo=UTC)


def _part(properties: Properties, home: tzinfo, method: str, source: str) -> _Part:
    told = properties.moment("DTSTART")
    if told is None:
        raise Unreadable("it has no start that can be read")
    if "EXRULE" in properties:
        raise Unreadable("it uses EXRULE, which is not followed")
    rules = properties.every("RRULE")
    if not rules and "RRULE" in properties:
        raise Unreadable("its recurrence rule cannot be read")
    start, zone = told
    end = _end(properties, start)
    replaced = properties.moment("RECURRENCE-ID")
    replaces = replaced[0] if replaced else None
    sequence = properties.number("SEQUENCE")
    event = Event(
        uid=properties.line("UID") or _made_uid(properties, start),
        sequence=sequence,
        stamp=properties.instant("LAST-MODIFIED") or properties.instant("DTSTAMP"),
        summary=properties.line("SUMMARY"),
        # Outlook may send the text as HTML alone; who reads it takes the tags out.
        description=properties.text("DESCRIPTION") or properties.text("X-ALT-DESC"),
        location=properties.line("LOCATION"),
        url=properties.line("URL"),
        start=_NEVER,
        end=_NEVER,
        zone=zone.key if zone else None,
        status=properties.token("STATUS"),
        method=method,
        organizer=organizer(properties),
        attendees=attendees(properties),
        categories=_categories(properties),
        source=source,
    )
    member = Member(
        start=start,
        end=end,
        rules=() if replaces else rules,
        more=() if replaces else properties.moments("RDATE"),
        less=() if replaces else [when for when in properties.moments("EXDATE") if isinstance(when, date)],
        replaces=replaces,
        and_later=properties.has_range("RECURRENCE-ID"),
        sequence=sequence,
    )
    return _Part(event=_placed(event, start, end, replaces, home), member=member)


def _end(properties: Properties, start: date) -> date:
    """DTEND, or DTSTART and DURATION, or what RFC 5545 section 3.6.1 says of neither; never before the start."""
    try:
        told = properties.moment("DTEND")
    except Unreadable:
        told = None
    length = getattr(properties.first("DURATION"), "dt", None)
    if told is not None:
        end = _of_kind(told[0], start)
    elif isinstance(length, timedelta):
        end = _after(start, length)
    else:
        end = start if isinstance(start, datetime) else start + _DAY
    if isinstance(start, datetime) and isinstance(end, datetime):
        return max(start, end, key=lambda moment: moment.astimezone(UTC))
    return max(end, start + _DAY)


def _of_kind(moment: date, like: date) -> date:
    """`moment` as a date or a datetime, as `like` is one."""
    if isinstance(like, datetime):
        return moment if isinstance(moment, datetime) else datetime.combine(moment, time(0), like.tzinfo)
    return moment.date() if isinstance(moment, datetime) else moment


def _after(start: date, length: timedelta) -> date:
    """Whole days count on the local clock, hours as elapsed time."""
    if not isinstance(start, datetime) or not length % _DAY:
        return start + length
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _placed(event: Event, start: date, end: date, replaces: date | None, home: tzinfo) -> Event:
    """`event` at these times, dates being given their hours."""
    which = _recurrence_id(replaces)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return replace(event, start=start, end=end, recurrence_id=which)
    begin = datetime.combine(start, DAY_BEGINS, home)
    stop = datetime.combine(max(end - _DAY, start), DAY_ENDS, home)
    return replace(event, start=begin, end=stop, all_day=True, recurrence_id=which)


def _recurrence_id(replaces: date | None) -> str | None:
    if isinstance(replaces, datetime):
        return replaces.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return replaces.strftime("%Y%m%d") if replaces else None


def _beside(master: Member, override: Member) -> Member:
    """An override whose RECURRENCE-ID is of its master's kind, which some servers get wrong."""
    replaces = override.replaces
    if replaces is None or isinstance(replaces, datetime) == isinstance(master.start, datetime):
        same = isinstance(override.start, datetime) == isinstance(master.start, datetime)
        return override if same else replace(override, and_later=False)
    if isinstance(master.start, datetime):
        replaces = datetime.combine(replaces, master.start.timetz())
    else:
        replaces = _of_kind(replaces, master.start)
    return replace(override, replaces=replaces, and_later=False)


def _made_uid(properties: Properties, start: date) -> str:
    """A name for an event without a UID: the same as long as its title and start are."""
    text = f"{properties.line('SUMMARY')}\n{start.isoformat()}"
    return "no-uid-" + hashlib.sha256(text.encode()).hexdigest()[:32]


def _categories(properties: Properties) -> tuple[str, ...]:
    names = (
        one_line(str(name), 200) for value in properties.every("CATEGORIES") for name in getattr(value, "cats", [])
    )
    return tuple(dict.fromkeys(name for name in names if name))[:_MOST_CATEGORIES]


def _cancels_all(event: Event) -> bool:
    return event.method == "CANCEL" and event.recurrence_id is None


def _is_surely_over(block: Block, since: datetime) -> bool:
    """Whether a glance at its lines proves that a VEVENT happens once, and ended two days before `since` or earlier."""
    days: list[date] = []
    length = timedelta(0)
    for line in block.lines:
        if line[:1] not in b"DRdr":
            continue
        name = property_name(line)
        if name in {b"RRULE", b"RDATE"}:
            return False
        if name in {b"DTSTART", b"DTEND"}:
            match = _PLAIN_DATE.fullmatch(line)
            try:
                days.append(date(*map(int, match.groups()))) if match else days.append(date.max)
            except ValueError:
                return False
        elif name == b"DURATION":
            match = _PLAIN_DURATION.fullmatch(line)
            if match is None:
                return False
            length += timedelta(weeks=int(match[1] or 0), days=int(match[2] or 0) + 5)
    starts = any(line[:7].upper() == b"DTSTART" for line in block.lines)
    return starts and bool(days) and max(days) < since.astimezone(UTC).date() - _SLACK - length
