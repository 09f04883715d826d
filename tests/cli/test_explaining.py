"""`afterview interviews --explain`: the points, their sum, and where what was read stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.making import ASKED, coming, in_folder, saved

Configure = Callable[..., Path]
UID = "int-1@acme.example"


def test_an_explanation_shows_every_signal_its_points_and_what_was_read_from_where(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    saved(home / "b.ics", uid="other")
    done = run("interviews", "--explain", UID, *ASKED[:4], "a.ics", "b.ics")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[:2] == [
        "Tue  1 Dec 2026 14:00  interview  Interview with Acme - Backend Engineer",
        "What speaks for it and against",
    ]
    end = lines.index("What was read")
    points = [float(line.split()[0]) for line in lines[2:end]]
    assert [abs(p) for p in points[:-1]] == sorted((abs(p) for p in points[:-1]), reverse=True)
    assert points[-1] == sum(points[:-1])
    assert lines[end - 1].endswith("in sum: an interview from 4.0, unsure from 2.0")
    assert [line.split() for line in lines[end + 1 : end + 3]] == [
        ["company", "Acme", "from", "the", "title"],
        ["role", "Backend", "Engineer", "from", "the", "title"],
    ]


def test_an_explanation_for_programs_has_all_of_it(home: Path, run: Run) -> None:
    saved(home / "a.ics", text="Contact: Kim Koe <kim@acme.example>")
    (told,) = json.loads(run("interviews", "--json", "--explain", UID, *ASKED[:4], "a.ics").out)
    assert told["total"] == sum(s["points"] for s in told["signals"])
    assert (told["verdict"], told["wanted"], told["doubtful"], told["weighed"]) == ("interview", 4.0, 2.0, True)
    assert {"fact": "contact", "value": "Kim Koe <kim@acme.example>", "source": "you said so"} in told["facts"]


def test_what_something_else_settled_is_said_first(home: Path, run: Run) -> None:
    saved(home / "a.ics", status="CANCELLED")
    lines = run("interviews", "--explain", UID, *ASKED[:4], "a.ics").out.splitlines()
    assert lines[1:3] == ["  why       it is cancelled", "What would speak for it and against, by itself"]


def test_a_series_is_explained_once_for_each_answer(home: Path, run: Run) -> None:
    text = (home / saved(home / "a.ics")).read_bytes()
    (home / "a.ics").write_bytes(text.replace(b"SUMMARY", b"RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY"))
    assert run("interviews", "--explain", UID, *ASKED[:4], "a.ics").out.count("Interview with Acme") == 1


def test_an_unknown_uid_is_an_error_with_the_way_out(home: Path, configure: Configure, run: Run) -> None:
    saved(home / "a.ics")
    done = run("interviews", "--explain", "x", *ASKED[:4], "a.ics")
    said = "x: no event in these files has this UID; see what they hold: afterview interviews --all --json FILE"
    assert (done.code, done.out, done.complaints) == (66, "", [said])
    done = run("interviews", "--explain", "x", *ASKED[:4], "a.ics", "none.ics")
    assert (done.code, done.complaints) == (66, ["none.ics: cannot be read: No such file or directory; check the name"])
    configure(in_folder(home / "calendar"))
    done = run("interviews", "--explain", "x")
    said = (
        "x: no event that could be an interview has this UID; see those that could: afterview interviews --all --json"
    )
    assert (done.code, done.complaints) == (66, [said])


def test_an_event_of_an_account_is_explained_by_its_uid(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"), top='[recognition]\nwords = ["werkbank"]')
    (home / "calendar" / "a.ics").write_bytes(coming(title="Werkbank"))
    shown = run("interviews", "--explain", UID).out
    assert '   +5.0  the title says "werkbank", as your config has it\n' in shown
