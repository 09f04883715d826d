"""The look of a reminder as properties (RFC 5545 section 3.8, RFC 7986 section 5.9), and how it is changed in place.

What we gave a reminder stands in it as a token. A later change of the settings is carried over property by property,
and only where the reminder still has what the token says: a colour, a category, an alarm or a visibility that the user
chose stays. Some servers and apps add CLASS:PUBLIC or TRANSP:OPAQUE, and split CATEGORIES into lines: none of it counts
as a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from typing import Final
from urllib.parse import quote, unquote

from afterview.core.held import Look
from afterview.ical.lines import Block, decode, property_name

_MINUTES = re.compile(r"[0-9]{1,6}")
_TRIGGER: Final = b"TRIGGER"
_COMMA = re.compile(r"(?<!\\),")
_ESCAPED = re.compile(r"\\([,;\\])")
_PARTS: Final = len(fields(Look))


def token_of(look: Look) -> str:
    """`look` as one value that every server leaves alone; `look_of` reads it."""
    alarm = "none" if look.alarm is None else str(minutes_of(look.alarm))
    words = ("private" if look.private else "public", "free" if look.free else "busy")
    return ".".join([alarm, *words, *map(_quoted, (look.color or "", *look.categories))])


def look_of(token: str) -> Look | None:
    """The look that `token` tells; None where it is no such token."""
    parts = token.split(".")
    if len(parts) < _PARTS - 1 or not (parts[0] == "none" or _MINUTES.fullmatch(parts[0])):
        return None
    if parts[1] not in ("private", "public") or parts[2] not in ("free", "busy"):
        return None
    return Look(
        alarm=None if parts[0] == "none" else timedelta(minutes=int(parts[0])),
        private=parts[1] == "private",
        free=parts[2] == "free",
        color=unquote(parts[3]) or None,
        categories=tuple(unquote(part) for part in parts[4:]),
    )


def minutes_of(lead: timedelta) -> int:
    """A lead time in whole minutes; never negative."""
    return max(int(lead.total_seconds()) // 60, 0)


def trigger_of(lead: timedelta) -> str:
    """When an alarm rings, counted from the start."""
    minutes = minutes_of(lead)
    return f"-PT{minutes}M" if minutes else "PT0S"


def restyle(block: Block, fresh: Block, before: Look, after: Look) -> None:
    """Change what `block` still has of the look `before` to what `fresh` has, a block made with the look `after`."""
    for name, default in ((b"CLASS", b"PUBLIC"), (b"TRANSP", b"OPAQUE"), (b"COLOR", b"")):
        was = {b"CLASS": _class(before), b"TRANSP": _transp(before), b"COLOR": (before.color or "").encode()}[name]
        if (block.first(name) or default).upper() == (was or default).upper():
            _swap(block, fresh, name)
    _recategorise(block, fresh, before, after)
    _realarm(block, fresh, before)


def _class(look: Look) -> bytes:
    return b"PRIVATE" if look.private else b"PUBLIC"


def _transp(look: Look) -> bytes:
    return b"TRANSPARENT" if look.free else b"OPAQUE"


def _swap(block: Block, fresh: Block, name: bytes) -> None:
    ours = [line for line in fresh.lines if property_name(line) == name]
    block.lines = [*(line for line in block.lines if property_name(line) != name), *ours]


def _recategorise(block: Block, fresh: Block, before: Look, after: Look) -> None:
    """Ours are exchanged where all of them are there; what the user has added stays beside them."""
    lines = [line for line in block.lines if property_name(line) == b"CATEGORIES"]
    there = [word for line in lines for word in _words(line)]
    if not {_folded(word) for word in before.categories} <= {_folded(word) for word in there}:
        return
    ours = {_folded(word) for word in (*before.categories, *after.categories)}
    theirs = [word for word in dict.fromkeys(there) if _folded(word) not in ours]
    _swap(block, fresh, b"CATEGORIES")
    block.lines += [b"CATEGORIES:" + _escaped(word) for word in theirs]


def _realarm(block: Block, fresh: Block, before: Look) -> None:
    """The one alarm that we set is set anew; where the user took it away, moved it or added some, they are theirs."""
    alarms = [inner for inner in block.blocks if inner.name == "VALARM"]
    ours = [inner for inner in fresh.blocks if inner.name == "VALARM"]
    if before.alarm is None:
        block.blocks += ours if not alarms else []
        return
    if len(alarms) != 1 or _lead(alarms[0]) != timedelta(minutes=minutes_of(before.alarm)):
        return
    if not ours:
        block.blocks.remove(alarms[0])
        return
    # what an app has noted of it stays: an acknowledged alarm would ring again
    _swap(alarms[0], ours[0], _TRIGGER)


_LEAD = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,7})S)?)?"
)


def _lead(alarm: Block) -> timedelta | None:
    """How long before the start it rings; None where it is told otherwise."""
    line = next((line for line in alarm.lines if property_name(line) == _TRIGGER), b"")
    match = _LEAD.fullmatch(decode(line.rpartition(b":")[2]).strip().upper())
    if match is None or b"RELATED=END" in line.upper():
        return None
    length = timedelta(**{unit: int(match[unit] or 0) for unit in ("weeks", "days", "hours", "minutes", "seconds")})
    return length if match["sign"] == "-" else -length


def _words(line: bytes) -> Iterable[str]:
    value = decode(line).partition(":")[2]
    return (_ESCAPED.sub(r"\1", word).strip() for word in _COMMA.split(value) if word.strip())


def _escaped(word: str) -> bytes:
    return re.sub(r"([\\,;])", r"\\\1", word).encode()


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


def _quoted(word: str) -> str:
    return quote(word, safe="").replace(".", "%2E")
