"""What the store in memory does beyond the contract, for other tests."""

from __future__ import annotations

import pytest

from afterview.errors import Unreachable
from afterview.store import Calendar, Refused, Wrote
from afterview.store.memory import MemoryStore
from tests.store.bench import event


def test_an_operation_can_fail_before_it_is_done_or_after() -> None:
    store = MemoryStore()
    for moment, there in (("before", {}), ("after", {"a.ics": event("a")})):

        def fail(when: str, operation: str, _href: str, moment: str = moment) -> None:
            if (when, operation) == (moment, "create"):
                raise Unreachable("memory", "it broke off")

        store.hook = fail
        with pytest.raises(Unreachable):
            store.create("a.ics", event("a"))
        assert store.resources == there


def test_a_server_that_rewrites_and_does_not_tell_the_etag_can_be_played() -> None:
    store = MemoryStore(rewrite=lambda data: data.replace(b"Interview", b"Rewritten"), etag_on_write=False)
    assert store.create("a.ics", event("a")) == Wrote(href=store.href("a.ics"), etag=None)
    assert store.resources == {"a.ics": event("a", "Rewritten")}


def test_tokens_can_be_forgotten_and_writing_be_refused() -> None:
    store = MemoryStore({"a.ics": event("a")}, calendar=Calendar(url="/c/", name="c", writable=False))
    changes = store.changes(None)
    assert not store.changes(changes.token).complete
    store.forget_tokens()
    assert store.changes(changes.token).complete
    (href, etag), refused = changes.changed[0], Refused(reason="no right to write here")
    assert store.create("b.ics", event("b")) == refused
    assert store.update(href, etag, b"y") == refused
    assert store.delete(href, etag) == refused
    assert store.unreadable == {}
