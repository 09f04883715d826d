"""`afterview setup`: from the first question to the written file, changes of one thing, and what goes wrong.

The answers are given in this process, question by question; test_setup_terminal.py plays it at a real terminal.
"""

from __future__ import annotations

import argparse
import builtins
import getpass
import json
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest

from afterview import secrets, service
from afterview.cli import setup
from afterview.cli.setup_questions import Questions
from afterview.errors import ConfigError, LocalFailure, Unreachable
from afterview.setup import server
from afterview.setup.providers import PROVIDERS
from afterview.store.discovery import ServiceRecord
from tests.cli.conftest import Ran, Run
from tests.cli.making import coming
from tests.servers import TestServer, radicale

RING = "tests.cli.ring.Ring"
Answer: TypeAlias = tuple[str, "str | type[BaseException]"]
Play: TypeAlias = Callable[..., Ran]


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """A server with two calendars, one of which has an interview in it."""
    with radicale(tmp_path_factory.mktemp("own")) as server:
        server.new_calendar("jobs")
        server.new_calendar("personal")
        server.put("/alice/jobs/a.ics", coming())
        yield server


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring, no systemd, no name of whoever runs the tests."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", RING)

    def no_systemd() -> None:
        raise LocalFailure("systemd", "is not there")

    monkeypatch.setattr(service, "reach", no_systemd)
    monkeypatch.setattr("afterview.setup.guesses.own_name", lambda _email: None)


@pytest.fixture
def play(run: Run, monkeypatch: pytest.MonkeyPatch) -> Play:
    """`play([(part of the question, answer), ...], *args)`: at a terminal, each question in this order."""

    def play(answers: Sequence[Answer], *args: str) -> Ran:
        left = list(answers)

        def reply(prompt: str) -> str:
            if not left:
                pytest.fail(f"asked too much: {prompt}")
            expected, answer = left.pop(0)
            assert expected in prompt, f"{prompt!r} instead of {expected!r}"
            if not isinstance(answer, str):
                raise answer
            return answer

        monkeypatch.setattr(builtins, "input", reply)
        monkeypatch.setattr(getpass, "getpass", reply)
        monkeypatch.setattr(setup, "_at_terminal", lambda: True)
        done = run("setup", *args)
        assert left == [], done
        return done

    return play


def first(server: TestServer, **other: str) -> list[Answer]:
    """The answers of a first run; those named differently from Enter."""
    answers = {
        "Calendar": server.url,
        "User name there": "alice",
        "Password": "secret",
        "Which may have your interviews": "",
        "Where": "",
        "All addresses": "alex.doe@example.org",
        "Your name": "Alex Doe",
        "Your time zone": "",
        "Holidays": "DE-BE",
        "Policy": "",
        "Write this?": "",
    }
    return list((answers | {key.replace("_", " "): value for key, value in other.items()}).items())


def config(home: Path) -> Path:
    return home / "config/afterview/config.toml"


def stored(home: Path) -> dict[str, str]:
    file = home / "ring.json"
    found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    return found


def everything(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() if p.is_file() else b"" for p in home.rglob("*")}


def calendars(server: TestServer) -> list[str]:
    _, _, body = server.ask("PROPFIND", "/alice/", Depth="1")
    return [name for name in ("follow-ups", "jobs", "personal") if f"/alice/{name}/" in body.decode()]


# --- the first run ---------------------------------------------------------------------------------------------------


def test_a_first_run_asks_shows_and_writes(home: Path, own: TestServer, play: Play, run: Run) -> None:
    done = play(first(own, Which_may_have_your_interviews="1", Where="4"))
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if "Thank Jane Roe" in line]
    text = config(home).read_text()
    assert text.startswith("# Written by `afterview setup`")
    assert text.partition("\n\n")[0].count("\n#") == 1
    assert tomllib.loads(text) == {
        "me": ["alex.doe@example.org"],
        "name": "Alex Doe",
        "timezone": "Europe/Berlin",
        "holidays": "DE-BE",
        "policy": "balanced",
        "account": [
            {
                "name": "home",
                "url": own.url,
                "username": "alice",
                "calendars": ["alice/jobs"],
                "reminders": "Follow-ups",
            }
        ],
    }
    assert list(stored(home).values()) == ["secret"]
    assert "secret" not in text + done.out
    assert calendars(own) == ["follow-ups", "jobs", "personal"]
    assert not (home / "state").exists()
    synced = run("sync")
    assert (synced.code, "5 changes" in synced.out) == (0, True)
    assert own.ask("PROPFIND", "/alice/follow-ups/", Depth="1")[2].decode().count(".ics</") == 5


@pytest.mark.parametrize("how", [KeyboardInterrupt, EOFError])
@pytest.mark.parametrize("at", range(11))
def test_stopping_at_any_question_leaves_nothing(
    home: Path, own: TestServer, play: Play, at: int, how: type[BaseException]
) -> None:
    answers = first(own, Where="4")
    before = everything(home)
    done = play([*answers[:at], (answers[at][0], how)])
    assert (done.code, done.complaints) == (130, ["stopped: nothing was written"])
    assert everything(home) == before
    assert calendars(own) == ["jobs", "personal"]


def test_saying_no_writes_nothing(home: Path, own: TestServer, play: Play) -> None:
    before = everything(home)
    done = play(first(own, Where="4", **{"Write this?": "n"}))
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing was written.")
    assert (everything(home), calendars(own)) == (before, ["jobs", "personal"])


def test_wrong_answers_are_told_and_asked_again(home: Path, own: TestServer, play: Play) -> None:
    answers = first(own)
    wrong: dict[str, list[str]] = {
        "Calendar": ["you@gmail.com", "no such place", "http://127.0.0.1:9/", "http://dav.example.org/", "/nosuch"],
        "Which may have your interviews": ["3", "0", "one"],
        "Where": ["1,2", "9"],
        "All addresses": ["", "alex"],
        "Your time zone": ["Berlin"],
        "Holidays": ["DE-XX"],
        "Policy": ["7"],
        "Write this?": ["perhaps"],
    }
    done = play([one for answer in answers for one in [*((answer[0], w) for w in wrong.get(answer[0], [])), answer]])
    assert (done.code, done.err) == (0, "")
    for part in (
        "Google lets programs in by OAuth only, which afterview does not know yet; what works: let vdirsyncer",
        "that is no address; write an email address",
        "no calendars were found",
        "http would send the password unencrypted; use https://dav.example.org",
        "there is no such folder",
        "there is no such number: choose from 1 to 2",
        "choose one",
        "'alex'; write an address such as",
        "did you mean 'Europe/Berlin'?",
        "DE has no region 'XX'",
    ):
        assert part in done.out
    assert tomllib.loads(config(home).read_text())["timezone"] == "Europe/Berlin"


def test_a_wrong_password_is_asked_for_again_and_not_kept(home: Path, own: TestServer, play: Play) -> None:
    answers = first(own)
    again: list[Answer] = [("Password", "wr0ng"), ("User name there [alice]", "alice")]
    done = play([*answers[:2], *again, *answers[2:]])
    assert (done.code, list(stored(home).values())) == (0, ["secret"])
    assert "The server does not take this user name and password." in done.out
    assert "wr0ng" not in done.out


def test_three_wrong_passwords_end_it(home: Path, own: TestServer, play: Play) -> None:
    before = everything(home)
    again: list[Answer] = [("Password", "wr0ng"), ("User name there [alice]", "")]
    done = play([*first(own)[:2], *again, *again, ("Password", "wr0ng")])
    assert (done.code, len(done.complaints), everything(home)) == (77, 1, before)
    assert "many providers want an app password" in done.err
    assert "wr0ng" not in done.out + done.err


def test_a_user_without_calendars_is_told_what_to_do(
    home: Path, tmp_path_factory: pytest.TempPathFactory, play: Play
) -> None:
    before = everything(home)
    with radicale(tmp_path_factory.mktemp("empty")) as empty:
        done = play(first(empty)[:3])
    assert (done.code, len(done.complaints), everything(home)) == (78, 1, before)
    assert "no calendar that holds events; create one in a calendar app" in done.err


def test_with_one_calendar_there_is_nothing_to_choose(tmp_path_factory: pytest.TempPathFactory, play: Play) -> None:
    with radicale(tmp_path_factory.mktemp("one")) as one:
        one.new_calendar("mine")
        answers = [a for a in first(one) if not a[0].startswith("Which")]
        done = play(answers)
    assert (done.code, "One calendar holds events: alice/mine" in done.out) == (0, True)
    assert "No interview was recognised." in done.out


def test_what_is_given_by_an_option_is_not_asked(home: Path, own: TestServer, play: Play) -> None:
    answers = [a for a in first(own) if a[0] not in ("Calendar", "User name there", "Your name", "Policy", "Where")]
    given = ["--address", own.url, "--username", "alice", "--name", "A. Doe", "--policy", "touchpoint"]
    done = play(answers, *given, "--account", "work", "--new-calendar", "After")
    assert (done.code, done.err) == (0, "")
    data = tomllib.loads(config(home).read_text())
    assert (data["name"], data["policy"]) == ("A. Doe", "touchpoint")
    assert data["account"] == [{"name": "work", "url": own.url, "username": "alice", "reminders": "After"}]


def test_a_provider_says_which_password_it_takes_and_needs_no_user_name(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fastmail,) = [p for p in PROVIDERS if p.name == "Fastmail"]
    here = replace(fastmail, url=own.url)
    monkeypatch.setattr("afterview.setup.place.provider_of", lambda _place: here)
    told = play([("Calendar", "alice@fastmail.com"), ("Password", KeyboardInterrupt)])
    assert "Fastmail takes app passwords only: Settings > Privacy & Security" in told.out
    short = replace(here, username="Short names only.", hint="")
    monkeypatch.setattr("afterview.setup.place.provider_of", lambda _place: short)
    answers = [("Calendar", "alice@fastmail.com"), *first(own, All_addresses="")[1:]]
    done = play([(q, a) if q != "All addresses" else (q, "alice@fastmail.com") for q, a in answers])
    assert (done.code, "Short names only." in done.out) == (0, True)
    data = tomllib.loads(config(home).read_text())
    assert data["account"] == [{"name": "fastmail", "url": own.url, "username": "alice"}]


def test_a_server_that_stops_answering_is_tried_again(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = server.connect
    left = [Unreachable("dav", "the server cannot now (503)")] * 2

    def moody(address: str, username: str, password: str) -> server.Account:
        if left:
            raise left.pop()
        return connect(address, username, password)

    monkeypatch.setattr(server, "connect", moody)
    answers = first(own)
    again: list[Answer] = [("Password", "secret"), ("Try again?", "")]
    assert play([*answers[:2], *again, *again, *answers[2:]]).code == 0
    config(home).unlink()
    left = [Unreachable("dav", "the server cannot now (503)")]
    assert play([*answers[:3], ("Try again?", "n")]).code == 130
    assert not config(home).exists()


def test_a_service_record_to_another_domain_is_followed_only_if_the_person_agrees(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def look_up(domain: str) -> ServiceRecord:
        asked.append(domain)
        return ServiceRecord(host="caldav.fastmail.com", port=443, path="/dav/")

    def knock(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr("afterview.setup.server.look_up", look_up)
    monkeypatch.setattr("afterview.setup.server.knock", knock)
    done = play(
        [
            ("Calendar", "me@harbour.example"),
            ("caldav.fastmail.com (Fastmail). Send your password there? [Y/n]", "n"),
            ("Calendar", "me@harbour.example"),
            ("Send your password there?", "y"),
            ("Password", KeyboardInterrupt),
        ]
    )
    assert done.code == 130
    assert asked == ["harbour.example", "harbour.example", "https://caldav.fastmail.com/"]
    assert "then its calendars cannot be read; give another address" in done.out
    assert "Fastmail takes app passwords only" in done.out


def test_where_the_clock_has_no_zone_it_is_asked_for(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> ZoneInfo:
        raise ConfigError("/etc/localtime", "this machine's time zone has no name", "set `timezone` in config.toml")

    monkeypatch.setattr("afterview.config.system_zone", nameless)
    monkeypatch.setattr("afterview.config.zone.system_zone", nameless)
    answers = first(own, Your_time_zone="Asia/Tokyo", Holidays="")
    done = play(answers)
    assert (done.code, done.err) == (0, "")
    data = tomllib.loads(config(home).read_text())
    assert (data["timezone"], data["holidays"]) == ("Asia/Tokyo", "JP")


# --- where passwords go ----------------------------------------------------------------------------------------------


def test_without_a_keyring_a_command_is_asked_for(
    home: Path, own: TestServer, play: Play, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    answers = first(own)
    words: list[Answer] = [("Command", "printf other"), ("Command", "printf '"), ("Command", "printf secret")]
    done = play([*answers[:3], *words, *answers[3:]])
    assert (done.code, done.err) == (0, "")
    assert "The password cannot be kept here: there is no keyring." in done.out
    assert "it prints something other than the password that you typed" in done.out
    assert tomllib.loads(config(home).read_text())["account"][0]["password_command"] == ["printf", "secret"]
    assert run("sync").code == 0


def test_going_on_without_a_place_for_the_password_says_what_is_left_to_do(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    answers = first(own)
    done = play([*answers[:3], ("Command", ""), *answers[3:]])
    assert (done.code, stored(home)) == (0, {})
    assert "The password of 'home' is kept nowhere" in done.out
    assert "secret" not in config(home).read_text()


def failing_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(login: secrets.Login, *_: object, **__: object) -> str:
        miss = secrets.Miss(source="keyring", kind="locked", detail="the keyring was not unlocked")
        raise secrets.NoSecret(login, (miss,), what="the password was not kept")

    monkeypatch.setattr(secrets, "store", fail)


def test_a_keyring_that_fails_at_the_end_is_tried_again_or_left(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_keyring(monkeypatch)
    before = everything(home)
    refused = play([*first(own, Where="4"), ("Try again?", "y"), ("Try again?", "n"), ("without the password?", "n")])
    assert (refused.code, refused.out.splitlines()[-1]) == (0, "Nothing was written.")
    assert (everything(home), calendars(own)) == (before, ["jobs", "personal"])
    done = play([*first(own), ("Try again?", "n"), ("without the password?", "y")])
    assert (done.code, "is kept nowhere" in done.out, config(home).exists()) == (0, True, True)


def test_a_file_that_cannot_be_written_takes_the_password_back(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("afterview.setup.draft._write", fail)
    done = play(first(own))
    assert (done.code, done.complaints) == (
        74,
        [f"{config(home)}: cannot be written: No space left on device; see to the disk"],
    )
    assert (stored(home), config(home).exists()) == ({}, False)


# --- once more -------------------------------------------------------------------------------------------------------


@pytest.fixture
def configured(home: Path, own: TestServer) -> str:
    """A configuration as a person has written it; its text."""
    text = (
        "# mine\n"
        'me = ["alex.doe@example.org"]  # all of them\n'
        'timezone = "Europe/Berlin"\n'
        "\n"
        "# where I live\n"
        '# holidays = "DE"\n'
        "quiet_hours = '20:00-08:00'\n"
        "\n"
        "[[account]]\n"
        'name = "own"\n'
        f'url = "{own.url}"\n'
        'username = "alice"   # not my address\n'
        "\n"
        "# the end\n"
    )
    config(home).parent.mkdir(parents=True)
    config(home).write_text(text)
    keyring = secrets.Login(account="own", username="alice", origin=own.url.rstrip("/"))
    secrets.store(keyring, secrets.Secret("secret"))
    return text


def test_a_second_run_changes_one_thing_and_keeps_comments(home: Path, configured: str, play: Play) -> None:
    done = play([("What to change", "4"), ("Holidays", "us-ca"), ("What to change", ""), ("Write this?", "")])
    assert (done.code, done.err) == (0, "")
    expected = configured.replace('# holidays = "DE"\n', '# holidays = "DE"\nholidays = "US-CA"\n')
    assert config(home).read_text() == expected
    assert '  + holidays = "US-CA"\n' in done.out
    assert "  - " not in done.out


def test_a_second_run_offers_what_is_set(home: Path, configured: str, play: Play) -> None:
    done = play(
        [
            ("What to change", "8"),
            ("Which may have your interviews in them, such as 1,2 [all]", "2"),
            ("What to change", "8"),
            ("Which may have your interviews in them, such as 1,2 [2]", ""),
            ("What to change", "9"),
            ("Where [1]", "4"),
            ("What to change", "9"),
            ("Where [4]", "3"),
            ("What to change", "1"),
            ("All addresses that you are invited under [alex.doe@example.org]", ""),
            ("What to change", ""),
            ("Write this?", ""),
        ]
    )
    assert done.code == 0
    added = 'username = "alice"   # not my address\ncalendars = ["alice/personal"]\nreminders = "alice/personal"\n'
    assert config(home).read_text() == configured.replace('username = "alice"   # not my address\n', added)
    assert "will be made" not in done.out


def test_nothing_to_change_writes_nothing(home: Path, configured: str, play: Play) -> None:
    done = play([("What to change", "")])
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing to change.")
    again = play([("What to change", "3"), ("Your time zone [Europe/Berlin]", ""), ("What to change", "")])
    assert (again.code, again.out.splitlines()[-1]) == (0, "Nothing to change.")
    assert config(home).read_text() == configured


def test_a_new_password_replaces_the_old_one(home: Path, own: TestServer, configured: str, play: Play) -> None:
    secrets.forget(secrets.Login(account="own", username="alice", origin=own.url.rstrip("/")))
    done = play(
        [
            ("What to change", "7"),
            ("User name there [alice]", ""),
            ("Password", "secret"),
            ("What to change", ""),
            ("Write this?", ""),
        ]
    )
    assert (done.code, list(stored(home).values()), config(home).read_text()) == (0, ["secret"], configured)


@pytest.mark.usefixtures("configured")
def test_a_password_that_is_not_there_is_asked_for_where_it_is_needed(home: Path, own: TestServer, play: Play) -> None:
    secrets.forget(secrets.Login(account="own", username="alice", origin=own.url.rstrip("/")))
    done = play(
        [
            ("What to change", "8"),
            ("User name there [alice]", ""),
            ("Password", "secret"),
            ("Which may", "1"),
            ("What to change", ""),
            ("Write this?", ""),
        ]
    )
    assert (done.code, list(stored(home).values())) == (0, ["secret"])
    assert tomllib.loads(config(home).read_text())["account"][0]["calendars"] == ["alice/jobs"]


def test_an_account_that_moves_takes_its_password_along(
    home: Path, own: TestServer, configured: str, play: Play, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with radicale(tmp_path_factory.mktemp("other")) as other:
        other.new_calendar("mine")
        done = play(
            [
                ("What to change", "6"),
                (f"Calendar [{own.url}]", other.url),
                ("User name there", "alice"),
                ("Password", "secret"),
                ("Where", ""),
                ("What to change", ""),
                ("Write this?", ""),
            ]
        )
    assert done.code == 0
    assert stored(home) == {f"afterview/own (alice at {other.url.rstrip('/')})": "secret"}
    assert config(home).read_text() == configured.replace(own.url, other.url)


def test_a_second_account_is_added_at_the_end(home: Path, configured: str, play: Play) -> None:
    (home / "cal/a").mkdir(parents=True)
    (home / "cal/b").mkdir()
    (home / "cal/a/x.ics").write_bytes(coming())
    (home / "cal/b/x.ics").write_bytes(coming())
    done = play(
        [
            ("What to change", "10"),
            ("Calendar", str(home / "cal")),
            ("Which one", "2"),
            ("Folder for the reminders", str(home / "cal/a")),
            ("What to change", ""),
            ("Write this?", ""),
        ]
    )
    assert (done.code, done.err) == (0, "")
    added = '\n[[account]]\nname = "b"\nfolder = "~/cal/b"\nreminders = "~/cal/a"\n'
    assert config(home).read_text() == configured + added


def test_a_file_that_was_changed_meanwhile_is_left_alone(
    home: Path, configured: str, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = setup._preview

    def meanwhile(questions: Questions) -> None:
        show(questions)
        config(home).write_text(configured + "# written by another hand\n")

    monkeypatch.setattr(setup, "_preview", meanwhile)
    done = play([("What to change", "4"), ("Holidays", "US"), ("What to change", ""), ("Write this?", "")])
    assert (done.code, "it was changed meanwhile" in done.complaints[0]) == (78, True)
    assert config(home).read_text() == configured + "# written by another hand\n"


def test_a_server_that_is_gone_does_not_keep_one_from_changing_something_else(
    home: Path, configured: str, own: TestServer, play: Play
) -> None:
    config(home).write_text(configured.replace(own.url, "http://127.0.0.1:9/"))
    done = play([("What to change", "4"), ("Holidays", "US"), ("What to change", ""), ("Write this?", "")])
    assert done.code == 0
    assert done.complaints[0].startswith("own: cannot be shown now: ")
    assert 'holidays = "US"' in config(home).read_text()


BROKEN = 'me = ["alex.doe@example.org"\n'


@pytest.mark.parametrize("broken", [BROKEN.encode(), b'tiemzone = "x"\n[[account]]\n', b"\n\xff"])
def test_a_broken_file_is_told_and_stays(home: Path, play: Play, broken: bytes) -> None:
    config(home).parent.mkdir(parents=True)
    config(home).write_bytes(broken)
    done = play([("Begin anew?", "")])
    assert (done.code, len(done.complaints), config(home).read_bytes()) == (78, 1, broken)
    assert str(config(home)) in done.err


def test_beginning_anew_keeps_the_broken_file_beside_the_new_one(home: Path, own: TestServer, play: Play) -> None:
    config(home).parent.mkdir(parents=True)
    config(home).write_text(BROKEN)
    done = play([("Begin anew?", "y"), *first(own)])
    assert done.code == 0
    assert config(home).with_name("config.toml.old").read_text() == BROKEN
    assert f"the former file is now {config(home)}.old." in done.out
    assert tomllib.loads(config(home).read_text())["me"] == ["alex.doe@example.org"]


def test_a_file_that_only_lacks_an_account_is_gone_on_with(home: Path, own: TestServer, play: Play) -> None:
    config(home).parent.mkdir(parents=True)
    config(home).write_text('# hello\nme = ["a@example.org"]\nholidays = "US"\nquiet_hours = "none"\n')
    done = play(first(own, All_addresses="", Holidays=""))
    assert done.code == 0
    text = config(home).read_text()
    assert text.startswith('# hello\nme = ["a@example.org"]\nholidays = "US"\nquiet_hours = "none"\n')
    assert tomllib.loads(text)["account"][0]["username"] == "alice"


# --- the service -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("there", "question"), [(False, "as a service?"), (True, "take it over?")])
def test_the_service_is_offered_where_the_machine_has_one(
    own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch, there: bool, question: str
) -> None:
    installed: list[object] = []

    def install(args: argparse.Namespace) -> int:
        installed.append(args.config)
        return 0

    monkeypatch.setattr(service, "reach", lambda: None)
    monkeypatch.setattr(service, "installed", lambda _folder: there)
    monkeypatch.setattr("afterview.cli.service.install", install)
    done = play([*first(own), (question, "y")])
    assert (done.code, installed) == (0, [None])


def test_who_wants_no_service_is_told_how_to_go_on(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "reach", lambda: None)
    monkeypatch.setattr(service, "installed", lambda _folder: False)
    done = play([*first(own), ("as a service?", "n")])
    assert (done.code, done.out.splitlines()[-1]) == (0, "Next: afterview sync, or later: afterview service install")
    stopped = play([("What to change", "4"), ("Holidays", "US"), ("What to change", ""), ("Write this?", ""),
                    ("as a service?", EOFError)])  # fmt: skip
    assert (stopped.code, stopped.complaints) == (130, ["stopped: the configuration stays as it was just written"])
    assert 'holidays = "US"' in config(home).read_text()


def test_a_service_that_does_not_start_leaves_the_configuration(
    home: Path, own: TestServer, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_args: object) -> int:
        raise LocalFailure("afterview.service", "did not start", "see the journal")

    monkeypatch.setattr(service, "reach", lambda: None)
    monkeypatch.setattr(service, "installed", lambda _folder: False)
    monkeypatch.setattr("afterview.cli.service.install", fail)
    done = play([*first(own), ("as a service?", "")])
    assert (done.code, done.complaints, config(home).exists()) == (
        74,
        ["afterview.service: did not start; see the journal"],
        True,
    )
