"""Calendar files named on the command line: reading them, and writing one."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterview import ical
from afterview.cli.complaints import Failure
from afterview.errors import AfterviewError, InputError, LocalFailure, MissingInput
from afterview.ical import Reading

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that are read at the most."""
_FEW = 50
_SMALL = 100_000
"""Files, and bytes of one, from which on most of what they hold is better passed over."""


def read_files(
    names: Sequence[str],
    zone: ZoneInfo,
    since: datetime,
    until: datetime,
    matters: Callable[[str, str], bool] | None = None,
) -> tuple[list[Reading], list[Failure]]:
    """What each file holds, in order, and what kept the others from being read; `matters` as `ical.read` has it."""
    readings: list[Reading] = []
    failures: list[Failure] = []
    for name in dict.fromkeys(names):
        try:
            data = _calendar(name)
            # a few small files are read whole in less time than it takes to learn what matters
            glanced = matters if len(names) > _FEW or len(data) > _SMALL else None
            reading = ical.read(data, zone=zone, since=since, until=until, source=name, matters=glanced)
        except AfterviewError as error:
            failures.append((name, error))
            continue
        if reading.skipped and not reading.events and all(s.uid is None and s.summary is None for s in reading.skipped):
            fix = "name another file, or export it anew"
            failures += [(name, InputError(name, s.reason, fix)) for s in reading.skipped]
            reading = replace(reading, skipped=())
        readings.append(reading)
    return readings, failures


def _calendar(name: str) -> bytes:
    data = _bytes(name)
    if not data.strip():
        raise InputError(name, "is empty", "name an .ics file")
    if b"BEGIN:VCALENDAR" not in data.upper():
        raise InputError(name, "is no calendar file: it holds no BEGIN:VCALENDAR", "name an .ics file")
    return data


def _bytes(name: str) -> bytes:
    path = Path(name)
    try:
        if name != "-" and path.is_dir():
            raise InputError(name, "is a folder", f"name the files in it: {path}/*.ics")
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or "it is no name of a file"
        raise MissingInput(name, f"cannot be read: {reason}", "check the name") from None
    if len(data) > LARGEST:
        raise InputError(name, f"is larger than {LARGEST >> 20} MiB", "name a smaller file")
    return data


def write_file(name: str, data: bytes) -> None:
    """Write `data` to a file, whole or not at all; `-` is standard output. Raises LocalFailure."""
    path = Path(name)
    try:
        if name == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif path.is_dir():
            raise LocalFailure(name, "is a folder", f"name a file in it: {path}/reminders.ics")
        elif path.exists() and not path.is_file():
            # a device or a pipe: what stands there is written to, never replaced
            with path.open("wb") as file:
                file.write(data)
        elif path.is_symlink() and path.lstat().st_uid not in (os.geteuid(), 0):
            raise LocalFailure(name, "is somebody else's link", "choose another place with -o")
        else:
            _replace(path.resolve(), data)  # a symbolic link stays one
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if name == "-" else name
        raise LocalFailure(where, f"cannot be written: {error.strerror}", "choose another place with -o") from None


def _replace(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Its rights so far; for a new file what the umask leaves."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
