"""Random weeks of a job hunt: whatever happens in between, the calendar ends as it should.

A small world takes the place of server and disk: a calendar of resources with true ETags, and for each of two daemons a
ledger of its own. Interviews come, move and go; the candidate edits, moves, deletes, completes and copies reminders;
passes die at any point, answers are lost, writes collide. What must hold is asserted where it could be broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from afterview.core.application import Application
from afterview.core.held import Held, Wanted, reference
from afterview.core.identity import interview_key
from afterview.core.interview import Interview
from afterview.core.notes import NOTHING_SAID, Notes
from afterview.core.plan import Adopt, Create, Delete, Forget, Keep, Plan, Remembered, Update, diff
from afterview.core.reminder import Reminder
from afterview.reconcile.decide import placed_by
from tests.core.making import application, at, interview, scheduled

MORNING = at("2026-11-30T08:00")
NAMES = ("a", "b", "c", "d")
"""The first three are one application, the last is another."""
SAID = (
    NOTHING_SAID,
    Notes(decision_by=date(2026, 12, 9)),
    Notes(new_date=date(2026, 12, 14)),
    Notes(new_date=date(2026, 12, 18)),
    Notes(heard_back=True),
    Notes(still_open=True),
    Notes(outcome="rejected", outcome_on=date(2026, 12, 8)),
)


@dataclass
class World:
    """What is outside the program: a calendar, the interviews in it, and the time."""

    now: datetime = MORNING
    interviews: dict[str, Interview] = field(default_factory=dict)
    things: dict[str, Held] = field(default_factory=dict)
    """What stands in the calendar with our UID, by address."""
    version: int = 0

    def etag(self) -> str:
        self.version += 1
        return f'"{self.version}"'

    def put(self, href: str, thing: Held) -> None:
        self.things[href] = replace(thing, href=href, etag=self.etag())

    def applications(self) -> list[Application]:
        first = [self.interviews[n] for n in NAMES[:3] if n in self.interviews]
        second = [self.interviews[n] for n in NAMES[3:] if n in self.interviews]
        return [application(*some) for some in (first, second) if some]


@dataclass
class Daemon:
    """One installation: a ledger, and what its passes have to keep in mind."""

    world: World
    ledger: dict[str, Remembered] = field(default_factory=dict)
    dismissed: dict[str, Remembered] = field(default_factory=dict)
    """What the user deleted while this ledger knew of it."""
    made: set[str] = field(default_factory=set)
    """Addresses at which it created something."""

    def decide(self) -> Plan:
        world = self.world
        held = tuple(world.things.values())
        result = scheduled(world.applications(), now=world.now, placed=placed_by(held, self.ledger))
        withdrawn = {w.uid: w.reason for w in result.withheld}
        return diff(map(as_wanted, result.reminders), held, self.ledger, world.now, withdrawn)

    def carry_out(self, plan: Plan, *, die_before: int | None = None, lose_answer: int | None = None) -> None:
        """Create, then remember; forget, then delete. The process may die before any of these, or after a write."""
        for count, act in enumerate(self._acts(plan)):
            if count == die_before:
                break
            act()
            if count == lose_answer:
                break

    def _acts(self, plan: Plan) -> Iterator[Callable[[], None]]:
        for decision in plan.decisions:
            match decision:
                case Create(wanted=wanted):
                    wrote: list[str] = []
                    yield lambda wanted=wanted, wrote=wrote: wrote.extend(self._create(wanted))  # type: ignore[misc]
                    yield lambda wanted=wanted, wrote=wrote: self._remember(wanted, wrote)  # type: ignore[misc]
                case Update(wanted=wanted, held=held):
                    wrote = []
                    yield lambda wanted=wanted, held=held, wrote=wrote: wrote.extend(self._update(wanted, held))  # type: ignore[misc]
                    yield lambda wanted=wanted, wrote=wrote: self._remember(wanted, wrote)  # type: ignore[misc]
                case Delete(held=held):
                    yield lambda held=held: self._forget(held.uid)  # type: ignore[misc]
                    yield lambda held=held: self._delete(held)  # type: ignore[misc]
                case Adopt(entry=entry):
                    yield lambda entry=entry: self.ledger.update({entry.uid: entry})  # type: ignore[misc]
                case Forget(uid=uid):
                    yield lambda uid=uid: self._forget(uid)  # type: ignore[misc]
                case Keep():
                    pass

    def _create(self, wanted: Wanted) -> list[str]:
        href = f"{wanted.uid}.ics"
        if href in self.world.things:
            return []
        assert wanted.starts >= self.world.now, "written into the past"
        assert wanted.uid not in self.dismissed, "a reminder that was deleted is back"
        for deleted in self.dismissed.values():
            again = deleted.step == wanted.step and set(deleted.interviews) & set(wanted.interviews)
            assert not again, "a reminder that was deleted is back under another name"
        assert all(t.uid != wanted.uid for t in self.world.things.values()), "two reminders of one UID"
        self.world.put(href, as_held(wanted))
        self.made.add(href)
        return [href]

    def _update(self, wanted: Wanted, held: Held) -> list[str]:
        there = self.world.things.get(held.href)
        if there is None or there.etag != held.etag:
            return []
        assert wanted.starts >= self.world.now, "written into the past"
        self.world.put(held.href, replace(as_held(wanted), revision=held.revision + 1))
        return [held.href]

    def _delete(self, held: Held) -> None:
        there = self.world.things.get(held.href)
        if there is not None and there.etag == held.etag:
            del self.world.things[held.href]

    def _remember(self, wanted: Wanted, wrote: list[str]) -> None:
        for href in wrote:
            self.ledger[wanted.uid] = Remembered(
                uid=wanted.uid,
                calendar=wanted.calendar,
                href=href,
                digest=wanted.digest,
                step=wanted.step,
                due=wanted.due,
                starts=wanted.starts,
                interviews=wanted.interviews,
            )

    def _forget(self, uid: str) -> None:
        self.ledger.pop(uid, None)
        self.dismissed.pop(uid, None)  # deleted in the instant in which it was withdrawn


def as_wanted(reminder: Reminder) -> Wanted:
    return Wanted(
        uid=reminder.uid,
        calendar="/work/",
        title=f"{reminder.step} {reminder.application.company}",
        body=f"{', '.join(p.name or '' for p in reminder.recipients)} {len(reminder.round.interviews)}",
        starts=reminder.starts,
        due=reminder.due,
        step=reminder.step_key,
        interviews=tuple(sorted(interview_key(i.event) for i in reminder.round.interviews)),
    )


def as_held(wanted: Wanted) -> Held:
    return Held(
        uid=wanted.uid,
        reference=reference(wanted.uid),
        calendar=wanted.calendar,
        href="",
        etag="",
        component=wanted.component,
        title=wanted.title,
        body=wanted.body,
        starts=wanted.starts,
        written=wanted.digest,
        due=wanted.due,
        step=wanted.step,
        interviews=wanted.interviews,
    )


which = st.integers(0, 30)
moments = st.tuples(st.integers(0, 12), st.integers(9, 16))
daemons = st.integers(0, 1)


class History(RuleBasedStateMachine):
    """What may happen, one thing after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.daemons = [Daemon(self.world), Daemon(self.world)]
        self.theirs: dict[str, Held] = {}
        """What the user has touched, as they left it, by address."""
        self.acted = False
        self.pictures = 0

    @initialize(alone=st.booleans())
    def others_stand_in_the_calendar(self, alone: bool) -> None:
        """One event only looks like ours; and there is one installation, or there are two."""
        if alone:
            self.daemons = self.daemons[:1]
        stranger = Held(
            uid="afterview-of-another-kind",
            calendar="/work/",
            href="",
            etag="",
            component="VEVENT",
            title="A meeting",
            body="",
            starts=MORNING,
            foreign="it has an organizer",
        )
        self.world.put("stranger.ics", stranger)
        self.theirs["stranger.ics"] = self.world.things["stranger.ics"]

    # --- the hunt ---

    @rule(name=st.sampled_from(NAMES), moment=moments)
    def an_interview_appears_or_moves(self, name: str, moment: tuple[int, int]) -> None:
        start = (MORNING + timedelta(days=moment[0])).replace(hour=moment[1])
        before = self.world.interviews.get(name)
        self.world.interviews[name] = interview(
            start, uid=f"{name}@acme.example", notes=before.notes if before else NOTHING_SAID
        )

    @rule(name=st.sampled_from(NAMES))
    def an_interview_vanishes(self, name: str) -> None:
        self.world.interviews.pop(name, None)

    @rule(name=st.sampled_from(NAMES), notes=st.sampled_from(SAID))
    def the_candidate_says_something(self, name: str, notes: Notes) -> None:
        if name in self.world.interviews:
            self.world.interviews[name] = replace(self.world.interviews[name], notes=notes)

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    # --- passes ---

    def _daemon(self, number: int) -> Daemon:
        return self.daemons[number % len(self.daemons)]

    @rule(daemon=daemons)
    def a_pass(self, daemon: int) -> None:
        self._daemon(daemon).carry_out(self._daemon(daemon).decide())

    @rule(daemon=daemons, count=st.integers(0, 12))
    def a_pass_that_dies(self, daemon: int, count: int) -> None:
        self._daemon(daemon).carry_out(self._daemon(daemon).decide(), die_before=count)

    @rule(daemon=daemons, count=st.integers(0, 12))
    def a_pass_that_loses_an_answer(self, daemon: int, count: int) -> None:
        self._daemon(daemon).carry_out(self._daemon(daemon).decide(), lose_answer=count)

    @rule(daemon=daemons, number=which, what=st.sampled_from(["move", "retitle", "delete", "complete", "relocate"]))
    def a_pass_that_somebody_comes_between(self, daemon: int, number: int, what: str) -> None:
        chosen = self._daemon(daemon)
        plan = chosen.decide()
        known = dict(chosen.dismissed)
        self._act(what, number)
        # What was deleted after it was read can only be minded by the next pass.
        chosen.dismissed, since = known, chosen.dismissed
        chosen.carry_out(plan)
        chosen.dismissed |= {u: e for u, e in since.items() if u in chosen.ledger and u not in known}

    @rule()
    def both_pass_at_once(self) -> None:
        plans = [d.decide() for d in self.daemons]
        for daemon, plan in zip(self.daemons, plans, strict=True):
            daemon.carry_out(plan)

    @rule(daemon=daemons)
    def a_ledger_is_lost(self, daemon: int) -> None:
        self._daemon(daemon).ledger.clear()
        self._daemon(daemon).dismissed.clear()

    # --- the user ---

    @precondition(lambda self: len(self.world.things) > 1)
    @rule(
        number=which,
        what=st.sampled_from(
            ["move", "retitle", "delete", "complete", "copy", "relocate", "strip", "rename", "invite"]
        ),
    )
    def the_user_acts(self, number: int, what: str) -> None:
        self._act(what, number)

    def _act(self, what: str, number: int) -> None:
        hrefs = sorted(h for h in self.world.things if h != "stranger.ics")
        if not hrefs:
            return
        self.acted = True
        self.pictures += 1
        href = hrefs[number % len(hrefs)]
        thing = self.world.things[href]
        match what:
            case "strip" if len(self.daemons) == 1:
                # Two installations would have nothing left to agree on what was moved.
                self.world.put(href, replace(thing, written=None, due=None, step=None, interviews=()))
                if href in self.theirs:
                    self.theirs[href] = self.world.things[href]
            case "copy":
                self.world.put(f"copy {self.pictures}.ics", thing)
            case "relocate":  # an undo
                del self.world.things[href]
                self.world.put(f"moved {self.pictures}.ics", thing)
                if self.theirs.pop(href, None):
                    self.theirs[f"moved {self.pictures}.ics"] = self.world.things[f"moved {self.pictures}.ics"]
            case "delete":
                self._delete(href)
            case _:
                self._edit(what, href, thing, number)

    def _edit(self, what: str, href: str, thing: Held, number: int) -> None:
        match what:
            case "move":
                starts = (thing.starts or self.world.now) + timedelta(minutes=7 + number)
                self._touch(href, replace(thing, starts=starts))
            case "retitle":
                self._touch(href, replace(thing, title=f"mine {self.pictures}"))
            case "complete":
                self._touch(href, replace(thing, done=True))
            case "invite":
                self._touch(href, replace(thing, foreign="it has an organizer"))
            case "rename":  # an app that edits by a new UID
                self._touch(href, replace(thing, uid="", title=f"mine {self.pictures}"))

    def _touch(self, href: str, thing: Held) -> None:
        self.world.put(href, thing)
        self.theirs[href] = self.world.things[href]

    def _delete(self, href: str) -> None:
        gone = self.world.things.pop(href)
        self.theirs.pop(href, None)
        if any(t.reference == gone.reference for t in self.world.things.values()):
            return
        for daemon in self.daemons:
            for uid, entry in daemon.ledger.items():
                if reference(uid) == gone.reference:
                    daemon.dismissed[uid] = entry

    # --- what must hold ---

    @invariant()
    def what_the_user_touched_is_as_they_left_it(self) -> None:
        assert {h: self.world.things.get(h) for h in self.theirs} == self.theirs

    @invariant()
    def no_two_reminders_of_one_uid_were_made(self) -> None:
        made = [t.reference for h, t in self.world.things.items() if any(h in d.made for d in self.daemons)]
        assert len(made) == len(set(made))

    @rule()
    def all_comes_to_rest(self) -> None:
        for daemon in (*self.daemons, *self.daemons):
            daemon.carry_out(daemon.decide())
        before = dict(self.world.things)
        for daemon in self.daemons:
            left = [d for d in daemon.decide().decisions if not isinstance(d, Keep)]
            assert left == [], left
        assert self.world.things == before
        if not self.acted:
            coming = [t for t in self._to_come(self.world) if t[1] >= self.world.now]
            assert len({(step, interviews) for step, _, interviews in coming}) == len(coming)
            # What one of two installations withdrew looks deleted to the other, and stays so where it is wanted again.
            assert len(self.daemons) > 1 or self._undisturbed() <= set(coming)

    def _to_come(self, world: World) -> list[tuple[str | None, datetime, tuple[str, ...]]]:
        things = (t for h, t in world.things.items() if h != "stranger.ics")
        return [(t.step, t.starts, t.interviews) for t in things if t.starts]

    def _undisturbed(self) -> set[tuple[str | None, datetime, tuple[str, ...]]]:
        """What one pass over an empty calendar would write of what is not late."""
        fresh = World(now=self.world.now, interviews=self.world.interviews)
        daemon = Daemon(fresh)
        daemon.carry_out(daemon.decide())
        late = {h for h, t in fresh.things.items() if t.due != t.starts}
        fresh.things = {h: t for h, t in fresh.things.items() if h not in late}
        return set(self._to_come(fresh))

    def teardown(self) -> None:
        if self.world.things:
            self.all_comes_to_rest()
        super().teardown()


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
