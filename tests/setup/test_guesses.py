"""What can be known without asking."""

from __future__ import annotations

import pwd
from collections.abc import Callable

import pytest

from afterview.errors import ConfigError
from afterview.setup import guesses


def logged_in_as(gecos: str | None) -> Callable[[int], object]:
    def entry(_uid: int) -> object:
        if gecos is None:
            raise KeyError("uid not found")
        return pwd.struct_passwd(("alex", "x", 1000, 1000, gecos, "/home/alex", "/bin/sh"))

    return entry


@pytest.mark.parametrize(
    ("gecos", "email", "name"),
    [
        ("Alex Doe,,,", "a.b@example.org", "Alex Doe"),
        ("alex", "alex.doe@example.org", "Alex Doe"),
        (None, "alex_van_doe@example.org", "Alex Van Doe"),
        ("Debian\x1b User", None, None),
        ("", "alex@example.org", None),
        ("", "a.doe@example.org", None),
        ("", "alex.doe99@example.org", None),
    ],
)
def test_a_name_is_guessed(monkeypatch: pytest.MonkeyPatch, gecos: str | None, email: str | None, name: str) -> None:
    monkeypatch.setattr(pwd, "getpwuid", logged_in_as(gecos))
    assert guesses.own_name(email) == name


def test_a_zone_and_its_holidays_are_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert guesses.own_zone() == "Europe/Paris"
    assert [guesses.own_holidays(zone) for zone in ("Europe/Paris", "UTC", None)] == ["FR", "none", "none"]


def test_a_zone_without_a_name_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> None:
        raise ConfigError("/etc/localtime", "this machine's time zone has no name")

    monkeypatch.setattr("afterview.config.system_zone", nameless)
    assert guesses.own_zone() is None
