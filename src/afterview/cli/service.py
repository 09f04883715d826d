"""`afterview service`: the daemon as a systemd user service, told in a few lines."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from afterview import config, render, service
from afterview.cli.settings import configuration
from afterview.config import Config
from afterview.errors import LocalFailure
from afterview.service import NAME, Installation, State

USUAL = {"XDG_CONFIG_HOME": ".config", "XDG_STATE_HOME": ".local/state", "XDG_CACHE_HOME": ".cache"}
"""Where the variable points, below home, for a service that does not have it."""


def install(args: argparse.Namespace) -> int:
    """Write the unit, start it, wait until it is active, and show its state."""
    found = configuration(args, required=True)
    wanted = installation(found, args.config)
    out = render.console()
    folder = service.unit_folder()
    if args.dry_run:
        for path, text in service.files(wanted, namespaces=_tried(), folder=folder).items():
            out.print(f"{path}:\n\n{text}", soft_wrap=True)
        return 0
    service.reach()
    namespaces = service.namespaces_allowed()
    files = service.files(wanted, namespaces=namespaces, folder=folder)
    if args.linger:
        service.linger()
    service.write(files, folder)
    for path in files:
        out.print(f"Wrote {path}", soft_wrap=True)
    _show(service.start(), folder)
    return 0


def uninstall(_args: argparse.Namespace) -> int:
    """Stop it, and remove the files of ours that are there."""
    out = render.console()
    folder = service.unit_folder()
    service.reach()
    removed = service.remove(folder)
    for path in removed:
        out.print(f"Removed {path}", soft_wrap=True)
    if not removed:
        out.print("There was nothing to remove: no service is installed.", soft_wrap=True)
    elif service.lingers():
        out.print("Lingering stays on, for others may need it; to end it: loginctl disable-linger", soft_wrap=True)
    return 0


def status(_args: argparse.Namespace) -> int:
    """Tell whether it runs and what it is doing. LocalFailure where it does not run."""
    folder = service.unit_folder()
    service.reach()
    if not service.installed(folder):
        raise LocalFailure(NAME, "is not installed", "install it with: afterview service install")
    now = service.state()
    _show(now, folder)
    if now.active not in ("active", "reloading", "activating"):
        how = f"it ended with {now.result} {now.status}" if now.active == "failed" else "it was stopped"
        fix = "see why: afterview service logs; start it: systemctl --user restart afterview"
        raise LocalFailure(NAME, f"does not run: {how}", fix)
    return 0


def logs(args: argparse.Namespace) -> int:
    """Show its log, as journalctl prints it."""
    try:
        code = service.logs(lines=args.lines, follow=args.follow)
    except KeyboardInterrupt:
        return 0
    if code:
        raise LocalFailure("the journal", f"journalctl left with {code}", "see what it says above")
    return 0


def installation(found: Config, file: Path | None) -> Installation:
    """What a unit for these settings has to hold; `file` is the configuration where it was named."""
    home = Path.home()
    environment = {
        name: os.environ[name]
        for name, usual in USUAL.items()
        if os.environ.get(name) and Path(os.environ[name]) != home / usual
    }
    folders = [(a.folder, a.reminders) for a in found.accounts if a.folder is not None]
    return Installation(
        program=service.program(),
        config=file.absolute() if file is not None else None,
        own=tuple(
            own
            for name, own in (("XDG_STATE_HOME", config.state_dir()), ("XDG_CACHE_HOME", config.cache_dir()))
            if name in environment
        ),
        writable=tuple(dict.fromkeys(Path(reminders) if reminders else folder for folder, reminders in folders)),
        environment=environment,
    )


def _tried() -> bool:
    """Whether the sandbox can be had; where no manager answers, as if it could."""
    try:
        service.reach()
    except LocalFailure:
        return True
    return service.namespaces_allowed()


def _show(now: State, folder: Path) -> None:
    out = render.console()
    begins = "starts with your login" if now.enabled else "does not start by itself"
    if now.enabled and service.lingers():
        begins = "starts at boot"
    since = f" since {now.since}" if now.since else ""
    out.print(f"{NAME}: {now.active}{since}; {begins}", soft_wrap=True)
    if now.text:
        out.print(f"  {''.join(c if c.isprintable() else '?' for c in now.text)}", soft_wrap=True)
    if not service.sandboxed(folder):
        out.print("  its sandbox is partly off: this machine lets no user make namespaces", soft_wrap=True)
