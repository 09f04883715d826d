"""The frame of every command: options, streams, pipes, locales, bugs, and how fast it starts."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from afterview import __version__
from tests.cli.conftest import PROGRAM, Run
from tests.cli.making import ASKED, STEPS, THEN, saved


def test_without_a_command_all_are_told(run: Run) -> None:
    for args in ([], ["policy"]):
        done = run(*args)
        assert (done.code, done.out) == (2, "")
        assert "Commands:" in done.err
    assert run("--version").out == f"afterview {__version__}\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["plna"], "invalid choice: 'plna'"),
        (["plan", "--frobnicate"], "unrecognized arguments: --frobnicate"),
        (["plan", "--now", "yesterday", "a.ics"], "'yesterday' is no time: write it like 2026-12-01T08:00:00+01:00"),
        (["plan", "--now", "2026-12-01T08:00", "a.ics"], "'2026-12-01T08:00' says no zone: write it like "),
        (["demo", "--port", "65536"], "'65536' is no port: give a number from 0 to 65535"),
        (["demo", "--port", "-1"], "'-1' is no port: give a number from 0 to 65535"),
        (["login"], "the following arguments are required: ACCOUNT"),
    ],
)
def test_an_option_that_is_not_understood_is_told_in_one_line(run: Run, args: list[str], told: str) -> None:
    done = run(*args)
    assert (done.code, done.out, len(done.complaints)) == (2, "", 1)
    assert told in done.complaints[0]
    assert done.complaints[0].endswith("--help")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ["--timezone", "Mars/Olympus"],
            "--timezone: there is no time zone 'Mars/Olympus'; use one such as Europe/Berlin",
        ),
        (["--timezone", "../../etc/passwd"], "--timezone: there is no time zone '../../etc/passwd'; "),
        (["--holidays", "XX"], "--holidays: no country 'XX'"),
        (["--holidays", "DE-XX"], "--holidays: "),
        (["--policy", "nosuch"], "policy: there is no policy 'nosuch'; use one of balanced, "),
        (["--config", "nosuch.toml"], "nosuch.toml: there is no configuration yet; "),
    ],
)
def test_a_value_that_cannot_be_is_told(home: Path, run: Run, args: list[str], told: str) -> None:
    saved(home / "a.ics")
    done = run("plan", *args, *THEN, "a.ics")
    assert (done.code, done.out, len(done.complaints)) == (78, "", 1)
    assert told in done.complaints[0]


@pytest.mark.parametrize("command", ["plan", "plan --json", "interviews --all", "interviews --json", "export"])
def test_a_reader_that_goes_away_ends_it_quietly(home: Path, command: str) -> None:
    for number in range(60):  # more than a pipe holds
        saved(home / f"{number}.ics", uid=f"{number}@x.example", text="x" * 500)
    options = " ".join(ASKED[:2] + ([] if command.startswith("interviews") else THEN))
    program = " ".join(f"'{part}'" for part in PROGRAM)
    done = subprocess.run(
        ["bash", "-c", f"{program} {command} {options} *.ics | head -1; echo ${{PIPESTATUS[0]}}"],
        check=False,
        capture_output=True,
        cwd=home,
        timeout=60,
    )
    assert done.stderr == b""
    assert done.stdout.splitlines()[-1] == b"0"


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_an_old_locale_costs_characters_and_not_the_output(home: Path, spawn: Run, env: dict[str, str]) -> None:
    saved(home / "a.ics", title="Interview with Acme – Backend Engineer → 面接 é")
    for command in (["plan"], ["interviews"]):
        done = spawn(*command, *(ASKED[:4] + THEN), "a.ics", env=env)
        assert (done.code, done.err) == (0, "")
        assert "Acme" in done.out


def test_json_holds_every_character_in_any_locale(home: Path, spawn: Run) -> None:
    title = "Interview with Acme – Backend Engineer → 面接 é"
    saved(home / "a.ics", title=title)
    for env in ({}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}):
        done = spawn("plan", "--json", *ASKED, *THEN, "a.ics", env=env)
        assert {one["interview"]["summary"] for one in json.loads(done.out)["reminders"]} == {title}


def test_a_file_name_that_is_no_text_is_read(home: Path) -> None:
    name = b"caf\xe9.ics"
    saved(home / "a.ics")
    (home / "a.ics").rename(home / name.decode(errors="surrogateescape"))
    for command in ("plan", "interviews"):
        done = subprocess.run(
            [*PROGRAM, command, "--json", "--timezone", "Europe/Berlin", "--now", THEN[1], name],
            check=False,
            capture_output=True,
            cwd=home,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        json.loads(done.stdout)


def test_a_bug_is_one_line_and_with_debug_a_traceback(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(home / "a.ics")

    def broken(*_args: object) -> None:
        raise ZeroDivisionError("with something private")

    monkeypatch.setattr("afterview.cli.looking.plan_ahead", broken)
    done = run("plan", *ASKED, *THEN, "a.ics")
    assert (done.code, done.out) == (70, "")
    assert done.complaints == [
        "unexpected ZeroDivisionError; this is a bug: run it again with --debug and report what it prints"
    ]
    with pytest.raises(ZeroDivisionError):
        run("plan", "--debug", *ASKED, *THEN, "a.ics")


def test_plan_for_a_program_starts_without_what_it_does_not_need(home: Path) -> None:
    saved(home / "a.ics")
    args = ["plan", "--json", *ASKED, *THEN, "a.ics"]
    script = f"""
import sys
from afterview.cli import main
code = main({args!r})
heavy = {{"caldav", "keyring", "secretstorage", "niquests", "rich", "rich_argparse", "apscheduler", "radicale"}}
print(sorted(heavy & set(sys.modules)), code, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, cwd=home, timeout=60)
    assert done.stderr == b"[] 0\n"
    assert [one["step"] for one in json.loads(done.stdout)["reminders"]] == STEPS


def test_plan_for_a_program_takes_no_longer_than_a_glance(home: Path, spawn: Run) -> None:
    saved(home / "a.ics")
    taken: list[float] = []
    for _ in range(3):
        begin = time.perf_counter()
        assert spawn("plan", "--json", *ASKED, *THEN, "a.ics").code == 0
        taken.append(time.perf_counter() - begin)
    # 0.4 s on the machine it was measured on; a loaded one may take its time
    assert min(taken) < 2
