"""What is on this machine: settings, policies and texts, the ledger and the copy of the calendars, the service."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from afterview import config, ledger, mirror, policies, service, wording
from afterview.config import Config
from afterview.desk import wording_of
from afterview.errors import AfterviewError, LocalFailure, Unreachable
from afterview.examination.result import Examination, failed, warning
from afterview.ledger import Ledger
from afterview.mirror import Mirror

ROOM = 20_000_000
"""Bytes that should be left on the disk."""


def configuration(found: Config | AfterviewError) -> Iterator[Examination]:
    """The file, and what is missing in it."""
    if isinstance(found, AfterviewError):
        yield failed("config", found)
        return
    names = ", ".join(account.name for account in found.accounts)
    yield Examination(name="config", state="ok", what=f"{found.path}: {names}")
    if not found.candidate.addresses:
        what = "none is known: interviews are told from other people's less surely"
        yield warning("your address", what, 'write it at the top of config.toml: me = ["you@example.org"]')


def own_policies(folder: Path) -> Iterator[Examination]:
    """The user's own policies, each read as a pass reads it."""
    place = folder / "policies"
    own = policies.own(place) if place.is_dir() else ()
    wrong = False
    for name in own:
        try:
            policies.load(name, place)
        except AfterviewError as error:
            wrong = True
            yield failed("policies", error)
    if not wrong:
        what = f"of your own: {', '.join(own)}" if own else "none of your own"
        yield Examination(name="policies", state="ok", what=what)


def own_texts(folder: Path, found: Config | None) -> Iterator[Examination]:
    """The user's own texts, tried out."""
    place = folder / "texts"
    if found is None:
        wording.load(place)
    else:
        for language in sorted({found.language, *(a.language for a in found.accounts)}):
            wording_of(found, language)
    paths = [*place.glob("*.txt"), *place.glob("*/*.txt")] if place.is_dir() else []
    own = sorted(str(path.relative_to(place)) for path in paths)
    yield Examination(name="texts", state="ok", what=f"of your own: {', '.join(own)}" if own else "none of your own")


def time_zone(found: Config | None) -> Iterator[Examination]:
    """The zone that reminders go by, beside the one that this machine shows."""
    if found is None:
        return
    now = datetime.now(UTC)
    ours = found.timezone
    try:
        machine = config.system_zone()
    except AfterviewError:
        machine = ours  # it has no name, and config.toml has one
    what = ours.key
    if now.astimezone(machine).utcoffset() == now.astimezone(ours).utcoffset():
        yield Examination(name="time zone", state="ok", what=what)
    elif machine.key in ("UTC", "Etc/UTC"):
        yield Examination(name="time zone", state="ok", what=f"{what}; this machine shows UTC")
    else:
        cure = "set `timezone` in config.toml to where you are, unless it is meant so"
        yield warning("time zone", f"{what}, while this machine shows {machine.key}", cure)


def ledger_file() -> Iterator[Examination]:
    """Whether it can be read and written, and whether one was set aside."""
    path = config.state_dir() / ledger.FILE_NAME
    book = Ledger.copied(path)
    if book is None:
        what = f"{path}: none yet, the first pass begins it"
    else:
        book.close()
        what = f"{path}: whole, and can be written to"
    yield _writable("ledger", path) or Examination(name="ledger", state="ok", what=what)
    aside = sorted(path.parent.glob(f"{path.stem}.corrupt-*[0-9]")) if path.parent.is_dir() else []
    if aside:
        names = ", ".join(one.name for one in aside)
        what = f"one was damaged and is now {names}: reminders that you had deleted may have come back once"
        yield warning("ledger", what, f"when you have seen to that, remove it: rm {path.parent}/{path.stem}.corrupt-*")


def mirror_file() -> Iterator[Examination]:
    """Whether the copy of the calendars can be read and written; it can always be had again."""
    path = config.cache_dir() / mirror.FILE_NAME
    try:
        copy = Mirror.copied(path)
    except LocalFailure as error:
        yield warning("copy", f"{error.where}: {error.what}", error.fix)
        return
    if copy is None:
        what = f"{path}: none yet, the first pass makes it"
    else:
        copy.close()
        what = f"{path}: whole, and can be written to"
    yield _writable("copy", path) or Examination(name="copy", state="ok", what=what)


def service_state() -> Iterator[Examination]:
    """What systemd says of the service, where there is systemd."""
    if shutil.which("systemctl") is None:
        return
    try:
        service.reach()
        there = service.installed(service.unit_folder())
        state = service.state()
    except LocalFailure as error:
        yield warning("service", error.what, error.fix)
        return
    if state.active == "failed":
        why = f" with exit code {state.status}" if state.status else ""
        what = f"it has failed ({state.result}{why})"
        cure = "see why: afterview service logs"
        code = state.status if state.status in _codes() else Unreachable.exit_code
        yield Examination(name="service", state="failed", what=what, cure=cure, exit_code=code)
    elif state.active in ("active", "reloading", "activating"):
        text = " ".join("".join(c if c.isprintable() else " " for c in state.text[:300]).split())
        yield Examination(name="service", state="ok", what=f"{state.active}{f': {text}' if text else ''}")
        if not state.enabled:
            cure = "have it start by itself: systemctl --user enable afterview.service"
            yield warning("service", "it does not start by itself", cure)
    elif there:
        what = "it is installed and does not run"
        yield warning("service", what, "start it: systemctl --user start afterview.service")
    else:
        what = "not installed: passes are made only when you run `afterview sync`"
        yield warning("service", what, "have it done for you: afterview service install")


def _codes() -> set[int]:
    return {kind.exit_code for kind in AfterviewError.__subclasses__()}


def _writable(name: str, path: Path) -> Examination | None:
    """What keeps `path` from being written, or written to; None where nothing does."""
    place = next(p for p in (path, *path.parents) if p.exists() or p.is_symlink())
    folder = place if place.is_dir() else place.parent
    if place not in (path, folder) or not os.access(folder, os.W_OK | os.X_OK) or not os.access(place, os.W_OK):
        what = "nothing can be written there"
        return failed(name, LocalFailure(str(place), what, "see to the rights and the disk"))
    if shutil.disk_usage(folder).free < ROOM:
        return failed(name, LocalFailure(str(folder), "the disk is full, or almost", "make room on it"))
    return None
