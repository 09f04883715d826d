"""Real CalDAV servers in this process, on loopback, for any test: `with radicale(folder) as server: ...`."""

from __future__ import annotations

import asyncio
import base64
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from afterview.cli.demo_server import serve


@dataclass(frozen=True, slots=True, kw_only=True)
class TestServer:
    """Where it answers, and as whom. `home` is the path under which calendars can be made."""

    __test__ = False

    url: str
    user: str
    password: str
    home: str

    def ask(self, verb: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One plain request, past everything that is under test: status, headers in lower case, body."""
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


@contextmanager
def radicale(folder: Path) -> Iterator[TestServer]:
    """Radicale with user alice, password secret; its data in `folder`."""
    with serve(folder, user="alice", password="secret") as running:
        server = TestServer(url=running.url, user="alice", password="secret", home="/alice/")
        server.ask("PROPFIND", "/alice/", Depth="0")  # Makes the principal.
        yield server


@contextmanager
def xandikos(folder: Path) -> Iterator[TestServer]:
    """Xandikos, which takes any login, with the principal /alice/; its data in `folder`."""
    from aiohttp import web
    from xandikos.web import SingleUserFilesystemBackend, XandikosApp

    folder.mkdir(parents=True, exist_ok=True)
    backend: Any = SingleUserFilesystemBackend(str(folder))
    backend._mark_as_principal("/alice/")
    backend.create_principal("/alice/", create_defaults=True)
    dav: Any = XandikosApp(backend, current_user_principal="/alice/", strict=True)

    async def answer(request: web.Request) -> web.StreamResponse:
        response: web.StreamResponse = await dav.aiohttp_handler(request, "/")
        return response

    app = web.Application(client_max_size=0)
    app.router.add_route("*", "/{path_info:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    ports: list[int] = []

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(runner.setup())
        loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
        ports.append(runner.addresses[0][1])
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield TestServer(url=f"http://127.0.0.1:{ports[0]}/", user="alice", password="secret", home="/alice/calendars/")
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
