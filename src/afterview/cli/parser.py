"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from afterview import __version__
from afterview.cli.complaints import say
from afterview.cli.completing import KINDS, NAMES, SHELLS, PrintCompletion, PrintNames
from afterview.cli.options import accounts, files, json_, lines, now, port, rules, who

DESCRIPTION = "Follow-up reminders for job interviews, written into the calendar you already have."

Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """One whose errors are one line, and whose colours come with the first help text instead of with every start."""

    def format_help(self) -> str:
        from rich_argparse import RawDescriptionRichHelpFormatter

        class Formatter(RawDescriptionRichHelpFormatter):
            def add_argument(self, action: argparse.Action) -> None:
                super().add_argument(action)
                if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 (it has no public name)
                    self._action_max_length += 2  # argparse forgets that commands are indented further

        self.formatter_class = Formatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        say(f"{message}; see: {self.prog} --help")
        self.exit(2)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="afterview",
        description=DESCRIPTION,
        epilog="Begin with: afterview demo, then: afterview setup",
    )
    top.add_argument("--version", action="version", version=f"afterview {__version__}")
    top.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        help="print what makes this shell complete commands, applications and steps by Tab",
    )
    top.add_argument(NAMES, action=PrintNames, choices=KINDS, help=argparse.SUPPRESS)
    top.set_defaults(debug=False, run=_help_of(top))
    commands = top.add_subparsers(title="commands", metavar="COMMAND", prog="afterview")

    _setup(commands)

    one = _command(
        commands,
        "interviews",
        "show which events are your job interviews, and why",
        "afterview interviews --all --me you@example.org *.ics",
        "afterview.cli.looking:interviews",
    )
    files(one)
    who(one)
    one.add_argument("--all", action="store_true", help="show the near misses and all other events too")
    shown = one.add_mutually_exclusive_group()
    shown.add_argument(
        "--explain", metavar="UID", help="show what speaks for and against this event, and what was read"
    )
    shown.add_argument("--anonymised", metavar="UID", help="print this event with nothing personal left, for a report")

    _confirming(commands)
    _marking(commands)

    one = _command(
        commands,
        "plan",
        "show what would be written; nothing is",
        "afterview plan --me you@example.org --timezone Europe/Berlin --holidays DE invitation.ics",
        "afterview.cli.looking:plan",
    )
    files(one)
    who(one)
    rules(one)

    one = _command(
        commands,
        "sync",
        "one pass: read the calendars, write what is due",
        "afterview sync --account work",
        "afterview.cli.passes:sync",
    )
    accounts(one)
    one.add_argument("--force", action="store_true", help="carry it out although a brake holds it")
    json_(one)

    _command(
        commands,
        "daemon",
        "watch the calendars and keep the reminders in step, until stopped",
        "afterview daemon --config ~/.config/afterview/config.toml",
        "afterview.cli.daemon:daemon",
    )

    _health(commands)

    one = _command(
        commands,
        "export",
        "write the reminders to an .ics file, to import anywhere",
        "afterview export --me you@example.org invitation.ics -o reminders.ics",
        "afterview.cli.looking:export",
    )
    files(one)
    who(one, json=False)
    rules(one)
    one.add_argument("-o", "--output", metavar="OUT", default="-", help="where to write; - is standard output")

    one = _command(
        commands,
        "clean",
        "remove all that afterview wrote, and nothing else",
        "afterview clean --dry-run",
        "afterview.cli.passes:clean",
    )
    accounts(one)
    one.add_argument("--dry-run", action="store_true", help="only show what would go")
    one.add_argument("-y", "--yes", action="store_true", help="do not ask")

    _drafting(commands)
    _policy(commands)

    one = _command(
        commands,
        "login",
        "put the password of an account into the keyring",
        "afterview login fastmail",
        "afterview.cli.passwords:login",
    )
    one.add_argument("account", metavar="ACCOUNT", help="its name in config.toml")
    one = _command(
        commands,
        "logout",
        "take the password of an account out of the keyring",
        "afterview logout fastmail",
        "afterview.cli.passwords:logout",
    )
    one.add_argument("account", metavar="ACCOUNT", help="its name in config.toml")

    _service(commands)

    one = _command(
        commands,
        "demo",
        "see it at work on a calendar server of its own",
        "afterview demo --keep",
        "afterview.cli.demo:demo",
        config=False,
    )
    one.add_argument("--keep", action="store_true", help="go on serving the calendar until Ctrl-C")
    one.add_argument("--port", type=port, default=0, metavar="PORT", help="serve on this port (default: any free one)")
    return top


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    example: str,
    run: str,
    *,
    config: bool = True,
) -> argparse.ArgumentParser:
    one = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"Example: {example}",
    )
    one.set_defaults(run=_later(run))
    general = one.add_argument_group("general")
    if config:
        general.add_argument("--config", type=Path, metavar="FILE", help="read this file in place of config.toml")
    general.add_argument("--debug", action="store_true", help="show the whole traceback of a bug")
    return one


def _confirming(commands: argparse._SubParsersAction[_Parser]) -> None:
    for name, what in (("confirm", "is an interview"), ("refuse", "is no interview")):
        one = _command(
            commands,
            name,
            f"say that an event {what}, whatever it looks like",
            f"afterview {name} 7f3a9c@google.com",
            f"afterview.cli.confirming:{name}",
        )
        one.add_argument("uids", metavar="UID", nargs="+", help="an event's UID, as `afterview interviews` shows it")
        one.add_argument("--forget", action="store_true", help="take back what was said of it by confirm or refuse")
        accounts(one)
        now(one)


def _marking(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "mark",
        "say how an application stands, or that a step is done",
        "afterview mark acme rejected --on yesterday",
        "afterview.cli.marking:mark",
    )
    one.add_argument(
        "application", metavar="APPLICATION", help="its company or role, or the beginning of it; case does not matter"
    )
    one.add_argument(
        "outcome",
        metavar="OUTCOME",
        nargs="?",
        choices=("offer", "rejected", "withdrawn", "accepted"),
        help="how it ended: offer, rejected, withdrawn or accepted",
    )
    one.add_argument("--on", metavar="DATE", help="the day of the outcome (default: today)")
    other = one.add_argument_group("in place of an outcome")
    other.add_argument("--new-date", metavar="DATE", help="they named another date")
    other.add_argument("--decision-by", metavar="DATE", help="the day by which they want to decide")
    other.add_argument("--heard-back", action="store_true", help="they answered: wait for a new date or round")
    other.add_argument("--still-open", action="store_true", help="nothing is decided: keep in touch")
    other.add_argument("--done", metavar="STEP", help="you have done this step, such as check-in")
    other.add_argument("--skip", metavar="STEP", help="leave this step out, for good")
    _writing(one)
    one = _command(
        commands,
        "undo",
        "take the last mark back, newest first",
        "afterview undo --dry-run",
        "afterview.cli.undoing:undo",
    )
    _writing(one)


def _writing(one: argparse.ArgumentParser) -> None:
    one.add_argument("--no-sync", action="store_true", help="make no pass now: only say what the next one writes")
    one.add_argument("--dry-run", action="store_true", help="only show what would be written")
    accounts(one)


def _drafting(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "draft",
        "print the message of a reminder, copy it, or open it in your mail program",
        "afterview draft acme thank-you --mail",
        "afterview.cli.draft:draft",
    )
    one.add_argument("application", metavar="APPLICATION", help="its company or role, or the beginning of it")
    one.add_argument("step", metavar="STEP", nargs="?", help="thank-you, check-in, ...; without it, what comes next")
    one.add_argument("--to", metavar="NAME", help="only the message for this person")
    where = one.add_mutually_exclusive_group()
    where.add_argument("--copy", action="store_true", help="put it on the clipboard")
    where.add_argument("--mail", action="store_true", help="open it in your mail program, one message for each person")
    where.add_argument("--json", action="store_true", help="print JSON, for programs")
    one.add_argument(
        "--file",
        dest="files",
        metavar="FILE",
        action="append",
        help="from a calendar file instead of the last pass (- is standard input); may be repeated",
    )
    accounts(one)
    now(one)
    who(one, json=False)
    rules(one)


def _health(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "status",
        "show how your applications stand and what comes next",
        "afterview status --all",
        "afterview.cli.standing:status",
    )
    accounts(one)
    one.add_argument("--all", action="store_true", help="show the applications that have ended too")
    now(one)
    json_(one)
    one = _command(
        commands,
        "check",
        "look for what is wrong, and say what to do about it",
        "afterview check --account work",
        "afterview.cli.checking:check",
    )
    accounts(one)
    one.add_argument("--create", action="store_true", help="make the calendar that `reminders` names, if there is none")
    json_(one)


def _setup(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "setup",
        "find your calendar and write the configuration, or change it",
        "afterview setup --address you@example.org",
        "afterview.cli.setup:setup",
    )
    where = one.add_argument_group("where your calendar is")
    where.add_argument("--account", metavar="NAME", help="the account's name: another one is added, this one changed")
    where.add_argument("--address", metavar="PLACE", help="your email address, the server's address, or a folder")
    where.add_argument("--username", metavar="NAME", help="the user name there, where it is not the email address")
    word = where.add_mutually_exclusive_group()
    word.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    word.add_argument("--password-command", metavar="COMMAND", help="a command that prints the password each time")
    where.add_argument("--calendar", metavar="NAME", action="append", help="watch this calendar; may be repeated")
    target = where.add_mutually_exclusive_group()
    target.add_argument("--reminders", metavar="NAME", help='where reminders go; "": beside the interview')
    target.add_argument("--new-calendar", metavar="NAME", help="make this calendar for the reminders")
    who = one.add_argument_group("who you are")
    who.add_argument(
        "--me", action="append", metavar="ADDRESS", help="an address you are invited under; may be repeated"
    )
    who.add_argument("--name", metavar="NAME", help="your name, for the drafts")
    who.add_argument("--timezone", metavar="ZONE", help="your time zone, such as Europe/Berlin")
    who.add_argument("--holidays", metavar="CODE", help="your country or region, such as US or DE-BY")
    who.add_argument("--policy", metavar="NAME", help="the policy to follow")
    one.add_argument("-y", "--yes", action="store_true", help="do not ask: take what is given, and guess the rest")


def _group(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, example: str
) -> argparse._SubParsersAction[_Parser]:
    """A command that is followed by another one; alone it shows its help."""
    top = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"Example: {example}",
    )
    top.set_defaults(run=_help_of(top))
    return top.add_subparsers(title="commands", metavar="COMMAND", prog=f"afterview {name}")


def _policy(commands: argparse._SubParsersAction[_Parser]) -> None:
    verbs = _group(commands, "policy", "list, show and check policies", "afterview policy show balanced")
    _command(verbs, "list", "name all policies", "afterview policy list", "afterview.cli.policies:list_")
    one = _command(
        verbs,
        "show",
        "tell in plain words what comes when",
        "afterview policy show balanced",
        "afterview.cli.policies:show",
    )
    one.add_argument("name", metavar="NAME", help="a policy's name, or its file")
    one.add_argument("--source", action="store_true", help="print the file itself, to start your own from")
    one = _command(
        verbs,
        "check",
        "check a policy of your own",
        "afterview policy check mine.toml",
        "afterview.cli.policies:check",
    )
    one.add_argument("file", metavar="FILE", type=Path, help="a policy file")


def _service(commands: argparse._SubParsersAction[_Parser]) -> None:
    verbs = _group(commands, "service", "have it run in the background, by systemd", "afterview service install")
    one = _command(
        verbs,
        "install",
        "start it now and with every login",
        "afterview service install --linger",
        "afterview.cli.service:install",
    )
    one.add_argument("--linger", action="store_true", help="start it at boot, and keep it while nobody is logged in")
    one.add_argument("--dry-run", action="store_true", help="only show what would be written")
    _command(
        verbs,
        "uninstall",
        "stop it and remove what install wrote",
        "afterview service uninstall",
        "afterview.cli.service:uninstall",
        config=False,
    )
    _command(
        verbs,
        "status",
        "tell whether it runs, and what it is doing",
        "afterview service status",
        "afterview.cli.service:status",
        config=False,
    )
    one = _command(
        verbs,
        "logs",
        "show its log",
        "afterview service logs --follow",
        "afterview.cli.service:logs",
        config=False,
    )
    one.add_argument("-f", "--follow", action="store_true", help="go on showing what comes, until Ctrl-C")
    one.add_argument("-n", "--lines", type=lines, default=50, metavar="N", help="how many lines (default: 50)")


def _help_of(one: argparse.ArgumentParser) -> Run:
    """What happens where no command is named: all of them are, on standard error."""

    def run(_args: argparse.Namespace) -> int:
        one.print_help(sys.stderr)
        return 2

    return run


def _later(target: str) -> Run:
    """The function that `module:name` names, imported when it is called: no command pays for another's libraries."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        module, _, name = target.partition(":")
        code: int = getattr(import_module(module), name)(args)
        return code

    return run
