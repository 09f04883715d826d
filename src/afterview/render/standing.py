"""How things stand: applications, what waits for an answer, what the last passes came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from afterview.core.answers import Contradiction
from afterview.core.interview import Interview
from afterview.core.said import question_of
from afterview.core.standing import Moment, Standing
from afterview.render.layout import columns, console, hanging, padded, styled
from afterview.render.people import yes_or_no
from afterview.render.words import count, day_and_time, plain

if TYPE_CHECKING:
    from rich.console import Console

ENDINGS = {"offer": "an offer", "rejected": "rejected", "withdrawn": "withdrawn", "accepted": "accepted"}
MOST_UNSURE = 5
_STEP_BACK = timedelta(minutes=1)
"""So far the clock may lie behind a time that has passed: it was set back, or runs a little slow."""


def show_standings(
    standings: Sequence[Standing], now: datetime, *, every: bool = False, out: Console | None = None
) -> None:
    """Each application with its stage, the last contact and what comes next; with `every`, those that are over too.

    `now`: in the user's zone.
    """
    out = out or console()
    shown = [s for s in standings if every or not s.over]
    names = [_name(s) for s in shown]
    for one, name in zip(shown, names, strict=True):
        hanging(out, styled((name, "bold")), styled(("".join(f"  {word}" for word in _state(one)), "dim")))
        _moment(out, "next", one.next, now, "nothing is planned", one)
        _moment(out, "last", one.last, now, "no contact yet", one)
    over = len(standings) - len(shown)
    if not standings:
        hanging(out, styled(("No interview has been recognised. See why: afterview interviews --all", "")), below=0)
    elif over:
        more = "; all: afterview status --all"
        hanging(out, styled((f"{count(over, 'application')} {'has' if over == 1 else 'have'} ended{more}", "dim")))


def show_unsure(unsure: Sequence[Interview], now: datetime, out: Console | None = None) -> None:
    """The events of which only the user can say what they are."""
    out = out or console()
    if not unsure:
        return
    hanging(out, styled(("Is this an interview?", "bold")))
    for one in unsure[:MOST_UNSURE]:
        when = near(one.event.start, now)
        hanging(out, styled((f"  {when}  ", "")), styled((one.event.summary or "(no title)", "yellow")))
        hanging(out, styled(("    ", "")), styled((yes_or_no(one.event.uid), "dim")))
    if len(unsure) > MOST_UNSURE:
        hanging(out, styled((f"  and {len(unsure) - MOST_UNSURE} more: afterview interviews", "")))
    hint = "  Say so, or write #interview or #not-an-interview into the event; until then nothing follows it."
    hanging(out, styled((hint, "dim")), below=2)


FORMS = {
    "date": "write a day: 4 December, next Friday, in two weeks, 2026-12-04",
    "outcome": "write offer, rejected, withdrawn, accepted or still open, also with a day: rejected on 4 December",
    "yes": "write yes or no",
    "other": "write it another way, or take it out",
}
"""What can be read, by what a line was to answer."""


def show_unread(unread: Sequence[tuple[str, str]], out: Console | None = None) -> None:
    """Lines that the user wrote and that were not understood, each with the title of its event."""
    out = out or console()
    if not unread:
        return
    hanging(out, styled(("Not understood", "bold")))
    for line, title in unread:
        hanging(out, styled((f"  “{line}”", "yellow"), (f"  in {title}", "dim")))
        hanging(out, styled((f"    {FORMS[question_of(line)]}", "dim")), below=4)
    hanging(out, styled(("  Nothing was done about it.", "dim")), below=2)


def show_contradictions(found: Sequence[Contradiction], out: Console | None = None) -> None:
    """Answers that contradict each other, and which one holds."""
    out = out or console()
    if found:
        hanging(out, styled(("Said twice", "bold")))
    for one in found:
        where, older = (plain(title) or "(no title)" for title in (one.where, one.given_up_where))
        hanging(
            out,
            styled(
                (f"  {one.kind}: {one.holds}", "yellow"),
                (f"  in {where}, said last, holds over ", "dim"),
                (one.given_up, ""),
                (f" in {older}", "dim"),
            ),
        )


def show_accounts(rows: Iterable[tuple[str, str, Sequence[str]]], out: Console | None = None) -> None:
    """Each account's name, the style of its first line, and its lines."""
    out = out or console()
    rows = tuple(rows)
    widest = max((columns(name) for name, _, _ in rows), default=0)
    for name, style, lines in rows:
        for number, line in enumerate(lines):
            head = styled((padded("" if number else name, widest + 2), "bold"))
            hanging(out, head, styled((plain(line), "dim" if number else style)))


def near(moment: datetime, now: datetime) -> str:
    """`today 17:00`, `tomorrow 09:00`, `yesterday 14:00`, `Tue 1 Dec 17:00`, with the year where it is another one.

    In the zone of `now`.
    """
    here = moment.astimezone(now.tzinfo)
    words = {0: "today", 1: "tomorrow", -1: "yesterday"}
    word = words.get((here.date() - now.date()).days)
    return f"{word} {here:%H:%M}" if word else " ".join(day_and_time(here, year=here.year != now.year).split())


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`; where the clock was set back, `at a later time`."""
    passed = now - moment
    if passed < -_STEP_BACK:
        return "in the future, by this clock"
    for length, noun in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if passed >= length:
            return f"{count(passed // length, noun)} ago"
    return "just now"


def standing_json(one: Standing, zone: ZoneInfo) -> dict[str, Any]:
    """How an application stands; times in `zone`."""
    return {
        "company": one.application.company,
        "role": one.application.role,
        "stage": one.stage,
        "outcome": one.outcome,
        "heard_back": one.heard_back,
        "over": one.over,
        "last_contact": _moment_json(one.last, zone),
        "next": _moment_json(one.next, zone),
    }


def _moment_json(moment: Moment | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if moment is None:
        return None
    return {
        "at": moment.at.astimezone(zone).isoformat(),
        "summary": moment.what,
        "uid": moment.uid,
        "kind": "reminder" if moment.reminder else "interview",
        "written": moment.written,
    }


def _name(one: Standing) -> str:
    return " · ".join(filter(None, (one.application.company or "Unknown company", one.application.role)))


def _state(one: Standing) -> Iterable[str]:
    yield one.stage or "interview"
    if one.outcome:
        yield ENDINGS[one.outcome]
    elif one.heard_back:
        yield "heard back"


def _moment(out: Console, label: str, moment: Moment | None, now: datetime, nothing: str, one: Standing) -> None:
    head = styled((f"  {label}  ", "dim"))
    if moment is None:
        hanging(out, head, styled((nothing, "dim")))
        return
    when = near(moment.at, now)
    late = "overdue since " if label == "next" and moment.at <= now else ""
    title = moment.what.removesuffix(f" ({one.application.company})") or "(no title)"
    pending = "" if moment.written else "  (the next pass writes it)"
    style = "cyan" if label == "next" else ""
    hanging(out, head + styled((padded(f"{late}{when}", 18), "")), styled((title, style), (pending, "dim")))
