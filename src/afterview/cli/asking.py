"""Questions at a terminal: one at a time, each with what Enter stands for; a wrong answer is told and asked again.

Ctrl-D and Ctrl-C end it all the same way: `Stopped`.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from afterview.errors import AfterviewError, ConfigError

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


class Stopped(Exception):
    """The person has had enough."""


class Missing(Exception):
    """There is nobody to ask, and it was not said by an option either; the exception's text names the option."""


class Terminal:
    """Somebody to ask."""

    def __init__(self, out: Console) -> None:
        with suppress(ImportError):
            import readline  # noqa: F401 (from then on, lines can be edited)
        self.out = out

    def tell(self, text: str = "", style: str = "") -> None:
        """A paragraph, wrapped."""
        self.out.print(text, style=style)

    def complain(self, error: AfterviewError) -> None:
        """What is wrong with an answer, and what to write instead."""
        self.out.print(f"  ! {error.what}" + (f"; {error.fix}" if error.fix else ""), style="red")

    def line(self, question: str, read: Callable[[str], T], default: str | None = None) -> T:
        """What `read` makes of the answer; asked again for as long as it raises an AfterviewError.

        Enter stands for `default`; where that is None there has to be an answer.
        """
        hint = f" [{default}]" if default else ""
        while True:
            with _stoppable():
                answer = input(f"{question}{hint}: ").strip()
            if not answer and default is None:
                continue
            try:
                return read(answer or default or "")
            except AfterviewError as error:
                self.complain(error)

    def agreed(self, question: str, *, default: bool = True) -> bool:
        """Yes or no."""
        hint = "Y/n" if default else "y/N"
        while True:
            with _stoppable():
                answer = input(f"{question} [{hint}] ").strip().casefold()
            if answer in ("", "y", "yes", "n", "no"):
                return answer.startswith("y") if answer else default
            self.tell("  ! Please say y or n.", style="red")

    def choice(self, question: str, options: Sequence[str], default: int | None = 0, *, leave: str = "") -> int | None:
        """The position of the option that was chosen, by its number. `leave`: what Enter does in place of choosing."""
        self._list(options)
        hint = "" if default is None else str(default + 1)

        def read(answer: str) -> int | None:
            if not answer:
                return None
            (one,) = _numbers(answer, len(options), only_one=True)
            return one

        return self.line(f"{question} ({leave})" if leave else question, read, "" if leave else hint)

    def choices(self, question: str, options: Sequence[str], default: Sequence[int]) -> list[int]:
        """The positions of all that were chosen, by their numbers."""
        self._list(options)
        hint = "all" if len(default) == len(options) else ",".join(str(n + 1) for n in default)
        return self.line(question, lambda answer: _numbers(answer, len(options)), hint)

    def password(self, question: str) -> str:
        """What was typed, unseen; it may be empty."""
        with _stoppable():
            return getpass.getpass(f"{question}: ")

    def _list(self, options: Sequence[str]) -> None:
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", style="bold")
        table.add_column()
        for number, option in enumerate(options, start=1):
            table.add_row(f"  {number}", option)
        self.out.print(table)


def answered(
    who: Terminal | None,
    given: str | None,
    option: str,
    question: str,
    read: Callable[[str], T],
    default: str | None = None,
) -> T:
    """What `read` makes of what was given as `option`, else of the answer to `question`, else of the default.

    Raises Missing without any of them, and for something given that is wrong what `read` raises.
    """
    if given is not None:
        try:
            return read(given)
        except ConfigError as error:
            raise ConfigError(option, error.what, error.fix) from None
    if who is not None:
        return who.line(question, read, default)
    if default is None:
        raise Missing(option)
    return read(default)


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except (EOFError, KeyboardInterrupt):
        print()  # noqa: T201 (the line of the question has not ended)
        raise Stopped from None
    except UnicodeDecodeError:
        raise Stopped from None


class _NoSuchNumber(AfterviewError):
    pass


def _numbers(answer: str, count: int, *, only_one: bool = False) -> list[int]:
    if answer.casefold() == "all" and not only_one:
        return list(range(count))
    words = answer.replace(",", " ").split()
    if not words or any(not (w.isascii() and w.isdigit() and len(w) < 6 and 1 <= int(w) <= count) for w in words):
        raise _NoSuchNumber("", f"there is no such number: choose from 1 to {count}")
    if only_one and len(words) > 1:
        raise _NoSuchNumber("", "choose one")
    return sorted({int(w) - 1 for w in words})
