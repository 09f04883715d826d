"""`sync`, `plan`, `clean` and the other commands on configured accounts: a real server and a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from afterview.ledger import lock, pass_lock
from tests.cli.conftest import PROGRAM, Run
from tests.cli.making import GIL, STEPS, TITLES, coming, in_folder, names, on_server
from tests.servers import TestServer

Configure = Callable[..., Path]


@pytest.fixture
def watched(server: TestServer, calendar: str, configure: Configure) -> str:
    """A calendar with an interview, and the configuration that watches it; its path."""
    server.put(f"{calendar}a.ics", coming())
    configure(on_server(server, calendar))
    return calendar


def created(output: str) -> list[str]:
    return [line[32:] for line in output.splitlines() if line.startswith("  + create ")]


# --- sync -------------------------------------------------------------------------------------------------------------


def test_a_pass_writes_the_reminders_and_a_second_changes_nothing(server: TestServer, watched: str, run: Run) -> None:
    first = run("sync")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[0] == "home: 1 interview in 1 application, 5 changes"
    assert created(first.out) == TITLES
    before = names(server, watched)
    assert len(before) == 6
    second = run("sync")
    assert (second.code, second.out, second.err) == (0, "home: 1 interview in 1 application, nothing to change\n", "")
    assert names(server, watched) == before


@pytest.mark.usefixtures("watched")
def test_a_pass_tells_programs_what_it_did(run: Run) -> None:
    done = run("sync", "--json")
    (account,) = json.loads(done.out)["accounts"]
    written = account.pop("written")
    assert done.code == 0
    assert account == {"account": "home", "interviews": 1, "applications": 1, "unsettled": [], "failure": None}
    assert [(one["decision"], one["summary"], one["reason"]) for one in written] == [("create", t, "") for t in TITLES]
    assert all(one["uid"].startswith("afterview-") for one in written)
    assert json.loads(run("sync", "--json").out)["accounts"][0]["written"] == []


def test_a_pass_over_a_folder_writes_files(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(coming())
    assert created(run("sync").out) == TITLES
    assert len(list((home / "calendar").glob("*.ics"))) == 6


def test_an_interview_that_is_called_off_withdraws_its_reminders(server: TestServer, watched: str, run: Run) -> None:
    run("sync")
    server.put(f"{watched}a.ics", coming(status="CANCELLED"))
    planned = run("plan")
    assert "5 to withdraw (-)" in planned.out
    done = run("sync")
    assert (done.code, done.out.count("  - withdraw ")) == (0, 5)
    assert names(server, watched) == ["a.ics"]


@pytest.mark.usefixtures("watched")
def test_an_unknown_account_is_told_with_the_known_ones(run: Run) -> None:
    done = run("sync", "--account", "work")
    assert (done.code, done.complaints) == (78, ["--account: there is no account 'work'; the accounts are home"])


# --- plan and the others on accounts ----------------------------------------------------------------------------------


def test_plan_shows_what_the_next_pass_does_and_writes_nothing(server: TestServer, watched: str, run: Run) -> None:
    done = run("plan")
    lines = done.out.splitlines()
    assert (done.code, lines[0], lines[-1]) == (0, "Acme · Backend Engineer", "5 to create (+)")
    assert [line[:3] for line in lines[2:-1]] == ["  +"] * 5
    assert names(server, watched) == ["a.ics"]


def test_plan_after_a_pass_shows_what_stands_and_what_the_user_decided(
    server: TestServer, watched: str, run: Run
) -> None:
    run("sync")
    uid = next(one["uid"] for one in json.loads(run("plan", "--json").out)["reminders"] if one["step"] == "final")
    server.delete(f"{watched}{uid}.ics")
    done = run("plan")
    assert done.out.splitlines()[-3:] == [
        "Nothing to change",
        "    deleted   Write to Jane Roe a last time (Acme)  you deleted it: it stays away",
        "4 reminders already in the calendar",
    ]
    assert "email   Write to Jane Roe a last time" not in done.out


def test_plan_on_a_calendar_without_interviews_says_where_to_look(
    server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    server.put(f"{calendar}a.ics", coming(title="Dentist", with_=(("Dr. Sommer", "sommer@teeth.example"),)))
    configure(on_server(server, calendar))
    assert run("plan").out.splitlines() == [
        "No interview was recognised. See why: afterview interviews --all",
        "Nothing to change",
    ]


@pytest.mark.usefixtures("watched")
def test_plan_tells_programs_the_decisions_too(run: Run) -> None:
    found = json.loads(run("plan", "--json").out)
    assert list(found) == ["now", "reminders", "withheld", "decisions", "brakes", "skipped", "failures"]
    assert [one["step"] for one in found["reminders"]] == STEPS
    assert [(one["account"], one["decision"], one["summary"]) for one in found["decisions"]] == [
        ("home", "create", title) for title in TITLES
    ]


@pytest.mark.usefixtures("watched")
def test_interviews_and_export_read_the_accounts_where_no_file_is_named(home: Path, run: Run) -> None:
    (one,) = json.loads(run("interviews", "--json").out)
    assert (one["verdict"], one["company"]) == ("interview", "Acme")
    done = run("export", "-o", "out.ics")
    assert (done.code, (home / "out.ics").read_text().count("BEGIN:VEVENT")) == (0, 5)


@pytest.mark.usefixtures("watched")
def test_options_take_the_place_of_settings(run: Run) -> None:
    found = json.loads(run("plan", "--json", "--policy", "nextaff", "--timezone", "America/New_York").out)
    assert {one["policy"] for one in found["reminders"]} == {"nextaff"}
    assert "call" in [one["step"] for one in found["reminders"]]
    assert all(one["due"][-6:] in ("-05:00", "-04:00") for one in found["reminders"])


def test_nothing_is_done_without_a_configuration(run: Run) -> None:
    for command in ("plan", "interviews", "export", "sync", "clean", "login x"):
        done = run(*command.split())
        assert (done.code, done.out, len(done.complaints)) == (78, "", 1)
        assert "config.toml: there is no configuration yet; " in done.complaints[0]


def test_a_wrong_setting_is_told_with_its_line(configure: Configure, run: Run) -> None:
    path = configure('name = "home"\nfolder = "x"', top="alarm = 'loud'")
    done = run("sync")
    assert (done.code, done.out, len(done.complaints)) == (78, "", 1)
    assert done.complaints[0].startswith(f"{path}:4: `alarm` ")


def test_a_wrong_policy_of_the_users_own_is_told(home: Path, configure: Configure, run: Run) -> None:
    path = configure(in_folder(home / "calendar"), top='policy = "mine"')
    (path.parent / "policies").mkdir()
    (path.parent / "policies" / "mine.toml").write_text('name = "mine"\nbased_on = "balanced"\ncolour = 1\n')
    done = run("sync")
    assert (done.code, len(done.complaints), "colour" in done.complaints[0]) == (78, 1, True)


# --- several accounts -------------------------------------------------------------------------------------------------


@pytest.fixture
def one_of_three_is_broken(home: Path, server: TestServer, calendar: str, configure: Configure) -> Path:
    server.put(f"{calendar}a.ics", coming())
    gone = 'name = "gone"\nurl = "http://127.0.0.1:9/"\nusername = "x"\npassword_command = ["printf", "secret"]'
    folder = home / "calendar"
    configure(on_server(server, calendar), gone, in_folder(folder))
    (folder / "b.ics").write_bytes(coming(uid="b@other.example", title="Interview with Globex - Designer", with_=GIL))
    return folder


@pytest.mark.usefixtures("one_of_three_is_broken")
@pytest.mark.parametrize("command", ["sync", "plan", "interviews", "export", "clean --yes"])
def test_a_broken_account_does_not_hold_up_the_others(run: Run, command: str) -> None:
    if command.startswith("clean"):
        run("sync")
    done = run(*command.split())
    assert (done.code, len(done.complaints)) == (69, 1)
    assert done.complaints[0].startswith("gone: http://127.0.0.1:9")
    assert "connection refused" in done.complaints[0]
    shown = done.out.replace("\\,", ",")
    assert "Acme" in shown
    assert "Globex" in shown


@pytest.mark.usefixtures("one_of_three_is_broken")
def test_programs_are_told_which_account_is_broken(run: Run) -> None:
    accounts = json.loads(run("sync", "--json").out)["accounts"]
    assert [(one["account"], len(one["written"])) for one in accounts] == [("home", 5), ("gone", 0), ("laptop", 5)]
    assert [one["failure"] and one["failure"]["exit_code"] for one in accounts] == [None, 69, None]
    assert list(accounts[0]) == list(accounts[1])
    failures = json.loads(run("plan", "--json").out)["failures"]
    assert [(one["account"], one["exit_code"]) for one in failures] == [("gone", 69)]


@pytest.mark.usefixtures("one_of_three_is_broken")
def test_one_account_can_be_chosen(run: Run) -> None:
    done = run("sync", "--account", "laptop")
    assert (done.code, done.out.splitlines()[0]) == (0, "laptop: 1 interview in 1 application, 5 changes")
    assert run("plan", "--account", "gone").code == 69


# --- clean ------------------------------------------------------------------------------------------------------------


def test_clean_shows_asks_and_removes(server: TestServer, watched: str, run: Run, terminal: Run) -> None:
    run("sync")
    every = names(server, watched)

    dry = run("clean", "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out.splitlines()[0] == "home: 5 reminders written by afterview"
    assert [line[27:] for line in dry.out.splitlines()[1:]] == TITLES

    refused = run("clean")
    assert (refused.code, refused.out) == (2, dry.out)
    assert refused.complaints == [
        "nothing was removed: there is no terminal to ask at; say --yes to remove them without being asked"
    ]
    for answer in ("n\n", "\n", "yeah no\n", "\x04"):
        declined = terminal("clean", prompt="Remove 5 reminders? [y/N]", typed=answer)
        assert (declined.code, "Nothing was removed." in declined.out) == (0, True)
    assert names(server, watched) == every

    agreed = terminal("clean", prompt="Remove 5 reminders? [y/N]", typed="y\n")
    assert (agreed.code, "5 reminders removed." in agreed.out) == (0, True)
    assert names(server, watched) == ["a.ics"]
    assert run("clean").out == "home: there is nothing of afterview's in it.\n"


def test_clean_with_yes_does_not_ask(server: TestServer, watched: str, run: Run) -> None:
    run("sync")
    done = run("clean", "--yes")
    assert (done.code, done.out.splitlines()[-1]) == (0, "5 reminders removed.")
    assert names(server, watched) == ["a.ics"]


# --- interruptions ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("watched")
def test_a_second_pass_at_the_same_time_is_refused(home: Path, run: Run) -> None:
    with lock(pass_lock(home / "state" / "afterview", "home")):
        for command in ("sync", "plan", "clean"):
            done = run(command)
            assert (done.code, done.out, len(done.complaints)) == (75, "", 1)
            assert "is in the middle of a pass" in done.complaints[0]


def test_ctrl_c_ends_in_one_line(home: Path, configure: Configure) -> None:
    started = home / "started"
    command = f'["sh", "-c", "touch {started}; sleep 30"]'
    configure(f'name = "home"\nurl = "http://127.0.0.1:9/"\nusername = "x"\npassword_command = {command}')
    with subprocess.Popen(
        [*PROGRAM, "sync"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ, start_new_session=True
    ) as running:
        until = time.monotonic() + 20
        while not started.exists() and time.monotonic() < until and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (130, b"")
    assert err.decode() == ("afterview: stopped: what was done so far stays, and the next pass goes on from there\n")
