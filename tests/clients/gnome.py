"""GNOME Calendar with one calendar from a file, on a display that nobody sees: for its looks only.

On Debian 12: apt install gnome-calendar evolution-data-server xcompmgr xdotool imagemagick
"""

from __future__ import annotations

import time
from calendar import Calendar
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.clients.thunderbird import new_display, session
from tests.servers.program import Room, room

NEEDED = ("gnome-calendar", "Xvfb", "openbox", "dbus-daemon", "xcompmgr", "xdotool", "import")
_SOURCE = """[Data Source]
DisplayName={name}
Enabled=true
Parent=local-stub
[Calendar]
BackendName=local
Color={color}
Selected=true
Order=0
[Offline]
StaySynchronized=true
[Alarms]
IncludeMe=false
"""
_SETTINGS = """[org/gnome/calendar]
active-view='month'
window-maximized=true
[org/gnome/desktop/calendar]
show-weekdate=false
[org/gnome/desktop/interface]
enable-animations=false
"""
_LEFT, _TOP, _WIDTH, _HEIGHT = 306, 124, 969, 772
"""Where the days of the month are on a screen of 1280 x 900."""
_COMES_UP = 12.0
"""Seconds until what it shows stands still: nothing that it prints tells when."""


@contextmanager
def gnome_calendar(zone: str, calendars: dict[str, tuple[str, bytes]], day: str) -> Iterator[GnomeCalendar]:
    """A running one that shows the month of `day`; of each calendar by name its colour and data. Raises Unavailable."""
    with room("gnome-calendar", *NEEDED) as here:
        display = new_display(here)
        for number, (name, (color, data)) in enumerate(calendars.items()):
            here.write(f".local/share/evolution/calendar/calendar{number}/calendar.ics", data.decode())
            source = _SOURCE.format(name=name, color=color)
            here.write(f".config/evolution/sources/calendar{number}.source", source)
        here.write(".config/glib-2.0/settings/keyfile", _SETTINGS)
        environment = session(here, display, zone)
        here.start("xcompmgr", environment=environment)  # else a popover has a black frame
        here.start("gnome-calendar", "--date", day, environment=environment)
        time.sleep(_COMES_UP)
        yield GnomeCalendar(here, environment)


class GnomeCalendar:
    """The program."""

    def __init__(self, here: Room, environment: dict[str, str]) -> None:
        self.here, self.environment = here, environment

    def click(self, day: date, line: int) -> None:
        """On an event of a day of the month shown, by the line of the day that it stands in, from 0."""
        weeks = Calendar(firstweekday=6).monthdatescalendar(day.year, day.month)
        (row,) = (number for number, week in enumerate(weeks) if day in week)
        across, down = _WIDTH / 7 * ((day.weekday() + 1) % 7 + 0.4), _HEIGHT / len(weeks) * row + 37 + 28 * line
        place = (str(round(_LEFT + across)), str(round(_TOP + down)))
        self.here.run("xdotool", "mousemove", *place, "click", "1", environment=self.environment)
        time.sleep(2)

    def shot(self, path: Path) -> None:
        """A picture of the screen."""
        taken = self.here.folder / "shot.png"
        self.here.run("import", "-window", "root", taken, environment=self.environment)
        path.write_bytes(taken.read_bytes())
