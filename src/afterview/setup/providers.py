"""What is known of calendar providers: where their server is, which password it takes, and what to do if there is none.

A line here saves a person a search; a provider that is not in it is found by its address all the same (RFC 6764).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider."""

    name: str
    domains: tuple[str, ...]
    """Of mail addresses and of servers, each with all that is below it."""
    url: str | None = None
    """Its CalDAV server; None where each customer has another."""
    hint: str = ""
    """Which password it takes, and where that is made."""
    username: str = ""
    """What to log in as, where that is not the mail address."""
    instead: str = ""
    """Why it cannot be used and what can be done instead; empty where it can."""


_EXPORT = "export the calendar as an .ics file, and look at that: afterview plan --me ADDRESS FILE.ics"
_TWO_STEPS = "Your usual password, or with two-factor login an app password, made under "

PROVIDERS: tuple[Provider, ...] = (
    Provider(
        name="Fastmail",
        domains=("fastmail.com", "fastmail.fm", "messagingengine.com"),
        url="https://caldav.fastmail.com/",
        hint="Fastmail takes app passwords only: Settings > Privacy & Security > Manage app passwords and access, "
        "with access to calendars (CalDAV).",
    ),
    Provider(
        name="iCloud",
        domains=("icloud.com", "me.com", "mac.com"),
        url="https://caldav.icloud.com/",
        hint="Apple takes app-specific passwords only: account.apple.com > Sign-In and Security > "
        "App-Specific Passwords.",
    ),
    Provider(
        name="Google",
        domains=("gmail.com", "googlemail.com", "google.com", "googleusercontent.com"),
        instead="Google lets programs in by OAuth only, which afterview does not know yet. What works: let vdirsyncer "
        "(which knows it) keep the calendar in a folder and give that folder here, or " + _EXPORT,
    ),
    Provider(
        name="Outlook",
        domains=("outlook.com", "outlook.de", "hotmail.com", "live.com", "msn.com", "office365.com", "office.com"),
        instead="Microsoft's calendars do not speak CalDAV. What works: run DavMail on this machine and give its "
        "address here (http://localhost:1080/), or " + _EXPORT,
    ),
    Provider(
        name="Proton",
        domains=("proton.me", "protonmail.com", "protonmail.ch", "pm.me"),
        instead="Proton's calendars are encrypted and do not speak CalDAV. What works: " + _EXPORT,
    ),
    Provider(
        name="Tuta",
        domains=("tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "tutamail.com", "keemail.me"),
        instead="Tuta's calendars are encrypted and do not speak CalDAV. What works: " + _EXPORT,
    ),
    Provider(
        name="mailbox.org",
        domains=("mailbox.org",),
        url="https://dav.mailbox.org/",
        hint="mailbox.org takes application passwords: All settings > Security > Application passwords, for "
        "calendars and contacts.",
    ),
    Provider(
        name="Posteo",
        domains=("posteo.de", "posteo.net", "posteo.org", "posteo.eu", "posteo.at", "posteo.ch"),
        url="https://posteo.de:8443/",
        hint="Posteo takes the password of your mailbox.",
    ),
    Provider(
        name="Yahoo",
        domains=(
            "yahoo.com",
            "yahoo.de",
            "yahoo.fr",
            "yahoo.it",
            "yahoo.es",
            "yahoo.ca",
            "yahoo.in",
            "yahoo.co.uk",
            "yahoo.co.in",
            "yahoo.com.br",
            "ymail.com",
            "rocketmail.com",
        ),
        url="https://caldav.calendar.yahoo.com/",
        hint="Yahoo takes app passwords only: Account > Security > Generate app password.",
    ),
    Provider(
        name="AOL",
        domains=("aol.com", "aim.com"),
        url="https://caldav.aol.com/",
        hint="AOL takes app passwords only: Account Security > Generate app password.",
    ),
    Provider(
        name="GMX",
        domains=("gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
        url="https://caldav.gmx.net/",
        hint=_TWO_STEPS + "My Account > Security.",
    ),
    Provider(
        name="GMX",
        domains=("gmx.com", "gmx.us", "gmx.co.uk", "gmx.fr", "gmx.es"),
        url="https://caldav.gmx.com/",
        hint=_TWO_STEPS + "My Account > Security.",
    ),
    Provider(
        name="WEB.DE",
        domains=("web.de",),
        url="https://caldav.web.de/",
        hint=_TWO_STEPS + "Mein Account > Sicherheit.",
    ),
    Provider(
        name="Zoho",
        domains=("zoho.com", "zohomail.com"),
        url="https://calendar.zoho.com/caldav/",
        hint=_TWO_STEPS + "accounts.zoho.com > Security > App Passwords.",
    ),
    Provider(
        name="Zoho",
        domains=("zoho.eu", "zohomail.eu"),
        url="https://calendar.zoho.eu/caldav/",
        hint=_TWO_STEPS + "accounts.zoho.eu > Security > App Passwords.",
    ),
    Provider(
        name="Infomaniak",
        domains=("infomaniak.com", "ikmail.com", "ik.me", "etik.com"),
        url="https://sync.infomaniak.com/",
        username="Infomaniak's user name is no mail address but short, such as AB12345: see config.infomaniak.com.",
        hint=_TWO_STEPS + "manager.infomaniak.com > Profile > Security.",
    ),
    Provider(name="Nextcloud", domains=(), hint="Best an app password: Settings > Security > Devices & sessions."),
)

_NEXTCLOUD = PROVIDERS[-1]


def provider_of(place: str) -> Provider | None:
    """Who is behind a mail address, a host or a URL; None where nothing is known of it."""
    if "/remote.php/" in place or place.rstrip("/").endswith("/remote.php"):
        return _NEXTCLOUD
    host = place.rpartition("@")[2]
    host = (urlsplit(host if "://" in host else f"//{host}").hostname or "").rstrip(".")
    for one in PROVIDERS:
        if any(host == domain or host.endswith(f".{domain}") for domain in one.domains):
            return one
    return None
