"""`afterview confirm` and `refuse`: the candidate's word on what an event is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterview.core.confirmation import CARRIED
from tests.cli.conftest import Run
from tests.cli.making import ZONE, coming, in_folder, on_server
from tests.servers import TestServer

Configure = Callable[..., Path]
UID = "unclear@acme.example"
TITLES = ["Ask Acme before leaving", "Thank Jane Roe", "Check in: Jane Roe", "Write to Jane Roe a last time", "Move on"]


def unclear(**more: Any) -> bytes:
    return coming(**({"uid": UID, "title": "Interview"} | more))


def when() -> str:
    day = datetime.now(ZONE) + timedelta(days=3)
    return f"{day:%a} {day.day} {day:%b} {day.year} 14:00"


@pytest.fixture
def folder(home: Path, configure: Configure) -> Path:
    """A watched folder with an event that may be an interview."""
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(unclear())
    return home / "calendar"


def written(folder: Path) -> list[str]:
    return [p.read_text(encoding="utf-8") for p in sorted(folder.glob("afterview-*.ics"))]


def test_confirming_tells_what_it_is_now_and_what_the_next_pass_writes(folder: Path, run: Run) -> None:
    run("sync")
    done = run("confirm", UID)
    lines = done.out.splitlines()
    assert (done.code, done.err, written(folder)) == (0, "", [])
    assert lines[:3] == [
        f"Interview, {when()}",
        "  an interview, because you say so",
        "  The next pass writes (afterview sync makes it now):",
    ]
    assert [line.split("  ")[-1] for line in lines[3:]] == [t if "Acme" in t else f"{t} (Acme)" for t in TITLES]
    assert all(line.startswith("  + create") for line in lines[3:])
    assert run("sync").code == 0
    assert len(written(folder)) == 5
    assert all(CARRIED in text.replace("\n ", "").replace("\\n", "\n").splitlines() for text in written(folder))
    assert "nothing to change" in run("sync").out
    # the invitation is somebody else's
    assert (folder / "a.ics").read_bytes() == unclear()


def test_refusing_takes_back_what_was_written(folder: Path, run: Run) -> None:
    run("confirm", UID)
    run("sync")
    done = run("refuse", UID)
    lines = done.out.splitlines()
    assert lines[1] == "  no interview, because you say so"
    assert len(lines) == 8
    assert all(line.startswith("  - withdraw") for line in lines[3:])
    assert run("sync").code == 0
    assert written(folder) == []
    (told,) = json.loads(run("interviews", "--json", "--all").out)
    assert (told["verdict"], told["reasons"]) == ("no", ["you said so"])


def test_forgetting_leaves_it_to_the_evidence_again(folder: Path, run: Run) -> None:
    run("confirm", UID)
    run("sync")
    done = run("confirm", "--forget", UID)
    assert done.out.splitlines()[1].startswith(
        "  what you said is forgotten: it is unsure, and nothing follows: too little speaks for an interview"
    )
    run("sync")
    assert written(folder) == []
    again = run("refuse", "--forget", UID)
    assert (again.code, again.complaints) == (
        78,
        [f"{UID}: nothing was said of it by confirm or refuse; there is nothing to forget"],
    )


@pytest.mark.usefixtures("folder")
def test_an_unknown_uid_is_told_and_does_not_hold_up_the_others(run: Run) -> None:
    run("sync")
    done = run("refuse", "no-such", UID)
    assert done.out.splitlines()[1] == "  no interview, because you say so"
    assert done.code == 66
    (said,) = done.complaints
    assert said == (
        "no-such: no event that could be an interview has this UID; `afterview interviews --all` names those that"
        " could; into any other, write #interview or #not-an-interview"
    )


def test_an_event_that_no_pass_has_seen_yet_is_looked_for(folder: Path, run: Run) -> None:
    done = run("confirm", UID)
    assert (done.code, done.err, len(done.out.splitlines())) == (0, "", 8)
    run("sync")
    (folder / "b.ics").write_bytes(unclear(uid="new@acme.example", title="Next steps"))
    assert run("confirm", "new@acme.example").out.splitlines()[1] == "  an interview, because you say so"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"status": "CANCELLED"}, "it is none: it is cancelled"),
        ({"title": "Interview with Acme - Backend Engineer"}, "an interview, because you say so"),
    ],
)
def test_what_else_holds_is_told(folder: Path, run: Run, more: dict[str, Any], said: str) -> None:
    (folder / "a.ics").write_bytes(unclear(**more))
    assert run("confirm", UID).out.splitlines()[1] == f"  {said}"


def test_a_line_in_the_event_that_was_there_before_gives_way(folder: Path, run: Run) -> None:
    (folder / "a.ics").write_bytes(unclear(text="#not-an-interview"))
    run("sync")
    run("confirm", UID)
    run("sync")
    assert len(written(folder)) == 5
    (folder / "a.ics").write_bytes(unclear(text="Interview: yes\\n#not-an-interview", sequence=1))
    run("sync")
    assert len(written(folder)) == 5


def test_a_whole_series_goes_by_one_uid(folder: Path, run: Run) -> None:
    (folder / "a.ics").write_bytes(unclear().replace(b"SUMMARY", b"RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY"))
    done = run("confirm", UID)
    assert done.out.splitlines()[0] == f"Interview, {when()} and 2 more of its series"
    assert len(done.out.splitlines()) > 8


def test_each_account_that_has_the_event_is_told_of_it(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "one", name="one"), in_folder(home / "two", name="two"))
    for name in ("one", "two"):
        (home / name / "a.ics").write_bytes(unclear())
    run("sync")
    assert run("confirm", "--account", "two", UID).out.count("because you say so") == 1
    run("sync")
    assert (len(written(home / "one")), len(written(home / "two"))) == (0, 5)
    assert run("refuse", UID).out.count("because you say so") == 2


def test_no_server_is_asked_for_what_the_last_pass_saw(
    server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    account = on_server(server, calendar)
    server.put(f"{calendar}a.ics", unclear())
    configure(account)
    assert run("sync").code == 0
    configure(account.replace(server.url, "http://127.0.0.1:9/").replace('"printf", "secret"', '"false"'))
    done = run("confirm", UID)
    assert (done.code, done.err) == (0, "")


def test_unsure_events_are_listed_with_both_ways_to_answer(folder: Path, run: Run) -> None:
    ways = f"afterview confirm {UID}  or  afterview refuse {UID}"
    listed = run("interviews").out
    assert f"  is it?    {ways}\n" in listed
    assert "write #interview or #not-an-interview into it to decide, or use the command" in listed
    run("sync")
    assert f"    {ways}\n" in run("status").out
    # a file is none of the calendars that passes read
    assert "confirm" not in run("interviews", str(folder / "a.ics")).out


def test_a_uid_cannot_become_a_command(folder: Path, run: Run) -> None:
    (folder / "a.ics").write_bytes(unclear(uid="--forget; $(rm -rf ~)"))
    assert "afterview confirm -- '--forget; $(rm -rf ~)'" in run("interviews").out
    assert run("confirm", "--", "--forget; $(rm -rf ~)").code == 0


def test_a_lost_ledger_is_told_by_the_reminders(folder: Path, home: Path, run: Run) -> None:
    run("confirm", UID)
    run("sync")
    shutil.rmtree(home / "state")
    run("sync")
    assert len(written(folder)) == 5
