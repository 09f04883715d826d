"""Applications: which interviews belong together, and on which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from afterview.core.application import Application, Round, group, numbered
from afterview.core.event import Attendee, Event, Person
from afterview.core.interview import Interview, Verdict
from afterview.core.notes import NOTHING_SAID, Notes

NEW_YORK = ZoneInfo("America/New_York")
FIRST = datetime(2026, 9, 1, 14, tzinfo=UTC)


def one(
    days: float,
    company: str | None = None,
    role: str | None = None,
    *,
    domain: str | None = None,
    contact: str | None = None,
    organizer: str | None = None,
    title: str = "",
    number: int | None = None,
    notes: Notes = NOTHING_SAID,
) -> Interview:
    start = FIRST + timedelta(days=days)
    return Interview(
        event=Event(
            uid=f"{days}-{company}-{role}-{organizer}-{title}",
            summary=title,
            start=start,
            end=start + timedelta(hours=1),
            organizer=Attendee(email=organizer) if organizer else None,
        ),
        verdict=Verdict(answer="interview", reasons=("a test says so",)),
        company=company,
        role=role,
        domain=domain,
        contact=Person(email=contact) if contact else None,
        round=number,
        notes=notes,
    )


def parts(*interviews: Interview) -> list[set[int]]:
    """Which of them are in one application, by their place in the arguments."""
    found = [
        {n for n, i in enumerate(interviews, 1) for r in a.rounds if i.event.uid in uids(r)}
        for a in group(interviews, NEW_YORK)
    ]
    return sorted(found, key=min)


def uids(round_: Round) -> set[str]:
    return {i.event.uid for i in (*round_.interviews, *round_.copies)}


def together(*interviews: Interview) -> list[set[str]]:
    return [{i.event.uid for r in a.rounds for i in (*r.interviews, *r.copies)} for a in group(interviews, NEW_YORK)]


def test_what_is_no_interview_belongs_to_no_application() -> None:
    doubtful = replace(one(0, "Acme"), verdict=Verdict(answer="unsure", reasons=("who knows",)))
    assert group([doubtful], NEW_YORK) == ()


def test_rounds_are_by_the_local_date_of_the_candidate() -> None:
    evening, night = one(0.4, "Acme"), one(0.5, "Acme")
    assert group([night, evening], NEW_YORK) == (
        Application(company="Acme", role=None, rounds=(Round(day=date(2026, 9, 1), interviews=(evening, night)),)),
    )
    assert [r.day for r in group([night, evening], ZoneInfo("Europe/Berlin"))[0].rounds] == [date(2026, 9, 2)]
    assert [r.day for r in group([one(0, "Acme"), night], ZoneInfo("Europe/Berlin"))[0].rounds] == [
        date(2026, 9, 1),
        date(2026, 9, 2),
    ]


def test_a_round_ends_with_the_last_of_its_interviews() -> None:
    long = one(0, "Acme")
    long = replace(long, event=replace(long.event, end=long.event.end + timedelta(hours=4)))
    assert group([long, one(0.05, "Acme")], NEW_YORK)[0].rounds[0].last == long


def test_spellings_of_one_company_are_one_application() -> None:
    names = ["Acme", "ACME, Inc.", "The Acme", "acme gmbh", "Acmé Labs"]
    assert len(together(*(one(n, name) for n, name in enumerate(names)))) == 1
    assert len(together(one(0, "株式会社ひかり"), one(1, "ひかり"))) == 1
    assert len(together(one(0, "Acme"), one(1, "Apex"))) == 2
    assert len(together(one(0, "Ada"), one(1, "Ada Health"))) == 2


def test_a_common_mail_domain_makes_one_application() -> None:
    assert len(together(one(0, None, domain="acme.example"), one(1, None, domain="acme.example"))) == 1
    assert len(together(one(0, "Acme Labs"), one(1, None, domain="acme-labs.com"))) == 1
    linked = (one(0, "Alpha", domain="shared.example"), one(1, "Beta", domain="shared.example"), one(2, "Beta"))
    assert len(together(*linked)) == 1


def test_two_roles_at_one_company_are_two_applications() -> None:
    found = group([one(0, "Acme", "Engineer"), one(1, "Acme", "Designer"), one(2, "Acme", "engineer")], NEW_YORK)
    assert [(a.role, len(a.rounds)) for a in found] == [("engineer", 2), ("Designer", 1)]


def test_an_interview_without_a_role_joins_the_nearest_in_time() -> None:
    assert len(together(one(0, "Acme"), one(9, "Acme", "Engineer"))) == 1
    near, far, open_role = one(0, "Acme", "Engineer"), one(30, "Acme", "Designer"), one(28, "Acme")
    assert together(near, far, open_role) == [{near.event.uid}, {far.event.uid, open_role.event.uid}]


def test_without_company_and_domain_a_person_at_an_employer_stands_for_it() -> None:
    assert len(together(one(0, contact="jo@acme.example"), one(1, contact="jo@acme.example"))) == 1
    assert len(together(one(0, contact="jo@gmail.com"), one(1, contact="jo@gmail.com"))) == 2
    assert len(together(one(0), one(1))) == 2


def test_what_is_known_of_an_application_is_the_newest_that_is_said() -> None:
    found = group([one(0, "Acme", "Engineer"), one(1, "ACME Inc", None), one(2, None, domain="acme.com")], NEW_YORK)
    assert [(a.company, a.role) for a in found] == [("ACME Inc", "Engineer")]


# --- employers ---


def test_two_domains_of_one_brand_are_one_employer() -> None:
    assert parts(one(0, "Acme Germany", domain="acme.de"), one(5, None, domain="acme.com")) == [{1, 2}]


def test_a_part_of_a_company_joins_it_where_there_is_one_only() -> None:
    assert parts(one(0, "Acme Labs", "Engineer"), one(5, "Acme", "Engineer")) == [{1, 2}]
    assert parts(one(0, "Delta Airlines"), one(1, "Delta Electronics"), one(2, "Delta")) == [{1}, {2}, {3}]
    assert parts(one(0, "Acme"), one(1, "Acme Labs"), one(2, "Acme Labs Cloud Works")) == [{1}, {2}, {3}]


def test_names_that_are_parts_of_each_other_are_one_employer() -> None:
    crossed = (one(0, "Acme", domain="globex-labs.example"), one(5, "Globex", domain="acme-labs.example"))
    assert parts(*crossed) == [{1, 2}]
    assert parts(*crossed[::-1]) == [{1, 2}]


# --- agencies ---


RITA = "rita@hays.de"


def test_clients_of_one_recruiter_are_several_applications() -> None:
    assert parts(one(0, "Acme", "Engineer", contact=RITA), one(5, "Apex", "Engineer", contact=RITA)) == [{1}, {2}]
    assert parts(one(0, None, "Engineer", contact=RITA), one(5, None, "Designer", contact=RITA)) == [{1}, {2}]
    assert parts(one(0, "our client", "Engineer", contact=RITA), one(5, "Apex", "Driver", contact=RITA)) == [{1}, {2}]


def test_one_role_with_one_recruiter_is_one_application_also_when_the_client_is_named_later() -> None:
    assert parts(one(0, None, "Engineer", contact=RITA), one(5, None, "Engineer", contact=RITA)) == [{1, 2}]
    assert parts(one(0, None, "Backend Engineer", contact=RITA), one(5, "Apex", "Backend Developer", contact=RITA)) == [
        {1, 2}
    ]


def test_an_undisclosed_client_joins_none_of_two_that_it_may_be() -> None:
    found = parts(
        one(0, None, "Engineer", contact=RITA),
        one(5, "Apex", "Engineer", contact=RITA),
        one(9, "Acme", "Engineer", contact=RITA),
    )
    assert found == [{1}, {2}, {3}]
    assert parts(one(0, None, None, contact=RITA), one(5, "Apex", "Engineer", contact=RITA)) == [{1}, {2}]


# --- notes beside invitations ---


def test_a_note_without_a_company_belongs_to_the_invitation_at_its_hour() -> None:
    invitation = one(0, "Acme", "Engineer", organizer="jo@acme.example")
    assert parts(one(0), invitation, one(5, "Apex")) == [{1, 2}, {3}]
    found = group([one(0, title="note"), invitation], NEW_YORK)
    assert [(len(r.interviews), len(r.copies)) for a in found for r in a.rounds] == [(1, 1)]


def test_a_note_says_which_client_an_agency_invites_for() -> None:
    assert parts(one(0, "Apex"), one(0, None, contact=RITA, organizer=RITA)) == [{1, 2}]


def test_a_note_joins_no_invitation_of_another_role_nor_one_of_two() -> None:
    assert parts(one(0, None, "Designer"), one(0, "Acme", "Engineer", organizer="jo@acme.example")) == [{1}, {2}]
    two = (one(0, "Acme", organizer="jo@acme.example"), one(0, "Apex", organizer="al@apex.example"))
    assert parts(one(0), *two) == [{1}, {2}, {3}]


# --- roles ---


def test_ways_to_write_one_role_are_one_application() -> None:
    roles = ("Senior Backend Engineer", "Backend Engineer (Senior)", "Sr. Backend Eng.", "Backend Engineer (m/w/d)")
    assert parts(*(one(n, "Acme", role) for n, role in enumerate(roles))) == [{1, 2, 3, 4}]


def test_levels_of_one_job_are_several_applications_and_who_says_none_joins_the_nearest() -> None:
    found = parts(one(0, "Acme", "Junior Engineer"), one(20, "Acme", "Senior Engineer"), one(17, "Acme", "Engineer"))
    assert found == [{1}, {2, 3}]


def test_one_who_says_more_of_the_level_and_one_of_the_job_are_one() -> None:
    assert parts(one(0, "Acme", "Senior Engineer"), one(3, "Acme", "Backend Engineer")) == [{1, 2}]
    three = [one(n, "Acme", r) for n, r in enumerate(("Senior Engineer", "Backend Engineer", "Data Engineer"))]
    assert parts(*three) == [{1}, {2}, {3}]


def test_vacancies_of_two_numbers_are_two_and_of_one_are_one() -> None:
    assert parts(one(0, "Acme", "Engineer", title="R-1234 x"), one(3, "Acme", "Engineer", title="R-5678 x")) == [
        {1},
        {2},
    ]
    assert parts(one(0, "Acme", "Engineer", title="R-1234 x"), one(3, "Acme", "Maker", title="R-1234 y")) == [{1, 2}]


def test_of_a_hundred_roles_none_is_compared() -> None:
    many = [
        one(n, "Acme", f"Engineer {'abcdefghij'[n % 10]}x{'klmnopqrst'[n // 10 % 10]}{n // 100}q") for n in range(102)
    ]
    assert len(group([*many, one(3.5, "Acme", "Engineer")], NEW_YORK)) == 103


# --- time ---


def test_a_long_time_later_it_is_a_new_candidacy() -> None:
    assert parts(one(0, "Acme"), one(170, "Acme"), one(200, "Acme")) == [{1, 2, 3}]
    assert parts(one(0, "Acme"), one(190, "Acme")) == [{1}, {2}]


def test_some_time_after_a_refusal_it_is_a_new_candidacy() -> None:
    refused = Notes(outcome="rejected")
    assert parts(one(0, "Acme", notes=refused), one(60, "Acme"), one(110, "Acme")) == [{1}, {2, 3}]
    assert parts(one(0, "Acme", notes=refused), one(20, "Acme")) == [{1, 2}]
    assert parts(one(0, "Acme", notes=Notes(outcome="offer")), one(60, "Acme")) == [{1, 2}]


# --- numbers of rounds ---


def numbers(*said: int | None) -> list[int | None]:
    (found,) = group([one(n, "Acme", number=s) for n, s in enumerate(said)], NEW_YORK)
    return [r.number for r in found.rounds]


def test_a_round_has_the_number_that_it_says_or_that_follows_from_its_place() -> None:
    assert numbers(None) == [None]
    assert numbers(2) == [2]
    assert numbers(None, None, 3) == [1, 2, 3]
    assert numbers(2, None) == [2, 3]
    assert numbers(None, 1, None) == [None, 1, 2]
    assert numbers(None, None, None) == [1, 2, 3]


def test_of_several_on_one_day_the_highest_number_counts() -> None:
    found = group([one(0, "Acme", number=1), one(0.1, "Acme", number=2), one(3, "Acme")], NEW_YORK)
    assert [r.number for a in found for r in a.rounds] == [2, 3]


def test_interviews_learn_their_number_from_their_round() -> None:
    first, second, other = one(0, "Acme"), one(3, "Acme", number=2), one(4, "Apex")
    found = numbered((other, second, first), group([first, second, other], NEW_YORK))
    assert [i.round for i in found] == [None, 2, 1]
    assert numbered((other,), ()) == (other,)


# --- whatever there is ---


def anything() -> st.SearchStrategy[Interview]:
    return st.builds(
        one,
        st.one_of(st.integers(0, 400), st.sampled_from([0, 0.01, 0.1, 1.01])),
        st.sampled_from([None, "Acme", "acme inc", "Acme Labs", "Acme UK", "Apex", "The Apex", "Delta", "our client"]),
        st.sampled_from([None, "Engineer", "Senior Engineer", "Designer", "Backend Engineer", "Junior Engineer"]),
        domain=st.sampled_from([None, "acme.com", "acme.de", "apex.io", "delta-air.com"]),
        contact=st.sampled_from([None, "jo@acme.com", "al@gmail.com", RITA]),
        organizer=st.sampled_from([None, "jo@acme.com", RITA]),
        title=st.sampled_from(["", "R-1234", "R-5678"]),
        number=st.sampled_from([None, 1, 2, 3]),
        notes=st.sampled_from([NOTHING_SAID, Notes(outcome="rejected"), Notes(follow_up=False)]),
    )


several = st.lists(anything(), max_size=10, unique_by=lambda i: i.event.uid)


@given(several, st.randoms(use_true_random=False))
def test_every_interview_is_in_one_application_whatever_the_order(interviews: list[Interview], chance: Random) -> None:
    found = group(interviews, NEW_YORK)
    placed = [i.event.uid for a in found for r in a.rounds for i in (*r.interviews, *r.copies)]
    assert sorted(placed) == sorted(i.event.uid for i in interviews)
    chance.shuffle(interviews)
    assert group(interviews, NEW_YORK) == found
    assert all(
        {i.event.start.astimezone(NEW_YORK).date() for i in r.interviews} == {r.day} for a in found for r in a.rounds
    )


@given(several)
def test_an_interview_elsewhere_changes_nothing(interviews: list[Interview]) -> None:
    unrelated = one(500, "Zenith", "Welder", domain="zenith.example", contact="zoe@zenith.example")
    before = {frozenset(part) for part in together(*interviews)}
    after = {frozenset(part) for part in together(*interviews, unrelated)}
    assert after == before | {frozenset((unrelated.event.uid,))}


def test_of_several_that_claim_to_be_one_interview_the_latest_version_counts() -> None:
    first = one(0, "Acme")
    second = replace(first, event=replace(first.event, sequence=1), company="Apex")
    assert [a.company for a in group([second, first], NEW_YORK)] == ["Apex"]
