"""Which events a resource holds, told without parsing it."""

from __future__ import annotations

import pytest

from afterview.ical import holds_uid

EVENT = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one@acme\r\n .example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("data", "uids", "holds"),
    [
        (EVENT, {"one@acme.example", "two"}, True),
        (EVENT, {"one@acme"}, False),
        (EVENT, set(), False),
        (EVENT.replace(b"VEVENT", b"VTODO"), {"one@acme.example"}, False),
        (EVENT.replace(b"UID", b"NAME"), {"one@acme.example"}, False),
        (EVENT + b" " * 10_000_000, {"one@acme.example"}, False),
    ],
)
def test_an_event_is_known_by_its_uid(data: bytes, uids: set[str], holds: bool) -> None:
    assert holds_uid(data, uids) is holds
