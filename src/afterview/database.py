"""The one door to sqlite3: a private file, a schema that grows by steps, and errors of ours.

A database is a file of mode 0600 in a folder of mode 0700. Its schema is a tuple of scripts; `user_version` says how
many of them the file has seen, so a script that has been released is never edited, only followed by another. Journal:
write-ahead, so that a reader never waits for the writer and a killed process leaves the last whole transaction.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal, TypeAlias

from afterview.errors import Busy, LocalFailure

Durability: TypeAlias = Literal["FULL", "NORMAL"]
"""FULL: what has returned survives a power cut. NORMAL: a power cut may take the last transactions, whole."""

PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""

# SQLITE_ERROR is how SQL that our tests have run fails: on a table or column that is not there, or already is
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Damaged(Exception):
    """The file is no database of ours: cut off, overwritten, or with other tables. For the rooms, never for people."""


class Newer(Damaged):
    """A later version of afterview has written it: whole, and not ours to read."""


def connect(path: Path | None, *, schema: Sequence[str], durability: Durability) -> sqlite3.Connection:
    """An open database with `schema`; None for one in memory that ends with its connection.

    Every statement is a transaction of its own unless it stands inside `transaction`. Raises `Damaged` or `Newer` when
    the file cannot be used as it is, `LocalFailure` when the machine will not have it, and `Busy` when another process
    holds it for longer than `PATIENCE`.
    """
    with told(path):
        if path is not None:
            _make_private(path)
        connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {durability}")
            _migrate(connection, schema)
        except BaseException:
            connection.close()
            raise
        return connection


def copied(path: Path, *, schema: Sequence[str]) -> sqlite3.Connection | None:
    """A copy in memory of the database at `path`, brought up to `schema`; None where there is no file.

    Nothing is written to the disk, not even beside it, and no writer is waited for. Raises as `connect` does.
    """
    with told(path):
        # Without a journal nobody has it open, and sqlite3 would make one in order to read, unless it may take the file
        # to stand still. A journal that came meanwhile is reason to read again.
        if not path.exists():
            return None
        quiet = not files(path)[0].exists()
        copy = _in_memory(path, "immutable=1" if quiet else "mode=ro")
        if quiet and files(path)[0].exists():
            copy.close()
            copy = _in_memory(path, "mode=ro")
        try:
            _migrate(copy, schema)
        except BaseException:
            copy.close()
            raise
        return copy


def _in_memory(path: Path, how: str) -> sqlite3.Connection:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=PATIENCE)) as source:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        try:
            source.backup(copy)
        except BaseException:
            copy.close()
            raise
        return copy


def check(connection: sqlite3.Connection) -> None:
    """Read through the whole file; raises `Damaged` when its pages do not fit together."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise Damaged("its pages do not fit together")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; it takes the write lock at once, so that what is read inside still holds at the end."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turn what sqlite3 and the file system raise inside into `Damaged`, `Busy` or `LocalFailure`."""
    where = str(path or "memory")
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the extended code's low byte is the kind
        if code in _DAMAGE:
            raise Damaged(str(error)) from error
        if code in _TAKEN:
            raise Busy(where, "another process is writing to it", "try again in a moment") from error
        raise LocalFailure(where, str(error), "see to the disk and to the rights on this file") from error
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise LocalFailure(where, what, "see to the disk and to the rights on this folder") from error


def files(path: Path) -> tuple[Path, ...]:
    """The files that make up the database `path`, the main one last; some may not exist."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), path


def _make_private(path: Path) -> None:
    folder = path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(0o700)
    # sqlite3 would create the file as the umask says; its -wal and -shm take the mode that the file has
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _migrate(connection: sqlite3.Connection, schema: Sequence[str]) -> None:
    seen = _version(connection)
    if seen > len(schema):
        raise Newer("a newer version of afterview has written it")
    if seen == len(schema):
        return
    with transaction(connection):
        # another process may have been here since
        for script in schema[_version(connection) :]:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(schema)}")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
