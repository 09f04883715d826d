"""A job hunt over two calendars on a real server, with the apps of its candidate: the furniture of `test_two_weeks`.

Interviews of the one calendar are followed by events, those of the other by to-dos. The candidate looks at the first in
Thunderbird, khal, calcurse and Evolution, and ticks off the other in todoman. An app that is not installed is stood in
for by `tests.clients.stand_in`, which is said in a warning; Evolution's writes are replayed in any case.
"""

from __future__ import annotations

import itertools
import json
import re
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from freezegun.api import FrozenDateTimeFactory

from afterview.cli import main
from afterview.core.held import Component, Held
from afterview.core.said import remarks
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.store.caldav import open_calendar
from afterview.store.session import Server
from tests.clients.bench import Bench, Seeker
from tests.clients.calcurse import Calcurse
from tests.clients.replayed import Evolution
from tests.clients.stand_in import StandIn
from tests.clients.thunderbird import thunderbird
from tests.clients.vdir import Khal, Todoman
from tests.daemon.between import Between
from tests.servers import TestServer, Unavailable
from tests.stories.life import ME, ZONE, at, interview

YEAR: Final = 2026
REAL: Final = ("niquests", "urllib3_future", "tests.clients", "tests.servers")
"""What looks at the real clock."""
_SAID = re.compile(r"#|(Decision by|New date|Outcome|Heard back|Interview): (?!…)")
_NUMBERS = itertools.count(1)


class StoodIn(UserWarning):
    """An app is not installed."""


@dataclass
class Hunt:
    """Everything of one story."""

    server: TestServer
    theirs: Between
    """Between the apps and the server."""
    ours: Between
    """Between afterview and the server."""
    home: Path
    said: Callable[[], str]
    """What was printed since it was last called."""
    real: bool
    """The apps are those that are installed, if they are; otherwise all are stood in for."""
    closing: ExitStack
    clock: FrozenDateTimeFactory = field(init=False)
    """That of afterview; apps look at the real one."""
    apps: dict[str, Any] = field(default_factory=dict)
    """Those that are open, by name."""
    sent: dict[str, bytes] = field(default_factory=dict)
    """The invitations, by path, as the server gave them back at once."""

    @property
    def now(self) -> datetime:
        return datetime.now(ZONE)

    def wait_for(self, when: str) -> None:
        """Until then: `12-01 14:00`."""
        self.clock.move_to(at(f"{YEAR}-{when}"))

    # --- the two calendars ---

    @cached_property
    def work(self) -> Bench:
        """The calendar with events as reminders."""
        return self._calendar("work", "VEVENT", "balanced")

    @cached_property
    def tasks(self) -> Bench:
        """The calendar with to-dos as reminders."""
        return self._calendar("tasks", "VTODO", "touchpoint")

    def _calendar(self, name: str, component: Component, policy: str) -> Bench:
        path = self.server.new_calendar(f"{name}{next(_NUMBERS)}")
        url = self.ours.url + path
        lines = [
            f'me = ["{ME}"]',
            'name = "Alex Doe"',
            f'timezone = "{ZONE.key}"',
            'holidays = "US"',
            f'policy = "{policy}"',
            f'as = "{"todo" if component == "VTODO" else "event"}"',
            "[[account]]",
            f'name = "{name}"',
            f'url = "{url}"',
            f'username = "{self.server.user}"',
            f'password_command = ["printf", "{self.server.password}"]',
        ]
        (self.home / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        store = open_calendar(Server(url=url, username=self.server.user, password=self.server.password))
        self.closing.callback(store.close)
        life = Seeker(store=store, ledger=Ledger.open(None), mirror=Mirror.open(None), component=component)
        return Bench(
            server=self.server,
            path=path,
            home=self.home,
            theirs=self.theirs,
            ours=self.ours,
            life=life,
            day=date(YEAR, 11, 30),
        )

    # --- the apps ---

    def open(self, name: str) -> Any:
        """An app, with what is in its calendar now."""
        if name in self.apps:
            self.apps[name].refresh()
        else:
            self.apps[name] = self._opened(name)
        return self.apps[name]

    def _opened(self, name: str) -> Any:
        bench = self.tasks if name == "todoman" else self.work
        if name == "Evolution":
            return Evolution(bench)
        if self.real:
            try:
                return self._installed(name, bench)
            except Unavailable as problem:
                warnings.warn(f"{problem}: what {name} writes is written in its place", StoodIn, stacklevel=3)
        return StandIn(name, bench)

    def _installed(self, name: str, bench: Bench) -> Any:
        """Raises Unavailable."""
        if name == "Thunderbird":
            app = self.closing.enter_context(thunderbird(ZONE.key)).open(bench.access, self.theirs)
            self.closing.callback(app.close)
            return app
        return {"khal": Khal, "calcurse": Calcurse, "todoman": Todoman}[name](self.home / name, bench.access)

    # --- what happens ---

    def invite(self, bench: Bench, uid: str, start: str, title: str, *who: tuple[str, str], **more: Any) -> None:
        """Somebody sends an invitation, or what became of it."""
        path = f"{bench.path}{uid}.ics"
        self.server.put(path, interview(at(f"{YEAR}-{start}"), uid=uid, title=title, with_=who, **more))
        self.sent[path] = self.server.ask("GET", path)[2]

    def invitations(self) -> dict[str, bytes]:
        """Those of `sent` as they are now."""
        return {path: self.server.ask("GET", path)[2] for path in self.sent}

    def it(self, title: str) -> Held:
        """The reminder with that title, wherever it is."""
        (one,) = [held for held in self._held() if held.title == title]
        return one

    def home_of(self, company: str) -> Bench:
        """The calendar that a company's interviews are in."""
        return self.tasks if company == "Hooli" else self.work

    def command(self, bench: Bench, *words: str) -> str:
        """`afterview WORDS` with the config of that calendar, at this time; what it printed."""
        name = "tasks" if bench is self.tasks else "work"
        self.said()
        code = main([words[0], "--config", str(self.home / f"{name}.toml"), *words[1:]])
        told = self.said()
        assert code == 0, (words, told)
        return told

    def rest(self, bench: Bench) -> None:
        """A pass that has nothing to do."""
        before = len(self.ours.asked)
        self.command(bench, "sync")
        assert not {"PUT", "DELETE"} & set(self.ours.asked[before:])

    # --- what there is ---

    def calendar(self) -> list[str]:
        """All reminders in order: `Mon 30 Nov 17:00 Thank Jane Roe (Acme)`, behind a ✓ where they are done."""
        return [f"{_when(h.starts)} {'✓ ' if h.done else ''}{h.title}" for h in self._held() if h.starts]

    def ahead(self, company: str) -> list[str]:
        """Those of one company that are still to come."""
        held = self._held(self.home_of(company))
        held = [h for h in held if h.starts and h.starts > self.now and company in h.title]
        return [f"{_when(h.starts)} {h.title}" for h in held if h.starts]

    def _held(self, *benches: Bench) -> list[Held]:
        held = [held for bench in benches or (self.work, self.tasks) for held in bench.life.held()]
        assert all(h.starts for h in held)
        return sorted(held, key=lambda h: (h.starts, h.title))

    def lines(self) -> dict[str, list[str]]:
        """What was typed or said at the terminal, and our remarks on it, by the reminder that it stands in."""
        found = {h.title: [*filter(_SAID.match, h.body.splitlines()), *remarks(h.body)] for h in self._held()}
        return {title: lines for title, lines in found.items() if lines}

    def dismissed(self) -> list[str]:
        """Whose alarm does not ring again."""
        stored = {f"{self.work.path}{name}": data for name, data in self.work.stored().items()}
        return [h.title for h in self._held() if b"\nACKNOWLEDGED:" in stored.get(urlsplit(h.href).path, b"")]

    def status(self, bench: Bench) -> dict[str, Any]:
        """What `afterview status --all --json` says, without identifiers; moments as in `calendar`."""
        found = json.loads(self.command(bench, "status", "--all", "--json"))
        return {
            "applications": {
                " · ".join(filter(None, (one["company"], one["role"]))): {
                    "stage": one["stage"],
                    "outcome": one["outcome"],
                    "heard back": one["heard_back"],
                    "over": one["over"],
                    "last": _moment(one["last_contact"]),
                    "next": _moment(one["next"]),
                }
                for one in found["applications"]
            },
            "unsure": [one["summary"] for one in found["unsure"]],
            "unread": [f"{one['line']} in {one['summary']}" for one in found["unread"]],
            "contradictions": found["contradictions"],
            "passes": [
                {"outcome": one["last_pass"]["outcome"], "at": _when(datetime.fromisoformat(one["last_pass"]["at"]))}
                for one in found["accounts"]
            ],
            "skipped": found["skipped"],
            "failures": found["failures"],
        }


def _moment(moment: dict[str, Any] | None) -> str | None:
    if moment is None:
        return None
    told = f"{_when(datetime.fromisoformat(moment['at']))} {moment['summary']}"
    return told if moment["written"] else f"{told} (to be written)"


def _when(moment: datetime) -> str:
    """`Mon 30 Nov 17:00`."""
    return f"{moment.astimezone(ZONE):%a %d %b %H:%M}"
