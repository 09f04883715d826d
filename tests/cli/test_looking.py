"""`interviews`, `plan` and `export` on files: what they print, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterview import ical
from tests.cli.conftest import Run
from tests.cli.making import ASKED, START, STEPS, THEN, TITLES, saved
from tests.stories.life import interview

EVENT: dict[str, Any] = {
    "file": "a.ics",
    "uid": "int-1@acme.example",
    "recurrence_id": None,
    "summary": "Interview with Acme - Backend Engineer",
    "start": "2026-12-01T14:00:00+01:00",
    "end": "2026-12-01T15:00:00+01:00",
    "verdict": "interview",
    "company": "Acme",
    "role": "Backend Engineer",
    "stage": None,
    "seniority": None,
    "round": None,
    "promise": None,
    "interviewers": [{"name": "Jane Roe", "email": "jane.roe@acme.example"}],
    "contact": {"name": "Jane Roe", "email": "jane.roe@acme.example"},
    "unread": [],
}
DUE = ["2026-12-01T13:45", "2026-12-01T17:00", "2026-12-08T09:00", "2026-12-22T09:00", "2026-12-29T09:00"]


def test_interviews_tells_programs_each_event_with_its_verdict_and_reasons(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    saved(home / "b.ics", uid="dentist@x.example", title="Dentist", with_=(("Dr. Sommer", "sommer@teeth.example"),))
    done = run("interviews", "--json", "--all", "--me", "alex.doe@example.org", "a.ics", "b.ics")
    found = sorted(json.loads(done.out), key=lambda one: str(one["file"]))
    reasons = [one.pop("reasons") for one in found]
    assert (done.code, done.err, found[0]) == (0, "", EVENT)
    assert (found[1]["file"], found[1]["verdict"], list(found[1])) == ("b.ics", "no", list(EVENT))
    assert all(isinstance(reason, str) and reason for one in reasons for reason in one)
    assert all(reasons)
    assert [one["file"] for one in json.loads(run("interviews", "--json", *ASKED[:2], "a.ics", "b.ics").out)] == [
        "a.ics"
    ]


def test_plan_tells_programs_each_reminder(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    done = run("plan", "--json", "--policy", "balanced", *ASKED, *THEN, "a.ics")
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert list(found) == ["now", "reminders", "withheld", "skipped", "failures"]
    assert found["now"] == "2026-11-30T08:00:00+01:00"
    reminders = found["reminders"]
    assert [(one["step"], one["due"]) for one in reminders] == [
        (step, f"{due}:00+01:00") for step, due in zip(STEPS, DUE, strict=True)
    ]
    thanks = reminders[1]
    uid, reasons = thanks.pop("uid"), thanks.pop("reasons")
    assert uid.startswith("afterview-")
    assert reasons == ["2 hours after interview, Tue 1 Dec"]
    assert thanks == {
        "step": "thank-you",
        "summary": "Thank Jane Roe (Acme)",
        "medium": "email",
        "due": "2026-12-01T17:00:00+01:00",
        "starts": "2026-12-01T17:00:00+01:00",
        "deadline": "2026-12-02T15:00:00+01:00",
        "late": False,
        "recipients": [{"name": "Jane Roe", "email": "jane.roe@acme.example"}],
        "policy": "balanced",
        "application": {"company": "Acme", "role": "Backend Engineer", "stage": None},
        "interview": {key: EVENT[key] for key in ("uid", "summary", "start", "end", "round", "promise")},
    }


def test_plan_needs_no_home_no_network_and_no_keyring(home: Path, spawn: Run) -> None:
    saved(home / "a.ics")
    bare = home / "bare"
    bare.mkdir(mode=0o500)
    env = {"HOME": str(bare), "PYTHON_KEYRING_BACKEND": "no.such.Ring", "http_proxy": "http://127.0.0.1:9/"}
    env |= {f"XDG_{kind}_HOME": str(bare / kind) for kind in ("CONFIG", "STATE", "CACHE")}
    blocked = {"PYTHONPATH": str(home / "blocked")}
    (home / "blocked").mkdir()
    # what is started has no sockets, and neither the libraries of servers nor of keyrings
    (home / "blocked" / "sitecustomize.py").write_text(
        "import sys, socket\nsocket.socket.connect = socket.getaddrinfo = None\n"
        "sys.modules.update(dict.fromkeys(['caldav', 'keyring', 'secretstorage', 'niquests']))\n"
    )
    done = spawn("plan", "--json", *ASKED, *THEN, "a.ics", env=env | blocked)
    assert (done.code, done.err) == (0, "")
    assert [one["step"] for one in json.loads(done.out)["reminders"]] == STEPS
    assert list(bare.iterdir()) == []


def test_plan_for_people_fits_a_terminal_of_80_columns(home: Path, terminal: Run) -> None:
    saved(home / "a.ics")
    shown = terminal("plan", *ASKED, *THEN, "a.ics", env={"NO_COLOR": "1"})
    assert shown.out.splitlines() == [
        "Acme · Backend Engineer",
        "  Tue 1 Dec 2026 14:00  Interview with Acme - Backend Engineer",
        "    Tue  1 Dec 13:45  note    Ask Acme before leaving",
        "                              15 minutes before interview, Tue 1 Dec",
        "    Tue  1 Dec 17:00  email   Thank Jane Roe",
        "                              2 hours after interview, Tue 1 Dec; at the latest",
        "                              Wed  2 Dec 15:00",
        "    Tue  8 Dec 09:00  email   Check in: Jane Roe",
        "                              1 week after interview, Tue 1 Dec",
        "    Tue 22 Dec 09:00  email   Write to Jane Roe a last time",
        "                              2 weeks after check-in, Tue 8 Dec",
        "    Tue 29 Dec 09:00  note    Move on",
        "                              1 week after final, Tue 22 Dec",
    ]


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
@pytest.mark.parametrize("command", ["plan", "interviews"])
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(
    home: Path, terminal: Run, command: str, width: int
) -> None:
    saved(
        home / "a.ics", title="Interview with Acme - Backend Engineer for 漢字の長い名前, with a title of some length"
    )
    options = [*ASKED, *THEN] if command == "plan" else ASKED[:2]
    shown = terminal(command, *options, "a.ics", width=width, env={"NO_COLOR": "1"})
    from rich.cells import cell_len

    lines = shown.out.splitlines()
    assert shown.code == 0
    assert [line for line in lines if cell_len(line) > width or line != line.rstrip()] == []
    assert "\x1b" not in shown.out


def test_a_terminal_gets_colours_and_a_pipe_none(home: Path, terminal: Run, run: Run) -> None:
    saved(home / "a.ics")
    assert "\x1b[" in terminal("plan", *ASKED, *THEN, "a.ics").out
    assert "\x1b" not in run("plan", *ASKED, *THEN, "a.ics").out


def test_a_pipe_gets_one_line_for_each_reminder(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    lines = run("plan", *ASKED, *THEN, "a.ics").out.splitlines()
    assert (
        lines[2]
        == "    Tue  1 Dec 13:45  note    Ask Acme before leaving        15 minutes before interview, Tue 1 Dec"
    )
    assert len(lines) == 7
    assert [line for line in lines if line != line.rstrip()] == []


def test_interviews_for_people_tells_what_was_read_and_why(home: Path, terminal: Run) -> None:
    saved(home / "a.ics")
    saved(home / "b.ics", uid="2@x.example", title="Interview with Robin", with_=(("Robin", "robin@mail.example"),))
    shown = terminal("interviews", "--me", "alex.doe@example.org", "a.ics", "b.ics", env={"NO_COLOR": "1"}).out
    lines = shown.splitlines()
    head = "Tue  1 Dec 2026 14:00  interview  Interview with Acme - Backend Engineer"
    lines = lines[lines.index(head) :]
    assert lines[:4] == [
        head,
        "  company   Acme",
        "  role      Backend Engineer",
        "  with      Jane Roe <jane.roe@acme.example>",
    ]
    assert lines[4].startswith("  why       ")
    assert lines[-1] == "2 interviews, 0 unsure, 0 other events"


def test_what_is_unsure_can_be_decided_and_the_rest_be_shown(home: Path, run: Run) -> None:
    day = interview(START, uid="d@x.example", title="Dentist", with_=(("Dr. Sommer", "sommer@teeth.example"),))
    (home / "b.ics").write_bytes(day)
    done = run("interviews", "--me", "alex.doe@example.org", "b.ics")
    assert done.out.splitlines() == [
        "0 interviews, 0 unsure, 1 other event",
        "See the others, and why: afterview interviews --all",
    ]
    assert "Dentist" in run("interviews", "--all", "--me", "alex.doe@example.org", "b.ics").out
    told = run("plan", *ASKED, *THEN, "b.ics")
    assert told.out == "No interview was recognised. See why: afterview interviews --all FILE\n"


def test_what_is_not_written_is_told_with_its_reason(home: Path, run: Run) -> None:
    saved(home / "a.ics", text="Outcome: rejected on 2026-12-02")
    done = run("plan", *ASKED, "--now", "2026-12-02T08:00+01:00", "a.ics")
    assert "Thank Jane Roe anyway" in done.out
    assert done.out.splitlines()[-3:-1] == ["Not written", "  Acme · Backend Engineer, Tue 1 Dec"]
    assert "rejected (ask, " in done.out.splitlines()[-1]


# --- export -----------------------------------------------------------------------------------------------------------


def reminders_in(data: bytes) -> list[str]:
    zone = ZoneInfo("Europe/Berlin")
    reading = ical.read_held(data, href="", etag="", calendar="", zone=zone)
    return [one.title for one in sorted(reading, key=lambda h: h.starts or datetime.min.replace(tzinfo=UTC))]


def test_an_exported_file_holds_the_reminders(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    done = run("export", *ASKED, *THEN, "a.ics", "-o", "out.ics")
    assert (done.code, done.out) == (0, "")
    assert done.complaints == ["5 reminders written to out.ics: import it into a calendar"]
    assert reminders_in((home / "out.ics").read_bytes()) == TITLES


def test_export_writes_to_a_pipe_nothing_but_the_calendar(home: Path, spawn: Run) -> None:
    saved(home / "a.ics")
    for output in ([], ["-o", "-"]):
        done = spawn("export", *ASKED, *THEN, "a.ics", *output)
        assert (done.code, done.err) == (0, "")
        assert reminders_in(done.out.encode()) == TITLES


def test_an_export_replaces_a_file_whole_keeps_its_rights_and_follows_a_link(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    (home / "real.ics").write_text("old")
    (home / "real.ics").chmod(0o640)
    (home / "link.ics").symlink_to("real.ics")
    assert run("export", *ASKED, *THEN, "a.ics", "-o", "link.ics").code == 0
    assert (home / "link.ics").is_symlink()
    assert reminders_in((home / "real.ics").read_bytes()) == TITLES
    assert (home / "real.ics").stat().st_mode & 0o777 == 0o640


def test_an_export_to_a_device_writes_to_it_and_never_replaces_it(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    assert run("export", *ASKED, *THEN, "a.ics", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_an_export_without_reminders_says_so(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    done = run("export", *ASKED, "--now", "2028-01-01T08:00Z", "a.ics", "-o", "out.ics")
    assert (done.code, done.complaints) == (
        0,
        ["0 reminders written to out.ics: nothing follows from what was read"],
    )
