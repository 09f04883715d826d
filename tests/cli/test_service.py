"""`afterview service` where no user manager is needed: what would be written, and what keeps it from being."""

from collections.abc import Callable
from pathlib import Path

import pytest

from afterview import service
from tests.cli.conftest import Run
from tests.cli.making import in_folder


@pytest.fixture(autouse=True)
def anywhere(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Tests may live below /tmp; and no user manager answers."""
    monkeypatch.setattr(service, "LOCAL_FOLDERS", ())
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


def test_a_dry_run_shows_both_files_and_writes_none(run: Run, home: Path, configure: Callable[..., Path]) -> None:
    configure(in_folder(home / "my calendar"))
    before = sorted(home.rglob("*"))
    done = run("service", "install", "--dry-run")
    assert (done.code, done.err) == (0, "")
    units = home / "config/systemd/user"
    assert f"{units}/afterview.service:\n\n# Written by `afterview service install`" in done.out
    assert f"{units}/afterview.service.d/machine.conf:\n\n# Written by" in done.out
    assert f'ReadWritePaths="-{home}/my calendar"' in done.out
    assert f"Environment=XDG_STATE_HOME={home}/state\n" in done.out
    assert f"ExecStartPre=+:/bin/mkdir -p -m 0700 {home}/state/afterview\n" in done.out
    assert sorted(home.rglob("*")) == before


def test_reminders_that_go_elsewhere_open_that_folder_alone(
    run: Run, home: Path, configure: Callable[..., Path]
) -> None:
    configure(in_folder(home / "watched") + f'\nreminders = "{home / "written"}"')
    out = run("service", "install", "--dry-run").out
    assert f"ReadWritePaths=-{home}/written\n" in out
    assert f"{home}/watched" not in out


def test_a_configuration_that_is_named_is_named_to_the_service(
    run: Run, home: Path, configure: Callable[..., Path]
) -> None:
    path = configure(in_folder(home / "calendar"))
    path.rename(home / "other.toml")
    out = run("service", "install", "--dry-run", "--config", "other.toml").out
    assert f"afterview daemon --config {home}/other.toml\n" in out


def test_nothing_is_installed_without_a_configuration(run: Run) -> None:
    done = run("service", "install")
    assert done.code == 78
    assert len(done.complaints) == 1


def test_nothing_is_installed_for_a_wrong_configuration(run: Run, configure: Callable[..., Path]) -> None:
    configure("nonsense = 1")
    done = run("service", "install")
    assert done.code == 78
    assert len(done.complaints) == 1


@pytest.mark.parametrize("verb", ["install", "uninstall", "status"])
def test_where_no_user_manager_answers_that_is_said_in_one_line(
    run: Run, home: Path, configure: Callable[..., Path], verb: str
) -> None:
    configure(in_folder(home / "calendar"))
    done = run("service", verb)
    assert done.code == 74
    (line,) = done.complaints
    assert line.startswith("systemd: ")
    assert not (home / "config/systemd").exists()


def test_logs_need_systemd(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(home))
    done = run("service", "logs")
    assert done.code == 74
    assert done.complaints == ["systemd: is not on this machine; start `afterview daemon` by what starts programs here"]


@pytest.mark.parametrize("number", ["0x5", "-1", "all", "", "1" * 10])
def test_a_number_of_lines_that_is_none_is_a_mistake_of_the_command_line(run: Run, number: str) -> None:
    done = run("service", "logs", f"--lines={number}")
    assert done.code == 2
    assert len(done.complaints) == 1
