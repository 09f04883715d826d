"""`afterview demo`: a real server, real passes, and no trace afterwards."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Run


def test_the_demo_shows_a_whole_pass_and_that_a_second_changes_nothing(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(home / "tmp"))
    begin = time.monotonic()
    done = run("demo")
    assert time.monotonic() - begin < 15
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if re.match(r"\d\. ", line)]
    assert [head[:2] for head in heads] == ["1.", "2.", "3.", "4.", "5."]
    _, recognised, planned, written, again, shown = re.split(r"^\d\. .*$", done.out, flags=re.MULTILINE)
    assert "6 interviews, 1 unsure, 2 other events looked at closely" in recognised
    assert "Check in: Inès Laurent" in planned
    changes = re.findall(r"^  \+ create", written, re.MULTILINE)
    assert f"demo: 6 interviews in 4 applications, {len(changes)} changes" in written
    assert len(changes) >= 10
    assert again.strip() == "demo: 6 interviews in 4 applications, nothing to change"
    assert "DRAFT" in shown
    assert [p for p in home.rglob("*") if p != home / "tmp"] == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_goes_on_serving_until_it_is_stopped(home: Path, how: signal.Signals) -> None:
    (home / "tmp").mkdir()
    with subprocess.Popen(
        [*PROGRAM, "demo", "--keep"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(home / "tmp"), "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            lines.append(line.decode())
            if line.startswith(b"Ctrl-C ends"):
                break
        running.send_signal(how)
        out, err = running.communicate(timeout=20)
    shown = "".join(lines)
    assert re.search(r"^  address   http://127\.0\.0\.1:\d+/demo/Personal/$", shown, re.MULTILINE)
    assert re.search(r"^  password  \S{12,}$", shown, re.MULTILINE)
    assert (running.returncode, out.decode().splitlines()[-1], err) == (0, "Gone without a trace.", b"")
    assert list((home / "tmp").iterdir()) == []


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("demo", "--port", str(taken.getsockname()[1]))
    assert (done.code, len(done.complaints)) == (74, 1)
    assert "choose another port" in done.complaints[0]
