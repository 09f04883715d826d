"""Words: the tables that recognition goes by, one text file each; a line added to one teaches a word or a sender.

A table is lines of entries parted by commas, under `[section]` headings; `#` begins a comment line. What the sections
of a language mean stands in `afterview.core.lexicon`, those of senders in `afterview.core.senders`. The files are
part of the program, as its modules are: they are read once and never change while it runs.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "pl", "cs", "tr", "ru", "uk", "ja", "zh", "ko")


_EMPTY = re.compile(r",[ !]*,")


class Section(NamedTuple):
    """The lines under one heading."""

    name: str
    weak: bool
    """The heading ends in `?`."""
    lines: tuple[str, ...]

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries, as they are written."""
        return tuple(entry.strip() for line in self.lines for entry in line.split(","))


@cache
def sections(table: str) -> tuple[Section, ...]:
    """The sections of a table, in order."""
    return parsed(_text(table), source=f"{table}.txt")


def parsed(text: str, *, source: str) -> tuple[Section, ...]:
    """The sections of a table's text; ValueError names the line of an entry that is empty or under no heading."""
    found: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("["):
            found.append((line.strip("[] "), []))
        elif line.strip() and not line.startswith("#"):
            if not found:
                raise ValueError(f"{source}, line {number}: {line!r} stands under no [section]")
            if _EMPTY.search(f",{line},"):
                raise ValueError(f"{source}, line {number}: {line!r} has an empty entry")
            found[-1][1].append(line)
    return tuple(Section(name.rstrip("?"), name.endswith("?"), tuple(lines)) for name, lines in found)


@cache
def entries(table: str, section: str, *, weak: bool | None = None) -> frozenset[str]:
    """Everything under the headings of that name; of all of them, or of those with `?` or without."""
    return frozenset(
        entry for s in sections(table) if s.name == section and (weak is None or s.weak == weak) for entry in s.entries
    )


@cache
def edition() -> str:
    """A name for the tables as they are: another one when a line of any has changed."""
    return sha256("\0".join(map(_text, names())).encode()).hexdigest()[:16]


def names() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(sorted(f.name.removesuffix(".txt") for f in files(__name__).iterdir() if f.name.endswith(".txt")))


def _text(table: str) -> str:
    return (files(__name__) / f"{table}.txt").read_text("utf-8")
