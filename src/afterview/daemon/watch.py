"""Watching one account: is there anything new, and what came of the passes.

Each calendar is asked for its changes since the last pass: one small request where there are none. Whatever is new is
left to a whole pass, and every few hours one is made without news, because time passes too.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from afterview.config import Account
from afterview.daemon.notify import ERROR, INFO, NOTICE, WARNING
from afterview.daemon.pace import Pace, state_of
from afterview.daemon.worker import Workers
from afterview.errors import AfterviewError
from afterview.store import Calendar, Store

WHOLE_EVERY = timedelta(hours=6)
"""A whole pass is made after this time although nothing is new."""


@dataclass(slots=True)
class Watch:
    """One account under watch. Its methods run on one thread at a time."""

    account: Account
    config: Path | None
    workers: Workers
    log: Callable[[int, str], None]
    pace: Pace = field(default_factory=Pace)
    applications: int = 0
    next: tuple[str, datetime] | None = None
    """The next reminder: its title and when."""
    detail: str = ""
    """What is wrong, in one line; empty when all is well."""
    passed: datetime | None = None
    """The last time that the account was looked at with success."""
    retry_after: float | None = None
    whole: datetime | None = None
    """The last whole pass."""
    _stores: tuple[tuple[Store, str], ...] = ()
    _salt: str = ""
    _refused: str | None = None

    def look(self, now: datetime) -> timedelta:
        """Look once, and make a pass where there is need; how long until the next look."""
        self.retry_after = None
        if self._whole_is_due(now) or self._has_news():
            self._pass(now)
        else:
            self.passed = now
        return self.pace.pause(self.account.interval, self.retry_after)

    def forget(self) -> None:
        """Take nothing for granted any more: the next look is a whole pass."""
        self.whole = None
        self._refused = None

    def close(self) -> None:
        """Let go of all connections."""
        for store, _ in self._stores:
            store.close()

    def _whole_is_due(self, now: datetime) -> bool:
        return self.whole is None or self.pace.state != "ok" or not timedelta() <= now - self.whole < WHOLE_EVERY

    def _has_news(self) -> bool:
        for store, token in self._stores:
            try:
                changes = store.changes(token)
            except AfterviewError:
                return True  # the pass meets the same, and says so
            finally:
                store.close()
            if changes.complete or changes.changed or changes.gone:
                return True
        return False

    def _pass(self, now: datetime) -> None:
        self._salt = self._salt or secrets.token_hex(16)
        order = {
            "config": str(self.config) if self.config else None,
            "account": self.account.name,
            "salt": self._salt,
            "refused": self._refused,
        }
        result = self.workers.run(order)
        code = int(result["exit_code"])
        before = self.pace
        self.pace = before.after(state_of(code, waiting=bool(result.get("waiting"))))
        self.retry_after = result.get("retry_after")
        self._refused = result.get("refused")
        detail, self.detail = self.detail, "" if self.pace.state == "ok" else str(result.get("detail", ""))
        if "applications" in result:
            self.whole = self.passed = now
            self.applications = int(result["applications"])
            self.next = (result["next"][0], datetime.fromisoformat(result["next"][1])) if result["next"] else None
            self._stores = self._opened(result)
            self._tell(result)
        if self.detail and self.detail != detail:
            self.log(ERROR if self.pace.state in ("refused", "wrong") else WARNING, self.detail)
        elif before.state != "ok" and self.pace.state == "ok":
            self.log(NOTICE, f"{self.account.name}: all is well again")

    def _tell(self, result: dict[str, Any]) -> None:
        name = self.account.name
        changes, missed = result["changes"], result["missed"]
        told = (
            f"{name}: {result['interviews']} interviews, {result['applications']} applications, {len(changes)} changes"
        )
        self.log(INFO, told)
        for line in changes:
            self.log(NOTICE, f"{name}: {line}")
        for line in (*missed, *result["skipped"]):
            self.log(WARNING, f"{name}: {line}")
        if result.get("recovered"):
            self.log(WARNING, str(result["recovered"]))

    def _opened(self, result: dict[str, Any]) -> tuple[tuple[Store, str], ...]:
        """The calendars of the pass, opened to be asked for news from where it left them."""
        self.close()
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
