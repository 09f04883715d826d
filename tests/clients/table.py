"""`make clients-table`: has the tests write down what each app writes now, and puts the table into the docs.

An app that is not installed keeps the rows that it had. `--only-write` makes the table of what is written down already.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.clients import facts
from tests.clients.facts import Fact

PAGE = Path(__file__).parents[2] / "docs" / "in-your-calendar.md"
BEGIN, END = "<!-- what apps write: made by `make clients-table` -->\n", "<!-- end -->\n"
VERBS = {
    "view": "look at it",
    "rename": "rename it",
    "finish": "rename it to “Done: …”",
    "edit": "edit its text",
    "answer": "write an answer into its text, such as `Outcome: rejected`",
    "move": "move it",
    "dismiss": "dismiss its alarm",
    "snooze": "snooze its alarm",
    "complete": "tick it off",
    "delete": "delete it",
    "undo": "delete it, and undo that after a pass",
}
MEANS = {
    "same": "nothing",
    "theirs": "it is yours now, and stays as it is",
    "done": "it counts as done",
    "dismissed": "it never comes back",
}
"""By why the pass left it as it stands."""
NOISE = {"CREATED", "DTSTAMP", "LAST-MODIFIED", "PRODID", "SEQUENCE", "VTIMEZONE", "X-MOZ-GENERATION"}
"""What says nothing."""


def rows() -> list[str]:
    """The table in Markdown."""
    told = ["| you | in | it writes | afterview |", "|---|---|---|---|"]
    known = facts.read()
    for verb, words in VERBS.items():
        merged: dict[tuple[str, str], list[str]] = {}
        for app, found in known.items():
            for what, fact in found.items():
                kind, _, name = what.rpartition(" ")
                if name == verb:
                    place = app if kind == "event" else f"{app} (to-do)"
                    merged.setdefault((_wrote(fact), _meant(verb, fact)), []).append(place)
        for number, ((wrote, meant), apps) in enumerate(merged.items()):
            told.append(f"| {'' if number else words} | {', '.join(_joined(apps))} | {wrote} | {meant} |")
    return told


def written_into(text: str) -> str:
    """The page with the table as it is to be."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + "\n" + "".join(f"{row}\n" for row in rows()) + "\n" + END + tail


def _joined(apps: list[str]) -> list[str]:
    """An app that does the same with events and to-dos is named once."""
    both = [app for app in apps if f"{app} (to-do)" in apps]
    return [app for app in apps if app.removesuffix(" (to-do)") not in both or app in both]


def _wrote(fact: Fact) -> str:
    signs = {"~": "", "+": "adds ", "-": "drops "}
    if not fact["requests"]:
        return "nothing"
    changed = [one for one in fact["changed"] if one.lstrip("~+-") not in NOISE]
    if "at another address" in changed:
        told = ["another event with another `UID`, without what it does not know"]
    elif changed == ["a new file"]:
        told = ["the same `UID` at another address"]
    elif not changed:
        told = ["the whole of it again"]
    elif changed == ["removed"]:
        told = ["nothing but the deletion"]
    else:
        told = [re.sub(r"^[~+-]([A-Z/-]+)$", lambda m: f"{signs[m[0][0]]}`{m[1]}`", one) for one in changed]
    unasked = any(one in ("PUT", "DELETE") for one in fact["requests"])
    return ", ".join(told) + ("; over whatever is there" if unasked and "at another address" not in changed else "")


def _meant(verb: str, fact: Fact) -> str:
    told = "it is there again" if verb == "undo" and fact["kept"] == "same" else MEANS[fact["kept"]]
    deeds: dict[str, list[str]] = {}
    for one in fact["wrote"]:
        deed, _, step = one.partition(" ")
        deeds.setdefault(deed, []).append(f"`{step}`")
    names = {"update": "follow", "delete": "go", "create": "comes"}
    return "; ".join([told, *(f"{' and '.join(steps)} {names[deed]}" for deed, steps in deeds.items())])


def main() -> int:
    """Record, and write the page."""
    code = 0
    if "--only-write" not in sys.argv[1:]:
        words = [sys.executable, "-m", "pytest", "tests/clients/test_actions.py"]
        code = subprocess.run(words, check=False, env=os.environ | {facts.RECORD: "1"}).returncode
    PAGE.write_text(written_into(PAGE.read_text("utf-8")), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
