"""`make screenshots`: pictures of reminders in Thunderbird, GNOME Calendar and khal, for docs/in-your-calendar.md and a
person's eye.

`--every` adds the dialog of each kind of reminder, in build/screenshots.
"""

from __future__ import annotations

import base64
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from afterview.core.held import Component
from afterview.store import Store
from afterview.store.caldav import open_calendar
from afterview.store.session import Server
from tests.clients.app import Access
from tests.clients.bench import Bench, seeker, tuesday
from tests.clients.gnome import gnome_calendar
from tests.clients.thunderbird import Running, Thunderbird, thunderbird
from tests.clients.vdir import Khal
from tests.daemon.between import between
from tests.servers import TestServer, Unavailable, radicale
from tests.stories.life import ZONE, interview

ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screenshots"
EVERY = ROOT / "build" / "screenshots"
COLOUR = "#c2410c"
"""Of the calendar of reminders."""
WHOLE = 900
"""Pixels that a dialog is drawn out to, so that its text is seen to the end."""
FIRST, LAST = -10, 4
"""On which days afterview looks at the calendar, counted from the first interview's."""
VARIANTS: tuple[tuple[str, Component, bool], ...] = (("to-do", "VTODO", False), ("neutral", "VEVENT", True))


@dataclass(frozen=True, slots=True)
class Invited:
    """An interview, and what the candidate writes into it."""

    host: str
    title: str
    names: tuple[str, ...]
    """Who sits in."""
    day: int
    clock: str
    text: str = ""
    said_on: int = FIRST


INTERVIEWS = (
    Invited("acme.example", "Interview with Acme - Backend Engineer", ("Jane Roe",), 0, "14:00"),
    Invited(
        "harbour.example",
        "Harbour Labs: final interview - Data Engineer",
        ("Maya Chen", "Leo Brandt", "Ada Winter"),
        1,
        "10:00",
    ),
    Invited("heron.example", "Phone screen with Blue Heron (Go)", ("Robin Okafor",), 2, "11:00", "Policy: touchpoint"),
    Invited("tallis.example", "Interview: Analyst at Tallis", ("Jo Park",), 3, "13:00", "Policy: livecareer"),
    Invited("north.example", "Northwind: technical interview (SRE)", ("Ines Faber",), -5, "15:00", "#rejected", 2),
    Invited("ember.example", "Interview: Architect at Ember", ("Sam Lind",), -8, "13:00", "New date: {new}", -2),
    Invited("quill.example", "Interview with Quill - Developer", ("Kim Sato",), -6, "16:00", "#still-open", -3),
)


@contextmanager
def hunt() -> Iterator[tuple[Bench, Access]]:
    """A job hunt of some weeks around now, with what afterview has written on each day into a calendar of its own."""
    with tempfile.TemporaryDirectory(prefix="afterview-") as folder:
        home = Path(folder)
        with radicale(home / "radicale") as server, between(server) as theirs, between(server) as ours:
            path, reminders = server.new_calendar("work"), server.new_calendar("follow-ups")
            life = seeker(home, ours.url + path, server, "VEVENT")
            life.target = _open(server, ours.url + reminders)
            bench = Bench(server=server, path=path, home=home, theirs=theirs, ours=ours, life=life, day=tuesday())
            for days in range(FIRST, LAST + 1):
                for one in INTERVIEWS:
                    if days in (FIRST, one.said_on):
                        _put(bench, one, said=days == one.said_on)
                bench.sync(days, "08:00")
            yield bench, replace(bench.access, path=reminders)


def variant(bench: Bench, name: str, component: Component, *, neutral: bool) -> tuple[Access, str]:
    """A calendar with reminders of another sort, for the first of the interviews."""
    path = bench.server.new_calendar(name)
    life = seeker(bench.home / name, bench.ours.url + bench.path, bench.server, component)
    life.target, life.neutral = _open(bench.server, bench.ours.url + path), neutral
    report = life.sync(f"{bench.at(0, '08:00'):%Y-%m-%d %H:%M}")
    assert report.failure is None
    acme = next(h for h in life.held() if h.step == "check-in" and "Acme" in h.body)
    return replace(bench.access, path=path), acme.uid


def _open(server: TestServer, url: str) -> Store:
    return open_calendar(Server(url=url, username=server.user, password=server.password))


def _put(bench: Bench, one: Invited, *, said: bool) -> None:
    text = one.text.format(new=bench.day + timedelta(days=9)) if said else ""
    guests = tuple((name, f"{name.split()[0].lower()}@{one.host}") for name in one.names)
    start = bench.at(one.day, one.clock)
    data = interview(start, uid=f"1@{one.host}", title=one.title, text=text, with_=guests)
    bench.server.put(f"{bench.path}{one.host}.ics", data)


class Camera:
    """Takes pictures of Thunderbird's windows."""

    def __init__(self, running: Running, app: Thunderbird) -> None:
        self.driver, self.app = running.driver, app

    def view(self, kind: str, day: str, path: Path) -> None:
        """The calendar: `month`, `week` or `day`, at an ISO date."""
        self.app.show(kind, day)
        self.driver.window("mail:3pane")
        self._take(path)

    def dialog(self, uid: str, path: Path, height: int = 0) -> None:
        """What a double click on it opens; of that height, where one is told."""
        self.app.open_dialog(uid, height)
        self._take(path)
        self.driver.run("window.close();")

    def _take(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        shot = self.driver.ask("WebDriver:TakeScreenshot", full=False, hash=False, scroll=False)
        path.write_bytes(base64.b64decode(shot["value"]))
        print(path)  # noqa: T201


def in_thunderbird(bench: Bench, reminders: Access, *, every: bool) -> None:
    """Its pictures."""
    with thunderbird(ZONE.key) as running:
        running.open(bench.access, bench.theirs)
        camera = Camera(running, running.open(reminders, bench.theirs, name="Follow-ups", color=COLOUR))
        camera.view("month", f"{bench.day}", SHOWN / "thunderbird-month.png")
        camera.view("week", f"{bench.day}", SHOWN / "thunderbird-week.png")
        thanks = next(h for h in bench.life.held() if h.step == "thank-you" and "Acme" in h.title)
        camera.dialog(thanks.uid, SHOWN / "thunderbird-reminder.png")
        if not every:
            return
        camera.view("day", f"{bench.day}", EVERY / "day.png")
        for one in bench.life.held():
            name = f"{one.step}-{re.sub('[^a-z]+', '-', one.title.lower()).strip('-')}"
            camera.dialog(one.uid, EVERY / f"{name}.png")
            camera.dialog(one.uid, EVERY / f"{name}-whole.png", WHOLE)
        for kind, component, neutral in VARIANTS:
            access, uid = variant(bench, kind, component, neutral=neutral)
            other = Camera(running, running.open(access, bench.theirs, name="Follow-ups", color=COLOUR))
            other.dialog(uid, EVERY / f"{kind}.png")
            camera.app.close()
            camera = other
            camera.view("week", f"{bench.day}", EVERY / f"{kind}-week.png")


def in_gnome_calendar(bench: Bench, reminders: Access) -> None:
    """Its pictures: the month, and what a click on the thanks opens."""
    whole = {
        "Work": ("#3b82f6", bench.server.ask("GET", bench.path)[2]),
        "Follow-ups": (COLOUR, bench.server.ask("GET", reminders.path)[2]),
    }
    with gnome_calendar(ZONE.key, whole, f"{bench.day}") as app:
        app.shot(SHOWN / "gnome-month.png")
        app.click(bench.day, line=2)
        app.shot(SHOWN / "gnome-reminder.png")


def main() -> int:
    """Take them all."""
    os.environ["TZ"] = ZONE.key
    with hunt() as (bench, reminders):
        in_thunderbird(bench, reminders, every="--every" in sys.argv[1:])
        try:
            in_gnome_calendar(bench, reminders)
        except Unavailable as missing:
            print(f"left as they are: gnome-*.png; {missing}")  # noqa: T201
        khal = bench.home / "khal"
        khal.mkdir()
        shown = Khal(khal, reminders).listed("{start-date} {start-time}-{end-time} {title}")
        (SHOWN / "khal.txt").write_text(shown, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
