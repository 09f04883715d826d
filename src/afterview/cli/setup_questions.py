"""What `afterview setup` asks, in order. Each answer may be given as an option instead; then it is not asked.

Without a terminal the same path is walked: what is neither given nor can be guessed is told as missing.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from afterview import policies
from afterview.cli.asking import Terminal, answered
from afterview.cli.setup_login import Login
from afterview.errors import ConfigError
from afterview.setup import guesses, server
from afterview.setup.draft import Draft
from afterview.setup.place import from_home, place_of
from afterview.store import Calendar

FOLLOW_UPS = "Follow-ups"
"""What a calendar made for reminders is called, unless another name is given."""


class Questions:
    """Who is asked, what was given, and what the answers come to."""

    def __init__(self, args: argparse.Namespace, draft: Draft, who: Terminal | None) -> None:
        self.args = args
        self.draft = draft
        self.who = who
        self.login = Login(args, draft, who)
        self.making: dict[str, str] = {}
        """Calendars to be made for reminders, by account."""

    # ---- an account --------------------------------------------------------------------------------------------------

    def account(self, name: str | None = None) -> None:
        """Where calendars are, which of them to watch, where reminders go. `name`: of one that is there already."""
        name = self.login.place(name)
        self.calendars(name)
        self.reminders(name)

    def calendars(self, name: str) -> None:
        """Which calendars of an account to watch."""
        if self.draft.account(name).folder is not None:
            return
        every = self.login.open(name).calendars
        holding = server.event_calendars(every)
        now = self.draft.account(name).calendars
        if self.args.calendar is not None:
            wanted = [w for w in self.args.calendar if w]
            chosen = [_named(w, holding, "--calendar") for w in wanted] or list(holding)
        elif self.who is None or len(holding) == 1:
            if self.who is not None:
                self.who.tell(f"  One calendar holds events: {holding[0].name}")
            return
        else:
            self.who.tell()
            self.who.tell("These calendars hold events:")
            shown = [c.name + ("" if c.writable else "  (read-only)") for c in holding]
            default = [n for n, c in enumerate(holding) if now and _is_in(c, now)] or list(range(len(holding)))
            question = "Which may have your interviews in them, such as 1,2"
            chosen = [holding[n] for n in self.who.choices(question, shown, default)]
        every_one = len(chosen) == len(holding)
        self.draft.set_account(name, {"calendars": None if every_one else [server.label(c, every) for c in chosen]})

    def reminders(self, name: str) -> None:
        """Where the reminders of an account go."""
        if self.draft.account(name).folder is not None:
            self._reminder_folder(name)
            return
        every = self.login.open(name).calendars
        fitting = server.reminder_calendars(every, self.draft.config.component)
        if self.args.new_calendar is not None:
            self._make(name, self.args.new_calendar, every)
        elif self.args.reminders is not None:
            one = _named(self.args.reminders, fitting, "--reminders") if self.args.reminders else None
            self.draft.set_account(name, {"reminders": server.label(one, every) if one else None})
        elif self.who is not None:
            self._choose_reminders(name, every, fitting)

    def _choose_reminders(self, name: str, every: Sequence[Calendar], fitting: Sequence[Calendar]) -> None:
        assert self.who is not None  # noqa: S101 (for the type checker)
        now, watched = self.draft.account(name).reminders, self.draft.account(name).calendars
        makes = FOLLOW_UPS.casefold() not in {c.name.casefold() for c in every} and bool(self.login.open(name).homes)
        options = ["into the calendar that the interview is in", *(c.name for c in fitting)]
        options += [f"into a new calendar, {FOLLOW_UPS!r}"] if makes else []
        beside = any(_is_in(c, watched) if watched else "VEVENT" in c.components for c in fitting)
        default = next((n for n, c in enumerate(fitting, start=1) if now and _is_in(c, (now,))), 0)
        if name in self.making or (not now and not beside):
            default = len(options) - 1
        self.who.tell()
        self.who.tell("Reminders are written")
        chosen = self.who.choice("Where", options, default) or 0
        self.making.pop(name, None)
        if chosen > len(fitting):
            self._make(name, FOLLOW_UPS, every)
        else:
            self.draft.set_account(name, {"reminders": server.label(fitting[chosen - 1], every) if chosen else None})

    def _make(self, name: str, title: str, every: Sequence[Calendar]) -> None:
        if not any(c.name.casefold() == title.casefold() for c in every):
            self.making[name] = title
        self.draft.set_account(name, {"reminders": title})

    def _reminder_folder(self, name: str) -> None:
        account = self.draft.account(name)

        def read(text: str) -> None:
            other = place_of(f"./{text}" if re.match(r"[^/~.]", text) else text).folder
            same = other in (None, account.folder)
            self.draft.set_account(name, {"reminders": None if same or other is None else from_home(other)})

        now = account.reminders or str(account.folder)
        if self.args.new_calendar is not None:
            raise ConfigError("--new-calendar", f"{name!r} is a folder", "make another one, and name it by --reminders")
        if self.args.reminders == "":
            self.draft.set_account(name, {"reminders": None})
        elif self.args.reminders is not None or self.who is not None:
            answered(self.who, self.args.reminders, "--reminders", "Folder for the reminders", read, now)

    # ---- the person --------------------------------------------------------------------------------------------------

    def person(self) -> None:
        """Whose calendar it is, and by which rules: all that holds for every account."""
        if self.who:
            self.who.tell()
        for ask in (self.me, self.name, self.timezone, self.holidays, self.policy):
            ask()

    def me(self) -> None:
        """The addresses that the user is invited under."""
        now = self.draft.said("me") or sorted(self.draft.config.candidate.addresses)
        given = " ".join(self.args.me) if self.args.me else None

        def read(text: str) -> None:
            words = [w.casefold().removeprefix("mailto:") for w in re.split(r"[\s,;]+", text) if w]
            self.draft.set("me", list(dict.fromkeys(words)))

        answered(self.who, given, "--me", "All addresses that you are invited under", read, " ".join(now) or None)

    def name(self) -> None:
        """The user's name; it may stay unsaid."""
        emails = sorted(self.draft.config.candidate.addresses)
        now = self.draft.said("name") or guesses.own_name(emails[0] if emails else None)
        if self.args.name is None and now is None and self.who is None:
            return
        question = "Your name, for the drafts" + ("" if now else " (Enter: none)")
        answered(
            self.who, self.args.name, "--name", question, lambda text: self.draft.set("name", text or None), now or ""
        )

    def timezone(self) -> None:
        """The time zone."""
        now = self.draft.said("timezone") or guesses.own_zone()
        answered(
            self.who, self.args.timezone, "--timezone", "Your time zone", lambda t: self.draft.set("timezone", t), now
        )

    def holidays(self) -> None:
        """Whose public holidays count."""
        now = self.draft.said("holidays") or guesses.own_holidays(self.draft.said("timezone"))
        question = "Holidays of which country or region (US, DE-BE, none)"
        answered(
            self.who, self.args.holidays, "--holidays", question, lambda t: self.draft.set("holidays", _code(t)), now
        )

    def policy(self) -> None:
        """Which advice to follow."""
        folder = self.draft.config.policies
        own = policies.own(folder if folder.is_dir() else None)
        names = list(dict.fromkeys((*policies.shipped(), *own)))
        now = self.draft.said("policy") or policies.DEFAULT
        if self.args.policy is not None or self.who is None:
            self.draft.set("policy", self.args.policy or now)
            return
        self.who.tell()
        self.who.tell("Which advice to follow:")
        rows = [f"{n}: {policies.load(n, folder if folder.is_dir() else None).summary}" for n in names]
        chosen = self.who.choice("Policy", rows, names.index(now))
        self.draft.set("policy", names[chosen or 0])


def _code(text: str) -> str:
    return "none" if text.casefold() == "none" else text.upper()


def _is_in(calendar: Calendar, wanted: Sequence[str]) -> bool:
    return any(w.rstrip("/") == calendar.url.rstrip("/") or w.casefold() == calendar.name.casefold() for w in wanted)


def _named(wanted: str, among: Sequence[Calendar], option: str) -> Calendar:
    found = [c for c in among if _is_in(c, (wanted,))]
    names = ", ".join(repr(c.name) for c in among) or "none"
    if not found:
        raise ConfigError(option, f"there is no such calendar {wanted!r}", f"those that fit are {names}")
    if len(found) > 1:
        urls = ", ".join(c.url for c in found)
        raise ConfigError(option, f"several calendars are called {wanted!r}", f"give the URL instead: {urls}")
    return found[0]
