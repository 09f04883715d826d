"""What a server and a calendar can do, found out without writing anything (RFC 4791, RFC 4918, RFC 6578, RFC 6638).

That a server keeps to the conditions of a write cannot be seen without one. What can be seen is whether it names
versions by strong ETags (RFC 9110 section 8.8.3), without which there is no condition to keep, and whether it is one
that is known to keep to none.
"""

from __future__ import annotations

import email.utils
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from afterview.errors import Unreachable
from afterview.store.caldav import NO_VERSION, CalDAVStore
from afterview.store.origins import origin, shown
from afterview.store.session import Server, Session

Versions: TypeAlias = Literal["strong", "weak", "none", "unknown"]
"""How the server names versions; unknown: there is nothing in the calendar to name."""

_TIME_LIMIT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What a server shows before anybody has logged in."""

    tls: str | None
    """The protocol, such as ``TLSv1.3``; None over http."""
    certified_until: datetime | None
    ahead: timedelta | None
    """The server's clock minus ours, to the second; None where it does not say its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a calendar is good for."""

    changes: Literal["sync", "ctag", "listing"]
    """How it tells what is new: by itself, by one number for the whole calendar, or not at all."""
    repeatable: bool
    """It takes the token that it has just given."""
    versions: Versions
    entries: int
    schedules: bool
    """The server sends invitations to the attendees of what is stored (RFC 6638)."""


def addresses(url: str) -> tuple[str, ...]:
    """The addresses that DNS, or this machine's own table, has for the host of `url`. Raises Unreachable for none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(shown(host, 100), "the name of the host is not known", _FIX) from None
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


_FIX = "check the address in config.toml and the network"


def greet(url: str, *, ca_file: str | None = None) -> Greeting:
    """Ask the server at `url` for a sign of life, without any login. Raises Unreachable and ConfigError."""
    server = Server(url=origin(url) + "/", username="", password="", ca_file=ca_file, time_limit=_TIME_LIMIT)
    with Session(server) as session:
        before = time.time()
        answer = session.greet()
        ours = (before + time.time()) / 2
    return Greeting(
        tls=answer.tls, certified_until=answer.certified_until, ahead=_ahead(answer.headers.get("date"), ours)
    )


def abilities(store: CalDAVStore) -> Abilities:
    """Ask a calendar what it can do: its whole listing twice, and OPTIONS. Raises what `Session.request` does."""
    first = store.changes(None)
    again = store.changes(first.token)
    kind = first.token.partition(":")[0].rstrip("?")
    return Abilities(
        changes="sync" if kind == "sync" else "ctag" if kind == "ctag" else "listing",
        repeatable=kind != "sync" or not again.complete,
        versions=_versions(etag for _, etag in first.changed),
        entries=len(first.changed),
        schedules="calendar-auto-schedule" in store.compliance(),
    )


def _versions(etags: Iterable[str]) -> Versions:
    """The weakest of all."""
    found: Versions = "unknown"
    for etag in etags:
        if etag.startswith(NO_VERSION):
            return "none"
        if etag.startswith(("W/", "w/")):
            found = "weak"
        elif found == "unknown":
            found = "strong"
    return found


def _ahead(date: str | None, ours: float) -> timedelta | None:
    """RFC 9110 section 6.6.1; a Date says the second that has begun, hence the half."""
    try:
        theirs = email.utils.parsedate_to_datetime(date or "")
    except (ValueError, TypeError, OverflowError):
        return None
    there = theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
    return timedelta(seconds=round(there.timestamp() + 0.5 - ours))


__all__ = ["Abilities", "Greeting", "Versions", "abilities", "addresses", "greet"]
