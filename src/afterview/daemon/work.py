"""What needs all of afterview, in a process of its own: `python -m afterview.daemon.work`, started by the daemon.

Two orders: `read` the configuration with the policies and texts that it names, checked whole; make one `pass` over an
account. A pass works by what was read, not by what the files hold now, so that a slip in a file that is being edited
stops nothing.

The order comes on standard input, as JSON; what came of it goes out on the file descriptor that the order names, as one
JSON object a line: `{"tick": 1}` for each sign of progress, at last `{"result": …}`. That is a pipe between the two
processes and nothing else: it is the one place where the password passes, so that the daemon can ask for news itself.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import signal
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from afterview import config, ledger, mirror, secrets
from afterview.config import Account, Config
from afterview.daemon.mark import mark_of
from afterview.daemon.pace import state_after
from afterview.desk import entry_of, open_desk, terms
from afterview.errors import AfterviewError, Busy, ConfigError, LocalFailure
from afterview.ledger import Ledger
from afterview.mirror import Mirror
from afterview.recall import noted
from afterview.reconcile import Desk, Report, reconcile
from afterview.render import count, told
from afterview.store import Wrote
from afterview.store.caldav import CalDAVStore

Result = dict[str, Any]
FILES = (("policies", "*.toml"), ("texts", "*.txt"), ("texts", "*/*.txt"))
"""What stands beside config.toml and belongs to it."""
LARGEST_FILE = 1 << 20
BUG = 70


def main() -> int:
    """Read the order, do it, tell."""
    logging.lastResort = None  # libraries talk of what is told in our words anyway
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGTERM, _leave)
    order = json.load(sys.stdin)
    with os.fdopen(order["answer"], "w", encoding="utf-8") as pipe:
        lock = threading.Lock()

        def tell(line: dict[str, Any]) -> None:
            with lock:
                pipe.write(json.dumps(line) + "\n")
                pipe.flush()

        with suppress(BrokenPipeError):  # the daemon has gone
            tell({"result": _result(order, lambda: tell({"tick": 1}))})
    return 0


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """Told to stop: whatever this pass has open is let go of on the way out, and the next completes it."""
    raise SystemExit(128 + signal.SIGTERM)


def _result(order: Mapping[str, Any], tick: Callable[[], None]) -> Result:
    try:
        return _read(order) if order["order"] == "read" else _pass(order, tick)
    except AfterviewError as error:
        return _failed(error)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  told in one line, as all that goes wrong
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return {
            "exit_code": BUG,
            "state": "trouble",
            "detail": f"unexpected {type(error).__name__} at {where}; this is a bug",
        }


def _failed(error: AfterviewError) -> Result:
    return {
        "exit_code": error.exit_code,
        "state": state_after(error),
        "detail": str(error),
        "retry_after": getattr(error, "retry_after", None),
    }


# --- read ---


def _read(order: Mapping[str, Any]) -> Result:
    found = config.load(Path(order["path"]) if order["path"] else None)
    if found.path is None or not found.accounts:
        raise ConfigError(str(found.path), "there is no account to watch", "add one: afterview setup")
    settings = {"path": str(found.path), "text": _text(found.path), "files": _beside(found)}
    with _settled(settings) as copy:
        for account in copy.accounts:
            _checked(copy, account, found)
    return {
        "exit_code": 0,
        "detail": "",
        "settings": settings,
        "accounts": [[a.name, a.interval.total_seconds()] for a in copy.accounts],
        "zone": copy.timezone.key,
        "state": str(config.state_dir()),
    }


def _checked(copy: Config, account: Account, found: Config) -> None:
    """Raises ConfigError with the names that the user knows the files by."""
    try:
        terms(copy, account)
    except AfterviewError as error:
        where = error.where.replace(str(copy.folder), str(found.folder))
        raise ConfigError(where, error.what, error.fix) from None


def _beside(found: Config) -> dict[str, str]:
    paths = (p for folder, names in FILES for p in sorted((found.folder / folder).glob(names)))
    return {str(p.relative_to(found.folder)): _text(p) for p in paths}


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE).decode(errors="surrogateescape")
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read: {error.strerror}", "see to its rights") from None


@contextmanager
def _settled(settings: Mapping[str, Any]) -> Iterator[Config]:
    """The configuration as it was when it was read, with its policies and texts beside it."""
    path = Path(settings["path"])
    try:
        stack = ExitStack()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="afterview-")))
        for name, text in settings["files"].items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode(errors="surrogateescape"))
    except OSError as error:
        raise LocalFailure(tempfile.gettempdir(), error.strerror or "cannot be used", "see to the disk") from error
    with stack:
        text = settings["text"].removeprefix("\ufeff")
        yield dataclasses.replace(config.parse(text, path), path=folder / path.name)


# --- pass ---


def _pass(order: Mapping[str, Any], tick: Callable[[], None]) -> Result:
    with ExitStack() as stack:
        found = stack.enter_context(_settled(order["settings"]))
        account = next(a for a in found.accounts if a.name == order["account"])
        try:
            word = _password(account)
        except AfterviewError as error:
            with suppress(AfterviewError), Ledger.open(config.state_dir() / ledger.FILE_NAME) as book:
                book.note_pass(noted(account.name, error, datetime.now(UTC)))
            raise
        mark = mark_of(order["salt"], word)
        if mark == order["refused"]:
            return {"state": "refused", "refused": mark}
        tick()
        state = config.state_dir()
        stack.enter_context(ledger.lock(ledger.pass_lock(state, account.name)))
        book = stack.enter_context(Ledger.open(state / ledger.FILE_NAME))
        copy = stack.enter_context(Mirror.open(config.cache_dir() / mirror.FILE_NAME))
        result: Result = {"recovered": book.recovered}
        try:
            desk = open_desk(account, lambda _account: word, progress=tick)
            report = reconcile(desk, terms(found, account), book, copy, datetime.now(UTC))
        except AfterviewError as error:
            if not isinstance(error, Busy):  # whoever is at work on it notes what comes of that
                book.note_pass(noted(account.name, error, datetime.now(UTC)))
            return result | _failed(error) | ({"refused": mark} if state_after(error) == "refused" else {})
        book.note_pass(noted(account.name, report, datetime.now(UTC)))
        # The copy of any calendar that passes do not read falls behind, and is no sign of news.
        read = desk.read_by_passes({e.calendar for e in book.entries(desk.account).values()})
        tokens = [[url, s.calendar.name, copy.token(url)] for url, s in read.items()]
        return result | _told(report, desk) | {"password": word, "calendars": [t for t in tokens if t[2]]}


def _password(account: Account) -> str:
    if account.folder is not None or account.username is None:
        return ""
    return secrets.find(entry_of(account), backend=account.keyring, command=account.password_command).reveal()


def _told(report: Report, desk: Desk) -> Result:
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
    where = f"{count(agenda.recognised, 'interview')} in {count(len(agenda.applications), 'application')}"
    server = next((s.server for s in desk.watched if isinstance(s, CalDAVStore)), None)
    return {
        "state": state_after(failure),
        "detail": str(failure) if failure else "",
        "retry_after": getattr(failure, "retry_after", None),
        "whole": failure is None and not missed,
        "summary": f"{where}, {count(len(lines), 'change') if lines else 'nothing to change'}",
        "applications": len(agenda.applications),
        "next": [wanted.title, wanted.starts.isoformat()] if wanted else None,
        "changes": lines,
        "missed": missed,
        "skipped": [f"{s.source}: {s.reason}" for s in report.decided.skipped],
        "server": [server.url, server.username, server.auth, sorted(server.origins)] if server else None,
    }


if __name__ == "__main__":
    sys.exit(main())
