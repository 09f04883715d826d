"""One [[account]] table, checked."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from afterview.config.lines import Place
from afterview.config.settings import Account
from afterview.config.wrong import EXAMPLES, Wrong, bad, is_plain, key_named

ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[\w.-]{1,255}")
DOMAIN = re.compile(r"(?:\w[\w-]{0,62}\.){1,20}\w[\w-]{0,62}")
ACCOUNT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CLASS_PATH = re.compile(r"(?:[A-Za-z_]\w{0,99}\.){1,20}[A-Za-z_]\w{0,99}")


class AccountTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table as it stands in the file."""

    name: str
    url: str | None = None
    email: str | None = None
    folder: str | None = None
    username: str | None = None
    calendars: tuple[str, ...] | None = None
    reminders: str | None = None
    policy: str | None = None
    language: str | None = None
    interval: int | None = None
    password_command: tuple[str, ...] | None = None
    keyring: str | None = None


def checked(
    table: AccountTable,
    place: Place,
    *,
    beside: Path,
    policy: str,
    language: str,
    interval: timedelta,
    keyring: str | None,
) -> Account:
    """The account that `table` describes; `policy` and what follows are those of the whole file.

    A folder is taken to start `beside` the file. Raises Wrong.
    """
    _check_place(table, place)
    _check_texts(table, place)
    for key in ("url", "reminders"):
        text = getattr(table, key)
        if text is not None and (key == "url" or "://" in text):
            _check_url((*place, key), text)
    for number, calendar in enumerate(table.calendars or ()):
        if "://" in calendar:
            _check_url((*place, "calendars", number), calendar)
    if table.email is not None:
        check_address((*place, "email"), table.email)
    check_keyring((*place, "keyring"), table.keyring)
    reminders = table.reminders
    if reminders is not None and table.folder is not None:
        reminders = str(_folder((*place, "reminders"), reminders, beside))
    return Account(
        name=table.name,
        url=table.url,
        email=table.email.lower() if table.email is not None else None,
        folder=_folder((*place, "folder"), table.folder, beside) if table.folder is not None else None,
        username=table.username or table.email,
        calendars=table.calendars,
        reminders=reminders,
        policy=table.policy or policy,
        language=table.language or language,
        interval=interval if table.interval is None else minutes((*place, "interval"), table.interval),
        password_command=table.password_command,
        keyring=table.keyring or keyring,
    )


def minutes(place: Place, setting: int) -> timedelta:
    """The time between two passes. Raises Wrong."""
    if not 1 <= setting <= 1440:
        raise bad(place, setting, "write minutes from 1 to 1440 (a day)")
    return timedelta(minutes=setting)


def _check_place(table: AccountTable, place: Place) -> None:
    if not ACCOUNT_NAME.fullmatch(table.name):
        raise bad((*place, "name"), table.name, "use letters, digits, `.`, `_` and `-`, as in `home`")
    kinds = [key for key in ("url", "email", "folder") if getattr(table, key) is not None]
    if len(kinds) != 1:
        what = f"account {table.name!r} has " + (" and ".join(f"`{key}`" for key in kinds) or "no place")
        raise Wrong((*place, kinds[1]) if kinds else place, what, "give it exactly one of `url`, `email` and `folder`")
    for key in ("username", "calendars", "password_command", "keyring"):
        if table.folder is not None and getattr(table, key) is not None:
            raise Wrong((*place, key), f"a folder has no `{key}`", "delete the line")


def _check_texts(table: AccountTable, place: Place) -> None:
    for key in ("folder", "username", "calendars", "reminders", "password_command"):
        value = getattr(table, key)
        texts = (value,) if isinstance(value, str) else value
        if value is not None and not (texts and all(map(is_plain, texts))):
            raise bad((*place, key), value, f"write for example `{key} = {EXAMPLES[f'account.{key}']}`")


def _check_url(place: Place, url: str) -> None:
    fix = f"write for example `url = {EXAMPLES['account.url']}`"
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        parts, usable = urlsplit(""), False
    host = parts.hostname
    if not usable or not host or not is_plain(url) or " " in url:
        # what stands before an @ may be a password
        raise Wrong(place, f"{key_named(place)} is no URL", fix) if "@" in url else bad(place, url, fix)
    if "@" in parts.netloc:
        what = f"{key_named(place)} has a user name or a password in it"
        raise Wrong(place, what, "write `username = …` on a line of its own, and run `afterview login`")
    if parts.scheme == "http" and not _is_loopback(host):
        raise bad(place, url, "use https: over http the password could be read on its way")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_address(place: Place, address: str) -> None:
    """Raises Wrong where `address` is no mail address."""
    if not ADDRESS.fullmatch(address):
        raise bad(place, address, f"write an address such as {EXAMPLES['account.email']}")


def check_keyring(place: Place, backend: str | None) -> None:
    """Raises Wrong where `backend` is no class path; whether there is such a class is found out when it is used."""
    if backend is not None and not _CLASS_PATH.fullmatch(backend):
        raise bad(place, backend, f"write the backend's class, such as {EXAMPLES['keyring']}")


def _folder(place: Place, text: str, beside: Path) -> Path:
    try:
        return (beside / Path(text).expanduser()).absolute()
    except RuntimeError:  # ~name, and there is no user of that name
        raise bad(place, text, "write the whole path") from None
