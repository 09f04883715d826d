from datetime import time

import pytest

from afterview.core.policy import Condition, Limits, Phrase, Policy, Repeat, Step, parse
from afterview.core.worktime import Window
from afterview.errors import ConfigError

BASE = """
name = "base"
summary = "The base."

[limits]
contacts = 3

[[step]]
id = "thank-you"
by = "email"
to = "everyone"
when = "2 hours after interview"
window = "08:00-20:00"

[[step]]
id = "check-in"
by = "email"
when = "1 week after interview"

[[step.variant]]
if = "stage is final"
by = "phone"
when = "5 workdays after interview"

[[step]]
id = "final"
by = "email"
when = "2 weeks after check-in"
"""


def read(text: str) -> Policy:
    return parse(text, source="my.toml", shipped={"base": BASE}.get)


def steps(text: str) -> tuple[Step, ...]:
    return read(f'name = "own"\n{text}').steps


def one(text: str) -> Step:
    (step,) = steps(f'[[step]]\nid = "a"\n{text}')
    return step


def error(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert caught.value.exit_code == 78
    assert "\n" not in str(caught.value)
    return str(caught.value)


def step_error(text: str) -> str:
    return error(f'name = "own"\n[[step]]\nid = "a"\n{text}')


# --- what can be said ---


def test_a_step_says_by_whom_to_whom_and_when() -> None:
    assert one('by = "email"\nwhen = "1 week after interview"') == Step(
        id="a",
        by="email",
        to="contact",
        when=(Phrase(amount=1, unit="weeks", relation="after", anchor="interview"),),
        workdays=True,
        window=Window(time(9), time(17)),
    )


@pytest.mark.parametrize(
    ("by", "to", "window"),
    [
        ("email", "contact", "09:00-17:00"),
        ("phone", "contact", "10:00-11:30"),
        ("letter", "contact", "08:00-21:00"),
        ("self", "nobody", "09:00-17:00"),
    ],
)
def test_each_medium_has_its_own_window(by: str, to: str, window: str) -> None:
    step = one(f'by = "{by}"\nwhen = "on interview"')
    assert (step.by, step.to, str(step.window)) == (by, to, window)


def test_a_step_may_have_every_key() -> None:
    text = """
    by = "letter"
    to = "everyone"
    when = ["On  New Date", "3 weeks after interview"]
    deadline = "1 workday before offer"
    days = "any"
    window = "8:00-12:30"
    repeat = "Every 3 weeks,  2 times"
    if = ["status is still open", "stage is not final"]
    """
    assert one(text) == Step(
        id="a",
        by="letter",
        to="everyone",
        when=(Phrase(anchor="new date"), Phrase(amount=3, unit="weeks", relation="after", anchor="interview")),
        deadline=Phrase(amount=1, unit="workdays", relation="before", anchor="offer"),
        workdays=False,
        window=Window(time(8), time(12, 30)),
        repeat=Repeat(amount=3, unit="weeks", times=2),
        only=(
            Condition(subject="status", negated=False, value="still open"),
            Condition(subject="stage", negated=True, value="final"),
        ),
    )


def test_a_step_may_be_exempt_from_windows() -> None:
    assert one('by = "self"\nwhen = "on interview"\nwindow = "any"').window is None


@pytest.mark.parametrize("unit", ["minute", "hour", "day", "workday", "week"])
def test_units_are_read_in_both_numbers(unit: str) -> None:
    step = one(f'by = "self"\nwhen = ["1 {unit} after interview", "2 {unit}s before interview"]')
    assert [str(p) for p in step.when] == [f"1 {unit} after interview", f"2 {unit}s before interview"]


def test_what_is_read_can_be_written_again() -> None:
    step = one('by = "self"\nwhen = "on rejection"\nrepeat = "every 1 day, 4 times"\nif = "stage is not panel"')
    assert [str(step.when[0]), str(step.repeat), str(step.only[0])] == [
        "on rejection",
        "every 1 day, 4 times",
        "stage is not panel",
    ]
    assert str(Repeat(amount=2, unit="weeks", times=3)) == "every 2 weeks, 3 times"


def test_limits_are_read() -> None:
    text = (
        'name = "own"\n[limits]\ncontacts = 2\nworkdays_between = 3\n[[step]]\nid="a"\nby="self"\nwhen="on interview"'
    )
    assert read(text).limits == Limits(contacts=2, workdays_between=3)


def test_steps_stand_after_those_they_hang_on() -> None:
    text = """
    [[step]]
    id = "c"
    by = "email"
    when = "1 week after b"
    [[step]]
    id = "b"
    by = "email"
    when = "1 week after interview"
    deadline = "1 day after a"
    [[step]]
    id = "a"
    by = "email"
    when = "1 week after interview"
    [[step]]
    id = "d"
    by = "email"
    when = "1 week after a"
    """
    assert [s.id for s in steps(text)] == ["a", "b", "c", "d"]


# --- conditions and variants ---


def test_a_step_applies_where_one_of_its_conditions_holds() -> None:
    step = one('by = "email"\nwhen = "on interview"\nif = ["stage is final", "seniority is not senior"]')
    assert step.under({"stage": "final", "seniority": "senior"}) is step
    assert step.under({"stage": None, "seniority": None}) is step
    assert step.under({"stage": None, "seniority": "senior"}) is None


def test_the_first_variant_whose_condition_holds_takes_the_step_s_place() -> None:
    step = one("""
    by = "email"
    when = "1 week after interview"
    window = "09:00-12:00"
    [[step.variant]]
    if = "stage is final"
    by = "phone"
    [[step.variant]]
    if = ["seniority is senior"]
    when = "5 workdays after interview"
    by = "email"
    """)
    final, senior, plain = (
        step.under({"stage": "final", "seniority": "senior"}),
        step.under({"seniority": "senior"}),
        step.under({}),
    )
    assert plain is step
    assert final is not None
    assert (final.by, str(final.window), final.when) == ("phone", "10:00-11:30", step.when)
    assert senior is not None
    assert (senior.by, str(senior.window), str(senior.when[0])) == (
        "email",
        "09:00-12:00",
        "5 workdays after interview",
    )


def test_a_variant_of_a_conditional_step_needs_the_step_s_condition_too() -> None:
    step = one("""
    by = "email"
    when = "on interview"
    if = "status is still open"
    [[step.variant]]
    if = "stage is final"
    by = "phone"
    """)
    assert step.under({"stage": "final", "status": "open"}) is None
    assert step.under({"stage": "final", "status": "still open"}) is step.variants[0]


@pytest.mark.parametrize(
    ("lines", "contacts"),
    [
        ('by = "email"', True),
        ('by = "phone"', True),
        ('by = "email"\nto = "everyone"', False),
        ('by = "self"', False),
    ],
)
def test_what_goes_to_the_contact_is_a_contact(lines: str, contacts: bool) -> None:
    assert one(f'{lines}\nwhen = "on interview"').contacts is contacts


def test_a_policy_reads_the_new_date_where_a_step_or_a_variant_hangs_on_it() -> None:
    step = '[[step]]\nid = "a"\nby = "email"\nwhen = "on interview"\n'
    variant = '[[step.variant]]\nif = "stage is final"\nwhen = "on new date"\n'
    assert not read(f'name = "x"\n{step}').reads_new_date
    assert read(f'name = "x"\n{step}{variant}').reads_new_date


# --- policies based on others ---


def derived(text: str) -> dict[str, Step]:
    return {s.id: s for s in read(f'name = "own"\nbased_on = "base"\n{text}').steps}


def test_a_derived_policy_is_its_base_under_another_name() -> None:
    assert read('name = "own"\nbased_on = "base"') == Policy(
        name="own", summary="The base.", steps=read(BASE).steps, limits=Limits(contacts=3)
    )


def test_a_derived_policy_changes_one_key_of_a_step() -> None:
    changed = derived('[[step]]\nid = "thank-you"\nwhen = "4 hours after interview"')
    base = {s.id: s for s in read(BASE).steps}
    assert str(changed["thank-you"].when[0]) == "4 hours after interview"
    assert (changed["thank-you"].window, changed["thank-you"].to) == (Window(time(8), time(20)), "everyone")
    assert {k: v for k, v in changed.items() if k != "thank-you"} == {k: v for k, v in base.items() if k != "thank-you"}


def test_a_new_time_is_meant_for_the_base_s_variants_too() -> None:
    check_in = derived('[[step]]\nid = "check-in"\nwhen = "3 days after interview"')["check-in"]
    final = check_in.under({"stage": "final"})
    assert final is not None
    assert (final.by, [str(p) for p in final.when]) == ("phone", ["3 days after interview"])


def test_another_change_keeps_the_times_of_the_base_s_variants() -> None:
    check_in = derived('[[step]]\nid = "check-in"\ndays = "any"')["check-in"]
    final = check_in.under({"stage": "final"})
    assert final is not None
    assert (final.workdays, [str(p) for p in final.when]) == (False, ["5 workdays after interview"])


def test_another_medium_brings_its_own_window() -> None:
    assert str(derived('[[step]]\nid = "thank-you"\nby = "phone"')["thank-you"].window) == "10:00-11:30"
    assert str(derived('[[step]]\nid = "thank-you"\nby = "email"')["thank-you"].window) == "08:00-20:00"


def test_a_derived_policy_adds_and_drops_steps_and_limits() -> None:
    changed = read("""
    name = "own"
    based_on = "base"
    summary = "Mine."
    [limits]
    workdays_between = 2
    [[step]]
    id = "final"
    drop = true
    [[step]]
    id = "thank-you"
    drop = false
    [[step]]
    id = "call"
    by = "phone"
    when = "1 week after check-in"
    """)
    assert [s.id for s in changed.steps] == ["thank-you", "check-in", "call"]
    assert (changed.summary, changed.limits) == ("Mine.", Limits(contacts=3, workdays_between=2))


# --- mistakes ---


def cases(text: str) -> list[tuple[str, str]]:
    """TOML and what is said of it, with `=>` between them and an empty line after each."""
    pairs = (block.split("\n=> ") for block in text.strip().split("\n\n"))
    return [(toml, " ".join(told.split())) for toml, told in pairs]


MISTAKES = """
name = 3
=> my.toml: name is no text: 3; write name = "…"

name = "x"
sumary = "y"
=> my.toml: unknown key 'sumary'; did you mean 'summary'?

name = "x"
zzz = "y"
=> my.toml: unknown key 'zzz'; the keys are name, summary, based_on, limits, step

name = "x"
=> my.toml: has no step; add one: [[step]] with an id, by = "email" and when = "…"

name = "x"
step = 3
=> my.toml: step: is no list of steps; begin each step with [[step]]

name = "x"
step = [3]
=> my.toml: step: is no list of steps; begin each step with [[step]]

name = "x"
[[step]]
by = "self"
=> my.toml: step 1: id is missing; write id = "…"

name = "x"
[[step]]
id = "Check in"
=> my.toml: step 1: id 'Check in' cannot be used; use small letters, digits and - such as check-in

name = "x"
[[step]]
id = "offer"
=> my.toml: step 1: id 'offer' cannot be used; use small letters, digits and - such as check-in

name = "x"
[[step]]
id = "a"
[[step]]
id = "a"
=> my.toml: step 2: a second step has the id 'a'; give each step an id of its own

name = "x"
limits = 3
[[step]]
id = "a"
by = "self"
when = "on offer"
=> my.toml: limits: is no table; write [limits] on a line of its own

name = "x"
[limits]
contact = 3
[[step]]
id = "a"
by = "self"
when = "on offer"
=> my.toml: limits: unknown key 'contact'; did you mean 'contacts'?

name = "x"
[limits]
contacts = 0
[[step]]
id = "a"
by = "self"
when = "on offer"
=> my.toml: limits: contacts cannot be 0; write a whole number from 1

name = "x"
[limits]
contacts = true
[[step]]
id = "a"
by = "self"
when = "on offer"
=> my.toml: limits: contacts cannot be True; write a whole number from 1

name = "x"
based_on = "bas"
=> my.toml: based_on names no policy: 'bas'; see `afterview policy list`

name = "x"
based_on = 3
=> my.toml: based_on is no text: 3; write based_on = "…"

name = "x"
based_on = "base"
limits = 3
=> my.toml: limits: is no table; write [limits] on a line of its own

name = "x"
based_on = "base"
[[step]]
id = "chekc-in"
drop = true
=> my.toml: step 'chekc-in': drops a step that the base does not have; its steps are thank-you, check-in, final

name = "x"
based_on = "base"
[[step]]
id = "final"
drop = "yes"
=> my.toml: step 'final': drop cannot be 'yes'; write drop = true

name = "x"
based_on = "base"
[[step]]
id = "check-in"
drop = true
=> my.toml: step 'final': unknown anchor 'check-in'; use interview, decision date, new date, rejection, offer or
   the id of a step

name = "x"
based_on = "base"
[[step]]
id = "final"
when = "3 moons after check-in"
=> my.toml: step 'final': when: unknown unit 'moons'; use minutes, hours, days, workdays, weeks

name = "x"
[[step]]
id = "a"
drop = true
=> my.toml: drops a step but is based on no policy; leave the step out instead

name = "x"
[[step]]
id = "a"
by = "self"
when = "1 day after b"
[[step]]
id = "b"
by = "self"
when = "1 day after a"
=> my.toml: steps hang on each other in a circle: a after b after a; let one of them hang on the interview
"""

STEP_MISTAKES = """
by = "email"
wen = "on offer"
=> unknown key 'wen'; did you mean 'when'?

when = "on offer"
=> by is missing; use email or phone or letter or self

by = "fax"
when = "on offer"
=> by cannot be 'fax'; use email or phone or letter or self

by = "email"
to = "boss"
when = "on offer"
=> to cannot be 'boss'; use contact or everyone

by = "email"
=> when is missing; write when = "…" or when = ["…", "…"]

by = "email"
when = [3]
=> when is no text or list of texts: [3]; write when = "…" or when = ["…", "…"]

by = "email"
when = []
=> when is no text or list of texts: []; write when = "…" or when = ["…", "…"]

by = "email"
when = "soon"
=> when: cannot read 'soon'; write it like "2 workdays after interview" or "on new date"

by = "email"
when = "2 moons after offer"
=> when: unknown unit 'moons'; use minutes, hours, days, workdays, weeks

by = "email"
when = "on decison date"
=> unknown anchor 'decison date'; did you mean 'decision date'?

by = "email"
when = "on zzz"
=> unknown anchor 'zzz'; use interview, decision date, new date, rejection, offer or the id of a step

by = "email"
when = "1 day after a"
=> steps hang on each other in a circle: a after a; let one of them hang on the interview

by = "email"
when = "on offer"
deadline = "never"
=> deadline: cannot read 'never'; write it like "2 workdays after interview" or "on new date"

by = "email"
when = "on offer"
deadline = 3
=> deadline is no text: 3; write deadline = "…"

by = "email"
when = "on offer"
days = "weekends"
=> days cannot be 'weekends'; use workdays or any

by = "email"
when = "on offer"
window = "noon"
=> window: 'noon' is no span of the day such as 09:00-17:00; write "09:00-17:00", or "any" for no window

by = "email"
when = "on offer"
window = "17:00-09:00"
=> window: 17:00-09:00 does not start before it ends; write "09:00-17:00", or "any" for no window

by = "email"
when = "on offer"
repeat = "often"
=> repeat: cannot read 'often'; write it like "every 3 weeks, 3 times"

by = "email"
when = "on offer"
repeat = "every 0 weeks, 3 times"
=> repeat: cannot read 'every 0 weeks, 3 times'; write it like "every 3 weeks, 3 times"

by = "email"
when = "on offer"
repeat = "every 3 weeks, 0 times"
=> repeat: cannot read 'every 3 weeks, 0 times'; write it like "every 3 weeks, 3 times"

by = "email"
when = "on offer"
repeat = "every 3 moons, 3 times"
=> repeat: unknown unit 'moons'; use minutes, hours, days, workdays, weeks

by = "email"
when = "2 weeks after offer"
repeat = "every 3 weeks, 3 times"
=> repeat: repeats at another distance than '2 weeks after offer'; write when = "3 weeks after offer", or "on
   offer"

by = "email"
when = "3 weeks before offer"
repeat = "every 3 weeks, 3 times"
=> repeat: repeats at another distance than '3 weeks before offer'; write when = "3 weeks after offer", or "on
   offer"

by = "email"
when = "on offer"
if = "rainy"
=> if: cannot read 'rainy'; write it like "stage is final"; stage or seniority or status

by = "email"
when = "on offer"
if = "mood is final"
=> if: cannot read 'mood is final'; write it like "stage is final"; stage or seniority or status

by = "email"
when = "on offer"
if = "seniority is not king"
=> if: no seniority is 'king'; use intern, junior, senior, executive

by = "email"
when = "on offer"
variant = 3
=> variant: is no list of variants; begin each one with [[step.variant]]

by = "email"
when = "on offer"
[[step.variant]]
by = "phone"
=> variant 1: says no condition; add one such as if = "stage is final"

by = "email"
when = "on offer"
[[step.variant]]
if = "stage is final"
id = "b"
=> variant 1: 'id' cannot change in a variant; take 'id' out

by = "email"
when = "on offer"
[[step.variant]]
if = "stage is final"
by = "fax"
=> variant 1: by cannot be 'fax'; use email or phone or letter or self

by = "email"
when = "on offer"
[[step.variant]]
if = "stage is final"
when = "on zzz"
=> unknown anchor 'zzz'; use interview, decision date, new date, rejection, offer or the id of a step
"""


@pytest.mark.parametrize(("text", "told"), cases(MISTAKES))
def test_a_mistake_is_told_with_its_file_place_and_way_out(text: str, told: str) -> None:
    assert error(text) == told


@pytest.mark.parametrize(("text", "told"), cases(STEP_MISTAKES))
def test_a_mistake_in_a_step_is_told_with_the_step_and_the_way_out(text: str, told: str) -> None:
    where = "my.toml" if told.startswith("steps hang") else "my.toml: step 'a'"
    assert step_error(text) == f"{where}: {told}"


def test_an_empty_file_has_no_name() -> None:
    assert error("") == 'my.toml: name is missing; write name = "…"'


def test_what_is_no_toml_is_told_with_the_line() -> None:
    told = error('name = "x"\nsummary = x')
    assert told.startswith("my.toml: is not TOML: ")
    assert told.endswith("(at line 2, column 11); compare `afterview policy show balanced --source`")
