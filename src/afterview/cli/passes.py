"""Commands that work on the configured accounts: `sync`, `clean`, and the looks of `plan` and `interviews`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from rich.console import Console

from afterview import config, ledger, mirror, render, secrets
from afterview.cli.settings import accounts, configuration, moment, terms
from afterview.config import Account, Config
from afterview.core.plan import Held
from afterview.desk import open_desk
from afterview.errors import AfterviewError
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import Decided, Desk, Report, decide, gather, reconcile, sweep, swept
from afterview.store import Wrote

PARTLY = 1
"""Exit code of a pass that a later one has to complete."""


def sync(args: argparse.Namespace) -> int:
    """One pass over each account; a broken account does not hold up the others."""
    found = configuration(args, required=True)
    out = render.console()
    reports: list[Report] = []
    failures: list[tuple[Account, AfterviewError]] = []
    with _rooms() as (book, copy):
        _say_recovered(book)
        for account in accounts(found, args.account):
            try:
                with _busy(f"{account.name}: reading the calendars"):
                    desk = open_desk(account, password)
                    report = reconcile(desk, terms(found, account), book, copy, datetime.now(UTC), force=args.force)
            except AfterviewError as error:
                failures.append((account, error))
                continue
            reports.append(report)
            if not args.json:
                show_report(report, out)
    if args.json:
        render.dump({"accounts": [*map(_report_json, reports), *(_failure_json(a, e) for a, e in failures)]})
    for _, failure in failures:
        print(f"afterview: {failure}", file=sys.stderr)  # noqa: T201
    if failures:
        return failures[0][1].exit_code
    return next((r.failure.exit_code for r in reports if r.failure), PARTLY if any(r.unsettled for r in reports) else 0)


def show_report(report: Report, out: Console) -> None:
    """What a pass did, in a few lines."""
    interviews = [i for i in report.decided.agenda.interviews if i.verdict.answer == "interview"]
    written = [d.decision for d in report.done if isinstance(d.outcome, Wrote)]
    out.print(
        f"{report.account}: {_count(len(interviews), 'interview')} in "
        f"{_count(len(report.decided.agenda.applications), 'application')}, "
        f"{_count(len(report.decided.plan.writes), 'change')}" + (":" if report.decided.plan.writes else "")
    )
    render.show_decisions(written, out)
    for done in report.unsettled:
        _, _, title, _ = render.told(done.decision)
        reason = getattr(done.outcome, "reason", "")
        out.print(f"  ! {title}: not written this time: {reason}", style="red")
    if report.failure:
        out.print(f"  ! stopped: {report.failure}; the next pass goes on from there", style="red")
    _tell_skipped(report.decided)


def show_plan(args: argparse.Namespace, found: Config) -> int:
    """What `sync` would do now."""
    looked = look(args, found, accounts(found, getattr(args, "account", None)))
    if args.json:
        reminders = []
        for _, decided in looked:
            titles = decided.wanted
            reminders += [render.reminder_json(r, titles[r.uid].title) for r in decided.agenda.schedule.reminders]
        render.dump(
            {
                "now": moment(args).astimezone(found.timezone).isoformat(),
                "reminders": reminders,
                "withheld": [render.withheld_json(w) for _, d in looked for w in d.agenda.schedule.withheld],
                "decisions": [
                    {"account": a.name, **render.decision_json(x)} for a, d in looked for x in d.plan.decisions
                ],
                "brakes": [{"account": a.name, "reason": d.brake} for a, d in looked if d.brake],
            }
        )
        return 0
    out = render.console()
    for account, decided in looked:
        out.print(f"{account.name}", style="bold")
        reminders_ = decided.agenda.schedule.reminders
        render.show_reminders(reminders_, [decided.wanted[r.uid].title for r in reminders_], out)
        render.show_withheld(decided.agenda.schedule.withheld, out)
        writes = decided.plan.writes
        out.print("changes" if writes else "Nothing has to be changed in the calendar.", style="bold")
        render.show_decisions(decided.plan.decisions, out, every=True)
        if decided.brake:
            out.print(f"  ! a brake would hold this: {decided.brake}", style="red")
        _tell_skipped(decided)
    return 0


def look(args: argparse.Namespace, found: Config, which: Sequence[Account]) -> list[tuple[Account, Decided]]:
    """What a pass would decide for each account; nothing is written."""
    looked = []
    with _rooms() as (book, copy):
        _say_recovered(book)
        for account in which:
            with _busy(f"{account.name}: reading the calendars"):
                desk = open_desk(account, password)
                rules, now = terms(found, account), moment(args)
                looked.append((account, decide(gather(desk, rules, book, copy, now), desk, rules, book, now)))
                _close(desk)
    return looked


def clean(args: argparse.Namespace) -> int:
    """Remove all that we wrote, after showing it."""
    found = configuration(args, required=True)
    out = render.console()
    code = 0
    with _rooms() as (book, copy):
        for account in accounts(found, args.account):
            with _busy(f"{account.name}: looking for reminders"):
                desk = open_desk(account, password, every=True)
                held = swept(gather(desk, terms(found, account), book, copy, moment(args)), desk, book)
            _show_held(account, held, found, out)
            if held and not args.dry_run and (args.yes or _agreed(len(held))):
                left = sweep(held, desk, book)
                out.print(f"{_count(len(held) - len(left), 'reminder')} removed.")
                for one, reason in left:
                    out.print(f"  ! {one.title}: still there: {reason}", style="red")
                code = PARTLY if left else code
            _close(desk)
    return code


def password(account: Account) -> str:
    """The password of `account`: from the keyring, the credentials directory, or its command."""
    return secrets.find(entry_of(account), backend=account.keyring, command=account.password_command).reveal()


def entry_of(account: Account) -> secrets.Login:
    """Under which name the password of `account` is kept, and where it may be sent."""
    return secrets.Login(account=account.name, username=account.username or "", origin=account.origin)


def _show_held(account: Account, held: Sequence[Held], found: Config, out: Console) -> None:
    if not held:
        out.print(f"{account.name}: there is nothing of afterview's in it.")
        return
    out.print(f"{account.name}: {_count(len(held), 'reminder')} written by afterview", style="bold")
    for one in held:
        when = render.day_and_time(one.starts.astimezone(found.timezone)) if one.starts else "no time"
        edited = "  (you changed it)" if one.written and one.written != one.digest else ""
        out.print(f"  - {when}  {one.title}{edited}")


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        print("afterview: nothing was removed: say --yes to remove them", file=sys.stderr)  # noqa: T201
        return False
    return input(f"Remove {_count(count, 'reminder')}? [y/N] ").strip().casefold() in ("y", "yes")


@contextmanager
def _rooms() -> Iterator[tuple[Ledger, Mirror]]:
    """The ledger and the mirror, with nobody else at work on them."""
    state = config.state_dir()
    with ExitStack() as stack:
        stack.enter_context(ledger.lock(state / "pass.lock"))
        book = stack.enter_context(Ledger.open(state / ledger.FILE_NAME))
        copy = stack.enter_context(Mirror.open(config.cache_dir() / mirror.FILE_NAME))
        yield book, copy


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """A sign of life on a terminal while something takes its time."""
    if not sys.stderr.isatty():
        yield
        return
    with render.console(stderr=True).status(what):
        yield


def _close(desk: Desk) -> None:
    for store in desk.stores.values():
        store.close()


def _say_recovered(book: Ledger) -> None:
    if book.recovered:
        print(f"afterview: {book.recovered}", file=sys.stderr)  # noqa: T201


def _tell_skipped(decided: Decided) -> None:
    for one in decided.skipped:
        name = f" {one.summary!r}" if one.summary else ""
        print(f"afterview: {one.source}: event{name} was passed over: {one.reason}", file=sys.stderr)  # noqa: T201


def _report_json(report: Report) -> dict[str, object]:
    return {
        "account": report.account,
        "interviews": sum(i.verdict.answer == "interview" for i in report.decided.agenda.interviews),
        "applications": len(report.decided.agenda.applications),
        "written": [render.decision_json(d.decision) for d in report.done if isinstance(d.outcome, Wrote)],
        "unsettled": [
            {**render.decision_json(d.decision), "reason": getattr(d.outcome, "reason", "")} for d in report.unsettled
        ],
        "failure": str(report.failure) if report.failure else None,
    }


def _failure_json(account: Account, error: AfterviewError) -> dict[str, object]:
    return {"account": account.name, "failure": str(error)}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
