"""Commands that only look: `interviews`, `plan`, `export`. With files they need no config, network or keyring."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from afterview import ical, render
from afterview.cli.complaints import Failure, Told, say, say_failures
from afterview.cli.files import read_files, write_file
from afterview.cli.settings import configuration, moment
from afterview.config import Config
from afterview.core.anonymous import anonymise
from afterview.core.explanation import explain
from afterview.core.glance import Glance
from afterview.core.held import Wanted
from afterview.core.interview import Interview
from afterview.desk import terms
from afterview.errors import MissingInput
from afterview.ical import Skipped
from afterview.reconcile import LOOK_AHEAD, LOOK_BACK, Agenda, Terms, plan_ahead, worded

BEGINNING = datetime(1971, 1, 1, tzinfo=UTC)
END = datetime(2199, 1, 1, tzinfo=UTC)


gc.set_threshold(100_000, 50, 50)  # tens of thousands of words are loaded once and stay: nothing of them is garbage


def interviews(args: argparse.Namespace) -> int:
    """Which events are interviews, and why."""
    found = configuration(args, required=not args.files)
    if args.files:
        seen = from_files(args, found, terms(found), whole=True)
        every, skipped, failures = seen.agenda.interviews, seen.skipped, seen.failures
    else:
        every, skipped, failures = _interviews_of_accounts(args, found)
    if args.anonymised is not None:
        return _anonymised(args, every, found, failures)
    if args.explain is not None:
        _explain(args, every, found, failures)
    elif args.json:
        shown = [i for i in every if args.all or i.verdict.answer != "no"]
        render.dump([render.interview_json(i, found.timezone) for i in shown])
    else:
        of_accounts = not args.files
        render.show_interviews(every, found.timezone, every=args.all, commands=of_accounts, partly=of_accounts)
    _say_skipped(skipped)
    return say_failures(failures)


def _explain(args: argparse.Namespace, every: Sequence[Interview], found: Config, failures: Sequence[Failure]) -> None:
    """Why the events of one UID are taken for what they are; of a series, each kind of answer once."""
    named = _of_uid(args.explain, every, failures, from_files=bool(args.files))
    answers = {(i.verdict, i.event.summary): i for i in reversed(named)}
    told = [explain(i, found.candidate) for i in reversed(answers.values())]
    if args.json:
        render.dump(
            [{**render.interview_json(e.interview, found.timezone), **render.explanation_json(e)} for e in told]
        )
    else:
        render.show_explanations(told, found.timezone)


def _anonymised(
    args: argparse.Namespace, every: Sequence[Interview], found: Config, failures: Sequence[Failure]
) -> int:
    """The events of one UID without anything personal, as an .ics file that can be judged by anybody."""
    named = _of_uid(args.anonymised, every, failures, from_files=bool(args.files))
    shown = anonymise([i.event for i in named], found.candidate)
    write_file("-", ical.write_bare(shown.events))
    who = "".join(f" --me {address}" for address in sorted(shown.candidate.addresses))
    say("nothing personal should be left in it: read it before you send it")
    judged = f"it is judged as before, {shown.after}" if shown.is_judged_alike else "it is judged"
    say(f"{judged}, by: afterview interviews --all{who} FILE")
    if shown.candidate.employers:
        say(f"with employers = {sorted(shown.candidate.employers)} in config.toml")
    if not shown.is_judged_alike:
        say(f"without what was taken out it is judged otherwise, {shown.after} and not {shown.before}: say so with it")
    return 0


def _of_uid(uid: str, every: Sequence[Interview], failures: Sequence[Failure], *, from_files: bool) -> list[Interview]:
    """The events of one UID, by start. Raises MissingInput, or Told where something could not be read."""
    named = [i for i in every if i.event.uid == uid.strip()]
    if named:
        return named
    if failures:
        raise Told(failures)
    if from_files:
        raise MissingInput(
            uid, "no event in these files has this UID", "see what they hold: afterview interviews --all --json FILE"
        )
    what = "no event that could be an interview has this UID"
    raise MissingInput(uid, what, "see those that could: afterview interviews --all --json")


def plan(args: argparse.Namespace) -> int:
    """What would be written; nothing is."""
    found = configuration(args, required=not args.files)
    if not args.files:
        from afterview.cli.passes import show_plan

        return show_plan(args, found)
    rules = terms(found)
    seen = from_files(args, found, rules)
    schedule = seen.agenda.schedule
    titles = [rules.wording.title(r) for r in schedule.reminders]
    if args.json:
        render.dump(
            {
                "now": moment(args).astimezone(found.timezone).isoformat(),
                "reminders": [render.reminder_json(r, t) for r, t in zip(schedule.reminders, titles, strict=True)],
                "withheld": [render.withheld_json(w) for w in schedule.withheld],
                "skipped": [render.skipped_json(s) for s in seen.skipped],
                "failures": [{"file": name, **render.failure_json(f)} for name, f in seen.failures],
            }
        )
    else:
        _show(seen.agenda, titles)
    _say_skipped(seen.skipped)
    return say_failures(seen.failures)


def export(args: argparse.Namespace) -> int:
    """The reminders as an .ics file."""
    found = configuration(args, required=not args.files)
    rules = terms(found)
    wanted: list[Wanted] = []
    if args.files:
        seen = from_files(args, found, rules)
        wanted = [worded(r, rules, calendar="") for r in seen.agenda.schedule.reminders]
        skipped, failures = seen.skipped, seen.failures
    else:
        from afterview.cli.passes import look

        looked = look(args, found)
        wanted = [w for _, d in looked.decided for w in d.wanted.values()]
        skipped, failures = looked.skipped, tuple(looked.failures)
    now = moment(args).astimezone(UTC).replace(microsecond=0)
    coming = [w for w in wanted if w.starts >= now]
    write_file(args.output, ical.export(coming, stamp=now))
    if args.output != "-":
        import_it = ": import it into a calendar" if coming else ": nothing follows from what was read"
        say(f"{render.count(len(coming), 'reminder')} written to {args.output}{import_it}")
    _say_skipped(skipped)
    return say_failures(failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What follows from files, and what could not be read of them."""

    agenda: Agenda
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]


def from_files(args: argparse.Namespace, found: Config, rules: Terms, *, whole: bool = False) -> Seen:
    """What follows from the files that were named; `whole`: from events of any age.

    Raises Told where no file could be read at all.
    """
    now = moment(args)
    since, until = (BEGINNING, END) if whole else (now - LOOK_BACK, now + LOOK_AHEAD)
    # what is looked at closely is read whole, and so is everything where a UID may settle it
    own = rules.candidate.own
    close = bool(own.always) or any(getattr(args, name, None) is not None for name in ("explain", "anonymised"))
    matters = None if close else Glance(own.telling).sees
    readings, failures = read_files(args.files, found.timezone, since, until, matters)
    if failures and not any(r.events or r.skipped for r in readings):
        raise Told(failures)
    for one in (w for r in readings for w in r.warnings):
        say(render.skipped(one))
    agenda = plan_ahead((e for r in readings for e in r.events), rules, now)
    return Seen(agenda=agenda, skipped=tuple(s for r in readings for s in r.skipped), failures=tuple(failures))


def _interviews_of_accounts(
    args: argparse.Namespace, found: Config
) -> tuple[tuple[Interview, ...], tuple[Skipped, ...], tuple[Failure, ...]]:
    from afterview.cli.passes import look

    looked = look(args, found)
    every = sorted((i for _, d in looked.decided for i in d.agenda.interviews), key=lambda i: i.event.start)
    return tuple(every), looked.skipped, tuple(looked.failures)


def _show(agenda: Agenda, titles: Sequence[str]) -> None:
    out = render.console()
    found = agenda.recognised
    unsure = sum(i.verdict.answer == "unsure" for i in agenda.interviews)
    if not found:
        out.print("No interview was recognised. See why: afterview interviews --all FILE", soft_wrap=True)
    elif not agenda.schedule.reminders:
        out.print("There is nothing to write.")
    render.show_reminders(agenda.schedule.reminders, titles, out)
    render.show_withheld(agenda.schedule.withheld, out)
    if unsure:
        out.print(f"{unsure} more may be interviews: see afterview interviews FILE", soft_wrap=True)


def _say_skipped(skipped: Sequence[Skipped]) -> None:
    for one in skipped:
        say(render.skipped(one))
