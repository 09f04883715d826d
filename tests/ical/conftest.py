"""A limit on the time that hostile input may take."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

LIMIT = 30.0
"""Seconds; a hang lasts for hours, so that a slow machine never fails by this."""


@pytest.fixture
def no_hang() -> Iterator[None]:
    """Fail the test when it runs for longer than LIMIT."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at work after {LIMIT} s ({number}, {frame is not None})")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
