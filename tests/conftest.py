"""The real servers, each started once for the whole run, by the first test that asks for it, and stopped at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests import servers
from tests.servers import TestServer


@contextmanager
def _or_skipped(started: AbstractContextManager[TestServer]) -> Iterator[TestServer]:
    """A test on a server that cannot be had here is skipped, and says why."""
    try:
        with started as server:
            yield server
    except servers.Unavailable as problem:
        pytest.skip(f"{problem}; tests/servers/install installs it")


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with servers.xandikos(tmp_path_factory.mktemp("xandikos")) as server:
        yield server


@pytest.fixture(scope="session")
def sabre_server() -> Iterator[TestServer]:
    with _or_skipped(servers.sabre()) as server:
        yield server


@pytest.fixture(scope="session")
def cyrus_server() -> Iterator[TestServer]:
    with _or_skipped(servers.cyrus()) as server:
        yield server


@pytest.fixture(scope="session")
def davical_server() -> Iterator[TestServer]:
    with _or_skipped(servers.davical()) as server:
        yield server


@pytest.fixture(scope="session")
def sogo_server() -> Iterator[TestServer]:
    with _or_skipped(servers.sogo()) as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why tests were skipped, whatever the number."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} skipped: {reason}")
