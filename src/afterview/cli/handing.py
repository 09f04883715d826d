"""Handing a draft to another program: the mail program by a mailto address (RFC 6068), or the clipboard."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from urllib.parse import quote

from afterview.errors import LocalFailure
from afterview.wording import Draft

PATIENCE = 5.0
"""Seconds; a program that opens a window may live as long as that."""
_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-in")),
    (None, ("pbcopy",)),
)
"""By the display that each needs."""
_OPENERS = ("xdg-open", "open")


def mailto(draft: Draft) -> str:
    """The address that opens a mail program with this draft in it: UTF-8, percent-encoded, lines ended by CRLF."""
    to = quote(draft.to.email, safe="@") if draft.to is not None and draft.to.email else ""
    lines = draft.text.replace("\r\n", "\n").replace("\n", "\r\n")
    fields = [("subject", draft.subject), ("body", lines)]
    return f"mailto:{to}?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in fields if value)


def open_mail(draft: Draft) -> None:
    """Open the mail program with `draft` in it. Raises LocalFailure."""
    program = next(filter(None, map(shutil.which, _OPENERS)), None)
    if program is None:
        fix = "install xdg-utils, or use --copy"
        raise LocalFailure("--mail", "there is no program that opens the mail program", fix)
    _run(
        "--mail", (program, mailto(draft)), None, "choose a mail program in the settings of your desktop, or use --copy"
    )


def copy(text: str) -> None:
    """Put `text` on the clipboard. Raises LocalFailure."""
    shown = [command for display, command in _CLIPBOARDS if display is None or os.environ.get(display)]
    found = next((command for command in shown if shutil.which(command[0])), None)
    if found is None:
        wayland, x11 = (os.environ.get(display) for display in ("WAYLAND_DISPLAY", "DISPLAY"))
        fix = (
            "install wl-clipboard"
            if wayland
            else "install xclip"
            if x11
            else "there is no display here: print it, without --copy"
        )
        raise LocalFailure("--copy", "there is no program for the clipboard", fix)
    _run("--copy", found, text, "print it, without --copy")


def _run(option: str, command: Sequence[str], given: str | None, fix: str) -> None:
    """Run `command`; one that does not end goes on by itself."""
    name = os.path.basename(command[0])  # noqa: PTH119 (a name, no path)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        process.communicate(given.encode() if given is not None else None, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return
    except OSError as error:
        raise LocalFailure(option, f"{name} cannot be run: {error.strerror}", fix) from None
    if process.returncode:
        raise LocalFailure(option, f"{name} failed ({process.returncode})", fix)
