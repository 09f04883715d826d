"""How long the things take that a user waits for: `make speed` prints them beside what is promised.

Each is timed as a whole: `plan` as a process with its start-up, the passes with the embedded server in this process.
What the daemon costs in the background is measured at the daemon's own process, without TLS.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.store.caldav import open_calendar
from afterview.store.session import Server
from tests.servers import radicale
from tests.speed.daemon import costs
from tests.speed.recognition import recognition
from tests.stories.life import Life, at, interview

EVENTS = 2_000
NOW = "2026-11-22 09:00"
TITLES = (
    "Stand-up",
    "1:1 with Ben",
    "Dentist",
    "Planning",
    "Lunch with Rosa",
    "Yoga",
    "Flight to Oslo",
    "Design review",
)
PROMISES = {
    "plan, one file": 1.0,
    f"first pass, {EVENTS} events": 5.0,
    "an event that says nothing": 0.3,
    "judging 10000 events": 4.0,
    "daemon: memory": 60.0,
    "daemon: a look without news": 15.0,
    "daemon: wake-ups while idle": 0.0,
}


def main() -> int:
    """Measure and print; 1 where a promise is broken."""
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        times = ((name, seconds, "s") for name, seconds in (*_plan(Path(folder)), *_passes(Path(folder))))
        for name, found, unit in (*times, *recognition(), *costs()):
            promise = PROMISES.get(name)
            broken |= promise is not None and found > promise
            promised = f"   promised: {promise:g} {unit}" if promise is not None else ""
            print(f"{name:<28} {found:6.2f} {unit}{promised}")  # noqa: T201
    return int(broken)


def _plan(folder: Path) -> Iterator[tuple[str, float]]:
    file = folder / "invitation.ics"
    file.write_bytes(interview(at("2026-12-01 14:00")))
    command = [
        sys.executable,
        "-m",
        "afterview",
        "plan",
        "--json",
        "--timezone",
        "America/New_York",
        "--holidays",
        "US",
    ]
    command += ["--me", "alex.doe@example.org", "--now", "2026-12-01T08:00:00-05:00", str(file)]
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}

    def once() -> None:
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)

    once()
    yield "plan, one file", statistics.median(_seconds(once) for _ in range(5))


def _passes(folder: Path) -> Iterator[tuple[str, float]]:
    with radicale(folder / "server") as server:
        path = f"{server.home}big/"
        whole = b"".join(e[e.index(b"BEGIN:VEVENT") : e.index(b"END:VCALENDAR")] for e in _events())
        head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Busy//EN\r\n"
        server.put(path, head + whole + b"END:VCALENDAR\r\n")
        url = server.url.rstrip("/") + path
        life = Life(
            store=open_calendar(Server(url=url, username=server.user, password=server.password)),
            ledger=Ledger.open(folder / "ledger"),
            mirror=Mirror.open(folder / "mirror"),
        )
        yield f"first pass, {EVENTS} events", _seconds(lambda: life.sync(NOW))
        yield "a pass without news", _seconds(lambda: life.sync(NOW))


def _events() -> Iterator[bytes]:
    """A busy person's two years, an interview among each hundred events."""
    draw = random.Random(1)
    middle = at(NOW)
    for number in range(EVENTS):
        start = middle + timedelta(days=draw.randint(-365, 365), hours=draw.randint(0, 8))
        if number % 100 == 0:
            yield interview(start, uid=f"{number}@busy.example", title=f"Interview with Company{number} - Engineer")
        else:
            yield _plain(number, start, draw.choice(TITLES), " ".join(draw.choices(TITLES, k=40)))


def _plain(number: int, start: datetime, title: str, text: str) -> bytes:
    start = start.astimezone(UTC)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Busy//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{number}@busy.example\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
        f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}\r\nSUMMARY:{title}\r\nDESCRIPTION:{text}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def _seconds(run: Callable[[], object]) -> float:
    before = time.perf_counter()
    run()
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
