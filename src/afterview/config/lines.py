"""On which line of a TOML document (v1.0) each key stands, which tomllib does not tell.

For documents that tomllib has read without complaint; of others nothing is promised but an end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys, and positions in arrays of tables: `("account", 1, "name")`."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings of several lines may end in up to two quotes of their own
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n\"']"
    r"|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)
_KEY = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[^"'=])+""")


def places(text: str) -> dict[Place, int]:
    """The line, from 1, of every key and table header; what stands inside an array has none of its own."""
    found: dict[Place, int] = {}
    tables: dict[Place, int] = {}
    prefix: Place = ()
    for line, statement in _statements(text):
        if statement.startswith("[["):
            prefix = _resolved((), _key(statement[2:-2]), tables, open_last=False)
            tables[prefix] = tables.get(prefix, -1) + 1
            prefix = (*prefix, tables[prefix])
        elif statement.startswith("["):
            prefix = _resolved((), _key(statement[1:-1]), tables)
        else:
            match = _KEY.match(statement)
            found.setdefault(_resolved(prefix, _key(match.group()), tables) if match else prefix, line)
            continue
        found.setdefault(prefix, line)
    return found


def line_of(place: Place, found: Mapping[Place, int]) -> int | None:
    """The line of `place`, or of the nearest thing around it that has one."""
    while place and place not in found:
        place = place[:-1]
    return found.get(place)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header or assignment with the line that it begins on, without comments."""
    line = 1
    depth = 0
    start = line
    parts: list[str] = []
    for match in _TOKEN.finditer(text + "\n"):
        piece = match.group()
        if piece == "\n" and depth <= 0:
            statement = "".join(parts).strip()
            if statement:
                yield start, statement
            parts, depth = [], 0
        elif not piece.startswith("#"):
            if not "".join(parts).strip():
                start = line
            parts.append(piece)
            depth += (piece in "[{") - (piece in "]}")
        line += piece.count("\n")


def _key(text: str) -> Place:
    """The parts of a dotted key, read by tomllib itself."""
    parts: list[str] = []
    try:
        value = tomllib.loads(f"{text.strip()} = 0")
    except tomllib.TOMLDecodeError:
        return (text.strip(),)
    while isinstance(value, dict) and value:
        name, value = next(iter(value.items()))
        parts.append(name)
    return tuple(parts)


def _resolved(prefix: Place, key: Place, tables: Mapping[Place, int], *, open_last: bool = True) -> Place:
    """`key` below `prefix`, where a name of an array of tables means its latest table."""
    for number, part in enumerate(key, start=1):
        prefix = (*prefix, part)
        if prefix in tables and (open_last or number < len(key)):
            prefix = (*prefix, tables[prefix])
    return prefix
