"""The table in the docs is what the tests have seen."""

from __future__ import annotations

from tests.clients import facts, table
from tests.clients.test_actions import MEANINGS, rows


def test_the_docs_show_what_was_seen() -> None:
    page = table.PAGE.read_text("utf-8")
    assert table.BEGIN in page
    assert table.written_into(page) == page, "run `make clients-table`"


def test_every_row_that_can_be_seen_is_in_it_and_no_other() -> None:
    seen = {(app, what) for app, found in facts.read().items() for what in found}
    assert seen == {(app.name, f"{kind} {verb}") for app, kind, verb in rows()}
    assert set(MEANINGS) == set(table.VERBS)
