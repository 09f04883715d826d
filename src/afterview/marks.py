"""Marks: the part of the ledger that holds what the candidate says by commands, and what was seen of answers.

A line that is said waits here until a reminder carries it; from then on the calendar is truth, and it is forgotten
here. When each answer was first seen is kept for as long as it stands, so that of two that contradict each other the
newest is known. Of the last marks it is kept what stood there before, so that they can be undone: these few are the
only texts in the ledger, and they are our own reminders'.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from afterview.core.said import Said
from afterview.core.succession import Trace

SCHEMA = """
    CREATE TABLE said (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        interviews TEXT NOT NULL,
        line TEXT NOT NULL,
        at TEXT NOT NULL,
        back INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE answer_seen (
        account TEXT NOT NULL,
        source TEXT NOT NULL,
        answer TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (account, source, answer)
    ) STRICT;
    CREATE TABLE remarked (
        account TEXT NOT NULL,
        uid TEXT NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (account, uid, remark)
    ) STRICT;
    CREATE TABLE mark (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        interviews TEXT NOT NULL,
        line TEXT NOT NULL,
        displaced TEXT NOT NULL,
        calendar TEXT NOT NULL,
        href TEXT NOT NULL,
        before BLOB,
        after BLOB
    ) STRICT
    """
TRACES = """
    CREATE TABLE trace (
        account TEXT NOT NULL,
        key TEXT NOT NULL,
        start TEXT NOT NULL,
        title TEXT NOT NULL,
        organizer TEXT NOT NULL,
        successor TEXT NOT NULL,
        PRIMARY KEY (account, key)
    ) STRICT
    """
MOST_MARKS = 50
"""Of each account so many can be undone."""

MarkKind: TypeAlias = Literal["said", "done", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that the candidate did by `mark`, with what `undo` needs."""

    number: int = 0
    account: str
    at: datetime
    kind: MarkKind
    what: str
    """For a person: the application and what was said of it, or the reminder's title."""
    interviews: tuple[str, ...] = ()
    line: str = ""
    displaced: tuple[str, ...] = ()
    """Lines said earlier that this one took the place of."""
    calendar: str = ""
    href: str = ""
    before: bytes | None = None
    """The resource as it was."""
    after: bytes | None = None
    """What was sent to be stored; None where it was deleted."""


class Marks:
    """What `Ledger` is made of for this."""

    _connection: sqlite3.Connection

    def _told(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    # --- lines that wait for a reminder ---

    def say(self, account: str, interviews: Iterable[str], line: str, at: datetime, *, back: bool = False) -> None:
        """Note a line that the candidate said, or with `back` took back, until a pass has written it."""
        row = (account, json.dumps(sorted(interviews)), line, _as_text(at), int(back))
        with self._told():
            self._connection.execute(
                "INSERT INTO said (account, interviews, line, at, back) VALUES (?, ?, ?, ?, ?)", row
            )

    def said(self, account: str) -> tuple[Said, ...]:
        """The lines that wait, in the order in which they were said."""
        query = "SELECT number, interviews, line, at, back FROM said WHERE account = ? ORDER BY number"
        with self._told():
            return tuple(
                Said(
                    number=number,
                    interviews=tuple(json.loads(interviews)),
                    line=line,
                    at=datetime.fromisoformat(at),
                    back=bool(back),
                )
                for number, interviews, line, at, back in self._connection.execute(query, (account,)).fetchall()
            )

    def settle(self, numbers: Iterable[int]) -> None:
        """Forget lines that wait no longer."""
        with self._told():
            self._connection.executemany("DELETE FROM said WHERE number = ?", [(n,) for n in numbers])

    def carried(self, account: str, uid: str, said: Said) -> None:
        """Note that the reminder `uid` carries a line now, or does not any more: it is as old there as it was here."""
        with self._told():
            if not said.back:
                row = (account, uid, said.answer, _as_text(said.at))
                self._connection.execute("INSERT OR REPLACE INTO answer_seen VALUES (?, ?, ?, ?)", row)
            self._connection.execute("DELETE FROM said WHERE number = ?", (said.number,))

    # --- when answers were first seen, and what was remarked ---

    def seen(self, account: str, answers: set[tuple[str, str]], now: datetime) -> dict[tuple[str, str], datetime]:
        """When each of `answers` (source, what it says) was first seen: `now` for new ones. Others are forgotten."""
        known = self.answers(account)
        with self._told():
            fresh, gone = answers - known.keys(), known.keys() - answers
            if fresh:
                rows = [(account, *answer, _as_text(now)) for answer in sorted(fresh)]
                self._connection.executemany("INSERT OR REPLACE INTO answer_seen VALUES (?, ?, ?, ?)", rows)
            if gone:
                lost = [(account, *answer) for answer in gone]
                drop = "DELETE FROM answer_seen WHERE account = ? AND source = ? AND answer = ?"
                self._connection.executemany(drop, lost)
        return {answer: known.get(answer, now) for answer in answers}

    def answers(self, account: str) -> dict[tuple[str, str], datetime]:
        """The answers that stood somewhere at the last pass, as (source, what it says): when each was first seen."""
        query = "SELECT source, answer, at FROM answer_seen WHERE account = ?"
        with self._told():
            rows = self._connection.execute(query, (account,)).fetchall()
            return {(source, answer): datetime.fromisoformat(at) for source, answer, at in rows}

    def remarked(self, account: str) -> frozenset[tuple[str, str]]:
        """The remarks that were written into reminders of the user's, as (UID, remark): none is made twice."""
        with self._told():
            rows = self._connection.execute("SELECT uid, remark FROM remarked WHERE account = ?", (account,)).fetchall()
            return frozenset((uid, remark) for uid, remark in rows)

    def note_remarks(self, account: str, uid: str, remarks: Iterable[str]) -> None:
        """Note that these stand in a reminder, or stood there; those of it that do not count any more are forgotten."""
        rows = [(account, uid, remark) for remark in remarks]
        with self._told():
            self._connection.execute("DELETE FROM remarked WHERE account = ? AND uid = ?", (account, uid))
            self._connection.executemany("INSERT OR IGNORE INTO remarked VALUES (?, ?, ?)", rows)

    # --- interviews that may come again under another UID ---

    def traces(self, account: str) -> tuple[Trace, ...]:
        """What is kept of the interviews that were recognised."""
        query = "SELECT key, start, title, organizer, successor FROM trace WHERE account = ? ORDER BY key"
        with self._told():
            return tuple(
                Trace(
                    key=key,
                    start=datetime.fromisoformat(start),
                    title=title,
                    organizer=organizer,
                    successor=successor,
                )
                for key, start, title, organizer, successor in self._connection.execute(query, (account,)).fetchall()
            )

    def note_traces(self, account: str, traces: Iterable[Trace]) -> None:
        """Keep these, each in place of what was kept of it before."""
        rows = [(account, t.key, _as_text(t.start), t.title, t.organizer, t.successor) for t in traces]
        if rows:
            with self._told():
                self._connection.executemany("INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?, ?, ?)", rows)

    # --- what can be undone ---

    def note_mark(self, mark: Mark) -> None:
        """Note a mark, so that it can be undone; the oldest beyond `MOST_MARKS` go."""
        row = (
            mark.account,
            _as_text(mark.at),
            mark.kind,
            mark.what,
            json.dumps(mark.interviews),
            mark.line,
            json.dumps(mark.displaced),
            mark.calendar,
            mark.href,
            mark.before,
            mark.after,
        )
        old = "DELETE FROM mark WHERE account = ? AND number NOT IN (SELECT number FROM mark WHERE account = ? ORDER BY number DESC LIMIT ?)"  # noqa: E501
        with self._told():
            self._connection.execute(
                "INSERT INTO mark (account, at, kind, what, interviews, line, displaced, calendar, href, before, after)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._connection.execute(old, (mark.account, mark.account, MOST_MARKS))

    def last_mark(self, accounts: Iterable[str]) -> Mark | None:
        """The newest mark of these accounts that was not undone."""
        names = list(accounts)
        query = (
            "SELECT number, account, at, kind, what, interviews, line, displaced, calendar, href, before, after"
            " FROM mark WHERE account IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1"
        )
        with self._told():
            row = self._connection.execute(query, (json.dumps(names),)).fetchone()
        if row is None:
            return None
        number, account, at, kind, what, interviews, line, displaced, calendar, href, before, after = row
        return Mark(
            number=number,
            account=account,
            at=datetime.fromisoformat(at),
            kind=kind,
            what=what,
            interviews=tuple(json.loads(interviews)),
            line=line,
            displaced=tuple(json.loads(displaced)),
            calendar=calendar,
            href=href,
            before=before,
            after=after,
        )

    def drop_mark(self, number: int) -> None:
        """Forget a mark: it was undone, or cannot be."""
        with self._told():
            self._connection.execute("DELETE FROM mark WHERE number = ?", (number,))


def _as_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
