"""A running server, and plain requests to it past everything that is under test."""

from __future__ import annotations

import base64
import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class TestServer:
    """Where it answers, and as whom. `home` is the path under which calendars can be made."""

    __test__ = False

    url: str
    """Its root, with nothing but a slash as path."""
    user: str
    password: str
    home: str
    entry: str = "/"
    """The path of the address that its users are told."""

    def ask(self, verb: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One plain request on a connection of its own: status, headers in lower case, body."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)
        login = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        sent = {"Authorization": f"Basic {login}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(verb, path, body or None, sent)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def new_calendar(self, name: str) -> str:
        """Make a calendar called `name` in the home; its path."""
        path = f"{self.home}{name}/"
        status, _, body = self.ask("MKCALENDAR", path)
        assert status == 201, body
        return path

    def put(self, path: str, data: bytes) -> None:
        """Write as another client does: unconditionally."""
        status, _, body = self.ask("PUT", path, data, Content_Type="text/calendar; charset=utf-8")
        assert status in (201, 204), body

    def delete(self, path: str) -> None:
        """Delete as another client does."""
        status, _, body = self.ask("DELETE", path)
        assert status in (200, 204), body
