"""The part of `afterview setup` that finds a server, logs in, and finds a place for the password.

A wrong password is told and asked for again, three times at the most; none is kept that the server has not taken.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit

from afterview import secrets
from afterview.cli.asking import Missing, Stopped, Terminal, answered
from afterview.cli.waiting import busy
from afterview.config import Account
from afterview.desk import entry_of, password
from afterview.errors import AfterviewError, ConfigError, LoginRefused, SecretUnavailable, Unreachable
from afterview.setup import server
from afterview.setup.document import Value
from afterview.setup.draft import Draft
from afterview.setup.place import Place, account_name, calendars_below, from_home, place_of
from afterview.setup.providers import provider_of

TRIES = 3
"""How often a password may be wrong."""
_NO_KEYRING = "keyring.backends.null.Keyring"


class Login:
    """Where calendars are, as whom, and with which password."""

    def __init__(self, args: argparse.Namespace, draft: Draft, who: Terminal | None) -> None:
        self.args = args
        self.draft = draft
        self.who = who
        self.fresh: dict[str, str] = {}
        """Passwords that are to go into the keyring, by account."""
        self.known: dict[str, str] = {}
        """Passwords that the server has taken, by account."""
        self.opened: dict[str, server.Account] = {}

    def place(self, name: str | None = None) -> str:
        """Where the calendars are, and the login; the account's name."""
        if self.who and self.args.address is None:
            self.who.tell("Where is your calendar? Say your email address, the address of the server, or a folder.")
        former = self.draft.account(name) if name is not None else None
        now = (former.url or former.email or str(former.folder)) if former is not None else None
        place = answered(self.who, self.args.address, "--address", "Calendar", self._looked_for, now)
        taken = [a.name for a in self.draft.accounts]
        if place.folder is not None:
            folder = self._calendar_in(place.folder)
            name = name or self.args.account or account_name(Place(folder=folder), "", taken)
            gone = dict.fromkeys(("url", "email", "username", "calendars", "reminders", "password_command", "keyring"))
            self.draft.set_account(name, {"folder": from_home(folder), **gone})
            return name
        found, word = self._logged_in(place, name)
        url = found.server.url
        name = name or self.args.account or account_name(place, url, taken)
        settings: dict[str, Value] = {"url": url, "username": found.server.username or None}
        if former is None or former.url != url:
            settings |= dict.fromkeys(("email", "folder", "calendars", "reminders"))
        self.draft.set_account(name, settings)
        self.opened[name] = found
        if found.server.username:
            self.keep(name, word)
        return name

    def _looked_for(self, text: str) -> Place:
        """The place, once a server has answered there; without a terminal, logging in finds that out."""
        place = place_of(text)
        if self.who is None or place.folder is not None:
            return place
        if place.email is not None and place.provider is None:
            with busy("looking it up"):
                record = server.foreign_record(place.email)
            if record is not None:
                known = provider_of(record.host)
                whose = f" ({known.name})" if known else ""
                domain = place.email.rpartition("@")[2]
                if not self.who.agreed(
                    f"{domain} says that its calendars are at {record.host}{whose}. Send your password there?",
                    default=known is not None,
                ):
                    raise ConfigError(domain, "then its calendars cannot be read", "give another address")
                port = "" if record.port == 443 else f":{record.port}"
                url = f"https://{record.host}{port}{record.path or '/'}"
                place = Place(address=(known and known.url) or url, email=place.email, provider=known)
        with busy("looking for the server"):
            server.knock(place.address)
        at = urlsplit(place.address).netloc or place.address.rpartition("@")[2]
        self.who.tell(f"  There is a calendar server at {at}.", style="green")
        return place

    def _calendar_in(self, folder: Path) -> Path:
        below = calendars_below(folder)
        if not below:
            return folder
        if self.who is None:
            names = ", ".join(str(one) for one in below[:5])
            raise ConfigError(str(folder), "holds several calendars", f"name one of them: {names}")
        self.who.tell("There are several calendars in it. For more than one, run `afterview setup` again later.")
        chosen = self.who.choice("Which one", [one.name for one in below])
        return below[chosen or 0]

    def open(self, name: str) -> server.Account:
        """The account `name`, opened with the password that is kept for it; where there is none, it is asked for."""
        if name not in self.opened:
            account = self.draft.account(name)
            word = ""
            if account.username is not None:
                try:
                    word = password(account)
                except SecretUnavailable as error:
                    if self.who is None:
                        raise
                    self.who.complain(error)
                    self.again(name)
                    return self.opened[name]
            with busy("looking at the calendars"):
                self.opened[name] = server.connect(account.url or account.email or "", account.username or "", word)
        return self.opened[name]

    # ---- the login ---------------------------------------------------------------------------------------------------

    def _logged_in(self, place: Place, name: str | None) -> tuple[server.Account, str]:
        provider, who = place.provider, self.who
        username = self.args.username or (place.email if provider and not provider.username else None)
        if provider and provider.username and who and username is None:
            who.tell(f"  {provider.username}")
        if username is None:
            default = place.email if not (provider and provider.username) else None
            username = answered(self.who, None, "--username", "User name there", str, default)
        if who and provider and provider.hint and not self._has_password:
            who.tell(f"  {provider.hint}")
        for left in reversed(range(TRIES)):
            word = self._password(username, name)
            try:
                with busy("logging in"):
                    found = server.connect(place.address, username, word)
            except (LoginRefused, Unreachable) as error:
                if who is None or self._has_password or not left:
                    raise _told(error) from None
                self._complain(error)
                if isinstance(error, LoginRefused) and self.args.username is None:
                    username = answered(self.who, None, "--username", "User name there", str, username)
            else:
                if not server.event_calendars(found.calendars):
                    fix = "create one in a calendar app, then run `afterview setup` again"
                    raise ConfigError(found.server.url, "this user has no calendar that holds events", fix)
                if who:
                    who.tell("  Logged in.", style="green")
                return found, word
        raise AssertionError("the last try returns or raises")

    def _complain(self, error: AfterviewError) -> None:
        who = self.who
        assert who is not None  # noqa: S101 (for the type checker)
        if isinstance(error, LoginRefused):
            who.tell("  ! The server does not take this user name and password.", style="red")
        else:
            who.complain(error)
            if not who.agreed("Try again?"):
                raise Stopped

    @property
    def _has_password(self) -> bool:
        """Whether it was said where the password comes from, so that it is not asked for."""
        return bool(self.args.password_stdin or self.args.password_command)

    def _password(self, username: str, name: str | None) -> str:
        if self.args.password_command is not None:
            return _printed(self.args.password_command, username)
        if self.args.password_stdin:
            return _piped()
        if self.who is not None:
            word = ""
            while not word:
                word = self.who.password("Password (it is not shown)")
            return word
        if name is not None:
            account = self.draft.account(name)
            if account.username == username:
                return password(account)
        raise Missing("--password-stdin or --password-command")

    def keep(self, name: str, word: str) -> None:
        """Find a place for the password of the account `name`; it is put there at the very end."""
        self.known[name] = word
        if self.args.password_command is not None:
            self.draft.set_account(name, {"password_command": _words(self.args.password_command)})
            return
        account = self.draft.account(name)
        if account.password_command is not None and _gives(account, word):
            return
        trouble = in_keyring(account)
        if isinstance(trouble, secrets.Secret) or trouble.kind not in ("none", "not set", "failed"):
            self.fresh[name] = word
            return
        if self.who is None:
            fix = "name a command that prints it: --password-command"
            raise SecretUnavailable(name, f"the password cannot be kept: {trouble.detail}", fix)
        self.who.tell(f"  The password cannot be kept here: {trouble.detail}. A command can print it each time.")
        self.who.line(
            "Command, such as pass show dav (Enter: go on without)",
            lambda text: self._with_command(name, text, word),
            "",
        )

    def _with_command(self, name: str, text: str, word: str) -> None:
        if not text:
            return
        if _printed(text, name) != word:
            raise SecretUnavailable(name, "it prints something other than the password that you typed")
        self.draft.set_account(name, {"password_command": _words(text)})

    def again(self, name: str) -> None:
        """Another user name or password for an account on a server."""
        account = self.draft.account(name)
        address = account.url or account.email or ""
        place = Place(address=address, email=account.username or account.email, provider=provider_of(address))
        found, word = self._logged_in(place, name)
        self.draft.set_account(name, {"username": found.server.username or None})
        self.opened[name] = found
        self.keep(name, word)


def _told(error: AfterviewError) -> AfterviewError:
    """An error of the login in the words of this command."""
    if not isinstance(error, LoginRefused):
        return error
    return LoginRefused(error.where, error.what, "see to both; many providers want an app password; nothing was kept")


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError:
        raise ConfigError("password_command", "a quotation mark is missing", "write it as for a shell") from None
    if not words:
        raise ConfigError("password_command", "it is empty", "write for example: pass show dav")
    return words


def _printed(command: str, account: str) -> str:
    """What a password command prints. Raises SecretUnavailable."""
    login = secrets.Login(account=account, username="", origin="")
    try:
        return secrets.find(login, backend=_NO_KEYRING, command=_words(command), environ={}).reveal()
    except secrets.NoSecret as error:
        raise SecretUnavailable("the password command", error.misses[-1].detail, "try it in a shell") from None


def _gives(account: Account, word: str) -> bool:
    try:
        found = secrets.find(entry_of(account), backend=_NO_KEYRING, command=account.password_command, environ={})
    except SecretUnavailable:
        return False
    return found == secrets.Secret(word)


def in_keyring(account: Account) -> secrets.Secret | secrets.Miss:
    """The password that the keyring has for `account`, else why it gives none."""
    environ = {name: value for name, value in os.environ.items() if name != "CREDENTIALS_DIRECTORY"}
    try:
        return secrets.find(entry_of(account), backend=account.keyring, environ=environ)
    except secrets.NoSecret as error:
        return error.misses[0]


def _piped() -> str:
    try:
        word = sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise SecretUnavailable(
            "--password-stdin", "what came is not UTF-8 text", "pipe in the password alone"
        ) from None
    if not word:
        raise SecretUnavailable("--password-stdin", "no password came", "pipe it in: pass show dav | afterview setup …")
    return word
