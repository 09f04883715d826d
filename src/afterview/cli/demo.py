"""`afterview demo`: the main job on a calendar server of its own, on this machine only, in a temporary folder.

The pass is the same code as `afterview sync`; only the calendar is made up, around today, and the password goes no
further than this process.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterview import config, ledger, mirror, render
from afterview.cli.demo_calendar import ADDRESS, NAME, events
from afterview.cli.demo_server import Running, serve
from afterview.cli.passes import show_report
from afterview.config import Account, Config
from afterview.core.interview import Candidate
from afterview.core.worktime import WorkCalendar
from afterview.desk import open_desk, terms
from afterview.errors import ConfigError
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import reconcile

if TYPE_CHECKING:
    from rich.console import Console

CALENDAR = "Personal"


def demo(args: argparse.Namespace) -> int:
    """Serve a calendar, run two passes over it, show what came of it."""
    out = render.console()
    with (
        tempfile.TemporaryDirectory(prefix="afterview-demo-") as folder,
        serve(Path(folder) / "server", [CALENDAR], user="demo", port=args.port) as running,
    ):
        found = _configuration(running, Path(folder))
        _fill(found, running, out)
        _passes(found, running, Path(folder), out)
        if args.keep:
            _keep(running, out)
        else:
            out.print("\nLook at it in a calendar app:      afterview demo --keep")
            out.print("Try it on an invitation of yours: afterview plan --me you@example.org invitation.ics")
    return 0


def _configuration(running: Running, folder: Path) -> Config:
    try:
        zone = config.system_zone()
    except ConfigError:
        zone = ZoneInfo("UTC")
    holidays = config.holidays_in(zone) if zone.key != "UTC" else WorkCalendar("none")
    account = Account(name="demo", url=f"{running.url}{running.user}/", username=running.user, calendars=(CALENDAR,))
    return Config(
        path=folder / config.FILE_NAME,
        accounts=(account,),
        candidate=Candidate(addresses=frozenset({ADDRESS}), name=NAME),
        timezone=zone,
        holidays=holidays,
    )


def _fill(found: Config, running: Running, out: Console) -> None:
    desk = open_desk(found.accounts[0], lambda _account: running.password)
    (store,) = desk.watched
    calendar = events(datetime.now(found.timezone), found.timezone)
    for name, data in calendar.items():
        store.create(name, data)
    store.close()
    _say(
        out,
        f"A calendar server runs at {running.url}, on this machine only, with {len(calendar)} events of {NAME}, "
        "who looks for a job: interviews, a stand-up, a dentist, a podcast …",
    )


def _passes(found: Config, running: Running, folder: Path, out: Console) -> None:
    account = found.accounts[0]
    rules = terms(found, account)
    with Ledger.open(folder / ledger.FILE_NAME) as book, Mirror.open(folder / mirror.FILE_NAME) as copy:
        desk = open_desk(account, lambda _account: running.password)
        first = reconcile(desk, rules, book, copy, datetime.now(UTC))
        agenda = first.decided.agenda
        out.print("\n1. What was recognised (afterview interviews)", style="bold")
        render.show_interviews(agenda.interviews, found.timezone, every=False, partly=True, out=out)
        out.print("\n2. What follows, by the policy “balanced” (afterview plan)", style="bold")
        reminders = agenda.schedule.reminders
        render.show_reminders(reminders, [first.decided.wanted[r.uid].title for r in reminders], out)
        render.show_withheld(agenda.schedule.withheld, out)
        out.print("\n3. What was written into the calendar (afterview sync)", style="bold")
        show_report(first, found, out)
        out.print("\n4. The same again: nothing is left to do", style="bold")
        show_report(reconcile(desk, rules, book, copy, datetime.now(UTC)), found, out)
        soonest = next((r for r in reminders if r.recipients and r.medium == "email"), None)
        if soonest is not None:
            out.print("\n5. What stands in such a reminder", style="bold")
            wanted = first.decided.wanted[soonest.uid]
            out.print(f"{render.day_and_time(wanted.starts)}  {wanted.title}\n", style="cyan", soft_wrap=True)
            for line in wanted.body.splitlines():
                _say(out, line)


def _say(out: Console, text: str) -> None:
    render.hanging(out, render.styled((text, "")), below=0)


def _keep(running: Running, out: Console) -> None:
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # `kill` cleans up as Ctrl-C does
        out.print("\nAdd it to a calendar app as a CalDAV calendar:", style="bold")
        out.print(f"  address   {running.url}{running.user}/{CALENDAR}/")
        out.print(f"  user      {running.user}")
        out.print(f"  password  {running.password}")
        _say(out, "In Thunderbird: New Calendar, On the Network. In GNOME: Calendar, Manage Calendars, Add Calendar.")
        out.print("Ctrl-C ends the server and removes everything.")
        signal.pause()
    except KeyboardInterrupt:
        out.print("\nGone without a trace.")
