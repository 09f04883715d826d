"""A server between the daemon and the real one: it counts what is asked, and makes trouble when told to."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.servers import TestServer

UNAVAILABLE = b"HTTP/1.1 503 Later\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
FORBIDDEN = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
UNAUTHORIZED = (
    b'HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
)
PORTAL = b"HTTP/1.1 302 Log in\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
SILENCE = b""
"""The request is taken and never answered."""


@dataclass
class Between:
    """Where it answers, what it was asked, and what it says instead of the real server."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    """The methods, in order."""
    heads: list[bytes] = field(default_factory=list)
    """First line and headers of each request that the real server has answered."""
    trouble: bytes | None = None
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set at each request."""
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def between(server: TestServer) -> Iterator[Between]:
    """One in front of `server`."""
    state = Between()
    real = urlsplit(server.url)

    class Handler(socketserver.BaseRequestHandler):
        request: socket.socket

        def handle(self) -> None:
            with suppress(OSError):
                self._answer()

        def _answer(self) -> None:
            data = b""
            while b"\r\n\r\n" not in data:
                data += self._more()
            head, _, body = data.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            while len(body) < (int(length[1]) if length else 0):
                body += self._more()
            state.asked.append(head.split()[0].decode())
            state.arrived.set()
            if state.trouble == SILENCE:
                state.ended.wait()
            elif state.trouble is not None:
                self.request.sendall(state.trouble)
            else:
                head = re.sub(rb"(?i)\r\nconnection:[^\r]*", b"", head) + b"\r\nConnection: close"
                self._forward(head + b"\r\n\r\n" + body)

        def _forward(self, data: bytes) -> None:
            with socket.create_connection((real.hostname or "", real.port or 0), timeout=60) as line:
                line.sendall(data)
                state.heads += [data.partition(b"\r\n\r\n")[0]] if (piece := line.recv(65536)) else []
                while piece:
                    self.request.sendall(piece)
                    piece = line.recv(65536)

        def _more(self) -> bytes:
            piece = self.request.recv(65536)
            if not piece:
                raise ConnectionError
            return piece

    class Listening(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 20

        def handle_error(self, *_: Any) -> None:
            """What breaks off here is told by the other side."""

    with Listening(("127.0.0.1", 0), Handler) as listening:
        state.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield state
        finally:
            state.ended.set()
            listening.shutdown()
            thread.join()
