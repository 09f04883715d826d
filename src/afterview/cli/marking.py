"""`afterview mark` and `undo`: what can be said in a calendar app, said here, and kept where the calendar keeps it.

A line is noted in the ledger and written into a reminder by the pass that follows at once. Where no pass can be made
now, the next one writes it. That a step is done, or is to be left out, is written right away: it is the reminder itself
that says so.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from afterview import config, ical, render
from afterview.cli.complaints import say
from afterview.cli.following import Room, at_work, follow, held_of, opened_room, text_of, waiting
from afterview.cli.passes import PARTLY, USAGE, look
from afterview.cli.settings import accounts, configuration, moment
from afterview.config import Account
from afterview.core import said
from afterview.core.application import Application
from afterview.core.called import called, name_of, names_of
from afterview.core.dates import read_date
from afterview.core.held import Held
from afterview.core.identity import round_keys
from afterview.core.said import carried, kind_of
from afterview.errors import ConfigError, MissingInput
from afterview.marks import Mark
from afterview.recall import spoken
from afterview.reconcile import Decided, adopted
from afterview.store import Wrote

DONE = {"de": "erledigt"}
"""What stands before the title of an event that is done, by language; `done` elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """An application that was named."""

    account: Account
    application: Application

    @property
    def keys(self) -> frozenset[str]:
        """The `interview_key` of all its interviews."""
        return frozenset(k for r in self.application.rounds for k in round_keys(r))

    @property
    def latest(self) -> tuple[str, ...]:
        """Those of its last round."""
        return round_keys(self.application.rounds[-1])


def mark(args: argparse.Namespace) -> int:
    """Say something of an application, or of one of its reminders."""
    asked = [args.outcome, args.decision_by, args.new_date, args.heard_back, args.still_open, args.done, args.skip]
    if sum(bool(a) for a in asked) != 1:
        say("say one thing: an OUTCOME, or one of the options; see: afterview mark --help")
        return USAGE
    if args.on and not args.outcome:
        say("--on gives the day of an outcome: name that too; see: afterview mark --help")
        return USAGE
    found = configuration(args, required=True)
    line = _line(args, moment(args).astimezone(found.timezone).date())
    with opened_room(args, found) as room:
        meant = _meant(room)
        if line is not None:
            return _say(room, meant, line)
        return _settle(room, meant)


# --- lines ---


def _line(args: argparse.Namespace, today: date) -> str | None:
    """The line that is to be said; None where it is about a step."""
    if args.outcome:
        return said.outcome(args.outcome, _day(args.on, today, "--on") if args.on else today)
    if args.still_open:
        return said.outcome("still open")
    if args.heard_back:
        return said.HEARD_BACK
    if args.decision_by:
        return said.decision_by(_day(args.decision_by, today, "--decision-by"))
    return said.new_date(_day(args.new_date, today, "--new-date")) if args.new_date else None


def _day(text: str, today: date, option: str) -> date:
    day = today - timedelta(days=1) if text.strip().casefold() in ("yesterday", "gestern") else read_date(text, today)
    if day is None:
        raise ConfigError(option, f"{text[:60]!r} is no day", "write 2026-12-04, '4 December' or 'next Friday'")
    return day


def _say(room: Room, meant: _Meant, line: str) -> int:
    account, now = meant.account, room.now
    what = f"{name_of(meant.application)}: {line}"
    displaced = _displaced(room, meant, line)
    room.book.say(account.name, meant.latest, line, now)
    if not room.args.dry_run:
        room.book.note_mark(
            Mark(
                account=account.name,
                at=now,
                kind="said",
                what=what,
                interviews=meant.latest,
                line=line,
                displaced=displaced,
            )
        )
        spoken(config.state_dir(), account.name)
    return follow(room, account, what, meant.keys, lambda d: _waits(d, line))


def _displaced(room: Room, meant: _Meant, line: str) -> tuple[str, ...]:
    """What was said to the same question by a command before: it comes back when this is undone."""
    decided = room.recalled(meant.account)
    about = set(meant.latest)
    lines = [
        old
        for d in (decided.plan.decisions if decided else ())
        if (held := held_of(d)) and about & set(held.interviews)
        for old in carried(held.body)
    ]
    lines += [w.line for w in waiting(room, meant.account, about)]
    return tuple(dict.fromkeys(old for old in lines if kind_of(old) == kind_of(line) and old != line))


def _waits(decided: Decided, line: str) -> str:
    """Where a line is going to stand, or stands, in words."""
    if not any(line in carried(text_of(d)) for d in decided.plan.decisions):
        return "no reminder can carry it now: it is kept on this machine, and the next one that is written says it"
    return ""


# --- steps ---


def _settle(room: Room, meant: _Meant) -> int:
    """A step is done, or is to be left out."""
    account, step = meant.account, room.args.done or room.args.skip
    with at_work(account) as desk:
        gathered, decided = room.gathered(account, desk)
        held = _of_step(step, decided, meant, gone=bool(room.args.skip))
        former = gathered.resources[held.calendar, held.href].data
        word = DONE.get(room.found.language, "done")
        data = ical.complete(former, held, word, stamp=room.now) if room.args.done else None
        what = f"{'Done' if room.args.done else 'Left out'}: {held.title}"
        if room.args.dry_run:
            render.hanging(room.out, render.styled((f"{what} (nothing was written: this is a dry run)", "bold")))
            return 0
        if room.args.done and data is None:
            raise ConfigError(held.title, "cannot be changed as it stands", "say it in your calendar app")
        adopted(decided, desk, room.book, held.uid, room.now)
        store = desk.stores[held.calendar]
        outcome = store.delete(held.href, held.etag) if data is None else store.update(held.href, held.etag, data)
        if not isinstance(outcome, Wrote):
            say(f"{held.title}: {outcome.reason}; nothing was written: try again")
            return PARTLY
        room.copy.wrote(held.calendar, held.href, data)
        room.book.note_mark(
            Mark(
                account=account.name,
                at=room.now,
                kind="skipped" if data is None else "done",
                what=held.title,
                interviews=held.interviews,
                calendar=held.calendar,
                href=held.href,
                before=former,
                after=data,
            )
        )
    return follow(room, account, what, meant.keys, lambda _: "")


def _of_step(step: str, decided: Decided, meant: _Meant, *, gone: bool) -> Held:
    """The reminder of that step: of the last round that has one, and of several the next that is not done.

    `gone`: also one that is done already. Raises MissingInput.
    """
    wanted = step.casefold().strip()
    homes = {k: n for n, r in enumerate(meant.application.rounds) for k in round_keys(r)}
    known = {h.uid: h for d in decided.plan.decisions if (h := held_of(d)) and meant.keys & set(h.interviews)}
    here = [h for h in known.values() if gone or not h.done]
    named = {_id(h.step or ""): None for h in here}
    hits = [n for n in named if n == wanted] or [n for n in named if n.startswith(wanted)]
    if len(hits) != 1:
        steps = ", ".join(named) or "none"
        what = "several steps begin like this" if hits else "no reminder of this step is in the calendar"
        raise MissingInput(step, what, f"{name_of(meant.application)} has {steps}")
    found = [h for h in here if _id(h.step or "") == hits[0]]
    last = max(max((homes.get(k, -1) for k in h.interviews), default=-1) for h in found)
    of_last = [h for h in found if any(homes.get(k) == last for k in h.interviews)]
    return min(of_last, key=lambda h: (h.done, h.starts is None, h.starts, h.href))


# --- which application ---


def _meant(room: Room) -> _Meant:
    """The application that was named: as the last pass knew them, else as the calendars have them now."""
    which = accounts(room.found, room.args.account)

    def asked(account: Account) -> Decided | None:
        looked = look(room.args, replace(room.found, accounts=(account,))).decided
        return looked[0][1] if looked else None

    known: list[_Meant] = []
    for look_at in (room.recalled, asked):
        seen = [(a, d) for a in which if (d := look_at(a)) is not None]
        known = [_Meant(account=a, application=one) for a, d in seen for one in d.agenda.applications]
        meant = called(room.args.application, [m.application for m in known])
        hits = [m for m in known if any(m.application is one for one in meant)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise MissingInput(room.args.application, "could be several", f"say which: {_listed(hits)}")
    fix = f"your applications are {_listed(known)}" if known else "see what was recognised: afterview interviews"
    raise MissingInput(room.args.application, "there is no such application", fix)


def _listed(meant: Sequence[_Meant]) -> str:
    names = names_of([m.application for m in meant])
    several = len({m.account.name for m in meant}) > 1
    return ", ".join(f"{n} ({m.account.name})" if several else n for n, m in zip(names, meant, strict=True))


def _id(step_key: str) -> str:
    return step_key.partition("@")[0].partition(".")[0]
