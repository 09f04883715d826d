"""The stores that each story is played on: real servers, a folder, memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterview.store.caldav import open_calendar
from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from afterview.store.session import Server
from tests.servers import EMBEDDED, INSTALLED, TestServer
from tests.stories.life import Life

_NUMBERS = itertools.count(1)


@pytest.fixture(params=["memory", "folder", *EMBEDDED, *INSTALLED])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Life]:
    """An empty calendar of each kind, watched."""
    if request.param == "memory":
        yield Life(store=MemoryStore())
    elif request.param == "folder":
        yield Life(store=FolderStore(tmp_path))
    else:
        server: TestServer = request.getfixturevalue(f"{request.param}_server")
        path = server.new_calendar(f"story{next(_NUMBERS)}")
        url = server.url.rstrip("/") + path
        store = open_calendar(Server(url=url, username=server.user, password=server.password))
        yield Life(store=store)
        store.close()
        server.delete(path)  # Cyrus takes a UID once, whatever the calendar.
