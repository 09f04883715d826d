"""Plan: the changes to make in a calendar, decided from what is wanted, what is held there and what the ledger says.

The heart is a table. D = desired (wanted), H = held with our mark, L = in the ledger.

| D | H | L | decision |
|---|---|---|---|
| ✓ | – | – | Create (`If-None-Match: *`) |
| ✓ | – | ✓ | Keep, dismissed: the user deleted it; it is never written again, nor for interviews that join its round |
| ✓ | same | – | Adopt: repairs a lost ledger |
| ✓ | differs, untouched | any | Update (`If-Match`) |
| ✓ | same but for our look, still to come | any | Update: what the user made of its look is kept |
| any | touched by the user, or done | any | Keep, theirs or done: what they said is read, nothing is changed (1) |
| ✓ | touched on an older version than our last, to come | ✓ | Update what they did not touch: their app did not ask |
| – | untouched, still to come | any | Delete (`If-Match`) |
| – | untouched, past | any | Keep, past: history is not rewritten |
| ✓ past | untouched, or none | any | Keep, past: nothing is written into the past |
| – | – | ✓ | Keep, dismissed, and Forget after over a year: if it is wanted again it stays deleted |
| any | not ours | any | Keep, foreign, whatever else holds |

(1) but that a line which the candidate said by a command is added to the text of one that is kept, or taken out again,
and one that tells of a line which could not be read: Inscribe, in place of its Keep.

Whatever is held and not in the ledger as it is (adopted, theirs, done, past, foreign) is remembered there, so that a
deletion after that is known to be one. Nothing here is carried out; `check` may still hold the plan back as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from afterview.core.held import PARTS, Held, Part, Wanted, reference

TOMBSTONE = timedelta(days=400)
"""How long after its time a deleted reminder is remembered as deleted."""

KeepReason: TypeAlias = Literal["same", "dismissed", "theirs", "done", "past", "foreign", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the ledger says of a reminder that we wrote."""

    uid: str
    calendar: str
    href: str
    digest: str
    """Of what we wrote last; empty where nothing can tell, so that it counts as touched."""
    step: str
    due: datetime
    starts: datetime
    """Where we put it."""
    interviews: tuple[str, ...]
    revision: int = 0
    """Of our last write, as it stands in the reminder."""


def written(wanted: Wanted, calendar: str, href: str, revision: int = 0) -> Remembered:
    """What is to be remembered of `wanted` once it stands at `href` in `calendar`, written as this `revision`."""
    return Remembered(
        uid=wanted.uid,
        calendar=calendar,
        href=href,
        digest=wanted.digest,
        step=wanted.step,
        due=wanted.due,
        starts=wanted.starts,
        interviews=wanted.interviews,
        revision=revision,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """Write a new reminder."""

    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Bring one that nobody has touched up to date; or the rest of one that was touched on an older version."""

    wanted: Wanted
    held: Held
    theirs: frozenset[Part] = frozenset()
    """What the user made of that older version: it stays."""
    over: int = 0
    """The revision of ours that an app has put an older one over, without asking; 0 where none has."""

    @property
    def revision(self) -> int:
        """What the write is numbered: above all before it."""
        return max(self.held.revision, self.over) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """Withdraw one that nobody has touched and whose time has not come."""

    held: Held
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Leave it as it is."""

    uid: str
    reason: KeepReason
    why: str = ""
    held: Held | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopt:
    """Write into the ledger what is now known of it: the calendar stays as it is."""

    entry: Remembered
    held: Held | None
    """None for one that the user deleted and whose round has other interviews by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Take it out of the ledger."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscribe:
    """Change nothing but the text of one that is kept: by a line that the candidate said, or a remark of ours."""

    kept: Keep
    held: Held
    body: str
    """The whole text as it is to stand there."""
    why: str
    remarks: tuple[str, ...] = ()
    """Our remarks on the user's words that stand there then, or that the user has taken out."""


Decision: TypeAlias = Create | Update | Delete | Inscribe | Keep | Adopt | Forget


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The decisions of one pass over one account, in the order they are carried out."""

    decisions: tuple[Decision, ...]

    @property
    def writes(self) -> tuple[Create | Update | Delete | Inscribe, ...]:
        """Those that change a calendar."""
        return tuple(d for d in self.decisions if isinstance(d, Create | Update | Delete | Inscribe))


def diff(
    wanted: Iterable[Wanted],
    held: Iterable[Held],
    ledger: Mapping[str, Remembered],
    now: datetime,
    withdrawn: Mapping[str, str],
) -> Plan:
    """The decision for every reminder that is wanted, held or remembered.

    `withdrawn`: why a reminder is no longer wanted, by UID.
    """
    now = now.astimezone(UTC)
    desired = {w.uid: w for w in wanted}
    decisions: list[Decision] = []
    ours: dict[str, list[Held]] = {}
    foreign: dict[str, Held] = {}
    for one in identify(held, (*desired, *ledger)):
        if one.foreign:
            foreign.setdefault(one.uid, one)
            decisions.append(Keep(uid=one.uid, reason="foreign", why=one.foreign, held=one))
        else:
            ours.setdefault(one.uid, []).append(one)
    for uid in (*desired, *(u for u in ours if u not in desired)):
        found = sorted(ours.get(uid, ()), key=lambda h: _rank(h, ledger.get(uid)))
        if found:
            decisions += _decide(desired.get(uid), found[0], ledger.get(uid), now, withdrawn.get(uid))
        elif uid in foreign:
            decisions += _adopt(foreign[uid], desired[uid], ledger.get(uid))
        else:
            decisions += _unheld(desired[uid], ledger.get(uid), now)
        withdrawing = bool(found) and isinstance(decisions[-1], Delete)
        for copy in found[1:]:
            if withdrawing:
                decisions += _decide(None, copy, ledger.get(uid), now, withdrawn.get(uid))
            else:
                decisions.append(Keep(uid=uid, reason="copy", why="a copy of another one", held=copy))
    for uid, entry in ledger.items():
        if uid not in desired and uid not in ours and uid not in foreign:
            gone = entry.due + TOMBSTONE < now
            decisions.append(Forget(uid=uid) if gone else Keep(uid=uid, reason="dismissed"))
    return Plan(decisions=tuple(decisions))


def identify(held: Iterable[Held], uids: Iterable[str]) -> list[Held]:
    """`held`, with those that an app has given another UID known again by their reference; unknown ones left out."""
    known = {reference(uid): uid for uid in uids}
    named = []
    for one in held:
        if one.uid:
            named.append(one)
        elif one.reference in known:
            named.append(replace(one, uid=known[one.reference], by_reference=True))
    return named


def foremost(held: Iterable[Held], ledger: Mapping[str, Remembered]) -> list[Held]:
    """Of those that `identify` knows the one of each UID that counts; its copies say nothing of when it is."""
    found: dict[str, list[Held]] = {}
    for one in identify(held, ledger):
        if not one.foreign:
            found.setdefault(one.uid, []).append(one)
    return [min(copies, key=lambda h: _rank(h, ledger.get(h.uid))) for copies in found.values()]


def touched(held: Held, remembered: Remembered | None, wanted: Wanted | None) -> bool:
    """Whether somebody has changed it since we wrote it; so it is taken to be where nothing can tell."""
    if wanted is not None and held.digest == wanted.digest:
        return False
    written = held.written or (remembered.digest if remembered else None)
    return held.digest != written


def _unheld(wanted: Wanted, remembered: Remembered | None, now: datetime) -> list[Decision]:
    if remembered is not None:
        return [Keep(uid=wanted.uid, reason="dismissed"), *_extend(remembered, wanted)]
    return [Create(wanted=wanted)] if wanted.starts >= now else [Keep(uid=wanted.uid, reason="past")]


def _decide(
    wanted: Wanted | None, held: Held, remembered: Remembered | None, now: datetime, withdrawn: str | None
) -> list[Decision]:
    past = held.starts is None or held.starts <= now
    over = remembered.revision if remembered and remembered.revision > held.revision else 0
    if held.done:
        kept = Keep(uid=held.uid, reason="done", held=held)
    elif touched(held, remembered, wanted):
        if wanted is not None and (theirs := _on_older(held, remembered, wanted)) is not None:
            starts = held.starts if "starts" in theirs else wanted.starts
            if starts is not None and starts >= now:
                return [Update(wanted=wanted, held=held, theirs=theirs, over=over)]
        kept = Keep(uid=held.uid, reason="theirs", held=held)
    elif wanted is not None and wanted.digest == held.digest:
        if held.look not in (None, wanted.look) and not past:
            return [Update(wanted=wanted, held=held, over=over)]
        kept = Keep(uid=held.uid, reason="same", held=held)
    elif past if wanted is None else wanted.starts < now:
        kept = Keep(uid=held.uid, reason="past", held=held)
    elif wanted is not None:
        return [Update(wanted=wanted, held=held, over=over)]
    else:
        return [Delete(held=held, reason=withdrawn or "its interview is no longer in the calendar")]
    return [kept, *_adopt(held, wanted, remembered)]


def _on_older(held: Held, remembered: Remembered | None, wanted: Wanted) -> frozenset[Part] | None:
    """What the user changed of an older version than our last, put over it by an app that does not ask.

    None where it is no such version, or nothing tells what it was like before.
    """
    if remembered is None or held.base is None or held.component != wanted.component:
        return None
    if held.revision >= remembered.revision:
        return None
    return frozenset(p for p, was, now in zip(PARTS, held.base, held.parts, strict=True) if was != now)


def _adopt(held: Held, wanted: Wanted | None, remembered: Remembered | None) -> list[Decision]:
    same = wanted is not None and wanted.digest == held.digest
    settled = held.done or touched(held, remembered, wanted)
    interviews = set(wanted.interviews if wanted else held.interviews)
    if settled or not interviews:
        # What the user did with it holds for every interview that it was ever about.
        interviews.update(held.interviews, remembered.interviews if remembered else ())
    due = held.due or (remembered.due if remembered else None) or (wanted.due if wanted else held.starts)
    starts = remembered.starts if remembered and settled else (held.due or held.starts if settled else held.starts)
    step = held.step or (remembered.step if remembered else wanted.step if wanted else "")
    if due is None or starts is None or not step:
        return []  # not enough is left of it to remember: it stays as it is
    entry = Remembered(
        uid=held.uid,
        calendar=held.calendar,
        href=held.href,
        digest=(held.digest if same else held.written) or (remembered.digest if remembered else ""),
        step=step,
        due=due,
        starts=starts,
        interviews=tuple(sorted(interviews)),
        revision=max(held.revision, remembered.revision if remembered else 0),
    )
    return [] if remembered is not None and _same(remembered, entry) else [Adopt(entry=entry, held=held)]


def _extend(remembered: Remembered, wanted: Wanted) -> list[Decision]:
    """The deletion of `remembered` noted for the interviews of its round as it is now."""
    interviews = tuple(sorted({*remembered.interviews, *wanted.interviews}))
    entry = replace(remembered, interviews=interviews)
    return [] if _same(remembered, entry) else [Adopt(entry=entry, held=None)]


def _same(one: Remembered, other: Remembered) -> bool:
    """Whether the ledger says it already; the times were right when they were noted."""
    return (one.calendar, one.href, one.digest, one.revision, sorted(one.interviews)) == (
        other.calendar,
        other.href,
        other.digest,
        other.revision,
        sorted(other.interviews),
    )


def _rank(held: Held, remembered: Remembered | None) -> tuple[bool, bool, bool, str]:
    """Of several with one UID the one that counts comes first: what the user touched, then what we wrote.

    What is known by its reference alone comes after those with the UID: it may be somebody else's words.
    """
    untouched = not (held.done or touched(held, remembered, None))
    return held.by_reference, untouched, held.href != (remembered and remembered.href), held.href


# --- brakes ---------------------------------------------------------------------------------------------------------

MOST_CREATES = 100
"""More new reminders than this in one pass flood a calendar."""
FEW = 5
"""So few reminders may go at once whatever share of all they are."""


def check(plan: Plan, *, events_before: int, events_now: int) -> str | None:
    """Why this plan should not be carried out without a person's word, or None.

    `events_before`, `events_now`: resources in the watched calendars at the last pass and at this one.
    """
    creates = sum(isinstance(d, Create) for d in plan.decisions)
    deletes = [d for d in plan.decisions if isinstance(d, Delete)]
    pending = len(deletes) + sum(isinstance(d, Update) for d in plan.decisions)
    pending += sum(isinstance(d, Keep) and d.reason in ("same", "theirs") for d in plan.decisions)
    if deletes and events_before >= FEW and events_now == 0:
        return f"the watched calendars are suddenly empty ({events_before} entries before)"
    rounds = {(d.held.interviews or (d.held.uid,))[0] for d in deletes}
    if len(deletes) > FEW and len(rounds) > 2 and len(deletes) * 2 > pending:
        return f"{len(deletes)} of {pending} reminders of {len(rounds)} interviews would be withdrawn at once"
    if creates > MOST_CREATES:
        return f"{creates} new reminders would be written at once"
    return None
