"""What people and programs see: JSON as plain values, and tables for a terminal.

Nothing here decides anything. Text from a calendar has been cleaned by the codec and is never read as markup.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, assert_never
from zoneinfo import ZoneInfo

from afterview.core.application import Application
from afterview.core.event import Person
from afterview.core.interview import Interview
from afterview.core.policy import Policy, Step
from afterview.core.reminder import Reminder, Withheld
from afterview.core.table import Adopt, Create, Decision, Delete, Forget, Keep, Update

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

ANSWERS = {"interview": "green", "unsure": "yellow", "no": "dim"}


# --- JSON -----------------------------------------------------------------------------------------------------------


def dump(value: object, file: IO[str] | None = None) -> None:
    """Print `value` as JSON, readable, with all characters as they are."""
    print(json.dumps(value, indent=2, ensure_ascii=False), file=file or sys.stdout)


def interview_json(interview: Interview, zone: ZoneInfo) -> dict[str, Any]:
    """An event with its verdict; times in `zone`."""
    event = interview.event
    return {
        "file": event.source,
        "uid": event.uid,
        "recurrence_id": event.recurrence_id,
        "summary": event.summary,
        "start": event.start.astimezone(zone).isoformat(),
        "end": event.end.astimezone(zone).isoformat(),
        "verdict": interview.verdict.answer,
        "reasons": list(interview.verdict.reasons),
        "company": interview.company,
        "role": interview.role,
        "stage": interview.stage,
        "interviewers": [_person(p) for p in interview.interviewers],
        "contact": _person(interview.contact) if interview.contact else None,
        "unread": list(interview.notes.unread),
    }


def reminder_json(reminder: Reminder, title: str) -> dict[str, Any]:
    """A reminder; times in the candidate's zone."""
    last = reminder.round.last
    zone = reminder.due.tzinfo
    return {
        "uid": reminder.uid,
        "step": reminder.step,
        "summary": title,
        "medium": reminder.medium,
        "due": reminder.due.isoformat(),
        "starts": reminder.starts.isoformat(),
        "deadline": reminder.deadline.isoformat() if reminder.deadline else None,
        "late": reminder.late,
        "recipients": [_person(p) for p in reminder.recipients],
        "policy": reminder.policy,
        "reasons": list(reminder.reasons),
        "application": {
            "company": reminder.application.company,
            "role": reminder.application.role,
            "stage": last.stage,
        },
        "interview": {
            "uid": last.event.uid,
            "summary": last.event.summary,
            "start": last.event.start.astimezone(zone).isoformat(),
            "end": last.event.end.astimezone(zone).isoformat(),
        },
    }


def withheld_json(withheld: Withheld) -> dict[str, Any]:
    """A step that is not written, and why."""
    return {
        "step": withheld.step,
        "company": withheld.application.company,
        "role": withheld.application.role,
        "round": withheld.round.day.isoformat(),
        "reason": withheld.reason,
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """A decision of the plan."""
    verb, uid, title, why = told(decision)
    return {"decision": verb, "uid": uid, "summary": title, "reason": why}


def _person(person: Person) -> dict[str, str | None]:
    return {"name": person.name, "email": person.email}


def told(decision: Decision) -> tuple[str, str, str, str]:
    """A decision in words: what is done, the reminder's UID, its title where it is known, and why."""
    match decision:
        case Create(wanted=wanted):
            return "create", wanted.uid, wanted.title, ""
        case Update(wanted=wanted, held=held):
            return "update", wanted.uid, wanted.title, _difference(held.title, held.starts, wanted.title, wanted.starts)
        case Delete(held=held, reason=reason):
            return "withdraw", held.uid, held.title, reason
        case Keep(uid=uid, reason=reason, why=why, held=kept):
            return "keep", uid, kept.title if kept else "", why or KEPT[reason]
        case Adopt(entry=entry, held=None):
            return "remember", entry.uid, "", "you deleted it, and its round has other interviews now"
        case Adopt(entry=entry, held=kept):
            return (
                "remember",
                entry.uid,
                kept.title if kept else "",
                "it stands in the calendar otherwise than in the ledger",
            )
        case Forget(uid=uid):
            return "forget", uid, "", "it was deleted over a year ago"
        case _:
            assert_never(decision)


KEPT = {
    "same": "it is as it should be",
    "dismissed": "you deleted it",
    "theirs": "you changed it: it is yours",
    "done": "you have done it",
    "past": "its time has passed",
    "foreign": "it is not ours",
    "copy": "a copy of another one",
}


def _difference(old_title: str, old: datetime | None, title: str, new: datetime) -> str:
    if old != new:
        return f"moved from {day_and_time(old.astimezone(new.tzinfo))}" if old else "it gets its time back"
    return "its title changes" if old_title != title else "its text changes"


# --- for people -----------------------------------------------------------------------------------------------------


def console(*, stderr: bool = False) -> Console:
    """Where people read; colours only on a terminal (and never with NO_COLOR), nothing cut off in a pipe."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 160
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def day(moment: datetime) -> str:
    """`Tue  1 Dec`, with the year where it is not the usual guess."""
    return f"{moment:%a} {moment.day:2} {moment:%b}"


def day_and_time(moment: datetime) -> str:
    """`Tue  1 Dec 17:00`."""
    return f"{day(moment)} {moment:%H:%M}"


def show_interviews(
    interviews: Sequence[Interview], zone: ZoneInfo, *, every: bool, out: Console | None = None
) -> None:
    """Which events are interviews, and why; with `every`, all the others too."""
    out = out or console()
    shown = [i for i in interviews if every or i.verdict.answer != "no"]
    for one in shown:
        start = one.event.start.astimezone(zone)
        head = _line(
            (f"{day_and_time(start)} {start.year}  ", "bold"), (one.verdict.answer, ANSWERS[one.verdict.answer])
        )
        head.append(f"  {one.event.summary or '(no title)'}")
        out.print(head)
        if one.verdict.answer != "no":
            for label, value in _facts(one):
                out.print(_line((f"    {label:<10}", "dim"), (value, "")))
        for reason in one.verdict.reasons:
            out.print(_line(("    · ", "dim"), (reason, "dim")))
    count = {a: sum(i.verdict.answer == a for i in interviews) for a in ANSWERS}
    out.print(f"{count['interview']} interviews, {count['unsure']} unsure, {count['no']} other events")
    if count["unsure"]:
        out.print("Nothing is written for an unsure one: write #interview or #not-an-interview into it to decide.")
    if not every and count["no"]:
        out.print("See the others, with the reasons: --all")


def _facts(one: Interview) -> Iterable[tuple[str, str]]:
    people = ", ".join(name_of(p) for p in one.interviewers)
    for label, value in (
        ("company", one.company),
        ("role", one.role),
        ("stage", one.stage),
        ("with", people),
        ("contact", name_of(one.contact) if one.contact else None),
        ("not read", "; ".join(one.notes.unread)),
    ):
        if value:
            yield label, value


def name_of(person: Person) -> str:
    """`Jane Doe <jane@acme.example>`, or the one of both that is known."""
    if person.name and person.email:
        return f"{person.name} <{person.email}>"
    return person.name or person.email or ""


def show_reminders(reminders: Sequence[Reminder], titles: Sequence[str], out: Console | None = None) -> None:
    """What should stand in the calendar, by application and round, with the reasons."""
    from rich.table import Table

    out = out or console()
    rounds: dict[tuple[str, object], list[int]] = {}
    for number, one in enumerate(reminders):
        rounds.setdefault((_application(one.application), one.round.day), []).append(number)
    for (name, _), numbers in rounds.items():
        first = reminders[numbers[0]]
        last = first.round.last.event
        out.print(
            _line((name, "bold"), (f"  {last.summary}, {day_and_time(last.start.astimezone(first.due.tzinfo))}", ""))
        )
        table = Table.grid(padding=(0, 2), pad_edge=True)
        for number in numbers:
            one = reminders[number]
            by = f"by {day_and_time(one.deadline)}" if one.deadline else ""
            late = f"late, was due {day_and_time(one.due)}" if one.late else ""
            why = "; ".join(filter(None, (late, by, *one.reasons)))
            table.add_row(
                f"  {day_and_time(one.starts)}", one.medium, _line((titles[number], "cyan")), _line((why, "dim"))
            )
        out.print(table)


def show_withheld(withheld: Sequence[Withheld], out: Console | None = None) -> None:
    """What is not written, with its reason: one line for each reason of each round; what only waits is left out."""
    out = out or console()
    lines: dict[tuple[str, object, str], dict[str, None]] = {}
    for one in withheld:
        if not one.waiting:
            key = (_application(one.application), one.round.day, one.reason)
            lines.setdefault(key, {})[one.step.partition(".")[0]] = None
    if lines:
        out.print(_line(("not written", "bold")))
    for (name, day_, reason), steps in lines.items():
        out.print(_line((f"  {name}, {day_:%a} {day_:%d %b}: ", "dim"), (f"{reason} ({', '.join(steps)})", "dim")))


def show_decisions(decisions: Iterable[Decision], out: Console | None = None, *, every: bool = False) -> None:
    """The changes to a calendar, one a line."""
    out = out or console()
    for decision in decisions:
        verb, _, title, why = told(decision)
        if every or verb in SIGNS:
            sign, style = SIGNS.get(verb, (" ", "dim"))
            out.print(_line((f"  {sign} {verb:<9}", style), (title, ""), (f"  {why}" if why else "", "dim")))


SIGNS = {"create": ("+", "green"), "update": ("~", "yellow"), "withdraw": ("-", "red")}


def _application(application: Application) -> str:
    return " · ".join(filter(None, (application.company or "unknown company", application.role)))


def _line(*parts: tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*parts)


# --- policies -------------------------------------------------------------------------------------------------------


def show_policy(policy: Policy, out: Console | None = None) -> None:
    """A policy in plain words: what comes when."""
    from rich.table import Table

    out = out or console()
    out.print(_line((policy.name, "bold"), (f": {policy.summary}" if policy.summary else "", "")))
    table = Table("step", "how", "when", "where in the day", box=None, pad_edge=False, header_style="dim")
    for step in policy.steps:
        table.add_row(step.id, _how(step), _when(step), _where(step))
        for variant in step.variants:
            condition = " or ".join(map(str, variant.only))
            when = _when(variant) if variant.when != step.when else "the same"
            table.add_row("", _how(variant), f"{when}, when {condition}", _where(variant))
    out.print(table)
    limits = policy.limits
    if limits.contacts is not None:
        out.print(f"At most {limits.contacts} messages or calls to the contact for one round.")
    if limits.workdays_between is not None:
        out.print(f"At least {limits.workdays_between} workdays between two of them.")


HOW = {"email": "email", "phone": "call", "letter": "letter", "self": "note to yourself"}


def _how(step: Step) -> str:
    return HOW[step.by] + {"everyone": " to each interviewer", "contact": " to your contact", "nobody": ""}[step.to]


def _when(step: Step) -> str:
    text = ", else ".join(map(str, step.when))
    if step.repeat:
        text = f"{step.repeat} after {step.when[0].anchor}"
    if step.deadline:
        text += f", at the latest {step.deadline}"
    if step.only and not step.variants:
        text += f", only when {' or '.join(map(str, step.only))}"
    return text


def _where(step: Step) -> str:
    days = "workdays" if step.workdays else "any day"
    if step.window is None:
        return "" if not step.workdays else days
    clock = " (their clock)" if step.by == "phone" else ""
    return f"{days}, {step.window}{clock}"
