"""How reminders look: written, and changed in place beside what the user made of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.held import Held, Look, Wanted
from afterview.ical import read_held, rewrite, write
from afterview.ical.look import look_of, token_of

BERLIN = ZoneInfo("Europe/Berlin")
STAMP = datetime(2026, 5, 1, 8, tzinfo=UTC)
UID = "afterview-0123abcd-4567-5890-abcd-ef0123456789"
PLAIN = Wanted(
    uid=UID,
    calendar="https://dav.example/alice/work/",
    title="Thank Jane Doe (Acme)",
    body="Thank Jane.\n\nRef: AV-0123abcd45",
    starts=datetime(2026, 5, 11, 9, tzinfo=BERLIN),
    due=datetime(2026, 5, 11, 9, tzinfo=BERLIN),
    step="thank-you",
    interviews=("ab12cd",),
)
OTHER = Look(
    alarm=timedelta(minutes=30), categories=("Jobs", "Büro & Co"), color="steelblue", private=False, free=False
)
SHOWN = ("CATEGORIES", "CLASS", "COLOR", "DTEND", "DUE", "STATUS", "TRANSP", "TRIGGER", "X-MOZ-LASTACK")


def shown(data: bytes) -> list[str]:
    """The lines that the look is made of, as they stand."""
    text = data.decode().replace("\r\n ", "").partition("END:VTIMEZONE")[2]
    return sorted(line for line in text.split("\r\n") if line.partition(":")[0].partition(";")[0] in SHOWN)


def held(data: bytes) -> Held:
    (one,) = read_held(data, href="x", etag="x", calendar="x", zone=BERLIN)
    return one


def written(look: Look) -> bytes:
    return write(replace(PLAIN, look=look), stamp=STAMP, revision=0)


def restyled(data: bytes, look: Look) -> bytes:
    return rewrite(data, replace(PLAIN, look=look), stamp=STAMP, revision=1) or b""


END = "DTEND;TZID=Europe/Berlin:20260511T093000"


@pytest.mark.parametrize(
    ("look", "lines"),
    [
        (Look(), ["CATEGORIES:Follow-up", "CLASS:PRIVATE", END, "TRANSP:TRANSPARENT", "TRIGGER:PT0S"]),
        (OTHER, ["CATEGORIES:Jobs,Büro and Co", "COLOR:steelblue", END, "TRANSP:OPAQUE", "TRIGGER:-PT30M"]),
        (Look(alarm=None, categories=()), ["CLASS:PRIVATE", END, "TRANSP:TRANSPARENT"]),
    ],
)
def test_a_reminder_looks_as_it_is_set(look: Look, lines: list[str]) -> None:
    assert shown(written(look)) == lines


LOOKS = st.builds(
    Look,
    alarm=st.one_of(st.none(), st.integers(0, 10080).map(lambda n: timedelta(minutes=n))),
    categories=st.lists(st.text("Ab -.%~é&", min_size=1, max_size=8), max_size=5, unique=True).map(tuple),
    color=st.sampled_from([None, "red", "steelblue"]),
    private=st.booleans(),
    free=st.booleans(),
)


@given(LOOKS)
def test_the_look_that_was_given_is_known_again(look: Look) -> None:
    token = token_of(look)

    assert look_of(token) == look
    assert re.fullmatch(r"[A-Za-z0-9.%_~-]+", token)
    assert held(written(look)).look == look


@pytest.mark.parametrize(
    "token",
    ["", "0", "0.private.free", "x.private.free.",
     "-1.private.free.", "0.secret.free.", "0.private.idle.", "٣.private.free."],
)  # fmt: skip
def test_what_is_no_token_tells_nothing(token: str) -> None:
    assert look_of(token) is None


WORDS = st.lists(st.sampled_from(["Follow-up", "Jobs", "Mine", "x y"]), max_size=3, unique=True).map(tuple)


@given(before=LOOKS, after=LOOKS, words=WORDS)
def test_an_untouched_reminder_looks_as_one_written_anew(before: Look, after: Look, words: tuple[str, ...]) -> None:
    # (two categories that only differ in what cannot be written are one)
    before, after = replace(before, categories=("Follow-up",)), replace(after, categories=words)

    data = restyled(written(before), after)

    assert shown(data) == shown(written(after))
    assert held(data).look == after
    assert held(data).digest == PLAIN.digest


THEIRS: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "a colour": (
        lambda text: text.replace("CLASS:", "COLOR:tomato\r\nCLASS:"),
        ["CATEGORIES:Jobs,Büro and Co", "COLOR:tomato", END, "TRANSP:OPAQUE", "TRIGGER:-PT30M"],
    ),
    "a category more, in lines": (
        lambda text: text.replace("CATEGORIES:Follow-up", "CATEGORIES:Mine\\, too,follow-up\r\nCATEGORIES:x"),
        [
            "CATEGORIES:Jobs,Büro and Co",
            "CATEGORIES:Mine\\, too",
            "CATEGORIES:x",
            "COLOR:steelblue",
            END,
            "TRANSP:OPAQUE",
            "TRIGGER:-PT30M",
        ],
    ),
    "a category of theirs for ours": (
        lambda text: text.replace("CATEGORIES:Follow-up", "CATEGORIES:Mine"),
        ["CATEGORIES:Mine", "COLOR:steelblue", END, "TRANSP:OPAQUE", "TRIGGER:-PT30M"],
    ),
    "no category": (
        lambda text: text.replace("CATEGORIES:Follow-up\r\n", ""),
        ["COLOR:steelblue", END, "TRANSP:OPAQUE", "TRIGGER:-PT30M"],
    ),
    "to be seen": (
        lambda text: text.replace("CLASS:PRIVATE", "CLASS:CONFIDENTIAL"),
        [
            "CATEGORIES:Jobs,Büro and Co",
            "CLASS:CONFIDENTIAL",
            "COLOR:steelblue",
            END,
            "TRANSP:OPAQUE",
            "TRIGGER:-PT30M",
        ],
    ),
    "an hour before": (
        lambda text: text.replace("TRIGGER:PT0S", "TRIGGER:-PT1H"),
        ["CATEGORIES:Jobs,Büro and Co", "COLOR:steelblue", END, "TRANSP:OPAQUE", "TRIGGER:-PT1H"],
    ),
    "before its end": (
        lambda text: text.replace("TRIGGER:PT0S", "TRIGGER;RELATED=END:PT0S"),
        ["CATEGORIES:Jobs,Büro and Co", "COLOR:steelblue", END, "TRANSP:OPAQUE", "TRIGGER;RELATED=END:PT0S"],
    ),
    "silent": (
        lambda text: re.sub(r"BEGIN:VALARM.*END:VALARM\r\n", "", text, flags=re.DOTALL),
        ["CATEGORIES:Jobs,Büro and Co", "COLOR:steelblue", END, "TRANSP:OPAQUE"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", THEIRS)
def test_what_the_user_made_of_it_is_kept(name: str) -> None:
    change, lines = THEIRS[name]
    data = change(written(Look()).decode()).encode()
    assert data != written(Look())

    once = restyled(data, OTHER)

    assert shown(once) == lines
    assert shown(restyled(once, replace(OTHER, alarm=timedelta(minutes=30)))) == lines


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("TRIGGER:PT0S", "TRIGGER:-P0DT0H0M0S"),
        lambda text: text.replace("TRIGGER:PT0S", "TRIGGER;VALUE=DURATION:PT0M"),
        lambda text: text.replace("CATEGORIES:Follow-up", "CATEGORIES:FOLLOW-UP"),
        lambda text: text.replace("TRIGGER:PT0S", "TRIGGER:PT0S\r\nX-OTHER:1"),
    ],
)
def test_what_apps_write_otherwise_is_no_choice(change: Callable[[str], str]) -> None:
    data = change(written(Look()).decode()).encode()
    assert data != written(Look())

    assert shown(restyled(data, OTHER)) == shown(written(OTHER))


def test_an_alarm_that_was_seen_stays_seen() -> None:
    seen = written(Look()).replace(b"TRIGGER:PT0S", b"TRIGGER:PT0S\r\nACKNOWLEDGED:20260511T070100Z")

    assert b"ACKNOWLEDGED:20260511T070100Z" in restyled(seen, OTHER)


def test_without_our_token_the_look_is_left_alone() -> None:
    bare = re.sub(rb"X-AFTERVIEW-LOOK.*\r\n", b"", written(Look()))

    assert held(bare).look is None
    assert shown(restyled(bare, OTHER)) == shown(written(Look()))


@pytest.mark.parametrize("look", [Look(), OTHER])
def test_an_event_becomes_a_to_do_and_back(look: Look) -> None:
    todo = replace(PLAIN, component="VTODO", look=look)
    event = replace(PLAIN, look=look)

    there = rewrite(written(look), todo, stamp=STAMP, revision=1) or b""
    back = rewrite(there, event, stamp=STAMP, revision=2) or b""

    assert shown(there) == shown(write(todo, stamp=STAMP, revision=1))
    assert (held(there).component, held(there).digest, held(there).done) == ("VTODO", todo.digest, False)
    assert shown(back) == shown(written(look))
    assert (held(back).component, held(back).digest) == ("VEVENT", event.digest)
