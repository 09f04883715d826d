"""An anonymised event has nothing of anybody's left, and is judged as before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview import ical
from afterview.core import familiar, lexicon, senders
from afterview.core.anonymous import Anonymised, anonymise
from afterview.core.event import Attendee, Event
from afterview.core.interview import Candidate, detect
from afterview.core.own import OwnWords
from tests.core.labelled import rows
from tests.core.making import at

ZONE = ZoneInfo("Europe/Berlin")
FILES = ("events.jsonl", "more_events.jsonl")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ME = "alex.doe@example.org"


def read(data: bytes) -> tuple[Event, ...]:
    since, until = datetime(2000, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
    return ical.read(data, zone=ZONE, since=since, until=until).events


@cache
def labelled() -> tuple[tuple[dict[str, Any], tuple[Event, ...], Anonymised, str], ...]:
    """Every labelled event, what becomes of it, and that as a file."""
    found = []
    for row in (row for name in FILES for row in rows(name)):
        events = read(row["ics"].encode())
        shown = anonymise(events, Candidate(addresses=frozenset(row["me"])))
        found.append((row, events, shown, ical.write_bare(shown.events).decode().replace("\r\n ", "")))
    return tuple(found)


def people(row: dict[str, Any], events: tuple[Event, ...]) -> Iterator[str]:
    """The words of the names of people on an event."""
    for event in events:
        for one in (*event.attendees, *((event.organizer,) if event.organizer else ())):
            if (
                one.kind in ("INDIVIDUAL", "UNKNOWN")
                and not senders.is_shared(one.email, one.name)
                and not senders.is_press("", one.name)
            ):
                yield from (t.fold for t in lexicon.tokens(f"{one.name} {one.email.partition('@')[0]}"))
    yield from (t.fold for one in row["interviewers"] for t in lexicon.tokens(one["name"] or ""))
    yield from (t.fold for address in row["me"] for t in lexicon.tokens(address.partition("@")[0]))


def test_nearly_every_labelled_event_is_judged_as_before_by_the_file_alone() -> None:
    differing = []
    for row, _, shown, text in labelled():
        by_file = ", ".join(dict.fromkeys(i.verdict.answer for i in detect(read(text.encode()), shown.candidate)))
        assert by_file == shown.after, row["id"]
        if not shown.is_judged_alike:
            differing.append(row["id"])
    assert len(differing) <= len(labelled()) // 50, differing


def test_no_name_of_anybody_survives() -> None:
    for row, events, _, text in labelled():
        left = {t.fold for t in lexicon.tokens(text)}
        names = {name for name in people(row, events) if len(name) > 3 and not name.isdigit()}
        offices = senders.RECRUITING_WORDS | senders.SHARED_WORDS
        assert not {n for n in names - offices if n in left and not lexicon.holds("person", n)}, row["id"]


def test_no_address_and_no_company_s_host_survives() -> None:
    for row, _, _, text in labelled():
        lower = text.lower()
        for address in ADDRESS.findall(row["ics"].replace("\r\n ", "").lower()):
            local, _, host = address.partition("@")
            known = familiar.known_host(host)
            if known is None:
                assert host not in lower, row["id"]
            if known is None or senders.is_freemail(known):
                assert not re.search(rf"(?<![\w.+-]){re.escape(address)}", lower), row["id"]
            elif not (senders.is_shared(address, "") or familiar.is_known(local)):
                assert address not in lower, row["id"]


def test_no_number_that_means_something_and_no_company_of_an_unknown_name_survives() -> None:
    for row, events, _, text in labelled():
        said = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("DT", "RECURRENCE")))
        assert not re.search(r"[1-9]\d{4,}", said), row["id"]
        assert not any(event.uid in text for event in events)
        words = {t.fold for t in lexicon.tokens(row["company"] or "") if t.fold.isascii() and len(t.fold) > 3}
        left = {t.fold for t in lexicon.tokens(text)}
        assert not {word for word in words & left if not familiar.is_known(word)}, row["id"]


def test_times_are_moved_by_whole_weeks() -> None:
    for row, events, shown, _ in labelled():
        for before, after in zip(events, shown.events, strict=False):
            moved = after.start.replace(tzinfo=None) - before.start.replace(tzinfo=None)
            assert moved % timedelta(weeks=1) == timedelta(), row["id"]
            assert (after.zone, after.all_day, after.status) == (before.zone, before.all_day, before.status)


# --- one by one ---


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Termin Commerzbank", r"Termin Xx+\dbank"),
        ("Interview with Robin", r"Interview with (?!Robin)[A-Z][a-z]+"),
        ("Grace period", r"(?!Grace)[A-Z][a-z]+ period"),
        ("Gate 12345", r"\w+ 00000"),
        ("1:1", "1:1|0:0"),
        ("Собеседование Яндекс", r"Собеседование Хх+\d"),
    ],
)
def test_of_a_title_stays_what_the_tables_know(title: str, becomes: str) -> None:
    assert re.fullmatch(becomes, shown(summary=title).summary)


def shown(candidate: Candidate | None = None, **fields: Any) -> Event:
    given: dict[str, Any] = {"uid": "one@acme.example", "start": at("2026-12-01T14:00"), "end": at("2026-12-01T15:00")}
    done = anonymise([Event(**(given | fields))], candidate or Candidate(addresses=frozenset((ME,))))
    return done.events[0]


def test_a_word_has_one_placeholder_of_its_shape_wherever_it_stands() -> None:
    one = shown(
        summary="Interview at Globex",
        description="GLOBEX looks forward. See https://jobs.globex.com/interview/r2d2?token=secret",
        organizer=Attendee(email="hr@globex.com", name="Globex HR"),
    )
    assert one.organizer is not None
    globex = one.organizer.name.removesuffix(" HR")
    assert re.fullmatch(r"Xxxxx\d", globex)
    assert one.summary == f"Interview at {globex}"
    assert one.description.startswith(f"{globex.upper()} looks forward.")
    assert one.description.endswith(f"https://jobs.{globex.lower()}.example/interview/x0x0")
    assert one.organizer.email == f"hr@{globex.lower()}.example"


def test_people_become_others() -> None:
    one = shown(
        summary="Interview: Alex Doe / Jane Roe",
        attendees=(Attendee(email=ME, name="Alex Doe"), Attendee(email="jane.roe@acme.co.uk", name="Jane Roe")),
    )
    me, jane = one.attendees
    first, last = me.name.split()
    assert one.summary == f"Interview: {me.name} / {jane.name}"
    assert me.email == f"{first}.{last}@company-b.example".lower()
    assert jane.email == "person-a@company-c.example"
    assert {"alex", "doe", "jane", "roe"}.isdisjoint(t.fold for t in lexicon.tokens(f"{me.name} {jane.name}"))


@pytest.mark.parametrize(
    ("address", "becomes"),
    [
        ("no-reply@us.greenhouse-mail.io", r"no-reply@us\.greenhouse-mail\.io"),
        ("initech.recruiting@myworkday.com", r"x+\d\.recruiting@myworkday\.com"),
        ("jane.roe@gmail.com", r"person-a@gmail\.com"),
        ("hr.jobs@gmail.com", r"hr\.jobs1@gmail\.com"),
        ("bookings@initech.radio", r"bookings@company-b\.radio\.example"),
        ("jo@initech-recruiting.com", r"person-a@x+\d-recruitx+\d\.example"),
    ],
)
def test_of_an_address_stays_what_the_tables_know(address: str, becomes: str) -> None:
    one = shown(Candidate(), summary="Intro", organizer=Attendee(email=address))
    assert one.organizer is not None
    assert re.fullmatch(becomes, one.organizer.email)


def test_what_stands_without_spaces_is_masked_between_what_is_known() -> None:
    one = shown(summary="【面接】田中太郎様 一次面接", description="카카오 면접")
    assert re.fullmatch(r"【面接】(?!田中太郎).{4}.? 一次面接", one.summary)
    assert re.fullmatch(r"(?!카카오).{3} 면접", one.description)


def test_a_series_stays_one_and_is_bounded() -> None:
    lines = ["UID:a", "DTSTART:20260504T080000Z", "SUMMARY:Interview", "RRULE:FREQ=WEEKLY;COUNT=30"]
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    events = read(text.encode())
    done = anonymise(events, Candidate())
    assert len(done.events) == 16
    assert len({e.recurrence_id for e in done.events}) == 16
    assert len(read(ical.write_bare(done.events))) == 16


def test_ones_own_words_are_nobody_else_s() -> None:
    event = Event(uid="a", summary="Zirbelstube", start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"))
    done = anonymise([event], Candidate(own=OwnWords(words=("zirbelstube",))))
    assert (done.before, done.after, done.candidate.own) == ("no", "no", OwnWords())
    assert "irbelstube" not in done.events[0].summary


def test_whose_event_it_is_is_masked_in_the_same_way() -> None:
    candidate = Candidate(
        addresses=frozenset(("alex@oldjob.example",)), name="Alex Doe", employers=frozenset(("oldjob.example",))
    )
    event = Event(
        uid="a",
        summary="Interview: Alex Doe",
        organizer=Attendee(email="boss@oldjob.example"),
        attendees=(Attendee(email="alex@oldjob.example"),),
        start=at("2026-12-01T14:00"),
        end=at("2026-12-01T15:00"),
    )
    done = anonymise([event], candidate)
    (employer,) = done.candidate.employers
    (address,) = done.candidate.addresses
    assert (address.partition("@")[2], done.events[0].attendees[0].email) == (employer, address)
    assert done.events[0].summary == f"Interview: {done.candidate.name}"
    assert done.is_judged_alike


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_comes_out_bounded_and_readable(title: str, text: str) -> None:
    one = shown(summary=title, description=text, location=text, url=text, categories=(title,))
    (back,) = read(ical.write_bare([one]))
    assert len(one.summary) <= 2 * len(title) + 50
    assert back.uid == one.uid


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "x@" * 300_000, "a.b" * 300_000, "https://" * 100_000, "面" * 200_000]
)
def test_a_hostile_text_is_done_with_soon(text: str) -> None:
    one = shown(summary=text, description=text, location=text)
    assert len(one.description) < 100_000


def test_a_bare_file_says_what_the_event_says() -> None:
    event = Event(
        uid="a,b",
        sequence=2,
        summary='Say "hi"; now, please',
        description="One\nTwo \\ three",
        location="Room, 2",
        url="https://x.example/",
        start=datetime(2026, 12, 1, 14, tzinfo=ZONE),
        end=datetime(2026, 12, 1, 15, tzinfo=ZONE),
        zone="Europe/Berlin",
        status="CONFIRMED",
        method="REQUEST",
        organizer=Attendee(email="jane@acme.example", name="Jane; Roe"),
        attendees=(Attendee(email="", name="Room", kind="ROOM", role="NON-PARTICIPANT", status="DECLINED"),),
        categories=("a,b", "c"),
    )
    assert [replace(e, stamp=None) for e in read(ical.write_bare([event]))] == [event]


def test_a_bare_file_holds_whole_days() -> None:
    day = datetime(2026, 12, 1, 9, tzinfo=ZONE)
    event = Event(uid="a", start=day, end=day.replace(day=2, hour=17), all_day=True, recurrence_id="20261201")
    assert [replace(e, stamp=None) for e in read(ical.write_bare([event]))] == [event]


def test_an_address_without_a_host_is_masked_as_a_word() -> None:
    event = Event(uid="a", summary="Lunch", start=at("2026-12-01T14:00"), end=at("2026-12-01T15:00"))
    (me,) = anonymise([event], Candidate(addresses=frozenset(("zbigniev77",)))).candidate.addresses
    assert re.fullmatch(r"x+00?\d+|x+0?\d", me)
