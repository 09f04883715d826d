"""Applications: which interviews belong together, and on which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from afterview.core.application import Application, Round, group
from afterview.core.event import Event, Person
from afterview.core.interview import Interview, Verdict

NEW_YORK = ZoneInfo("America/New_York")
FIRST = datetime(2026, 9, 1, 14, tzinfo=UTC)


def one(
    days: float,
    company: str | None = None,
    role: str | None = None,
    *,
    domain: str | None = None,
    contact: str | None = None,
) -> Interview:
    start = FIRST + timedelta(days=days)
    return Interview(
        event=Event(uid=f"{days}-{company}-{role}", start=start, end=start + timedelta(hours=1)),
        verdict=Verdict(answer="interview", reasons=("a test says so",)),
        company=company,
        role=role,
        domain=domain,
        contact=Person(email=contact) if contact else None,
    )


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


@given(
    st.lists(
        st.builds(
            one,
            st.integers(0, 40),
            st.sampled_from([None, "Acme", "acme inc", "Apex", "The Apex"]),
            st.sampled_from([None, "Engineer", "Designer"]),
            domain=st.sampled_from([None, "acme.com", "apex.io"]),
            contact=st.sampled_from([None, "jo@acme.com", "al@gmail.com"]),
        ),
        max_size=8,
        unique_by=lambda i: i.event.uid,
    )
)
def test_every_interview_is_in_one_application_whatever_the_order(interviews: list[Interview]) -> None:
    found = group(interviews, NEW_YORK)
    placed = [i.event.uid for a in found for r in a.rounds for i in (*r.interviews, *r.copies)]
    assert sorted(placed) == sorted(i.event.uid for i in interviews)
    assert {frozenset(u) for u in together(*interviews)} == {frozenset(u) for u in together(*reversed(interviews))}
    assert all(
        len({i.event.start.astimezone(NEW_YORK).date() for i in r.interviews}) == 1 for a in found for r in a.rounds
    )


def test_of_several_that_claim_to_be_one_interview_the_latest_version_counts() -> None:
    first = one(0, "Acme")
    second = replace(first, event=replace(first.event, sequence=1), company="Apex")
    assert [a.company for a in group([second, first], NEW_YORK)] == ["Apex"]
