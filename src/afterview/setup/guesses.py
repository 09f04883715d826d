"""What can be known without asking: a name, a zone, whose holidays."""

from __future__ import annotations

import os
import re
from zoneinfo import ZoneInfo

from afterview import config
from afterview.errors import ConfigError

_WORD = re.compile(r"[^\W\d_]{2,}")


def own_name(email: str | None) -> str | None:
    """The name of whoever is logged in here, else the one in an address such as `alex.doe@…`."""
    import pwd

    try:
        name = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except KeyError:
        name = ""
    if " " in name and name.isprintable():
        return name
    words = re.split(r"[._-]", (email or "").partition("@")[0])
    return " ".join(w.capitalize() for w in words) if len(words) > 1 and all(map(_WORD.fullmatch, words)) else None


def own_zone() -> str | None:
    """The zone that this machine's clock shows, where it has a name."""
    try:
        return config.system_zone().key
    except ConfigError:
        return None


def own_holidays(zone: str | None) -> str:
    """The country that `zone` lies in; `none` where that is nowhere."""
    return config.holidays_in(ZoneInfo(zone)).code if zone else "none"
