"""Reading WebDAV's XML: multistatus answers and preconditions, by expat, without entities (RFC 4918, RFC 6578).

Own code because this is the hot path: a tree of lxml costs ten times the memory and twice the time. A document type
is refused outright, so no entity can be defined, let alone expanded. What a property holds is kept as its text, the
names of the elements in it, their `name` attributes and its hrefs: all that CalDAV's properties need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

D, C, CS, APPLE = "DAV:", "urn:ietf:params:xml:ns:caldav", "http://calendarserver.org/ns/", "http://apple.com/ns/ical/"

MOST_ELEMENTS = 2_000_000
"""In one answer; an honest one of the largest size has fewer, and millions of empty ones fill the memory."""
_RESPONSE, _HREF, _STATUS = f"{D} response", f"{D} href", f"{D} status"
_PROPSTAT, _PROP, _TOKEN = f"{D} propstat", f"{D} prop", f"{D} sync-token"


class MalformedXML(Exception):
    """The text is no XML, or XML of a kind that no honest server sends."""


@dataclass(slots=True)
class Property:
    """One property's value. Names are ``namespace local``."""

    text: str = ""
    elements: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One `response` element: a resource, and the properties that were found (propstat 200)."""

    href: str = ""
    status: int | None = None
    """Of the whole resource, where it has one: 404 for gone, 507 for an answer cut short."""
    properties: dict[str, Property] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """A property's text without the space around it; None when it was not found or is empty."""
        found = self.properties.get(name)
        return (found.text.strip() or None) if found is not None else None


@dataclass(slots=True)
class Multistatus:
    """A whole answer."""

    entries: list[Entry]
    token: str | None


def _status_code(text: str) -> int | None:
    parts = text.split(None, 2)
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() and len(parts[1]) == 3 else None


class _Reader:
    """Expat's callbacks. `prop` is the property whose inside we are in, `depth` how deep."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.token: str | None = None
        self.root: str | None = None
        self.left = MOST_ELEMENTS
        self.path: list[str] = []
        self.text: list[str] = []
        self.entry: Entry | None = None
        self.stat: dict[str, Property] = {}
        self.stat_code: int | None = None
        self.prop: Property | None = None
        self.prop_depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= 64:
            raise MalformedXML("it is nested too deeply")
        self.left -= 1
        if self.left < 0:
            raise MalformedXML(f"it has more than {MOST_ELEMENTS} elements")
        if self.root is None:
            self.root = tag
        above = self.path[-1] if self.path else ""
        self.path.append(tag)
        if self.prop is not None:
            self.prop.elements.append(tag)
            if "name" in attributes:
                self.prop.names.append(attributes["name"])
            if tag == _HREF:
                self.text = []
        elif tag == _RESPONSE:
            self.entry = Entry()
        elif tag == _PROPSTAT:
            self.stat, self.stat_code = {}, None
        elif above == _PROP and self.entry is not None:
            self.prop, self.prop_depth, self.text = Property(), len(self.path), []
            self.stat[tag] = self.prop
        else:
            self.text = []

    def chars(self, data: str) -> None:
        self.text.append(data)

    def end(self, tag: str) -> None:
        depth = len(self.path)
        self.path.pop()
        above = self.path[-1] if self.path else ""
        if self.prop is not None:
            if depth == self.prop_depth:
                self.prop.text, self.prop = "".join(self.text), None
            elif tag == _HREF:
                self.prop.hrefs.append("".join(self.text).strip())
        elif tag == _TOKEN:
            self.token = "".join(self.text).strip() or None
        elif self.entry is not None:
            self._end_in_response(tag, above)

    def _end_in_response(self, tag: str, above: str) -> None:
        entry = self.entry
        if entry is None:
            return
        if tag == _HREF and above == _RESPONSE:
            entry.href = entry.href or "".join(self.text).strip()
        elif tag == _STATUS and above == _RESPONSE:
            entry.status = _status_code("".join(self.text))
        elif tag == _STATUS and above == _PROPSTAT:
            self.stat_code = _status_code("".join(self.text))
        elif tag == _PROPSTAT:
            if self.stat_code is None or 200 <= self.stat_code < 300:
                entry.properties.update(self.stat)
        elif tag == _RESPONSE:
            self.entries.append(entry)
            self.entry = None


def _refuse_doctype(*_: object) -> None:
    raise MalformedXML("it has a document type")


def _parse(body: bytes) -> _Reader:
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.chars
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise MalformedXML("it is not well-formed") from problem
    return reader


def read(body: bytes) -> Multistatus:
    """A 207 answer's body; MalformedXML when it is none."""
    reader = _parse(body)
    if reader.root != f"{D} multistatus":
        raise MalformedXML("it is not a multistatus answer")
    return Multistatus(reader.entries, reader.token)


def preconditions(body: bytes) -> tuple[str, ...]:
    """Local names of the elements in a `DAV:error` body (RFC 4918 section 16); none when it is something else."""
    if len(body) > 1 << 16:
        return ()
    found: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        found.append(tag)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, MalformedXML, ValueError, LookupError):
        return ()
    if not found or found[0] != f"{D} error":
        return ()
    names = (tag.rpartition(" ")[2] for tag in found[1:])
    return tuple(name for name in names if name not in ("responsedescription", "href"))[:5]
