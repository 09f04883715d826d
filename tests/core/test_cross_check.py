"""The figures in docs/recognition.md are those that the command prints."""

from __future__ import annotations

import pytest

from afterview.core import lexicon
from tests.core import cross_check
from tests.docs.examples import ROOT


def test_the_docs_tell_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "_index", lexicon._index)  # it is put back afterwards
    cross_check.main()
    printed = capsys.readouterr().out
    assert printed in (ROOT / "docs" / "recognition.md").read_text(encoding="utf-8")
