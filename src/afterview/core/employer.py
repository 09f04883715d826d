"""Employer: which company an event is about, and its mail domain.

Names come from the title, the description, the sender's display name and links; a mail domain on the event vouches for
the name that resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterview.core import lexicon, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.scene import Scene, is_given_name
from afterview.core.title import Piece


def hosts_of(scene: Scene, *, agency: bool) -> tuple[str, ...]:
    """Mail hosts of companies on the event: those who sit in before the one who only invites."""
    seats = sorted(scene.seats, key=lambda s: (s is scene.organizer and agency, not s.invited, not s.is_person))
    sides = ("company", "colleague") if scene.is_internal else ("company",)
    return tuple(dict.fromkeys(s.host for s in seats if s.side in sides))


def is_agency(scene: Scene) -> bool:
    """Somebody recruits on behalf of another company."""
    if scene.body.having("agency"):
        return True
    organizer = scene.organizer
    return organizer is not None and organizer.side == "company" and senders.is_agency(organizer.host)


def candidates(
    scene: Scene, pieces: tuple[Piece, ...], hosts: tuple[str, ...], people: set[str]
) -> Iterator[tuple[float, str, str]]:
    """(points, name, where it was found)."""
    for piece in pieces:
        if piece.is_role or piece.is_own or (piece.is_person and not _vouched(piece.spelled, hosts)):
            continue
        if not piece.is_named and not _vouched(piece.spelled, hosts):
            continue
        points = {"at": 4.0, "with": 3.0}.get(piece.lead, 3.0)
        yield points + _vouched(piece.spelled, hosts), piece.spelled, "title"
    for lead, name in _named_after(scene, people):
        yield (2.5 if lead == "strong" else 0.0) + _vouched(name, hosts) * 1.2, name, "body"
    for seat in scene.seats:
        if seat.side in ("company", "recruiting") and not seat.is_person and seat.attendee.name:
            shown = _mailbox_company(seat.attendee.name[:100])
            if seat.side == "recruiting" and shown and _vouched(shown, (seat.host,)):
                continue
            if shown and not senders.is_agency(seat.host):
                yield 2.0 + _vouched(shown, hosts), shown, "sender"
    for slug in _slugs(scene):
        yield 0.8, _capitals(_TRADES.sub(r"-\1", slug)), "link"


def _squash(text: str) -> str:
    return "".join(t.fold for t in lexicon.tokens(text) if t.fold not in senders.LEGAL_FORMS)


def _vouched(name: str, hosts: Iterable[str]) -> float:
    """3 for a name that a mail domain resembles, else 0."""
    squashed = _squash(name)
    if len(squashed) < 2:
        return 0.0
    for host in hosts:
        label = re.sub(r"[\W_]", "", senders.brand(host))
        short, long = sorted((squashed, label), key=len)
        if short == long or (len(short) >= 4 and (long.startswith(short) or (len(short) >= 6 and short in long))):
            return 3.0
    return 0.0


def _mailbox_company(name: str) -> str | None:
    """ "Helios" of "Helios Recruiting"; None where nothing remains."""
    words = [w for w in re.split(r"\s+", name) if w]
    kept = [w for w in words if re.sub(r"[\W_]", "", w).lower() not in senders.SHARED_WORDS]
    text = " ".join(kept).strip(" -–|,&")
    text = re.sub(r"\b(?:via|by|from|at|von|de)\b\s?$", "", text).strip()
    return text if text and not text.isdigit() and text.lower() not in senders.TOOLS and "@" not in text else None


_SLUG = re.compile(
    r"^(?:jobs(?:\.eu)?\.lever\.co|boards(?:\.eu)?\.greenhouse\.io|job-boards(?:\.eu)?\.greenhouse\.io"
    r"|jobs\.ashbyhq\.com|you\.ashbyhq\.com|jobs\.smartrecruiters\.com"
    r"|apply\.workable\.com)/(?P<path>[a-z0-9-]{2,40})"
    r"|^(?P<host>[a-z0-9-]{2,40})\.(?:wd\d{1,3}\.myworkdayjobs|bamboohr|recruitee|teamtailor|breezy"
    r"|jobs\.personio|factorialhr|goodtime|gupy|traffit)\b"
)


def _slugs(scene: Scene) -> Iterator[str]:
    for link in scene.links:
        match = _SLUG.match(link)
        slug = match and (match["path"] or match["host"])
        if slug and slug not in ("app", "www", "api", "my", "careers", "jobs", "support", "help", "embed"):
            yield slug
    for seat in scene.seats:
        if seat.side == "recruiting" and seat.host.endswith("myworkday.com"):
            yield seat.attendee.email.partition("@")[0]


def _capitals(slug: str) -> str:
    return " ".join(w.capitalize() for w in re.split(r"[-_]+", slug) if w)


_TRADES = re.compile(
    r"(?<=[a-z]{3})(?<![-_])(analytics|biotech|biotechnology|bank|banking|capital|cloud|clinic|clinics"
    r"|consulting|data|design|digital|dynamics|energy|engineering"
    r"|finance|foods|games|group|health|healthcare|hospital|hotels|industries|insurance|interactive|labs"
    r"|logistics|logistik|media|medical|mobility|motors"
    r"|networks|partners|pharma|power|retail|robotics|schools|security|services|software|solar|solutions"
    r"|studio|studios|systems|technologies|technology"
    r"|therapeutics|traders|trading|transport|travel|university|ventures|works|energie|maschinenbau|bygg"
    r"|consult|search|freight|foundation|insights)$"
)
"""What companies do, at the end of a domain's label: tells "Wayne Biotech" from waynebiotech.com."""

_WEAK_LEADS = word_set("at with bei chez hos bij presso for von from to en na em in w v в у join and of")
_LEADS = frozenset(tuple(t.fold for t in lexicon.tokens(lead)) for lead in lexicon.spoken("company lead"))
_ARTICLES = word_set("the der die das dem den la le les l el il lo a firma fa company societe azienda empresa")


def _named_after(scene: Scene, people: set[str]) -> Iterator[tuple[str, str]]:
    """Names with capitals in the description, behind words that lead in a company."""
    text, words = scene.body.text, scene.body.words
    seen = 0
    for at in range(len(words)):
        strong = any(tuple(w.fold for w in words[max(0, at - n) : at]) in _LEADS for n in (1, 2, 3, 4))
        weak = at == 0 or words[at - 1].fold in _WEAK_LEADS or "\n" in text[words[at - 1].end : words[at].start]
        if not strong and not weak:
            continue
        begin = at
        while (
            begin < len(words)
            and words[begin].fold in _ARTICLES
            and begin - at < 2
            and not text[words[begin].start].isupper()
        ):
            begin += 1
        name = _capitalised(text, words, begin)
        if not name:
            continue
        folds = [t.fold for t in lexicon.tokens(name)]
        if _is_somebody(folds, scene.own_names | people) and not _vouched(name, (o.host for o in scene.outsiders)):
            continue
        if len(folds) == 1 and any(lexicon.holds(section, folds[0]) for section in ("noise", "department", "person")):
            continue
        if any(lexicon.holds("role", f) for f in folds) and strong:
            continue
        seen += 1
        if seen > 60:
            return
        yield ("strong" if strong else "weak"), name


def _is_somebody(folds: list[str], people: frozenset[str]) -> bool:
    """Words that name a person rather than a company."""
    return not people.isdisjoint(folds) or (is_given_name(folds[0]) and len(folds) <= 2)


def _capitalised(text: str, words: tuple[Token, ...], at: int) -> str | None:
    """The run of capitalised words that begins there, with "&", "of" and legal forms within."""
    last = -1
    for i in range(at, min(at + 6, len(words))):
        word = words[i]
        gap = text[words[i - 1].end : word.start] if i > at else " "
        if (
            i > at
            and gap.strip() not in ("", "&", "-", "'", "’")
            and not (gap.strip() in (",", ".") and word.fold in senders.LEGAL_FORMS)
        ):
            break
        if i > at and "\n" in gap:
            break
        first = text[word.start]
        if first.isupper() or (first.isdigit() and i > at):
            last = i
        elif not (
            i > at
            and word.fold
            in (
                "of",
                "de",
                "du",
                "des",
                "und",
                "and",
                "van",
                "der",
                "di",
                "da",
                "do",
                "for",
                "en",
                "y",
                "e",
                "och",
                "og",
            )
            and i + 1 < len(words)
        ):
            break
    if last < 0:
        return None
    end = words[last].end
    if text[end : end + 1] == "." and words[last].fold in senders.ABBREVIATED:
        end += 1
    return text[words[at].start : end]


def domain_of(company: str | None, hosts: tuple[str, ...], *, agency: bool) -> str | None:
    """The employer's registered domain; None where only a recruiter for others is known."""
    own = [h for h in hosts if not (agency and senders.is_agency(h))]
    if company:
        vouching = [h for h in hosts if _vouched(company, (h,))]
        if vouching:
            return senders.registered(vouching[0])
        if agency:
            own = own[:1] if len(hosts) > 1 else []
    elif agency and len(hosts) == 1:
        own = []
    return senders.registered(own[0]) if own else None


def from_brand(domain: str, scene: Scene) -> str | None:
    """The company's name as the domain has it, spelled as the texts spell it where they do."""
    label = senders.brand(domain)
    bare = re.sub(r"[\W_]", "", label)
    for text in (scene.title, scene.body):
        for at in range(len(text.words)):
            joined = ""
            for i in range(at, min(at + 4, len(text.words))):
                joined += text.words[i].fold
                if joined == bare:
                    return text.text[text.words[at].start : text.words[i].end]
                if not bare.startswith(joined):
                    break
    label = _TRADES.sub(r"-\1", re.sub(r"(?<=[a-z]{3})hq$", "", label))
    return _capitals(label) or None
