"""Writes that no app means badly: on a stale copy, twice, at another address, without what it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from afterview.core.held import Held
from tests.clients.bench import TITLES, USUAL, Bench
from tests.clients.replayed import Evolution
from tests.servers import TestServer

Started = Callable[..., Bench]
LATER = {
    "ask": f"day 1 09:45 {TITLES['ask']}",
    "thank-you": f"day 1 13:00 {TITLES['thank-you']}",
    "check-in": f"day 8 09:00 {TITLES['check-in']}",
    "final": f"day 22 09:00 {TITLES['final']}",
    "move-on": f"day 29 09:00 {TITLES['move-on']}",
}
"""When the interview is a day later, at ten."""


@pytest.fixture
def bench(started: Started) -> Bench:
    return started()


def postpone(bench: Bench, clock: str = "09:00") -> None:
    """The interview is moved to the next day, and a pass follows it."""
    bench.invite(start=bench.at(1, "10:00"), sequence=1)
    bench.sync(-1, clock)
    assert bench.agenda() == LATER


def text_of(bench: Bench, held: Held) -> str:
    """The file of a reminder, unfolded."""
    data = bench.stored()[held.href.rpartition("/")[2]]
    return data.decode().replace("\r\n ", "").replace("\r\n", "\n")


def rest(bench: Bench, clock: str) -> None:
    """One more pass has nothing to do."""
    before = bench.agenda()
    report, _ = bench.sync(-1, clock)
    assert (bench.wrote(report), bench.agenda()) == ([], before)


# --- over whatever is there ---


def test_an_old_version_put_back_with_its_alarm_dismissed_is_brought_up_to_date_and_stays_dismissed(
    bench: Bench,
) -> None:
    app = Evolution(bench)
    postpone(bench)
    app.dismiss(bench.reminder("check-in"))
    assert bench.agenda()["check-in"] == USUAL["check-in"]
    bench.sync(-1, "10:00")
    assert bench.agenda() == LATER
    assert "ACKNOWLEDGED:" in text_of(bench, bench.reminder("check-in"))
    rest(bench, "11:00")


def test_a_new_title_on_an_old_version_is_kept_and_the_new_time_too(bench: Bench) -> None:
    app = Evolution(bench)
    postpone(bench)
    body = bench.reminder("check-in").body
    app.rename(bench.reminder("check-in"), "Ask Jane about the salary")
    assert bench.agenda()["check-in"] == "day 7 09:00 Ask Jane about the salary"
    bench.sync(-1, "10:00")
    assert bench.agenda() == LATER | {"check-in": "day 8 09:00 Ask Jane about the salary"}
    assert bench.reminder("check-in").body == body
    rest(bench, "11:00")


def test_a_new_text_on_an_old_version_is_kept_and_the_new_time_too(bench: Bench) -> None:
    app = Evolution(bench)
    postpone(bench)
    app.write(bench.reminder("check-in"), "She prefers to be called.")
    bench.sync(-1, "10:00")
    assert bench.agenda() == LATER
    assert bench.reminder("check-in").body.startswith("She prefers to be called.\n")
    rest(bench, "11:00")


def test_an_old_version_that_was_moved_stays_where_it_is_now_and_says_what_is_so_now(bench: Bench) -> None:
    app = Evolution(bench)
    postpone(bench)
    body = bench.reminder("check-in").body
    app.move(bench.reminder("check-in"), bench.at(10, "11:00"))
    bench.sync(-1, "10:00")
    assert bench.agenda() == LATER | {
        "check-in": f"day 10 11:00 {TITLES['check-in']}",
        "final": f"day 24 09:00 {TITLES['final']}",
        "move-on": f"day 31 09:00 {TITLES['move-on']}",
    }
    assert bench.reminder("check-in").body == body
    rest(bench, "11:00")


def test_an_edit_on_the_present_version_is_no_stale_one_and_is_left_alone(bench: Bench) -> None:
    postpone(bench)
    Evolution(bench).rename(bench.reminder("check-in"), "Ask Jane about the salary")
    bench.invite(start=bench.at(2, "10:00"), sequence=2)
    bench.sync(-1, "10:00")
    assert bench.agenda()["check-in"] == "day 8 09:00 Ask Jane about the salary"
    rest(bench, "11:00")


@pytest.mark.parametrize(("verb", "stays"), [("dismiss", False), ("rename", True)])
def test_a_withdrawn_reminder_that_an_app_puts_back_goes_again_unless_it_was_edited(
    bench: Bench, verb: str, stays: bool
) -> None:
    app = Evolution(bench)
    held = bench.reminder("check-in")
    bench.invite(status="CANCELLED", sequence=1)
    bench.sync(-1, "09:00")
    assert bench.agenda() == {}
    app.rename(held, "Ask Jane") if verb == "rename" else app.dismiss(held)
    bench.sync(-1, "10:00")
    assert bench.agenda() == ({"check-in": "day 7 09:00 Ask Jane"} if stays else {})
    rest(bench, "11:00")


# --- copies, and other addresses ---


def test_a_copy_on_another_day_is_left_alone_and_nothing_follows_it(bench: Bench) -> None:
    held = bench.reminder("check-in")
    copy = text_of(bench, held).replace(f"UID:{held.uid}", "UID:copy-1@example.org")
    copy = re.sub(r"(?m)^(DT(?:START|END);.*:)\d{8}", rf"\g<1>{bench.at(12, '09:00'):%Y%m%d}", copy)
    for name in ("0-copy.ics", "zz-copy.ics"):  # before and after it, as a server lists them
        data = copy.replace("copy-1", name).replace("\n", "\r\n").encode()
        bench.server.put(bench.path + name, data)
        report, _ = bench.sync(-1, "09:00")
        assert bench.wrote(report) == []
    bench.invite(start=bench.at(1, "10:00"), sequence=1)
    bench.sync(-1, "10:00")
    reminders = [bench.told(h) for h in bench.life.held()]
    copies = [f"day 12 09:00 {TITLES['check-in']}"] * 2
    assert sorted(reminders) == sorted([*LATER.values(), *copies])
    rest(bench, "11:00")


def test_the_same_uid_at_another_address_is_the_same_reminder_again(bench: Bench) -> None:
    held = bench.reminder("check-in")
    data = text_of(bench, held).replace("\n", "\r\n").encode()
    bench.server.delete(bench.path + held.href.rpartition("/")[2])
    report, _ = bench.sync(-1, "09:00")
    assert bench.kept(report)["check-in"] == "dismissed"
    bench.server.put(bench.path + "undone.ics", data)
    report, _ = bench.sync(-1, "09:30")
    assert (bench.wrote(report), bench.kept(report)["check-in"]) == ([], "same")
    postpone(bench, "10:00")
    assert bench.reminder("check-in").href.endswith("/undone.ics")
    rest(bench, "11:00")


def test_what_was_deleted_stays_deleted_though_its_interview_moves(bench: Bench) -> None:
    bench.server.delete(bench.path + bench.reminder("check-in").href.rpartition("/")[2])
    bench.sync(-1, "09:00")
    bench.invite(start=bench.at(1, "10:00"), sequence=1)
    bench.sync(-1, "10:00")
    assert bench.agenda() == {step: told for step, told in LATER.items() if step != "check-in"}
    assert bench.remembered()["check-in"] == "day 7 09:00, gone"
    rest(bench, "11:00")


# --- what an app does not know ---


def test_an_app_that_drops_all_our_properties_changes_nothing(bench: Bench) -> None:
    for held in bench.life.held():
        data = "".join(f"{line}\r\n" for line in text_of(bench, held).splitlines() if "X-AFTERVIEW" not in line)
        bench.server.put(bench.path + held.href.rpartition("/")[2], data.encode())
    rest(bench, "09:00")
    postpone(bench, "10:00")
    rest(bench, "11:00")


def test_an_edit_that_leaves_nothing_of_ours_but_the_uid_is_theirs(bench: Bench) -> None:
    held = bench.reminder("check-in")
    kept = ["BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP"]
    lines = [line for line in text_of(bench, held).splitlines() if re.split("[:;]", line)[0] in kept]
    body = [line for line in lines if "VALARM" not in line and not re.search("TIMEZONE|STANDARD|DAYLIGHT", line)]
    told = f"DTSTART:{bench.at(8, '12:00'):%Y%m%dT%H%M%S}"
    body[body.index("END:VEVENT") : body.index("END:VEVENT")] = [told, "SUMMARY:Lunch"]
    bench.server.put(bench.path + held.href.rpartition("/")[2], "".join(f"{line}\r\n" for line in body).encode())
    report, _ = bench.sync(-1, "09:00")
    assert bench.kept(report)["check-in"] == "theirs"
    assert bench.agenda()["check-in"] == "day 8 12:00 Lunch"
    rest(bench, "10:00")


def test_an_event_that_was_a_reminder_and_has_nothing_of_it_left_is_no_interview(bench: Bench) -> None:
    held = bench.reminder("check-in")
    text = re.sub(r"(?m)^(X-AFTERVIEW|DESCRIPTION:|UID:).*\n", "", text_of(bench, held))
    text = text.replace("BEGIN:VEVENT\n", "BEGIN:VEVENT\nUID:new@example.org\n")
    server: TestServer = bench.server
    server.delete(bench.path + held.href.rpartition("/")[2])
    server.put(bench.path + "new.ics", text.replace("\n", "\r\n").encode())
    report, _ = bench.sync(-1, "09:00")
    assert (bench.wrote(report), bench.kept(report)["check-in"]) == ([], "dismissed")
    assert [i.event.summary for i in report.decided.agenda.interviews if i.verdict.answer == "interview"] == [
        "Interview with Acme - Backend Engineer"
    ]
    rest(bench, "10:00")
