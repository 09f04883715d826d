"""Senders: what an address or a link says by its host alone, matched at the dot: `evilgreenhouse.io` is not Greenhouse.

The hosts and words stand in `words/senders.txt`, where a line adds one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from afterview.core.words import entries

RECRUITING = entries("senders", "recruiting")
"""Applicant tracking and interview scheduling; no employer."""
RECRUITING_WEAK = entries("senders", "recruiting", weak=True)
"""Of these, hosts that carry other things too: nobody is an employer there, but they prove nothing."""
TESTING = entries("senders", "testing")
"""Coding and video interviews of employers."""
PAYMENT = entries("senders", "payment")
"""Hosts that take money; no employer asks for any."""
SCHEDULING = entries("senders", "scheduling")
"""Hosts that book or carry a meeting and say nothing about the company."""
FREEMAIL = entries("senders", "freemail")
_FREEMAIL_ANYWHERE = entries("senders", "freemail anywhere")
"""Freemail under many top-level domains: yahoo.es, outlook.jp."""
AGENCY_PARTS = entries("senders", "agency part")
"""Parts of a host that recruits for others."""
PRESS_WORDS = entries("senders", "press word")
"""Whole words of a host or a sender's name that asks for another kind of interview, top-level domains too."""
SHARED_WORDS = entries("senders", "mailbox word")
"""Words of a mailbox or a display name that is no person."""
RECRUITING_WORDS = entries("senders", "recruiting word")
"""Words of the mailbox or the name of those who recruit for their own company."""
ADMISSION_WORDS = entries("senders", "admission word")
"""Words of the mailbox or the name of those who choose pupils and students."""
TOOLS = entries("senders", "tool")
"""Tools that a title names without meaning the company."""
ABBREVIATED = entries("senders", "legal form with a full stop")
LEGAL_FORMS = entries("senders", "legal form") | ABBREVIATED

_SECOND_LEVEL = entries("senders", "second level")
_NO_COMPANY = entries("senders", "no company")


def domain_of(address: str) -> str:
    """The part behind the last `@`, lower case; empty without one."""
    return address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""


def belongs(host: str, table: frozenset[str]) -> bool:
    """The host is one of the table, or lies under one."""
    labels = host.lower().split(".")[-6:]
    return any(".".join(labels[at:]) in table for at in range(len(labels) - 1))


@lru_cache(maxsize=4096)
def is_freemail(host: str) -> bool:
    """Anybody can have an address there."""
    return belongs(host, FREEMAIL) or host.split(".", maxsplit=1)[0] in _FREEMAIL_ANYWHERE


@lru_cache(maxsize=4096)
def is_company(host: str) -> bool:
    """A mail domain that says who somebody works for."""
    return (
        "." in host
        and not is_freemail(host)
        and not any(belongs(host, table) for table in (RECRUITING, TESTING, SCHEDULING, _NO_COMPANY))
    )


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The domain that was registered: `acme.co.uk` of `mail.acme.co.uk`."""
    labels = host.lower().split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def brand(host: str) -> str:
    """The label that names the company: `acme-labs` of `mail.acme-labs.com`."""
    return registered(host).split(".")[0]


@lru_cache(maxsize=4096)
def is_agency(host: str) -> bool:
    """A host that recruits for others, by its name."""
    return any(word in host for word in AGENCY_PARTS)


def is_press(host: str, name: str) -> bool:
    """A host or a sender's name of the press, radio or a podcast."""
    words = set(re.split(r"[\W_]+", f"{host.lower()} {name.lower()}"))
    compact = brand(host) if host else ""
    return not words.isdisjoint(PRESS_WORDS) or any(len(w) >= 5 and w in compact for w in PRESS_WORDS)


def is_shared(address: str, name: str) -> bool:
    """A mailbox of many, a robot or a room, not a person; a person's name on a shared mailbox makes it a person's."""
    local = address.partition("@")[0]
    words = {w for w in re.split(r"[\W_\d]+", local.lower()) if w}
    spoken = {w for w in re.split(r"[\W_\d]+", name.lower()) if w}
    if "noreply" in local.replace("-", "").replace("_", "").replace(".", "").lower():
        return True
    if not spoken.isdisjoint(SHARED_WORDS):
        return not (words.isdisjoint(SHARED_WORDS) and any("\u3040" <= c <= "\u9fff" for c in name))
    compact = "".join(sorted(words, key=local.lower().find))
    shared = not words.isdisjoint(SHARED_WORDS) or any(
        compact.startswith(w) or compact.endswith(w)
        for w in ("hrinterview", "recruit", "careers", "interviews", "noreply")
    )
    return shared and len(name.split()) != 2
