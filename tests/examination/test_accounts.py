"""What is found out about accounts: the way to the server, its certificate, where a password comes from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterview.config import Account
from afterview.examination import accounts
from afterview.examination.result import Examination
from afterview.store import Calendar
from afterview.store.discovery import ServiceRecord

MAIL = Account(name="home", email="alex@example.org", username="alex@example.org")
RECORD = ServiceRecord(host="dav.example.org", port=8443, path="/dav/")


def told(name: str, what: str) -> Examination:
    return Examination(name=name, state="ok", what=what, account="home")


@pytest.mark.parametrize(
    ("record", "url", "what"),
    [
        (RECORD, "https://dav.example.org:8443/", "the service record of example.org names dav.example.org"),
        (None, "https://example.org/", "example.org has no service record for CalDAV: its own web server is asked"),
        (ServiceRecord(host="dav.elsewhere.example"), "https://example.org/", None),
    ],
)
def test_an_address_leads_to_a_server_by_dns(
    monkeypatch: pytest.MonkeyPatch, record: ServiceRecord | None, url: str, what: str | None
) -> None:
    monkeypatch.setattr(accounts, "look_up", {"example.org": record}.get)
    assert accounts._place(MAIL) == (url, told("dns", what) if what else None)


def test_a_url_leads_to_itself() -> None:
    url = "https://dav.example.org/alex/"
    assert accounts._place(Account(name="home", url=url)) == (url, None)


def test_a_host_that_is_not_known_ends_the_way() -> None:
    (dns,) = accounts._server(Account(name="home", url="https://a..b/"))
    assert (dns.name, dns.state, dns.exit_code) == ("dns", "failed", 69)


def test_a_certificate_that_ends_soon_is_a_warning() -> None:
    now = datetime.now(UTC)
    later, soon = now + timedelta(days=15), now + timedelta(days=13)
    shown = f"TLS 1.3, its certificate is valid until {later.day} {later:%b %Y}"
    assert accounts._tls(MAIL, "TLSv1_3", later) == told("tls", shown)
    assert accounts._tls(MAIL, "TLSv1_2", None) == told("tls", "TLS 1.2")
    odd = accounts._tls(MAIL, "TLSv1_3", soon)
    assert (odd.state, odd.what) == ("warning", f"TLS 1.3, its certificate is valid until {soon.day} {soon:%b %Y}")
    assert odd.cure


def test_a_server_that_does_not_tell_its_time_is_not_blamed() -> None:
    assert accounts._clock(MAIL, None) == told("clock", "the server does not say its time")


def test_a_server_that_is_known_to_write_whatever_the_condition_is_a_warning() -> None:
    lax = Calendar(url="https://dav.example.org/cal/", name="Work", conditional=False)
    one = accounts._versions("home", lax, "Work", "strong")
    assert (one.state, one.name, one.calendar) == ("warning", "versions", "Work")
    assert "read again before each write" in one.what


def test_each_place_where_a_password_was_looked_for_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    word, none = accounts._password(MAIL)
    places = "there is no keyring, $CREDENTIALS_DIRECTORY has no afterview.home, no password_command is set"
    assert (word, none.state, none.what, none.exit_code) == (None, "failed", f"no password: {places}", 77)
    (tmp_path / "afterview.home").write_text("s3cret\n")
    found = told("password", "in $CREDENTIALS_DIRECTORY (there is no keyring)")
    assert accounts._password(MAIL) == ("s3cret", found)
