"""khal and todoman, on a folder that vdirsyncer keeps in step with the server: it is run after each thing done."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from afterview.core.held import Held
from afterview.ical.mark import LENGTH
from tests.clients.app import Access, Terminal, in_venv

_VDIRSYNCER = """[general]
status_path = "{home}/status/"
[pair work]
a = "here"
b = "there"
collections = ["{name}"]
[storage here]
type = "filesystem"
path = "{home}/calendars/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{url}"
username = "{user}"
password = "{password}"
"""
_KHAL = """[calendars]
[[work]]
path = {home}/calendars/{name}
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
_TODOMAN = """path = "{home}/calendars/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
cache_path = "{home}/todoman.db"
"""


class Vdir(Terminal):
    """A folder that vdirsyncer keeps."""

    def __init__(self, home: Path, access: Access) -> None:
        super().__init__(home, access)
        self.vdirsyncer = in_venv("vdirsyncer")
        above, _, folder = access.path.rstrip("/").rpartition("/")
        self.words = {
            "home": home,
            "name": folder,
            "url": f"{access.url}{above}/",
            "user": access.user,
            "password": access.password,
            "zone": access.zone,
        }
        (home / "calendars" / folder).mkdir(parents=True)
        self.file(".config/vdirsyncer/config", _VDIRSYNCER.format(**self.words))
        self.run(self.vdirsyncer, "discover", typed="y\n" * 4)
        self.refresh()

    def refresh(self) -> None:
        self.run(self.vdirsyncer, "sync")


class Khal(Vdir):
    """khal: `khal list`, `khal edit`."""

    name: ClassVar[str] = "khal"
    events: ClassVar[bool] = True
    todos: ClassVar[bool] = False

    def __init__(self, home: Path, access: Access) -> None:
        self.khal = in_venv("khal")
        super().__init__(home, access)
        self.file(".config/khal/config", _KHAL.format(**self.words))

    def view(self) -> list[str]:
        return self.listed("{title}").splitlines()

    def listed(self, shape: str) -> str:
        """What `khal list` shows of twelve weeks, each event in that format."""
        since, until = (datetime.now() + timedelta(days=days) for days in (-14, 70))  # noqa: DTZ005 - as its user's
        words = (f"{since:%Y-%m-%d}", f"{until:%Y-%m-%d}")
        return self.run(self.khal, "list", "--day-format", "", "--format", shape, *words)

    def rename(self, it: Held, title: str) -> None:
        self._edit(it, "s", title)

    def write(self, it: Held, line: str) -> None:
        """Its prompt takes one line, instead of all that was there."""
        self._edit(it, "d", line)

    def move(self, it: Held, start: datetime) -> None:
        self._edit(it, "t", f"{start:%Y-%m-%d %H:%M} 30m")

    def delete(self, it: Held) -> None:
        self._edit(it, "D", "y")

    def _edit(self, it: Held, *typed: str) -> None:
        answers = "".join(f"{line}\n" for line in (*typed, "q"))
        self.run(self.khal, "edit", "--show-past", it.title, typed=answers, codes=(0, 1))
        self.refresh()


class Todoman(Vdir):
    """todoman: `todo edit`, `todo done`, `todo delete`."""

    name: ClassVar[str] = "todoman"
    events: ClassVar[bool] = False
    todos: ClassVar[bool] = True

    def __init__(self, home: Path, access: Access) -> None:
        self.todo = in_venv("todo")
        super().__init__(home, access)
        settings = "".join(f"{line}\n" for line in _TODOMAN.format(**self.words).splitlines())
        self.file(".config/todoman/config.py", settings)

    def view(self) -> list[str]:
        return [one["summary"] for one in self._listed()]

    def write(self, it: Held, line: str) -> None:
        self._todo("edit", "--read-description", it, typed=f"{line}\n\n{it.body}")

    def move(self, it: Held, start: datetime) -> None:
        self._todo("edit", "--due", f"{start + LENGTH:%Y-%m-%d %H:%M}", "--start", f"{start:%Y-%m-%d %H:%M}", it)

    def complete(self, it: Held) -> None:
        self._todo("done", it)

    def delete(self, it: Held) -> None:
        self._todo("delete", "--yes", it)

    def _todo(self, *words: str | Held, typed: str = "") -> None:
        numbers = {one["summary"]: str(one["id"]) for one in self._listed()}
        self.run(self.todo, *(numbers[w.title] if isinstance(w, Held) else w for w in words), typed=typed)
        self.refresh()

    def _listed(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(self.run(self.todo, "--porcelain", "list", "--status", "ANY"))
        return found
