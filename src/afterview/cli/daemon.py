"""`afterview daemon`: watch the calendars until told to stop."""

from __future__ import annotations

import argparse


def daemon(args: argparse.Namespace) -> int:
    """Run until SIGTERM or Ctrl-C."""
    from afterview.daemon.run import run

    return run(args.config)
