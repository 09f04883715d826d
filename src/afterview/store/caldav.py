"""A CalDAV calendar as a store (RFC 4791, RFC 6578, RFC 4918), in as few requests as servers allow.

Changes come by sync-collection: one request when nothing changed. A token that the server no longer knows leads to a
complete listing. A server without sync-collection is asked for its ctag, and lists ETags when that moved; since a
ctag may count in whole seconds, a new one is trusted only from the second look on.

Three servers known (DAViCal, SOGo, mailbox.org) answer a token they do not know with everything there is, as if it
were a difference: nothing changed is missed, but what was deleted meanwhile is not named, and nothing in the answer
shows that. Ask for `changes(None)` now and then, a day's first pass for instance: its listing is always complete.

ETags: a strong one is used as it is. For a resource with a weak one, or none, `fetch` makes ``sha256:…`` of the data,
and a write by such an ETag reads the resource again first and compares; what it then sends is as conditional as the
server makes possible. In `Changes`, a weak ETag stands as given, and for none at all there is one that equals no other.
Where `Calendar.conditional` is false (SOGo: it counts a resource's versions anew when that is deleted and made again),
every ETag is taken for weak, and each write looks first: what is left is the moment between the look and the write.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from afterview.errors import ProtocolError
from afterview.store import Calendar, Changes, Conflict, Outcome, Refused, Resource, Wrote, questions
from afterview.store.home import calendar_at, read_answer
from afterview.store.identity import resource_name
from afterview.store.multistatus import CS, C, D, Entry, MalformedXML, Multistatus, preconditions, read
from afterview.store.origins import join, origin, same_resource, shown
from afterview.store.session import Answer, Server, Session

BATCH = 150
"""Resources asked for in one multiget: Radicale refuses above 10,000 occurrences, and memory is spared."""

_PAGES = 10_000
_ETAG, _DATA, _TYPE = f"{D} getetag", f"{C} calendar-data", f"{D} resourcetype"
_DEAD_TOKEN = frozenset({400, 403, 404, 409, 410, 412, 422})
_NO_SYNC = frozenset({400, 403, 404, 405, 409, 412, 415, 422, 501})
_SPLIT = frozenset({400, 403, 404, 409, 413, 414, 500, 507})
_NO_MULTIGET = frozenset({405, 415, 501})
_WRITE = frozenset({400, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 501, 507})
_TAKEN = frozenset({"no-uid-conflict", "unique-scheduling-object-resource"})
_MADE = "sha256:"
NO_VERSION = "unknown:"
"""What the ETag of a resource begins with for which the server gave none."""


class CalDAVStore:
    """One calendar on a server; see the module for how ETags and tokens are to be read."""

    def __init__(self, session: Session, calendar: Calendar) -> None:
        """`calendar`: as `home.list_calendars` or `home.calendar_at` gives it."""
        self._session = session
        self._calendar = calendar
        self._base = session.resolve(calendar.url.rstrip("/") + "/")
        self._path = urlsplit(self._base).path
        self._multiget = True
        self._etags_in_get = True
        self._unreadable: dict[str, str] = {}

    @property
    def calendar(self) -> Calendar:
        """What this store keeps."""
        return self._calendar

    @property
    def server(self) -> Server:
        """Where it is, and as whom it is asked."""
        return self._session.server

    @property
    def unreadable(self) -> Mapping[str, str]:
        """Hrefs that the last `fetch` could not read, and why."""
        return MappingProxyType(self._unreadable)

    def compliance(self) -> frozenset[str]:
        """The words of its DAV header, lower case (RFC 4918 section 10.1); one request."""
        # some servers call their empty answer a web page, and some have none
        answer = self._session.request("OPTIONS", self._base, also=frozenset({200, 403, 404, 405, 501}))
        return frozenset(word.strip().lower() for word in answer.headers.get("dav", "").split(","))

    def close(self) -> None:
        """Close the connections; the next request opens them again."""
        self._session.close()

    # Changes

    def changes(self, token: str | None) -> Changes:
        """What is new since `token`: one request when nothing is.

        Raises Unreachable, LoginRefused, ProtocolError; ConfigError when the server redirects to another host.
        """
        kind, _, value = (token or "").partition(":")
        if kind == "sync":
            return self._synced(value) or self._listed_afresh()
        if kind in ("ctag", "ctag?"):
            return self._compared(kind, value)
        return self._listed_afresh()

    def _listed_afresh(self) -> Changes:
        return self._synced("") or self._compared("", "")

    def _synced(self, start: str) -> Changes | None:
        """By sync-collection; None when this token, or the report as such, is not taken."""
        token, first = start, not start
        changed: dict[str, str] = {}
        gone: dict[str, None] = {}
        for _ in range(_PAGES):
            answer = self._session.request(
                "REPORT",
                self._base,
                body=questions.sync(token),
                headers={"Depth": "0"},
                also=_NO_SYNC if first else _DEAD_TOKEN,
            )
            if answer.status != 207:
                return None
            try:
                page = read(answer.body)
            except MalformedXML:
                return None  # The plain listing may do without whatever spoiled this one.
            if page.token is None:
                return None
            cut = False
            for entry in page.entries:
                if entry.status == 507:
                    cut = True
                    continue
                href = self._member(entry, answer)
                if href is None:
                    continue
                if entry.status in (404, 410):
                    changed.pop(href, None)
                    gone[href] = None
                else:
                    gone.pop(href, None)
                    changed[href] = _listed_etag(entry)
            if cut and page.token == token:
                raise ProtocolError(self._where, "it sends the same part of its changes again and again")
            token = page.token
            if not cut:
                # A first listing may name what was deleted long ago; nobody knows of it, so it is not "gone".
                listed = tuple(changed.items())
                return Changes(token=f"sync:{token}", complete=first, changed=listed, gone=() if first else tuple(gone))
        raise ProtocolError(self._where, "its list of changes does not end")

    def _compared(self, kind: str, known: str) -> Changes:
        """By ctag, and a listing where that moved or was new a moment ago."""
        answer = self._session.request("PROPFIND", self._base, body=questions.CTAG, headers={"Depth": "0"})
        ctag = next((e.text(f"{CS} getctag") for e in self._read(answer).entries if e.text(f"{CS} getctag")), None)
        if ctag is not None and kind == "ctag" and ctag == known:
            return Changes(token=f"ctag:{ctag}", complete=False, changed=())
        # Asked before the listing: a change in between is seen once more, not missed.
        settled = ctag is not None and ctag == known
        token = "list:" if ctag is None else f"ctag{'' if settled else '?'}:{ctag}"
        answer = self._session.request("PROPFIND", self._base, body=questions.LISTING, headers={"Depth": "1"})
        changed: dict[str, str] = {}
        for entry in self._read(answer).entries:
            href = self._member(entry, answer)
            if href is None or entry.status not in (None, 200):
                continue
            kinds = entry.properties.get(_TYPE)
            content = entry.text(f"{D} getcontenttype") or "text/calendar"
            if (kinds is None or f"{D} collection" not in kinds.elements) and content.startswith("text/calendar"):
                changed[href] = _listed_etag(entry)
        return Changes(token=token, complete=True, changed=tuple(changed.items()))

    # Reading

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Resource]:
        """The named resources, in batches; what one of them breaks is asked for again in halves, then one by one."""
        self._unreadable = {}
        wanted = [href for href in dict.fromkeys(hrefs) if self._is_member(href)]
        for start in range(0, len(wanted), BATCH):
            yield from self._fetched(wanted[start : start + BATCH])

    def _fetched(self, hrefs: list[str]) -> Iterator[Resource]:
        if len(hrefs) == 1 or not self._multiget:
            for href in hrefs:
                found = self._one(href)
                if found is not None:
                    yield found
            return
        answer = self._session.request(
            "REPORT",
            self._base,
            body=questions.multiget(hrefs),
            headers={"Depth": "1"},
            also=_SPLIT | _NO_MULTIGET,
        )
        entries: list[Entry] | None = None
        if answer.status == 207:
            try:
                entries = read(answer.body).entries
            except MalformedXML:
                entries = None  # One text that is no XML spoils the whole answer.
        elif answer.status in _NO_MULTIGET or "supported-report" in preconditions(answer.body):
            self._multiget = False
        if entries is None:
            middle = len(hrefs) // 2
            yield from self._fetched(hrefs[:middle])
            yield from self._fetched(hrefs[middle:])
            return
        asked = {same_resource(href): href for href in hrefs}
        for entry in entries:
            path = self._member(entry, answer)
            href = asked.pop(same_resource(path), "") if path else ""
            if not href or entry.status in (404, 410):
                continue
            found = self._from_entry(href, entry)
            if found is not None:
                yield found

    def _from_entry(self, href: str, entry: Entry) -> Resource | None:
        data, etag = entry.properties.get(_DATA), self._version(entry.text(_ETAG))
        if data is None or not data.text.strip():
            return self._one(href) if entry.properties or entry.status is None else None
        if etag is None and self._etags_in_get and self._calendar.conditional:
            return self._one(href)
        content = data.text.encode()
        return Resource(href=href, etag=etag or _made(content), data=content)

    def _one(self, href: str) -> Resource | None:
        answer = self._read_again(href)
        if answer.status == 200:
            etag = self._version(answer.headers.get("etag"))
            self._etags_in_get = etag is not None
            return Resource(href=href, etag=etag or _made(answer.body), data=answer.body)
        if answer.status not in (404, 410):
            self._unreadable[href] = f"the server answered {answer.status}"
        return None

    def _version(self, etag: str | None) -> str | None:
        """`etag` when it names this version of the data and no other."""
        return _strong(etag) if self._calendar.conditional else None

    def _read_again(self, href: str) -> Answer:
        # Unpacked: some servers put the packing into the ETag, which then matches nothing.
        return self._session.request(
            "GET",
            self._session.resolve(href),
            headers={"Accept": "text/calendar", "Accept-Encoding": "identity"},
            also=frozenset({403, 404, 406, 409, 410, 500}),
        )

    # Writing

    def create(self, name: str, data: bytes) -> Outcome:
        """PUT under `name` (see `identity.resource_name`), if nothing is there (``If-None-Match: *``)."""
        href = self._path + resource_name(name)
        if not self._calendar.conditional and self._read_again(href).status not in (404, 410):
            return Conflict(reason="something is there already")
        return self._put(href, data, {"If-None-Match": "*"})

    def update(self, href: str, etag: str, data: bytes) -> Outcome:
        """PUT on the condition that the resource still is the version `etag`.

        The ETag in the outcome is the server's; that the text is stored as sent does not follow from it.
        """
        condition = self._condition(href, etag)
        return condition if isinstance(condition, Conflict) else self._put(href, data, condition)

    def delete(self, href: str, etag: str) -> Outcome:
        """DELETE on the condition that the resource still is the version `etag`."""
        condition = self._condition(href, etag)
        if isinstance(condition, Conflict):
            return condition
        answer = self._session.request("DELETE", self._session.resolve(href), headers=condition, also=_WRITE)
        if answer.status in (200, 204) or (answer.repeated and answer.status in (404, 410)):
            return Wrote(href=href, etag=None)
        return _declined(answer)

    def _condition(self, href: str, etag: str) -> dict[str, str] | Conflict:
        if not self._is_member(href):
            return Conflict(reason="it is not in this calendar")
        if self._version(etag) is not None and not etag.startswith((_MADE, NO_VERSION)):
            return {"If-Match": etag if etag.startswith('"') else f'"{etag}"'}
        if etag.startswith(NO_VERSION):
            return Conflict(reason="its version is not known")
        answer = self._read_again(href)
        if answer.status != 200:
            return Conflict(reason=f"it can no longer be read ({answer.status})")
        current = answer.headers.get("etag", "").strip()
        if (_made(answer.body) if etag.startswith(_MADE) else current) != etag:
            return Conflict(reason="it has changed")
        if _strong(current) is not None:
            return {"If-Match": current}
        modified = answer.headers.get("last-modified")
        return {"If-Unmodified-Since": modified} if modified else {}

    def _put(self, href: str, data: bytes, condition: dict[str, str]) -> Outcome:
        url = self._session.resolve(href)
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        answer = self._session.request("PUT", url, body=data, headers=headers, also=_WRITE)
        if answer.status not in (201, 204):
            if answer.status == 412 and answer.repeated:
                there = self._read_again(href)
                if there.status == 200 and _made(there.body) == _made(data):
                    return Wrote(href=href, etag=_strong(there.headers.get("etag")))
            if answer.status in (404, 409, 410) and "If-None-Match" in condition and self._is_lost():
                raise ProtocolError(self._where, "the calendar is no longer there", "check the address")
            return _declined(answer)
        return Wrote(href=self._location(answer, href), etag=_strong(answer.headers.get("etag")))

    def _location(self, answer: Answer, href: str) -> str:
        """Where the server put it, when that is another place in this calendar (RFC 9110 section 10.2.2)."""
        given = answer.headers.get("location") if answer.status == 201 else None
        try:
            place = join(answer.url, given) if given else ""
        except ValueError:
            return href
        path = urlsplit(place).path
        return path if place and origin(place) == origin(self._base) and self._is_member(path) else href

    def _is_lost(self) -> bool:
        answer = self._session.request(
            "PROPFIND", self._base, body=questions.CTAG, headers={"Depth": "0"}, also=frozenset({404, 410})
        )
        return answer.status != 207

    # Names

    @property
    def _where(self) -> str:
        return self._session.where(self._base)

    def _read(self, answer: Answer) -> Multistatus:
        return read_answer(answer, self._session.where(answer.url))

    def _member(self, entry: Entry, answer: Answer) -> str | None:
        """The entry's path, if it names something in this calendar; None for the calendar itself and all else."""
        if not entry.href:
            return None
        try:
            # Only the path counts: behind a proxy, a server may call itself by another name.
            path = urlsplit(join(answer.url, entry.href)).path
        except ValueError:
            return None
        return path if self._is_member(path) else None

    def _is_member(self, href: str) -> bool:
        inside = same_resource(href)
        above = same_resource(self._path)
        name = inside[len(above) :]
        return inside.startswith(above) and name not in ("", ".", "..") and "/" not in name


def open_calendar(server: Server, url: str | None = None) -> CalDAVStore:
    """The calendar at `url` (absolute, or a path on the server), else at the server's own URL; asks once what it is.

    Raises ProtocolError when there is something else, and all that `Session.request` does.
    """
    session = Session(server)
    return CalDAVStore(session, calendar_at(session, url))


def _declined(answer: Answer) -> Conflict | Refused:
    """What a status other than success says of a write (RFC 4791 section 5.3.2.1)."""
    named = ", ".join(shown(name, 60) for name in preconditions(answer.body))
    told = f"the server answered {answer.status}" + (f" ({named})" if named else "")
    kind: Literal["conflict", "refused"] = "refused"
    if answer.status in (404, 409, 410, 412, 423) or not _TAKEN.isdisjoint(preconditions(answer.body)):
        kind = "conflict"
    if kind == "conflict":
        return Conflict(reason=told)
    known = {403: "no right to write here", 405: "this calendar is read-only", 507: "no space is left on the server"}
    why = known.get(answer.status)
    return Refused(reason=f"{why}: {told}" if why else told)


def _strong(etag: str | None) -> str | None:
    """`etag` when it is a strong validator (RFC 9110 section 8.8.3), else None."""
    value = (etag or "").strip()
    return None if not value or value.startswith(("W/", "w/")) or value == '""' else value


def _listed_etag(entry: Entry) -> str:
    return entry.text(_ETAG) or f"{NO_VERSION}{uuid.uuid4().hex}"


def _made(data: bytes) -> str:
    """An ETag of the data itself; line ends do not count, for XML does not keep them."""
    return _MADE + hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
