"""`afterview login` and `logout`: the keyring's entry of an account. The password is never an argument."""

from __future__ import annotations

import argparse
import getpass
import sys

from afterview import ical, render, secrets
from afterview.cli.settings import accounts, configuration
from afterview.config import Account
from afterview.desk import entry_of
from afterview.errors import ConfigError, SecretUnavailable


def login(args: argparse.Namespace) -> int:
    """Ask for the password (on a pipe: read its first line), try it on the server, keep it in the keyring."""
    account = _account(args)
    word = _typed(account)
    if not word:
        fix = f"type it, or pipe it in: pass show NAME | afterview login {account.name}"
        raise SecretUnavailable(account.name, "no password was given", fix)
    from afterview.desk import open_desk

    desk = open_desk(account, lambda _account: word, every=True)
    names = ", ".join(ical.clean_title(s.calendar.name) for s in desk.watched) or "none yet"
    for store in desk.stores.values():
        store.close()
    ring = secrets.store(entry_of(account), secrets.Secret(word), backend=account.keyring)
    out = render.console()
    out.print(f"{account.name}: logged in; the password is kept in {ring}.", soft_wrap=True)
    out.print(f"Its calendars: {names}. Next: afterview plan", soft_wrap=True)
    return 0


def logout(args: argparse.Namespace) -> int:
    """Take the password out of the keyring."""
    account = _account(args)
    was_there = secrets.forget(entry_of(account), backend=account.keyring)
    told = "its password is no longer in the keyring" if was_there else "there was no password in the keyring"
    render.console().print(f"{account.name}: {told}", soft_wrap=True)
    return 0


def _typed(account: Account) -> str:
    if not sys.stdin.isatty():
        try:
            return sys.stdin.readline().rstrip("\r\n")
        except UnicodeDecodeError:
            raise SecretUnavailable(account.name, "what came is not UTF-8 text", "pipe in the password alone") from None
    try:
        return getpass.getpass(f"Password of {account.username} for {account.origin}: ")
    except EOFError:
        return ""


def _account(args: argparse.Namespace) -> Account:
    (account,) = accounts(configuration(args, required=True), [args.account])
    if account.folder is not None:
        raise ConfigError(account.name, "is a folder on this machine and needs no password", "try: afterview plan")
    if account.username is None:
        fix = "write `username = …` below its `url` in config.toml, or go on without a login"
        raise ConfigError(account.name, "has no user name to log in with", fix)
    return account
