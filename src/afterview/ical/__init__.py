"""The codec between iCalendar bytes and the core's words: pure, total in reading, deterministic in writing (RFC 5545).

The only door to icalendar and recurring_ical_events.
"""

from afterview.ical.bare import write_bare
from afterview.ical.inscribe import complete, inscribe
from afterview.ical.mark import is_ours, read_held
from afterview.ical.read import Reading, Skipped, read, worth_reading
from afterview.ical.text import clean_body, clean_title, one_line, plain
from afterview.ical.uids import holds_uid
from afterview.ical.write import export, rewrite, write

__all__ = [
    "Reading",
    "Skipped",
    "clean_body",
    "clean_title",
    "complete",
    "export",
    "holds_uid",
    "inscribe",
    "is_ours",
    "one_line",
    "plain",
    "read",
    "read_held",
    "rewrite",
    "worth_reading",
    "write",
    "write_bare",
]
