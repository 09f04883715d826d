"""The [recognition] table, checked: the user's own vocabulary."""

from __future__ import annotations

import msgspec

from afterview.config.account import ADDRESS, DOMAIN
from afterview.config.lines import Place
from afterview.config.wrong import EXAMPLES, bad, is_plain
from afterview.core import senders
from afterview.core.own import LONGEST_ENTRY, OwnWords

MOST_ENTRIES = 500
"""Of each list."""


class RecognitionTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table as it stands in the file."""

    words: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def vocabulary(table: RecognitionTable) -> OwnWords:
    """What `table` says, in the core's terms. Raises Wrong."""
    for key in ("words", "senders", "always", "never"):
        entries: tuple[str, ...] = getattr(table, key)
        if len(entries) > MOST_ENTRIES:
            raise bad(("recognition", key), f"a list of {len(entries)}", f"keep it to {MOST_ENTRIES} entries")
        for number, entry in enumerate(entries):
            _check(("recognition", key, number), key, entry)
    return OwnWords(
        words=tuple(" ".join(entry.split()) for entry in table.words),
        senders=tuple(entry.strip().lower() for entry in table.senders),
        always=tuple(" ".join(entry.split()) for entry in table.always),
        never=tuple(" ".join(entry.split()) for entry in table.never),
    )


def _check(place: Place, key: str, entry: str) -> None:
    fix = f"write for example `{key} = {EXAMPLES[f'recognition.{key}']}`"
    if not is_plain(entry) or len(entry) > LONGEST_ENTRY:
        raise bad(place, entry, fix)
    if key == "senders":
        host = entry.strip().removeprefix("@")
        if not ADDRESS.fullmatch(host) and not DOMAIN.fullmatch(host):
            raise bad(place, entry, f"write mail addresses or domains: `{key} = {EXAMPLES[f'recognition.{key}']}`")
        if "@" not in host and senders.is_freemail(host.lower()):
            raise bad(place, entry, "anybody can have an address there: write the whole address")
    elif sum(c.isalnum() for c in entry) < 2:
        raise bad(place, entry, f"this would be found everywhere: {fix}")
