"""Ledger: what we wrote, by reminder uid; without it a reminder that the user deleted would come back.

It is memory, not truth: the calendar is truth. An entry whose reminder is no longer there means "dismissed", so a lost
entry can bring back a deleted reminder once, while an entry too many can silence one for ever. Hence the order that
its callers keep (create, then `remember`; `forget`, then delete), and hence synchronous = FULL: an entry that could be
lost in a power cut after `remember` returned would undo a deletion that came hours later. The price is one fsync for
each reminder written, a handful a pass.

It holds digests, times and ids, no text of any invitation. Beside them stand which events the candidate confirmed or
refused, what was said by commands (`marks`), and what the last pass of each account came to, for whoever asks how
things are.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeAlias, cast

from afterview import database, marks
from afterview.core.confirmation import Confirmation
from afterview.core.plan import Remembered
from afterview.database import Damaged, Newer
from afterview.errors import Busy, LocalFailure

FILE_NAME = "ledger.sqlite3"

_SCHEMA = (
    """
    CREATE TABLE entry (
        uid TEXT PRIMARY KEY,
        account TEXT NOT NULL,
        calendar TEXT NOT NULL,
        href TEXT NOT NULL,
        digest TEXT NOT NULL,
        step TEXT NOT NULL,
        due TEXT NOT NULL,
        starts TEXT NOT NULL,
        interviews TEXT NOT NULL,
        written_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX entry_account ON entry (account);
    CREATE TABLE first_seen (
        account TEXT NOT NULL,
        key TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (account, key)
    ) STRICT
    """,
    """
    CREATE TABLE pass (
        account TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL,
        exit_code INTEGER NOT NULL,
        interviews INTEGER,
        applications INTEGER,
        changes INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE confirmation (
        account TEXT NOT NULL,
        uid TEXT NOT NULL,
        answer INTEGER,
        written INTEGER,
        at TEXT NOT NULL,
        PRIMARY KEY (account, uid)
    ) STRICT
    """,
    marks.SCHEMA,
    "ALTER TABLE entry ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    marks.TRACES,
)

_SELECT = (
    "SELECT uid, account, calendar, href, digest, step, due, starts, interviews, written_at, revision"
    " FROM entry WHERE account = ? ORDER BY uid"
)
_PASSES = "SELECT account, at, outcome, detail, exit_code, interviews, applications, changes FROM pass"
_CONFIRMED = "SELECT uid, answer, written, at FROM confirmation WHERE account = ? ORDER BY uid"
_SET_ASIDE = "the next pass sets it aside and begins anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Remembered):
    """One reminder that we wrote, as it was when we last did; its times are aware, and read back in UTC."""

    account: str
    """The account's name in the configuration."""
    written_at: datetime


PassOutcome: TypeAlias = Literal["ok", "failed", "held", "waiting"]
"""held: by a brake, until a person has looked. waiting: for what comes by itself, such as an unlocked keyring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassNote:
    """What the last pass over an account came to."""

    account: str
    at: datetime
    """Aware; read back in UTC."""
    outcome: PassOutcome
    detail: str = ""
    """One line for the user where there is something to tell."""
    exit_code: int = 0
    """The one that `afterview sync` of this account alone would have ended with."""
    interviews: int | None = None
    """How many were recognised; None where the calendars were not read."""
    applications: int | None = None
    changes: int = 0
    """Reminders written, changed and withdrawn."""


class Ledger(marks.Marks):
    """An open ledger; a context manager. Every change is on the disk when the call returns.

    Methods raise `LocalFailure` when the disk is full or the file cannot be written, `Busy` when another process has
    been writing for too long.
    """

    recovered: str | None
    """What happened to the ledger that was here before, when it could not be read: a sentence for the user."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, recovered: str | None = None) -> None:
        self._connection = connection
        self._path = path
        self.recovered = recovered

    @classmethod
    def open(cls, path: Path | None) -> Ledger:
        """The ledger at `path`, made (mode 0600, its folder 0700) where there is none; None for one in memory.

        A file that is no ledger any more is set aside as `ledger.corrupt-DATE`, and `recovered` says so.
        """
        if path is None:
            return cls(database.connect(None, schema=_SCHEMA, durability="FULL"), None)
        recovered = None
        with _alone(path.with_name(path.name + ".opening")):
            try:
                connection = _connect(path)
            except Newer as newer:
                raise LocalFailure(str(path), str(newer), "update afterview, or move it away") from newer
            except Damaged as damage:
                aside = _set_aside(path)
                connection = _connect(path)
                recovered = (
                    f"{path} was damaged ({damage}) and is now {aside.name}: a new one was begun. Reminders still in"
                    " the calendar are recognised; ones that you deleted may come back once."
                )
        return cls(connection, path, recovered)

    @classmethod
    def copied(cls, path: Path) -> Ledger | None:
        """A copy in memory of the ledger at `path`, None where there is none: the file is only read, without any lock.

        What is written into the copy ends with it. Raises `LocalFailure` where the file cannot be read or is damaged.
        """
        try:
            connection = database.copied(path, schema=_SCHEMA)
            if connection is None:
                return None
            with database.told(path):
                database.check(connection)
                connection.execute(_SELECT, ("",))
        except Newer as newer:
            raise LocalFailure(str(path), str(newer), "update afterview, or move it away") from newer
        except Damaged as damage:
            raise LocalFailure(str(path), f"damaged ({damage})", _SET_ASIDE) from damage
        return cls(connection, path)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def entries(self, account: str) -> dict[str, Entry]:
        """All that was written for `account` and not forgotten, by uid."""
        with self._told():
            rows = self._connection.execute(_SELECT, (account,)).fetchall()
            return {row[0]: _entry(row) for row in rows}

    def remember(self, entry: Entry) -> None:
        """Note `entry`, in place of any that has its uid. Its times must be aware."""
        row = (
            entry.uid,
            entry.account,
            entry.calendar,
            entry.href,
            entry.digest,
            entry.step,
            _as_text(entry.due),
            _as_text(entry.starts),
            json.dumps(entry.interviews),
            _as_text(entry.written_at),
            entry.revision,
        )
        with self._told():
            self._connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, uid: str) -> None:
        """Drop the entry of `uid`; nothing when there is none."""
        with self._told():
            self._connection.execute("DELETE FROM entry WHERE uid = ?", (uid,))

    def first_seen(self, account: str, key: str, today: date) -> date:
        """The day on which `key` was first asked for: `today` the first time, the same day ever after.

        For what the candidate wrote without a date, such as `Outcome: rejected`.
        """
        with self._told():
            self._connection.execute("INSERT OR IGNORE INTO first_seen VALUES (?, ?, ?)", (account, key, str(today)))
            row = self._connection.execute(
                "SELECT day FROM first_seen WHERE account = ? AND key = ?", (account, key)
            ).fetchone()
            return date.fromisoformat(row[0])

    def confirm(self, account: str, uid: str, confirmation: Confirmation) -> None:
        """Note what the candidate said of the events with that UID, in place of what was said before."""
        answers = (None if a is None else int(a) for a in (confirmation.answer, confirmation.written))
        row = (account, uid, *answers, _as_text(confirmation.at))
        with self._told():
            self._connection.execute("INSERT OR REPLACE INTO confirmation VALUES (?, ?, ?, ?, ?)", row)

    def confirmations(self, account: str) -> dict[str, Confirmation]:
        """What the candidate said of events, by UID. It is kept for good: nobody else knows it."""
        with self._told():
            rows = self._connection.execute(_CONFIRMED, (account,)).fetchall()
            return {
                uid: Confirmation(answer=_bool(answer), written=_bool(written), at=datetime.fromisoformat(at))
                for uid, answer, written, at in rows
            }

    def note_pass(self, note: PassNote) -> None:
        """Note what a pass came to, in place of the account's last one.

        That it cannot be kept is no reason to stop: whatever else is written says so, and nothing is raised here.
        """
        row = (
            note.account,
            _as_text(note.at),
            note.outcome,
            note.detail,
            note.exit_code,
            note.interviews,
            note.applications,
            note.changes,
        )
        with suppress(LocalFailure, Busy), self._told():
            self._connection.execute("INSERT OR REPLACE INTO pass VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def last_passes(self) -> dict[str, PassNote]:
        """What the last pass of each account came to, by its name; accounts that had none are not there."""
        with self._told():
            rows = self._connection.execute(_PASSES).fetchall()
            return {row[0]: _note(row) for row in rows}

    def prune(self, before: datetime) -> int:
        """Drop entries of reminders that started before `before`, and days first seen before it; how many went.

        `before` (aware) must lie further back than any calendar is read: a pruned entry that is still wanted would be
        written anew.
        """
        limit = _as_text(before)
        with self._told(), database.transaction(self._connection):
            gone = self._connection.execute("DELETE FROM entry WHERE starts < ?", (limit,)).rowcount
            return gone + self._connection.execute("DELETE FROM first_seen WHERE day < ?", (limit[:10],)).rowcount

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with database.told(self._path):
                yield
        except (Damaged, ValueError) as damage:
            where = str(self._path or "memory")
            raise LocalFailure(where, f"damaged ({damage})", _SET_ASIDE) from damage


def pass_lock(folder: Path, account: str) -> Path:
    """What to `lock` for a pass over `account`, beside the ledger in `folder`."""
    return folder / f"pass-{account}.lock"


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the file `path` so that only one pass is at work; the kernel lets go of it when the process dies, however.

    Raises `Busy`, which names the other process, at once when it is held, and `LocalFailure` where it cannot be made.
    """
    descriptor = _open_lock(path)
    try:
        with database.told(path):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
                who = f"process {holder}" if holder.isdigit() else "another process"
                raise Busy(str(path), f"{who} is in the middle of a pass", "wait for it to end, or stop it") from None
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time: two that find the same damage must not set aside each other's new ledger."""
    descriptor = _open_lock(path)
    try:
        with database.told(path):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open_lock(path: Path) -> int:
    with database.told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _connect(path: Path) -> sqlite3.Connection:
    connection = database.connect(path, schema=_SCHEMA, durability="FULL")
    try:
        with database.told(path):
            database.check(connection)
            connection.execute(_SELECT, ("",))
            connection.execute("SELECT account, key, day FROM first_seen LIMIT 0")
            connection.execute(_PASSES)
            connection.execute(_CONFIRMED, ("",))
            connection.execute("SELECT number, account, interviews, line, at, back FROM said LIMIT 0")
            connection.execute("SELECT account, source, answer, at FROM answer_seen LIMIT 0")
    except BaseException:
        connection.close()
        raise
    return connection


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y-%m-%d")
    name = f"{path.stem}.corrupt-{stamp}"
    count = 1
    while path.with_name(name).exists():
        count += 1
        name = f"{path.stem}.corrupt-{stamp}-{count}"
    aside = path.with_name(name)
    with database.told(path):
        for old, new in zip(database.files(path), database.files(aside), strict=True):
            with suppress(FileNotFoundError):
                old.rename(new)
    return aside


def _as_text(moment: datetime) -> str:
    """In UTC with all its digits, so that text sorts as time does."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _bool(number: int | None) -> bool | None:
    return None if number is None else bool(number)


def _entry(row: tuple[Any, ...]) -> Entry:
    uid, account, calendar, href, digest, step, due, starts, interviews, written_at, revision = row
    return Entry(
        uid=uid,
        account=account,
        calendar=calendar,
        href=href,
        digest=digest,
        step=step,
        due=datetime.fromisoformat(due),
        starts=datetime.fromisoformat(starts),
        interviews=tuple(json.loads(interviews)),
        written_at=datetime.fromisoformat(written_at),
        revision=revision,
    )


def _note(row: tuple[str, str, str, str, int, int | None, int | None, int]) -> PassNote:
    account, at, outcome, detail, exit_code, interviews, applications, changes = row
    return PassNote(
        account=account,
        at=datetime.fromisoformat(at),
        outcome=cast("PassOutcome", outcome),
        detail=detail,
        exit_code=exit_code,
        interviews=interviews,
        applications=applications,
        changes=changes,
    )
