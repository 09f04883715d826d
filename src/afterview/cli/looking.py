"""Commands that only look: `interviews`, `plan`, `export`. With files they need no config, network or keyring."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from afterview import ical, render
from afterview.cli.files import read_files, write_file
from afterview.cli.settings import accounts, configuration, moment, terms
from afterview.config import Config
from afterview.core.plan import Wanted
from afterview.core.reminder import Reminder
from afterview.errors import InputError
from afterview.ical import Skipped
from afterview.reconcile import LOOK_AHEAD, LOOK_BACK, Agenda, Terms, plan_ahead, worded

BEGINNING = datetime(1971, 1, 1, tzinfo=UTC)
END = datetime(2199, 1, 1, tzinfo=UTC)


def interviews(args: argparse.Namespace) -> int:
    """Which events are interviews, and why."""
    found = configuration(args, required=not args.files)
    if args.files:
        agenda, skipped = _from_files(args, found, terms(found), whole=True)
        every, missed = agenda.interviews, skipped
    else:
        from afterview.cli.passes import look

        looked = look(args, found, accounts(found, None))
        every = tuple(i for _, d in looked for i in d.agenda.interviews)
        missed = tuple(s for _, d in looked for s in d.skipped)
    if args.json:
        shown = [i for i in every if args.all or i.verdict.answer != "no"]
        render.dump([render.interview_json(i, found.timezone) for i in shown])
    else:
        render.show_interviews(every, found.timezone, every=args.all)
    return _tell_skipped(missed)


def plan(args: argparse.Namespace) -> int:
    """What would be written; nothing is."""
    found = configuration(args, required=not args.files)
    if not args.files:
        from afterview.cli.passes import show_plan

        return show_plan(args, found)
    rules = terms(found)
    agenda, skipped = _from_files(args, found, rules)
    reminders = agenda.schedule.reminders
    titles = [rules.wording.title(r) for r in reminders]
    if args.json:
        render.dump(
            {
                "now": moment(args).astimezone(found.timezone).isoformat(),
                "reminders": [render.reminder_json(r, t) for r, t in zip(reminders, titles, strict=True)],
                "withheld": [render.withheld_json(w) for w in agenda.schedule.withheld],
                "skipped": [_skipped_json(s) for s in skipped],
            }
        )
    else:
        _show(agenda, reminders, titles)
    return _tell_skipped(skipped)


def export(args: argparse.Namespace) -> int:
    """The reminders as an .ics file."""
    found = configuration(args, required=not args.files)
    rules = terms(found)
    wanted: list[Wanted] = []
    skipped: tuple[Skipped, ...] = ()
    if args.files:
        agenda, skipped = _from_files(args, found, rules)
        wanted = [worded(r, rules, calendar="") for r in agenda.schedule.reminders]
    else:
        from afterview.cli.passes import look

        for _, decided in look(args, found, accounts(found, None)):
            wanted += decided.wanted.values()
            skipped += decided.skipped
    now = moment(args).astimezone(UTC).replace(microsecond=0)
    coming = [w for w in wanted if w.starts >= now]
    write_file(args.output, ical.export(coming, stamp=now, alarm=rules.alarm))
    if args.output != "-":
        render.console(stderr=True).print(
            f"{len(coming)} reminders written to {args.output}: import it into a calendar"
        )
    return _tell_skipped(skipped)


def _from_files(
    args: argparse.Namespace, found: Config, rules: Terms, *, whole: bool = False
) -> tuple[Agenda, tuple[Skipped, ...]]:
    """What follows from the files that were named; `whole`: from events of any age."""
    now = moment(args)
    since, until = (BEGINNING, END) if whole else (now - LOOK_BACK, now + LOOK_AHEAD)
    readings = read_files(args.files, found.timezone, since, until)
    agenda = plan_ahead((e for r in readings for e in r.events), rules, now)
    return agenda, tuple(s for r in readings for s in r.skipped)


def _show(agenda: Agenda, reminders: tuple[Reminder, ...], titles: list[str]) -> None:
    out = render.console()
    found = [i for i in agenda.interviews if i.verdict.answer == "interview"]
    unsure = sum(i.verdict.answer == "unsure" for i in agenda.interviews)
    if not found:
        out.print("No interview was recognised. See why: afterview interviews --all")
    elif not reminders:
        out.print("There is nothing to write.")
    render.show_reminders(reminders, titles, out)
    render.show_withheld(agenda.schedule.withheld, out)
    if unsure:
        out.print(f"{unsure} more may be interviews: see afterview interviews")


def _skipped_json(skipped: Skipped) -> dict[str, str | None]:
    return {"file": skipped.source, "uid": skipped.uid, "summary": skipped.summary, "reason": skipped.reason}


def _tell_skipped(skipped: tuple[Skipped, ...]) -> int:
    """Say on standard error what could not be read; 65 where a file held nothing that could be."""
    for one in skipped:
        name = f" {one.summary!r}" if one.summary else ""
        print(f"afterview: {one.source}: event{name} was passed over: {one.reason}", file=sys.stderr)  # noqa: T201
    return InputError.exit_code if skipped and all(s.uid is None for s in skipped) else 0
