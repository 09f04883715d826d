"""What the sandbox lets a service do, tried by a process in it: ExecStartPre of the unit. It prints JSON into $1."""

import ctypes
import json
import mmap
import os
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

HOME = Path.home()


def allowed(attempt: Callable[[], object]) -> bool:
    """Whether it can be done at all."""
    try:
        attempt()
    except Exception:  # noqa: BLE001 (whatever kept it from happening)
        return False
    return True


def written(path: Path) -> Callable[[], object]:
    """Try to write a file."""
    return lambda: path.write_text("probe")


def opened(family: int, kind: int) -> Callable[[], object]:
    """Try to have a socket."""
    return lambda: socket.socket(family, kind).close()


def connected(path: str) -> None:
    """Try to reach a socket in the file system."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(path)


def thread() -> None:
    """Try to have a second thread."""
    other = threading.Thread(target=int)
    other.start()
    other.join()


def setuid() -> None:
    """Try to make a program that runs as its owner."""
    path = HOME / ".cache/afterview/suid"
    path.touch()
    path.chmod(0o4755)


def personality() -> None:
    """Try to be another kind of system."""
    if ctypes.CDLL(None).personality(0x0020000) < 0:
        raise PermissionError


def database() -> None:
    """Try to keep a database, as the ledger is one."""
    base = sqlite3.connect(HOME / ".local/state/afterview/probe.sqlite3")
    base.execute("pragma journal_mode=wal")
    base.execute("create table if not exists t (x)")
    base.close()


RUNTIME = os.environ.get("XDG_RUNTIME_DIR", "")
WANTED = {
    "keep state": written(HOME / ".local/state/afterview/probe"),
    "keep a cache": written(HOME / ".cache/afterview/probe"),
    "keep a database": database,
    "read the configuration": (HOME / ".config/afterview/config.toml").read_text,
    "write /tmp": written(Path("/tmp/probe")),
    "AF_INET": opened(socket.AF_INET, socket.SOCK_STREAM),
    "resolve a name": lambda: socket.getaddrinfo("localhost", 443),
    "TLS": ssl.create_default_context,
    "the session bus": lambda: connected(f"{RUNTIME}/bus"),
    "a thread": thread,
    "a process": lambda: subprocess.run(["true"], check=True),
}
"""What it needs."""
REFUSED = {
    "write /usr": written(Path("/usr/probe")),
    "write /etc": written(Path("/etc/probe")),
    "write home": written(HOME / "probe"),
    "write the configuration": written(HOME / ".config/afterview/probe"),
    "write units": written(HOME / ".config/systemd/user/probe.service"),
    "look into ~/.ssh": lambda: list((HOME / ".ssh").iterdir()),
    "look into /root": lambda: list(Path("/root").iterdir()),
    "memory to write and execute": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC),
    "a namespace": lambda: subprocess.run(["unshare", "--user", "true"], check=True, capture_output=True),
    "a setuid file": setuid,
    "another personality": personality,
    "AF_NETLINK": opened(socket.AF_NETLINK, socket.SOCK_RAW),
    "AF_PACKET": opened(socket.AF_PACKET, socket.SOCK_RAW),
    "real time": lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
}
"""What it does not need."""


def main() -> None:
    """Try all of it."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    tried = {what: allowed(attempt) for what, attempt in (WANTED | REFUSED).items()}
    rights = {name: status[name].strip() for name in ("NoNewPrivs", "Seccomp", "CapEff", "CapBnd")}
    limits = {"umask": oct(os.umask(0o077)), "tmp": [entry.name for entry in Path("/tmp").iterdir()]}
    Path(sys.argv[1]).write_text(json.dumps({"allowed": tried, **rights, **limits}))


if __name__ == "__main__":
    main()
