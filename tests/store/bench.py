"""A store, and its calendar as another app writes to it: what the contract is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from afterview.store import Store
from afterview.store.caldav import open_calendar
from afterview.store.folder import FolderStore
from afterview.store.memory import MemoryStore
from afterview.store.session import Server
from tests.servers import EMBEDDED, INSTALLED, TestServer

KINDS = ("memory", "folder", *EMBEDDED, *INSTALLED)


@dataclass(frozen=True)
class Bench:
    """A store on an empty calendar."""

    store: Store
    put: Callable[[str, bytes], None]
    remove: Callable[[str], None]


def in_memory() -> Bench:
    """A calendar in a dict."""
    memory = MemoryStore()

    def put(name: str, data: bytes) -> None:
        memory.put(name, data)

    return Bench(memory, put, memory.remove)


def in_folder(folder: Path) -> Bench:
    """A calendar of files."""

    def put(name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)

    return Bench(FolderStore(folder), put, lambda name: (folder / name).unlink())


@contextmanager
def on_server(server: TestServer, name: str) -> Iterator[Bench]:
    """A new calendar, which is deleted at the end: Cyrus takes a UID once, whatever the calendar."""
    path = server.new_calendar(name)
    store = open_calendar(Server(url=server.url, username=server.user, password=server.password), path)
    try:
        yield Bench(store, lambda name, data: server.put(path + name, data), lambda name: server.delete(path + name))
    finally:
        store.close()
        server.delete(path)


def contents(store: Store) -> dict[str, str]:
    """Last part of the href → the summary."""
    found = {}
    for resource in store.fetch([href for href, _ in store.changes(None).changed]):
        lines = resource.data.decode().splitlines()
        found[resource.href.rpartition("/")[2]] = next(line[8:] for line in lines if line.startswith("SUMMARY:"))
    return found


def only(store: Store) -> tuple[str, str]:
    """The address and ETag of the one resource that is listed."""
    (listed,) = store.changes(None).changed
    return listed


def event(uid: str, summary: str = "Interview") -> bytes:
    """One calendar object of one event."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260110T100000Z\r\nDTEND:20260110T110000Z\r\n"
        f"SUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
