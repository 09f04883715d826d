"""What settings say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterview.config import Account


@pytest.mark.parametrize(
    ("account", "origin"),
    [
        (Account(name="a", url="https://DAV.example.org:443/x/?y"), "https://dav.example.org"),
        (Account(name="a", url="https://dav.example.org:8443/x/"), "https://dav.example.org:8443"),
        (Account(name="a", url="http://[::1]:5232/"), "http://[::1]:5232"),
        (Account(name="a", email="alex@example.org"), "example.org"),
        (Account(name="a", folder=Path("/x")), ""),
    ],
)
def test_an_origin_is_what_a_password_is_for(account: Account, origin: str) -> None:
    assert account.origin == origin
