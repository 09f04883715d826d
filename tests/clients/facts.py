"""What each app was seen to write, and what the next pass made of it: kept in `facts.json`, the source of the table."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).with_name("facts.json")
RECORD = "RECORD_CLIENTS"
"""Set in the environment, what is seen is noted in place of being compared."""


class Fact(TypedDict):
    """One row."""

    requests: list[str]
    """Those that change something: `PUT If-Match`."""
    changed: list[str]
    """`~PROPERTY`, `+ADDED`, `-REMOVED`, or words about the whole file."""
    kept: str
    """Why the pass left the reminder as it stands."""
    wrote: list[str]
    """What the pass changed: `update final`."""


Facts = dict[str, dict[str, Fact]]
"""By app, then by `event rename`, `to-do complete`, …"""


def read() -> Facts:
    """All that is known."""
    facts: Facts = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return facts


def settle(app: str, what: str, seen: Fact) -> None:
    """What was seen now is what was seen before; or is noted."""
    facts = read()
    if os.environ.get(RECORD):
        facts.setdefault(app, {})[what] = seen
        FILE.write_text(json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    else:
        assert facts[app][what] == seen
