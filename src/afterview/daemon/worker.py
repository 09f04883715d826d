"""Running `work` for an account, from the daemon's side: the order, signs of progress, the result, and its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from afterview.errors import LocalFailure

PATIENCE = 240.0
"""Seconds without a sign of progress, after which a pass is taken to hang: longer than any single request may take."""
_COMMAND = (sys.executable, "-P", "-m", "afterview.daemon.work")
_NOT_FOR_CHILDREN = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")


class Workers:
    """All passes that are being made, so that they can be ended together."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        """`patience`: seconds without progress that a pass is given."""
        self.patience = patience
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self.ended = False
        """Whether all were told to stop."""

    def run(self, order: Mapping[str, Any], progress: Callable[[], None]) -> dict[str, Any]:
        """Do what is ordered and wait for it; what came of it, as `work` tells it. `progress`: at each sign of it."""
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as answer:
            try:
                process = self._start(writing)
            finally:
                os.close(writing)
            if process is None:
                return _failed("stopping")
            hangs = threading.Event()
            try:
                _give(process, {**order, "answer": writing})
                result = self._listen(answer, process, hangs, progress)
                if hangs.is_set():
                    return _failed(f"no progress for {self.patience:g} s: the pass was ended")
                return result or _failed("the pass ended without a word")
            finally:
                self._end(process)

    def stop(self, *, kill: bool = False) -> None:
        """End every pass now, and begin no other; an unfinished one is completed by the next that is made."""
        with self._lock:
            self.ended = True
            for process in self._running:
                process.kill() if kill else process.terminate()

    def _start(self, writing: int) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self.ended:
                return None
            process = subprocess.Popen(
                _COMMAND,
                stdin=subprocess.PIPE,
                pass_fds=(writing,),
                env={name: value for name, value in os.environ.items() if name not in _NOT_FOR_CHILDREN},
                process_group=0,  # Ctrl-C at a terminal is for the daemon, which ends what it has started
            )
            self._running.add(process)
            return process

    def _listen(
        self, answer: Any, process: subprocess.Popen[bytes], hangs: threading.Event, progress: Callable[[], None]
    ) -> dict[str, Any] | None:
        result = None

        def give_up() -> None:
            hangs.set()
            process.kill()

        while True:
            timer = threading.Timer(self.patience, give_up)
            timer.daemon = True
            timer.start()
            try:
                line = answer.readline()
            finally:
                timer.cancel()
            progress()
            if not line:
                return result
            try:
                result = json.loads(line).get("result", result)
            except ValueError:  # cut off in the middle: it was ended
                return result

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with self._lock:
            self._running.discard(process)


def _failed(detail: str) -> dict[str, Any]:
    return {"exit_code": LocalFailure.exit_code, "state": "trouble", "detail": detail}


def _give(process: subprocess.Popen[bytes], order: Mapping[str, Any]) -> None:
    with suppress(BrokenPipeError):  # it has ended already, which is found out by listening
        if process.stdin is not None:
            with process.stdin as given:
                given.write(json.dumps(order).encode())
