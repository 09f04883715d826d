"""What goes wrong, told on standard error: one line each, whatever it quotes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from afterview.errors import AfterviewError


def say(line: str) -> None:
    """One line, without anything that a terminal would obey."""
    plain = "".join(c if c.isprintable() else "?" for c in " ".join(line.split()))
    print(f"afterview: {plain}", file=sys.stderr)  # noqa: T201


def say_failures(failures: Iterable[AfterviewError]) -> int:
    """Each failure once; the exit code of the first, 0 where there is none."""
    failures = list(failures)
    for line in dict.fromkeys(map(str, failures)):
        say(line)
    return failures[0].exit_code if failures else 0
