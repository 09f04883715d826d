"""What goes wrong, told on standard error: one line each, whatever it quotes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TypeAlias

from afterview.errors import AfterviewError

Failure: TypeAlias = tuple[str, AfterviewError]
"""The account or file that could not be used, and why."""


class Told(Exception):
    """Nothing of all that was named could be used."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(*failures)
        self.failures = failures


def say(line: str) -> None:
    """One line, without anything that a terminal would obey."""
    plain = "".join(c if c.isprintable() else "?" for c in " ".join(line.split()))
    print(f"afterview: {plain}", file=sys.stderr)  # noqa: T201


def say_failures(failures: Sequence[Failure]) -> int:
    """Each failure, with what it was about; the exit code of the first, 0 where there is none."""
    for name, error in failures:
        say(str(error) if error.where.startswith(name) else f"{name}: {error}")
    return failures[0][1].exit_code if failures else 0
