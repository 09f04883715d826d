"""Why an event is taken for what it is, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from afterview.core.explanation import DOUBTFUL, WANTED, YOU, Explanation
from afterview.render.layout import columns, console, hanging, padded, styled
from afterview.render.people import ANSWERS
from afterview.render.words import day_and_time

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 10
_WIDEST = 40
"""Columns of a value that the sources of all of them stand behind."""


def show_explanations(every: Sequence[Explanation], zone: ZoneInfo, out: Console | None = None) -> None:
    """Each verdict, the points that made it, and what was read with where it stands."""
    out = out or console()
    for number, one in enumerate(every):
        if number:
            hanging(out, styled(("", "")))
        _show(one, zone, out)


def _show(one: Explanation, zone: ZoneInfo, out: Console) -> None:
    event, verdict = one.interview.event, one.interview.verdict
    when = day_and_time(event.start.astimezone(zone), year=True)
    head = styled((f"{when}  ", "bold"), (f"{verdict.answer:<9}  ", ANSWERS[verdict.answer]))
    hanging(out, head, styled((event.summary or "(no title)", "")))
    if not one.is_weighed:
        hanging(out, styled((f"  {'why':<{_LABEL}}", "dim")), styled(("; ".join(verdict.reasons), "")))
    if one.signals:
        hanging(out, styled((_heading(one), "bold")))
    for signal in one.signals:
        style = "green" if signal.points > 0 else "red"
        hanging(out, styled((f"  {signal.points:+5.1f}  ", style)), styled((signal.reason, "")))
    if one.signals:
        sums = f"  {one.total:+5.1f}  "
        rule = f"in sum: an interview from {WANTED:.1f}, unsure from {DOUBTFUL:.1f}"
        hanging(out, styled((sums, "bold")), styled((rule, "bold")))
    if one.facts:
        hanging(out, styled(("What was read", "bold")))
    widest = max((columns(fact.value) for fact in one.facts), default=0)
    for fact in one.facts:
        source = f"from {fact.source}" if fact.source and fact.source != YOU else fact.source
        value = padded(fact.value, min(widest, _WIDEST) + 2)
        hanging(out, styled((f"  {fact.label:<{_LABEL}}", "dim")), styled((value, ""), (source, "dim")))


def _heading(one: Explanation) -> str:
    return "What speaks for it and against" if one.is_weighed else "What would speak for it and against, by itself"


def explanation_json(one: Explanation) -> dict[str, Any]:
    """The points and the facts, beside what `interview_json` tells."""
    return {
        "signals": [{"kind": s.kind, "points": s.points, "reason": s.reason} for s in one.signals],
        "total": one.total,
        "wanted": WANTED,
        "doubtful": DOUBTFUL,
        "weighed": one.is_weighed,
        "facts": [{"fact": f.label, "value": f.value, "source": f.source} for f in one.facts],
    }
