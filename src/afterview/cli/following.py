"""What `mark` and `undo` work with, and the pass that follows them."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from afterview import config, ledger, mirror, render
from afterview.cli.complaints import Failure, say_failures
from afterview.cli.passes import PARTLY, alone, opened, rooms
from afterview.cli.settings import moment
from afterview.cli.waiting import busy
from afterview.config import Account, Config
from afterview.core.held import Held
from afterview.core.plan import Create, Decision, Delete, Inscribe, Keep, Update
from afterview.core.said import Said
from afterview.desk import terms
from afterview.errors import AfterviewError, Busy
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.recall import noted, recall
from afterview.reconcile import Decided, Desk, Gathered, Report, decide, gather, reconcile
from afterview.store import Wrote

if TYPE_CHECKING:
    from rich.console import Console

PATIENCE = 20.0
"""Seconds to wait for a pass that is at work: it takes one or two."""


@dataclass(slots=True, kw_only=True)
class Room:
    """What these commands work with."""

    args: argparse.Namespace
    found: Config
    book: Ledger
    copy: Mirror
    now: datetime
    out: Console

    def recalled(self, account: Account) -> Decided | None:
        """What a pass would decide, by what is known here."""
        return recall(account.name, terms(self.found, account), self.book, self.copy, self.now)

    def gathered(self, account: Account, desk: Desk) -> tuple[Gathered, Decided]:
        rules = terms(self.found, account)
        found = gather(desk, rules, self.book, self.copy, self.now)
        return found, decide(found, desk, rules, self.book, self.now)


@contextmanager
def opened_room(args: argparse.Namespace, found: Config) -> Iterator[Room]:
    """With the ledger and the mirror; copies in memory where nothing is to be written."""
    with ExitStack() as stack:
        if args.dry_run:
            book = stack.enter_context(Ledger.copied(config.state_dir() / ledger.FILE_NAME) or Ledger.open(None))
            copy = stack.enter_context(Mirror.copied(config.cache_dir() / mirror.FILE_NAME) or Mirror.open(None))
        else:
            book, copy = stack.enter_context(rooms())
        now = moment(args).astimezone(found.timezone)
        yield Room(args=args, found=found, book=book, copy=copy, now=now, out=render.console())


@contextmanager
def at_work(account: Account) -> Iterator[Desk]:
    """The calendars of `account`, with nobody else at work on them; a pass that is under way is waited for."""
    with busy(f"{account.name}: reading the calendars"), ExitStack() as stack:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                stack.enter_context(alone(account))
                break
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        yield stack.enter_context(opened(account))


def waiting(room: Room, account: Account, about: set[str]) -> list[Said]:
    return [w for w in room.book.said(account.name) if not w.back and about & set(w.interviews)]


def follow(room: Room, account: Account, what: str, keys: frozenset[str], more: Callable[[Decided], str]) -> int:
    """The pass that follows, and what it changed; or what the next one is going to change."""
    render.hanging(room.out, render.styled((what, "bold")))
    failures: list[Failure] = []
    report: Report | None = None
    decided: Decided | None = None
    if room.args.dry_run:
        with at_work(account) as desk:
            _, decided = room.gathered(account, desk)
    elif not room.args.no_sync:
        try:
            with at_work(account) as desk:
                report = reconcile(desk, terms(room.found, account), room.book, room.copy, room.now)
            decided = report.decided
            room.book.note_pass(noted(account.name, report, datetime.now(UTC)))
            failures += [(account.name, report.failure)] if report.failure else []
        except AfterviewError as error:
            failures.append((account.name, error))
    if decided is None:
        decided = room.recalled(account)
    if decided is not None:
        _tell(room, decided, report, keys)
        if told := more(decided):
            render.hanging(room.out, render.styled((f"  {told}", "yellow")), below=2)
    if failures and report is None:
        render.hanging(room.out, render.styled(("  It is kept, and the next pass writes it.", "")), below=2)
    return say_failures(failures) or (PARTLY if report and report.unsettled else 0)


def _tell(room: Room, decided: Decided, report: Report | None, keys: frozenset[str]) -> None:
    writes: Sequence[Decision] = decided.plan.writes
    if report is not None:
        writes = [d.decision for d in report.done if isinstance(d.outcome, Wrote)]
    mine = [d for d in writes if keys & set(interviews_of(d))]
    if report is None and mine:
        head = "  Would be written:" if room.args.dry_run else "  The next pass writes (afterview sync makes it now):"
        render.hanging(room.out, render.styled((head, "")), below=2)
    elif not mine:
        render.hanging(room.out, render.styled(("  Nothing else had to change.", "")), below=2)
    render.show_decisions(mine, room.found.timezone, room.out)
    if len(writes) > len(mine):
        others = render.count(len(writes) - len(mine), "other change")
        render.hanging(room.out, render.styled((f"  and {others}, for other applications", "dim")), below=2)


def interviews_of(decision: Decision) -> tuple[str, ...]:
    match decision:
        case Create(wanted=wanted):
            return wanted.interviews
        case Update(wanted=wanted, held=held):
            return (*wanted.interviews, *held.interviews)
        case Delete(held=held) | Inscribe(held=held):
            return held.interviews
        case _:
            return ()


def held_of(decision: Decision) -> Held | None:
    match decision:
        case Update(held=held) | Delete(held=held) | Inscribe(held=held):
            return held
        case Keep(held=kept, reason=reason) if reason not in ("foreign", "copy"):
            return kept
        case _:
            return None


def text_of(decision: Decision) -> str:
    """The text of a reminder as it stands once the decision is carried out."""
    match decision:
        case Create(wanted=wanted) | Update(wanted=wanted):
            return wanted.body
        case Inscribe(body=body):
            return body
        case Keep(held=Held(body=body)):
            return body
        case _:
            return ""
