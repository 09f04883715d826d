from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from afterview.core.event import Person
from afterview.core.reminder import Reminder
from afterview.errors import ConfigError
from afterview.wording import load
from afterview.wording.templates import Texts

Build = Callable[..., Reminder]
JANE = Person(name="Jane Doe", email="jane.doe@acme.example")


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path, reminder: Build) -> None:
    wanted = reminder("final", "email", JANE)

    assert load(tmp_path / "none").body(wanted) == load(tmp_path).body(wanted) == load().body(wanted)


def test_one_block_of_ones_own_leaves_the_others_as_shipped(tmp_path: Path, reminder: Build) -> None:
    (tmp_path / "final.email.txt").write_text("{% block message %}Hi {{ to.first }},\n\n\n\nbye.  \n{% endblock %}")
    wanted = reminder("final", "email", JANE)

    own, shipped = load(tmp_path), load()

    assert own.title(wanted) == shipped.title(wanted) == "Write to Jane Doe a last time (Acme)"
    assert own.drafts(wanted)[0].text == "Hi Jane,\n\nbye."
    assert own.body(wanted) == shipped.body(wanted).replace(shipped.drafts(wanted)[0].text, "Hi Jane,\n\nbye.")


def test_a_step_of_ones_own_has_a_text_of_its_own(tmp_path: Path, reminder: Build) -> None:
    (tmp_path / "send-portfolio.email.txt").write_text("{% block title %}Portfolio{{ where }}{% endblock %}")

    assert load(tmp_path).title(reminder("send-portfolio", "email", JANE)) == "Portfolio (Acme)"
    assert load(tmp_path).title(reminder("send-portfolio", "phone", JANE)) == "Call Jane Doe (Acme)"


def test_a_macro_of_ones_own_replaces_the_shipped_one_everywhere_and_may_use_the_others(
    tmp_path: Path, reminder: Build
) -> None:
    (tmp_path / "words.txt").write_text("{% macro greeting(to) %}Hello {{ card(to) }}!{% endmacro %}")

    (draft,) = load(tmp_path).drafts(reminder("final", "email", JANE))

    assert draft.text.startswith("Hello Jane Doe :jane.doe@acme.example!\n")


def test_the_frame_can_be_changed_for_all(tmp_path: Path, reminder: Build) -> None:
    (tmp_path / "frame.txt").write_text("\ufeff{% block signature %}A < B & C{% endblock %}", encoding="utf-8")

    assert "\n\nA ‹ B and C\n" in load(tmp_path).body(reminder("final", "email", JANE))


@pytest.mark.parametrize(
    ("name", "text", "where", "what"),
    [  # a file, what is written there, where the mistake is, what is said of it
        ("final.email.txt", "{% block title %}\n{{ oops\n{% endblock %}", "final.email.txt:3", "is no template"),
        ("final.email.txt", "{% block title %}\n\n{{ o }}{% endblock %}", "final.email.txt:3", "'o' is undefined"),
        ("final.email.txt", "{% block message %}\n{{ to.born }}{% endblock %}", "final.email.txt:2", "born"),
        ("final.email.txt", "{% block title %}{{ 1 // 0 }}{% endblock %}", "final.email.txt:1", "zero"),
        ("final.email.txt", "{% block title %}{% include '/x' %}{% endblock %}", "final.email.txt", "no loader"),
        ("final.email.txt", "{{ " + "(" * 9999, "final.email.txt", "is no template"),
        ("words.txt", "{% macro day() %}{% endmacro %}", "words.txt", "macro 'day' takes"),
        ("final.email.txt", "{% block title %}  {% endblock %}", "final.email.txt", "leaves the title empty"),
        ("any.self.txt", "{% block how %}Outcome: rejected{% endblock %}", "any.self.txt", "would be read as"),
        ("frame.txt", "{% block gestures %}#offer{% endblock %}", "frame.txt", "'#offer' would be read"),
        ("frame.txt", "{% block gestures %}Ref: AV-0000000000{% endblock %}", "frame.txt", "begins with Ref:"),
        ("words.txt", "{% macro day(m) %}\n{{ m.nope }}{% endmacro %}", "words.txt:2", "nope"),
        ("words.txt", "{{ nope }}", "words.txt:1", "'nope' is undefined"),
        ("thank-you.txt", "", "thank-you.txt", "the name does not say which step and medium"),
        ("final.email.txt", "x" * 70_000, "final.email.txt", "is longer than 64 KiB"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_line_and_way_out(
    name: str, text: str, where: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(ConfigError) as caught:
        load(tmp_path)

    error = caught.value
    assert error.where.startswith(str(tmp_path / where))
    assert what in error.what
    assert error.fix
    assert "\n" not in str(error)
    assert error.exit_code == 78


@pytest.mark.parametrize(
    "attempt",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ day.__globals__ }}",
        "{{ greeting.__closure__ }}",
        "{{ interview.__class__ }}",
        "{{ interview.__init__.__globals__['sys'] }}",
        "{{ '{0.__class__}'.format(interview) }}",
        "{{ '{0.__class__}' | format(interview) ~ ''.__class__ }}",
        "{{ people.__class__ }}",
        "{{ interview | attr('__class__') }}",
        "{{ cycler }}",
        "{{ lipsum() }}",
        "{{ namespace.__init__ }}",
        "{{ [1] | random }}",
        "{% for n in range(10 ** 9) %}x{% endfor %}",
        "{% set _ = people.append(1) %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_way_out_of_the_sandbox_is_a_mistake(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "any.email.txt").write_text("{% block message %}" + attempt + "{% endblock %}")

    with pytest.raises(ConfigError, match=r"any\.email\.txt"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_or_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "final.email.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"final\.email\.txt: is not UTF-8 text; save it as UTF-8"):
        load(tmp_path)

    (tmp_path / "final.email.txt").unlink()
    (tmp_path / "final.email.txt").mkdir()
    with pytest.raises(ConfigError, match=r"final\.email\.txt: cannot be read"):
        load(tmp_path)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path, reminder: Build) -> None:
    (tmp_path / "notes.md").write_text("{{ oops")

    assert load(tmp_path).title(reminder("final", "email", JANE)) == "Write to Jane Doe a last time (Acme)"


def test_a_block_that_nothing_has_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError, match="nonsense"):
        Texts("en", {}).block(["final.email.txt", "frame.txt"], "nonsense", {})


def test_a_shipped_text_that_fails_is_a_mistake_of_ours() -> None:
    with pytest.raises(UndefinedError):
        Texts("en", {}).block(["final.email.txt"], "title", {})
