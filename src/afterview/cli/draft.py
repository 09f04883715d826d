"""`afterview draft`: the messages of a reminder, one for each person, from the last pass or from files."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from afterview import config, ledger, mirror, render
from afterview.cli.complaints import Failure, Told, say, say_failures
from afterview.cli.handing import copy, mailto, open_mail
from afterview.cli.looking import from_files
from afterview.cli.settings import accounts, configuration, moment
from afterview.config import Config
from afterview.core.application import Application
from afterview.core.called import called, name_of, names_of
from afterview.core.plan import Keep
from afterview.core.reminder import Reminder, Withheld
from afterview.desk import terms
from afterview.errors import AfterviewError, MissingInput
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.recall import recall
from afterview.reconcile import Agenda
from afterview.wording import Draft, Wording

USAGE = 2
NOW = timedelta(days=1)
"""So long after its time a reminder without a deadline is still the one that is being seen to."""
_RULE = "-" * 10
_BLANK = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What follows in one account, or from files."""

    agenda: Agenda
    wording: Wording
    settled: frozenset[str] = frozenset()
    """UIDs of reminders that are done or were deleted."""
    theirs: frozenset[str] = frozenset()
    """UIDs of those that the user has changed."""


def draft(args: argparse.Namespace) -> int:
    """Print the messages of a reminder, copy one, or open them in the mail program."""
    found = configuration(args, required=not args.files)
    now = moment(args)
    known, failures = _from_files(args, found) if args.files else _from_last_pass(args, found, now)
    one, application = _meant(args.application, known, from_files=bool(args.files), failures=failures)
    reminder = _reminder(args.step, application, one, now)
    drafts = _for(args.to, one.wording.drafts(reminder), one.wording.plain_title(reminder))
    if reminder.uid in one.theirs:
        say("you have changed this reminder: what you wrote stands in the calendar alone")
    code = _hand_over(args, reminder, drafts, one.wording.plain_title(reminder))
    return code or say_failures(failures)


# --- which reminder ---


def _from_files(args: argparse.Namespace, found: Config) -> tuple[list[_Known], list[Failure]]:
    rules = terms(found)
    seen = from_files(args, found, rules)
    return [_Known(agenda=seen.agenda, wording=rules.wording)], list(seen.failures)


def _from_last_pass(args: argparse.Namespace, found: Config, now: datetime) -> tuple[list[_Known], list[Failure]]:
    """What the last pass of each account left, without asking anybody. Raises Told where nothing is known."""
    known: list[_Known] = []
    failures: list[Failure] = []
    book = Ledger.copied(config.state_dir() / ledger.FILE_NAME) or Ledger.open(None)
    copied = Mirror.copied(config.cache_dir() / mirror.FILE_NAME) or Mirror.open(None)
    with book, copied:
        for account in accounts(found, args.account):
            try:
                rules = terms(found, account)
                decided = recall(account.name, rules, book, copied, now)
            except AfterviewError as error:
                failures.append((account.name, error))
                continue
            if decided is None:
                what = "its calendars have not been read yet"
                failures.append((account.name, MissingInput(account.name, what, "run afterview sync")))
                continue
            kept = [d for d in decided.plan.decisions if isinstance(d, Keep)]
            known.append(
                _Known(
                    agenda=decided.agenda,
                    wording=rules.wording,
                    settled=frozenset(d.uid for d in kept if d.reason in ("done", "dismissed")),
                    theirs=frozenset(d.uid for d in kept if d.reason == "theirs"),
                )
            )
    if failures and not known:
        raise Told(failures)
    return known, failures


def _meant(
    text: str, known: Sequence[_Known], *, from_files: bool, failures: Sequence[Failure]
) -> tuple[_Known, Application]:
    every = [(one, a) for one in known for a in one.agenda.applications]
    among = called(text, [a for _, a in every])
    found = [(one, a) for one, a in every if any(a is other for other in among)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        names = ", ".join(names_of([a for _, a in found]))
        raise MissingInput(text, "means several applications", f"write more of one of them: {names}")
    if failures:
        raise Told(failures)
    names = ", ".join(names_of([a for _, a in every]))
    other = "see what was recognised: afterview interviews --all" + (" FILE" if from_files else "")
    raise MissingInput(text, "there is no such application", f"there are {names}" if names else other)


def _reminder(step: str | None, application: Application, known: _Known, now: datetime) -> Reminder:
    """The reminder of `step`, or the one that is to be seen to. Of several, the one that is due now or next."""
    schedule = known.agenda.schedule
    name = name_of(application)
    every = [r for r in schedule.reminders if r.application is application or r.application == application]
    every = sorted(every, key=lambda r: r.starts.astimezone(UTC))
    if step is None:
        every = [r for r in every if r.medium != "self"]
        for one in every:
            if one.uid not in known.settled and _until(one) >= now:
                return one
        waiting = next((r for r in reversed(every) if r.uid not in known.settled), None)
        fix = f"name a step of it: {', '.join(_ids(every))}" if waiting else "see afterview status"
        raise MissingInput(name, "there is nobody to write to or call any more", fix)
    found = [r for r in every if step in (r.step, r.step_key)]
    if not found:
        withheld = [w for w in schedule.withheld if w.application == application]
        raise _no_reminder(name, step, every, withheld)
    one = next((r for r in found if _until(r) >= now), found[-1])
    if one.medium == "self":
        raise MissingInput(f"{name}: {step}", "is a note to yourself: there is nothing to send", "name another step")
    return one


def _until(one: Reminder) -> datetime:
    """How long it is the one that is being seen to."""
    return max(one.deadline or one.starts, one.starts.astimezone(UTC) + (timedelta() if one.deadline else NOW))


def _no_reminder(name: str, step: str, every: Sequence[Reminder], withheld: Iterable[Withheld]) -> MissingInput:
    reason = next((w.reason for w in withheld if step in (w.step, re.split("[.@]", w.step)[0])), None)
    steps = ", ".join(_ids(r for r in every if r.medium != "self"))
    fix = f"there are {steps}" if steps else "see afterview status"
    return MissingInput(f"{name}: {step}", reason or "there is no such step", fix)


def _ids(reminders: Iterable[Reminder]) -> list[str]:
    return list(dict.fromkeys(r.step for r in reminders))


# --- which message, and where to ---


def _for(name: str | None, drafts: Sequence[Draft], title: str) -> tuple[Draft, ...]:
    """The messages for everyone, or for the one who is named. Raises MissingInput."""
    if name is None:
        return tuple(drafts)
    wanted = name.strip().casefold()
    spelled = [(one, " ".join(filter(None, (one.to.name, one.to.email))).casefold()) for one in drafts if one.to]
    found = [one for one, text in spelled if wanted and wanted in text]
    if len(found) == 1:
        return (found[0],)
    people = ", ".join(_person(one) for one in drafts) if spelled else "nobody that is known"
    what = "is not among those to write to" if not found else "means several people"
    raise MissingInput(f"--to {name[:60]}", what, f"{title} is for {people}")


def _hand_over(args: argparse.Namespace, reminder: Reminder, drafts: Sequence[Draft], title: str) -> int:
    if args.mail and reminder.medium != "email":
        say(f"{title}: this is {_A[reminder.medium]}, nothing to mail: leave --mail out")
        return USAGE
    if args.copy and len(drafts) > 1:
        people = ", ".join(_person(one) for one in drafts)
        say(f"{title}: there are {len(drafts)} messages, one for each of {people}: choose one by --to NAME")
        return USAGE
    if args.json:
        render.dump([_json(one, reminder, title) for one in drafts])
    for one in drafts:
        if args.copy:
            copy(one.text)
        elif args.mail:
            open_mail(one)
    if args.copy or args.mail:
        done = "copied" if args.copy else "opened in your mail program"
        for one in drafts:
            blanks = render.count(len(_BLANK.findall(one.text)), "blank")
            say(f"{_person(one)}: {done}" + (f"; {blanks} in brackets to fill in" if _BLANK.search(one.text) else ""))
    elif not args.json:
        _show(reminder, drafts, title)
    return 0


_A = {"phone": "a call", "letter": "a letter", "self": "a note to yourself"}


def _show(reminder: Reminder, drafts: Sequence[Draft], title: str) -> None:
    out = render.console()
    out.print(f"{title}, {render.day_and_time(reminder.starts, year=True)}", style="bold", soft_wrap=True)
    for number, one in enumerate(drafts):
        out.print(f"\n{_RULE}\n" if number else "", soft_wrap=True)
        who = "Call" if one.medium == "phone" else "To"
        out.print(f"{who}: {_person(one, address=True)}", soft_wrap=True)
        if one.subject:
            out.print(f"Subject: {one.subject}", soft_wrap=True)
        out.print()
        out.print(one.text, soft_wrap=True)


def _person(one: Draft, *, address: bool = False) -> str:
    if one.to is None:
        return "[name]"
    email = one.to.email if address or not one.to.name else None
    return ", ".join(filter(None, (one.to.name, email)))


def _json(one: Draft, reminder: Reminder, title: str) -> dict[str, object]:
    return {
        "reminder": {"uid": reminder.uid, "step": reminder.step, "title": title, "starts": reminder.starts.isoformat()},
        "to": {"name": one.to.name, "email": one.to.email} if one.to else None,
        "medium": one.medium,
        "subject": one.subject,
        "text": one.text,
        "mailto": mailto(one) if one.medium == "email" else None,
    }
