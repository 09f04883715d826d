"""One examination's result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from afterview.errors import AfterviewError

State: TypeAlias = Literal["ok", "warning", "failed"]
"""warning: it works, and may not as it is meant to. failed: it does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was looked at, how it is, and what to do about it."""

    name: str
    """What was looked at: `ledger`, `login`, …"""
    state: State
    what: str
    """How it is, part of a sentence."""
    cure: str = ""
    """What to do; empty where nothing need be done."""
    account: str | None = None
    calendar: str | None = None
    """Name of the calendar that it is about."""
    exit_code: int = 0
    """The documented one for what failed; 0 unless it did."""


def warning(name: str, what: str, cure: str, *, account: str | None = None, calendar: str | None = None) -> Examination:
    """Something that works, and may not as it is meant to."""
    return Examination(name=name, state="warning", what=what, cure=cure, account=account, calendar=calendar)


def failed(name: str, error: AfterviewError, *, account: str | None = None, calendar: str | None = None) -> Examination:
    """Something that does not work, as `error` tells it."""
    what = error.what if error.where == account else f"{error.where}: {error.what}"
    return Examination(
        name=name,
        state="failed",
        what=what,
        cure=error.fix,
        account=account,
        calendar=calendar,
        exit_code=error.exit_code,
    )
