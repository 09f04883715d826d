"""`afterview setup` without a terminal: everything by options, and one line for what is wrong."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterview.cli import parser
from tests.cli.conftest import Run
from tests.cli.making import coming
from tests.servers import TestServer, radicale

WHO = ["--me", "alex.doe@example.org", "--timezone", "Europe/Berlin", "--holidays", "DE-BE", "--yes"]


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with radicale(tmp_path_factory.mktemp("own")) as server:
        server.new_calendar("jobs")
        server.new_calendar("personal")
        server.put("/alice/jobs/a.ics", coming())
        yield server


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.cli.ring.Ring")
    monkeypatch.setattr("afterview.setup.guesses.own_name", lambda _email: None)


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def config(home: Path) -> Path:
    return home / "config/afterview/config.toml"


def account(home: Path) -> dict[str, object]:
    (one,) = tomllib.loads(config(home).read_text())["account"]
    found: dict[str, object] = one
    return found


def stored(home: Path) -> list[str]:
    file = home / "ring.json"
    return list(json.loads(file.read_text()).values()) if file.exists() else []


def test_a_password_from_a_pipe(home: Path, own: TestServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"secret\n")
    done = run("setup", "--account", "work", "--address", own.url, "--username", "alice", "--password-stdin",
               "--calendar", "alice/jobs", "--reminders", "alice/personal", *WHO)  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert account(home) == {
        "name": "work",
        "url": own.url,
        "username": "alice",
        "calendars": ["alice/jobs"],
        "reminders": "alice/personal",
    }
    assert stored(home) == ["secret"]
    assert "Thank Jane Roe" in done.out
    assert run("sync").code == 0


def test_a_password_command(home: Path, own: TestServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    done = run("setup", "--address", own.url, "--username", "alice", "--password-command", "printf 'secret'",
               "--new-calendar", "After", *WHO)  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert account(home) == {
        "name": "home",
        "url": own.url,
        "username": "alice",
        "reminders": "After",
        "password_command": ["printf", "secret"],
    }
    assert own.ask("PROPFIND", "/alice/after/", Depth="0")[0] == 207
    # once more: nothing is made twice
    again = run("setup", "--address", own.url, "--username", "alice", "--password-command", "printf 'secret'",
                "--account", "home", "--new-calendar", "After", "--yes")  # fmt: skip
    assert (again.code, again.out) == (0, "Nothing to change.\n")


def test_a_folder_needs_no_login(home: Path, run: Run) -> None:
    (home / "cal").mkdir()
    (home / "cal/a.ics").write_bytes(coming())
    (home / "out").mkdir()
    done = run("setup", "--address", "cal", "--reminders", "out", *WHO)
    assert (done.code, done.err) == (0, "")
    assert account(home) == {"name": "cal", "folder": "~/cal", "reminders": "~/out"}
    assert run("sync").code == 0
    assert len(list((home / "out").glob("*.ics"))) == 5

    back = run("setup", "--reminders", "", "--policy", "touchpoint", "--yes")
    assert (back.code, account(home)) == (0, {"name": "cal", "folder": "~/cal"})
    assert tomllib.loads(config(home).read_text())["policy"] == "touchpoint"


def test_a_single_setting_is_changed_without_asking_any_server(home: Path, run: Run) -> None:
    (home / "cal").mkdir()
    assert run("setup", "--address", str(home / "cal"), *WHO).code == 0
    text = config(home).read_text()
    assert run("setup", "--timezone", "Europe/Paris", "--yes").code == 0
    assert config(home).read_text() == text.replace("Europe/Berlin", "Europe/Paris")


def test_calendars_of_an_account_are_changed_with_its_stored_password(
    home: Path, own: TestServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(monkeypatch, b"secret\n")
    assert run("setup", "--address", own.url, "--username", "alice", "--password-stdin", *WHO).code == 0
    piped(monkeypatch, b"")
    assert run("setup", "--calendar", "alice/jobs", "--reminders", "alice/personal", "--yes").code == 0
    assert (account(home)["calendars"], account(home)["reminders"]) == (["alice/jobs"], "alice/personal")
    assert run("setup", "--calendar", "", "--reminders", "", "--yes").code == 0
    assert account(home) == {"name": "home", "url": own.url, "username": "alice"}


def test_no_option_takes_a_password() -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(["setup", "--password", "secret"])
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        ([], 2, "say --address"),
        (["--address", "{folder}"], 2, "say --me"),
        (["--address", "{folder}", "--me", "a@example.org"], 2, "say --yes to write without being asked"),
        (["--address", "{folder}", "--me", "a@example.org", "--timezone", "Mars", "--yes"], 78,
         "--timezone: `timezone` is 'Mars'"),
        (["--address", "{folder}", "--me", "nobody", "--yes"], 78, "--me: `me` is 'nobody'"),
        (["--address", "{folder}", *WHO, "--new-calendar", "x"], 78, "--new-calendar: 'cal' is a folder"),
        (["--address", "{folder}", *WHO, "--policy", "mine"], 78, "there is no policy of that name"),
        (["--address", "{url}", *WHO], 2, "say --username"),
        (["--address", "{url}", "--username", "alice", *WHO], 2, "say --password-stdin or --password-command"),
        (["--address", "{url}", "--username", "alice", "--password-stdin", *WHO], 77, "no password came"),
        (["--address", "{url}", "--username", "alice", "--password-command", "false", *WHO], 77, "ended with status 1"),
        (["--address", "{url}", "--username", "alice", "--password-command", "printf '", *WHO], 78, "quotation mark"),
        (["--address", "{url}", "--username", "alice", "--password-command", "printf wr0ng", *WHO], 77, "refused"),
        (["--address", "{url}", "--username", "alice", "--password-command", "printf secret", "--calendar", "x", *WHO],
         78, "--calendar: there is no such calendar 'x'; those that fit are 'alice/jobs', 'alice/personal'"),
        (["--address", "http://127.0.0.1:9/", "--username", "alice", "--password-command", "printf secret", *WHO],
         69, "no calendars were found"),
        (["--address", "you@gmail.com", *WHO], 78, "Google lets programs in by OAuth only"),
        (["--address", "/nosuch", *WHO], 66, "there is no such folder"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_missing_is_one_line_and_writes_nothing(
    home: Path, own: TestServer, run: Run, args: list[str], code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cal").mkdir()
    piped(monkeypatch, b"")
    before = sorted(home.rglob("*"))
    done = run("setup", *(a.format(url=own.url, folder=home / "cal") for a in args))
    assert (done.code, len(done.complaints)) == (code, 1), done
    assert told in done.err
    assert "wr0ng" not in done.err
    assert sorted(home.rglob("*")) == before


def test_without_a_keyring_a_piped_password_has_nowhere_to_go(
    home: Path, own: TestServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    piped(monkeypatch, b"secret\n")
    done = run("setup", "--address", own.url, "--username", "alice", "--password-stdin", *WHO)
    assert (done.code, len(done.complaints), config(home).exists()) == (77, 1, False)
    assert "there is no keyring; name a command that prints it: --password-command" in done.err


def test_a_broken_file_is_never_replaced(home: Path, run: Run) -> None:
    config(home).parent.mkdir(parents=True)
    config(home).write_text("me = [")
    (home / "cal").mkdir()
    done = run("setup", "--address", str(home / "cal"), *WHO)
    assert (done.code, len(done.complaints), config(home).read_text()) == (78, 1, "me = [")


def test_with_several_accounts_one_has_to_be_named(home: Path, run: Run) -> None:
    for name in ("a", "b"):
        (home / name).mkdir()
        assert run("setup", "--address", str(home / name), *WHO).code == 0
    done = run("setup", "--reminders", str(home / "a"), "--yes")
    assert (done.code, done.complaints) == (78, ["--account: there are several accounts; name one of a, b"])
    unknown = run("setup", "--account", "c", "--reminders", str(home / "a"), "--yes")
    assert (unknown.code, "there is no account 'c' yet; say its --address too" in unknown.err) == (78, True)
    assert run("setup", "--account", "b", "--reminders", str(home / "a"), "--yes").code == 0
    assert [a.get("reminders") for a in tomllib.loads(config(home).read_text())["account"]] == [None, "~/a"]
