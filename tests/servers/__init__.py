"""Real CalDAV servers on loopback, for any test: `with radicale(folder) as server: ...`.

Radicale and Xandikos run in this process. sabre/dav, Cyrus, DAViCal and SOGo are programs of the system, which
`tests/servers/install` installs on Debian; where one cannot be had, `Unavailable` says why. `tests/conftest.py` starts
each of them once for a whole test run: ask for it by `request.getfixturevalue("cyrus_server")`.
"""

from __future__ import annotations

from tests.servers.client import TestServer
from tests.servers.cyrus import cyrus
from tests.servers.davical import davical
from tests.servers.embedded import radicale, xandikos
from tests.servers.program import Unavailable
from tests.servers.sabre import sabre
from tests.servers.sogo import sogo

EMBEDDED = ("radicale", "xandikos")
INSTALLED = ("sabre", "cyrus", "davical", "sogo")

__all__ = [
    "EMBEDDED",
    "INSTALLED",
    "TestServer",
    "Unavailable",
    "cyrus",
    "davical",
    "radicale",
    "sabre",
    "sogo",
    "xandikos",
]
