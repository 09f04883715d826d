"""From what a person knows (a web address, a host, an email address) to their calendars (RFC 6764, RFC 5397, RFC 4791).

Tried in this order, until one answers as CalDAV:

- of a URL: that address itself, then ``/.well-known/caldav`` and ``/`` of its host;
- of a host or an email address: the service record ``_caldavs._tcp`` with its path, then ``/.well-known/caldav`` and
  ``/`` of the host or of the domain behind the ``@``.

DNS is not signed as a rule, so a service record that leads out of the domain is not followed: it is told, and the user
gives that address by hand if they know it for their provider's. The unencrypted record ``_caldav._tcp`` is not asked.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from afterview.errors import AfterviewError, ConfigError, LoginRefused, ProtocolError, Unreachable
from afterview.store import Calendar, questions
from afterview.store.home import calendar_at, list_calendars, read_answer
from afterview.store.multistatus import C, D, Entry
from afterview.store.origins import checked_url, is_loopback, origin, shown, within
from afterview.store.session import Server, Session

Lookup: TypeAlias = Callable[[str], "ServiceRecord | None"]
"""From a domain to its CalDAV service record, or None where it has none or DNS does not answer."""

_WELL_KNOWN = "/.well-known/caldav"
_HOST = re.compile(r"[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")
_BY_HAND = "give the full address of your server or calendar, as your provider's help page names it"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """What DNS says of a domain's CalDAV: SRV ``_caldavs._tcp`` and the path in its TXT record (RFC 6764)."""

    host: str
    port: int = 443
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A server as it answered, and what it has for this user."""

    server: Server
    """With the address that worked, and the user name that was taken: what to configure."""
    homes: tuple[str, ...]
    """URLs of the collections that hold the calendars; empty where the address was a calendar itself."""
    calendars: tuple[Calendar, ...]


def discover(address: str, server: Server, *, lookup: Lookup | None = None) -> Account:
    """Find the calendars behind `address`: a URL, a host (with a port and path, if any) or an email address.

    `server` says how to connect; its `url` is not looked at. An empty `username` stands for the email address, and
    then for what is before its ``@`` (RFC 6764 section 6). Raises LoginRefused as soon as a server does; ConfigError
    for a place the password must not go to; else Unreachable or ProtocolError, which names all that was tried.
    """
    told = shown(address, 100)
    tried: list[tuple[str, AfterviewError]] = []
    for url in dict.fromkeys(_candidates(address.strip(), lookup or look_up)):
        try:
            return _asked(url, server, address.strip())
        except (Unreachable, ProtocolError) as problem:
            tried.append((url, problem))
    what = "no calendars were found (" + "; ".join(f"{shown(url)}: {problem.what}" for url, problem in tried) + ")"
    if all(isinstance(problem, Unreachable) for _, problem in tried):
        waits = [problem.retry_after for _, problem in tried if isinstance(problem, Unreachable)]
        longest = max((wait for wait in waits if wait is not None), default=None)
        raise Unreachable(told, what, "check the address and the network", retry_after=longest)
    raise ProtocolError(told, what, _BY_HAND)


def look_up(domain: str) -> ServiceRecord | None:
    """Ask DNS for the service record of `domain`, for at most ten seconds."""
    import dns.exception
    import dns.resolver

    name = f"_caldavs._tcp.{domain}"
    try:
        records = sorted(dns.resolver.resolve(name, "SRV", lifetime=5), key=lambda r: (r.priority, -r.weight))
    except (dns.exception.DNSException, OSError, ValueError):
        return None
    host = str(records[0].target).rstrip(".") if records else ""
    if not host:
        return None  # A target of "." says that the service is not offered.
    path = None
    try:
        for record in dns.resolver.resolve(name, "TXT", lifetime=5):
            for text in record.strings:
                key, _, value = text.decode("utf-8", "replace").partition("=")
                if key.strip().lower() == "path" and value.startswith("/"):
                    path = value.strip()
    except (dns.exception.DNSException, OSError, ValueError):
        path = None
    return ServiceRecord(host=host, port=int(records[0].port), path=path)


def _candidates(address: str, lookup: Lookup) -> Iterator[str]:
    if "://" in address:
        url = checked_url(address)
        yield url
        yield origin(url) + _WELL_KNOWN
        yield origin(url) + "/"
        return
    _, at, domain = address.rpartition("@")
    host, slash, path = domain.partition("/")
    name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    name = (name or host) if port.isdigit() else host
    if (at and slash) or not _HOST.fullmatch(name):
        raise ConfigError(shown(address, 100), "it is neither a URL, a host nor an email address", _BY_HAND)
    name = name.encode("idna").decode("ascii") if not name.isascii() else name
    root = f"{'http' if is_loopback(name.strip('[]')) else 'https'}://{name}" + (f":{port}" if port.isdigit() else "")
    if slash:
        yield checked_url(f"{root}/{path}")
    record = None if port.isdigit() or is_loopback(name.strip("[]")) else lookup(name)
    if record is not None:
        found = f"https://{record.host.lower()}" + ("" if record.port == 443 else f":{record.port}")
        if not within(record.host, name):
            raise ConfigError(
                shown(address, 100),
                f"its service record points to another domain, {shown(found)}; the password was not sent there",
                f"if that is your provider's, give {shown(found)}{shown(record.path or '/')} as the address",
            )
        yield checked_url(found + (record.path or _WELL_KNOWN))
    yield checked_url(root + _WELL_KNOWN)
    yield checked_url(root + "/")


def _asked(url: str, server: Server, address: str) -> Account:
    """Ask at `url`, as the user that `server` names or else as those that the address may mean."""
    names = [server.username] if server.username else list(dict.fromkeys((address, address.rpartition("@")[0])))
    names = [name for name in names if name] or [""]
    for last, name in enumerate(names, start=1 - len(names)):
        try:
            return _account(dataclasses.replace(server, url=url, username=name))
        except LoginRefused:
            if last == 0:
                raise
    raise AssertionError("at least one name is tried")


def _account(server: Server) -> Account:
    with Session(server) as session:
        principal, place = _who(session, server.url)
        homes, calendar = _homes(session, principal, place), f"{C} calendar" in _kinds(principal)
        if not homes and not calendar:
            found = principal.properties.get(f"{D} current-user-principal")
            if found is None or not found.hrefs:
                if found is not None and f"{D} unauthenticated" in found.elements:
                    raise LoginRefused(session.where(place), "the server did not take the login", "check the user name")
                raise ProtocolError(session.where(place), "it does not say who is logged in", _BY_HAND)
            entry, where = _who(session, session.resolve(found.hrefs[0], place))
            homes = _homes(session, entry, where)
        if calendar:
            url = place if place.endswith("/") else place + "/"
            return Account(
                server=dataclasses.replace(server, url=url),
                homes=homes,
                calendars=list_calendars(session, homes) if homes else (calendar_at(session, url),),
            )
        if not homes:
            raise ProtocolError(session.where(place), "this user has no calendars there", _BY_HAND)
        # Where it was found at last, so that later requests need no redirect.
        known = place if origin(place) == origin(server.url) else server.url
        return Account(
            server=dataclasses.replace(server, url=known), homes=homes, calendars=list_calendars(session, homes)
        )


def _who(session: Session, url: str) -> tuple[Entry, str]:
    answer = session.request(
        "PROPFIND", url, body=questions.discovery("principal"), headers={"Depth": "0"}, also=frozenset({403})
    )
    if answer.status == 403:  # Of this place alone: some servers answer so to any path that is not the user's.
        raise ProtocolError(session.where(answer.url), "this user has no right to it (403)", _BY_HAND)
    entries = read_answer(answer, session.where(answer.url)).entries
    return (entries[0] if entries else Entry()), answer.url


def _homes(session: Session, entry: Entry, place: str) -> tuple[str, ...]:
    found = entry.properties.get(f"{C} calendar-home-set")
    urls = [session.resolve(href, place) for href in found.hrefs] if found is not None else []
    return tuple(dict.fromkeys(url if url.endswith("/") else url + "/" for url in urls))


def _kinds(entry: Entry) -> list[str]:
    found = entry.properties.get(f"{D} resourcetype")
    return found.elements if found is not None else []


__all__ = ["Account", "Lookup", "ServiceRecord", "discover", "look_up"]
