"""Examination: what is right and wrong with an installation, looked at without writing anything anywhere.

Each examination is a value with its state and, where something is wrong, the cure. Each is made by a small function of
its own: one that fails, even by a bug, hides no other. What hangs on another (the calendars on the login) is left out
where that one has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from afterview.config import Account, Config
from afterview.errors import AfterviewError
from afterview.examination import accounts, here
from afterview.examination.result import Examination, State, failed, warning

__all__ = ["Examination", "State", "examine", "failed", "warning"]

BUG = 70
"""The exit code of what should never happen."""


def examine(found: Config | AfterviewError, which: Sequence[Account], folder: Path) -> Iterator[Examination]:
    """Everything there is to look at, one after the other as it is done.

    `found`: the configuration, or what is wrong with it. `which`: the accounts to look at. `folder`: where the
    configuration lies, or would lie.
    """
    settings = found if isinstance(found, Config) else None
    yield from guarded("config", lambda: here.configuration(found))
    yield from guarded("policies", lambda: here.own_policies(folder))
    yield from guarded("texts", lambda: here.own_texts(folder, settings))
    yield from guarded("time zone", lambda: here.time_zone(settings))
    yield from guarded("ledger", here.ledger_file)
    yield from guarded("copy", here.mirror_file)
    yield from guarded("service", here.service_state)
    if settings is None:
        return
    for account in which:
        look = accounts.in_folder if account.folder is not None else accounts.on_server
        yield from guarded("account", partial(look, account, settings), account.name)


def guarded(name: str, look: Callable[[], Iterable[Examination]], account: str | None = None) -> Iterator[Examination]:
    """What `look` finds; whatever it raises is one more thing found."""
    try:
        yield from look()
    except AfterviewError as error:
        yield failed(name, error, account=account)
    except Exception as error:  # noqa: BLE001 (a bug in one examination must not hide the others)
        what = f"it could not be looked at ({type(error).__name__}); this is a bug"
        yield Examination(name=name, state="failed", what=what, cure="report it", account=account, exit_code=BUG)
