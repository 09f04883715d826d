"""`policy list`, `show` and `check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterview import policies
from tests.cli.conftest import Run
from tests.cli.making import in_folder

MINE = 'name = "mine"\nsummary = "Shorter."\nbased_on = "balanced"\n\n[[step]]\nid = "move-on"\ndrop = true\n'


def test_list_names_each_policy_with_its_summary(run: Run) -> None:
    done = run("policy", "list")
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in lines] == list(policies.shipped())
    assert lines[0].startswith("balanced (default)  ")
    assert [policies.load(n).summary in line for n, line in zip(policies.shipped(), lines, strict=True)] == [True] * 6


def test_the_users_own_policies_are_listed_and_shown(home: Path, configure: Callable[..., Path], run: Run) -> None:
    folder = configure(in_folder(home / "calendar")).parent / "policies"
    folder.mkdir()
    (folder / "mine.toml").write_text(MINE)
    assert "mine (yours)        Shorter." in run("policy", "list").out.splitlines()
    assert run("policy", "show", "mine").out.startswith("mine: Shorter.\n")
    assert run("policy", "show", "mine", "--source").out == MINE


@pytest.mark.parametrize("name", policies.shipped())
def test_show_tells_when_each_step_comes(run: Run, name: str) -> None:
    done = run("policy", "show", name)
    assert (done.code, done.err) == (0, "")
    steps = [line.split()[0] for line in done.out.splitlines()[2:] if not line.startswith(" ")]
    assert steps == [step.id for step in policies.load(name).steps]
    assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_show_fits_the_terminal(terminal: Run) -> None:
    for width in (60, 80, 120):
        done = terminal("policy", "show", "balanced", width=width, env={"NO_COLOR": "1"})
        assert max(map(len, done.out.splitlines())) <= width
        assert [line for line in done.out.splitlines() if line != line.rstrip()] == []


def test_a_shown_source_is_a_policy_again(home: Path, run: Run) -> None:
    (home / "mine.toml").write_text(run("policy", "show", "nextaff", "--source").out)
    done = run("policy", "check", "mine.toml")
    assert (done.code, done.out.splitlines()[0]) == (0, "mine.toml: right. It says:")
    assert run("policy", "show", "mine.toml").out.splitlines() == done.out.splitlines()[1:]
    assert run("policy", "show", "mine.toml", "--source").out == (home / "mine.toml").read_text()


def test_a_mistake_is_told_with_its_place_and_the_way_out(home: Path, run: Run) -> None:
    (home / "mine.toml").write_text(MINE.replace("drop = true", 'when = "2 fortnights after interview"'))
    done = run("policy", "check", "mine.toml")
    assert (done.code, done.out, len(done.complaints)) == (78, "", 1)
    assert done.complaints[0].startswith("mine.toml: step 'move-on': ")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("show nosuch", 78),
        ("show nosuch --source", 78),
        ("show nosuch.toml", 66),
        ("show nosuch.toml --source", 66),
        ("check nosuch.toml", 66),
        ("check .", 66),
    ],
)
def test_a_policy_that_is_not_there_is_told(run: Run, command: str, code: int) -> None:
    done = run("policy", *command.split())
    assert (done.code, done.out, len(done.complaints)) == (code, "", 1)


def test_a_policy_file_that_is_no_text_is_told(home: Path, run: Run) -> None:
    (home / "mine.toml").write_bytes(b"\xff\x00\xfe")
    for command in ("check", "show", "show --source"):
        done = run("policy", *command.split(), "mine.toml")
        assert (done.code, done.complaints) == (78, ["mine.toml: is not UTF-8 text; save it as UTF-8"])
