"""The UIDs in a calendar object, read from its bytes without parsing it (RFC 5545 section 3.1, RFC 4791 section 4.1).

For stores that keep the rule of "one UID, one resource" themselves. An alarm's own UID (RFC 9074) is not one of them.
"""

from __future__ import annotations


def uids(data: bytes) -> frozenset[bytes]:
    """UIDs of the components directly inside VCALENDAR; empty for what is not iCalendar."""
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
