"""The bodies of the requests that we send (RFC 4791, RFC 4918, RFC 6578).

What is asked at every pass is written out here; the questions of discovery, asked once, are built of the caldav
library's elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from afterview.store.multistatus import CS, C

if TYPE_CHECKING:
    from caldav.elements.base import BaseElement

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# No D:limit: one server takes it as leave to drop the rest without a word.
_SYNC = _HEAD + (
    '<D:sync-collection xmlns:D="DAV:"><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>'
    "<D:prop><D:getetag/></D:prop></D:sync-collection>"
)
_MULTIGET = _HEAD + (
    f'<C:calendar-multiget xmlns:D="DAV:" xmlns:C="{C}"><D:prop><D:getetag/><C:calendar-data/></D:prop>'
    "{hrefs}</C:calendar-multiget>"
)

CTAG = (_HEAD + f'<D:propfind xmlns:D="DAV:" xmlns:S="{CS}"><D:prop><S:getctag/></D:prop></D:propfind>').encode()
"""One value that changes with anything in the calendar, where a server has it."""

LISTING = (
    _HEAD + '<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/><D:resourcetype/><D:getcontenttype/></D:prop></D:propfind>'
).encode()
"""What is in the calendar, in which version."""


def sync(token: str) -> bytes:
    """What changed since `token`; all when it is empty. ETags only: not every server answers data here."""
    return _SYNC.format(token=escape(token)).encode()


def multiget(hrefs: Iterable[str]) -> bytes:
    """The data of the named resources."""
    return _MULTIGET.format(hrefs="".join(f"<D:href>{escape(href)}</D:href>" for href in hrefs)).encode()


def discovery(about: Literal["principal", "calendars"]) -> bytes:
    """Who we are and where our calendars are; or what the calendars in a home are like."""
    from caldav.elements import cdav, dav, ical

    asked: dict[str, list[BaseElement]] = {
        "principal": [dav.CurrentUserPrincipal(), cdav.CalendarHomeSet(), dav.ResourceType()],
        "calendars": [
            dav.ResourceType(),
            dav.DisplayName(),
            dav.CurrentUserPrivilegeSet(),
            cdav.SupportedCalendarComponentSet(),
            ical.CalendarColor(),
        ],
    }
    return str(dav.Propfind() + (dav.Prop() + asked[about])).encode()


def new_calendar(name: str, components: Iterable[str]) -> bytes:
    """The properties of a calendar to be made."""
    from caldav.elements import cdav, dav

    kinds: list[BaseElement] = [cdav.Comp(component) for component in sorted(components)]
    properties: list[BaseElement] = [dav.DisplayName(name), cdav.SupportedCalendarComponentSet() + kinds]
    return str(cdav.Mkcalendar() + (dav.Set() + (dav.Prop() + properties))).encode()
