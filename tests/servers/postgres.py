"""PostgreSQL for the servers that keep their data in it: without a network, and without care for a power cut."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.servers.program import Room, Unavailable


def programs() -> Path:
    """The folder of the newest PostgreSQL there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise Unavailable("PostgreSQL is not installed")
    return found[-1].parent


def start(here: Room, port: int, *, tcp: bool = False) -> dict[str, str]:
    """A new cluster, whose superuser is postgres; the environment by which its clients find it.

    `tcp` lets it listen on 127.0.0.1 too, for clients that know no Unix socket.
    """
    bin_, data = programs(), here.folder / "postgres"
    here.run(bin_ / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    fast = [word for name in ("fsync", "full_page_writes", "synchronous_commit") for word in ("-c", f"{name}=off")]
    listen = "listen_addresses=" + ("127.0.0.1" if tcp else "")
    here.start(
        bin_ / "postgres", "-D", data, "-p", str(port), "-k", here.folder, "-c", listen, *fast, stop=signal.SIGINT
    )
    found = {"PGHOST": str(here.folder), "PGPORT": str(port), "PGUSER": "postgres"}
    here.wait_until(lambda: _answers(here, bin_, found))
    return found


def _answers(here: Room, bin_: Path, found: dict[str, str]) -> bool:
    try:
        here.run(bin_ / "pg_isready", "-q", environment=found)
    except Unavailable:
        return False
    return True
