"""When an account is looked at again: pure, from what came of the last time.

A server in trouble is left alone for a growing while, at least as long as it asks for. A password that was refused is
not tried again until there is another one, so that no account is locked. A keyring that is locked is looked at again
without asking anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

State: TypeAlias = Literal["ok", "trouble", "waiting", "refused", "held", "wrong"]
"""ok; trouble: the server or this machine cannot now; waiting: for the keyring; refused: the password; held: by a
brake; wrong: the configuration, which only a person can mend."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_WAIT_FOR_KEYRING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How an account is doing."""

    state: State = "ok"
    misses: int = 0
    """Times in a row that it was not ok."""

    def after(self, state: State) -> Pace:
        """The same account after one more look."""
        return Pace(state=state, misses=0 if state == "ok" else self.misses + 1 if state == self.state else 1)

    def pause(self, interval: timedelta, retry_after: float | None = None) -> timedelta:
        """How long until the next look; `interval` between looks when all is well, `retry_after` seconds asked for."""
        if self.state in ("ok", "held", "wrong", "refused"):
            return interval
        longest = LONGEST_WAIT_FOR_KEYRING if self.state == "waiting" else max(LONGEST_PAUSE, interval)
        doubled = FIRST_PAUSE * (1 << min(max(self.misses - 1, 0), 12))
        pause = min(doubled, longest)
        return max(pause, timedelta(seconds=min(retry_after or 0.0, 86_400.0)))


def state_of(exit_code: int, *, waiting: bool) -> State:
    """The state that an error of this documented exit code leaves an account in."""
    if waiting:
        return "waiting"
    return {0: "ok", 1: "ok", 3: "held", 77: "refused", 78: "wrong"}.get(exit_code, "trouble")  # type: ignore[return-value]
