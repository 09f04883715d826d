"""sabre/dav 1.8 on SQLite, behind PHP's own web server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.client import TestServer
from tests.servers.program import answers, free_port, room


@contextmanager
def sabre() -> Iterator[TestServer]:
    """With user alice, password secret."""
    with room("sabre", "php", "/usr/share/php/Sabre/autoload.php") as here:
        port = free_port()
        server = TestServer(url=f"http://127.0.0.1:{port}/", user="alice", password="secret", home="/calendars/alice/")
        script = here.write("server.php", Path(__file__).with_name("sabre.php").read_text("utf-8"))
        settings = {"SABRE_DATA": str(here.folder), "SABRE_USER": server.user, "SABRE_PASSWORD": server.password}
        here.run("php", script, environment=settings)
        settings["PHP_CLI_SERVER_WORKERS"] = "2"
        here.start("php", "-S", f"127.0.0.1:{port}", script, environment=settings)
        here.wait_until(lambda: answers(server))
        yield server
