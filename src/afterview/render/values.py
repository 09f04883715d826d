"""JSON: what programs read."""

from __future__ import annotations

import json
import re
import sys
from typing import IO, Any
from zoneinfo import ZoneInfo

from afterview.core.event import Person
from afterview.core.interview import Interview
from afterview.core.promise import Promise
from afterview.core.reminder import Reminder, Withheld
from afterview.errors import AfterviewError
from afterview.ical import Skipped

_ODD = re.compile(r"[^\n -~]")


def dump(value: object, file: IO[str] | None = None) -> None:
    """Print `value` as JSON, readable, with all characters as they are where the stream has them.

    What a terminal would obey, or show as something else, is escaped: a file's name may hold it.
    """
    stream = file or sys.stdout
    in_unicode = (getattr(stream, "encoding", None) or "utf-8").casefold().startswith("utf")
    text = json.dumps(value, indent=2, ensure_ascii=not in_unicode)
    print(_ODD.sub(lambda found: found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1], text), file=stream)


def interview_json(interview: Interview, zone: ZoneInfo) -> dict[str, Any]:
    """An event with its verdict; times in `zone`."""
    event = interview.event
    return {
        "file": event.source,
        "uid": event.uid,
        "recurrence_id": event.recurrence_id,
        "summary": event.summary,
        "start": event.start.astimezone(zone).isoformat(),
        "end": event.end.astimezone(zone).isoformat(),
        "verdict": interview.verdict.answer,
        "reasons": list(interview.verdict.reasons),
        "company": interview.company,
        "role": interview.role,
        "stage": interview.stage,
        "seniority": interview.seniority,
        "round": interview.round,
        "promise": _promise(interview.promise) if interview.promise else None,
        "interviewers": [_person(p) for p in interview.interviewers],
        "contact": _person(interview.contact) if interview.contact else None,
        "unread": list(interview.notes.unread),
    }


def reminder_json(reminder: Reminder, title: str) -> dict[str, Any]:
    """A reminder; times in the candidate's zone."""
    last = reminder.round.last
    zone = reminder.due.tzinfo
    return {
        "uid": reminder.uid,
        "step": reminder.step,
        "summary": title,
        "medium": reminder.medium,
        "due": reminder.due.isoformat(),
        "starts": reminder.starts.isoformat(),
        "deadline": reminder.deadline.isoformat() if reminder.deadline else None,
        "late": reminder.late,
        "recipients": [_person(p) for p in reminder.recipients],
        "policy": reminder.policy,
        "reasons": list(reminder.reasons),
        "application": {
            "company": reminder.application.company,
            "role": reminder.application.role,
            "stage": last.stage,
        },
        "interview": {
            "uid": last.event.uid,
            "summary": last.event.summary,
            "start": last.event.start.astimezone(zone).isoformat(),
            "end": last.event.end.astimezone(zone).isoformat(),
            "round": reminder.round.number,
            "promise": _promise(last.promise) if last.promise else None,
        },
    }


def withheld_json(withheld: Withheld) -> dict[str, Any]:
    """A step that is not written, and why."""
    return {
        "step": withheld.step,
        "company": withheld.application.company,
        "role": withheld.application.role,
        "round": withheld.round.day.isoformat(),
        "reason": withheld.reason,
    }


def skipped_json(skipped: Skipped) -> dict[str, str | None]:
    """What could not be read, and why."""
    return {"file": skipped.source, "uid": skipped.uid, "summary": skipped.summary, "reason": skipped.reason}


def failure_json(error: AfterviewError) -> dict[str, str | int]:
    """What stopped a file or an account: `where`, `what`, `fix`, and the exit code that it leads to."""
    return {"where": error.where, "what": error.what, "fix": error.fix, "exit_code": error.exit_code}


def _promise(promise: Promise) -> dict[str, str]:
    return {"day": promise.day.isoformat(), "quote": promise.quote}


def _person(person: Person) -> dict[str, str | None]:
    return {"name": person.name, "email": person.email}
