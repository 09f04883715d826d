"""Succession: an interview that comes again under another UID at the same time is the one that it was.

Some apps edit an event by deleting it and making another one; calendars that are moved from one server to another may
do the same. What was said in its reminders, and which of them were deleted or done, holds for the new one. One that
comes again for another time is another interview.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from afterview.core.event import Event
from afterview.core.identity import interview_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is kept of an interview that was recognised, to know it again."""

    key: str
    """`interview_key`."""
    start: datetime
    """Aware."""
    title: str
    """A digest."""
    organizer: str
    """A digest; empty where it had none."""
    successor: str = ""
    """The key under which it came again."""


def trace(event: Event) -> Trace:
    """What is to be kept of `event`."""
    host = event.organizer.email if event.organizer else ""
    return Trace(
        key=interview_key(event),
        start=event.start.astimezone(UTC),
        title=_digest(" ".join(event.summary.casefold().split())),
        organizer=_digest(host) if host else "",
    )


def successions(known: Iterable[Trace], there: Collection[Trace]) -> dict[str, str]:
    """By the key of each interview that is gone, the key of the one that it has become.

    `known`: kept from earlier passes; `there`: the events that are in the calendars now. One that was known before is
    no successor, and one that may have become several has none.
    """
    kept = {t.key: t for t in known}
    present = {t.key for t in there}
    at: dict[datetime, list[Trace]] = {}
    for one in there:
        at.setdefault(one.start, []).append(one)
    found = {t.key: t.successor for t in kept.values() if t.successor and t.key not in present}
    for gone in kept.values():
        if gone.key in present or gone.successor:
            continue
        same = [t for t in at.get(gone.start, ()) if _alike(gone, t)]
        if len(same) == 1:
            found[gone.key] = same[0].key
    return found


def inherited(interviews: Iterable[str], become: Mapping[str, str]) -> tuple[str, ...]:
    """These keys, with those that they have become."""
    keys = dict.fromkeys(interviews)
    for key in tuple(keys):
        while (key := become.get(key, "")) and key not in keys:
            keys[key] = None
    return tuple(sorted(keys))


def _alike(one: Trace, other: Trace) -> bool:
    return one.title == other.title or (one.organizer != "" and one.organizer == other.organizer)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
