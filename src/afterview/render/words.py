"""Decisions, times and counts in words, for people and for programs."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import Any, assert_never

from afterview.core.plan import Adopt, Create, Decision, Delete, Forget, Inscribe, Keep, Update
from afterview.ical import Skipped

KEPT = {
    "same": "it is as it should be",
    "dismissed": "you deleted it",
    "theirs": "you changed it: it is yours",
    "done": "you have done it",
    "past": "its time has passed",
    "foreign": "it is not ours",
    "copy": "a copy of another one",
}


def told(decision: Decision) -> tuple[str, str, str, str]:
    """A decision in words: what is done, the reminder's UID, its title where it is known, and why."""
    match decision:
        case Create(wanted=wanted):
            return "create", wanted.uid, wanted.title, ""
        case Update(wanted=wanted, held=held):
            return "update", wanted.uid, wanted.title, _difference(held.title, held.starts, wanted.title, wanted.starts)
        case Delete(held=held, reason=reason):
            return "withdraw", held.uid, held.title, reason
        case Inscribe(held=held, why=why):
            return "note", held.uid, held.title, why
        case Keep(uid=uid, reason=reason, why=why, held=kept):
            return "keep", uid, kept.title if kept else "", why or KEPT[reason]
        case Adopt(entry=entry, held=None):
            return "remember", entry.uid, "", "you deleted it, and its round has other interviews now"
        case Adopt(entry=entry, held=kept):
            title = kept.title if kept else ""
            return "remember", entry.uid, title, "it stands in the calendar otherwise than in the ledger"
        case Forget(uid=uid):
            return "forget", uid, "", "it was deleted over a year ago"
        case _:
            assert_never(decision)


def starts(decision: Decision) -> datetime | None:
    """When the reminder of a decision stands, or is to stand."""
    match decision:
        case Create(wanted=wanted) | Update(wanted=wanted):
            return wanted.starts
        case Delete(held=held) | Inscribe(held=held):
            return held.starts
        case Keep(held=kept) | Adopt(held=kept):
            return kept.starts if kept else None
        case Forget():
            return None
        case _:
            assert_never(decision)


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision of the plan."""
    verb, uid, title, why = told(decision)
    return {"decision": verb, "uid": uid, "summary": title, "reason": why}


def skipped(one: Skipped) -> str:
    """What was lost of a file or calendar, or is in doubt, and why."""
    what = f"event {one.summary!r}" if one.summary else "an event" if one.uid else "a part"
    return f"{one.source}: {what} was passed over: {one.reason}" if one.lost else f"{one.source}: {what}: {one.reason}"


def day(moment: datetime) -> str:
    """`Tue  1 Dec`."""
    return f"{moment:%a} {moment.day:2} {moment:%b}"


def day_and_time(moment: datetime, *, year: bool = False) -> str:
    """`Tue  1 Dec 17:00`, or with the year `Tue  1 Dec 2026 17:00`."""
    return f"{day(moment)} {f'{moment.year} ' if year else ''}{moment:%H:%M}"


def plain(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))


def argument(text: str) -> str:
    """`text` as it may be pasted behind a command: whatever it holds, the shell takes it for one word and no option."""
    return f"{'-- ' if text.startswith('-') else ''}{shlex.quote(plain(text))}"


def count(number: int, noun: str) -> str:
    """`1 reminder`, `2 reminders`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _difference(old_title: str, old: datetime | None, title: str, new: datetime) -> str:
    if old != new:
        return f"moved from {day_and_time(old.astimezone(new.tzinfo))}" if old else "it gets its time back"
    return "its title changes" if old_title != title else "its text changes"
