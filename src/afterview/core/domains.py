"""Domains: what the hosts of mail and of links call the companies on an event, and how the texts spell that.

The label under a recruiting or a video service is its customer's: "acme" of acme.zoom.us.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterview.core import letter, lexicon, likeness, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import BODY_HEAD, Scene, clean
from afterview.core.words import entries


def labels_of(scene: Scene, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """What domains call the companies on the event: of mail, of links, of pages on a recruiting system."""
    linked = [
        host for link in scene.links[:20] if _HOST.fullmatch(host := _link_host(link)) and senders.is_company(host)
    ]
    # a link to the candidate's own pages names no employer
    named = [
        senders.brand(host) for host in (*hosts, *(h for h in linked if senders.registered(h) not in scene.employers))
    ]
    return tuple(dict.fromkeys([*named, *_written(scene), *slugs(scene)]))


def _written(scene: Scene) -> Iterator[str]:
    """What the hosts of mail addresses in the description call companies."""
    for host in dict.fromkeys(_MAIL.findall(scene.event.description[:BODY_HEAD].lower())[:_MOST_MAILS]):
        if senders.is_company(host) and senders.registered(host) not in scene.employers:
            yield senders.brand(host)


_MAIL = re.compile(r"[\w.+-]@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,24})(?![\w.-]*/)")
_MOST_MAILS = 10


_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")


def _link_host(link: str) -> str:
    return re.split(r"[/?#:]", link, maxsplit=1)[0]


def of_links(scene: Scene) -> Iterator[tuple[float, str]]:
    """(points, name) of what links and addresses in the text alone tell."""
    for slug in slugs(scene):
        yield 0.8, _spelled_as(slug, scene) or _capitals(_TRADES.sub(r"-\1", slug))
    for label in _written(scene):
        if not senders.is_agency(label):
            yield 0.8, _spelled_as(label, scene) or _capitals(_TRADES.sub(r"-\1", label))


_SLUG = re.compile(
    r"^(?:jobs(?:\.eu)?\.lever\.co|boards(?:\.eu)?\.greenhouse\.io|job-boards(?:\.eu)?\.greenhouse\.io"
    r"|jobs\.ashbyhq\.com|you\.ashbyhq\.com|jobs\.smartrecruiters\.com"
    r"|apply\.workable\.com)/(?P<path>[a-z0-9-]{2,40})"
    r"|^(?P<host>[a-z0-9-]{2,40})\.(?:wd\d{1,3}\.myworkdayjobs|bamboohr|recruitee|teamtailor|breezy"
    r"|jobs\.personio|factorialhr|goodtime|gupy|traffit)\b"
)


def slugs(scene: Scene) -> Iterator[str]:
    """The labels of customers in links to recruiting and video services, and in the hosts of their mail."""
    for link in scene.links:
        match = _SLUG.match(link)
        slug = match and (match["path"] or match["host"])
        if slug and slug not in _GENERIC:
            yield slug
        elif (under := _under(_link_host(link))) and not senders.belongs(_link_host(link), senders.FREEMAIL):
            yield under
    for seat in scene.seats:
        if seat.side == "recruiting" and seat.host.endswith("myworkday.com"):
            yield seat.attendee.email.partition("@")[0]
        elif seat.side == "recruiting" and (under := _under(seat.host)):
            yield under


_GENERIC = word_set(
    "app www www2 api my career careers career5 job jobs support help embed us01 us02 us03 us04 us05 us06 eu us uk de"
    " fr mail email e m no noreply notifications notification go click links link track t meet call video events"
    " candidate candidates interview interviews hire hr portal login secure performancemanager messages applicant"
    " invite schedule scheduling book booking bookings calendar boards apply system info web eu1 eu2 prod id auth"
    " talent team teams hello live test tests assessment assessments docs drive maps accounts status"
    " cdn scheduler thread"
)


def _under(host: str) -> str | None:
    """The customer's label before the domain of a recruiting or a video service: "acme" of acme.zoom.us."""
    if not any(senders.belongs(host, table) for table in (senders.RECRUITING, senders.TESTING, _MEETINGS)):
        return None
    rest = host.removesuffix(senders.registered(host)).rstrip(".")
    label = rest.split(".")[0]
    plain = re.sub(r"\d+", "", label).strip("-")
    known = label in _GENERIC or plain in _GENERIC or f"{label}.com" in senders.RECRUITING | senders.TESTING
    return label if len(plain) > 2 and not known and not re.fullmatch(r"us\d+web", label) else None


_MEETINGS = frozenset({"zoom.us", "webex.com", "whereby.com", "setmore.com", "goodtime.io"})


def _capitals(slug: str) -> str:
    return " ".join(w.capitalize() for w in re.split(r"[-_]+", slug) if w)


_TRADES = re.compile(rf"(?<=[a-z]{{3}})(?<![-_])({'|'.join(sorted(entries('organisations', 'trade')))})$")
"""What companies do, at the end of a domain's label: tells "Wayne Biotech" from waynebiotech.com."""


def of_host(host: str, scene: Scene) -> Iterator[tuple[float, str]]:
    """(extra points, name) of the company that a mail host is called after; more where the texts spell the name.

    Less where the host is called after the person who writes from there.
    """
    label = senders.brand(host)
    if spelled := _spelled_as(label, scene):
        yield likeness.SAME, next(_longer(spelled, scene), spelled)
    elif name := from_brand(host, scene):
        yield (-_PERSONAL if _is_of_person(label, scene) else 0.0), name


def _longer(name: str, scene: Scene) -> Iterator[str]:
    """The name with a legal form that begins with it."""
    head = likeness.squashed(name)
    for line in scene.body.text.splitlines()[:200]:
        yield from (full for full in letter.legal_names(line) if likeness.squashed(full).startswith(head))


_PERSONAL = 1.3
_SURNAME = 4
"""Letters of a family name that a host is called after."""


def _is_of_person(label: str, scene: Scene) -> bool:
    names = (t.fold for s in scene.seats if s.is_person for t in lexicon.tokens(clean(s.attendee.name, 100))[1:])
    return any(len(name) >= _SURNAME and likeness.bare(name) in likeness.bare(label) for name in names)


def from_brand(domain: str, scene: Scene) -> str | None:
    """The company's name as the domain has it, spelled as the texts spell it where they do."""
    label = senders.brand(domain)
    if spelled := _spelled_as(label, scene):
        return spelled
    label = _TRADES.sub(r"-\1", re.sub(r"(?<=[a-z]{3})hq$", "", label))
    return _capitals(label) or None


def _spelled_as(label: str, scene: Scene) -> str | None:
    """The words of the event that make up the label of a domain, with a capital rather than without."""
    bare = likeness.bare(label)
    if len(bare) < 2:
        return None
    place = scene.event.location[:200]
    shown = (clean(seat.attendee.name, 100) for seat in scene.seats if not seat.is_person)
    texts = [(t.text, t.words) for t in (scene.title, scene.body)]
    texts += [(text, lexicon.tokens(text)) for text in (place, *shown) if "://" not in text]
    found = [
        text[words[at].start : words[last].end] for text, words in texts for at, last in _making(bare, text, words)
    ]
    return next((name for name in found if not name[0].islower()), found[0] if found else None)


def _making(bare: str, text: str, words: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Where words make up a label, the first and the last of them; "&" may be spelled out in it."""
    for at in range(len(words)):
        joined = ""
        for i in range(at, min(at + _MOST_WORDS, len(words))):
            joint = "and" if i > at and "&" in text[words[i - 1].end : words[i].start] else ""
            word = likeness.bare(words[i].fold)
            joined += joint + word if joint and bare.startswith(joined + joint) else word
            if joined == bare:
                yield at, i
            if not bare.startswith(joined):
                break


_MOST_WORDS = 5
