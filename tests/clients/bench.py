"""A calendar on a real server with an app and afterview at it, each through a tap that notes what is asked.

Days are counted from the interview's, which is a Tuesday of the last days: what apps write depends on the clock of this
machine, since they ring for what is past, and afterview's is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from afterview.core.held import Component, Held
from afterview.core.plan import Create, Delete, Keep, Update
from afterview.core.worktime import WorkCalendar
from afterview.ical.lines import Block, decode, property_name, scan
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import Report, Terms
from afterview.store.caldav import open_calendar
from afterview.store.session import Server
from tests.clients.app import Access
from tests.daemon.between import Between
from tests.servers import TestServer
from tests.stories.life import ME, ZONE, Life, interview

ACCOUNT = "test"
TITLES = {
    "ask": "Ask Acme before leaving",
    "thank-you": "Thank Jane Roe (Acme)",
    "check-in": "Check in: Jane Roe (Acme)",
    "final": "Write to Jane Roe a last time (Acme)",
    "move-on": "Move on (Acme)",
    "thank-anyway": "Thank Jane Roe anyway (Acme)",
}
"""By step."""
USUAL = {
    "ask": f"day 0 13:45 {TITLES['ask']}",
    "thank-you": f"day 0 17:00 {TITLES['thank-you']}",
    "check-in": f"day 7 09:00 {TITLES['check-in']}",
    "final": f"day 21 09:00 {TITLES['final']}",
    "move-on": f"day 28 09:00 {TITLES['move-on']}",
}
"""What the first pass writes."""


def tuesday() -> date:
    """The last one that is three days ago, or longer."""
    day = datetime.now(ZONE).date() - timedelta(days=3)
    return day - timedelta(days=(day.weekday() - 1) % 7)


@dataclass
class Seeker(Life):
    """The candidate's life, with reminders as events or to-dos, and no holidays."""

    component: Component = "VEVENT"

    @property
    def terms(self) -> Terms:
        terms = super().terms
        setting = replace(terms.setting, workdays=WorkCalendar("none"))
        return replace(terms, component=self.component, setting=setting)


@dataclass
class Bench:
    """Everything of one test."""

    server: TestServer
    path: str
    """Of the calendar."""
    home: Path
    theirs: Between
    """Between the app and the server."""
    ours: Between
    """Between afterview and the server."""
    life: Seeker
    day: date
    """Of the interview."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What stood in the calendar before the app did something, by name."""
    asked: int = 0

    @property
    def access(self) -> Access:
        """For an app."""
        return Access(
            url=self.theirs.url, path=self.path, user=self.server.user, password=self.server.password, zone=ZONE.key
        )

    def at(self, days: int, clock: str) -> datetime:
        """A time on the candidate's clock, so many days after the interview's."""
        return datetime.combine(self.day + timedelta(days=days), time.fromisoformat(clock), ZONE)

    def invite(self, **more: Any) -> None:
        """Somebody puts the interview into the calendar, or what became of it."""
        more = {"start": self.at(0, "14:00")} | more
        self.server.put(f"{self.path}{more.get('uid', 'interview')}.ics", interview(more.pop("start"), **more))

    # --- what the app does ---

    def look(self) -> None:
        """Note what stands in the calendar, for `written`."""
        self.files, self.asked = self.stored(), len(self.theirs.heads)

    def stored(self) -> dict[str, bytes]:
        """What stands in the calendar, by name."""
        _, _, body = self.server.ask("PROPFIND", self.path, Depth="1")
        names = sorted(set(re.findall(rf"{self.path}([^<]+)</", body.decode())))
        return {name: self.server.ask("GET", self.path + name)[2] for name in names}

    def written(self) -> dict[str, list[str]]:
        """What the app did since `look`: its requests that change something, and which properties are others now."""
        heads = self.theirs.heads[self.asked :]
        now = self.stored()
        gone = [name for name in self.files if name not in now]
        new = [name for name in now if name not in self.files]
        changed: list[str] = []
        for name in now:
            if name in self.files:
                changed += differences(self.files[name], now[name])
            elif gone:
                changed += ["at another address", *differences(self.files[gone[0]], now[name])]
            else:
                changed.append("a new file")
        if gone and not new:
            changed.append("removed")
        return {"requests": sorted({told for head in heads if (told := _told(head))}), "changed": changed}

    # --- what afterview does ---

    def sync(self, days: int, clock: str) -> tuple[Report, list[str]]:
        """One pass at that time, and the requests that it made."""
        before = len(self.ours.asked)
        report = self.life.sync(f"{self.at(days, clock):%Y-%m-%d %H:%M}")
        assert report.failure is None
        assert report.unsettled == ()
        return report, self.ours.asked[before:]

    def wrote(self, report: Report) -> list[str]:
        """What a pass changed, as `update final`."""
        told = []
        for one in report.decided.plan.writes:
            match one:
                case Create(wanted=wanted):
                    told.append(f"create {wanted.step}")
                case Update(wanted=wanted):
                    told.append(f"update {wanted.step}")
                case Delete(held=held):
                    told.append(f"delete {held.step}")
        return sorted(told)

    def kept(self, report: Report) -> dict[str, str]:
        """Why it left what it left, by step."""
        steps = {e.uid: e.step for e in self.life.ledger.entries(ACCOUNT).values()}
        found = [d for d in report.decided.plan.decisions if isinstance(d, Keep)]
        return {steps.get(d.uid, d.uid): d.reason for d in found if d.reason != "copy"}

    def agenda(self) -> dict[str, str]:
        """The reminders in the calendar by step, or by title where nothing says which it is."""
        known = {e.href: e.step for e in self.life.ledger.entries(ACCOUNT).values()}
        return {h.step or known.get(h.href) or h.title: self.told(h) for h in self.life.held()}

    def told(self, held: Held) -> str:
        """`day 7 09:00 Title`."""
        return f"{self.when(held.starts)} {held.title}"

    def when(self, moment: datetime | None) -> str:
        """`day 7 09:00`."""
        if moment is None:
            return "never"
        local = moment.astimezone(ZONE)
        return f"day {(local.date() - self.day).days} {local:%H:%M}"

    def remembered(self) -> dict[str, str]:
        """The ledger: where each reminder was put, by step; marked where it is not in the calendar."""
        there = {h.href for h in self.life.held()}
        return {
            e.step: self.when(e.starts) + ("" if e.href in there else ", gone")
            for e in sorted(self.life.ledger.entries(ACCOUNT).values(), key=lambda e: e.starts)
        }

    def reminder(self, step: str) -> Held:
        """The one of a step, as the calendar holds it."""
        return self.life.reminder(step)

    def status(self, said: str) -> list[str]:
        """`afterview status --json`: how the one application stands, in words."""
        found = json.loads(said)
        (one,) = found["applications"]
        words = [f"{key} {self._moment(one[key])}" for key in ("last_contact", "next")]
        words += [one["outcome"]] if one["outcome"] else []
        return words + (["heard back"] if one["heard_back"] else []) + [f"not understood: {u}" for u in found["unread"]]

    def _moment(self, moment: Mapping[str, Any] | None) -> str:
        if moment is None:
            return "none"
        return f"{self.when(datetime.fromisoformat(moment['at']))} {moment['summary']}"

    def configure(self) -> None:
        """Write the config.toml that the commands read."""
        folder = self.home / "config" / "afterview"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [
            f'me = ["{ME}"]',
            f'timezone = "{ZONE.key}"',
            'holidays = "none"',
            "[[account]]",
            f'name = "{ACCOUNT}"',
            f'url = "{self.ours.url}{self.path}"',
            f'username = "{self.server.user}"',
            f'password_command = ["printf", "{self.server.password}"]',
        ]
        (folder / "config.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def seeker(home: Path, url: str, server: TestServer, component: Component) -> Seeker:
    """Somebody whose ledger and mirror lie where the commands look for them."""
    return Seeker(
        store=open_calendar(Server(url=url, username=server.user, password=server.password)),
        ledger=Ledger.open(home / "state" / "afterview" / "ledger.sqlite3"),
        mirror=Mirror.open(home / "cache" / "afterview" / "mirror.sqlite3"),
        component=component,
    )


# --- the properties of a file, compared ---


def differences(before: bytes, after: bytes) -> list[str]:
    """Which properties are others: `+ADDED`, `-REMOVED`, `~CHANGED`; those of an alarm as `VALARM/TRIGGER`."""
    old, new = _properties(before), _properties(after)
    marks = {(True, False): "-", (False, True): "+", (True, True): "~"}
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return [marks[name in old, name in new] + name for name in names]


def _properties(data: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, line in _lines(scan(data).blocks, ""):
        found.setdefault(name, []).append(line)
    return {name: sorted(lines) for name, lines in found.items()}


def _lines(blocks: Iterable[Block], within: str) -> Iterable[tuple[str, str]]:
    for block in blocks:
        if block.name == "VTIMEZONE":
            yield "VTIMEZONE", decode(b"\n".join(line for line in block.lines))
            continue
        inside = "" if block.name in ("VCALENDAR", "VEVENT", "VTODO") else f"{within}{block.name}/"
        for line in block.lines:
            name = decode(property_name(line))
            yield inside + ("X-AFTERVIEW" if name.startswith("X-AFTERVIEW-") else name), decode(line)
        yield from _lines(block.blocks, inside)


def _told(head: bytes) -> str:
    """`PUT If-Match`; empty for a request that only reads."""
    method = decode(head.split()[0])
    if method not in ("PUT", "DELETE", "MOVE", "PROPPATCH", "POST"):
        return ""
    named = re.search(rb"(?im)^If-(None-)?Match:", head)
    return method + (" If-None-Match" if named and named[1] else " If-Match" if named else "")


def stamped(moment: datetime) -> str:
    """`20261201T140000Z`."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
