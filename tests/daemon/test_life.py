"""What the daemon's main thread does about clocks, reloads and slow accounts; what passes come to is made up here."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterview.daemon.notify import Manager
from afterview.daemon.run import Daemon
from afterview.daemon.worker import Workers

WELL = {"state": "ok", "whole": True, "summary": "nothing to change", "applications": 1, "next": None, "calendars": []}
WELL |= {"changes": [], "missed": [], "skipped": [], "server": None, "password": ""}
BUSY_SERVER = {"state": "trouble", "detail": "the server cannot now", "retry_after": 600.0}


class Scripted(Workers):
    """Passes that come to what `come` says of their account; who was looked at, in order."""

    def __init__(self) -> None:
        super().__init__(patience=240)
        self.looked: list[str] = []
        self.come: Callable[[str], Mapping[str, Any]] = lambda _name: WELL
        self.changed = threading.Condition()

    def run(self, order: Mapping[str, Any], progress: Callable[[], None]) -> dict[str, Any]:  # noqa: ARG002
        name = order["account"]
        with self.changed:
            self.looked.append(name)
            self.changed.notify_all()
        return dict(self.come(name))

    def wait_for(self, *names: str) -> None:
        """Until just these have been looked at, in any order."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.looked) >= len(names), 20), self.looked
            assert sorted(self.looked) == sorted(names)
            self.looked.clear()


@pytest.fixture
def workers() -> Scripted:
    return Scripted()


@pytest.fixture
def start(workers: Scripted, tmp_path: Path) -> Iterator[Callable[..., Daemon]]:
    """A daemon that watches the accounts of these names, looked at once; its main thread is the test's."""
    running: list[Daemon] = []

    def start(*names: str) -> Daemon:
        daemon = Daemon(None, Manager({}), workers)
        running.append(daemon)
        assert daemon._adopt(found(tmp_path, *names)) is None
        return daemon

    yield start
    for daemon in running:
        daemon.scheduler.shutdown(wait=True)
        daemon.held.close()


def found(state: Path, *names: str, seconds: float = 900.0) -> dict[str, Any]:
    accounts = [[name, seconds] for name in names]
    return {"exit_code": 0, "accounts": accounts, "settings": {}, "zone": "Europe/Berlin", "state": str(state)}


def rest(daemon: Daemon) -> None:
    """Until nothing goes on."""
    until = time.monotonic() + 20
    while daemon.progress and time.monotonic() < until:
        time.sleep(0.005)
    assert not daemon.progress


def at(daemon: Daemon, name: str) -> datetime:
    """When the account is to be looked at next."""
    when = daemon.scheduler.get_job(name).next_run_time
    assert isinstance(when, datetime)
    return when


def clock_was_set(daemon: Daemon, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as now:
        now.setattr(daemon.alarm, "heard", lambda: "set")
        assert daemon.heed() is None


def test_every_account_is_looked_at_at_once_and_then_once_an_interval(
    start: Callable[..., Daemon], workers: Scripted
) -> None:
    daemon = start("home", "work")
    workers.wait_for("home", "work")
    rest(daemon)
    for name in ("home", "work"):
        assert timedelta(minutes=13) < at(daemon, name) - datetime.now(UTC) < timedelta(minutes=17)


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_that_was_set_by_a_year_silences_nobody(
    start: Callable[..., Daemon], workers: Scripted, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    daemon = start("home")
    workers.wait_for("home")
    rest(daemon)
    with daemon.scheduler._jobstores_lock:
        # what the scheduler has planned is a year off after the clock was set
        daemon.scheduler.get_job("home")._modify(next_run_time=datetime.now(UTC) + timedelta(days=365 * years))
    daemon.watches["home"].whole = datetime.now(UTC) + timedelta(days=365 * years)
    clock_was_set(daemon, monkeypatch)
    workers.wait_for("home")
    rest(daemon)
    assert at(daemon, "home") - datetime.now(UTC) < timedelta(minutes=17)


def test_a_look_that_was_slept_through_is_made_once(start: Callable[..., Daemon], workers: Scripted) -> None:
    daemon = start("home")
    workers.wait_for("home")
    rest(daemon)
    daemon.watches["home"].forget()
    daemon.scheduler.modify_job("home", next_run_time=datetime.now(UTC) - timedelta(days=100))
    workers.wait_for("home")
    rest(daemon)
    assert workers.looked == []
    assert at(daemon, "home") > datetime.now(UTC)


def test_the_alarm_wakes_the_scheduler(
    start: Callable[..., Daemon], workers: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = start("home")
    workers.wait_for("home")
    woken: list[bool] = []
    monkeypatch.setattr(daemon.scheduler, "wakeup", lambda: woken.append(True))
    monkeypatch.setattr(daemon.alarm, "heard", lambda: "due")
    assert daemon.heed() is None
    assert woken == [True]


def test_a_server_that_wants_to_be_left_alone_is_left_alone_also_after_suspend(
    start: Callable[..., Daemon], workers: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers.come = lambda name: BUSY_SERVER if name == "home" else WELL
    daemon = start("home", "work")
    workers.wait_for("home", "work")
    rest(daemon)
    daemon.watches["work"].forget()
    clock_was_set(daemon, monkeypatch)
    workers.wait_for("work")
    assert at(daemon, "home") - datetime.now(UTC) > timedelta(minutes=9)
    daemon.look_at_once(asked=True)  # by a person
    workers.wait_for("home")


def test_trouble_is_looked_at_again_earlier_than_the_interval_and_recovers_by_itself(
    start: Callable[..., Daemon], workers: Scripted
) -> None:
    workers.come = lambda _name: {"state": "trouble", "detail": "gone"}
    daemon = start("home")
    workers.wait_for("home")
    rest(daemon)
    assert timedelta(seconds=20) < at(daemon, "home") - datetime.now(UTC) <= timedelta(seconds=33)
    assert "home: trouble, trying again: gone" in daemon._status()
    workers.come = lambda _name: WELL
    daemon.look_at_once()
    workers.wait_for("home")
    rest(daemon)
    assert at(daemon, "home") - datetime.now(UTC) > timedelta(minutes=13)
    assert daemon._status().startswith("1 application, last pass ")


def test_a_slow_account_and_a_broken_one_do_not_hold_up_the_others(
    start: Callable[..., Daemon], workers: Scripted
) -> None:
    answered = threading.Event()

    def come(name: str) -> Mapping[str, Any]:
        if name == "broken":
            raise ValueError("a mistake of ours")
        if name.startswith("slow"):
            answered.wait(20)
        return WELL

    workers.come = come
    slow = [f"slow{number}" for number in range(8)]
    daemon = start(*slow, "broken", "home")
    workers.wait_for(*slow, "broken", "home")
    until = time.monotonic() + 20
    while len(daemon.progress) > 8 and time.monotonic() < until:
        time.sleep(0.005)
    assert sorted(daemon.progress) == slow
    assert "broken: trouble, trying again: unexpected ValueError: a mistake of ours; this is a bug" in daemon._status()
    assert daemon.watches["home"].pace.state == "ok"
    answered.set()
    rest(daemon)


def test_what_asks_for_a_look_in_the_middle_of_one_gets_it_afterwards(
    start: Callable[..., Daemon], workers: Scripted, tmp_path: Path
) -> None:
    answered = threading.Event()

    def come(_name: str) -> Mapping[str, Any]:
        answered.wait(20)
        return WELL

    workers.come = come
    daemon = start("home")
    workers.wait_for("home")
    daemon._adopt(found(tmp_path, "home"))  # as at the end of a reload
    daemon.look_at_once(asked=True)
    assert workers.looked == []
    answered.set()
    workers.wait_for("home")
    rest(daemon)
    assert workers.looked == []


def test_accounts_come_and_go_with_a_reload(start: Callable[..., Daemon], workers: Scripted, tmp_path: Path) -> None:
    daemon = start("home", "work")
    workers.wait_for("home", "work")
    rest(daemon)
    daemon._adopt(found(tmp_path, "work", "other", seconds=7200))
    workers.wait_for("work", "other")
    rest(daemon)
    assert sorted(daemon.watches) == ["other", "work"]
    assert sorted(job.id for job in daemon.scheduler.get_jobs()) == ["other", "work"]
    assert at(daemon, "work") - datetime.now(UTC) > timedelta(hours=1)


def test_what_hangs_is_no_progress_and_what_is_slow_is(start: Callable[..., Daemon], workers: Scripted) -> None:
    daemon = start("home", "work")
    workers.wait_for("home", "work")
    rest(daemon)
    assert daemon.gets_on()
    now = time.monotonic()
    daemon.progress = {"home": now - 200, "work": now}
    assert daemon.gets_on()
    daemon.progress = {"home": now - 300, "work": now}  # another's progress does not hide it
    assert not daemon.gets_on()
    daemon.progress = {}
    assert daemon.gets_on()


def test_a_scheduler_that_does_not_begin_what_is_due_is_no_progress(
    start: Callable[..., Daemon], workers: Scripted
) -> None:
    daemon = start("home")
    workers.wait_for("home")
    rest(daemon)
    daemon.scheduler.pause()
    daemon.scheduler.modify_job("home", next_run_time=datetime.now(UTC) - timedelta(minutes=10))
    assert not daemon.gets_on()


def test_only_one_daemon_is_at_work_on_the_same_ledgers(
    start: Callable[..., Daemon], workers: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start("home")
    second = Daemon(None, Manager({}), workers)
    assert second._adopt(found(tmp_path, "home")) == 75
    assert "another daemon is at work; stop one of them" in capsys.readouterr().err
