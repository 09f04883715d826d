"""When an account is looked at again."""

from datetime import timedelta

import pytest

from afterview.daemon.pace import Pace, State, state_after
from afterview.errors import (
    AfterviewError,
    BrakeHeld,
    Busy,
    ConfigError,
    LocalFailure,
    LoginRefused,
    NoRight,
    ProtocolError,
    SecretUnavailable,
    Unreachable,
)
from afterview.secrets import Kind, Login, Miss, NoSecret

INTERVAL = timedelta(minutes=15)


def no_secret(kind: Kind) -> NoSecret:
    login = Login(account="home", username="alice", origin="example.org")
    return NoSecret(login, [Miss(source="keyring", kind=kind, detail="it has none")])


def pauses(state: State, times: int, interval: timedelta = INTERVAL) -> list[float]:
    """Seconds between looks that all come to `state`."""
    pace, found = Pace(), []
    for _ in range(times):
        pace = pace.after(state)
        found.append(pace.pause(interval).total_seconds())
    return found


@pytest.mark.parametrize("state", ["ok", "held", "wrong", "refused", "missing"])
def test_what_only_time_or_a_person_changes_is_looked_at_once_an_interval(state: State) -> None:
    assert pauses(state, 3) == [900, 900, 900]


def test_a_server_in_trouble_is_left_alone_for_a_growing_while_up_to_an_hour() -> None:
    assert pauses("trouble", 9) == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_trouble_of_months_is_still_looked_at_each_hour() -> None:
    assert pauses("trouble", 5000)[-1] == 3600


def test_who_looks_rarely_is_not_made_to_look_more_often_by_trouble_that_lasts() -> None:
    assert pauses("trouble", 12, timedelta(hours=4))[-1] == 4 * 3600


def test_a_locked_keyring_is_looked_at_again_within_five_minutes() -> None:
    assert pauses("waiting", 6) == [30, 60, 120, 240, 300, 300]


def test_another_pass_is_waited_for_by_short_steps() -> None:
    assert pauses("busy", 6) == [5, 10, 20, 40, 60, 60]


def test_what_the_server_asks_for_is_honoured_but_for_no_longer_than_a_day() -> None:
    pace = Pace().after("trouble")
    found = [pace.pause(INTERVAL, asked) for asked in (10.0, 120.0, 1e9)]
    assert found == [timedelta(seconds=30), timedelta(seconds=120), timedelta(days=1)]


def test_success_makes_all_forgotten_and_another_trouble_begins_anew() -> None:
    once = Pace().after("trouble").after("trouble")
    assert once == Pace(state="trouble", misses=2)
    assert once.after("waiting") == Pace(state="waiting", misses=1)
    assert once.after("ok") == Pace()


def test_one_miss_of_a_server_that_has_answered_before_is_no_line_in_the_log() -> None:
    first = Pace().after("trouble")
    assert not first.is_worth_telling(was_ever_ok=True)
    assert first.is_worth_telling(was_ever_ok=False)
    assert first.after("trouble").is_worth_telling(was_ever_ok=True)


def test_another_pass_is_no_line_in_the_log_unless_it_lasts() -> None:
    pace, told = Pace(), []
    for _ in range(11):
        pace = pace.after("busy")
        told.append(pace.is_worth_telling(was_ever_ok=True))
    assert told == [False] * 9 + [True] * 2


@pytest.mark.parametrize("state", ["waiting", "refused", "missing", "held", "wrong"])
def test_what_a_person_can_mend_is_told_at_once(state: State) -> None:
    assert Pace().after(state).is_worth_telling(was_ever_ok=True)


def test_all_well_is_nothing_to_tell() -> None:
    assert not Pace().after("ok").is_worth_telling(was_ever_ok=False)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (None, "ok"),
        (Unreachable("x", "y"), "trouble"),
        (ProtocolError("x", "y"), "trouble"),
        (LocalFailure("x", "y"), "trouble"),
        (LoginRefused("x", "y"), "refused"),
        (NoRight("x", "y"), "trouble"),
        (SecretUnavailable("x", "y"), "missing"),
        (no_secret("absent"), "missing"),
        (no_secret("locked"), "waiting"),
        (Busy("x", "y"), "busy"),
        (BrakeHeld("x", "y"), "held"),
        (ConfigError("x", "y"), "wrong"),
    ],
)
def test_each_error_leads_to_a_state(error: AfterviewError | None, state: State) -> None:
    assert state_after(error) == state
