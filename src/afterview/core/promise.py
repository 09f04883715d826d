"""Promise: the day by which an employer says, in an invitation, that they will answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A day on which, at the latest, the employer is to answer, and the words it was read from."""

    day: date
    quote: str
    """The sentence, fit to print: one line, bounded."""
