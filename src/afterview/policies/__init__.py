"""The policies that ship, as data, and where a user's own are found: `policies/NAME.toml` in the config folder."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from afterview.core.policy import Policy, parse
from afterview.errors import ConfigError, MissingInput

DEFAULT = "balanced"


def shipped() -> tuple[str, ...]:
    """The names of the policies that ship, the default first."""
    found = (p.name.removesuffix(".toml") for p in resources.files(__name__).iterdir() if p.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def own(folder: Path | None) -> tuple[str, ...]:
    """The names of the user's own policies in `folder`."""
    return tuple(sorted(p.stem for p in folder.glob("*.toml"))) if folder else ()


def source(name: str, folder: Path | None = None) -> str | None:
    """The text of the policy `name`, the user's own before a shipped one; None where there is none of that name."""
    if folder and name in own(folder):
        return _read(folder / f"{name}.toml")
    return _shipped(name)


def load(name: str, folder: Path | None = None) -> Policy:
    """The policy `name`. Raises ConfigError where there is none of that name, or its text is wrong."""
    text = source(name, folder)
    if text is None:
        every = ", ".join([*shipped(), *own(folder)])
        raise ConfigError("policy", f"there is no policy {name!r}", f"use one of {every}")
    is_own = folder is not None and name in own(folder)
    return parse(text, source=str(folder / f"{name}.toml") if folder and is_own else name, shipped=_shipped)


def load_file(path: Path) -> Policy:
    """The policy in a file, wherever it lies. Raises MissingInput or ConfigError."""
    return parse(_read(path), source=str(path), shipped=_shipped)


def _shipped(name: str) -> str | None:
    if name not in shipped():
        return None
    return resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MissingInput(str(path), f"cannot be read: {error.strerror}", "name a policy file") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "is not UTF-8 text", "save it as UTF-8") from None
