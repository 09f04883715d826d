"""Two weeks of a job hunt: five applications, the apps of one candidate, the terminal in between, one calendar.

Alex talks to Acme, who make an offer after a second round; to Globex, who put the interview off and then say no; to an
agency with two clients, Initech, who say nothing, and Umbrella, who need longer; and to Dana Fox of Hooli, of whose
invitation nobody could say what it was. STORY is its table of days. Each act is a function below, named as what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from tests.daemon.between import between
from tests.servers import TestServer
from tests.stories.hunt import REAL, YEAR, Hunt
from tests.stories.life import at

JANE = ("Jane Roe", "jane.roe@acme.example")
BO = ("Bo Berg", "bo.berg@acme.example")
GUS = ("Gus Gorman", "gus.gorman@globex.example")
NORA = ("Nora North", "nora.north@northwind-recruiting.example")
DANA = ("Dana Fox", "dana.fox@hooli.example")


# --- the first week ---


def five_invitations_come(alex: Hunt) -> None:
    alex.invite(alex.work, "acme-1", "11-30 14:00", "Interview with Acme - Backend Engineer", JANE)
    alex.invite(
        alex.work, "globex", "12-01 10:00", "Interview with Globex - Data Engineer", GUS, text="Policy: interobservers"
    )
    alex.invite(alex.work, "initech", "12-02 09:30", "Phone screen: Site Reliability Engineer at Initech", NORA)
    screen = "Phone screen: Platform Engineer at Umbrella"
    alex.invite(alex.work, "umbrella", "12-03 15:00", screen, NORA, text="Policy: livecareer")
    alex.invite(alex.tasks, "hooli", "12-01 16:00", "Interview", DANA)


def hooli_is_confirmed_at_the_terminal(alex: Hunt) -> None:
    assert alex.status(alex.tasks)["unsure"] == ["Interview"]
    assert alex.tasks.life.held() == []
    alex.command(alex.tasks, "confirm", "hooli")


def acme_names_a_day_and_alex_types_it_in_thunderbird(alex: Hunt) -> None:
    alex.open("Thunderbird").write(alex.it("Thank Jane Roe (Acme)"), "Decision by: 4 December")


def globex_puts_the_interview_off(alex: Hunt) -> None:
    alex.invite(
        alex.work,
        "globex",
        "12-03 11:00",
        "Interview with Globex - Data Engineer",
        GUS,
        text="Policy: interobservers",
        sequence=1,
    )


def initech_is_vague_and_so_is_what_alex_types(alex: Hunt) -> None:
    alex.open("Thunderbird").write(alex.it("Thank Nora North (Initech)"), "Decision by: soonish")


def hooli_is_thanked_and_ticked_off_in_todoman(alex: Hunt) -> None:
    todoman = alex.open("todoman")
    todoman.complete(alex.it("Ask Hooli before leaving"))
    todoman.complete(alex.it("Thank Dana Fox (Hooli)"))


def globex_is_thanked_and_khal_says_so(alex: Hunt) -> None:
    alex.open("khal").rename(alex.it("Thank Gus Gorman (Globex)"), "Done: thanked Gus")


def nobody_writes_letters_to_an_agency_says_khal(alex: Hunt) -> None:
    alex.open("khal").delete(alex.it("Letter to Nora North (Umbrella)"))


def acme_invites_to_a_second_round(alex: Hunt) -> None:
    alex.invite(alex.work, "acme-2", "12-08 15:00", "Final interview with Acme - Backend Engineer", BO)


# --- the second week ---


def nora_is_away_and_the_check_in_moves_in_thunderbird(alex: Hunt) -> None:
    alex.open("Thunderbird").move(alex.it("Check in: Nora North (Initech)"), at(f"{YEAR}-12-10 14:00"))


def hooli_is_written_to_and_the_call_is_put_off_in_todoman(alex: Hunt) -> None:
    todoman = alex.open("todoman")
    todoman.complete(alex.it("Check in: Dana Fox (Hooli)"))
    todoman.move(alex.it("Call Dana Fox (Hooli)"), at(f"{YEAR}-12-16 11:00"))


def the_wrong_client_is_marked_as_a_refusal(alex: Hunt) -> None:
    alex.command(alex.work, "mark", "initech", "rejected")


def that_is_taken_back(alex: Hunt) -> None:
    alex.command(alex.work, "undo")


def umbrella_needs_another_week(alex: Hunt) -> None:
    alex.command(alex.work, "mark", "umbrella", "--new-date", "15 December")


def bo_is_thanked_and_marked_so(alex: Hunt) -> None:
    alex.command(alex.work, "mark", "acme", "--done", "thank-you")


def globex_says_no_and_calcurse_is_at_hand(alex: Hunt) -> None:
    alex.open("calcurse").write(alex.it("Check in: Gus Gorman (Globex)"), "#rejected")


def an_alarm_is_dismissed_in_evolution(alex: Hunt) -> None:
    alex.open("Evolution").dismiss(alex.it("Check in: Nora North (Initech)"))


def acme_makes_an_offer_and_evolution_is_told(alex: Hunt) -> None:
    alex.open("Evolution").write(alex.it("done: Thank Bo Berg (Acme)"), "#offer")


MOVED = (
    "Thu 10 Dec 14:00 Check in: Nora North (Initech)",
    "Thu 24 Dec 09:00 Write to Nora North a last time (Initech)",
    "Thu 31 Dec 09:00 Move on (Initech)",
)


@dataclass(frozen=True, slots=True)
class Day:
    """When something happens, what, and which reminders of that company are to come then."""

    when: str
    act: Callable[[Hunt], None]
    company: str
    ahead: tuple[str, ...] = ()


STORY = (
    Day("11-29 18:00", five_invitations_come, "Umbrella", (
        "Thu 03 Dec 14:45 Ask Umbrella before leaving",
        "Fri 04 Dec 16:00 Letter to Nora North (Umbrella)",
        "Fri 04 Dec 16:00 Thank Nora North (Umbrella)",
        "Thu 17 Dec 09:00 Check in: Nora North (Umbrella)",
        "Thu 31 Dec 09:00 Write to Nora North a last time (Umbrella)",
    )),
    Day("11-30 12:00", hooli_is_confirmed_at_the_terminal, "Hooli", (
        "Tue 01 Dec 15:45 Ask Hooli before leaving",
        "Wed 02 Dec 17:00 Thank Dana Fox (Hooli)",
        "Tue 08 Dec 09:00 Check in: Dana Fox (Hooli)",
        "Tue 15 Dec 10:00 Call Dana Fox (Hooli)",
    )),
    Day("11-30 17:30", acme_names_a_day_and_alex_types_it_in_thunderbird, "Acme", (
        "Tue 08 Dec 09:00 Check in: Jane Roe (Acme)",
        "Tue 22 Dec 09:00 Write to Jane Roe a last time (Acme)",
        "Tue 29 Dec 09:00 Move on (Acme)",
    )),
    Day("11-30 18:00", globex_puts_the_interview_off, "Globex", (
        "Thu 03 Dec 10:45 Ask Globex before leaving",
        "Thu 03 Dec 14:00 Thank Gus Gorman (Globex)",
        "Thu 10 Dec 09:00 Check in: Gus Gorman (Globex)",
        "Thu 24 Dec 09:00 Write to Gus Gorman a last time (Globex)",
        "Thu 31 Dec 09:00 Move on (Globex)",
    )),
    Day("12-02 13:00", initech_is_vague_and_so_is_what_alex_types, "Initech", (
        "Wed 09 Dec 09:00 Check in: Nora North (Initech)",
        "Wed 23 Dec 09:00 Write to Nora North a last time (Initech)",
        "Wed 30 Dec 09:00 Move on (Initech)",
    )),
    Day("12-02 17:10", hooli_is_thanked_and_ticked_off_in_todoman, "Hooli", (
        "Tue 08 Dec 09:00 Check in: Dana Fox (Hooli)",
        "Tue 15 Dec 10:00 Call Dana Fox (Hooli)",
    )),
    Day("12-03 14:10", globex_is_thanked_and_khal_says_so, "Globex", (
        "Thu 10 Dec 09:00 Check in: Gus Gorman (Globex)",
        "Thu 24 Dec 09:00 Write to Gus Gorman a last time (Globex)",
        "Thu 31 Dec 09:00 Move on (Globex)",
    )),
    Day("12-04 09:00", nobody_writes_letters_to_an_agency_says_khal, "Umbrella", (
        "Fri 04 Dec 16:00 Thank Nora North (Umbrella)",
        "Thu 17 Dec 09:00 Check in: Nora North (Umbrella)",
        "Thu 31 Dec 09:00 Write to Nora North a last time (Umbrella)",
    )),
    Day("12-04 16:30", acme_invites_to_a_second_round, "Acme", (
        "Tue 08 Dec 14:45 Ask Acme before leaving",
        "Tue 08 Dec 18:00 Thank Bo Berg (Acme)",
        "Tue 15 Dec 10:00 Call Bo Berg (Acme)",
        "Tue 29 Dec 09:00 Write to Bo Berg a last time (Acme)",
        "Tue 05 Jan 09:00 Move on (Acme)",
    )),
    Day("12-07 10:00", nora_is_away_and_the_check_in_moves_in_thunderbird, "Initech", MOVED),
    Day("12-08 09:20", hooli_is_written_to_and_the_call_is_put_off_in_todoman, "Hooli", (
        "Wed 16 Dec 11:00 Call Dana Fox (Hooli)",
    )),
    Day("12-08 18:10", bo_is_thanked_and_marked_so, "Acme", (
        "Tue 15 Dec 10:00 Call Bo Berg (Acme)",
        "Tue 29 Dec 09:00 Write to Bo Berg a last time (Acme)",
        "Tue 05 Jan 09:00 Move on (Acme)",
    )),
    Day("12-09 11:00", the_wrong_client_is_marked_as_a_refusal, "Initech", (
        "Thu 10 Dec 09:00 Thank Nora North anyway (Initech)",
        "Thu 10 Dec 14:00 Check in: Nora North (Initech)",
    )),
    Day("12-09 11:01", that_is_taken_back, "Initech", MOVED),
    Day("12-09 11:02", umbrella_needs_another_week, "Umbrella", (
        "Wed 16 Dec 09:00 Check in: Nora North (Umbrella)",
        "Wed 30 Dec 09:00 Write to Nora North a last time (Umbrella)",
    )),
    Day("12-10 11:30", globex_says_no_and_calcurse_is_at_hand, "Globex", (
        "Fri 11 Dec 09:00 Thank Gus Gorman anyway (Globex)",
    )),
    Day("12-10 14:05", an_alarm_is_dismissed_in_evolution, "Initech", MOVED[1:]),
    Day("12-11 16:00", acme_makes_an_offer_and_evolution_is_told, "Acme"),
)  # fmt: skip

CALENDAR = [
    "Mon 30 Nov 13:45 Ask Acme before leaving",
    "Mon 30 Nov 17:00 Thank Jane Roe (Acme)",
    "Tue 01 Dec 15:45 ✓ Ask Hooli before leaving",
    "Wed 02 Dec 09:15 Ask Initech before leaving",
    "Wed 02 Dec 12:30 Thank Nora North (Initech)",
    "Wed 02 Dec 17:00 ✓ Thank Dana Fox (Hooli)",
    "Thu 03 Dec 10:45 Ask Globex before leaving",
    "Thu 03 Dec 14:00 ✓ Done: thanked Gus",
    "Thu 03 Dec 14:45 Ask Umbrella before leaving",
    "Fri 04 Dec 16:00 Thank Nora North (Umbrella)",
    "Tue 08 Dec 09:00 ✓ Check in: Dana Fox (Hooli)",
    "Tue 08 Dec 14:45 Ask Acme before leaving",
    "Tue 08 Dec 18:00 ✓ done: Thank Bo Berg (Acme)",
    "Thu 10 Dec 09:00 Check in: Gus Gorman (Globex)",
    "Thu 10 Dec 14:00 Check in: Nora North (Initech)",
    "Fri 11 Dec 09:00 Thank Gus Gorman anyway (Globex)",
    "Wed 16 Dec 09:00 Check in: Nora North (Umbrella)",
    "Wed 16 Dec 11:00 Call Dana Fox (Hooli)",
    "Thu 24 Dec 09:00 Write to Nora North a last time (Initech)",
    "Wed 30 Dec 09:00 Write to Nora North a last time (Umbrella)",
    "Thu 31 Dec 09:00 Move on (Initech)",
]
LINES = {
    "Thank Jane Roe (Acme)": ["Decision by: 4 December"],
    "Thank Nora North (Initech)": [
        "Decision by: soonish",
        (
            "(afterview: “Decision by: soonish” could not be read. "
            "Write a day, such as 4 December, next Friday or 2026-12-04.)"
        ),
    ],
    "Thank Nora North (Umbrella)": [f"New date: {YEAR}-12-15"],
    "Ask Hooli before leaving": ["Interview: yes"],
    "Thank Dana Fox (Hooli)": ["Interview: yes"],
    "Check in: Dana Fox (Hooli)": ["Interview: yes"],
    "Call Dana Fox (Hooli)": ["Interview: yes"],
    "Check in: Gus Gorman (Globex)": ["#rejected"],
    "done: Thank Bo Berg (Acme)": ["#offer"],
}
"""What was typed, or said at the terminal, by the reminder that it stands in; and what was answered to it."""
NOTHING: dict[str, Any] = {
    "unsure": [],
    "unread": [],
    "contradictions": [],
    "passes": [{"outcome": "ok", "at": "Fri 11 Dec 16:00"}],
    "skipped": [],
    "failures": [],
}
OPEN: dict[str, Any] = {"outcome": None, "heard back": False, "over": False}
WORK = NOTHING | {
    "applications": {
        "Umbrella · Platform Engineer": OPEN
        | {
            "stage": "screen",
            "last": "Fri 04 Dec 16:00 Thank Nora North (Umbrella)",
            "next": "Wed 16 Dec 09:00 Check in: Nora North (Umbrella)",
        },
        "Initech · Site Reliability Engineer": OPEN
        | {
            "stage": "screen",
            "last": "Thu 10 Dec 14:00 Check in: Nora North (Initech)",
            "next": "Thu 24 Dec 09:00 Write to Nora North a last time (Initech)",
        },
        "Globex · Data Engineer": {
            "stage": None,
            "outcome": "rejected",
            "heard back": False,
            "over": True,
            "last": "Fri 11 Dec 09:00 Thank Gus Gorman anyway (Globex)",
            "next": None,
        },
        "Acme · Backend Engineer": {
            "stage": "final",
            "outcome": "offer",
            "heard back": False,
            "over": True,
            "last": "Tue 08 Dec 18:00 done: Thank Bo Berg (Acme)",
            "next": None,
        },
    },
    "unread": ["Decision by: soonish in Thank Nora North (Initech)"],
}
TASKS = NOTHING | {
    "applications": {
        "Hooli": OPEN
        | {
            "stage": None,
            "last": "Tue 08 Dec 09:00 Check in: Dana Fox (Hooli)",
            "next": "Wed 16 Dec 11:00 Call Dana Fox (Hooli)",
        }
    },
}


@pytest.fixture(params=["installed apps", "stand-ins"])
def alex(
    request: pytest.FixtureRequest,
    radicale_server: TestServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Hunt]:
    """The candidate, at home, with nothing in the calendar."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / kind))
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with between(radicale_server) as theirs, between(radicale_server) as ours, ExitStack() as closing:
        yield Hunt(
            server=radicale_server,
            theirs=theirs,
            ours=ours,
            home=tmp_path,
            said=lambda: capsys.readouterr().out,
            real=request.param == "installed apps",
            closing=closing,
        )


def test_two_weeks_end_with_the_calendar_that_the_story_tells(alex: Hunt) -> None:
    with freeze_time(at(f"{YEAR}-11-29"), ignore=[*REAL]) as clock:
        assert isinstance(clock, FrozenDateTimeFactory)
        alex.clock = clock
        live_through_it(alex)


def live_through_it(alex: Hunt) -> None:
    for day in STORY:
        alex.wait_for(day.when)
        day.act(alex)
        first, last = day is STORY[0], day is STORY[-1]
        for home in (alex.work, alex.tasks) if first or last else (alex.home_of(day.company),):
            alex.command(home, "sync")
            if last or not alex.real:  # The real apps take their time.
                alex.rest(home)
        assert (day.when, alex.ahead(day.company)) == (day.when, list(day.ahead))
    assert alex.calendar() == CALENDAR
    assert (alex.status(alex.work), alex.status(alex.tasks)) == (WORK, TASKS)
    # who invited is left alone; what was typed stands, and what could not be read is answered once
    assert alex.invitations() == alex.sent
    assert alex.lines() == LINES
    assert alex.dismissed() == ["Check in: Nora North (Initech)"]
