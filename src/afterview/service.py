"""The service: afterview as a systemd user unit, written, started, looked at and taken away again.

The unit is the one in `systemd/`, with the paths of this installation put in; what depends on the machine and on the
settings stands in a drop-in beside it (systemd.unit(5)). Both begin with a mark, and nothing without it is overwritten
or removed. Programs are asked, never libraries: systemctl, systemd-run, loginctl, journalctl, each with a time limit.

Every failure is an AfterviewError: LocalFailure where this machine has no systemd or refuses, ConfigError where the
program itself left with 78.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import NoReturn

from afterview.errors import ConfigError, LocalFailure

NAME = "afterview.service"
MARK = "# Written by `afterview service install`, and removed by `afterview service uninstall`.\n"
DROP_IN = "machine.conf"
ASK_LIMIT = 30.0
"""Seconds for a question to systemd."""
START_LIMIT = 120.0
"""Seconds until it must have started; the unit's own limit is below it."""
LINGERING = Path("/var/lib/systemd/linger")
"""Where logind keeps a file for each user who lingers."""
LOCAL_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108 (named because they are refused)
"""Where the service sees another folder than we do (PrivateTmp)."""

WITHOUT_NAMESPACES = """\
# This machine lets no user make namespaces (systemd.exec(5), "PrivateUsers"): what needs them is off. What limits
# system calls, sockets and rights stays on.
PrivateUsers=no
PrivateMounts=no
PrivateTmp=no
PrivateDevices=no
ProtectSystem=no
ProtectHome=no
ReadWritePaths=
InaccessiblePaths=
ProtectClock=no
ProtectHostname=no
ProtectKernelTunables=no
ProtectKernelModules=no
ProtectKernelLogs=no
ProtectControlGroups=no
CapabilityBoundingSet=~
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What a unit is written for."""

    program: tuple[str, ...]
    """The program and the arguments before `daemon`; absolute."""
    config: Path | None = None
    """Absolute; None: the file that is found without being named."""
    own: tuple[Path, ...] = ()
    """Where its state and its copies are kept, where that is not the usual place; absolute. They need not exist."""
    writable: tuple[Path, ...] = ()
    """Folders of the user that the service writes to; absolute."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables that the service is to have as this process has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What systemd says of the unit. Empty text: it says nothing."""

    active: str
    """`active`, `inactive`, `failed`, `activating`, `reloading`, `deactivating`."""
    result: str
    """`success`, or how it ended: `exit-code`, `watchdog`, `timeout`, …"""
    status: int
    """The exit code it ended with last; 0 while it runs for the first time."""
    text: str
    """What the program itself says it is doing."""
    since: str
    """When it came into this state, as systemd writes times."""
    enabled: bool
    """Whether it starts by itself."""


# ---- what is written -------------------------------------------------------------------------------------------------


def shipped(name: str = NAME) -> str:
    """The text of a unit that comes with the program: `afterview.service` or `afterview@.service`."""
    return (resources.files("afterview") / "systemd" / name).read_text(encoding="utf-8")


def program() -> tuple[str, ...]:
    """How this very installation is started by somebody else."""
    script = Path(sys.executable).with_name("afterview")
    # -P: a module in the folder that it is started in must not stand in for one of Python's
    return (str(script),) if os.access(script, os.X_OK) else (sys.executable, "-P", "-m", "afterview")


def unit_text(installation: Installation) -> str:
    """The unit with the paths of `installation`. Raises LocalFailure for one that a unit cannot hold."""
    words = [*installation.program, "daemon"]
    if installation.config is not None:
        words += ["--config", str(installation.config)]
    for word in words:
        if any(Path(word).is_relative_to(folder) for folder in LOCAL_FOLDERS):
            fix = "install afterview, and keep its configuration, somewhere else"
            raise LocalFailure(word, "is in a folder of which the service has one of its own", fix)
    if set(words[0]) & set("\"'\\"):
        raise LocalFailure(words[0], "is a name that systemd does not start", "leave out quotes and backslashes")
    # ":" first: no variable is put in anywhere (systemd.service(5), "Command lines")
    start = " ".join([quoted(f":{words[0]}"), *map(quoted, words[1:])])
    lines = [f"ExecStart={start}" if line.startswith("ExecStart=") else line for line in shipped().splitlines()]
    return MARK + "\n".join(lines) + "\n"


def drop_in_text(installation: Installation, *, namespaces: bool) -> str | None:
    """What this machine and these settings need beyond the unit; None where that is nothing."""
    lines = [f"Environment={quoted(f'{name}={value}')}\n" for name, value in sorted(installation.environment.items())]
    lines += [f"ExecStartPre=+:/bin/mkdir -p -m 0700 {quoted(str(folder))}\n" for folder in installation.own]
    if namespaces:
        lines += [f"ReadWritePaths={quoted(str(folder))}\n" for folder in installation.own]
        # one that is not there does no harm
        lines += [f"ReadWritePaths={quoted(f'-{folder}')}\n" for folder in installation.writable]
    else:
        lines.append(WITHOUT_NAMESPACES)
    return MARK + "[Service]\n" + "".join(lines) if lines else None


def quoted(word: str) -> str:
    """One word of a unit file, whatever it holds (systemd.syntax(7), "Quoting"; systemd.unit(5), "Specifiers").

    Raises LocalFailure for a word with control characters, or one that is no UTF-8.
    """
    if not word.isprintable():
        raise LocalFailure(repr(word), "holds characters that a unit file cannot", "give it another name")
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"' if not escaped or any(c in escaped for c in " '\"\\;") else escaped


def files(installation: Installation, *, namespaces: bool, folder: Path) -> dict[Path, str]:
    """Every file that is to stand in `folder`, the user's folder of units."""
    written = {folder / NAME: unit_text(installation)}
    drop_in = drop_in_text(installation, namespaces=namespaces)
    if drop_in is not None:
        written[folder / f"{NAME}.d" / DROP_IN] = drop_in
    return written


def unit_folder() -> Path:
    """The user's folder of units that the manager reads, or the usual one where there is no manager."""
    usual = Path.home() / ".config/systemd/user"
    ours = Path(os.environ.get("XDG_CONFIG_HOME") or usual.parent.parent) / "systemd/user"
    try:
        read = _user("show", "--property=UnitPath", "--value").split()
    except LocalFailure:
        return ours
    return ours if str(ours) in read else usual


# ---- doing it --------------------------------------------------------------------------------------------------------


def reach() -> None:
    """Nothing, where a systemd user manager answers. Raises LocalFailure."""
    _user("show", "--property=Version", "--value")


def namespaces_allowed() -> bool:
    """Whether a service of this user can be put into a sandbox: tried, since nothing tells."""
    sandbox = ["--property=PrivateUsers=yes", "--property=ProtectSystem=strict", "--property=PrivateTmp=yes"]
    return _ran("systemd-run", "--user", "--quiet", "--wait", "--collect", *sandbox, "true").returncode == 0


def write(wanted: Mapping[Path, str], folder: Path) -> None:
    """Put the files there and remove what an earlier installation has left. Raises LocalFailure for one not ours."""
    for path in _possible(folder):
        if path.exists() and not _ours(path):
            fix = f"move it away first: mv {path} {path}.mine"
            raise LocalFailure(str(path), "is there already, and was not written by afterview", fix)
    for path in _possible(folder):
        text = wanted.get(path)
        if text is None:
            _remove(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(0o644)
        fresh.replace(path)


def start() -> State:
    """Have it begin now and with every login or boot, and wait until it is active. Raises LocalFailure, ConfigError."""
    _user("daemon-reload")
    _user("enable", "--quiet", NAME)
    begun = time.time()
    told = _ran("systemctl", "--user", "restart", NAME, limit=START_LIMIT)
    now = state()
    if told.returncode or now.active not in ("active", "reloading"):
        _failed(now, begun, told.stderr.strip())
    return now


def remove(folder: Path) -> list[Path]:
    """Stop it and remove what `write` wrote, and nothing else; the files that were there."""
    there = [path for path in _possible(folder) if path.exists() and _ours(path)]
    if folder / NAME in there:
        _user("disable", "--quiet", "--now", NAME)
    for path in there:
        _remove(path)
    _user("daemon-reload")
    _ran("systemctl", "--user", "reset-failed", NAME)  # it fails where there is nothing to forget
    return there


def installed(folder: Path) -> bool:
    """Whether there is a unit, whoever wrote it."""
    return (folder / NAME).exists()


def sandboxed(folder: Path) -> bool:
    """Whether the unit has its whole sandbox."""
    path = folder / f"{NAME}.d" / DROP_IN
    return not path.exists() or WITHOUT_NAMESPACES not in path.read_text(encoding="utf-8")


def state() -> State:
    """What systemd says of it now. Raises LocalFailure."""
    names = ("ActiveState", "Result", "ExecMainStatus", "StatusText", "StateChangeTimestamp", "UnitFileState")
    told = _user("show", f"--property={','.join(names)}", NAME)
    said = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    return State(
        active=said.get("ActiveState", ""),
        result=said.get("Result", ""),
        status=int(said.get("ExecMainStatus") or 0),
        text=said.get("StatusText", ""),
        since=said.get("StateChangeTimestamp", ""),
        enabled=said.get("UnitFileState") == "enabled",
    )


def lingers() -> bool:
    """Whether the user's services run while nobody is logged in."""
    # what logind itself goes by; it answers for a user only while it knows of one
    return (LINGERING / pwd.getpwuid(os.getuid()).pw_name).exists()


def linger() -> None:
    """Have the user's services run while nobody is logged in. Raises LocalFailure where that is not allowed."""
    if lingers():
        return
    # by number: without one it is the user of the session, and there may be none
    told = _ran("loginctl", "enable-linger", str(os.getuid()))
    if told.returncode:
        reason = _one_line(told.stderr).rstrip(".") or "it was refused"
        raise LocalFailure("lingering", reason, 'ask the administrator for: loginctl enable-linger "$USER"')


def logs(*, lines: int, follow: bool) -> int:
    """Print the log, by journalctl itself; its exit code."""
    words = ["journalctl", f"--user-unit={NAME}", f"--lines={lines}", "--no-pager", *(["--follow"] if follow else [])]
    try:
        return subprocess.run(words, check=False).returncode
    except FileNotFoundError:
        _no_systemd()


# ---- asking systemd --------------------------------------------------------------------------------------------------


def _failed(now: State, begun: float, told: str) -> NoReturn:
    """Why it did not start: in its own last words, else in systemd's."""
    line = next(reversed(_last_words(begun)), "")
    reason = line or now.text or _one_line(told) or f"it ended with {now.result} {now.status}"
    fix = "mend it, then: systemctl --user restart afterview"
    if now.status == ConfigError.exit_code:
        raise ConfigError(NAME, f"did not start: {reason}", fix)
    raise LocalFailure(NAME, f"did not start: {reason}", f"{fix}; its log: afterview service logs")


def _last_words(since: float) -> list[str]:
    """What the program itself has logged since then; nothing where the journal may not be read."""
    only = [f"_SYSTEMD_USER_UNIT={NAME}", f"--since=@{int(since)}"]
    told = _ran("journalctl", "--quiet", "--no-pager", "--output=cat", "--lines=5", *only)
    return [line.removeprefix("afterview: ") for line in told.stdout.splitlines() if line.strip()]


def _user(*words: str) -> str:
    """What `systemctl --user` answers. Raises LocalFailure."""
    told = _ran("systemctl", "--user", *words)
    if told.returncode == 0:
        return told.stdout.strip()
    reason = _one_line(told.stderr)
    if "connect" in reason or "bus" in reason:
        fix = "log in as the user itself, not by su or sudo; without systemd, start `afterview daemon` in another way"
        raise LocalFailure("systemd", f"no user manager answers ({reason.rstrip('.')})", fix)
    raise LocalFailure("systemd", f"`systemctl --user {words[0]}` failed: {reason}", "see: afterview service status")


def _ran(*words: str, limit: float = ASK_LIMIT) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limit,
            check=False,
        )
    except FileNotFoundError:
        _no_systemd()
    except subprocess.TimeoutExpired:
        raise LocalFailure("systemd", f"`{words[0]}` gave no answer within {limit:g} seconds", "try again") from None


def _no_systemd() -> NoReturn:
    fix = "start `afterview daemon` by what starts programs here"
    raise LocalFailure("systemd", "is not on this machine", fix) from None


def _one_line(text: str) -> str:
    return " ".join(text.split())


# ---- the files -------------------------------------------------------------------------------------------------------


def _possible(folder: Path) -> Iterator[Path]:
    """Where files of ours can be."""
    yield folder / NAME
    yield folder / f"{NAME}.d" / DROP_IN


def _ours(path: Path) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8", errors="replace").startswith(MARK)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    if path.name == DROP_IN:
        with suppress(OSError):  # the user has put other things there
            path.parent.rmdir()
