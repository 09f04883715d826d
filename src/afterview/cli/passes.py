"""Commands that work on the configured accounts: `sync`, `clean`, and the looks of `plan` and `interviews`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from afterview import config, ledger, mirror, render
from afterview.cli.complaints import Failure, Told, say, say_failures
from afterview.cli.settings import accounts, configuration, moment
from afterview.cli.waiting import busy
from afterview.config import Account, Config
from afterview.core.held import Held
from afterview.core.plan import Create, Keep, Update
from afterview.desk import open_desk, password, terms
from afterview.errors import AfterviewError, Busy
from afterview.ical import Skipped
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.recall import noted
from afterview.reconcile import Decided, Desk, Report, decide, gather, reconcile, sweep, swept
from afterview.store import Wrote

if TYPE_CHECKING:
    from rich.console import Console

PARTLY = 1
"""Exit code of a pass that a later one has to complete."""
USAGE = 2
"""Exit code of a command that was not told enough."""


def sync(args: argparse.Namespace) -> int:
    """One pass over each account; a broken account does not hold up the others."""
    found = configuration(args, required=True)
    which = accounts(found, args.account)
    out = render.console()
    reports: list[Report] = []
    values: list[dict[str, object]] = []
    failures: list[Failure] = []
    with rooms() as (book, copy):
        for account in which:
            try:
                with busy(f"{account.name}: reading the calendars"), alone(account), opened(account) as desk:
                    report = reconcile(desk, terms(found, account), book, copy, datetime.now(UTC), force=args.force)
            except AfterviewError as error:
                if not isinstance(error, Busy):  # whoever is at work on it notes what comes of that
                    book.note_pass(noted(account.name, error, datetime.now(UTC)))
                failures.append((account.name, error))
                values.append(_failure_json(account, error))
                continue
            book.note_pass(noted(account.name, report, datetime.now(UTC)))
            reports.append(report)
            values.append(_report_json(report))
            if not args.json:
                show_report(report, found, out)
    if args.json:
        render.dump({"accounts": values})
    for one in (s for r in reports for s in r.decided.skipped):
        say(render.skipped(one))
    failures += [(r.account, r.failure) for r in reports if r.failure]
    return say_failures(failures) or (PARTLY if any(r.unsettled for r in reports) else 0)


def show_report(report: Report, found: Config, out: Console) -> None:
    """What a pass did, in a few lines."""
    agenda = report.decided.agenda
    written = [d.decision for d in report.done if isinstance(d.outcome, Wrote)]
    changes = render.count(len(written), "change") if written else "nothing to change"
    out.print(
        f"{report.account}: {render.count(agenda.recognised, 'interview')} in "
        f"{render.count(len(agenda.applications), 'application')}, {changes}",
        soft_wrap=True,
    )
    render.show_decisions(written, found.timezone, out)
    for done in report.unsettled:
        _, _, title, _ = render.told(done.decision)
        reason = getattr(done.outcome, "reason", "")
        out.print(f"  ! {title}: not written this time: {reason}", style="red", soft_wrap=True)
    if report.failure:
        left = len(report.decided.plan.writes) - len(written)
        out.print(
            f"  ! stopped with {render.count(left, 'change')} left, which the next pass makes",
            style="red",
            soft_wrap=True,
        )


def show_plan(args: argparse.Namespace, found: Config) -> int:
    """What `sync` would do now."""
    looked = look(args, found)
    if args.json:
        render.dump(_plan_json(args, found, looked))
    else:
        out = render.console()
        for account, decided in looked.decided:
            if len(looked.decided) > 1:
                out.print(f"— {account.name} —", style="bold")
            show_decided(decided, found, out)
    for one in looked.skipped:
        say(render.skipped(one))
    return say_failures(looked.failures)


def show_decided(decided: Decided, found: Config, out: Console) -> None:
    """What `sync` would do now for one account."""
    schedule = decided.agenda.schedule
    titles = {uid: wanted.title for uid, wanted in decided.wanted.items()}
    if not decided.agenda.recognised:
        out.print("No interview was recognised. See why: afterview interviews --all", soft_wrap=True)
    signs = {d.wanted.uid: render.told(d)[0] for d in decided.plan.writes if isinstance(d, Create | Update)}
    away = {d.uid for d in decided.plan.decisions if isinstance(d, Keep) and d.reason == "dismissed"}
    shown = [r for r in schedule.reminders if r.uid not in away]
    render.show_reminders(shown, [titles[r.uid] for r in shown], out, signs=signs)
    render.show_withheld(schedule.withheld, out)
    render.show_changes(decided.plan.decisions, found.timezone, titles, out)
    if decided.brake:
        out.print(f"  ! sync would stop here: {decided.brake}", style="red", soft_wrap=True)


@dataclass(slots=True, kw_only=True)
class Looked:
    """What a pass would decide for each account, and what kept some from being read."""

    decided: list[tuple[Account, Decided]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read of the accounts that could."""
        return tuple(s for _, decided in self.decided for s in decided.skipped)


def look(args: argparse.Namespace, found: Config) -> Looked:
    """What a pass would decide for each account; nothing is written. Raises Told where none could be read."""
    looked = Looked()
    which = accounts(found, args.account)
    with rooms() as (book, copy):
        for account in which:
            try:
                with busy(f"{account.name}: reading the calendars"), alone(account), opened(account) as desk:
                    rules, now = terms(found, account), moment(args)
                    decided = decide(gather(desk, rules, book, copy, now), desk, rules, book, now)
                    looked.decided.append((account, decided))
            except AfterviewError as error:
                looked.failures.append((account.name, error))
    if looked.failures and not looked.decided:
        raise Told(looked.failures)
    return looked


def clean(args: argparse.Namespace) -> int:
    """Remove all that we wrote, after showing it."""
    found = configuration(args, required=True)
    which = accounts(found, args.account)
    out = render.console()
    failures: list[Failure] = []
    code = 0
    with rooms() as (book, copy):
        for account in which:
            try:
                with ExitStack() as stack:
                    stack.enter_context(alone(account))
                    with busy(f"{account.name}: looking for reminders"):
                        desk = stack.enter_context(opened(account, every=True))
                        gathered = gather(desk, terms(found, account), book, copy, moment(args))
                        held = swept(gathered, desk, book)
                    code = max(code, _sweep(args, account, found, held, desk, book, out))
            except AfterviewError as error:
                failures.append((account.name, error))
    return say_failures(failures) or code


def _sweep(
    args: argparse.Namespace,
    account: Account,
    found: Config,
    held: Sequence[Held],
    desk: Desk,
    book: Ledger,
    out: Console,
) -> int:
    _show_held(account, held, found, out)
    if not held or args.dry_run:
        return 0
    if not args.yes:
        if not sys.stdin.isatty():
            say("nothing was removed: there is no terminal to ask at; say --yes to remove them without being asked")
            return USAGE
        if not _agreed(len(held)):
            out.print("Nothing was removed.")
            return 0
    left = sweep(held, desk, book)
    out.print(f"{render.count(len(held) - len(left), 'reminder')} removed.")
    for one, reason in left:
        out.print(f"  ! {one.title}: still there: {reason}", style="red", soft_wrap=True)
    return PARTLY if left else 0


def _show_held(account: Account, held: Sequence[Held], found: Config, out: Console) -> None:
    if not held:
        out.print(f"{account.name}: there is nothing of afterview's in it.", soft_wrap=True)
        return
    out.print(f"{account.name}: {render.count(len(held), 'reminder')} written by afterview", style="bold")
    for one in held:
        when = render.day_and_time(one.starts.astimezone(found.timezone), year=True) if one.starts else "no time"
        edited = "  (you changed it)" if one.written and one.written != one.digest else ""
        out.print(f"  - {when}  {one.title}{edited}", soft_wrap=True)


def _agreed(count: int) -> bool:
    try:
        return input(f"Remove {render.count(count, 'reminder')}? [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        print()  # noqa: T201 (the prompt's line has not ended)
        return False


@contextmanager
def rooms() -> Iterator[tuple[Ledger, Mirror]]:
    """The ledger and the mirror, which passes over several accounts may share at once."""
    with ExitStack() as stack:
        book = stack.enter_context(Ledger.open(config.state_dir() / ledger.FILE_NAME))
        copy = stack.enter_context(Mirror.open(config.cache_dir() / mirror.FILE_NAME))
        if book.recovered:
            say(book.recovered)
        yield book, copy


@contextmanager
def alone(account: Account) -> Iterator[None]:
    """Nobody else makes a pass over `account`. Raises Busy at once where somebody does."""
    with ledger.lock(ledger.pass_lock(config.state_dir(), account.name)):
        yield


@contextmanager
def opened(account: Account, *, every: bool = False) -> Iterator[Desk]:
    """The calendars of `account`, closed at the end; `every`: all of them, watched or not."""
    desk = open_desk(account, password, every=every)
    try:
        yield desk
    finally:
        for store in desk.stores.values():
            store.close()


def _plan_json(args: argparse.Namespace, found: Config, looked: Looked) -> dict[str, object]:
    reminders = [
        render.reminder_json(r, d.wanted[r.uid].title) for _, d in looked.decided for r in d.agenda.schedule.reminders
    ]
    return {
        "now": moment(args).astimezone(found.timezone).isoformat(),
        "reminders": reminders,
        "withheld": [render.withheld_json(w) for _, d in looked.decided for w in d.agenda.schedule.withheld],
        "decisions": [
            {"account": a.name, **render.decision_json(x)} for a, d in looked.decided for x in d.plan.decisions
        ],
        "brakes": [{"account": a.name, "reason": d.brake} for a, d in looked.decided if d.brake],
        "skipped": [render.skipped_json(s) for s in looked.skipped],
        "failures": [{"account": name, **render.failure_json(f)} for name, f in looked.failures],
    }


def _report_json(report: Report) -> dict[str, object]:
    return {
        "account": report.account,
        "interviews": report.decided.agenda.recognised,
        "applications": len(report.decided.agenda.applications),
        "written": [render.decision_json(d.decision) for d in report.done if isinstance(d.outcome, Wrote)],
        "unsettled": [
            {**render.decision_json(d.decision), "reason": getattr(d.outcome, "reason", "")} for d in report.unsettled
        ],
        "failure": render.failure_json(report.failure) if report.failure else None,
    }


def _failure_json(account: Account, error: AfterviewError) -> dict[str, object]:
    return {
        "account": account.name,
        "interviews": None,
        "applications": None,
        "written": [],
        "unsettled": [],
        "failure": render.failure_json(error),
    }
