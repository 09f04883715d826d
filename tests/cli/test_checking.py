"""`afterview check`: each thing on a line of its own, with its cure; nothing is written."""

from __future__ import annotations

import http.client
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from afterview.examination import guarded
from afterview.examination.result import Examination
from tests.cli.conftest import Ran, Run
from tests.cli.making import coming, in_folder, names, on_server
from tests.servers import TestServer, xandikos

Configure = Callable[..., Path]
Change: TypeAlias = Callable[[Request, Response], Response | None]
HERE = ["config", "policies", "texts", "time zone", "ledger", "copy"]


@pytest.fixture(autouse=True)
def programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs: no systemd but the one that a test puts there."""
    folder = home / "bin"
    folder.mkdir()
    (folder / "printf").symlink_to("/usr/bin/printf")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def through(httpserver: HTTPServer, server: TestServer) -> Callable[[Change], str]:
    """A server in front of the real one that changes its answers; its address."""

    def through(change: Change) -> str:
        def respond(request: Request) -> Response:
            connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
            sent = {k: v for k, v in request.headers.items() if k not in ("Host", "Content-Length", "Accept-Encoding")}
            connection.request(request.method, request.path, request.get_data(), sent)
            got = connection.getresponse()
            kept = [(k, v) for k, v in got.getheaders() if k.lower() not in ("content-length", "connection", "server")]
            answer = Response(got.read(), got.status, kept)
            connection.close()
            return change(request, answer) or answer

        httpserver.expect_request(re.compile(".*")).respond_with_handler(respond)
        return httpserver.url_for("").rstrip("/")

    return through


def found(done: Ran) -> dict[str, dict[str, Any]]:
    """What was found, by name; of several of one name the worst."""
    every = json.loads(done.out)["examinations"]
    order = ["ok", "warning", "failed"]
    return {one["name"]: one for one in sorted(every, key=lambda one: order.index(one["state"]))}


def everything(home: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in home.rglob("*")}


# --- what is well -----------------------------------------------------------------------------------------------------


def test_where_all_is_well_it_says_so_line_by_line_and_writes_nothing(
    home: Path, server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    server.put(f"{calendar}a.ics", coming())
    path = configure(on_server(server, calendar))
    run("sync")
    there, here = names(server, calendar), everything(home)
    done = run("check")
    assert (done.code, done.err) == (0, "")
    address = server.url.rstrip("/")
    name = calendar.strip("/").rpartition("/")[2]
    state, cache = home / "state/afterview/ledger.sqlite3", home / "cache/afterview/mirror.sqlite3"
    assert done.out.replace(f"alice/{name}", name).splitlines() == [
        f"ok       config       {path}: home",
        "ok       policies     none of your own",
        "ok       texts        none of your own",
        "ok       time zone    Europe/Berlin",
        f"ok       ledger       {state}: whole, and can be written to",
        f"ok       copy         {cache}: whole, and can be written to",
        "home",
        "ok       password     from its password_command (there is no keyring, $CREDENTIALS_DIRECTORY is not set)",
        "ok       tls          none: the server is on this machine",
        "ok       clock        as the server's",
        f"ok       discovery    calendars found at {address}",
        "ok       login        as alice",
        f"ok       calendars    watched: {name}; reminders: beside the interview",
        f"home, calendar {name}",
        "ok       rights       may be written to; takes events and to-dos",
        "ok       changes      sync-collection: only what is new is asked for",
        "ok       versions     strong ETags: nothing is overwritten that was not seen",
        "ok       invitations  the server sends none by itself",
        "All is well.",
    ]
    assert names(server, calendar) == there
    assert everything(home) == here


def test_before_the_first_pass_nothing_is_made(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    before = everything(home)
    done = run("check", "--json")
    assert done.code == 0
    assert [one["name"] for one in json.loads(done.out)["examinations"]] == [*HERE, "folder", "rights"]
    assert "none yet" in found(done)["ledger"]["what"]
    assert "none yet" in found(done)["copy"]["what"]
    assert everything(home) == before


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as running:
        yield running


def test_a_server_that_sends_invitations_is_told_with_why_it_sends_none_for_us(
    other: TestServer, configure: Configure, run: Run
) -> None:
    configure(f'name = "home"\nurl = "{other.url}"')
    done = run("check", "--json")
    assert done.code == 0
    assert found(done)["password"]["what"] == "none is needed: no user name is set"
    assert found(done)["login"]["what"] == "none is needed"
    assert "our reminders name nobody" in found(done)["invitations"]["what"]


# --- servers that fall short ------------------------------------------------------------------------------------------


def no_sync(request: Request, _answer: Response) -> Response | None:
    return Response("", 403) if b"sync-collection" in request.get_data() else None


def no_sync_and_no_tag(request: Request, answer: Response) -> Response | None:
    if b"getctag" in request.get_data():
        answer.data = re.sub(rb"<(\w+:)?getctag>[^<]*</(\w+:)?getctag>", b"", answer.get_data())
    return no_sync(request, answer)


def forgetful(request: Request, _answer: Response) -> Response | None:
    has_token = re.search(rb"sync-token>[^<]", request.get_data())
    return Response("", 403) if b"sync-collection" in request.get_data() and has_token else None


def weak(_request: Request, answer: Response) -> None:
    answer.data = re.sub(rb'(getetag>)("|&quot;)', rb"\1W/\2", answer.get_data())


def unversioned(_request: Request, answer: Response) -> None:
    answer.data = re.sub(rb"<(\w+:)?getetag>[^<]*</(\w+:)?getetag>", b"", answer.get_data())


@pytest.mark.parametrize(
    ("change", "name", "what"),
    [
        (no_sync, "changes", "no sync-collection; a change tag"),
        (no_sync_and_no_tag, "changes", "no sync-collection and no change tag"),
        (forgetful, "changes", "does not take its own sync tokens"),
        (weak, "versions", "weak ETags"),
        (unversioned, "versions", "no ETags"),
    ],
)
def test_what_a_server_lacks_is_a_warning_with_its_cure(
    through: Callable[[Change], str],
    server: TestServer,
    calendar: str,
    configure: Configure,
    run: Run,
    change: Change,
    name: str,
    what: str,
) -> None:
    server.put(f"{calendar}a.ics", coming())
    configure(on_server(server, calendar, url=through(change) + calendar))
    done = run("check", "--json")
    odd = [one for one in json.loads(done.out)["examinations"] if one["state"] != "ok"]
    assert (done.code, [(one["name"], one["state"]) for one in odd]) == (0, [(name, "warning")])
    assert what in odd[0]["what"]
    assert odd[0]["cure"]


@pytest.mark.parametrize(
    ("seconds", "state", "what"),
    [
        (5, "ok", "5 s behind the server"),
        (90, "warning", "this machine is 90 s behind the server"),
        (-150, "warning", "this machine is 2 min ahead of the server"),
        (-10_000, "warning", "this machine is 2 h ahead of the server"),
    ],
)
def test_a_clock_that_is_wrong_is_told(
    server: TestServer,
    calendar: str,
    configure: Configure,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    state: str,
    what: str,
) -> None:
    def shifted(moment: float) -> str:
        return formatdate(moment + seconds, usegmt=True)

    # what the server of these tests tells its time by
    monkeypatch.setattr("wsgiref.handlers.format_date_time", shifted)
    configure(on_server(server, calendar))
    clock = found(run("check", "--json"))["clock"]
    assert (clock["state"], bool(clock["cure"])) == (state, state == "warning")
    assert re.sub(r"\b(?:4|6) s", "5 s", re.sub(r"\b(?:89|91) s", "90 s", clock["what"])) == what


def read_only(_request: Request, answer: Response) -> None:
    text = answer.get_data()
    answer.data = re.sub(rb"<privilege>(?:(?!</privilege>).)*(?:write|all|bind)(?:(?!</privilege>).)*</privilege>", b"",
                         text)  # fmt: skip


def events_only(_request: Request, answer: Response) -> None:
    answer.data = re.sub(rb'<(\w+:)?comp name="VTODO" ?/>', b"", answer.get_data())


def test_a_calendar_that_may_not_be_written_to_fails(
    through: Callable[[Change], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    configure(on_server(server, calendar, url=through(read_only) + calendar))
    done = run("check", "--json")
    rights = found(done)["rights"]
    assert (done.code, rights["state"], rights["exit_code"]) == (77, "failed", 77)
    assert rights["what"] == "it may not be written to"
    assert "`reminders`" in rights["cure"]
    assert found(done)["changes"]["state"] == "ok"


def test_a_calendar_that_is_only_read_beside_one_that_is_written_to_is_well(
    through: Callable[[Change], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    other = server.new_calendar("reminders" + calendar.strip("/").rpartition("/")[2])

    def only_one(request: Request, answer: Response) -> None:
        if request.path == calendar:
            read_only(request, answer)

    address = through(only_one)
    table = on_server(server, calendar, url=f"{address}/alice/")
    configure(f'{table}\ncalendars = ["{address}{calendar}"]\nreminders = "{address}{other}"')
    every = json.loads(run("check", "--json").out)["examinations"]
    assert [one["what"] for one in every if one["name"] == "rights"] == [
        "only read: reminders go elsewhere",
        "may be written to; takes events and to-dos",
    ]
    assert [one["name"] for one in every if one["calendar"] is not None] == [
        *("rights", "changes", "versions", "invitations"),
        *("rights", "changes", "versions", "invitations"),
    ]


def test_of_several_calendars_one_may_be_read_only(
    through: Callable[[Change], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    other = server.new_calendar("beside" + calendar.strip("/").rpartition("/")[2])

    def only_one(request: Request, answer: Response) -> None:
        if request.path == "/alice/":
            ours = rb"(<response><href>" + calendar.encode() + rb"</href>.*?</response>)"
            answer.data = re.sub(ours, without_rights, answer.get_data(), flags=re.DOTALL)

    def without_rights(response: re.Match[bytes]) -> bytes:
        return re.sub(rb"<privilege>.*?</privilege>", b"", response[0], flags=re.DOTALL)

    address = through(only_one)
    table = on_server(server, calendar, url=f"{address}/alice/")
    configure(f'{table}\ncalendars = ["{address}{calendar}", "{address}{other}"]')
    done = run("check", "--json")
    rights = [one for one in json.loads(done.out)["examinations"] if one["name"] == "rights"]
    assert (done.code, [one["state"] for one in rights]) == (0, ["warning", "ok"])


def test_a_server_that_fails_when_its_calendar_is_read_is_told(
    through: Callable[[Change], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    def fails(request: Request, _answer: Response) -> Response | None:
        return Response("", 503) if request.method == "REPORT" else None

    configure(on_server(server, calendar, url=through(fails) + calendar))
    done = run("check", "--json")
    changes = found(done)["changes"]
    assert (done.code, changes["state"], "(503)" in changes["what"]) == (69, "failed", True)


def test_a_calendar_of_the_wrong_kind_fails(
    through: Callable[[Change], str], server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    configure(on_server(server, calendar, url=through(events_only) + calendar), top='as = "todo"')
    done = run("check", "--json")
    rights = found(done)["rights"]
    assert (done.code, rights["state"]) == (78, "failed")
    assert rights["what"] == "it takes events, and reminders are to be to-dos"
    assert 'as = "event"' in rights["cure"]


# --- no way in --------------------------------------------------------------------------------------------------------


def test_a_missing_password_hides_neither_the_server_nor_the_other_accounts(
    home: Path, server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    configure(on_server(server, calendar).rpartition("\n")[0], in_folder(home / "calendar"))
    done = run("check", "--json")
    assert done.code == 77
    told = found(done)
    assert told["password"]["state"] == "failed"
    for place in ("there is no keyring", "$CREDENTIALS_DIRECTORY is not set", "no password_command is set"):
        assert place in told["password"]["what"]
    assert "afterview login home" in told["password"]["cure"]
    assert [told[name]["state"] for name in ("tls", "clock", "folder")] == ["ok"] * 3
    assert "login" not in told


def test_a_password_that_is_refused_is_tried_once_and_told(
    server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    configure(on_server(server, calendar, password="wrong"))
    done = run("check", "--json")
    login = found(done)["login"]
    assert (done.code, login["state"], "refused" in login["what"]) == (77, "failed", True)
    assert "discovery" not in found(done)
    assert "wrong" not in done.out


def test_a_server_that_is_not_there_and_a_calendar_that_is_not_are_told(
    server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    table = on_server(server, calendar)
    configure(on_server(server, calendar, url="http://127.0.0.1:1/", name="gone"), f'{table}\ncalendars = ["Nothing"]')
    done = run("check", "--json")
    told = found(done)
    assert (done.code, told["server"]["account"], told["server"]["exit_code"]) == (69, "gone", 69)
    assert "connection refused" in told["server"]["what"]
    assert (told["calendars"]["state"], told["calendars"]["exit_code"]) == ("failed", 78)
    assert "there is no calendar 'Nothing'" in told["calendars"]["what"]


def test_something_other_than_a_calendar_server_is_told(
    httpserver: HTTPServer, server: TestServer, calendar: str, configure: Configure, run: Run
) -> None:
    httpserver.expect_request(re.compile(".*")).respond_with_data("<html>Welcome", 200, content_type="text/html")
    configure(on_server(server, calendar, url=httpserver.url_for("/")))
    done = run("check", "--json")
    assert (done.code, found(done)["discovery"]["state"]) == (76, "failed")


def test_a_folder_that_is_not_there_is_told(home: Path, configure: Configure, run: Run) -> None:
    configure(f'name = "laptop"\nfolder = "{home}/calendar"')
    done = run("check", "--json")
    told = found(done)["account"]
    assert (done.code, told["account"], told["state"], told["cure"]) == (66, "laptop", "failed", "check the path")


# --- settings ---------------------------------------------------------------------------------------------------------


def test_a_broken_configuration_hides_nothing_that_does_not_need_it(configure: Configure, run: Run) -> None:
    path = configure("name = 1")
    done = run("check", "--json")
    told = found(done)
    assert (done.code, told["config"]["state"], told["config"]["exit_code"]) == (78, "failed", 78)
    assert told["config"]["what"].startswith(f"{path}:")
    assert list(told) == ["policies", "texts", "ledger", "copy", "config"]


def test_without_a_configuration_it_says_how_to_begin(run: Run) -> None:
    done = run("check")
    assert (done.code, done.err) == (78, "")
    assert "there is no configuration yet" in done.out
    assert "→ " in done.out


def test_only_the_named_account_is_looked_at(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "one", name="one"), in_folder(home / "two", name="two"))
    every = json.loads(run("check", "--json", "--account", "two").out)["examinations"]
    assert {one["account"] for one in every} == {None, "two"}
    done = run("check", "--account", "three")
    assert (done.code, done.complaints) == (78, ["--account: there is no account 'three'; the accounts are one, two"])


def test_an_address_of_ones_own_is_asked_for(home: Path, configure: Configure, run: Run) -> None:
    path = configure(in_folder(home / "calendar"))
    path.write_text(path.read_text().replace('me = ["', '# ["', 1))
    done = run("check", "--json")
    assert (done.code, found(done)["your address"]["state"]) == (0, "warning")


def test_each_wrong_policy_and_text_of_ones_own_is_told(home: Path, configure: Configure, run: Run) -> None:
    folder = configure(in_folder(home / "calendar")).parent
    for name in ("policies", "texts"):
        (folder / name).mkdir()
    (folder / "policies" / "mine.toml").write_text('name = "mine"\nbased_on = "balanced"\n')
    (folder / "texts" / "frame.txt").write_text("")
    right = found(run("check", "--json"))
    assert right["policies"]["what"] == "of your own: mine"
    assert right["texts"]["what"] == "of your own: frame.txt"
    (folder / "policies" / "odd.toml").write_text("colour = 1\n")
    (folder / "policies" / "worse.toml").write_text("[")
    (folder / "texts" / "nothing.txt").write_text("")
    done = run("check", "--json")
    wrong = [one for one in json.loads(done.out)["examinations"] if one["state"] == "failed"]
    assert (done.code, [one["name"] for one in wrong]) == (78, ["policies", "policies", "texts"])
    assert ["odd.toml" in wrong[0]["what"], "worse.toml" in wrong[1]["what"]] == [True, True]


@pytest.mark.parametrize(("zone", "state"), [("Asia/Tokyo", "warning"), ("UTC", "ok"), ("Europe/Paris", "ok")])
def test_a_machine_in_another_zone_is_told_unless_it_shows_utc(
    home: Path, configure: Configure, run: Run, monkeypatch: pytest.MonkeyPatch, zone: str, state: str
) -> None:
    configure(in_folder(home / "calendar"))
    monkeypatch.setenv("TZ", zone)
    told = found(run("check", "--json"))["time zone"]
    assert (told["state"], bool(told["cure"])) == (state, state == "warning")


# --- this machine -----------------------------------------------------------------------------------------------------


def test_a_damaged_ledger_fails_and_stays_as_it_is(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    run("sync")
    for name in ("state/afterview/ledger.sqlite3", "cache/afterview/mirror.sqlite3"):
        (home / name).write_bytes(b"no database" * 500)
    before = everything(home)
    done = run("check", "--json")
    told = found(done)
    assert (done.code, told["ledger"]["state"], told["copy"]["state"]) == (74, "failed", "warning")
    assert told["ledger"]["cure"] == "the next pass sets it aside and begins anew"
    assert everything(home) == before
    run("sync")
    recovered = found(run("check", "--json"))["ledger"]
    assert (recovered["state"], "ledger.corrupt-" in recovered["what"]) == ("warning", True)


def test_a_place_where_nothing_can_be_written_fails(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"))
    (home / "state").write_text("a file where a folder should be")
    done = run("check", "--json")
    told = found(done)["ledger"]
    assert (done.code, told["state"], told["what"]) == (74, "failed", f"{home}/state: nothing can be written there")
    assert found(done)["copy"]["state"] == "ok"


SHOWN = """\
ActiveState={active}
Result={result}
ExecMainStatus={status}
StatusText={text}
UnitFileState={enabled}
"""


def systemctl(folder: Path, shown: str, *, code: int = 0) -> None:
    program = folder / "systemctl"
    fails = "echo 'Failed to connect to bus' >&2" if code else ":"
    program.write_text(f"#!/bin/sh\n{fails}\n/bin/cat <<'EOF'\n{shown}EOF\nexit {code}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("fields", "unit", "code", "states", "told"),
    [
        ("active success 0 enabled", True, 0, ["ok"], "active: 3 applications"),
        ("active success 0 disabled", True, 0, ["ok", "warning"], "it does not start by itself"),
        ("failed exit-code 78 enabled", True, 78, ["failed"], "it has failed (exit-code with exit code 78)"),
        ("failed watchdog 0 enabled", True, 69, ["failed"], "it has failed (watchdog)"),
        ("inactive success 0 enabled", True, 0, ["warning"], "it is installed and does not run"),
        ("inactive success 0 -", False, 0, ["warning"], "not installed"),
    ],
)
def test_the_service_is_told_as_systemd_tells_it(
    home: Path,
    programs: Path,
    configure: Configure,
    run: Run,
    fields: str,
    unit: bool,
    code: int,
    states: list[str],
    told: str,
) -> None:
    active, result, status, enabled = fields.split()
    systemctl(
        programs, SHOWN.format(active=active, result=result, status=status, text="3 applications", enabled=enabled)
    )
    configure(in_folder(home / "calendar"))
    if unit:
        for place in (home / ".config", home / "config"):
            (place / "systemd" / "user").mkdir(parents=True)
            (place / "systemd" / "user" / "afterview.service").write_text("")
    done = run("check", "--json")
    lines = [one for one in json.loads(done.out)["examinations"] if one["name"] == "service"]
    assert (done.code, [one["state"] for one in lines]) == (code, states)
    assert told in lines[-1]["what"]


def test_a_manager_that_does_not_answer_is_a_warning(
    home: Path, programs: Path, configure: Configure, run: Run
) -> None:
    systemctl(programs, "", code=1)
    configure(in_folder(home / "calendar"))
    done = run("check", "--json")
    assert (done.code, found(done)["service"]["state"]) == (0, "warning")


# --- as it is shown ---------------------------------------------------------------------------------------------------


def test_a_bug_in_one_examination_is_one_more_thing_found() -> None:
    def broken() -> Iterator[Examination]:
        yield Examination(name="first", state="ok", what="well")
        raise ZeroDivisionError

    first, bug = guarded("ledger", broken, "home")
    assert first.state == "ok"
    assert (bug.name, bug.account, bug.state, bug.exit_code) == ("ledger", "home", "failed", 70)
    assert "ZeroDivisionError" in bug.what


def test_what_a_terminal_would_obey_is_not_printed(home: Path, configure: Configure, run: Run) -> None:
    folder = configure(in_folder(home / "calendar")).parent / "policies"
    folder.mkdir()
    (folder / "\x1b[31m\u202e.toml").write_text("colour = 1\n")
    done = run("check")
    assert (done.code, "?[31m?.toml" in done.out) == (78, True)
    assert all(character.isprintable() for line in done.out.splitlines() for character in line)


def test_it_fits_a_terminal(home: Path, server: TestServer, calendar: str, configure: Configure, terminal: Run) -> None:
    configure(on_server(server, calendar, password="wrong"), in_folder(home / "calendar"))
    for width in (80, 40):
        done = terminal("check", width=width, env={"NO_COLOR": "1", "PATH": os.environ["PATH"]})
        lines = done.out.splitlines()
        assert done.code == 77
        assert max(map(len, lines)) <= width
        assert lines[-1] == "1 failed"
        assert all(line == line.rstrip() for line in lines)
