"""`afterview draft`: printed, copied, opened in a mail program; from the last pass and from files."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.cli.handing import mailto
from afterview.core.event import Person
from afterview.wording import Draft
from tests.cli.conftest import Run
from tests.cli.making import ASKED, THEN, coming, in_folder, saved

Configure = Callable[..., Path]
TWO = (("Jane Roe", "jane.roe@acme.example"), ("John Doe", "john.doe@acme.example"))
PROGRAM = """#!/bin/sh
{ for word in "$@"; do printf '%s\\n' "$word"; done; cat; printf '\\n==\\n'; } >> "$HOME/given"
exit ${STUB_EXIT:-0}
"""


def stub(home: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Only these programs are there; each writes down its words and what it is given."""
    folder = home / "bin"
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(PROGRAM)
        (folder / name).chmod(0o755)
    (folder / "cat").symlink_to("/bin/cat")
    monkeypatch.setenv("PATH", str(folder))


def given_to(home: Path) -> list[str]:
    """What the programs were given, call by call."""
    return (home / "given").read_text(encoding="utf-8").split("\n==\n")[:-1]


@pytest.fixture
def asked(home: Path) -> list[str]:
    return [*ASKED, *THEN, "--file", saved(home / "a.ics", with_=TWO)]


def test_each_person_has_a_message_of_their_own(run: Run, asked: list[str]) -> None:
    done = run("draft", "acme", "thank-you", *asked)
    jane, john = done.out.split("\n----------\n\n")

    assert (done.code, done.err) == (0, "")
    assert jane == (
        "Thank Jane and John (Acme), Tue  1 Dec 2026 17:00\n"
        "\n"
        "To: Jane Roe, jane.roe@acme.example\n"
        "Subject: Thank you - Backend Engineer interview\n"
        "\n"
        "Dear Jane,\n"
        "\n"
        "Thank you for taking the time to talk with me on Tuesday, 1 December. I enjoyed our conversation about [one "
        "thing you discussed], and it made me even more interested in the Backend Engineer role at Acme.\n"
        "\n"
        "[Why you: one thing they need, and where you have done it before.] [Anything you forgot to say.]\n"
        "\n"
        "If I can send you anything else, please let me know. I look forward to hearing from you.\n"
        "\n"
        "Best regards,\n"
        "[your name]\n"
        "[your phone number]\n"
    )
    assert john.startswith("To: John Doe, john.doe@acme.example\n")
    assert "\nDear John,\n" in john


@pytest.mark.parametrize(
    ("now", "step"),
    [
        ("2026-11-30T08:00+01:00", "thank-you"),
        ("2026-12-01T18:00+01:00", "thank-you"),
        ("2026-12-02T14:59+01:00", "thank-you"),
        ("2026-12-02T15:01+01:00", "check-in"),
        ("2026-12-08T20:00+01:00", "check-in"),
    ],
)
def test_without_a_step_it_is_the_one_that_is_due_or_comes_next(home: Path, run: Run, now: str, step: str) -> None:
    done = run("draft", "backend", "--json", *ASKED, "--now", now, "--file", saved(home / "a.ics"))

    assert [one["reminder"]["step"] for one in json.loads(done.out)] == [step]


def test_a_call_has_notes_and_a_voice_mail(home: Path, run: Run) -> None:
    done = run("draft", "acme", "call", *ASKED, *THEN, "--policy", "nextaff", "--file", saved(home / "a.ics"))

    assert done.out.startswith(
        "Call Jane Roe (Acme), Tue  8 Dec 2026 10:00\n\nCall: Jane Roe, jane.roe@acme.example\n\n"
    )
    assert "\nVOICE MAIL, twenty seconds, slowly:\n" in done.out


def test_in_json_it_is_whole(run: Run, asked: list[str]) -> None:
    (one,) = json.loads(run("draft", "acme", "--to", "john", "--json", *asked).out)
    address = urlsplit(one.pop("mailto"))
    text = one.pop("text")

    assert one.pop("reminder").pop("starts") == "2026-12-01T17:00:00+01:00"
    assert one == {
        "to": {"name": "John Doe", "email": "john.doe@acme.example"},
        "medium": "email",
        "subject": "Thank you - Backend Engineer interview",
    }
    assert (address.scheme, address.path) == ("mailto", "john.doe@acme.example")
    assert dict(parse_qsl(address.query)) == {
        "subject": "Thank you - Backend Engineer interview", "body": text.replace("\n", "\r\n")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["zzz"], 66, "zzz: there is no such application; there are Acme"),
        (["acme", "check-out"], 66, ("Acme · Backend Engineer: check-out: there is no such step; "
         "there are thank-you, check-in, final")),
        (["acme", "check-again"], 66, ("Acme · Backend Engineer: check-again: nothing known of its new date; "
         "there are thank-you, check-in, final")),
        (["acme", "ask"], 66, ("Acme · Backend Engineer: ask: is a note to yourself: there is nothing to send; "
         "name another step")),
        (["acme", "--to", "mira"], 66, ("--to mira: is not among those to write to; "
         "Thank Jane and John (Acme) is for Jane Roe, John Doe")),
        (["acme", "--to", "j"], 66, ("--to j: means several people; "
         "Thank Jane and John (Acme) is for Jane Roe, John Doe")),
        (["acme", "--copy"], 2, ("Thank Jane and John (Acme): there are 2 messages, one for each of Jane Roe, "
         "John Doe: choose one by --to NAME")),
    ],
)  # fmt: skip
def test_what_cannot_be_drafted_is_told(
    run: Run, asked: list[str], words: list[str], code: int, complaint: str
) -> None:
    done = run("draft", *words, *asked)

    assert (done.code, done.out, done.complaints) == (code, "", [complaint])


def test_a_call_is_not_mailed(home: Path, run: Run) -> None:
    done = run("draft", "acme", "call", "--mail", *ASKED, *THEN, "--policy", "nextaff", "--file", saved(home / "a.ics"))

    assert (done.code, done.complaints) == (
        2,
        ["Call Jane Roe (Acme): this is a call, nothing to mail: leave --mail out"],
    )


# --- other programs ---


@pytest.mark.parametrize(
    ("there", "display", "words"),
    [
        (("wl-copy", "xclip"), "WAYLAND_DISPLAY", []),
        (("wl-copy", "xclip"), "DISPLAY", ["-selection", "clipboard", "-in"]),
        (("pbcopy",), "", []),
    ],
)
def test_it_is_copied(
    home: Path, run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], display: str,
    words: list[str],
) -> None:  # fmt: skip
    stub(home, monkeypatch, *there)
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv(display, ":1")
    (text,) = [one["text"] for one in json.loads(run("draft", "acme", "--to", "jane", "--json", *asked).out)]

    done = run("draft", "acme", "--to", "jane", "--copy", *asked)

    assert (done.code, done.out) == (0, "")
    assert done.complaints == ["Jane Roe: copied; 5 blanks in brackets to fill in"]
    assert given_to(home) == ["".join(f"{word}\n" for word in words) + text]


@pytest.mark.parametrize(
    ("display", "fix"),
    [
        ("WAYLAND_DISPLAY", "install wl-clipboard"),
        ("DISPLAY", "install xclip"),
        ("", "there is no display here: print it, without --copy"),
    ],
)
def test_without_a_clipboard_it_says_what_to_install(
    home: Path, run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, display: str, fix: str
) -> None:
    stub(home, monkeypatch)
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv(display, ":1")

    done = run("draft", "acme", "--to", "jane", "--copy", *asked)

    assert (done.code, done.complaints) == (74, [f"--copy: there is no program for the clipboard; {fix}"])


@pytest.mark.parametrize("program", ["xdg-open", "open"])
def test_each_message_is_opened_in_the_mail_program(
    home: Path, run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    stub(home, monkeypatch, program)
    drafts = json.loads(run("draft", "acme", "--json", *asked).out)

    done = run("draft", "acme", "--mail", *asked)

    assert done.complaints == [
        "Jane Roe: opened in your mail program; 5 blanks in brackets to fill in",
        "John Doe: opened in your mail program; 5 blanks in brackets to fill in",
    ]
    assert given_to(home) == [one["mailto"] + "\n" for one in drafts]


def test_a_program_that_fails_is_told(home: Path, run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stub(home, monkeypatch, "xdg-open")
    monkeypatch.setenv("STUB_EXIT", "3")

    done = run("draft", "acme", "--mail", *asked)

    assert (done.code, done.complaints) == (
        74,
        ["--mail: xdg-open failed (3); choose a mail program in the settings of your desktop, or use --copy"],
    )
    stub_free = home / "empty"
    stub_free.mkdir()
    monkeypatch.setenv("PATH", str(stub_free))
    assert run("draft", "acme", "--mail", *asked).complaints == [
        "--mail: there is no program that opens the mail program; install xdg-utils, or use --copy"
    ]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=60)


@given(subject=TEXTS, text=TEXTS)
def test_nothing_in_a_message_is_a_field_of_its_address(subject: str, text: str) -> None:
    one = Draft(to=Person(name="Jö", email="j+o/x@acme.example"), medium="email", subject=subject, text=text)

    scheme, _, rest = mailto(one).partition(":")
    to, _, query = rest.partition("?")

    assert scheme == "mailto"
    assert unquote(to) == "j+o/x@acme.example" == parseaddr(unquote(to))[1]
    assert rest.isascii()
    assert not set(rest) & set(' "<>\\^`{|}#[]\n\r')
    # percent-encoded throughout: RFC 6068 knows no plus for a space
    fields = [pair.partition("=")[::2] for pair in query.split("&") if pair]
    wanted = [("subject", subject), ("body", text.replace("\n", "\r\n"))]
    assert [(name, unquote(value)) for name, value in fields] == [(name, value) for name, value in wanted if value]


def test_nobody_known_is_an_address_to_fill_in() -> None:
    assert mailto(Draft(to=None, medium="email", subject="Hi", text="a b")) == "mailto:?subject=Hi&body=a%20b"


# --- from the last pass ---


def test_it_works_from_the_last_pass_without_asking_anybody(home: Path, run: Run, configure: Configure) -> None:
    folder = home / "calendar"
    configure(in_folder(folder), top='name = "Alex Doe"')
    assert run("draft", "acme").complaints == [
        "laptop: its calendars have not been read yet; run afterview sync",
    ]
    (folder / "a.ics").write_bytes(coming())
    assert run("sync").code == 0
    folder.rename(home / "away")

    done = run("draft", "ACME", "thank-you")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Thank Jane Roe (Acme), ")
    assert done.out.endswith("Best regards,\nAlex Doe\n[your phone number]\n")


def test_what_was_deleted_or_done_is_not_next_and_what_was_changed_is_said(
    home: Path, run: Run, configure: Configure
) -> None:
    folder = home / "calendar"
    configure(in_folder(folder), top='titles = "neutral"')
    (folder / "a.ics").write_bytes(coming())
    run("sync")
    steps = {one["reminder"]["step"]: one["reminder"]["uid"] for step in ("thank-you", "check-in", "final")
             for one in json.loads(run("draft", "acme", step, "--json").out)}  # fmt: skip
    (folder / f"{steps['thank-you']}.ics").unlink()
    changed = folder / f"{steps['check-in']}.ics"
    changed.write_bytes(changed.read_bytes().replace(b"SUMMARY:Follow-up", b"SUMMARY:Write to Jane"))
    run("sync")

    done = run("draft", "acme")

    assert done.out.startswith("Check in: Jane Roe (Acme), ")
    assert done.complaints == ["you have changed this reminder: what you wrote stands in the calendar alone"]
