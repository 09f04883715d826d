"""The alarm on the wall clock: a real timerfd. The clock itself is not touched: what the kernel says then is played."""

import ctypes
import errno
import os
import select
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from afterview.daemon.alarm import Alarm


@pytest.fixture
def alarm() -> Iterator[Alarm]:
    alarm = Alarm()
    if alarm.fileno() is None:
        pytest.skip("there is no timerfd here")
    yield alarm
    alarm.close()


def goes_off(alarm: Alarm, within: float) -> bool:
    file = alarm.fileno()
    assert file is not None
    return bool(select.select([file], [], [], within)[0])


def test_it_goes_off_in_time_and_once(alarm: Alarm) -> None:
    at = datetime.now(UTC) + timedelta(milliseconds=150)
    assert not alarm.set(at)
    assert alarm.heard() is None
    assert goes_off(alarm, 10)
    assert datetime.now(UTC) >= at
    assert (alarm.heard(), alarm.heard()) == ("due", None)


@pytest.mark.parametrize("days", [-365, 0])
def test_for_a_time_that_is_past_it_goes_off_at_once(alarm: Alarm, days: int) -> None:
    alarm.set(datetime.now(UTC) + timedelta(days=days))
    assert goes_off(alarm, 1)
    assert alarm.heard() == "due"


def test_before_1970_is_past_too(alarm: Alarm) -> None:
    alarm.set(datetime(1969, 1, 1, tzinfo=UTC))
    assert goes_off(alarm, 1)


def test_only_the_last_time_that_was_set_counts(alarm: Alarm) -> None:
    alarm.set(datetime.now(UTC))
    alarm.set(datetime.now(UTC) + timedelta(days=365))
    assert not goes_off(alarm, 0.05)
    assert alarm.heard() is None


def test_a_clock_that_was_set_is_heard(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(_file: int, _size: int) -> NoReturn:
        raise OSError(errno.ECANCELED, "cancelled")

    alarm.set(datetime.now(UTC) + timedelta(days=1))
    monkeypatch.setattr(os, "read", cancelled)
    assert alarm.heard() == "set"


def test_a_clock_that_is_set_just_before_the_alarm_is_set_is_not_missed(
    alarm: Alarm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Kernel:
        def timerfd_settime(self, *_: object) -> int:
            ctypes.set_errno(errno.ECANCELED)
            return -1

    monkeypatch.setattr(alarm, "_library", Kernel())
    assert alarm.set(datetime.now(UTC) + timedelta(days=1))
    assert (alarm.heard(), alarm.heard()) == ("set", None)


def test_where_there_is_no_such_thing_it_never_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_: object, **__: object) -> object:
        return object()

    monkeypatch.setattr(ctypes, "CDLL", without)
    alarm = Alarm()
    assert (alarm.fileno(), alarm.set(datetime.now(UTC)), alarm.heard()) == (None, False, None)
    alarm.close()
