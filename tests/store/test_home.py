"""A calendar of its own for reminders, made on every server."""

from __future__ import annotations

import itertools
from urllib.parse import urlsplit

import pytest

from afterview.store import Wrote
from afterview.store.caldav import CalDAVStore
from afterview.store.discovery import discover
from afterview.store.home import list_calendars, make_calendar
from afterview.store.session import Server, Session
from tests.servers import EMBEDDED, INSTALLED, TestServer

_NUMBERS = itertools.count(1)
EVENT = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Example//Test//EN\r
BEGIN:VEVENT\r
UID:%s\r
DTSTAMP:20261101T080000Z\r
DTSTART:20261201T080000Z\r
DTEND:20261201T083000Z\r
SUMMARY:x\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.mark.parametrize("name", ["Follow-ups", "Nächste Schritte", "Напоминания"])
@pytest.mark.parametrize("which", [*EMBEDDED, *INSTALLED])
def test_a_calendar_for_reminders_is_made_and_found_by_its_name(
    which: str, name: str, request: pytest.FixtureRequest
) -> None:
    running: TestServer = request.getfixturevalue(f"{which}_server")
    running.new_calendar(f"before{next(_NUMBERS)}")  # a user's first calendar may make the home
    asked = Server(url=running.url, username=running.user, password=running.password)
    found = discover(running.url.rstrip("/") + running.entry, asked)
    with Session(found.server) as session:
        made = make_calendar(session, found.homes[0], name)
        again = make_calendar(session, found.homes[0], name)
        there = {c.url: c for c in list_calendars(session, found.homes)}

        assert (there[made.url].name, there[made.url].writable) == (name, True)
        assert "VEVENT" in there[made.url].components
        # what stands at its address is no obstacle
        assert again.url != made.url
        assert there[again.url].name == name
        outcome = CalDAVStore(session, there[made.url]).create("x.ics", EVENT % made.url.encode())
        assert isinstance(outcome, Wrote)
    for one in (made, again):
        running.delete(urlsplit(one.url).path)
