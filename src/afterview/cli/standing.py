"""`afterview status`: how things stand, from the copy of the last pass and the ledger alone."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from afterview import config, ledger, mirror, render
from afterview.cli.complaints import Failure, say, say_failures
from afterview.cli.settings import accounts, configuration, moment
from afterview.config import Account, Config
from afterview.core.answers import Contradiction
from afterview.core.interview import Interview
from afterview.core.standing import Standing, standings
from afterview.desk import terms
from afterview.errors import AfterviewError
from afterview.ical import Skipped
from afterview.ledger import Ledger, PassNote
from afterview.mirror import Mirror
from afterview.recall import recall
from afterview.reconcile import Unread

STALE = timedelta(days=30)
"""An event that has been over for so long is not asked about any more."""
STYLES = {"ok": "green", "failed": "red", "held": "red", "waiting": "yellow"}


@dataclass(slots=True, kw_only=True)
class _Known:
    """What is known of one account without asking anyone."""

    account: Account
    last: PassNote | None
    read_at: datetime | None = None
    """When the oldest of its copies was made."""
    standings: tuple[Standing, ...] = ()
    interviews: tuple[Interview, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    unread: tuple[Unread, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Seen:
    known: list[_Known] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def unsure(self, now: datetime) -> list[tuple[_Known, Interview]]:
        """The events that wait for an answer, one of each series, by start."""
        found: dict[tuple[str, str, str], tuple[_Known, Interview]] = {}
        for known, one in self._each("unsure"):
            if one.event.end > now - STALE:
                found.setdefault((known.account.name, one.event.uid, one.event.summary), (known, one))
        return sorted(found.values(), key=lambda pair: pair[1].event.start)

    def unread(self) -> list[tuple[_Known, str, str, str]]:
        """Lines of the user's that were not understood, each with the title and the UID of what it stands in."""
        found: dict[tuple[str, str, str], tuple[_Known, str, str, str]] = {}
        for known in self.known:
            for one in known.unread:
                found[known.account.name, one.uid, one.line] = (known, one.line, one.where, one.uid)
        told = {line for _, line, _, _ in found.values()}
        for known, interview in (*self._each("interview"), *self._each("unsure")):
            event = interview.event
            for line in interview.notes.unread:
                if line not in told:
                    found[known.account.name, event.uid, line] = (known, line, event.summary, event.uid)
        return list(found.values())

    def _each(self, answer: str) -> list[tuple[_Known, Interview]]:
        return [(known, i) for known in self.known for i in known.interviews if i.verdict.answer == answer]


def status(args: argparse.Namespace) -> int:
    """Applications, what waits for an answer, and the last pass of each account."""
    found = configuration(args, required=True)
    now = moment(args).astimezone(found.timezone)
    seen = _look(args, found, now)
    if args.json:
        render.dump(_json(seen, found, now))
    else:
        _show(args, seen, now)
    for one in (s for known in seen.known for s in known.skipped):
        say(render.skipped(one))
    return say_failures(seen.failures)


def _look(args: argparse.Namespace, found: Config, now: datetime) -> _Seen:
    seen = _Seen()
    book, copy = Ledger.open(None), Mirror.open(None)
    try:
        book = Ledger.copied(config.state_dir() / ledger.FILE_NAME) or book
        copy = Mirror.copied(config.cache_dir() / mirror.FILE_NAME) or copy
    except AfterviewError as error:
        seen.failures.append((error.where, error))
    with book, copy:
        notes = book.last_passes()
        for account in accounts(found, args.account):
            known = _Known(account=account, last=notes.get(account.name))
            seen.known.append(known)
            try:
                _recall(known, found, book, copy, now)
            except AfterviewError as error:
                seen.failures.append((account.name, error))
    return seen


def _recall(known: _Known, found: Config, book: Ledger, copy: Mirror, now: datetime) -> None:
    rules = terms(found, known.account)
    decided = recall(known.account.name, rules, book, copy, now)
    if decided is None:
        return
    agenda = decided.agenda
    known.read_at = min((one.read_at for one, _ in copy.stored(known.account.name) if one.read_at), default=None)
    known.interviews = agenda.interviews
    known.skipped = decided.skipped
    known.unread, known.contradictions = agenda.unread, agenda.contradictions
    to_oneself = {step.id for step in rules.policy.steps if step.by == "self"}
    to_oneself |= {r.step for r in agenda.schedule.reminders if r.medium == "self"}
    known.standings = standings(agenda.applications, agenda.schedule.reminders, decided.plan.decisions, to_oneself, now)


def _show(args: argparse.Namespace, seen: _Seen, now: datetime) -> None:
    out = render.console()
    every = sorted((s for known in seen.known for s in known.standings), key=_order)
    if any(known.read_at for known in seen.known):
        render.show_standings(every, now, every=args.all, out=out)
    render.show_unsure([one for _, one in seen.unsure(now)], now, out)
    render.show_unread([(line, title or "(no title)") for _, line, title, _ in seen.unread()], out)
    render.show_contradictions([c for known in seen.known for c in known.contradictions], out)
    render.show_accounts(((k.account.name, *_told(k, now)) for k in seen.known), out)


def _order(one: Standing) -> tuple[bool, float]:
    at = one.next or one.last
    stamp = at.at.timestamp() if at else 0.0
    return (False, stamp) if one.next else (True, -stamp)


def _told(known: _Known, now: datetime) -> tuple[str, list[str]]:
    """What to say of an account's last pass, and how old the copy is."""
    last = known.last
    if last is None:
        style, lines = "yellow", ["no pass yet: run afterview sync"]
    else:
        done = f"{render.count(last.changes, 'change')}" if last.changes else "nothing to change"
        came = {"ok": done, "failed": "failed", "held": "held by a brake", "waiting": "waiting"}[last.outcome]
        style, lines = STYLES[last.outcome], [f"last pass {render.near(last.at, now)}: {came}"]
        lines += [last.detail.removeprefix(f"{last.account}: ")] if last.detail else []
    if known.read_at:
        lines.append(f"calendars as they were {render.near(known.read_at, now)}, {render.ago(known.read_at, now)}")
    elif last is not None:
        lines.append("its calendars have not been read yet")
    return style, lines


def _json(seen: _Seen, found: Config, now: datetime) -> Mapping[str, Any]:
    zone = found.timezone
    return {
        "now": now.isoformat(),
        "applications": [
            {"account": k.account.name, **render.standing_json(s, zone)} for k in seen.known for s in k.standings
        ],
        "unsure": [{"account": k.account.name, **render.interview_json(i, zone)} for k, i in seen.unsure(now)],
        "unread": [
            {"account": k.account.name, "line": line, "uid": uid, "summary": title}
            for k, line, title, uid in seen.unread()
        ],
        "contradictions": [
            {
                "account": k.account.name,
                "kind": c.kind,
                "holds": c.holds,
                "summary": c.where,
                "given_up": c.given_up,
                "given_up_summary": c.given_up_where,
            }
            for k in seen.known
            for c in k.contradictions
        ],
        "accounts": [
            {
                "account": k.account.name,
                "read_at": k.read_at.astimezone(zone).isoformat() if k.read_at else None,
                "last_pass": _pass_json(k.last, found),
            }
            for k in seen.known
        ],
        "skipped": [render.skipped_json(s) for k in seen.known for s in k.skipped],
        "failures": [{"account": name, **render.failure_json(error)} for name, error in seen.failures],
    }


def _pass_json(note: PassNote | None, found: Config) -> dict[str, Any] | None:
    if note is None:
        return None
    return {
        "at": note.at.astimezone(found.timezone).isoformat(),
        "outcome": note.outcome,
        "detail": note.detail,
        "exit_code": note.exit_code,
        "interviews": note.interviews,
        "applications": note.applications,
        "changes": note.changes,
    }
