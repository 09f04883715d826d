"""A day of the daemon's: a locked keyring, an invitation, a suspended machine, an outage, a new password."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from afterview.daemon.notify import ERROR, INFO, NOTICE
from afterview.daemon.status import status_line
from tests.cli.making import GIL, ZONE, coming, names
from tests.daemon.between import UNAVAILABLE, Between
from tests.daemon.conftest import Watched
from tests.servers import TestServer


def test_a_day(
    watched: Callable[..., Watched], front: Between, calendar: str, radicale_server: TestServer, home: Path
) -> None:
    radicale_server.put(f"{calendar}a.ics", coming())
    (home / "password").write_text("secret")
    (home / "locked").touch()
    url = f"{front.url}{calendar}"
    day = watched(f'name = "home"\nurl = "{url}"\nusername = "alice"\nkeyring = "tests.daemon.ring.Ring"')

    def status() -> str:
        return status_line([day.watch], day.now, ZONE)

    # It starts before anybody has logged in.
    assert day.look() == "waiting"
    assert status().startswith("home: waiting for the keyring: ")
    assert front.asked == []

    # The user logs in: no one has to do anything.
    (home / "locked").unlink()
    assert day.look(after=day.watch.pause()) == "ok"
    assert status().startswith("1 application, next: Ask Acme before leaving ")
    assert len(names(radicale_server, calendar)) == 6
    assert [p for p, _ in day.new_lines()][-1] == NOTICE

    # Nothing happens for a while.
    day.look()
    day.new_lines()
    front.asked.clear()
    for _ in range(4):
        day.look()
    assert (front.asked, day.new_lines()) == (["REPORT"] * 4, [])

    # The lid is shut for the night; an invitation comes meanwhile, and the server is in trouble in the morning.
    radicale_server.put(
        f"{calendar}b.ics", coming(uid="2@other.example", title="Interview with Globex - Engineer", with_=GIL)
    )
    front.trouble = UNAVAILABLE
    assert day.look(after=timedelta(hours=9)) == "trouble"
    assert day.new_lines() == []
    assert status().startswith("home: trouble, trying again: ")
    assert "; 1 application, next: " in status()
    assert day.watch.pause() == timedelta(minutes=2)
    front.trouble = None
    assert day.look(after=day.watch.pause()) == "ok"
    assert day.new_lines()[0] == (INFO, "home: 2 interviews in 2 applications, 5 changes")
    assert len(names(radicale_server, calendar)) == 12

    # The password is changed on the server, and later here: it is tried once and then asked for.
    day.look()
    day.new_lines()
    (home / "password").write_text("changed")
    day.watch.forget()
    assert [day.look(), day.look()] == ["refused", "refused"]
    assert [p for p, _ in day.new_lines()] == [ERROR]
    assert status().startswith("home: password refused: ")
    (home / "password").write_text("secret")
    assert day.look() == "ok"
    assert day.new_lines()[-1] == (NOTICE, "home: all is well again")
