"""One contract, kept by every store: memory, a folder, and real servers; their own rules are in `deviations`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterview.store import Conflict, Wrote
from tests.store.bench import KINDS, Bench, contents, event, in_folder, in_memory, on_server, only
from tests.store.deviations import DEVIATIONS, Deviation

_DEVIANT = {(deviation.test, deviation.server) for deviation in DEVIATIONS}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each test on every store that it is meant for."""
    if "bench" in metafunc.fixturenames and "deviation" not in metafunc.fixturenames:
        kinds = [kind for kind in KINDS if (metafunc.function.__name__, kind) not in _DEVIANT]
        metafunc.parametrize("bench", kinds, indirect=True)


@pytest.fixture
def bench(request: pytest.FixtureRequest, tmp_path: Path, new_name: str) -> Iterator[Bench]:
    match request.param:
        case "memory":
            yield in_memory()
        case "folder":
            yield in_folder(tmp_path)
        case kind:
            with on_server(request.getfixturevalue(f"{kind}_server"), new_name) as made:
                yield made


@pytest.mark.parametrize(
    ("deviation", "bench"),
    [(deviation, deviation.server) for deviation in DEVIATIONS],
    ids=[f"{deviation.server}-{deviation.holds.__name__.strip('_')}" for deviation in DEVIATIONS],
    indirect=["bench"],
)
def test_a_server_with_a_rule_of_its_own_is_dealt_with(deviation: Deviation, bench: Bench) -> None:
    assert deviation.test in globals()
    deviation.holds(bench)


def test_an_empty_calendar_lists_nothing_and_is_complete(bench: Bench) -> None:
    changes = bench.store.changes(None)
    assert (changes.complete, changes.changed, changes.gone) == (True, (), ())


def test_what_was_created_is_read_back(bench: Bench) -> None:
    outcome = bench.store.create("one.ics", event("one", "First"))
    assert isinstance(outcome, Wrote)
    assert contents(bench.store) == {"one.ics": "First"}
    assert outcome.href == only(bench.store)[0]


def test_listing_and_reading_give_one_etag(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    href, etag = only(bench.store)
    assert [(r.href, r.etag) for r in bench.store.fetch([href])] == [(href, etag)]


def test_nothing_new_is_said_when_nothing_is(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    token = bench.store.changes(None).token
    changes = bench.store.changes(token)
    assert (changes.complete, changes.changed, changes.gone) == (False, (), ())


def test_changes_name_what_is_new_changed_and_gone(bench: Bench) -> None:
    for name in ("kept", "edited", "removed"):
        bench.put(f"{name}.ics", event(name))
    before = bench.store.changes(None)
    bench.put("edited.ics", event("edited", "Another title"))
    bench.put("new.ics", event("new"))
    bench.remove("removed.ics")
    after = bench.store.changes(before.token)
    old, new = dict(before.changed), dict(after.changed)
    if after.complete:
        gone = set(old) - set(new)
        changed = {href for href, etag in new.items() if old.get(href) != etag}
    else:
        gone, changed = set(after.gone), set(new)
    assert {href.rpartition("/")[2] for href in changed} == {"edited.ics", "new.ics"}
    assert {href.rpartition("/")[2] for href in gone} == {"removed.ics"}


def test_an_unknown_token_leads_to_a_complete_listing(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    for token in ("sync:no such token", "sync:http://radicale.org/ns/sync/0", "nonsense", ""):
        changes = bench.store.changes(token)
        assert (changes.complete, len(changes.changed)) == (True, 1)


def test_a_first_listing_knows_no_tombstones(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    bench.store.changes(None)
    bench.remove("one.ics")
    changes = bench.store.changes(None)
    assert (changes.complete, changes.changed, changes.gone) == (True, (), ())


def test_a_name_that_is_taken_is_a_conflict_and_keeps_what_is_there(bench: Bench) -> None:
    bench.put("one.ics", event("one", "First"))
    assert isinstance(bench.store.create("one.ics", event("two", "Second")), Conflict)
    assert contents(bench.store) == {"one.ics": "First"}


def test_a_uid_that_is_taken_is_a_conflict(bench: Bench) -> None:
    bench.put("one.ics", event("one", "First"))
    assert isinstance(bench.store.create("other.ics", event("one", "Second")), Conflict)
    assert contents(bench.store) == {"one.ics": "First"}


def test_an_update_replaces_the_version_it_names(bench: Bench) -> None:
    bench.put("one.ics", event("one", "First"))
    href, etag = only(bench.store)
    assert isinstance(bench.store.update(href, etag, event("one", "Second")), Wrote)
    assert contents(bench.store) == {"one.ics": "Second"}
    assert only(bench.store)[1] != etag


def test_the_etag_of_a_write_is_good_for_the_next_one(bench: Bench) -> None:
    created = bench.store.create("one.ics", event("one", "First"))
    assert isinstance(created, Wrote)
    assert created.etag
    updated = bench.store.update(created.href, created.etag, event("one", "Second"))
    assert isinstance(updated, Wrote)
    assert updated.etag
    assert isinstance(bench.store.delete(updated.href, updated.etag), Wrote)
    assert contents(bench.store) == {}


def test_an_update_of_an_older_version_changes_nothing(bench: Bench) -> None:
    bench.put("one.ics", event("one", "First"))
    href, etag = only(bench.store)
    bench.put("one.ics", event("one", "The user's"))
    assert isinstance(bench.store.update(href, etag, event("one", "Ours")), Conflict)
    assert contents(bench.store) == {"one.ics": "The user's"}


def test_an_update_of_what_is_gone_does_not_bring_it_back(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    href, etag = only(bench.store)
    bench.remove("one.ics")
    assert isinstance(bench.store.update(href, etag, event("one", "Ours")), Conflict)
    assert contents(bench.store) == {}


def test_a_deletion_takes_the_version_it_names(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    href, etag = only(bench.store)
    assert isinstance(bench.store.delete(href, etag), Wrote)
    assert contents(bench.store) == {}


def test_a_deletion_of_an_older_version_takes_nothing(bench: Bench) -> None:
    bench.put("one.ics", event("one", "First"))
    href, etag = only(bench.store)
    bench.put("one.ics", event("one", "The user's"))
    assert isinstance(bench.store.delete(href, etag), Conflict)
    assert contents(bench.store) == {"one.ics": "The user's"}


def test_a_second_deletion_is_a_conflict(bench: Bench) -> None:
    bench.put("one.ics", event("one"))
    href, etag = only(bench.store)
    bench.store.delete(href, etag)
    assert isinstance(bench.store.delete(href, etag), Conflict)


def test_what_is_gone_is_left_out_of_a_fetch(bench: Bench) -> None:
    for name in ("a", "b", "c"):
        bench.put(f"{name}.ics", event(name))
    hrefs = [href for href, _ in bench.store.changes(None).changed]
    bench.remove("b.ics")
    found = {resource.href.rpartition("/")[2] for resource in bench.store.fetch(hrefs)}
    assert found == {"a.ics", "c.ics"}
    assert list(bench.store.fetch([])) == []


def test_many_resources_come_over_several_batches(bench: Bench) -> None:
    for number in range(7):
        bench.put(f"{number}.ics", event(str(number), f"Number {number}"))
    assert contents(bench.store) == {f"{number}.ics": f"Number {number}" for number in range(7)}


def test_text_of_any_script_survives(bench: Bench) -> None:
    bench.store.create("one.ics", event("one", "Gespräch 面接 🎉 <b>&amp"))
    assert contents(bench.store) == {"one.ics": "Gespräch 面接 🎉 <b>&amp"}


@pytest.mark.parametrize("name", ["../up.ics", "a b.ics", "ü%2F?#&.ics", ".hidden.ics", "a/b.ics", "x" * 190 + ".ics"])
def test_a_name_never_leaves_the_calendar(bench: Bench, name: str) -> None:
    outcome = bench.store.create(name, event("one"))
    assert isinstance(outcome, Wrote)
    assert [outcome.href] == [href for href, _ in bench.store.changes(None).changed]
    assert len(list(bench.store.fetch([outcome.href]))) == 1


@pytest.mark.parametrize("href", ["/etc/passwd", "../../x.ics", "/alice/other/x.ics", "", ".", ".."])
def test_an_href_from_elsewhere_is_neither_read_nor_written(bench: Bench, href: str) -> None:
    assert list(bench.store.fetch([href])) == []
    assert isinstance(bench.store.update(href, '"1"', event("one")), Conflict)
    assert isinstance(bench.store.delete(href, '"1"'), Conflict)


def test_a_closed_store_opens_again(bench: Bench) -> None:
    bench.store.changes(None)
    bench.store.close()
    assert bench.store.changes(None).complete
