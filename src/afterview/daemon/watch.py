"""Watching one account: is there anything new, and what came of the passes.

Each calendar is asked for its changes since the last pass: one small request where there are none. Whatever is new is
left to a whole pass, and every few hours one is made without news, because time passes too.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from afterview.daemon.mark import mark_of
from afterview.daemon.notify import ERROR, INFO, NOTICE, WARNING
from afterview.daemon.pace import LONGEST_RETRY_AFTER, Pace, state_after
from afterview.daemon.worker import Workers
from afterview.errors import AfterviewError
from afterview.store import Calendar, Store

WHOLE_EVERY = timedelta(hours=6)
"""A whole pass is made after this time although nothing is new."""


@dataclass(slots=True)
class Watch:
    """One account under watch. `look` runs on one thread at a time."""

    name: str
    """The account's."""
    interval: timedelta
    settings: Mapping[str, Any]
    """What was read of the configuration, as `work` takes it."""
    workers: Workers
    log: Callable[[int, str], None]
    progress: Callable[[str], None] = lambda _name: None
    """Called with the account's name at each sign of progress."""
    pace: Pace = field(default_factory=Pace)
    applications: int = 0
    next: tuple[str, datetime] | None = None
    """The next reminder: its title and when."""
    detail: str = ""
    """What is wrong, in one line; empty when all is well."""
    passed: datetime | None = None
    """The last time that the account was looked at with success."""
    retry_after: float | None = None
    """Seconds that the server asked to be left alone for, at the last look."""
    whole: datetime | None = None
    """The last whole pass."""
    mark: Path | None = None
    """Its time says when the candidate last said something by a command (`recall.spoken_mark`)."""
    _told_at: int = 0
    _asked_off: float = 0.0
    _forgotten: int = 0
    _stores: tuple[tuple[Store, str], ...] = ()
    _salt: str = field(default_factory=lambda: secrets.token_hex(16))
    _password: str = ""
    _refused: str | None = None
    _told: str = ""
    _skipped: frozenset[str] = frozenset()

    def look(self, now: datetime) -> None:
        """Look once, and make a pass where there is need; `pause` says when to look again."""
        forgotten = self._forgotten
        try:
            self._look(now)
        finally:
            if self._forgotten != forgotten:  # asked for in the middle, and undone by what came of this look
                self.whole = self._refused = None

    def pause(self) -> timedelta:
        """How long until the next look."""
        return self.pace.pause(self.interval, self.retry_after)

    def left_alone(self) -> timedelta:
        """How long the server still wants to be left alone, by a clock that nobody sets and that runs in suspend."""
        return timedelta(seconds=max(self._asked_off - _running(), 0.0))

    def forget(self) -> None:
        """Take nothing for granted any more: the next look is a whole pass, with whatever password there is."""
        self._forgotten += 1
        self.whole = self._refused = None

    def stumbled(self, error: Exception) -> None:
        """Note a mistake of ours: it is tried again like any other trouble."""
        self._judge({"state": "trouble", "detail": f"unexpected {type(error).__name__}: {error}; this is a bug"})

    def _look(self, now: datetime) -> None:
        self.retry_after = None
        try:
            told = self._was_told()
            if told or self._whole_is_due(now) or self._has_news():
                self._pass(now)
            else:
                self.passed = now
        except AfterviewError as error:
            state = state_after(error)
            if state == "refused":
                # There may be a new password: the pass looks, and does not try this one again.
                self._refused = mark_of(self._salt, self._password)
                self.detail = f"{self.name}: {error}"
                self._pass(now)
                return
            self._judge({"state": state, "detail": str(error), "retry_after": getattr(error, "retry_after", None)})

    def _whole_is_due(self, now: datetime) -> bool:
        return self.whole is None or self.pace.state != "ok" or not timedelta() <= now - self.whole < WHOLE_EVERY

    def _was_told(self) -> bool:
        """Whether the candidate has said something by a command since the last look at that mark."""
        try:
            at = self.mark.stat().st_mtime_ns if self.mark else 0
        except OSError:
            at = 0
        before, self._told_at = self._told_at, at
        return at != before

    def _has_news(self) -> bool:
        for store, token in self._stores:
            try:
                changes = store.changes(token)
            finally:
                store.close()
            self.progress(self.name)
            if changes.complete or changes.changed or changes.gone:
                return True
        return False

    def _pass(self, now: datetime) -> None:
        order = {
            "order": "pass",
            "settings": self.settings,
            "account": self.name,
            "salt": self._salt,
            "refused": self._refused,
        }
        result = self.workers.run(order, lambda: self.progress(self.name))
        if self.workers.ended:
            return  # it was broken off by us, which is nobody's trouble
        if "summary" in result:
            self.applications = int(result["applications"])
            self.next = (result["next"][0], datetime.fromisoformat(result["next"][1])) if result["next"] else None
            self._stores = _opened(result)
            self._password = result["password"]
            self._tell(result)
        if result["state"] == "ok":
            self.passed = now
            # What could not be written is not news to anybody: it needs a whole pass.
            self.whole = now if result["whole"] else None
        if result.get("recovered"):
            self.log(WARNING, str(result["recovered"]))
        self._judge(result)

    def _judge(self, result: Mapping[str, Any]) -> None:
        state = result["state"]
        self.pace = self.pace.after(state)
        self.retry_after = result.get("retry_after")
        self._asked_off = _running() + min(self.retry_after or 0.0, LONGEST_RETRY_AFTER)
        # What else goes wrong meanwhile does not make a refused password a good one.
        self._refused = result.get("refused", self._refused)
        if state == "ok":
            self._refused = None
            self.detail = ""
            if self._told:
                self.log(NOTICE, f"{self.name}: all is well again")
            self._told = ""
            return
        if "detail" in result:  # none: it is refused still
            detail = str(result["detail"])
            self.detail = detail if detail.startswith(f"{self.name}: ") else f"{self.name}: {detail}"
        if self.detail != self._told and self.pace.is_worth_telling(was_ever_ok=self.passed is not None):
            self._told = self.detail
            self.log(ERROR if state in ("refused", "missing", "wrong") else WARNING, self.detail)

    def _tell(self, result: Mapping[str, Any]) -> None:
        self.log(INFO, f"{self.name}: {result['summary']}")
        for line in result["changes"]:
            self.log(NOTICE, f"{self.name}: {line}")
        skipped = frozenset(result["skipped"])
        for line in (*result["missed"], *sorted(skipped - self._skipped)):
            self.log(WARNING, f"{self.name}: {line}")
        self._skipped = skipped


def _running() -> float:
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _opened(result: Mapping[str, Any]) -> tuple[tuple[Store, str], ...]:
    """The calendars of the pass, opened to be asked for news from where it left them."""
    return tuple(
        (_store(url, name, result["server"], result["password"]), token) for url, name, token in result["calendars"]
    )


def _store(url: str, name: str, server: list[Any] | None, password: str) -> Store:
    if server is None:
        from afterview.store.folder import FolderStore

        return FolderStore(Path(url))
    from afterview.store.caldav import CalDAVStore
    from afterview.store.session import Server, Session

    place, username, auth, origins = server
    kind = cast("Literal['basic', 'digest', 'bearer']", auth)
    known = Server(url=place, username=username, password=password, auth=kind, origins=frozenset(origins))
    return CalDAVStore(Session(known), Calendar(url=url, name=name))
