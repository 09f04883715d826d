"""Report: the plan carried out, each write conditional and remembered; and everything taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import assert_never

from afterview import ical
from afterview.core.held import Held
from afterview.core.plan import (
    Adopt,
    Create,
    Decision,
    Delete,
    Forget,
    Inscribe,
    Keep,
    Remembered,
    Update,
    identify,
    written,
)
from afterview.errors import AfterviewError
from afterview.ledger import Entry, Ledger
from afterview.reconcile.decide import Decided
from afterview.reconcile.gather import Gathered
from afterview.reconcile.terms import Desk
from afterview.store import Conflict, Outcome, Refused, Store, Wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A decision that was carried out, or what came of trying."""

    decision: Decision
    outcome: Outcome | None = None
    data: bytes | None = None
    """What was sent to be stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one pass over one account did."""

    account: str
    decided: Decided
    done: tuple[Done, ...]
    failure: AfterviewError | None = None
    """What stopped it half-way; the next pass goes on from there."""

    @property
    def unsettled(self) -> tuple[Done, ...]:
        """Writes that the calendar did not take this time."""
        return tuple(d for d in self.done if isinstance(d.outcome, Conflict | Refused))


def apply(decided: Decided, gathered: Gathered, desk: Desk, ledger: Ledger, now: datetime) -> Report:
    """Carry the plan out, one decision after the other, until something fails."""
    stores = desk.stores
    stamp = now.astimezone(UTC).replace(microsecond=0)
    done: list[Done] = []
    failure = None
    try:
        ledger.settle(decided.placement.settled)
        for decision in decided.plan.decisions:
            if isinstance(decision, Delete):
                for said in decided.placement.homeless.get(decision.held.uid, ()):
                    ledger.say(desk.account, said.interviews, said.line, said.at)
            # One by one: what was done before a failure is part of the report.
            done.append(_carry_out(decision, gathered, desk.account, stores, ledger, stamp))
            if isinstance(done[-1].outcome, Wrote):
                uid = _uid(decision)
                for said in decided.placement.settles.get(uid, ()):
                    ledger.carried(desk.account, uid, said)
    except AfterviewError as error:
        failure = error
    finally:
        for store in stores.values():
            store.close()
    return Report(account=desk.account, decided=decided, done=tuple(done), failure=failure)


def _carry_out(
    decision: Decision,
    gathered: Gathered,
    account: str,
    stores: Mapping[str, Store],
    ledger: Ledger,
    stamp: datetime,
) -> Done:
    data: bytes | None = None
    match decision:
        case Create(wanted=wanted):
            data = ical.write(wanted, stamp=stamp, revision=0)
            outcome = stores[wanted.calendar].create(f"{wanted.uid}.ics", data)
            if isinstance(outcome, Wrote):
                ledger.remember(_entry(written(wanted, wanted.calendar, outcome.href), account, stamp))
        case Update() | Inscribe():
            return _change(decision, gathered, account, stores, ledger, stamp)
        case Delete(held=held):
            ledger.forget(held.uid)
            outcome = stores[held.calendar].delete(held.href, held.etag)
        case Adopt(entry=entry):
            ledger.remember(_entry(entry, account, stamp))
            return Done(decision=decision)
        case Forget(uid=uid):
            ledger.forget(uid)
            return Done(decision=decision)
        case Keep():
            return Done(decision=decision)
        case _:
            assert_never(decision)
    return Done(decision=decision, outcome=outcome, data=data)


def _change(
    decision: Update | Inscribe,
    gathered: Gathered,
    account: str,
    stores: Mapping[str, Store],
    ledger: Ledger,
    stamp: datetime,
) -> Done:
    held = decision.held
    former = gathered.resources[held.calendar, held.href].data
    match decision:
        case Update(wanted=wanted):
            data = ical.rewrite(former, wanted, stamp=stamp, revision=decision.revision, theirs=decision.theirs)
        case Inscribe(body=body):
            data = ical.inscribe(former, held, body, stamp=stamp)
    if data is None:
        return Done(decision=decision, outcome=Refused(reason="what stands there cannot be rewritten"))
    store = stores[held.calendar]
    outcome = store.update(held.href, held.etag, data)
    if isinstance(outcome, Refused) and isinstance(decision, Update) and _turns(decision, store):
        outcome = _made_anew(held, data, store, ledger)
    if isinstance(outcome, Wrote):
        match decision:
            case Update(wanted=wanted):
                known = written(wanted, held.calendar, held.href, decision.revision)
                ledger.remember(_entry(known, account, stamp))
            case Inscribe(remarks=remarks):
                ledger.note_remarks(account, held.uid, remarks)
                if entry := ledger.entries(account).get(held.uid):
                    ledger.remember(replace(entry, revision=held.revision + 1))
    return Done(decision=decision, outcome=outcome, data=data)


def _turns(decision: Update, store: Store) -> bool:
    """Whether an event is to be a to-do, or the other way round, in a calendar that has both."""
    kind = decision.wanted.component
    return kind != decision.held.component and kind in store.calendar.components


def _made_anew(held: Held, data: bytes, store: Store, ledger: Ledger) -> Outcome:
    """`data` in the place of a reminder of another kind, on a server that lets none become the other."""
    ledger.forget(held.uid)
    outcome = store.delete(held.href, held.etag)
    return store.create(held.href.rpartition("/")[2], data) if isinstance(outcome, Wrote) else outcome


def adopted(decided: Decided, desk: Desk, ledger: Ledger, uid: str, now: datetime) -> None:
    """Note that a reminder is known, before the user's word on it is carried out: a deletion is one only then."""
    if uid in ledger.entries(desk.account):
        return
    for decision in decided.plan.decisions:
        match decision:
            case Adopt(entry=entry) if entry.uid == uid:
                ledger.remember(_entry(entry, desk.account, now))
            case Update(wanted=wanted, held=held) if held.uid == uid:
                ledger.remember(_entry(written(wanted, held.calendar, held.href), desk.account, now))
            case _:
                pass


def swept(gathered: Gathered, desk: Desk, ledger: Ledger) -> tuple[Held, ...]:
    """Everything in the calendars that we made, edited or not, by start."""
    every = [h for h in identify(gathered.held, ledger.entries(desk.account)) if not h.foreign]
    return tuple(sorted(every, key=lambda h: (h.starts is None, h.starts, h.href)))


def sweep(held: Iterable[Held], desk: Desk, ledger: Ledger) -> list[tuple[Held, str]]:
    """Remove `held` from the calendars and the ledger; those that stayed, with the reason."""
    stores = desk.stores
    left: list[tuple[Held, str]] = []
    for one in held:
        outcome = stores[one.calendar].delete(one.href, one.etag)
        if isinstance(outcome, Wrote):
            ledger.forget(one.uid)
        else:
            left.append((one, outcome.reason))
    return left


def _uid(decision: Decision) -> str:
    match decision:
        case Create(wanted=wanted) | Update(wanted=wanted):
            return wanted.uid
        case Delete(held=held) | Inscribe(held=held):
            return held.uid
        case _:
            return ""


def _entry(known: Remembered, account: str, stamp: datetime) -> Entry:
    return Entry(account=account, written_at=stamp, **{f.name: getattr(known, f.name) for f in fields(Remembered)})
