"""The servers that tests start leave nothing behind, and say why they cannot be had."""

from __future__ import annotations

import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import Unavailable
from tests.servers.program import room

_LEFT_ALONE = """
import os, sys
from tests.servers.program import room
with room("Sleeper") as here:
    os.mkfifo(here.folder / "pipe")
    here.give()
    here.start("sh", "-c", "exec sleep 600 > pipe")
    print(here.folder, flush=True)
    sys.stdin.read()
"""


def test_a_server_that_is_not_installed_is_named() -> None:
    with (
        pytest.raises(Unavailable, match=r"^Cyrus is not installed: no /no/such/httpd$"),
        room("Cyrus", "/no/such/httpd"),
    ):
        pass


def test_a_server_that_fails_is_told_in_its_last_words() -> None:
    with room("Broken") as here:
        here.start("sh", "-c", "echo no database; exit 1")
        with pytest.raises(Unavailable, match="sh ends at once: no database"):
            here.wait_until(lambda: False)


def test_programs_and_their_folder_end_with_the_room() -> None:
    with room("Sleeper") as here:
        here.start("sleep", "600")
        ((_, process, _),) = here.running
    assert process.returncode is not None
    assert not here.folder.exists()


def test_programs_end_even_when_the_tests_are_killed() -> None:
    tests = subprocess.Popen([sys.executable, "-c", _LEFT_ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert tests.stdout is not None
    with Path(tests.stdout.readline().decode().strip(), "pipe").open("rb", buffering=0) as sleeper:
        tests.kill()
        assert select.select([sleeper], [], [], 20)[0], "the program goes on without the tests"
        assert sleeper.read() == b""
    tests.communicate()
