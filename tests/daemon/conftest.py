"""A home, a real server with trouble in front of it, and the watch of one account, whose passes are real processes."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterview.daemon import work
from afterview.daemon.watch import Watch
from afterview.daemon.worker import Workers
from tests.daemon.between import Between, between
from tests.servers import TestServer

_NUMBERS = itertools.count(1)
_ROOT = Path(__file__).parents[2]
HEAD = 'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, without any keyring."""
    for name in ("CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("TEST_RING", str(tmp_path))
    # where a keyring of these tests is found
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])))
    return tmp_path


@pytest.fixture
def configure(home: Path) -> Callable[..., Path]:
    """Write config.toml: `configure(account, account)`, each as the lines of its table."""

    def configure(*accounts: str, top: str = "") -> Path:
        path = home / "config" / "afterview" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + top + "".join(f"\n[[account]]\n{account}\n" for account in accounts), encoding="utf-8")
        return path

    return configure


@pytest.fixture
def calendar(radicale_server: TestServer) -> str:
    """The path of an empty calendar."""
    return radicale_server.new_calendar(f"daemon{next(_NUMBERS)}")


@pytest.fixture
def front(radicale_server: TestServer) -> Iterator[Between]:
    with between(radicale_server) as running:
        yield running


@pytest.fixture
def account(front: Between, calendar: str) -> str:
    """The table of an account that watches the calendar, through what may make trouble."""
    login = 'username = "alice"\npassword_command = ["printf", "secret"]'
    return f'name = "home"\nurl = "{front.url}{calendar}"\n{login}'


def read(path: Path | None = None) -> dict[str, Any]:
    """The configuration as the daemon has it read, in this process."""
    return work._result({"order": "read", "path": str(path) if path else None}, lambda: None)


@dataclass
class Watched:
    """A watch, its clock, and what it has logged."""

    watch: Watch
    logged: list[tuple[int, str]] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    ticks: list[str] = field(default_factory=list)

    def look(self, *, after: timedelta = timedelta(minutes=15)) -> str:
        """Look once more, some time later; the state it came to."""
        self.now += after
        self.watch.look(self.now)
        return self.watch.pace.state

    def new_lines(self) -> list[tuple[int, str]]:
        """What was logged since this was last asked."""
        lines, self.logged[:] = list(self.logged), []
        return lines


@pytest.fixture
def watched(configure: Callable[..., Path], account: str) -> Callable[..., Watched]:
    """`watched()` the account, or another; `patience` seconds for a pass without progress."""

    def watched(table: str = "", *, patience: float = 60.0) -> Watched:
        configure(table or account)
        found = read()
        assert found["exit_code"] == 0, found["detail"]
        ((name, seconds),) = found["accounts"]
        logged: list[tuple[int, str]] = []
        ticks: list[str] = []
        watch = Watch(
            name,
            timedelta(seconds=seconds),
            found["settings"],
            Workers(patience=patience),
            lambda priority, line: logged.append((priority, line)),
            ticks.append,
        )
        return Watched(watch, logged, ticks=ticks)

    return watched
