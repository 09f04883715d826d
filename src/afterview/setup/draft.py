"""The answers so far, and the file that they make: checked as it would be read, written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from difflib import ndiff
from pathlib import Path
from typing import Any

from afterview import config
from afterview.config import Account, Config
from afterview.errors import ConfigError, LocalFailure
from afterview.setup.document import Value, edited
from afterview.setup.guesses import own_zone

_ANY_ACCOUNT = '\n[[account]]\nname = "x"\nfolder = "/"\n'


class Draft:
    """What config.toml is to be. Nothing is written before `save`."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        """Begin with what stands in `path`; `anew`: as if it were not there, and set it aside at the end.

        Raises ConfigError for a file that is there and wrong.
        """
        self.path = path
        self._anew = anew
        self._zoneless = own_zone() is None
        self.aside: Path | None = None
        """Where a former file was put that could not be gone on with."""
        self._found = _read(path)
        self.former = None if anew or self._found is None else _decoded(self._found, path)
        self._general: dict[str, Value] = {}
        self._accounts: dict[str, dict[str, Value]] = {}
        if self.former is not None:
            # a file that only lacks an account is one to go on with
            data = _toml(self.former)
            whole = self.former if data is None or "account" in data else self.former + _ANY_ACCOUNT
            self._parsed(whole)

    @property
    def text(self) -> str:
        """The file as it would be written."""
        return edited(self.former, self._general, self._accounts) if self.changed else self.former or ""

    @property
    def changed(self) -> bool:
        """Whether anything was answered."""
        return bool(self._general or self._accounts)

    @property
    def differs(self) -> bool:
        """Whether there is anything to write."""
        return self.text != (self.former or "")

    @property
    def config(self) -> Config:
        """The settings that follow from it. Raises ConfigError, for example while there is no account."""
        return self._parsed(self.text)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts so far."""
        return self.config.accounts if "account" in self._data else ()

    @property
    def before(self) -> tuple[Account, ...]:
        """The accounts that the file has now."""
        data = _toml(self.former or "") or {}
        return self._parsed(self.former or "").accounts if "account" in data else ()

    def account(self, name: str) -> Account:
        """The account of that name; KeyError where there is none."""
        return {a.name: a for a in self.accounts}[name]

    def said(self, key: str) -> Any:
        """What the file says for the setting `key`; None where it says nothing."""
        return self._data.get(key)

    @property
    def _data(self) -> dict[str, Any]:
        return tomllib.loads(self.text)

    def _parsed(self, text: str) -> Config:
        if self._zoneless and "timezone" not in (_toml(text) or {}):
            text = f'timezone = "UTC"\n{text}'  # until it has been asked for
        return config.parse(text, self.path)

    def set(self, key: str, value: Value) -> None:
        """Change a setting of the whole file. Raises ConfigError, and changes nothing, where it cannot be so."""
        with self._checked():
            self._general[key] = value

    def set_account(self, name: str, settings: Mapping[str, Value]) -> None:
        """Change settings of an account, or add it. Raises ConfigError, and changes nothing, where it cannot be so."""
        with self._checked():
            self._accounts[name] = self._accounts.get(name, {}) | dict(settings)

    @contextmanager
    def _checked(self) -> Iterator[None]:
        general, accounts = self._general.copy(), self._accounts.copy()
        yield
        try:
            text = self.text
            self._parsed(text if "account" in tomllib.loads(text) else text + _ANY_ACCOUNT)
        except BaseException:
            self._general, self._accounts = general, accounts
            raise

    def difference(self) -> list[str]:
        """The lines that change, each with `+` or `-` before it; all lines where there is no file yet."""
        if self.former is None:
            return self.text.splitlines()
        lines = ndiff(self.former.splitlines(), self.text.splitlines())
        return [line for line in lines if line.startswith(("+ ", "- "))]

    def save(self) -> None:
        """Write the file.

        Raises ConfigError where it has been changed meanwhile, LocalFailure where it cannot be written.
        """
        if _read(self.path) != self._found:
            raise ConfigError(str(self.path), "it was changed meanwhile", "run `afterview setup` again")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._anew and self._found is not None:
                self.aside = _free(self.path)
                _write(self.aside, self._found, self.path)
            _write(self.path.resolve(), self.text.encode(), self.path)
        except OSError as error:
            raise LocalFailure(str(self.path), f"cannot be written: {error.strerror}", "see to the disk") from None


def _read(path: Path) -> bytes | None:
    """What stands there, None where there is no file. Raises ConfigError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(str(path), f"it cannot be read: {error.strerror}", "name a file that can") from None


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}", "this is not UTF-8 text", "save the file as UTF-8") from None


def _toml(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _free(path: Path) -> Path:
    every = (path.with_name(f"{path.name}.old{number or ''}") for number in range(1000))
    return next(one for one in every if not one.exists())


def _write(path: Path, data: bytes, like: Path) -> None:
    """Whole or not at all, with the rights that the file `like` has."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            Path(temporary).chmod(stat.S_IMODE(like.stat().st_mode))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
