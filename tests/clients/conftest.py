"""A bench for each test: an empty home, a calendar with one interview in it, and the first pass done."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from afterview.core.held import Component
from tests.clients.bench import Bench, seeker, tuesday
from tests.daemon.between import Between, between
from tests.servers import TestServer

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def theirs(radicale_server: TestServer) -> Iterator[Between]:
    with between(radicale_server) as tap:
        yield tap


@pytest.fixture(scope="session")
def ours(radicale_server: TestServer) -> Iterator[Between]:
    with between(radicale_server) as tap:
        yield tap


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, no keyring."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return tmp_path


@pytest.fixture
def started(radicale_server: TestServer, theirs: Between, ours: Between, home: Path) -> Iterator[Callable[..., Bench]]:
    """`started("VTODO")`: with reminders of that kind, as the first pass has written them the day before."""
    made: list[Bench] = []

    def started(component: Component = "VEVENT") -> Bench:
        path = radicale_server.new_calendar(f"client{next(_NUMBERS)}")
        life = seeker(home, ours.url + path, radicale_server, component)
        bench = Bench(server=radicale_server, path=path, home=home, theirs=theirs, ours=ours, life=life, day=tuesday())
        bench.configure()
        bench.invite()
        bench.sync(-1, "08:00")
        made.append(bench)
        return bench

    yield started
    for bench in made:
        bench.life.store.close()
        bench.life.ledger.close()
        bench.life.mirror.close()
