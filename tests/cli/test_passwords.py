"""`login` and `logout`: on a pipe and at a terminal, with a keyring named by its class path."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.making import coming, in_folder
from tests.servers import TestServer

Configure = Callable[..., Path]
RING = "tests.cli.ring.Ring"


@pytest.fixture
def account(server: TestServer, calendar: str, configure: Configure, monkeypatch: pytest.MonkeyPatch) -> str:
    """An account whose password is in a keyring of its own; the key of its entry."""
    server.put(f"{calendar}a.ics", coming())
    url = server.url.rstrip("/")
    configure(f'name = "home"\nurl = "{url}{calendar}"\nusername = "alice"\nkeyring = "{RING}"')
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    return f"afterview/home (alice at {url})"


def stored(home: Path) -> dict[str, str]:
    file = home / "ring.json"
    found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    return found


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_password_from_a_pipe_is_tried_and_kept(
    home: Path, account: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(monkeypatch, b"secret\nnot this\n")
    done = run("login", "home")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("home: logged in; the password is kept in ")
    assert stored(home) == {account: "secret"}
    assert run("sync").code == 0

    assert run("logout", "home").out == "home: its password is no longer in the keyring\n"
    assert stored(home) == {}
    again = run("logout", "home")
    assert (again.code, again.out) == (0, "home: there was no password in the keyring\n")
    refused = run("sync")
    assert (refused.code, "run `afterview login home`" in refused.err) == (77, True)


def test_a_password_typed_at_a_terminal_is_not_shown(home: Path, account: str, terminal: Run) -> None:
    done = terminal("login", "home", prompt=f"Password of {account[16:-1].replace(' at', ' for')}: ", typed="secret\n")
    assert (done.code, "secret" in done.out) == (0, False)
    assert stored(home) == {account: "secret"}


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("typed", ["\n", "\x04"])
def test_nothing_typed_is_no_password(home: Path, terminal: Run, typed: str) -> None:
    done = terminal("login", "home", prompt="Password of alice", typed=typed)
    assert (done.code, stored(home)) == (77, {})
    assert "afterview: home: no password was given; type it" in done.out


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(("data", "told"), [(b"", "no password was given"), (b"\xff\xfe\n", "is not UTF-8 text")])
def test_a_pipe_without_a_password_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes, told: str
) -> None:
    piped(monkeypatch, data)
    done = run("login", "home")
    assert (done.code, len(done.complaints), told in done.err, stored(home)) == (77, 1, True, {})


@pytest.mark.usefixtures("account")
def test_a_wrong_password_is_not_kept(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"wr0ng\n")
    done = run("login", "home")
    assert (done.code, len(done.complaints), stored(home)) == (77, 1, {})
    assert "wr0ng" not in done.out + done.err


def test_a_password_is_not_kept_for_a_server_that_does_not_answer(
    home: Path, configure: Configure, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(f'name = "home"\nurl = "http://127.0.0.1:9/"\nusername = "alice"\nkeyring = "{RING}"')
    piped(monkeypatch, b"secret\n")
    done = run("login", "home")
    assert (done.code, len(done.complaints), stored(home)) == (69, 1, {})


def test_without_a_keyring_it_says_what_to_do_instead(
    server: TestServer, configure: Configure, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(f'name = "home"\nurl = "{server.url}"\nusername = "alice"')
    piped(monkeypatch, b"secret\n")
    done = run("login", "home")
    assert (done.code, len(done.complaints)) == (77, 1)
    assert "there is no keyring" in done.err
    assert "secret" not in done.err


def test_a_folder_and_a_server_without_a_user_need_no_password(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"), 'name = "open"\nurl = "http://127.0.0.1:9/"')
    for command in ("login", "logout"):
        assert (run(command, "laptop").code, run(command, "open").code) == (78, 78)
    assert "has no user name to log in with" in run("login", "open").complaints[0]
