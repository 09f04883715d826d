"""What stands in for an app that is not installed: it writes what `facts.json` says that the app writes.

Which requests, under which conditions, which properties are others, new or gone; what the app puts into them is not
known from there, and is what the app's user meant. After each act the server is asked whether it came out so.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from afterview.core.held import Held
from afterview.ical.mark import LENGTH
from tests.clients import facts
from tests.clients.bench import Bench, stamped
from tests.clients.facts import Fact
from tests.clients.replayed import Replayed

Change = Callable[[str], str]
VALUES = {"DURATION": f"PT{LENGTH.seconds // 60}M", "X-MOZ-GENERATION": "1"}
"""Of properties that an app adds, whatever is done in it."""


class StandIn(Replayed):
    """One app by its name in `facts.json`, with a calendar of its own."""

    asks = True

    def __init__(self, app: str, bench: Bench) -> None:
        self.named = f"-//Example//Standing in for {app}//EN"
        self.facts = facts.read()[app]
        self.fact: Fact
        self.start: datetime | None = None
        super().__init__(bench)

    def rename(self, it: Held, title: str) -> None:
        self._as("rename", it, lambda: super(StandIn, self).rename(it, title))

    def write(self, it: Held, line: str) -> None:
        self._as("answer", it, lambda: super(StandIn, self).write(it, line))

    def move(self, it: Held, start: datetime) -> None:
        self.start = start
        self._as("move", it, lambda: self._store(it, lambda text: text))

    def complete(self, it: Held) -> None:
        self._as("complete", it, lambda: super(StandIn, self).complete(it))

    def delete(self, it: Held) -> None:
        self._as("delete", it, lambda: super(StandIn, self).delete(it))

    def _as(self, verb: str, it: Held, act: Callable[[], None]) -> None:
        self.fact = self.facts[f"{'event' if it.component == 'VEVENT' else 'to-do'} {verb}"]
        self.start = self.start if verb == "move" else it.starts
        self.bench.look()
        act()
        written = self.bench.written()
        assert written == {"requests": self.fact["requests"], "changed": self.fact["changed"]}

    def _store(self, it: Held, change: Change) -> None:
        """One PUT; or, where the app makes another event of it, one at another address, and the old one goes."""
        path = self._path(it)
        before, etag = self.copies[path]
        head, begun, rest = before.partition("END:VTIMEZONE\n")
        text = head + begun + change(rest)
        for one in self.fact["changed"]:
            sign, name = one[0], one[1:]
            if sign == "-":
                text = _without(text, name)
            elif sign == "~":
                text = self._with_another(text, name)
            elif sign == "+" and name in VALUES:
                text = _line_added(text, f"{name}:{VALUES[name]}", it)
        if "at another address" in self.fact["changed"]:
            status, _, body = self.server.ask("DELETE", path, b"", If_Match=etag)
            assert status in (200, 204), body
            del self.copies[path]
            path = f"{self.bench.path}{uuid.uuid4()}.ics"
        data = text.replace("\n", "\r\n").encode()
        asking = {"If_Match": etag} if self.fact["requests"] == ["PUT If-Match"] else {}
        status, _, body = self.server.ask("PUT", path, data, Content_Type="text/calendar; charset=utf-8", **asking)
        assert status in (201, 204), body
        _, headers, _ = self.server.ask("GET", path)
        self.copies[path] = (text, headers["etag"])

    def _with_another(self, text: str, name: str) -> str:
        """A property with another value: what the act says, or what says nothing."""
        moments = {"DTSTART": self.start, "DTEND": self.start and self.start + LENGTH}
        moments["DUE"] = moments["DTEND"]
        match name:
            case "DTSTART" | "DTEND" | "DUE":
                moment = moments[name]
                assert moment is not None
                new = f"{name}:{stamped(moment)}"
            case "DTSTAMP" | "LAST-MODIFIED":
                new = f"{name}:{stamped(datetime.now(UTC))}"
            case "SEQUENCE":
                return re.sub(r"(?m)^SEQUENCE:(\d+)", lambda m: f"SEQUENCE:{int(m[1]) + 1}", text)
            case "PRODID":
                new = f"PRODID:{self.named}"
            case "UID":
                new = f"UID:{uuid.uuid4()}"
            case "VALARM/TRIGGER":
                return re.sub(r"(?m)^TRIGGER.*", "TRIGGER:-P300S", text)
            case _:
                return text
        head, begun, rest = text.partition("END:VTIMEZONE\n")
        if begun and name != "PRODID":
            return head + begun + re.sub(rf"(?m)^{name}[:;].*", new, rest, count=1)
        return re.sub(rf"(?m)^{name}[:;].*", new, text, count=1)


def _without(text: str, name: str) -> str:
    """Without a property, or all of the zones."""
    if name == "VTIMEZONE":
        return re.sub(r"(?s)BEGIN:VTIMEZONE\n.*END:VTIMEZONE\n", "", text)
    begin, alarm, rest = text.partition("BEGIN:VALARM\n")
    drop = rf"(?m)^{'X-AFTERVIEW-[A-Z-]+' if name == 'X-AFTERVIEW' else name.rpartition('/')[2]}[:;].*\n"
    if name.startswith("VALARM/"):
        inside, end, after = rest.partition("END:VALARM\n")
        return begin + alarm + re.sub(drop, "", inside) + end + after
    inside, end, after = rest.partition("END:VALARM\n")
    return re.sub(drop, "", begin) + alarm + inside + end + re.sub(drop, "", after)


def _line_added(text: str, line: str, it: Held) -> str:
    return text.replace(f"\nEND:{it.component}", f"\n{line}\nEND:{it.component}")
