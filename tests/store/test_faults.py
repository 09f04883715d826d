"""Foreign errors in our words."""

from __future__ import annotations

import errno
import ssl

import pytest

from afterview.errors import Unreachable
from afterview.store.faults import Dropped, retry_after, told

URL = "https://dav.example.org/cal/"


def _wrapped(inner: BaseException) -> Exception:
    """As libraries wrap: one as an argument, one as the reason, one as the cause."""
    middle = RuntimeError("a URL with alice:hunter2@ in it", inner)
    outer = Exception("more of it")
    outer.reason = middle  # type: ignore[attr-defined]
    top = Exception(URL)
    top.__cause__ = outer
    return top


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ("self-signed certificate in certificate chain", "its certificate is signed by nobody this machine trusts"),
        ("certificate has expired", "its certificate has expired"),
        ("certificate is not yet valid", "its certificate is not yet valid; is this machine's clock right?"),
        ("Hostname mismatch, certificate is not valid for 'x'", "its certificate is for another host"),
        ("something new", "its certificate is not valid"),
    ],
)
def test_a_certificate_that_fails_is_told_in_words(message: str, what: str) -> None:
    inner = ssl.SSLCertVerificationError(1, message)
    error = told(_wrapped(inner), URL, URL)
    assert isinstance(error, Unreachable)
    assert error.what == what


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        (ssl.SSLError(1, "wrong version number"), "no secure connection could be made"),
        (ConnectionRefusedError(), "nothing answers at https://dav.example.org (connection refused)"),
        (TimeoutError(), "the server took the request and then fell silent"),
        (OSError(errno.ENETUNREACH, "x"), "there is no way to https://dav.example.org"),
        (ValueError("hunter2"), "the request failed (Exception)"),
    ],
)
def test_the_cause_is_found_however_deep_it_is_wrapped(inner: BaseException, what: str) -> None:
    error = told(_wrapped(inner), URL, URL)
    assert isinstance(error, Unreachable)
    assert error.what == what
    assert "hunter2" not in str(error)


def test_a_connection_that_broke_off_may_be_tried_again() -> None:
    assert isinstance(told(_wrapped(ConnectionResetError()), URL, URL), Dropped)


def test_a_date_to_retry_after_is_counted_from_the_servers_own_clock() -> None:
    headers = {"retry-after": "Fri, 02 Jan 2026 10:01:00 GMT", "date": "Fri, 02 Jan 2026 10:00:00 GMT"}
    assert retry_after(headers) == 60
