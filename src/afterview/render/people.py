"""Interviews, reminders and changes, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterview.core.application import Application
from afterview.core.event import Person
from afterview.core.interview import Interview
from afterview.core.plan import Decision, Delete, Inscribe, Keep, Update
from afterview.core.reminder import Reminder, Withheld
from afterview.render.layout import NARROW, columns, console, hanging, padded, styled
from afterview.render.words import argument, count, day_and_time, starts, told

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

ANSWERS = {"interview": "green", "unsure": "yellow", "no": "dim"}
MEDIA = {"email": "email", "phone": "call", "letter": "letter", "self": "note"}
YOURS = {
    "dismissed": ("deleted", "you deleted it: it stays away"),
    "theirs": ("yours", "you changed it: it stays as it is"),
    "done": ("done", ""),
}
SIGNS = {"create": ("+", "green"), "update": ("~", "yellow"), "withdraw": ("-", "red"), "note": ("»", "cyan")}


def show_interviews(
    interviews: Sequence[Interview],
    zone: ZoneInfo,
    *,
    every: bool,
    commands: bool = False,
    partly: bool = False,
    out: Console | None = None,
) -> None:
    """Which events are interviews, and why; with `every`, all the others too.

    `commands`: they are from calendars that passes read, so that the candidate can say by a command what they are.
    `partly`: of events that say nothing of hiring, nothing was read.
    """
    out = out or console()
    for one in interviews:
        verdict = one.verdict
        if verdict.answer == "no" and not every:
            continue
        when = day_and_time(one.event.start.astimezone(zone), year=True)
        head = styled((f"{when}  ", "bold"), (f"{verdict.answer:<9}  ", ANSWERS[verdict.answer]))
        hanging(out, head, styled((one.event.summary or "(no title)", "")))
        for label, value in (*(_facts(one) if verdict.answer != "no" else ()), ("why", "; ".join(verdict.reasons))):
            hanging(out, styled((f"  {label:<8}  ", "dim")), styled((value, "dim" if label == "why" else "")))
        if commands and verdict.answer == "unsure":
            hanging(out, styled((f"  {'is it?':<8}  ", "dim")), styled((yes_or_no(one.event.uid), "")))
    found = {a: sum(i.verdict.answer == a for i in interviews) for a in ANSWERS}
    others = count(found["no"], "other event") + (" looked at closely" if partly else "")
    hanging(out, styled((f"{count(found['interview'], 'interview')}, {found['unsure']} unsure, {others}", "bold")))
    if found["unsure"]:
        hint = "Nothing is written for an unsure one: write #interview or #not-an-interview into it to decide"
        hint += ", or use the command." if commands else "."
        hanging(out, styled((hint, "")), below=0)
    if not every and found["no"]:
        hanging(out, styled(("See the others, and why: afterview interviews --all", "")), below=0)


def yes_or_no(uid: str) -> str:
    """The two commands by which the candidate says what an event is."""
    return f"afterview confirm {argument(uid)}  or  afterview refuse {argument(uid)}"


def _facts(one: Interview) -> Iterable[tuple[str, str]]:
    contact = one.contact if one.contact not in one.interviewers else None
    for label, value in (
        ("company", one.company),
        ("role", one.role),
        ("stage", one.stage),
        ("round", str(one.round) if one.round else None),
        ("decision", f"by {_date(one.promise.day)}: “{one.promise.quote}”" if one.promise else None),
        ("with", ", ".join(name_of(p) for p in one.interviewers)),
        ("contact", name_of(contact) if contact else None),
        ("not read", "; ".join(one.notes.unread)),
    ):
        if value:
            yield label, value


def _date(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def name_of(person: Person) -> str:
    """`Jane Doe <jane@acme.example>`, or the one of both that is known."""
    if person.name and person.email:
        return f"{person.name} <{person.email}>"
    return person.name or person.email or ""


def show_reminders(
    reminders: Sequence[Reminder],
    titles: Sequence[str],
    out: Console | None = None,
    *,
    signs: Mapping[str, str] | None = None,
) -> None:
    """What should stand in the calendar, by application and round, with the reasons.

    `signs`: by UID, what is to be done for it (one of `SIGNS`).
    """
    out = out or console()
    marks = {uid: SIGNS[verb] for uid, verb in (signs or {}).items()}
    rounds: dict[tuple[str, date], list[tuple[Reminder, str]]] = {}
    for one, title in zip(reminders, titles, strict=True):
        # the company stands above them
        short = title.removesuffix(f" ({one.application.company})")
        rounds.setdefault((_application(one.application), one.round.day), []).append((one, short))
    widest = max((columns(title) for entries in rounds.values() for _, title in entries), default=0)
    beside = all(
        len(_WHEN) + widest + 2 + columns(_why(one)) <= out.width for entries in rounds.values() for one, _ in entries
    )
    for (name, _), entries in rounds.items():
        first = entries[0][0]
        last = first.round.last.event
        hanging(out, styled((name, "bold")))
        when = day_and_time(last.start.astimezone(first.due.tzinfo), year=True)
        hanging(out, styled((f"  {' '.join(when.split())}  ", "")), styled((last.summary or "(no title)", "")))
        for one, title in entries:
            sign, style = marks.get(one.uid, (" ", ""))
            head = styled((f"  {sign} ", style), (f"{day_and_time(one.starts)}  {MEDIA[one.medium]:<6}  ", ""))
            if beside:
                hanging(out, head, styled((padded(title, widest + 2), "cyan"), (_why(one), "dim")))
            else:
                hanging(out, head, styled((title, "cyan")), below=6)
                margin = head.cell_len if out.width - head.cell_len >= NARROW else 6
                hanging(out, styled((" " * margin, "")), _dim(_why(one)))


_WHEN = "    Tue  1 Dec 17:00  letter  "


def _why(one: Reminder) -> str:
    late = f"late: it was due {day_and_time(one.due)}" if one.late else ""
    by = f"at the latest {day_and_time(one.deadline)}" if one.deadline else ""
    return "; ".join(filter(None, (late, *one.reasons, by)))


def show_withheld(withheld: Sequence[Withheld], out: Console | None = None) -> None:
    """What is not written, with its reason: one line for each reason of each round; what only waits is left out."""
    out = out or console()
    rounds: dict[tuple[str, date], dict[str, dict[str, None]]] = {}
    for one in withheld:
        if not one.waiting:
            reasons = rounds.setdefault((_application(one.application), one.round.day), {})
            reasons.setdefault(one.reason, {})[one.step.partition(".")[0]] = None
    if rounds:
        hanging(out, styled(("Not written", "bold")))
    for (name, day_), reasons in rounds.items():
        hanging(out, styled((f"  {name}, {day_:%a} {day_.day} {day_:%b}", "")))
        for reason, steps in reasons.items():
            hanging(out, styled(("    ", "")), _dim(f"{reason} ({', '.join(steps)})"))


def show_changes(
    decisions: Iterable[Decision], zone: ZoneInfo, titles: Mapping[str, str], out: Console | None = None
) -> None:
    """What a pass would do: how many it writes, what it changes and withdraws and why, and what the user decided.

    `titles`: of the reminders that are wanted, by UID.
    """
    out = out or console()
    decisions = tuple(decisions)
    verbs = [told(d)[0] for d in decisions]
    parts = [f"{verbs.count(verb)} to {verb} ({sign})" for verb, (sign, _) in SIGNS.items() if verb in verbs]
    hanging(out, styled((", ".join(parts) or "Nothing to change", "bold")))
    show_decisions([d for d in decisions if isinstance(d, Update | Delete | Inscribe)], zone, out)
    for one in decisions:
        if isinstance(one, Keep) and one.reason in YOURS:
            title = one.held.title if one.held else titles.get(one.uid)
            if title:
                label, why = YOURS[one.reason]
                _change(out, one, zone, styled((f"    {label:<8}  ", "dim")), title, why)
    same = sum(isinstance(d, Keep) and d.reason == "same" for d in decisions)
    if same:
        hanging(out, _dim(f"{count(same, 'reminder')} already in the calendar"))


def show_decisions(decisions: Iterable[Decision], zone: ZoneInfo, out: Console | None = None) -> None:
    """The changes to a calendar, one a line."""
    out = out or console()
    for decision in decisions:
        verb, _, title, why = told(decision)
        if verb in SIGNS:
            sign, style = SIGNS[verb]
            _change(out, decision, zone, styled((f"  {sign} {verb:<8}  ", style)), title, why)


def _change(out: Console, decision: Decision, zone: ZoneInfo, head: Text, title: str, why: str) -> None:
    moment = starts(decision)
    when = f"{day_and_time(moment.astimezone(zone))}  " if moment else ""
    hanging(out, head + styled((when, "")), styled((title, "cyan"), (f"  {why}" if why else "", "dim")))


def _dim(text: str) -> Text:
    return styled((text, "dim"))


def _application(application: Application) -> str:
    return " · ".join(filter(None, (application.company or "Unknown company", application.role)))
