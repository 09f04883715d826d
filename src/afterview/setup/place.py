"""What a person says of where their calendars are: an email address, a server, a URL or a folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from afterview.errors import ConfigError, MissingInput
from afterview.setup.providers import Provider, provider_of
from afterview.store.origins import checked_url, is_loopback

_EMAIL = re.compile(r"[^@\s/:]{1,64}@[\w.-]{1,255}\.?")
_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_TOO_GENERAL = frozenset({"caldav", "cal", "calendar", "dav", "mail", "www", "cloud", "webmail", "localhost"})
_MANY = 1000
"""Entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to look; `address` is empty for a folder."""

    address: str = ""
    """What `store.discovery` understands: a URL, a host, or an email address."""
    email: str | None = None
    folder: Path | None = None
    provider: Provider | None = None


def place_of(text: str) -> Place:
    """The place that `text` names.

    Raises ConfigError for what is none and for a provider that cannot be used, MissingInput for a folder that is not
    there.
    """
    text = text.strip()
    if text.startswith(("/", "~", "./", "../", "file:")) or text == "." or (text and Path(text).is_dir()):
        path = unquote(urlsplit(text).path) if text.startswith("file:") else text
        return Place(folder=_folder(path))
    if not text or any(c.isspace() or not c.isprintable() for c in text):
        raise ConfigError(
            "address",
            "that is no address",
            "write an email address, a URL such as https://dav.example.org/, or a folder",
        )
    provider = provider_of(text)
    if provider is not None and provider.instead:
        what, _, fix = provider.instead.partition(" What works: ")
        raise ConfigError(provider.name, what.rstrip("."), f"what works: {fix}")
    if _EMAIL.fullmatch(text):
        return Place(address=(provider and provider.url) or text, email=text, provider=provider)
    if "://" in text:
        return Place(address=checked_url(text), provider=provider)
    if provider is not None and provider.url is not None and "/" not in text:
        return Place(address=provider.url, provider=provider)
    return Place(address=text, provider=provider)


def _folder(text: str) -> Path:
    try:
        path = Path(text).expanduser().absolute()
        if not path.is_dir():
            raise MissingInput(str(path), "there is no such folder", "check the path")
    except (RuntimeError, ValueError, OSError):
        raise MissingInput(text[:100], "there is no such folder", "check the path") from None
    return path


def from_home(folder: Path) -> str:
    """The folder as a person would write it."""
    return f"~/{folder.relative_to(Path.home())}" if folder.is_relative_to(Path.home()) else str(folder)


def calendars_below(folder: Path) -> tuple[Path, ...]:
    """The folders in `folder` that hold .ics files, where it holds none itself: a collection of calendars."""
    if _holds_events(folder):
        return ()
    return tuple(sorted(one for one in _some(folder) if one.is_dir() and _holds_events(one)))


def _holds_events(folder: Path) -> bool:
    return any(one.suffix == ".ics" for one in _some(folder))


def _some(folder: Path) -> Iterator[Path]:
    try:
        for number, one in enumerate(folder.iterdir()):
            if number >= _MANY:
                return
            if not one.name.startswith("."):
                yield one
    except OSError:
        return


def account_name(place: Place, url: str, taken: Collection[str]) -> str:
    """A short name for an account at `place`, whose server is at `url`; none of those `taken`."""
    if place.folder is not None:
        name = place.folder.name
    elif place.provider is not None:
        name = place.provider.name
    else:
        host = (place.email.rpartition("@")[2] if place.email else urlsplit(url).hostname) or ""
        parts = [] if is_loopback(host) or not re.search("[a-z]", host.casefold()) else host.split(".")[:-1]
        name = next((part for part in reversed(parts) if len(part) > 3 and part not in _TOO_GENERAL), "home")
    name = _NAME.sub("-", name.casefold()).strip("._-")[:40] or "home"
    names = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in names if one not in taken)
