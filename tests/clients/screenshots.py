"""`make screenshots`: pictures of reminders in Thunderbird and khal, for docs/in-your-calendar.md and a person's eye.

`--every` adds the dialog of each kind of reminder, in build/screenshots.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.clients.bench import Bench, seeker, tuesday
from tests.clients.thunderbird import Running, Thunderbird, thunderbird
from tests.clients.vdir import Khal
from tests.daemon.between import between
from tests.servers import radicale
from tests.stories.life import ZONE, interview

ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screenshots"
EVERY = ROOT / "build" / "screenshots"
OTHERS = (
    # uid, title, who invites, days after the first, time, what the candidate wrote into it
    ("2@harbour.example", "Harbour Labs: final interview - Data Engineer", "Maya Chen", 1, "10:00", "#offer"),
    ("3@blueheron.example", "Phone screen with Blue Heron (Go)", "Robin Okafor", 2, "11:00", "Policy: touchpoint"),
    ("4@north.example", "Northwind: technical interview (SRE)", "Ines Faber", -5, "15:00", "#rejected"),
    ("5@tallis.example", "Interview: Analyst at Tallis", "Jo Park", -8, "13:00", "Policy: livecareer"),
)


@contextmanager
def hunt() -> Iterator[Bench]:
    """A job hunt of some weeks around now, with what afterview has written on each of its days."""
    with tempfile.TemporaryDirectory(prefix="afterview-") as folder:
        home = Path(folder)
        with radicale(home / "radicale") as server, between(server) as theirs, between(server) as ours:
            path = server.new_calendar("hunt")
            life = seeker(home, ours.url + path, server, "VEVENT")
            bench = Bench(server=server, path=path, home=home, theirs=theirs, ours=ours, life=life, day=tuesday())
            bench.invite()
            for uid, title, name, days, clock, text in OTHERS:
                address = f"{name.split()[0].lower()}@{uid.partition('@')[2]}"
                data = interview(bench.at(days, clock), uid=uid, title=title, text=text, with_=((name, address),))
                server.put(f"{path}{uid}.ics", data)
            for days in range(-9, 5):
                bench.sync(days, "08:00")
            yield bench


class Camera:
    """Takes pictures of Thunderbird's windows."""

    def __init__(self, running: Running, app: Thunderbird) -> None:
        self.driver, self.app = running.driver, app

    def view(self, kind: str, day: str, path: Path) -> None:
        """The calendar: `month`, `week` or `day`, at an ISO date."""
        self.app.show(kind, day)
        self.driver.window("mail:3pane")
        self._take(path)

    def dialog(self, uid: str, path: Path) -> None:
        """What a double click on it opens."""
        self.app.open_dialog(uid)
        self._take(path)
        self.driver.run("window.close();")

    def _take(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        shot = self.driver.ask("WebDriver:TakeScreenshot", full=False, hash=False, scroll=False)
        path.write_bytes(base64.b64decode(shot["value"]))
        print(path)  # noqa: T201


def main() -> int:
    """Take them all."""
    os.environ["TZ"] = ZONE.key
    with hunt() as bench, thunderbird(ZONE.key) as running:
        camera = Camera(running, running.open(bench.access, bench.theirs))
        camera.view("month", f"{bench.day}", SHOWN / "thunderbird-month.png")
        camera.view("week", f"{bench.day}", SHOWN / "thunderbird-week.png")
        camera.view("day", f"{bench.day}", SHOWN / "thunderbird-day.png")
        held = {h.step: h for h in bench.life.held() if "Acme" in h.title}
        camera.dialog(held["thank-you"].uid, SHOWN / "thunderbird-reminder.png")
        khal = bench.home / "khal"
        khal.mkdir()
        shown = Khal(khal, bench.access).listed("{start-end-time-style} {title}")
        (SHOWN / "khal.txt").write_text(shown, encoding="utf-8")
        if "--every" in sys.argv[1:]:
            for one in bench.life.held():
                camera.dialog(one.uid, EVERY / f"{one.step}-{one.href.rpartition('/')[2][10:18]}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
