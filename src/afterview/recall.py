"""Between passes: what the last one came to, and what it would decide now without asking any calendar."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from afterview.errors import AfterviewError, BrakeHeld
from afterview.ledger import Ledger, PassNote
from afterview.mirror import Mirror
from afterview.reconcile import Decided, Report, Terms, decide_for, sorted_out
from afterview.secrets import NoSecret
from afterview.store import Wrote


def noted(account: str, came: Report | AfterviewError, at: datetime) -> PassNote:
    """What a pass over `account` came to, for `Ledger.note_pass`: its report, or the error that it ended with."""
    error = came.failure if isinstance(came, Report) else came
    note = PassNote(account=account, at=at, outcome="ok")
    if isinstance(came, Report):
        agenda = came.decided.agenda
        note = replace(
            note,
            interviews=agenda.recognised,
            applications=len(agenda.applications),
            changes=sum(isinstance(d.outcome, Wrote) for d in came.done),
        )
        if came.unsettled:
            left = f"{len(came.unsettled)} of its writes were not taken by the calendar"
            note = replace(note, detail=f"{left}; the next pass tries again", exit_code=AfterviewError.exit_code)
    if error is None:
        return note
    held, waiting = isinstance(error, BrakeHeld), isinstance(error, NoSecret) and error.waiting
    return replace(
        note,
        outcome="held" if held else "waiting" if waiting else "failed",
        detail=" ".join(str(error).split()),
        exit_code=error.exit_code,
    )


def recall(account: str, terms: Terms, ledger: Ledger, mirror: Mirror, now: datetime) -> Decided | None:
    """What a pass would decide if the calendars were as the last one left them in `mirror`; no store is asked.

    None where the account has never been read. First-seen days are written: give it a `Ledger.copied`.
    """
    stored = mirror.stored(account)
    if not stored:
        return None
    gathered = sorted_out(((snapshot, one.name, one.watched, {}) for one, snapshot in stored), terms, now)
    there = frozenset(one.calendar for one, _ in stored)
    target = next((one.calendar for one, _ in stored if one.target), None)
    return decide_for(account, gathered, there, target, terms, ledger, now)


def spoken(folder: Path, account: str) -> None:
    """Leave a mark in the `folder` of the ledger that the candidate said something by a command."""
    with suppress(OSError):  # whoever waits for it makes a pass now and then in any case
        spoken_mark(folder, account).touch(mode=0o600)


def spoken_mark(folder: Path, account: str) -> Path:
    """The file whose time tells when that was last."""
    return folder / f"spoken-{account}"
