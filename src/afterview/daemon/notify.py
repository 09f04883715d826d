"""Words to the service manager, and lines for its journal (sd_notify(3), sd_watchdog_enabled(3), sd-daemon(3))."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

ERROR, WARNING, NOTICE, INFO = 3, 4, 5, 6
"""Priorities of syslog, as the journal reads them at the beginning of a line."""

_PATIENCE = 1.0
"""Seconds for the manager to take a message: one that does not listen must not hold up anything."""


class Manager:
    """The service manager, if there is one; silent where there is none."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._is_journal = _is_journal(environ)
        self._told = ""
        self._is_deaf = False
        self.watchdog = _watchdog(environ)

    def ready(self, status: str) -> None:
        """It is up: what starts after it may."""
        self._told = status
        self._tell("READY=1", _status(status))

    def status(self, status: str) -> None:
        """How it is, in a line for a person; said again only when it is another one."""
        if status != self._told:
            self._tell(_status(status))
        self._told = status

    def reloading(self) -> None:
        """The configuration is being read anew; `ready` ends it."""
        stamp = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        self._tell("RELOADING=1", f"MONOTONIC_USEC={stamp}", "STATUS=reading the configuration anew")

    def stopping(self) -> None:
        """It is on its way out."""
        self._tell("STOPPING=1", "STATUS=stopping")

    def alive(self) -> None:
        """It is getting on with its work."""
        self._tell("WATCHDOG=1")

    def log(self, priority: int, line: str) -> None:
        """One line for the journal, or for whoever reads standard error."""
        text = _plain(line)
        with suppress(OSError, ValueError):  # nobody reads it any more: no reason to end
            sys.stderr.write(f"<{priority}>{text}\n" if self._is_journal else f"afterview: {text}\n")
            sys.stderr.flush()

    def _tell(self, *assignments: str) -> None:
        if self._address[:1] not in ("/", "@"):
            return
        target = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.settimeout(_PATIENCE)
                line.connect(target)
                line.sendall("\n".join(assignments).encode(errors="replace"))
        except OSError as error:
            if not self._is_deaf:
                self.log(WARNING, f"the service manager does not listen: {error.strerror or error}")
            self._is_deaf = True
        else:
            self._is_deaf = False


def _plain(text: str) -> str:
    """One line, without anything that a terminal would obey: parts of it are text from invitations."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))


def _status(text: str) -> str:
    return "STATUS=" + _plain(text)[:400]


def _is_journal(environ: Mapping[str, str]) -> bool:
    """Whether standard error is read by the journal; a shell below a service inherits the name of its stream."""
    stream = environ.get("JOURNAL_STREAM", "")
    if not stream or environ.get("NOTIFY_SOCKET"):
        return bool(stream)
    try:
        found = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    return stream == f"{found.st_dev}:{found.st_ino}"


def _watchdog(environ: Mapping[str, str]) -> timedelta | None:
    """How long the manager waits for a sign of life from this process; None where it does not."""
    length, process = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not (length.isascii() and length.isdigit()) or int(length) == 0 or process not in ("", str(os.getpid())):
        return None
    return timedelta(microseconds=int(length))
