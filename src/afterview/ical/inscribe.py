"""Inscribing: one text field of a reminder changed, and nothing else, as a person's hand in a calendar app does it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from afterview.core.held import Held
from afterview.ical.lines import LARGEST, Block, decode, property_name, render, scan
from afterview.ical.mark import BASE, DIGEST, REVISION, identify
from afterview.ical.text import clean_title, plain

_WHOLE: Final = re.compile(r"[0-9]{1,9}")


def inscribe(data: bytes, held: Held, body: str, *, stamp: datetime) -> bytes | None:
    """`data` with `body` for the text of the reminder `held`; None where it is not there, or has guests.

    One that nobody has touched stays untouched: its digest is that of the new text. It is another revision of ours, so
    that an older one put over it is noticed. `stamp`: aware.
    """
    fields = {b"DESCRIPTION": b"DESCRIPTION:" + _escaped(plain(body))}
    if held.written is not None:
        fields[REVISION.encode()] = f"{REVISION}:{held.revision + 1}".encode()
    if held.written == held.digest:
        ours = replace(held, body=plain(body))
        fields[DIGEST.encode()] = f"{DIGEST}:{ours.digest}".encode()
        if held.base is not None:
            fields[BASE.encode()] = f"{BASE}:{'.'.join(ours.parts)}".encode()
    return _changed(data, held, fields, frozenset({b"X-ALT-DESC"}), stamp)


def complete(data: bytes, held: Held, word: str, *, stamp: datetime) -> bytes | None:
    """`data` with the reminder `held` done, as apps say it: a to-do completed, an event renamed to `word: …`."""
    moment = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode()
    if held.component == "VTODO":
        fields = {
            b"STATUS": b"STATUS:COMPLETED",
            b"COMPLETED": b"COMPLETED:" + moment,
            b"PERCENT-COMPLETE": b"PERCENT-COMPLETE:100",
        }
    else:
        fields = {b"SUMMARY": b"SUMMARY:" + _escaped(clean_title(f"{word}: {held.title}"))}
    return _changed(data, held, fields, frozenset(), stamp)


def _changed(
    data: bytes, held: Held, fields: dict[bytes, bytes], dropped: frozenset[bytes], stamp: datetime
) -> bytes | None:
    if len(data) > LARGEST:
        return None
    root = scan(data)
    for calendar in [block for block in root.blocks if block.name == "VCALENDAR"]:
        for block in calendar.blocks:
            if block.name == held.component and _is_it(block, held):
                _replace_fields(block, fields, dropped, stamp)
                return render(root)
    return None


def _is_it(block: Block, held: Held) -> bool:
    if block.has(b"RECURRENCE-ID", b"ORGANIZER", b"ATTENDEE"):
        return False
    names = identify(block)
    return names is not None and (names[0] == held.uid if names[0] else names[1] == held.reference)


def _replace_fields(block: Block, fields: dict[bytes, bytes], dropped: frozenset[bytes], stamp: datetime) -> None:
    sequence = decode(block.first(b"SEQUENCE") or b"")
    number = int(sequence) + 1 if _WHOLE.fullmatch(sequence) else 1
    moment = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode()
    ours = {
        **fields,
        b"SEQUENCE": b"SEQUENCE:%d" % number,
        b"LAST-MODIFIED": b"LAST-MODIFIED:" + moment,
        b"DTSTAMP": b"DTSTAMP:" + moment,
    }
    kept = [line for line in block.lines if property_name(line) not in ours.keys() | dropped]
    block.lines = [*kept, *ours.values()]


def _escaped(text: str) -> bytes:
    """As RFC 5545 section 3.3.11 wants it."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return text.encode()
