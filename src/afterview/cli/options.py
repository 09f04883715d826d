"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
from datetime import datetime


def files(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a calendar file (- is standard input); without any, the accounts in config.toml are read",
    )
    accounts(one)
    now(one)


def who(one: argparse.ArgumentParser, *, json: bool = True) -> None:
    one.add_argument(
        "--me", action="append", metavar="ADDRESS", help="an address you are invited under; may be repeated"
    )
    one.add_argument("--timezone", metavar="ZONE", help="your time zone, such as Europe/Berlin")
    if json:
        json_(one)


def rules(one: argparse.ArgumentParser) -> None:
    one.add_argument("--policy", metavar="NAME", help="the policy to follow")
    one.add_argument("--holidays", metavar="CODE", help="your country or region, such as US or DE-BY")


def accounts(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--account", metavar="NAME", action="append", help="only this account of config.toml; may be repeated"
    )


def now(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--now", type=moment, metavar="TIME", help="as it would be at this time, such as 2026-12-01T08:00+01:00"
    )


def json_(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="print JSON, for programs")


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 0 to 65535")
    return int(text)


def lines(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines: give one such as 100")
    return int(text)


def moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time: write it like 2026-12-01T08:00:00+01:00") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} says no zone: write it like 2026-12-01T08:00:00+01:00")
    return moment
