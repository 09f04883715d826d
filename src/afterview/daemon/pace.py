"""When an account is looked at again: pure, from what came of the last time.

A server in trouble is left alone for a growing while, at least as long as it asks for. A password that was refused is
not tried again until there is another one, so that no account is locked. A keyring that is locked is looked at again
without asking anybody. Another pass at work on the account is waited for by short steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from afterview.errors import AfterviewError, BrakeHeld, Busy, ConfigError, LoginRefused, NoRight, SecretUnavailable

State: TypeAlias = Literal["ok", "busy", "trouble", "waiting", "refused", "missing", "held", "wrong"]
"""ok; busy: somebody else makes a pass over it; trouble: the server or this machine cannot now; waiting: for the
keyring; refused: the password; missing: the password; held: by a brake; wrong: what is configured is not there."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_WAIT_FOR_KEYRING = timedelta(minutes=5)
FIRST_PAUSE_WHEN_BUSY = timedelta(seconds=5)
LONGEST_PAUSE_WHEN_BUSY = timedelta(minutes=1)
LONGEST_RETRY_AFTER = 86_400.0
"""Seconds: no server may silence an account for longer than a day."""
TOO_OFTEN_BUSY = 10
"""Times in a row, seven minutes: whoever holds an account for that long hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How an account is doing."""

    state: State = "ok"
    misses: int = 0
    """Looks in a row that came to this state; 0 when it is ok."""

    def after(self, state: State) -> Pace:
        """The same account after one more look."""
        return Pace(state=state, misses=0 if state == "ok" else self.misses + 1 if state == self.state else 1)

    def pause(self, interval: timedelta, retry_after: float | None = None) -> timedelta:
        """How long until the next look; `interval` between looks when all is well, `retry_after` seconds asked for."""
        match self.state:
            case "busy":
                pause = self._doubled(FIRST_PAUSE_WHEN_BUSY, LONGEST_PAUSE_WHEN_BUSY)
            case "waiting":
                pause = self._doubled(FIRST_PAUSE, LONGEST_WAIT_FOR_KEYRING)
            case "trouble":
                pause = self._doubled(FIRST_PAUSE, max(LONGEST_PAUSE, interval))
            case _:
                pause = interval
        return max(pause, timedelta(seconds=min(retry_after or 0.0, LONGEST_RETRY_AFTER)))

    def is_worth_telling(self, *, was_ever_ok: bool) -> bool:
        """Whether a line in the log is due, and not only the status.

        Not for one miss of a server, such as each awakening before the network is up, nor for a short wait for another
        pass.
        """
        if self.state == "busy":
            return self.misses >= TOO_OFTEN_BUSY
        return self.state != "ok" and not (self.state == "trouble" and self.misses == 1 and was_ever_ok)

    def _doubled(self, first: timedelta, longest: timedelta) -> timedelta:
        return min(first * (1 << min(max(self.misses - 1, 0), 12)), longest)


def state_after(error: AfterviewError | None) -> State:
    """The state that a look leaves an account in, by the error that it ended with."""
    match error:
        case None:
            return "ok"
        case SecretUnavailable():
            return "waiting" if getattr(error, "waiting", False) else "missing"
        case NoRight():
            return "trouble"
        case LoginRefused():
            return "refused"
        case Busy():
            return "busy"
        case BrakeHeld():
            return "held"
        case ConfigError():
            return "wrong"
        case _:
            return "trouble"
