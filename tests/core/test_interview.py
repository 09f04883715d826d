"""Detection: labelled events, what settles a verdict at once, what weighs on it, and hostile text."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterview.core import interview as interview_module
from afterview.core import lexicon
from afterview.core.event import Attendee, Event, Person
from afterview.core.interview import Candidate, Verdict, detect, judge
from afterview.core.notes import NOTHING_SAID, Notes, read
from tests.core.labelled import DATA, rows, score, verdicts

START = datetime(2026, 9, 10, 13, tzinfo=UTC)
ME = "nora.lind@fastmail.com"
NORA = Candidate(addresses=frozenset({ME}))
NORA_AT_WORK = Candidate(addresses=frozenset({ME, "nora@tidewater.dev"}))
PRIYA = Attendee(email="priya.nair@cobaltfreight.com", name="Priya Nair")
TITLES = [line.split("\t") for line in (DATA / "titles.tsv").read_text(encoding="utf-8").splitlines()]


def event(
    summary: str,
    description: str = "",
    *,
    organizer: Attendee | None = None,
    attendees: tuple[Attendee, ...] = (),
    hours: float = 1,
    uid: str = "one@calendar.test",
) -> Event:
    return Event(
        uid=uid,
        summary=summary,
        description=description,
        start=START,
        end=START + timedelta(hours=hours),
        organizer=organizer,
        attendees=attendees,
    )


def answer(what: Event, candidate: Candidate = NORA, notes: Notes = NOTHING_SAID) -> str:
    return judge(what, candidate, notes).verdict.answer


@pytest.mark.parametrize("name", ["events.jsonl", "more_events.jsonl"])
def test_the_labelled_events_are_told_apart(name: str) -> None:
    found = score(verdicts(rows(name)))
    assert found.precision >= 0.99, found.errors
    assert found.f1 >= 0.97, found.errors
    assert {field: share for field, share in found.fields.items() if share < 0.95} == {}, found.errors


def test_the_events_written_before_anything_judged_them_are_told_apart() -> None:
    found = score(verdicts(rows("own_events.jsonl")))
    assert found.precision >= 0.95, found.errors
    assert found.f1 >= 0.95, found.errors
    assert {field: share for field, share in found.fields.items() if share < 0.9} == {}, found.errors


def test_titles_alone_are_told_apart_in_eighteen_languages() -> None:
    found = {title: answer(event(title)) for _, title in TITLES}
    assert [t for label, t in TITLES if label != "interview" and found[t] == "interview"] == []
    missed = [t for label, t in TITLES if label == "interview" and found[t] != "interview"]
    assert len(missed) <= 2, missed


# --- what settles it at once


def test_a_cancelled_interview_is_no_interview() -> None:
    live = event("Phone interview Acme")
    for cancelled in (replace(live, status="CANCELLED"), replace(live, method="CANCEL")):
        verdict = judge(cancelled, NORA, NOTHING_SAID).verdict
        assert verdict == Verdict(answer="no", reasons=("it is cancelled",))


def test_a_declined_interview_is_no_interview() -> None:
    mine = Attendee(email=ME, status="DECLINED")
    verdict = judge(event("Phone interview Acme", organizer=PRIYA, attendees=(PRIYA, mine)), NORA, NOTHING_SAID).verdict
    assert verdict == Verdict(answer="no", reasons=("you declined it",))


def test_that_an_interviewer_declined_does_not_end_it_but_he_did_not_sit_in() -> None:
    away = Attendee(email="al@cobaltfreight.com", name="Al Roe", status="DECLINED")
    found = judge(event("Phone interview", organizer=PRIYA, attendees=(PRIYA, away)), NORA, NOTHING_SAID)
    assert found.verdict.answer == "interview"
    assert found.interviewers == (Person(name="Priya Nair", email=PRIYA.email),)


@pytest.mark.parametrize(
    "ours",
    [
        event("Phone interview Acme", uid="afterview-0b1c2d3e"),
        event("Phone interview Acme", "Write to Jane about your interview.\n\nRef: AV-0123456789"),
    ],
)
def test_what_we_wrote_is_no_interview_whatever_it_says(ours: Event) -> None:
    said = replace(NOTHING_SAID, interview=True)
    assert judge(ours, NORA, said).verdict == Verdict(answer="no", reasons=("afterview wrote it",))


def test_the_candidate_has_the_last_word() -> None:
    assert answer(event("Lunch"), notes=replace(NOTHING_SAID, interview=True)) == "interview"
    assert answer(event("Phone interview Acme"), notes=replace(NOTHING_SAID, interview=False)) == "no"


def test_corrections_replace_what_the_invitation_says() -> None:
    said = Notes(
        company="Acme Labs",
        role="CTO",
        stage="final",
        seniority="executive",
        interviewers=(Person(name="Priya Nair"), Person(name="Tom Beck")),
        contact=Person(email="tom@acme.example"),
        zone="Asia/Tokyo",
    )
    found = judge(event("Phone interview Acme", organizer=PRIYA, attendees=(PRIYA,)), NORA, said)
    assert (found.company, found.role, found.stage, found.seniority) == ("Acme Labs", "CTO", "final", "executive")
    assert found.interviewers == (Person(name="Priya Nair", email=PRIYA.email), Person(name="Tom Beck"))
    assert (found.contact, found.zone, found.notes) == (Person(email="tom@acme.example"), "Asia/Tokyo", said)


# --- which side of the table


@pytest.mark.parametrize(
    "clue",
    [
        "Please submit your scorecard.",
        "https://app.greenhouse.io/guides/1/people/2",
        "The candidate's resume is attached.",
        "Die Bewerberunterlagen findest du hier.",
    ],
)
def test_what_only_interviewers_are_told_makes_it_no_interview_of_ones_own(clue: str) -> None:
    assert answer(event("Interview: Data Engineer", clue)) == "no"


def test_an_interview_that_ones_own_employer_holds_is_somebody_elses() -> None:
    boss = Attendee(email="pia@tidewater.dev", name="Pia Lund")
    mine = Attendee(email="nora@tidewater.dev")
    guest = Attendee(email="hugo.price@gmail.com", name="Hugo Price")
    what = event("Coding interview", organizer=boss, attendees=(boss, mine, guest))
    assert answer(what, NORA_AT_WORK) == "no"


def test_an_internal_application_is_an_interview_with_colleagues() -> None:
    boss = Attendee(email="pia@tidewater.dev", name="Pia Lund")
    mine = Attendee(email="nora@tidewater.dev")
    what = event("Job interview", "About your internal application.", organizer=boss, attendees=(boss, mine))
    found = judge(what, NORA_AT_WORK, NOTHING_SAID)
    assert found.verdict.answer == "interview"
    assert found.interviewers == (Person(name="Pia Lund", email="pia@tidewater.dev"),)


def test_a_host_that_only_ends_like_a_recruiting_system_is_none() -> None:
    genuine = Attendee(email="no-reply@us.greenhouse-mail.io")
    lookalike = Attendee(email="no-reply@evilgreenhouse-mail.io")
    assert answer(event("Your meeting", "About the position", organizer=genuine)) == "interview"
    assert answer(event("Your meeting", "About the position", organizer=lookalike)) != "interview"


def test_one_of_many_alike_in_a_series_is_a_habit() -> None:
    weekly = [replace(event("Technical interview"), recurrence_id=f"2026091{n}") for n in range(5)]
    assert {i.verdict.answer for i in detect(weekly, NORA)} == {"unsure"}
    once = [replace(event("Gym"), recurrence_id=f"2026091{n}") for n in range(5)]
    once[2] = replace(once[2], summary="Phone interview Acme")
    assert [i.verdict.answer for i in detect(once, NORA)] == ["no", "no", "interview", "no", "no"]


def test_a_series_of_too_many_interviews_is_doubted_whatever_it_says_of_itself() -> None:
    def answers(count: int) -> set[str]:
        told = event("Technical interview", "Interview: yes")
        days = [replace(told, recurrence_id=f"202609{n:02}") for n in range(count)]
        return {i.verdict.answer for i in detect(days, NORA)}

    assert (answers(12), answers(13)) == ({"interview"}, {"unsure"})


def test_what_lasts_for_days_or_has_no_time_of_day_is_less_of_an_interview() -> None:
    reasons = {
        "it has no time of day": replace(event("Interview"), all_day=True),
        "it lasts very long": event("Interview", hours=12),
        "it lasts for days": event("Interview", hours=60),
    }
    for reason, what in reasons.items():
        assert reason in judge(what, NORA, NOTHING_SAID).verdict.reasons
    assert answer(replace(event("Assessment centre - Acme", hours=12), all_day=True)) == "interview"


# --- who sat in


def test_rooms_groups_robots_and_oneself_did_not_sit_in() -> None:
    seats = (
        PRIYA,
        Attendee(email=ME, name="Nora Lind"),
        Attendee(email="room4@cobaltfreight.com", name="Room 4", kind="ROOM"),
        Attendee(email="team@cobaltfreight.com", name="Platform", kind="GROUP"),
        Attendee(email="scheduling@cobaltfreight.com", name="Cobalt Scheduling"),
        Attendee(email="no-reply@greenhouse.io", name="Cobalt"),
        Attendee(email="c_1@resource.calendar.google.com", name="Big Room", kind="RESOURCE"),
    )
    found = judge(event("Panel interview", organizer=seats[4], attendees=seats), NORA, NOTHING_SAID)
    assert found.interviewers == (Person(name="Priya Nair", email=PRIYA.email),)
    assert found.contact == Person(name="Priya Nair", email=PRIYA.email)


def test_who_only_invited_is_the_contact_and_sat_in_only_when_nobody_else_is_known() -> None:
    recruiter = Attendee(email="rita.roe@cobaltfreight.com", name="Roe, Rita")
    rita = Person(name="Rita Roe", email="rita.roe@cobaltfreight.com")
    both = judge(event("Technical interview", organizer=recruiter, attendees=(PRIYA,)), NORA, NOTHING_SAID)
    assert (both.contact, both.interviewers) == (rita, (Person(name="Priya Nair", email=PRIYA.email),))
    alone = judge(event("Technical interview", organizer=recruiter), NORA, NOTHING_SAID)
    assert (alone.contact, alone.interviewers) == (rita, (rita,))


def test_an_agency_is_neither_the_company_nor_its_domain() -> None:
    agent = Attendee(email="tom.beck@harrowsearch.co.uk", name="Tom Beck")
    what = event("Interview: Head of Finance - Sable Group", "Our client, Sable Group, wants to meet.", organizer=agent)
    found = judge(what, NORA, NOTHING_SAID)
    assert (found.company, found.domain, found.seniority) == ("Sable Group", None, "executive")


def test_the_zone_is_the_one_that_the_invitation_names() -> None:
    assert judge(replace(event("Phone interview"), zone="Asia/Tokyo"), NORA, NOTHING_SAID).zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("role", "level"),
    [
        ("Software Engineer", None),
        ("Accountant", None),
        ("Senior Engineer", "senior"),
        ("Staff Engineer", "senior"),
        ("Product Manager", "senior"),
        ("Teamleiter Einkauf", "senior"),
        ("Head of Platform", "executive"),
        ("Chief Technology Officer", "executive"),
        ("Geschäftsführerin", "executive"),
        ("Directrice financière", "executive"),
        ("Junior Developer", "junior"),
        ("Marketing Intern", "intern"),
        ("Werkstudent Controlling", "intern"),
        ("старший разработчик", "senior"),
        ("Senior Vice President", "executive"),
        ("HR Business Partner", None),
        ("Senior HR Business Partner", "senior"),
        ("Assistenz der Geschäftsleitung", None),
        ("Staff Nurse", None),
    ],
)
def test_the_level_is_read_from_the_role(role: str, level: str | None) -> None:
    assert judge(event(f"Job interview: {role}"), NORA, NOTHING_SAID).seniority == level


def test_several_rounds_in_one_event_are_an_onsite() -> None:
    assert judge(event("Virtual onsite: coding, panel", hours=4), NORA, NOTHING_SAID).stage == "onsite"


# --- fraud

PRIVATE = Attendee(email="priya.nair@gmail.com", name="Priya Nair")


def offered(words: str, organizer: Attendee = PRIYA) -> Verdict:
    """The verdict on an invitation that everything speaks for, with `words` in it."""
    body = f"Thank you for your application for the role of Office Clerk.\n{words}"
    mine = Attendee(email=ME)
    what = event("Final interview: Office Clerk at Cobalt Freight", body, organizer=organizer, attendees=(mine,))
    return judge(what, NORA, NOTHING_SAID).verdict


@pytest.mark.parametrize("host", ["paypal.me", "buy.stripe.com", "commerce.coinbase.com", "pagseguro.uol.com.br"])
def test_an_invitation_with_a_link_to_a_payment_is_unsure_at_most_whatever_speaks_for_it(host: str) -> None:
    assert offered(f"See https://cobaltfreight.com/{host} and https://{host}.example/").answer == "interview"
    for place in (host, f"www.{host}", f"eu.{host}"):
        verdict = offered(f"Reserve your place: https://{place}/cobalt")
        assert verdict.answer == "unsure"
        assert f"a link leads to a payment: {place.removeprefix('www.')}" in verdict.reasons


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("There is a training fee of 40 EUR.", "training fee"),
        ("Please pay before the interview.", "pay before"),
        ("The desk is paid in crypto.", "in crypto"),
        ("Debe abonar la cuota de inscripción.", "cuota de inscripcion"),
    ],
)
def test_an_invitation_that_asks_for_money_is_unsure_at_most_whoever_sends_it(words: str, phrase: str) -> None:
    for organizer in (PRIYA, PRIVATE):
        verdict = offered(words, organizer)
        assert verdict.answer == "unsure"
        assert any(r.startswith("it looks like a fraud") and phrase in lexicon.fold(r) for r in verdict.reasons)


@pytest.mark.parametrize("messenger", ["Telegram", "WhatsApp", "WeChat"])
def test_a_private_address_that_asks_for_a_messenger_is_doubted_and_a_companys_is_not(messenger: str) -> None:
    words = f"Add me on {messenger} today."
    assert offered("", PRIVATE).answer == "interview"
    assert offered(words, PRIVATE).answer == "unsure"
    assert offered(words, PRIYA) == offered("", PRIYA)


# --- poison


def test_an_event_that_cannot_be_judged_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(what: Event, candidate: Candidate, notes: Notes) -> interview_module.Interview:
        if "poison" in what.summary:
            raise RecursionError
        return judge(what, candidate, notes)

    monkeypatch.setattr(interview_module, "judge", fragile)
    found = detect([event("poison"), event("Phone interview Acme")], NORA)
    assert found[0].verdict == Verdict(answer="unsure", reasons=("it could not be judged (RecursionError)",))
    assert found[1].verdict.answer == "interview"


_HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(" \n-–:,.@/|()[]<>&*#interviewpositionRoleABC面接면접собесед\u202e\u200b\x1b\x00\u0301"),
    ),
    max_size=400,
)
_PEOPLE = st.lists(
    st.builds(
        Attendee,
        email=st.one_of(st.just(ME), st.just(""), st.just("hr@acme.example"), _HOSTILE),
        name=_HOSTILE,
        kind=st.sampled_from(["INDIVIDUAL", "ROOM", "UNKNOWN", "ODD"]),
    ),
    max_size=4,
)


@given(_HOSTILE, _HOSTILE, _PEOPLE)
@example("Interview \x1b[31m\u202eAcme", "position: \x1b]0;x\x07 Engineer", [])
@example("Interview x", "with  (", [])
def test_any_text_gets_a_verdict_with_reasons_that_are_fit_to_print(
    title: str, body: str, people: list[Attendee]
) -> None:
    what = event(title, body, organizer=people[0] if people else None, attendees=tuple(people[1:]))
    found = judge(what, NORA, read(body, START.date()))
    assert found.verdict.answer in ("interview", "unsure", "no")
    assert found.verdict.reasons
    for text in (
        *found.verdict.reasons,
        found.company or "",
        found.role or "",
        *(p.name or "" for p in found.interviewers),
    ):
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
    assert judge(what, NORA, read(body, START.date())) == found


@pytest.mark.parametrize(
    "bomb",
    ["a", " ", "<", "<a ", "role: ", "for the ", "with Anna Bell (", "a@", "a.", "- ", "\n", "&amp;", "http://",
     "\u0301", "\u202e\u200b", "ﷺ", "面接", "x x x pozisyon ", "(m/w/d", "Interviewers: Al Roe, "],
)  # fmt: skip
def test_a_megabyte_of_hostile_text_costs_no_more_than_a_long_invitation(bomb: str) -> None:
    text = bomb * (1_000_000 // len(bomb))
    what = event("Interview " + text, text)
    judge(event("Interview"), NORA, NOTHING_SAID)
    begun = time.process_time()
    judge(what, NORA, NOTHING_SAID)
    assert time.process_time() - begun < 1.5
