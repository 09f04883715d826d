"""From an address to the calendars."""

from __future__ import annotations

import itertools

import dns.resolver
import dns.rrset
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.errors import ConfigError, LoginRefused, ProtocolError, Unreachable
from afterview.store.discovery import Account, ServiceRecord, discover, look_up
from afterview.store.session import Server
from tests.servers import INSTALLED, TestServer


def _as(user: str = "alice", password: str = "secret") -> Server:
    return Server(url="", username=user, password=password)


def _nothing(_: str) -> None:
    return None


def _found(account: Account) -> tuple[str, tuple[str, ...], list[str]]:
    return account.server.username, account.homes, [calendar.url for calendar in account.calendars]


@pytest.mark.parametrize("kind", ["radicale", "xandikos"])
@pytest.mark.parametrize("form", ["{url}", "{host}", "{url}alice/", "{url}.well-known/caldav", "{url}no/such/place/"])
def test_any_way_into_a_server_leads_to_the_calendars(
    request: pytest.FixtureRequest, kind: str, form: str, new_name: str
) -> None:
    server: TestServer = request.getfixturevalue(f"{kind}_server")
    path = server.new_calendar(new_name)
    address = form.format(url=server.url, host=server.url.removeprefix("http://").rstrip("/"))
    user, homes, calendars = _found(discover(address, _as()))
    assert (user, homes) == ("alice", (server.url.rstrip("/") + server.home,))
    assert server.url.rstrip("/") + path in calendars


@pytest.mark.parametrize(
    ("kind", "form"),
    # SOGo's own root is for people: the web server before it has to know the way.
    [("sogo", "{entry}"), ("sogo", "{home}"), *itertools.product(INSTALLED[:-1], ["{url}", "{entry}", "{home}"])],
)
def test_the_address_that_the_users_of_a_server_are_told_leads_to_the_calendars(
    request: pytest.FixtureRequest, kind: str, form: str, new_name: str
) -> None:
    server: TestServer = request.getfixturevalue(f"{kind}_server")
    root = server.url.rstrip("/")
    path = server.new_calendar(new_name)
    account = discover(form.format(url=server.url, entry=root + server.entry, home=root + server.home), _as())
    (found,) = [calendar for calendar in account.calendars if calendar.url == root + path]
    assert (account.homes, found.writable, "VEVENT" in found.components) == ((root + server.home,), True, True)
    assert found.conditional is (kind != "sogo")
    server.delete(path)


@pytest.mark.parametrize("kind", INSTALLED)
def test_a_server_refuses_a_wrong_password(request: pytest.FixtureRequest, kind: str) -> None:
    server: TestServer = request.getfixturevalue(f"{kind}_server")
    with pytest.raises(LoginRefused):
        discover(server.url.rstrip("/") + server.entry, _as(password="wrong"))


def test_the_address_of_a_calendar_is_that_calendar(radicale_server: TestServer, new_name: str) -> None:
    url = radicale_server.url.rstrip("/") + radicale_server.new_calendar(new_name)
    account = discover(url, _as())
    assert account.server.url == url
    assert url in [calendar.url for calendar in account.calendars]


def test_a_wrong_password_is_told_at_once(radicale_server: TestServer) -> None:
    with pytest.raises(LoginRefused):
        discover(radicale_server.url, _as(password="wrong"))


def test_what_is_no_caldav_is_told_with_all_that_was_tried(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("<html>Welcome", 200, content_type="text/html")
    httpserver.expect_request("/.well-known/caldav").respond_with_data("", 404)
    with pytest.raises(ProtocolError) as caught:
        discover(httpserver.url_for("/"), _as())
    for part in ("/.well-known/caldav: there is nothing", "answered 200 to PROPFIND", "give the full address"):
        assert part in str(caught.value)


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(Unreachable, match="nothing answers"):
        discover("http://127.0.0.1:1/", _as())


def test_a_service_record_within_the_domain_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(_: object, verb: str, url: str, **__: object) -> None:
        asked.append(f"{verb} {url}")
        raise Unreachable("x", "not in a test")

    monkeypatch.setattr("afterview.store.session.Session.request", refuse)

    def lookup(domain: str) -> ServiceRecord:
        return ServiceRecord(host=f"dav.{domain}", port=8443, path="/start/")

    with pytest.raises(Unreachable):
        discover("alice@example.org", _as(), lookup=lookup)
    assert asked == [
        "PROPFIND https://dav.example.org:8443/start/",
        "PROPFIND https://example.org/.well-known/caldav",
        "PROPFIND https://example.org/",
    ]


def test_a_service_record_that_leads_out_of_the_domain_is_told_not_followed() -> None:
    def lookup(_: str) -> ServiceRecord:
        return ServiceRecord(host="caldav.provider.net", path="/dav/")

    with pytest.raises(ConfigError, match=r"give https://caldav\.provider\.net/dav/ as the address"):
        discover("alice@example.org", _as(), lookup=lookup)


def test_the_home_on_another_host_is_told_and_gets_no_password(httpserver: HTTPServer) -> None:
    body = (
        '<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop>'
        '<C:calendar-home-set xmlns:C="urn:ietf:params:xml:ns:caldav"><href>https://evil.example.net/alice/</href>'
        "</C:calendar-home-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
    )
    httpserver.expect_request("/").respond_with_data(body, 207, content_type="text/xml")
    with pytest.raises(ConfigError, match=r"https://evil\.example\.net, which is not the host that was configured"):
        discover(httpserver.url_for("/"), _as())


def test_a_server_that_takes_no_notice_of_the_login_is_told(httpserver: HTTPServer) -> None:
    body = (
        '<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop><current-user-principal><unauthenticated/>'
        "</current-user-principal></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
    )
    httpserver.expect_request("/").respond_with_data(body, 207, content_type="text/xml")
    with pytest.raises(LoginRefused, match="did not take the login"):
        discover(httpserver.url_for("/"), _as())


def test_an_email_address_is_tried_as_user_name_whole_and_then_in_part(
    httpserver: HTTPServer,
) -> None:
    users: list[str] = []

    def answer(request: Request) -> Response:
        assert request.authorization
        users.append(request.authorization.username or "")
        return Response("", 401)

    httpserver.expect_request("/.well-known/caldav").respond_with_handler(answer)
    with pytest.raises(LoginRefused):
        discover(f"alice@localhost:{httpserver.port}", _as(""), lookup=_nothing)
    assert users == ["alice@localhost", "alice"]  # The port is behind the colon that ends a name.


@pytest.mark.parametrize("address", ["", "a b", "alice@", "http://dav.example.org/", "ftp://x/", "a@b/c", "https://"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ConfigError):
        discover(address, _as(), lookup=_nothing)


def test_dns_is_read_by_priority_and_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {
        ("_caldavs._tcp.example.org", "SRV"): [
            "20 1 443 spare.example.org.",
            "10 1 443 light.example.org.",
            "10 9 8443 Dav.example.org.",
        ],
        ("_caldavs._tcp.example.org", "TXT"): ['"x=1"', '"path=/dav/"'],
        ("_caldavs._tcp.example.net", "SRV"): ["0 0 443 dav.example.net."],
        ("_caldavs._tcp.example.com", "SRV"): ["0 0 0 ."],
    }

    def resolve(name: str, kind: str, **_: object) -> dns.rrset.RRset:
        if (name, kind) not in records:
            raise dns.resolver.NXDOMAIN
        return dns.rrset.from_text_list(name, 60, "IN", kind, records[name, kind])

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    assert look_up("example.org") == ServiceRecord(host="Dav.example.org", port=8443, path="/dav/")
    assert look_up("example.net") == ServiceRecord(host="dav.example.net")
    assert look_up("example.com") is None
    assert look_up("example.edu") is None
