"""`afterview confirm` and `refuse`: the candidate's word on what an event is, kept in the ledger for the next pass."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from afterview import config, ledger, mirror, render
from afterview.cli.complaints import Failure, say, say_failures
from afterview.cli.passes import look
from afterview.cli.settings import accounts, configuration, moment
from afterview.config import Account, Config
from afterview.core.confirmation import Confirmation
from afterview.core.identity import interview_key
from afterview.core.interview import Interview
from afterview.core.plan import Create, Decision, Delete, Update
from afterview.desk import terms
from afterview.errors import AfterviewError, ConfigError, MissingInput
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.recall import recall, spoken
from afterview.reconcile import Decided

SAID = {"interview": "it is taken for an interview", "unsure": "it is unsure, and nothing follows", "no": "it is none"}
WORDS = {True: "an interview, because you say so", False: "no interview, because you say so"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What an account has under one UID."""

    account: Account
    interviews: tuple[Interview, ...]
    """In order of start; at least one."""
    written: bool | None
    """What is written in all of them, where that is the same."""

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(interview_key(i.event) for i in self.interviews)


def confirm(args: argparse.Namespace) -> int:
    """These events are interviews."""
    return _say(args, answer=True)


def refuse(args: argparse.Namespace) -> int:
    """These events are none."""
    return _say(args, answer=False)


def _say(args: argparse.Namespace, *, answer: bool) -> int:
    found = configuration(args, required=True)
    which = accounts(found, args.account)
    now = moment(args).astimezone(found.timezone)
    said = None if args.forget else answer
    failures: list[Failure] = []
    with ExitStack() as stack:
        book = stack.enter_context(Ledger.open(config.state_dir() / ledger.FILE_NAME))
        copy = stack.enter_context(Mirror.copied(config.cache_dir() / mirror.FILE_NAME) or Mirror.open(None))
        if book.recovered:
            say(book.recovered)

        def recalled(account: Account) -> Decided | None:
            return recall(account.name, terms(found, account), book, copy, now)

        def asked(account: Account) -> Decided:
            ((_, decided),) = look(args, replace(found, accounts=(account,))).decided
            return decided

        for uid in dict.fromkeys(text.strip() for text in args.uids):
            try:
                named = _named(uid, which, (recalled, asked))
                for one in _said(uid, named, book) if args.forget else named:
                    word = Confirmation(answer=said, written=one.written, at=datetime.now(UTC))
                    book.confirm(one.account.name, uid, word)
                    spoken(config.state_dir(), one.account.name)
                    decided = recalled(one.account)
                    if decided is None or _of_uid(uid, one.account, decided) is None:
                        decided = asked(one.account)
                    _tell(one, answer=said, decided=decided, found=found)
            except AfterviewError as error:
                failures.append((uid, error))
    return say_failures(failures)


Look = Callable[[Account], Decided | None]
"""What a pass over an account would decide."""


def _named(uid: str, which: Sequence[Account], looks: Iterable[Look]) -> list[_Named]:
    """The accounts that have events of that UID, by the first look that finds any. Raises MissingInput."""
    for look_at in looks:
        decided = [(account, found) for account in which if (found := look_at(account)) is not None]
        named = [one for account, found in decided if (one := _of_uid(uid, account, found)) is not None]
        if named:
            return named
    what = "no event that could be an interview has this UID"
    fix = "`afterview interviews --all` names those that could; into any other, write #interview or #not-an-interview"
    raise MissingInput(uid, what, fix)


def _of_uid(uid: str, account: Account, decided: Decided) -> _Named | None:
    interviews = tuple(i for i in decided.agenda.interviews if i.event.uid == uid)
    written = {decided.agenda.written.get(interview_key(i.event)) for i in interviews}
    same = next(iter(written)) if len(written) == 1 else None
    return _Named(account=account, interviews=interviews, written=same) if interviews else None


def _said(uid: str, named: Iterable[_Named], book: Ledger) -> list[_Named]:
    """Those of which something was said. Raises ConfigError where there are none."""
    said = [n for n in named if (c := book.confirmations(n.account.name).get(uid)) and c.answer is not None]
    if not said:
        raise ConfigError(uid, "nothing was said of it by confirm or refuse", "there is nothing to forget")
    return said


def _tell(one: _Named, *, answer: bool | None, decided: Decided, found: Config) -> None:
    """What it is now, and what the next pass makes of that."""
    out = render.console()
    first = one.interviews[0].event
    now = [i for i in decided.agenda.interviews if i.event.uid == first.uid]
    times = f" and {len(now) - 1} more of its series" if len(now) > 1 else ""
    when = " ".join(render.day_and_time(first.start.astimezone(found.timezone), year=True).split())
    render.hanging(out, render.styled((f"{first.summary or '(no title)'}, {when}{times}", "bold")))
    verdict = now[0].verdict
    if answer is not None and (verdict.answer == "interview") is answer and verdict.reasons == ("you said so",):
        said = WORDS[answer]
    else:
        by_itself = "what you said is forgotten: " if answer is None else ""
        said = f"{by_itself}{SAID[verdict.answer]}: {'; '.join(verdict.reasons)}"
    render.hanging(out, render.styled((f"  {said}", "")), below=2)
    changes = [d for d in decided.plan.writes if not one.keys.isdisjoint(_interviews(d))]
    if not changes:
        render.hanging(out, render.styled(("  The next pass has nothing to change for it.", "")), below=2)
        return
    render.hanging(out, render.styled(("  The next pass writes (afterview sync makes it now):", "")), below=2)
    render.show_decisions(changes, found.timezone, out)
    if decided.brake:
        render.hanging(out, render.styled((f"  ! sync would stop here: {decided.brake}", "red")), below=4)


def _interviews(decision: Decision) -> tuple[str, ...]:
    match decision:
        case Create(wanted=wanted):
            return wanted.interviews
        case Update(wanted=wanted, held=held):
            return (*wanted.interviews, *held.interviews)
        case Delete(held=held):
            return held.interviews
        case _:
            return ()
