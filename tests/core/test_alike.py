"""What is one employer by its names, and one role by its titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.alike import RoleKey, brands, role_key, spellings, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "ACME, Inc."),
        ("The Acme", "acme"),
        ("Acme", "Acme Germany GmbH"),
        ("Acme UK Ltd", "Acme France SAS"),
        ("Acme Berlin", "Acme Hamburg"),
        ("Acme", "Acme (DE)"),
        ("Acme Great Britain", "Acme"),
        ("Acme GmbH & Co. KG", "Acme"),
        ("Acme GmbH Deutschland", "Acme"),
        ("Müller GmbH", "Mueller"),
        ("Ørsted", "Oersted A/S"),
        ("Ørsted", "Orsted"),
        ("L'Oréal", "L'Oreal"),
        ("Marks & Spencer", "Marks and Spencer"),
        ("Hewlett-Packard", "Hewlett Packard"),
        ("T-Mobile", "TMobile"),
        ("Booking.com", "Booking"),
        ("J.P. Morgan", "JP Morgan"),
        ("Fiat S.p.A.", "Fiat"),
        ("SAP", "SAP Deutschland"),
        ("3M", "3M Deutschland GmbH"),
        ("ООО Ромашка", "Ромашка"),
        ("株式会社ひかり", "ひかり"),
        ("ソニー 日本", "ソニー"),
    ],
)
def test_spellings_of_one_company_have_one_in_common(one: str, other: str) -> None:
    assert spellings(one) & spellings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Apex"),
        ("Air France", "Air Canada"),
        ("Bank of America", "Bank of Ireland"),
        ("Universität Wien", "Universität Graz"),
        ("Stadtwerke München", "Stadtwerke Köln"),
        ("Hotel Wien", "Hotel Graz"),
        ("Deutsche Bank", "Deutsche Telekom"),
        ("Delta Airlines", "Delta Electronics"),
        ("GmbH", "AG"),
    ],
)
def test_names_that_only_begin_alike_are_several_companies(one: str, other: str) -> None:
    assert not spellings(one) & spellings(other)


@pytest.mark.parametrize("name", ["our client", "Stealth Startup", "Unser Kunde", "Confidential", "", "—"])
def test_what_names_no_company_has_no_spelling(name: str) -> None:
    assert spellings(name) == frozenset()


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("acme.de", "Acme"),
        ("mail.acme.co.uk", "Acme"),
        ("acmehq.com", "Acme"),
        ("getacme.com", "Acme"),
        ("acme-labs.com", "Acme Labs"),
        ("mueller.de", "Müller"),
    ],
)
def test_a_domain_stands_for_the_name_in_it(domain: str, name: str) -> None:
    assert brands(domain) & spellings(name)


def test_short_labels_keep_what_a_company_may_add_to_its_domain() -> None:
    assert brands("getit.com") == {"getit"}
    assert brands("myhq.com") == {"myhq"}


def test_a_name_is_a_part_of_what_it_begins_with_in_whole_words() -> None:
    assert stems("Acme Labs", None) == {"acme"}
    assert stems("Acme Labs Cloud", None) == {"acme", "acmelabs"}
    assert stems(None, "acme-labs.com") == {"acme"}
    assert stems("Acme", "acme.com") == frozenset()
    assert stems("Ada Health", None) == frozenset()
    assert stems("Deutsche Bank", None) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Backend Engineer", "Backend Engineer (Senior)"),
        ("Senior Backend Engineer", "Sr. Back-End Eng."),
        ("Backend-Entwickler (m/w/d)", "Backend Developer"),
        ("Softwareentwicklerin", "Software Engineer"),
        ("Softwareentwickler*in (all genders)", "Software Developer"),
        ("SRE", "Site Reliability Engineer"),
        ("Frontend Engineer, R-12345", "Front End Developer"),
        ("Starszy programista", "Senior Engineer"),
        ("Ingénieur logiciel confirmé", "Senior Ingénieur Logiciel"),
        ("シニアエンジニア", "エンジニア (シニア)"),
        ("Pflegefachkraft in Teilzeit", "Pflegekraft"),
        ("Product Manager (Remote)", "Produktmanager"),
    ],
)
def test_titles_of_one_role_come_to_the_same(one: str, other: str) -> None:
    assert (role_key(one).job, role_key(one).levels) == (role_key(other).job, role_key(other).levels)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Senior Product Manager", "Product Manager"),
        ("Backend Engineer, Payments", "Backend Engineer"),
        ("Engineer II", "Engineer"),
        ("Data Engineer", ""),
    ],
)
def test_a_fuller_title_says_all_that_the_shorter_says(more: str, less: str) -> None:
    assert role_key(more).refines(role_key(less))
    assert not role_key(less).refines(role_key(more))
    assert role_key(less).fits(role_key(more))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data Engineer", "Data Scientist"),
        ("Junior Engineer", "Senior Engineer"),
        ("Staff Engineer", "Senior Engineer"),
        ("Designer", "Engineer"),
    ],
)
def test_other_words_or_another_level_are_another_role(one: str, other: str) -> None:
    assert not role_key(one).fits(role_key(other))


def test_one_may_say_more_of_the_job_and_the_other_of_the_level() -> None:
    one, other = role_key("Senior Engineer"), role_key("Backend Engineer")
    assert one.fits(other)
    assert not one.refines(other)
    assert not other.refines(one)


def test_the_number_of_a_vacancy_tells_roles_apart_wherever_it_stands() -> None:
    one, other = role_key("Engineer", "Engineer (R-1234) - Acme"), role_key("Engineer REQ 9876")
    assert (one.requisition, other.requisition) == ("1234", "9876")
    assert one.contradicts(other)
    assert not one.fits(other)
    assert not one.contradicts(role_key("Engineer"))


def test_no_role_comes_to_nothing() -> None:
    assert role_key(None) == RoleKey(job=frozenset(), levels=frozenset())


@given(st.text(max_size=400))
def test_any_text_is_taken_for_a_name_a_domain_or_a_role(text: str) -> None:
    assert all(spellings(text))
    assert "" not in stems(text, text)
    assert isinstance(brands(text), frozenset)
    assert role_key(text, text).fits(role_key(text, text))
