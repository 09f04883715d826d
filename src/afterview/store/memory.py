"""A calendar in memory that keeps every promise of the protocol: strong ETags, tokens, tombstones, one UID once.

For tests, of other rooms too: what a user does in their own app is played with `put` and `remove`, what goes wrong
with a `hook`, and a server that rewrites what it is sent with `rewrite`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias

from afterview.store import Calendar, Changes, Conflict, Outcome, Refused, Resource, Wrote
from afterview.store.identity import resource_name, uids

Moment = Literal["before", "after"]
Operation = Literal["changes", "fetch", "create", "update", "delete"]
Hook: TypeAlias = Callable[[Moment, Operation, str], None]
"""Called with the moment, the operation and the href (or name, or "" for changes). What it raises goes to the caller:
before, nothing has happened; after, it has, and only the answer is lost."""

_EPOCHS = itertools.count(1)


def _nothing(_moment: Moment, _operation: Operation, _href: str) -> None:
    return None


class MemoryStore:
    """One calendar in memory. Hrefs are paths below `calendar.url`."""

    def __init__(
        self,
        resources: Mapping[str, bytes] | None = None,
        *,
        calendar: Calendar | None = None,
        hook: Hook = _nothing,
        rewrite: Callable[[bytes], bytes] = bytes,
        etag_on_write: bool = True,
    ) -> None:
        """`resources`: name to data, to begin with. `etag_on_write`: whether a write's answer tells the new ETag."""
        self._calendar = calendar or Calendar(
            url="memory://calendar/", name="calendar", components=frozenset({"VEVENT", "VTODO"})
        )
        self.hook = hook
        self.rewrite = rewrite
        self.etag_on_write = etag_on_write
        self._kept: dict[str, tuple[str, bytes]] = {}
        self._history: list[str] = []
        self._epoch = next(_EPOCHS)
        for name, data in (resources or {}).items():
            self.put(name, data)

    @property
    def calendar(self) -> Calendar:
        """What this store keeps."""
        return self._calendar

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Always empty: memory can be read."""
        return MappingProxyType({})

    # What others do to the calendar

    @property
    def resources(self) -> dict[str, bytes]:
        """All that is there: name to data."""
        start = len(self._calendar.url)
        return {href[start:]: data for href, (_, data) in self._kept.items()}

    def href(self, name: str) -> str:
        """The href of the resource called `name`."""
        return self._calendar.url + name

    def put(self, name: str, data: bytes) -> str:
        """Store unconditionally, as the user's own app does; the new ETag."""
        return self._store(self.href(name), data)

    def remove(self, name: str) -> None:
        """Delete unconditionally, as the user's own app does."""
        del self._kept[self.href(name)]
        self._history.append(self.href(name))

    def forget_tokens(self) -> None:
        """From now on, no token given before is valid."""
        self._epoch = next(_EPOCHS)

    def _store(self, href: str, data: bytes) -> str:
        self._history.append(href)
        etag = f'"{self._epoch}-{len(self._history)}"'
        self._kept[href] = (etag, data)
        return etag

    # The protocol

    def changes(self, token: str | None) -> Changes:
        """What is new since `token`; complete when it is None or forgotten."""
        self.hook("before", "changes", "")
        epoch, _, count = (token or "").partition(" ")
        now = f"{self._epoch} {len(self._history)}"
        if epoch != str(self._epoch):
            listed = tuple((href, etag) for href, (etag, _) in self._kept.items())
            result = Changes(token=now, complete=True, changed=listed)
        else:
            touched = dict.fromkeys(self._history[int(count) :])
            result = Changes(
                token=now,
                complete=False,
                changed=tuple((href, self._kept[href][0]) for href in touched if href in self._kept),
                gone=tuple(href for href in touched if href not in self._kept),
            )
        self.hook("after", "changes", "")
        return result

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
        """The named resources, in the order asked for."""
        for href in dict.fromkeys(hrefs):
            self.hook("before", "fetch", href)
            if href in self._kept:
                etag, data = self._kept[href]
                yield Resource(href=href, etag=etag, data=data)
            self.hook("after", "fetch", href)

    def create(self, name: str, data: bytes) -> Outcome:
        """Store under `name`, where neither that nor its UID is taken."""
        self.hook("before", "create", name)
        href = self.href(resource_name(name))
        outcome: Outcome | None = self._refusal()
        if outcome is None and href in self._kept:
            outcome = Conflict(reason="there is one of that name")
        if outcome is None and any(uids(data) & uids(other) for _, other in self._kept.values()):
            outcome = Conflict(reason="there is one with that UID (no-uid-conflict)")
        if outcome is None:
            outcome = self._wrote(href, self._store(href, self.rewrite(data)))
        self.hook("after", "create", name)
        return outcome

    def update(self, href: str, etag: str, data: bytes) -> Outcome:
        """Replace the version `etag`."""
        self.hook("before", "update", href)
        outcome = self._refusal() or self._mismatch(href, etag)
        result: Outcome = outcome or self._wrote(href, self._store(href, self.rewrite(data)))
        self.hook("after", "update", href)
        return result

    def delete(self, href: str, etag: str) -> Outcome:
        """Remove the version `etag`."""
        self.hook("before", "delete", href)
        result: Outcome | None = self._refusal() or self._mismatch(href, etag)
        if result is None:
            del self._kept[href]
            self._history.append(href)
            result = Wrote(href=href, etag=None)
        self.hook("after", "delete", href)
        return result

    def close(self) -> None:
        """Nothing to let go of."""

    def _wrote(self, href: str, etag: str) -> Wrote:
        return Wrote(href=href, etag=etag if self.etag_on_write else None)

    def _refusal(self) -> Refused | None:
        return None if self._calendar.writable else Refused(reason="no right to write here")

    def _mismatch(self, href: str, etag: str) -> Conflict | None:
        if href not in self._kept:
            return Conflict(reason="it is gone")
        return None if self._kept[href][0] == etag else Conflict(reason="it has changed")
