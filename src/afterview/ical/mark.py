"""Our mark: what makes a reminder ours in a calendar, and how one is found again, whatever an app did to it.

A reminder is known by its UID (`afterview-` and a UUID), since apps and servers strip X- properties; where an app gave
it another UID, by the `Ref:` line that its description ends with. Something that has guests is never ours: our
reminders have none, and changing it could mail them. Nor is one that shares its resource with other entries: a
resource is deleted as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from afterview.core.event import OUR_UID_PREFIX
from afterview.core.held import Component, Held, Look, content_digest, reference
from afterview.ical.lines import LARGEST, Block, decode, scan, unfold
from afterview.ical.look import look_of
from afterview.ical.properties import Properties, Unreadable
from afterview.ical.zones import Zone, Zones

LENGTH: Final = timedelta(minutes=30)
"""Of every reminder: shorter ones are a sliver in a day view."""
DIGEST: Final = "X-AFTERVIEW-DIGEST"
REVISION: Final = "X-AFTERVIEW-REVISION"
BASE: Final = "X-AFTERVIEW-BASE"
DUE: Final = "X-AFTERVIEW-DUE"
STEP: Final = "X-AFTERVIEW-STEP"
INTERVIEWS: Final = "X-AFTERVIEW-INTERVIEWS"
LOOK: Final = "X-AFTERVIEW-LOOK"

_WANTED: Final = frozenset(
    b"UID SUMMARY DESCRIPTION STATUS COMPLETED PERCENT-COMPLETE DTSTART DUE".split()
    + [name.encode() for name in (DIGEST, REVISION, BASE, DUE, STEP, INTERVIEWS, LOOK)]
)
_DAY_BEGINS: Final = time(9)

_UID = re.compile(re.escape(OUR_UID_PREFIX) + r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REFERENCE = re.compile(r"Ref:\s{0,4}(AV-[0-9a-f]{10})\s{0,4}", re.IGNORECASE)
_OURS = re.compile(rb"afterview-|Ref: ?AV-", re.IGNORECASE)
_DONE = re.compile(r"(?:(?:done|erledigt)(?![^\W\d_])|[\u2713\u2714\u2611\u2705]|\[x\])", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]{32}")
_BASE = re.compile(r"[0-9a-f]{12}(?:\.[0-9a-f]{12}){2}")


def is_ours(data: bytes) -> bool:
    """Whether `data` may hold a reminder of ours, by a glance; False is certain."""
    return _OURS.search(unfold(data)) is not None


def read_held(data: bytes, *, href: str, etag: str, calendar: str, zone: ZoneInfo) -> tuple[Held, ...]:
    """The reminders of ours in a resource; never an error: what cannot be read is none of ours.

    `zone` is the candidate's, for times that an app left floating. Of a reminder that somebody made to repeat, the
    first is taken.
    """
    if len(data) > LARGEST or not is_ours(data):
        return ()
    root = scan(data)
    found = []
    for kind, block, zones in components(root):
        try:
            held = _held(kind, Properties(block, _WANTED, zones, Zone(zone, zone.key)), zone)
        except Exception:  # noqa: BLE001, S112 - a library on hostile input: what cannot be read is none of ours
            continue
        if held is not None:
            found.append(replace(held, href=href, etag=etag, calendar=calendar, foreign=_foreign(root, block)))
    return tuple(found)


def _foreign(root: Block, ours: Block) -> str | None:
    """Why a reminder of ours must not be touched: who and what else is in its resource."""
    entries = list(_entries(root))
    # The lines are looked at, not what was parsed of them: one that a parser gives up on still mails people.
    guests = [name for name in (b"ORGANIZER", b"ATTENDEE") if any(block.has(name) for block in entries)]
    if any(block.first(b"UID") != ours.first(b"UID") for block in entries):
        return "it shares its file with other entries"
    return f"it has {' and '.join(map(decode, guests))}" if guests else None


def _entries(root: Block) -> Iterator[Block]:
    """Everything that a calendar app would show of a file, overrides of single instances too."""
    for block in root.blocks:
        if block.name == "VCALENDAR":
            yield from _entries(block)
        elif block.name != "VTIMEZONE":
            yield block


def components(root: Block) -> Iterator[tuple[Component, Block, Zones]]:
    """The events and to-dos of a file, without overrides of single instances, with the zones of their object."""
    for calendar in [root, *(block for block in root.blocks if block.name == "VCALENDAR")]:
        zones = Zones(block for block in calendar.blocks if block.name == "VTIMEZONE")
        for block in calendar.blocks:
            if block.has(b"RECURRENCE-ID"):
                continue
            if block.name == "VEVENT":
                yield "VEVENT", block, zones
            elif block.name == "VTODO":
                yield "VTODO", block, zones


def names_of(uid: str, body: str) -> tuple[str, str] | None:
    """(UID of ours or empty, reference) of a component with this UID and description; None when it is not ours."""
    if _UID.fullmatch(uid):
        return uid.lower(), reference(uid)
    match = _REFERENCE.fullmatch((body.strip().rpartition("\n")[2] or "").strip())
    return ("", "AV-" + match[1][3:].lower()) if match else None


def identify(block: Block) -> tuple[str, str] | None:
    """`names_of` a component that has not been parsed."""
    uid = decode(block.first(b"UID") or b"").strip()
    if _UID.fullmatch(uid):
        return names_of(uid, "")
    properties = Properties(block, frozenset({b"DESCRIPTION"}), Zones(), Zone(ZoneInfo("UTC"), None))
    return names_of(uid, properties.text("DESCRIPTION"))


def written_look(block: Block) -> Look | None:
    """The look that we gave a component last, by our own property; None where an app stripped it."""
    return look_of(decode(block.first(LOOK.encode()) or b""))


def _held(kind: Component, properties: Properties, zone: ZoneInfo) -> Held | None:
    body = properties.text("DESCRIPTION")
    names = names_of(properties.line("UID"), body)
    if names is None:
        return None
    title = properties.line("SUMMARY")
    digest = properties.line(DIGEST).lower()
    written = digest if _HEX.fullmatch(digest) else None
    revision = properties.line(REVISION, 20)
    base = properties.line(BASE).lower()
    return Held(
        uid=names[0],
        reference=names[1],
        calendar="",
        href="",
        etag="",
        component=kind,
        title=title,
        body=body,
        starts=_starts(kind, properties, title, body, written, zone),
        done=_is_done(properties, title),
        written=written,
        base=tuple(base.split(".")) if _BASE.fullmatch(base) else None,
        due=_due(properties),
        revision=int(revision) if revision.isascii() and revision.isdecimal() else 0,
        step=unquote(properties.line(STEP)) or None,
        interviews=tuple(unquote(key) for key in properties.line(INTERVIEWS, 20_000).split(".") if key),
        look=look_of(properties.line(LOOK, 20_000)),
    )


def _starts(
    kind: Component, properties: Properties, title: str, body: str, written: str | None, zone: ZoneInfo
) -> datetime | None:
    start = _moment(properties, "DTSTART", zone)
    due = _moment(properties, "DUE", zone) if kind == "VTODO" else None
    if due is None:
        return start
    due -= LENGTH
    if start is None or start == due:
        return due
    # An app moved one of the two: it is the one that no longer stands as we wrote it.
    return start if content_digest(kind, title, body, due) == written else due


def _moment(properties: Properties, name: str, zone: ZoneInfo) -> datetime | None:
    try:
        told = properties.moment(name)
    except Unreadable:
        return None
    if told is None:
        return None
    moment: date = told[0]
    return moment if isinstance(moment, datetime) else datetime.combine(moment, _DAY_BEGINS, zone)


def _due(properties: Properties) -> datetime | None:
    text = properties.line(DUE, 20).upper()
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S%z")
    except ValueError:
        return None


def _is_done(properties: Properties, title: str) -> bool:
    """Completed or cancelled in the app, or said to be done in the title."""
    return (
        "COMPLETED" in properties
        or properties.number("PERCENT-COMPLETE") >= 100
        or properties.token("STATUS") in {"COMPLETED", "CANCELLED"}
        or _DONE.match(title) is not None
    )
