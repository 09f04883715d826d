"""Files that cannot be used: one clear line and a documented exit code each, and the others are read all the same."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.making import ASKED, START, STEPS, THEN, saved
from tests.stories.life import interview

GOOD = interview(START)
BAD = {
    "garbage.ics": (
        b"this is no calendar\n",
        65,
        "is no calendar file: it holds no BEGIN:VCALENDAR; name an .ics file",
    ),
    "empty.ics": (b"", 65, "is empty; name an .ics file"),
    "blank.ics": (b"\r\n \n", 65, "is empty; name an .ics file"),
    "binary.ics": (bytes(range(256)) * 40, 65, "is no calendar file: it holds no BEGIN:VCALENDAR; name an .ics file"),
}


@pytest.mark.parametrize("command", ["interviews", "plan", "export"])
@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_calendar_is_told(home: Path, run: Run, command: str, name: str) -> None:
    data, code, told = BAD[name]
    (home / name).write_bytes(data)
    done = run(command, *ASKED[:4], *THEN, name)
    assert (done.code, done.out, done.complaints) == (code, "", [f"{name}: {told}"])


def test_a_folder_is_told_what_to_name_instead(home: Path, run: Run) -> None:
    (home / "calendars").mkdir()
    done = run("plan", *ASKED, *THEN, "calendars")
    assert (done.code, done.complaints) == (65, ["calendars: is a folder; name the files in it: calendars/*.ics"])


@pytest.mark.parametrize("name", ["nosuch.ics", "nosuch/a.ics", "a\0b.ics", "x" * 300])
def test_a_file_that_is_not_there_is_told(run: Run, name: str) -> None:
    done = run("plan", *ASKED, *THEN, name)
    assert (done.code, done.out, len(done.complaints)) == (66, "", 1)
    assert "cannot be read: " in done.complaints[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    (home / "a.ics").chmod(0)
    done = run("plan", *ASKED, *THEN, "a.ics")
    assert (done.code, done.complaints) == (66, ["a.ics: cannot be read: Permission denied; check the name"])


def test_bad_files_do_not_hide_the_good_ones(home: Path, run: Run) -> None:
    saved(home / "good.ics")
    (home / "empty.ics").write_bytes(b"")
    done = run("plan", "--json", *ASKED, *THEN, "nosuch.ics", "good.ics", "empty.ics")
    found = json.loads(done.out)
    assert done.code == 66
    assert [one["step"] for one in found["reminders"]] == STEPS
    assert [(one["file"], one["exit_code"]) for one in found["failures"]] == [("nosuch.ics", 66), ("empty.ics", 65)]
    assert len(done.complaints) == 2
    people = run("interviews", "--me", "alex.doe@example.org", "empty.ics", "good.ics")
    assert (people.code, "1 interview" in people.out) == (65, True)


def test_where_no_file_can_be_read_each_is_told(home: Path, run: Run) -> None:
    (home / "empty.ics").write_bytes(b"")
    done = run("plan", "--json", *ASKED, *THEN, "empty.ics", "nosuch.ics")
    assert (done.code, done.out) == (65, "")
    assert [line.split(":")[0] for line in done.complaints] == ["empty.ics", "nosuch.ics"]


def test_one_broken_event_is_passed_over_and_the_others_are_read(home: Path, run: Run) -> None:
    broken = b"BEGIN:VEVENT\r\nUID:broken@x.example\r\nSUMMARY:Interview X\r\nDTSTART:20269999\r\nEND:VEVENT\r\n"
    (home / "a.ics").write_bytes(GOOD.replace(b"BEGIN:VEVENT", broken + b"BEGIN:VEVENT"))
    done = run("plan", "--json", *ASKED, *THEN, "a.ics")
    found = json.loads(done.out)
    assert done.code == 0
    assert [one["step"] for one in found["reminders"]] == STEPS
    (skipped,) = found["skipped"]
    assert (skipped["file"], skipped["uid"], skipped["summary"]) == ("a.ics", "broken@x.example", "Interview X")
    assert done.complaints == [f"a.ics: event 'Interview X' was passed over: {skipped['reason']}"]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_half_a_file_never_ends_in_a_traceback(home: Path, run: Run, share: float) -> None:
    (home / "a.ics").write_bytes(GOOD[: int(len(GOOD) * share)])
    done = run("plan", *ASKED, *THEN, "a.ics")
    assert done.code in (0, 65)
    assert all(line.startswith("a.ics: ") for line in done.complaints)


def test_a_time_zone_that_nobody_knows_is_told(home: Path, run: Run) -> None:
    text = GOOD.replace(b"DTSTART:20261201T130000Z", b"DTSTART;TZID=Mars/Olympus:20261201T140000")
    assert text != GOOD
    (home / "a.ics").write_bytes(text)
    done = run("interviews", "--me", "alex.doe@example.org", "--timezone", "Europe/Berlin", "a.ics")
    assert done.code == 0
    event = "event 'Interview with Acme - Backend Engineer'"
    assert done.complaints == [f'a.ics: {event}: its time zone "Mars/Olympus" is unknown; read in Europe/Berlin']


def test_a_calendar_may_come_from_a_pipe(spawn: Run) -> None:
    done = spawn("plan", "--json", *ASKED, *THEN, "-", stdin=GOOD)
    assert [one["step"] for one in json.loads(done.out)["reminders"]] == STEPS


HOSTILE = "Interview \x1b[31mred\x1b]0;owned\x07 \x9b31m\u202e at Acme\x00\x08 [bold]x[/bold] {{7*7}}"


@pytest.mark.parametrize("command", ["interviews", "plan"])
def test_a_hostile_title_is_shown_harmlessly(home: Path, terminal: Run, run: Run, command: str) -> None:
    saved(home / "a.ics", title=HOSTILE)
    options = ASKED + THEN if command == "plan" else ASKED[:2]
    shown = (
        terminal(command, *options, "a.ics", width=200, env={"NO_COLOR": "1"}).out + run(command, *options, "a.ics").out
    )
    assert "[bold]x[/bold]" in shown
    assert "{{7*7}}" in shown
    assert [c for c in shown if not c.isprintable() and c != "\n"] == []


def test_a_hostile_event_that_is_passed_over_is_told_harmlessly(home: Path, run: Run) -> None:
    start = GOOD.index(b"DTSTART")
    broken = GOOD[:start] + b"X-WAS:" + GOOD[start:]
    (home / "a.ics").write_bytes(broken.replace(b"SUMMARY:", b"SUMMARY:\x1b[2J\x1b]0;owned\x07"))
    (line,) = run("plan", *ASKED, *THEN, "a.ics").complaints
    assert line.isprintable()


def test_a_hostile_file_name_is_told_harmlessly(run: Run) -> None:
    (line,) = run("plan", *ASKED, *THEN, "x\x1b[31m\n.ics").complaints
    assert line.isprintable()


def test_a_link_that_somebody_else_laid_is_not_written_through(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = saved(home / "interview.ics")
    victim, link = home / "victim", home / "out.ics"
    victim.write_text("precious")
    link.symlink_to(victim)
    if os.geteuid() == 0:
        os.lchown(link, 12345, 12345)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    ran = run("export", name, "-o", "out.ics", *ASKED, *THEN)
    assert (ran.code, ran.complaints) == (74, ["out.ics: is somebody else's link; choose another place with -o"])
    assert victim.read_text() == "precious"
