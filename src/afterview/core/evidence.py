"""Evidence: what speaks for and against an event being the candidate's own job interview.

Every signal is worth points, chosen here and nowhere else; they are added up. `WANTED` points make an interview,
`DOUBTFUL` make it unsure, fewer make it none. As a rule of thumb: a word that can only mean a job interview is
enough on
its own (5); the plain word "interview" (2.5) or a meeting that might be one, such as an intro (2), needs company: an
employer in the title (2), talk of a position in the description, a sender that does recruiting. Another meaning of the
word in the title (-6) outweighs all but the plainest statements, and so does a sign that the candidate sits on the
other side of the table. A reminder about something that was no interview annoys more than a miss that is listed as
unsure, so doubt stays doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from afterview.core import lexicon, senders
from afterview.core.facts import Facts
from afterview.core.lexicon import Match, fold, word_set
from afterview.core.scene import Scene
from afterview.core.stage import STAGES
from afterview.core.title import MEETING

WANTED = 4.0
DOUBTFUL = 2.0

_OTHER = {
    "prep": "preparation",
    "press": "press or broadcasting",
    "research": "research",
    "official": "an authority",
    "school": "school or studies",
    "appraisal": "a talk with one's own employer",
    "home": "home, health or money",
    "leisure": "leisure",
    "talk": "a talk or conference",
    "fair": "a fair or networking",
    "work": "everyday work",
    "sales": "selling",
    "chore": "a chore around an interview",
    "offer": "an offer or a first day",
    "cancelled": "a cancellation",
}
"""Section → what a reason calls it."""
_ROLE_FIELDS = frozenset({"work", "sales", "research", "home", "talk", "leisure", "school", "press", "official"})
"""Another meaning that may be the field of a job: the sales of a sales manager."""
_SHORT = 5
"""Letters of a word that says little: "chat"."""
_INSTEAD = frozenset(
    fold(word)
    for word in word_set(
        "instead statt anstatt anstelle lieu vez invece invés plaats stället stedet zamiast místo yerine вместо замість"
    )
)
_FIRM = frozenset({"prep", "press", "research", "appraisal", "chore", "offer", "cancelled", "fair"})
"""Another meaning that holds even beside a plain word for a job interview; the rest may be an employer's name."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One piece of evidence."""

    points: float
    reason: str


def weigh(scene: Scene, facts: Facts) -> tuple[Signal, ...]:
    """All signals of an event, in no order."""
    return (
        *_title(scene, facts),
        *_body(scene, facts),
        *_other_meanings(scene, facts),
        *_other_side(scene),
        *_senders(scene),
        *_form(scene),
    )


def concerns_interviews(scene: Scene) -> bool:
    """Something on the event could make it an interview at all; what fails this costs nothing more."""
    if any(m.section in MEETING or m.section in ("yours", "internal") for m in scene.title.matches):
        return True
    if any(m.section in MEETING or m.section in ("yours", "context") for m in scene.body.matches):
        return True
    return any(s.side == "recruiting" for s in scene.seats) or any(_is_recruiting(link) for link in scene.links)


def _quoted(match: Match) -> str:
    return f'"{match.phrase.text.replace("*", "…")}"'


def _is_plain(match: Match) -> bool:
    """It can only be a job interview."""
    return not match.phrase.weak and (match.section == "job" or match.section in STAGES)


def _title(scene: Scene, facts: Facts) -> Iterator[Signal]:
    matches = scene.title.matches
    plain = next((m for m in matches if _is_plain(m)), None)
    generic = next((m for m in matches if m.section == "interview"), None)
    weak = {m.section: m for m in matches if m.phrase.weak and (m.section in STAGES or m.section == "round")}
    if plain:
        yield Signal(5.0, f"the title says {_quoted(plain)}")
    elif generic:
        yield Signal(2.5, f"the title says {_quoted(generic)}")
    for number, match in enumerate(weak.values()):
        if number < (1 if plain or generic else 2):
            slight = plain or generic or (match.section == "informal" and len(match.phrase.text) <= _SHORT)
            yield Signal(1.0 if slight else 2.0, f"the title says {_quoted(match)}")
    if plain or generic or weak:
        guessed = not (plain or generic) and all(m.phrase.language == "de" for m in weak.values())
        yield from _title_names(scene, facts, guessed=guessed)
    elif facts.domain and facts.title_company and facts.title_company.spelled == facts.company and facts.body_role:
        yield Signal(1.0, "the title names the company that invites")
    if context := next((m for m in matches if m.section == "context"), None):
        yield Signal(1.0, f"the title says {_quoted(context)}")


def _title_names(scene: Scene, facts: Facts, *, guessed: bool) -> Iterator[Signal]:
    """What else the title of a meeting names; `guessed`: only a German hint says that it is one.

    German writes every noun with a capital: beside a mere hint that is no company's name yet.
    """
    company = facts.title_company
    if company is not None and not company.is_named:
        yield Signal(0.5, "the title names something that may be a company")
    elif company is not None:
        yield Signal(1.5 if guessed and not company.lead else 2.0, "the title names a company")
    if facts.title_role:
        yield Signal(1.5, "the title names a role")
    if facts.names_me:
        yield Signal(1.0, "your name is in the title")
    if any(s.side == "company" and s.is_person and _is_in_title(scene, s.attendee.name) for s in scene.seats):
        yield Signal(1.0, "the title names somebody who takes part")


def _is_in_title(scene: Scene, name: str) -> bool:
    words = {t.fold for t in lexicon.tokens(name[:200]) if len(t.fold) > 2}
    return any(w.fold in words for w in scene.title.words)


def _body(scene: Scene, facts: Facts) -> Iterator[Signal]:
    matches = scene.body.matches
    plain = next((m for m in matches if _is_plain(m)), None)
    generic = next((m for m in matches if m.section == "interview"), None)
    if plain:
        yield Signal(3.0, f"the description says {_quoted(plain)}")
    elif generic:
        yield Signal(1.5, f"the description says {_quoted(generic)}")
    elif weak := next((m for m in matches if m.phrase.weak and m.section in STAGES), None):
        yield Signal(0.5, f"the description says {_quoted(weak)}")
    addressed = {m.phrase.text: m for m in matches if m.section == "yours"}
    if addressed:
        first = next(iter(addressed.values()))
        yield Signal(2.5 if len(addressed) == 1 else 3.5, f"the description speaks to a candidate: {_quoted(first)}")
    spoken = {m.phrase.text: m for m in matches if m.section == "context"}
    if spoken:
        first = next(iter(spoken.values()))
        yield Signal((1.0, 2.0, 2.5)[min(len(spoken), 3) - 1], f"the description speaks of jobs: {_quoted(first)}")
    if scene.is_internal:
        yield Signal(1.5, "it is about an application within your company")
    if facts.body_role:
        yield Signal(1.0, "the description names a role")


def _other_meanings(scene: Scene, facts: Facts) -> Iterator[Signal]:
    plain = any(_is_plain(m) for m in scene.title.matches)
    said: set[str] = set()
    spans: set[tuple[int, int]] = set()
    for match in scene.title.matches:
        section = match.section
        if (
            (match.start, match.end) in spans
            or section not in _OTHER
            or _is_part_of_role(scene, match, facts)
            or _is_replaced(scene, match)
        ):
            continue
        spans.add((match.start, match.end))
        if section in said:
            if plain and section not in _FIRM:
                yield Signal(-2.0, f"the title speaks of {_OTHER[section]}: {_quoted(match)}")
            continue
        said.add(section)
        points = -6.0 if section in _FIRM or (not plain and match.phrase.is_long) else -4.5
        if plain and section not in _FIRM:
            points = -3.5 if section == "official" else -2.0
        yield Signal(points, f"the title speaks of {_OTHER[section]}: {_quoted(match)}")
    for match in scene.body.matches:
        section = match.section
        if match.phrase.anywhere and section in _OTHER and section not in said:
            said.add(section)
            yield Signal(-4.0, f"the description speaks of {_OTHER[section]}: {_quoted(match)}")
    if scam := next((m for m in (*scene.body.matches, *scene.title.matches) if m.section == "scam"), None):
        yield Signal(-4.0, f"it looks like a fraud: {_quoted(scam)}")
    for seat in scene.seats:
        if seat.side in ("company", "neutral", "colleague") and senders.is_press(seat.domain, seat.attendee.name[:100]):
            yield Signal(-3.0, "somebody of the press, radio or a podcast takes part")
            break


def _is_part_of_role(scene: Scene, match: Match, facts: Facts) -> bool:
    """A single word within a job title, and not what the job is called: the "sales" of a sales manager."""
    role = facts.role if facts.title_role else None
    if not role or match.section not in _ROLE_FIELDS or match.phrase.is_long:
        return False
    heads = {(m.start, m.end) for m in scene.title.having("role")}
    called = (match.start, match.end) in heads and match.section in ("school", "press", "official", "home")
    return scene.title.text[match.start : match.end] in role and not called


def _is_replaced(scene: Scene, match: Match) -> bool:
    """It is what the interview takes the place of: "instead of gym"."""
    before = [w.fold for w in scene.title.words if w.end <= match.start]
    return any(w in _INSTEAD for w in before[-3:])


_INTERVIEWER_LINK = re.compile(
    r"greenhouse\.io/(?:guides|people|scorecards|person_attachments|interviews|sdash)"
    r"|hire(?:\.eu)?\.lever\.co/(?:candidates|interviews|feedback)"
    r"|app\.ashbyhq\.com/|app\.(?:eu\.)?(?:teamtailor\.com/companies|recruitee\.com/#|smartrecruiters\.com/app/people)"
    r"|\.personio\.(?:de|com)/(?:recruiting|applications)|goodtime\.io/(?:interviewer|app/interviewer)"
    r"|modernloop\.io/(?:interviewer|interviews)"
    r"|\.bamboohr\.com/hiring|\.workable\.com/backend|breezy\.hr/app/c/|scorecard|interview-?kit|/feedback-?form"
)
_CANDIDATE_LINK = re.compile(
    r"candidate|jobs?\.|boards\.|/jobs?/|/careers?/|careers?\.|you\.ashbyhq|apply\.|my\.smartrecruiters|portal"
    r"|applicant"
)


def _host(link: str) -> str:
    return re.split(r"[/?#:]", link, maxsplit=1)[0]


def _is_recruiting(link: str) -> bool:
    host = _host(link)
    return senders.belongs(host, senders.RECRUITING) or senders.belongs(host, senders.TESTING)


def _other_side(scene: Scene) -> Iterator[Signal]:
    """Signs that the candidate interviews somebody else."""
    hiring = {m.phrase.text: m for m in scene.title.matches if m.section == "hiring" and not m.phrase.weak}
    if hiring:
        yield Signal(-6.0, f"the title speaks to those who hire: {_quoted(next(iter(hiring.values())))}")
    said = {m.phrase.text: m for m in scene.body.matches if m.section == "hiring" and m.phrase.anywhere}
    if said:
        yield Signal(
            -4.5 if len(said) == 1 else -7.0,
            f"the description speaks to those who hire: {_quoted(next(iter(said.values())))}",
        )
    if any(_INTERVIEWER_LINK.search(link) for link in scene.links):
        yield Signal(-6.0, "a link leads to where interviewers work")
    own = [s for s in scene.seats if s.side == "me"]
    at_work = any(s.domain in scene.employers for s in own)
    organizer = scene.organizer
    outside = bool(scene.outsiders)
    if organizer is not None and organizer.side == "me" and len(scene.seats) > 1:
        yield Signal(-5.0 if at_work else -3.0, "you invited the others yourself")
    elif organizer is not None and organizer.side == "colleague" and not scene.is_internal:
        yield Signal(-5.0, "your own employer invites")
    elif at_work and not outside and not scene.is_internal:
        yield Signal(-3.0, "it is on your address at work and nobody of another company takes part")
    if at_work and not scene.is_internal and any(s.side == "freemail" for s in scene.seats):
        yield Signal(-3.0, "a private address is invited beside yours at work")
    if any(m.section == "hiring" and m.phrase.weak for m in scene.title.matches):
        yield Signal(-1.5, "the title speaks of candidates")


def _senders(scene: Scene) -> Iterator[Signal]:
    at_work = any(s.side == "me" and s.domain in scene.employers for s in scene.seats)
    for seat in scene.seats:
        if seat.side == "recruiting" and not at_work and not senders.belongs(seat.host, senders.RECRUITING_WEAK):
            yield Signal(3.0, "a recruiting system sent it")
            break
    links = [link for link in scene.links if _is_recruiting(link) and not _INTERVIEWER_LINK.search(link)]
    testing = [link for link in links if senders.belongs(_host(link), senders.TESTING)]
    if not at_work and links:
        strong = any(_CANDIDATE_LINK.search(link) for link in links)
        yield Signal(3.0 if strong else 2.0, "a link leads to a recruiting system")
    if testing and not at_work:
        yield Signal(1.0, "a link leads to a coding or video interview")
    organizer = scene.organizer
    if organizer is None:
        return
    if organizer.side == "company":
        yield Signal(1.0, "another company invites")
        words = {
            w
            for w in re.split(
                r"[\W_\d]+", f"{organizer.attendee.email.partition('@')[0]} {organizer.attendee.name}".lower()
            )
            if w
        }
        if words & senders.RECRUITING_WORDS:
            yield Signal(1.5, "its recruiting invites")
    elif organizer.side == "freemail":
        yield Signal(-1.0, "a private address invites")


def _form(scene: Scene) -> Iterator[Signal]:
    event = scene.event
    length = event.end - event.start
    long_day = any(m.section in ("onsite", "other") for m in scene.title.matches)
    if length > timedelta(hours=26):
        yield Signal(-3.0, "it lasts for days")
    elif event.all_day and not long_day:
        yield Signal(-1.0, "it has no time of day")
    elif length > timedelta(hours=10) and not long_day:
        yield Signal(-2.0, "it lasts very long")
