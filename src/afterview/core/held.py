"""Held: a reminder of ours as it stands in a calendar, and Wanted: as it is to stand there; one digest for both.

The digest is of what a reminder says and when. How it looks is apart from that: changed settings are carried over to
what is there, and a look that the user gives to a reminder is no edit of it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from afterview.core.event import OUR_UID_PREFIX

Component: TypeAlias = Literal["VEVENT", "VTODO"]
Part: TypeAlias = Literal["title", "body", "starts"]
PARTS: tuple[Part, ...] = ("title", "body", "starts")
"""What a reminder says and when, part by part: by these an edit of one is told from the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How reminders look in a calendar, beside what they say."""

    alarm: timedelta | None = timedelta()
    """How long before its start a reminder rings, in whole minutes; None: it does not."""
    categories: tuple[str, ...] = ("Follow-up",)
    color: str | None = None
    """A CSS3 name, lower case (RFC 7986 section 5.9)."""
    private: bool = True
    """Who shares the calendar sees that there is something, not what."""
    free: bool = True
    """It blocks no time."""


PLAIN_LOOK = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A reminder as it is to stand in a calendar: the fields that we own."""

    uid: str
    calendar: str
    """URL of the calendar it belongs in (`store.Calendar.url`)."""
    component: Component = "VEVENT"
    title: str
    body: str
    """Plain text; ends with its `Ref:` line."""
    starts: datetime
    """Aware, in the candidate's zone, whole minutes."""
    due: datetime
    """When the policy wants it; earlier than `starts` when it is late."""
    step: str
    interviews: tuple[str, ...]
    """Keys of the round's interviews (`interview_key`), sorted."""
    look: Look = PLAIN_LOOK
    until: datetime | None = None
    """Aware: an event that starts before it ends there at the latest, so as not to lie over what comes then."""

    @property
    def digest(self) -> str:
        """What is compared with the calendar and remembered in the ledger."""
        return content_digest(self.component, self.title, self.body, self.starts)

    @property
    def parts(self) -> tuple[str, ...]:
        """A digest of each of PARTS."""
        return part_digests(self.title, self.body, self.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A reminder of ours as it was found in a calendar."""

    uid: str
    """Ours; empty where an app has given the event another one, and only the `Ref:` line says whose it is."""
    reference: str = ""
    """`reference` of its UID; always filled by the codec, so that both kinds are found by it."""
    by_reference: bool = False
    """It is known by its `Ref:` line alone: anybody could have written that."""
    calendar: str
    href: str
    etag: str
    component: Component
    title: str
    body: str
    starts: datetime | None
    """Aware; None where the app took the time away (a to-do without a date)."""
    done: bool = False
    """A to-do completed, or an event whose title begins with "done" or a check mark."""
    written: str | None = None
    """Digest of what we wrote, from our own property; None where an app stripped it."""
    base: tuple[str, ...] | None = None
    """A digest of each of PARTS as we wrote it, from our own property; None where an app stripped it."""
    due: datetime | None = None
    """The policy's time when we wrote it, from our own property."""
    revision: int = 0
    step: str | None = None
    interviews: tuple[str, ...] = ()
    look: Look | None = None
    """The look that we gave it last, from our own property; None where an app stripped it."""
    foreign: str | None = None
    """Why it is not ours although its UID says so (it has an organizer, …); never touched then."""

    @property
    def digest(self) -> str:
        """Of what stands there now."""
        return content_digest(self.component, self.title, self.body, self.starts)

    @property
    def parts(self) -> tuple[str, ...]:
        """A digest of each of PARTS as it stands there now."""
        return part_digests(self.title, self.body, self.starts)


def reference(uid: str) -> str:
    """The short name of a reminder that its text ends with (`Ref: AV-1a2b3c4d5e`), from the UUID in its UID.

    It survives apps that give an event a new UID when it is edited.
    """
    return "AV-" + uid.removeprefix(OUR_UID_PREFIX).replace("-", "")[:10].lower()


def content_digest(component: Component, title: str, body: str, starts: datetime | None) -> str:
    """SHA-256 over the fields that we own, normalised: servers and apps rewrite white space, zones and line ends."""
    return _sha256([component, *_normal(title, body, starts)])[:32]


def part_digests(title: str, body: str, starts: datetime | None) -> tuple[str, ...]:
    """A digest of each of PARTS, normalised in the same way: 12 hex digits."""
    return tuple(_sha256([part])[:12] for part in _normal(title, body, starts))


def _normal(title: str, body: str, starts: datetime | None) -> tuple[str, str, str]:
    when = starts.astimezone(UTC).strftime("%Y%m%dT%H%MZ") if starts else ""
    text = [" ".join(line.split()) for line in body.replace("\r", "").strip().split("\n")]
    return " ".join(title.split()), "\n".join(text), when


def _sha256(fields: list[str]) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()
