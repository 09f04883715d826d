"""Evidence: what on an event speaks for and against its being the candidate's own job interview.

Each rule looks at a scene and yields signals; what their kinds count stands in `points`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from afterview.core import lexicon, senders
from afterview.core import own as own_words
from afterview.core.event import Attendee
from afterview.core.facts import Facts
from afterview.core.glance import CONCERNING, MEETING
from afterview.core.lexicon import Match, fold, word_set
from afterview.core.own import NO_WORDS, OwnWords
from afterview.core.points import Signal
from afterview.core.scene import Scene, is_given_name
from afterview.core.stage import STAGES

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
_A_NAME, _A_SMALL_NAME = 2.5, 1.5
"""Points of a name in the title (`naming`) from which it counts as one, and as one in small letters."""
_SHORT = 5
"""Letters of a word that says little: "chat"."""
_INSTEAD = frozenset(
    fold(word)
    for word in word_set(
        "instead statt anstatt anstelle lieu vez invece invés plaats stället stedet zamiast místo yerine вместо замість"
    )
)
_TELLING = frozenset({"prep", "press", "research", "offer"})
"""Another meaning whose events speak of interviews all along."""
_ROLE_HEADS = frozenset({"school", "press", "official", "home"})
"""What an appointment may be with: a doctor, a teacher, a journalist."""
_FIRM = _TELLING | {"appraisal", "chore", "cancelled", "fair"}
"""Another meaning that holds even beside a plain word for a job interview; the rest may be an employer's name."""
_WORKPLACES = frozenset({"home", "school", "official"})
"""Another meaning that is a place of work beside a job title: "interview: teacher, Elm Street School"."""
_CASUAL = frozenset({"work", "leisure", "talk", "appraisal", "home"})
"""What those who hire may call a meeting with a candidate: a quick sync, a panel discussion."""


def weigh(scene: Scene, facts: Facts, own: OwnWords = NO_WORDS) -> tuple[Signal, ...]:
    """All signals of an event, in no order; `own` is the candidate's vocabulary."""
    return (
        *_own(scene, own),
        *_title(scene, facts),
        *_body(scene, facts),
        *_other_meanings(scene, facts),
        *_other_people(scene),
        *_other_side(scene),
        *_senders(scene),
        *_form(scene),
    )


def is_fraud(signals: Iterable[Signal]) -> bool:
    """Something asks for money or leads elsewhere: never more than unsure, whatever else it says."""
    return any(s.kind.startswith("fraud") for s in signals)


def concerns_interviews(scene: Scene, own: OwnWords = NO_WORDS) -> bool:
    """Something on the event could make it an interview at all; what fails this costs nothing more."""
    if any(_own(scene, own)):
        return True
    if any(m.section in CONCERNING for m in scene.title.matches):
        return True
    if any(m.section in CONCERNING and m.section != "round" for m in scene.body.matches):
        return True
    return any(s.side == "recruiting" for s in scene.seats) or any(_is_recruiting(link) for link in scene.links)


def _own(scene: Scene, own: OwnWords) -> Iterator[Signal]:
    if found := own_words.word(own, scene.title.text):
        yield Signal("own: word in the title", f'the title says "{found}", as your config has it')
    elif found := own_words.word(own, scene.body.text):
        yield Signal("own: word in the text", f'the description says "{found}", as your config has it')
    if found := own_words.sender(own, scene):
        yield Signal("own: sender", f'your config says that "{found}" recruits')


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
        yield Signal("title: job interview", f"the title says {_quoted(plain)}")
    elif generic:
        yield Signal("title: interview", f"the title says {_quoted(generic)}")
    for number, match in enumerate(weak.values()):
        if number < (1 if plain or generic else 2):
            slight = (
                plain
                or generic
                or (match.section == "informal" and len(match.phrase.text) <= _SHORT and match.phrase.tokens)
            )
            yield Signal("title: meeting, slight" if slight else "title: meeting", f"the title says {_quoted(match)}")
    context = next((m for m in matches if m.section == "context" and not _is_honorific(scene, m)), None)
    if context:
        yield Signal("title: jobs", f"the title says {_quoted(context)}")
    if plain or generic or weak:
        guessed = not (plain or generic) and all(m.phrase.language == "de" for m in weak.values())
        yield from _title_names(scene, facts, guessed=guessed)
    elif context and facts.title_role and not any(m.section == "role" and m[1:] == context[1:] for m in matches):
        yield Signal("title: about a job", "the title speaks of a job by its name")
        yield from _title_names(scene, facts, guessed=False)
    elif facts.domain and facts.title_company and facts.title_company.spelled == facts.company and facts.body_role:
        yield Signal("title: inviting company", "the title names the company that invites")


def _is_honorific(scene: Scene, match: Match) -> bool:
    """ "Hr. Albers" is nobody of human resources."""
    return match.phrase.text == "hr" and scene.title.text[match.end : match.end + 1] == "."


def _title_names(scene: Scene, facts: Facts, *, guessed: bool) -> Iterator[Signal]:
    """What else the title of a meeting names; `guessed`: only a German hint says that it is one.

    German writes every noun with a capital: beside a mere hint that is no company's name yet.
    """
    if facts.title_name >= _A_NAME:
        led = facts.title_company is not None and facts.title_company.lead
        yield Signal(
            "title: company, guessed" if guessed and not led else "title: company", "the title names a company"
        )
    elif facts.title_name >= _A_SMALL_NAME:
        yield Signal("title: company, guessed", "the title seems to name a company")
    elif facts.title_name:
        yield Signal("title: company, perhaps", "the title names something that may be a company")
    if facts.title_role:
        yield Signal("title: role", "the title names a role")
    if facts.names_me:
        yield Signal("title: candidate's name", "your name is in the title")
    if any(s.side == "company" and s.is_person and _is_in_title(scene, s.attendee.name) for s in scene.seats):
        yield Signal("title: participant", "the title names somebody who takes part")


def _is_in_title(scene: Scene, name: str) -> bool:
    words = {t.fold for t in lexicon.tokens(name[:200]) if len(t.fold) > 2}
    return any(w.fold in words for w in scene.title.words)


def _body(scene: Scene, facts: Facts) -> Iterator[Signal]:
    matches = scene.body.matches
    plain = next((m for m in matches if _is_plain(m)), None)
    # what is weak is an abbreviation, and means something else in a text: "VG" are kind regards
    generic = next((m for m in matches if m.section == "interview" and not m.phrase.weak), None)
    if plain:
        yield Signal("text: job interview", f"the description says {_quoted(plain)}")
    elif generic:
        yield Signal("text: interview", f"the description says {_quoted(generic)}")
    elif weak := next((m for m in matches if m.phrase.weak and m.section in STAGES), None):
        yield Signal("text: meeting", f"the description says {_quoted(weak)}")
    addressed = {m.phrase.text: m for m in matches if m.section == "yours"}
    if addressed:
        kind = "text: to a candidate" if len(addressed) == 1 else "text: to a candidate, twice"
        first = next(iter(addressed.values()))
        yield Signal(kind, f"the description speaks to a candidate: {_quoted(first)}")
    spoken = {m.phrase.text: m for m in matches if m.section == "context"}
    if spoken:
        kind = ("text: jobs", "text: jobs, twice", "text: jobs, often")[min(len(spoken), 3) - 1]
        yield Signal(kind, f"the description speaks of jobs: {_quoted(next(iter(spoken.values())))}")
    if scene.is_internal:
        yield Signal("text: within the company", "it is about an application within your company")
    if facts.body_role:
        yield Signal("text: role", "the description names a role")


def _other_meanings(scene: Scene, facts: Facts) -> Iterator[Signal]:
    plain = next((m for m in scene.title.matches if _is_plain(m)), None)
    hired = bool(scene.outsiders) and any(m.section in ("yours", "recruiter") for m in scene.body.matches)
    said: set[str] = set()
    spans: set[tuple[int, int]] = set()
    for match in scene.title.matches:
        section = match.section
        if (
            (match.start, match.end) in spans
            or section not in _OTHER
            or _runs_into_role(scene, match)
            or scene.is_foreign(match)
            or _is_part_of_role(scene, match, facts)
            or _is_replaced(scene, match)
        ):
            continue
        spans.add((match.start, match.end))
        reason = f"the title speaks of {_OTHER[section]}: {_quoted(match)}"
        if section in said:
            if plain and section not in _FIRM:
                yield Signal("other: beside a job interview", reason)
            continue
        said.add(section)
        if section in _CASUAL and hired:
            yield Signal("other: from those who hire", reason)
        elif section == "chore" and plain and _is_aside(scene, plain, match):
            yield Signal("other: aside", reason)
        else:
            within = _is_within_company(match, facts, led_at=not plain)
            within |= facts.title_role and section in _WORKPLACES
            yield Signal(_other_kind(match, plain, within), reason)
    for match in scene.body.matches:
        section = match.section
        if match.phrase.anywhere and section in _OTHER and section not in said and not scene.is_foreign(match):
            said.add(section)
            yield Signal("other: in the text", f"the description speaks of {_OTHER[section]}: {_quoted(match)}")
    yield from _fraud(scene)
    if any(s.side != "me" and not senders.ADMISSION_WORDS.isdisjoint(_mailbox(s.attendee)) for s in scene.seats):
        yield Signal("other: admission", "a school's or university's admissions invite")
    for seat in scene.seats:
        if seat.side in ("company", "neutral", "colleague") and senders.is_press(seat.domain, seat.attendee.name[:100]):
            yield Signal("other: press", "somebody of the press, radio or a podcast takes part")
            break


def _is_aside(scene: Scene, plain: Match, match: Match) -> bool:
    """It stands behind a comma or bracket: "Job interview Acme, iron the shirt"."""
    return match.start > plain.end and _ASIDE.search(scene.title.text, plain.end, match.start) is not None


_ASIDE = re.compile(r"[,;(+]")


def _fraud(scene: Scene) -> Iterator[Signal]:
    """Signs that somebody wants money, or to be written to where nobody else reads along."""
    matches = (*scene.body.matches, *scene.title.matches)
    if scam := next((m for m in matches if m.section == "scam" and not m.phrase.weak), None):
        yield Signal("fraud", f"it looks like a fraud: {_quoted(scam)}")
    if paid := next((link for link in scene.links if senders.belongs(_host(link), senders.PAYMENT)), None):
        yield Signal("fraud: payment", f"a link leads to a payment: {_host(paid)}")
    messenger = next((m for m in matches if m.section == "scam" and m.phrase.weak), None)
    if messenger and scene.organizer is not None and scene.organizer.side == "freemail":
        yield Signal("fraud: messenger", f"a private address wants to be written to elsewhere: {_quoted(messenger)}")


def _other_kind(match: Match, plain: Match | None, within_name: bool) -> str:
    if match.section in _FIRM:
        return "other: telling" if match.section in _TELLING else "other: firm"
    if plain and match.section == "official":
        return "other: authority beside a job interview"
    if (plain and plain.section == "job") or within_name:
        return "other: beside a job interview"
    if plain:
        return "other: beside a stage"
    return "other: phrase" if match.phrase.is_long else "other: word"


def _is_within_company(match: Match, facts: Facts, *, led_at: bool) -> bool:
    """It is part of what is led in as the company, by "at" or else by "with": the hospital of "at City Hospital"."""
    piece = facts.title_company
    if piece is None or not piece.words or not piece.lead or (led_at and piece.lead != "at"):
        return False
    return piece.words[0].start <= match.start and match.end <= piece.words[-1].end


def _runs_into_role(scene: Scene, match: Match) -> bool:
    """A job title begins within it and goes on behind it: the "interview research" of an interview of a researcher."""
    return any(match.start <= m.start < match.end < m.end for m in scene.title.having("role"))


def _is_part_of_role(scene: Scene, match: Match, facts: Facts) -> bool:
    """A single word within a job title, and not what the job is called: the "sales" of a sales manager."""
    role = facts.role if facts.title_role else None
    if not role or match.section not in _ROLE_FIELDS or match.phrase.is_long:
        return False
    heads = {(m.start, m.end) for m in scene.title.having("role")}
    plain = any(_is_plain(m) for m in scene.title.matches)
    called = not plain and (match.start, match.end) in heads and match.section in _ROLE_HEADS
    return scene.title.text[match.start : match.end] in role and not called


def _is_replaced(scene: Scene, match: Match) -> bool:
    """It is what the interview takes the place of: "instead of gym"."""
    before = [w.fold for w in scene.title.words if w.end <= match.start]
    return any(w in _INSTEAD for w in before[-3:])


def _other_people(scene: Scene) -> Iterator[Signal]:
    """Signs that somebody else has the interview: of the family, a friend, or an applicant."""
    words = scene.title.words
    if len(words) > 2 and words[0].fold in _VERBS and words[2].fold in _FOR and is_given_name(words[1].fold):
        name = scene.title.text[words[1].start : words[1].end]
        yield Signal("hiring: title", f"the title names {name} as the one to be interviewed")
    if len(scene.seats) > 1:
        return
    if kin := next((m for m in scene.title.having("family") if not scene.is_foreign(m)), None):
        yield Signal("somebody else's", f"the title speaks of somebody else: {_quoted(kin)}")
        return
    meeting = next((m for m in scene.title.matches if m.section in MEETING and not m.phrase.weak), None)
    before = [w for w in words if meeting and w.end <= meeting.start]
    if len(before) != 1 or not before or not meeting:
        return
    name = scene.title.text[before[0].start : before[0].end]
    gap = scene.title.text[before[0].end : meeting.start].strip()
    if is_given_name(before[0].fold) and before[0].fold not in scene.own_names and gap in ("", "'s", "’s", "s", ":"):
        yield Signal("somebody else's", f"the title names {name} as the one who has it")


_VERBS = word_set("interview interviewing interviewe intervju")
_FOR = word_set("for fur pour para per voor for til dla pro")
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
    hiring = {
        m.phrase.text: m
        for m in scene.title.having("hiring")
        if not m.phrase.weak and not _runs_into_role(scene, m) and not scene.is_foreign(m)
    }
    if hiring:
        reason = f"the title speaks to those who hire: {_quoted(next(iter(hiring.values())))}"
        yield Signal("hiring: title", reason)
    said = {m.phrase.text: m for m in scene.body.matches if m.section == "hiring" and m.phrase.anywhere}
    if said:
        reason = f"the description speaks to those who hire: {_quoted(next(iter(said.values())))}"
        yield Signal("hiring: text" if len(said) == 1 else "hiring: text, twice", reason)
    if any(_INTERVIEWER_LINK.search(link) for link in scene.links):
        yield Signal("hiring: link", "a link leads to where interviewers work")
    yield from _who_invites(scene)
    if any(m.section == "hiring" and m.phrase.weak for m in scene.title.matches):
        yield Signal("hiring: candidates", "the title speaks of candidates")


def _who_invites(scene: Scene) -> Iterator[Signal]:
    at_work = any(s.side == "me" and s.domain in scene.employers for s in scene.seats)
    organizer = scene.organizer
    addressed = any(m.section == "yours" for m in scene.body.matches)
    if organizer is not None and organizer.side == "me" and len(scene.seats) > 1:
        kind = "hiring: invited by me, at work" if at_work else "hiring: invited by me"
        spoken = addressed or any(m.section in ("context", "recruiter") for m in scene.body.matches)
        booked = not at_work and spoken and bool(scene.outsiders)
        yield Signal("hiring: invited by me, a candidate" if booked else kind, "you invited the others yourself")
    elif organizer is not None and organizer.side == "colleague" and not scene.is_internal:
        kind = "hiring: own employer invites, a candidate" if addressed else "hiring: own employer invites"
        yield Signal(kind, "your own employer invites")
    elif at_work and not scene.outsiders and not scene.is_internal:
        reason = "it is on your address at work and nobody of another company takes part"
        yield Signal("hiring: at work, no other company", reason)
    if at_work and not scene.is_internal and any(s.side == "freemail" for s in scene.seats):
        yield Signal("hiring: private address at work", "a private address is invited beside yours at work")


def _senders(scene: Scene) -> Iterator[Signal]:
    at_work = any(s.side == "me" and s.domain in scene.employers for s in scene.seats)
    for seat in scene.seats:
        if seat.side == "recruiting" and not at_work and not senders.belongs(seat.host, senders.RECRUITING_WEAK):
            yield Signal("sender: recruiting system", "a recruiting system sent it")
            break
    links = [link for link in scene.links if _is_recruiting(link) and not _INTERVIEWER_LINK.search(link)]
    if not at_work and links:
        strong = any(_CANDIDATE_LINK.search(link) for link in links)
        yield Signal("link: candidates" if strong else "link: recruiting system", "a link leads to a recruiting system")
    if not at_work and any(senders.belongs(_host(link), senders.TESTING) for link in links):
        yield Signal("link: coding or video", "a link leads to a coding or video interview")
    organizer = scene.organizer
    if organizer is None:
        return
    if organizer.side == "company":
        yield Signal("sender: company", "another company invites")
        signed = next((m for m in scene.body.matches if m.section == "recruiter"), None)
        if not senders.RECRUITING_WORDS.isdisjoint(_mailbox(organizer.attendee)):
            yield Signal("sender: its recruiting", "its recruiting invites")
        elif signed and not at_work:
            yield Signal("sender: its recruiting", f"somebody who recruits is named: {_quoted(signed)}")
    elif organizer.side == "freemail":
        yield Signal("sender: private", "a private address invites")


def _mailbox(attendee: Attendee) -> list[str]:
    """The words of a mailbox and of its display name."""
    return re.split(r"[\W_\d]+", f"{attendee.email.partition('@')[0]} {attendee.name[:200]}".lower())


def _form(scene: Scene) -> Iterator[Signal]:
    event = scene.event
    length = event.end - event.start
    long_day = any(m.section in ("onsite", "other") for m in scene.title.matches)
    if length > timedelta(hours=26):
        yield Signal("form: days", "it lasts for days")
    elif event.all_day and not long_day:
        yield Signal("form: no time", "it has no time of day")
    elif length > timedelta(hours=10) and not long_day:
        yield Signal("form: long", "it lasts very long")
