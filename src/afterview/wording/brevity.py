"""Brevity: names short enough for a title, of which a day view shows some 25 letters."""

from __future__ import annotations

from typing import Final

from afterview.core import plaintext, senders
from afterview.core.event import Person
from afterview.core.lexicon import fold, word_set

ALONE: Final = 15
"""Letters of a person or company that a title is about: with a verb of ten they can be read in any view."""
BESIDE: Final = 10
"""Letters of a person beside others."""
IN_BRACKETS: Final = 24
"""Letters of a company behind whom it is about."""
_JOINING: Final = word_set("and & of for the und für der die das des zu von et de la du y e i och og en van + - –")


def company(name: str, room: int) -> str:
    """A company's name in at most `room` letters: without its legal form, else as many whole words as there is room."""
    words = name.split()
    if len(name) > room:
        while len(words) > 1 and _is_form(words[-1]):
            words.pop()
    return _cut(words, room)


def _is_form(word: str) -> bool:
    return word.strip("&,.") == "" or fold(word.strip(".,")) in senders.LEGAL_FORMS


def person(somebody: Person, room: int) -> str:
    """A person's name in at most `room` letters: whole, `Jane D.`, the first name, with a title the last one; else the
    address or what stands before its @. One of them is known."""
    if somebody.name is None:
        address = somebody.email or ""
        return address if len(address) <= room else _cut([address.partition("@")[0]], room)
    words = somebody.name.split()
    first = plaintext.first_name(somebody.name)
    forms = [" ".join(words), f"{words[0]} {words[-1]}"]
    forms += [f"{first} {words[-1][0]}.", first] if first and len(words) > 1 else []
    # beside others the first name is enough
    forms = [first, *forms] if first and room == BESIDE else forms
    return next((form for form in forms if len(form) <= room), _cut([first] if first else words[-1:], room))


def _cut(words: list[str], room: int) -> str:
    whole = " ".join(words)
    if len(whole) <= room:
        return whole
    kept: list[str] = []
    for word in words:
        if len(" ".join([*kept, word])) >= room:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1].casefold() in _JOINING:
        kept.pop()
    text = " ".join(kept).rstrip(" ,;-–&") if kept and len(" ".join(kept)) >= room // 3 else whole[: room - 1].rstrip()
    return f"{text}…"
