"""An alarm on the wall clock, which goes off in time also after suspend, and at once when the clock is set.

timerfd on CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET (timerfd_create(2)): waiting for an absolute time costs no
wake-up before it. Where there is no such thing (not Linux) the alarm never goes off, and the scheduler's own waiting
has to do.
"""

from __future__ import annotations

import ctypes
import errno
import os
from datetime import datetime
from typing import Final, Literal, TypeAlias

Cause: TypeAlias = Literal["due", "set"]
"""The time has come, or the clock was set."""

_CLOCK_REALTIME: Final = 0
_ABSOLUTE_CANCEL_ON_SET: Final = 1 | 2
_FLAGS: Final = os.O_NONBLOCK | os.O_CLOEXEC


class _Span(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Timer(ctypes.Structure):
    _fields_ = (("interval", _Span), ("value", _Span))


class Alarm:
    """One alarm; `fileno` is readable when it goes off."""

    def __init__(self) -> None:
        self._was_set = False
        try:
            self._library = ctypes.CDLL(None, use_errno=True)
            self._file: int = self._library.timerfd_create(_CLOCK_REALTIME, _FLAGS)
        except (OSError, AttributeError):
            self._file = -1

    def fileno(self) -> int | None:
        """What to wait on; None where there is no such alarm."""
        return self._file if self._file >= 0 else None

    def set(self, at: datetime) -> bool:
        """Go off at `at` (aware), or at once where that is past.

        True when there is no need to wait: the clock was set between the last `heard` and now, which `heard` tells.
        """
        if self._file < 0:
            return False
        seconds = max(at.timestamp(), 1.0)
        value = _Span(int(seconds), int(seconds % 1 * 1e9))
        timer = _Timer(_Span(0, 0), value)
        failed = self._library.timerfd_settime(self._file, _ABSOLUTE_CANCEL_ON_SET, ctypes.byref(timer), None)
        # The kernel tells of a clock that was set only once: here, if nobody has read it before.
        self._was_set |= bool(failed) and ctypes.get_errno() == errno.ECANCELED
        return self._was_set

    def heard(self) -> Cause | None:
        """Why it went off; None where it did not."""
        if self._was_set:
            self._was_set = False
            return "set"
        if self._file < 0:
            return None
        try:
            os.read(self._file, 8)
        except BlockingIOError:
            return None
        except OSError as error:
            return "set" if error.errno == errno.ECANCELED else None
        return "due"

    def close(self) -> None:
        """Let go of it."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
