"""The template unit on a server: as a user that exists only while it runs, with the password from an encrypted
credential. Skipped, with its reason, where no systemd can be booted."""

import json
from pathlib import Path

import pytest

from tests.systemd import probe
from tests.systemd.conftest import TITLES, Home
from tests.systemd.guest import PYTHON, install, until

UNIT = "afterview@home.service"
REFUSED = {"the session bus", "write units", "read the configuration", "keep state", "keep a cache", "keep a database"}
"""What the probe tries in a home, which there is none of."""


@pytest.fixture(scope="module")
def server_home(home: Home) -> Home:
    """The program in /opt, the unit and the configuration in /etc, and no password anywhere yet."""
    guest = home.guest
    install(guest, "/opt/afterview")
    guest.out("ln", "-s", "/opt/afterview/bin/afterview", "/usr/local/bin/afterview")
    guest.out("mkdir", "-p", "/etc/afterview/home", "/etc/credstore.encrypted")
    guest.out("cp", "/srv/source/afterview/systemd/afterview@.service", "/etc/systemd/system/")
    guest.out("cp", "/home/alex/.config/afterview/config.toml", "/etc/afterview/home/")
    if PYTHON.is_relative_to("/root") or PYTHON.is_relative_to("/home"):
        extend(home, "python", "ProtectHome=read-only")  # the tests' own Python is of somebody's home
    guest.out("systemctl", "daemon-reload")
    return home


def extend(home: Home, name: str, line: str) -> None:
    """A drop-in of the tests' own."""
    folder = home.guest.root / f"run/systemd/system/{UNIT}.d"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.conf").write_text(f"[Service]\n{line}\n")
    home.guest.out("systemctl", "daemon-reload")


def shown(home: Home, name: str) -> str:
    return home.guest.out("systemctl", "show", f"--property={name}", "--value", UNIT)


def test_without_a_credential_it_says_what_is_missing(server_home: Home) -> None:
    server_home.guest.out("systemctl", "start", UNIT)
    assert shown(server_home, "ActiveState") == "active"
    assert "no password" in shown(server_home, "StatusText")
    server_home.guest.out("systemctl", "stop", UNIT)


def test_with_a_credential_it_writes_the_reminders_as_nobody_in_particular(server_home: Home) -> None:
    guest = server_home.guest
    target = "/etc/credstore.encrypted/afterview.home"
    done = guest.run(
        "systemd-creds", "encrypt", "--with-key=host", "--name=afterview.home", "-", target, typed="secret"
    )
    assert done.returncode == 0, done.stderr
    before = server_home.calendar
    assert before
    guest.out("systemctl", "start", UNIT)
    until(lambda: server_home.reminders() == TITLES, what="the reminders")
    until(lambda: shown(server_home, "StatusText").startswith("1 application"), what="the status")
    status = (guest.root / "proc" / shown(server_home, "MainPID") / "status").read_text()
    uid = int(next(line.split()[1] for line in status.splitlines() if line.startswith("Uid:")))
    assert 61184 <= uid <= 65519  # those of DynamicUser
    state = guest.root / "var/lib/private/afterview/home"
    assert [p.name for p in state.rglob("ledger.sqlite3")] == ["ledger.sqlite3"]
    guest.out("systemctl", "stop", UNIT)
    assert shown(server_home, "Result") == "success"


def test_its_sandbox_is_in_force(server_home: Home) -> None:
    guest = server_home.guest
    (guest.root / "opt/probe.py").write_text(Path(probe.__file__).read_text())
    start = "ExecStartPre=/opt/afterview/bin/python /opt/probe.py ${STATE_DIRECTORY}/probe.json"
    extend(server_home, "probe", start)
    guest.out("systemctl", "start", UNIT)
    guest.out("systemctl", "stop", UNIT)
    found = json.loads((guest.root / "var/lib/private/afterview/home/probe.json").read_text())
    wanted = dict.fromkeys(probe.WANTED, True) | dict.fromkeys(probe.REFUSED, False) | dict.fromkeys(REFUSED, False)
    assert found["allowed"] == wanted | {"write home": True}  # its state is all the home it has
    assert [found[name] for name in ("NoNewPrivs", "Seccomp", "CapEff", "CapBnd")] == ["1", "2", "0" * 16, "0" * 16]
