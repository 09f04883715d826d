"""The units as texts: systemd understands all of them, and says how little they leave open."""

import os
import subprocess
from pathlib import Path

import pytest

from afterview import service
from afterview.service import Installation
from tests.systemd.guest import have

ROOT = Path(__file__).parent.parent.parent
UNITS = ["afterview.service", "afterview@.service"]

needs_systemd = pytest.mark.skipif(not have("systemd-analyze"), reason="there is no systemd here")


def analysed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What systemd-analyze says; as a user manager it wants a folder for its sockets."""
    return subprocess.run(
        ["systemd-analyze", *words],
        env=os.environ | {"XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8", "SYSTEMD_PAGER": "cat"},
        capture_output=True,
        text=True,
        check=False,
    )


def startable(name: str, folder: Path) -> Path:
    """A unit in a file, with a program that is there."""
    lines = service.shipped(name).splitlines()
    path = folder / name.replace("@", "@one")
    path.write_text(
        "\n".join("ExecStart=/bin/true" if line.startswith("ExecStart=") else line for line in lines) + "\n"
    )
    return path


@needs_systemd
@pytest.mark.parametrize(("name", "scope"), [("afterview.service", "--user"), ("afterview@.service", "--system")])
def test_systemd_knows_every_word_of_a_unit(name: str, scope: str, tmp_path: Path) -> None:
    told = analysed(tmp_path, scope, "verify", str(startable(name, tmp_path)))
    # it exits with 0 over keys that it does not know
    assert (told.returncode, told.stderr, told.stdout) == (0, "", "")


@needs_systemd
def test_systemd_is_heard_when_it_does_not_know_a_word(tmp_path: Path) -> None:
    path = startable("afterview.service", tmp_path)
    path.write_text(path.read_text().replace("PrivateTmp=", "PrivatTmp="))
    assert "'PrivatTmp'" in analysed(tmp_path, "--user", "verify", str(path)).stderr


@needs_systemd
@pytest.mark.parametrize(
    ("name", "scope", "most"), [("afterview.service", "--user", 2.0), ("afterview@.service", "--system", 1.2)]
)
def test_a_unit_leaves_little_open(name: str, scope: str, most: float, tmp_path: Path) -> None:
    words = [scope, "security", "--offline=true", f"--threshold={most * 10:.0f}", "--no-pager"]
    told = analysed(tmp_path, *words, str(startable(name, tmp_path)))
    assert told.returncode == 0, told.stdout
    exposure = float(told.stdout.split("Overall exposure level for ")[1].split(": ")[1].split()[0])
    assert 0 < exposure <= most


@needs_systemd
def test_what_is_written_for_a_path_with_signs_in_it_starts_that_very_program(tmp_path: Path) -> None:
    odd = tmp_path / "100% $HOME; 中"
    odd.mkdir()
    program = odd / "after view"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    folder = odd / 'it\'s "mine" \\n'
    wanted = Installation(program=(str(program),), config=folder / "config $x.toml", writable=(folder,))
    files = write(wanted, tmp_path / "units", namespaces=True)
    told = analysed(tmp_path, "--user", "verify", str(files[0]))
    assert (told.returncode, told.stderr) == (0, "")


def write(wanted: Installation, folder: Path, *, namespaces: bool) -> list[Path]:
    # below /tmp, which the service would not see: it is only read here
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "LOCAL_FOLDERS", ())
        files = service.files(wanted, namespaces=namespaces, folder=folder)
    service.write(files, folder)
    return list(files)


@needs_systemd
def test_systemd_knows_every_word_of_the_drop_in(tmp_path: Path) -> None:
    wanted = Installation(
        program=("/bin/true",),
        own=(tmp_path / "state",),
        writable=(tmp_path / "a b",),
        environment={"XDG_STATE_HOME": f"{tmp_path}/100%"},
    )
    for namespaces in (True, False):
        folder = tmp_path / f"{namespaces}"
        unit, drop_in = write(wanted, folder, namespaces=namespaces)
        assert drop_in == folder / "afterview.service.d/machine.conf"
        told = analysed(tmp_path, "--user", "verify", str(unit))
        assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("name", UNITS)
def test_the_units_at_the_top_of_the_checkout_are_those_that_are_shipped(name: str) -> None:
    assert (ROOT / "systemd" / name).read_text() == service.shipped(name)


@pytest.mark.parametrize("name", UNITS)
def test_both_units_treat_the_daemon_alike(name: str) -> None:
    lines = service.shipped(name).splitlines()
    for line in (
        "Type=notify",
        "ExecReload=/bin/kill -HUP $MAINPID",
        "Restart=on-failure",
        "RestartPreventExitStatus=78",
        "WatchdogSec=5min",
        "LimitCORE=0",
    ):
        assert line in lines
