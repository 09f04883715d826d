"""Labelled events, and how well a set of verdicts agrees with them.

A set is a file of one JSON object a line: the candidate's addresses (`me`), the event (`ics`), its `label`
("interview", "not", or "either" where a careful reader cannot tell) and what it says of company, role, stage and
people; `alt` holds other values that are right too, `optional` addresses that are neither required nor wrong.

An "either" that is taken for an interview is half a false positive; "unsure" is a miss on an interview and no error
elsewhere. Fields count over the true positives.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from afterview.core.interview import Candidate, Interview, detect
from afterview.ical.read import read

DATA = Path(__file__).parent.parent / "data"
_LEGAL = re.compile(r"\b(inc|llc|ltd|limited|gmbh|ag|se|sa|sas|bv|nv|oy|ab|plc|corp|co|company|kg|spa|srl|sl)\b")
FIELDS = ("company", "role", "stage", "people")
_RANK = {"interview": 2, "unsure": 1, "no": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    interviews: int
    """How many there are by their labels."""
    precision: float
    recall: float
    f1: float
    fields: dict[str, float]
    errors: tuple[str, ...]


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


def verdicts(found: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], Interview]]:
    """Rows with their interviews."""
    return [(row, judged(row)) for row in found]


def judged(row: dict[str, Any]) -> Interview:
    """The instance of the row's event that looks most like an interview."""
    reading = read(
        row["ics"].encode(),
        zone=ZoneInfo("Europe/Berlin"),
        since=datetime(2025, 1, 1, tzinfo=UTC),
        until=datetime(2028, 1, 1, tzinfo=UTC),
        source=row["id"],
    )
    found = detect(reading.events, Candidate(addresses=frozenset(row["me"])))
    return max(found, key=lambda i: _RANK[i.verdict.answer])


def score(pairs: Iterable[tuple[dict[str, Any], Interview]]) -> Score:
    """How well these rows' labels agree with what was found."""
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    errors: list[str] = []
    for row, found in pairs:
        said, label = found.verdict.answer, row["label"]
        counts[f"{label}/{said}"] += 1
        if (label == "interview") != (said == "interview"):
            errors.append(f"{row['id']} {label} {said}: {found.event.summary}")
        if label == said == "interview":
            for field in FIELDS:
                ok = _right(row, found, field)
                right[field] += ok
                if not ok:
                    errors.append(f"{row['id']} {field}: {found.event.summary}")
    true = counts["interview/interview"]
    false = counts["not/interview"] + counts["either/interview"] / 2
    missed = counts["interview/unsure"] + counts["interview/no"]
    return Score(
        interviews=true + missed,
        precision=_share(true, true + false),
        recall=_share(true, true + missed),
        f1=_share(2 * true, 2 * true + false + missed),
        fields={field: _share(right[field], true) for field in FIELDS},
        errors=tuple(errors),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _right(row: dict[str, Any], found: Interview, field: str) -> bool:
    if field == "people":
        optional = {a.casefold() for a in row.get("optional", [])}
        wanted = {p["email"].casefold() for p in row["interviewers"] if p["email"]}
        return {p.email.casefold() for p in found.interviewers if p.email} - optional == wanted
    values = [row[field], *row.get("alt", {}).get(field, [])]
    return _plain(getattr(found, field)) in {_plain(v) for v in values}


def _plain(text: str | None) -> str | None:
    if text is None:
        return None
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("株式会社", " ")
    text = _LEGAL.sub(" ", re.sub(r"[^\w\s]", " ", text))
    return " ".join(text.split()).removeprefix("the ") or None
