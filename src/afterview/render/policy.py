"""A policy in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from afterview.core.policy import Policy, Step
from afterview.render.layout import columns, console, hanging, padded, styled, trimmed

if TYPE_CHECKING:
    from rich.console import Console

HOW = {"email": "email", "phone": "call", "letter": "letter", "self": "note to yourself"}


def show_policy(policy: Policy, out: Console | None = None) -> None:
    """What comes when, a step a line."""
    from rich.table import Table

    out = out or console()
    summary = f": {policy.summary}" if policy.summary else ""
    hanging(out, styled((policy.name, "bold"), (summary, "")), below=0)
    table = Table("step", "how", "when", "where in the day", box=None, pad_edge=False, header_style="dim")
    for step in policy.steps:
        table.add_row(step.id, _how(step), _when(step), _where(step))
        for variant in step.variants:
            condition = " or ".join(map(str, variant.only))
            when = _when(variant) if variant.when != step.when else "the same"
            table.add_row("", _how(variant), f"{when}, when {condition}", _where(variant))
    trimmed(out, table)
    limits = policy.limits
    if limits.contacts is not None:
        out.print(f"At most {limits.contacts} messages or calls to the contact for one round.")
    if limits.workdays_between is not None:
        out.print(f"At least {limits.workdays_between} workdays between two of them.")


def show_names(rows: Sequence[tuple[str, str]], out: Console | None = None) -> None:
    """Names, each with what it means beside it."""
    out = out or console()
    widest = max((columns(name) for name, _ in rows), default=0)
    for name, meaning in rows:
        hanging(out, styled((padded(name, widest + 2), "bold")), styled((meaning, "")))


def _how(step: Step) -> str:
    return HOW[step.by] + {"everyone": " to each interviewer", "contact": " to your contact", "nobody": ""}[step.to]


def _when(step: Step) -> str:
    text = ", else ".join(map(str, step.when))
    if step.repeat:
        text = f"{step.repeat} after {step.when[0].anchor}"
    if step.deadline:
        text += f", at the latest {step.deadline}"
    if step.only and not step.variants:
        text += f", only when {' or '.join(map(str, step.only))}"
    return text


def _where(step: Step) -> str:
    days = "workdays" if step.workdays else "any day"
    if step.window is None:
        return "" if not step.workdays else days
    clock = " (their clock)" if step.by == "phone" else ""
    return f"{days}, {step.window}{clock}"
