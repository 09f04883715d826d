"""From the options of a command, and the configuration where there is one, to the settings that hold."""

from __future__ import annotations

import argparse
import dataclasses
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterview import config
from afterview.config import Account, Config
from afterview.core.worktime import UnknownRegion, WorkCalendar
from afterview.errors import ConfigError


def configuration(args: argparse.Namespace, *, required: bool) -> Config:
    """The configuration that holds, with the command's own options in place of what the file says.

    Without `required` there need be no file: then the machine's zone and its country's holidays hold.
    """
    default = config.config_dir() / config.FILE_NAME
    if required or args.config is not None or default.exists():
        found = config.load(args.config)
    elif getattr(args, "timezone", None):
        zone = _zone(args.timezone)  # not the machine's own, which may have no name
        holidays = WorkCalendar("none") if getattr(args, "holidays", None) else config.holidays_in(zone)
        found = Config(timezone=zone, holidays=holidays)
    else:
        found = config.without_file()
    candidate = found.candidate
    if getattr(args, "me", None):
        mine = frozenset(a.strip().casefold().removeprefix("mailto:") for a in args.me)
        candidate = dataclasses.replace(candidate, addresses=candidate.addresses | mine)
    chosen = getattr(args, "policy", None)
    return dataclasses.replace(
        found,
        accounts=tuple(dataclasses.replace(a, policy=chosen or a.policy) for a in found.accounts),
        candidate=candidate,
        timezone=_zone(args.timezone) if getattr(args, "timezone", None) else found.timezone,
        holidays=_holidays(args.holidays) if getattr(args, "holidays", None) else found.holidays,
        policy=chosen or found.policy,
    )


def accounts(found: Config, names: list[str] | None) -> tuple[Account, ...]:
    """The accounts of those names; all of them where none is named."""
    known = {a.name: a for a in found.accounts}
    for name in names or ():
        if name not in known:
            raise ConfigError("--account", f"there is no account {name!r}", f"the accounts are {', '.join(known)}")
    return tuple(known[n] for n in names) if names else found.accounts


def moment(args: argparse.Namespace) -> datetime:
    """The time that the command works at: the one that was asked about, else now."""
    asked: datetime | None = getattr(args, "now", None)
    return asked or datetime.now(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError("--timezone", f"there is no time zone {name!r}", "use one such as Europe/Berlin") from None


def _holidays(code: str) -> WorkCalendar:
    try:
        return WorkCalendar(code)
    except UnknownRegion as error:
        raise ConfigError("--holidays", str(error)) from None
