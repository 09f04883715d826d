"""Calendar users as invitations name them (RFC 5545 sections 3.8.4.1 and 3.8.4.3)."""

from __future__ import annotations

import re
from typing import Any, Final

from afterview.core.event import Attendee
from afterview.ical.properties import Properties
from afterview.ical.text import one_line

MOST_ATTENDEES: Final = 500
_LONGEST_ADDRESS: Final = 254
_LONGEST_NAME: Final = 200
_ADDRESS = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@[^@\s<>\"',;:()\[\]\\]{1,253}")
_TOKEN = re.compile(r"[A-Z0-9-]{1,40}")


def attendees(properties: Properties) -> tuple[Attendee, ...]:
    """Everybody of whom the calendar gives an address or a name, in its order."""
    found = (_attendee(value) for value in properties.every("ATTENDEE")[:MOST_ATTENDEES])
    return tuple(dict.fromkeys(attendee for attendee in found if attendee is not None))


def organizer(properties: Properties) -> Attendee | None:
    """Who sent the invitation; None where nobody is named."""
    value = properties.first("ORGANIZER")
    return None if value is None else _attendee(value)


def _attendee(value: Any) -> Attendee | None:
    name = one_line(_parameter(value, "CN"), _LONGEST_NAME).strip("\"' ")
    email = _address(str(value)) or _address(_parameter(value, "EMAIL")) or _address(name)
    if name.casefold().removeprefix("mailto:") == email:
        name = ""
    if not (name or email):
        return None
    return Attendee(
        email=email,
        name=name,
        kind=_token(value, "CUTYPE", "INDIVIDUAL"),
        role=_token(value, "ROLE", "REQ-PARTICIPANT"),
        status=_token(value, "PARTSTAT", "NEEDS-ACTION"),
    )


def _address(text: str) -> str:
    """An e-mail address in lower case, without `mailto:` and what may follow it; empty when it is none."""
    bare = one_line(text[:1000]).casefold().removeprefix("mailto:").strip(" <>").partition("?")[0]
    return bare if len(bare) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(bare) else ""


def _parameter(value: Any, name: str) -> str:
    held = getattr(value, "params", {}).get(name, "")
    return ", ".join(map(str, held)) if isinstance(held, (list, tuple)) else str(held)


def _token(value: Any, name: str, default: str) -> str:
    token = one_line(_parameter(value, name), 40).upper()
    return token if _TOKEN.fullmatch(token) else default
