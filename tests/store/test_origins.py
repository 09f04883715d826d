"""Where a password may go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.errors import ConfigError
from afterview.store.origins import allowed, checked_url, is_loopback, join, normal_path, origin, shown, within


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://Dav.Example.org:443/Cal", "https://dav.example.org/Cal"),
        ("https://dav.example.org", "https://dav.example.org/"),
        ("https://dav.example.org./a?b#c", "https://dav.example.org/a"),
        ("http://localhost:5232/ü x/", "http://localhost:5232/%C3%BC%20x/"),
        ("http://[::1]:5232/", "http://[::1]:5232/"),
        ("  http://127.9.9.9/%7ealice%2fx/ ", "http://127.9.9.9/~alice%2Fx/"),
    ],
)
def test_a_url_is_taken_in_one_spelling(url: str, plain: str) -> None:
    assert checked_url(url) == plain


@pytest.mark.parametrize(
    "url",
    [
        "http://dav.example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "http://192.168.1.2/",
        "ftp://dav.example.org/",
        "dav.example.org",
        "https://",
        "https://x:99999/",
        "https://alice:hunter2@dav.example.org/",
        "https://alice@dav.example.org/",
        "https://[::1/",
        "",
    ],
)
def test_a_url_that_no_password_may_go_to_is_refused_in_one_line(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        checked_url(url)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("target", "configured", "answer"),
    [
        ("https://dav.example.org/x", "https://dav.example.org/", True),
        ("https://dav.example.org:443/x", "https://dav.example.org/", True),
        ("https://p1.dav.example.org/", "https://dav.example.org/", True),
        ("https://p34-caldav.icloud.com/", "https://caldav.icloud.com/", True),
        ("https://localhost/", "http://localhost:5232/", True),
        ("http://dav.example.org/", "https://dav.example.org/", False),
        ("https://dav.example.org:8443/", "https://dav.example.org/", False),
        ("https://p1.dav.example.org:8443/", "https://dav.example.org/", False),
        ("http://p1.dav.example.org/", "https://dav.example.org/", False),
        ("https://example.org/", "https://dav.example.org/", False),
        ("https://cal.example.org/", "https://dav.example.org/", False),
        ("https://evildav.example.org/", "https://dav.example.org/", False),
        ("https://dav.example.org.evil.net/", "https://dav.example.org/", False),
        ("https://p34-caldav.icloud.com.evil.net/", "https://caldav.icloud.com/", False),
        ("https://www.icloud.com/", "https://caldav.icloud.com/", False),
        ("http://127.0.0.2:80/", "http://127.0.0.1:80/", False),
        ("http://localhost:81/", "http://localhost:80/", False),
        ("https://x.localhost/", "http://localhost:80/", False),
        ("https://1.10.0.0.1/", "https://10.0.0.1/", False),
        ("https://x:99999/", "https://dav.example.org/", False),
    ],
)
def test_the_password_goes_to_its_own_place_and_few_others(target: str, configured: str, answer: bool) -> None:
    assert allowed(target, configured) is answer


def test_what_the_user_listed_is_allowed_but_never_by_plain_http() -> None:
    listed = frozenset({"https://cal.example.net/", "http://cal.example.com/"})
    assert allowed("https://cal.example.net/x/", "https://dav.example.org/", listed)
    assert not allowed("http://cal.example.com/x/", "https://dav.example.org/", listed)


@given(st.text(max_size=40))
def test_no_path_of_a_server_leads_to_another_origin_by_itself(path: str) -> None:
    try:
        joined = join("https://dav.example.org/cal/", "/" + path.lstrip("/\\"))
    except ValueError:
        return
    assert origin(joined) == "https://dav.example.org"
    assert joined.isascii()


@pytest.mark.parametrize("reference", ["mailto:x", "http://[x", "javascript:1", "https://x:y/"])
def test_what_is_no_address_is_said_to_be_none(reference: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        join("https://dav.example.org/", reference)


@given(st.text(alphabet="aA%0129fF/~@._-", max_size=30))
def test_a_path_is_normal_once_and_for_all(path: str) -> None:
    assert normal_path(normal_path(path)) == normal_path(path) or "%25" in normal_path(path)


@pytest.mark.parametrize(
    ("host", "answer"),
    [("localhost", True), ("127.1.2.3", True), ("::1", True), ("0.0.0.0", False), ("127.0.0.1.x", False), ("", False)],
)
def test_this_machine_is_known_by_its_name_alone(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer


def test_a_name_is_within_a_domain_only_at_the_dot() -> None:
    assert within("Dav.Example.org.", "example.org")
    assert within("example.org", "example.org")
    assert not within("evilexample.org", "example.org")


def test_text_from_outside_fits_on_one_line() -> None:
    assert shown("a\x1b[31m\r\nb\u202ec\u200b", 80) == "a [31m b c"
    assert shown("x" * 500, 10) == "x" * 9 + "…"
