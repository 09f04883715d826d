"""The mirror: few requests, nothing lost, nothing half done."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from afterview import database
from afterview import mirror as mirror_module
from afterview.errors import LocalFailure, Unreachable
from afterview.mirror import BATCH, FULL_EVERY, Mirror, Shelved, Snapshot
from afterview.store import Calendar, Changes, Outcome, Refused, Resource

URL = "https://dav.example.org/cal/"
TODAY = date(2026, 3, 2)


class Server:
    """A calendar with a journal (RFC 6578), which counts what it is asked and can be told to fail."""

    def __init__(self, url: str = URL) -> None:
        self.url = url
        self.resources: dict[str, Resource] = {}
        self.journal: list[str] = []
        self.withheld: set[str] = set()
        self.broken_after: int | None = None
        self.oldest_token = 0
        self.requests: list[object] = []

    @property
    def calendar(self) -> Calendar:
        return Calendar(url=self.url, name="Test")

    @property
    def unreadable(self) -> dict[str, str]:
        return {}

    def put(self, href: str, data: bytes) -> None:
        self.journal.append(href)
        self.resources[href] = Resource(href=href, etag=f'"{len(self.journal)}"', data=data)

    def remove(self, href: str) -> None:
        self.journal.append(href)
        del self.resources[href]

    def changes(self, token: str | None) -> Changes:
        self.requests.append(token)
        now = str(len(self.journal))
        if token is None or int(token) < self.oldest_token:
            return Changes(token=now, complete=True, changed=tuple((r.href, r.etag) for r in self.resources.values()))
        touched = dict.fromkeys(self.journal[int(token) :])
        return Changes(
            token=now,
            complete=False,
            changed=tuple((href, self.resources[href].etag) for href in touched if href in self.resources),
            gone=tuple(href for href in touched if href not in self.resources),
        )

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
        self.requests.append(tuple(hrefs))
        for number, href in enumerate(hrefs):
            if self.broken_after is not None and number >= self.broken_after:
                raise Unreachable(URL, "the connection broke")
            if href in self.resources and href not in self.withheld:
                yield self.resources[href]

    def create(self, name: str, data: bytes) -> Outcome:
        return Refused(reason=f"{name}, {len(data)} bytes: this calendar is read-only")

    def update(self, href: str, etag: str, data: bytes) -> Outcome:
        return Refused(reason=f"{href}, {etag}, {len(data)} bytes: this calendar is read-only")

    def delete(self, href: str, etag: str) -> Outcome:
        return Refused(reason=f"{href}, {etag}: this calendar is read-only")

    def close(self) -> None:
        pass


def wanted(data: bytes) -> bool:
    return b"interview" in data


def refresh(
    mirror: Mirror, server: Server, *, today: date = TODAY, criteria: str = "1", full: bool = False
) -> Snapshot:
    server.requests.clear()
    return mirror.refresh(server, keep=wanted, today=today, criteria=criteria, full=full)


@pytest.fixture
def server() -> Server:
    server = Server()
    server.put("a", b"interview a")
    server.put("b", b"dentist")
    server.put("c", b"interview c")
    return server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "mirror.sqlite3"


def test_the_first_look_keeps_what_is_wanted_and_counts_the_rest(server: Server) -> None:
    with Mirror.open(None) as mirror:
        assert refresh(mirror, server) == Snapshot(
            calendar=URL,
            resources=(server.resources["a"], server.resources["c"]),
            changed=("a", "b", "c"),
            unread=(),
            before=0,
            after=3,
        )
    assert server.requests == [None, ("a", "b", "c")]


def test_a_look_without_news_is_one_request_also_in_a_new_process(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        first = refresh(mirror, server)
    with Mirror.open(path) as mirror:
        second = refresh(mirror, server)
    assert server.requests == ["3"]
    assert second.resources == first.resources
    assert second.changed == ()


def test_what_is_not_kept_leaves_no_text_on_the_disk(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        refresh(mirror, server)
        for file in path.parent.iterdir():
            assert b"dentist" not in file.read_bytes()
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_what_changed_is_fetched_and_what_went_goes(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        server.put("b", b"now an interview")
        server.remove("c")
        server.put("d", b"plumber")
        snapshot = refresh(mirror, server)
    assert server.requests == ["3", ("b", "d")]
    assert snapshot.resources == (server.resources["a"], server.resources["b"])
    assert snapshot.changed == ("b", "c", "d")
    assert snapshot.after == 3


def test_an_expired_token_costs_one_list_and_fetches_what_differs(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        server.put("a", b"interview a, moved")
        server.remove("c")
        server.oldest_token = len(server.journal)
        snapshot = refresh(mirror, server)
        assert server.requests == ["3", ("a",)]
        assert snapshot.resources == (server.resources["a"],)
        assert snapshot.after == 2
        refresh(mirror, server)
        assert server.requests == ["5"]


def test_the_whole_calendar_is_listed_when_asked_once_a_week_and_when_the_clock_went_back(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        del server.resources["c"]  # and the server forgets to report it
        assert refresh(mirror, server, today=TODAY + FULL_EVERY - timedelta(days=1)).after == 3
        assert refresh(mirror, server, today=TODAY + FULL_EVERY).after == 2
        assert server.requests == [None]
        refresh(mirror, server, today=TODAY + FULL_EVERY)
        assert server.requests == ["3"]
        refresh(mirror, server, today=TODAY + FULL_EVERY, full=True)
        assert server.requests == [None]
        refresh(mirror, server, today=TODAY)
        assert server.requests == [None]


def test_other_criteria_look_at_everything_again(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        snapshot = mirror.refresh(server, keep=lambda data: b"dentist" in data, today=TODAY, criteria="2")
        assert snapshot.resources == (server.resources["b"],)
        server.requests.clear()
        mirror.refresh(server, keep=lambda data: b"dentist" in data, today=TODAY, criteria="2")
        assert server.requests == ["3"]


def test_bodies_are_asked_for_in_batches(server: Server) -> None:
    for number in range(BATCH):
        server.put(f"x{number:03}", b"plumber")
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
    assert [len(request) for request in server.requests[1:] if isinstance(request, tuple)] == [BATCH, 3]


def test_a_refresh_that_breaks_off_leaves_the_former_state(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        former = refresh(mirror, server)
    server.put("a", b"interview a, moved")
    server.put("d", b"interview d")
    server.broken_after = 1
    with Mirror.open(path) as mirror:
        with pytest.raises(Unreachable):
            refresh(mirror, server)
        assert mirror._snapshot(URL, changed=()).resources == former.resources
    server.broken_after = None
    with Mirror.open(path) as mirror:
        snapshot = refresh(mirror, server)
    assert server.requests == ["3", ("a", "d")]
    assert snapshot.resources == tuple(server.resources[href] for href in ("a", "c", "d"))


def test_an_address_that_does_not_come_keeps_its_former_version_and_is_asked_for_again(server: Server) -> None:
    with Mirror.open(None) as mirror:
        former = refresh(mirror, server).resources[0]
        server.put("a", b"interview a, moved")
        server.put("d", b"interview d")
        server.withheld = {"a"}
        snapshot = refresh(mirror, server)
        assert snapshot.resources == (former, server.resources["c"], server.resources["d"])
        assert snapshot.unread == ("a",)
        server.withheld = set()
        snapshot = refresh(mirror, server)
        assert server.requests == ["3", ("a",)]
        assert snapshot.resources == tuple(server.resources[href] for href in ("a", "c", "d"))
        assert snapshot.unread == ()
        refresh(mirror, server)
        assert server.requests == ["5"]


def test_an_address_that_never_comes_does_not_hold_up_the_others_for_ever(server: Server) -> None:
    server.withheld = {"a"}
    with Mirror.open(None) as mirror:
        for _ in range(mirror_module.ATTEMPTS):
            snapshot = refresh(mirror, server)
            assert server.requests[0] is None
            assert snapshot.unread == ("a",)
            assert snapshot.resources == (server.resources["c"],)
        assert refresh(mirror, server).unread == ("a",)
        assert server.requests == ["3"]
        server.withheld = set()
        assert refresh(mirror, server, full=True).unread == ()
        assert server.requests == [None, ("a",)]


def test_other_criteria_ask_again_for_what_did_not_come(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        server.withheld = {"b"}
        keep = {"keep": lambda data: b"dentist" in data, "today": TODAY, "criteria": "2"}
        assert mirror.refresh(server, **keep).resources == ()  # type: ignore[arg-type]
        server.withheld = set()
        assert mirror.refresh(server, **keep).resources == (server.resources["b"],)  # type: ignore[arg-type]


def test_an_address_that_passed_through_between_two_looks_is_forgotten(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        server.put("d", b"interview d")
        server.withheld = {"d"}
        assert refresh(mirror, server).unread == ("d",)
        server.journal.remove("d")  # this server does not report what came and went since the token
        del server.resources["d"]
        snapshot = refresh(mirror, server)
        assert (snapshot.unread, snapshot.after) == ((), 3)


def test_an_emptied_calendar_stays_suspicious_until_it_is_accepted(server: Server) -> None:
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        mirror.accept(URL)
        for href in tuple(server.resources):
            server.remove(href)
        for _ in range(2):
            snapshot = refresh(mirror, server)
            assert (snapshot.before, snapshot.after) == (3, 0)
        mirror.accept(URL)
        assert refresh(mirror, server).before == 0


def test_two_calendars_do_not_mix_and_one_that_is_no_longer_watched_goes(server: Server) -> None:
    other = Server("https://dav.example.org/other/")
    other.put("a", b"another interview")
    with Mirror.open(None) as mirror:
        refresh(mirror, server)
        assert refresh(mirror, other).resources == (other.resources["a"],)
        mirror.retain({other.url})
        assert refresh(mirror, other).changed == ()
        assert other.requests == ["1"]
        assert refresh(mirror, server).changed == ("a", "b", "c")


def test_a_resource_that_was_not_asked_for_is_not_taken() -> None:
    class Chatty(Server):
        def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
            yield from super().fetch(hrefs)
            yield Resource(href="z", etag='"z"', data=b"an interview from elsewhere")

    chatty = Chatty()
    chatty.put("a", b"interview a")
    with Mirror.open(None) as mirror:
        assert refresh(mirror, chatty).resources == (chatty.resources["a"],)


def garbage(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def other_tables(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("ALTER TABLE resource RENAME TO something")


def newer(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")


def torn_page(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@pytest.mark.parametrize("damage", [garbage, other_tables, newer, torn_page])
def test_a_damaged_mirror_is_built_anew(server: Server, path: Path, damage: object) -> None:
    assert callable(damage)
    with Mirror.open(path) as mirror:
        first = refresh(mirror, server)
    damage(path)
    with Mirror.open(path) as mirror:
        assert refresh(mirror, server).resources == first.resources
        assert server.requests == [None, ("a", "b", "c")]
        refresh(mirror, server)
        assert server.requests == ["3"]


def test_damage_that_shows_while_it_is_open_is_a_local_failure_or_built_anew(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        refresh(mirror, server)
        other_tables(path)
        with pytest.raises(LocalFailure, match=r"damaged .*; delete it: it is only a cache"):
            mirror.accept(URL)
        assert refresh(mirror, server).after == 3
        mirror.accept(URL)


def test_a_damaged_mirror_that_cannot_be_replaced_is_a_local_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    garbage(path)
    monkeypatch.setattr(database, "files", lambda _: ())
    with pytest.raises(LocalFailure, match="damaged again at once"):
        Mirror.open(path)


def test_a_full_disk_is_a_local_failure_and_leaves_the_former_state(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        first = refresh(mirror, server)
        pages = mirror._connection.execute("PRAGMA page_count").fetchone()[0]
        mirror._connection.execute(f"PRAGMA max_page_count = {pages}")
        server.put("d", b"interview" * 10_000)
        with pytest.raises(LocalFailure, match="full"):
            refresh(mirror, server)
    with Mirror.open(path) as mirror:
        assert mirror._snapshot(URL, changed=()).resources == first.resources


# --- the copy that is read without asking a store ---------------------------------------------------------------------

READ = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHELVED = Shelved(calendar=URL, name="Test", watched=True, read_at=READ)
UNREAD = Shelved(calendar="https://dav.example.org/other/", name="Other", watched=False, target=True)


def test_what_is_stored_of_an_account_is_what_its_last_reading_left(server: Server, path: Path) -> None:
    with Mirror.open(path) as mirror:
        assert mirror.stored("home") == ()
        shown = refresh(mirror, server)
        mirror.shelve("home", [UNREAD])
        mirror.shelve("home", [SHELVED, UNREAD])
        mirror.shelve("work", [])
        server.requests.clear()
    with Mirror.open(path) as mirror:
        nothing = Snapshot(calendar=UNREAD.calendar, resources=(), changed=(), unread=(), before=0, after=0)
        assert mirror.stored("home") == ((SHELVED, replace(shown, changed=())), (UNREAD, nothing))
        assert mirror.stored("work") == ()
    assert server.requests == []


def test_a_copy_is_read_while_another_process_writes_and_leaves_no_trace(server: Server, path: Path) -> None:
    assert Mirror.copied(path) is None
    with Mirror.open(path) as mirror:
        shown = refresh(mirror, server)
        mirror.shelve("home", [SHELVED])
        mirror._connection.execute("BEGIN IMMEDIATE")
        while_written = Mirror.copied(path)
        mirror._connection.execute("ROLLBACK")
    before = {p.name: p.stat().st_mtime_ns for p in path.parent.iterdir()}
    at_rest = Mirror.copied(path)
    for copy in (while_written, at_rest):
        assert copy is not None
        with copy:
            assert copy.stored("home") == ((SHELVED, replace(shown, changed=())),)
            copy.shelve("home", [])
    assert {p.name: p.stat().st_mtime_ns for p in path.parent.iterdir()} == before


def test_a_copy_of_a_damaged_mirror_is_a_local_failure_and_the_file_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)
    with pytest.raises(LocalFailure, match="the next pass makes it anew"):
        Mirror.copied(path)
    assert path.read_bytes() == b"no database" * 100


def test_what_we_wrote_is_there_until_the_store_says_otherwise(server: Server) -> None:
    mirror = Mirror.open(None)
    refresh(mirror, server)
    mirror.shelve("home", [SHELVED])
    mirror.wrote(URL, "new", b"interview new, as sent")
    mirror.wrote(URL, "a", b"interview a, as sent")
    mirror.wrote(URL, "c", None)
    ((_, stored),) = mirror.stored("home")
    assert {r.href: r.data for r in stored.resources} == {
        "a": b"interview a, as sent",
        "new": b"interview new, as sent",
    }
    server.put("new", b"interview new, as the server keeps it")
    server.put("a", b"interview a, as the server keeps it")
    server.remove("c")
    assert refresh(mirror, server).resources == tuple(server.resources[href] for href in ("a", "new"))


def test_what_we_wrote_and_somebody_deleted_at_once_is_gone(server: Server) -> None:
    mirror = Mirror.open(None)
    refresh(mirror, server)
    mirror.wrote(URL, "new", b"interview new")  # and the server's next answer does not name it
    assert [r.href for r in refresh(mirror, server).resources] == ["a", "c"]


class Histories(RuleBasedStateMachine):
    """Whatever happens to a calendar and to the line, a refresh that succeeds shows the calendar as it is."""

    hrefs = st.sampled_from("abcd")

    def __init__(self) -> None:
        super().__init__()
        self.server = Server()
        self.mirror = Mirror.open(None)
        self.today = TODAY

    @rule(href=hrefs, data=st.sampled_from([b"interview", b"dentist"]))
    def put(self, href: str, data: bytes) -> None:
        self.server.put(href, data)

    @rule(href=hrefs, data=st.sampled_from([b"interview", b"our reminder of an interview"]))
    def write(self, href: str, data: bytes) -> None:
        """We write ourselves, and tell the mirror."""
        if self.mirror._known(URL) is not None:
            self.server.put(href, data)
            self.mirror.wrote(URL, href, data)
            stored = {r.href: r.data for r in self.mirror._snapshot(URL, changed=()).resources}
            assert stored[href] == data

    @rule(href=hrefs)
    def withdraw(self, href: str) -> None:
        """We delete ourselves, and tell the mirror."""
        if self.mirror._known(URL) is not None and href in self.server.resources:
            self.server.remove(href)
            self.mirror.wrote(URL, href, None)
            assert href not in {r.href for r in self.mirror._snapshot(URL, changed=()).resources}

    @rule(href=hrefs)
    def remove(self, href: str) -> None:
        if href in self.server.resources:
            self.server.remove(href)

    @rule()
    def expire_tokens(self) -> None:
        self.server.oldest_token = len(self.server.journal)

    @rule(days=st.integers(0, 9))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(after=st.integers(0, 2))
    def break_off(self, after: int) -> None:
        self.server.broken_after = after
        try:
            refresh(self.mirror, self.server, today=self.today)
        except Unreachable:
            pass
        finally:
            self.server.broken_after = None

    @rule(hrefs=st.sets(hrefs))
    def withhold(self, hrefs: set[str]) -> None:
        given_up = {href for href, count in self._missed().items() if count >= mirror_module.ATTEMPTS}
        self.server.withheld = hrefs
        try:
            snapshot = refresh(self.mirror, self.server, today=self.today)
        finally:
            self.server.withheld = set()
        assert set(snapshot.unread) <= hrefs | given_up

    @rule(full=st.booleans())
    def look(self, full: bool) -> None:
        had_given_up = any(count >= mirror_module.ATTEMPTS for count in self._missed().values())
        snapshot = refresh(self.mirror, self.server, today=self.today, full=full)
        if full or not had_given_up:
            assert snapshot.unread == ()
            assert snapshot.after == len(self.server.resources)
            assert snapshot.resources == tuple(
                self.server.resources[href]
                for href in sorted(self.server.resources)
                if wanted(self.server.resources[href].data)
            )

    @invariant()
    def at_most_one_list_and_its_bodies(self) -> None:
        assert len(self.server.requests) <= 2

    def _missed(self) -> dict[str, int]:
        known = self.mirror._known(URL)
        return known.missed if known is not None else {}

    def teardown(self) -> None:
        self.mirror.close()


Histories.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
test_histories = Histories.TestCase
