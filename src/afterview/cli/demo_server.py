"""A CalDAV server inside this process, for the demo and for tests: Radicale on loopback, in a folder that is given.

Radicale is an optional dependency (``afterview[demo]``) and imported when a server starts.
"""

from __future__ import annotations

import logging
import secrets
import socketserver
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from afterview.errors import ConfigError, LocalFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers now."""

    url: str
    """Its root, such as ``http://127.0.0.1:40123/``; the user's calendars are under ``/USER/``."""
    user: str
    password: str = field(repr=False)


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that the base class gives it)
        """Stay quiet: the demo's own words are what one should see."""


@contextmanager
def serve(
    folder: Path,
    calendars: Sequence[str] = (),
    *,
    user: str = "demo",
    password: str | None = None,
    port: int = 0,
) -> Iterator[Running]:
    """Serve until the block ends, from `folder` (made where it is missing, kept afterwards).

    `calendars` are made where they are missing, each at ``/USER/NAME/``. A password that is not given is a new random
    one; `port` 0 is any free one. ConfigError without Radicale; LocalFailure when the port or folder cannot be had.
    """
    try:
        import radicale.app
        import radicale.config
    except ImportError:
        raise ConfigError(
            "demo", "Radicale is not installed", "install it with: pip install 'afterview[demo]'"
        ) from None
    password = password or secrets.token_urlsafe(12)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        users = folder / "users"
        users.touch(mode=0o600)
        users.write_text(f"{user}:{password}\n", encoding="utf-8")
        for name in calendars:
            _make(folder, user, name)
    except OSError as problem:
        raise LocalFailure(str(folder), (problem.strerror or "cannot be written").lower(), "check the folder") from None
    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    configuration = radicale.config.load()
    configuration.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(users),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(folder / "data"), "_filesystem_fsync": "False"},
            "web": {"type": "none"},
            "logging": {"level": "critical"},
        },
        "afterview",
        privileged=True,
    )
    try:
        server = make_server("127.0.0.1", port, radicale.app.Application(configuration), _Server, _Handler)
    except OSError as problem:
        raise LocalFailure(
            f"port {port}", (problem.strerror or "it cannot be had").lower(), "choose another port"
        ) from None
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="demo-server", daemon=True
    )
    thread.start()
    try:
        yield Running(url=f"http://127.0.0.1:{server.server_port}/", user=user, password=password)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _make(folder: Path, user: str, name: str) -> None:
    """A calendar as Radicale keeps one: a folder with its properties."""
    import json

    root = folder / "data" / "collection-root" / user / name
    root.mkdir(parents=True, exist_ok=True)
    properties = {"tag": "VCALENDAR", "D:displayname": name, "C:supported-calendar-component-set": "VEVENT,VTODO"}
    (root / ".Radicale.props").write_text(json.dumps(properties), encoding="utf-8")
