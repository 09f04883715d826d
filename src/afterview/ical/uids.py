"""UIDs: which events a resource holds, told without parsing it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from afterview.ical.lines import LARGEST, decode, scan
from afterview.ical.text import one_line


def holds_uid(data: bytes, uids: AbstractSet[str]) -> bool:
    """Whether `data` holds an event with one of these UIDs, as `read` would tell it."""
    if not uids or len(data) > LARGEST:
        return False
    return any(one_line(decode(block.first(b"UID") or b"")) in uids for block in scan(data).walk("VEVENT"))
