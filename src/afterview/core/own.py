"""Own words: what the candidate's configuration says about recognition, matched as everything else is.

Phrases match as the words of the tables do: whole words, whatever their case and accents. Addresses match whole,
domains at the dot. An entry of `always` and `never` settles a verdict; words and senders are evidence like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from afterview.core import lexicon, senders
from afterview.core.event import Event
from afterview.core.scene import Scene, clean

LONGEST_ENTRY = 200
"""Characters of an entry."""
_LONGEST_TITLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The candidate's own vocabulary; every entry as it is written in the configuration."""

    words: tuple[str, ...] = ()
    """Phrases that mean a job interview."""
    senders: tuple[str, ...] = ()
    """Addresses and domains that recruit."""
    always: tuple[str, ...] = ()
    """Phrases of a title, addresses and domains of who invites, UIDs: it is an interview."""
    never: tuple[str, ...] = ()
    """The same: it is none. It wins over `always`."""

    @property
    def telling(self) -> tuple[str, ...]:
        """Every string that may make an interview of an event where it stands in its text or among its people.

        A UID among them stands in neither: whoever passes over events by their text must look at `always` for UIDs too.
        """
        return tuple(dict.fromkeys((*self.words, *self.senders, *self.always)))

    @property
    def edition(self) -> str:
        """A name for what is telling: another one where any of it has changed."""
        return sha256("\0".join(self.telling).encode()).hexdigest()[:16]


NO_WORDS = OwnWords()


def word(own: OwnWords, text: str) -> str | None:
    """The first of the candidate's words that `text` says."""
    return next((entry for entry in own.words if _says(text, entry)), None) if own.words else None


def sender(own: OwnWords, scene: Scene) -> str | None:
    """The first of the candidate's senders that invites or takes part; not the candidate, who may be one."""
    if not own.senders:
        return None
    addresses = [s.attendee.email for s in scene.seats if s.side != "me"]
    return next((entry for entry in own.senders if any(_is_of(entry, address) for address in addresses)), None)


def settling(entries: Iterable[str], event: Event) -> str | None:
    """The first entry of `always` or `never` that `event` falls under: by its title, who invites, or its UID."""
    title = clean(event.summary, _LONGEST_TITLE)
    inviting = event.organizer.email if event.organizer else ""
    for entry in entries:
        if entry == event.uid or _says(title, entry) or (inviting and _is_of(entry, inviting)):
            return entry
    return None


def _says(text: str, entry: str) -> bool:
    """`text` has the words of `entry` one after the other; what has no spaces between words, its characters."""
    if lexicon.is_east_asian(entry):
        return lexicon.folded(entry) in lexicon.folded(text)
    wanted = _tokens(entry)
    if not wanted:
        return False
    said = tuple(t.fold for t in lexicon.tokens(text))
    size = len(wanted)
    return any(said[at : at + size] == wanted for at in range(len(said) - size + 1))


@lru_cache(maxsize=1024)
def _tokens(entry: str) -> tuple[str, ...]:
    return tuple(t.fold for t in lexicon.tokens(entry))


def _is_of(entry: str, address: str) -> bool:
    """`address` is the one that `entry` names, or of the domain that it names, or of one under that."""
    entry, address = entry.lower(), address.lower()
    if "@" in entry.lstrip("@"):
        return entry == address
    host = entry.lstrip("@")
    return "." in host and senders.belongs(senders.domain_of(address), frozenset((host,)))
