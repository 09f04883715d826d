"""Writing: reminders in the shape that calendar apps were found to show and keep (RFC 5545, RFC 4791 section 4.1).

A short event on the candidate's own clock, with its zone and an explicit end, plain text, one alarm relative to the
start, transparent and private unless wanted otherwise, without guests: no ATTENDEE and no ORGANIZER is ever written, so
that no server can mail an interviewer. What we own beyond the visible fields stands in X-AFTERVIEW- properties whose
values are tokens, which every server leaves alone. The output depends on the arguments only.

The caller passes titles and bodies through `text.clean_title` and `text.clean_body` before it makes a `Wanted`: its
digest is of what was written only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, Todo
from icalendar.prop import vText

from afterview.core.held import Part, Wanted, reference
from afterview.ical.lines import LARGEST, Block, decode, property_name, render, scan
from afterview.ical.look import restyle, token_of, trigger_of
from afterview.ical.mark import BASE, DIGEST, DUE, INTERVIEWS, LENGTH, LOOK, REVISION, STEP, identify, written_look
from afterview.ical.text import clean_body, clean_title
from afterview.ical.vtimezone import vtimezone

PRODID: Final = "-//afterview//afterview//EN"

_OWNED: Final = frozenset(
    b"SUMMARY DESCRIPTION X-ALT-DESC DTSTART DTEND DUE DURATION SEQUENCE LAST-MODIFIED DTSTAMP".split()
)
"""What `rewrite` replaces, with everything that begins with X-AFTERVIEW-. X-ALT-DESC is another app's copy of the
description, and would go on saying what the description no longer says."""
_PARTS: Final[dict[Part, frozenset[bytes]]] = {
    "title": frozenset({b"SUMMARY"}),
    "body": frozenset({b"DESCRIPTION", b"X-ALT-DESC"}),
    "starts": frozenset({b"DTSTART", b"DTEND", b"DUE", b"DURATION"}),
}
_NOT_REWRITTEN: Final = frozenset(b"UID CREATED CATEGORIES CLASS COLOR TRANSP STATUS".split())
_OF_EVENTS: Final = frozenset(b"TRANSP STATUS".split())
_OF_TODOS: Final = frozenset(b"STATUS COMPLETED PERCENT-COMPLETE".split())
"""What only the one kind of component has, or has with another meaning."""
_MARK: Final = b"X-AFTERVIEW-"
_WHOLE: Final = re.compile(r"[0-9]{1,9}")


def write(wanted: Wanted, *, stamp: datetime, revision: int) -> bytes:
    """A calendar object with this reminder as its one event or to-do.

    `stamp` (aware) is when it is written; `revision` counts our writes of it.
    """
    return export((wanted,), stamp=stamp, revision=revision)


def export(wanteds: Iterable[Wanted], *, stamp: datetime, revision: int = 1) -> bytes:
    """One calendar object with all these reminders, to import anywhere; the other arguments as for `write`."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    made = tuple(wanteds)
    zones = _zones(made)
    for zone in zones.values():
        calendar.add_component(zone)
    for wanted in made:
        calendar.add_component(_component(wanted, zones, stamp, revision))
    return bytes(calendar.to_ical())


def rewrite(
    data: bytes, wanted: Wanted, *, stamp: datetime, revision: int, theirs: frozenset[Part] = frozenset()
) -> bytes | None:
    """`data` with the reminder in it changed to `wanted`, and everything that is not ours left as it is.

    `theirs` are parts of it that stay as they stand there, and by our mark are the user's from now on.

    Kept are other apps' properties (an acknowledged alarm would ring again without them), other components, and what
    the user made of its look: alarms, colour, categories and visibility follow `wanted` only where they are as we wrote
    them. An event becomes a to-do, or the other way round, in place. None when `data` does not hold it, or with guests:
    then there is nothing of ours to change.
    """
    if len(data) > LARGEST:
        return None
    root = scan(data)
    for calendar in [block for block in root.blocks if block.name == "VCALENDAR"]:
        for block in calendar.blocks:
            if block.name in ("VEVENT", "VTODO") and _is_it(block, wanted):
                made = next(iter(scan(write(wanted, stamp=stamp, revision=revision)).blocks))
                fresh = next(made.walk(wanted.component))
                before = written_look(block)
                _turn(block, fresh)
                if before is not None:
                    restyle(block, fresh, before, wanted.look)
                _replace_fields(block, fresh, revision, frozenset(n for part in theirs for n in _PARTS[part]))
                if "starts" not in theirs:
                    _replace_zones(calendar, list(made.walk("VTIMEZONE")))
                return render(root)
    return None


def _is_it(block: Block, wanted: Wanted) -> bool:
    if block.has(b"RECURRENCE-ID", b"ORGANIZER", b"ATTENDEE"):
        return False
    names = identify(block)
    return names is not None and (names[0] or names[1]) == (wanted.uid if names[0] else reference(wanted.uid))


def _turn(block: Block, fresh: Block) -> None:
    """Make `block` the kind of component that `fresh` is."""
    if block.name == fresh.name:
        return
    gone = _OF_EVENTS if block.name == "VEVENT" else _OF_TODOS
    kept = [line for line in block.lines if property_name(line) not in gone]
    block.name = fresh.name
    block.lines = [*kept, *(line for line in fresh.lines if property_name(line) in (b"TRANSP", b"STATUS"))]


def _replace_fields(block: Block, fresh: Block, revision: int, theirs: frozenset[bytes]) -> None:
    sequence = decode(block.first(b"SEQUENCE") or b"")
    number = max(int(sequence) + 1 if _WHOLE.fullmatch(sequence) else 0, revision)
    kept = [line for line in block.lines if not _is_owned(property_name(line), theirs)]
    ours = [line for line in fresh.lines if property_name(line) not in _NOT_REWRITTEN | theirs | {b"SEQUENCE"}]
    block.lines = [*kept, *ours, b"SEQUENCE:%d" % number]


def _is_owned(name: bytes, theirs: frozenset[bytes]) -> bool:
    return name in _OWNED - theirs or name.startswith(_MARK)


def _replace_zones(calendar: Block, fresh: list[Block]) -> None:
    names = {zone.first(b"TZID") for zone in fresh}
    others = [block for block in calendar.blocks if block.name != "VTIMEZONE" or block.first(b"TZID") not in names]
    calendar.blocks = [*fresh, *others]


def _zones(wanteds: Iterable[Wanted]) -> dict[str, Timezone]:
    """The VTIMEZONEs for these, by IANA name; a zone that cannot be made right is left out."""
    years: dict[str, list[int]] = {}
    for wanted in wanteds:
        key = getattr(wanted.starts.tzinfo, "key", None)
        if key and key not in {"UTC", "Etc/UTC"}:
            years.setdefault(key, []).append(wanted.starts.year)
    made = {key: vtimezone(key, min(found), max(found)) for key, found in sorted(years.items())}
    return {key: zone for key, zone in made.items() if zone is not None}


def _component(wanted: Wanted, zones: dict[str, Timezone], stamp: datetime, revision: int) -> Event | Todo:
    wanted = replace(wanted, title=clean_title(wanted.title), body=clean_body(wanted.body))
    look = wanted.look
    starts, ends = _times(wanted, zones)
    component: Event | Todo = Event() if wanted.component == "VEVENT" else Todo()
    component.add("UID", wanted.uid)
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        component.add(name, stamp.astimezone(UTC).replace(microsecond=0))
    component.add("SEQUENCE", revision)
    component.add("SUMMARY", wanted.title)
    component.add("DESCRIPTION", wanted.body)
    component.add("DTSTART", starts)
    if wanted.component == "VEVENT":
        component.add("DTEND", ends)
        component.add("TRANSP", "TRANSPARENT" if look.free else "OPAQUE")
    else:
        component.add("DUE", ends)
        component.add("STATUS", "NEEDS-ACTION")
    if look.private:
        component.add("CLASS", "PRIVATE")
    if look.color:
        component.add("COLOR", look.color)
    if look.categories:
        component.add("CATEGORIES", [clean_title(category) for category in look.categories])
    component.add(DIGEST, wanted.digest)
    component.add(BASE, ".".join(wanted.parts))
    component.add(REVISION, str(revision))
    component.add(DUE, wanted.due.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    component.add(STEP, quote(wanted.step, safe=""))
    component.add(LOOK, token_of(look))
    if wanted.interviews:
        component.add(INTERVIEWS, ".".join(quote(key, safe="") for key in wanted.interviews))
    if look.alarm is not None:
        component.add_component(_alarm(trigger_of(look.alarm), wanted.title))
    return component


def _alarm(trigger: str, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title or "Reminder")
    alarm.add("TRIGGER", vText(trigger), encode=False)
    return alarm


def _times(wanted: Wanted, zones: dict[str, Timezone]) -> tuple[datetime, datetime]:
    """Start and end in the zone of the start where that can be written and is read as the same instant, else in UTC.

    A local time that comes twice when the clock goes back means its first coming in iCalendar; one that is skipped when
    it goes forward means different things to different apps.
    """
    start = wanted.starts.astimezone(UTC).replace(second=0, microsecond=0)
    end = start + LENGTH
    if wanted.component == "VEVENT" and wanted.until and start < wanted.until:
        end = min(end, wanted.until.astimezone(UTC).replace(second=0, microsecond=0))
    zone = wanted.starts.tzinfo
    if not isinstance(zone, ZoneInfo) or zone.key not in zones:
        return start, end
    local = [moment.astimezone(zone).replace(fold=0) for moment in (start, end)]
    if [moment.astimezone(UTC) for moment in local] != [start, end]:
        return start, end
    return local[0], local[1]
