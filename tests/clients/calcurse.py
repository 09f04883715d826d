"""calcurse, with calcurse-caldav. What is done in it is done to its file of appointments, as its screen saves it."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from afterview.core.held import Held
from afterview.ical.mark import LENGTH
from tests.clients.app import Access, Terminal
from tests.servers import Unavailable

_CONFIG = """[General]
Hostname = {host}
Path = {path}
HTTPS = No
DryRun = No
[Auth]
Username = {user}
Password = {password}
"""
_LINE = re.compile(r"(?P<times>[\d/@: ]+ -> [\d/@: ]+)(?P<note>>[0-9a-f]{40} )?(?P<mark>[|!])(?P<title>.*)")
"""An appointment in its file `apts`; `!` is one that rings."""


class Calcurse(Terminal):
    """One calendar, its notes in files beside it."""

    name: ClassVar[str] = "calcurse"
    events: ClassVar[bool] = True
    todos: ClassVar[bool] = False

    def __init__(self, home: Path, access: Access) -> None:
        for program in ("calcurse", "calcurse-caldav"):
            if not shutil.which(program):
                raise Unavailable(f"{program} is not installed")
        super().__init__(home, access)
        self.folder = home / ".calcurse"
        self.folder.mkdir(parents=True)
        words = {"host": access.url.partition("//")[2], "path": access.path}
        self.file(".calcurse/caldav/config", _CONFIG.format(**words, user=access.user, password=access.password))
        self._caldav("--init", "keep-remote")

    def refresh(self) -> None:
        self._caldav()

    def view(self) -> list[str]:
        return [found["title"] for found in map(_LINE.fullmatch, self._lines()) if found]

    def rename(self, it: Held, title: str) -> None:
        self._change(it, title=title)

    def write(self, it: Held, line: str) -> None:
        text = f"{line}\n\n{it.body}\n"
        name = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        self.file(f".calcurse/notes/{name}", text)
        self._change(it, note=f">{name} ")

    def move(self, it: Held, start: datetime) -> None:
        self._change(it, times=" -> ".join(f"{moment:%m/%d/%Y @ %H:%M}" for moment in (start, start + LENGTH)))

    def delete(self, it: Held) -> None:
        self._change(it)

    def _change(self, it: Held, **parts: str) -> None:
        """Replace parts of its line; the whole line goes where none is named."""
        lines = self._lines()
        (one,) = [line for line in lines if (found := _LINE.fullmatch(line)) and found["title"] == it.title]
        found = _LINE.fullmatch(one)
        assert found is not None
        new = ["".join((found.groupdict("") | parts).values())] if parts else []
        at = lines.index(one)
        (self.folder / "apts").write_text("".join(f"{line}\n" for line in (*lines[:at], *new, *lines[at + 1 :])))
        self.refresh()

    def _lines(self) -> list[str]:
        return (self.folder / "apts").read_text("utf-8").splitlines()

    def _caldav(self, *words: str) -> None:
        # by the system's Python, for which Debian has its libraries
        self.run("/usr/bin/python3", shutil.which("calcurse-caldav") or "", *words)
