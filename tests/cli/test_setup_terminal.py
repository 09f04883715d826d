"""`afterview setup` at a real terminal, 80 columns wide, from the first question to the written file."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM
from tests.cli.making import coming
from tests.cli.terminal import conversation
from tests.servers import radicale

ROOT = Path(__file__).parents[2]


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """No systemd: its bus is not where it would be looked for."""
    return os.environ | {
        "TERM": "dumb",
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "tests.cli.ring.Ring",
        "XDG_RUNTIME_DIR": str(home / "nothing"),
        "DBUS_SESSION_BUS_ADDRESS": "",
    }


def test_from_the_first_question_to_the_written_file(
    home: Path, env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with radicale(tmp_path_factory.mktemp("own")) as server:
        server.new_calendar("jobs")
        server.new_calendar("personal")
        server.put("/alice/jobs/a.ics", coming())
        turns = [
            ("Calendar: ", f"{server.url}\n"),
            ("User name there: ", "alice\n"),
            ("Password (it is not shown): ", "wr0ng\n"),
            ("User name there [alice]: ", "\n"),
            ("Password (it is not shown): ", "secret\n"),
            ("such as 1,2 [all]: ", "\n"),
            ("Where [1]: ", "4\n"),
            ("All addresses that you are invited under: ", "alex.doe@example.org\n"),
            ("Your name, for the drafts", "Alex Doe\n"),
            ("Your time zone [Europe/Berlin]: ", "\n"),
            ("(US, DE-BE, none) [DE]: ", "de-be\n"),
            ("Policy [1]: ", "\n"),
            ("Write this? [Y/n] ", "\n"),
        ]
        code, shown = conversation([*PROGRAM, "setup"], turns, width=80, env=env)
        made = server.ask("PROPFIND", "/alice/follow-ups/", Depth="0")[0]
    assert (code, made) == (0, 207), shown
    data = tomllib.loads((home / "config/afterview/config.toml").read_text())
    assert (data["me"], data["name"], data["holidays"]) == (["alex.doe@example.org"], "Alex Doe", "DE-BE")
    assert data["account"] == [{"name": "home", "url": server.url, "username": "alice", "reminders": "Follow-ups"}]
    assert list(json.loads((home / "ring.json").read_text()).values()) == ["secret"]
    assert "Thank Jane Roe" in shown
    assert "secret" not in shown
    assert "wr0ng" not in shown


@pytest.mark.parametrize("key", ["\x03", "\x04"])
@pytest.mark.parametrize("at", [0, 2])
def test_ctrl_c_and_ctrl_d_end_it_with_nothing_written(
    home: Path, env: dict[str, str], tmp_path_factory: pytest.TempPathFactory, at: int, key: str
) -> None:
    before = sorted(home.rglob("*"))
    with radicale(tmp_path_factory.mktemp("own")) as server:
        turns = [("Calendar: ", f"{server.url}\n"), ("User name there: ", "alice\n"), ("(it is not shown): ", "")]
        code, shown = conversation([*PROGRAM, "setup"], [*turns[:at], (turns[at][0], key)], width=80, env=env)
    assert (code, shown.splitlines()[-1]) == (130, "afterview: stopped: nothing was written")
    assert sorted(home.rglob("*")) == before
