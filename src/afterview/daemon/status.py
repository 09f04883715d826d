"""The state in one line for a person: pure, from the watches, for `systemctl status`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterview.daemon.pace import State
from afterview.daemon.watch import Watch

TOLD: Mapping[State, str] = {
    "busy": "another pass is at work on it",
    "trouble": "trouble, trying again",
    "waiting": "waiting for the keyring",
    "refused": "password refused",
    "missing": "no password",
    "held": "held by a brake",
    "wrong": "configuration wrong",
}


def status_line(watches: Sequence[Watch], now: datetime, zone: ZoneInfo, *, note: str = "") -> str:
    """`3 applications, next: Thank Jane Doe (Acme) today 17:00, last pass 14:05`; troubles first."""
    parts = [note] if note else []
    parts += [f"{w.name}: {TOLD[w.pace.state]}: {_detail(w)}" for w in watches if w.pace.state not in ("ok", "busy")]
    passed = [w.passed for w in watches if w.passed is not None]
    if passed:
        count = sum(w.applications for w in watches)
        told = f"{count} application{'' if count == 1 else 's'}"
        coming = min((w.next for w in watches if w.next and w.next[1] >= now), key=lambda n: n[1], default=None)
        if coming is not None:
            told += f", next: {coming[0]} {_when(coming[1].astimezone(zone), now.astimezone(zone))}"
        parts.append(f"{told}, last pass {_when(max(passed).astimezone(zone), now.astimezone(zone), today='')}")
    elif all(w.pace.state == "busy" for w in watches) and watches:
        parts.append(TOLD["busy"])
    return "; ".join(parts) or "looking for the first time"


def _detail(watch: Watch) -> str:
    return watch.detail.removeprefix(f"{watch.name}: ")


def _when(moment: datetime, now: datetime, *, today: str = "today ") -> str:
    days = (moment.date() - now.date()) // timedelta(days=1)
    if days in (0, 1):
        return f"{(today, 'tomorrow ')[days]}{moment:%H:%M}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{moment:%a} {moment.day} {moment:%b}{year} {moment:%H:%M}"
