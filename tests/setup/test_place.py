"""Where a person says that calendars are, and what is known of providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterview.errors import AfterviewError, ConfigError, MissingInput
from afterview.setup.place import Place, account_name, calendars_below, from_home, place_of
from afterview.setup.providers import PROVIDERS, provider_of
from afterview.store.origins import checked_url


@pytest.mark.parametrize(
    ("said", "name", "address", "email"),
    [
        ("sam@fastmail.com", "Fastmail", "https://caldav.fastmail.com/", "sam@fastmail.com"),
        (" Sam@iCloud.com ", "iCloud", "https://caldav.icloud.com/", "Sam@iCloud.com"),
        ("sam@sub.fastmail.com", "Fastmail", "https://caldav.fastmail.com/", "sam@sub.fastmail.com"),
        ("fastmail.com", "Fastmail", "https://caldav.fastmail.com/", None),
        ("https://caldav.fastmail.com/dav/x/", "Fastmail", "https://caldav.fastmail.com/dav/x/", None),
        ("https://cloud.example.org/remote.php/dav", "Nextcloud", "https://cloud.example.org/remote.php/dav", None),
        ("sam@example.org", None, "sam@example.org", "sam@example.org"),
        ("sam@notfastmail.com", None, "sam@notfastmail.com", "sam@notfastmail.com"),
        ("dav.example.org", None, "dav.example.org", None),
        ("dav.example.org/cal/", None, "dav.example.org/cal/", None),
        ("localhost:5232", None, "localhost:5232", None),
        ("https://[::1]:5232/", None, "https://[::1]:5232/", None),
    ],
)
def test_a_place_is_understood(said: str, name: str | None, address: str, email: str | None) -> None:
    found = place_of(said)
    assert (found.provider.name if found.provider else None, found.address, found.email) == (name, address, email)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "that is no address"),
        ("two words", "that is no address"),
        ("a\x1b@example.org", "that is no address"),
        ("you@gmail.com", "OAuth only"),
        ("https://www.google.com/calendar/dav/you@gmail.com/user", "OAuth only"),
        ("you@hotmail.com", "do not speak CalDAV"),
        ("you@proton.me", "do not speak CalDAV"),
        ("you@tuta.com", "do not speak CalDAV"),
        ("http://dav.example.org/", "unencrypted"),
        ("ftp://dav.example.org/", "not a URL of a server"),
        ("https://me:pw@dav.example.org/", "may not hold a user name or password"),
    ],
)
def test_what_cannot_be_used_says_why_and_what_to_do(said: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as error:
        place_of(said)
    assert error.value.fix
    assert "pw" not in str(error.value).split()


@pytest.mark.parametrize("said", ["/nosuch/folder", "~nobody-of-this-name/x", "./nosuch", "file:///nosuch"])
def test_a_folder_that_is_not_there_is_told(said: str) -> None:
    with pytest.raises(MissingInput, match="there is no such folder"):
        place_of(said)


def test_a_folder_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my calendar").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    whole = Place(folder=tmp_path / "my calendar")
    for said in (
        "my calendar",
        "./my calendar",
        "~/my calendar",
        str(whole.folder),
        f"file://{tmp_path}/my%20calendar",
    ):
        assert place_of(said) == whole
    assert place_of(".") == Place(folder=tmp_path)
    assert from_home(tmp_path / "my calendar") == "~/my calendar"
    assert from_home(Path("/srv/x")) == "/srv/x"


def test_a_collection_of_calendars_is_seen(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden", "empty"):
        (tmp_path / name).mkdir()
        if name != "empty":
            (tmp_path / name / "x.ics").touch()
    assert calendars_below(tmp_path) == (tmp_path / "a", tmp_path / "b")
    assert calendars_below(tmp_path / "a") == ()
    (tmp_path / "y.ics").touch()
    assert calendars_below(tmp_path) == ()


@pytest.mark.parametrize(
    ("said", "url", "name"),
    [
        ("sam@fastmail.com", "https://caldav.fastmail.com/", "fastmail"),
        ("sam@mailbox.org", "https://dav.mailbox.org/", "mailbox.org"),
        ("https://cloud.example.org/remote.php/dav", "https://cloud.example.org/remote.php/dav", "nextcloud"),
        ("sam@example.org", "https://x/", "example"),
        ("dav.harbour-labs.co.uk", "https://dav.harbour-labs.co.uk/", "harbour-labs"),
        ("localhost:5232", "http://localhost:5232/", "home"),
        ("https://192.0.2.1/", "https://192.0.2.1/", "home"),
    ],
)
def test_an_account_gets_a_short_name(said: str, url: str, name: str) -> None:
    assert account_name(place_of(said), url, []) == name
    assert account_name(place_of(said), url, [name, f"{name}-2"]) == f"{name}-3"


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.domains[0] if one.domains else one.name)
def test_each_provider_can_be_used_or_says_what_to_do_instead(one: object) -> None:
    (found,) = [p for p in PROVIDERS if p is one]
    for domain in found.domains:
        assert provider_of(f"a@{domain}") is found
        assert provider_of(f"https://caldav.{domain}/") is found
    if found.instead:
        assert " What works: " in found.instead
        with pytest.raises(AfterviewError):
            place_of(f"a@{found.domains[0]}")
    else:
        assert found.hint
        assert found.url is None or (checked_url(found.url) == found.url and provider_of(found.url) is found)
