"""Words to the service manager, and lines for its journal (sd_notify(3), sd_watchdog_enabled(3), sd-daemon(3))."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Mapping
from datetime import timedelta

ERROR, WARNING, NOTICE, INFO = 3, 4, 5, 6
"""Priorities of syslog, as the journal reads them at the beginning of a line."""


class Manager:
    """The service manager, if there is one; silent where there is none."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._is_journal = "JOURNAL_STREAM" in environ or "INVOCATION_ID" in environ
        self._told = ""
        self.watchdog = _watchdog(environ)

    def ready(self, status: str) -> None:
        """It is up: what starts after it may."""
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
        text = " ".join(line.split())
        sys.stderr.write(f"<{priority}>{text}\n" if self._is_journal else f"afterview: {text}\n")
        sys.stderr.flush()

    def _tell(self, *assignments: str) -> None:
        if self._address[:1] not in ("/", "@"):
            return
        target = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.connect(target)
                line.sendall("\n".join(assignments).encode())
        except OSError as error:
            self.log(WARNING, f"the service manager does not listen: {error.strerror}")


def _status(text: str) -> str:
    return "STATUS=" + " ".join(text.split())[:400]


def _watchdog(environ: Mapping[str, str]) -> timedelta | None:
    """How long the manager waits for a sign of life from this process; None where it does not."""
    length, process = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not length.isdigit() or int(length) == 0 or process not in ("", str(os.getpid())):
        return None
    return timedelta(microseconds=int(length))
