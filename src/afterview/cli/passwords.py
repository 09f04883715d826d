"""`afterview login` and `logout`: the keyring's entry of an account. The password is never an argument."""

from __future__ import annotations

import argparse
import getpass
import sys

from afterview import render, secrets
from afterview.cli.passes import entry_of
from afterview.cli.settings import accounts, configuration
from afterview.config import Account
from afterview.errors import ConfigError


def login(args: argparse.Namespace) -> int:
    """Ask for the password (on a pipe: read its first line), try it on the server, keep it in the keyring."""
    account = _account(args)
    typed = getpass.getpass(f"Password of {account.name} for {account.username}: ") if sys.stdin.isatty() else None
    word = typed if typed is not None else sys.stdin.readline().rstrip("\r\n")
    if not word:
        raise ConfigError(
            account.name, "no password was given", "type it, or pipe it in: pass show NAME | afterview login"
        )
    from afterview.desk import open_desk

    desk = open_desk(account, lambda _account: word)
    names = ", ".join(s.calendar.name for s in desk.watched)
    for store in desk.stores.values():
        store.close()
    ring = secrets.store(entry_of(account), secrets.Secret(word), backend=account.keyring)
    render.console().print(f"{account.name}: logged in, kept in {ring}; watching {names}. Next: afterview plan")
    return 0


def logout(args: argparse.Namespace) -> int:
    """Take the password out of the keyring."""
    account = _account(args)
    was_there = secrets.forget(entry_of(account), backend=account.keyring)
    told = "its password is no longer in the keyring" if was_there else "there was no password in the keyring"
    render.console().print(f"{account.name}: {told}")
    return 0


def _account(args: argparse.Namespace) -> Account:
    (account,) = accounts(configuration(args, required=True), [args.account])
    if account.folder is not None:
        raise ConfigError(account.name, "is a folder on this machine and needs no password", "try: afterview plan")
    return account
