"""What every app here can be told to do, as far as it can; a verb that it does not have is no row of the table."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from tests.servers import Unavailable
from tests.servers.program import SECONDS

ROOT = Path(__file__).parents[2]
VENV = ROOT / ".venv-clients" / "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How an app reaches its calendar."""

    url: str
    """Of the server, without a slash at its end."""
    path: str
    """Of the calendar."""
    user: str
    password: str
    zone: str
    """IANA name of the zone that its user lives in."""


class App(Protocol):
    """A calendar app that has been told of the calendar, and has what stands in it.

    It may further have `rename(it, title)`, `write(it, line)` (at the beginning of the text), `move(it, start)`,
    `dismiss(it)` and `snooze(it)` (the alarm), `complete(it)`, `delete(it)` and `undo()` (of that deletion). Each is
    done as its user does it, and has reached the server when it returns.
    """

    name: ClassVar[str]
    todos: ClassVar[bool]
    """It shows to-dos."""
    events: ClassVar[bool]

    def view(self) -> list[str]:
        """The titles of what it shows."""
        ...

    def refresh(self) -> None:
        """Have it ask the server what is new."""
        ...


class Terminal:
    """Programs of the terminal, run in a home of their own."""

    def __init__(self, home: Path, access: Access) -> None:
        self.home, self.access = home, access

    def run(self, *command: str | Path, typed: str = "", codes: tuple[int, ...] = (0,)) -> str:
        """Run one to its end; what it printed."""
        done = subprocess.run(
            [str(word) for word in command],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=2 * SECONDS,
            cwd=self.home,
            env={
                "PATH": os.environ.get("PATH", ""),
                "HOME": str(self.home),
                "TZ": self.access.zone,
                "LC_ALL": "C.UTF-8",
                "COLUMNS": "100",
            },
        )
        assert done.returncode in codes, (command, done.stdout, done.stderr)
        return done.stdout

    def file(self, name: str, text: str) -> Path:
        """A file in its home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def in_venv(program: str) -> Path:
    """A program that comes from PyPI. Raises Unavailable."""
    path = VENV / program
    if not path.exists():
        raise Unavailable(f"{program} is not installed")
    return path
