"""Text of strangers made fit to print: one line, of bounded length, and nothing in it that a reader takes for more.

What an invitation holds is hostile until proven otherwise. Here it loses control characters, marks that turn the
direction of writing, markup, links, check boxes, and everything that `notes.read` or a search for our references could
take for an answer.
"""

from __future__ import annotations

import re
import unicodedata

from afterview.core.event import Person

COMPANY_LENGTH = 60
NAME_LENGTH = 60
ROLE_LENGTH = 80
EMAIL_LENGTH = 100
"""Characters at most."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SIGNS = str.maketrans(
    {"<": "‹", ">": "›", "[": "(", "]": ")", "：": ":", "﹕": ":", "︓": ":", "＃": "#", "☐": "", "☑": "", "☒": ""}
)
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://|\b(?:mailto|tel|javascript|data):|\bwww\.", re.IGNORECASE)
_COLON = re.compile(r"\s?:(?![0-9])|(?<![0-9])\s?:")
_HASHTAG = re.compile(r"#+(?=\w)")
_REFERENCE = re.compile(r"(AV)-(?=[0-9a-f]{4})", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>\"(),;:@\[\]\\&#|]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")


def one_line(text: str | None, length: int) -> str | None:
    """`text` on one line of at most `length` characters; None where nothing remains.

    A colon survives only between digits (a time), a `#` only where it begins no word (C#).
    """
    seen = unicodedata.normalize("NFC", (text or "")[: 20 * length])
    seen = "".join(" " if c.isspace() else c for c in seen if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    plain = _LINK.sub("", seen.translate(_SIGNS))
    plain = _REFERENCE.sub(r"\1 ", _HASHTAG.sub("", _COLON.sub(", ", plain))).replace(" | ", ", ")
    plain = " ".join(plain.split()).strip(" ,;")
    if len(plain) > length:
        plain = plain[: length - 1].rstrip(" ,;") + "…"
    return plain if any(c.isalnum() for c in plain) else None


def address(text: str | None) -> str | None:
    """`text` where it is a plain mail address, else None."""
    return text if text and len(text) <= EMAIL_LENGTH and text.isprintable() and _EMAIL.fullmatch(text) else None


def person(somebody: Person) -> Person | None:
    """Name and address fit to print: `Doe, Jane (Acme)` is Jane Doe; None where neither remains."""
    written = re.sub(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]", " ", (somebody.name or "")[: 20 * NAME_LENGTH])
    name = one_line(written, NAME_LENGTH)
    swapped = re.fullmatch(r"([^,]{1,40}), ([^,]{1,40})", name or "")
    if name and swapped and swapped[2].strip(".").casefold() not in _SUFFIXES:
        name = f"{swapped[2]} {swapped[1]}"
    email = address(somebody.email)
    return Person(name=name, email=email) if name or email else None


def first_name(name: str) -> str | None:
    """What a colleague would say; None where only the whole name is safe (`Dr. Jane Doe`, `J. Doe`)."""
    word = name.split(maxsplit=1)[0]
    return word if len(word.rstrip(".")) > 1 and not word.endswith(".") and word.casefold() not in _TITLES else None


_SUFFIXES = frozenset(
    {"jr", "sr", "phd", "ph.d", "md", "mba", "msc", "esq", "ii", "iii", "cpa", "cfa", "gmbh", "inc", "ltd", "llc"}
)
_TITLES = frozenset(
    {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "herr", "frau", "monsieur", "madame"}
)
