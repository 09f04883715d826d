"""A title can be read in the 25 letters of a day view, whatever the policy, the step and the language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterview import policies
from afterview.core.event import Person
from afterview.core.reminder import Reminder
from afterview.wording import brevity, languages, load

Build = Callable[..., Reminder]

DAY_VIEW = 25
LOADED = {language: load(language=language) for language in languages()}
NEUTRAL = {language: load(language=language, neutral=True) for language in languages()}
GIVEN = ["Jo", "Maya", "Jonas", "Maximiliane", "Anne-Sophie", "Dr. Ada", "Prof. Dr. Wolfgang", "J.", "Żaneta", "明"]
FAMILY = ["Li", "Doe", "Okafor", "Freifrau von und zu Guttenberg", "Nikolopoulou-Papadopoulou", "O'Brien", "Ng"]
NAMES = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)) | st.sampled_from([*GIVEN, *FAMILY])
PEOPLE = st.lists(
    st.builds(Person, name=NAMES, email=st.none())
    | st.builds(Person, name=st.none(), email=st.sampled_from(["a@b.example", "maxi.von.hohenstein@acme.example"])),
    max_size=4,
    unique_by=lambda person: person.name or person.email,
)  # fmt: skip
COMPANIES = st.sampled_from(
    [
        "Acme",
        "Harbour Labs",
        "Deutsche Telekom",
        "Siemens Healthineers AG",
        "Bundesamt für Sicherheit in der Informationstechnik",
        "Donaudampfschifffahrtsgesellschaft",
        "The Trustees of the Natural History Museum",
        "株式会社サンプル商事",
    ]
)


def steps() -> Iterator[tuple[str, str]]:
    """Every step of every policy with each medium that it has, and some of a user's own."""
    for name in policies.shipped():
        for step in policies.load(name).steps:
            yield step.id, step.by
            yield from ((step.id, variant.by) for variant in step.variants)
    yield from (("send-my-portfolio-at-last", medium) for medium in ("email", "phone", "letter", "self"))


STEPS = sorted(set(steps()))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("step", "medium"), STEPS)
def test_a_title_names_the_person_or_the_company_where_it_can_be_seen(
    step: str, medium: str, language: str, reminder: Build
) -> None:
    @settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
    @given(people=PEOPLE, company=COMPANIES)
    def named(people: list[Person], company: str) -> None:
        to = people if medium != "self" else []
        title = LOADED[language].title(reminder(step, medium, *to, company=company))
        seen = title[:DAY_VIEW]

        firm = brevity.company(company, brevity.ALONE)
        if not to:
            assert firm in seen
        elif len(to) == 1:
            assert brevity.person(to[0], brevity.ALONE) in seen
        else:
            assert brevity.person(to[0], brevity.BESIDE) in seen
        # whoever it is about, the company is there, and not much is behind it
        assert firm.removesuffix("…") in title
        assert len(title) <= 75

    named()


@pytest.mark.parametrize(
    ("name", "alone", "behind"),
    [
        ("Acme", "Acme", "Acme"),
        ("Acme GmbH", "Acme GmbH", "Acme GmbH"),
        ("Harbour Laboratories Inc.", "Harbour…", "Harbour Laboratories"),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne", "Müller & Söhne"),
        ("Deutsche Telekom", "Deutsche…", "Deutsche Telekom"),
        ("Trustees of the Museum of London", "Trustees…", "Trustees of the Museum…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschi…", "Donaudampfschifffahrtsg…"),
        ("A Bundesversicherungsanstalt", "A Bundesversic…", "A Bundesversicherungsan…"),
    ],
)
def test_a_companys_name_is_cut_between_words(name: str, alone: str, behind: str) -> None:
    assert (brevity.company(name, brevity.ALONE), brevity.company(name, brevity.IN_BRACKETS)) == (alone, behind)


@pytest.mark.parametrize(
    ("somebody", "alone", "beside"),
    [
        (Person(name="Jane Doe"), "Jane Doe", "Jane"),
        (Person(name="Dr. Ada Poe"), "Dr. Ada Poe", "Dr. Poe"),
        (Person(name="Anna Maria Theresia Lang"), "Anna Lang", "Anna"),
        (Person(name="Maximiliane Hohenstein"), "Maximiliane H.", "Maximilia…"),
        (Person(name="Prof. Dr. Nikolopoulou-Papadopoulou"), "Nikolopoulou-P…", "Nikolopou…"),
        (Person(email="a@b.example"), "a@b.example", "a"),
        (Person(email="jane.doe@acme.example"), "jane.doe", "jane.doe"),
        (Person(name="Madonna"), "Madonna", "Madonna"),
    ],
)
def test_a_persons_name_is_shortened_as_people_do(somebody: Person, alone: str, beside: str) -> None:
    assert (brevity.person(somebody, brevity.ALONE), brevity.person(somebody, brevity.BESIDE)) == (alone, beside)


ANYTHING = st.text(max_size=80).map(lambda text: " ".join(text.split())).filter(bool)


@given(name=ANYTHING, room=st.sampled_from([brevity.BESIDE, brevity.ALONE, brevity.IN_BRACKETS]))
def test_nothing_is_longer_than_its_room(name: str, room: int) -> None:
    for short in (brevity.company(name, room), brevity.person(Person(name=name), room)):
        assert 0 < len(short) <= room


@pytest.mark.parametrize(("language", "title"), [("en", "Follow-up"), ("de", "Nachfassen")])
@pytest.mark.parametrize(("step", "medium"), STEPS)
def test_a_neutral_title_tells_nothing_and_the_text_begins_with_it(
    step: str, medium: str, language: str, title: str, reminder: Build
) -> None:
    to = [] if medium == "self" else [Person(name="Jane Doe", email="jane.doe@acme.example")]
    wanted: Any = reminder(step, medium, *to)
    full, neutral = LOADED[language], NEUTRAL[language]

    assert neutral.title(wanted) == title
    assert neutral.plain_title(wanted) == full.title(wanted)
    assert neutral.body(wanted) == f"{full.title(wanted)}\n{full.body(wanted)}"
