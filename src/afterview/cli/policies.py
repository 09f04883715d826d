"""`afterview policy`: list, show, check."""

from __future__ import annotations

import argparse
from pathlib import Path

from afterview import policies, render
from afterview.cli.settings import configuration
from afterview.errors import ConfigError


def list_(args: argparse.Namespace) -> int:
    """Name every policy with its summary."""
    folder = _folder(args)
    out = render.console()
    rows: list[tuple[str, str]] = []
    for name in dict.fromkeys((*policies.shipped(), *policies.own(folder))):
        origin = "yours" if name in policies.own(folder) else "default" if name == policies.DEFAULT else ""
        mark = f" ({origin})" if origin else ""
        rows.append((f"{name}{mark}", policies.load(name, folder).summary))
    render.show_names(rows, out)
    return 0


def show(args: argparse.Namespace) -> int:
    """Tell one policy in plain words, or print its source."""
    folder = _folder(args)
    is_file = args.name.endswith(".toml")
    if args.source:
        text = _text(Path(args.name)) if is_file else policies.source(args.name, folder)
        if text is None:
            raise ConfigError("policy", f"there is no policy {args.name!r}", "see `afterview policy list`")
        print(text, end="")  # noqa: T201
        return 0
    render.show_policy(policies.load_file(Path(args.name)) if is_file else policies.load(args.name, folder))
    return 0


def _text(path: Path) -> str:
    policies.load_file(path)  # tells what keeps it from being read, or is wrong with it
    return path.read_text(encoding="utf-8-sig")


def check(args: argparse.Namespace) -> int:
    """Check a policy file; an error says what is wrong with it."""
    policy = policies.load_file(args.file)
    out = render.console()
    out.print(f"{args.file}: right. It says:")
    render.show_policy(policy, out)
    return 0


def _folder(args: argparse.Namespace) -> Path | None:
    folder = configuration(args, required=False).policies
    return folder if folder.is_dir() else None
