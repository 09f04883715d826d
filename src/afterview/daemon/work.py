"""One pass over one account in a process of its own: `python -m afterview.daemon.work`, started by the daemon.

The order comes on standard input, as JSON; what came of it goes out on the file descriptor that the order names, as one
JSON object a line: `{"tick": …}` for each sign of progress, at last `{"result": …}`. That is a pipe between the two
processes and nothing else: it is the one place where the password passes, so that the daemon can ask for news itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from afterview import config, ledger, mirror, secrets
from afterview.config import Account, Config
from afterview.desk import entry_of, open_desk, terms
from afterview.errors import AfterviewError, LoginRefused
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.reconcile import Desk, Report, reconcile
from afterview.render import told
from afterview.store import Wrote
from afterview.store.caldav import CalDAVStore

Tell = Callable[[dict[str, Any]], None]


def main() -> int:
    """Read the order, do it, tell."""
    order = json.load(sys.stdin)
    with os.fdopen(order["answer"], "w", encoding="utf-8") as pipe:

        def tell(line: dict[str, Any]) -> None:
            pipe.write(json.dumps(line) + "\n")
            pipe.flush()

        tell({"result": _result(order, tell)})
    return 0


def _result(order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    try:
        found = config.load(Path(order["config"]) if order["config"] else None)
        account = next((a for a in found.accounts if a.name == order["account"]), None)
        if account is None:
            return {"exit_code": 78, "detail": f"{order['account']}: it is no longer in the configuration"}
        return _pass(found, account, order, tell)
    except AfterviewError as error:
        return {
            "exit_code": error.exit_code,
            "detail": str(error),
            "waiting": getattr(error, "waiting", False),
            "retry_after": getattr(error, "retry_after", None),
        }


def _pass(found: Config, account: Account, order: dict[str, Any], tell: Tell) -> dict[str, Any]:
    word = ""
    if account.folder is None and account.username is not None:
        word = secrets.find(entry_of(account), backend=account.keyring, command=account.password_command).reveal()
    mark = hashlib.sha256(f"{order['salt']}{word}".encode()).hexdigest()
    if mark == order.get("refused"):
        detail = f"the password was refused and is still the same; run `afterview login {account.name}`"
        return {"exit_code": LoginRefused.exit_code, "detail": f"{account.name}: {detail}", "refused": mark}
    tell({"tick": "password"})
    state = config.state_dir()
    with ExitStack() as stack:
        stack.enter_context(ledger.lock(state / "pass.lock"))
        book = stack.enter_context(Ledger.open(state / ledger.FILE_NAME))
        copy = stack.enter_context(Mirror.open(config.cache_dir() / mirror.FILE_NAME))
        try:
            desk = open_desk(account, lambda _account: word)
            tell({"tick": "calendars"})
            report = reconcile(desk, terms(found, account), book, copy, datetime.now(UTC))
        except LoginRefused as error:
            return {"exit_code": error.exit_code, "detail": str(error), "refused": mark}
        return _told(report, desk, found, copy) | {"password": word, "recovered": book.recovered}


def _told(report: Report, desk: Desk, found: Config, copy: Mirror) -> dict[str, Any]:
    agenda, now = report.decided.agenda, datetime.now(UTC)
    coming = [r for r in agenda.schedule.reminders if r.starts >= now]
    soonest = min(coming, key=lambda r: r.starts, default=None)
    wanted = report.decided.wanted[soonest.uid] if soonest else None
    lines = []
    for done in report.done:
        if isinstance(done.outcome, Wrote):
            verb, _, title, why = told(done.decision)
            lines.append(f"{verb}: {title}" + (f" ({why})" if why else ""))
    missed = [
        f"not written this time: {told(d.decision)[2]}: {getattr(d.outcome, 'reason', '')}" for d in report.unsettled
    ]
    failure = report.failure
    server = next((s.server for s in desk.watched if isinstance(s, CalDAVStore)), None)
    return {
        "exit_code": failure.exit_code if failure else 1 if missed else 0,
        "detail": str(failure) if failure else "",
        "retry_after": getattr(failure, "retry_after", None),
        "interviews": sum(i.verdict.answer == "interview" for i in agenda.interviews),
        "applications": len(agenda.applications),
        "next": [wanted.title, wanted.starts.isoformat()] if wanted else None,
        "changes": lines,
        "missed": missed,
        "skipped": [f"{s.source}: {s.reason}" for s in report.decided.skipped],
        "calendars": [[url, s.calendar.name, copy.token(url)] for url, s in desk.stores.items() if copy.token(url)],
        "server": [server.url, server.username, server.auth, sorted(server.origins)] if server else None,
        "zone": found.timezone.key,
    }


if __name__ == "__main__":
    sys.exit(main())
