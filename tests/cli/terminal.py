"""A terminal for a program under test."""

from __future__ import annotations

import fcntl
import os
import select
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress


def at_terminal(
    command: Sequence[str], *, prompt: str, typed: str, width: int, env: Mapping[str, str], limit: float = 60
) -> tuple[int, str]:
    """Exit code, and all that was shown; `typed` is sent once, when `prompt` has been shown (when there is one)."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, width))

    def take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    shown = b""
    waiting = bool(prompt)
    until = time.monotonic() + limit
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
        preexec_fn=take_terminal,  # noqa: PLW1509 (one system call, which no other thread can hold up)
    ) as running:
        os.close(theirs)
        with suppress(OSError):  # Linux tells the end of a terminal by EIO
            while time.monotonic() < until:
                if not select.select([ours], [], [], 1)[0]:
                    continue
                read = os.read(ours, 65536)
                if not read:
                    break
                shown += read
                if waiting and prompt.encode() in shown:
                    waiting = False
                    os.write(ours, typed.encode())
        if time.monotonic() >= until:
            running.kill()
        os.close(ours)
    assert not waiting, f"never asked {prompt!r}: {shown!r}"
    return running.returncode, shown.decode().replace("\r\n", "\n")
