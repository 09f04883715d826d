"""Text that is safe to show, store and send back: what invitations hold is hostile until proven otherwise.

`plain` and `one_line` are for whatever is read: nothing downstream can meet a terminal escape, an override of the
writing direction, an invisible character, a lone surrogate or a text without end. `clean_title` and `clean_body` are
for what we write: they also leave out the characters that calendar apps and servers are known to trip over, so that
what is read back is what was written. All four are idempotent.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_LINE: Final = 1_000
"""Characters kept of a summary, location, name, …"""
LONGEST_TEXT: Final = 100_000
"""Characters kept of a description."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad"  # C0 and C1 controls (escapes among them), the soft hyphen
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, bidirectional marks and overrides
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff"  # annotation marks, lone surrogates, what XML cannot hold
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # shorthand and musical controls, tags
)
_SAFE_TO_WRITE = str.maketrans({"<": "(", ">": ")", "\\": "/"})


def plain(text: str, limit: int = LONGEST_TEXT) -> str:
    """`text` in lines ended by newlines, without control, invisible and unpaired characters, cut at `limit`."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text[: 4 * limit]))[:limit]


def one_line(text: str, limit: int = LONGEST_LINE) -> str:
    """`plain` on one line, white space collapsed."""
    return " ".join(plain(text, 4 * limit).split())[:limit].rstrip()


def clean_title(text: str) -> str:
    """A title as we may write it: one line, without the characters that `clean_body` leaves out."""
    return one_line(_writable(one_line(text)))


def clean_body(text: str) -> str:
    """A description as we may write it: no `<`, `>`, `&` or backslash, nothing blank around it.

    gnome-calendar shows nothing at all when there is a `<` or `&`; a backslash is unescaped once too often by several
    servers and by the library below us. They become brackets, "and" and a slash.
    """
    return _writable(plain(text)).strip()[:LONGEST_TEXT].rstrip()


def _writable(text: str) -> str:
    text = text.translate(_SAFE_TO_WRITE)
    if "&" not in text:
        return text
    return "\n".join(
        " and ".join(map(str.strip, line.split("&"))).strip() if "&" in line else line for line in text.split("\n")
    )
