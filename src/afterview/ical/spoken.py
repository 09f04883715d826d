"""Spoken: what an event's properties say, as raw text, without parsing: enough to tell what is plainly nothing.

Escapes, markup and parameters may stand in it still; nothing that a parsed event would say is missing.
"""

from __future__ import annotations

import re
from typing import Final

from afterview.ical.lines import Block, decode, property_name

_SAYING: Final = frozenset(b"SUMMARY DESCRIPTION X-ALT-DESC LOCATION URL CATEGORIES ORGANIZER ATTENDEE".split())
_ROLE: Final = re.compile(rb"ROLE\s*=\s*[^;:]*", re.IGNORECASE)
_NEWLINE: Final = re.compile(rb"\\[nN]")
_PEOPLE: Final = (b"ORGANIZER", b"ATTENDEE")


def spoken(block: Block) -> tuple[str, str]:
    """The title of a component, and the text of its other properties, a line for each, torn lines with them."""
    title: list[bytes] = []
    lines: list[bytes] = []
    at = lines
    for line in block.lines:
        name = property_name(line)
        if name in _SAYING:
            at = title if name == b"SUMMARY" else lines
            # every invitation has ROLE=REQ-PARTICIPANT, which speaks of no role
            at.append(_ROLE.sub(b"", line) if name in _PEOPLE else line[len(name) :])
        elif not name:
            at.append(line)
    return _plain(title), _plain(lines)


def _plain(lines: list[bytes]) -> str:
    return decode(_NEWLINE.sub(b" ", b"\n".join(lines)))
