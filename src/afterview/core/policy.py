"""Policy: what follows an interview, and when, in a language that a person can read at first sight.

A policy is one TOML document. `parse` turns it into values and says of any mistake where it stands and what to write
instead. A policy may be based on another one and change, drop or add single steps.
"""

from __future__ import annotations

import graphlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias, cast

from afterview.core.stage import SENIORITIES, STAGES
from afterview.core.worktime import Window
from afterview.errors import ConfigError

Medium: TypeAlias = Literal["email", "phone", "letter", "self"]
Addressee: TypeAlias = Literal["contact", "everyone", "nobody"]
Unit: TypeAlias = Literal["minutes", "hours", "days", "workdays", "weeks"]

UNITS: tuple[Unit, ...] = ("minutes", "hours", "days", "workdays", "weeks")
FACTS = ("interview", "decision date", "new date", "rejection", "offer")
"""Anchors that are not steps."""
STATUSES = ("open", "still open", "heard back", "offer", "rejected", "withdrawn", "accepted")
CONDITIONS: Mapping[str, tuple[str, ...]] = {"stage": STAGES, "seniority": SENIORITIES, "status": STATUSES}

DEFAULT_WINDOWS: Mapping[Medium, Window] = {
    "email": Window.parse("09:00-17:00"),
    "self": Window.parse("09:00-17:00"),
    "phone": Window.parse("10:00-11:30"),
    "letter": Window.parse("08:00-21:00"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """`2 workdays after decision date`, `15 minutes before interview`, `on new date`."""

    amount: int = 0
    unit: Unit = "days"
    relation: Literal["after", "before", "on"] = "on"
    anchor: str

    @property
    def elapsed(self) -> timedelta | None:
        """The distance in elapsed time; None where it is counted on the calendar."""
        match self.unit:
            case "minutes":
                return timedelta(minutes=self.amount)
            case "hours":
                return timedelta(hours=self.amount)
            case _:
                return None

    def __str__(self) -> str:
        if self.relation == "on":
            return f"on {self.anchor}"
        return f"{_span(self.amount, self.unit)} {self.relation} {self.anchor}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """`every 3 weeks, 3 times`."""

    amount: int
    unit: Unit
    times: int

    def __str__(self) -> str:
        return f"every {_span(self.amount, self.unit)}, {self.times} times"


def _span(amount: int, unit: Unit) -> str:
    return f"{amount} {unit[:-1] if amount == 1 else unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`stage is final`, `status is not open`."""

    subject: str
    """A key of CONDITIONS."""
    negated: bool
    value: str

    def holds(self, known: Mapping[str, str | None]) -> bool:
        """Whether it is so, by what is known of the subjects."""
        return (known.get(self.subject) == self.value) is not self.negated

    def __str__(self) -> str:
        return f"{self.subject} is {'not ' if self.negated else ''}{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do after (or before) an interview."""

    id: str
    by: Medium
    to: Addressee
    when: tuple[Phrase, ...]
    """The first whose anchor is known counts."""
    deadline: Phrase | None = None
    workdays: bool = True
    """False: any day."""
    window: Window | None
    """None: exempt from windows and quiet hours."""
    repeat: Repeat | None = None
    only: tuple[Condition, ...] = ()
    """It applies only where one of these holds; always when there are none."""
    variants: tuple[Step, ...] = ()
    """The first whose conditions hold takes its place."""

    def under(self, known: Mapping[str, str | None]) -> Step | None:
        """The step as it is where `known` holds, or None where it does not apply."""
        if self.only and not any(c.holds(known) for c in self.only):
            return None
        return next((v for v in self.variants if any(c.holds(known) for c in v.only)), self)

    @property
    def contacts(self) -> bool:
        """Whether it contacts the employer about the decision: what limits count, and what a new date withdraws."""
        return self.to == "contact" and self.by != "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How often somebody is contacted at the most. Messages of thanks to everyone are not counted."""

    contacts: int | None = None
    workdays_between: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A named list of steps, in an order in which each comes after those it hangs on."""

    name: str
    summary: str = ""
    steps: tuple[Step, ...]
    limits: Limits = field(default_factory=Limits)

    @property
    def reads_new_date(self) -> bool:
        """Whether a step hangs on the new date; where none does, a new date is read as the decision date."""
        return any(p.anchor == "new date" for s in self.steps for v in (s, *s.variants) for p in v.when)


POLICY_KEYS = ("name", "summary", "based_on", "limits", "step")
LIMIT_KEYS = ("contacts", "workdays_between")
STEP_KEYS = ("id", "by", "to", "when", "deadline", "days", "window", "repeat", "if", "variant", "drop")
ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
PHRASE = re.compile(r"(?:on|(\d{1,4}) ([a-z]+) (after|before)) (.+)")
REPEAT = re.compile(r"every (\d{1,3}) ([a-z]+), (\d{1,2}) times?")
CONDITION = re.compile(r"([a-z]+) is (not )?(.+)")

Raw: TypeAlias = dict[str, Any]


def parse(text: str, *, source: str, shipped: Callable[[str], str | None]) -> Policy:
    """The policy that a TOML document describes.

    `source` names it in errors; `shipped` gives the text of the policy that it is based on, or None.
    Raises ConfigError.
    """
    raw = _document(text, source)
    _check_keys(raw, POLICY_KEYS, source)
    name = _text(raw, "name", source)
    base = raw.get("based_on")
    if base is not None:
        original = shipped(_text(raw, "based_on", source))
        if original is None:
            raise ConfigError(source, f"based_on names no policy: {base!r}", "see `afterview policy list`")
        raw = _merge(_document(original, str(base)), raw, source)
    elif any("drop" in s for s in _steps(raw, source)):
        raise ConfigError(source, "drops a step but is based on no policy", "leave the step out instead")
    steps = tuple(_step(s, source) for s in _steps(raw, source))
    if not steps:
        raise ConfigError(source, "has no step", 'add one: [[step]] with an id, by = "email" and when = "…"')
    limits = _limits(raw, source)
    return Policy(
        name=name,
        summary=str(raw.get("summary", "")),
        steps=_in_order(steps, source),
        limits=Limits(**{k: _count(limits, k, f"{source}: limits") for k in LIMIT_KEYS if k in limits}),
    )


def _document(text: str, source: str) -> Raw:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            source, f"is not TOML: {error}", "compare `afterview policy show balanced --source`"
        ) from None


def _merge(base: Raw, own: Raw, source: str) -> Raw:
    """The base's document with the changes of `own`: steps by id, key by key; `drop = true` takes one out.

    A new time is meant for all cases, so the base's variants keep only what else they change; and another medium has
    another window.
    """
    steps = {s["id"]: s for s in base["step"]}
    for step in _steps(own, source):
        key = step["id"]
        if step.get("drop", False) is not False:
            if step["drop"] is not True:
                raise ConfigError(f"{source}: step {key!r}", f"drop cannot be {step['drop']!r}", "write drop = true")
            if steps.pop(key, None) is None:
                fix = f"its steps are {', '.join(steps)}"
                raise ConfigError(f"{source}: step {key!r}", "drops a step that the base does not have", fix)
            continue
        changed = {k: v for k, v in step.items() if k != "drop"}
        kept = dict(steps.get(key, {}))
        if "when" in changed and "variant" in kept:
            kept["variant"] = [{k: v for k, v in variant.items() if k != "when"} for variant in kept["variant"]]
        if changed.get("by", kept.get("by")) != kept.get("by"):
            kept.pop("window", None)
        steps[key] = kept | changed
    limits = _limits(base, source) | _limits(own, source)
    return base | own | {"step": list(steps.values()), "limits": limits}


def _limits(raw: Raw, source: str) -> Raw:
    limits = raw.get("limits", {})
    if not isinstance(limits, dict):
        raise ConfigError(f"{source}: limits", "is no table", "write [limits] on a line of its own")
    _check_keys(limits, LIMIT_KEYS, f"{source}: limits")
    return limits


def _steps(raw: Raw, source: str) -> list[Raw]:
    steps = raw.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(s, dict) for s in steps):
        raise ConfigError(f"{source}: step", "is no list of steps", "begin each step with [[step]]")
    seen: set[str] = set()
    for number, step in enumerate(steps, 1):
        place = f"{source}: step {number}"
        key = _text(step, "id", place)
        if not ID.fullmatch(key) or key in FACTS:
            raise ConfigError(place, f"id {key!r} cannot be used", "use small letters, digits and - such as check-in")
        if key in seen:
            raise ConfigError(place, f"a second step has the id {key!r}", "give each step an id of its own")
        seen.add(key)
    return steps


def _step(raw: Raw, source: str, place: str | None = None) -> Step:
    place = place or f"{source}: step {raw['id']!r}"
    _check_keys(raw, STEP_KEYS, place)
    by = cast("Medium", _choice(raw, "by", ("email", "phone", "letter", "self"), place))
    to = _choice(raw, "to", ("contact", "everyone"), place, default="nobody" if by == "self" else "contact")
    window = raw.get("window")
    variants = raw.get("variant", [])
    if not isinstance(variants, list) or not all(isinstance(v, dict) for v in variants):
        raise ConfigError(f"{place}: variant", "is no list of variants", "begin each one with [[step.variant]]")
    return Step(
        id=raw["id"],
        by=by,
        to=cast("Addressee", "nobody" if by == "self" else to),
        when=tuple(_phrase(p, f"{place}: when") for p in _texts(raw, "when", place)),
        deadline=_phrase(_text(raw, "deadline", place), f"{place}: deadline") if "deadline" in raw else None,
        workdays=_choice(raw, "days", ("workdays", "any"), place, default="workdays") == "workdays",
        window=None if window == "any" else _window(window, by, place),
        repeat=_repeat(raw, place) if "repeat" in raw else None,
        only=tuple(_condition(c, f"{place}: if") for c in _texts(raw, "if", place)) if "if" in raw else (),
        variants=tuple(_variant(raw, v, source, f"{place}: variant {n}") for n, v in enumerate(variants, 1)),
    )


def _variant(raw: Raw, variant: Raw, source: str, place: str) -> Step:
    if "if" not in variant:
        raise ConfigError(place, "says no condition", 'add one such as if = "stage is final"')
    for key in ("id", "variant", "drop"):
        if key in variant:
            raise ConfigError(place, f"{key!r} cannot change in a variant", f"take {key!r} out")
    inherited = {k: v for k, v in raw.items() if k != "variant"}
    if variant.get("by", raw.get("by")) != raw.get("by"):
        # Another medium has another window: mid-morning for a call, office hours for a mail.
        inherited.pop("window", None)
    return _step(inherited | variant, source, place)


def _window(value: object, by: Medium, place: str) -> Window:
    if value is None:
        return DEFAULT_WINDOWS[by]
    try:
        return Window.parse(str(value))
    except ValueError as error:
        raise ConfigError(f"{place}: window", str(error), 'write "09:00-17:00", or "any" for no window') from None


def _phrase(text: str, place: str) -> Phrase:
    found = PHRASE.fullmatch(" ".join(text.split()).casefold())
    if not found:
        raise ConfigError(place, f"cannot read {text!r}", 'write it like "2 workdays after interview" or "on new date"')
    amount, unit, relation, anchor = found.groups()
    if amount is None:
        return Phrase(anchor=anchor)
    return Phrase(
        amount=int(amount),
        unit=_unit(unit, place),
        relation=cast("Literal['after', 'before']", relation),
        anchor=anchor,
    )


def _unit(text: str, place: str) -> Unit:
    plural = text if text.endswith("s") else text + "s"
    if plural not in UNITS:
        raise ConfigError(place, f"unknown unit {text!r}", f"use {', '.join(UNITS)}")
    return plural


def _repeat(raw: Raw, place: str) -> Repeat:
    text = _text(raw, "repeat", place)
    found = REPEAT.fullmatch(" ".join(text.split()).casefold())
    if not found or not (times := int(found[3])) or not (amount := int(found[1])):
        raise ConfigError(f"{place}: repeat", f"cannot read {text!r}", 'write it like "every 3 weeks, 3 times"')
    repeat = Repeat(amount=amount, unit=_unit(found[2], f"{place}: repeat"), times=times)
    for text in _texts(raw, "when", place):
        first = _phrase(text, f"{place}: when")
        if first.relation == "before" or (
            first.relation == "after" and (first.amount, first.unit) != (amount, repeat.unit)
        ):
            fix = f'write when = "{amount} {repeat.unit} after {first.anchor}", or "on {first.anchor}"'
            raise ConfigError(f"{place}: repeat", f"repeats at another distance than {text!r}", fix)
    return repeat


def _condition(text: str, place: str) -> Condition:
    found = CONDITION.fullmatch(" ".join(text.split()).casefold())
    if not found or found[1] not in CONDITIONS:
        raise ConfigError(place, f"cannot read {text!r}", f'write it like "stage is final"; {" or ".join(CONDITIONS)}')
    subject, negated, value = found.groups()
    if value not in CONDITIONS[subject]:
        raise ConfigError(place, f"no {subject} is {value!r}", f"use {', '.join(CONDITIONS[subject])}")
    return Condition(subject=subject, negated=bool(negated), value=value)


def _in_order(steps: tuple[Step, ...], source: str) -> tuple[Step, ...]:
    """The steps so that each comes after those that its times hang on; otherwise as written."""
    by_id = {s.id: s for s in steps}
    before: dict[str, set[str]] = {}
    for step in steps:
        before[step.id] = set()
        for part in (step, *step.variants):
            for phrase in (*part.when, *((part.deadline,) if part.deadline else ())):
                if phrase.anchor in by_id:
                    before[step.id].add(phrase.anchor)
                elif phrase.anchor not in FACTS:
                    near = get_close_matches(phrase.anchor, [*FACTS, *by_id], 1)
                    fix = f"did you mean {near[0]!r}?" if near else f"use {', '.join(FACTS)} or the id of a step"
                    raise ConfigError(f"{source}: step {step.id!r}", f"unknown anchor {phrase.anchor!r}", fix)
    try:
        graphlib.TopologicalSorter(before).prepare()
    except graphlib.CycleError as error:
        circle = " after ".join(reversed(error.args[1]))
        fix = "let one of them hang on the interview"
        raise ConfigError(source, f"steps hang on each other in a circle: {circle}", fix) from None
    placed: dict[str, Step] = {}

    def place(step: Step) -> None:
        for anchor in sorted(before[step.id], key=list(by_id).index):
            place(by_id[anchor])
        placed.setdefault(step.id, step)

    for step in steps:
        place(step)
    return tuple(placed.values())


def _check_keys(raw: Raw, known: tuple[str, ...], place: str) -> None:
    for key in raw:
        if key not in known:
            near = get_close_matches(key, known, 1)
            fix = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(known)}"
            raise ConfigError(place, f"unknown key {key!r}", fix)


def _text(raw: Raw, key: str, place: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        what = f"{key} is missing" if value is None else f"{key} is no text: {value!r}"
        raise ConfigError(place, what, f'write {key} = "…"')
    return value.strip()


def _texts(raw: Raw, key: str, place: str) -> list[str]:
    value = raw.get(key)
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        what = f"{key} is missing" if value is None else f"{key} is no text or list of texts: {value!r}"
        raise ConfigError(place, what, f'write {key} = "…" or {key} = ["…", "…"]')
    return value


def _choice(raw: Raw, key: str, choices: tuple[str, ...], place: str, default: str | None = None) -> str:
    value = raw.get(key, default)
    if value == default and default is not None:
        return default
    if value not in choices:
        what = f"{key} is missing" if value is None else f"{key} cannot be {value!r}"
        raise ConfigError(place, what, f"use {' or '.join(choices)}")
    return str(value)


def _count(raw: Raw, key: str, place: str) -> int:
    value = raw[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(place, f"{key} cannot be {value!r}", "write a whole number from 1")
    return value
