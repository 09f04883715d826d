"""Called: which application somebody means who types a few letters of its company or role."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from afterview.core.application import Application


def called(text: str, applications: Iterable[Application]) -> tuple[Application, ...]:
    """Those that `text` may mean: by their whole name, else by its beginning, else by that of a word in it.

    Whatever the letter case and the accents. A name is the company, the role, or both as `name_of` shows them. Several
    are returned where `text` does not tell them apart, none where it means none.
    """
    wanted = _plain(text)
    every = tuple(applications)
    if not wanted:
        return ()
    spellings = [tuple(_plain(name) for name in _names(a)) for a in every]
    for fits in (_whole, _begins, _word_begins):
        found = tuple(a for a, names in zip(every, spellings, strict=True) if any(fits(n, wanted) for n in names))
        if found:
            return found
    return ()


def name_of(application: Application) -> str:
    """`Acme · Backend Engineer`, or what of both is known."""
    return " · ".join(filter(None, (application.company, application.role))) or "Unknown company"


def names_of(applications: Sequence[Application]) -> list[str]:
    """A name for each, the shortest that tells them apart: the company, else the company and role."""
    companies = [a.company for a in applications]
    return [a.company if a.company and companies.count(a.company) == 1 else name_of(a) for a in applications]


def _names(application: Application) -> Iterable[str]:
    company, role = application.company or "", application.role or ""
    return filter(None, (company, role, f"{company} {role}" if company and role else "", name_of(application)))


def _plain(text: str) -> str:
    """Without case, accents, signs and the white space around words."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    kept = "".join(" " if not c.isalnum() else c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def _whole(name: str, wanted: str) -> bool:
    return name == wanted


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted)


def _word_begins(name: str, wanted: str) -> bool:
    return f" {wanted}" in f" {name}"
