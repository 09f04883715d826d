"""The console examples in the docs: found, run in a folder of their own, compared, and written anew.

An example is a block ```` ```console ````: lines that begin with ``$`` are commands, what follows is what they print,
on either stream. A line ``…`` stands for any lines. Commands run by bash on a terminal 100 wide, in a folder with a
copy of `docs/examples`, with a home of their own and no keyring; ``$?`` is the exit code of the command before.

    make examples      writes into the docs what the examples print now
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
WIDTH = 100
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of an example, and what the docs say it prints."""

    command: str
    printed: list[str]


@dataclass(frozen=True)
class Example:
    """One block of a page."""

    page: Path
    line: int
    text: str

    @property
    def steps(self) -> list[Step]:
        steps: list[Step] = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                steps.append(Step(line[2:], []))
            elif steps and steps[-1].command.endswith("\\") and not steps[-1].printed:
                steps[-1] = Step(f"{steps[-1].command}\n{line}", [])
            else:
                steps[-1].printed.append(line)
        return steps


def examples(page: Path) -> Iterator[Example]:
    """Those of one page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield Example(page, text.count("\n", 0, found.start()) + 1, found[1])


def run(example: Example) -> list[Step]:
    """The commands with what they print now."""
    with tempfile.TemporaryDirectory(prefix="afterview-docs-") as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs/examples", folder / "docs/examples")
        shutil.copy(ROOT / "config.example.toml", folder)
        env = {
            "HOME": str(folder / "home"),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Berlin",
            "TERM": "xterm-256color",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        code, done = 0, []
        for step in example.steps:
            code, printed = _on_a_terminal(f"(exit {code})\n{step.command}", folder, env)
            done.append(Step(step.command, [line.rstrip() for line in printed.splitlines()]))
        return done


def _on_a_terminal(command: str, folder: Path, env: dict[str, str]) -> tuple[int, str]:
    """Exit code and text of `command`, as a person at a terminal would see it, without colours."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (50, WIDTH))
    with subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # Linux tells the end of a terminal by EIO
            while read := os.read(ours, 65536):
                printed += read
        os.close(ours)
    return running.returncode, _COLOUR.sub("", printed.decode().replace("\r\n", "\n"))


def agrees(said: list[str], printed: list[str]) -> bool:
    """Whether the lines of the docs are those that were printed; ``…`` stands for any."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in said)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def anew(example: Example) -> str:
    """The block as it should stand in the docs; what still agrees stays as it is written."""
    lines = []
    for said, done in zip(example.steps, run(example), strict=True):
        lines += [f"$ {said.command}", *(said.printed if agrees(said.printed, done.printed) else done.printed)]
    return "".join(f"{line}\n" for line in lines)


def links(page: Path) -> Iterator[str]:
    """The files that a page links to."""
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            yield target


def rows(page: Path, first: str) -> list[list[str]]:
    """The cells of the table whose first heading is `first`, without its head."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        table = [[cell.strip() for cell in line.strip("|").split("|")] for line in group] if is_table else []
        if table and table[0][0] == first:
            return table[2:]
    raise LookupError(f"{page.name} has no table that begins with {first!r}")


if __name__ == "__main__":
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for example in examples(page):
            text = text.replace(f"```console\n{example.text}```", f"```console\n{anew(example)}```")
        page.write_text(text, encoding="utf-8")
