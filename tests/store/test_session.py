"""The guarded session against servers that misbehave."""

from __future__ import annotations

import base64
import gzip
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.errors import AfterviewError, ConfigError, LoginRefused, NoRight, ProtocolError, Unreachable
from afterview.store.session import Answer, Server, Session

Connect = Callable[..., Session]
PASSWORD = "s3cret-pässword"
XML = b'<?xml version="1.0"?><multistatus xmlns="DAV:"/>'


def _propfind(session: Session) -> Answer:
    return session.request("PROPFIND", session.url, body=b"<propfind/>", headers={"Depth": "0"})


@pytest.fixture
def other_host() -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.2") as server:
        server.expect_request("/").respond_with_data("no")
        yield server


def test_the_login_is_sent_unasked_and_in_utf_8(httpserver: HTTPServer, connect: Connect) -> None:
    httpserver.expect_request("/cal/", method="PROPFIND").respond_with_data(XML, 207, content_type="text/xml")
    assert _propfind(connect()).status == 207
    ((request, _),) = httpserver.log
    assert request.headers["Authorization"] == "Basic " + base64.b64encode(f"alice:{PASSWORD}".encode()).decode()
    assert request.headers["Depth"] == "0"


def test_a_token_is_sent_as_bearer(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/cal/").respond_with_data(XML, 207, content_type="text/xml")
    server = Server(url=httpserver.url_for("/cal/"), username="alice", password="a-token", auth="bearer")
    with Session(server) as session:
        _propfind(session)
    assert httpserver.log[0][0].headers["Authorization"] == "Bearer a-token"


def test_a_server_that_takes_only_digest_is_answered_by_digest(httpserver: HTTPServer, connect: Connect) -> None:
    def answer(request: Request) -> Response:
        if request.headers["Authorization"].startswith("Digest "):
            return Response(XML, 207, content_type="application/xml")
        return Response("", 401, {"WWW-Authenticate": 'Digest realm="r", nonce="abc", qop="auth", algorithm=MD5'})

    def first_without(request: Request) -> Response:
        if "Authorization" not in request.headers:
            return Response("", 401, {"WWW-Authenticate": 'Digest realm="r", nonce="abc", qop="auth", algorithm=MD5'})
        return answer(request)

    httpserver.expect_request("/cal/").respond_with_handler(first_without)
    assert _propfind(connect()).status == 207


@pytest.mark.parametrize(
    ("status", "kind", "error"),
    [
        (200, "text/html", ProtocolError),
        (207, "text/html", ProtocolError),
        (200, "application/xml", ProtocolError),
        (204, "application/xml", ProtocolError),
        (404, "text/html", ProtocolError),
        (405, "text/html", ProtocolError),
        (401, "text/html", LoginRefused),
        (403, "text/html", NoRight),
        (429, "text/html", Unreachable),
        (500, "text/html", Unreachable),
        (502, "text/html", Unreachable),
        (503, "text/html", Unreachable),
    ],
)
def test_only_the_promised_answer_counts(
    httpserver: HTTPServer, connect: Connect, status: int, kind: str, error: type[AfterviewError]
) -> None:
    httpserver.expect_request("/cal/").respond_with_data("<html>hello</html>", status, content_type=kind)
    with pytest.raises(error) as caught:
        _propfind(connect())
    assert type(caught.value) is error
    assert "\n" not in str(caught.value)
    assert caught.value.fix


def test_a_sign_in_page_is_named_as_such(httpserver: HTTPServer, connect: Connect) -> None:
    httpserver.expect_request("/cal/").respond_with_data("<html>", 207, content_type="text/html")
    with pytest.raises(ProtocolError, match=r"HTML instead of XML; is this network's sign-in page in the way"):
        _propfind(connect())


@pytest.mark.parametrize("verb", ["PUT", "DELETE", "GET", "MKCALENDAR"])
def test_a_web_page_is_no_success_of_a_write(httpserver: HTTPServer, connect: Connect, verb: str) -> None:
    httpserver.expect_request("/cal/").respond_with_data("<html>Sign in", 200, content_type="text/html")
    session = connect()
    with pytest.raises(ProtocolError):
        session.request(verb, session.url)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("120", 120.0),
        ("-5", 0.0),
        ("1e9", 86_400.0),
        ("nan", None),
        ("soon", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ],
)
def test_a_server_that_asks_for_patience_is_heard(
    httpserver: HTTPServer, connect: Connect, given: str, seconds: float | None
) -> None:
    httpserver.expect_request("/cal/").respond_with_data("", 503, {"Retry-After": given})
    with pytest.raises(Unreachable) as caught:
        _propfind(connect())
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_elsewhere_never_carries_the_password(
    httpserver: HTTPServer, other_host: HTTPServer, connect: Connect, status: int
) -> None:
    target = other_host.url_for("/")
    httpserver.expect_request("/cal/").respond_with_data("", status, {"Location": target})
    with pytest.raises(ConfigError, match="the password was not sent there"):
        _propfind(connect())
    assert other_host.log == []


def test_a_place_that_the_user_listed_gets_the_password(
    httpserver: HTTPServer, other_host: HTTPServer, connect: Connect
) -> None:
    other_host.expect_request("/there/").respond_with_data(XML, 207, content_type="text/xml")
    httpserver.expect_request("/cal/").respond_with_data("", 301, {"Location": other_host.url_for("/there/")})
    session = connect(origins=frozenset({other_host.url_for("/")}))
    assert _propfind(session).url == other_host.url_for("/there/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_keeps_method_and_body(
    httpserver: HTTPServer, connect: Connect, status: int
) -> None:
    httpserver.expect_request("/cal/").respond_with_data("", status, {"Location": "/there/"})
    httpserver.expect_request(
        "/there/", method="PROPFIND", data="<propfind/>", headers={"Depth": "0"}
    ).respond_with_data(XML, 207, content_type="text/xml")
    assert _propfind(connect()).url == httpserver.url_for("/there/")


def test_a_circle_of_redirects_ends(httpserver: HTTPServer, connect: Connect) -> None:
    httpserver.expect_request("/cal/").respond_with_data("", 302, {"Location": "/cal/"})
    with pytest.raises(ProtocolError, match="redirects in a circle"):
        _propfind(connect())


def test_a_gzip_bomb_is_stopped_at_the_cap(httpserver: HTTPServer, connect: Connect) -> None:
    bomb = gzip.compress(b"<" + b" " * 50_000_000)
    httpserver.expect_request("/cal/").respond_with_data(
        bomb, 207, {"Content-Encoding": "gzip"}, content_type="text/xml"
    )
    with pytest.raises(ProtocolError, match="larger than 1000000 bytes"):
        _propfind(connect(size_limit=1_000_000))


def test_a_packed_answer_is_read_and_a_broken_one_is_not(httpserver: HTTPServer, connect: Connect) -> None:
    packed = gzip.compress(XML * 1000)
    for path, body in (("/whole/", packed), ("/cut/", packed[:-20])):
        httpserver.expect_request(path).respond_with_data(
            body, 207, {"Content-Encoding": "gzip"}, content_type="text/xml"
        )
    assert _propfind(connect("/whole/")).body == XML * 1000
    with pytest.raises(ProtocolError, match="breaks off"):
        _propfind(connect("/cut/"))


def test_an_answer_beyond_the_cap_is_refused(httpserver: HTTPServer, connect: Connect) -> None:
    httpserver.expect_request("/cal/").respond_with_data(XML + b" " * 5000, 207, content_type="text/xml")
    with pytest.raises(ProtocolError, match="larger than 5000 bytes"):
        _propfind(connect(size_limit=5000))


@pytest.fixture
def dripping() -> Iterator[Callable[[bytes, bytes, float], str]]:
    """A server that sends `start` at once and then `piece` every `pause` seconds, for ever; its URL."""
    ended = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def run(start: bytes, piece: bytes, pause: float) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65536)
                    connection.sendall(start)
                    while not ended.wait(pause):
                        connection.sendall(piece)
                except OSError:
                    continue

    threads: list[threading.Thread] = []

    def start_server(start: bytes, piece: bytes, pause: float) -> str:
        threads.append(threading.Thread(target=run, args=(start, piece, pause), daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/cal/"

    yield start_server
    ended.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for thread in threads:
        thread.join(5)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 207 Multi-Status\r\nContent-Type: text/xml\r\nContent-Length: 100000\r\n\r\n<", b" "),
        (b"HTTP/1.1 207 Multi-Status\r\nX-Endless: ", b"x"),
        (b"", b""),
    ],
    ids=["body", "headers", "nothing"],
)
def test_a_server_that_drips_does_not_hold_us(
    dripping: Callable[[bytes, bytes, float], str], start: bytes, piece: bytes
) -> None:
    url = dripping(start, piece, 0.02)
    with Session(Server(url=url, username="alice", password=PASSWORD, time_limit=0.5)) as session:
        began = time.monotonic()
        with pytest.raises(Unreachable, match=r"no whole answer within 0.5 s|fell silent"):
            _propfind(session)
        assert time.monotonic() - began < 2


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    session = Session(Server(url=f"http://127.0.0.1:{port}/", username="alice", password=PASSWORD))
    with pytest.raises(Unreachable, match=f"nothing answers at http://127.0.0.1:{port}") as caught:
        _propfind(session)
    assert caught.value.retry_after is None


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    session = Session(Server(url="https://no-such-host.invalid/", username="alice", password=PASSWORD))
    with pytest.raises(Unreachable, match="the name of the host is not known"):
        _propfind(session)


def test_no_tls_where_tls_is_asked_for_is_told(httpserver: HTTPServer) -> None:
    session = Session(Server(url=f"https://127.0.0.1:{httpserver.port}/", username="alice", password=PASSWORD))
    with pytest.raises(Unreachable, match="no secure connection could be made"):
        _propfind(session)
    assert httpserver.log == []


class _Breaking:
    """Breaks off the first connections without an answer."""

    def __init__(self, breaks: int) -> None:
        self.breaks, self.seen = breaks, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/cal/"
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                self.seen += 1
                if self.seen > self.breaks:
                    length = f"Content-Length: {len(XML)}\r\nConnection: close\r\n\r\n".encode()
                    connection.sendall(b"HTTP/1.1 207 OK\r\nContent-Type: text/xml\r\n" + length + XML)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


@pytest.mark.parametrize(("breaks", "repeated"), [(0, False), (1, True)])
def test_a_connection_that_breaks_off_is_tried_once_more(breaks: int, repeated: bool) -> None:
    server = _Breaking(breaks)
    with Session(Server(url=server.url, username="alice", password=PASSWORD)) as session:
        assert _propfind(session).repeated is repeated
    server.close()
    assert server.seen == breaks + 1


def test_a_server_that_always_breaks_off_is_unreachable() -> None:
    server = _Breaking(99)
    with (
        Session(Server(url=server.url, username="alice", password=PASSWORD)) as session,
        pytest.raises(Unreachable, match="breaks off the connection"),
    ):
        _propfind(session)
    server.close()
    assert server.seen == 2


def test_the_password_shows_nowhere(httpserver: HTTPServer, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    httpserver.expect_request("/cal/").respond_with_data("", 401, {"WWW-Authenticate": 'Basic realm="x"'})
    session = connect()
    with pytest.raises(LoginRefused) as caught:
        _propfind(session)
    encoded = base64.b64encode(f"alice:{PASSWORD}".encode()).decode()
    for text in (str(caught.value), repr(caught.value), repr(session.server), caplog.text):
        assert PASSWORD not in text
        assert encoded not in text


def test_the_environment_names_no_proxy_and_no_other_login(
    httpserver: HTTPServer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    httpserver.expect_request("/cal/").respond_with_data(XML, 207, content_type="text/xml")
    assert _propfind(connect()).status == 207


def test_an_address_that_no_password_may_go_to_is_refused_before_anything_is_sent(connect: Connect) -> None:
    with pytest.raises(ConfigError, match="http would send the password unencrypted"):
        Session(Server(url="http://dav.example.org/", username="alice", password=PASSWORD))
    with pytest.raises(ConfigError, match="may not hold a user name or password") as caught:
        Session(Server(url="https://alice:hunter2@dav.example.org/", username="alice", password=PASSWORD))
    assert "hunter2" not in str(caught.value)
    with pytest.raises(ConfigError, match="the password was not sent there"):
        connect().request("GET", "https://elsewhere.example.org/x.ics")


def test_a_closed_session_leaves_no_thread_awake(httpserver: HTTPServer, connect: Connect) -> None:
    before = {thread.ident for thread in threading.enumerate()}
    httpserver.expect_request("/cal/").respond_with_data(XML, 207, content_type="text/xml")
    session = connect()
    _propfind(session)
    session.close()
    for thread in threading.enumerate():
        if thread.ident not in before:
            thread.join(5)
            assert not thread.is_alive(), thread.name
