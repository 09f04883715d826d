"""The server for the demo."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from afterview.cli.demo_server import serve
from afterview.errors import ConfigError, LocalFailure
from afterview.store.discovery import discover
from afterview.store.session import Server


def test_it_serves_the_calendars_that_were_asked_for_and_keeps_them(tmp_path: Path) -> None:
    for _ in range(2):
        with serve(tmp_path / "demo", ["Job hunt"]) as running:
            server = Server(url=running.url, username=running.user, password=running.password)
            account = discover(running.url, server)
            assert [calendar.name for calendar in account.calendars] == ["Job hunt"]
            assert running.password not in repr(running)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(running.url.rsplit(":")[-1].strip("/"))), timeout=2)


def test_a_port_or_folder_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(LocalFailure, match="in use"),
        serve(tmp_path, port=taken.getsockname()[1]),
    ):
        pass
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LocalFailure), serve(tmp_path / "file" / "x"):
        pass


def test_without_radicale_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "radicale.app", None)
    with pytest.raises(ConfigError, match="Radicale is not installed"), serve(tmp_path):
        pass
