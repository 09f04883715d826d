"""Employer: which company an event is about, and its mail domain.

Names come from the title, the description, the sender's display name and links; a mail domain on the event vouches for
the name that resembles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterview.core import letter, lexicon, naming, organisation, running_title, senders
from afterview.core.lexicon import Token, word_set
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
    labels = labels_of(scene, hosts)
    own = () if agency else hosts
    sources = (
        tuple(_in_title(scene, pieces, labels, is_known=bool(own))),
        tuple(_in_body(scene, labels, people, agency=agency)),
        tuple(_of_senders(scene, labels)),
        tuple(_of_place(scene, labels)),
        tuple((2.45, name) for host in own[:1] if (name := from_brand(host, scene))),
        tuple(_of_links(scene)),
    )
    recruiters = _recruiters(scene, hosts) if agency else ()
    for number, source in enumerate(sources):
        others = {_squash(name) for other in (*sources[:number], *sources[number + 1 :]) for _, name in other[:40]}
        for points, name in source:
            if not _vouched(name, recruiters):
                yield points + (0.8 if _is_told_twice(_squash(name), others) else 0.0), name


def _is_told_twice(name: str, others: set[str]) -> bool:
    """Another source has the same name, or begins with it."""
    return len(name) >= 3 and any(o == name or (min(len(o), len(name)) >= 5 and _begins(o, name)) for o in others)


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def labels_of(scene: Scene, hosts: tuple[str, ...]) -> tuple[str, ...]:
    """What domains call the companies on the event: of mail, of links, of pages on a recruiting system."""
    linked = [_link_host(link) for link in scene.links[:20]]
    named = [senders.brand(host) for host in (*hosts, *(h for h in linked if senders.is_company(h)))]
    return tuple(dict.fromkeys([*named, *_slugs(scene)]))


def _link_host(link: str) -> str:
    return re.split(r"[/?#:]", link, maxsplit=1)[0]


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
        if not (piece.is_role or piece.is_own) and (vouched := _vouched(piece.spelled, labels)):
            yield 3.5 + vouched, _without_department(piece.spelled, labels)
    for name in naming.names(scene, pieces):
        vouched = _vouched(name.text, labels)
        doubted = is_known and lexicon.fold(name.text).isascii()
        yield name.points + (vouched or (-0.6 if doubted else 0.0)), _without_department(name.text, labels)


def _without_department(name: str, labels: tuple[str, ...]) -> str:
    """ "Muster" of "Muster Engineering" where a mail domain is called so."""
    head, _, last = name.rpartition(" ")
    fold = lexicon.fold(last)
    exact = _squash(head) in {re.sub(r"[\W_]", "", label) for label in labels}
    return head if exact and (lexicon.holds("department", fold) or fold in senders.SHARED_WORDS) else name


def _in_body(scene: Scene, labels: tuple[str, ...], people: set[str], *, agency: bool) -> Iterator[tuple[float, str]]:
    for lead, name in _named_after(scene, people, labels):
        yield (2.5 if lead == "strong" else 0.0) + _vouched(name, labels) * 1.2, name
    if not agency:
        for points, name in letter.companies(scene):
            yield points + _vouched(name, labels), name
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
            if shown and not senders.is_agency(seat.host) and not _is_no_company(scene, seat, shown):
                yield (3.2 if seat.side == "recruiting" else 2.6) + _vouched(shown, labels), shown


def _is_no_company(scene: Scene, seat: Seat, shown: str) -> bool:
    """The name of a recruiting system, of its robot, or of the recruiter whom it speaks for."""
    if seat.side != "recruiting":
        return False
    folds = tuple(t.fold for t in lexicon.tokens(shown))
    if _vouched(shown, (senders.brand(seat.host),)) or naming.is_somebody(folds, scene):
        return True
    return len(folds) == 2 and any(signed.casefold() == shown.casefold() for signed in letter.writers(scene))


_VENUES = word_set("hotel hotell cafe bistro restaurant bar pub haus house school schule hof markt office buro")


def _of_place(scene: Scene, labels: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    """The employer at whose house it is: "Muster Logistik GmbH, Hafenstr. 1"."""
    place = scene.event.location[:200]
    if "://" in place:
        return
    for name in letter.legal_names(place):
        yield 2.6 + _vouched(name, labels), name
    head = clean(re.split(r"[,;/|(\n]|\s[-–]\s", place, maxsplit=1)[0], 80)
    folds = tuple(t.fold for t in lexicon.tokens(head))
    if head[:1].isupper() and organisation.is_named(folds) and not any(f.isdigit() for f in folds):
        yield (1.7 if _VENUES & {folds[0], folds[-1]} else 2.2) + _vouched(head, labels), head


def _of_links(scene: Scene) -> Iterator[tuple[float, str]]:
    for slug in _slugs(scene):
        yield 0.8, _spelled_as(slug, scene) or _capitals(_TRADES.sub(r"-\1", slug))


def _squash(text: str) -> str:
    return "".join(t.fold for t in lexicon.tokens(text) if t.fold not in senders.LEGAL_FORMS)


def _vouched(name: str, labels: Iterable[str]) -> float:
    """3 for a name that the label of a domain resembles, else 0."""
    squashed = _squash(name)
    if len(squashed) < 2:
        return 0.0
    for label in (re.sub(r"[\W_]", "", label) for label in labels):
        short, long = sorted((squashed, label), key=len)
        if short == long or (len(short) >= 4 and (long.startswith(short) or (len(short) >= 6 and short in long))):
            return 3.0
    return 0.0


def _bare(word: str) -> set[str]:
    plain = re.sub(r"[\W_]", "", word).lower()
    return {plain, lexicon.fold(plain)}


def _mailbox_company(name: str) -> str | None:
    """ "Helios" of "Helios Recruiting"; None where nothing remains."""
    words = [w for w in re.split(r"\s+", name) if w]
    kept = [w for w in words if not _bare(w) & senders.SHARED_WORDS]
    text = " ".join(kept).strip(" -–|,&")
    text = re.sub(r"\b(?:via|by|from|at|von|de)\b\s?$", "", text).strip()
    if inside := re.search(r"\(([^()]{2,60})\)\s*$|\b(?:via|at|from|bei|chez)\s(.{2,60})$", text):
        text = (inside[1] or inside[2]).strip()
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
    " talent team teams hello live test tests assessment assessments docs drive maps accounts status cdn"
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
        if _is_somebody(folds, scene.own_names | people) and not _vouched(name, labels):
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
        vouching = [h for h in hosts if _vouched(company, (senders.brand(h),))]
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
    if spelled := _spelled_as(label, scene):
        return spelled
    label = _TRADES.sub(r"-\1", re.sub(r"(?<=[a-z]{3})hq$", "", label))
    return _capitals(label) or None


def _spelled_as(label: str, scene: Scene) -> str | None:
    """The words of the event that make up the label of a domain."""
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
    return None
