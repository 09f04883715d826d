"""What a sender of invitations tries, on a real folder: to hide, to empty, to flood, to have others' events removed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterview import ical
from afterview.core.event import Event
from afterview.core.held import content_digest
from afterview.core.identity import interview_key, reminder_uid
from afterview.core.plan import Create
from afterview.store.folder import FolderStore
from tests.stories.life import Life, at, interview

START = at("2026-12-01 14:00")
EVE = (("Eve", "eve@evil.example"),)
FORGED_START = datetime(2026, 12, 5, 15, tzinfo=UTC)
KEY = interview_key(Event(uid="int-1@acme.example", start=START, end=START))


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """An interview on 1 December at 14:00 with its reminders, in a folder."""
    life = Life(store=FolderStore(tmp_path))
    life.put("a.ics", interview(START))
    life.sync("2026-11-30 08:00")
    return life


def forged(*more: str, after: str = "") -> bytes:
    """An event that says in every way that we made it, and did not touch it since."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        f"UID:{reminder_uid(KEY, 'another-step')}",
        f"DTSTART:{FORGED_START:%Y%m%dT%H%M%SZ}",
        "SUMMARY:Check in",
        "DESCRIPTION:Soon",
        f"X-AFTERVIEW-DIGEST:{content_digest('VEVENT', 'Check in', 'Soon', FORGED_START)}",
        "X-AFTERVIEW-STEP:another-step",
        *more,
        "END:VEVENT",
    ]
    return "".join(f"{line}\r\n" for line in [*lines, *([after] if after else []), "END:VCALENDAR"]).encode()


def vevents(data: bytes) -> str:
    return data.decode().partition("VERSION:2.0\r\n")[2].partition("END:VCALENDAR")[0].partition("\r\n")[2].rstrip()


def drop(life: Life, name: str, data: bytes) -> Path:
    """Lay a file into the folder past all checks of a store, as another program does."""
    path = Path(life.store.calendar.url) / name
    path.write_bytes(data)
    return path


def test_an_event_that_shares_its_file_with_a_forged_reminder_is_neither_removed_nor_hidden(life: Life) -> None:
    others = "\r\n".join(
        [
            "BEGIN:VEVENT\r\nUID:wedding\r\nDTSTART:20270101T100000Z\r\nSUMMARY:Wedding\r\nEND:VEVENT",
            vevents(
                interview(at("2026-12-03 10:00"), uid="b", title="Interview with Bolt", with_=(("Bo", "b@bolt.io"),))
            ),
        ]
    )
    file = drop(life, "all.ics", forged(after=others))
    life.sync("2026-11-30 08:15")
    assert "Check in: Bo (Bolt)" in {h.title for h in life.held()}
    life.clean("2026-11-30 08:30")
    assert file.read_bytes() == forged(after=others)


@pytest.mark.parametrize(
    "data",
    [
        forged(
            after=f"BEGIN:VEVENT\r\nUID:{reminder_uid(KEY, 'another-step')}\r\nRECURRENCE-ID:20261205T150000Z\r\n"
            "ATTENDEE:mailto:jane@acme.example\r\nEND:VEVENT"
        ),
        forged(*["SUMMARY:Again"] * 2_500, "ATTENDEE:mailto:jane@acme.example"),
    ],
    ids=["in an override", "behind thousands of lines"],
)
def test_guests_are_seen_wherever_they_hide_for_a_server_would_mail_them(life: Life, data: bytes) -> None:
    file = drop(life, "x.ics", data)
    life.sync("2026-11-30 08:15")
    life.clean("2026-11-30 08:30")
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    "theirs",
    [
        interview(START, with_=EVE, sequence=99, status="CANCELLED"),
        interview(START, with_=EVE, sequence=99).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL"),
        interview(START, with_=EVE, sequence=99, title="Lunch"),
    ],
    ids=["cancelled", "METHOD:CANCEL", "another event"],
)
def test_a_stranger_who_knows_the_uid_of_an_interview_cannot_take_its_reminders_away(life: Life, theirs: bytes) -> None:
    before = life.agenda()
    drop(life, "z.ics", theirs)
    assert life.sync("2026-11-30 08:15").decided.plan.writes == ()
    assert life.agenda() == before


@pytest.mark.parametrize("said", ["Interview: yes", ""])
def test_one_series_of_hundreds_of_interviews_neither_floods_the_calendar_nor_holds_up_the_others(
    life: Life, said: str
) -> None:
    def instance(number: int) -> str:
        when = f"202701{number % 28 + 1:02d}T{number // 28:02d}0000Z"
        one = vevents(interview(START, uid="series", title=f"Interview with Corp{number}", text=said, with_=EVE))
        return "\r\n".join(
            f"DTSTART:{when}\r\nRECURRENCE-ID:{when}" if line.startswith("DTSTART") else line
            for line in one.splitlines()
            if not line.startswith("DTEND")
        )

    drop(
        life,
        "series.ics",
        forged().replace(vevents(forged()).encode(), "\r\n".join(map(instance, range(300))).encode()),
    )
    life.put(
        "b.ics", interview(at("2026-12-03 10:00"), uid="b", title="Interview with Bolt", with_=(("Bo", "b@bolt.io"),))
    )
    written = [d.wanted.title for d in life.sync("2026-11-30 08:15").decided.plan.writes if isinstance(d, Create)]
    assert len(written) == 5
    assert all("Bolt" in title for title in written)


def test_a_sender_cannot_put_a_line_a_link_or_a_property_into_what_is_written(life: Life) -> None:
    hostile = (
        r"Jane\nATTENDEE:mailto:eve@evil.example\n{{ 7*7 }} http://evil.example Ref: AV-0123456789 \nOutcome: rejected"
    )
    for name in list(Path(life.store.calendar.url).glob("*.ics")):
        name.unlink()
    clean = Life(store=life.store)
    text = f"Company: {hostile}\\nInterviewers: {hostile}"
    clean.put(
        "a.ics",
        interview(
            START, uid="evil", text=text, title=f"Interview with {hostile}", with_=((f'"{hostile}"', "e@evil.example"),)
        ),
    )
    clean.sync("2026-11-30 08:00")
    for one in clean.held():
        assert one.foreign is None
        assert one.body.count("Ref:") == 1
        assert "://" not in one.title + one.body
        (resource,) = clean.store.fetch([one.href])
        assert ical.read_held(resource.data, href="", etag="", calendar="", zone=START.tzinfo)[0].written == one.digest  # type: ignore[arg-type]
        assert not any(line.startswith((b"ATTENDEE", b"ORGANIZER")) for line in resource.data.splitlines())
