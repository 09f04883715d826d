"""Identity: what a reminder is known by, however its interview is moved, joined by others or re-sent.

A reminder's UID is made of one interview's own identity and the step, never of a time or a title: ownership is provable
from it alone, and a reschedule is an update. A round of several interviews keeps the UIDs it already has.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterview.core.application import Round
from afterview.core.event import OUR_UID_PREFIX, Event

NAMESPACE = uuid.UUID("6d1f3b0e-7b55-5d0c-9a53-5a0d6f1c7e21")


def interview_key(event: Event) -> str:
    """A short token that names an interview for good, whatever its time: 16 hex digits."""
    return uuid.uuid5(NAMESPACE, f"{event.uid}\n{event.recurrence_id or ''}").hex[:16]


def reminder_uid(key: str, step: str) -> str:
    """The UID of the reminder of `step` (a `step_key`) for the interview `key`: ownership is provable from it alone."""
    return f"{OUR_UID_PREFIX}{uuid.uuid5(NAMESPACE, f'{key}/{step}')}"


def round_keys(round_: Round) -> tuple[str, ...]:
    """The `interview_key` of each interview of a round, in its order, then those of the copies: what was written for
    one that turned out to be a copy stays the round's."""
    return tuple(interview_key(i.event) for i in (*round_.interviews, *round_.copies))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What is known of a reminder written earlier, from the calendar or, where it is gone there, from the ledger."""

    uid: str
    step: str
    """`step_key`."""
    interviews: tuple[str, ...]
    """`interview_key` of each interview of its round when it was written."""
    due: datetime | None
    starts: datetime | None
    """Where it stands in the calendar now."""
    moved: bool = False
    """The user has moved it: later steps hang on `starts`."""
    settled: bool = False
    """The user has deleted it, done it or made it their own: it is never written again."""
    present: bool = True
    """It is in the calendar."""


class Identities:
    """Gives each reminder the UID it already has, also when the interviews of its round came, went or moved.

    A UID belongs to the round that holds the interview it was made of; one whose interview is gone, to the round that
    holds most of the others it was written for, of several the latest.
    """

    def __init__(self, rounds: Iterable[Round], placed: Mapping[str, Placed]) -> None:
        self.placed = placed
        self._days = {round_keys(r): r.day for r in rounds}
        self._rounds = {k: keys for keys in self._days for k in keys}
        self._namesakes: dict[str, dict[str, str]] = {}
        self._by_interview: dict[tuple[str, str], list[Placed]] = {}
        self._by_round: dict[tuple[str, ...], list[Placed]] = {}
        for _, known in sorted(placed.items()):
            for key in known.interviews:
                self._by_interview.setdefault((key, known.step), []).append(known)
            if (home := self._home(known)) is not None:
                self._by_round.setdefault(home, []).append(known)

    def uid(self, keys: tuple[str, ...], step: str) -> str:
        """The UID of the reminder of `step` (a `step_key`) for the round of the interviews `keys`."""
        own = [reminder_uid(k, step) for k in keys]
        known = [p for p in self.written(keys) if p.step == step]
        known.sort(key=lambda p: (not p.present, p.uid not in own, own.index(p.uid) if p.uid in own else 0))
        return known[0].uid if known else own[0]

    def written(self, keys: tuple[str, ...]) -> Sequence[Placed]:
        """Those that belong to the round of the interviews `keys`."""
        return self._by_round.get(keys, ())

    def settled(self, keys: tuple[str, ...], step: str) -> bool:
        """Whether the user has settled this step for one of the interviews, under whichever UID it stood."""
        return any(p.settled for k in keys for p in self._by_interview.get((k, step), ()))

    def _home(self, known: Placed) -> tuple[str, ...] | None:
        if known.step not in self._namesakes:
            self._namesakes[known.step] = {reminder_uid(k, known.step): k for k in self._rounds}
        if namesake := self._namesakes[known.step].get(known.uid):
            return self._rounds[namesake]
        sharing = Counter(self._rounds[k] for k in known.interviews if k in self._rounds)
        return max(sharing, key=lambda keys: (sharing[keys], self._days[keys], sorted(keys)), default=None)
