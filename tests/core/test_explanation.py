"""Why an event is taken for what it is: every signal, the sum, and where each fact stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from afterview.core.event import Attendee, Event
from afterview.core.explanation import DOUBTFUL, WANTED, Explanation, Fact, explain
from afterview.core.interview import Candidate, detect
from afterview.core.promise import Promise
from tests.core.labelled import judged, rows
from tests.core.making import at

ME = "alex.doe@example.org"
CANDIDATE = Candidate(addresses=frozenset((ME,)))
JANE = Attendee(email="jane.roe@acme.example", name="Jane Roe")


def explained(**fields: Any) -> Explanation:
    given: dict[str, Any] = {"uid": "one", "organizer": JANE, "attendees": (Attendee(email=ME), JANE), **fields}
    event = Event(start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"), **given)
    (found,) = detect([event], CANDIDATE)
    return explain(found, CANDIDATE)


def sources(one: Explanation) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.source) for fact in one.facts}


def test_the_signals_come_the_strongest_first_and_their_sum_makes_the_verdict() -> None:
    for row in rows("events.jsonl"):
        found = judged(row)
        one = explain(found, Candidate(addresses=frozenset(row["me"])))
        strengths = [abs(s.points) for s in one.signals]
        assert strengths == sorted(strengths, reverse=True)
        if one.is_weighed and found.event.recurrence_id is None:
            by_sum = "interview" if one.total >= WANTED else "unsure" if one.total >= DOUBTFUL else "no"
            is_fraud = any(s.kind == "fraud" for s in one.signals)
            assert found.verdict.answer == ("unsure" if is_fraud and by_sum == "interview" else by_sum), row["id"]


def test_what_was_settled_otherwise_says_so() -> None:
    assert explained(summary="Interview with Acme - Engineer").is_weighed
    assert not explained(summary="Interview with Acme - Engineer", status="CANCELLED").is_weighed
    assert not explained(summary="Zoo", description="#interview").is_weighed


def test_each_fact_says_where_it_stands() -> None:
    one = explained(
        summary="Second round technical interview with Acme - Senior Backend Engineer",
        description="You will meet Jane Roe.",
        zone="Europe/Berlin",
    )
    told = sources(one)
    assert told["company"] == ("Acme", "the title")
    assert told["role"] == ("Senior Backend Engineer", "the title")
    assert told["stage"][1].startswith("the title: “")
    assert told["seniority"] == ("senior", "the role")
    assert told["with"] == ("Jane Roe <jane.roe@acme.example>", "who invites")
    assert told["time zone"] == ("Europe/Berlin", "the event's start")


def test_what_the_candidate_wrote_is_their_own_word() -> None:
    lines = "Company: Globex\nRole: Cook\nStage: final\nSeniority: junior\nInterviewers: Pat Poe\nContact: Kim Koe\n"
    one = explained(summary="Job interview", description=lines + "Time zone: UTC\nDecision by: 2026-12-04")
    assert {fact.source for fact in one.facts} == {"you said so"}
    assert [fact.label for fact in one.facts] == [
        "company", "role", "stage", "seniority", "with", "contact", "time zone", "decision"
    ]  # fmt: skip
    assert one.facts[-1] == Fact(label="decision", value="by 2026-12-04", source="you said so")


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"description": "We at Acme look forward."}, "the description"),
        ({}, "the address jane.roe@acme.example"),
        ({"organizer": Attendee(email="jobs@x.example", name="Acme")}, "the name of who invites"),
        ({"attendees": (Attendee(email=ME), Attendee(email="j@x.example", name="Acme"))}, "the name of somebody"),
    ],
)
def test_a_company_is_found_where_it_stands(fields: dict[str, Any], source: str) -> None:
    one = explained(summary="Job interview", **fields)
    interview = replace(one.interview, company="Acme", domain="acme.example")
    found = sources(explain(interview, CANDIDATE))["company"]
    assert found[0] == "Acme"
    assert found[1].startswith(source)


def test_a_company_that_stands_nowhere_plainly_has_no_source() -> None:
    one = explained(summary="Job interview", organizer=None, attendees=())
    for company, url, source in (("Acme", "", ""), ("Acme", "https://acme.example/x", "a link")):
        event = replace(one.interview.event, url=url)
        interview = replace(one.interview, event=event, company=company)
        assert sources(explain(interview, CANDIDATE))["company"] == (company, source)


def test_a_promise_is_shown_with_the_words_it_was_read_from() -> None:
    one = explained(summary="Job interview")
    promised = replace(one.interview, promise=Promise(day=date(2026, 12, 4), quote="We answer by Friday."))
    found = sources(explain(promised, CANDIDATE))["decision"]
    assert found == ("by 2026-12-04", "the description: “We answer by Friday.”")
