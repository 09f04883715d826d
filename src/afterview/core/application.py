"""Application: one candidacy, employer and role, with its rounds.

Interviews belong together when they are at one company, by its name or its mail domain, and their roles do not differ.
Where neither company nor domain is known, the person to write to stands for the employer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from afterview.core import lexicon, senders
from afterview.core.event import version
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


_SHORTEST_STEM = 4
"""Letters from which "Acme" is taken to be "Acme Labs" too."""


def group(interviews: Sequence[Interview], zone: ZoneInfo) -> tuple[Application, ...]:
    """The interviews among `interviews` by application, the applications by their first day.

    Rounds are by local date in `zone`, the candidate's. An interview without a role joins its company's only
    application, or the one whose interview is nearest in time. Of several that claim to be one, by UID, the latest
    version counts.
    """
    once: dict[tuple[str, str | None], Interview] = {}
    for one in sorted((i for i in interviews if i.verdict.answer == "interview"), key=lambda i: version(i.event)):
        once[one.event.uid, one.event.recurrence_id] = one
    found = sorted(once.values(), key=_order)
    applications = [_application(same_role, zone) for at_one in _by_employer(found) for same_role in _by_role(at_one)]
    return tuple(sorted(applications, key=lambda a: (a.rounds[0].day, _order(a.rounds[0].interviews[0]))))


def _order(interview: Interview) -> tuple[float, str, str]:
    event = interview.event
    return event.start.timestamp(), event.uid, event.recurrence_id or ""


def _by_employer(interviews: Sequence[Interview]) -> list[list[Interview]]:
    """Connected by a common name, domain or, where neither is known, contact."""
    groups: list[tuple[set[str], list[Interview]]] = []
    for interview in interviews:
        keys = _keys(interview)
        near = [g for g in groups if any(_same(a, b) for a in g[0] for b in keys)]
        merged = (set(keys), [interview])
        for one in near:
            groups.remove(one)
            merged[0].update(one[0])
            merged[1].extend(one[1])
        groups.append(merged)
    return [sorted(members, key=_order) for _, members in groups]


def _keys(interview: Interview) -> frozenset[str]:
    """What the employer is known by: `name:…`, `domain:…`, `person:…`."""
    keys = set()
    name = _bare(interview.company or "")
    if name:
        keys.add(f"name:{name}")
    if interview.domain:
        keys.add(f"domain:{interview.domain}")
    contact = interview.contact
    if not keys and contact and contact.email and senders.is_company(senders.domain_of(contact.email)):
        keys.add(f"person:{contact.email}")
    return frozenset(keys)


def _bare(company: str) -> str:
    """A company's name without letter case, accents, punctuation, "the" and legal form."""
    for form in ("株式会社", "有限会社", "合同会社", "有限公司", "주식회사"):
        company = company.replace(form, " ")
    words = [t.fold for t in lexicon.tokens(company)]
    while len(words) > 1 and words[-1] in senders.LEGAL_FORMS | {"and"}:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    kind, _, a = one.partition(":")
    other_kind, _, b = other.partition(":")
    if {kind, other_kind} == {"name", "domain"}:
        name, domain = (a, b) if kind == "name" else (b, a)
        return name.replace(" ", "") == senders.brand(domain).replace("-", "")
    if kind == other_kind == "name":
        if a.replace(" ", "") == b.replace(" ", ""):
            return True
        short, long = sorted((a, b), key=len)
        return len(short) >= _SHORTEST_STEM and long.startswith(f"{short} ")
    return False


def _by_role(interviews: Sequence[Interview]) -> list[list[Interview]]:
    """Parted by role; an interview without one goes to the nearest in time that has one."""
    roles: dict[str, list[Interview]] = {}
    for interview in interviews:
        if role := _role(interview):
            roles.setdefault(role, []).append(interview)
    if len(roles) <= 1:
        return [list(interviews)]
    for interview in interviews:
        if not _role(interview):
            nearest = min(roles, key=lambda role: (min(_apart(interview, other) for other in roles[role]), role))
            roles[nearest].append(interview)
    return [sorted(members, key=_order) for members in roles.values()]


def _role(interview: Interview) -> str:
    return " ".join(t.fold for t in lexicon.tokens(interview.role or ""))


def _apart(one: Interview, other: Interview) -> float:
    return abs(one.event.start.timestamp() - other.event.start.timestamp())


def _application(interviews: Iterable[Interview], zone: ZoneInfo) -> Application:
    members = sorted(interviews, key=_order)
    days: dict[date, list[Interview]] = {}
    for interview in members:
        days.setdefault(interview.event.start.astimezone(zone).date(), []).append(interview)
    return Application(
        company=next((i.company for i in reversed(members) if i.company), None),
        role=next((i.role for i in reversed(members) if i.role), None),
        rounds=tuple(Round(day=day, interviews=tuple(days[day])) for day in sorted(days)),
    )
