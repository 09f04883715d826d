"""One pass: look at the calendars, decide what should stand in them, and make it so.

The pass is gather, decide, apply. `gather` reads the watched calendars and the reminders held in them; `decide` is the
core's verbs in a row, with `now` taken once by the caller; `apply` carries the plan out, each write conditional, and
remembers it. A pass always works from the whole present state. Whatever fails on the way leaves the calendars and the
ledger such that the next pass completes it: create, then remember; forget, then delete.
"""

from __future__ import annotations

from datetime import datetime

from afterview.core.held import Wanted
from afterview.core.plan import Create, Delete, Inscribe, Update
from afterview.errors import BrakeHeld
from afterview.ledger import Ledger
from afterview.mirror import Mirror, Shelved
from afterview.reconcile.apply import Done, Report, adopted, apply, sweep, swept
from afterview.reconcile.decide import Agenda, Decided, decide, decide_for, plan_ahead, worded
from afterview.reconcile.gather import Copy, Gathered, gather, sorted_out
from afterview.reconcile.hearing import Unread
from afterview.reconcile.terms import LOOK_AHEAD, LOOK_BACK, Desk, Terms
from afterview.store import Wrote

__all__ = [
    "LOOK_AHEAD",
    "LOOK_BACK",
    "Agenda",
    "Copy",
    "Decided",
    "Desk",
    "Done",
    "Gathered",
    "Report",
    "Terms",
    "Unread",
    "adopted",
    "apply",
    "decide",
    "decide_for",
    "gather",
    "plan_ahead",
    "reconcile",
    "sorted_out",
    "sweep",
    "swept",
    "worded",
]


def reconcile(
    desk: Desk, terms: Terms, ledger: Ledger, mirror: Mirror, now: datetime, *, force: bool = False
) -> Report:
    """One pass over one account. Raises what the stores raise while gathering, and BrakeHeld unless `force`."""
    gathered = gather(desk, terms, ledger, mirror, now)
    mirror.shelve(desk.account, _shelved(desk, gathered, now))
    decided = decide(gathered, desk, terms, ledger, now)
    if decided.brake and not force:
        fix = "look at `afterview plan`, then `afterview sync --force` if it is right"
        raise BrakeHeld(desk.account, decided.brake, fix)
    report = apply(decided, gathered, desk, ledger, now)
    if report.failure is None:
        for snapshot in gathered.snapshots:
            mirror.accept(snapshot.calendar)
    for done in report.done:
        match done:
            case Done(decision=Create(wanted=Wanted(calendar=url)), outcome=Wrote(href=href), data=data):
                mirror.wrote(url, href, data)
            case Done(decision=Update(held=held) | Delete(held=held) | Inscribe(held=held), outcome=Wrote(), data=data):
                mirror.wrote(held.calendar, held.href, data)
    return report


def _shelved(desk: Desk, gathered: Gathered, now: datetime) -> list[Shelved]:
    watched = {s.calendar.url for s in desk.watched}
    read = {s.calendar for s in gathered.snapshots}
    return [
        Shelved(
            calendar=url,
            name=store.calendar.name,
            watched=url in watched,
            target=desk.target is not None and url == desk.target.calendar.url,
            read_at=now if url in read else None,
        )
        for url, store in desk.stores.items()
    ]
