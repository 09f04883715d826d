"""One guarded HTTP session to one CalDAV server: the only way by which a password leaves this machine.

It sits on the caldav library's `DAVClient`, whose own `request` is not used: that follows redirects with the password,
takes any 200 for success, and has no cap on size or time. What is promised here:

- requests go only to origins that `origins.allowed` knows; http only to loopback; no proxy or .netrc from the
  environment; redirects are followed by hand, at most five, with method and body kept;
- each verb has the status and content type that its RFC promises, or it is an error: a captive portal's
  ``200 text/html`` never looks like success;
- an answer is cut off at `Server.size_limit` bytes, counted after decompression, which is bounded as well; the whole
  request, from the first byte sent to the last received, has `Server.time_limit` seconds, however slowly a server
  drips;
- what goes wrong is told by `afterview.errors` in words chosen here, never with text from the library, so that no
  password can be in it.

A request whose connection broke before an answer came is sent once more (`Answer.repeated`), which is safe because
every write is conditional. One session is used by one thread at a time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from afterview import __version__
from afterview.errors import ConfigError, LoginRefused, NoRight, ProtocolError, Unreachable
from afterview.store import origins
from afterview.store.faults import PORTAL, Cut, Dropped, retry_after, told
from afterview.store.origins import shown

if TYPE_CHECKING:
    from caldav.davclient import DAVClient

Verb = Literal["OPTIONS", "PROPFIND", "REPORT", "GET", "PUT", "DELETE", "MKCALENDAR"]

_PROMISED: Mapping[str, frozenset[int]] = {
    "OPTIONS": frozenset({200, 204}),
    "PROPFIND": frozenset({207}),
    "REPORT": frozenset({207}),
    "GET": frozenset({200}),
    "PUT": frozenset({201, 204}),
    "DELETE": frozenset({200, 204}),
    "MKCALENDAR": frozenset({201}),
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONNECT_SECONDS = 20.0
_READ_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to connect and as whom. The password is a value, given at the time of connecting, and never shown."""

    url: str
    """https, or http on loopback; the path may be a server's root, a principal, a home or a calendar."""
    username: str
    """Empty: no login is sent."""
    password: str = field(repr=False)
    """A password, or the token itself where `auth` is "bearer"."""
    auth: Literal["basic", "digest", "bearer"] = "basic"
    """What is sent unasked. A server that takes only digest is answered so in any case."""
    origins: frozenset[str] = frozenset()
    """Further origins that the user trusts with the same password, such as ``https://dav2.example.org``."""
    ca_file: str | None = None
    """Certificates to trust instead of the system's, as a file of PEM."""
    time_limit: float = 180.0
    """Seconds for one request, all in all."""
    size_limit: int = 64 * 1024 * 1024
    """Bytes of one answer, decompressed."""
    progress: Callable[[], None] | None = field(default=None, repr=False, compare=False)
    """Called whenever a request has come to an end, well or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that kept its promise, or one of the statuses that the caller wanted to judge itself."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = field(repr=False)
    url: str
    """Where it came from at last, after redirects."""
    repeated: bool = False
    """The first try broke off without an answer: it may have been carried out."""
    tls: str | None = None
    """The protocol, such as ``TLSv1.3``; None over http."""
    certified_until: datetime | None = None
    """When the server's certificate ends; aware."""


class Session:
    """Requests to one server. Opens at the first request, and again after `close`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url = origins.checked_url(server.url)
        self._listed = frozenset(origins.checked_url(other) for other in server.origins)
        self._auth: str = server.auth
        self._client: DAVClient | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; an open one would keep a thread awake."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):
                client.close()

    def resolve(self, reference: str, base: str | None = None) -> str:
        """A URL or path that the server named, made absolute; ConfigError when the password may not go there."""
        try:
            url = origins.join(base or self.url, reference)
        except ValueError:
            raise ProtocolError(self.where(base), "the server named an address that is none") from None
        url = self._as_we_came(url)
        if not origins.allowed(url, self.url, self._listed):
            raise ConfigError(
                self.where(base),
                f"the server points to {shown(origins.origin(url))}, which is not the host that was configured; "
                "the password was not sent there",
                f"if that is your provider's, give {shown(url)} as the address; if not, {PORTAL}",
            )
        return url

    def _as_we_came(self, url: str) -> str:
        """Behind a proxy that ends TLS, a server calls itself http: its own name is asked by https all the same."""
        own, named = urlsplit(self.url), urlsplit(url)
        same = (own.scheme, named.scheme, named.hostname) == ("https", "http", own.hostname)
        return origins.origin(self.url) + named.path if same and named.port in (None, own.port) else url

    def where(self, url: str | None = None) -> str:
        """How an error names the place."""
        return shown(url or self.url)

    def greet(self) -> Answer:
        """What the server answers to OPTIONS at its own URL, whatever the status: also a redirect, or a 401.

        Raises Unreachable, or ConfigError for a URL that cannot be asked.
        """
        return self._send("OPTIONS", self.url, b"", {})

    def request(
        self,
        verb: Verb,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        also: frozenset[int] = frozenset(),
    ) -> Answer:
        """Send one request and check what comes back against what `verb` promises.

        `also` are statuses that are handed back instead of raised, whatever their content; never 401. Raises
        LoginRefused, Unreachable, ProtocolError, or ConfigError for a redirect to a place that is not allowed.
        """
        target = self.resolve(url)
        repeated = False
        for _ in range(6):
            answer = self._send(verb, target, body, headers or {})
            repeated = repeated or answer.repeated
            if answer.status in _REDIRECTS and "location" in answer.headers:
                target = self.resolve(answer.headers["location"], target)
                continue
            if answer.status == 401 and self._switch_to_digest(answer):
                continue
            self._check(verb, answer, also)
            return answer if answer.repeated == repeated else _marked_repeated(answer)
        raise ProtocolError(self.where(url), "the server redirects in a circle", "check the address")

    def _check(self, verb: str, answer: Answer, also: frozenset[int]) -> None:
        status, where = answer.status, self.where(answer.url)
        if status == 401:
            raise LoginRefused(
                where,
                "the server refused the user name or password",
                "log in again with `afterview login`; many providers want an app password",
            )
        if status in also:
            return
        if status in (408, 425, 429) or status >= 500:
            wait = retry_after(answer.headers)
            asked = f", and asks to be left alone for {wait:.0f} s" if wait is not None else ""
            raise Unreachable(where, f"the server cannot now ({status}){asked}", "try again later", retry_after=wait)
        if status == 403:
            raise NoRight(where, "this user has no right to it (403)", "check the address and the user name")
        if status in (404, 410):
            raise ProtocolError(where, f"there is nothing at this address ({status})", "check the address")
        if status not in _PROMISED[verb]:
            what = f"it answered {status} to {verb}, which is not CalDAV"
            raise ProtocolError(where, what, PORTAL if status in (200, 302) else "check the address")
        self._check_content(verb, answer)

    def _check_content(self, verb: str, answer: Answer) -> None:
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        start = answer.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        html = "html" in kind or start.startswith((b"<!doctype html", b"<html"))
        where = self.where(answer.url)
        if verb in ("PROPFIND", "REPORT"):
            xml = kind.endswith(("/xml", "+xml")) or (not kind and start.startswith(b"<"))
            if html or not xml:
                raise ProtocolError(where, f"{'HTML' if html else shown(kind) or 'nothing'} instead of XML", PORTAL)
        elif verb == "GET":
            plain = kind in ("", "text/plain", "application/octet-stream") and start.startswith(b"begin:vcalendar")
            if html or not (kind == "text/calendar" or plain):
                raise ProtocolError(where, f"{'HTML' if html else shown(kind)} instead of a calendar", PORTAL)
        elif html and answer.status == 200:
            raise ProtocolError(where, f"a web page in answer to {verb}", PORTAL)

    def _switch_to_digest(self, answer: Answer) -> bool:
        offered = answer.headers.get("www-authenticate", "").lower()
        if self._auth != "basic" or "digest" not in offered or "basic" in offered:
            return False
        self.close()
        self._auth = "digest"
        return True

    def _send(self, verb: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        deadline = time.monotonic() + self.server.time_limit
        try:
            return self._exchange(verb, url, body, headers, deadline)
        except Dropped:
            self.close()
        try:
            return _marked_repeated(self._exchange(verb, url, body, headers, deadline))
        except Dropped:
            self.close()
            raise Unreachable(self.where(url), "the server breaks off the connection", "try again later") from None

    def _exchange(self, verb: str, url: str, body: bytes, headers: Mapping[str, str], deadline: float) -> Answer:
        """Send in a thread of its own: a read's time limit starts anew with every byte, this one does not."""
        client = self._opened()
        done: list[Answer | Exception] = []
        given_up = threading.Event()

        def work() -> None:
            try:
                done.append(_converse(client, self.server, verb, url, body, headers, deadline))
            except Exception as problem:  # noqa: BLE001 (handed over to the thread that waits)
                done.append(problem)
            if given_up.is_set():
                with contextlib.suppress(Exception):
                    client.close()

        thread = threading.Thread(target=work, name="afterview-request", daemon=True)
        thread.start()
        thread.join(max(0.0, deadline - time.monotonic()) + 0.2)
        if not done:
            given_up.set()
            self._client = None
            result: Answer | Exception = Cut(_too_slow(self.server), slow=True)
        else:
            result = done[0]
        if self.server.progress is not None:
            self.server.progress()
        if isinstance(result, Answer):
            return result
        if not isinstance(result, Dropped):
            self.close()
        raise told(result, self.where(url), url) from None

    def _opened(self) -> DAVClient:
        if self._client is None:
            self._client = _open_client(self.server, self.url, self._auth)
        return self._client


def _open_client(server: Server, url: str, auth: str) -> DAVClient:
    from caldav.davclient import DAVClient
    from caldav.lib.http_sync import requests

    # Its debug messages hold headers and bodies.
    logging.getLogger("caldav").setLevel(logging.INFO)
    client = DAVClient(
        url=url,
        username=server.username,
        password=server.password,
        auth_type=auth,
        ssl_verify_cert=server.ca_file or True,
        enable_rfc6764=False,
        headers={"User-Agent": f"afterview/{__version__}"},
    )
    client.session.close()
    # HTTP/3 would follow Alt-Svc to another host, HTTP/2 keeps a thread, revocation asks third parties.
    client.session = requests.Session(disable_http2=True, disable_http3=True, revocation_configuration=None)
    client.session.trust_env = False
    if not server.username and auth != "bearer":
        client.auth = None
    return client


def _converse(
    client: DAVClient, server: Server, verb: str, url: str, body: bytes, headers: Mapping[str, str], deadline: float
) -> Answer:
    sent: dict[str | bytes, str | bytes] = {}
    sent.update((name, value) for name, value in client.headers.items() if name.lower() != "content-type")
    if body:
        sent["Content-Type"] = "application/xml; charset=utf-8"
    sent |= {"Accept": "*/*", "Accept-Encoding": "gzip"}
    sent.update(headers.items())
    left = max(0.1, deadline - time.monotonic())
    response: Any = client.session.request(
        verb,
        url,
        data=body or None,
        headers=sent,
        auth=client.auth,
        timeout=(min(_CONNECT_SECONDS, left), min(_READ_SECONDS, left)),
        verify=client.ssl_verify_cert,
        allow_redirects=False,
        stream=True,
    )
    try:
        received = {str(name).lower(): str(value) for name, value in response.headers.items()}
        content = b"".join(_decoded(response, received, server, deadline))
    finally:
        response.close()
    tls, until = _secured(response)
    return Answer(
        status=int(response.status_code), headers=received, body=content, url=url, tls=tls, certified_until=until
    )


def _secured(response: Any) -> tuple[str | None, datetime | None]:
    """The TLS version of the connection, and until when the certificate is valid."""
    connection = response.conn_info
    version = getattr(connection, "tls_version", None)
    if version is None:
        return None, None
    try:
        until = ssl.cert_time_to_seconds((connection.certificate_dict or {})["notAfter"])
        return str(version.name), datetime.fromtimestamp(until, UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return str(version.name), None


def _decoded(response: Any, headers: Mapping[str, str], server: Server, deadline: float) -> Iterator[bytes]:
    """The body piece by piece, decompressed by no more than the cap allows."""
    coding = headers.get("content-encoding", "identity").strip().lower() or "identity"
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Cut(f"the answer is packed as {shown(coding, 40)}, which was not asked for")
    unpack = None if coding == "identity" else zlib.decompressobj(15 + 32)
    left = server.size_limit
    for piece in response.raw.stream(-1, decode_content=False):
        if time.monotonic() > deadline:
            raise Cut(_too_slow(server), slow=True)
        data = unpack.decompress(piece, left + 1) if unpack is not None else piece
        left -= len(data)
        if left < 0:
            raise Cut(f"the answer is larger than {server.size_limit} bytes")
        yield data
    if unpack is not None and not unpack.eof and left < server.size_limit:
        raise Cut("the answer breaks off in the middle")


def _too_slow(server: Server) -> str:
    return f"no whole answer within {server.time_limit:g} s"


def _marked_repeated(answer: Answer) -> Answer:
    return dataclasses.replace(answer, repeated=True)
