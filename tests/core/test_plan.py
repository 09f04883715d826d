"""Each row of the table that decides a reminder's fate, by name; then the brakes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from afterview.core.held import Held, Look, Part, Wanted, content_digest, reference
from afterview.core.plan import (
    FEW,
    MOST_CREATES,
    TOMBSTONE,
    Adopt,
    Create,
    Decision,
    Delete,
    Forget,
    Keep,
    Plan,
    Remembered,
    Update,
    check,
    diff,
    foremost,
    identify,
    touched,
    written,
)
from tests.core.making import at

NOW = at("2026-12-01T08:00")
LATER = at("2026-12-08T09:00")
EARLIER = at("2026-11-24T09:00")
UID = "afterview-1b4e28ba-2fa1-51d2-883f-0016d3cca427"
OTHER = "afterview-9b4e28ba-2fa1-51d2-883f-0016d3cca427"

WANTED = Wanted(
    uid=UID,
    calendar="/work/",
    title="Check in with Acme",
    body="Ask about next steps.\nRef: AV-1b4e28ba2f",
    starts=LATER,
    due=LATER,
    step="check-in",
    interviews=("a", "b"),
)


def held(wanted: Wanted = WANTED, **changes: Any) -> Held:
    """`wanted` as it was written, with what was changed in the calendar since."""
    return replace(
        Held(
            uid=wanted.uid,
            reference=reference(wanted.uid),
            calendar=wanted.calendar,
            href=f"{wanted.uid}.ics",
            etag='"1"',
            component=wanted.component,
            title=wanted.title,
            body=wanted.body,
            starts=wanted.starts,
            written=wanted.digest,
            due=wanted.due,
            step=wanted.step,
            interviews=wanted.interviews,
        ),
        **changes,
    )


def entry(wanted: Wanted = WANTED, **changes: Any) -> Remembered:
    """What the ledger says once `wanted` is written."""
    return replace(
        Remembered(
            uid=wanted.uid,
            calendar=wanted.calendar,
            href=f"{wanted.uid}.ics",
            digest=wanted.digest,
            step=wanted.step,
            due=wanted.due,
            starts=wanted.starts,
            interviews=wanted.interviews,
        ),
        **changes,
    )


HELD = held()
ENTRY = entry()
RETITLED = replace(WANTED, title="Call Acme")
PAST = replace(WANTED, starts=EARLIER, due=EARLIER)


def test_what_is_remembered_of_a_write_is_what_was_wanted_where_it_stands_now() -> None:
    assert written(WANTED, "/home/", "moved.ics", 3) == entry(calendar="/home/", href="moved.ics", revision=3)
    assert written(WANTED, "/work/", f"{UID}.ics") == ENTRY


def decide(
    wanted: Wanted | None = None,
    found: Held | Sequence[Held] | None = None,
    known: Remembered | None = None,
    withdrawn: str | None = None,
) -> tuple[Decision, ...]:
    every = [found] if isinstance(found, Held) else list(found or ())
    return diff(
        [wanted] if wanted else [],
        every,
        {known.uid: known} if known else {},
        NOW,
        {UID: withdrawn} if withdrawn else {},
    ).decisions


# --- the rows ---


def test_wanted_only_is_created() -> None:
    assert decide(WANTED) == (Create(wanted=WANTED),)


def test_wanted_now_is_created_and_wanted_before_now_is_not() -> None:
    now = replace(WANTED, starts=NOW)
    assert decide(now) == (Create(wanted=now),)
    assert decide(PAST) == (Keep(uid=UID, reason="past"),)


def test_wanted_and_remembered_but_gone_was_dismissed() -> None:
    assert decide(WANTED, None, ENTRY) == (Keep(uid=UID, reason="dismissed"),)


def test_a_dismissal_spreads_to_interviews_that_join_its_round() -> None:
    joined = replace(WANTED, interviews=("b", "c"))
    assert decide(joined, None, ENTRY) == (
        Keep(uid=UID, reason="dismissed"),
        Adopt(entry=entry(interviews=("a", "b", "c")), held=None),
    )


def test_wanted_and_held_as_it_is_wanted_is_adopted_by_a_lost_ledger() -> None:
    assert decide(WANTED, HELD) == (Keep(uid=UID, reason="same", held=HELD), Adopt(entry=ENTRY, held=HELD))


def test_all_the_same_is_kept() -> None:
    assert decide(WANTED, HELD, ENTRY) == (Keep(uid=UID, reason="same", held=HELD),)


@pytest.mark.parametrize("known", [None, ENTRY, entry(digest="of another daemon's")])
def test_wanted_otherwise_than_held_untouched_is_updated(known: Remembered | None) -> None:
    assert decide(RETITLED, HELD, known) == (Update(wanted=RETITLED, held=HELD),)


@pytest.mark.parametrize("known", [None, ENTRY])
def test_one_that_is_to_look_otherwise_is_updated_while_it_is_to_come(known: Remembered | None) -> None:
    red = replace(WANTED, look=Look(color="red"))
    plain = held(look=Look())

    assert decide(red, plain, known) == (Update(wanted=red, held=plain),)
    assert decide(red, held(look=red.look), ENTRY) == (Keep(uid=UID, reason="same", held=held(look=red.look)),)
    assert decide(red, HELD, ENTRY) == (Keep(uid=UID, reason="same", held=HELD),)


def test_what_is_past_theirs_or_done_keeps_its_look() -> None:
    red = replace(WANTED, look=Look(color="red"))
    past, theirs, done = held(PAST, look=Look()), held(look=Look(), title="Call"), held(look=Look(), done=True)

    assert decide(replace(PAST, look=red.look), past, entry(PAST)) == (Keep(uid=UID, reason="same", held=past),)
    assert decide(red, theirs, ENTRY) == (Keep(uid=UID, reason="theirs", held=theirs),)
    assert decide(red, done, ENTRY) == (Keep(uid=UID, reason="done", held=done),)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Ring Jane"},
        {"body": "x"},
        {"starts": LATER + timedelta(hours=1)},
        {"starts": None},
        {"component": "VTODO"},
    ],
)
@pytest.mark.parametrize("wanted", [WANTED, RETITLED, None])
def test_what_the_user_touched_is_theirs_whatever_is_wanted(wanted: Wanted | None, change: dict[str, Any]) -> None:
    changed = held(**change)
    assert decide(wanted, changed, ENTRY) == (Keep(uid=UID, reason="theirs", held=changed),)


@pytest.mark.parametrize("wanted", [WANTED, RETITLED, None])
def test_what_is_done_is_done_whatever_is_wanted(wanted: Wanted | None) -> None:
    done = held(done=True)
    assert decide(wanted, done, ENTRY) == (Keep(uid=UID, reason="done", held=done),)


STALE = held(replace(WANTED, title="Ask Acme"), base=replace(WANTED, title="Ask Acme").parts, revision=2)
"""An older version than the ledger's, as we wrote it."""
NEWER = entry(revision=3)


@pytest.mark.parametrize(
    ("change", "theirs"),
    [
        ({"title": "Write to Jane"}, {"title"}),
        ({"body": "about the salary"}, {"body"}),
        ({"starts": LATER + timedelta(days=1)}, {"starts"}),
        ({"title": "Write", "starts": LATER + timedelta(days=1)}, {"title", "starts"}),
    ],
)
def test_what_was_touched_on_an_older_version_is_brought_up_to_date_but_for_that(
    change: dict[str, Any], theirs: set[Part]
) -> None:
    found = replace(STALE, **change)
    (update,) = decide(WANTED, found, NEWER)
    assert update == Update(wanted=WANTED, held=found, theirs=frozenset(theirs), over=3)
    assert isinstance(update, Update)
    assert update.revision == 4


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({"revision": 3}, NEWER),
        ({"revision": 4}, NEWER),
        ({"base": None}, NEWER),
        ({"component": "VTODO"}, NEWER),
        ({}, None),
    ],
)
def test_what_was_touched_on_the_present_version_is_theirs(change: dict[str, Any], known: Remembered | None) -> None:
    found = replace(STALE, title="Write to Jane", **change)
    assert decide(WANTED, found, known)[0] == Keep(uid=UID, reason="theirs", held=found)


@pytest.mark.parametrize(
    ("wanted", "change"),
    [
        (None, {"title": "Write to Jane"}),
        (replace(WANTED, starts=EARLIER), {"title": "Write to Jane"}),
        (WANTED, {"starts": EARLIER}),
        (WANTED, {"starts": None}),
    ],
)
def test_an_older_version_that_was_touched_is_left_where_it_is_past_or_not_wanted(
    wanted: Wanted | None, change: dict[str, Any]
) -> None:
    found = replace(STALE, **change)
    assert decide(wanted, found, NEWER)[0] == Keep(uid=UID, reason="theirs", held=found)


def test_an_older_version_that_nobody_touched_is_updated_above_the_newer_one() -> None:
    (update,) = decide(WANTED, STALE, NEWER)
    assert update == Update(wanted=WANTED, held=STALE, over=3)


def test_of_each_uid_the_foremost_is_what_counts() -> None:
    copy = held(uid="", by_reference=False, href="0-copy.ics", starts=EARLIER)
    foreign = held(uid=OTHER, foreign="it has ATTENDEE")
    assert foremost([copy, HELD, foreign], {UID: ENTRY}) == [HELD]
    assert foremost([copy], {UID: ENTRY}) == [replace(copy, uid=UID, by_reference=True)]


def test_what_the_user_made_as_it_is_wanted_is_the_same() -> None:
    changed = held(title=RETITLED.title)
    assert decide(RETITLED, changed, ENTRY) == (
        Keep(uid=UID, reason="same", held=changed),
        Adopt(entry=entry(RETITLED), held=changed),
    )


def test_held_untouched_and_no_longer_wanted_is_deleted_with_the_reason() -> None:
    assert decide(None, HELD, ENTRY, "you have heard back") == (Delete(held=HELD, reason="you have heard back"),)
    assert decide(None, HELD) == (Delete(held=HELD, reason="its interview is no longer in the calendar"),)


def test_history_is_not_withdrawn() -> None:
    past = held(PAST)
    assert decide(None, past, entry(PAST)) == (Keep(uid=UID, reason="past", held=past),)
    now = replace(WANTED, starts=NOW)
    assert decide(None, held(now), entry(now)) == (Keep(uid=UID, reason="past", held=held(now)),)


def test_history_is_not_rewritten() -> None:
    past = held(PAST)
    retitled = replace(PAST, title="Call Acme")
    assert decide(retitled, past, entry(PAST)) == (Keep(uid=UID, reason="past", held=past),)


def test_nothing_is_moved_into_the_past() -> None:
    assert decide(PAST, HELD, ENTRY) == (Keep(uid=UID, reason="past", held=HELD),)


def test_what_is_past_moves_on_with_its_interview() -> None:
    past = held(PAST)
    assert decide(WANTED, past, entry(PAST)) == (Update(wanted=WANTED, held=past),)


def test_remembered_only_stays_deleted_and_is_forgotten_after_over_a_year() -> None:
    assert decide(None, None, ENTRY) == (Keep(uid=UID, reason="dismissed"),)
    just = entry(due=NOW - TOMBSTONE)
    assert decide(None, None, just) == (Keep(uid=UID, reason="dismissed"),)
    assert decide(None, None, replace(just, due=just.due - timedelta(minutes=1))) == (Forget(uid=UID),)


@pytest.mark.parametrize("wanted", [WANTED, RETITLED, None])
@pytest.mark.parametrize("known", [None, ENTRY])
def test_what_is_not_ours_is_left_alone_whatever_else_holds(wanted: Wanted | None, known: Remembered | None) -> None:
    foreign = held(foreign="it has an organizer")
    kept = Keep(uid=UID, reason="foreign", why="it has an organizer", held=foreign)
    first, *rest = decide(wanted, foreign, known)
    assert first == kept
    # It is remembered where it stands in the way of one of ours, so that its deletion is known.
    assert rest == ([Adopt(entry=ENTRY, held=foreign)] if wanted and not known else [])


def test_a_foreign_event_beside_ours_changes_nothing() -> None:
    foreign = held(foreign="it has an organizer", href="copy.ics")
    assert decide(RETITLED, [foreign, HELD], ENTRY) == (
        Keep(uid=UID, reason="foreign", why="it has an organizer", held=foreign),
        Update(wanted=RETITLED, held=HELD),
    )


# --- copies ---


def test_a_copy_is_left_alone() -> None:
    copy = held(href="copy.ics")
    assert decide(RETITLED, [copy, HELD], ENTRY) == (
        Update(wanted=RETITLED, held=HELD),
        Keep(uid=UID, reason="copy", why="a copy of another one", held=copy),
    )


def test_of_two_copies_the_one_the_user_touched_counts() -> None:
    mine = held(href="a copy.ics", title="Ring Jane")
    decisions = decide(RETITLED, [HELD, mine], ENTRY)
    assert decisions[0] == Keep(uid=UID, reason="theirs", held=mine)
    assert [d for d in decisions if isinstance(d, Create | Update | Delete)] == []
    assert decide(RETITLED, [HELD, replace(mine, title=HELD.title, done=True)], ENTRY)[0] == Keep(
        uid=UID, reason="done", held=replace(mine, title=HELD.title, done=True)
    )


def test_of_two_unknown_copies_the_first_address_counts() -> None:
    one, two = held(href="a.ics"), held(href="b.ics")
    assert decide(WANTED, [two, one])[0] == Keep(uid=UID, reason="same", held=one)


def test_untouched_copies_are_withdrawn_together() -> None:
    one, two = held(href="a.ics"), held(href="b.ics")
    told = "its interview is no longer in the calendar"
    assert decide(None, [two, one]) == (Delete(held=one, reason=told), Delete(held=two, reason=told))


# --- marks and ledgers that are lost ---


def test_a_stripped_mark_is_made_up_for_by_the_ledger() -> None:
    stripped = held(written=None, due=None, step=None, interviews=())
    assert decide(RETITLED, stripped, ENTRY) == (Update(wanted=RETITLED, held=stripped),)
    assert decide(None, stripped, ENTRY) == (
        Delete(held=stripped, reason="its interview is no longer in the calendar"),
    )
    assert decide(WANTED, stripped, ENTRY) == (Keep(uid=UID, reason="same", held=stripped),)


def test_a_stripped_mark_and_a_lost_ledger_leave_it_to_the_user_for_good() -> None:
    stripped = held(written=None, due=None, step=None, interviews=())
    kept, adopt = decide(RETITLED, stripped)
    assert kept == Keep(uid=UID, reason="theirs", held=stripped)
    assert adopt == Adopt(entry=entry(digest=""), held=stripped)
    assert isinstance(adopt, Adopt)
    assert decide(RETITLED, stripped, adopt.entry) == (kept,)
    assert decide(None, stripped, adopt.entry) == (kept,)


def test_nothing_is_remembered_of_what_says_nothing() -> None:
    stripped = held(written=None, due=None, step=None, interviews=())
    assert decide(None, stripped) == (Keep(uid=UID, reason="theirs", held=stripped),)
    timeless = held(written=None, starts=None, due=None)
    assert decide(None, timeless) == (Keep(uid=UID, reason="theirs", held=timeless),)


def test_what_is_theirs_is_remembered_as_it_was_written_so_that_its_move_shows() -> None:
    moved = held(starts=LATER + timedelta(days=1))
    assert decide(WANTED, moved) == (
        Keep(uid=UID, reason="theirs", held=moved),
        Adopt(entry=ENTRY, held=moved),
    )


def test_what_is_theirs_stays_theirs_for_every_interview_it_was_about() -> None:
    mine = held(title="Ring Jane")
    parted = replace(RETITLED, interviews=("a", "c"))
    assert decide(parted, mine, ENTRY) == (
        Keep(uid=UID, reason="theirs", held=mine),
        Adopt(entry=entry(interviews=("a", "b", "c")), held=mine),
    )


def test_what_is_the_same_is_remembered_for_the_interviews_of_its_round() -> None:
    parted = replace(WANTED, interviews=("a", "c"))
    assert decide(parted, HELD, ENTRY) == (
        Keep(uid=UID, reason="same", held=HELD),
        Adopt(entry=entry(interviews=("a", "c")), held=HELD),
    )


def test_one_that_has_another_address_is_remembered_there() -> None:
    elsewhere = held(href="new.ics", calendar="/home/")
    assert decide(WANTED, elsewhere, ENTRY) == (
        Keep(uid=UID, reason="same", held=elsewhere),
        Adopt(entry=entry(href="new.ics", calendar="/home/"), held=elsewhere),
    )


@pytest.mark.parametrize(
    ("changes", "known", "wanted", "answer"),
    [
        ({}, None, None, False),
        ({"title": "x"}, None, None, True),
        ({"title": "x"}, ENTRY, None, True),
        ({"written": None}, None, None, True),
        ({"written": None}, ENTRY, None, False),
        ({"written": None}, entry(digest=""), None, True),
        ({"written": None}, None, WANTED, False),
        ({"written": None}, None, RETITLED, True),
    ],
)
def test_touched_is_what_differs_from_what_was_written_or_where_nothing_can_tell(
    changes: dict[str, Any], known: Remembered | None, wanted: Wanted | None, answer: bool
) -> None:
    assert touched(held(**changes), known, wanted) is answer


# --- the reference ---


def test_a_reference_in_a_strangers_words_does_not_take_the_place_of_the_reminder() -> None:
    forged = held(uid="", title="done", href="forged.ics")
    decisions = decide(RETITLED, [forged, HELD], ENTRY)
    assert decisions[0] == Update(wanted=RETITLED, held=HELD)
    assert decisions[1] == Keep(
        uid=UID, reason="copy", why="a copy of another one", held=replace(forged, uid=UID, by_reference=True)
    )


def test_one_that_an_app_renamed_is_known_by_its_reference() -> None:
    renamed = held(uid="", title="Ring Jane")
    assert decide(WANTED, renamed, ENTRY) == (
        Keep(uid=UID, reason="theirs", held=replace(renamed, uid=UID, by_reference=True)),
    )


def test_an_unknown_reference_is_nobody_s() -> None:
    unknown = held(uid="", reference=reference(OTHER))
    assert identify([unknown, HELD], [UID]) == [HELD]
    assert decide(WANTED, unknown) == (Create(wanted=WANTED),)


# --- many at once ---


def test_each_reminder_is_decided_on_its_own_in_the_order_wanted_held_remembered() -> None:
    second = replace(WANTED, uid=OTHER)
    third = f"{OTHER}3"
    plan = diff([second], [HELD], {third: entry(uid=third)}, NOW, {})
    assert plan == Plan(
        decisions=(
            Create(wanted=second),
            Delete(held=HELD, reason="its interview is no longer in the calendar"),
            Keep(uid=third, reason="dismissed"),
        )
    )
    assert plan.writes == plan.decisions[:2]


def test_a_digest_is_of_what_we_own_however_it_is_written() -> None:
    body = "Ask about next steps.\r\n\r\nRef:   AV-1 \n"
    plain = content_digest("VEVENT", " Check  in", body, LATER)
    assert plain == content_digest("VEVENT", "Check in", "Ask about next steps.\n\nRef: AV-1", LATER)
    assert content_digest("VEVENT", "Check in", body, None) != plain
    assert len(plain) == 32


# --- brakes ---


def plan(*decisions: Decision | Iterable[Decision]) -> Plan:
    every: list[Decision] = []
    for some in decisions:
        every += some if isinstance(some, Iterable) else [some]
    return Plan(decisions=tuple(every))


def deletes(count: int, rounds: int) -> list[Decision]:
    return [Delete(held=held(uid=f"{UID}{n}", interviews=(f"round {n % rounds}",)), reason="x") for n in range(count)]


def test_watched_calendars_that_are_suddenly_empty_stop_a_withdrawal() -> None:
    one = plan(deletes(1, 1))
    told = f"the watched calendars are suddenly empty ({FEW} entries before)"
    assert check(one, events_before=FEW, events_now=0) == told
    assert check(one, events_before=FEW - 1, events_now=0) is None
    assert check(one, events_before=FEW, events_now=1) is None
    assert check(plan(), events_before=FEW, events_now=0) is None


def test_most_reminders_of_several_interviews_do_not_go_at_once() -> None:
    def told(count: int, rounds: int, kept: int) -> str | None:
        staying: list[Decision] = [
            Keep(uid="x", reason="same"),
            Keep(uid="x", reason="theirs"),
            *[Update(wanted=WANTED, held=HELD)] * (kept - 2),
        ]
        others: list[Decision] = [
            Keep(uid="x", reason="dismissed"),
            Keep(uid="x", reason="past"),
            Create(wanted=WANTED),
        ]
        return check(plan(deletes(count, rounds), staying, others), events_before=9, events_now=9)

    assert told(6, 3, 5) == "6 of 11 reminders of 3 interviews would be withdrawn at once"
    assert told(6, 3, 6) is None
    assert told(FEW, 3, 2) is None
    assert told(6, 2, 2) is None


def test_reminders_whose_interviews_are_not_known_count_as_one_each() -> None:
    unknown = [Delete(held=held(uid=f"{UID}{n}", interviews=()), reason="x") for n in range(6)]
    told = check(plan(unknown), events_before=9, events_now=9)
    assert told == "6 of 6 reminders of 6 interviews would be withdrawn at once"


def test_a_flood_of_new_reminders_stops() -> None:
    assert check(plan([Create(wanted=WANTED)] * MOST_CREATES), events_before=0, events_now=9) is None
    told = check(plan([Create(wanted=WANTED)] * (MOST_CREATES + 1)), events_before=0, events_now=9)
    assert told == f"{MOST_CREATES + 1} new reminders would be written at once"
