"""Lines on a terminal: wrapped below themselves, without spaces at their ends. rich is imported when needed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

ENDLESS = 100_000
"""The width where there is no terminal: what reads it, or a pager, wraps it."""
NARROW = 24
"""Columns that a text needs beside its head; where there are fewer it stands below it."""


def console(*, stderr: bool = False) -> Console:
    """Where people read; no escape sequence but on a terminal, and none at all with NO_COLOR (https://no-color.org)."""
    from rich.console import Console

    class Output(Console):
        def on_broken_pipe(self) -> None:
            """Who reads no further is told nothing; rich itself would end the process here."""
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    is_terminal = stream.isatty()
    return Output(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if is_terminal else ENDLESS,
        color_system="auto" if is_terminal and not os.environ.get("NO_COLOR") else None,
    )


def styled(*parts: tuple[str, str]) -> Text:
    """One text of pieces, each with its style."""
    from rich.text import Text

    return Text.assemble(*parts)


def padded(text: str, width: int) -> str:
    """`text` with spaces up to `width` columns."""
    from rich.cells import cell_len

    return text + " " * (width - cell_len(text))


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def hanging(out: Console, head: Text, text: Text | None = None, *, below: int = 4) -> None:
    """`head`, and beside it `text`, wrapped below its own beginning; where there is no room, `below` columns in."""
    room = out.width - head.cell_len
    if text is None or (room < NARROW and head.cell_len):
        _wrapped(out, head, below)
        if text is not None:
            _wrapped(out, styled((" " * below, "")) + text, below)
        return
    for number, line in enumerate(text.wrap(out, max(room, 10), overflow="fold")):
        _line(out, (head if number == 0 else styled((" " * head.cell_len, ""))) + line)


def trimmed(out: Console, renderable: RenderableType) -> None:
    """Print a table without the spaces that fill its last column."""
    for line in out.render_lines(renderable, pad=False):
        _line(out, styled(*((piece.text, str(piece.style or "")) for piece in line)))


def _wrapped(out: Console, text: Text, below: int) -> None:
    """A line of its own, its further lines `below` columns in."""
    indent = len(text.plain) - len(text.plain.lstrip(" "))
    first = text.wrap(out, out.width, overflow="fold")[:1]
    if not first or len(first[0]) >= len(text):
        _line(out, text)
        return
    _line(out, first[0])
    rest = text[len(first[0].plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip(" ")) :]
    margin = max(below, indent)
    for line in rest.wrap(out, max(out.width - margin, 10), overflow="fold"):
        _line(out, styled((" " * margin, "")) + line)


def _line(out: Console, text: Text) -> None:
    text.rstrip()
    out.print(text, soft_wrap=True)
