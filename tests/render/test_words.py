"""Decisions in words."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from afterview import render
from afterview.core.held import Held, Wanted
from afterview.core.plan import Adopt, Create, Decision, Delete, Forget, Keep, Remembered, Update
from afterview.ical import Skipped

ZONE = ZoneInfo("Europe/Berlin")
STARTS = datetime(2026, 12, 8, 9, tzinfo=ZONE)
WANTED = Wanted(
    uid="afterview-1",
    calendar="c",
    title="Check in (Acme)",
    body="Ref: AV-1",
    starts=STARTS,
    due=STARTS,
    step="check-in",
    interviews=("k",),
)
HELD = Held(
    uid="afterview-1",
    calendar="c",
    href="c/1.ics",
    etag='"1"',
    component="VEVENT",
    title="Check in (Acme)",
    body="Ref: AV-1",
    starts=STARTS.astimezone(UTC),
)
ENTRY = Remembered(
    uid="afterview-1", calendar="c", href="c/1.ics", digest="", step="check-in", due=STARTS, starts=STARTS,
    interviews=("k",),
)  # fmt: skip
DECISIONS: list[tuple[Decision, tuple[str, str, str, str]]] = [
    (Create(wanted=WANTED), ("create", "afterview-1", "Check in (Acme)", "")),
    (
        Update(wanted=WANTED, held=replace(HELD, starts=HELD.starts and HELD.starts - timedelta(days=1))),
        ("update", "afterview-1", "Check in (Acme)", "moved from Mon  7 Dec 09:00"),
    ),
    (
        Update(wanted=WANTED, held=replace(HELD, starts=None)),
        ("update", "afterview-1", "Check in (Acme)", "it gets its time back"),
    ),
    (
        Update(wanted=WANTED, held=replace(HELD, title="Check in")),
        ("update", "afterview-1", "Check in (Acme)", "its title changes"),
    ),
    (
        Update(wanted=WANTED, held=replace(HELD, body="")),
        ("update", "afterview-1", "Check in (Acme)", "its text changes"),
    ),
    (
        Delete(held=HELD, reason="a later round has come"),
        ("withdraw", "afterview-1", "Check in (Acme)", "a later round has come"),
    ),
    (Keep(uid="afterview-1", reason="dismissed"), ("keep", "afterview-1", "", "you deleted it")),
    (
        Keep(uid="afterview-1", reason="foreign", why="it has an organizer", held=HELD),
        ("keep", "afterview-1", "Check in (Acme)", "it has an organizer"),
    ),
    (
        Adopt(entry=ENTRY, held=HELD),
        ("remember", "afterview-1", "Check in (Acme)", "it stands in the calendar otherwise than in the ledger"),
    ),
    (
        Adopt(entry=ENTRY, held=None),
        ("remember", "afterview-1", "", "you deleted it, and its round has other interviews now"),
    ),
    (Forget(uid="afterview-1"), ("forget", "afterview-1", "", "it was deleted over a year ago")),
]


@pytest.mark.parametrize(("decision", "words"), DECISIONS)
def test_a_decision_is_told_with_its_reason(decision: Decision, words: tuple[str, str, str, str]) -> None:
    assert render.told(decision) == words
    assert tuple(render.decision_json(decision).values()) == words


def shown(width: int, *decisions: Decision, titles: dict[str, str] | None = None) -> list[str]:
    out = io.StringIO()
    render.show_changes(decisions, ZONE, titles or {}, Console(file=out, width=width, color_system=None))
    return out.getvalue().splitlines()


def test_changes_are_counted_and_those_of_what_stands_there_are_told() -> None:
    moved = Update(wanted=WANTED, held=replace(HELD, starts=None))
    assert shown(100, Create(wanted=WANTED), moved, Delete(held=HELD, reason="a later round has come")) == [
        "1 to create (+), 1 to update (~), 1 to withdraw (-)",
        "  ~ update    Tue  8 Dec 09:00  Check in (Acme)  it gets its time back",
        "  - withdraw  Tue  8 Dec 09:00  Check in (Acme)  a later round has come",
    ]


def test_what_the_user_decided_is_told_and_what_is_unchanged_is_counted() -> None:
    kept: list[Decision] = [
        Keep(uid="1", reason="theirs", held=HELD),
        Keep(uid="2", reason="done", held=HELD),
        Keep(uid="3", reason="dismissed"),
        Keep(uid="4", reason="dismissed"),
        Keep(uid="5", reason="same", held=HELD),
        Keep(uid="6", reason="foreign", held=HELD),
        Forget(uid="7"),
    ]
    assert shown(100, *kept, titles={"3": "Last message (Acme)"}) == [
        "Nothing to change",
        "    yours     Tue  8 Dec 09:00  Check in (Acme)  you changed it: it stays as it is",
        "    done      Tue  8 Dec 09:00  Check in (Acme)",
        "    deleted   Last message (Acme)  you deleted it: it stays away",
        "1 reminder already in the calendar",
    ]


@pytest.mark.parametrize(
    ("summary", "uid", "line"),
    [
        ("Interview", "u", "a.ics: event 'Interview' was passed over: it has no start"),
        (None, "u", "a.ics: an event was passed over: it has no start"),
        (None, None, "a.ics: a part was passed over: it has no start"),
    ],
)
def test_what_was_passed_over_is_told(summary: str | None, uid: str | None, line: str) -> None:
    assert render.skipped(Skipped(source="a.ics", uid=uid, summary=summary, reason="it has no start")) == line
