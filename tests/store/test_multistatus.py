"""Reading WebDAV's XML."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.store.multistatus import MOST_ELEMENTS, Entry, MalformedXML, Multistatus, Property, preconditions, read


def _wrap(inner: str) -> bytes:
    return f'<m:multistatus xmlns:m="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{inner}</m:multistatus>'.encode()


def test_properties_are_those_that_were_found() -> None:
    body = _wrap(
        "<m:response><m:href> /a </m:href>"
        "<m:propstat><m:prop><m:getetag>&quot;1&quot;</m:getetag><m:resourcetype><m:collection/><c:calendar/>"
        '</m:resourcetype><c:set><c:comp name="VEVENT"/></c:set><c:home><m:href>/h/</m:href></c:home></m:prop>'
        "<m:status>HTTP/1.1 200 OK</m:status></m:propstat>"
        "<m:propstat><m:prop><m:displayname/></m:prop><m:status>HTTP/1.1 404 Not Found</m:status></m:propstat>"
        "</m:response><m:response><m:href>/b</m:href><m:status>HTTP/1.1 404 Gone</m:status></m:response>"
        "<m:sync-token>t &amp; u</m:sync-token>"
    )
    caldav = "urn:ietf:params:xml:ns:caldav "
    assert read(body) == Multistatus(
        [
            Entry(
                href="/a",
                properties={
                    "DAV: getetag": Property(text='"1"'),
                    "DAV: resourcetype": Property(elements=["DAV: collection", caldav + "calendar"]),
                    caldav + "set": Property(elements=[caldav + "comp"], names=["VEVENT"]),
                    caldav + "home": Property(text="/h/", elements=["DAV: href"], hrefs=["/h/"]),
                },
            ),
            Entry(href="/b", status=404),
        ],
        "t & u",
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b"<multistatus/>",
        b"<multistatus xmlns='DAV:'>",
        b"<!DOCTYPE x><multistatus xmlns='DAV:'/>",
        b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><multistatus xmlns='DAV:'>&e;</multistatus>",
        _wrap("<x>" * 100 + "</x>" * 100),
        b"<?xml version='1.0' encoding='no-such'?><multistatus xmlns='DAV:'/>",
    ],
)
def test_what_is_no_multistatus_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedXML):
        read(body)


def test_an_answer_of_millions_of_empty_elements_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(MalformedXML, match="elements"):
        read(b"<multistatus xmlns='DAV:'>" + b"<response/>" * MOST_ELEMENTS + b"</multistatus>")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    with contextlib.suppress(MalformedXML):
        read(_wrap("<m:response><m:href>/a</m:href>").replace(b"</m:multistatus>", noise))
    assert isinstance(preconditions(noise), tuple)


def test_an_odd_status_line_is_none() -> None:
    body = _wrap("<m:response><m:href>/a</m:href><m:status>teapot</m:status></m:response>")
    assert read(body).entries == [Entry(href="/a")]


def test_a_precondition_is_named() -> None:
    body = b'<d:error xmlns:d="DAV:"><d:valid-sync-token/><d:responsedescription>x</d:responsedescription></d:error>'
    assert preconditions(body) == ("valid-sync-token",)
    assert preconditions(b"<html><valid-sync-token/></html>") == ()
    assert preconditions(b"<!DOCTYPE d><d:error xmlns:d='DAV:'><d:x/></d:error>") == ()
    assert preconditions(b"x" * 100_000) == ()
