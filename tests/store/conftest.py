"""Stores and servers for these tests: the servers run once, each test has a calendar of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from afterview.store.session import Server, Session
from tests.servers import TestServer, radicale, xandikos

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as server:
        yield server


@pytest.fixture
def new_name() -> str:
    return f"c{next(_NUMBERS)}"


def event(uid: str, summary: str = "Interview") -> bytes:
    """One calendar object of one event."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260110T100000Z\r\nDTEND:20260110T110000Z\r\n"
        f"SUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


@pytest.fixture
def connect(httpserver: HTTPServer) -> Iterator[Callable[..., Session]]:
    """Sessions to the server that misbehaves, closed at the end."""
    opened: list[Session] = []

    def connected(path: str = "/cal/", **settings: object) -> Session:
        server = Server(url=httpserver.url_for(path), username="alice", password="s3cret-pässword", **settings)  # type: ignore[arg-type]
        opened.append(Session(server))
        return opened[-1]

    yield connected
    for session in opened:
        session.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "calendar"
    path.mkdir()
    return path
