"""What the ledger keeps of the last pass of each account, and the copy of it that is read beside a running daemon."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterview import database
from afterview import ledger as ledger_module
from afterview.errors import LocalFailure
from afterview.ledger import Ledger, PassNote

NOTE = PassNote(
    account="home",
    at=datetime(2026, 3, 2, 9, 0, 5, 123, tzinfo=UTC),
    outcome="failed",
    detail="dav.example.org: it does not answer; try again later",
    exit_code=69,
    changes=2,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite3"


def test_the_last_pass_of_each_account_is_kept(path: Path) -> None:
    other = replace(NOTE, account="work", outcome="ok", detail="", exit_code=0, interviews=0, applications=0)
    later = replace(NOTE, outcome="held", interviews=3, applications=2)
    with Ledger.open(path) as ledger:
        assert ledger.last_passes() == {}
        for note in (NOTE, other, later):
            ledger.note_pass(note)
    with Ledger.open(path) as ledger:
        assert ledger.last_passes() == {"home": later, "work": other}


def test_a_note_that_cannot_be_kept_stops_nothing(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.note_pass(NOTE)
        ledger._connection.execute("PRAGMA query_only = ON")
        ledger.note_pass(replace(NOTE, outcome="ok"))
        assert ledger.last_passes() == {"home": NOTE}


def test_a_ledger_of_an_earlier_version_gets_the_table_and_keeps_what_it_has(path: Path) -> None:
    old = database.connect(path, schema=ledger_module._SCHEMA[:1], durability="FULL")
    old.execute("INSERT INTO first_seen VALUES ('home', 'key', '2026-03-01')")
    old.close()
    copy = Ledger.copied(path)
    assert copy is not None
    assert copy.last_passes() == {}
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    with Ledger.open(path) as ledger:
        ledger.note_pass(NOTE)
        assert ledger.recovered is None
        assert ledger.first_seen("home", "key", NOTE.at.date()).isoformat() == "2026-03-01"
        assert ledger.last_passes() == {"home": NOTE}


def test_a_copy_waits_for_nobody_and_leaves_no_trace(path: Path) -> None:
    assert Ledger.copied(path) is None
    assert not path.parent.exists()
    with Ledger.open(path) as ledger:
        ledger.note_pass(NOTE)
        ledger._connection.execute("BEGIN EXCLUSIVE")
        while_written = Ledger.copied(path)
        ledger._connection.execute("ROLLBACK")
    before = {p.name: p.stat().st_mtime_ns for p in path.parent.iterdir()}
    at_rest = Ledger.copied(path)
    for copy in (while_written, at_rest):
        assert copy is not None
        with copy:
            assert copy.last_passes() == {"home": NOTE}
            copy.note_pass(replace(NOTE, outcome="ok"))
            copy.first_seen("home", "key", NOTE.at.date())
    assert {p.name: p.stat().st_mtime_ns for p in path.parent.iterdir()} == before
    with Ledger.open(path) as ledger:
        assert ledger.last_passes() == {"home": NOTE}


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("garbage", "damaged .*; the next pass sets it aside"),
        ("no table", "damaged .*; the next pass sets it aside"),
        ("newer", "a newer version of afterview has written it; update afterview"),
        ("folder", "unable to open"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_told_and_left_as_it_is(path: Path, damage: str, told: str) -> None:
    Ledger.open(path).close()
    if damage == "garbage":
        path.write_bytes(b"no database" * 500)
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        with sqlite3.connect(path) as raw:
            raw.execute("DROP TABLE entry" if damage == "no table" else "PRAGMA user_version = 99")
    before = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(LocalFailure, match=told):
        Ledger.copied(path)
    assert sorted(p.name for p in path.parent.iterdir()) == before
