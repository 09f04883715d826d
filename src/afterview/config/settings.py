"""Settings: the configuration as values that have been checked, each with its default in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import platformdirs

from afterview import policies
from afterview.core.held import PLAIN_LOOK, Component, Look
from afterview.core.interview import Candidate
from afterview.core.worktime import DEFAULT_QUIET_HOURS, QuietHours, WorkCalendar

FILE_NAME = "config.toml"
INTERVIEW: Final = "interview"
"""In place of a language: the one that each interview is in."""
Titles: TypeAlias = Literal["full", "neutral"]
"""neutral: a title gives away neither whom nor what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A place with calendars; exactly one of `url`, `email` and `folder` is there."""

    name: str
    """Letters, digits, `.`, `_` and `-`; unique."""
    url: str | None = None
    """https, or http on this machine; a server, a principal or a calendar."""
    email: str | None = None
    """An address whose domain says where its calendars are (RFC 6764)."""
    folder: Path | None = None
    """Absolute; a directory of .ics files."""
    username: str | None = None
    """The `email` where nothing else is said; None: the server asks for no login."""
    calendars: tuple[str, ...] | None = None
    """Names or URLs of the calendars to watch; None: all that hold events."""
    reminders: str | None = None
    """Name or URL of the calendar (absolute path of the folder) that reminders go to; None: the interview's own."""
    policy: str = policies.DEFAULT
    language: str = "en"
    """As that of the whole configuration."""
    interval: timedelta = timedelta(minutes=15)
    """Between two passes of the daemon."""
    password_command: tuple[str, ...] | None = None
    """Program and arguments, run without a shell."""
    keyring: str | None = None
    """Class path of the keyring backend; None: the system's."""

    @property
    def origin(self) -> str:
        """What a password of this account is for: scheme, host and port of `url`, else the mail domain, else empty."""
        if self.url is not None:
            parts = urlsplit(self.url)
            host = (parts.hostname or "").lower()
            shown = f"[{host}]" if ":" in host else host
            usual = {"https": 443, "http": 80}[parts.scheme]
            return f"{parts.scheme}://{shown}" + (f":{parts.port}" if parts.port not in (None, usual) else "")
        return self.email.rpartition("@")[2] if self.email is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one user."""

    path: Path | None = None
    """The file; None where there is none."""
    accounts: tuple[Account, ...] = ()
    """In the order of the file."""
    candidate: Candidate = field(default_factory=Candidate)
    timezone: ZoneInfo
    holidays: WorkCalendar
    policy: str = policies.DEFAULT
    quiet_hours: QuietHours = DEFAULT_QUIET_HOURS
    component: Component = "VEVENT"
    look: Look = PLAIN_LOOK
    titles: Titles = "full"
    language: str = "en"
    """Of titles, checklists and drafts; INTERVIEW: that of each interview."""

    @property
    def folder(self) -> Path:
        """Where the user's own policies and texts are looked for, beside the file."""
        return self.path.parent if self.path is not None else config_dir()

    @property
    def policies(self) -> Path:
        """The folder of the user's own policies; it need not exist."""
        return self.folder / "policies"


def config_dir() -> Path:
    """Where config.toml is looked for ($XDG_CONFIG_HOME/afterview)."""
    return Path(platformdirs.user_config_dir("afterview", appauthor=False))


def state_dir() -> Path:
    """Where the ledger is kept ($XDG_STATE_HOME/afterview); it need not exist."""
    return Path(platformdirs.user_state_dir("afterview", appauthor=False))


def cache_dir() -> Path:
    """Where copies are kept that can be had again ($XDG_CACHE_HOME/afterview); it need not exist."""
    return Path(platformdirs.user_cache_dir("afterview", appauthor=False))
