"""`afterview setup` at a terminal of the user's, from the first question to the running service: the keyring, the
user manager and the calendar server are real. Skipped, with its reason, where no systemd can be booted."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator

import pytest

from tests.cli.terminal import conversation
from tests.servers import radicale
from tests.stories.life import ME
from tests.systemd.conftest import TITLES, Home
from tests.systemd.guest import PROGRAM, until

OWN = [".config/afterview", ".local/state/afterview", ".cache/afterview"]
UNIT = "/home/alex/.config/systemd/user/afterview.service"


@pytest.fixture
def newcomer(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The user before the first setup, with calendars on a server that no keyring knows yet."""
    guest = home.guest
    guest.afterview("service", "uninstall")
    for path in OWN:
        guest.user("sh", "-c", 'test ! -e "$1" || mv "$1" "$1.aside"', "sh", path)
    running = radicale(tmp_path_factory.mktemp("newcomer"))
    try:
        server = guest.network(running.__enter__)
        there = Home(guest=guest, server=server, calendar=guest.network(lambda: server.new_calendar("jobs")))
        guest.network(lambda: server.new_calendar("personal"))
        there.invite()
        yield there
    finally:
        guest.afterview("service", "uninstall")
        for path in OWN:
            guest.user("sh", "-c", 'rm -rf "$1"; test ! -e "$1.aside" || mv "$1.aside" "$1"', "sh", path)
        running.__exit__(None, None, None)


def in_keyring(home: Home) -> str:
    """The password for the server that the keyring gives to a program other than afterview; empty: none."""
    key = f"home (alice at {home.server.url.rstrip('/')})"
    return home.guest.user(f"{PROGRAM}/bin/python", "-m", "keyring", "get", "afterview", key).stdout.strip()


def test_setup_leads_from_the_first_question_to_the_running_service(newcomer: Home) -> None:
    guest, server = newcomer.guest, newcomer.server
    assert in_keyring(newcomer) == ""
    turns = [
        ("Calendar: ", f"{server.url}\n"),
        ("User name there: ", "alice\n"),
        ("Password (it is not shown): ", f"{server.password}\n"),
        ("such as 1,2 [all]: ", "1\n"),
        ("Where [1]: ", "4\n"),
        ("All addresses that you are invited under: ", f"{ME}\n"),
        ("Your name, for the drafts", "Alex Doe\n"),
        ("Your time zone [Europe/Berlin]: ", "\n"),
        ("(US, DE-BE, none) [DE]: ", "de-be\n"),
        ("Policy [1]: ", "\n"),
        ("Write this? [Y/n] ", "y\n"),
        ("Let it run in the background, as a service? [Y/n] ", "y\n"),
    ]
    words = guest.entered(*guest.as_user("TERM=dumb", f"{PROGRAM}/bin/afterview", "setup"))
    code, shown = conversation(words, turns, width=80, env=os.environ, limit=180)
    assert code == 0, shown
    assert server.password not in shown

    data = tomllib.loads(guest.home(".config/afterview/config.toml").read_text())
    (account,) = data["account"]
    assert account == {
        "name": "home",
        "url": server.url,
        "username": "alice",
        "calendars": ["alice/jobs"],
        "reminders": "Follow-ups",
    }
    assert (data["me"], data["name"], data["holidays"]) == ([ME], "Alex Doe", "DE-BE")
    assert in_keyring(newcomer) == server.password
    told = shown.splitlines()
    assert f"Wrote {UNIT}" in told, shown
    assert [line for line in told if line.startswith("afterview.service: active since ")]
    assert guest.user("systemctl", "--user", "is-active", "afterview.service").stdout == "active\n"
    follow_ups = Home(guest=guest, server=server, calendar="/alice/follow-ups/")
    until(lambda: follow_ups.reminders() == TITLES, what="the reminders on the server")
    assert newcomer.reminders() == []

    done = guest.afterview("service", "uninstall")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Removed {UNIT}" in done.stdout.splitlines()
    assert guest.user("systemctl", "--user", "is-active", "afterview.service").stdout == "inactive\n"
