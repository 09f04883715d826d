import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.event import Person
from afterview.core.interview import SENIORITIES, STAGES
from afterview.core.notes import NOTHING_SAID, Notes, merge, read
from afterview.core.vocabulary import SENIORITY, STAGE

DAY = date(2026, 11, 24)
JANE = Person(name="Jane Doe", email="jane@acme.example")

SAID = {
    "Decision by: 2026-12-05": Notes(decision_by=date(2026, 12, 5)),
    "decision BY :  5 Dec  ": Notes(decision_by=date(2026, 12, 5)),
    "  > * Decision by: 5 Dec": Notes(decision_by=date(2026, 12, 5)),
    "2. Decision_date: 5 Dec": Notes(decision_by=date(2026, 12, 5)),
    "**Decision by:** 5 Dec": Notes(decision_by=date(2026, 12, 5)),
    "Decision by: … 5 Dec": Notes(decision_by=date(2026, 12, 5)),
    "Decision by: 5 Dec …": Notes(decision_by=date(2026, 12, 5)),
    "Entscheidung bis: 5. Dezember": Notes(decision_by=date(2026, 12, 5)),
    "[x] New date: in two weeks": Notes(new_date=date(2026, 12, 8)),
    "Outcome: offer": Notes(outcome="offer"),
    "Outcome: Rejected.": Notes(outcome="rejected"),
    "Outcome: rejected on 2026-12-03": Notes(outcome="rejected", outcome_on=date(2026, 12, 3)),
    "Outcome: rejected, 3 Dec": Notes(outcome="rejected", outcome_on=date(2026, 12, 3)),
    "Outcome: rejected yesterday": Notes(outcome="rejected"),
    "Outcome: rejected (they hired inside)": Notes(outcome="rejected"),
    "Outcome: rejected by email": Notes(outcome="rejected"),
    "Outcome: #withdrawn": Notes(outcome="withdrawn"),
    "Outcome: offer accepted": Notes(outcome="accepted"),
    "Outcome: declined the offer": Notes(outcome="withdrawn"),
    "Outcome: Absage": Notes(outcome="rejected"),
    "Outcome: still open": Notes(still_open=True),
    "Outcome: still open, they said": Notes(still_open=True),
    "Heard back: yes": Notes(heard_back=True),
    "Heard back: Yes, they will call": Notes(heard_back=True),
    "Heard back: 3 Dec": Notes(heard_back=True),
    "Heard back: not yet": NOTHING_SAID,
    "Follow up: no": Notes(follow_up=False),
    "Follow-up: Yes": Notes(follow_up=True),
    "Interview: no": Notes(interview=False),
    "interview: YES": Notes(interview=True),
    "Interview: Backend Engineer with Jane": NOTHING_SAID,
    "Policy: Balanced": Notes(policy="balanced"),
    "Company: Acme: the company": Notes(company="Acme: the company"),
    "Role: C# Developer": Notes(role="C# Developer"),
    "Position: Backend Engineer | Company: Acme": Notes(role="Backend Engineer", company="Acme"),
    "Stage: final round": Notes(stage="final"),
    "Stage: On-site": Notes(stage="onsite"),
    "Seniority: VP": Notes(seniority="executive"),
    "Interviewers: Jane Doe <Jane@Acme.example>, John Roe; bob@acme.example": Notes(
        interviewers=(JANE, Person(name="John Roe"), Person(email="bob@acme.example"))
    ),
    "Interviewers: Jane Doe (CTO, founder) and Zoë O'Hara-Núñez - Head of Talent": Notes(
        interviewers=(Person(name="Jane Doe"), Person(name="Zoë O'Hara-Núñez"))
    ),
    "Interviewer: Jane Doe, CTO": Notes(interviewers=(Person(name="Jane Doe"),)),
    "Interviewers: Doe, Jane; Roe, John": Notes(interviewers=(Person(name="Jane Doe"), Person(name="John Roe"))),
    "Interviewers: &lt;jane@acme.example&gt;": Notes(interviewers=(Person(email="jane@acme.example"),)),
    "Interviewers: none": Notes(interviewers=()),
    "Contact: Jane Doe mailto:jane@acme.example, +44 20 1234 5678": Notes(contact=JANE),
    'Contact: <a href="mailto:jane@acme.example">Jane Doe</a>': Notes(contact=Person(name="Jane Doe")),
    "Time zone: europe/berlin": Notes(zone="Europe/Berlin"),
    "Timezone: America/Port of Spain": Notes(zone="America/Port_of_Spain"),
    "Time zone: Eastern Time (US &amp; Canada)": Notes(zone="America/New_York"),
    "Time zone: W. Europe Standard Time": Notes(zone="Europe/Berlin"),
    "#offer": Notes(outcome="offer"),
    "Sad. (#Rejected)": Notes(outcome="rejected"),
    "#withdrawn!": Notes(outcome="withdrawn"),
    "#accepted": Notes(outcome="accepted"),
    "#still-open": Notes(still_open=True),
    "#still_open": Notes(still_open=True),
    "#StillOpen": Notes(still_open=True),
    "#heard-back": Notes(heard_back=True),
    "#no-follow-up": Notes(follow_up=False),
    "#no‑follow‑up": Notes(follow_up=False),
    "#interview": Notes(interview=True),
    "#not-an-interview": Notes(interview=False),
    "#notaninterview #heardback": Notes(interview=False, heard_back=True),
}


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_an_answer_is_read(written: str, said: Notes) -> None:
    assert read(f"We talked about Python.\n{written}\nSee you!", DAY) == said


@pytest.mark.parametrize(
    "line",
    [
        "Decision by: soon",
        "Decision by: 05/12/2026",
        "Decision by: 1 Jan 1999",
        "New date: 5-7 Dec",
        "Outcome: not rejected",
        "Outcome: rejected?",
        "Outcome: offer expected",
        "Outcome: offer / rejected / withdrawn",
        "Outcome: offer or rejected",
        "Heard back: maybe",
        "Follow up: on Friday",
        "Policy: no recording please",
        "Role: https://acme.example/apply",
        "Stage: stage",
        "Seniority: ordinary",
        "Interviewers: 12345",
        "Contact: +1 555 123 4567",
        "Contact: please call us",
        "Time zone: CST",
        "Time zone: Europe/Atlantis",
        "Time zone: ../../etc/passwd",
        "Time zone: America",
        "Time zone: America/Indiana",
    ],
)
def test_what_cannot_be_read_is_kept_as_written(line: str) -> None:
    assert read(line, DAY) == Notes(unread=(line,))


def test_an_answer_read_in_part_says_so() -> None:
    dated = "Outcome: rejected on Foo 5"
    listed = "Interviewers: Jane Doe <jane@acme.example>, 007"

    assert read(f"{dated}\n{listed}", DAY) == Notes(outcome="rejected", interviewers=(JANE,), unread=(dated, listed))


@pytest.mark.parametrize(
    "key", ["Outcome", "Decision by", "New date", "Company", "Interviewers", "Policy", "Interview"]
)
@pytest.mark.parametrize(
    "value",
    [
        "", " ", "…", "...", "-", "___", "?", "DATE", "YYYY-MM-DD", "NAME", "date", "tbd", "[…]", "<DATE>",
        "yes / no", "rejected on DATE", "rejected on …", "rejected on ...",
    ],
)  # fmt: skip
def test_a_placeholder_says_nothing(key: str, value: str) -> None:
    assert read(f"{key}: {value}", DAY) == NOTHING_SAID


@pytest.mark.parametrize(
    "text",
    [
        "https://acme.example/#offer",
        "C#offer",
        "#offers",
        "#offer-letter",
        "# offer",
        "#",
        "My outcome: rejected",
        "Privacy Policy: balanced",
        "The outcome: offer",
        "Outcome rejected",
        "Subject: Outcome: rejected",
    ],
)
def test_text_that_only_resembles_an_answer_says_nothing(text: str) -> None:
    assert read(text, DAY) == NOTHING_SAID


def test_the_last_of_several_answers_counts() -> None:
    assert read("Decision by: 5 Dec\nDecision by: 6 Dec\nDecision by: …", DAY) == Notes(decision_by=date(2026, 12, 6))
    assert read("Outcome: rejected on 3 Dec\nOutcome: still open", DAY) == Notes(still_open=True)
    assert read("#still-open\nOutcome: offer", DAY) == Notes(outcome="offer")


@pytest.mark.parametrize(
    "broken", ["<br>", "<br/>", "<BR />", "</p><p>", "</div>\r\n<div class='x'>", "\r", "\u2028", "\x0b"]
)
def test_lines_are_found_however_an_app_breaks_them(broken: str) -> None:
    assert read(f"<html><body>Hello{broken}Outcome:&nbsp;offer{broken}<b>Role:</b> Cook{broken}</body>", DAY) == Notes(
        outcome="offer", role="Cook"
    )


def test_a_value_is_one_clean_line() -> None:
    assert read("Company: \u202eAc\x1b[31mme\u200b\x00  Ltd\t.", DAY) == Notes(company="Ac[31mme Ltd .")


def test_unread_lines_are_few_and_short() -> None:
    text = "\n".join(f"Role: {n} {'x' * 500}" for n in range(50))

    unread = read(text, DAY).unread

    assert (len(unread), {len(line) for line in unread}) == (10, {120})


def test_more_people_than_sit_in_an_interview_are_cut() -> None:
    names = [f"a{n}@acme.example" for n in range(30)]

    notes = read("Interviewers: " + ", ".join(names), DAY)

    assert notes.interviewers == tuple(Person(email=name) for name in names[:20])
    assert len(notes.unread) == 1


def test_the_end_of_an_endless_text_is_still_read() -> None:
    assert read("x" * 3_000_000 + "\nOutcome: offer", DAY) == Notes(outcome="offer")


@pytest.mark.parametrize(
    "pattern",
    [
        "<",
        "<a ",
        "</p",
        "#",
        "#a",
        "#a-",
        "Role:",
        "Role: \n",
        "Outcome: offer ",
        "Decision by: 5\n",
        "\n>",
        "* ",
        "&",
        "&amp;",
        "Interviewers: a@",
        "Interviewers: a@a.",
        "Contact: (",
        "_" * 31,
        "Outcome: rejected\n",
        " | ",
    ],
)
def test_a_megabyte_meant_to_hang_is_read_quickly(pattern: str) -> None:
    begun = time.process_time()

    read(pattern * (1_000_000 // len(pattern)), DAY)

    assert time.process_time() - begun < 5


KEYS = st.sampled_from(
    ["Outcome", "Decision by", "Interviewers", "Contact", "Time zone", "Stage", "Policy", "Heard back"]
)


@given(
    text=st.one_of(
        st.text(), st.lists(st.tuples(KEYS, st.text(max_size=60))).map(lambda kv: "\n".join(map(": ".join, kv)))
    ),
    day=st.dates(),
)
def test_reading_never_fails_and_dates_stay_near(text: str, day: date) -> None:
    notes = read(text, day)

    for found in (notes.decision_by, notes.new_date, notes.outcome_on):
        assert found is None or timedelta(days=-400) <= found - day <= timedelta(days=800)
    assert all(line.isprintable() for line in notes.unread)


def test_our_words_for_stage_and_seniority_are_the_interviews() -> None:
    assert set(STAGE.values()) == set(STAGES)
    assert set(SENIORITY.values()) == set(SENIORITIES)
    for word in STAGES:
        assert read(f"Stage: {word}", DAY) == Notes(stage=word)
    for word in SENIORITIES:
        assert read(f"Seniority: {word}", DAY) == Notes(seniority=word)


def test_what_was_said_later_wins_and_the_rest_stays() -> None:
    older = read("Company: Acme\nRole: Cook\nFollow up: yes\nStage: foo", DAY)
    newer = read("Role: Chef\nFollow up: no\nHeard back: yes\nStage: bar", DAY)

    assert merge(older, newer) == Notes(
        company="Acme", role="Chef", follow_up=False, heard_back=True, unread=("Stage: foo", "Stage: bar")
    )


def test_an_outcome_and_still_open_replace_each_other() -> None:
    rejected = Notes(outcome="rejected", outcome_on=DAY)
    still_open = Notes(still_open=True)
    offer = Notes(outcome="offer")

    assert merge(rejected, still_open) == still_open
    assert merge(still_open, rejected) == rejected
    assert merge(rejected, offer) == offer


@given(text=st.text())
def test_merging_with_nothing_changes_nothing(text: str) -> None:
    notes = read(text, DAY)

    assert merge(notes, NOTHING_SAID) == merge(NOTHING_SAID, notes) == merge(notes, notes) == notes
