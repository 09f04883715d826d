"""What servers and calendars can do, found out without writing."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.errors import Unreachable
from afterview.store.abilities import Abilities, abilities, addresses, greet
from afterview.store.caldav import CalDAVStore
from tests.servers import TestServer
from tests.store.bench import event, on_server


def certificate(folder: Path, ends: datetime) -> tuple[Path, Path]:
    """A certificate of this machine, signed by itself, and its key, as files of PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=400))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return files


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Callable[[datetime], HTTPServer]]:
    """A server over https whose certificate, `certificate.pem`, ends at the time given."""
    running: list[HTTPServer] = []

    def start(ends: datetime) -> HTTPServer:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate(tmp_path, ends))
        server = HTTPServer(ssl_context=context)
        server.start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()


def test_a_greeting_tells_the_protocol_and_until_when_the_certificate_is_valid(
    secured: Callable[[datetime], HTTPServer], tmp_path: Path
) -> None:
    ends = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
    server = secured(ends)
    server.expect_request("/").respond_with_data("", 401)
    greeting = greet(server.url_for("/calendars/"), ca_file=str(tmp_path / "certificate.pem"))
    assert (greeting.tls, greeting.certified_until) == ("TLSv1_3", ends)
    assert greeting.ahead is not None
    assert abs(greeting.ahead) <= timedelta(seconds=2)


@pytest.mark.parametrize(("days", "told"), [(30, "signed by nobody this machine trusts"), (-1, "certificate")])
def test_a_certificate_that_is_not_to_be_trusted_is_told(
    secured: Callable[[datetime], HTTPServer], days: int, told: str
) -> None:
    server = secured(datetime.now(UTC) + timedelta(days=days))
    with pytest.raises(Unreachable, match=told):
        greet(server.url_for("/"))


def test_a_greeting_carries_no_login_and_takes_any_answer(httpserver: HTTPServer) -> None:
    seen: list[Request] = []

    def answer(request: Request) -> Response:
        seen.append(request)
        return Response("<html>", 302, {"Location": "http://elsewhere.example.org/"}, content_type="text/html")

    httpserver.expect_request("/").respond_with_handler(answer)
    greeting = greet(httpserver.url_for("/some/where"))
    assert (greeting.tls, greeting.certified_until) == (None, None)
    assert [(one.method, one.path, one.headers.get("Authorization")) for one in seen] == [("OPTIONS", "/", None)]


def test_a_host_has_addresses_or_is_told() -> None:
    assert addresses("http://127.0.0.1:5232/") == ("127.0.0.1",)
    with pytest.raises(Unreachable, match="the name of the host is not known"):
        addresses("https://a..b/")


@pytest.mark.parametrize(
    ("kind", "changes", "schedules"),
    [
        ("radicale", "sync", False),
        ("xandikos", "sync", True),
        ("sabre", "ctag", False),
        ("cyrus", "sync", True),
        ("davical", "sync", True),
        ("sogo", "sync", True),
    ],
)
def test_real_servers_tell_what_they_can(
    request: pytest.FixtureRequest,
    new_name: str,
    kind: str,
    changes: Literal["sync", "ctag"],
    schedules: bool,
) -> None:
    server: TestServer = request.getfixturevalue(f"{kind}_server")
    with on_server(server, new_name) as bench:
        assert isinstance(bench.store, CalDAVStore)
        empty = Abilities(changes=changes, repeatable=True, versions="unknown", entries=0, schedules=schedules)
        assert abilities(bench.store) == empty
        bench.put("one.ics", event("one"))
        assert abilities(bench.store) == replace(empty, versions="strong", entries=1)
