"""The stores that each story is played on: two real servers, a folder, memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterview.store.caldav import open_calendar
from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from afterview.store.session import Server
from tests.servers import TestServer, radicale, xandikos
from tests.stories.life import Life

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as server:
        yield server


@pytest.fixture(params=["radicale", "xandikos", "folder", "memory"])
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
