"""Running `work` for an account, from the daemon's side: the order, signs of progress, the result, and its end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

PATIENCE = 240.0
"""Seconds without a sign of progress, after which a pass is taken to hang: longer than any single request may take."""


class Workers:
    """All passes that are being made, so that they can be ended together."""

    def __init__(self, progress: Callable[[], None]) -> None:
        """`progress` is called at every sign of it, from any thread."""
        self._progress = progress
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._ended = False

    def run(self, order: dict[str, Any]) -> dict[str, Any]:
        """Make one pass and wait for it; what came of it, as `work` tells it."""
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as answer:
            try:
                process = self._start(order | {"answer": writing}, writing)
            finally:
                os.close(writing)
            if process is None:
                return {"exit_code": 75, "detail": "stopping"}
            hangs = threading.Event()
            try:
                return self._listen(answer, process, hangs) or {
                    "exit_code": 74,
                    "detail": f"the pass {'hung and was ended' if hangs.is_set() else 'ended without a word'}",
                }
            finally:
                self._end(process)

    def stop(self) -> None:
        """End every pass now, and begin no other; an unfinished one is completed by the next that is made."""
        with self._lock:
            self._ended = True
            for process in self._running:
                process.terminate()

    def _start(self, order: dict[str, Any], writing: int) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._ended:
                return None
            process = subprocess.Popen(
                [sys.executable, "-m", "afterview.daemon.work"], stdin=subprocess.PIPE, pass_fds=(writing,)
            )
            self._running.add(process)
        if process.stdin is not None:
            with process.stdin as given:
                given.write(json.dumps(order).encode())
        return process

    def _listen(self, answer: Any, process: subprocess.Popen[bytes], hangs: threading.Event) -> dict[str, Any] | None:
        result = None

        def give_up() -> None:
            hangs.set()
            process.kill()

        while True:
            timer = threading.Timer(PATIENCE, give_up)
            timer.daemon = True
            timer.start()
            line = answer.readline()
            timer.cancel()
            self._progress()
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
