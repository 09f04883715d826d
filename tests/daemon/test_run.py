"""The daemon as a process: what it says, what it hears, how it ends."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from afterview import policies
from tests.cli.making import coming, names
from tests.daemon.between import SILENCE, Between
from tests.servers import TestServer
from tests.systemd.notify import ServiceManager, service_manager

DAEMON = [sys.executable, "-m", "afterview", "daemon"]
EACH_SECOND = [
    sys.executable,
    "-c",
    """
import sys
from afterview.daemon.run import run
from afterview.daemon.worker import Workers
class Impatient(Workers):
    def run(self, order, progress):
        result = super().run(order, progress)
        if "accounts" in result:
            result["accounts"] = [[name, 1.0] for name, _ in result["accounts"]]
        return result
sys.exit(run(None, workers=Impatient()))
""",
]
"""The daemon, but that it looks at every account each second."""
Configure = Callable[..., Path]


def start(manager: ServiceManager, home: Path, command: list[str] = DAEMON) -> tuple[subprocess.Popen[bytes], int]:
    """It runs and is ready: the process, and the index of that message."""
    process = manager.start(command, os.environ, home / "log")
    return process, manager.wait_for("READY")


def status(manager: ServiceManager, index: int) -> str:
    return manager.heard[index].fields["STATUS"]


def logged(home: Path) -> list[str]:
    return (home / "log").read_text().splitlines()


def reload(manager: ServiceManager, process: subprocess.Popen[bytes]) -> int:
    """SIGHUP; the index of the READY that ends it."""
    after = len(manager.heard)
    process.send_signal(signal.SIGHUP)
    return manager.wait_for("READY", after=manager.wait_for("RELOADING", after=after))


def wait_until(happened: Callable[[], object]) -> None:
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> None:
    began = time.monotonic()
    process.send_signal(number)
    assert process.wait(10) == 0
    assert time.monotonic() - began < 2


def test_it_writes_the_reminders_says_so_and_keeps_quiet(
    configure: Configure, account: str, radicale_server: TestServer, calendar: str, home: Path
) -> None:
    radicale_server.put(f"{calendar}a.ics", coming())
    configure(account)
    with service_manager() as manager:
        process, ready = start(manager, home)
        assert re.fullmatch(
            r"1 application, next: Ask Acme before leaving .+ \d\d:\d\d, last pass \d\d:\d\d", status(manager, ready)
        )
        assert len(names(radicale_server, calendar)) == 6
        first = logged(home)
        assert first[:2] == ["<6>watching home", "<6>home: 1 interview in 1 application, 5 changes"]
        assert len(first) == 7
        end(process)
    assert logged(home) == first


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_within_two_seconds_in_the_middle_of_a_request_of_a_pass(
    configure: Configure, account: str, front: Between, home: Path, number: int
) -> None:
    configure(account)
    front.trouble = SILENCE
    (home / "tmp").mkdir()
    with service_manager() as manager:
        process = manager.start(DAEMON, os.environ | {"TMPDIR": str(home / "tmp")}, home / "log")
        assert front.arrived.wait(30)
        end(process, number)
        manager.wait_for("STOPPING")
    assert logged(home) == ["<6>watching home"]
    assert list((home / "tmp").iterdir()) == []


def test_it_ends_within_two_seconds_in_the_middle_of_a_request_of_its_own(
    configure: Configure, account: str, front: Between, home: Path
) -> None:
    configure(account)
    with service_manager() as manager:
        process, _ = start(manager, home, EACH_SECOND)
        wait_until(lambda: front.asked[-2:] == ["REPORT"] * 2)
        front.trouble = SILENCE
        front.arrived.clear()
        assert front.arrived.wait(30)
        end(process)


def test_a_reload_before_it_is_ready_is_made_without_a_word(
    configure: Configure, account: str, front: Between, home: Path
) -> None:
    configure(account)
    front.trouble = SILENCE
    with service_manager() as manager:
        process = manager.start(DAEMON, os.environ, home / "log")
        assert front.arrived.wait(30)
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: "<6>read the configuration anew: watching home" in logged(home))
        assert manager.heard == []
        end(process)


def test_it_ends_while_it_still_reads_its_configuration(configure: Configure, home: Path) -> None:
    path = configure()
    path.unlink()
    os.mkfifo(path)  # nobody writes into it: it is read for ever
    with service_manager() as manager:
        process = manager.start(DAEMON, os.environ, home / "log")
        wait_until(lambda: _has_child(process.pid))
        end(process)
    assert manager.heard == []


def _has_child(number: int) -> bool:
    return any(p.read_text().strip() for p in Path(f"/proc/{number}/task").glob("*/children"))


def test_a_reload_takes_effect_and_a_wrong_one_none(
    configure: Configure, account: str, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = f'name = "laptop"\nfolder = "{tmp_path}/other"\npolicy = "mine"'
    path = configure(account)
    with service_manager() as manager:
        process, _ = start(manager, home)

        configure(account, other)  # there is no policy of that name
        wrong = reload(manager, process)
        assert "the new configuration is wrong, the old one holds" in status(manager, wrong)
        assert re.match("<3>the old configuration holds: .*there is no policy of that name", logged(home)[-1])

        (path.parent / "policies").mkdir()
        mine = path.parent / "policies" / "mine.toml"
        mine.write_text("no policy")
        assert "the old one holds" in status(manager, reload(manager, process))

        mine.write_text((policies.source(policies.DEFAULT) or "").replace("balanced", "mine"))
        right = reload(manager, process)
        assert "wrong" not in status(manager, right)
        assert "<6>read the configuration anew: watching home, laptop" in logged(home)
        wait_until(lambda: any(line.startswith("<6>laptop: ") for line in logged(home)))

        path.write_text("[[[")
        assert "the old one holds" in status(manager, reload(manager, process))
        assert process.poll() is None
        end(process)


def test_a_policy_that_is_wrong_from_the_start_ends_it_with_78(configure: Configure, account: str, home: Path) -> None:
    configure(f'{account}\npolicy = "mine"')
    with service_manager() as manager:
        process = manager.start(DAEMON, os.environ, home / "log")
        assert process.wait(30) == 78
    assert manager.heard == []
    (line,) = logged(home)
    assert re.match("<3>.*config.toml:10: .*there is no policy of that name", line)


def test_a_second_daemon_says_that_there_is_one_and_leaves(
    configure: Configure, account: str, home: Path, tmp_path: Path
) -> None:
    configure(account)
    with service_manager() as manager:
        process, _ = start(manager, home)
        second = subprocess.run(DAEMON, check=False, capture_output=True, timeout=30)
        assert (second.returncode, second.stdout) == (75, b"")
        assert second.stderr.decode() == (
            f"afterview: {tmp_path}/state/afterview/daemon.lock: afterview is already watching: another daemon is at"
            " work; stop one of them\n"
        )
        end(process)


def test_it_is_ready_although_the_first_server_is_not_there(configure: Configure, home: Path) -> None:
    login = 'username = "a"\npassword_command = ["printf", "x"]'
    configure(f'name = "home"\nurl = "http://127.0.0.1:9/"\n{login}')
    with service_manager() as manager:
        process, ready = start(manager, home)
        assert status(manager, ready).startswith("home: trouble, trying again: http://127.0.0.1:9/: ")
        assert re.match("<4>home: http://127.0.0.1:9/: ", logged(home)[-1])
        end(process)


def test_ctrl_c_at_a_terminal_ends_it_in_no_line_at_all(configure: Configure, account: str, front: Between) -> None:
    configure(account)
    front.trouble = SILENCE
    with subprocess.Popen(DAEMON, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert front.arrived.wait(30)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (0, b"afterview: watching home\n")
