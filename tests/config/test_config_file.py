"""Every setting is read, every mistake told with its line and the way out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview import config, policies, wording
from afterview.config import Account, Config, load, without_file
from afterview.config.file import NO_QUIET_HOURS
from afterview.config.wrong import EXAMPLES
from afterview.core.held import Look
from afterview.core.interview import Candidate
from afterview.core.worktime import QuietHours, WorkCalendar
from afterview.errors import ConfigError

ACCOUNT = '[[account]]\nname = "home"\nurl = "https://dav.example.org/"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(path: Path, text: str) -> Config:
    path.write_text(text, encoding="utf-8")
    return load(path)


def complaint(path: Path, text: str) -> str:
    """What is said of `text`, with the path left out: `LINE: what; what to do`."""
    with pytest.raises(ConfigError) as told:
        loaded(path, text)
    assert told.value.exit_code == 78
    assert told.value.fix
    line = str(told.value)
    assert line.isprintable()
    assert line.startswith(str(path))
    return line.removeprefix(str(path)).removeprefix(":").strip()


def test_a_whole_file_is_read_into_values(path: Path) -> None:
    text = """
        me = ["Alex@Example.org"]
        name = "Alex Doe"
        employers = ["@OldJob.example"]
        timezone = "America/New_York"
        holidays = "US"
        policy = "touchpoint"
        quiet_hours = "21:30-08:00"
        as = "todo"
        alarm = 10
        color = "Steel Blue"
        categories = ["Jobs", "Follow-up", "Jobs"]
        private = false
        free = false
        titles = "neutral"
        language = "de"
        keyring = "some.module.Keyring"

        [[account]]
        name = "home"
        language = "interview"
        url = "https://dav.example.org/"
        username = "alex.doe@example.org"
        calendars = ["Personal", "https://dav.example.org/jobs/"]
        reminders = "Reminders"
        policy = "nextaff"
        password_command = ["pass", "show", "dav"]

        [[account]]
        name = "work"
        email = "Alex@Work.example"
        keyring = "other.module.Keyring"

        [[account]]
        name = "laptop"
        folder = "calendars"
        reminders = "reminders"
    """
    assert loaded(path, text) == Config(
        path=path,
        accounts=(
            Account(
                name="home",
                url="https://dav.example.org/",
                username="alex.doe@example.org",
                calendars=("Personal", "https://dav.example.org/jobs/"),
                reminders="Reminders",
                policy="nextaff",
                language="interview",
                password_command=("pass", "show", "dav"),
                keyring="some.module.Keyring",
            ),
            Account(
                name="work",
                language="de",
                email="alex@work.example",
                username="Alex@Work.example",
                policy="touchpoint",
                keyring="other.module.Keyring",
            ),
            Account(
                name="laptop",
                language="de",
                folder=path.parent / "calendars",
                reminders=str(path.parent / "reminders"),
                policy="touchpoint",
                keyring="some.module.Keyring",
            ),
        ),
        candidate=Candidate(
            addresses=frozenset({"alex@example.org", "alex.doe@example.org", "alex@work.example"}),
            name="Alex Doe",
            employers=frozenset({"oldjob.example"}),
        ),
        timezone=ZoneInfo("America/New_York"),
        holidays=WorkCalendar("US"),
        policy="touchpoint",
        quiet_hours=QuietHours.parse("21:30-08:00"),
        component="VTODO",
        look=Look(
            alarm=timedelta(minutes=10), color="steelblue", categories=("Jobs", "Follow-up"), private=False, free=False
        ),
        titles="neutral",
        language="de",
    )


def test_one_account_is_enough_and_the_rest_is_the_machines_own(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    assert loaded(path, ACCOUNT) == Config(
        path=path,
        accounts=(Account(name="home", url="https://dav.example.org/"),),
        timezone=ZoneInfo("Europe/Vienna"),
        holidays=WorkCalendar("AT"),
        policy="balanced",
        quiet_hours=QuietHours.parse("22:00-07:00"),
        component="VEVENT",
        look=Look(),
        language="en",
    )
    assert without_file() == Config(timezone=ZoneInfo("Europe/Vienna"), holidays=WorkCalendar("AT"))


def test_none_is_an_answer_where_it_means_something(path: Path) -> None:
    settings = loaded(path, 'alarm = "none"\nholidays = "none"\nquiet_hours = "none"\n' + ACCOUNT)
    assert (settings.look.alarm, settings.holidays, settings.quiet_hours) == (
        None,
        WorkCalendar("none"),
        NO_QUIET_HOURS,
    )


def test_every_language_that_has_texts_can_be_chosen(path: Path) -> None:
    assert {loaded(path, f'language = "{name}"\n' + ACCOUNT).language for name in wording.languages()} >= {"en", "de"}


def test_the_files_folder_is_where_own_policies_lie(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path.parent / "policies").mkdir()
    (path.parent / "policies" / "mine.toml").write_text("")
    settings = loaded(path, 'policy = "mine"\n' + ACCOUNT)
    assert (settings.policy, settings.folder, settings.policies) == ("mine", path.parent, path.parent / "policies")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert without_file().folder == Path("/somewhere/afterview")


@pytest.mark.skipif("sys.platform != 'linux'", reason="XDG folders are those of Linux")
def test_files_are_looked_for_where_xdg_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(path.parent / kind))
    assert config.config_dir() == path.parent / "CONFIG" / "afterview"
    assert config.state_dir() == path.parent / "STATE" / "afterview"
    assert config.cache_dir() == path.parent / "CACHE" / "afterview"
    config.config_dir().mkdir(parents=True)
    (config.config_dir() / "config.toml").write_text(ACCOUNT)
    assert load().path == config.config_dir() / "config.toml"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + ACCOUNT.replace("\n", "\r\n").encode())
    assert load(path).accounts[0].name == "home"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('polcy = "x"\n' + ACCOUNT, "1: `polcy` is no setting of the whole file; did you mean `policy`?"),
        (ACCOUNT + 'Calendar = ["x"]', "4: `Calendar` is no setting of an account; did you mean `calendars`?"),
        (
            ACCOUNT + 'timezone = "UTC"',
            "4: `timezone` is no setting of an account; move it above the first line in brackets",
        ),
        ('url = "https://x/"\n', "1: `url` is no setting of the whole file; write it below an [[account]] line"),
        (
            "me = 'x@example.org'\n" + ACCOUNT,
            "1: `me` is 'x@example.org'; write for example `me = [\"alex@example.org\"]`",
        ),
        ('me = ["alex"]\n' + ACCOUNT, "1: `me` is 'alex'; write an address such as \"alex@example.org\""),
        (
            'employers = ["a b"]\n' + ACCOUNT,
            "1: `employers` is 'a b'; write mail domains: `employers = [\"oldjob.example\"]`",
        ),
        ('name = ""\n' + ACCOUNT, "1: `name` is ''; write for example `name = \"Alex Doe\"`"),
        ("\nalarm = true\n" + ACCOUNT, "2: `alarm` is true; write for example `alarm = 10`"),
        ('alarm = "soon"\n' + ACCOUNT, "1: `alarm` is 'soon'; write for example `alarm = 10`"),
        ("interval = 0\n" + ACCOUNT, "1: `interval` is 0; write minutes from 1 to 1440 (a day)"),
        ("alarm = -5\n" + ACCOUNT, '1: `alarm` is -5; write minutes from 0 to 10080 (a week), or "none"'),
        ("alarm = 10081\n" + ACCOUNT, '1: `alarm` is 10081; write minutes from 0 to 10080 (a week), or "none"'),
        ('as = "task"\n' + ACCOUNT, "1: `as` is 'task'; write for example `as = \"todo\"`"),
        ('language = "xx"\n' + ACCOUNT, "1: `language` is 'xx'; use one of de, en, interview"),
        (ACCOUNT + 'language = "xx"\n', "4: `language` is 'xx'; use one of de, en, interview"),
        (
            'color = "stealblue"\n' + ACCOUNT,
            "1: `color` is 'stealblue', and there is no colour of that name; did you mean 'steelblue'?",
        ),
        (
            'color = "#4682b4"\n' + ACCOUNT,
            (
                "1: `color` is '#4682b4', and there is no colour of that name; "
                "write a colour of the web by its name, such as steelblue"
            ),
        ),
        (
            'categories = "Jobs"\n' + ACCOUNT,
            "1: `categories` is 'Jobs'; write for example `categories = [\"Follow-up\"]`",
        ),
        (
            'categories = ["a", "b,c"]\n' + ACCOUNT,
            "1: `categories` is 'b,c'; write for example `categories = [\"Follow-up\"]`",
        ),
        (f"categories = {['a'] * 6}\n" + ACCOUNT, "1: `categories` is 'a list of 6'; keep it to 5"),
        ('private = "yes"\n' + ACCOUNT, "1: `private` is 'yes'; write for example `private = true`"),
        ("free = 1\n" + ACCOUNT, "1: `free` is 1; write for example `free = true`"),
        ('titles = "none"\n' + ACCOUNT, "1: `titles` is 'none'; write for example `titles = \"neutral\"`"),
        (
            'timezone = "europe/berlin"\n' + ACCOUNT,
            "1: `timezone` is 'europe/berlin', and there is no zone of that name; did you mean 'Europe/Berlin'?",
        ),
        (
            'timezone = "new york"\n' + ACCOUNT,
            "1: `timezone` is 'new york', and there is no zone of that name; did you mean 'America/New_York'?",
        ),
        (
            'timezone = "CEST-ish"\n' + ACCOUNT,
            "1: `timezone` is 'CEST-ish', and there is no zone of that name; write an IANA name such as Europe/Berlin",
        ),
        (
            'holidays = "XX"\n' + ACCOUNT,
            "1: `holidays` is 'XX': no country 'XX'; use its two letters, such as US or DE, or none",
        ),
        (
            'policy = "balance"\n' + ACCOUNT,
            "1: `policy` is 'balance', and there is no policy of that name; did you mean 'balanced'?",
        ),
        (
            ACCOUNT + 'policy = "zzz"',
            "4: `policy` is 'zzz', and there is no policy of that name; use one of " + ", ".join(policies.shipped()),
        ),
        (
            'quiet_hours = "22-7"\n' + ACCOUNT,
            '1: `quiet_hours` is \'22-7\'; write for example `quiet_hours = "22:00-07:00"`, or "none"',
        ),
        (
            'quiet_hours = "25:00-07:00"\n' + ACCOUNT,
            '1: `quiet_hours` is \'25:00-07:00\'; write for example `quiet_hours = "22:00-07:00"`, or "none"',
        ),
        (
            'keyring = "SecretService"\n' + ACCOUNT,
            "1: `keyring` is 'SecretService'; write the backend's class, such as " + EXAMPLES["keyring"],
        ),
        ("", "no [[account]] says where your calendars are; run `afterview setup`, which adds one"),
        ("[account]\nname = 'x'", "1: `account` is no list of tables; begin each account with a line [[account]]"),
        ("\n[[account]]\nurl = 'x'", '2: an account without `name`; write for example `name = "home"`'),
        (
            "[[account]]\nname = 'a b'",
            "2: `name` is 'a b'; use letters, digits, `.`, `_` and `-`, as in `home`",
        ),
        (
            "[[account]]\nname = 'home'",
            "1: account 'home' has no place; give it exactly one of `url`, `email` and `folder`",
        ),
        (
            ACCOUNT + "email = 'x@example.org'",
            "4: account 'home' has `url` and `email`; give it exactly one of `url`, `email` and `folder`",
        ),
        (ACCOUNT + ACCOUNT, "5: there are two accounts named 'home'; give each a name of its own"),
        ("[[account]]\nname = 'x'\nemail = 'x'", "3: `email` is 'x'; write an address such as \"alex@example.org\""),
        ("[[account]]\nname = 'x'\nfolder = 'f'\nusername = 'u'", "4: a folder has no `username`; delete the line"),
        (
            "[[account]]\nname = 'x'\nfolder = '~nobody-of-that-name/x'",
            "3: `folder` is '~nobody-of-that-name/x'; write the whole path",
        ),
        (ACCOUNT + "calendars = []", '4: `calendars` is []; write for example `calendars = ["Personal", "Job hunt"]`'),
        (
            ACCOUNT + "calendars = ['a', 2]",
            '4: `calendars` is 2; write for example `calendars = ["Personal", "Job hunt"]`',
        ),
        (
            ACCOUNT + "calendars = [\n  'a',\n  'http://elsewhere.example/'\n]",
            "4: `calendars` is 'http://elsewhere.example/'; use https: over http the password could be read on its way",
        ),
        (
            ACCOUNT + "reminders = 'http://elsewhere.example/'",
            "4: `reminders` is 'http://elsewhere.example/'; use https: over http the password could be read on its way",
        ),
        (
            ACCOUNT + r'username = "a\u202eb"',
            r"4: `username` is 'a\u202eb'; write for example `username = " + '"alex"`',
        ),
        (
            ACCOUNT + "password_command = 'pass show x'",
            '4: `password_command` is not right; write for example `password_command = ["pass", "show", "dav"]`',
        ),
        (
            ACCOUNT + "password_command = []",
            '4: `password_command` is not right; write for example `password_command = ["pass", "show", "dav"]`',
        ),
        (
            '"\\u001b[31m" = 1\n' + ACCOUNT,
            r"1: '\x1b[31m' is no setting of the whole file; use one of "
            + ", ".join(key for key in EXAMPLES if "." not in key),
        ),
        ("me = [\n'a',\n", "3: this is no TOML: Invalid value; put this line right"),
        ('name = "Alex\n', "1: this is no TOML: Illegal character '\\n'; put this line right"),
        ("a = " + "[" * 100_000, "brackets within brackets without end; put them right"),
    ],
)
def test_a_mistake_is_told_with_its_line_its_value_and_the_way_out(path: Path, text: str, said: str) -> None:
    assert complaint(path, text) == said


def test_an_unknown_region_lists_those_there_are(path: Path) -> None:
    said = complaint(path, 'holidays = "DE-QQ"\n' + ACCOUNT)
    assert said.startswith("1: `holidays` is 'DE-QQ': DE has no region 'QQ'; its regions are ")
    assert "BE" in said


@pytest.mark.parametrize(
    "url", ["http://localhost:5232/", "http://127.0.0.1/x", "http://[::1]:80/", "https://x.example"]
)
def test_http_is_for_this_machine_only(path: Path, url: str) -> None:
    assert loaded(path, f"[[account]]\nname = 'x'\nurl = '{url}'").accounts[0].url == url


@pytest.mark.parametrize(
    "url",
    ["http://dav.example.org/", "http://localhost.example.org/", "http://127.0.0.1.example.org/", "http://10.0.0.1/"],
)
def test_http_to_any_other_machine_is_refused(path: Path, url: str) -> None:
    said = complaint(path, f"[[account]]\nname = 'x'\nurl = '{url}'")
    assert said == f"3: `url` is '{url}'; use https: over http the password could be read on its way"


@pytest.mark.parametrize(
    "url", ["dav.example.org", "ftp://x/", "https://", "https://x:99999/", "https://[::1/", "https://x y/"]
)
def test_what_is_no_url_is_refused(path: Path, url: str) -> None:
    assert complaint(path, f"[[account]]\nname = 'x'\nurl = '{url}'").startswith(f"3: `url` is '{url}'; write for ")


@pytest.mark.parametrize(
    "line",
    [
        "url = 'https://alex:hunter2@dav.example.org/'",
        "url = 'alex:hunter2@dav.example.org'",
        "url = 'https://alex:hunter2@[dav.example.org/'",
        "url = 'https://hunter2@dav.example.org:port/'",
        "url = 'https://x/'\npassword = 'hunter2'",
        "url = 'https://x/'\nPassword = ['hunter2']",
        "url = 'https://x/'\ntoken.value = 'hunter2'",
        "url = 'https://x/'\nextra = [[{ app-password = 'hunter2' }]]",
        "url = 'https://x/'\npassword_command = 'echo hunter2'",
        "url = 'https://x/'\npassword_command = ['echo', 2, 'hunter2']",
        "url = 'https://x/'\npassword_command = ['echo', \"hunter2\\u0007\"]",
        "url = 'https://x/'\npassword = 'hunter2",
    ],
)
def test_a_password_in_the_file_is_refused_and_never_shown(path: Path, line: str) -> None:
    assert "hunter2" not in complaint(path, f"[[account]]\nname = 'x'\n{line}\n")


def test_a_password_key_says_where_passwords_go(path: Path) -> None:
    fix = "which puts it into your keyring"
    assert complaint(path, ACCOUNT + "password = 'x'") == (
        f"4: `password`: a password has no place in this file; delete the line and run `afterview login home`, {fix}"
    )
    assert complaint(path, "password = 'x'\n" + ACCOUNT) == (
        f"1: `password`: a password has no place in this file; delete the line and run `afterview login ACCOUNT`, {fix}"
    )


def test_a_missing_file_says_how_to_begin(path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        load(path)
    assert str(told.value) == (
        f"{path}: there is no configuration yet; `afterview setup` asks a few questions and writes it; `afterview demo`"
        " shows what it is for"
    )


def test_what_is_no_text_file_is_told_in_one_line(path: Path) -> None:
    path.write_bytes(b"\n\xff\xfe")
    with pytest.raises(ConfigError, match=r":2: this is not UTF-8 text; save the file as UTF-8"):
        load(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="larger than a megabyte"):
        load(path)
    with pytest.raises(ConfigError, match="it cannot be read: Is a directory"):
        load(path.parent)


@given(st.text(max_size=300))
def test_any_text_is_a_configuration_or_a_config_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(ConfigError) as told:  # no such text holds a whole account
        load(path)
    assert "\n" not in str(told.value)
