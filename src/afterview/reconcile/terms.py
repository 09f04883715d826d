"""Terms and Desk: by whose rules a pass works, and on which calendars."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from afterview.core.due import Setting
from afterview.core.held import PLAIN_LOOK, Component, Look
from afterview.core.interview import Candidate
from afterview.core.policy import Policy
from afterview.store import Store
from afterview.wording import Wording

LOOK_BACK = timedelta(days=400)
"""Interviews older than this are not looked at: longer than any policy's course."""
LOOK_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By whose word and rules a pass works."""

    candidate: Candidate
    setting: Setting
    policy: Policy
    named: Callable[[str], Policy | None]
    """A policy by its name, for "Policy: NAME"; None where there is none."""
    wording: Wording
    component: Component = "VEVENT"
    look: Look = PLAIN_LOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The calendars of one account, opened: which are watched and where reminders go."""

    account: str
    watched: tuple[Store, ...]
    target: Store | None = None
    """None: each reminder goes to the calendar of its interview."""
    others: tuple[Store, ...] = ()
    """The account's further calendars: reminders written there under earlier settings are still looked after."""

    @property
    def stores(self) -> dict[str, Store]:
        """All of them, by URL."""
        return {s.calendar.url: s for s in (*self._in_use, *self.others)}

    def read_by_passes(self, written: Collection[str]) -> dict[str, Store]:
        """Those that each pass reads, by URL: watched, the target, and others that were `written` to earlier."""
        used = {s.calendar.url for s in self._in_use}.union(written)
        return {url: store for url, store in self.stores.items() if url in used}

    @property
    def _in_use(self) -> tuple[Store, ...]:
        return (*self.watched, *((self.target,) if self.target else ()))
