"""What the docs show is what the program does: examples, commands, options, exit codes, policies, links."""

import argparse
import inspect
import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from afterview import errors, policies
from afterview.cli import BUG, INTERRUPTED, parser
from afterview.cli.passes import PARTLY
from afterview.core.policy import CONDITIONS, FACTS, LIMIT_KEYS, POLICY_KEYS, STEP_KEYS, UNITS, Step
from tests.docs.examples import PAGES, ROOT, Example, agrees, examples, links, rows, run

EXAMPLES = [example for page in PAGES for example in examples(page)]


def named(example: Example) -> str:
    return f"{example.page.relative_to(ROOT)}:{example.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_an_example_prints_what_the_docs_say(example: Example) -> None:
    done = run(example)
    wrong = [
        new.printed for said, new in zip(example.steps, done, strict=True) if not agrees(said.printed, new.printed)
    ]
    assert wrong == [], "`make examples` writes what it prints now; read it before you commit it"


def test_the_readme_shows_the_program_at_work() -> None:
    assert any("afterview plan" in example.text for example in EXAMPLES if example.page.name == "README.md")


@pytest.mark.parametrize(
    ("said", "printed", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["a", "…"], ["a"], True),
        (["a", "…", "d"], ["a", "b", "c"], False),
        (["a"], ["a", "b"], False),
        (["a.c"], ["abc"], False),
        ([], ["a"], False),
    ],
)
def test_an_example_may_leave_out_lines_but_not_change_them(said: list[str], printed: list[str], same: bool) -> None:
    assert agrees(said, printed) is same


# --- commands --------------------------------------------------------------------------------------------------------


def commands(top: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command that does something: its name, its summary and its parser."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                one = action.choices[choice.dest]
                inner = list(commands(one, f"{prefix}{choice.dest} "))
                yield from inner or [(f"{prefix}{choice.dest}", choice.help or "", one)]


COMMANDS = list(commands(parser()))


def usage(one: argparse.ArgumentParser, name: str) -> str:
    """The command with its arguments, as a table names it: without its options."""
    parts = [name]
    for action in one._actions:
        if not action.option_strings:
            metavar = str(action.metavar)
            shown = {"*": f"[{metavar} ...]", "+": f"{metavar} ...", "?": f"[{metavar}]"}
            parts.append(shown.get(str(action.nargs), metavar))
    return " ".join(parts)


def test_the_readme_lists_every_command_with_its_summary() -> None:
    listed = [(command.strip("`"), summary) for command, summary in rows(ROOT / "README.md", "command")]
    assert listed == [(usage(one, name), summary) for name, summary, one in COMMANDS]


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_the_help_of_a_command_ends_with_an_example_that_it_understands(name: str) -> None:
    told = io.StringIO()
    with redirect_stdout(told), pytest.raises(SystemExit) as left:
        parser().parse_args([*name.split(), "--help"])
    assert left.value.code == 0

    last = re.sub(r"\x1b\[[0-9;]*m", "", told.getvalue()).strip().rpartition("Example:")[2].split()
    assert last[: 1 + len(name.split())] == ["afterview", *name.split()]
    parser().parse_args(last[1:])


def test_the_docs_name_no_option_that_no_command_has() -> None:
    known = {"--help", "--version", "--print-completion"}
    for _, _, one in COMMANDS:
        known.update(option for action in one._actions for option in action.option_strings)
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            for command in re.findall(r"afterview (?:[^`\n]|(?<=\\)\n)*", line):
                unknown = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", command)) - known
                assert unknown == set(), f"{page.name}: {command}"


# --- exit codes, policies, links -------------------------------------------------------------------------------------


def test_the_readme_lists_every_exit_code() -> None:
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if issubclass(k, errors.AfterviewError)]
    codes = {kind.exit_code for kind in kinds if kind is not errors.AfterviewError}
    listed = {int(code) for code, _ in rows(ROOT / "README.md", "exit code")}
    # 0: done; 2: what argparse leaves with
    assert listed == codes | {0, 2, PARTLY, BUG, INTERRUPTED}


def phrases(step: Step) -> set[str]:
    """Everything that says when a step falls."""
    parts = (step, *step.variants)
    found = {str(phrase) for part in parts for phrase in part.when if not (step.repeat and phrase.relation == "after")}
    found |= {str(part.deadline) for part in parts if part.deadline}
    if step.repeat:
        found.add(str(step.repeat))
        found |= {f"after {phrase.anchor}" for phrase in step.when if phrase.relation == "after"}
    return found


def test_the_table_of_policies_says_when_each_step_of_each_policy_falls() -> None:
    page = ROOT / "docs/policies.md"
    heads = re.search(r"^\| step \|(.*)\|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert heads is not None
    names = [cell.strip(" `") for cell in heads[1].split("|")]
    table = {
        (name, step.strip("`")): set(re.findall(r"`([^`]+)`", cell))
        for step, *cells in rows(page, "step")
        for name, cell in zip(names, cells, strict=True)
        if cell != "–"
    }
    shipped = {name: policies.load(name) for name in policies.shipped()}
    assert table == {(name, step.id): phrases(step) for name, policy in shipped.items() for step in policy.steps}


def test_the_page_on_policies_names_every_word_of_the_language() -> None:
    page = ROOT / "docs/policies.md"
    keys = [
        key for cell, *_ in rows(page, "key") for key in re.findall(r"\w+", cell.replace("step.variant", "variant"))
    ]
    assert sorted(keys) == sorted(POLICY_KEYS)
    text = page.read_text(encoding="utf-8")
    assert [key for key in LIMIT_KEYS if f"`{key}`" not in text] == []
    assert [key for key in STEP_KEYS if not re.search(rf"^\| `(\[\[step\.)?{key}(\]\])?` \|", text, re.MULTILINE)] == []
    words = " ".join(text.split())
    assert [anchor for anchor in FACTS if f"`{anchor}`" not in words] == []
    for values in (*CONDITIONS.values(), (*UNITS[:-1],)):
        assert ", ".join(values) in words


def test_the_policy_in_the_docs_is_the_one_in_the_examples() -> None:
    page = (ROOT / "docs/policies.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert found is not None
    assert found[1] == (ROOT / "docs/examples/policies/mine.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_to_a_file_that_is_there(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs/decisions"
    assert sorted(links(folder / "README.md")) == sorted(p.name for p in folder.glob("[0-9]*.md"))
