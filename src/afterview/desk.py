"""Opening an account: from its settings to its calendars, its password and the terms of a pass over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from afterview import policies, secrets, wording
from afterview.config import INTERVIEW, Account, Config
from afterview.core.due import Setting
from afterview.core.policy import Policy
from afterview.errors import ConfigError, MissingInput
from afterview.reconcile import Desk, Terms
from afterview.store import Store
from afterview.store.folder import FolderStore
from afterview.wording import Wording


def open_desk(
    account: Account,
    password: Callable[[Account], str],
    *,
    every: bool = False,
    progress: Callable[[], None] | None = None,
) -> Desk:
    """The calendars of `account`, found and opened. `password` is asked only for an account on a server.

    `every`: all its calendars, whether they are watched or not. `progress` is called at the end of each request, now
    and later.

    Raises ConfigError for a calendar that is not there or takes no reminders, and what stores and secrets raise.
    """
    if account.folder is not None:
        watched: Sequence[Store] = [FolderStore(account.folder)]
        other = _other_folder(Path(account.reminders)) if account.reminders else None
        return Desk(account=account.name, watched=tuple(watched), target=other)
    found = _on_server(account, password(account) if account.username is not None else "", progress)
    if every:
        return Desk(account=account.name, watched=tuple(found))
    watched = [_named(name, found, account) for name in account.calendars] if account.calendars else _events(found)
    if not watched:
        raise ConfigError(account.name, "has no calendar that holds events", "create one, or name it in `calendars`")
    target = _named(account.reminders, found, account, create=True) if account.reminders else None
    return Desk(account=account.name, watched=tuple(watched), target=target, others=tuple(found))


def terms(found: Config, account: Account | None = None) -> Terms:
    """What a pass over `account` (or over files) works by."""
    folder = found.policies if found.policies.is_dir() else None

    def named(name: str) -> Policy | None:
        every = {n.casefold(): n for n in (*policies.shipped(), *policies.own(folder))}
        try:
            return policies.load(every[name.casefold()], folder) if name.casefold() in every else None
        except ConfigError:
            return None  # a broken file of the user's own stops no pass: what applies then is said

    return Terms(
        candidate=found.candidate,
        setting=Setting(zone=found.timezone, quiet=found.quiet_hours, workdays=found.holidays),
        policy=policies.load(account.policy if account else found.policy, folder),
        named=named,
        wording=wording_of(found, account.language if account else found.language),
        component=found.component,
        look=found.look,
    )


def wording_of(found: Config, language: str) -> Wording:
    """The texts in `language`, or in that of each interview. Raises ConfigError for one of the user's that is wrong."""
    fixed = (name for name in (language, found.language) if name != INTERVIEW)
    return wording.load(
        found.folder / "texts",
        next(fixed, "en"),
        found.candidate.name,
        by_interview=language == INTERVIEW,
        neutral=found.titles == "neutral",
    )


def password(account: Account) -> str:
    """The password of `account`: from the keyring, the credentials directory, or its command."""
    return secrets.find(entry_of(account), backend=account.keyring, command=account.password_command).reveal()


def entry_of(account: Account) -> secrets.Login:
    """Under which name the password of `account` is kept, and where it may be sent."""
    return secrets.Login(account=account.name, username=account.username or "", origin=account.origin)


def _on_server(account: Account, password: str, progress: Callable[[], None] | None) -> list[Store]:
    from afterview.store.caldav import CalDAVStore
    from afterview.store.discovery import discover
    from afterview.store.session import Server, Session

    address = account.url or account.email or ""
    asked = Server(url=address, username=account.username or "", password=password, progress=progress)
    found = discover(address, asked)
    return [CalDAVStore(Session(found.server), calendar) for calendar in found.calendars]


def _other_folder(folder: Path) -> Store:
    if not folder.exists():
        raise MissingInput(str(folder), "there is no such folder", "make it: afterview check --create")
    return FolderStore(folder)


def _events(stores: list[Store]) -> list[Store]:
    return [s for s in stores if "VEVENT" in s.calendar.components]


def _named(wanted: str, stores: list[Store], account: Account, *, create: bool = False) -> Store:
    """The calendar of that name or URL. A name that two calendars share is refused rather than guessed."""
    by_url = [s for s in stores if s.calendar.url.rstrip("/") == wanted.rstrip("/")]
    found = by_url or [s for s in stores if s.calendar.name.casefold() == wanted.casefold()]
    names = ", ".join(sorted(repr(s.calendar.name) for s in stores)) or "none"
    if not found:
        make = "make it: afterview check --create; " if create and "://" not in wanted else ""
        raise ConfigError(account.name, f"there is no calendar {wanted!r}", f"{make}its calendars are {names}")
    if len(found) > 1:
        urls = ", ".join(s.calendar.url for s in found)
        raise ConfigError(account.name, f"several calendars are called {wanted!r}", f"write the URL instead: {urls}")
    return found[0]
