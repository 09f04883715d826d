"""What was looked at, how it is, and the cure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from afterview.render.layout import console, hanging, styled
from afterview.render.words import count, plain

if TYPE_CHECKING:
    from rich.console import Console

STATES = {"ok": "green", "warning": "yellow", "failed": "bold red"}


def show_place(account: str | None, calendar: str | None, out: Console | None = None) -> None:
    """What the next lines are about."""
    out = out or console()
    about = f", calendar {calendar}" if calendar else ""
    hanging(out, styled((f"{account}{about}", "bold")))


def show_examination(name: str, state: str, what: str, cure: str, out: Console | None = None) -> None:
    """One line, with the cure below it where there is one."""
    out = out or console()
    hanging(out, styled((f"{state:<7}  ", STATES[state]), (f"{name:<11}  ", "")), styled((plain(what), "")), below=9)
    if cure:
        hanging(out, styled((f"{'':<22}", "")), styled((f"→ {plain(cure)}", "cyan")), below=9)


def show_sum(states: Sequence[str], out: Console | None = None) -> None:
    """How much of it is right."""
    out = out or console()
    bad, odd = states.count("failed"), states.count("warning")
    if bad or odd:
        parts = [f"{bad} failed"] if bad else []
        parts += [count(odd, "warning")] if odd else []
        hanging(out, styled((", ".join(parts), STATES["failed" if bad else "warning"])))
    else:
        hanging(out, styled(("All is well.", STATES["ok"])))
