"""What is wrong in the file, and where: told in terms of the document until the lines of the text are known."""

from __future__ import annotations

from collections.abc import Mapping

from afterview.config.lines import Place

EXAMPLES: Mapping[str, str] = {
    "me": '["alex@example.org"]',
    "name": '"Alex Doe"',
    "employers": '["oldjob.example"]',
    "timezone": '"Europe/Berlin"',
    "holidays": '"DE-BE"',
    "policy": '"balanced"',
    "quiet_hours": '"22:00-07:00"',
    "as": '"todo"',
    "alarm": "10",
    "color": '"steelblue"',
    "categories": '["Follow-up"]',
    "private": "true",
    "free": "true",
    "titles": '"neutral"',
    "language": '"en"',
    "interval": "15",
    "keyring": '"keyring.backends.SecretService.Keyring"',
    "recognition": "[recognition]",
    "recognition.words": '["Werkbank", "meet the crew"]',
    "recognition.senders": '["talent.example", "jo@staffing.example"]',
    "recognition.always": '["Chemistry call", "jo@staffing.example"]',
    "recognition.never": '["Interview practice", "uni-radio.example"]',
    "account": "[[account]]",
    "account.name": '"home"',
    "account.url": '"https://dav.example.org/"',
    "account.email": '"alex@example.org"',
    "account.folder": '"~/.calendars/personal"',
    "account.username": '"alex"',
    "account.calendars": '["Personal", "Job hunt"]',
    "account.reminders": '"Reminders"',
    "account.policy": '"touchpoint"',
    "account.language": '"interview"',
    "account.password_command": '["pass", "show", "dav"]',
    "account.interval": "5",
    "account.keyring": '"keyring.backends.kwallet.DBusKeyring"',
}
"""Every key, those of a table with its name before them, and how it is written."""


class Wrong(Exception):
    """A mistake at a place of the document; `file.load` makes a ConfigError of it."""

    def __init__(self, place: Place, what: str, fix: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what
        self.fix = fix


def bad(place: Place, value: object, fix: str) -> Wrong:
    """What to raise where a value cannot be used: it is shown, as far as it may be."""
    # a command may have been given a password as one of its words
    what = "not right" if "password_command" in place else shown(value)
    return Wrong(place, f"{key_named(place)} is {what}", fix)


def key_named(place: Place | str) -> str:
    """The key at `place` as it may be shown."""
    name = place if isinstance(place, str) else next(part for part in reversed(place) if isinstance(part, str))
    return f"`{name[:60]}`" if name.isprintable() else shown(name)


def shown(value: object) -> str:
    """A value as it may be shown: on one line, without control characters, not too long."""
    text = str(value).lower() if isinstance(value, bool) else repr(list(value) if isinstance(value, tuple) else value)
    return text if len(text) <= 60 else text[:57] + "…"


def is_plain(text: str) -> bool:
    """Not empty, and of printable characters only."""
    return bool(text.strip()) and text.isprintable()
