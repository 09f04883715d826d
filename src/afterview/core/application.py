"""Application: one candidacy, employer and role, with its rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from afterview.core.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The interviews of one application on one local date (policy rule 8)."""

    day: date
    """In the candidate's zone."""
    interviews: tuple[Interview, ...]
    """In order of start; at least one."""

    @property
    def last(self) -> Interview:
        """The interview that ends the round."""
        return max(self.interviews, key=lambda i: (i.event.end, i.event.start, i.event.uid))


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One candidacy; what is known of it is the newest that any of its interviews says."""

    company: str | None
    role: str | None
    rounds: tuple[Round, ...]
    """In order of day; at least one."""
