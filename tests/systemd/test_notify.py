"""The daemon as a service manager meets it: a process of its own, a datagram socket, signals."""

import os
import re
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.stories.life import interview
from tests.systemd.notify import service_manager

DAEMON = [sys.executable, "-m", "afterview", "daemon"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A home whose one account is a folder with one interview in it."""
    (tmp_path / "calendar").mkdir()
    start = datetime.now(ZoneInfo("Europe/Berlin")).replace(microsecond=0) + timedelta(days=3)
    (tmp_path / "calendar/interview.ics").write_bytes(interview(start))
    configure(tmp_path, f'[[account]]\nname = "home"\nfolder = "{tmp_path}/calendar"\n')
    homes = {f"XDG_{kind.upper()}_HOME": str(tmp_path / kind) for kind in ("config", "state", "cache")}
    keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **homes, **keyring}


def configure(home: Path, text: str) -> None:
    (home / "config/afterview").mkdir(parents=True, exist_ok=True)
    head = 'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n'
    (home / "config/afterview/config.toml").write_text(head + text)


@pytest.mark.parametrize("abstract", [False, True])
def test_it_is_ready_reloads_and_stops_as_a_service_manager_expects(
    env: dict[str, str], tmp_path: Path, abstract: bool
) -> None:
    with service_manager(abstract=abstract) as manager:
        process = manager.start(DAEMON, env, tmp_path / "log")
        ready = manager.wait_for("READY")
        assert manager.heard[ready].sender == process.pid
        assert manager.heard[ready].fields["STATUS"].startswith("1 application, next: ")

        asked = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        process.send_signal(signal.SIGHUP)
        reloading = manager.wait_for("RELOADING", after=ready + 1)
        assert int(manager.heard[reloading].fields["MONOTONIC_USEC"]) >= asked
        again = manager.wait_for("READY", after=reloading)
        assert again > reloading

        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        manager.wait_for("STOPPING", after=again)
        assert process.wait(10) == 0
        assert time.monotonic() - began < 2
    assert sum("READY" in m.fields for m in manager.heard) == 2
    assert {m.sender for m in manager.heard} == {process.pid}
    # each line of the log says how much it matters
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines
    assert [line for line in lines if not re.match("<[3-6]>", line)] == []


def test_it_feeds_the_watchdog_twice_in_its_time_and_is_aborted_when_it_hangs(
    env: dict[str, str], tmp_path: Path
) -> None:
    with service_manager(watchdog=1.0) as manager:
        process = manager.start(DAEMON, env, tmp_path / "log")
        fed = manager.wait_for("READY")
        for _ in range(4):
            before, fed = fed, manager.wait_for("WATCHDOG", after=fed + 1)
            assert manager.heard[fed].at - manager.heard[before].at < 1.0
        assert process.poll() is None

        process.send_signal(signal.SIGSTOP)
        assert process.wait(10) == -signal.SIGABRT


def test_without_a_watchdog_it_sends_no_signs_of_life(env: dict[str, str], tmp_path: Path) -> None:
    with service_manager() as manager:
        process = manager.start(DAEMON, env, tmp_path / "log")
        manager.wait_for("READY")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert [m.fields for m in manager.heard if "WATCHDOG" in m.fields] == []


def test_a_configuration_that_no_restart_mends_ends_it_with_78_before_it_was_ready(
    env: dict[str, str], tmp_path: Path
) -> None:
    configure(tmp_path, "[[account]]\n")
    with service_manager() as manager:
        process = manager.start(DAEMON, env, tmp_path / "log")
        assert process.wait(30) == 78
    assert manager.heard == []
    assert "config.toml" in (tmp_path / "log").read_text()


def test_a_wrong_configuration_does_not_displace_the_one_that_holds(env: dict[str, str], tmp_path: Path) -> None:
    with service_manager() as manager:
        process = manager.start(DAEMON, env, tmp_path / "log")
        ready = manager.wait_for("READY")
        configure(tmp_path, "[[account]]\n")
        process.send_signal(signal.SIGHUP)
        again = manager.wait_for("READY", after=manager.wait_for("RELOADING", after=ready + 1))
        assert "the new configuration is wrong, the old one holds" in manager.heard[again].fields["STATUS"]
        assert process.poll() is None
