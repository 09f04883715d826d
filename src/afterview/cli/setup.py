"""`afterview setup`: the first configuration, or a change of it, asked for or given by options.

Until "Write this?" nothing is written anywhere: no file, no password, no calendar. Then all of it is, or nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from afterview import config, ledger, render, secrets
from afterview.cli.asking import Missing, Stopped, Terminal
from afterview.cli.complaints import say
from afterview.cli.passes import show_decided
from afterview.cli.setup_login import in_keyring
from afterview.cli.setup_questions import Questions
from afterview.cli.waiting import busy
from afterview.config import Account
from afterview.desk import entry_of, open_desk, password, terms
from afterview.errors import AfterviewError, ConfigError, LocalFailure, SecretUnavailable
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import decide, gather
from afterview.setup import server
from afterview.setup.draft import Draft

INTERRUPTED = 130
USAGE = 2
ABOUT_ACCOUNT = ("account", "address", "username", "password_stdin", "password_command", "calendar", "reminders",
                 "new_calendar")  # fmt: skip
ABOUT_PERSON = ("me", "name", "timezone", "holidays", "policy")
GREETING = (
    "afterview finds the job interviews in your calendar and puts the follow-ups beside them. A few questions: Enter "
    "takes what stands in [brackets], Ctrl-C leaves everything as it is. Nothing is written before the end."
)


def setup(args: argparse.Namespace) -> int:
    """Ask, show, write."""
    path = (args.config or config.config_dir() / config.FILE_NAME).absolute()
    who = Terminal(render.console()) if _at_terminal() and not args.yes else None
    try:
        draft = _begun(path, who)
        questions = Questions(args, draft, who)
        _answer(questions)
        if not draft.differs and not questions.login.fresh and not questions.making:
            render.console().print("Nothing to change.")
            return 0
        _preview(questions)
        if not _agreed(questions):
            render.console().print("Nothing was written.")
            return 0
        if not _write(questions):
            render.console().print("Nothing was written.")
            return 0
    except (Stopped, KeyboardInterrupt):
        say("stopped: nothing was written")
        return INTERRUPTED
    except Missing as missing:
        say(f"nothing was written: there is no terminal to ask at; say {missing}; see: afterview setup --help")
        return USAGE
    return _afterwards(questions)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _begun(path: Path, who: Terminal | None) -> Draft:
    try:
        return Draft(path)
    except ConfigError as error:
        if who is None:
            raise
        who.tell(f"{error}", style="red")
        who.tell("You can put that right in an editor. Or begin anew here: the file is then kept beside the new one.")
        if not who.agreed("Begin anew?", default=False):
            raise
        return Draft(path, anew=True)


def _answer(questions: Questions) -> None:
    """Ask what is to be asked: everything the first time, else what options or the menu name."""
    args, draft, who = questions.args, questions.draft, questions.who
    of_account = any(getattr(args, name) not in (None, False) for name in ABOUT_ACCOUNT)
    of_person = [name for name in ABOUT_PERSON if getattr(args, name) is not None]
    if not draft.accounts:
        if who:
            who.tell(GREETING)
            who.tell()
        questions.account()
        questions.person()
    elif of_account or of_person:
        if of_account:
            _change_account(questions)
        for name in of_person:
            getattr(questions, name)()
    elif who:
        _menu(questions)
    else:
        raise Missing("what to change")


def _change_account(questions: Questions) -> None:
    args, draft = questions.args, questions.draft
    names = [a.name for a in draft.accounts]
    if args.address is not None:
        questions.account(args.account if args.account in names else None)
        return
    if args.account is None and len(names) > 1:
        raise ConfigError("--account", "there are several accounts", f"name one of {', '.join(names)}")
    name = args.account or names[0]
    if name not in names:
        fix = f"say its --address too; the accounts are {', '.join(names)}"
        raise ConfigError("--account", f"there is no account {name!r} yet", fix)
    if args.username or args.password_stdin or args.password_command:
        questions.login.again(name)
    if args.calendar is not None:
        questions.calendars(name)
    if args.reminders is not None or args.new_calendar is not None:
        questions.reminders(name)


def _menu(questions: Questions) -> None:
    draft, who = questions.draft, questions.who
    if who is None:
        return
    while True:
        found = draft.config
        rows = [
            ("your addresses", " ".join(draft.said("me") or sorted(found.candidate.addresses)), questions.me),
            ("your name", found.candidate.name or "", questions.name),
            ("time zone", found.timezone.key, questions.timezone),
            ("holidays", found.holidays.code, questions.holidays),
            ("policy", found.policy, questions.policy),
        ]
        for one in found.accounts:
            rows += _rows_of(one, questions)
        rows.append(("add an account", "", questions.account))
        who.tell()
        who.tell(f"{draft.path}" + (" (changed, not yet written)" if draft.differs or questions.login.fresh else ""))
        width = max(len(title) for title, _, _ in rows)
        options = [f"{title:<{width}}  {value}".rstrip() for title, value, _ in rows]
        chosen = who.choice("What to change", options, None, leave="Enter: nothing more")
        if chosen is None:
            return
        who.tell()
        try:
            rows[chosen][2]()
        except AfterviewError as error:
            who.complain(error)


def _rows_of(one: Account, questions: Questions) -> list[tuple[str, str, Callable[[], None]]]:
    name = one.name
    if one.folder is not None:
        return [
            (f"{name}: folder", str(one.folder), lambda: questions.account(name)),
            (f"{name}: reminders", one.reminders or "in the same folder", lambda: questions.reminders(name)),
        ]
    return [
        (f"{name}: server", one.url or one.email or "", lambda: questions.account(name)),
        (f"{name}: login", one.username or "none", lambda: questions.login.again(name)),
        (f"{name}: calendars", ", ".join(one.calendars or ("all",)), lambda: questions.calendars(name)),
        (f"{name}: reminders", one.reminders or "beside the interview", lambda: questions.reminders(name)),
    ]


# ---- showing ---------------------------------------------------------------------------------------------------------


def _preview(questions: Questions) -> None:
    """What would follow from the calendars; what keeps it from being known is told, and no reason to stop."""
    out = render.console()
    found = questions.draft.config
    now = datetime.now(UTC)
    with _copies() as book, Mirror.open(None) as mirror:
        for account in found.accounts:
            seen = account if account.name not in questions.making else replace(account, reminders=None)
            try:
                with busy(f"{account.name}: reading the calendars"):
                    desk = open_desk(seen, lambda a: questions.login.known.get(a.name) or password(a))
                    rules = terms(found, account)
                    decided = decide(gather(desk, rules, book, mirror, now), desk, rules, book, now)
                for store in desk.stores.values():
                    store.close()
            except AfterviewError as error:
                if questions.who is None and account.name in questions.login.opened:
                    raise
                say(f"{account.name}: cannot be shown now: {error}")
                continue
            out.print()
            out.print(f"What follows from your calendars in {account.name!r}, as of now:", style="bold")
            show_decided(decided, found, out)


def _copies() -> Ledger:
    return Ledger.copied(config.state_dir() / ledger.FILE_NAME) or Ledger.open(None)


def _agreed(questions: Questions) -> bool:
    draft, who, out = questions.draft, questions.who, render.console()
    if who is None and not questions.args.yes:
        raise Missing("--yes to write without being asked")
    out.print()
    if draft.differs:
        out.print(f"To be written to {draft.path}:", style="bold", soft_wrap=True)
        for line in draft.difference():
            style = {"+": "green", "-": "red"}.get(line[:1], "")
            out.print(f"  {line}".rstrip(), style=style, soft_wrap=True)
    for name, title in questions.making.items():
        out.print(f"A calendar {title!r} will be made in {name!r}.", soft_wrap=True)
    for name in questions.login.fresh:
        out.print(f"The password of {name!r} will go into your keyring.", soft_wrap=True)
    return who is None or who.agreed("Write this?")


# ---- writing ---------------------------------------------------------------------------------------------------------


def _write(questions: Questions) -> bool:
    """Write all, or as much as the person wants where the keyring fails; whether it was done."""
    who = questions.who
    while True:
        try:
            _write_all(questions)
        except SecretUnavailable as error:
            if who is None:
                raise
            who.complain(error)
            if who.agreed("Try again?"):
                continue
            if not who.agreed("Write the rest, without the password?"):
                return False
            questions.login.fresh.clear()
        else:
            return True


def _write_all(questions: Questions) -> None:
    """Passwords, calendars, then the file that makes use of them; what came before a failure is taken back."""
    draft = questions.draft
    kept: list[tuple[Account, secrets.Secret | None]] = []
    try:
        for name, word in questions.login.fresh.items():
            account = draft.account(name)
            former = in_keyring(account)
            kept.append((account, former if isinstance(former, secrets.Secret) else None))
            secrets.store(entry_of(account), secrets.Secret(word), backend=account.keyring)
        for name, title in questions.making.items():
            with busy(f"making the calendar {title!r}"):
                server.create(questions.login.opened[name], title, draft.config.component)
        if draft.differs:
            draft.save()
    except BaseException:
        for account, earlier in kept:
            with suppress(AfterviewError):
                if earlier is None:
                    secrets.forget(entry_of(account), backend=account.keyring)
                else:
                    secrets.store(entry_of(account), earlier, backend=account.keyring)
        raise
    in_use = {entry_of(a) for a in draft.accounts}
    for account in draft.before:
        if account.username is not None and entry_of(account) not in in_use:
            with suppress(AfterviewError):  # another login's password has no use any more
                secrets.forget(entry_of(account), backend=account.keyring)


def _afterwards(questions: Questions) -> int:
    draft, who, out = questions.draft, questions.who, render.console()
    aside = draft.aside
    out.print("Written." if aside is None else f"Written; the former file is now {aside}.", soft_wrap=True)
    login = questions.login
    for account in draft.accounts:
        if account.name in login.known and account.name not in login.fresh and not account.password_command:
            out.print(
                f"The password of {account.name!r} is kept nowhere: name a `password_command` in the file, or give it "
                f"to the service as the credential `afterview.{account.name}`."
            )
    try:
        return _service(questions)
    except (Stopped, KeyboardInterrupt):
        say("stopped: the configuration stays as it was just written")
        return INTERRUPTED
    except AfterviewError as error:
        say(str(error))
        if who is not None:
            out.print("The configuration is written all the same. Without a service: afterview sync")
        return error.exit_code


def _service(questions: Questions) -> int:
    """Offer to let it run in the background, where this machine can."""
    from afterview import service

    out = render.console()
    named = ["--config", str(questions.args.config)] if questions.args.config is not None else []
    try:
        service.reach()
        there = service.installed(service.unit_folder())
    except LocalFailure:
        out.print("Next: afterview sync, which writes what is due; as often as you like, from cron for example.")
        return 0
    if questions.who is None:
        out.print("Next: afterview service install, which lets it run in the background; or: afterview sync")
        return 0
    question = (
        "Let the service in the background take it over?" if there else "Let it run in the background, as a service?"
    )
    if not questions.who.agreed(question):
        out.print("Next: afterview sync, or later: afterview service install")
        return 0
    from afterview.cli.parser import parser

    args = parser().parse_args(["service", "install", *named])
    code: int = args.run(args)
    return code
