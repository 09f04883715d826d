"""Passwords: found in order, never shown, never waited for without end."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from afterview import secrets
from afterview.errors import SecretUnavailable
from afterview.secrets import Login, Miss, NoSecret, Secret, find, forget, store

HOME = Login(account="home", username="alex", origin="https://dav.example.org")
PASSWORD = "correct horse battery"
SAYS_PASSWORD = (sys.executable, "-c", f"print({PASSWORD!r})")


class MemoryRing(KeyringBackend):
    """A keyring that works."""

    priority = 9.0
    entries: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("No such password!")


class RaisingRing(KeyringBackend):
    """A keyring that answers everything with an error, which quotes what it was given."""

    priority = 0.1
    error: ClassVar[type[Exception]] = KeyringLocked

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error(f"no {service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error(f"cannot set {service} {username} {password}")

    def delete_password(self, service: str, username: str) -> None:
        raise self.error(f"cannot delete {service} {username}")


class HungRing(KeyringBackend):
    """A keyring whose prompt nobody answers."""

    priority = 0.1
    answer: ClassVar[threading.Event] = threading.Event()
    prompts: ClassVar[list[str]] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.prompts.append(f"{service} {username}")
        self.answer.wait(60)
        return PASSWORD

    def set_password(self, service: str, username: str, password: str) -> None:
        self.prompts.append(f"{service} {username} {len(password)}")
        self.answer.wait(60)


class ForgetfulRing(MemoryRing):
    """A keyring that takes everything and keeps nothing."""

    priority = 0.1

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class PlainTextFile(MemoryRing):
    """A keyring that would be chosen if it were not a file in plain text."""

    __module__ = "keyrings.alt.file"
    priority = 99.0


def named(ring: type[KeyringBackend]) -> str:
    return f"{__name__}.{ring.__name__}"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No keyring of this machine's, no settings of its user's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(MemoryRing, "entries", {})
    monkeypatch.setattr(HungRing, "prompts", [])
    monkeypatch.setattr(HungRing, "answer", threading.Event())
    yield
    HungRing.answer.set()
    for thread in list(secrets._pending.values()):
        thread.join(10)


def misses(
    *, backend: str | None = None, command: tuple[str, ...] | None = None, environ: dict[str, str] | None = None
) -> tuple[Miss, ...]:
    with pytest.raises(NoSecret) as told:
        find(HOME, backend=backend, command=command, environ=environ or {}, timeout=5, command_timeout=5)
    assert str(told.value).isprintable()
    return told.value.misses


# ---- where it is looked for ------------------------------------------------------------------------------------------


def test_what_is_stored_is_found_and_forgotten() -> None:
    ring = named(MemoryRing)
    assert store(HOME, Secret(PASSWORD), backend=ring, environ={}) == "test secrets MemoryRing"
    assert MemoryRing.entries == {("afterview", "home (alex at https://dav.example.org)"): PASSWORD}
    assert find(HOME, backend=ring, environ={}) == Secret(PASSWORD)
    assert forget(HOME, backend=ring, environ={}) is True
    assert forget(HOME, backend=ring, environ={}) is False
    assert misses(backend=ring)[0] == Miss(source="keyring", kind="absent", detail="the keyring has none for it")


def test_the_keyring_comes_before_the_credential_and_that_before_the_command(tmp_path: Path) -> None:
    ring = named(MemoryRing)
    credential = tmp_path / "afterview.home"
    credential.write_bytes(b"from systemd\n")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    store(HOME, Secret("from keyring"), backend=ring)

    def found() -> str:
        return find(HOME, backend=ring, command=SAYS_PASSWORD, environ=environ).reveal()

    assert found() == "from keyring"
    forget(HOME, backend=ring)
    assert found() == "from systemd"
    credential.unlink()
    assert found() == PASSWORD


def test_a_password_for_one_host_is_not_found_for_another() -> None:
    ring = named(MemoryRing)
    store(HOME, Secret(PASSWORD), backend=ring)
    for other in (
        Login(account="home", username="alex", origin="https://dav.example.com"),
        Login(account="home", username="sam", origin="https://dav.example.org"),
        Login(account="work", username="alex", origin="https://dav.example.org"),
    ):
        with pytest.raises(NoSecret):
            find(other, backend=ring, environ={})


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.text("ab ()t", min_size=1), st.sampled_from(["x", "y"]))))
def test_no_two_logins_share_an_entry(parts: list[tuple[str, str, str]]) -> None:
    logins = {Login(account=account, username=username, origin=origin) for account, username, origin in parts}
    assert len({login.key for login in logins}) == len(logins)


def test_the_user_may_name_the_backend_as_keyring_has_it(tmp_path: Path) -> None:
    store(HOME, Secret(PASSWORD), backend=named(MemoryRing))
    assert find(HOME, environ={"PYTHON_KEYRING_BACKEND": named(MemoryRing)}) == Secret(PASSWORD)
    folder = tmp_path / "config" / "python_keyring"
    folder.mkdir(parents=True)
    (folder / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={named(MemoryRing)}\n")
    assert find(HOME, environ={}) == Secret(PASSWORD)
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=no.such.Keyring\n")
    assert misses()[0].kind == "failed"


def test_elsewhere_the_systems_keyring_is_detected_and_is_no_file_in_plain_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secrets, "ON_LINUX", False)
    store(HOME, Secret(PASSWORD), backend=named(MemoryRing))
    assert find(HOME, environ={}) == Secret(PASSWORD)
    assert store(HOME, Secret(PASSWORD), environ={}) == "test secrets MemoryRing"


# ---- what may be wrong with a keyring --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "kind", "detail"),
    [
        (KeyringLocked, "locked", "the keyring is locked"),
        (NoKeyringError, "none", "there is no keyring"),
        (InitError, "none", "the keyring cannot be opened"),
        (PasswordSetError, "failed", "the keyring failed (PasswordSetError)"),
        (RuntimeError, "failed", "the keyring failed (RuntimeError)"),
        (OSError, "failed", "the keyring failed (OSError)"),
    ],
)
def test_each_failure_of_a_keyring_has_its_kind_and_never_quotes_it(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], kind: str, detail: str
) -> None:
    monkeypatch.setattr(RaisingRing, "error", error)
    assert [(miss.kind, miss.detail) for miss in misses(backend=named(RaisingRing))[:1]] == [(kind, detail)]
    with pytest.raises(NoSecret, match=r"^home: the password was not kept: ") as told:
        store(HOME, Secret(PASSWORD), backend=named(RaisingRing))
    assert [miss.detail for miss in told.value.misses] == [detail]
    assert PASSWORD not in repr(told.value) + str(told.value)
    assert told.value.__cause__ is None
    with pytest.raises(NoSecret, match=r"^home: the password was not removed: "):
        forget(HOME, backend=named(RaisingRing))


def test_a_keyring_that_does_not_answer_is_given_up_on_and_not_asked_again_until_it_has_answered() -> None:
    def ask() -> Secret:
        return find(HOME, backend=named(HungRing), environ={}, timeout=0.01)

    for _ in range(3):
        with pytest.raises(NoSecret) as told:
            ask()
        assert told.value.misses[0].kind == "silent"
        assert told.value.waiting
    assert len(HungRing.prompts) == 1
    HungRing.answer.set()
    secrets._pending[f"find {named(HungRing)}"].join(10)
    assert find(HOME, backend=named(HungRing), environ={}, timeout=10) == Secret(PASSWORD)
    assert len(HungRing.prompts) == 2


def test_the_next_place_is_tried_after_a_keyring_that_does_not_answer() -> None:
    assert find(HOME, backend=named(HungRing), command=SAYS_PASSWORD, environ={}, timeout=0.01) == Secret(PASSWORD)


def test_storing_in_a_keyring_that_does_not_answer_ends_too() -> None:
    with pytest.raises(NoSecret, match=r"not kept: the keyring gave no answer within 0.01 seconds"):
        store(HOME, Secret(PASSWORD), backend=named(HungRing), timeout=0.01)


def test_a_keyring_that_keeps_nothing_is_found_out() -> None:
    with pytest.raises(NoSecret, match="the keyring took it and does not give it back"):
        store(HOME, Secret(PASSWORD), backend=named(ForgetfulRing))


@pytest.mark.parametrize(
    ("backend", "kind", "detail"),
    [
        ("keyring.backends.null.Keyring", "not set", "the keyring is switched off"),
        ("keyring.backends.fail.Keyring", "none", "there is no keyring"),
        ("no.such.Keyring", "failed", "there is no keyring backend no.such.Keyring"),
        (f"{__name__}.NoSuchRing", "failed", f"there is no keyring backend {__name__}.NoSuchRing"),
        ("pathlib.Path", "failed", "there is no keyring backend pathlib.Path"),
        ("nodots", "failed", "there is no keyring backend nodots"),
    ],
)
def test_a_backend_that_is_none_is_told_from_one_that_holds_nothing(backend: str, kind: str, detail: str) -> None:
    assert [(miss.kind, miss.detail) for miss in misses(backend=backend)[:1]] == [(kind, detail)]


@pytest.mark.skipif("sys.platform != 'linux'", reason="the Secret Service is the keyring of Linux")
def test_without_a_session_bus_there_is_no_keyring() -> None:
    assert misses() == (
        Miss(source="keyring", kind="none", detail="no keyring service is running"),
        Miss(source="credential", kind="not set", detail="$CREDENTIALS_DIRECTORY is not set"),
        Miss(source="command", kind="not set", detail="no password_command is set"),
    )


@pytest.mark.parametrize(
    ("backend", "waiting", "fix"),
    [
        (named(MemoryRing), False, "run `afterview login home`"),
        (named(RaisingRing), True, "unlock the keyring (logging in to the desktop does)"),
        (
            "keyring.backends.fail.Keyring",
            True,
            "set `password_command` in config.toml, or run `afterview login home` where a keyring is",
        ),
        (
            "keyring.backends.null.Keyring",
            False,
            "set `password_command` in config.toml, or run `afterview login home` where a keyring is",
        ),
    ],
)
def test_the_error_says_what_was_tried_and_what_to_do(backend: str, waiting: bool, fix: str) -> None:
    with pytest.raises(SecretUnavailable) as told:
        find(HOME, backend=backend, environ={})
    assert told.value.exit_code == 77
    assert isinstance(told.value, NoSecret)
    assert told.value.waiting is waiting
    assert str(told.value) == (
        f"home: no password: {told.value.misses[0].detail}, $CREDENTIALS_DIRECTORY is not set,"
        f" no password_command is set; {fix}"
    )


# ---- credentials -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (b"secret", "secret"),
        (b"secret\n", "secret"),
        (b"secret\r\n", "secret"),
        ("p\u00e4ss \n\n".encode(), "p\u00e4ss \n"),
    ],
)
def test_a_credential_is_the_whole_file_but_for_its_last_line_end(tmp_path: Path, data: bytes, password: str) -> None:
    (tmp_path / "afterview.home").write_bytes(data)
    found = find(HOME, backend=named(MemoryRing), environ={"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert found.reveal() == password


@pytest.mark.parametrize(
    ("data", "kind", "detail"),
    [
        (None, "absent", "$CREDENTIALS_DIRECTORY has no afterview.home"),
        (b"\n", "absent", "the credential afterview.home is empty"),
        (b"\xff", "failed", "the credential afterview.home is not UTF-8 text"),
        (b"x" * 65_537, "failed", "the credential afterview.home is too long for a password"),
    ],
)
def test_a_credential_that_is_none_is_told(tmp_path: Path, data: bytes | None, kind: str, detail: str) -> None:
    if data is not None:
        (tmp_path / "afterview.home").write_bytes(data)
    missed = misses(backend=named(MemoryRing), environ={"CREDENTIALS_DIRECTORY": str(tmp_path)})[1]
    assert (missed.source, missed.kind, missed.detail) == ("credential", kind, detail)


def test_a_credential_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "afterview.home").mkdir()
    missed = misses(backend=named(MemoryRing), environ={"CREDENTIALS_DIRECTORY": str(tmp_path)})[1]
    assert missed.detail == "the credential afterview.home cannot be read (Is a directory)"


def test_an_account_does_not_lead_out_of_the_credentials_folder(tmp_path: Path) -> None:
    (tmp_path / "afterview.x").mkdir()
    (tmp_path / "other").write_text("not yours")
    login = Login(account="x/../other", username="alex", origin="https://dav.example.org")
    with pytest.raises(NoSecret, match="cannot be the name of a credential"):
        find(login, backend=named(MemoryRing), environ={"CREDENTIALS_DIRECTORY": str(tmp_path)})


# ---- commands --------------------------------------------------------------------------------------------------------


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


NAME = Path(sys.executable).name


@pytest.mark.parametrize(
    ("program", "password"),
    [
        ("print('secret')", "secret"),
        ("print('secret\\r\\nlogin: alex')", "secret"),
        ("print('secret', end='')", "secret"),
        ("import sys; print(repr(sys.stdin.read()))", "''"),
        ("import sys; print('secret'); print('warning', file=sys.stderr)", "secret"),
    ],
)
def test_the_first_line_that_a_command_prints_is_the_password(program: str, password: str) -> None:
    assert find(HOME, backend=named(MemoryRing), command=python(program), environ={}).reveal() == password


def test_a_command_is_given_to_no_shell() -> None:
    command = (*python("import sys; print(sys.argv[1])"), "$HOME; `id`")
    assert find(HOME, backend=named(MemoryRing), command=command, environ={}).reveal() == "$HOME; `id`"


@pytest.mark.parametrize(
    ("command", "kind", "detail"),
    [
        (None, "not set", "no password_command is set"),
        (("/no/such/program", PASSWORD), "failed", "`program` cannot be run (No such file or directory)"),
        (("nul\0byte",), "failed", "cannot be run (no usable name)"),
        (python("raise SystemExit(3)"), "failed", f"`{NAME}` ended with status 3"),
        (
            python("import sys; print('hunter2'); sys.exit('gpg: \\033[31mhunter2\\nwrong key ' + 'x' * 500)"),
            "failed",
            f"`{NAME}` ended with status 1 (wrong key " + "x" * 149 + "…)",
        ),
        (
            python("import sys; print('hunter2'); sys.exit('\\033[31mhunter2 is no key')"),
            "failed",
            f"`{NAME}` ended with status 1 ( [31m… is no key)",
        ),
        (python("print()"), "absent", f"the output of `{NAME}` is empty"),
        (
            python("import sys; sys.stdout.buffer.write(b'\\xff')"),
            "failed",
            f"the output of `{NAME}` is not UTF-8 text",
        ),
        (python("print('x' * 70_000)"), "failed", f"the output of `{NAME}` is too long for a password"),
    ],
)
def test_a_command_that_gives_no_password_is_told(command: tuple[str, ...] | None, kind: str, detail: str) -> None:
    missed = misses(backend=named(MemoryRing), command=command)[2]
    assert (missed.source, missed.kind) == ("command", kind)
    assert missed.detail.endswith(detail)
    assert "hunter2" not in missed.detail
    assert PASSWORD not in missed.detail


def test_a_command_that_does_not_end_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    # a grandchild holds the pipe and a fifo open; the fifo's end shows that it is gone
    grandchild = f"import signal; f = open({str(alive)!r}, 'w'); signal.pause()"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}])"
    ended = threading.Event()

    def watch() -> None:
        with alive.open() as fifo:
            fifo.read()
        ended.set()

    threading.Thread(target=watch, daemon=True).start()
    with pytest.raises(NoSecret, match="took longer than 1 seconds"):
        find(HOME, backend=named(MemoryRing), command=python(program), environ={}, command_timeout=1)
    assert ended.wait(10)


# ---- never shown -----------------------------------------------------------------------------------------------------


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=6).filter(lambda text: text not in "Secret(…)"))
def test_a_secret_shows_itself_only_when_asked(password: str) -> None:
    secret = Secret(password)
    assert secret.reveal() == password
    for shown in (str(secret), repr(secret), f"{secret}", f"{[secret]}", "%s %r" % (secret, secret)):  # noqa: UP031
        assert password not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        hash(secret)
    assert secret == Secret(password)
    assert secret != Secret(password + "x")
    assert secret != password


# ---- a real Secret Service -------------------------------------------------------------------------------------------

_missing = [name for name in ("dbus-daemon", "gnome-keyring-daemon") if shutil.which(name) is None]
needs_service = pytest.mark.skipif(bool(_missing), reason=f"not installed here: {', '.join(_missing)}")


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    """An unlocked GNOME keyring on a session bus of its own; its process."""
    for variable in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        folder = tmp_path / variable
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.delenv("DISPLAY", raising=False)
    settings = tmp_path / "bus.conf"  # with no folder of services: nothing is started but by us
    settings.write_text(
        '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">'
        '<allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    bus = subprocess.Popen(
        ["dbus-daemon", "--nofork", "--nopidfile", "--print-address", f"--config-file={settings}"],
        stdout=subprocess.PIPE,
    )
    assert bus.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().decode().strip())
    ring = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert ring.stdin is not None
    ring.stdin.write(b"test-only")
    ring.stdin.close()
    try:
        _await_name("org.freedesktop.secrets")
        yield ring
    finally:
        for process in (ring, bus):
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait(10)
        bus.stdout.close()


def _await_name(name: str) -> None:
    from jeepney import MatchRule, message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

    rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    rule.add_arg_condition(0, name)
    with closing(open_dbus_connection()) as connection:
        daemon = Proxy(message_bus, connection)
        daemon.AddMatch(rule)
        with connection.filter(rule) as signals:
            if not daemon.NameHasOwner(name)[0]:
                connection.recv_until_filtered(signals, timeout=20)


@needs_service
def test_a_real_keyring_keeps_finds_and_forgets(service: subprocess.Popen[bytes]) -> None:
    assert service.poll() is None
    with pytest.raises(NoSecret) as told:
        find(HOME, environ={})
    assert told.value.misses[0] == Miss(source="keyring", kind="absent", detail="the keyring has none for it")
    assert store(HOME, Secret(PASSWORD), environ={}) == "SecretService Keyring"
    assert find(HOME, environ={}) == Secret(PASSWORD)
    assert find(HOME, backend=secrets.SECRET_SERVICE, environ={}) == Secret(PASSWORD)
    assert forget(HOME, environ={}) is True
    assert forget(HOME, environ={}) is False


@needs_service
@pytest.mark.parametrize("stored", [True, False])
def test_a_real_locked_keyring_is_told_from_an_empty_one_without_a_prompt(
    service: subprocess.Popen[bytes], stored: bool
) -> None:
    import secretstorage

    assert service.poll() is None
    if stored:
        store(HOME, Secret(PASSWORD), environ={})
    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.Collection(connection).lock()
    assert misses()[0] == Miss(source="keyring", kind="locked", detail="the keyring is locked")


@needs_service
def test_a_real_keyring_that_hangs_is_given_up_on_and_found_again(service: subprocess.Popen[bytes]) -> None:
    store(HOME, Secret(PASSWORD), environ={})
    service.send_signal(signal.SIGSTOP)
    with pytest.raises(NoSecret) as told:
        find(HOME, environ={}, timeout=0.2)
    assert told.value.misses[0].kind == "silent"
    service.send_signal(signal.SIGCONT)
    secrets._pending["find None"].join(10)
    assert find(HOME, environ={}) == Secret(PASSWORD)


@needs_service
def test_a_real_keyring_that_dies_is_none_and_no_crash(service: subprocess.Popen[bytes]) -> None:
    service.kill()
    service.wait(10)
    assert misses()[0] == Miss(source="keyring", kind="none", detail="no keyring service is running")
