"""What a person does to a reminder in an app means what they think it means: a row of the table for each of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from afterview.cli import main
from afterview.core.held import Component
from tests.clients.bench import TITLES, USUAL, Bench
from tests.clients.calcurse import Calcurse
from tests.clients.facts import Fact, settle
from tests.clients.replayed import Evolution, KOrganizer
from tests.clients.thunderbird import Running, Thunderbird, thunderbird
from tests.clients.vdir import Khal, Todoman
from tests.servers import Unavailable
from tests.stories.life import ZONE

APPS = (Thunderbird, Evolution, KOrganizer, Khal, Todoman, Calcurse)
KINDS: dict[str, Component] = {"event": "VEVENT", "to-do": "VTODO"}
WITHOUT_CHECK_IN = {step: told for step, told in USUAL.items() if step != "check-in"}
REMEMBERED = {step: " ".join(told.split()[:3]) for step, told in USUAL.items()}
FINAL = f"next day 21 09:00 {TITLES['final']}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What is done, and all that the next pass makes of it."""

    act: Callable[[Any, Bench], None]
    step: str = "check-in"
    """The reminder that it is done to."""
    kept: str = "same"
    """Why it is left as it stands."""
    wrote: tuple[str, ...] = ()
    """The changes that the pass makes."""
    agenda: dict[str, str] = field(default_factory=lambda: USUAL)
    remembered: dict[str, str] = field(default_factory=lambda: REMEMBERED)
    status: tuple[str, ...] = (f"next day 7 09:00 {TITLES['check-in']}",)


def _rename(title: str) -> Callable[[Any, Bench], None]:
    return lambda app, bench: app.rename(bench.reminder("check-in"), title)


def _write(line: str) -> Callable[[Any, Bench], None]:
    return lambda app, bench: app.write(bench.reminder("check-in"), line)


def _undo(app: Any, bench: Bench) -> None:
    app.delete(bench.reminder("check-in"))
    report, _ = bench.sync(-1, "09:00")  # It is gone for now, and nothing says that it comes back.
    assert bench.kept(report)["check-in"] == "dismissed"
    app.undo()


MEANINGS = {
    "view": Meaning(act=lambda app, _: app.refresh()),
    "rename": Meaning(
        act=_rename("Ask Jane about the salary"),
        kept="theirs",
        agenda=USUAL | {"check-in": "day 7 09:00 Ask Jane about the salary"},
        status=("next day 7 09:00 Ask Jane about the salary",),
    ),
    "finish": Meaning(
        act=_rename("Done: wrote to Jane"),
        kept="done",
        agenda=USUAL | {"check-in": "day 7 09:00 Done: wrote to Jane"},
        status=(FINAL,),
    ),
    "edit": Meaning(act=_write("She prefers to be called."), kept="theirs"),
    "answer": Meaning(
        act=_write("Outcome: rejected"),
        kept="theirs",
        wrote=("create thank-anyway", "delete final", "delete move-on"),
        agenda={step: USUAL[step] for step in ("ask", "thank-you", "check-in")}
        | {"thank-anyway": f"day 2 09:00 {TITLES['thank-anyway']}"},
        remembered={step: REMEMBERED[step] for step in ("ask", "thank-you", "check-in")}
        | {"thank-anyway": "day 2 09:00"},
        status=(f"next day 2 09:00 {TITLES['thank-anyway']}", "rejected"),
    ),
    "move": Meaning(
        act=lambda app, bench: app.move(bench.reminder("check-in"), bench.at(9, "11:00")),
        kept="theirs",
        wrote=("update final", "update move-on"),
        agenda=USUAL
        | {
            "check-in": f"day 9 11:00 {TITLES['check-in']}",
            "final": f"day 23 09:00 {TITLES['final']}",
            "move-on": f"day 30 09:00 {TITLES['move-on']}",
        },
        remembered=REMEMBERED | {"final": "day 23 09:00", "move-on": "day 30 09:00"},
        status=(f"next day 9 11:00 {TITLES['check-in']}",),
    ),
    "dismiss": Meaning(act=lambda app, bench: app.dismiss(bench.reminder("thank-you")), step="thank-you"),
    "snooze": Meaning(act=lambda app, bench: app.snooze(bench.reminder("thank-you")), step="thank-you"),
    "complete": Meaning(act=lambda app, bench: app.complete(bench.reminder("check-in")), kept="done", status=(FINAL,)),
    "delete": Meaning(
        act=lambda app, bench: app.delete(bench.reminder("check-in")),
        kept="dismissed",
        agenda=WITHOUT_CHECK_IN,
        remembered=REMEMBERED | {"check-in": "day 7 09:00, gone"},
        status=(FINAL,),
    ),
    "undo": Meaning(act=_undo),
}
NEEDS = {"view": "refresh", "finish": "rename", "edit": "write", "answer": "write"}
"""What an app must be able to do for it, where that is called another thing."""


def rows() -> Iterator[tuple[Any, str, str]]:
    """App, kind and verb of all that can be done."""
    for app in APPS:
        for kind in KINDS:
            for verb in MEANINGS:
                able = hasattr(app, NEEDS.get(verb, verb)) and (app.events if kind == "event" else app.todos)
                if able and not (verb == "complete" and kind == "event"):
                    yield app, kind, verb


NAMES = [f"{app.__name__}-{kind}-{verb}" for app, kind, verb in rows()]


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    try:
        with thunderbird(ZONE.key) as one:
            yield one
    except Unavailable as problem:
        pytest.skip(f"{problem}; tests/clients/install installs it")


@pytest.fixture
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Any, Bench], Any]]:
    """`opened(Khal, bench)`: an app that has the calendar."""
    closing: list[Thunderbird] = []

    def opened(app: Any, bench: Bench) -> Any:
        if app is Thunderbird:
            running: Running = request.getfixturevalue("running")
            closing.append(running.open(bench.access, bench.theirs))
            return closing[-1]
        if app in (Evolution, KOrganizer):
            return app(bench)
        try:
            return app(tmp_path / app.name, bench.access)
        except Unavailable as problem:
            pytest.skip(f"{problem}; tests/clients/install installs it")

    yield opened
    for one in closing:
        one.close()


@pytest.mark.parametrize(("app", "kind", "verb"), list(rows()), ids=NAMES)
def test_what_is_done_in_an_app_means_what_its_user_thinks(
    started: Callable[[Component], Bench],
    opened: Callable[[Any, Bench], Any],
    capsys: pytest.CaptureFixture[str],
    app: Any,
    kind: str,
    verb: str,
) -> None:
    meaning = MEANINGS[verb]
    bench = started(KINDS[kind])
    client = opened(app, bench)
    titles = {told.split(maxsplit=3)[3] for told in USUAL.values()}
    assert titles <= set(client.view())

    bench.look()
    meaning.act(client, bench)
    written = bench.written()
    report, asked = bench.sync(1, "09:00")

    # the calendar, the ledger, and what the user is told
    assert bench.agenda() == meaning.agenda
    assert bench.remembered() == meaning.remembered
    assert main(["status", "--all", "--json", "--now", f"{bench.at(1, '09:01').isoformat()}"]) == 0
    last = f"last_contact day 0 17:00 {TITLES['thank-you']}"
    overdue = f"next day 0 13:45 {TITLES['ask']}"  # a to-do that was not ticked off is what comes next
    status = [overdue, *meaning.status[1:]] if kind == "to-do" else meaning.status
    assert bench.status(capsys.readouterr().out) == [last, *status]
    # one thing that was done costs two requests, and what has to be written
    reads = [method for method in asked if method not in ("PUT", "DELETE")]
    assert len(reads) <= 2, asked
    # and there is nothing left to do
    again, _ = bench.sync(1, "09:15")
    assert (bench.wrote(again), bench.agenda()) == ([], meaning.agenda)

    kept, wrote = bench.kept(report)[meaning.step], bench.wrote(report)
    assert (kept, tuple(wrote)) == (meaning.kept, meaning.wrote)
    settle(
        app.name,
        f"{kind} {verb}",
        Fact(requests=written["requests"], changed=written["changed"], kept=kept, wrote=wrote),
    )
