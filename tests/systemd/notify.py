"""A stand-in for systemd's side of sd_notify(3): a datagram socket, the watchdog's clock, and nothing else.

It needs no root and no systemd. Like the real one it takes one datagram for one message, believes the sender's number
that the kernel vouches for, and aborts a process that has been silent for longer than the watchdog's time.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 30.0
"""Seconds to wait for a message: a loaded machine is slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What came in one datagram."""

    sender: int
    at: float
    """Seconds of the monotonic clock."""
    fields: Mapping[str, str]


@dataclass
class ServiceManager:
    """What has been heard so far, and the process that is to speak."""

    watchdog: float
    """Seconds; 0: none."""
    address: str
    heard: list[Message] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)
    process: subprocess.Popen[bytes] | None = None
    stopped: bool = False

    def start(self, words: Sequence[str], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        """Start a service; what it logs goes into a file."""
        given = {"NOTIFY_SOCKET": self.address, "JOURNAL_STREAM": "1:1"}
        if self.watchdog:
            given["WATCHDOG_USEC"] = str(int(self.watchdog * 1e6))
            # its own number is known to nobody before it is there
            words = ["/bin/sh", "-c", 'WATCHDOG_PID=$$ exec "$@"', "sh", *words]
        with log.open("wb") as out:
            self.process = subprocess.Popen(words, env={**env, **given}, stdin=subprocess.DEVNULL, stderr=out)
        return self.process

    def wait_for(self, key: str, *, after: int = 0) -> int:
        """The index of the first message from `after` on that says `key`, which may be yet to come."""
        end = time.monotonic() + LIMIT
        with self.news:
            while True:
                for index, message in enumerate(self.heard[after:], after):
                    if key in message.fields:
                        return index
                left = end - time.monotonic()
                assert left > 0, f"no {key} in {[dict(m.fields) for m in self.heard[after:]]}"
                self.news.wait(left)

    def listen(self, line: socket.socket) -> None:
        """Take messages until told to stop; abort a process that is silent for too long."""
        last: float | None = None
        while not self.stopped:
            try:
                data, more, _, _ = line.recvmsg(65536, socket.CMSG_SPACE(12))
            except TimeoutError:
                data = b""
            now = time.monotonic()
            if data:
                sender = next((struct.unpack("3i", d)[0] for _, kind, d in more if kind == socket.SCM_CREDENTIALS), 0)
                pairs = dict(text.split("=", 1) for text in data.decode().split("\n"))
                with self.news:
                    self.heard.append(Message(sender=sender, at=now, fields=pairs))
                    self.news.notify_all()
                if {"READY", "WATCHDOG"} & pairs.keys():
                    last = now
            if self.watchdog and last is not None and now - last > self.watchdog and self.process:
                # as systemd does: a stopped process must be woken to hear it
                self.process.send_signal(signal.SIGABRT)
                self.process.send_signal(signal.SIGCONT)
                last = None


@contextmanager
def service_manager(*, watchdog: float = 0.0, abstract: bool = False) -> Iterator[ServiceManager]:
    """One that listens, on a socket in a file or in the abstract namespace; its process is killed at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="sd") as folder,  # short: an address has 108 bytes
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line,
    ):
        name = f"afterview-{os.getpid()}-{Path(folder).name}"
        address = f"@{name}" if abstract else f"{folder}/notify"
        line.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        line.bind(f"\0{name}" if abstract else address)
        line.settimeout(0.02)
        manager = ServiceManager(watchdog=watchdog, address=address)
        thread = threading.Thread(target=manager.listen, args=(line,))
        thread.start()
        try:
            yield manager
        finally:
            if manager.process is not None:
                manager.process.kill()
                manager.process.wait()
            manager.stopped = True
            thread.join()
