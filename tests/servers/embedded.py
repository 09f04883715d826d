"""The two servers that run inside this process: a test run always has them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from afterview.cli.demo_server import serve
from tests.servers.client import TestServer


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
