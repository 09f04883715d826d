"""`afterview mark` and `undo`: what is said at the terminal stands in the calendar, and can be taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time

from afterview import ical
from afterview.core.held import Held
from afterview.core.said import carried
from tests.cli.conftest import Ran, Run
from tests.cli.making import in_folder, on_server
from tests.servers import TestServer
from tests.stories.life import interview

Configure = Callable[..., Path]
ZONE = ZoneInfo("Europe/Berlin")
EVE = "2026-11-30 08:00"
EVENING = "2026-12-01 18:30"
NEXT_DAY = "2026-12-02 09:00"
AGENDA = ["ask", "thank-you", "check-in", "final", "move-on"]
ACME = interview(datetime(2026, 12, 1, 14, tzinfo=ZONE))


@pytest.fixture
def then(run: Run) -> Run:
    """`then(EVE, "sync")`: the command at that time, in Berlin."""

    def then(time: str, *args: str) -> Ran:
        with freeze_time(datetime.fromisoformat(time).replace(tzinfo=ZONE), ignore=["niquests", "urllib3_future"]):
            return run(*args)

    return then


@pytest.fixture
def folder(home: Path, configure: Configure, then: Run) -> Path:
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(ACME)
    assert then(EVE, "sync").code == 0
    return home / "calendar"


def held(folder: Path) -> dict[str, Held]:
    """What stands in the folder, by step, by time."""
    found = [
        one
        for path in folder.glob("afterview-*.ics")
        for one in ical.read_held(path.read_bytes(), href="", etag="", calendar="", zone=ZONE)
    ]
    return {h.step or "": h for h in sorted(found, key=lambda h: (h.starts is None, h.starts))}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.ics"))}


def test_an_outcome_is_written_and_what_follows_from_it_is_told(folder: Path, then: Run) -> None:
    done = then(NEXT_DAY, "mark", "acme", "rejected", "--on", "yesterday")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[0] == "Acme · Backend Engineer: Outcome: rejected on 2026-12-01"
    assert "  » note      Tue  1 Dec 17:00  Thank Jane Roe (Acme)  “Outcome: rejected on 2026-12-01”" in lines
    assert "  + create    Wed  2 Dec 09:00  Thank Jane Roe anyway (Acme)" in lines
    assert sorted(held(folder)) == ["ask", "thank-anyway", "thank-you"]
    assert (folder / "a.ics").read_bytes() == ACME
    assert "nothing to change" in then(NEXT_DAY, "sync").out
    (told,) = json.loads(then(NEXT_DAY, "status", "--json").out)["applications"]
    assert told["outcome"] == "rejected"


@pytest.mark.parametrize(
    ("said", "line", "steps"),
    [
        (["--still-open"], "Outcome: still open", [*AGENDA, *(f"keep-in-touch.{n}" for n in (1, 2, 3))]),
        (["--heard-back"], "Heard back: yes", ["ask", "thank-you"]),
        (["--decision-by", "10 December"], "Decision by: 2026-12-10", AGENDA),
        (["--new-date", "2026-12-10"], "New date: 2026-12-10", ["ask", "thank-you", "check-again@2026-12-10"]),
        (["offer"], "Outcome: offer on 2026-12-02", ["ask", "thank-you"]),
        (["withdrawn"], "Outcome: withdrawn on 2026-12-02", ["ask", "thank-you"]),
        (["accepted", "--on", "2026-11-30"], "Outcome: accepted on 2026-11-30", ["ask", "thank-you"]),
    ],
)
def test_whatever_can_be_typed_can_be_said(
    folder: Path, then: Run, said: list[str], line: str, steps: list[str]
) -> None:
    before = files(folder)
    assert then(NEXT_DAY, "mark", "ACME", *said).code == 0
    now = held(folder)
    assert carried(now["thank-you"].body) == (line,)
    assert set(steps) <= set(now)
    assert set(now) - set(steps) <= {"final", "move-on"}
    done = then(NEXT_DAY, "undo")
    assert (done.code, done.out.splitlines()[0]) == (0, f"Taken back: Acme · Backend Engineer: {line}")
    assert list(held(folder)) == AGENDA
    assert before.keys() == files(folder).keys()
    assert carried(held(folder)["thank-you"].body) == ()


def test_a_dry_run_shows_the_same_and_writes_nothing(folder: Path, then: Run) -> None:
    before = files(folder)
    shown = then(NEXT_DAY, "mark", "acme", "rejected", "--dry-run").out.splitlines()
    assert (files(folder), then(NEXT_DAY, "undo").code) == (before, 66)
    made = then(NEXT_DAY, "mark", "acme", "rejected").out.splitlines()
    assert [line for line in shown if line != "  Would be written:"] == made
    undone = then(NEXT_DAY, "undo", "--dry-run").out
    assert undone.splitlines()[0].startswith("Taken back: ")
    assert sorted(held(folder)) == ["ask", "thank-anyway", "thank-you"]


def test_without_a_pass_the_next_one_writes_it(folder: Path, then: Run) -> None:
    before = files(folder)
    done = then(NEXT_DAY, "mark", "acme", "rejected", "--no-sync")
    assert done.out.splitlines()[1] == "  The next pass writes (afterview sync makes it now):"
    assert files(folder) == before
    assert then(NEXT_DAY, "sync").code == 0
    assert carried(held(folder)["thank-you"].body) == ("Outcome: rejected on 2026-12-02",)
    assert then(NEXT_DAY, "mark", "acme", "--still-open", "--no-sync").code == 0
    assert then(NEXT_DAY, "undo", "--no-sync").code == 0
    assert then(NEXT_DAY, "sync").code == 0
    assert carried(held(folder)["thank-you"].body) == ("Outcome: rejected on 2026-12-02",)


def test_undo_goes_back_one_by_one(folder: Path, then: Run) -> None:
    for said in (["--decision-by", "2026-12-10"], ["--still-open"], ["offer"]):
        then(NEXT_DAY, "mark", "acme", *said)
    assert carried(held(folder)["thank-you"].body) == ("Decision by: 2026-12-10", "Outcome: offer on 2026-12-02")
    then(NEXT_DAY, "undo")
    assert carried(held(folder)["thank-you"].body) == ("Decision by: 2026-12-10", "Outcome: still open")
    then(NEXT_DAY, "undo")
    then(NEXT_DAY, "undo")
    assert carried(held(folder)["thank-you"].body) == ()
    done = then(NEXT_DAY, "undo")
    assert (done.code, done.complaints) == (66, ["undo: there is no mark to take back; `afterview mark` makes one"])


def test_what_was_changed_since_is_not_undone(folder: Path, then: Run) -> None:
    then(NEXT_DAY, "mark", "acme", "offer")
    path = next(
        p for p in folder.glob("afterview-*.ics") if b"Outcome: offer on" in p.read_bytes().replace(b"\r\n ", b"")
    )
    text = path.read_bytes().replace(b"\r\n ", b"").replace(b"Outcome: offer on 2026-12-02", b"Outcome: accepted")
    path.write_bytes(text)
    done = then(NEXT_DAY, "undo")
    (said,) = done.complaints
    assert said == (
        "Acme · Backend Engineer: Outcome: offer on 2026-12-02: it was changed since; nothing was taken back;"
        " undo again for the mark before it"
    )
    assert (done.code, path.read_bytes()) == (66, text)


# --- steps ---


def test_a_step_that_is_done_is_renamed_as_an_app_would_and_back(folder: Path, then: Run) -> None:
    before = files(folder)
    done = then(NEXT_DAY, "mark", "acme", "--done", "check")
    assert done.out.splitlines() == ["Done: Check in: Jane Roe (Acme)", "  Nothing else had to change."]
    one = held(folder)["check-in"]
    assert (one.title, one.done) == ("done: Check in: Jane Roe (Acme)", True)
    assert "nothing to change" in then(NEXT_DAY, "sync").out
    assert then(NEXT_DAY, "undo").code == 0
    assert files(folder) == before


def test_a_to_do_is_completed(home: Path, configure: Configure, then: Run) -> None:
    configure(in_folder(home / "calendar"), top='as = "todo"')
    (home / "calendar" / "a.ics").write_bytes(ACME)
    then(EVE, "sync")
    before = files(home / "calendar")
    assert then(NEXT_DAY, "mark", "acme", "--done", "check-in").code == 0
    one = held(home / "calendar")["check-in"]
    assert (one.title, one.done) == ("Check in: Jane Roe (Acme)", True)
    assert then(NEXT_DAY, "undo").code == 0
    assert files(home / "calendar") == before


def test_a_step_that_is_left_out_stays_away_until_that_is_undone(folder: Path, then: Run) -> None:
    before = files(folder)
    assert (
        then(NEXT_DAY, "mark", "acme", "--skip", "final").out.splitlines()[0]
        == "Left out: Write to Jane Roe a last time (Acme)"
    )
    assert "final" not in held(folder)
    assert "nothing to change" in then(NEXT_DAY, "sync").out
    assert then(NEXT_DAY, "undo").out.splitlines()[0] == "Taken back: Write to Jane Roe a last time (Acme)"
    assert files(folder) == before
    assert "nothing to change" in then(NEXT_DAY, "sync").out


def test_a_step_changed_since_it_was_marked_is_left_as_it_is(folder: Path, then: Run) -> None:
    then(NEXT_DAY, "mark", "acme", "--done", "check-in")
    path = next(p for p in folder.glob("afterview-*.ics") if b"done: Check in" in p.read_bytes())
    text = path.read_bytes().replace(b"done: Check in", b"done: Checked in")
    path.write_bytes(text)
    done = then(NEXT_DAY, "undo")
    assert (done.code, path.read_bytes()) == (66, text)
    assert done.complaints[0].startswith("Check in: Jane Roe (Acme): it was changed since; it was left as it is")


def test_a_step_that_is_not_there_is_told_with_those_that_are(folder: Path, then: Run) -> None:  # noqa: ARG001
    done = then(NEXT_DAY, "mark", "acme", "--skip", "letter")
    (said,) = done.complaints
    assert (done.code, said) == (
        66,
        (
            "letter: no reminder of this step is in the calendar; Acme · Backend Engineer has ask, thank-you,"
            " check-in, final, move-on"
        ),
    )


# --- names ---


@pytest.fixture
def several(folder: Path, then: Run) -> Path:
    for day, company, role in ((3, "Zürich Labs", "Data Scientist"), (4, "Zulu Systems", "Analyst")):
        start = datetime(2026, 12, day, 14, tzinfo=ZONE)
        host = (("Zoe Zander", f"zoe@{day}.example"),)
        text = f"Company: {company}\\nRole: {role}"
        (folder / f"{day}.ics").write_bytes(interview(start, uid=f"{day}@x.example", text=text, with_=host))
    then(EVE, "sync")
    return folder


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("name", ["zurich", "ZÜRICH LABS", "labs", "data sci", "zürich-labs", "Data Scientist"])
def test_an_application_is_known_by_the_beginning_of_its_company_or_role(then: Run, name: str) -> None:
    done = then(EVE, "mark", name, "--still-open", "--dry-run")
    assert (done.code, done.out.splitlines()[0]) == (0, "Zürich Labs · Data Scientist: Outcome: still open")


@pytest.mark.usefixtures("several")
def test_an_ambiguous_or_unknown_name_is_told_with_the_candidates(then: Run) -> None:
    assert then(EVE, "mark", "zu", "offer").complaints == ["zu: could be several; say which: Zürich Labs, Zulu Systems"]
    unknown = then(EVE, "mark", "initech", "offer")
    assert (unknown.code, unknown.complaints) == (
        66,
        ["initech: there is no such application; your applications are Acme, Zürich Labs, Zulu Systems"],
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ([], 2, "say one thing: an OUTCOME, or one of the options; see: afterview mark --help"),
        (["offer", "--heard-back"], 2, "say one thing: an OUTCOME, or one of the options; see: afterview mark --help"),
        (
            ["--still-open", "--on", "today"],
            2,
            "--on gives the day of an outcome: name that too; see: afterview mark --help",
        ),
        (
            ["--new-date", "soonish"],
            78,
            "--new-date: 'soonish' is no day; write 2026-12-04, '4 December' or 'next Friday'",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_makes_no_sense_is_told(then: Run, args: list[str], code: int, said: str) -> None:
    done = then(EVE, "mark", "acme", *args)
    assert (done.code, done.complaints) == (code, [said])


# --- a server ---


def test_on_a_server_another_machine_sees_it(
    server: TestServer, calendar: str, home: Path, configure: Configure, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = (datetime.now(ZONE) - timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
    server.put(f"{calendar}a.ics", interview(start))
    configure(on_server(server, calendar))
    assert run("sync").code == 0
    done = run("mark", "acme", "rejected")
    assert (done.code, done.err) == (0, "")
    assert "Thank Jane Roe anyway (Acme)" in done.out
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "other-state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "other-cache"))
    assert "nothing to change" in run("sync").out
    (told,) = json.loads(run("status", "--json").out)["applications"]
    assert told["outcome"] == "rejected"
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    assert run("undo").code == 0
    (told,) = json.loads(run("status", "--json").out)["applications"]
    assert told["outcome"] is None
    assert run("mark", "acme", "--skip", "final").code == 0
    assert "nothing to change" in run("sync").out
    assert run("undo").code == 0
    assert "nothing to change" in run("sync").out


def test_where_the_server_does_not_answer_it_is_kept(
    server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    start = (datetime.now(ZONE) - timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
    server.put(f"{calendar}a.ics", interview(start))
    account = on_server(server, calendar)
    configure(account)
    run("sync")
    configure(account.replace(server.url, "http://127.0.0.1:9/"))
    done = run("mark", "acme", "rejected")
    assert done.code == 69
    assert done.out.splitlines()[-1] == "  It is kept, and the next pass writes it."
    configure(account)
    run("sync")
    (told,) = json.loads(run("status", "--json").out)["applications"]
    assert told["outcome"] == "rejected"


# --- Tab ---


def test_names_are_completed_from_the_last_pass(several: Path, run: Run) -> None:  # noqa: ARG001
    assert run("--print-names", "applications").out.split() == ["acme", "zulu-systems", "zürich-labs"]
    assert run("--print-names", "steps").out.split() == sorted(AGENDA)
    assert run("--print-names", "accounts").out.split() == ["laptop"]
    assert "balanced" in run("--print-names", "policies").out.split()


def test_where_nothing_is_configured_no_name_and_no_complaint_is_printed(run: Run) -> None:
    done = run("--print-names", "applications")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.usefixtures("several")
def test_bash_completes_commands_applications_steps_and_outcomes(run: Run, home: Path) -> None:
    script = home / "completion.bash"
    script.write_text(run("--print-completion", "bash").out, encoding="utf-8")

    def complete(*words: str) -> list[str]:
        asked = " ".join(f"'{w}'" for w in ("afterview", *words))
        program = home / "bin" / "afterview"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m afterview "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        code = (
            f"PATH={program.parent}:$PATH; source {script}; COMP_WORDS=({asked}); COMP_CWORD={len(words)};"
            f" _shtab_afterview 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        )
        ran = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, timeout=60)
        return ran.stdout.split()

    assert complete("und") == ["undo"]
    assert complete("mark", "a") == ["acme"]
    assert complete("mark", "acme", "rej") == ["rejected"]
    assert complete("mark", "acme", "--done", "th") == ["thank-you"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_asks_for_names_without_noise(run: Run, shell: str) -> None:
    script = run("--print-completion", shell).out
    assert "afterview --print-names applications 2>/dev/null" in script
