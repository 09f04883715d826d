"""Completion by Tab: the shell's script, and the names that it asks for, from the last pass and without any network.

shtab makes the script (https://docs.iterative.ai/shtab). Whatever goes wrong while names are looked for, the shell is
told none: a completion that complains would stand in the middle of what somebody types.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

NAMES = "--print-names"
"""The option by which the script asks for names; it stands in no help text."""
SHELLS = ("bash", "zsh", "fish")
_ASKED = {
    "APPLICATION": "applications",
    "STEP": "steps",
    "ACCOUNT": "accounts",
    "--account": "accounts",
    "--policy": "policies",
    "policy show NAME": "policies",
}
"""What is asked for, by what an argument or an option is called."""
_FILES = ("FILE", "OUT")


class PrintCompletion(argparse.Action):
    """Prints the script of a shell and ends."""

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: object, values: Any, _option: str | None = None
    ) -> None:
        import shtab

        _mark(parser)
        sys.stdout.write(shtab.complete(parser, values))
        parser.exit(0)


class PrintNames(argparse.Action):
    """Prints names of one kind, one a line, and ends."""

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: object, values: Any, _option: str | None = None
    ) -> None:
        with suppress(Exception):
            for name in sorted(set(_KINDS[str(values)]())):
                sys.stdout.write(f"{name}\n")
        parser.exit(0)


def _mark(parser: argparse.ArgumentParser, path: str = "") -> None:
    """Say of each argument what completes it."""
    import shtab

    for action in parser._actions:  # noqa: SLF001 (it has no public name)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, inner in action.choices.items():
                _mark(inner, f"{path}{name} ")
            continue
        metavar = str(action.metavar or "")
        names = (*action.option_strings, path + metavar, *((metavar,) if metavar else ()))
        kind = next((_ASKED[n] for n in names if n in _ASKED), None)
        if kind:
            action.complete = shtab.cmd(f"{parser.prog.split()[0]} {NAMES} {kind} 2>/dev/null")  # type: ignore[attr-defined]
        elif metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]


def _decided() -> Iterable[Any]:
    """What the last pass of each account left."""
    from afterview import config, ledger, mirror
    from afterview.desk import terms
    from afterview.ledger import Ledger
    from afterview.mirror import Mirror
    from afterview.recall import recall

    found = config.load(None)
    book = Ledger.copied(config.state_dir() / ledger.FILE_NAME) or Ledger.open(None)
    copy = Mirror.copied(config.cache_dir() / mirror.FILE_NAME) or Mirror.open(None)
    with book, copy:
        for account in found.accounts:
            decided = recall(account.name, terms(found, account), book, copy, datetime.now(UTC))
            if decided is not None:
                yield decided


def _applications() -> Iterable[str]:
    from afterview.core.called import names_of

    every = [a for decided in _decided() for a in decided.agenda.applications]
    return filter(None, map(_token, names_of(every)))


def _steps() -> Iterable[str]:
    held = (h for decided in _decided() for d in decided.plan.decisions if (h := getattr(d, "held", None)))
    return filter(None, ((h.step or "").partition("@")[0].partition(".")[0] for h in held))


def _accounts() -> Iterable[str]:
    from afterview import config

    return [a.name for a in config.load(None).accounts]


def _policies() -> Iterable[str]:
    from afterview import config, policies

    folder = config.config_dir() / "policies"
    return [*policies.shipped(), *policies.own(folder if folder.is_dir() else None)]


_KINDS: dict[str, Callable[[], Iterable[str]]] = {
    "applications": _applications,
    "steps": _steps,
    "accounts": _accounts,
    "policies": _policies,
}
KINDS: Sequence[str] = tuple(_KINDS)


def _token(name: str) -> str:
    """A name as one word that no shell takes for anything else; `called` knows it again."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
