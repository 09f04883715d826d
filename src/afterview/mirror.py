"""Mirror: a local copy of each watched calendar between passes, so that a pass without news is one request.

It is a cache and nothing else: whatever it holds can be had again from the calendar, so a damaged file is deleted and a
refresh that is interrupted leaves the state before it. Of resources that no one asks to keep it holds only the address
and ETag: most of a calendar is nobody's business here.

A refresh asks the store what is new since its token (RFC 6578), fetches what differs, and commits rows and token
together after the last byte has come. An address that was listed and did not come is not lost: its former version
stays, and the token stays behind it, so that the next refresh asks again. Each `FULL_EVERY` the whole calendar is
listed, because servers forget to report.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType

from afterview import database
from afterview.database import Damaged
from afterview.errors import LocalFailure
from afterview.store import Changes, Resource, Store

FILE_NAME = "mirror.sqlite3"
FULL_EVERY = timedelta(days=7)
BATCH = 200
"""Addresses in one request of bodies."""
ATTEMPTS = 3
"""Refreshes that ask for an address which does not come, before the token moves on without it."""

_SCHEMA = (
    """
    CREATE TABLE calendar (
        url TEXT PRIMARY KEY,
        token TEXT,
        listed_on TEXT NOT NULL,
        criteria TEXT NOT NULL,
        accepted INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE resource (
        calendar TEXT NOT NULL,
        href TEXT NOT NULL,
        etag TEXT NOT NULL,
        data BLOB,
        missed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (calendar, href)
    ) STRICT
    """,
    """
    CREATE TABLE shelf (
        account TEXT NOT NULL,
        calendar TEXT NOT NULL,
        name TEXT NOT NULL,
        watched INTEGER NOT NULL,
        target INTEGER NOT NULL,
        read_at TEXT,
        PRIMARY KEY (account, calendar)
    ) STRICT
    """,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A calendar as it stands after a refresh."""

    calendar: str
    """Its URL."""
    resources: tuple[Resource, ...]
    """Those that were kept, by href."""
    changed: tuple[str, ...]
    """Hrefs that came anew, came in another version or went, since the last refresh; sorted."""
    unread: tuple[str, ...]
    """Hrefs that are listed and did not come; sorted. A former version may still be among `resources`."""
    before: int
    """How many resources of any kind there were when a refresh was last accepted; 0 the first time."""
    after: int
    """How many there are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A calendar of an account, as it was used when the account was last read."""

    calendar: str
    name: str
    watched: bool
    target: bool = False
    """All the account's reminders go there."""
    read_at: datetime | None = None
    """When, by this machine's clock, its copy was last brought up to date; aware. None: there is no copy of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the mirror remembers of one calendar."""

    token: str | None
    listed_on: date
    criteria: str
    etags: dict[str, str]
    missed: dict[str, int]


class Mirror:
    """An open mirror; a context manager. Methods raise `LocalFailure` when the disk will not have it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path | None) -> Mirror:
        """The mirror at `path`, made (mode 0600) where there is none or it is damaged; None for one in memory."""
        return cls(_connect(path), path)

    @classmethod
    def copied(cls, path: Path) -> Mirror | None:
        """A copy in memory of the mirror at `path`, None where there is none: the file is only read, without any lock.

        Raises `LocalFailure` where the file cannot be read or is damaged.
        """
        try:
            connection = database.copied(path, schema=_SCHEMA)
        except Damaged as damage:
            raise LocalFailure(str(path), f"damaged ({damage})", "the next pass makes it anew") from damage
        return cls(connection, path) if connection is not None else None

    def __enter__(self) -> Mirror:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def refresh(
        self,
        store: Store,
        *,
        keep: Callable[[bytes], bool],
        today: date,
        criteria: str = "",
        full: bool = False,
    ) -> Snapshot:
        """Bring the copy of the store's calendar up to date.

        `keep` says of a resource's data whether to hold it; it must not raise. `criteria` names what `keep` looks for:
        when it is another one than last time, everything is fetched and looked at again. `full` lists the whole
        calendar whatever the token says. Raises what the store raises; the copy is then as it was before.
        """
        try:
            return self._refresh(store, keep, today, criteria, full)
        except Damaged:
            self._connection.close()
            self._connection = _rebuilt(self._path)
            with self._told():
                return self._refresh(store, keep, today, criteria, full)

    def wrote(self, calendar: str, href: str, data: bytes | None) -> None:
        """Note that `href` was just written by us, or deleted where `data` is None, so that the copy is as we left it.

        The next refresh takes what it hears from the store instead: servers rewrite what they are given.
        """
        with self._told():
            if data is None:
                self._connection.execute("DELETE FROM resource WHERE calendar = ? AND href = ?", (calendar, href))
            else:
                # without an ETag of its own, or with that of the former version, which the next listing differs from
                self._connection.execute(
                    "INSERT INTO resource VALUES (?, ?, '', ?, 0) ON CONFLICT (calendar, href) DO UPDATE"
                    " SET data = excluded.data",
                    (calendar, href, data),
                )

    def accept(self, calendar: str) -> None:
        """Say that the present size of `calendar` is as it should be: the next `Snapshot.before`.

        Without it an emptied calendar would pass for the normal state at the second look, and no brake would hold.
        """
        with self._told():
            self._connection.execute(
                "UPDATE calendar SET accepted = (SELECT count(*) FROM resource WHERE calendar = url) WHERE url = ?",
                (calendar,),
            )

    def shelve(self, account: str, calendars: Sequence[Shelved]) -> None:
        """Note which calendars `account` has and which were read, for `stored`; in place of what was noted before."""
        with self._told(), database.transaction(self._connection):
            self._connection.execute("DELETE FROM shelf WHERE account = ?", (account,))
            self._connection.executemany(
                "INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        account,
                        c.calendar,
                        c.name,
                        c.watched,
                        c.target,
                        c.read_at and c.read_at.astimezone(UTC).isoformat(),
                    )
                    for c in calendars
                ),
            )

    def stored(self, account: str) -> tuple[tuple[Shelved, Snapshot], ...]:
        """The calendars of `account` as its last reading left them, without asking any store; none where it had none.

        A calendar that was not read then has an empty snapshot. `changed` is empty throughout.
        """
        with self._told():
            rows = self._connection.execute(
                "SELECT calendar, name, watched, target, read_at FROM shelf WHERE account = ? ORDER BY rowid",
                (account,),
            ).fetchall()
            return tuple(
                (
                    Shelved(
                        calendar=url,
                        name=name,
                        watched=bool(watched),
                        target=bool(target),
                        read_at=datetime.fromisoformat(read_at) if read_at else None,
                    ),
                    self._snapshot(url, changed=()),
                )
                for url, name, watched, target, read_at in rows
            )

    def token(self, calendar: str) -> str | None:
        """Where the copy of `calendar` stands, as the store's `changes` takes it; None where there is none."""
        with self._told():
            row = self._connection.execute("SELECT token FROM calendar WHERE url = ?", (calendar,)).fetchone()
        return row[0] if row else None

    def retain(self, calendars: Collection[str]) -> None:
        """Drop the copies of all other calendars."""
        with self._told(), database.transaction(self._connection):
            urls = [row[0] for row in self._connection.execute("SELECT url FROM calendar")]
            for url in (url for url in urls if url not in calendars):
                self._connection.execute("DELETE FROM resource WHERE calendar = ?", (url,))
                self._connection.execute("DELETE FROM calendar WHERE url = ?", (url,))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with database.told(self._path):
                yield
        except Damaged as damage:
            where = str(self._path or "memory")
            raise LocalFailure(where, f"damaged ({damage})", "delete it: it is only a cache") from damage

    def _refresh(self, store: Store, keep: Callable[[bytes], bool], today: date, criteria: str, full: bool) -> Snapshot:
        url = store.calendar.url
        with database.told(self._path):
            known = self._known(url)
        same = known is not None and known.criteria == criteria
        due = known is None or full or not same or not timedelta() <= today - known.listed_on < FULL_EVERY
        token = None if known is None or due else known.token

        changes = store.changes(token)
        held = known.etags if known is not None else {}
        listed = dict(changes.changed)
        owed = known.missed if known is not None else {}
        wanted = [href for href, etag in listed.items() if not same or href in owed or held.get(href) != etag]
        came = _fetch(store, wanted, keep)
        gone = _gone(changes, listed, held, owed)
        missed = {href: owed.get(href, 0) + 1 for href in wanted if href not in came}
        settled = all(count >= ATTEMPTS for count in missed.values())

        with database.told(self._path), database.transaction(self._connection):
            self._write(url, came, gone, missed)
            listed_on = today if known is None or changes.complete else known.listed_on
            self._connection.execute(
                "INSERT INTO calendar VALUES (?, ?, ?, ?, 0) ON CONFLICT (url) DO UPDATE"
                " SET token = excluded.token, listed_on = excluded.listed_on, criteria = excluded.criteria",
                (url, changes.token if settled else token, listed_on.isoformat(), criteria),
            )
            return self._snapshot(url, changed=sorted({*came, *gone}))

    def _write(
        self, url: str, came: dict[str, tuple[str, bytes | None]], gone: Sequence[str], missed: dict[str, int]
    ) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO resource VALUES (?, ?, ?, ?, 0)",
            ((url, href, etag, data) for href, (etag, data) in came.items()),
        )
        self._connection.executemany(
            "DELETE FROM resource WHERE calendar = ? AND href = ?", ((url, href) for href in gone)
        )
        # the version that is held stays, with its own ETag: a write that relies on it is refused
        self._connection.executemany(
            "INSERT INTO resource VALUES (?, ?, '', NULL, ?) ON CONFLICT (calendar, href) DO UPDATE"
            " SET missed = excluded.missed",
            ((url, href, count) for href, count in missed.items()),
        )

    def _known(self, url: str) -> _Known | None:
        row = self._connection.execute(
            "SELECT token, listed_on, criteria FROM calendar WHERE url = ?", (url,)
        ).fetchone()
        if row is None:
            return None
        etags: dict[str, str] = {}
        missed: dict[str, int] = {}
        for href, etag, count in self._connection.execute(
            "SELECT href, etag, missed FROM resource WHERE calendar = ?", (url,)
        ):
            etags[href] = etag
            if count:
                missed[href] = count
        return _Known(token=row[0], listed_on=date.fromisoformat(row[1]), criteria=row[2], etags=etags, missed=missed)

    def _snapshot(self, url: str, *, changed: Sequence[str]) -> Snapshot:
        kept = self._connection.execute(
            "SELECT href, etag, data FROM resource WHERE calendar = ? AND data IS NOT NULL ORDER BY href", (url,)
        )
        unread = self._connection.execute(
            "SELECT href FROM resource WHERE calendar = ? AND missed > 0 ORDER BY href", (url,)
        )
        count = self._connection.execute("SELECT count(*) FROM resource WHERE calendar = ?", (url,)).fetchone()
        accepted = self._connection.execute("SELECT accepted FROM calendar WHERE url = ?", (url,)).fetchone()
        return Snapshot(
            calendar=url,
            resources=tuple(Resource(href=href, etag=etag, data=data) for href, etag, data in kept),
            changed=tuple(changed),
            unread=tuple(row[0] for row in unread),
            before=accepted[0] if accepted else 0,
            after=count[0],
        )


def _fetch(store: Store, wanted: Sequence[str], keep: Callable[[bytes], bool]) -> dict[str, tuple[str, bytes | None]]:
    """What came: href → (ETag, data or None). One body at a time is in memory, and those that are kept."""
    came: dict[str, tuple[str, bytes | None]] = {}
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        asked = set(batch)
        for resource in store.fetch(batch):
            if resource.href in asked:
                came[resource.href] = (resource.etag, resource.data if keep(resource.data) else None)
    return came


def _gone(changes: Changes, listed: dict[str, str], held: dict[str, str], owed: dict[str, int]) -> list[str]:
    """The hrefs to drop. What is listed is there, even if a page of the same answer said that it had gone."""
    if changes.complete:
        return sorted(held.keys() - listed.keys())
    # asked since the same token as last time, an address that never came and is not listed now was a passing one; so is
    # one that only we say is there
    passed = {href for href, etag in held.items() if not etag and owed.get(href, 0) < ATTEMPTS}
    return sorted(((held.keys() & set(changes.gone)) | passed) - listed.keys())


def _connect(path: Path | None) -> sqlite3.Connection:
    try:
        return database.connect(path, schema=_SCHEMA, durability="NORMAL")
    except Damaged:
        return _rebuilt(path)


def _rebuilt(path: Path | None) -> sqlite3.Connection:
    try:
        if path is not None:
            with database.told(path):
                for file in database.files(path):
                    file.unlink(missing_ok=True)
        return database.connect(path, schema=_SCHEMA, durability="NORMAL")
    except Damaged as damage:
        where = str(path or "memory")
        raise LocalFailure(where, f"damaged again at once ({damage})", "see to the disk") from damage
