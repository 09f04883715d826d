"""`afterview check --create`: the calendar that an account's reminders are to go to, made where there is none yet."""

from __future__ import annotations

from pathlib import Path

from afterview.cli.complaints import say
from afterview.config import Account, Config
from afterview.desk import password
from afterview.errors import AfterviewError, ConfigError, LocalFailure
from afterview.setup import server


def create_missing(found: Config, which: tuple[Account, ...]) -> None:
    """Make what is missing, and say so; what goes wrong is said too, and the check behind it tells the rest."""
    for account in which:
        try:
            made = _made(account, found)
        except AfterviewError as error:
            say(str(error) if error.where == account.name else f"{account.name}: {error}")
            continue
        if made is not None:
            say(f"{account.name}: made {made}")


def _made(account: Account, found: Config) -> str | None:
    """What was made; None where nothing is missing. Raises what the server, the keyring and the disk raise."""
    if account.reminders is None:
        return None
    if account.folder is not None:
        return _folder(Path(account.reminders))
    if "://" in account.reminders:
        return None
    word = password(account) if account.username is not None else ""
    there = server.connect(account.url or account.email or "", account.username or "", word)
    if any(c.name.casefold() == account.reminders.casefold() for c in there.calendars):
        return None
    made = server.create(there, account.reminders, found.component)
    if not server.is_listed(there, made):
        fix = f'write `reminders = "{made.url}"` in config.toml'
        raise ConfigError(account.name, f"the server calls the calendar {made.name!r} otherwise", fix)
    return f"the calendar {made.name!r}"


def _folder(folder: Path) -> str | None:
    if folder.exists():
        return None
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise LocalFailure(str(folder), f"cannot be made: {error.strerror}", "name another folder") from None
    return f"the folder {folder}"
