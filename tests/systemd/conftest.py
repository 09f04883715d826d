"""One guest for all tests that need one: with a keyring, a calendar server, and afterview set up by its user."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.servers import TestServer, radicale
from tests.stories.life import interview
from tests.systemd.guest import CannotBoot, Guest, booted, until

TITLES = [
    "Ask Acme before leaving",
    "Check in: Jane Roe (Acme)",
    "Move on (Acme)",
    "Thank Jane Roe (Acme)",
    "Write to Jane Roe a last time (Acme)",
]
"""The reminders of the interview that the calendar holds."""
KEYRING = "printf keyring-password | exec gnome-keyring-daemon --replace --unlock --foreground --components=secrets"


_guests: list[Guest] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a test that failed stands what the guest has logged last."""
    report = yield
    if report.failed and _guests and "home" in getattr(item, "fixturenames", ()):
        report.sections.append(("the guest's journal", "\n".join(_guests[-1].journal("--lines=40", "--output=short"))))
    return report


@pytest.fixture(scope="session")
def machine() -> Iterator[Guest]:
    """A guest with a user whose manager runs. Skips where this machine cannot boot one."""
    try:
        with booted() as guest:
            _guests.append(guest)
            yield guest
            _guests.pop()
    except CannotBoot as reason:
        pytest.skip(f"no systemd can be booted here: {reason}")


@dataclass(frozen=True, kw_only=True)
class Home:
    """The user's part of the guest: the calendar on the server, and the service."""

    guest: Guest
    server: TestServer
    calendar: str

    def configure(self, *, account: str = "", top: str = "") -> None:
        """Write config.toml, with one account on the server."""
        url = self.server.url.rstrip("/") + self.calendar
        self.guest.write(
            ".config/afterview/config.toml",
            'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n'
            f'{top}\n[[account]]\nname = "home"\nurl = "{url}"\nusername = "{self.server.user}"\n{account}\n',
        )

    def extend(self, text: str) -> None:
        """Write a drop-in of the tests' own; it holds from the next start on."""
        self.guest.write(".config/systemd/user/afterview.service.d/test.conf", f"[Service]\n{text}\n")
        self.systemctl("daemon-reload")

    def systemctl(self, *words: str) -> int:
        """The exit code of `systemctl --user`."""
        return self.guest.user("systemctl", "--user", *words).returncode

    def is_(self, state: str) -> bool:
        """Whether the service is in that state now."""
        return self.guest.property("ActiveState") == state

    def invite(self, **more: str) -> None:
        """Somebody puts an interview into the calendar, for 14:00 in three days."""
        day = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(days=3)
        data = interview(day.replace(hour=14, minute=0, second=0, microsecond=0), **more)  # type: ignore[arg-type]
        path = f"{self.calendar}{more.get('uid', 'interview')}.ics"
        self.guest.network(lambda: self.server.put(path, data))

    def reminders(self) -> list[str]:
        """The titles of what afterview has written into the calendar."""
        _, _, body = self.guest.network(lambda: self.server.ask("GET", self.calendar))
        events = body.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
        lines = [line for event in events if "UID:afterview-" in event for line in event.splitlines()]
        return sorted(line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:"))


@pytest.fixture(scope="session")
def server(machine: Guest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """Radicale in this process, on the guest's loopback."""
    running = radicale(tmp_path_factory.mktemp("guest-radicale"))
    try:
        yield machine.network(running.__enter__)
    finally:
        running.__exit__(None, None, None)


def unlock(machine: Guest) -> None:
    """Start gnome-keyring anew, unlocked, in the place of whatever has the name on the bus."""
    machine.user("systemctl", "--user", "stop", "keyring.service")
    words = ["systemd-run", "--user", "--unit=keyring", "--collect", "sh", "-c", KEYRING]
    assert machine.user(*words).returncode == 0

    def has_name() -> bool:
        main = machine.property("MainPID", "keyring.service")
        told = machine.user("busctl", "--user", "status", "org.freedesktop.secrets").stdout
        return main != "0" and f"PID={main}\n" in told

    until(has_name, what="gnome-keyring on the bus")


@pytest.fixture(scope="session")
def home(machine: Guest, server: TestServer) -> Home:
    """The account is configured, its password is in the unlocked keyring, the calendar has an interview in it."""
    unlock(machine)
    calendar = machine.network(lambda: server.new_calendar("job-hunt"))
    there = Home(guest=machine, server=server, calendar=calendar)
    there.configure()
    there.invite()
    machine.user("mkdir", ".ssh")
    done = machine.afterview("login", "home", typed="secret\n")
    assert done.returncode == 0, done.stderr
    assert "the password is kept in SecretService Keyring" in done.stdout
    return there


@pytest.fixture
def installed(home: Home) -> Iterator[Home]:
    """The service is installed and active; what a test changed is put back."""
    home.configure()
    home.extend("RestartSec=100ms")
    done = home.guest.afterview("service", "install")
    assert (done.returncode, done.stderr) == (0, "")
    yield home
    home.configure()
    home.systemctl("stop", "afterview.service")
    home.extend("")
