"""Asking a server: whether one is there, and what it has for a user."""

from __future__ import annotations

from collections.abc import Sequence

from afterview.errors import ConfigError, LoginRefused
from afterview.store import Calendar
from afterview.store.discovery import Account, ServiceRecord, discover, look_up
from afterview.store.home import list_calendars, make_calendar
from afterview.store.origins import within
from afterview.store.session import Server, Session

__all__ = [
    "Account",
    "connect",
    "create",
    "event_calendars",
    "foreign_record",
    "is_listed",
    "knock",
    "label",
    "reminder_calendars",
]


def foreign_record(email: str) -> ServiceRecord | None:
    """Where DNS says that the calendars of `email` are, when that is at another domain: a person has to agree to it."""
    domain = email.rpartition("@")[2]
    record = look_up(domain)
    return record if record is not None and not within(record.host, domain) else None


def knock(address: str) -> bool:
    """Whether the CalDAV server at `address` asks for a login. No name or password of the user is sent.

    Raises Unreachable, ProtocolError or ConfigError where no such server is found.
    """
    place = address.rpartition("@")[2] if "://" not in address else address
    try:
        discover(place, Server(url=place, username="afterview", password=""))
    except LoginRefused:
        return True
    return False


def connect(address: str, username: str, password: str) -> Account:
    """What the server has for this user. Raises LoginRefused and all that `discover` raises."""
    return discover(address, Server(url=address, username=username, password=password))


def create(account: Account, name: str, component: str = "VEVENT") -> Calendar:
    """Make a calendar called `name` that takes these components.

    Raises ConfigError where there is no place for it, and what the server refuses.
    """
    if not account.homes:
        raise ConfigError(account.server.url, "is a single calendar: none can be made beside it", "choose another")
    with Session(account.server) as session:
        return make_calendar(session, account.homes[0], name, frozenset({component}))


def is_listed(account: Account, calendar: Calendar) -> bool:
    """Whether a calendar that was made is found by its name: a server may have put it down otherwise."""
    with Session(account.server) as session:
        found = {c.url.rstrip("/"): c.name.casefold() for c in list_calendars(session, account.homes)}
    return found.get(calendar.url.rstrip("/")) == calendar.name.casefold()


def event_calendars(every: Sequence[Calendar]) -> tuple[Calendar, ...]:
    """Those that hold events."""
    return tuple(c for c in every if "VEVENT" in c.components)


def reminder_calendars(every: Sequence[Calendar], component: str) -> tuple[Calendar, ...]:
    """Those that a reminder can be written to."""
    return tuple(c for c in every if c.writable and component in c.components)


def label(calendar: Calendar, every: Sequence[Calendar]) -> str:
    """How the configuration names it: by its name, or by its URL where another one is called the same."""
    same = [c for c in every if c.name.casefold() == calendar.name.casefold()]
    return calendar.name if len(same) == 1 and calendar.name and "://" not in calendar.name else calendar.url
