"""What can go wrong between here and a server, in our words: the one door where foreign errors become ours.

An exchange fails with errors of four families (niquests, its urllib3, the caldav library, the system), nested into
each other. The user reads a sentence chosen here by what is found inside, never text from the library: that may hold
a URL, a header or a body.
"""

from __future__ import annotations

import email.utils
import errno
import math
import socket
import ssl
import time
from collections.abc import Iterator, Mapping

from afterview.errors import AfterviewError, ConfigError, ProtocolError, Unreachable
from afterview.store import origins
from afterview.store.origins import shown

PORTAL = "is this network's sign-in page in the way, or the address wrong?"
"""What to ask when something that is not the server answers."""

_LONGEST_RETRY_AFTER = 86_400.0


class Cut(Exception):
    """The exchange was stopped by us; `slow` when time was up, else for what the answer is."""

    def __init__(self, what: str, *, slow: bool = False) -> None:
        self.slow = slow
        super().__init__(what)


class Dropped(Exception):
    """The connection broke before the whole answer was there."""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from a number or an HTTP date (RFC 9110 section 10.2.3), at most a day."""
    given = headers.get("retry-after", "").strip()
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        when = _seconds_since_epoch(given)
        now = _seconds_since_epoch(headers.get("date", ""))
        if when is None:
            return None
        seconds = when - (time.time() if now is None else now)
    return min(max(seconds, 0.0), _LONGEST_RETRY_AFTER) if math.isfinite(seconds) else None


def _seconds_since_epoch(date: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """An exception and all that it was made of: libraries wrap four deep, as cause, context, reason or argument."""
    waiting, seen = [problem], set[int]()
    while waiting and len(seen) < 50:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting += [one for one in inner if isinstance(one, BaseException)]


_CERTIFICATE_FAULTS = (
    ("self-signed", "its certificate is signed by nobody this machine trusts"),
    ("self signed", "its certificate is signed by nobody this machine trusts"),
    ("unable to get local issuer", "its certificate is signed by nobody this machine trusts"),
    ("has expired", "its certificate has expired"),
    ("not yet valid", "its certificate is not yet valid; is this machine's clock right?"),
    ("hostname", "its certificate is for another host"),
    ("ip address", "its certificate is for another host"),
)


def told(problem: Exception, where: str, url: str) -> Exception:
    """The one door where the errors of niquests, urllib3, caldav and the system become ours."""
    if isinstance(problem, AfterviewError | Dropped):
        return problem
    if isinstance(problem, Cut):
        if problem.slow:
            return Unreachable(where, str(problem), "try again later")
        return ProtocolError(where, str(problem), "check the address")
    found = list(_chain(problem))
    for rule in (_told_of_tls, _told_of_network):
        error = rule(found, where, url)
        if error is not None:
            return error
    names = {type(one).__name__ for one in found}
    if any(isinstance(one, ConnectionError | EOFError) for one in found) or names & _DROPPED_NAMES:
        return Dropped()
    if names & {"InvalidURL", "LocationParseError", "InvalidSchema", "MissingSchema"}:
        return ConfigError(where, "it is not a URL that can be asked", "check the address")
    return Unreachable(where, f"the request failed ({type(problem).__name__})", "try again later")


_DROPPED_NAMES = frozenset(
    {"ProtocolError", "IncompleteRead", "RemoteDisconnected", "ChunkedEncodingError", "MustRedialError"}
)


def _told_of_tls(found: list[BaseException], where: str, _: str) -> AfterviewError | None:
    for one in found:
        if isinstance(one, ssl.SSLCertVerificationError):
            message = str(getattr(one, "verify_message", "") or one).lower()
            what = next((told for key, told in _CERTIFICATE_FAULTS if key in message), "its certificate is not valid")
            return Unreachable(where, what, f"nothing was sent; {PORTAL}")
    if any(isinstance(one, ssl.SSLError) or type(one).__name__ == "SSLError" for one in found):
        return Unreachable(where, "no secure connection could be made", "check the address and its port")
    return None


def _told_of_network(found: list[BaseException], where: str, url: str) -> AfterviewError | None:
    def has(*kinds: type[BaseException]) -> bool:
        return any(isinstance(one, kinds) for one in found)

    names = {type(one).__name__ for one in found}
    place = shown(origins.origin(url))
    if has(socket.gaierror) or "NameResolutionError" in names:
        return Unreachable(where, "the name of the host is not known", "check the address and the network")
    if has(ConnectionRefusedError):
        return Unreachable(where, f"nothing answers at {place} (connection refused)", "is the server running?")
    if "ConnectTimeout" in names or "ConnectTimeoutError" in names:
        return Unreachable(where, f"{place} does not answer", "check the address and the network")
    if has(TimeoutError) or names & {"ReadTimeout", "ReadTimeoutError"}:
        return Unreachable(where, "the server took the request and then fell silent", "try again later")
    if any(isinstance(one, OSError) and one.errno in _NO_ROUTE for one in found):
        return Unreachable(where, f"there is no way to {place}", "check the network")
    return None


_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH})
