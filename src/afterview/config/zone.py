"""The machine's own answer to where the user is: its time zone, and the country that the zone lies in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterview.core.worktime import UnknownRegion, WorkCalendar
from afterview.errors import ConfigError


def named(name: str) -> ZoneInfo | None:
    """The IANA zone `name`; None where there is none. `localtime` is a file's name, not a zone's."""
    if name == "localtime":
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "Europe" is a folder
        return None


def system_zone(environ: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> ZoneInfo:
    """The zone that this machine's clock shows, by $TZ, /etc/localtime or /etc/timezone; UTC where none is set.

    Raises ConfigError where one is set and its IANA name cannot be told.
    """
    for name in _candidates(environ, etc):
        zone = named(name)
        if zone is not None:
            return zone
    if (etc / "localtime").exists():
        raise ConfigError(
            str(etc / "localtime"), "this machine's time zone has no name", "set `timezone` in config.toml"
        )
    return ZoneInfo("UTC")


def _candidates(environ: Mapping[str, str], etc: Path) -> Iterator[str]:
    yield environ.get("TZ", "").removeprefix(":").rpartition("zoneinfo/")[2]
    with suppress(OSError):  # a plain file, or none
        yield str((etc / "localtime").readlink()).rpartition("zoneinfo/")[2]
    with suppress(OSError, UnicodeDecodeError):
        yield (etc / "timezone").read_text(encoding="utf-8").strip()


def holidays_in(zone: ZoneInfo) -> WorkCalendar:
    """The holidays of the country that `zone` lies in, by tzdata's zone.tab; none for UTC and the like."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            if name == zone.key:
                with suppress(UnknownRegion):
                    return WorkCalendar(country)
    return WorkCalendar("none")
