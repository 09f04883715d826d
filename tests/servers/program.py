"""Servers that are programs of the system: found, started in a folder of their own, and stopped for certain.

Nothing of the system is touched: each runs in the foreground, as a user without rights when the tests run as root, on
free ports of 127.0.0.1, with its data and configuration in a temporary folder. `install` beside this file installs what
they need.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.servers.client import TestServer

SECONDS = 30.0
"""What a server may take until it answers, on a busy machine."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Unavailable(Exception):
    """The server is not installed here, or cannot be started; in one line."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Room:
    """A temporary folder, and the programs that run in it."""

    folder: Path
    user: str
    """As whom programs run: the one who runs the tests, or for root one without rights."""
    guard: subprocess.Popen[bytes]
    """Told the group of each program, it kills them all when the tests are killed themselves."""
    running: list[tuple[str, subprocess.Popen[bytes], signal.Signals]] = field(default_factory=list)

    def write(self, name: str, text: str) -> Path:
        """A file for the programs here."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.give()
        return path

    def subfolder(self, name: str) -> Path:
        """A folder for the programs here."""
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        self.give()
        return path

    def give(self) -> None:
        """Let the programs here own all that is here."""
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, self.user)

    def run(self, *command: str | Path, environment: Mapping[str, str] = _NOTHING) -> str:
        """Run a program to its end; what it printed. Unavailable when it fails."""
        done: subprocess.CompletedProcess[bytes] = subprocess.run(
            [str(word) for word in command],
            env=self._environment(environment),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
            **self._as_whom(),
        )
        printed = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode != 0:
            raise Unavailable(f"{Path(command[0]).name} fails: {_last_line(printed)}")
        return printed

    def start(
        self,
        *command: str | Path,
        environment: Mapping[str, str] = _NOTHING,
        groups: Sequence[str] = (),
        stop: signal.Signals = signal.SIGTERM,
    ) -> None:
        """Start a program in the foreground; `stop` ends it, in its own group of processes."""
        name = Path(command[0]).name
        with (self.folder / f"{name}.out").open("wb") as printed:
            self.give()
            process = subprocess.Popen(
                [str(word) for word in command],
                env=self._environment(environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._as_whom(groups),
            )
        self.running.append((name, process, stop))
        if self.guard.stdin is not None:
            self.guard.stdin.write(b"%d\n" % process.pid)
            self.guard.stdin.flush()

    def wait_until(self, what: Callable[[], bool]) -> None:
        """Look until it is so; Unavailable when a program here ends meanwhile, or it takes too long."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if what():
                    return
            for name, process, _ in self.running:
                if process.poll() is not None:
                    raise Unavailable(f"{name} ends at once: {self.last_words(name)}")
            time.sleep(0.02)
        names = ", ".join(name for name, _, _ in self.running)
        raise Unavailable(f"{names} did not answer within {SECONDS:.0f} s: {self.last_words(self.running[-1][0])}")

    def last_words(self, name: str) -> str:
        """The last line that a program printed."""
        return _last_line((self.folder / f"{name}.out").read_text("utf-8", "replace"))

    def stop(self) -> None:
        """End all programs, the last one first."""
        for _, process, how in reversed(self.running):
            for kill in (how, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, kill)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
        self.running.clear()
        self.guard.communicate(b"done\n")

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        path = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin"
        return {"PATH": path, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "USER": self.user} | dict(more)

    def _as_whom(self, groups: Sequence[str] = ()) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": list(groups)}


_GUARD = """groups=
while read -r group; do
  [ "$group" != done ] || exit 0
  groups="$groups -$group"
done
kill -s KILL -- $groups
rm -rf "$0"
"""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it says nothing"


@contextmanager
def room(name: str, *needed: str) -> Iterator[Room]:
    """A new room; Unavailable when one of the `needed` programs or files is missing."""
    path = os.environ.get("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin"
    for one in needed:
        if not (Path(one).exists() if one.startswith("/") else shutil.which(one, path=path)):
            raise Unavailable(f"{name} is not installed: no {one}")
    # Not pytest's: those are closed to other users, and the path of a Unix socket must be short.
    with tempfile.TemporaryDirectory(prefix=f"afterview-{name.lower()}-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        guard = subprocess.Popen(["sh", "-c", _GUARD, folder], stdin=subprocess.PIPE, start_new_session=True)
        made = Room(Path(folder), user, guard)
        try:
            made.give()
            yield made
        finally:
            made.stop()


def answers(server: TestServer) -> bool:
    """Whether a server has its user's home by now."""
    return server.ask("PROPFIND", server.home, Depth="0")[0] == 207
