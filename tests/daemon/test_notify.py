"""What the service manager and its journal are told, on a real datagram socket."""

import io
import os
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from afterview.daemon.notify import INFO, WARNING, Manager


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.settimeout(5)
        yield listening


@pytest.fixture(params=["file", "abstract"])
def manager(request: pytest.FixtureRequest, line: socket.socket, tmp_path: Path) -> Manager:
    if request.param == "abstract":
        name = f"afterview-test-{os.getpid()}-{id(line)}"
        line.bind(f"\0{name}")
        return Manager({"NOTIFY_SOCKET": f"@{name}"})
    line.bind("n")  # an address has 108 bytes, and the folder's name may have more
    if len(f"{tmp_path}/n") > 100:
        pytest.skip("the folder's name is too long for the address of a socket")
    return Manager({"NOTIFY_SOCKET": f"{tmp_path}/n"})


def heard(line: socket.socket) -> list[str]:
    return line.recv(65536).decode().split("\n")


def test_each_word_is_one_datagram(manager: Manager, line: socket.socket) -> None:
    manager.ready("1 application")
    assert heard(line) == ["READY=1", "STATUS=1 application"]
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    manager.reloading()
    word, stamp, status = heard(line)
    assert (word, status) == ("RELOADING=1", "STATUS=reading the configuration anew")
    assert before <= int(stamp.removeprefix("MONOTONIC_USEC=")) <= before + 5_000_000
    manager.alive()
    assert heard(line) == ["WATCHDOG=1"]
    manager.stopping()
    assert heard(line) == ["STOPPING=1", "STATUS=stopping"]


def test_a_status_is_said_again_only_when_it_is_another_one(manager: Manager, line: socket.socket) -> None:
    manager.ready("as it was")
    for status in ("as it was", "new", "new", "newer"):
        manager.status(status)
    assert [heard(line)[-1] for _ in range(3)] == ["STATUS=as it was", "STATUS=new", "STATUS=newer"]


def test_a_status_is_one_short_line_of_plain_text(manager: Manager, line: socket.socket) -> None:
    manager.status("Thank\nMAINPID=1 \x1b[31mJane\u202e " + "x" * 1000)
    (told,) = heard(line)
    assert told.startswith("STATUS=Thank MAINPID=1 ?[31mJane? xxx")
    assert len(told) == len("STATUS=") + 400


def test_without_a_manager_nothing_is_sent_and_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    for environ in ({}, {"NOTIFY_SOCKET": "vsock:1:2"}):
        Manager(environ).ready("1 application")
    assert capsys.readouterr().err == ""


def test_a_manager_that_has_gone_is_complained_of_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manager = Manager({"NOTIFY_SOCKET": f"{tmp_path}/gone"})
    for _ in range(3):
        manager.alive()
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert told[0].startswith("afterview: the service manager does not listen: ")


def test_lines_have_their_priority_in_the_journal_and_none_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    Manager({"NOTIFY_SOCKET": "/run/n", "JOURNAL_STREAM": "8:1"}).log(INFO, "all\n  is well")
    Manager({}).log(WARNING, "a title with \x1b]0;x\x07 in it")
    assert capsys.readouterr().err == "<6>all is well\nafterview: a title with ?]0;x? in it\n"


def test_a_shell_that_inherits_the_name_of_a_journal_gets_no_priorities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for is_journal in (True, False):
        with (tmp_path / "log").open("w+") as file:
            monkeypatch.setattr("sys.stderr", file)
            found = os.fstat(file.fileno())
            Manager({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino + (not is_journal)}"}).log(INFO, "x")
            file.seek(0)
            assert file.read() == ("<6>x\n" if is_journal else "afterview: x\n")


def test_a_log_that_nobody_reads_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stderr", closed)
    Manager({}).log(INFO, "x")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"WATCHDOG_USEC": "2000000"}, timedelta(seconds=2)),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": str(os.getpid())}, timedelta(seconds=2)),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_is_this_process_s_or_none(environ: dict[str, str], found: timedelta | None) -> None:
    assert Manager(environ).watchdog == found
