"""The six policies are the table that the articles' advice comes down to, and users may add their own."""

from pathlib import Path

import pytest

from afterview import policies
from afterview.core.policy import Limits, Policy, Step
from afterview.errors import ConfigError, MissingInput

TABLE = """
nextaff
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 2 hours after interview; until 24 hours after interview; any day; 08:00-21:00
  call: phone to contact; on decision date or 1 week after interview; 10:00-11:30
pridestaff
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 2 hours after interview; until 24 hours after interview; any day; 08:00-21:00
  check-in: email to contact; 3 days after decision date or 10 days after interview; 09:00-17:00
  check-again: email to contact; on new date; 09:00-17:00
  keep-in-touch: email to contact; 3 weeks after check-again or 3 weeks after check-in; 09:00-17:00; if status
      is still open; every 3 weeks, 3 times
  thank-anyway: email to contact; 1 day after rejection; 09:00-17:00
livecareer
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 24 hours after interview; until 48 hours after interview; any day; 08:00-21:00
  letter: letter to everyone; 24 hours after interview; until 72 hours after interview; any day; 08:00-21:00
  check-in: email to contact; 1 workday after decision date or 2 weeks after interview; 09:00-17:00
  final: email to contact; 2 weeks after check-in; 09:00-17:00
interobservers
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 2 hours after interview; until 24 hours after interview; any day; 08:00-21:00
  check-in: email to contact; 1 week after interview; 09:00-17:00; (check-in: phone to contact; 5 workdays after
      interview; 10:00-11:30; if stage is final or seniority is senior or seniority is executive)
  final: email to contact; 2 weeks after check-in; 09:00-17:00
  move-on: self to nobody; 1 week after final; 09:00-17:00
  thank-anyway: email to contact; 1 day after rejection; 09:00-17:00
touchpoint
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 24 hours after interview; until 48 hours after interview; any day; 08:00-21:00
  check-in: email to contact; 1 workday after decision date or 1 week after interview; 09:00-17:00
  call: phone to contact; 1 week after check-in; 10:00-11:30
balanced
  ask: self to nobody; 15 minutes before interview; any day; any time
  thank-you: email to everyone; 2 hours after interview; until 24 hours after interview; any day; 08:00-20:00
  check-in: email to contact; 2 workdays after decision date or 1 week after interview; 09:00-17:00; (check-in:
      phone to contact; 2 workdays after decision date or 1 week after interview; 10:00-11:30; if stage is final
      or seniority is senior or seniority is executive)
  check-again: email to contact; on new date; 09:00-17:00
  final: email to contact; 2 weeks after check-again or 2 weeks after check-in; 09:00-17:00
  move-on: self to nobody; 1 week after final; 09:00-17:00
  keep-in-touch: email to contact; 3 weeks after final; 09:00-17:00; if status is still open; every 3 weeks, 3
      times
  thank-anyway: email to contact; 1 day after rejection; 09:00-17:00
"""


def rows(policy: Policy) -> list[str]:
    """The steps of `policy`, each on one line: what is not said is the rule (workdays, no deadline, always)."""
    return [_row(s) for s in policy.steps]


def _row(step: Step) -> str:
    parts = [
        f"{step.id}: {step.by} to {step.to}",
        " or ".join(map(str, step.when)),
        f"until {step.deadline}" if step.deadline else "",
        "" if step.workdays else "any day",
        str(step.window or "any time"),
        f"if {' or '.join(map(str, step.only))}" if step.only else "",
        str(step.repeat or ""),
        *(f"({_row(v)})" for v in step.variants),
    ]
    return "; ".join(part for part in parts if part)


def table() -> dict[str, list[str]]:
    """The rows of each policy; what is indented further goes on with the row before."""
    found: dict[str, list[str]] = {}
    for line in TABLE.strip().splitlines():
        if not line.startswith(" "):
            lines = found.setdefault(line, [])
        elif line.startswith("      "):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    return found


@pytest.mark.parametrize("name", table())
def test_a_shipped_policy_is_its_column_of_the_table(name: str) -> None:
    policy = policies.load(name)
    assert policy.name == name
    assert policy.summary
    assert policy.limits == Limits()
    assert rows(policy) == table()[name]


def test_six_policies_ship_the_default_first() -> None:
    assert policies.shipped() == ("balanced", "interobservers", "livecareer", "nextaff", "pridestaff", "touchpoint")
    assert policies.shipped()[0] == policies.DEFAULT


def test_a_user_s_own_policy_is_found_by_its_file_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\nbased_on = "nextaff"\n', encoding="utf-8")
    assert policies.own(tmp_path) == ("mine",)
    assert policies.load("mine", tmp_path) == Policy(
        name="mine", summary=policies.load("nextaff").summary, steps=policies.load("nextaff").steps
    )


def test_a_user_s_own_policy_goes_before_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    text = 'name = "balanced"\n[[step]]\nid = "a"\nby = "self"\nwhen = "on offer"\n'
    (tmp_path / "balanced.toml").write_text(text, encoding="utf-8")
    assert policies.source("balanced", tmp_path) == text
    assert [s.id for s in policies.load("balanced", tmp_path).steps] == ["a"]


def test_a_policy_based_on_its_own_name_starts_from_the_shipped_one(tmp_path: Path) -> None:
    text = 'name = "balanced"\nbased_on = "balanced"\n[[step]]\nid = "keep-in-touch"\ndrop = true\n'
    (tmp_path / "balanced.toml").write_text(text, encoding="utf-8")
    assert len(policies.load("balanced", tmp_path).steps) == len(policies.load("balanced").steps) - 1


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('\ufeffname = "mine"\nbased_on = "nextaff"\n', encoding="utf-8")
    assert policies.load_file(file).name == "mine"


@pytest.mark.parametrize("name", ["nosuch", "../mine", "a/b", "x" * 5000, "nul\0", "", ".", "mine.toml"])
def test_a_name_of_no_policy_is_told_with_those_there_are(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "mine.toml").write_text('name = "mine"\nbased_on = "nextaff"\n', encoding="utf-8")
    (tmp_path / "mine.toml").write_text('name = "outside"\nbased_on = "nextaff"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        policies.load(name, folder)
    assert str(caught.value) == (
        f"policy: there is no policy {name!r}; use one of balanced, interobservers, livecareer, nextaff, pridestaff,"
        " touchpoint, mine"
    )


def test_without_a_folder_there_are_only_the_shipped_ones(tmp_path: Path) -> None:
    assert policies.own(None) == ()
    assert policies.own(tmp_path / "nosuch") == ()
    assert policies.source("nosuch") is None


def test_a_mistake_in_a_user_s_policy_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("nam = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        policies.load("mine", tmp_path)
    assert str(caught.value) == f"{tmp_path / 'mine.toml'}: unknown key 'nam'; did you mean 'name'?"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput) as missing:
        policies.load_file(tmp_path / "nosuch.toml")
    assert str(missing.value) == (
        f"{tmp_path / 'nosuch.toml'}: cannot be read: No such file or directory; name a policy file"
    )
    with pytest.raises(MissingInput) as folder:
        policies.load_file(tmp_path)
    assert str(folder.value) == f"{tmp_path}: cannot be read: Is a directory; name a policy file"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError) as caught:
        policies.load_file(file)
    assert str(caught.value) == f"{file}: is not UTF-8 text; save it as UTF-8"
