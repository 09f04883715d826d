"""What these tests share: a new name for each calendar, a folder, and sessions to a server that misbehaves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from afterview.store.session import Server, Session

_NUMBERS = itertools.count(1)


@pytest.fixture
def new_name() -> str:
    return f"c{next(_NUMBERS)}"


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
