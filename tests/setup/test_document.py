"""The text of config.toml, changed: nothing but what is meant."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.setup.document import HEAD, edited

EXAMPLE = (Path(__file__).parents[2] / "config.example.toml").read_text(encoding="utf-8")

TEXT = """\
# mine
me = ["a@example.org"]  # all of them

# zone? timezone = "UTC"
# timezone = "Europe/Berlin"

# ---- accounts ----

[[account]]
name = "home"   # a name
url = "https://dav.example.org/"

# the second one
[[account]]
name = "laptop"
folder = "/x"
"""


def test_without_changes_the_text_stays_to_the_letter() -> None:
    assert edited(TEXT, {}, {}) == TEXT
    assert edited(EXAMPLE, {}, {}) == EXAMPLE
    assert edited(TEXT, {"me": ["a@example.org"]}, {"home": {"url": "https://dav.example.org/"}}) == TEXT


def test_a_changed_setting_keeps_its_comment() -> None:
    done = edited(TEXT, {"me": ["b@example.org"]}, {"home": {"name": "home", "url": "https://other.example/"}})
    assert done == TEXT.replace("a@example.org", "b@example.org").replace("dav.example.org", "other.example")


def test_a_new_setting_goes_to_its_example_else_behind_the_last_one() -> None:
    done = edited(TEXT, {"timezone": "UTC", "name": "A"}, {"home": {"reminders": "After"}})
    assert done == TEXT.replace(
        '# timezone = "Europe/Berlin"\n', '# timezone = "Europe/Berlin"\ntimezone = "UTC"\nname = "A"\n'
    ).replace('"https://dav.example.org/"\n', '"https://dav.example.org/"\nreminders = "After"\n')


def test_a_setting_that_is_given_up_goes_with_its_line() -> None:
    assert edited(TEXT, {"me": None, "name": None}, {"laptop": {"folder": None}}) == TEXT.replace(
        'me = ["a@example.org"]  # all of them\n', ""
    ).replace('folder = "/x"\n', "")


@pytest.mark.parametrize("end", ["", "\n", "\n# the end\n"])
def test_a_new_account_stands_at_the_end(end: str) -> None:
    text = TEXT.rstrip("\n") + end
    done = edited(text, {}, {"new": {"folder": "/y", "username": None}})
    assert done == text + ("\n\n" if not end else "\n") + '[[account]]\nname = "new"\nfolder = "/y"\n'


def test_accounts_may_be_written_in_one_line() -> None:
    text = 'account = [{name = "a", folder = "/x"}]\n'
    done = edited(text, {"name": "A"}, {"a": {"folder": "/z", "reminders": "/r"}, "b": {"folder": "/y"}})
    assert tomllib.loads(done) == {
        "name": "A",
        "account": [{"name": "a", "folder": "/z", "reminders": "/r"}, {"name": "b", "folder": "/y"}],
    }


def test_a_first_file_says_where_it_comes_from() -> None:
    done = edited(None, {"me": ["a@example.org"], "name": None}, {"a": {"folder": "/x"}})
    assert done == f'{HEAD}\nme = ["a@example.org"]\n\n[[account]]\nname = "a"\nfolder = "/x"\n'


def test_a_file_of_comments_alone_keeps_them_first() -> None:
    done = edited("# mine\n", {"name": "A"}, {"a": {"folder": "/x"}})
    assert done.startswith("# mine\n")
    assert tomllib.loads(done) == {"name": "A", "account": [{"name": "a", "folder": "/x"}]}


def test_a_file_of_accounts_alone_gets_its_settings_above_them() -> None:
    account = '[[account]]\nname = "a"\nfolder = "/x"\n'
    assert edited(account, {"name": "A", "me": []}, {}) == 'name = "A"\nme = []\n\n' + account
    assert edited(f"# mine\n\n{account}", {"name": "A"}, {}) == f'# mine\n\nname = "A"\n\n{account}'


def test_the_example_takes_every_change() -> None:
    changes = {"timezone": "UTC", "policy": "touchpoint", "me": ["b@example.org"], "employers": None}
    done = edited(EXAMPLE, changes, {"home": {"calendars": ["A"], "username": None}, "new": {"folder": "/y"}})
    was, now = EXAMPLE.splitlines(), done.splitlines()
    assert [line for line in now if line not in was] == [
        'me = ["b@example.org"]', 'timezone = "UTC"', 'policy = "touchpoint"', 'calendars = ["A"]', 'name = "new"',
        'folder = "/y"',
    ]  # fmt: skip
    assert [line for line in was if line not in now] == [
        'me = ["alex@example.org", "alex.doe@example.com"]', 'employers = ["oldjob.example"]', 'username = "alex"',
    ]  # fmt: skip
    assert now[now.index('timezone = "UTC"') - 1] == '# timezone = "Europe/Berlin"'


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXTS, st.lists(TEXTS, max_size=3), TEXTS)
def test_whatever_is_written_reads_back(name: str, me: list[str], reminders: str) -> None:
    data = tomllib.loads(edited(TEXT, {"name": name, "me": me}, {"home": {"reminders": reminders}}))
    assert (data["name"], data["me"], data["account"][0]["reminders"]) == (name, me, reminders)
    assert data["account"][1] == {"name": "laptop", "folder": "/x"}
