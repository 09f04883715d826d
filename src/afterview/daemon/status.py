"""The state in one line for a person: pure, from the watches, for `systemctl status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterview.daemon.watch import Watch

WAITING = {
    "trouble": "trouble, trying again",
    "waiting": "waiting for the keyring",
    "refused": "password refused",
    "held": "held by a brake",
    "wrong": "configuration wrong",
}


def status_line(watches: Sequence[Watch], now: datetime, zone: ZoneInfo, *, note: str = "") -> str:
    """`3 applications, next: Thank Jane Doe (Acme) today 17:00, last pass 14:05`; troubles first."""
    troubles = [f"{w.account.name}: {WAITING[w.pace.state]}: {w.detail}" for w in watches if w.pace.state != "ok"]
    parts = [note] if note else []
    parts += troubles
    passed = [w.passed for w in watches if w.passed is not None]
    if passed:
        count = sum(w.applications for w in watches)
        told = f"{count} application{'' if count == 1 else 's'}"
        coming = min((w.next for w in watches if w.next and w.next[1] >= now), key=lambda n: n[1], default=None)
        if coming is not None:
            told += f", next: {coming[0]} {_when(coming[1].astimezone(zone), now.astimezone(zone))}"
        last = max(passed).astimezone(zone)
        parts.append(f"{told}, last pass {last:%H:%M}")
    return "; ".join(parts) or "looking for the first time"


def _when(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()) // timedelta(days=1)
    if days in (0, 1):
        return f"{('today', 'tomorrow')[days]} {moment:%H:%M}"
    return f"{moment:%a} {moment.day} {moment:%b} {moment:%H:%M}"
