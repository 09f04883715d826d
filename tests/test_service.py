"""What the service's files hold, and what is said where there is no systemd to start them."""

import os
from pathlib import Path

import pytest

from afterview import service
from afterview.errors import LocalFailure
from afterview.service import DROP_IN, MARK, NAME, WITHOUT_NAMESPACES, Installation

PLAIN = Installation(program=("/opt/afterview/bin/afterview",))


def start_line(installation: Installation) -> str:
    (line,) = (one for one in service.unit_text(installation).splitlines() if one.startswith("ExecStart="))
    return line


def test_the_unit_is_the_shipped_one_with_the_program_of_this_installation() -> None:
    shipped = service.shipped().splitlines()
    written = service.unit_text(PLAIN).removeprefix(MARK).splitlines()
    changed = [(old, new) for old, new in zip(shipped, written, strict=True) if old != new]
    assert changed == [("ExecStart=%h/.local/bin/afterview daemon", "ExecStart=:/opt/afterview/bin/afterview daemon")]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/opt/afterview", "/opt/afterview"),
        ("/home/al ex/bin", '"/home/al ex/bin"'),
        ("/home/100%", "/home/100%%"),
        ('/home/"a"', '"/home/\\"a\\""'),
        ("/home/it's", '"/home/it\'s"'),
        ("/home/a\\b", '"/home/a\\\\b"'),
        ("/home/a;b", '"/home/a;b"'),
        ("", '""'),
    ],
)
def test_a_word_is_written_so_that_systemd_reads_that_very_word(word: str, written: str) -> None:
    assert service.quoted(word) == written


@pytest.mark.parametrize("word", ["/home/a\nExecStart=/bin/false", "/home/a\tb", "/home/\x1b[2J", "/home/\udcff"])
def test_a_name_that_a_unit_cannot_hold_is_refused_in_one_line(word: str) -> None:
    with pytest.raises(LocalFailure, match="holds characters that a unit file cannot"):
        service.quoted(word)


def test_a_configuration_that_was_named_is_named_to_the_service() -> None:
    named = Installation(program=("/opt/afterview",), config=Path("/home/alex/my files/a.toml"))
    assert start_line(named) == 'ExecStart=:/opt/afterview daemon --config "/home/alex/my files/a.toml"'


@pytest.mark.parametrize("place", ["/tmp/venv/bin/afterview", "/var/tmp/afterview"])
def test_a_program_where_the_service_cannot_see_it_is_refused(place: str) -> None:
    with pytest.raises(LocalFailure, match="install afterview, and keep its configuration, somewhere else"):
        service.unit_text(Installation(program=(place,)))


def test_a_program_that_systemd_would_not_start_is_refused() -> None:
    with pytest.raises(LocalFailure, match="is a name that systemd does not start"):
        service.unit_text(Installation(program=("/home/alex's/afterview",)))


def test_there_is_no_drop_in_where_nothing_is_special() -> None:
    assert service.drop_in_text(PLAIN, namespaces=True) is None


def test_the_drop_in_opens_the_folders_that_the_configuration_names() -> None:
    special = Installation(
        program=PLAIN.program,
        own=(Path("/data/state/afterview"),),
        writable=(Path("/home/alex/my calendar"),),
        environment={"XDG_STATE_HOME": "/data/state", "XDG_CONFIG_HOME": "/data/con fig"},
    )
    assert service.drop_in_text(special, namespaces=True) == MARK + (
        "[Service]\n"
        'Environment="XDG_CONFIG_HOME=/data/con fig"\n'
        "Environment=XDG_STATE_HOME=/data/state\n"
        "ExecStartPre=+:/bin/mkdir -p -m 0700 /data/state/afterview\n"
        "ReadWritePaths=/data/state/afterview\n"
        'ReadWritePaths="-/home/alex/my calendar"\n'
    )


def test_without_namespaces_the_drop_in_takes_back_all_that_needs_them() -> None:
    taken_back = {line.partition("=")[0] for line in WITHOUT_NAMESPACES.splitlines() if "=" in line}
    set_ = {line.partition("=")[0] for line in service.shipped().splitlines() if "=" in line}
    mounts = {"PrivateUsers", "PrivateMounts", "PrivateTmp", "PrivateDevices", "ReadWritePaths", "InaccessiblePaths"}
    protects = {name for name in set_ if name.startswith("Protect")}
    assert taken_back == mounts | protects | {"CapabilityBoundingSet"}
    assert taken_back <= set_
    assert service.drop_in_text(PLAIN, namespaces=False) == f"{MARK}[Service]\n{WITHOUT_NAMESPACES}"


# ---- files -----------------------------------------------------------------------------------------------------------


def test_writing_again_leaves_only_what_is_wanted_now(tmp_path: Path) -> None:
    special = service.files(PLAIN, namespaces=False, folder=tmp_path)
    service.write(special, tmp_path)
    assert sorted(special) == sorted(p for p in tmp_path.rglob("*") if p.is_file())
    assert not service.sandboxed(tmp_path)

    plain = service.files(PLAIN, namespaces=True, folder=tmp_path)
    service.write(plain, tmp_path)
    assert list(tmp_path.rglob("*")) == [tmp_path / NAME]
    assert (tmp_path / NAME).read_text() == plain[tmp_path / NAME]
    assert service.sandboxed(tmp_path)


def test_the_drop_ins_of_the_user_stay(tmp_path: Path) -> None:
    service.write(service.files(PLAIN, namespaces=False, folder=tmp_path), tmp_path)
    own = tmp_path / f"{NAME}.d/override.conf"
    own.write_text("[Service]\nNice=5\n")
    service.write(service.files(PLAIN, namespaces=True, folder=tmp_path), tmp_path)
    assert own.read_text() == "[Service]\nNice=5\n"
    assert not own.with_name(DROP_IN).exists()


def test_a_file_that_somebody_else_wrote_stops_it_before_anything_is_changed(tmp_path: Path) -> None:
    other = tmp_path / f"{NAME}.d" / DROP_IN
    other.parent.mkdir()
    other.write_text("[Service]\nNice=5\n")
    with pytest.raises(LocalFailure, match="was not written by afterview"):
        service.write(service.files(PLAIN, namespaces=False, folder=tmp_path), tmp_path)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [other]


# ---- no systemd ------------------------------------------------------------------------------------------------------


def test_a_machine_without_systemd_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalFailure) as told:
        service.reach()
    assert str(told.value) == "systemd: is not on this machine; start `afterview daemon` by what starts programs here"


def test_a_user_without_a_manager_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tmp_path / "systemctl"
    # what it says in a container, and after su
    asked.write_text("#!/bin/sh\necho 'Failed to connect to bus: No such file or directory' >&2\nexit 1\n")
    asked.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(LocalFailure) as told:
        service.reach()
    assert str(told.value) == (
        "systemd: no user manager answers (Failed to connect to bus: No such file or directory); log in as the user "
        "itself, not by su or sudo; without systemd, start `afterview daemon` in another way"
    )


def test_the_program_is_the_one_of_this_environment() -> None:
    (first, *rest) = service.program()
    assert os.access(first, os.X_OK)
    assert (Path(first).name, rest) in (("afterview", []), (Path(first).name, ["-P", "-m", "afterview"]))
