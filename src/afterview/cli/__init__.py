"""The command line: parse, call, render. Every error is one line on standard error and a documented exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from afterview.cli.complaints import Told, say, say_failures
from afterview.cli.parser import parser
from afterview.errors import AfterviewError, LocalFailure

__all__ = ["main", "parser"]

INTERRUPTED = 130
BUG = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # an old locale, or a file name that is no UTF-8, costs a character and not the output
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    args = parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except AfterviewError as error:
        say(str(error))
        return error.exit_code
    except Told as told:
        return say_failures(told.failures)
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            print(file=sys.stderr)  # noqa: T201 (the line that shows ^C has not ended)
        say("stopped: what was done so far stays, and the next pass goes on from there")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): there is nobody left to tell.
        _give_up(sys.stdout)
        return 0
    except Exception as error:
        if args.debug:
            raise
        if isinstance(error, OSError) and error.strerror:
            _give_up(sys.stdout)
            say(f"{error.filename or 'the output'}: cannot be written or read: {error.strerror}; see to the disk")
            return LocalFailure.exit_code
        say(f"unexpected {type(error).__name__}; this is a bug: run it again with --debug and report what it prints")
        return BUG
    return code


def _give_up(stream: TextIO) -> None:
    """What is still waiting to be written there goes nowhere, instead of failing once more at the end."""
    with suppress(OSError):  # a stream without a file below it
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
