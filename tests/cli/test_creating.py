"""A calendar for reminders that is not there yet: told, made on request, used."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.making import coming, in_folder
from tests.servers import TestServer

Configure = Callable[..., Path]
_NUMBERS = itertools.count(1)


def account(server: TestServer, reminders: str, watched: str) -> str:
    return (
        f'name = "home"\nurl = "{server.url}"\nusername = "{server.user}"\ncalendars = ["{watched}"]\n'
        f'reminders = "{reminders}"\npassword_command = ["printf", "{server.password}"]'
    )


@pytest.mark.parametrize("which", ["radicale_server", "xandikos_server"])
def test_a_calendar_that_is_named_and_missing_is_made_on_request(
    which: str, run: Run, configure: Configure, request: pytest.FixtureRequest
) -> None:
    server: TestServer = request.getfixturevalue(which)
    path = server.new_calendar(f"create{next(_NUMBERS)}")
    status, _, _ = server.ask("PUT", f"{path}a.ics", coming())
    assert status in (200, 201, 204)
    name = f"Follow-ups {next(_NUMBERS)} für mich"
    configure(account(server, name, server.url.rstrip("/") + path))

    (complaint,) = run("sync").complaints
    assert complaint.startswith(
        f"home: there is no calendar {name!r}; make it: afterview check --create; its calendars are "
    )
    assert run("check").code == 78

    made = run("check", "--create")
    assert (made.code, made.complaints) == (0, [f"home: made the calendar {name!r}"])
    assert f"reminders: in {name}" in made.out

    # it is made once
    assert run("check", "--create").complaints == []
    done = run("sync")
    assert (done.code, done.err) == (0, "")
    assert "5 changes" in done.out
    status, _, listed = server.ask("PROPFIND", path, Depth="1")
    assert listed.count(b"afterview-") == 0


def test_a_folder_that_is_named_and_missing_is_made_on_request(home: Path, run: Run, configure: Configure) -> None:
    there = home / "reminders" / "mine"
    configure(f'{in_folder(home / "calendar")}\nreminders = "{there}"')
    (home / "calendar" / "a.ics").write_bytes(coming())

    (complaint,) = run("sync").complaints
    assert complaint == f"laptop: {there}: there is no such folder; make it: afterview check --create"

    assert run("check", "--create").complaints == [f"laptop: made the folder {there}"]
    assert run("check", "--create").complaints == []
    assert "5 changes" in run("sync").out
    assert len(list(there.glob("afterview-*.ics"))) == 5


def test_what_cannot_be_made_is_told(home: Path, run: Run, configure: Configure) -> None:
    (home / "file").write_text("x")
    configure(f'{in_folder(home / "calendar")}\nreminders = "{home}/file/mine"')

    done = run("check", "--create")

    assert done.complaints == [f"laptop: {home}/file/mine: cannot be made: Not a directory; name another folder"]
    assert done.code == 66
