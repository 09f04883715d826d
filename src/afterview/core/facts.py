"""Facts: employer and role as an event's title, description and senders name them."""

from __future__ import annotations

from dataclasses import dataclass

from afterview.core import employer, lexicon, naming, position, title
from afterview.core.plaintext import COMPANY_LENGTH, ROLE_LENGTH
from afterview.core.scene import Scene
from afterview.core.title import Piece


@dataclass(frozen=True, slots=True)
class Facts:
    """What an event says of employer and role."""

    company: str | None
    domain: str | None
    role: str | None
    title_company: Piece | None
    """The piece of the title that looks like a company."""
    title_name: float
    """How much speaks for a company's name in the title (`naming`); 0 where none is."""
    title_role: bool
    body_role: bool
    names_me: bool
    agency: bool


def gather(scene: Scene) -> Facts:
    """Everything that `scene` says of employer and role."""
    pieces = tuple(title.pieces(scene))
    body_role = position.in_body(scene)
    seat_names = {t.fold for s in scene.seats if s.is_person for t in lexicon.tokens(s.attendee.name[:200])}
    agency = employer.is_agency(scene)
    hosts = employer.hosts_of(scene, agency=agency)
    candidates = employer.candidates(scene, pieces, hosts, seat_names, agency=agency)
    best = max(candidates, key=lambda c: c[0], default=(0.0, ""))
    company = _tidy(best[1], COMPANY_LENGTH) if best[0] > 0 else None
    role = position.in_title(scene, company)
    told = role or position.in_short(scene, company) or body_role or position.noted(scene, company)
    domain = employer.domain_of(company, hosts, agency=agency)
    named = [p for p in pieces if not p.is_role and not p.is_person and not p.is_own and p.words]
    return Facts(
        company=company,
        domain=domain,
        role=_tidy(position.without_company(told, company), ROLE_LENGTH),
        title_company=max(named, key=lambda p: (p.is_named, p.lead == "at"), default=None),
        title_name=max((name.points for name in naming.names(scene, pieces)), default=0.0),
        title_role=role is not None,
        body_role=body_role is not None,
        names_me=any(w.fold in scene.own_names for w in scene.title.words),
        agency=agency,
    )


def _tidy(text: str | None, most: int) -> str | None:
    if not text:
        return None
    text = " ".join(text.split()).strip(" ,;:-–—|/'\"")
    return text[:most].strip() or None
