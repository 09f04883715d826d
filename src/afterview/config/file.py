"""The file config.toml: read, checked whole, and turned into settings, or a ConfigError that says what to write."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import time
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from afterview import policies
from afterview.config import zone as zones
from afterview.config.account import (
    ACCOUNT_NAME,
    ADDRESS,
    DOMAIN,
    AccountTable,
    check_address,
    check_keyring,
    checked,
    minutes,
)
from afterview.config.lines import Place, line_of, places
from afterview.config.looks import look
from afterview.config.recognition import RecognitionTable, vocabulary
from afterview.config.settings import FILE_NAME, INTERVIEW, Account, Config, Titles, config_dir
from afterview.config.wrong import EXAMPLES, Wrong, bad, is_plain, key_named, shown
from afterview.core.held import PLAIN_LOOK
from afterview.core.interview import Candidate
from afterview.core.worktime import DEFAULT_QUIET_HOURS, QuietHours, UnknownRegion, WorkCalendar
from afterview.errors import ConfigError

SIZE_LIMIT = 1_000_000
NO_QUIET_HOURS = QuietHours(time.min, time.min)

_SECRET_KEYS = {"password", "passwd", "passphrase", "pass", "pwd", "secret", "token", "api_key", "app_password"}
_SPAN = re.compile(r"\d\d:\d\d-\d\d:\d\d")


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    me: tuple[str, ...] = ()
    name: str | None = None
    employers: tuple[str, ...] = ()
    timezone: str | None = None
    holidays: str | None = None
    policy: str = policies.DEFAULT
    quiet_hours: str | None = None
    shape: Literal["event", "todo"] = msgspec.field(name="as", default="event")
    alarm: int | Literal["none"] = 0
    color: str | None = None
    categories: tuple[str, ...] = PLAIN_LOOK.categories
    private: bool = PLAIN_LOOK.private
    free: bool = PLAIN_LOOK.free
    titles: Titles = "full"
    language: str = "en"
    interval: int = 15
    keyring: str | None = None
    recognition: RecognitionTable = RecognitionTable()
    account: tuple[AccountTable, ...] = ()


def load(path: Path | None = None) -> Config:
    """The configuration in `path`, by default in the platform's config folder. Raises ConfigError."""
    path = (path or config_dir() / FILE_NAME).absolute()
    return parse(_read(path), path)


def parse(text: str, path: Path) -> Config:
    """The configuration that `text` would be as the file `path`, which need not be there. Raises ConfigError."""
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = (at and at.group(1)) or str(text.count("\n") + 1)
        what = str(error)[: at.start()] if at else str(error)
        raise ConfigError(f"{path}:{line}", f"this is no TOML: {what}", "put this line right") from None
    except RecursionError:
        raise ConfigError(str(path), "brackets within brackets without end", "put them right") from None
    try:
        return _checked(data, path)
    except Wrong as wrong:
        line_number = line_of(wrong.place, places(text))
        where = f"{path}:{line_number}" if line_number is not None else str(path)
        raise ConfigError(where, wrong.what, wrong.fix) from None


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        start = "`afterview setup` asks a few questions and writes it; `afterview demo` shows what it is for"
        raise ConfigError(str(path), "there is no configuration yet", start) from None
    except OSError as error:
        raise ConfigError(str(path), f"it cannot be read: {error.strerror}", "name a file that can") from None
    if len(data) > SIZE_LIMIT:
        raise ConfigError(str(path), "it is larger than a megabyte", "name a configuration file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}", "this is not UTF-8 text", "save the file as UTF-8") from None


def _checked(data: dict[str, Any], path: Path) -> Config:
    _refuse_secrets(data, ())
    _refuse_unknown_keys(data)
    try:
        file = msgspec.convert(data, _File)
    except msgspec.ValidationError as error:
        raise _mistyped(str(error), data) from None
    known_policies = [*policies.shipped(), *policies.own(path.parent / "policies")]
    _check_policy(("policy",), file.policy, known_policies)
    known_languages = [*_languages(path.parent / "texts"), INTERVIEW]
    _check_language(("language",), file.language, known_languages)
    check_keyring(("keyring",), file.keyring)
    interval = minutes(("interval",), file.interval)
    accounts: list[Account] = []
    for number, table in enumerate(file.account):
        place: Place = ("account", number)
        if table.policy is not None:
            _check_policy((*place, "policy"), table.policy, known_policies)
        if table.language is not None:
            _check_language((*place, "language"), table.language, known_languages)
        account = checked(
            table,
            place,
            beside=path.parent,
            policy=file.policy,
            language=file.language,
            interval=interval,
            keyring=file.keyring,
        )
        if any(account.name == other.name for other in accounts):
            what = f"there are two accounts named {account.name!r}"
            raise Wrong((*place, "name"), what, "give each a name of its own")
        accounts.append(account)
    if not accounts:
        what = "no [[account]] says where your calendars are"
        raise Wrong((), what, "run `afterview setup`, which adds one")
    zone = _zone_setting(file.timezone) if file.timezone is not None else zones.system_zone()
    return Config(
        path=path,
        accounts=tuple(accounts),
        candidate=_candidate(file, accounts),
        timezone=zone,
        holidays=_holidays_setting(file.holidays) if file.holidays is not None else zones.holidays_in(zone),
        policy=file.policy,
        quiet_hours=_quiet_hours(file.quiet_hours) if file.quiet_hours is not None else DEFAULT_QUIET_HOURS,
        component="VTODO" if file.shape == "todo" else "VEVENT",
        look=look(file.alarm, file.color, file.categories, private=file.private, free=file.free),
        titles=file.titles,
        language=file.language,
    )


def _refuse_secrets(value: Any, place: Place) -> None:
    """No key that is named like a secret stands anywhere, however deep; what it holds is not shown."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            _refuse_secrets(item, (*place, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key.casefold().replace("-", "_") in _SECRET_KEYS:
                name = str(value.get("name"))
                login = f"afterview login {name if ACCOUNT_NAME.fullmatch(name) and len(place) > 1 else 'ACCOUNT'}"
                what = f"{key_named(key)}: a password has no place in this file"
                raise Wrong((*place, key), what, f"delete the line and run `{login}`, which puts it into your keyring")
            _refuse_secrets(item, (*place, key))


def _refuse_unknown_keys(data: dict[str, Any]) -> None:
    known = _known_keys()
    for key in data:
        if key not in known[""]:
            raise _unknown((key,), known, "")
    table = data.get("recognition")
    for key in table if isinstance(table, dict) else ():
        if key not in known["recognition"]:
            raise _unknown(("recognition", key), known, "recognition")
    tables = data.get("account")
    for number, table in enumerate(tables if isinstance(tables, list) else []):
        for key in table if isinstance(table, dict) else ():
            if key not in known["account"]:
                raise _unknown(("account", number, key), known, "account")


def _known_keys() -> dict[str, list[str]]:
    """The keys of each table, by its name; those of the whole file by an empty one."""
    found: dict[str, list[str]] = {"": [], "recognition": [], "account": []}
    for name in EXAMPLES:
        table, _, key = name.rpartition(".")
        found[table].append(key)
    return found


_TABLES = {"": "the whole file", "recognition": "[recognition]", "account": "an account"}
_MOVES = {
    "": "move it above the first line in brackets",
    "recognition": "write it below a [recognition] line",
    "account": "write it below an [[account]] line",
}


def _unknown(place: Place, tables: dict[str, list[str]], table: str) -> Wrong:
    key = str(place[-1])
    what = f"{key_named(key)} is no setting of {_TABLES[table]}"
    for other, keys in tables.items():
        if other != table and key in keys:
            return Wrong(place, what, _MOVES[other])
    close = get_close_matches(key[:60].casefold().replace("-", "_"), tables[table], n=1)
    return Wrong(place, what, f"did you mean `{close[0]}`?" if close else f"use one of {', '.join(tables[table])}")


def _mistyped(message: str, data: dict[str, Any]) -> Wrong:
    """msgspec's complaint in our words: it ends in "- at `$.account[0].name`" unless it is about the whole."""
    at = message.rpartition(" - at `$")[2] if " - at `$" in message else ""
    place: Place = tuple(int(n) if n else key for key, n in re.findall(r"\.(\w+)|\[(\d+)\]", at))
    missing = re.match(r"Object missing required field `(\w+)`", message)
    if missing:
        key = missing.group(1)
        return Wrong(place, f"an account without `{key}`", f"write for example `{key} = {EXAMPLES[f'account.{key}']}`")
    names = [part for part in place if isinstance(part, str)]
    if names == ["recognition"]:
        return Wrong(place, "`recognition` is no table", "begin it with a line [recognition]")
    if names == ["account"]:
        return Wrong(place, "`account` is no list of tables", "begin each account with a line [[account]]")
    value: Any = data
    for part in place:
        value = value[part]
    return bad(place, value, f"write for example `{names[-1]} = {EXAMPLES['.'.join(names)]}`")


def _languages(own: Path) -> list[str]:
    """Those that there are texts in: each is a folder of them, shipped or below the user's `own`."""
    shipped = {entry.name for entry in resources.files("afterview").joinpath("texts").iterdir() if entry.is_dir()}
    try:
        return sorted(shipped | {entry.parent.name for entry in own.glob("*/frame.txt")})
    except OSError:
        return sorted(shipped)


def _check_language(place: Place, name: str, known: list[str]) -> None:
    if name not in known:
        raise bad(place, name, f"use one of {', '.join(known)}")


def _check_policy(place: Place, name: str, known: list[str]) -> None:
    if name not in known:
        close = get_close_matches(name[:60].casefold(), known, n=1)
        fix = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(known)}"
        raise Wrong(place, f"`policy` is {shown(name)}, and there is no policy of that name", fix)


def _candidate(file: _File, accounts: Iterable[Account]) -> Candidate:
    if file.name is not None and not is_plain(file.name):
        raise bad(("name",), file.name, f"write for example `name = {EXAMPLES['name']}`")
    for number, address in enumerate(file.me):
        check_address(("me", number), address)
    for number, domain in enumerate(file.employers):
        if not DOMAIN.fullmatch(domain.removeprefix("@")):
            raise bad(("employers", number), domain, f"write mail domains: `employers = {EXAMPLES['employers']}`")
    logins = (login for account in accounts for login in (account.email, account.username) if login is not None)
    addresses = (*file.me, *(login for login in logins if ADDRESS.fullmatch(login)))
    return Candidate(
        addresses=frozenset(address.lower() for address in addresses),
        name=file.name,
        employers=frozenset(domain.removeprefix("@").lower() for domain in file.employers),
        own=vocabulary(file.recognition),
    )


def _zone_setting(name: str) -> ZoneInfo:
    zone = zones.named(name)
    if zone is None:
        every = {known.casefold(): known for known in available_timezones()}
        every |= {known.rpartition("/")[2]: every[known] for known in sorted(every)}
        close = get_close_matches(name[:60].casefold().replace(" ", "_"), sorted(every), n=1)
        fix = f"did you mean {every[close[0]]!r}?" if close else "write an IANA name such as Europe/Berlin"
        raise Wrong(("timezone",), f"`timezone` is {shown(name)}, and there is no zone of that name", fix)
    return zone


def _holidays_setting(code: str) -> WorkCalendar:
    try:
        return WorkCalendar(code[:60])
    except UnknownRegion as error:
        what, _, fix = str(error).partition(": ")
        raise Wrong(("holidays",), f"`holidays` is {shown(code)}: {what}", fix) from None


def _quiet_hours(text: str) -> QuietHours:
    if text == "none":
        return NO_QUIET_HOURS
    try:
        if _SPAN.fullmatch(text):
            return QuietHours.parse(text)
    except ValueError:
        pass
    raise bad(("quiet_hours",), text, 'write for example `quiet_hours = "22:00-07:00"`, or "none"')
