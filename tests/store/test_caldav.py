"""The CalDAV store against servers that keep their own rules, or none; and what it costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.errors import ConfigError, LoginRefused, ProtocolError, Unreachable
from afterview.store import Calendar, Conflict, Refused, Resource, Wrote
from afterview.store.caldav import CalDAVStore, open_calendar
from afterview.store.faults import Dropped
from afterview.store.home import calendar_at, list_calendars, make_calendar
from afterview.store.session import Server, Session
from tests.servers import TestServer, radicale
from tests.store.bench import event

Connect = Callable[..., Session]
SYNC_BODY = "sync-collection"


def _multistatus(*entries: str, token: str | None = None) -> Response:
    tail = f"<D:sync-token>{token}</D:sync-token>" if token else ""
    head = '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" '
    head += 'xmlns:S="http://calendarserver.org/ns/">'
    return Response(head + "".join(entries) + tail + "</D:multistatus>", 207, content_type="application/xml")


def _found(href: str, **properties: str) -> str:
    names = {"etag": "D:getetag", "data": "C:calendar-data", "ctag": "S:getctag", "type": "D:resourcetype"}
    inner = "".join(f"<{names[key]}>{value}</{names[key]}>" for key, value in properties.items())
    stat = f"<D:propstat><D:prop>{inner}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
    return f"<D:response><D:href>{href}</D:href>{stat}</D:response>"


def _status(href: str, status: str) -> str:
    return f"<D:response><D:href>{href}</D:href><D:status>HTTP/1.1 {status}</D:status></D:response>"


class Fake:
    """Answers by what the body asks for; keeps what it was asked."""

    def __init__(self, httpserver: HTTPServer) -> None:
        self.asked: list[str] = []
        self.requests: list[Request] = []
        self.sync: Callable[[str], Response] = lambda _: Response("", 403)
        self.multiget: Callable[[str], Response] = lambda _: Response("", 501)
        self.ctag: Callable[[], Response] = lambda: _multistatus(_found("/cal/", ctag="1"))
        self.listing: Callable[[], Response] = lambda: _multistatus(_found("/cal/", type="<D:collection/>"))
        self.files: dict[str, Response] = {}
        self.write: Callable[[Request], Response] = lambda _: Response("", 204)
        httpserver.expect_request("/").respond_with_data("", 404)
        httpserver.expect_request(_Any("/cal/")).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        body = request.get_data(as_text=True)
        self.requests.append(request)
        kind = request.method
        if SYNC_BODY in body:
            kind, answer = "sync", self.sync(body)
        elif "calendar-multiget" in body:
            kind, answer = "multiget", self.multiget(body)
        elif "getctag" in body:
            kind, answer = "ctag", self.ctag()
        elif request.method == "PROPFIND":
            kind, answer = "listing", self.listing()
        elif request.method == "GET":
            answer = self.files.get(request.path.rpartition("/")[2], Response("", 404))
        else:
            answer = self.write(request)
        self.asked.append(kind)
        return answer


class _Any(str):
    """A path prefix, as pytest-httpserver compares paths."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and other.startswith(str(self))

    __hash__ = str.__hash__


@pytest.fixture
def fake(httpserver: HTTPServer) -> Fake:
    return Fake(httpserver)


@pytest.fixture
def store(httpserver: HTTPServer, connect: Connect) -> CalDAVStore:
    return CalDAVStore(connect(), Calendar(url=httpserver.url_for("/cal/"), name="cal"))


def _ics(uid: str = "a", etag: str | None = None, **headers: str) -> Response:
    return Response(event(uid), 200, headers | ({"ETag": etag} if etag else {}), content_type="text/calendar")


# Changes


def test_a_listing_in_parts_is_read_to_its_end_without_asking_for_a_limit(fake: Fake, store: CalDAVStore) -> None:
    def sync(body: str) -> Response:
        assert "limit" not in body
        if "<D:sync-token></D:sync-token>" in body:
            more = _status("/cal/", "507 Insufficient Storage")
            return _multistatus(_found("/cal/a.ics", etag='"1"'), more, token="t1")
        assert "<D:sync-token>t1</D:sync-token>" in body
        return _multistatus(_found("/cal/b.ics", etag='"2"'), _status("/cal/a.ics", "404 Not Found"), token="t2")

    fake.sync = sync
    changes = store.changes(None)
    assert (changes.token, changes.complete, changes.changed, changes.gone) == (
        "sync:t2",
        True,
        (("/cal/b.ics", '"2"'),),
        (),
    )


def test_a_listing_in_parts_that_goes_nowhere_is_an_error(fake: Fake, store: CalDAVStore) -> None:
    fake.sync = lambda _: _multistatus(_status("/cal/", "507 Insufficient Storage"), token="t1")
    with pytest.raises(ProtocolError, match="again and again"):
        store.changes("sync:t1")


@pytest.mark.parametrize("status", [403, 409, 410, 412])
def test_a_token_that_is_no_longer_known_leads_to_a_complete_listing(
    fake: Fake, store: CalDAVStore, status: int
) -> None:
    def sync(body: str) -> Response:
        if "old" in body:
            return Response('<error xmlns="DAV:"><valid-sync-token/></error>', status, content_type="text/xml")
        return _multistatus(_found("/cal/a.ics", etag='"1"'), token="new")

    fake.sync = sync
    changes = store.changes("sync:old")
    assert (changes.token, changes.complete, len(changes.changed)) == ("sync:new", True, 1)


def test_only_resources_of_this_calendar_are_listed(fake: Fake, store: CalDAVStore) -> None:
    fake.sync = lambda _: _multistatus(
        _found("/cal/", etag='"0"'),
        _found("/cal/sub/", etag='"0"'),
        _found("/cal/sub/x.ics", etag='"0"'),
        _found("/elsewhere/x.ics", etag='"0"'),
        _found("/cal/../x.ics", etag='"0"'),
        _found("http://internal.example/cal/b%5f1.ics", etag='"2"'),
        _found("/cal/a%40x.ics", etag='"1"'),
        token="t",
    )
    assert store.changes(None).changed == (("/cal/b_1.ics", '"2"'), ("/cal/a@x.ics", '"1"'))


def test_without_sync_collection_the_ctag_saves_the_listing(fake: Fake, store: CalDAVStore) -> None:
    fake.listing = lambda: _multistatus(
        _found("/cal/", type="<D:collection/>"),
        _found("/cal/a.ics", etag='"1"', type=""),
        _found("/cal/folder", etag='"9"', type="<D:collection/>"),
    )
    first = store.changes(None)
    assert (first.complete, first.changed) == (True, (("/cal/a.ics", '"1"'),))
    # A ctag may count in whole seconds: what changed in the same second shows only in a second listing.
    second = store.changes(first.token)
    assert (second.complete, second.changed) == (True, first.changed)
    fake.asked.clear()
    third = store.changes(second.token)
    assert (third.complete, third.changed, third.token) == (False, (), second.token)
    assert fake.asked == ["ctag"]
    fake.ctag = lambda: _multistatus(_found("/cal/", ctag="2"))
    assert store.changes(third.token).complete


def test_without_even_a_ctag_everything_is_listed(fake: Fake, store: CalDAVStore) -> None:
    fake.ctag = lambda: _multistatus(_status("/cal/", "404 Not Found"))
    fake.listing = lambda: _multistatus(_found("/cal/a.ics", etag='"1"'))
    first = store.changes(None)
    assert store.changes(first.token).complete


def test_a_resource_without_an_etag_never_looks_unchanged(fake: Fake, store: CalDAVStore) -> None:
    fake.sync = lambda _: _multistatus(_found("/cal/a.ics"), token="t")
    assert store.changes(None).changed != store.changes(None).changed


def test_a_spoilt_answer_to_sync_leads_to_the_plain_listing(fake: Fake, store: CalDAVStore) -> None:
    fake.sync = lambda _: Response("<multistatus \x0b", 207, content_type="text/xml")
    fake.listing = lambda: _multistatus(_found("/cal/a.ics", etag='"1"'))
    assert store.changes("sync:t").changed == (("/cal/a.ics", '"1"'),)


def test_a_server_in_trouble_is_never_an_empty_calendar(fake: Fake, store: CalDAVStore) -> None:
    fake.sync = lambda _: Response("", 503)
    with pytest.raises(Unreachable):
        store.changes("sync:t")
    fake.sync = lambda _: Response("<html>", 200, content_type="text/html")
    with pytest.raises(ProtocolError):
        store.changes("sync:t")
    fake.sync = lambda _: Response("", 401)
    with pytest.raises(LoginRefused):
        store.changes(None)


def test_entities_are_not_expanded(fake: Fake, store: CalDAVStore) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    fake.ctag = lambda: Response(f"{bomb}<multistatus>&b;</multistatus>", 207, content_type="text/xml")
    fake.sync = lambda _: Response(f"{bomb}<multistatus>&b;</multistatus>", 207, content_type="text/xml")
    with pytest.raises(ProtocolError, match="document type"):
        store.changes(None)


# Reading


def _data(name: str, etag: str = '"1"') -> str:
    return _found(f"/cal/{name}.ics", etag=etag, data=event(name).decode())


def test_a_multiget_that_fails_whole_is_taken_apart(fake: Fake, store: CalDAVStore) -> None:
    names = [f"{number}" for number in range(8)]

    def multiget(body: str) -> Response:
        asked = [name for name in names if f"/cal/{name}.ics<" in body]
        return Response("", 404) if "3" in asked else _multistatus(*map(_data, asked))

    fake.multiget = multiget
    fake.files["2.ics"] = _ics("2", '"1"')
    got = {resource.href for resource in store.fetch([f"/cal/{name}.ics" for name in names])}
    assert got == {f"/cal/{name}.ics" for name in names if name != "3"}


def test_one_text_that_is_no_xml_does_not_hide_the_others(fake: Fake, store: CalDAVStore) -> None:
    def multiget(body: str) -> Response:
        asked = [name for name in ("a", "b", "c", "d") if f"/cal/{name}.ics<" in body]
        return _multistatus(*map(_data, asked), *(["\x0b"] if "c" in asked else []))

    fake.multiget = multiget
    fake.files |= {"c.ics": _ics("c", '"1"'), "d.ics": _ics("d", '"1"')}
    got = {resource.href for resource in store.fetch([f"/cal/{name}.ics" for name in "abcd"])}
    assert got == {f"/cal/{name}.ics" for name in "abcd"}


def test_one_event_that_the_server_fails_on_is_told_and_the_others_are_read(fake: Fake, store: CalDAVStore) -> None:
    fake.multiget = lambda _: Response("", 500)
    fake.files |= {"a.ics": _ics("a", '"1"'), "b.ics": Response("", 500), "c.ics": _ics("c", '"1"')}
    got = [resource.href for resource in store.fetch(["/cal/a.ics", "/cal/b.ics", "/cal/c.ics"])]
    assert got == ["/cal/a.ics", "/cal/c.ics"]
    assert store.unreadable == {"/cal/b.ics": "the server answered 500"}


def test_a_server_without_multiget_is_asked_one_by_one_and_remembered(fake: Fake, store: CalDAVStore) -> None:
    fake.files |= {"a.ics": _ics("a", '"1"'), "b.ics": _ics("b", '"1"')}
    for _ in range(2):
        assert len(list(store.fetch(["/cal/a.ics", "/cal/b.ics"]))) == 2
    assert fake.asked == ["multiget", "GET", "GET", "GET", "GET"]


def test_data_in_a_failed_propstat_is_no_data(fake: Fake, store: CalDAVStore) -> None:
    stat = "<D:propstat><D:prop><C:calendar-data/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>"
    entry = _found("/cal/a.ics", etag='"1"').replace("</D:response>", stat + "</D:response>")
    fake.multiget = lambda _: _multistatus(entry, _data("b"))
    fake.files["a.ics"] = _ics("a", '"1"')
    got = list(store.fetch(["/cal/a.ics", "/cal/b.ics"]))
    assert [resource.data.replace(b"\r\n", b"\n") for resource in got] == [
        event(name).replace(b"\r\n", b"\n") for name in "ab"
    ]


def test_what_was_not_asked_for_is_not_given(fake: Fake, store: CalDAVStore) -> None:
    fake.multiget = lambda _: _multistatus(_data("a"), _data("a"), _data("z"))
    assert [resource.href for resource in store.fetch(["/cal/a.ics", "/cal/b.ics"])] == ["/cal/a.ics"]


def test_a_page_in_place_of_an_event_is_no_event(fake: Fake, store: CalDAVStore) -> None:
    fake.files["a.ics"] = Response("<html>Sign in", 200, content_type="text/html")
    with pytest.raises(ProtocolError, match="HTML instead of a calendar"):
        list(store.fetch(["/cal/a.ics"]))


# ETags


def test_a_weak_etag_is_asked_for_again_and_made_of_the_data_if_it_stays_weak(fake: Fake, store: CalDAVStore) -> None:
    fake.multiget = lambda _: _multistatus(_data("a", 'W/"1"'), _data("b", 'W/"1"'), _data("c", 'W/"1"'))
    fake.files["a.ics"] = _ics("a", 'W/"1"')
    got = list(store.fetch([f"/cal/{name}.ics" for name in "abc"]))
    assert fake.asked == ["multiget", "GET"]
    assert all(resource.etag.startswith("sha256:") for resource in got)
    fake.files["b.ics"] = _ics("b", None)
    assert next(store.fetch(["/cal/b.ics"])).etag == got[1].etag  # Line ends do not count.


def test_a_write_by_a_made_etag_looks_first(fake: Fake, store: CalDAVStore) -> None:
    modified = "Fri, 02 Jan 2026 10:00:00 GMT"
    fake.files["a.ics"] = Response(
        event("a"), 200, {"ETag": 'W/"1"', "Last-Modified": modified}, content_type="text/calendar"
    )
    (resource,) = store.fetch(["/cal/a.ics"])
    assert isinstance(store.update(resource.href, resource.etag, event("a", "Ours")), Wrote)
    assert fake.requests[-1].headers["If-Unmodified-Since"] == modified
    fake.files["a.ics"] = Response(event("a", "The user's"), 200, {"ETag": 'W/"2"'}, content_type="text/calendar")
    fake.asked.clear()
    assert store.update(resource.href, resource.etag, event("a", "Ours")) == Conflict(reason="it has changed")
    assert isinstance(store.delete(resource.href, resource.etag), Conflict)
    assert isinstance(store.delete(resource.href, 'W/"1"'), Conflict)
    assert isinstance(store.delete(resource.href, "unknown:1"), Conflict)
    assert "PUT" not in fake.asked
    assert "DELETE" not in fake.asked


def test_a_made_etag_gives_way_to_a_strong_one_when_writing(fake: Fake, store: CalDAVStore) -> None:
    fake.multiget = lambda _: _multistatus(_data("a"), _data("b"))
    fake.files["a.ics"] = _ics("a", 'W/"1"')
    (resource,) = store.fetch(["/cal/a.ics"])
    fake.files["a.ics"] = _ics("a", '"strong"')
    assert isinstance(store.delete(resource.href, resource.etag), Wrote)
    assert fake.requests[-1].headers["If-Match"] == '"strong"'


def test_every_write_is_conditional(fake: Fake, store: CalDAVStore) -> None:
    store.create("a.ics", event("a"))
    store.update("/cal/a.ics", '"1"', event("a"))
    store.update("/cal/a.ics", "bare", event("a"))
    store.delete("/cal/a.ics", '"1"')
    conditions = [(r.method, r.headers.get("If-None-Match"), r.headers.get("If-Match")) for r in fake.requests]
    assert conditions == [
        ("PUT", "*", None),
        ("PUT", None, '"1"'),
        ("PUT", None, '"bare"'),
        ("DELETE", None, '"1"'),
    ]
    assert {r.headers.get("Content-Type") for r in fake.requests[:3]} == {"text/calendar; charset=utf-8"}


def test_where_conditions_are_ignored_every_write_looks_first(
    fake: Fake, connect: Connect, httpserver: HTTPServer
) -> None:
    store = CalDAVStore(connect(), Calendar(url=httpserver.url_for("/cal/"), name="cal", conditional=False))
    fake.multiget = lambda _: _multistatus(_data("a", '"gcs1"'), _data("b", '"gcs1"'))
    a, b = store.fetch(["/cal/a.ics", "/cal/b.ics"])
    assert (a.etag[:7], fake.asked) == ("sha256:", ["multiget"])
    fake.files = {"a.ics": _ics("a", '"gcs1"'), "b.ics": _ics("another", '"gcs1"')}
    assert isinstance(store.create("a.ics", event("a")), Conflict)
    assert isinstance(store.update(b.href, b.etag, event("b")), Conflict)
    assert isinstance(store.update(a.href, '"gcs0"', event("a")), Conflict)
    assert isinstance(store.delete(b.href, b.etag), Conflict)
    assert isinstance(store.delete("/cal/gone.ics", '"gcs1"'), Conflict)
    assert fake.asked[1:] == ["GET"] * 5
    fake.asked.clear()
    assert isinstance(store.create("new.ics", event("new")), Wrote)
    assert isinstance(store.update(a.href, '"gcs1"', event("a", "Ours")), Wrote)
    assert isinstance(store.delete(a.href, a.etag), Wrote)
    assert fake.asked == ["GET", "PUT", "GET", "PUT", "GET", "DELETE"]
    assert [r.headers.get("If-Match") for r in fake.requests[-6:]] == [None, None, None, '"gcs1"', None, '"gcs1"']


# Writing


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (412, "", Conflict(reason="the server answered 412")),
        (
            409,
            '<error xmlns="DAV:"><C:no-uid-conflict xmlns:C="urn:ietf:params:xml:ns:caldav"/></error>',
            Conflict(reason="the server answered 409 (no-uid-conflict)"),
        ),
        (
            403,
            '<error xmlns="DAV:"><C:no-uid-conflict xmlns:C="urn:ietf:params:xml:ns:caldav"/></error>',
            Conflict(reason="the server answered 403 (no-uid-conflict)"),
        ),
        (
            403,
            '<error xmlns="DAV:"><unique-scheduling-object-resource xmlns="urn:ietf:params:xml:ns:caldav"/></error>',
            Conflict(reason="the server answered 403 (unique-scheduling-object-resource)"),
        ),
        (
            403,
            '<error xmlns="DAV:"><need-privileges/></error>',
            Refused(reason="no right to write here: the server answered 403 (need-privileges)"),
        ),
        (403, "<html>", Refused(reason="no right to write here: the server answered 403")),
        (405, "", Refused(reason="this calendar is read-only: the server answered 405")),
        (415, "", Refused(reason="the server answered 415")),
        (423, "", Conflict(reason="the server answered 423")),
        (507, "", Refused(reason="no space is left on the server: the server answered 507")),
    ],
)
def test_what_a_server_says_to_a_write_is_an_outcome(
    fake: Fake, store: CalDAVStore, status: int, body: str, expected: Conflict | Refused
) -> None:
    fake.write = lambda _: Response(body, status, content_type="application/xml")
    assert store.create("a.ics", event("a")) == expected
    assert store.update("/cal/a.ics", '"1"', event("a")) == expected
    assert store.delete("/cal/a.ics", '"1"') == expected


def test_a_calendar_that_is_gone_is_no_conflict(fake: Fake, store: CalDAVStore) -> None:
    fake.write = lambda _: Response("", 409)
    fake.ctag = lambda: Response("", 404)
    with pytest.raises(ProtocolError, match="the calendar is no longer there"):
        store.create("a.ics", event("a"))


@pytest.mark.parametrize("status", [500, 503])
def test_a_write_that_the_server_cannot_do_now_is_for_the_next_pass(
    fake: Fake, store: CalDAVStore, status: int
) -> None:
    fake.write = lambda _: Response("", status)
    with pytest.raises(Unreachable):
        store.create("a.ics", event("a"))


def test_an_etag_answered_to_a_write_is_told_only_when_strong(fake: Fake, store: CalDAVStore) -> None:
    fake.write = lambda _: Response("", 201, {"ETag": 'W/"1"'})
    assert store.create("a.ics", event("a")) == Wrote(href="/cal/a.ics", etag=None)
    fake.write = lambda _: Response("", 201, {"ETag": '"1"', "Location": "/cal/other.ics"})
    assert store.create("a.ics", event("a")) == Wrote(href="/cal/other.ics", etag='"1"')
    for elsewhere in ("/elsewhere/other.ics", "https://elsewhere.example.org/cal/other.ics", "mailto:x"):
        fake.write = lambda _, place=elsewhere: Response("", 201, {"Location": place})  # type: ignore[misc]
        assert store.create("a.ics", event("a")) == Wrote(href="/cal/a.ics", etag=None)


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the answer to the next request of a verb get lost, after the server has carried it out."""
    real = Session._exchange
    waiting: list[str] = []

    def exchange(self: Session, verb: str, *rest: object) -> object:
        answer = real(self, verb, *rest)  # type: ignore[arg-type]
        if verb in waiting:
            waiting.remove(verb)
            raise Dropped
        return answer

    monkeypatch.setattr(Session, "_exchange", exchange)
    return waiting.append


def test_a_write_whose_answer_got_lost_counts_as_what_it_did(
    xandikos_server: TestServer, new_name: str, losing: Callable[[str], None]
) -> None:
    path = xandikos_server.new_calendar(new_name)
    store = open_calendar(Server(url=xandikos_server.url, username="alice", password="secret"), path)
    xandikos_server.put(path + "a.ics", event("a"))
    (kept,) = store.fetch([path + "a.ics"])
    losing("PUT")
    assert isinstance(store.update(kept.href, kept.etag, kept.data), Wrote)
    (kept,) = store.fetch([path + "a.ics"])
    losing("DELETE")
    assert store.delete(kept.href, kept.etag) == Wrote(href=kept.href, etag=None)
    assert isinstance(store.create("a.ics", kept.data), Wrote)
    losing("PUT")
    assert isinstance(store.create("a.ics", event("a", "Another")), Conflict)
    (there,) = store.fetch([path + "a.ics"])
    assert there.data == kept.data
    store.close()


# Calendars


def _calendar(href: str, **properties: str) -> str:
    inner = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>" + "".join(properties.values())
    stat = f"<D:propstat><D:prop>{inner}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"
    return f"<D:response><D:href>{href}</D:href>{stat}</D:response>"


def test_calendars_are_listed_with_what_they_are(fake: Fake, connect: Connect, httpserver: HTTPServer) -> None:
    rights = "<D:current-user-privilege-set><D:privilege><D:{}/></D:privilege></D:current-user-privilege-set>"
    kinds = '<C:supported-calendar-component-set><C:comp name="vtodo"/></C:supported-calendar-component-set>'
    color = '<I:calendar-color xmlns:I="http://apple.com/ns/ical/">{}</I:calendar-color>'
    fake.listing = lambda: _multistatus(
        _found("/cal/", type="<D:collection/>"),
        _calendar("/cal/work/", n="<D:displayname>Work</D:displayname>", r=rights.format("write-content"), k=kinds),
        _calendar("/cal/shared", n="<D:displayname>a\u202eb&#9;c</D:displayname>", r=rights.format("read")),
        _calendar("/cal/p%C3%A4th/", c=color.format("#12AB56FF")),
        _calendar("/cal/odd/", c=color.format("red; evil")),
        _found("/cal/sogo/", type='<D:collection/><C:calendar/><vevent-collection xmlns="http://groupdav.org/"/>'),
    )
    session = connect()
    base = httpserver.url_for("/cal/")
    both = frozenset({"VEVENT", "VTODO"})
    assert list_calendars(session, [base]) == (
        Calendar(url=base + "work/", name="Work", components=frozenset({"VTODO"})),
        Calendar(url=base + "shared/", name="a b c", writable=False, components=both),
        Calendar(url=base + "p%C3%A4th/", name="päth", components=both, color="#12AB56FF"),
        Calendar(url=base + "odd/", name="odd", components=both),
        Calendar(url=base + "sogo/", name="sogo", components=both, conditional=False),
    )


def test_calendars_on_another_host_are_not_asked_for(connect: Connect) -> None:
    with pytest.raises(ConfigError, match="the password was not sent there"):
        list_calendars(connect(), ["https://elsewhere.example.org/cal/"])


def test_a_collection_that_is_no_calendar_is_not_opened(radicale_server: TestServer) -> None:
    server = Server(url=radicale_server.url, username="alice", password="secret")
    with pytest.raises(ProtocolError, match="this is not a calendar"):
        open_calendar(server, "/alice/")


def test_a_calendar_that_is_made_is_there(radicale_server: TestServer, new_name: str) -> None:
    with Session(Server(url=radicale_server.url, username="alice", password="secret")) as session:
        made = make_calendar(session, "/alice/", f"Follow-ups & <{new_name}>", frozenset({"VEVENT", "VTODO"}))
        assert calendar_at(session, made.url) == made
        for _ in range(4):
            make_calendar(session, "/alice/", f"Follow-ups & <{new_name}>")
        with pytest.raises(ProtocolError, match="no calendar can be made there"):
            make_calendar(session, "/alice/", f"Follow-ups & <{new_name}>")


def test_a_wrong_password_is_told(radicale_server: TestServer) -> None:
    with pytest.raises(LoginRefused, match="refused the user name or password"):
        open_calendar(Server(url=radicale_server.url, username="alice", password="wrong"), "/alice/c/")


# Cost


def test_a_poll_without_news_is_one_request(
    radicale_server: TestServer, new_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = radicale_server.new_calendar(new_name)
    radicale_server.put(path + "a.ics", event("a"))
    store = open_calendar(Server(url=radicale_server.url, username="alice", password="secret"), path)
    token = store.changes(None).token
    sent: list[str] = []
    request = Session._exchange

    def counted(self: Session, verb: str, *rest: object) -> object:
        sent.append(verb)
        return request(self, verb, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "_exchange", counted)
    assert store.changes(token).changed == ()
    assert sent == ["REPORT"]
    store.close()


def test_two_thousand_events_are_read_in_a_few_seconds(tmp_path: Path) -> None:
    with radicale(tmp_path) as server:
        objects = b"".join(event(f"uid-{n}", f"Event {n}").split(b"\r\n", 3)[3][:-15] for n in range(2000))
        body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\n" + objects + b"END:VCALENDAR\r\n"
        status, _, _ = server.ask("PUT", "/alice/big/", body, Content_Type="text/calendar; charset=utf-8")
        assert status == 201
        store = open_calendar(Server(url=server.url, username="alice", password="secret"), "/alice/big/")
        began = time.perf_counter()
        got: list[Resource] = list(store.fetch([href for href, _ in store.changes(None).changed]))
        seconds = time.perf_counter() - began
        store.close()
    assert len(got) == 2000
    assert seconds < 15  # About one second on an idle machine; a guard against another order of growth.
