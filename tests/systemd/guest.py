"""A machine in the machine: the installed systemd booted as PID 1 in namespaces, with a user whose manager runs.

`with booted(...) as guest:` takes about two seconds and needs root, overlayfs and cgroup v2, no container engine and no
KVM. What is written inside is gone afterwards. Its network is a loopback of its own.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import afterview

T = TypeVar("T")

USER = "alex"
BOOT = Path(__file__).with_name("boot.sh")
NEEDED = {
    "/lib/systemd/systemd": "systemd-sysv",
    "/usr/bin/dbus-daemon": "dbus",
    "/usr/lib/systemd/user/dbus.socket": "dbus-user-session",
    "/usr/bin/gnome-keyring-daemon": "gnome-keyring",
    "/usr/bin/unshare": "util-linux",
    "/usr/bin/ip": "iproute2",
}
"""What must be there, and the Debian package that has it."""
PACKAGES = {"/srv/source": str(Path(afterview.__file__).parent.parent), "/srv/packages": sysconfig.get_path("purelib")}
"""Where the guest sees the libraries and the source: a checkout below /tmp would not be seen by its services."""
PYTHON = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
"""The one that virtual environments are made of, here and in the guest."""
PROGRAM = "/home/alex/my apps/100% $mine"
"""Where afterview is installed in the guest: a path that has to be quoted in each of the ways there are."""


class CannotBoot(Exception):
    """This machine has no way to boot another in itself."""


def until(true: Callable[[], object], *, limit: float = 60.0, what: str = "it") -> None:
    """Return as soon as `true` holds. AssertionError after `limit` seconds."""
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, f"{what}: not within {limit:g} seconds"
        time.sleep(0.05)


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A running one."""

    pid: int
    """Its PID 1, as the host counts."""

    @property
    def root(self) -> Path:
        """Its file system, seen from the host."""
        return Path(f"/proc/{self.pid}/root")

    def home(self, path: str = "") -> Path:
        """A path below the user's home, seen from the host."""
        return self.root / "home" / USER / path

    def entered(self, *words: str) -> list[str]:
        """The command of the host's that is `words` in there, as root."""
        inside = ["nsenter", f"--target={self.pid}", "-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "--", "env", "-i"]
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return [*inside, path, "HOME=/root", "LANG=C.UTF-8", *words]

    def run(self, *words: str, typed: str = "", limit: float = 60.0) -> subprocess.CompletedProcess[str]:
        """A command as root."""
        return subprocess.run(
            self.entered(*words),
            input=typed,
            capture_output=True,
            text=True,
            timeout=limit,
            check=False,
        )

    def out(self, *words: str) -> str:
        """What a command prints that succeeds, as root."""
        done = self.run(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def as_user(self, *words: str) -> list[str]:
        """What `words` is for root in there who runs them as the user, with the bus of the user's manager."""
        uid = self.uid
        env = [f"HOME=/home/{USER}", f"USER={USER}", f"LOGNAME={USER}", "LANG=C.UTF-8", "TZ=Europe/Berlin"]
        bus = [f"XDG_RUNTIME_DIR=/run/user/{uid}", f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{uid}/bus"]
        switch = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--init-groups", "--"]
        return [*switch, "env", "-C", f"/home/{USER}", *env, *bus, *words]

    def user(self, *words: str, typed: str = "", limit: float = 60.0) -> subprocess.CompletedProcess[str]:
        """A command as the user, with the bus of the user's manager."""
        return self.run(*self.as_user(*words), typed=typed, limit=limit)

    @property
    def uid(self) -> int:
        """The user's number."""
        return self.home().stat().st_uid

    def afterview(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """The program as the user has it."""
        return self.user(f"{PROGRAM}/bin/afterview", *words, typed=typed)

    def write(self, path: str, text: str) -> None:
        """Write a file of the user's, below home."""
        done = self.user(
            "sh", "-c", 'mkdir -p "$(dirname "$1")" && cat > "$1"', "sh", f"/home/{USER}/{path}", typed=text
        )
        assert done.returncode == 0, done.stderr

    def property(self, name: str, unit: str = "afterview.service") -> str:
        """What the user's manager says of a unit."""
        return self.user("systemctl", "--user", "show", f"--property={name}", "--value", unit).stdout.strip()

    def journal(self, *only: str) -> list[str]:
        """The messages in the journal that match."""
        return self.out("journalctl", "--quiet", "--no-pager", "--output=cat", *only).splitlines()

    def network(self, call: Callable[[], T]) -> T:
        """The answer of `call`, which sees the network of the guest in this process."""
        answers: list[T] = []
        problems: list[BaseException] = []

        def inside() -> None:
            try:
                with open(f"/proc/{self.pid}/ns/net") as network:  # noqa: PTH123 (a file to hand on, not a path)
                    # os.setns came with Python 3.12; it holds for this thread alone
                    assert ctypes.CDLL(None, use_errno=True).setns(network.fileno(), 0x40000000) == 0
                answers.append(call())
            except BaseException as problem:  # noqa: BLE001 (raised again below)
                problems.append(problem)

        thread = threading.Thread(target=inside)
        thread.start()
        thread.join()
        if problems:
            raise problems[0]
        return answers[0]


@contextmanager
def booted() -> Iterator[Guest]:
    """One with a lingering user, whose manager runs, and with afterview in the user's home. Raises CannotBoot."""
    missing = sorted({package for path, package in NEEDED.items() if not Path(path).exists()})
    if os.geteuid() != 0:
        raise CannotBoot("needs root")
    if missing:
        raise CannotBoot(f"needs {', '.join(missing)}")
    known = Path("/proc/filesystems").read_text().split()
    if not {"overlay", "cgroup2"} <= set(known):
        raise CannotBoot("needs overlayfs and cgroup v2")
    folder = Path(tempfile.mkdtemp(prefix="guest", dir="/run"))
    console = folder.with_suffix(".log")
    with _cgroup(folder) as group:
        namespaces = ["--mount", "--propagation=private", "--pid", "--cgroup", "--ipc", "--uts", "--net"]
        enter = ["sh", "-c", f'echo $$ > {group}/cgroup.procs && exec "$@"', "sh"]
        boot = ["unshare", *namespaces, "--fork", "--kill-child=KILL", "--", str(BOOT), str(folder)]
        pairs = [f"{source}:{target}" for target, source in PACKAGES.items()]
        with console.open("wb") as out:
            outer = subprocess.Popen([*enter, *boot, *pairs], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            guest = Guest(pid=_first(outer, console))
            _wait_for_boot(guest, outer, console)
            _settle(guest)
            yield guest
        finally:
            outer.kill()  # and with it, by --kill-child, all in there
            outer.wait()
            console.unlink()
            folder.rmdir()


@contextmanager
def _cgroup(folder: Path) -> Iterator[Path]:
    """A control group of the guest's own."""
    mounts = [Path("/sys/fs/cgroup/unified"), Path("/sys/fs/cgroup")]
    top = next((mount for mount in mounts if (mount / "cgroup.controllers").exists()), None)
    own = folder.with_suffix(".cgroup")
    if top is None:
        own.mkdir()
        if subprocess.run(["mount", "-t", "cgroup2", "cgroup2", own], check=False).returncode:
            own.rmdir()
            raise CannotBoot("cgroup v2 cannot be mounted")
    group = (top or own) / folder.name
    try:
        group.mkdir()
    except OSError as problem:
        raise CannotBoot(f"no control group can be made ({problem.strerror})") from None
    try:
        yield group
    finally:
        until(lambda: _removed(group), what="the end of the guest's processes")
        if top is None:
            subprocess.run(["umount", own], check=True)
            own.rmdir()


def _removed(group: Path) -> bool:
    for inner in sorted(group.rglob("*/"), reverse=True):
        with suppress(OSError):
            inner.rmdir()
    with suppress(OSError):
        group.rmdir()
    return not group.exists()


def _first(outer: subprocess.Popen[bytes], console: Path) -> int:
    """The guest's PID 1, once it is systemd."""
    found: list[int] = []

    def there() -> bool:
        if outer.poll() is not None:
            raise CannotBoot(f"no namespaces here: {_last_line(console)}")
        for child in Path(f"/proc/{outer.pid}/task/{outer.pid}/children").read_text().split():
            with suppress(OSError):
                if Path(f"/proc/{child}/comm").read_text() == "systemd\n":
                    found.append(int(child))
        return bool(found)

    until(there, what="systemd as PID 1")
    return found[0]


def _wait_for_boot(guest: Guest, outer: subprocess.Popen[bytes], console: Path) -> None:
    def up() -> bool:
        if outer.poll() is not None:
            raise CannotBoot(f"systemd does not boot here: {_last_line(console)}")
        return guest.run("systemctl", "is-system-running").stdout.strip() in ("running", "degraded")

    until(up, limit=60, what="the guest's boot")


def _last_line(console: Path) -> str:
    lines = console.read_text(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it says nothing")


def _settle(guest: Guest) -> None:
    """A user who lingers, and the program in the user's home."""
    guest.out("useradd", "--create-home", "--shell", "/bin/bash", USER)
    for parent in PYTHON.parents:  # a Python in somebody's home
        mode = (guest.root / parent.relative_to("/")).stat().st_mode
        guest.out("chmod", f"{mode & 0o7777 | 0o011:o}", str(parent))
    guest.out("loginctl", "enable-linger", USER)
    guest.out("systemctl", "start", f"user@{guest.uid}.service")
    install(guest, PROGRAM)


def install(guest: Guest, place: str) -> None:
    """Put afterview into an environment of its own, with a start script as pip writes it where a path has a space."""
    guest.out(str(PYTHON), "-m", "venv", "--without-pip", place)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    inside = guest.root / place.removeprefix("/")
    (inside / f"lib/{version}/site-packages/afterview.pth").write_text("".join(f"{target}\n" for target in PACKAGES))
    python = f"{place}/bin/python".replace("$", "\\$")
    start = f"""#!/bin/sh\n'''exec' "{python}" "$0" "$@"\n' '''\n"""
    script = inside / "bin/afterview"
    script.write_text(start + "import sys\nfrom afterview.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)


def have(program: str) -> bool:
    """Whether it is on this machine."""
    return shutil.which(program) is not None
