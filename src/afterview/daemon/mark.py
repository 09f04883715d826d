"""What a password is known by where it must not be kept: salted, and good for comparing within one run only."""

from __future__ import annotations

import hashlib


def mark_of(salt: str, password: str) -> str:
    """The mark of `password`; `salt` is made anew by each daemon."""
    return hashlib.sha256(f"{salt}\0{password}".encode(errors="surrogateescape")).hexdigest()
