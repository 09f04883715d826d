"""Where a server keeps another rule than the contract: what it does, and what the store makes of it.

Each row stands for one test of the contract on one server, and holds what is so in its place. A row that has become
wrong fails: then the server, or the store, has learned the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from afterview.store import Wrote
from tests.store.bench import Bench, contents, event, only


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """One server's own rule."""

    server: str
    test: str
    """Of the contract."""
    does: str
    """What the server does."""
    holds: Callable[[Bench], None]
    """What is so all the same; its docstring is the store's promise."""


def _all_again_once(bench: Bench) -> None:
    """All is listed once more with the same ETags, as complete; then nothing new is said, until there is."""
    bench.put("one.ics", event("one"))
    first = bench.store.changes(None)
    second = bench.store.changes(first.token)
    assert (second.complete, second.changed, second.gone) == (True, first.changed, ())
    third = bench.store.changes(second.token)
    assert (third.complete, third.changed, third.gone) == (False, (), ())
    bench.put("two.ics", event("two"))
    assert len(bench.store.changes(third.token).changed) == 2


def _latest_again(bench: Bench) -> None:
    """What was written within the last seconds may be listed once more, in the same version; nothing else is."""
    bench.put("one.ics", event("one"))
    first = bench.store.changes(None)
    again = bench.store.changes(first.token)
    assert (again.complete, again.gone) == (False, ())
    assert again.changed in ((), first.changed)


def _more_than_changed(bench: Bench) -> None:
    """All that changed is named, and what is gone; what did not change may be named too, with its former ETag."""
    for name in ("kept", "edited", "removed"):
        bench.put(f"{name}.ics", event(name))
    before = bench.store.changes(None)
    bench.put("edited.ics", event("edited", "Another title"))
    bench.put("new.ics", event("new"))
    bench.remove("removed.ics")
    after = bench.store.changes(before.token)
    old, new = dict(before.changed), dict(after.changed)
    assert {href.rpartition("/")[2] for href, etag in new.items() if old.get(href) != etag} == {"edited.ics", "new.ics"}
    assert [href.rpartition("/")[2] for href in after.gone] == ["removed.ics"]
    assert not after.complete


def _all_as_a_difference(bench: Bench) -> None:
    """An unknown token brings all there is, though not as complete; without a token, the listing is complete."""
    bench.put("one.ics", event("one"))
    full = bench.store.changes(None)
    assert full.complete
    for token in ("sync:no such token", "sync:http://radicale.org/ns/sync/0"):
        changes = bench.store.changes(token)
        assert (changes.complete, changes.changed, changes.gone) == (False, full.changed, ())
    for token in ("nonsense", ""):
        assert bench.store.changes(token).complete


def _both_of_one_uid(bench: Bench) -> None:
    """A UID that is there under another name is written, and neither takes the other's place."""
    bench.put("one.ics", event("one", "First"))
    assert isinstance(bench.store.create("other.ics", event("one", "Second")), Wrote)
    assert contents(bench.store) == {"one.ics": "First", "other.ics": "Second"}


def _etag_of_the_data(bench: Bench) -> None:
    """The ETag that is read is one of the data, and follows it where the server's own comes again."""
    bench.put("one.ics", event("one", "First"))
    href, listed = only(bench.store)
    (first,) = bench.store.fetch([href])
    bench.remove("one.ics")
    bench.put("one.ics", event("one", "Made anew"))
    assert only(bench.store) == (href, listed)
    (second,) = bench.store.fetch([href])
    assert first.etag != second.etag
    assert first.etag.startswith("sha256:")
    assert not isinstance(bench.store.update(href, first.etag, event("one", "Ours")), Wrote)
    assert not isinstance(bench.store.delete(href, first.etag), Wrote)
    assert contents(bench.store) == {"one.ics": "Made anew"}
    assert isinstance(bench.store.update(href, second.etag, event("one", "Ours")), Wrote)
    assert contents(bench.store) == {"one.ics": "Ours"}


DEVIATIONS = (
    Deviation(
        server="sabre",
        test="test_nothing_new_is_said_when_nothing_is",
        does="has no sync-collection, and a ctag is trusted from the second look on",
        holds=_all_again_once,
    ),
    Deviation(
        server="sabre",
        test="test_a_uid_that_is_taken_is_a_conflict",
        does="takes a UID twice (201)",
        holds=_both_of_one_uid,
    ),
    Deviation(
        server="davical",
        test="test_an_unknown_token_leads_to_a_complete_listing",
        does="takes any token, and answers an unknown one with all there is (207)",
        holds=_all_as_a_difference,
    ),
    Deviation(
        server="davical",
        test="test_a_uid_that_is_taken_is_a_conflict",
        does="takes a UID twice (201)",
        holds=_both_of_one_uid,
    ),
    Deviation(
        server="sogo",
        test="test_nothing_new_is_said_when_nothing_is",
        does="counts its tokens in whole seconds",
        holds=_latest_again,
    ),
    Deviation(
        server="sogo",
        test="test_changes_name_what_is_new_changed_and_gone",
        does="counts its tokens in whole seconds",
        holds=_more_than_changed,
    ),
    Deviation(
        server="sogo",
        test="test_an_unknown_token_leads_to_a_complete_listing",
        does="takes any token, and answers an unknown one with all there is (207)",
        holds=_all_as_a_difference,
    ),
    Deviation(
        server="sogo",
        test="test_listing_and_reading_give_one_etag",
        does="counts versions anew when a resource is deleted and made again",
        holds=_etag_of_the_data,
    ),
)
