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
    return conversation(command, [(prompt, typed)] if prompt else [], width=width, env=env, limit=limit)


def conversation(
    command: Sequence[str], turns: Sequence[tuple[str, str]], *, width: int, env: Mapping[str, str], limit: float = 60
) -> tuple[int, str]:
    """Exit code, and all that was shown; of each turn the second is typed when the first has been shown, in order.

    A Ctrl-C that nothing follows is pressed again, as a person would: one that comes between a prompt and the reading
    behind it waits for the next key (so does Python's own prompt).
    """
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, width))

    def take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    shown = b""
    seen = 0
    left = list(turns)
    last = ""
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
                    if last == "\x03":
                        os.write(ours, b"\x03")
                    continue
                read = os.read(ours, 65536)
                if not read:
                    break
                shown += read
                if left and (found := shown.find(left[0][0].encode(), seen)) >= 0:
                    seen = found + len(left[0][0].encode())
                    last = left.pop(0)[1]
                    os.write(ours, last.encode())
        if time.monotonic() >= until:
            running.kill()
        os.close(ours)
    assert not left, f"never asked {left[0][0]!r}: {shown!r}"
    return running.returncode, shown.decode().replace("\r\n", "\n")
