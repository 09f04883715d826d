"""Secrets: the password of an account, from where the user keeps it; the one door to keyring.

Looked for in this order: the OS keyring (the named backend, else the one that the user has configured for keyring, else
the system's); the file `afterview.ACCOUNT` in `$CREDENTIALS_DIRECTORY` (systemd credentials); a command that prints it.
A keyring entry belongs to an account, a user name and an origin: when the server's address changes, the password is
asked for anew and goes nowhere else.

A lookup never opens a prompt of the Secret Service and never blocks for longer than its time limit: a keyring that does
not answer is left alone in its thread, and not asked again until it has answered. What was tried and why it gave
nothing is kept as values, and told in one line. Nothing here prints, and no message holds a password.
"""

from __future__ import annotations

import hmac
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias, TypeVar

from afterview.errors import SecretUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "afterview"
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"  # noqa: S105 - a class path
ON_LINUX = sys.platform == "linux"
"""Where the Secret Service is the keyring, and what keyring would detect need not be looked for (16 processes)."""
SIZE_LIMIT = 65_536
COMMAND_TIMEOUT = 30.0
"""Seconds for a password command, which may have to wait for a smart card or a PIN."""
STORE_TIMEOUT = 120.0
"""Seconds for storing, in which a person may have to unlock the keyring."""

T = TypeVar("T")

Source: TypeAlias = Literal["keyring", "credential", "command"]
Kind: TypeAlias = Literal["locked", "silent", "none", "absent", "failed", "not set"]
"""locked: there, or perhaps there, behind a lock. silent: no answer in time. none: no keyring that can be used.
absent: looked, and it is not stored. failed: something else went wrong. not set: nothing was configured."""


class Secret:
    """A password that shows itself only when asked to."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The password itself, for the login alone."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Whose password, for what."""

    account: str
    username: str
    origin: str
    """Scheme, host and port that it may be sent to, or the mail domain that leads there."""

    @property
    def key(self) -> str:
        """The user name of the keyring entry; no two logins share one, for neither account nor origin has a space."""
        return f"{self.account} ({self.username} at {self.origin})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One place that gave no password."""

    source: Source
    kind: Kind
    detail: str
    """Part of a sentence."""


class NoSecret(SecretUnavailable):
    """Every place was tried in vain."""

    def __init__(self, login: Login, misses: Sequence[Miss], *, what: str = "no password") -> None:
        self.misses = tuple(misses)
        super().__init__(login.account, f"{what}: " + ", ".join(miss.detail for miss in misses), self._fix(login))

    @property
    def waiting(self) -> bool:
        """Whether it may come by itself: a keyring that is locked, silent or not up yet."""
        return any(miss.source == "keyring" and miss.kind in ("locked", "silent", "none") for miss in self.misses)

    def _fix(self, login: Login) -> str:
        kinds = {miss.kind for miss in self.misses if miss.source == "keyring"}
        if "locked" in kinds:
            return "unlock the keyring (logging in to the desktop does)"
        if "silent" in kinds:
            return "answer its prompt if one is open, or restart the keyring's service"
        if kinds & {"none", "not set", "failed"}:
            return f"set `password_command` in config.toml, or run `afterview login {login.account}` where a keyring is"
        return f"run `afterview login {login.account}`"


class _Missed(Exception):
    def __init__(self, kind: Kind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def find(
    login: Login,
    *,
    backend: str | None = None,
    command: Sequence[str] | None = None,
    environ: Mapping[str, str] = os.environ,
    timeout: float = 10.0,
    command_timeout: float = COMMAND_TIMEOUT,
) -> Secret:
    """The password for `login`. Raises NoSecret with a Miss for each place tried.

    `backend`: class path of a keyring backend; None for the configured or the system's. `command`: program and
    arguments. `timeout`: seconds for the keyring.
    """
    found = look(
        login, backend=backend, command=command, environ=environ, timeout=timeout, command_timeout=command_timeout
    )
    if found.secret is None:
        raise NoSecret(login, found.misses)
    return found.secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of looking for a password."""

    secret: Secret | None
    source: Source | None
    """The place that gave it."""
    misses: tuple[Miss, ...]
    """The places tried before in vain; all of them where none gave it."""


def look(
    login: Login,
    *,
    backend: str | None = None,
    command: Sequence[str] | None = None,
    environ: Mapping[str, str] = os.environ,
    timeout: float = 10.0,
    command_timeout: float = COMMAND_TIMEOUT,
) -> Looked:
    """Look for the password for `login` as `find` does, and tell of each place."""
    misses: list[Miss] = []
    places: tuple[tuple[Source, Callable[[], str]], ...] = (
        ("keyring", lambda: _from_keyring(login, backend, environ, timeout)),
        ("credential", lambda: _from_credential(login, environ)),
        ("command", lambda: _from_command(command, command_timeout)),
    )
    for source, ask in places:
        try:
            return Looked(secret=Secret(ask()), source=source, misses=tuple(misses))
        except _Missed as missed:
            misses.append(Miss(source=source, kind=missed.kind, detail=missed.detail))
    return Looked(secret=None, source=None, misses=tuple(misses))


def store(
    login: Login,
    secret: Secret,
    *,
    backend: str | None = None,
    environ: Mapping[str, str] = os.environ,
    timeout: float = STORE_TIMEOUT,
) -> str:
    """Keep `secret` for `login` and read it back; the name of the keyring that has it. Raises NoSecret."""

    def ask() -> str:
        ring = _backend(backend, environ)
        ring.set_password(SERVICE, login.key, secret.reveal())
        if ring.get_password(SERVICE, login.key) != secret.reveal():
            _missed("failed", "the keyring took it and does not give it back")
        return str(ring.name)

    return _for_person(login, "kept", ask, timeout)


def forget(
    login: Login,
    *,
    backend: str | None = None,
    environ: Mapping[str, str] = os.environ,
    timeout: float = STORE_TIMEOUT,
) -> bool:
    """Take what is stored for `login` out of the keyring; False when there was nothing. Raises NoSecret."""

    def ask() -> bool:
        ring = _backend(backend, environ)
        if ring.get_password(SERVICE, login.key) is None:
            return False
        ring.delete_password(SERVICE, login.key)
        return True

    return _for_person(login, "removed", ask, timeout)


# ---- the keyring -----------------------------------------------------------------------------------------------------

_pending: dict[str, threading.Thread] = {}
"""Lookups that have not been answered, by backend: each further one would open another prompt and hang as well."""
_pending_lock = threading.Lock()


def _from_keyring(login: Login, backend: str | None, environ: Mapping[str, str], timeout: float) -> str:
    def ask() -> str:
        ring = _backend(backend, environ)
        if _class_path(ring) == SECRET_SERVICE:
            return _from_secret_service(login.key)
        return ring.get_password(SERVICE, login.key) or _missed("absent", "the keyring has none for it")

    return _in_time(f"find {backend}", ask, timeout)


def _from_secret_service(key: str) -> str:
    """Search without unlocking: `keyring` itself would open a prompt and wait for it."""
    import secretstorage

    try:
        opened = secretstorage.dbus_init()
    except OSError:  # SecretStorage expects a bus that refuses, not one whose socket is gone
        _missed("none", "no keyring service is running")
    with closing(opened) as connection:
        items = list(secretstorage.search_items(connection, {"service": SERVICE, "username": key}))
        for item in items:
            if not item.is_locked():
                return str(item.get_secret().decode()) or _missed("absent", "the keyring has an empty one for it")
        try:
            locked = bool(items) or secretstorage.Collection(connection).is_locked()
        except secretstorage.ItemNotFoundException:  # the service has just been set up and has no default collection
            locked = False
    return _missed("locked", "the keyring is locked") if locked else _missed("absent", "the keyring has none for it")


def _backend(name: str | None, environ: Mapping[str, str]) -> KeyringBackend:
    """The named backend, the one configured for keyring, or the system's. Raises _Missed."""
    import keyring.core
    from keyring.backends import fail, null

    name = name or environ.get("PYTHON_KEYRING_BACKEND")
    try:
        if name is not None:
            ring = keyring.core.load_keyring(name)
        else:
            ring = keyring.core.load_config() or (
                keyring.core.load_keyring(SECRET_SERVICE) if ON_LINUX else _detected()
            )
    except (ImportError, AttributeError, ValueError, TypeError):
        _missed("failed", f"there is no keyring backend {name or 'of the name in keyringrc.cfg'}")
    except (RuntimeError, OSError):  # keyring's way to say that a backend does not work here; a bus that is not there
        _missed("none", "no keyring service is running")
    if isinstance(ring, null.Keyring):
        _missed("not set", "the keyring is switched off")
    if isinstance(ring, fail.Keyring):
        _missed("none", "there is no keyring")
    return ring


def _detected() -> KeyringBackend:
    """The system's backend, looked for each time: keyring would go on with what it found when the process began.

    Files in plain text are not the system's; whoever wants one names it.
    """
    import keyring.backend
    from keyring.backends import chainer, fail, null

    with suppress(KeyError):  # nothing has been detected yet
        keyring.backend.get_all_keyring.reset()
    rings = [
        ring
        for ring in keyring.backend.get_all_keyring()
        if not isinstance(ring, (chainer.ChainerBackend, fail.Keyring, null.Keyring))
        and not _class_path(ring).startswith(("keyrings.alt.", "keyrings.cryptfile."))
    ]
    return max(rings, key=keyring.backend.by_priority) if rings else _missed("none", "there is no keyring")


def _class_path(ring: KeyringBackend) -> str:
    return f"{type(ring).__module__}.{type(ring).__qualname__}"


def _in_time(what: str, ask: Callable[[], T], timeout: float) -> T:
    """The answer of `ask`, called in a thread of its own. Raises _Missed, whatever happened there.

    Of `what` has been asked and not been answered nothing is asked again.
    """
    answers: list[T] = []
    misses: list[_Missed] = []

    def call() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001 - a backend may raise anything
            misses.append(_told(error))

    with _pending_lock:
        held = _pending.get(what)
        if held is not None and held.is_alive():
            _missed("silent", "the keyring has not answered since it was last asked")
        # D-Bus is waited for without an end: a thread is all that can be given up on
        thread = _pending[what] = threading.Thread(target=call, name=f"keyring: {what}", daemon=True)
        thread.start()
    thread.join(timeout)
    if answers:
        return answers[0]
    if misses:
        raise misses[0]
    return _missed("silent", f"the keyring gave no answer within {timeout:g} seconds")


_KINDS: Mapping[str, tuple[Kind, str]] = {
    "KeyringLocked": ("locked", "the keyring is locked"),
    "LockedException": ("locked", "the keyring is locked"),
    "PromptDismissedException": ("locked", "the keyring was not unlocked"),
    "NoKeyringError": ("none", "there is no keyring"),
    "InitError": ("none", "the keyring cannot be opened"),
    "SecretServiceNotAvailableException": ("none", "no keyring service is running"),
}


def _told(error: Exception) -> _Missed:
    """What a backend's exception means, by the name of its class: keyring's, SecretStorage's or another library's.

    Never by its text, which may quote what the backend was given.
    """
    if isinstance(error, _Missed):
        return error
    for kind in type(error).__mro__:
        if kind.__name__ in _KINDS:
            return _Missed(*_KINDS[kind.__name__])
    return _Missed("failed", f"the keyring failed ({type(error).__name__})")


def _missed(kind: Kind, detail: str) -> NoReturn:
    raise _Missed(kind, detail) from None


# ---- the other places ------------------------------------------------------------------------------------------------


def _from_credential(login: Login, environ: Mapping[str, str]) -> str:
    """systemd.exec(5), "Credentials"."""
    folder = environ.get("CREDENTIALS_DIRECTORY")
    name = f"{SERVICE}.{login.account}"
    if not folder:
        _missed("not set", "$CREDENTIALS_DIRECTORY is not set")
    if Path(name).name != name:
        _missed("failed", f"{login.account!r} cannot be the name of a credential")
    try:
        with (Path(folder) / name).open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        _missed("absent", f"$CREDENTIALS_DIRECTORY has no {name}")
    except OSError as error:
        _missed("failed", f"the credential {name} cannot be read ({error.strerror})")
    return _text(data.removesuffix(b"\n").removesuffix(b"\r"), f"the credential {name}")


def _from_command(command: Sequence[str] | None, timeout: float) -> str:
    """The first line that `command` prints; it gets no shell, no input, and no longer than `timeout` seconds."""
    if not command:
        _missed("not set", "no password_command is set")
    name = _printable(Path(command[0]).name)  # the other words may hold anything
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no usable name"
        _missed("failed", f"`{name}` cannot be run ({reason})")
    with process:
        try:
            output, complaint = process.communicate(timeout=timeout)
        except BaseException as error:
            with suppress(ProcessLookupError):  # with all that it has started, or its pipes would stay open
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                _missed("silent", f"`{name}` took longer than {timeout:g} seconds")
            raise
    line = output.split(b"\n", 1)[0].removesuffix(b"\r")
    if process.returncode != 0:
        why = _complaint(complaint, output)
        _missed("failed", f"`{name}` ended with status {process.returncode}" + (f" ({why})" if why else ""))
    return _text(line, f"the output of `{name}`")


def _text(data: bytes, of: str) -> str:
    if len(data) > SIZE_LIMIT:
        _missed("failed", f"{of} is too long for a password")
    try:
        return data.decode() or _missed("absent", f"{of} is empty")
    except UnicodeDecodeError:
        _missed("failed", f"{of} is not UTF-8 text")


def _complaint(stderr: bytes, stdout: bytes) -> str:
    """The last line of `stderr` that says something, fit to be shown: no line of `stdout` may stand in it."""
    text = stderr[-SIZE_LIMIT:].decode("utf-8", "replace")
    for line in sorted(filter(None, stdout.decode("utf-8", "replace").splitlines()), key=len, reverse=True):
        text = text.replace(line, "…")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _printable(lines[-1]) if lines else ""


def _printable(text: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= 160 else shown[:159] + "…"


def _for_person(login: Login, what: str, ask: Callable[[], T], timeout: float) -> T:
    try:
        return _in_time(f"{what} {login.key}", ask, timeout)
    except _Missed as missed:
        miss = Miss(source="keyring", kind=missed.kind, detail=missed.detail)
        raise NoSecret(login, (miss,), what=f"the password was not {what}") from None
