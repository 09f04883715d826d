"""Application: one candidacy, employer and role, with its rounds.

Interviews belong together when they are at one company, by its name or its mail domain (`alike`), and their roles do
not differ. Where neither company nor domain is known, a recruiter's undisclosed client, the person to write to stands
for the employer. Of several events that are one interview (`copies`) one stays in its round, and the others beside it.
Where it is doubtful whether two are one, they stay two. The order of the interviews given makes no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from afterview.core import alike, senders
from afterview.core.alike import RoleKey
from afterview.core.copies import is_private, same_hour, without_copies
from afterview.core.event import version
from afterview.core.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The interviews of one application on one local date (policy rule 8)."""

    day: date
    """In the candidate's zone."""
    interviews: tuple[Interview, ...]
    """In order of start; at least one."""
    copies: tuple[Interview, ...] = ()
    """Other events of the same interviews, that make no reminders of their own: notes, copies, outdated times."""
    number: int | None = None
    """Which round it is, from 1: as its interviews say, or by its place; None where the two contradict each other."""

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


_LONG_AGO = timedelta(days=180)
"""After so long without an interview the next one is of a new candidacy."""
_AFTER_THE_END = timedelta(days=45)
"""So long after a refusal the next interview is of a new candidacy."""


_MOST_ROLES = 100
"""Roles at one company that are compared with each other; nobody applies for so many."""


def group(interviews: Sequence[Interview], zone: ZoneInfo) -> tuple[Application, ...]:
    """The interviews among `interviews` by application, the applications by their first day.

    Rounds are by local date in `zone`, the candidate's. An interview without a role joins its company's only
    application, or the one whose interview is nearest in time. Of several that claim to be one, by UID, the latest
    version counts.
    """
    once: dict[tuple[str, str | None], Interview] = {}
    for one in sorted((i for i in interviews if i.verdict.answer == "interview"), key=_version):
        once[one.event.uid, one.event.recurrence_id] = one
    found = sorted(once.values(), key=_order)
    applications = []
    for at_one in _by_employer(found):
        entries = [_Entry(one, copies) for one, copies in without_copies(at_one, zone)]
        applications += [_application(part, zone) for same in _by_role(entries) for part in _by_time(same)]
    return tuple(sorted(applications, key=lambda a: (a.rounds[0].day, _order(a.rounds[0].interviews[0]))))


def numbered(interviews: Iterable[Interview], applications: Iterable[Application]) -> tuple[Interview, ...]:
    """`interviews`, those that say no round number with the one that follows from their place in `applications`."""
    known = {
        (i.event.uid, i.event.recurrence_id): r.number
        for a in applications
        for r in a.rounds
        for i in (*r.interviews, *r.copies)
    }
    return tuple(replace(i, round=i.round or known.get((i.event.uid, i.event.recurrence_id))) for i in interviews)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An interview with its copies."""

    interview: Interview
    copies: tuple[Interview, ...]

    @property
    def start(self) -> datetime:
        return self.interview.event.start.astimezone(UTC)


def _version(interview: Interview) -> tuple[object, ...]:
    event = interview.event
    return (*version(event), event.start.timestamp(), event.summary, event.description, event.source)


def _order(interview: Interview) -> tuple[float, str, str]:
    event = interview.event
    return event.start.timestamp(), event.uid, event.recurrence_id or ""


# --- by employer ---


def _by_employer(interviews: Sequence[Interview]) -> list[list[Interview]]:
    """Interviews at one company together; a company's part with the whole where there is only one it can be part of."""
    named = [i for i in interviews if _spellings(i) or i.domain]
    groups = _connected(named)
    groups = _with_parts(groups)
    home = {id(i): at for at, members in enumerate(groups) for i in members}
    told: dict[str, list[Interview]] = {}
    for one in named:
        if one.contact and one.contact.email:
            told.setdefault(one.contact.email, []).append(one)
    persons: dict[str, list[Interview]] = {}
    for one in interviews:
        if id(one) in home:
            continue
        at = _home_of_unnamed(one, interviews, told, home)
        if at is not None:
            groups[at].append(one)
        else:
            contact = one.contact.email if one.contact else None
            alone = f"{one.event.uid}\n{one.event.recurrence_id}"
            knows = contact and senders.is_company(senders.domain_of(contact))
            persons.setdefault(contact if contact and knows else alone, []).append(one)
    return [sorted(members, key=_order) for members in (*groups, *persons.values())]


def _spellings(interview: Interview) -> frozenset[str]:
    return alike.spellings(interview.company) if interview.company else frozenset()


def _connected(interviews: Sequence[Interview]) -> list[list[Interview]]:
    """Connected by a spelling or a domain in common."""
    groups: list[tuple[set[str], list[Interview]]] = []
    at: dict[str, tuple[set[str], list[Interview]]] = {}
    for one in interviews:
        merged: tuple[set[str], list[Interview]] = (set(_keys(one)), [one])
        for near in {id(g): g for key in merged[0] if (g := at.get(key))}.values():
            groups.remove(near)
            merged[0].update(near[0])
            merged[1].extend(near[1])
        groups.append(merged)
        at.update(dict.fromkeys(merged[0], merged))
    return [sorted(members, key=_order) for _, members in groups]


def _keys(interview: Interview) -> frozenset[str]:
    """What the employer is known by; a name and a domain of the same spelling are one key."""
    domain = interview.domain
    return _spellings(interview) | (alike.brands(domain) | {f"@{domain}"} if domain else frozenset())


def _with_parts(groups: list[list[Interview]]) -> list[list[Interview]]:
    """A group whose name begins with the name of another ("Acme Labs", "Acme") is one with it where only one is so.

    Every group looks for its whole among the groups as they were, so that their order makes no difference.
    """
    known = {key: at for at, members in enumerate(groups) for one in members for key in _keys(one)}
    wholes = [
        {known[s] for one in members for s in alike.stems(one.company, one.domain) if s in known} - {at}
        for at, members in enumerate(groups)
    ]
    parts: dict[int, list[int]] = {}
    for part, found in enumerate(wholes):
        for whole in sorted(found):
            parts.setdefault(whole, []).append(part)
    home = list(range(len(groups)))
    for whole, several in parts.items():
        # "Delta" is not the bridge between Delta Airlines and Delta Electronics.
        if len(several) == 1 and len(wholes[several[0]]) == 1:
            one, other = sorted((_root(home, several[0]), _root(home, whole)))
            home[other] = one
    found_at: dict[int, list[Interview]] = {}
    for at, members in enumerate(groups):
        found_at.setdefault(_root(home, at), []).extend(members)
    return [sorted(members, key=_order) for members in found_at.values()]


def _root(home: Sequence[int], at: int) -> int:
    while home[at] != at:
        at = home[at]
    return at


def _home_of_unnamed(
    one: Interview, interviews: Sequence[Interview], told: Mapping[str, Sequence[Interview]], home: Mapping[int, int]
) -> int | None:
    """The employer's group of an interview that names none, where there is one only that it can belong to.

    It stands at the same hour, one of both being the candidate's own note; or the same recruiter has told, for the
    same role, who the client is (`told`: by the recruiter's address).
    """
    role = _role(one)
    start = one.event.start.astimezone(UTC) - timedelta(hours=1)
    first = bisect_left(interviews, start, key=lambda i: i.event.start.astimezone(UTC))
    beside = {
        home[id(i)]
        for i in interviews[first : first + 50]
        if id(i) in home and same_hour(one, i) and is_private(one) != is_private(i) and _role(i).fits(role)
    }
    if len(beside) == 1:
        return beside.pop()
    contact = one.contact.email if one.contact else None
    if not contact or not role.job or not senders.is_company(senders.domain_of(contact)):
        return None
    clients = {home[id(i)] for i in told.get(contact, ()) if _role(i).job == role.job}
    return clients.pop() if len(clients) == 1 else None


# --- by role and time ---


def _role(interview: Interview) -> RoleKey:
    return alike.role_key(interview.role, interview.event.summary)


def _by_role(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Parted by role; one that says less of its role goes to the nearest in time that says more of the same."""
    own: dict[RoleKey, list[_Entry]] = {}
    for entry in entries:
        own.setdefault(_role(entry.interview), []).append(entry)
    if len(own) > _MOST_ROLES:
        return list(own.values())
    fullest: list[RoleKey] = []
    for role in sorted(own, key=_fullness):
        if not any(other.refines(role) for other in fullest):
            fullest.append(role)
    found = {role: list(own[role]) for role in fullest}
    for role, less in own.items():
        more = [r for r in fullest if r.refines(role)]
        if role not in found:
            for entry in less:
                nearest = min(more, key=lambda r: (min(_apart(entry, o) for o in own[r]), _order(own[r][0].interview)))
                found[nearest].append(entry)
    for role in fullest:
        fitting = [r for r in fullest if r != role and (r.fits(role) or _same_vacancy(r, role))]
        if len(fitting) == 1 and found[role] is not found[fitting[0]]:
            other = fitting[0]
            if len([r for r in fullest if r != other and (r.fits(other) or _same_vacancy(r, other))]) == 1:
                found[other].extend(found[role])
                found[role] = found[other]
    return list({id(members): members for members in found.values()}.values())


def _fullness(role: RoleKey) -> tuple[object, ...]:
    """What says most comes first."""
    says = len(role.job) + len(role.levels) + (role.requisition is not None)
    return -says, sorted(role.job), sorted(role.levels), role.requisition or ""


def _same_vacancy(one: RoleKey, other: RoleKey) -> bool:
    return one.requisition is not None and one.requisition == other.requisition


def _apart(one: _Entry, other: _Entry) -> timedelta:
    return abs(one.start - other.start)


def _by_time(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Parted where a long time lies between two interviews, or some time after the candidacy had ended."""
    parts: list[list[_Entry]] = []
    ended = False
    for entry in sorted(entries, key=lambda e: _order(e.interview)):
        longest = _AFTER_THE_END if ended else _LONG_AGO
        if not parts or entry.start - parts[-1][-1].start > longest:
            parts.append([])
            ended = False
        parts[-1].append(entry)
        ended = ended or entry.interview.notes.outcome in ("rejected", "withdrawn")
    return parts


def _application(entries: Sequence[_Entry], zone: ZoneInfo) -> Application:
    members = [e.interview for e in entries]
    days: dict[date, list[_Entry]] = {}
    for entry in entries:
        days.setdefault(entry.interview.event.start.astimezone(zone).date(), []).append(entry)
    numbers = _numbers([[e.interview.round for e in days[day]] for day in sorted(days)])
    rounds = tuple(
        Round(
            day=day,
            interviews=tuple(e.interview for e in days[day]),
            copies=tuple(sorted((c for e in days[day] for c in e.copies), key=_order)),
            number=number,
        )
        for day, number in zip(sorted(days), numbers, strict=True)
    )
    return Application(
        company=next((i.company for i in reversed(members) if i.company), None),
        role=next((i.role for i in reversed(members) if i.role), None),
        rounds=rounds,
    )


def _numbers(said: Sequence[Sequence[int | None]]) -> list[int | None]:
    """Each round's number: the highest that its interviews say, else one more than before, as far as that can be.

    A single round that says nothing has none: what was before may not be in the calendar.
    """
    if len(said) == 1 and not any(said[0]):
        return [None]
    numbers: list[int | None] = []
    count = 0
    for some in said:
        count = max((n for n in some if n), default=count + 1)
        numbers.append(count)
    after: int | None = None
    for at in reversed(range(len(said))):
        here = numbers[at]
        if after and here and here >= after and not any(said[at]):
            numbers[at] = None
        after = numbers[at] or after
    return numbers
