"""Copies: several events that are one interview.

Two kinds. A near-duplicate stands at the same hour: the invitation in two calendars, or the candidate's own note beside
it. A stale copy is what a rescheduled interview leaves behind where the new time came under another UID. A genuine
second round looks much like that, so a stale copy needs the same title, organizer and people, and a sign of its own;
where that is missing both stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from afterview.core import lexicon, senders
from afterview.core.event import Event
from afterview.core.interview import Interview
from afterview.core.notes import merge
from afterview.core.title import marked
from afterview.core.words import entries

_SAME_HOUR = timedelta(minutes=15)
_SAME_END = timedelta(minutes=60)
_BATCH = timedelta(minutes=30)
"""Invitations sent this close together were meant to stand side by side: several rounds arranged at once."""
_NEARBY = timedelta(days=8)
"""So far a person's interview is moved, at the most."""
_NEARBY_OF_SYSTEM = timedelta(days=22)
"""So far one is moved that a recruiting or scheduling system sends."""
_NO_SHOW = timedelta(days=1)
"""So long after it should have begun, an interview may still be put to a new time."""
_MOST_ALIKE = 20
"""Invitations alike that are compared with another one."""
_HINT_WITHIN = 300
"""Characters of a description whose words about a new time are about this interview."""


def without_copies(
    interviews: Iterable[Interview], zone: ZoneInfo
) -> tuple[tuple[Interview, tuple[Interview, ...]], ...]:
    """The interviews of one employer, each with the copies of it: near-duplicates, and what it was rescheduled from.

    What a copy knows is told of the interview that stays, the candidate's notes included. `zone`: the candidate's.
    """
    kept: list[tuple[Interview, list[Interview]]] = []
    by_hour: dict[int, list[tuple[Interview, list[Interview]]]] = {}
    by_day: dict[tuple[date, date], tuple[Interview, list[Interview]]] = {}
    for one in sorted(interviews, key=_rank):
        hour, day = _quarter(one), _days(one.event, zone)
        near = (k for at in (hour - 1, hour, hour + 1) for k in by_hour.get(at, ()))
        home = next((k for k in near if same_hour(k[0], one)), None)
        if home is None and one.event.all_day and is_private(one):
            home = by_day.get(day)
        if home:
            home[1].append(one)
            continue
        kept.append((one, []))
        if not one.event.all_day:
            by_hour.setdefault(hour, []).append(kept[-1])
            by_day.setdefault(day, kept[-1])
    left: list[tuple[Interview, list[Interview]]] = []
    alike: dict[object, list[tuple[Interview, list[Interview]]]] = {}
    for one, copies in sorted(kept, key=lambda k: _made(k[0]), reverse=True):
        same = alike.setdefault(_invitation(one), [])
        home = next((k for k in same if _moved(one, k[0], zone)), None)
        if home:
            home[1].extend((one, *copies))
            continue
        left.append((one, copies))
        if len(same) < _MOST_ALIKE:
            same.append(left[-1])
    return tuple((_told(one, copies), tuple(copies)) for one, copies in left)


def same_hour(one: Interview, other: Interview) -> bool:
    """Both are at one time, and nobody sits in two interviews at once."""
    a, b = one.event, other.event
    if a.all_day or b.all_day:
        return False
    return _apart(a.start, b.start) <= _SAME_HOUR and _apart(a.end, b.end) <= _SAME_END


def is_private(interview: Interview) -> bool:
    """An entry of the candidate's own: it invites nobody."""
    return interview.event.organizer is None and not interview.event.attendees


def _quarter(interview: Interview) -> int:
    return int(interview.event.start.timestamp() // _SAME_HOUR.total_seconds())


def _days(event: Event, zone: ZoneInfo) -> tuple[date, date]:
    return event.start.astimezone(zone).date(), event.end.astimezone(zone).date()


def _rank(interview: Interview) -> tuple[object, ...]:
    """What is kept comes first: an hour before a day, an invitation before a note, with more people, the newer one."""
    event = interview.event
    people = len({a.email for a in event.attendees if a.email})
    return (
        event.all_day,
        is_private(interview),
        -people,
        -_made(interview)[0],
        -len(event.description),
        event.start.astimezone(UTC),
        event.uid,
        event.recurrence_id or "",
    )


def _made(interview: Interview) -> tuple[float, datetime, str, str]:
    event = interview.event
    stamp = event.stamp.timestamp() if event.stamp else 0.0
    return stamp, event.start.astimezone(UTC), event.uid, event.recurrence_id or ""


def _apart(one: datetime, other: datetime) -> timedelta:
    return abs(one.astimezone(UTC) - other.astimezone(UTC))


def _moved(old: Interview, new: Interview, zone: ZoneInfo) -> bool:
    """`old` stands where `new`, an invitation alike, was before it was rescheduled."""
    a, b = old.event, new.event
    if a.stamp is None or b.stamp is None or a.stamp >= b.stamp or a.uid == b.uid:
        return False
    if a.recurrence_id or b.recurrence_id or a.all_day or b.all_day:
        return False
    apart = _apart(a.start, b.start)
    if apart <= _apart(a.start, a.end) / 2:  # nobody sits in both
        return True
    by_system = _by_system(a)
    if apart > (_NEARBY_OF_SYSTEM if by_system else _NEARBY):
        return False
    if _says_moved(b) and not _says_moved(a):
        return b.stamp <= a.start + _NO_SHOW
    # Unsaid, it shows by being sent while the older was still to come, and not along with it. Who plans two rounds
    # ahead does the same: such invitations are taken for one only on one day, or from a system for the same people.
    if not a.stamp + _BATCH <= b.stamp < a.start:
        return False
    same_people = bool(old.interviewers) and set(old.interviewers) == set(new.interviewers)
    return (by_system and same_people) or _days(a, zone) == _days(b, zone)


def _invitation(interview: Interview) -> object:
    """Equal for invitations of the same title, length, organizer and people that are not numbered apart.

    Of one's own for an entry that invites nobody.
    """
    event = interview.event
    people = _addresses(event)
    if event.organizer is None or not event.organizer.email or len(people) < 2:
        return event.uid, event.recurrence_id
    length = _apart(event.start, event.end)
    return event.organizer.email, people, length, _bare_title(event.summary), interview.stage, interview.round


def _addresses(event: Event) -> frozenset[str]:
    people = {a.email for a in event.attendees if a.email}
    return frozenset(people | ({event.organizer.email} if event.organizer else set()))


def _by_system(event: Event) -> bool:
    """A recruiting or scheduling system sends it, which makes a new event of a new time."""
    organizer = event.organizer
    host = senders.domain_of(organizer.email) if organizer else ""
    if host.endswith("calendar.google.com"):  # somebody's second calendar
        return False
    return any(senders.belongs(host, t) for t in (senders.RECRUITING, senders.TESTING, senders.SCHEDULING))


def _bare_title(title: str) -> str:
    """The title without its time, and without what tells that it was moved."""
    text = " ".join(t.fold for t in lexicon.tokens(marked(title[:300])))
    return " ".join(_hints().sub(" ", text).split())


def _says_moved(event: Event) -> bool:
    text = f"{event.summary[:300]}\n{event.description[:_HINT_WITHIN]}"
    return _hints().search(" ".join(t.fold for t in lexicon.tokens(text))) is not None


@cache
def _hints() -> re.Pattern[str]:
    plain = {" ".join(t.fold for t in lexicon.tokens(entry)) for entry in entries("applications", "moved")}
    longest = sorted(plain, key=lambda hint: (-len(hint), hint))
    parts = [re.escape(h) if lexicon.is_east_asian(h) else rf"\b{re.escape(h)}\b" for h in longest]
    return re.compile("|".join(parts))


def _told(kept: Interview, copies: Sequence[Interview]) -> Interview:
    """`kept` with what its copies know besides, the newest first; only it says when and with whom it is."""
    said = kept.notes
    known = kept
    for copy in sorted(copies, key=_made, reverse=True):
        stale = not same_hour(kept, copy) and not copy.event.all_day
        # That an outdated entry is not to be followed up, or is no interview, says nothing of the new one.
        notes = replace(copy.notes, follow_up=None, interview=None) if stale else copy.notes
        said = merge(notes, said)
        known = replace(
            known,
            company=known.company or copy.company,
            domain=known.domain or copy.domain,
            role=known.role or copy.role,
            stage=known.stage or copy.stage,
            seniority=known.seniority or copy.seniority,
            interviewers=known.interviewers or copy.interviewers,
            contact=known.contact or copy.contact,
            zone=known.zone or copy.zone,
            round=known.round or copy.round,
            promise=known.promise or (None if stale else copy.promise),
        )
    return replace(known, notes=said)
