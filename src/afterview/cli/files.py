"""Calendar files named on the command line: reading them, and writing one."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterview import ical
from afterview.errors import InputError, LocalFailure, MissingInput
from afterview.ical import Reading

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that are read at the most."""


def read_files(names: Sequence[str], zone: ZoneInfo, since: datetime, until: datetime) -> list[Reading]:
    """What each file holds, in order. Raises MissingInput or InputError for the first that cannot be used."""
    return [_read(name, zone, since, until) for name in names]


def _read(name: str, zone: ZoneInfo, since: datetime, until: datetime) -> Reading:
    data = sys.stdin.buffer.read(LARGEST) if name == "-" else _bytes(Path(name))
    if b"BEGIN:VCALENDAR" not in data.upper():
        raise InputError(name, "is no calendar file: it holds no BEGIN:VCALENDAR", "name an .ics file")
    return ical.read(data, zone=zone, since=since, until=until, source=name)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(str(path), "is a folder", f"name the files in it: {path}/*.ics")
        if path.stat().st_size > LARGEST:
            raise InputError(str(path), f"is larger than {LARGEST >> 20} MiB", "name a smaller file")
        return path.read_bytes()
    except OSError as error:
        raise MissingInput(str(path), f"cannot be read: {error.strerror}", "check the name") from None


def write_file(name: str, data: bytes) -> None:
    """Write `data` to a file, whole or not at all; `-` is standard output. Raises LocalFailure."""
    if name == "-":
        sys.stdout.buffer.write(data)
        return
    path = Path(name)
    try:
        if path.is_dir():
            raise LocalFailure(name, "is a folder", f"name a file in it: {path}/reminders.ics")
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LocalFailure(name, f"cannot be written: {error.strerror}", "choose another place") from None
