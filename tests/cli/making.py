"""Calendars for these tests: an interview three days from now, and one at a fixed time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.servers import TestServer
from tests.stories.life import interview

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 12, 1, 14, tzinfo=ZONE)
ASKED = ["--me", "alex.doe@example.org", "--timezone", "Europe/Berlin", "--holidays", "DE-BE"]
THEN = ["--now", "2026-11-30T08:00+01:00"]
STEPS = ["ask", "thank-you", "check-in", "final", "move-on"]
TITLES = ["Ask Acme before leaving", "Thank Jane Roe (Acme)", "Check in: Jane Roe (Acme)",
          "Write to Jane Roe a last time (Acme)", "Move on (Acme)"]  # fmt: skip


GIL = (("Gil Roe", "gil.roe@globex.example"),)


def coming(**more: Any) -> bytes:
    """An interview at 14:00 in three days."""
    day = datetime.now(ZONE) + timedelta(days=3)
    return interview(day.replace(hour=14, minute=0, second=0, microsecond=0), **more)


def saved(path: Path, **more: Any) -> str:
    """The interview of 1 December 2026 in a file; its name."""
    path.write_bytes(interview(START, **more))
    return path.name


def on_server(server: TestServer, calendar: str, *, name: str = "home", password: str = "secret", url: str = "") -> str:
    """The table of an account that watches one calendar of the server."""
    address = url or server.url.rstrip("/") + calendar
    return (
        f'name = "{name}"\nurl = "{address}"\nusername = "{server.user}"\npassword_command = ["printf", "{password}"]'
    )


def in_folder(folder: Path, *, name: str = "laptop") -> str:
    """The table of an account in a folder."""
    folder.mkdir(exist_ok=True)
    return f'name = "{name}"\nfolder = "{folder}"'


def names(server: TestServer, calendar: str) -> list[str]:
    """The files in a calendar."""
    _, _, body = server.ask("PROPFIND", calendar, Depth="1")
    return sorted(re.findall(rf"{calendar}([^<]+)</", body.decode()))
