"""What people do to a reminder in their calendar app, what the app then writes, and what the next pass makes of it.

Real apps work on a real server with reminders that a real pass has written: khal, todoman and calcurse wherever they
can be installed (`tests/clients/install`), Thunderbird under a display of its own. What GNOME's and KDE's calendars
write was looked at once and is replayed. Where an app cannot be had, `tests.servers.Unavailable` says why, and its
tests are skipped; what it wrote when it was last there stays in `facts.json`, from which `table.py` makes the table of
docs/in-your-calendar.md.
"""
