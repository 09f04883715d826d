"""Employer: which company an event is about, and its mail domain.

Names come from the title, the description, the sender's display name and links; a mail domain on the event vouches for
the name that resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterview.core import domains, letter, lexicon, likeness, naming, organisation, running_title, senders
from afterview.core.lexicon import Token, word_set
from afterview.core.likeness import vouched
from afterview.core.scene import Scene, Seat, clean, is_given_name
from afterview.core.title import Piece


def hosts_of(scene: Scene, *, agency: bool) -> tuple[str, ...]:
    """Mail hosts of companies on the event: those who sit in before the one who only invites."""
    seats = sorted(scene.seats, key=lambda s: (s is scene.organizer and agency, not s.invited, not s.is_person))
    sides = ("company", "colleague") if is_internal(scene) else ("company",)
    return tuple(dict.fromkeys(s.host for s in seats if s.side in sides))


def is_internal(scene: Scene) -> bool:
    """If it is an interview, then for a post within the candidate's own company: only colleagues take part."""
    if scene.is_internal:
        return True
    others = [s for s in scene.seats if s.side != "me" and (s.is_person or s.side in ("company", "recruiting"))]
    return bool(others) and all(s.side == "colleague" for s in others)


def is_agency(scene: Scene) -> bool:
    """Somebody recruits on behalf of another company."""
    if scene.body.having("agency"):
        return True
    organizer = scene.organizer
    return organizer is not None and organizer.side == "company" and senders.is_agency(organizer.host)


def candidates(
    scene: Scene, pieces: tuple[Piece, ...], hosts: tuple[str, ...], people: set[str], *, agency: bool
) -> Iterator[tuple[float, str]]:
    """(points, name) of everything that may be the employer; the most points win, the first of equals."""
    labels = domains.labels_of(scene, hosts)
    own = () if agency else hosts
    agents = hosts[:1] if agency else ()
    sources = (
        tuple(_in_title(scene, pieces, labels, is_known=bool(own))),
        tuple(_in_body(scene, labels, people, agency=agency)),
        tuple(_of_senders(scene, labels)),
        tuple(_of_place(scene, labels)),
        tuple((2.45 + sure, name) for host in own[:1] for sure, name in domains.of_host(host, scene)),
        tuple(domains.of_links(scene)),
        tuple((_AGENCY, name) for host in agents if (name := domains.from_brand(host, scene))),
    )
    recruiters = _recruiters(scene, hosts) if agency else ()
    for number, source in enumerate(sources):
        others = {
            likeness.squashed(name) for other in (*sources[:number], *sources[number + 1 :]) for _, name in other[:40]
        }
        for points, name in source:
            if vouched(name, recruiters):
                yield min(points, _AGENCY), name
            else:
                twice = 0.8 if likeness.is_told_twice(likeness.squashed(name), others) else 0.0
                yield points + twice, _without_department(name, labels)


_AGENCY = 0.2
"""Points of those who recruit for somebody who is not named."""


def _recruiters(scene: Scene, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """What the domains of those who recruit for others call them."""
    organizer = scene.organizer
    alone = {organizer.host} if organizer is not None and organizer.host in hosts and len(hosts) == 1 else set()
    return tuple(senders.brand(h) for h in hosts if h in alone or senders.is_agency(h))


def _in_title(
    scene: Scene, pieces: tuple[Piece, ...], labels: tuple[str, ...], *, is_known: bool
) -> Iterator[tuple[float, str]]:
    """`is_known`: a mail domain tells the company, and the title will not name another one but behind "at"."""
    for piece in pieces:
        if not (piece.is_role or piece.is_own) and (known := vouched(piece.spelled, labels)):
            yield 3.5 + known, piece.spelled
    for name in naming.names(scene, pieces):
        known = vouched(name.text, labels)
        doubted = is_known and lexicon.fold(name.text).isascii()
        yield name.points + (known or (-0.6 if doubted else 0.0)), name.text


def _without_department(name: str, labels: tuple[str, ...]) -> str:
    """ "Muster" of "Muster Engineering" where a domain is called so."""
    known = {likeness.bare(label) for label in labels}
    words = name[:_LONGEST].split()
    for size in range(len(words) - 1, 0, -1):
        rest = [lexicon.fold(w.strip(".,&-")) for w in words[size:]]
        if not all(_is_in_house(fold) for fold in rest):
            break
        if likeness.squashed(" ".join(words[:size])) in known:
            return " ".join(words[:size])
    return name


_LONGEST = 100


def _is_in_house(fold: str) -> bool:
    return lexicon.holds("department", fold) or fold in senders.SHARED_WORDS or fold in _PARTS_OF_HOUSE


def _in_body(scene: Scene, labels: tuple[str, ...], people: set[str], *, agency: bool) -> Iterator[tuple[float, str]]:
    for lead, name in _named_after(scene, people, labels):
        yield (2.5 if lead == "strong" else 0.0) + vouched(name, labels) * 1.2, name
    for name in letter.labelled(scene):
        yield 3.3 + vouched(name, labels), name
    for points, name in letter.companies(scene):
        yield (min(points, _AGENCY) if agency else points + vouched(name, labels)), name
    if lexicon.is_east_asian(scene.body.text):
        for name in running_title.companies(scene.body.text):
            yield 2.5, name


def _of_senders(scene: Scene, labels: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    for seat in scene.seats:
        name = clean(seat.attendee.name, 100)
        if seat.side in ("company", "recruiting", "neutral") and lexicon.is_east_asian(name):
            for company in running_title.companies(name):
                yield 2.6, company
        if seat.side in ("company", "recruiting") and not seat.is_person and name:
            shown = _mailbox_company(name)
            carried = seat.side == "recruiting"
            if shown and (carried or not senders.is_agency(seat.host)) and not _is_no_company(scene, seat, shown):
                yield (3.2 if carried else 2.6) + vouched(shown, labels), shown


def _is_no_company(scene: Scene, seat: Seat, shown: str) -> bool:
    """The name of a recruiting system, of its robot, or of the recruiter whom it speaks for."""
    if seat.side != "recruiting":
        return False
    folds = tuple(t.fold for t in lexicon.tokens(shown))
    if organisation.is_named(folds):
        return False
    if vouched(shown, seat.host.split(".")[:-1]) or naming.is_somebody(folds, scene):
        return True
    return len(folds) == 2 and any(signed.casefold() == shown.casefold() for signed in letter.writers(scene))


_VENUES = word_set("hotel hotell cafe bistro restaurant bar pub haus house school schule hof markt office buro")


def _of_place(scene: Scene, labels: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    """The employer at whose house it is: "Muster Logistik GmbH, Hafenstr. 1"."""
    place = scene.event.location[:200]
    if "://" in place:
        return
    for name in letter.legal_names(place):
        yield 2.6 + vouched(name, labels), name
    head = clean(re.split(r"[,;/|(\n]|\s[-–]\s", place, maxsplit=1)[0], 80)
    folds = tuple(t.fold for t in lexicon.tokens(head))
    if head[:1].isupper() and organisation.is_named(folds) and not any(f.isdigit() for f in folds):
        yield (1.7 if _VENUES & {folds[0], folds[-1]} else 2.2) + vouched(head, labels), head


def _bare(word: str) -> set[str]:
    plain = re.sub(r"[\W_]", "", word).lower()
    return {plain, lexicon.fold(plain)}


def _mailbox_company(name: str) -> str | None:
    """ "Helios" of "Helios Recruiting"; None where nothing remains."""
    words = [w for w in re.split(r"\s+", name) if w]
    kept = [w for w in words if not _bare(w) & senders.SHARED_WORDS]
    while kept and _is_part_of_house(kept[-1], is_alone=len(kept) == 1):
        kept.pop()
    text = " ".join(kept).strip(" -–|,&")
    text = re.sub(r"\b(?:via|by|from|at|von|de)\b\s?$", "", text).strip()
    if inside := re.search(r"\(([^()]{2,60})\)\s*$|\b(?:via|at|from|bei|chez)\s(.{2,60})$", text):
        text = (inside[1] or inside[2]).strip()
    return text if text and not text.isdigit() and text.lower() not in senders.TOOLS and "@" not in text else None


def _is_part_of_house(word: str, *, is_alone: bool) -> bool:
    """A word of a display name that says which part of the house writes: "Early" of "Early Careers", "FD", "und"."""
    bare = _bare(word)
    if bare == {""} or (
        not bare.isdisjoint(_PARTS_OF_HOUSE) and (is_alone or bare.isdisjoint({"services", "service"}))
    ):
        return True
    return is_alone and any(lexicon.holds(section, b) for section in ("department", "noise") for b in bare)


_PARTS_OF_HOUSE = word_set(
    "services service early fd fb ref referat dezernat abt abteilung fachdienst fachbereich dekanat sekretariat ops"
    " unit"
    " desk and und et y e og och en i amt zentrale central"
)


_WEAK_LEADS = word_set("at with bei chez hos bij presso for von from to en na em in w v в у join and of")
_LEADS = frozenset(tuple(t.fold for t in lexicon.tokens(lead)) for lead in lexicon.spoken("company lead"))
_ARTICLES = word_set("the der die das dem den la le les l el il lo a firma fa company societe azienda empresa")


def _named_after(scene: Scene, people: set[str], labels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Names with capitals in the description, behind words that lead in a company."""
    text, words = scene.body.text, scene.body.words
    seen = 0
    for at in range(len(words)):
        strong = any(tuple(w.fold for w in words[max(0, at - n) : at]) in _LEADS for n in (1, 2, 3, 4))
        weak = at == 0 or words[at - 1].fold in _WEAK_LEADS or "\n" in text[words[at - 1].end : words[at].start]
        if (not strong and not weak) or letter.is_carried(text, words[at].start):
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
        if _is_no_employer(text, words, at, begin, name, folds):
            continue
        if _is_somebody(folds, scene.own_names | people) and not vouched(name, labels):
            continue
        if len(folds) == 1 and any(lexicon.holds(section, folds[0]) for section in ("noise", "department", "person")):
            continue
        if any(lexicon.holds("role", f) for f in folds) and strong:
            continue
        seen += 1
        if seen > 60:
            return
        yield ("strong" if strong else "weak"), name


def _is_no_employer(text: str, words: tuple[Token, ...], at: int, begin: int, name: str, folds: list[str]) -> bool:
    """Another sentence than its lead, a label of its own, a town or a committee."""
    end = words[begin].start + len(name)
    return (
        (at > 0 and _APART.search(text[words[at - 1].end : words[at].start]) is not None)
        or text[end : end + 1] == ":"
        or all(organisation.is_place(f) for f in folds)
        or (len(folds) == 1 and folds[0].endswith(_COMMITTEES))
    )


_APART = re.compile(r"[;.!?)]|,.*\S")
_COMMITTEES = (
    "kommission",
    "gremium",
    "ausschuss",
    "abteilung",
    "kommittee",
    "committee",
    "leitung",
    "panel",
    "udvalget",
)


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
    return text[words[at].start : letter.end_of_form(text, words[at].start, end)]


def domain_of(company: str | None, hosts: tuple[str, ...], *, agency: bool) -> str | None:
    """The employer's registered domain; None where only a recruiter for others is known, or no employer."""
    if company is None or (agency and len(hosts) == 1):
        return None
    vouching = [h for h in hosts if vouched(company, (senders.brand(h),))]
    own = [h for h in hosts if not (agency and senders.is_agency(h))]
    return next((senders.registered(host) for host in (*vouching, *own)), None)
