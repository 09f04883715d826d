"""Answers: what was said where, and which of two that contradict each other holds: the one that was said last.

No app can be trusted to say when a line was written: some leave LAST-MODIFIED as it was, others change it when an
alarm is dismissed. What can be known is when a pass first saw an answer where it stands. Of those that one pass saw
first at the same time the place decides: a reminder over the interview, a later reminder over an earlier one, a command
over all of them. Only how an application ended and the dates that were named are weighed so; what else is said in a
reminder puts right what stands in the interview, whenever that was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from afterview.core.notes import Notes

_FIELDS = {
    "outcome": ("outcome", "outcome_on", "still_open"),
    "decision by": ("decision_by",),
    "new date": ("new_date",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One text and what it says."""

    source: str
    """Which text: the same at every pass."""
    where: str
    """The same for a person: the title of the event or reminder."""
    notes: Notes
    interviews: tuple[str, ...]
    """`interview_key` of each interview that it speaks of."""

    def answer(self, kind: str) -> str | None:
        """What it says of that kind, in words; None where it says nothing."""
        if kind == "outcome":
            if self.notes.outcome:
                return self.notes.outcome + (f" on {self.notes.outcome_on}" if self.notes.outcome_on else "")
            return "still open" if self.notes.still_open else None
        day = self.notes.decision_by if kind == "decision by" else self.notes.new_date
        return str(day) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two answers to the same question."""

    kind: str
    holds: str
    where: str
    given_up: str
    given_up_where: str
    interviews: tuple[str, ...]


def answers_of(voices: Iterable[Voice]) -> set[tuple[str, str]]:
    """Every answer, as (source, what it says): what is to be known of when it was first seen."""
    found = set()
    for voice in voices:
        found |= {(voice.source, f"{kind}: {said}") for kind in _FIELDS if (said := voice.answer(kind))}
        if voice.notes.heard_back:
            found.add((voice.source, "heard back: yes"))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What holds where answers contradict each other."""

    fields: Mapping[str, Mapping[str, object]]
    """Fields of the Notes of an interview, by `interview_key`."""
    contradictions: tuple[Contradiction, ...]
    given_up: frozenset[tuple[str, str]]
    """(source, kind) of the answers that do not hold."""

    def applied(self, key: str, notes: Notes) -> Notes:
        """The notes of an interview with what holds."""
        return replace(notes, **self.fields[key]) if key in self.fields else notes  # type: ignore[arg-type]


def settle(voices: Sequence[Voice], seen: Mapping[tuple[str, str], datetime]) -> Settled:
    """What holds, of `voices` in the order of their places, the weakest first; `seen`: when each answer first was."""
    fields: dict[str, dict[str, object]] = {}
    found: dict[tuple[str, str, str, str], Contradiction] = {}
    given_up: set[tuple[str, str]] = set()
    for key in dict.fromkeys(k for v in voices for k in v.interviews):
        about = [v for v in voices if key in v.interviews]
        for kind, names in _FIELDS.items():
            ranked = [
                (seen.get((v.source, f"{kind}: {said}")), place, said, v)
                for place, v in enumerate(about)
                if (said := v.answer(kind))
            ]
            if len({_gist(said) for _, _, said, _ in ranked}) < 2:
                continue
            ranked.sort(key=lambda r: (r[0] is not None, r[0].timestamp() if r[0] else 0.0, r[1]))
            _, _, holds, winner = ranked[-1]
            fields.setdefault(key, {}).update({name: getattr(winner.notes, name) for name in names})
            for _, _, said, voice in ranked[:-1]:
                if _gist(said) != _gist(holds):
                    given_up.add((voice.source, kind))
                    found.setdefault(
                        (kind, winner.source, voice.source, said),
                        Contradiction(
                            kind=kind,
                            holds=holds,
                            where=winner.where,
                            given_up=said,
                            given_up_where=voice.where,
                            interviews=tuple(k for k in winner.interviews if k in voice.interviews),
                        ),
                    )
    return Settled(fields=fields, contradictions=tuple(found.values()), given_up=frozenset(given_up))


def _gist(said: str) -> str:
    """An outcome without its day does not contradict the same one with a day."""
    return said.partition(" on ")[0]
