"""What is written comes back as it was written, whatever a server makes of the text; else it would pass for edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterview import ical
from afterview.core.held import Component, Held, Wanted
from afterview.store import Wrote
from tests.stories.life import Life

_BERLIN = ZoneInfo("Europe/Berlin")
_STAMP = datetime(2026, 5, 1, 8, tzinfo=UTC)
_PLAIN = Wanted(
    uid="afterview-0123abcd-4567-5890-abcd-ef0123456789",
    calendar="https://dav.example/alice/",
    title="Thank Jane Doe (Acme)",
    body="Thank Jane Doe for the interview.\n\n[ ] Re-read notes\n\nRef: AV-0123abcd45",
    starts=datetime(2026, 5, 11, 9, tzinfo=_BERLIN),
    due=datetime(2026, 5, 10, 18, tzinfo=_BERLIN),
    step="thank-you",
    interviews=("ab12cd", "ef34"),
)
_SHAPES = {
    "plain": _PLAIN,
    "signs": replace(
        _PLAIN,
        title=r"""Thank "Jane", Doe; C:\new <b>&amp; 100% 'sure' =?utf-8?q?x?=""",
        body="a, b; c\\n d\\\\e \"f\" 'g' <h>&lt; i=j:k\n\n  indented\n\tand more ]]>\n" + _PLAIN.body,
    ),
    "scripts": replace(
        _PLAIN,
        title="Danke, Jürgen Groß 面接のお礼 شكرا 🎉👩‍💻",
        body="Спасибо за собеседование ✓ 🎉 " + "長い文章です。" * 60 + "\n" + _PLAIN.body,
    ),
    "long": replace(_PLAIN, title="Thank " + "Jane " * 40, body="word " * 1500 + "\n" + _PLAIN.body),
    "clock goes back": replace(_PLAIN, starts=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=_BERLIN)),
    "half-hour zone": replace(_PLAIN, starts=datetime(2026, 5, 11, 9, tzinfo=ZoneInfo("Asia/Kolkata"))),
    "odd step": replace(_PLAIN, step="thank-you, ünd % more", interviews=("ab12cd", "ç,d;e")),
}


@pytest.mark.parametrize("component", ["VEVENT", "VTODO"])
@pytest.mark.parametrize("shape", _SHAPES)
def test_a_reminder_comes_back_as_it_was_written(life: Life, shape: str, component: Component) -> None:
    wanted = replace(_SHAPES[shape], component=component, calendar=life.store.calendar.url)
    clean = replace(wanted, title=ical.clean_title(wanted.title), body=ical.clean_body(wanted.body))
    assert isinstance(life.store.create("a.ics", ical.write(clean, stamp=_STAMP, revision=1)), Wrote)
    _same(_held(life), clean, revision=1)

    moved = replace(clean, title="Moved: " + clean.title[:100], starts=clean.starts + timedelta(days=1))
    (resource,) = life.store.fetch([_held(life).href])
    changed = ical.rewrite(resource.data, moved, stamp=_STAMP, revision=2)
    assert changed is not None
    assert isinstance(life.store.update(resource.href, resource.etag, changed), Wrote)
    _same(_held(life), moved, revision=2)


def _held(life: Life) -> Held:
    (href,) = [href for href, _ in life.store.changes(None).changed]
    (resource,) = life.store.fetch([href])
    url = life.store.calendar.url
    (held,) = ical.read_held(resource.data, href=href, etag=resource.etag, calendar=url, zone=_BERLIN)
    return held


def _same(held: Held, wanted: Wanted, *, revision: int) -> None:
    assert held.foreign is None
    assert (held.uid, held.component, held.digest) == (wanted.uid, wanted.component, wanted.digest)
    assert (held.written, held.revision, held.due) == (wanted.digest, revision, wanted.due)
    assert (held.step, held.interviews, held.done) == (wanted.step, wanted.interviews, False)
