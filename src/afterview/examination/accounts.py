"""What an account needs: a password, a server that can be reached and trusted, a login, calendars that serve."""

from __future__ import annotations

import ipaddress
from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from afterview import secrets
from afterview.config import Account, Config
from afterview.desk import entry_of, open_desk
from afterview.errors import AfterviewError, ConfigError, LoginRefused
from afterview.examination.result import Examination, failed, warning
from afterview.reconcile import Desk
from afterview.secrets import NoSecret
from afterview.store import Calendar, Store
from afterview.store.abilities import Versions, abilities, addresses, greet
from afterview.store.caldav import CalDAVStore
from afterview.store.discovery import look_up
from afterview.store.origins import origin, shown, within

APART = timedelta(seconds=60)
"""So far the clocks may be apart."""
ENDS_SOON = timedelta(days=14)
_PLACES = {
    "keyring": "in the keyring",
    "credential": "in $CREDENTIALS_DIRECTORY",
    "command": "from its password_command",
}
_CHANGES = {
    "sync": "sync-collection: only what is new is asked for",
    "ctag": "no sync-collection; a change tag says whether anything is new",
    "listing": "no sync-collection and no change tag: each pass lists the whole calendar",
}
_COMPONENTS = {"VEVENT": "events", "VTODO": "to-dos"}


def in_folder(account: Account, found: Config) -> Iterator[Examination]:
    """An account in a folder: there, and to be written to."""
    desk = open_desk(account, _no_password)
    yield Examination(name="folder", state="ok", what=str(account.folder), account=account.name)
    for store in _used(desk):
        yield _right(desk, store, found)


def on_server(account: Account, found: Config) -> Iterator[Examination]:
    """An account on a server, from the password to what its calendars can do."""
    word, told = _password(account)
    yield told
    reached = True
    for one in _server(account):
        yield one
        reached = reached and one.state != "failed"
    # an address of mail may lead to more than one host
    if word is None or (not reached and account.url is not None):
        return
    desk = yield from _login(account, word)
    if desk is None:
        return
    try:
        for store in _used(desk):
            yield _right(desk, store, found)
            yield from _abilities(desk.account, store)
    finally:
        for store in desk.stores.values():
            store.close()


def _password(account: Account) -> tuple[str | None, Examination]:
    def told(what: str) -> Examination:
        return Examination(name="password", state="ok", what=what, account=account.name)

    if account.username is None:
        return "", told("none is needed: no user name is set")
    looked = secrets.look(entry_of(account), backend=account.keyring, command=account.password_command)
    if looked.secret is None or looked.source is None:
        return None, failed("password", NoSecret(entry_of(account), looked.misses), account=account.name)
    before = ", ".join(miss.detail for miss in looked.misses)
    return looked.secret.reveal(), told(_PLACES[looked.source] + (f" ({before})" if before else ""))


def _server(account: Account) -> Iterator[Examination]:
    """Its name, its certificate, its clock."""
    url, told = _place(account)
    if told is not None:
        yield told
    host = urlsplit(url).hostname or ""
    try:
        if not _is_literal(host):
            count = len(addresses(url))
            what = f"{host} has {count} address{'' if count == 1 else 'es'}"
            yield Examination(name="dns", state="ok", what=what, account=account.name)
    except AfterviewError as error:
        yield failed("dns", error, account=account.name)
        return
    try:
        greeting = greet(url)
    except AfterviewError as error:
        yield failed("server", error, account=account.name)
        return
    yield _tls(account, greeting.tls, greeting.certified_until)
    yield _clock(account, greeting.ahead)


def _place(account: Account) -> tuple[str, Examination | None]:
    """Where the server is, and how an address of mail leads there."""
    if account.url is not None:
        return account.url, None
    domain = (account.email or "").rpartition("@")[2]
    record = look_up(domain) if not _is_literal(domain) else None
    if record is None:
        what = f"{domain} has no service record for CalDAV: its own web server is asked"
    elif not within(record.host, domain):
        # the login tells what that means
        return f"https://{domain}/", None
    else:
        what = f"the service record of {domain} names {record.host}"
    host, port = (record.host, record.port) if record else (domain, 443)
    told = Examination(name="dns", state="ok", what=what, account=account.name)
    scheme = "http" if _is_literal(domain) else "https"
    return f"{scheme}://{host}" + ("" if port == 443 else f":{port}") + "/", told


def _is_literal(host: str) -> bool:
    """Whether no name has to be looked up for it."""
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _tls(account: Account, version: str | None, until: datetime | None) -> Examination:
    if version is None:
        what = "none: the server is on this machine"
        return Examination(name="tls", state="ok", what=what, account=account.name)
    shown = version.replace("TLSv", "TLS ").replace("_", ".")
    if until is None:
        return Examination(name="tls", state="ok", what=shown, account=account.name)
    what = f"{shown}, its certificate is valid until {until.day} {until:%b %Y}"
    if until - datetime.now(UTC) < ENDS_SOON:
        return warning("tls", what, "it has to be renewed; tell whoever runs the server", account=account.name)
    return Examination(name="tls", state="ok", what=what, account=account.name)


def _clock(account: Account, ahead: timedelta | None) -> Examination:
    if ahead is None:
        return Examination(name="clock", state="ok", what="the server does not say its time", account=account.name)
    seconds = abs(round(ahead.total_seconds()))
    apart = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
    side = "behind" if ahead > timedelta() else "ahead of"
    if abs(ahead) > APART:
        what = f"this machine is {apart} {side} the server"
        cure = "set it by the network: timedatectl set-ntp true; if it is right, the server is wrong"
        return warning("clock", what, cure, account=account.name)
    what = f"{apart} {side} the server" if seconds else "as the server's"
    return Examination(name="clock", state="ok", what=what, account=account.name)


def _login(account: Account, word: str) -> Generator[Examination, None, Desk | None]:
    """The way to the calendars, and the right to go it; the account opened, or None."""
    try:
        desk = open_desk(account, lambda _account: word)
    except LoginRefused as error:
        yield failed("login", error, account=account.name)
        return None
    except ConfigError as error:
        # about a calendar that is named there, or about where the server points to
        name = "calendars" if error.where == account.name else "discovery"
        yield failed(name, error, account=account.name)
        return None
    except AfterviewError as error:
        yield failed("discovery", error, account=account.name)
        return None
    watched = [shown(s.calendar.name) for s in desk.watched]
    where = origin(desk.watched[0].calendar.url)
    yield Examination(name="discovery", state="ok", what=f"calendars found at {where}", account=account.name)
    who = f"as {account.username}" if account.username else "none is needed"
    yield Examination(name="login", state="ok", what=who, account=account.name)
    target = f"in {shown(desk.target.calendar.name)}" if desk.target else "beside the interview"
    what = f"watched: {', '.join(watched)}; reminders: {target}"
    yield Examination(name="calendars", state="ok", what=what, account=account.name)
    return desk


def _used(desk: Desk) -> tuple[Store, ...]:
    """The calendars that are watched or written to."""
    every = {s.calendar.url: s for s in (*desk.watched, *((desk.target,) if desk.target else ()))}
    return tuple(every.values())


def _right(desk: Desk, store: Store, found: Config) -> Examination:
    """Whether reminders can be written where they are to go."""
    calendar = store.calendar
    name = shown(calendar.name)
    written = [s.calendar for s in ((desk.target,) if desk.target else desk.watched)]
    if calendar.url not in (c.url for c in written):
        what = "only read: reminders go elsewhere"
        return Examination(name="rights", state="ok", what=what, account=desk.account, calendar=name)
    kinds = " and ".join(word for kind, word in _COMPONENTS.items() if kind in calendar.components) or "nothing of use"
    if not calendar.writable:
        what = "it may not be written to"
        if any(c.writable for c in written):
            cure = "if interviews come into it: name a calendar for all reminders by `reminders` in config.toml"
            return warning("rights", what, cure, account=desk.account, calendar=name)
        cure = "name another calendar by `reminders` in config.toml, or ask its owner for the right"
        return failed("rights", LoginRefused(desk.account, what, cure), account=desk.account, calendar=name)
    if found.component not in calendar.components:
        what = f"it takes {kinds}, and reminders are to be {_COMPONENTS[found.component]}"
        other = "event" if found.component == "VTODO" else "todo"
        cure = f'name another calendar by `reminders` in config.toml, or write there: as = "{other}"'
        return failed("rights", ConfigError(desk.account, what, cure), account=desk.account, calendar=name)
    what = f"may be written to; takes {kinds}"
    return Examination(name="rights", state="ok", what=what, account=desk.account, calendar=name)


def _abilities(account: str, store: Store) -> Iterator[Examination]:
    name = shown(store.calendar.name)
    if not isinstance(store, CalDAVStore):
        return
    try:
        able = abilities(store)
    except AfterviewError as error:
        yield failed("changes", error, account=account, calendar=name)
        return
    slow = "it works, with more to load at each pass; a newer server would do better"
    if able.changes != "sync":
        yield warning("changes", _CHANGES[able.changes], slow, account=account, calendar=name)
    elif not able.repeatable:
        yield warning("changes", "the server does not take its own sync tokens", slow, account=account, calendar=name)
    else:
        yield Examination(name="changes", state="ok", what=_CHANGES["sync"], account=account, calendar=name)
    yield _versions(account, store.calendar, name, able.versions)
    what = "the server sends invitations; our reminders name nobody, so it sends none for them"
    if not able.schedules:
        what = "the server sends none by itself"
    yield Examination(name="invitations", state="ok", what=what, account=account, calendar=name)


def _versions(account: str, calendar: Calendar, name: str, versions: Versions) -> Examination:
    if not calendar.conditional:
        what = "the server is known to write whatever the condition: what stands there is read again before each write"
        cure = "do not edit a reminder in the very second of a pass"
        return warning("versions", what, cure, account=account, calendar=name)
    if versions in ("weak", "none"):
        what = (
            f"{'weak ETags' if versions == 'weak' else 'no ETags'}: what stands there is read again before each write"
        )
        cure = "it works, more slowly; a newer server would do better"
        return warning("versions", what, cure, account=account, calendar=name)
    what = "strong ETags: nothing is overwritten that was not seen"
    if versions == "unknown":
        what = "the calendar is empty: there is none to see"
    return Examination(name="versions", state="ok", what=what, account=account, calendar=name)


def _no_password(_account: Account) -> str:
    raise AssertionError("a folder has no password")
