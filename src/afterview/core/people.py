"""People as a person lists them: names, addresses, or both, parted by commas, semicolons or "and"."""

from __future__ import annotations

import re

from afterview.core.event import Person
from afterview.core.vocabulary import NOT_A_NAME

_MOST = 20
"""People of one list."""

_EMAIL = re.compile(r"(?:mailto:)?(?P<email>[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]{1,2}[^\W\d_]+){0,6}\.?")


def _person(text: str) -> Person | None:
    """`Jane Doe <jane@acme.example>`, a name, or an address; without a job title in brackets or after a dash."""
    match = _EMAIL.search(text)
    email = match["email"].lower() if match else None
    rest = text[: match.start()] + text[match.end() :] if match else text
    rest = re.sub(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]", " ", rest)
    rest = re.sub(r" [-–—] .{0,200}$|\+?[0-9][0-9 ()/.-]{5,24}", " ", rest)
    name = " ".join(re.sub(r"[<>()\[\]\"“”„*:]", " ", rest).split())
    fits = len(name) <= 60 and _NAME.fullmatch(name) and not NOT_A_NAME.intersection(name.casefold().split())
    if not fits and (name or email is None):
        return None if email is None else Person(email=email)
    return Person(name=name or None, email=email)


def read_people(value: str) -> tuple[tuple[Person, ...], bool]:
    """The people of a list, and whether all of it was understood."""
    if _SURNAME_FIRST.fullmatch(value):
        value = ";".join(" ".join(reversed(part.split(","))) for part in value.split(";"))
    value = re.sub(r"\([^()@]{0,80}\)", " ", value)
    parts = re.split(r"[,;]| and | und |/| & | \+ ", value)
    kept = [part.strip() for part in parts if part.strip()][: _MOST + 1]
    found = [_person(part) for part in kept]
    titled = [not NOT_A_NAME.isdisjoint(part.casefold().split()) for part in kept]
    whole = all(person or title for person, title in zip(found, titled, strict=True)) and len(kept) <= _MOST
    return tuple(dict.fromkeys(person for person in found if person))[:_MOST], whole


_SURNAME_FIRST = re.compile(r"[^,;@]{1,40},[^,;@]{1,40}(?:;[^,;@]{1,40},[^,;@]{1,40}){1,20}")
