"""A folder of .ics files as a store, as khal, vdirsyncer and pimsync keep one (the "vdir" format).

One file is one resource; its name is the href. Hidden files, ``*.tmp``, subfolders and names that are no UTF-8 are not
looked at; the calendar's name and colour stand in ``displayname`` and ``color``. An ETag is made of what the file
system says of a file (inode, size, times), so that a listing opens none. Files are written whole under another name and
then put in their place, so a crash or a full disk leaves the old file or the new one. Between the last look at an ETag
and the replacing there is a moment of microseconds: no file system offers a conditional rename. A symbolic link is read
but never written through or deleted: what it points to is not this calendar's. No name leads out of the folder.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from afterview.errors import LocalFailure, MissingInput
from afterview.store import Calendar, Changes, Conflict, Outcome, Refused, Resource, Wrote
from afterview.store.identity import resource_name, uids

SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes of one file; a larger one is unreadable."""

_SUFFIX = ".ics"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class FolderStore:
    """One folder. Raises LocalFailure when the folder is gone or the disk fails: never an empty listing instead."""

    def __init__(self, folder: Path) -> None:
        """MissingInput when `folder` is not there, is no folder, or may not be read."""
        where = str(folder)
        try:
            self._folder = folder.expanduser().resolve(strict=True)
            os.scandir(self._folder).close()
        except NotADirectoryError:
            raise MissingInput(where, "it is not a folder", "name the folder that holds the .ics files") from None
        except FileNotFoundError:
            raise MissingInput(where, "there is no such folder", "check the path") from None
        except (OSError, RuntimeError):
            raise MissingInput(where, "the folder cannot be read", "check its permissions") from None
        self._unreadable: dict[str, str] = {}
        self._uids: dict[str, tuple[str, frozenset[bytes]]] = {}

    @property
    def calendar(self) -> Calendar:
        """What this store keeps; `writable` as the file system answers now."""
        color = self._note("color")
        return Calendar(
            url=str(self._folder),
            name=self._note("displayname") or self._folder.name,
            writable=os.access(self._folder, os.W_OK | os.X_OK),
            components=frozenset({"VEVENT", "VTODO"}),
            color=color if _COLOR.fullmatch(color) else None,
        )

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Names of files that the last `fetch` could not read, and why."""
        return MappingProxyType(self._unreadable)

    def close(self) -> None:
        """Nothing is held open."""

    def changes(self, token: str | None) -> Changes:
        """The whole listing, or, when `token` stands for the same one, no difference."""
        listed = self._listing()
        now = hashlib.sha256("\0".join(f"{name}\0{etag}" for name, etag in listed).encode(errors="replace")).hexdigest()
        if now == token:
            return Changes(token=now, complete=False, changed=())
        return Changes(token=now, complete=True, changed=tuple(listed))

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
        """The named files, one by one; those that cannot be read are told in `unreadable`."""
        self._unreadable = {}
        for name in dict.fromkeys(hrefs):
            found = self._read(name) if _is_name(name) else None
            if found is not None:
                yield found

    def create(self, name: str, data: bytes) -> Outcome:
        """A new file, whose name may differ from `name` where that is not one (see `Wrote.href`)."""
        name = resource_name(name)
        target = self._folder / name
        if target.exists() or target.is_symlink():
            return Conflict(reason="there is a file of that name")
        twin = self._holder_of(uids(data))
        if twin is not None:
            return Conflict(reason=f"{twin} has that UID (no-uid-conflict)")

        def put(written: Path) -> bool:
            try:
                os.link(written, target)  # Unlike a rename, it does not replace what came there meanwhile.
            except FileExistsError:
                return False
            except OSError as problem:
                if problem.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
                    raise
                if target.exists():
                    return False
                written.replace(target)  # A file system without hard links.
            return True

        return self._write(name, data, put)

    def update(self, href: str, etag: str, data: bytes) -> Outcome:
        """Replace the file when it still is the version `etag`."""
        barred = self._barred(href, etag)
        if barred is not None:
            return barred

        def put(written: Path) -> bool:
            target = self._folder / href
            with contextlib.suppress(OSError):
                written.chmod(stat.S_IMODE(target.stat().st_mode))
            if self._barred(href, etag) is not None:
                return False
            written.replace(target)
            return True

        return self._write(href, data, put)

    def delete(self, href: str, etag: str) -> Outcome:
        """Remove the file when it still is the version `etag`."""
        barred = self._barred(href, etag)
        if barred is not None:
            return barred
        try:
            (self._folder / href).unlink()
        except FileNotFoundError:
            return Conflict(reason="it is gone")
        except OSError as problem:
            return self._declined(problem)
        self._settle()
        return Wrote(href=href, etag=None)

    # Below: one file system call each, and what it may answer

    def _listing(self) -> list[tuple[str, str]]:
        found = []
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if not entry.name.endswith(_SUFFIX) or not _is_name(entry.name):
                        continue
                    try:
                        seen = entry.stat()
                    except FileNotFoundError:  # Gone since, or a link to nothing.
                        continue
                    except OSError:
                        if entry.is_symlink():  # In a circle, or to where nobody may look: one file's trouble.
                            continue
                        raise
                    if stat.S_ISREG(seen.st_mode):
                        found.append((entry.name, _etag(seen)))
        except OSError as problem:
            raise self._failure(problem) from None
        return sorted(found)

    def _read(self, name: str) -> Resource | None:
        try:
            handle = os.open(self._folder / name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(handle, "rb") as file:
                before = os.fstat(handle)
                if not stat.S_ISREG(before.st_mode):
                    return None
                data = file.read(SIZE_LIMIT + 1)
                after = os.fstat(handle)
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as problem:
            self._unreadable[name] = (problem.strerror or "cannot be read").lower()
            return None
        if len(data) > SIZE_LIMIT:
            self._unreadable[name] = f"larger than {SIZE_LIMIT} bytes"
            return None
        if _etag(before) != _etag(after):
            self._unreadable[name] = "it is being written"
            return None
        return Resource(href=name, etag=_etag(after), data=data)

    def _holder_of(self, wanted: frozenset[bytes]) -> str | None:
        """The file that has one of the UIDs `wanted`. Each file is read once, and again when it has changed."""
        known, self._uids = self._uids, {}
        holder = None
        told = dict(self._unreadable)
        for name, etag in self._listing():
            if name in known and known[name][0] == etag:
                self._uids[name] = known[name]
            else:
                found = self._read(name)
                self._uids[name] = (etag, uids(found.data) if found is not None else frozenset())
            if wanted & self._uids[name][1]:
                holder = name
        self._unreadable = told
        return holder

    def _barred(self, name: str, etag: str) -> Conflict | Refused | None:
        if not _is_name(name):
            return Conflict(reason="it is not in this folder")
        try:
            seen = os.lstat(self._folder / name)
        except FileNotFoundError:
            return Conflict(reason="it is gone")
        except OSError as problem:
            return self._declined(problem)
        if stat.S_ISLNK(seen.st_mode):
            return Refused(reason="it is a symbolic link")
        if _etag(seen) != etag:
            return Conflict(reason="it has changed")
        return None if os.access(self._folder / name, os.W_OK) else Refused(reason="the file is read-only")

    def _write(self, name: str, data: bytes, put: Callable[[Path], bool]) -> Outcome:
        short = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:16]
        written = self._folder / f".{short}.{os.getpid()}.tmp"
        try:
            try:
                with os.fdopen(_made_anew(written), "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                if not put(written):
                    return Conflict(reason="it has changed meanwhile")
            finally:
                written.unlink(missing_ok=True)
            seen = (self._folder / name).stat()
        except OSError as problem:
            return self._declined(problem)
        self._settle()
        return Wrote(href=name, etag=_etag(seen))

    def _settle(self) -> None:
        """Have the folder itself on the disk; some file systems cannot, and lose at most the last name."""
        with contextlib.suppress(OSError):
            handle = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _declined(self, problem: OSError) -> Refused:
        if problem.errno in _NOT_ALLOWED:
            return Refused(reason=f"{self._folder}: {(problem.strerror or 'no right to write').lower()}")
        raise self._failure(problem) from None

    def _failure(self, problem: OSError) -> LocalFailure:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        return LocalFailure(
            str(self._folder),
            "the disk is full" if full else (problem.strerror or "the folder cannot be used").lower(),
            "make room; the next pass goes on where this one stopped" if full else "check the folder",
        )

    def _note(self, name: str) -> str:
        try:
            # Without blocking: a pipe of that name would be waited at for ever.
            handle = os.open(self._folder / name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(handle, "rb") as file:
                text = file.read(500).decode("utf-8", "replace") if stat.S_ISREG(os.fstat(handle).st_mode) else ""
        except OSError:
            return ""
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]


def _etag(seen: os.stat_result) -> str:
    return f'"{seen.st_ino:x}-{seen.st_size:x}-{seen.st_mtime_ns:x}-{seen.st_ctime_ns:x}"'


def _made_anew(path: Path) -> int:
    """The descriptor of a new file; what lies there is left over or laid there, and is never written through."""
    path.unlink(missing_ok=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)


def _is_name(name: str) -> bool:
    odd = name.startswith(".") or "/" in name or "\0" in name
    # What is no text (the rest of another encoding) cannot be told, noted or compared.
    return bool(name) and not odd and not any("\ud800" <= c <= "\udfff" for c in name)
