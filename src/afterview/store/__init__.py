"""A calendar as a conditional key-value store: href → (ETag, data) (RFC 4791, RFC 6578).

One protocol, kept by a CalDAV collection, a folder of .ics files and a dict in memory, and by one contract test.
A write cannot be expressed without saying create or update-of(ETag) or delete-of(ETag); there is no unconditional one.
That the condition did not hold is an outcome, not an error: the next pass reads again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One calendar object resource (RFC 4791 section 4.1)."""

    href: str
    """Absolute path (CalDAV) or file name (folder): unique within its calendar."""
    etag: str
    """Strong; a store that is given a weak or no ETag makes one of the data and checks before it writes."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new in a calendar since a token."""

    token: str
    """Opaque to all but the store that made it; give it back next time."""
    complete: bool
    """True: `changed` lists the whole calendar, and what it does not list is gone. False: a difference only."""
    changed: tuple[tuple[str, str], ...]
    """(href, ETag) of what is new or differs."""
    gone: tuple[str, ...] = ()
    """Hrefs that are no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """The write was done. `etag` is None where the server did not say, or may have rewritten what it was sent."""

    href: str
    etag: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something else is there now (412, 409, 404): nothing was written."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The calendar will not take it (read-only, over quota, not valid to it): nothing was written."""

    reason: str


Outcome: TypeAlias = Wrote | Conflict | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What a store says of itself."""

    url: str
    """Identity: a CalDAV URL with its trailing slash, or a folder's absolute path."""
    name: str
    writable: bool = True
    components: frozenset[str] = frozenset({"VEVENT"})
    """Component names it takes, upper case."""
    color: str | None = None
    conditional: bool = True
    """False: its server is known to write whatever the condition; the store then looks first."""


class Store(Protocol):
    """One calendar. Methods raise `errors.Unreachable`, `LoginRefused`, `ProtocolError` or `LocalFailure`."""

    @property
    def calendar(self) -> Calendar:
        """What this store keeps."""

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Hrefs that the last `fetch` could not read, and why."""

    def changes(self, token: str | None) -> Changes:
        """What is new since `token`; everything when it is None or no longer valid to the server."""

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
        """The named resources, in any order; those that are gone meanwhile are left out."""

    def create(self, name: str, data: bytes) -> Outcome:
        """Store a new resource under the file name `name`; Conflict when there is one, or one with its UID."""

    def update(self, href: str, etag: str, data: bytes) -> Outcome:
        """Replace the version `etag`."""

    def delete(self, href: str, etag: str) -> Outcome:
        """Remove the version `etag`; Conflict when it is another version or gone."""

    def close(self) -> None:
        """Let go of connections; the store can be used again afterwards."""
