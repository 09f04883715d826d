"""Apps that are not run here. What they write was looked at on real ones, and is written in the same way.

Evolution and GNOME Calendar (over evolution-data-server 3.46) work on the copy that they have, and store it without
asking whether the server's is another by now. KOrganizer 22.12 asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from afterview.core.held import Held
from afterview.ical.lines import unfold
from afterview.ical.mark import LENGTH
from tests.clients.bench import Bench, stamped
from tests.servers import TestServer

Change = Callable[[str], str]


class Replayed:
    """Its copy of the calendar, and its way of putting a change into it and the server."""

    name: ClassVar[str]
    events: ClassVar[bool] = True
    todos: ClassVar[bool] = True
    asks: ClassVar[bool]
    """It sends If-Match."""
    product: ClassVar[str]

    def __init__(self, bench: Bench) -> None:
        login = bench.server
        self.server = TestServer(url=bench.theirs.url + "/", user=login.user, password=login.password, home=login.home)
        self.bench = bench
        self.copies: dict[str, tuple[str, str]] = {}
        """Text, unfolded, and ETag by path."""
        self.refresh()

    def refresh(self) -> None:
        self.copies = {}
        for name in self.bench.stored():
            _, headers, data = self.server.ask("GET", self.bench.path + name)
            self.copies[self.bench.path + name] = (unfold(data).decode().replace("\r\n", "\n"), headers["etag"])

    def view(self) -> list[str]:
        return [
            line[8:] for text, _ in self.copies.values() for line in text.splitlines() if line.startswith("SUMMARY")
        ]

    def rename(self, it: Held, title: str) -> None:
        self._store(it, lambda text: re.sub(r"(?m)^SUMMARY:.*", f"SUMMARY:{title}", text))

    def write(self, it: Held, line: str) -> None:
        self._store(it, lambda text: text.replace("\nDESCRIPTION:", f"\nDESCRIPTION:{line}\\n\\n", 1))

    def delete(self, it: Held) -> None:
        _, etag = self.copies.pop(self._path(it))
        status, _, body = self.server.ask("DELETE", self._path(it), b"", **self._condition(etag))
        assert status in (200, 204), body

    def complete(self, it: Held) -> None:
        done = f"STATUS:COMPLETED\nPERCENT-COMPLETE:100\nCOMPLETED:{stamped(self.bench.at(7, '09:10'))}"
        self._store(it, lambda text: text.replace("STATUS:NEEDS-ACTION", done))

    def _moved(self, it: Held, start: datetime, *, tzid: str) -> None:
        def change(text: str) -> str:
            for name, moment in (("DTSTART", start), ("DTEND", start + LENGTH), ("DUE", start + LENGTH)):
                text = re.sub(rf"(?m)^{name};.*", f"{name}{tzid}:{moment:%Y%m%dT%H%M%S}", text)
            return text

        self._store(it, change)

    def _store(self, it: Held, change: Change) -> None:
        path = self._path(it)
        text, etag = self.copies[path]
        head, begun, rest = text.partition("END:VTIMEZONE\n")
        changed = re.sub(r"(?m)^PRODID:.*", f"PRODID:{self.product}", head) + begun + change(rest)
        assert changed != text
        data = changed.replace("\n", "\r\n").encode()
        status, _, body = self.server.ask(
            "PUT", path, data, Content_Type="text/calendar; charset=utf-8", **self._condition(etag)
        )
        assert status in (201, 204), body
        _, headers, _ = self.server.ask("GET", path)
        self.copies[path] = (changed, headers["etag"])

    def _condition(self, etag: str) -> dict[str, str]:
        return {"If_Match": etag} if self.asks else {}

    def _path(self, it: Held) -> str:
        return self.bench.path + it.href.rpartition("/")[2]


class Evolution(Replayed):
    """Evolution and GNOME Calendar."""

    name: ClassVar[str] = "Evolution, GNOME Calendar"
    asks: ClassVar[bool] = False
    product: ClassVar[str] = "-//Ximian//NONSGML Evolution Calendar//EN"

    def move(self, it: Held, start: datetime) -> None:
        self._moved(it, start, tzid=f";TZID=/freeassociation.sourceforge.net/{self.bench.access.zone}")

    def dismiss(self, it: Held) -> None:
        seen = f"ACKNOWLEDGED:{stamped(self.bench.at(0, '17:01'))}\nEND:VALARM"
        self._store(it, lambda text: text.replace("END:VALARM", seen))

    def snooze(self, it: Held) -> None:
        """It says nothing of that to the server."""


class KOrganizer(Replayed):
    """KOrganizer; a moved event of its may have no zone."""

    name: ClassVar[str] = "KOrganizer"
    asks: ClassVar[bool] = True
    product: ClassVar[str] = "-//K Desktop Environment//NONSGML libkcal 4.3//EN"

    def move(self, it: Held, start: datetime) -> None:
        self._moved(it, start, tzid="")
