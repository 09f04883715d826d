"""`afterview interviews --anonymised`: an event that can be shown to anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.making import ASKED, coming, in_folder, saved

Configure = Callable[..., Path]
UID = "int-1@acme.example"
ALICE = (("Dana Quinn", "dana.quinn@initrode.com"),)


def test_what_it_prints_is_judged_as_the_event_by_the_command_it_names(home: Path, run: Run) -> None:
    saved(home / "a.ics", title="Interview with Initrode - Backend Engineer", with_=ALICE)
    done = run("interviews", "--anonymised", UID, *ASKED[:4], "a.ics")
    assert done.code == 0
    for word in ("initrode", "dana", "quinn", "alex", "doe", UID, "20261201"):
        assert word not in done.out.lower()
    first, second = done.complaints
    assert first == "nothing personal should be left in it: read it before you send it"
    (me,) = re.findall(r"^it is judged as before, interview, by: afterview interviews --all --me (\S+) FILE$", second)
    (home / "b.ics").write_text(done.out, newline="", encoding="utf-8")
    before, after = (
        run("interviews", "--all", "--me", who, name).out.splitlines()
        for who, name in (("alex.doe@example.org", "a.ics"), (me, "b.ics"))
    )
    assert re.fullmatch(r"Tue  6 Jan 2026 14:00  interview  Interview with Xx+\d - Backend Engineer", after[0])
    assert before[-1:] == after[-1:]
    assert [line for line in before if "why" in line] == [line for line in after if "why" in line]


def test_an_event_of_an_account_and_its_employers_are_masked_alike(home: Path, configure: Configure, run: Run) -> None:
    configure(in_folder(home / "calendar"), top='employers = ["initrode.com"]')
    (home / "calendar" / "a.ics").write_bytes(coming(title="Interview", with_=ALICE))
    done = run("interviews", "--anonymised", UID)
    assert (done.code, len(done.complaints)) == (0, 3)
    assert re.fullmatch(r"with employers = \['company-\w\.example'\] in config\.toml", done.complaints[2])
    assert "initrode" not in done.out + done.err


def test_what_cannot_stand_for_the_event_says_so(home: Path, run: Run) -> None:
    saved(home / "a.ics", text="Ref: AV-1a2b3c4d5e")
    done = run("interviews", "--anonymised", UID, *ASKED[:4], "a.ics")
    said = "without what was taken out it is judged otherwise, interview and not no: say so with it"
    assert (done.code, done.complaints[-1]) == (0, said)


def test_it_is_asked_for_alone(home: Path, run: Run) -> None:
    saved(home / "a.ics")
    assert run("interviews", "--anonymised", UID, "--explain", UID, "a.ics").code == 2
    assert run("interviews", "--anonymised", "x", "a.ics").code == 66
