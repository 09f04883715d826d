"""Servers, disks and keyrings that fail: one clear line, a documented exit code, nothing lost, and the next pass
completes what this one could not.
"""

from __future__ import annotations

import http.client
import os
import re
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.store import Refused
from afterview.store.folder import FolderStore
from tests.cli.conftest import PROGRAM, Ran, Run
from tests.cli.making import TITLES, coming, in_folder, names, on_server
from tests.servers import TestServer

Configure = Callable[..., Path]
Answer = Callable[[Request], Response | None]


@pytest.fixture
def between(httpserver: HTTPServer, server: TestServer) -> Callable[[Answer], str]:
    """A server in front of the real one that answers what it is told to, and passes on the rest; its address."""

    def between(answer: Answer) -> str:
        def respond(request: Request) -> Response:
            return answer(request) or passed_on(request)

        def passed_on(request: Request) -> Response:
            connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
            sent = {k: v for k, v in request.headers.items() if k not in ("Host", "Content-Length", "Accept-Encoding")}
            connection.request(request.method, request.path, request.get_data(), sent)
            got = connection.getresponse()
            kept = {k: v for k, v in got.getheaders() if k.lower() not in ("content-length", "connection", "server")}
            response = Response(got.read(), got.status, kept)
            connection.close()
            return response

        httpserver.clear()
        httpserver.expect_request(re.compile(".*")).respond_with_handler(respond)
        return httpserver.url_for("").rstrip("/")

    return between


def one_line(done: Ran, code: int, *words: str) -> None:
    assert (done.code, len(done.complaints)) == (code, 1), (done.code, done.err)
    assert [word for word in words if word not in done.complaints[0]] == []
    assert "secret" not in done.out + done.err


# --- servers ----------------------------------------------------------------------------------------------------------


def test_a_closed_port(configure: Configure, run: Run) -> None:
    configure('name = "home"\nurl = "http://127.0.0.1:9/"\nusername = "x"\npassword_command = ["printf", "secret"]')
    one_line(run("sync"), 69, "home", "connection refused", "check the address and the network")


def test_a_wrong_password(server: TestServer, calendar: str, configure: Configure, run: Run) -> None:
    configure(on_server(server, calendar, password="wrong"))
    one_line(run("sync"), 77, "refused the user name or password", "afterview login")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Response("oops", 500), 69),
        (Response("later", 503, {"Retry-After": "60"}), 69),
        (Response("<html><body>Welcome</body></html>", 200, content_type="text/html"), 76),
        (Response("<html><body>Welcome</body></html>", 207, content_type="text/html"), 76),
        (Response("<D:multistatus xmlns:D='DAV:'><D:resp", 207, content_type="application/xml"), 76),
    ],
    ids=["500", "503", "HTML", "HTML as 207", "half an XML"],
)
def test_a_server_that_answers_something_else(
    between: Callable[[Answer], str],
    server: TestServer,
    calendar: str,
    configure: Configure,
    run: Run,
    answer: Response,
    code: int,
) -> None:
    server.put(f"{calendar}a.ics", coming())
    broken = True
    url = between(lambda _request: answer if broken else None)
    configure(on_server(server, calendar, url=url + calendar))
    one_line(run("sync"), code, "home")
    broken = False
    assert run("sync").out.splitlines()[0] == "home: 1 interview in 1 application, 5 changes"


@pytest.mark.parametrize("status", [403, 405, 507])
def test_a_calendar_that_takes_nothing(
    between: Callable[[Answer], str], server: TestServer, calendar: str, configure: Configure, run: Run, status: int
) -> None:
    server.put(f"{calendar}a.ics", coming())
    broken = True
    url = between(lambda request: Response("", status) if broken and request.method == "PUT" else None)
    configure(on_server(server, calendar, url=url + calendar))
    done = run("sync")
    assert done.code != 0
    assert "Traceback" not in done.err
    assert done.out.splitlines()[0] == "home: 1 interview in 1 application, nothing to change"
    assert names(server, calendar) == ["a.ics"]
    broken = False
    assert run("sync").out.splitlines()[0] == "home: 1 interview in 1 application, 5 changes"
    assert len(names(server, calendar)) == 6


def test_a_server_that_fails_half_way(
    between: Callable[[Answer], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    server.put(f"{calendar}a.ics", coming())
    puts: list[str] = []

    def answer(request: Request) -> Response | None:
        puts.extend([request.path] if request.method == "PUT" else [])
        return Response("", 500) if request.method == "PUT" and len(puts) == 3 else None

    configure(on_server(server, calendar, url=between(answer) + calendar))
    done = run("sync")
    assert (done.code, len(names(server, calendar))) == (69, 3)
    assert done.out.splitlines()[0] == "home: 1 interview in 1 application, 2 changes"
    assert done.out.splitlines()[-1] == "  ! stopped with 3 changes left, which the next pass makes"
    one_line(done, 69, "home")
    again = run("sync")
    assert (again.code, again.out.splitlines()[0]) == (0, "home: 1 interview in 1 application, 3 changes")
    assert len(names(server, calendar)) == 6


def test_clean_tells_what_it_could_not_remove(
    between: Callable[[Answer], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    server.put(f"{calendar}a.ics", coming())
    configure(
        on_server(
            server, calendar, url=between(lambda r: Response("", 403) if r.method == "DELETE" else None) + calendar
        )
    )
    run("sync")
    done = run("clean", "--yes")
    assert done.code != 0
    assert "Traceback" not in done.err
    assert len(names(server, calendar)) == 6
    configure(on_server(server, calendar, url=between(lambda _request: None) + calendar))
    assert run("clean", "--yes").out.splitlines()[-1] == "5 reminders removed."


# --- folders and disks ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(home: Path, configure: Configure) -> Path:
    """A folder with an interview, watched."""
    configure(in_folder(home / "calendar"))
    (home / "calendar" / "a.ics").write_bytes(coming())
    return home / "calendar"


def test_a_folder_that_is_not_there(home: Path, folder: Path, run: Run) -> None:
    folder.rename(home / "elsewhere")
    one_line(run("sync"), 66, "laptop", "there is no such folder")


@pytest.mark.usefixtures("folder")
def test_a_folder_that_takes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "create", lambda *_args: Refused(reason="the folder is read-only"))
        done = run("sync")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[1:] == [
        f"  ! {title}: not written this time: the folder is read-only" for title in TITLES
    ]
    assert run("sync").out.splitlines()[0] == "laptop: 1 interview in 1 application, 5 changes"


def full(blocks: int) -> Ran:
    """A pass on a disk that takes no file larger than `blocks` times 512 bytes."""
    done = subprocess.run(
        [*PROGRAM, "sync"],
        check=False,
        capture_output=True,
        env=os.environ,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512 * blocks, 512 * blocks)),
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("blocks", [0, 8, 64, 100, 200])
def test_a_disk_that_is_full(folder: Path, run: Run, blocks: int) -> None:
    done = full(blocks)
    assert done.code in (0, 74)
    assert len(done.complaints) == (done.code == 74)
    assert (folder / "a.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")
    again = run("sync")
    assert (again.code, again.err) == (0, "")
    assert len(list(folder.glob("*.ics"))) == 6
    assert [p.name for p in folder.iterdir() if p.suffix != ".ics"] == []
    assert run("sync").out == "laptop: 1 interview in 1 application, nothing to change\n"


@pytest.mark.usefixtures("folder")
def test_a_disk_that_is_full_when_the_first_reminder_is_written() -> None:
    assert full(0).code == 74


@pytest.mark.usefixtures("folder")
def test_a_copy_that_cannot_be_kept(run: Run, home: Path) -> None:
    (home / "cache").write_text("a file where a folder should be")
    one_line(run("sync"), 74, str(home / "cache"))
    (home / "cache").unlink()
    assert run("sync").code == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["plan", "plan --json", "export", "interviews", "policy show balanced"])
def test_an_output_that_is_full(spawn: Run, command: str) -> None:
    done = spawn(*command.split(), stdout="/dev/full")
    one_line(done, 74, "No space left on device")


def test_an_export_to_a_full_disk_leaves_the_old_file(home: Path, folder: Path, run: Run) -> None:
    one_line(run("export", "-o", "/dev/full"), 74, "/dev/full: cannot be written: No space left on device")
    one_line(run("export", "-o", str(home / "no" / "x.ics")), 74, "cannot be written", "choose another place")
    one_line(run("export", "-o", str(folder)), 74, "is a folder; name a file in it")
    (home / "old.ics").write_text("old")
    done = subprocess.run(
        [*PROGRAM, "export", "calendar/a.ics", "-o", "old.ics"],
        check=False,
        capture_output=True,
        env=os.environ,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
        timeout=60,
    )
    assert (done.returncode, (home / "old.ics").read_text()) == (74, "old")
    assert [p.name for p in home.iterdir() if p.name.startswith(".old")] == []


# --- keyrings ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("calendar")
def test_no_keyring(server: TestServer, configure: Configure, run: Run) -> None:
    configure(f'name = "home"\nurl = "{server.url}"\nusername = "alice"')
    one_line(run("sync"), 77, "there is no keyring", "password_command")


def test_a_password_command_that_fails(server: TestServer, calendar: str, configure: Configure, run: Run) -> None:
    configure(on_server(server, calendar).replace('["printf", "secret"]', '["false", "secret"]'))
    one_line(run("sync"), 77, "`false`")
