"""The layers hold because breaking them fails the build; here each contract is broken once, to see that it can fail."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent

BREAKS = {
    "errors.py": "import afterview.core",
    "core/worktime.py": "import os\nimport afterview.core.policy",
    "core/stage.py": "import holidays",
    "store/memory.py": "import afterview.ledger\nimport icalendar\nimport jinja2\nimport radicale\nimport sqlite3",
    "ledger.py": "import caldav\nimport rich\nimport tomlkit",
    "mirror.py": "import keyring\nimport apscheduler.schedulers",
}
"""Lines that break a contract, by the file they are added to."""


def test_every_contract_fails_where_the_code_breaks_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src/afterview", tmp_path / "afterview", ignore=shutil.ignore_patterns("__pycache__"))
    for name, lines in BREAKS.items():
        with (tmp_path / "afterview" / name).open("a") as file:
            file.write(f"\n{lines}\n")

    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    names = [c["name"] for c in contracts]
    assert [n for n in names if f"{n} BROKEN" not in told.stdout] == []
    assert told.returncode == 1


def test_the_core_may_not_look_at_the_clock(tmp_path: Path) -> None:
    core = tmp_path / "src/afterview/core"
    core.mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    source = "from datetime import UTC, date, datetime\n\nNOW = datetime.now(UTC)\nTODAY = date.today()\n"
    for place in (core / "clock.py", core.parent / "clock.py"):
        place.write_text(source)

    told = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--output-format", "concise", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    found = [line.split(" ")[0] for line in told.stdout.splitlines() if "TID251" in line]
    assert found == ["src/afterview/core/clock.py:3:7:", "src/afterview/core/clock.py:4:9:"]
