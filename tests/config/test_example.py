"""The example file holds every key, each as it may be written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from afterview.config import Config, load
from afterview.config.wrong import EXAMPLES

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
ACCOUNT = '[[account]]\nname = "home"\nurl = "https://dav.example.org/"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(path: Path, text: str) -> Config:
    path.write_text(text, encoding="utf-8")
    return load(path)


TABLES = ("recognition", "account")
COMMENTED = re.compile(r"# (\[\[account\]\]|[a-z_]+ = .*)")


def test_the_example_loads(path: Path) -> None:
    settings = loaded(path, EXAMPLE.read_text(encoding="utf-8"))
    assert [account.name for account in settings.accounts] == ["home"]


def test_the_example_loads_with_every_commented_line_in_force(path: Path) -> None:
    text = "\n".join(COMMENTED.sub(r"\1", line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines())
    settings = loaded(path, text)
    assert [account.name for account in settings.accounts] == ["home", "work", "laptop"]
    data = tomllib.loads(text)
    tops = set(data)
    below = {f"account.{key}" for account in data["account"] for key in account}
    below |= {f"recognition.{key}" for key in data["recognition"]}
    assert tops | below == set(EXAMPLES)


def test_the_defaults_that_the_example_shows_are_the_defaults(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = re.sub(
        r"(?m)^# (policy|quiet_hours|as|alarm|categories|private|free|language|timezone|interval) = ", r"\1 = ", text
    )
    shown = shown.replace('\npolicy = "touchpoint"', "").replace("\ninterval = 5", "")
    shown = shown.replace('\nlanguage = "interview"', "")
    assert (shown.count("\npolicy = "), shown.count("\nlanguage = ")) == (1, 1)
    assert loaded(path, shown) == loaded(path, text)


@pytest.mark.parametrize("key", [key for key in EXAMPLES if key not in TABLES])
def test_each_way_out_that_an_error_offers_is_right(path: Path, key: str) -> None:
    line = f"{key.rpartition('.')[2]} = {EXAMPLES[key]}\n"
    if key.startswith("recognition."):
        text = f"[recognition]\n{line}{ACCOUNT}"
    elif not key.startswith("account."):
        text = line + ACCOUNT
    elif key == "account.name":
        text = "[[account]]\nurl = 'https://x/'\n" + line
    elif key in ("account.url", "account.email", "account.folder"):
        text = "[[account]]\nname = 'x'\n" + line
    else:
        text = ACCOUNT + line
    assert loaded(path, text).path == path
