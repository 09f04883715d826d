from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.dates import EARLIEST, LATEST, read_date

TUESDAY = date(2026, 11, 24)

READ = {
    "2026-12-05": "2026-12-05",
    "2026/12/05": "2026-12-05",
    "20261205": "2026-12-05",
    "2026-12-05T10:00:00Z": "2026-12-05",
    "2026-12-05 10:00": "2026-12-05",
    "5 Dec 2026": "2026-12-05",
    "5-Dec-2026": "2026-12-05",
    "5th of December, 2026": "2026-12-05",
    "Dec 5": "2026-12-05",
    "Dec. 5th": "2026-12-05",
    "December the 5th": "2026-12-05",
    "December 5th, 2026": "2026-12-05",
    "5 DEC (17:00)": "2026-12-05",
    "Dec 5 at 5pm": "2026-12-05",
    "Dec 5 EOD": "2026-12-05",
    "no later than Dec 5": "2026-12-05",
    "Dec 5 at the latest": "2026-12-05",
    "5.12.2026": "2026-12-05",
    "5.12.26": "2026-12-05",
    "5. 12.": "2026-12-05",
    "5. Dezember": "2026-12-05",
    "bis zum 5. Dezember 2026": "2026-12-05",
    "Freitag, den 4. Dezember": "2026-12-04",
    "Fr. 4.12.": "2026-12-04",
    "Fri, 4 Dec": "2026-12-04",
    "Friday Dec 4 2026": "2026-12-04",
    "4 Dec (Friday)": "2026-12-04",
    "1er décembre": "2026-12-01",
    "4 de diciembre de 2026": "2026-12-04",
    "4 dicembre": "2026-12-04",
    "4 maart": "2027-03-04",
    "12/13/2026": "2026-12-13",
    "13/12/2026": "2026-12-13",
    "13/12": "2026-12-13",
    "1/1": "2027-01-01",
    "24 Nov": "2026-11-24",
    "23 Nov": "2027-11-23",
    "29 Feb": "2028-02-29",
    "the 15th": "2026-12-15",
    "on the 24th": "2026-11-24",
    "31st": "2026-12-31",
    "today": "2026-11-24",
    "tomorrow": "2026-11-25",
    "übermorgen": "2026-11-26",
    "day after tomorrow": "2026-11-26",
    "Friday": "2026-11-27",
    "by Friday.": "2026-11-27",
    "this Friday": "2026-11-27",
    "kommenden Freitag": "2026-11-27",
    "Tuesday": "2026-12-01",
    "Monday": "2026-11-30",
    "next Friday": "2026-12-04",
    "nächsten Freitag": "2026-12-04",
    "next Monday": "2026-11-30",
    "Friday next week": "2026-12-04",
    "Friday of next week": "2026-12-04",
    "nächste Woche Freitag": "2026-12-04",
    "in two weeks": "2026-12-08",
    "in 2 weeks' time": "2026-12-08",
    "two weeks from now": "2026-12-08",
    "within 10 days": "2026-12-04",
    "in zwei Wochen": "2026-12-08",
    "in 14 Tagen": "2026-12-08",
    "a fortnight": "2026-12-08",
    "in a month": "2026-12-24",
    "in 3 Monaten": "2027-02-24",
    "this week": "2026-11-27",
    "next week": "2026-12-04",
    "by the end of the week": "2026-11-27",
    "end of next week": "2026-12-04",
    "Ende nächster Woche": "2026-12-04",
    "end of the month": "2026-11-30",
    "end of next month": "2026-12-31",
    "end of January": "2027-01-31",
    "Ende Februar 2028": "2028-02-29",
    "end of the year": "2026-12-31",
}


@pytest.mark.parametrize(("written", "meant"), READ.items())
def test_the_common_forms_are_read(written: str, meant: str) -> None:
    assert read_date(written, TUESDAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "05/12/2026",
        "5/12",
        "13/13/2026",
        "Friday 5 Dec 2026",
        "Friday 5 Dec",
        "Friday soon 5",
        "Dec",
        "mid December",
        "5-7 Dec",
        "5 or 6 Dec",
        "early next week",
        "in 5 business days",
        "in a few days",
        "before Friday",
        "2026-13-40",
        "30. Februar",
        "30 Feb 2027",
        "32nd",
        "0th",
        "1 Jan 1999",
        "5 Dec 2099",
        "in 999 months",
        "9999-12-31",
        "end of December 9999",
        "0000-00-00",
        "Dec 5 " + "x" * 100,
    ],
)
def test_what_is_not_understood_whole_is_no_date(written: str) -> None:
    assert read_date(written, TUESDAY) is None


def test_a_week_that_is_over_has_no_end_to_come() -> None:
    saturday = date(2026, 11, 28)

    assert read_date("end of the week", saturday) is None
    assert read_date("end of next week", saturday) == date(2026, 12, 4)


def test_next_friday_said_on_a_friday_is_a_week_away() -> None:
    friday = date(2026, 11, 27)

    assert read_date("next Friday", friday) == read_date("Friday", friday) == date(2026, 12, 4)


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    assert read_date("in one month", date(2027, 1, 31)) == date(2027, 2, 28)


def test_the_thirty_first_skips_short_months() -> None:
    assert read_date("31st", date(2027, 4, 1)) == date(2027, 5, 31)
    assert read_date("the 5th", date(2026, 12, 6)) == date(2027, 1, 5)


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), distance=st.integers(EARLIEST.days, LATEST.days))
def test_a_full_date_is_read_in_every_form(day: date, distance: int) -> None:
    meant = day + timedelta(days=distance)

    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%A, %d %B %Y"):
        assert read_date(meant.strftime(form), day) == meant


WORDS = st.sampled_from(
    [
        "next",
        "this",
        "in",
        "by",
        "of",
        "the",
        "end",
        "week",
        "weeks",
        "month",
        "Friday",
        "Fr.",
        "Dec",
        "Mai",
        "5",
        "5.",
        "12.",
        "31st",
        "29",
        "2026",
        "2028",
        "/",
        "-",
        ".",
        ",",
        "two",
        "a",
        "bis",
        "Ende",
        "am",
    ]
)


@given(
    text=st.one_of(st.text(max_size=90), st.lists(WORDS, max_size=7).map(" ".join)),
    day=st.dates(),
)
def test_whatever_is_written_a_date_lies_near_the_interview(text: str, day: date) -> None:
    found = read_date(text, day)

    assert found is None or EARLIEST <= found - day <= LATEST
