"""`afterview status`: from the copy and the ledger alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterview.ledger import lock, pass_lock
from tests.cli.conftest import Run
from tests.cli.making import in_folder, on_server
from tests.servers import TestServer
from tests.stories.life import interview

Configure = Callable[..., Path]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def configure(configure: Configure) -> Configure:
    """As for the other commands, without holidays: the reminders' days are then known."""

    def without_holidays(*accounts: str) -> Path:
        path = configure(*accounts)
        path.write_text(path.read_text(encoding="utf-8").replace('"DE-BE"', '"none"'), encoding="utf-8")
        return path

    return without_holidays


def upcoming() -> datetime:
    """14:00 on a Wednesday, at least two days from now."""
    day = datetime.now(BERLIN).replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=2)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def asked(moment: datetime) -> list[str]:
    return ["--now", moment.isoformat()]


@pytest.fixture
def synced(home: Path, configure: Configure, run: Run) -> datetime:
    """A folder with an interview on a Wednesday, after one pass; its start."""
    start = upcoming()
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(interview(start))
    assert run("sync").code == 0
    return start


def everything(home: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in home.rglob("*")}


def test_it_says_what_was_last_and_what_comes_next(synced: datetime, run: Run) -> None:
    done = run("status", *asked(synced + timedelta(hours=2)))
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[:3] == [
        "Acme · Backend Engineer  interview",
        "  next  today 17:00       Thank Jane Roe",
        "  last  today 14:00       Interview with Acme - Backend Engineer",
    ]
    assert lines[3].startswith("laptop  last pass ")
    assert lines[3].endswith(": 5 changes")
    assert lines[4].startswith("        calendars as they were ")
    assert len(lines) == 5


@pytest.mark.usefixtures("synced")
def test_right_after_a_pass_it_says_so(run: Run) -> None:
    lines = run("status").out.splitlines()
    assert "  last  no contact yet" in lines
    assert lines[-1].startswith("        calendars as they were ")
    assert lines[-1].endswith(", just now")


def test_it_needs_no_calendar_no_lock_and_writes_nothing(home: Path, synced: datetime, run: Run) -> None:
    shutil.rmtree(home / "calendar")
    before = everything(home)
    with lock(pass_lock(home / "state" / "afterview", "laptop")):
        held = everything(home)
        done = run("status", *asked(synced))
        assert everything(home) == held
    assert (done.code, done.err, "Thank Jane Roe" in run("status", *asked(synced + timedelta(hours=1))).out) == (
        0,
        "",
        True,
    )
    assert everything(home).keys() - before.keys() <= {str(home / "state" / "afterview" / "pass-laptop.lock")}


def test_it_needs_neither_the_server_nor_the_password(
    home: Path, server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    start = upcoming()
    server.put(f"{calendar}a.ics", interview(start))
    path = configure(on_server(server, calendar))
    assert run("sync").code == 0
    text = path.read_text()
    text = text.replace(f"{server.url.rstrip('/')}", "http://127.0.0.1:1").replace(
        '"printf", "secret"', '"touch", "asked"'
    )
    path.write_text(text)
    done = run("status", *asked(start + timedelta(hours=2)))
    assert (done.code, done.err, done.out.splitlines()[1]) == (0, "", "  next  today 17:00       Thank Jane Roe")
    assert not (home / "asked").exists()


def test_before_the_first_pass_it_says_what_to_do(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    done = run("status")
    assert (done.code, done.out, done.err) == (0, "laptop  no pass yet: run afterview sync\n", "")
    assert not (home / "state").exists()
    assert not (home / "cache").exists()


def test_what_waits_for_an_answer_and_what_was_not_understood_is_asked(
    home: Path, configure: Configure, run: Run
) -> None:
    start = upcoming()
    configure(in_folder(home / "calendar"))
    chat = interview(start, uid="chat", title="Chat with Pat", with_=(("Pat", "pat@initech.example"),))
    (home / "calendar" / "chat.ics").write_bytes(chat)
    (home / "calendar" / "a.ics").write_bytes(interview(start, text="Decision by: soonish"))
    run("sync")
    lines = run("status", *asked(start - timedelta(days=1))).out.splitlines()
    begins = lines.index("Is this an interview?")
    assert lines[begins : begins + 8] == [
        "Is this an interview?",
        "  tomorrow 14:00  Chat with Pat",
        "    afterview confirm chat  or  afterview refuse chat",
        "  Say so, or write #interview or #not-an-interview into the event; until then nothing follows it.",
        "Not understood",
        "  “Decision by: soonish”  in Interview with Acme - Backend Engineer",
        "    write a day: 4 December, next Friday, in two weeks, 2026-12-04",
        "  Nothing was done about it.",
    ]
    assert "Is this an interview?" not in run("status", *asked(start + timedelta(days=40))).out


def test_of_many_events_that_wait_for_an_answer_the_next_few_are_shown(
    home: Path, configure: Configure, run: Run
) -> None:
    start = upcoming()
    configure(in_folder(home / "calendar"))
    for number in range(7):
        title = f"Chat with Pat {number}"
        chat = interview(
            start + timedelta(hours=number), uid=title, title=title, with_=(("Pat", "pat@initech.example"),)
        )
        (home / "calendar" / f"{number}.ics").write_bytes(chat)
    run("sync")
    lines = run("status", *asked(start)).out.splitlines()
    begins = lines.index("Is this an interview?")
    assert lines[begins + 1] == "  today 14:00  Chat with Pat 0"
    assert lines[begins + 11] == "  and 2 more: afterview interviews"
    assert len(json.loads(run("status", "--json", *asked(start)).out)["unsure"]) == 7


def test_an_application_that_has_ended_is_shown_when_asked_for(home: Path, configure: Configure, run: Run) -> None:
    start = upcoming() - timedelta(days=42)
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(interview(start, text=f"Outcome: rejected {start:%Y-%m-%d}"))
    run("sync")
    now = asked(start + timedelta(days=100))
    assert run("status", *now).out.splitlines()[0] == "1 application has ended; all: afterview status --all"
    shown = run("status", "--all", *now).out.splitlines()
    assert shown[:2] == ["Acme · Backend Engineer  interview  rejected", "  next  nothing is planned"]


def test_where_nothing_is_recognised_it_says_where_to_see_why(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    run("sync")
    hint = "No interview has been recognised. See why: afterview interviews --all"
    assert run("status").out.splitlines()[0] == hint


def test_a_pass_that_failed_is_told_and_the_copy_before_it_is_shown(home: Path, synced: datetime, run: Run) -> None:
    shutil.rmtree(home / "calendar")
    failed = run("sync")
    lines = run("status", *asked(synced)).out.splitlines()
    assert failed.code == 66
    assert lines[0] == "Acme · Backend Engineer  interview"
    assert lines[-3].endswith(": failed")
    assert lines[-2].strip() == f"{home}/calendar: there is no such folder; check the path"
    assert lines[-1].strip().startswith("calendars as they were ")


def test_a_password_that_is_missing_is_told(server: TestServer, calendar: str, configure: Configure, run: Run) -> None:
    configure(on_server(server, calendar).rpartition("\n")[0])
    run("sync")
    lines = run("status").out.splitlines()
    assert lines[0].startswith("home  last pass today ")
    assert lines[0].endswith(": waiting")
    assert lines[1].startswith("      no password: there is no keyring")
    assert lines[2] == "      its calendars have not been read yet"


def test_it_tells_programs(synced: datetime, run: Run) -> None:
    found: dict[str, Any] = json.loads(run("status", "--json", *asked(synced + timedelta(hours=2))).out)
    (application,) = found["applications"]
    assert application.pop("next") | {"uid": ""} == {
        "at": synced.replace(hour=17).isoformat(),
        "summary": "Thank Jane Roe (Acme)",
        "uid": "",
        "kind": "reminder",
        "written": True,
    }
    assert application == {
        "account": "laptop",
        "company": "Acme",
        "role": "Backend Engineer",
        "stage": None,
        "outcome": None,
        "heard_back": False,
        "over": False,
        "last_contact": {
            "at": synced.isoformat(),
            "summary": "Interview with Acme - Backend Engineer",
            "uid": "int-1@acme.example",
            "kind": "interview",
            "written": True,
        },
    }
    (account,) = found["accounts"]
    last = account["last_pass"]
    assert (account["account"], last.pop("at")[:10]) == ("laptop", account["read_at"][:10])
    assert last == {
        "outcome": "ok",
        "detail": "",
        "exit_code": 0,
        "interviews": 1,
        "applications": 1,
        "changes": 5,
    }
    assert [found[key] for key in ("unsure", "unread", "skipped", "failures")] == [[], [], [], []]


@pytest.mark.usefixtures("synced")
@pytest.mark.parametrize("name", ["state/afterview/ledger.sqlite3", "cache/afterview/mirror.sqlite3"])
def test_a_damaged_file_is_told_and_left_as_it_is(home: Path, name: str, run: Run) -> None:
    (home / name).write_bytes(b"no database" * 500)
    done = run("status")
    assert (done.code, len(done.complaints)) == (74, 1)
    assert f"{home / name}: damaged " in done.complaints[0]
    assert (home / name).read_bytes() == b"no database" * 500
    assert done.out


@pytest.mark.usefixtures("synced")
def test_an_account_that_is_not_there_and_a_policy_that_is_wrong_are_told(home: Path, run: Run) -> None:
    assert run("status", "--account", "work").code == 78
    policies = home / "config" / "afterview" / "policies"
    policies.mkdir()
    (policies / "balanced.toml").write_text("colour = 1\n")
    done = run("status")
    assert (done.code, len(done.complaints), "last pass" in done.out) == (78, 1, True)


def test_it_fits_a_terminal(home: Path, configure: Configure, run: Run, terminal: Run) -> None:
    start = upcoming()
    configure(in_folder(home / "calendar"), on_server_that_is_not_there())
    long = "Interview with Acme - Backend Engineer for the Platform and Reliability Group in Hamburg"
    (home / "calendar" / "a.ics").write_bytes(interview(start, title=long, text=f"Decision by: {'soon ' * 20}"))
    run("sync")
    for width in (80, 40):
        done = terminal("status", "--all", width=width, env={"NO_COLOR": "1"})
        assert max(map(len, done.out.splitlines())) <= width
        assert all(line == line.rstrip() for line in done.out.splitlines())


def on_server_that_is_not_there() -> str:
    return 'name = "away"\nurl = "http://127.0.0.1:1/"\nusername = "alice"\npassword_command = ["printf", "x"]'
