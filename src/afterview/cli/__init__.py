"""The command line: parse, call, render. Every error is one line on standard error and a documented exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from afterview.cli.parser import parser
from afterview.errors import AfterviewError

__all__ = ["main", "parser"]

INTERRUPTED = 130
BUG = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except AfterviewError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("stopped: what was written so far stays, and the next pass goes on from there")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if args.debug:
            raise
        _say(f"unexpected {type(error).__name__}; this is a bug: run it again with --debug and report what it prints")
        return BUG
    return code


def _say(line: str) -> None:
    print(f"afterview: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201
