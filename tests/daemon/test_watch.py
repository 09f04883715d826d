"""Watching one account: real passes in processes of their own, a real server, and trouble in front of it."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from afterview import policies
from afterview.daemon import worker
from afterview.daemon.notify import ERROR, INFO, NOTICE, WARNING
from afterview.ledger import FILE_NAME, Ledger, PassNote, lock, pass_lock
from afterview.recall import spoken, spoken_mark
from afterview.store.session import Session
from tests.cli.making import GIL, coming, names
from tests.daemon.between import FORBIDDEN, PORTAL, SILENCE, UNAUTHORIZED, UNAVAILABLE, Between
from tests.daemon.conftest import Watched, read
from tests.servers import TestServer

Watching = Callable[..., Watched]
MINE = (policies.source(policies.DEFAULT) or "").replace("balanced", "mine")
RINGING = 'name = "home"\nurl = "{url}"\nusername = "alice"\nkeyring = "tests.daemon.ring.Ring"'


def note(home: Path) -> PassNote:
    """What `afterview status` would be told of the last pass."""
    with Ledger.open(home / "state" / "afterview" / FILE_NAME) as book:
        return book.last_passes()["home"]


@pytest.fixture
def interview(radicale_server: TestServer, calendar: str) -> str:
    """There is one in the calendar; the calendar's path."""
    radicale_server.put(f"{calendar}a.ics", coming())
    return calendar


# --- all is well ------------------------------------------------------------------------------------------------------


def test_after_its_first_pass_a_look_without_news_is_one_request_and_no_line(
    interview: str, watched: Watching, front: Between, radicale_server: TestServer, home: Path
) -> None:
    account = watched()
    assert account.look() == "ok"
    assert len(names(radicale_server, interview)) == 6
    summary, *changes = account.new_lines()
    assert summary == (INFO, "home: 1 interview in 1 application, 5 changes")
    assert changes[0] == (NOTICE, "home: create: Ask Acme before leaving")
    assert (account.watch.applications, account.watch.next is not None) == (1, True)
    assert (note(home).outcome, note(home).changes) == ("ok", 5)

    # What it wrote itself is news once.
    assert account.look() == "ok"
    assert account.new_lines() == [(INFO, "home: 1 interview in 1 application, nothing to change")]
    front.asked.clear()
    for _ in range(3):
        assert account.look() == "ok"
    assert (front.asked, account.new_lines()) == (["REPORT"] * 3, [])
    assert account.watch.passed == account.now
    assert account.watch.pause() == timedelta(minutes=15)


def test_news_leads_to_a_pass(interview: str, watched: Watching, radicale_server: TestServer) -> None:
    account = watched()
    for _ in range(3):
        account.look()
    account.new_lines()
    radicale_server.put(
        f"{interview}b.ics", coming(uid="2@other.example", title="Interview with Globex - Engineer", with_=GIL)
    )
    account.look()
    assert account.new_lines()[0] == (INFO, "home: 2 interviews in 2 applications, 5 changes")
    assert (account.watch.applications, len(names(radicale_server, interview))) == (2, 12)


def test_what_the_candidate_says_by_a_command_leads_to_one_pass(watched: Watching, tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar/a.ics").write_bytes(coming(title="Interview"))
    account = watched(f'name = "home"\nfolder = "{tmp_path}/calendar"')
    account.watch.mark = spoken_mark(tmp_path, "home")
    account.look()
    account.look()
    account.new_lines()
    account.look()
    assert account.new_lines() == []
    spoken(tmp_path, "home")
    account.look()
    assert account.new_lines() == [(INFO, "home: 0 interviews in 0 applications, nothing to change")]
    account.look()
    assert account.new_lines() == []


def test_a_brake_is_held_until_a_person_has_looked_and_told_once(
    interview: str, watched: Watching, radicale_server: TestServer, home: Path
) -> None:
    account = watched()
    account.look()
    account.look()
    account.new_lines()
    radicale_server.delete(f"{interview}a.ics")
    assert [account.look(), account.look()] == ["held", "held"]
    ((priority, line),) = account.new_lines()
    assert priority == WARNING
    assert "suddenly empty" in line
    assert "afterview sync --force" in line
    assert (len(names(radicale_server, interview)), note(home).outcome) == (5, "held")


@pytest.mark.parametrize("later", [timedelta(hours=7), timedelta(days=365), timedelta(days=-365)])
def test_a_whole_pass_is_made_after_some_hours_and_whatever_the_clock_was_set_to(
    calendar: str, watched: Watching, front: Between, later: timedelta
) -> None:
    account = watched()
    account.look()
    account.look()
    front.asked.clear()
    account.new_lines()
    account.look(after=later)
    assert len(front.asked) > 1
    assert len(account.new_lines()) == 1
    assert calendar


def test_a_folder_is_watched_in_the_same_way(watched: Watching, tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar/a.ics").write_bytes(coming())
    account = watched(f'name = "home"\nfolder = "{tmp_path}/calendar"')
    for _ in range(3):
        assert account.look() == "ok"
    assert len(account.new_lines()) == 7
    account.look()
    assert account.new_lines() == []


def test_what_cannot_be_read_is_told_once(
    interview: str, watched: Watching, radicale_server: TestServer, tmp_path: Path
) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    (folder / "bad.ics").write_bytes(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Interview with Acme\r\n")
    account = watched(f'name = "home"\nfolder = "{folder}"')
    account.look()
    assert [p for p, _ in account.new_lines()] == [INFO, WARNING]
    account.watch.forget()
    account.look()
    assert [p for p, _ in account.new_lines()] == [INFO]
    assert interview
    assert radicale_server


# --- trouble ----------------------------------------------------------------------------------------------------------


def test_a_server_in_trouble_is_asked_once_a_look_left_alone_and_found_well_again(
    calendar: str, watched: Watching, front: Between, home: Path
) -> None:
    account = watched()
    account.look()
    account.look()
    front.asked.clear()
    account.new_lines()

    front.trouble = UNAVAILABLE
    assert account.look() == "trouble"
    assert (front.asked, account.new_lines()) == (["REPORT"], [])  # told only where it lasts
    assert account.watch.pause() == timedelta(seconds=120)
    assert timedelta(seconds=100) < account.watch.left_alone() <= timedelta(seconds=120)
    assert "asks to be left alone for 120 s" in account.watch.detail
    account.look()
    assert [p for p, _ in account.new_lines()] == [WARNING]
    assert (note(home).outcome, note(home).exit_code) == ("failed", 69)
    account.look()
    assert account.new_lines() == []

    front.trouble = None
    assert account.look() == "ok"
    assert account.new_lines()[-1] == (NOTICE, "home: all is well again")
    assert (account.watch.detail, account.watch.left_alone()) == ("", timedelta())
    assert note(home).outcome == "ok"
    assert calendar


def test_a_server_that_is_gone_for_an_hour_is_waited_for_by_growing_pauses(
    watched: Watching, front: Between, calendar: str
) -> None:
    table = f'name = "home"\nurl = "http://127.0.0.1:9{calendar}"\nusername = "a"\npassword_command = ["printf", "x"]'
    account = watched(table)
    waited = []
    for _ in range(4):
        assert account.look() == "trouble"
        waited.append(account.watch.pause().total_seconds())
    assert waited == [30, 60, 120, 240]
    assert len(account.new_lines()) == 1  # at once, for it has never answered; and once only
    assert front.asked == []


def test_a_refused_password_is_tried_once_and_not_again_until_there_is_another(
    calendar: str, watched: Watching, front: Between, home: Path
) -> None:
    (home / "password").write_text("wrong")
    account = watched(RINGING.format(url=f"{front.url}{calendar}"))
    assert account.look() == "refused"
    asked = len(front.asked)
    assert [p for p, _ in account.new_lines()] == [ERROR]
    assert "afterview login" in account.watch.detail
    for _ in range(3):
        assert account.look() == "refused"
    assert (len(front.asked), account.new_lines()) == (asked, [])
    assert "afterview login" in account.watch.detail
    assert (note(home).outcome, note(home).exit_code) == ("failed", 77)

    (home / "locked").touch()
    assert account.look() == "waiting"
    (home / "locked").unlink()
    assert account.look() == "refused"
    assert len(front.asked) == asked

    (home / "password").write_text("secret")
    assert account.look() == "ok"


def test_a_password_that_is_refused_from_one_day_to_the_next_is_tried_once_more_at_the_most(
    calendar: str, watched: Watching, front: Between
) -> None:
    account = watched()
    account.look()
    account.look()
    front.asked.clear()
    front.trouble = UNAUTHORIZED
    for _ in range(3):
        assert account.look() == "refused"
    assert front.asked == ["REPORT"]
    assert "refused the user name or password" in account.watch.detail
    account.watch.forget()  # as a reload does
    account.look()
    assert len(front.asked) == 2
    front.trouble = None
    account.watch.forget()
    assert account.look() == "ok"
    assert calendar


def test_a_right_that_is_missing_for_a_while_does_not_make_the_password_wrong(
    calendar: str, watched: Watching, front: Between
) -> None:
    account = watched()
    account.look()
    front.trouble = FORBIDDEN
    assert account.look() == "trouble"
    front.trouble = None
    assert account.look() == "ok"
    assert calendar


def test_a_portal_in_between_is_not_for_ever(calendar: str, watched: Watching, front: Between) -> None:
    account = watched()
    front.trouble = PORTAL
    assert account.look() == "wrong"
    assert "portal.example" in account.watch.detail
    front.trouble = None
    assert account.look() == "ok"
    assert calendar


def test_a_locked_keyring_is_waited_for(calendar: str, watched: Watching, front: Between, home: Path) -> None:
    (home / "password").write_text("secret")
    (home / "locked").touch()
    account = watched(RINGING.format(url=f"{front.url}{calendar}"))
    assert [account.look() for _ in range(2)] == ["waiting", "waiting"]
    assert account.watch.pause() == timedelta(minutes=1)
    assert (home / "asked").read_text() == "xx"
    assert len(account.new_lines()) == 1
    assert "locked" in account.watch.detail
    assert (front.asked, note(home).outcome) == ([], "waiting")

    (home / "locked").unlink()
    assert account.look() == "ok"
    assert account.new_lines()[-1] == (NOTICE, "home: all is well again")


def test_a_pass_by_hand_is_waited_for_quietly(calendar: str, watched: Watching, home: Path) -> None:
    account = watched()
    account.look()
    account.look()
    account.new_lines()
    account.watch.forget()
    with lock(pass_lock(home / "state" / "afterview", "home")):
        assert account.look() == "busy"
        assert (account.new_lines(), account.watch.pause()) == ([], timedelta(seconds=5))
        assert note(home).outcome == "ok"
    assert account.look() == "ok"
    assert calendar


def test_another_account_s_pass_is_not_waited_for(calendar: str, watched: Watching, home: Path) -> None:
    account = watched()
    with lock(pass_lock(home / "state" / "afterview", "work")):
        assert account.look() == "ok"
    assert calendar


def test_a_ledger_that_is_damaged_is_set_aside_and_that_is_told_once(
    interview: str, watched: Watching, home: Path, radicale_server: TestServer
) -> None:
    account = watched()
    account.look()
    account.new_lines()
    for part in (home / "state" / "afterview").glob("ledger.sqlite3*"):
        part.write_bytes(b"no database" * 1000)
    account.look()
    told = [line for priority, line in account.new_lines() if priority == WARNING]
    assert len(told) == 1
    assert "was damaged" in told[0]
    assert len(names(radicale_server, interview)) == 6
    account.watch.forget()
    account.look()
    assert [p for p, _ in account.new_lines()] == [INFO]


def test_a_home_that_cannot_be_written_is_told_and_stops_nothing_else(
    calendar: str, watched: Watching, home: Path
) -> None:
    account = watched()
    (home / "state").write_text("a file in place of the folder")
    assert account.look() == "trouble"
    assert f"{home}/state" in account.watch.detail
    (home / "state").unlink()
    assert account.look() == "ok"
    assert calendar


# --- the process of a pass --------------------------------------------------------------------------------------------


def test_a_pass_that_hangs_is_ended_and_tried_again(calendar: str, watched: Watching, front: Between) -> None:
    account = watched(patience=4.0)
    front.trouble = SILENCE
    began = time.monotonic()
    assert account.look() == "trouble"
    assert account.watch.detail == "home: no progress for 4 s: the pass was ended"
    assert time.monotonic() - began < 20
    front.trouble = None
    assert account.look() == "ok"
    assert calendar


def test_each_request_of_a_pass_is_progress(interview: str, watched: Watching, front: Between) -> None:
    account = watched()
    account.look()
    assert len(account.ticks) > len(front.asked) > 5
    assert interview


def test_stopping_ends_a_pass_in_the_middle_of_a_request(calendar: str, watched: Watching, front: Between) -> None:
    account = watched()
    front.trouble = SILENCE
    thread = threading.Thread(target=account.look)
    thread.start()
    assert front.arrived.wait(30)
    began = time.monotonic()
    account.watch.workers.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - began < 2
    assert account.watch.workers.run({}, lambda: None)["detail"] == "stopping"
    assert (account.new_lines(), account.watch.pace.state) == ([], "ok")
    assert calendar


def test_a_process_that_dies_without_a_word_is_trouble(watched: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (("true",), ("sh", "-c", "kill -9 $$")):
        monkeypatch.setattr(worker, "_COMMAND", command)
        account = watched()
        assert account.look() == "trouble"
        assert account.watch.detail == "home: the pass ended without a word"


def test_a_pass_works_by_what_was_read_and_not_by_what_the_files_hold_now(
    interview: str, watched: Watching, account: str, configure: Callable[..., Path]
) -> None:
    path = configure()
    own = path.parent / "policies" / "mine.toml"
    own.parent.mkdir()
    own.write_text(MINE)
    found = watched(f'{account}\npolicy = "mine"')
    path.write_text("[[[ no TOML")
    own.write_text("no policy")
    assert found.look() == "ok", found.watch.detail
    assert found.watch.applications == 1
    assert interview


def test_reading_checks_the_policies_and_texts_that_are_used(configure: Callable[..., Path], tmp_path: Path) -> None:
    path = configure(f'name = "home"\nfolder = "{tmp_path}"\npolicy = "mine"')
    (path.parent / "policies").mkdir()
    mine = path.parent / "policies" / "mine.toml"
    mine.write_text("no policy")
    found = read()
    assert found["exit_code"] == 78
    assert str(mine) in found["detail"]
    mine.write_text(MINE)
    assert read()["exit_code"] == 0, read()
    (path.parent / "texts").mkdir()
    (path.parent / "texts" / "ask.email.txt").write_text("{{ no end")
    found = read()
    assert found["exit_code"] == 78
    assert f"{path.parent}/texts/ask.email.txt" in found["detail"]


def test_a_configuration_without_an_account_is_nothing_to_watch(configure: Callable[..., Path]) -> None:
    configure()
    assert read()["exit_code"] == 78


def test_ctrl_c_at_the_terminal_is_not_for_the_passes(calendar: str, watched: Watching, front: Between) -> None:
    """The daemon's own group, and not that of its child, gets the signal."""
    groups = []
    account = watched()
    front.trouble = SILENCE
    thread = threading.Thread(target=account.look)
    with ExitStack() as stack:
        stack.callback(thread.join)
        stack.callback(account.watch.workers.stop)
        thread.start()
        assert front.arrived.wait(30)
        (child,) = account.watch.workers._running
        groups.append(os.getpgid(child.pid))
    assert os.getpgrp() not in groups
    assert child.returncode == 128 + signal.SIGTERM
    assert calendar


def test_after_a_look_no_connection_is_left_open(calendar: str, watched: Watching) -> None:
    account = watched()
    account.look()
    account.look()
    for store, _ in account.watch._stores:
        session = store._session  # type: ignore[attr-defined]
        assert isinstance(session, Session)
        assert session._client is None
    assert [t.name for t in threading.enumerate() if "afterview-request" in t.name] == []
    assert calendar
