"""A keyring in the folder $TEST_RING: locked while there is a file `locked`, else `password` holds the password.

Each time that it is asked adds a character to the file `asked`.
"""

from __future__ import annotations

import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Ring(KeyringBackend):
    """Named by its class path, as a user names a backend."""

    priority = 0

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        folder = Path(os.environ["TEST_RING"])
        with (folder / "asked").open("a") as file:
            file.write("x")
        if (folder / "locked").exists():
            raise KeyringLocked("it is locked")
        return (folder / "password").read_text()

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError
