"""Names and UIDs."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from afterview.store.identity import resource_name, uids


def test_a_uid_is_found_however_it_is_written() -> None:
    data = (
        b"BEGIN:VCALENDAR\r\nUID:of the calendar\r\nBEGIN:VEVENT\r\nuid;X=1:on\r\n e\r\nBEGIN:VALARM\r\nUID:alarm\r\n"
        b"END:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\nUID:two\nSUMMARY:UID:three\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    )
    assert uids(data.replace(b"uid;", b"UID;")) == {b"one", b"two"}
    assert uids(b"") == uids(b"UID:x") == frozenset()


@given(st.text(max_size=300))
def test_every_name_becomes_one_that_any_server_keeps(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9@_-][A-Za-z0-9@._-]{0,200}\.ics", resource_name(name))


@given(st.text(max_size=8), st.text(max_size=8))
def test_two_names_never_become_one(one: str, other: str) -> None:
    if one.removesuffix(".ics") != other.removesuffix(".ics"):
        assert resource_name(one) != resource_name(other)


def test_a_plain_name_stays() -> None:
    assert resource_name("afterview-1b@x_y.ics") == resource_name("afterview-1b@x_y") == "afterview-1b@x_y.ics"
