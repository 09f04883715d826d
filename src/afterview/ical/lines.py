"""Content lines: from bytes to a tree of components and back, whatever the bytes are (RFC 5545 section 3.1).

Nothing here fails and nothing is interpreted: folding is undone on bytes (a fold may split a character), line ends of
all kinds are taken, components that were never closed are closed, and what was never opened is ignored. The tree keeps
every line as it was, so that a resource can be changed in one place and written back without touching the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

LARGEST: Final = 10_000_000
"""Bytes; a larger calendar object is refused."""
MOST_COMPONENTS: Final = 100_000
_DEEPEST: Final = 8

_FOLD = re.compile(rb"(?<![\r\n])[\r\n]++[ \t]")
_NAME = re.compile(rb"([A-Za-z0-9-]+)[ \t]*[;:]")
_TOP = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY", "VCALENDAR"})


@dataclass(slots=True)
class Block:
    """A component as lines: unfolded, without its BEGIN and END."""

    name: str
    """Upper case; empty for the root, which holds what a file holds."""
    lines: list[bytes] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def walk(self, name: str) -> Iterator[Block]:
        """The blocks of this name directly below, and below the calendar objects here."""
        for block in self.blocks:
            if block.name == name:
                yield block
            elif block.name == "VCALENDAR":
                yield from block.walk(name)

    def first(self, name: bytes) -> bytes | None:
        """The value of the first property of this name (upper case), as it stands; None where there is none."""
        for line in self.lines:
            if line[: len(name)].upper() == name and line[len(name) : len(name) + 1] in (b":", b";"):
                return (
                    line.rpartition(b":")[2].strip() if b";" in line[: len(name) + 1] else line[len(name) + 1 :].strip()
                )
        return None

    def has(self, *names: bytes) -> bool:
        """Whether there is a property of one of these names (upper case)."""
        return any(property_name(line) in names for line in self.lines)


def unfold(data: bytes) -> bytes:
    """`data` in UTF-8 or whatever it was, without byte order mark, NULs and folds."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    return _FOLD.sub(b"", data.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip())


def property_name(line: bytes) -> bytes:
    """The name of a content line, upper case; empty when it is none."""
    match = _NAME.match(line)
    return match[1].upper() if match else b""


def decode(line: bytes) -> str:
    """A line as text: UTF-8 as promised, or else what Windows writes in western Europe."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def scan(data: bytes) -> Block:
    """The tree of `data`; components beyond MOST_COMPONENTS and nested absurdly deep are left out."""
    root = Block("")
    stack = [root]
    left = MOST_COMPONENTS
    for line in unfold(data).splitlines():
        head = line[:6].upper()
        if head == b"BEGIN:":
            left -= 1
            if left < 0:
                break
            name = decode(line[6:]).strip().upper()
            if name in _TOP:
                _close_for(name, stack)
            block = Block(name)
            if len(stack) <= _DEEPEST:
                stack[-1].blocks.append(block)
            stack.append(block)
        elif head[:4] == b"END:":
            _close(decode(line[4:]).strip().upper(), stack)
        elif line:
            stack[-1].lines.append(line)
    return root


def _close_for(name: str, stack: list[Block]) -> None:
    """Close what a component of the top kind cannot stand in: the one before it was never ended."""
    while len(stack) > 1 and (name == "VCALENDAR" or stack[-1].name != "VCALENDAR"):
        stack.pop()


def _close(name: str, stack: list[Block]) -> None:
    for depth in range(len(stack) - 1, max(len(stack) - _DEEPEST - 2, 0), -1):
        if stack[depth].name == name:
            del stack[depth:]
            return


def render(block: Block) -> bytes:
    """The bytes of a tree: folded at 75 octets, never inside a character; the root itself has no BEGIN."""
    parts = [fold(line) for line in block.lines] if block.name else []
    parts += [render(child) for child in block.blocks]
    if not block.name:
        return b"".join(parts)
    name = block.name.encode()
    return b"BEGIN:%s\r\n%sEND:%s\r\n" % (name, b"".join(parts), name)


def fold(line: bytes) -> bytes:
    """One content line, folded and ended."""
    if len(line) <= 75:
        return line + b"\r\n"
    out = []
    start, width = 0, 75
    while len(line) - start > width:
        end = start + width
        while end > start + 1 and line[end] & 0xC0 == 0x80:
            end -= 1
        out.append(line[start:end])
        start, width = end, 74
    out.append(line[start:])
    return b"\r\n ".join(out) + b"\r\n"
