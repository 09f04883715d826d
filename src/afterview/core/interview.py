"""Interview: an event judged to be one, or not, with reasons; what it was, and who sat in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from afterview.core.event import Event, Person
from afterview.core.notes import NOTHING_SAID, Notes
from afterview.core.stage import SENIORITIES, STAGES

__all__ = ["SENIORITIES", "STAGES", "Answer", "Candidate", "Interview", "Verdict"]

Answer: TypeAlias = Literal["interview", "unsure", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whose interviews are looked for."""

    addresses: frozenset[str] = frozenset()
    """All the candidate's own addresses, lower case."""
    name: str | None = None
    employers: frozenset[str] = frozenset()
    """Mail domains of the candidate's own employers, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an event is the candidate's own job interview, and why."""

    answer: Answer
    reasons: tuple[str, ...]
    """Plain sentences, the strongest first; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An event with its verdict and what a careful reader of it alone knows; the candidate's corrections applied."""

    event: Event
    verdict: Verdict
    company: str | None = None
    """The employer's name as a person would write it; not the agency, the scheduler or the freemail provider."""
    domain: str | None = None
    """The employer's mail domain, lower case; never freemail, an agency or a scheduler."""
    role: str | None = None
    stage: str | None = None
    """One of STAGES; None for a plain interview."""
    seniority: str | None = None
    """One of SENIORITIES; None for an ordinary or unknown one."""
    interviewers: tuple[Person, ...] = ()
    """The employer's side that sat in (policy rule 9)."""
    contact: Person | None = None
    """The recruiter, or whoever invited; a person, never a no-reply or scheduler address."""
    zone: str | None = None
    """The employer's IANA zone: the one the invitation names for its start, or the candidate's correction."""
    notes: Notes = NOTHING_SAID
