"""`afterview check`: what is right and wrong with this installation, and the cure.

Nothing is written, but with `--create` the calendar that reminders are to go to, where there is none yet.
"""

from __future__ import annotations

import argparse
from itertools import groupby

from afterview import config, render
from afterview.cli.creating import create_missing
from afterview.cli.settings import accounts, configuration
from afterview.config import Account, Config
from afterview.errors import AfterviewError
from afterview.examination import Examination, examine


def check(args: argparse.Namespace) -> int:
    """Look at everything; the exit code of the first thing that fails."""
    which: tuple[Account, ...] = ()
    found: Config | AfterviewError
    try:
        found = configuration(args, required=True)
    except AfterviewError as error:
        found = error
    if isinstance(found, Config):
        which = accounts(found, args.account)
        if args.create:
            create_missing(found, which)
    folder = (args.config or config.config_dir() / config.FILE_NAME).absolute().parent
    seen: list[Examination] = []
    looking = examine(found, which, folder)
    out = render.console()
    for place, group in groupby(looking, key=lambda one: (one.account, one.calendar)):
        if not args.json and any(place):
            render.show_place(*place, out=out)
        for one in group:
            seen.append(one)
            if not args.json:
                render.show_examination(one.name, one.state, one.what, one.cure, out)
    if args.json:
        render.dump({"examinations": [_json(one) for one in seen]})
    else:
        render.show_sum([one.state for one in seen], out)
    return next((one.exit_code for one in seen if one.state == "failed"), 0)


def _json(one: Examination) -> dict[str, object]:
    return {
        "name": one.name,
        "account": one.account,
        "calendar": one.calendar,
        "state": one.state,
        "what": one.what,
        "cure": one.cure,
        "exit_code": one.exit_code,
    }
