"""The language of reminders, by account and by interview, from the configuration to the calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.making import coming, in_folder

Configure = Callable[..., Path]


def test_each_account_has_its_language_and_may_follow_its_interviews(
    home: Path, run: Run, configure: Configure
) -> None:
    english = coming(uid="en@x", title="Interview with Acme - Backend Engineer", text="Looking forward to meeting you.")
    german = coming(
        uid="de@x", title="Vorstellungsgespräch bei Acme", text="Wir freuen uns auf das Gespräch mit Ihnen."
    )
    for name in ("a", "b", "c"):
        in_folder(home / name)
        (home / name / "i.ics").write_bytes(english if name == "a" else german)
    configure(
        in_folder(home / "a", name="first"),
        in_folder(home / "b", name="second") + '\nlanguage = "en"',
        in_folder(home / "c", name="third") + '\nlanguage = "interview"',
        top='language = "de"',
    )

    assert run("sync").code == 0

    def thanks(name: str) -> list[str]:
        told = json.loads(run("plan", "--json", "--account", name).out)
        return [one["summary"] for one in told["reminders"] if one["step"] == "thank-you"]

    assert thanks("first") == ["Dank an Jane Roe (Acme)"]
    assert thanks("second") == ["Thank Jane Roe (Acme)"]
    assert thanks("third") == ["Dank an Jane Roe (Acme)"]

    (home / "c" / "i.ics").write_bytes(english)
    assert run("sync", "--account", "third", "--force").code == 0
    assert thanks("third") == ["Thank Jane Roe (Acme)"]


def test_all_accounts_may_follow_their_interviews(home: Path, run: Run, configure: Configure) -> None:
    configure(in_folder(home / "a"), top='language = "interview"')
    (home / "a" / "i.ics").write_bytes(coming(title="Entretien chez Acme", text="Nous nous réjouissons."))

    assert "Thank Jane Roe" in run("plan").out
    assert run("check").complaints == []
