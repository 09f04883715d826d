"""The calendars that a server has for us (RFC 4791 section 6.2.1): listed, looked at one by one, made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from afterview.errors import LoginRefused, ProtocolError
from afterview.store import Calendar, questions
from afterview.store.multistatus import APPLE, C, D, MalformedXML, Multistatus, preconditions, read
from afterview.store.origins import shown
from afterview.store.session import Answer, Session


def calendar_at(session: Session, url: str | None = None) -> Calendar:
    """The calendar at `url` (absolute, or a path on the server), else at the server's own URL; one request.

    Raises ProtocolError when there is something else, and all that `Session.request` does.
    """
    base = session.resolve(url or session.url)
    answer = session.request("PROPFIND", base, body=questions.discovery("calendars"), headers={"Depth": "0"})
    for calendar in _calendars(session, answer):
        return calendar
    raise ProtocolError(session.where(base), "this is not a calendar", "give the address of a calendar itself")


def list_calendars(session: Session, homes: Iterable[str]) -> tuple[Calendar, ...]:
    """The calendars in the home collections `homes`, by URL, in the server's order; one request for each home."""
    found: dict[str, Calendar] = {}
    for home in homes:
        url = session.resolve(home)
        answer = session.request("PROPFIND", url, body=questions.discovery("calendars"), headers={"Depth": "1"})
        for calendar in _calendars(session, answer):
            found.setdefault(calendar.url, calendar)
    return tuple(found.values())


_ADDRESSES = 5
"""Tried for a new calendar."""
_OCCUPIED = "resource-must-be-null"


def make_calendar(
    session: Session, home: str, name: str, components: frozenset[str] = frozenset({"VEVENT"})
) -> Calendar:
    """A new, empty calendar in `home` that is called `name` (RFC 4791 section 5.3.1).

    Where something stands at the address made of the name, or stood there and lies in a bin, the next free one is
    taken. Raises LoginRefused, ProtocolError.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "calendar"
    for number in range(1, _ADDRESSES + 1):
        url = session.resolve(f"{slug}-{number}/" if number > 1 else f"{slug}/", session.resolve(home))
        answer = session.request(
            "MKCALENDAR", url, body=questions.new_calendar(name, components), also=frozenset({403, 405, 409})
        )
        if answer.status == 201:
            return Calendar(url=url, name=name, components=components)
        if answer.status != 405 and _OCCUPIED not in preconditions(answer.body):
            break
    if answer.status == 403:
        raise LoginRefused(session.where(url), "this user may not make a calendar here (403)", "choose an existing one")
    raise ProtocolError(session.where(url), f"no calendar can be made there ({answer.status})", "choose another name")


_WRITING = frozenset(f"{D} {right}" for right in ("all", "write", "write-content", "bind"))
# SOGo alone still calls its calendars so. It ignores If-None-Match, If-Match on DELETE, and If-Match on what is gone.
_SOGO = "http://groupdav.org/ vevent-collection"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")


def _calendars(session: Session, answer: Answer) -> Iterator[Calendar]:
    for entry in read_answer(answer, session.where(answer.url)).entries:
        kinds = entry.properties.get(f"{D} resourcetype")
        if not entry.href or kinds is None or f"{C} calendar" not in kinds.elements:
            continue
        url = session.resolve(entry.href, answer.url)
        url += "" if url.endswith("/") else "/"
        rights = entry.properties.get(f"{D} current-user-privilege-set")
        components = entry.properties.get(f"{C} supported-calendar-component-set")
        color = entry.text(f"{APPLE} calendar-color") or ""
        yield Calendar(
            url=url,
            name=shown(entry.text(f"{D} displayname") or unquote(url.rstrip("/").rpartition("/")[2]), 120),
            writable=rights is None or not _WRITING.isdisjoint(rights.elements),
            components=frozenset(name.upper() for name in components.names if name.isascii())
            if components is not None and components.names
            else frozenset({"VEVENT", "VTODO"}),
            color=color if _COLOR.fullmatch(color) else None,
            conditional=_SOGO not in kinds.elements,
        )


def read_answer(answer: Answer, where: str) -> Multistatus:
    """The multistatus in an answer; ProtocolError, for the place `where`, when there is none."""
    try:
        return read(answer.body)
    except MalformedXML as problem:
        raise ProtocolError(where, f"its answer is not CalDAV: {problem}", "check the address") from None
