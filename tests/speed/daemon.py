"""What the daemon costs while nothing happens: memory, processor time for a look without news, and wake-ups."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.daemon.between import Between, between
from tests.servers import TestServer, radicale
from tests.stories.life import at, interview

LOOKS = 20
QUIET = 5.0
"""Seconds in which nothing is due."""
EACH = """
import sys
from afterview.daemon.run import run
from afterview.daemon.worker import Workers
class Often(Workers):
    def run(self, order, progress):
        result = super().run(order, progress)
        if "accounts" in result:
            result["accounts"] = [[name, float(sys.argv[1])] for name, _ in result["accounts"]]
        return result
sys.exit(run(None, workers=Often()))
"""
"""The daemon, with another time between two looks."""


def costs() -> Iterator[tuple[str, float, str]]:
    """Each cost with its unit."""
    with tempfile.TemporaryDirectory() as name, radicale(Path(name) / "server") as server, between(server) as front:
        home = Path(name) / "home"
        calendar = server.new_calendar("speed")
        server.put(f"{calendar}a.ics", interview(at("2026-12-01 14:00")))
        environment = _configured(home, server, f"{front.url}{calendar}")
        yield from _looking(environment, front)
        yield "daemon: wake-ups while idle", _wakeups(environment, front), f"in {QUIET:g} s"


def _looking(environment: Mapping[str, str], front: Between) -> Iterator[tuple[str, float, str]]:
    with _running(environment, 1) as process:
        _wait(lambda: front.asked[-3:] == ["REPORT"] * 3)  # the passes that had something to do are over
        before, asked = _seconds(process.pid), len(front.asked)
        _wait(lambda: len(front.asked) >= asked + LOOKS)
        time.sleep(0.3)
        spent, requests = _seconds(process.pid) - before, len(front.asked) - asked
        yield "daemon: memory", _resident(process.pid), "MiB"
        yield "daemon: a look without news", spent / requests * 1000, "ms of CPU"


def _wakeups(environment: Mapping[str, str], front: Between) -> float:
    asked = len(front.asked)
    with _running(environment, 3600) as process:
        _wait(lambda: len(front.asked) > asked)
        _wait(lambda: not any(p.read_text().strip() for p in Path(f"/proc/{process.pid}/task").glob("*/children")))
        time.sleep(1)
        before = _switches(process.pid)
        time.sleep(QUIET)
        return _switches(process.pid) - before


def _configured(home: Path, server: TestServer, url: str) -> dict[str, str]:
    folder = home / "config" / "afterview"
    folder.mkdir(parents=True)
    login = f'username = "{server.user}"\npassword_command = ["printf", "{server.password}"]'
    head = 'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n'
    (folder / "config.toml").write_text(f'{head}[[account]]\nname = "home"\nurl = "{url}"\n{login}\n')
    homes = {f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in ("config", "state", "cache")}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return os.environ | {"HOME": str(home)} | homes | keyring


@contextmanager
def _running(environment: Mapping[str, str], seconds: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", EACH, str(seconds)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _wait(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 90
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError("the daemon does not do what it is measured at")
        time.sleep(0.02)


def _resident(number: int) -> float:
    return _number(Path(f"/proc/{number}/status"), "VmRSS") / 1024


def _switches(number: int) -> float:
    tasks = Path(f"/proc/{number}/task").glob("*/status")
    return sum(_number(task, "voluntary_ctxt_switches") for task in tasks)


def _number(path: Path, key: str) -> float:
    return next(float(line.split()[1]) for line in path.read_text().splitlines() if line.startswith(f"{key}:"))


def _seconds(number: int) -> float:
    """Of the processor, by all threads of the process, also those that have ended."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
