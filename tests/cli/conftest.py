"""A home of one's own for each test, and the program run in it: in this process, in another, at a terminal."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from afterview.cli import main
from tests.cli.terminal import at_terminal
from tests.servers import TestServer, radicale

_NUMBERS = itertools.count(1)
PROGRAM = [sys.executable, "-c", "import sys; from afterview.cli import main; sys.exit(main())"]


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error, which all begin with the program's name."""
        lines = self.err.splitlines()
        assert all(line.startswith("afterview: ") for line in lines), self.err
        assert "Traceback" not in self.err + self.out
        return [line.removeprefix("afterview: ") for line in lines]


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, no keyring, no terminal settings of whoever runs the tests."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CREDENTIALS_DIRECTORY", "PYTHONIOENCODING", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("TEST_RING", str(tmp_path / "ring.json"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("plan", "x.ics")`: the command in this process, without a terminal."""

    def run(*args: str) -> Ran:
        capsys.readouterr()
        try:
            code = main(args)
        except SystemExit as left:
            code = int(left.code or 0)
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run


@pytest.fixture
def spawn(home: Path) -> Run:
    """The command as a process of its own; `stdin`, further `env` and a file for `stdout` by name."""

    def spawn(*args: str, stdin: bytes = b"", env: dict[str, str] | None = None, stdout: str | None = None) -> Ran:
        target = Path(stdout).open("wb") if stdout else None  # noqa: SIM115 (closed below)
        done = subprocess.run(
            [*PROGRAM, *args],
            check=False,
            input=stdin,
            stdout=target or subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | (env or {}),
            cwd=home,
            timeout=60,
        )
        if target:
            target.close()
        return Ran(done.returncode, (done.stdout or b"").decode(errors="replace"), done.stderr.decode())

    return spawn


@pytest.fixture
def terminal() -> Run:
    """The command at a terminal: `typed` is answered to `prompt`; what both streams show is `out`."""

    def terminal(
        *args: str, prompt: str = "", typed: str = "", width: int = 80, env: dict[str, str] | None = None
    ) -> Ran:
        code, shown = at_terminal(
            [*PROGRAM, *args], prompt=prompt, typed=typed, width=width, env=os.environ | {"TERM": "xterm"} | (env or {})
        )
        return Ran(code, shown, "")

    return terminal


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def calendar(server: TestServer) -> str:
    """The path of an empty calendar on the server."""
    return server.new_calendar(f"cli{next(_NUMBERS)}")


@pytest.fixture
def configure(home: Path) -> Callable[..., Path]:
    """Write config.toml: `configure(account, account)`, each as the lines of its table."""

    def configure(*accounts: str, top: str = "") -> Path:
        path = home / "config" / "afterview" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'me = ["alex.doe@example.org"]\ntimezone = "Europe/Berlin"\nholidays = "DE-BE"\n{top}\n'
        path.write_text(head + "".join(f"\n[[account]]\n{account}\n" for account in accounts), encoding="utf-8")
        return path

    return configure
