"""What a folder does beyond the contract: links, odd files, full and read-only disks."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from afterview.errors import LocalFailure, MissingInput
from afterview.store import Calendar, Conflict, Refused, Wrote
from afterview.store import folder as folder_module
from afterview.store.folder import FolderStore
from tests.store.bench import event


def _write(path: Path, data: bytes = b"x") -> None:
    path.write_bytes(data)


def test_a_folder_is_described_by_its_own_notes(folder: Path) -> None:
    store = FolderStore(folder)
    both = frozenset({"VEVENT", "VTODO"})
    assert store.calendar == Calendar(url=str(folder), name="calendar", components=both)
    (folder / "displayname").write_text("Job \x1b[31mhunt\n", encoding="utf-8")
    (folder / "color").write_text("#11aa22", encoding="utf-8")
    assert store.calendar == Calendar(url=str(folder), name="Job [31mhunt", components=both, color="#11aa22")


def test_what_is_no_folder_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    with pytest.raises(MissingInput, match="there is no such folder"):
        FolderStore(path)
    _write(path)
    with pytest.raises(MissingInput, match="it is not a folder"):
        FolderStore(path)


def test_a_folder_that_went_away_is_never_an_empty_one(folder: Path) -> None:
    store = FolderStore(folder)
    token = store.changes(None).token
    folder.rmdir()
    with pytest.raises(LocalFailure):
        store.changes(token)
    with pytest.raises(LocalFailure):
        store.create("a.ics", event("a"))


def test_only_calendar_files_are_listed(folder: Path) -> None:
    for name in ("a.ics", ".hidden.ics", "b.ics.tmp", "notes.txt", "displayname"):
        _write(folder / name)
    (folder / "sub.ics").mkdir()
    (folder / "dangling.ics").symlink_to(folder / "nothing")
    os.mkfifo(folder / "pipe.ics")
    store = FolderStore(folder)
    assert [name for name, _ in store.changes(None).changed] == ["a.ics"]
    assert [r.href for r in store.fetch(["a.ics", "sub.ics", "dangling.ics", "pipe.ics", ".hidden.ics"])] == ["a.ics"]


def test_a_link_is_read_but_what_it_points_to_is_not_ours(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.ics"
    _write(outside, event("a"))
    (folder / "a.ics").symlink_to(outside)
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed
    assert [r.data for r in store.fetch([name])] == [event("a")]
    refused = Refused(reason="it is a symbolic link")
    assert (store.update(name, etag, b"y"), store.delete(name, etag)) == (refused, refused)
    assert outside.read_bytes() == event("a")


def test_a_link_to_nothing_keeps_its_name(folder: Path, tmp_path: Path) -> None:
    (folder / "a.ics").symlink_to(tmp_path / "elsewhere.ics")
    assert isinstance(FolderStore(folder).create("a.ics", event("a")), Conflict)
    assert not (tmp_path / "elsewhere.ics").exists()


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        _write(folder / f"{name}.ics", event(name) * (3 if name == "c" else 1))
    real = os.open

    def guarded(path: Path, flags: int, *rest: int) -> int:
        if Path(path).name == "b.ics":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", guarded)
    monkeypatch.setattr(folder_module, "SIZE_LIMIT", len(event("a")) + 10)
    store = FolderStore(folder)
    assert [r.href for r in store.fetch(["a.ics", "b.ics", "c.ics"])] == ["a.ics"]
    limit = len(event("a")) + 10
    assert store.unreadable == {"b.ics": "permission denied", "c.ics": f"larger than {limit} bytes"}


def test_a_full_disk_leaves_the_old_file_whole_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(folder / "a.ics", event("a"))
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LocalFailure, match="the disk is full"):
        store.update(name, etag, event("a", "New"))
    with pytest.raises(LocalFailure, match="the disk is full"):
        store.create("b.ics", event("b"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.ics": event("a")}


def test_a_read_only_disk_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(folder / "a.ics", event("a"))
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fsync", read_only)
    monkeypatch.setattr(Path, "unlink", read_only)
    refused = Refused(reason=f"{folder}: read-only file system")
    assert store.create("b.ics", event("b")) == refused
    assert store.update(name, etag, b"y") == refused
    assert store.delete(name, etag) == refused


def test_what_comes_in_between_the_last_look_and_the_writing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(folder / "a.ics", event("a"))
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed

    coming: list[str] = []

    def meanwhile(_: int) -> None:
        _write(folder / f"{coming[-1]}.ics", event(coming[-1], "The user's"))

    monkeypatch.setattr(os, "fsync", meanwhile)
    coming.append("a")
    assert store.update(name, etag, event("a", "Ours")) == Conflict(reason="it has changed meanwhile")
    coming.append("b")
    assert store.create("b.ics", event("c", "Ours")) == Conflict(reason="it has changed meanwhile")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.ics": event("a", "The user's"),
        "b.ics": event("b", "The user's"),
    }


def test_a_file_system_without_hard_links_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    store = FolderStore(folder)
    assert isinstance(store.create("a.ics", event("a")), Wrote)
    assert [path.name for path in folder.iterdir()] == ["a.ics"]


def test_an_update_keeps_the_files_permissions(folder: Path) -> None:
    _write(folder / "a.ics", event("a"))
    (folder / "a.ics").chmod(0o640)
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed
    assert isinstance(store.update(name, etag, event("a", "New")), Wrote)
    assert (folder / "a.ics").stat().st_mode & 0o777 == 0o640


def test_a_file_rewritten_at_the_same_size_and_time_is_still_another_version(folder: Path) -> None:
    _write(folder / "a.ics", event("a", "One"))
    store = FolderStore(folder)
    ((name, etag),) = store.changes(None).changed
    seen = (folder / "a.ics").stat()
    _write(folder / "new", event("a", "Two"))
    os.utime(folder / "new", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    (folder / "new").replace(folder / "a.ics")
    assert store.update(name, etag, event("a", "Ours")) == Conflict(reason="it has changed")


def test_a_link_that_leads_in_a_circle_costs_no_other_file(folder: Path) -> None:
    (folder / "loop.ics").symlink_to("loop.ics")
    _write(folder / "a.ics", event("a"))
    assert [name for name, _ in FolderStore(folder).changes(None).changed] == ["a.ics"]


def test_a_name_that_is_no_text_costs_no_other_file(folder: Path) -> None:
    _write(folder / "\udcff.ics", event("b"))
    _write(folder / "ä.ics", event("a"))
    assert [name for name, _ in FolderStore(folder).changes(None).changed] == ["ä.ics"]


def test_a_pipe_where_a_note_should_be_is_not_waited_at(folder: Path) -> None:
    os.mkfifo(folder / "displayname")
    os.mkfifo(folder / "color")
    assert (FolderStore(folder).calendar.name, FolderStore(folder).calendar.color) == ("calendar", None)


def test_a_link_laid_where_a_file_is_prepared_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    _write(victim, b"precious")
    short = hashlib.sha256(b"a.ics").hexdigest()[:16]
    (folder / f".{short}.{os.getpid()}.tmp").symlink_to(victim)
    assert isinstance(FolderStore(folder).create("a.ics", event("a")), Wrote)
    assert (victim.read_bytes(), (folder / "a.ics").is_symlink()) == (b"precious", False)
