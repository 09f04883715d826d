"""Where a password may go: rules on URLs alone, without any network (RFC 6454 origins, RFC 3986 normalisation).

A password goes to the origin that the user configured, and beyond it only to

- the same host by https (an upgrade from http, which itself is allowed on loopback only);
- a subdomain of that host by https on the standard port: whoever holds the host holds these names too;
- Apple's numbered hosts (``p34-caldav.icloud.com``) where ``caldav.icloud.com`` was configured: every account has one;
- an origin that the user listed.

Sibling hosts (``cal.example.org`` beside ``dav.example.org``) are not allowed: without the list of public suffixes
nobody can tell them from two customers of one hoster.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote, urljoin, urlsplit

from afterview.errors import ConfigError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ICLOUD = re.compile(r"p\d{1,4}-caldav\.icloud\.com")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
_UNSAFE = re.compile(r"[^\x21-\x7e]")


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine by its very name (127.0.0.0/8, ::1, localhost); no name is looked up."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin(url: str) -> str:
    """Scheme, host and port of `url` in one comparable form: ``https://example.org``, ``http://[::1]:5232``."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    port = parts.port or _DEFAULT_PORTS.get(scheme)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + ("" if port == _DEFAULT_PORTS.get(scheme) else f":{port}")


def checked_url(url: str) -> str:
    """`url` made absolute and plain ASCII; ConfigError when a password must not go there, or when it carries one."""
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise ConfigError("server address", "it is not a URL", "write it as https://host/path") from None
    where = f"{parts.scheme}://{host}" if host else "server address"
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or port == 0:
        raise ConfigError(shown(where), "it is not a URL of a server", "write it as https://host/path")
    if parts.username is not None or parts.password is not None:
        raise ConfigError(
            shown(where), "a URL may not hold a user name or password", "set the user name beside it, and log in"
        )
    if parts.scheme.lower() == "http" and not is_loopback(host):
        raise ConfigError(shown(where), "http would send the password unencrypted", f"use https://{shown(host)}")
    path = _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), parts.path or "/")
    return origin(url.strip()) + normal_path(path)


def allowed(target: str, configured: str, listed: frozenset[str] = frozenset()) -> bool:
    """Whether the password for `configured` may go to `target` too (see the module's rules)."""
    try:
        there, here = urlsplit(origin(target)), urlsplit(origin(configured))
    except ValueError:
        return False
    if there == here or origin(target) in {origin(other) for other in listed}:
        return there.scheme == "https" or is_loopback(there.hostname or "")
    if there.scheme != "https":
        return False
    host, known = there.hostname or "", here.hostname or ""
    if host == known:
        return here.scheme == "http"
    if there.port is not None or is_loopback(known) or _is_address(known):
        return False
    return host.endswith("." + known) or (known == "caldav.icloud.com" and _ICLOUD.fullmatch(host) is not None)


def within(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or a name below it (RFC 6764 section 8)."""
    host, domain = host.lower().rstrip("."), domain.lower().rstrip(".")
    return host == domain or host.endswith("." + domain)


def join(base: str, reference: str) -> str:
    """`reference`, as a server wrote it (path or URL), made absolute on `base`; ValueError when it is no URL."""
    joined = urlsplit(urljoin(base, _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), reference)))
    if joined.scheme not in _DEFAULT_PORTS or not joined.hostname:
        raise ValueError("not a URL of http")
    return origin(joined.geturl()) + normal_path(joined.path or "/")


def normal_path(path: str) -> str:
    """`path` with one spelling for each name (RFC 3986 section 6.2.2): escapes upper case, and only where needed.

    ``@`` counts as needing none: servers answer both spellings of it for one resource.
    """

    def one(found: re.Match[str]) -> str:
        char = chr(int(found[1], 16))
        return char if char in _UNRESERVED else found[0].upper()

    return _ESCAPE.sub(one, path)


def same_resource(path: str) -> str:
    """A key under which two spellings of one path meet."""
    return unquote(path)


def shown(text: str, limit: int = 300) -> str:
    """`text` from outside, fit for one line of an error: no control, bidi or other invisible characters."""
    plain = "".join(c if c.isprintable() else " " for c in text[: limit * 4])
    plain = " ".join(plain.split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


__all__ = [
    "allowed",
    "checked_url",
    "is_loopback",
    "join",
    "normal_path",
    "origin",
    "same_resource",
    "shown",
    "within",
]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
