"""`afterview undo`: the last mark taken back, newest first; what was changed since is left as it is."""

from __future__ import annotations

import argparse
from dataclasses import replace

from afterview import config, ical, render
from afterview.cli.complaints import say
from afterview.cli.following import Room, at_work, follow, held_of, opened_room, waiting
from afterview.cli.passes import PARTLY
from afterview.cli.settings import accounts, configuration
from afterview.config import Account
from afterview.core.held import Held
from afterview.core.said import carried
from afterview.errors import MissingInput
from afterview.marks import Mark
from afterview.recall import spoken
from afterview.store import Wrote

CHANGED = "it was changed since"


def undo(args: argparse.Namespace) -> int:
    """Take the last mark back."""
    found = configuration(args, required=True)
    which = {a.name: a for a in accounts(found, args.account)}
    with opened_room(args, found) as room:
        last = room.book.last_mark(which)
        if last is None:
            raise MissingInput("undo", "there is no mark to take back", "`afterview mark` makes one")
        account = which[last.account]
        if last.kind == "said":
            return _unsay(room, account, last)
        return _restore(room, account, last)


def _unsay(room: Room, account: Account, last: Mark) -> int:
    about, name = set(last.interviews), account.name
    waits = [w for w in waiting(room, account, about) if w.line == last.line]
    if not waits:
        with at_work(account) as desk:
            _, decided = room.gathered(account, desk)
        standing = [h for d in decided.plan.decisions if (h := held_of(d)) and last.line in carried(h.body)]
        if not any(about & set(h.interviews) for h in standing):
            room.book.drop_mark(last.number)
            raise MissingInput(last.what, CHANGED, "nothing was taken back; undo again for the mark before it")
        room.book.say(name, last.interviews, last.line, room.now, back=True)
    room.book.settle([w.number for w in waits])
    for line in last.displaced:
        room.book.say(name, last.interviews, line, room.now)
    room.book.drop_mark(last.number)
    if not room.args.dry_run:
        spoken(config.state_dir(), name)
    return follow(room, account, f"Taken back: {last.what}", frozenset(about), lambda _: "")


def _restore(room: Room, account: Account, last: Mark) -> int:
    with at_work(account) as desk:
        gathered, _ = room.gathered(account, desk)
        now = gathered.resources.get((last.calendar, last.href))
        store = desk.stores.get(last.calendar)
        before = last.before or b""
        uid = [h.uid for h in _read(before, room)]
        there = [h for h in gathered.held if h.uid in uid]
        as_we_left_it = _read(now.data, room) == _read(last.after, room) if now and last.after else not there
        if store is None or not as_we_left_it:
            room.book.drop_mark(last.number)
            raise MissingInput(last.what, CHANGED, "it was left as it is; undo again for the mark before it")
        if room.args.dry_run:
            render.hanging(room.out, render.styled((f"Would be taken back: {last.what}", "bold")))
            return 0
        if now and last.after:
            outcome = store.update(now.href, now.etag, before)
        else:
            outcome = store.create(last.href.rsplit("/", 1)[-1], before)
        if not isinstance(outcome, Wrote):
            say(f"{last.what}: {outcome.reason}; nothing was written: try again")
            return PARTLY
        room.copy.wrote(last.calendar, outcome.href, before)
        room.book.drop_mark(last.number)
    return follow(room, account, f"Taken back: {last.what}", frozenset(last.interviews), lambda _: "")


def _read(data: bytes | None, room: Room) -> list[Held]:
    """What a resource says, apart from where it stands."""
    read = ical.read_held(data or b"", href="", etag="", calendar="", zone=room.found.timezone)
    return [replace(one, revision=0) for one in read]
