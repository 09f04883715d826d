"""The line that `systemctl status` shows."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from afterview.daemon.pace import Pace, State
from afterview.daemon.status import status_line
from afterview.daemon.watch import Watch
from afterview.daemon.worker import Workers

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


def watch(name: str = "home", state: State = "ok", **known: Any) -> Watch:
    return Watch(name, timedelta(), {}, Workers(), lambda _p, _l: None, pace=Pace(state=state, misses=1), **known)


def line(*watches: Watch, note: str = "") -> str:
    return status_line(watches, NOW, BERLIN, note=note)


def test_it_says_how_many_applications_what_comes_next_and_when_it_last_looked() -> None:
    coming = ("Thank Jane Doe (Acme)", datetime(2026, 11, 23, 16, tzinfo=UTC))
    found = line(watch(applications=3, next=coming, passed=NOW))
    assert found == "3 applications, next: Thank Jane Doe (Acme) today 17:00, last pass 14:05"


def test_days_are_those_of_the_user() -> None:
    def next_at(year: int, month: int, day: int, hour: int, minute: int = 0) -> str:
        moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
        found = line(watch(applications=1, next=("X", moment), passed=NOW))
        return found.removeprefix("1 application, next: X ").removesuffix(", last pass 14:05")

    assert next_at(2026, 11, 23, 23, 30) == "tomorrow 00:30"
    assert next_at(2026, 11, 26, 8) == "Thu 26 Nov 09:00"
    assert next_at(2027, 1, 7, 8) == "Thu 7 Jan 2027 09:00"


def test_a_last_pass_of_another_day_has_its_day() -> None:
    assert line(watch(passed=NOW - timedelta(days=3))) == "0 applications, last pass Fri 20 Nov 14:05"


def test_of_several_accounts_it_shows_the_sum_the_soonest_and_the_latest() -> None:
    first = watch(applications=2, next=("Later", NOW + timedelta(hours=2)), passed=NOW - timedelta(hours=1))
    other = watch("work", applications=1, next=("Sooner", NOW + timedelta(hours=1)), passed=NOW)
    assert line(first, other) == "3 applications, next: Sooner today 15:05, last pass 14:05"


def test_a_reminder_that_is_past_is_not_next() -> None:
    assert line(watch(next=("Past", NOW - timedelta(seconds=1)), passed=NOW)) == "0 applications, last pass 14:05"


def test_troubles_come_first_and_name_their_account_once() -> None:
    found = line(
        watch("work", "refused", detail="work: the server refused it; run `afterview login work`"),
        watch(applications=1, passed=NOW),
        note="the new configuration is wrong, the old one holds",
    )
    assert found == (
        "the new configuration is wrong, the old one holds; "
        "work: password refused: the server refused it; run `afterview login work`; "
        "1 application, last pass 14:05"
    )


def test_another_pass_is_no_trouble() -> None:
    assert line(watch(state="busy", passed=NOW)) == "0 applications, last pass 14:05"
    assert line(watch(state="busy")) == "another pass is at work on it"


def test_before_anything_is_known_it_says_so() -> None:
    assert line(watch()) == "looking for the first time"
