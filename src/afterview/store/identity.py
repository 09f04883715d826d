"""What a resource is called, and whose UID it holds, told without parsing it (RFC 5545 section 3.1, RFC 4791)."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")
_SUFFIX = ".ics"


def resource_name(name: str) -> str:
    """`name` as one that every file system and server keeps: harmless ASCII, not hidden, ending in ``.ics``.

    What had to change is made up for by a digest of the original, so that two names never become one. Escaping would
    not do: servers were seen to drop or split at an escaped slash and question mark.
    """
    stem = name.removesuffix(_SUFFIX)
    plain = _UNSAFE.sub("_", stem).lstrip(".")[:150]
    if plain != stem or not plain:
        plain += "-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return plain + _SUFFIX


def uids(data: bytes) -> frozenset[bytes]:
    """UIDs of the components directly inside VCALENDAR, not those of alarms (RFC 9074); empty for other data.

    For the stores that see to it themselves that no two resources hold one UID.
    """
    text = data.replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")
    found: set[bytes] = set()
    depth = 0
    for line in text.split(b"\n"):
        start = line[:6].upper()
        if start == b"BEGIN:":
            depth += 1
        elif start[:4] == b"END:":
            depth -= 1
        elif depth == 2 and start[:3] == b"UID" and start[3:4] in (b":", b";"):
            found.add(line.partition(b":")[2].strip())
    return frozenset(found - {b""})
