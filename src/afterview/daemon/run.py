"""The daemon's life: start, wait, reload, stop (daemon(7), "New-Style Daemons").

The main thread only listens: to signals, to the alarm on the wall clock, and to the threads that have got on or are
done; it feeds the watchdog while there is progress. The scheduler says when an account is looked at; each look is on a
thread of its own, one for each account at most. What the configuration says is read by another process, and nothing
holds until all of it was found right.
"""

from __future__ import annotations

import logging
import os
import random
import select
import signal
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from afterview import ledger
from afterview.daemon.alarm import Alarm
from afterview.daemon.notify import ERROR, INFO, NOTICE, WARNING, Manager
from afterview.daemon.status import status_line
from afterview.daemon.watch import Watch
from afterview.daemon.worker import Workers
from afterview.errors import Busy, LocalFailure
from afterview.recall import spoken_mark

THREADS = 32
"""Accounts that can be looked at at once: a slow server must not hold up another's."""
READY_WITHIN = 30.0
"""Seconds after which it is ready although the first pass still goes on."""
GRACE = 1.0
"""Seconds that threads have to end in; whatever is unfinished then is completed at the next start."""
MARGIN = 30.0
"""Seconds beyond the workers' patience, after which it is this process that hangs."""
JITTER = 0.1
"""Share of the interval by which looks are spread, so that not all the world asks at the full hour."""
READING = "configuration"
"""What is going on while the configuration is read, beside the accounts that are looked at."""


def run(path: Path | None, manager: Manager | None = None, workers: Workers | None = None) -> int:
    """Watch all accounts of the configuration until told to stop; the exit code, 78 where no restart would help."""
    return Daemon(path, manager or Manager(), workers or Workers()).live()


class Daemon:
    """One daemon; `live` is its whole life."""

    def __init__(self, path: Path | None, manager: Manager, workers: Workers) -> None:
        self.path, self.manager, self.workers = path, manager, workers
        self.note = ""
        self.zone = ZoneInfo("UTC")
        self.watches: dict[str, Watch] = {}
        self.lock = threading.Lock()
        self.progress: dict[str, float] = {}
        """When what is going on last got on, by what it is."""
        self.again: set[str] = set()
        """Accounts to look at once more, when the look that goes on has ended."""
        self.read: list[dict[str, Any]] = []
        self.is_started = self.is_ready = self.read_again = False
        self.started = time.monotonic()
        self.alarm = Alarm()
        self.scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(THREADS)},
            # two: a look that lasts for longer than the interval is left to end by `_look`, without a complaint
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )
        self.signals: list[int] = []
        self.news, self.bell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.held = ExitStack()

    # --- on the main thread ---

    def live(self) -> int:
        """Start, and return when told to stop; the exit code."""
        signal.set_wakeup_fd(self.bell, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._signalled)
        _quiet(self.manager)
        self._read()
        code: int | None = None
        while code is None:
            self._wait()
            code = self.heed()
        self._end()
        return code

    def _wait(self) -> None:
        """Until something happens, or the watchdog wants a sign of life."""
        limits = [self.manager.watchdog.total_seconds() / 2] if self.manager.watchdog else []
        soonest = self._soonest()
        if soonest is not None and self.alarm.set(soonest):
            limits.append(0.0)
        if self.is_started and not self.is_ready:
            limits.append(max(self.started + READY_WITHIN - time.monotonic(), 0.0))
        alarm = self.alarm.fileno()
        files = [self.news] if alarm is None else [self.news, alarm]
        select.select(files, [], [], min(limits, default=None))
        self._hush()

    def _soonest(self) -> datetime | None:
        if not self.is_started:
            return None
        return min((j.next_run_time for j in self.scheduler.get_jobs() if j.next_run_time), default=None)

    def heed(self) -> int | None:
        """What has happened, answered; an exit code when it is time to go."""
        asked, self.signals = self.signals, []
        if signal.SIGTERM in asked or signal.SIGINT in asked:
            return 0
        if signal.SIGHUP in asked:
            self._reload()
        while self.read:
            code = self._adopt(self.read.pop(0))
            if code is not None:
                return code
        cause = self.alarm.heard()
        if cause == "set":
            self.manager.log(NOTICE, "the clock was set, or the machine was asleep: looking at once")
            self.look_at_once()
        elif cause == "due" and self.is_started:
            self.scheduler.wakeup()
        self._tell()
        if self.manager.watchdog and self.gets_on():
            self.manager.alive()
        return None

    def gets_on(self) -> bool:
        """Whether all that is going on gets on, and what is due is begun."""
        limit = self.workers.patience + MARGIN
        with self.lock:
            oldest = min(self.progress.values(), default=time.monotonic())
        soonest = self._soonest()
        is_late = soonest is not None and datetime.now(UTC) - soonest > timedelta(seconds=limit)
        return time.monotonic() - oldest < limit and not is_late

    def _status(self) -> str:
        return status_line(tuple(self.watches.values()), datetime.now(UTC), self.zone, note=self.note)

    def _tell(self) -> None:
        if self.is_ready:
            if not self._is_reading():
                self.manager.status(self._status())
        elif self.is_started and (
            any(w.pace.misses or w.passed for w in self.watches.values())
            or time.monotonic() - self.started >= READY_WITHIN
        ):
            self.is_ready = True
            self.manager.ready(self._status())

    def _is_reading(self) -> bool:
        with self.lock:
            return READING in self.progress

    def _reload(self) -> None:
        if not self.is_started or self._is_reading():
            self.read_again = True
            return
        if self.is_ready:
            self.manager.reloading()
        self._read()

    def _read(self) -> None:
        self.read_again = False
        self._begin(READING)
        threading.Thread(target=self._read_aside, name="afterview-read", daemon=True).start()

    def _adopt(self, found: Mapping[str, Any]) -> int | None:
        """What was read holds from now on, if it is right; an exit code where it was the first and is not."""
        is_right = found["exit_code"] == 0
        if not is_right and not self.is_started:
            self.manager.log(ERROR, found["detail"])
            return int(found["exit_code"])
        if is_right and not self.is_started and not self._is_alone(Path(found["state"])):
            return Busy.exit_code
        if is_right:
            again = "read the configuration anew: " if self.is_started else ""
            self.note, self.zone = "", ZoneInfo(found["zone"])
            self.manager.log(INFO, f"{again}watching {', '.join(name for name, _ in found['accounts'])}")
            self._watch(found)
        else:
            self.note = "the new configuration is wrong, the old one holds"
            self.manager.log(ERROR, f"the old configuration holds: {found['detail']}")
        if not self.is_started:
            self.is_started, self.started = True, time.monotonic()
            self.scheduler.start()
        else:
            for watch in self.watches.values():
                watch.forget()
            self.look_at_once(asked=True)
        if self.read_again:
            self._read()
        elif self.is_ready:
            self.manager.ready(self._status())
        return None

    def _is_alone(self, state: Path) -> bool:
        """Whether this is the one daemon for these ledgers; it stays so to the end."""
        try:
            self.held.enter_context(ledger.lock(state / "daemon.lock"))
        except Busy as busy:
            told = "afterview is already watching: another daemon is at work; stop one of them"
            self.manager.log(ERROR, f"{busy.where}: {told}")
            return False
        except LocalFailure:
            return True  # each pass says what is wrong with that folder
        return True

    def _watch(self, found: Mapping[str, Any]) -> None:
        """One job for each account of the configuration, and none for any other."""
        names = {name for name, _ in found["accounts"]}
        for name in set(self.watches) - names:
            self.scheduler.remove_job(name)
            del self.watches[name]
        for name, seconds in found["accounts"]:
            interval = timedelta(seconds=seconds)
            watch = self.watches.setdefault(
                name, Watch(name, interval, found["settings"], self.workers, self.manager.log, self._progressed)
            )
            watch.interval, watch.settings = interval, found["settings"]
            watch.mark = spoken_mark(Path(found["state"]), name)
            self.scheduler.add_job(
                self._look,
                IntervalTrigger(seconds=int(seconds), jitter=int(seconds * JITTER) or None, timezone=UTC),
                args=(name,),
                id=name,
                replace_existing=True,
                next_run_time=datetime.now(UTC),
            )

    def look_at_once(self, *, asked: bool = False) -> None:
        """At every account, but at one whose server wants to be left alone only where a person has `asked` for it."""
        for name, watch in self.watches.items():
            wait = timedelta() if asked else watch.left_alone()
            with self.lock:
                if name in self.progress:
                    self.again.add(name)
                    continue
            self._put_off(name, wait)

    def _end(self) -> None:
        if self.is_started:
            self.manager.stopping()
        self.workers.stop()
        if self.is_started:
            self.scheduler.shutdown(wait=False)
        until = time.monotonic() + GRACE
        while self.progress and (left := until - time.monotonic()) > 0:
            select.select([self.news], [], [], left)
            self._hush()
        signal.set_wakeup_fd(-1)
        if self.progress:
            # A request that does not end: nothing waits for it, and nothing is lost by leaving.
            self.workers.stop(kill=True)
            os._exit(0)
        self.held.close()
        self.alarm.close()

    def _hush(self) -> None:
        with suppress(BlockingIOError):
            os.read(self.news, 4096)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        self.signals.append(number)

    # --- on other threads ---

    def _read_aside(self) -> None:
        found: dict[str, Any] = {"exit_code": 74, "detail": "the configuration cannot be read now"}
        try:
            order = {"order": "read", "path": str(self.path) if self.path else None}
            found = self.workers.run(order, lambda: self._progressed(READING))
        except OSError as error:
            found["detail"] += f": {error.strerror}"
        finally:
            self.read.append(found)
            self._done(READING)

    def _look(self, name: str) -> None:
        watch = self.watches.get(name)
        with self.lock:
            if watch is None or name in self.progress:
                return
            self.progress[name] = time.monotonic()
        try:
            while True:
                self._look_once(watch)
                with self.lock:
                    if name not in self.again:
                        break
                    self.again.discard(name)
            if watch.pace.state != "ok":
                pause = watch.pause()
                self._put_off(name, pause + pause * random.uniform(0, JITTER))  # noqa: S311 (spread, not secret)
        finally:
            self._done(name)

    def _look_once(self, watch: Watch) -> None:
        try:
            watch.look(datetime.now(UTC))
        except Exception as error:  # noqa: BLE001  a bug in one look must not end all watching
            watch.stumbled(error)

    def _put_off(self, name: str, pause: timedelta) -> None:
        with suppress(JobLookupError):  # the account has gone from the configuration meanwhile
            self.scheduler.modify_job(name, next_run_time=datetime.now(UTC) + pause)

    def _begin(self, what: str) -> None:
        with self.lock:
            self.progress[what] = time.monotonic()

    def _progressed(self, what: str) -> None:
        with self.lock:
            if what in self.progress:
                self.progress[what] = time.monotonic()

    def _done(self, what: str) -> None:
        with self.lock:
            self.progress.pop(what, None)
        with suppress(BlockingIOError):  # it rings already
            os.write(self.bell, b"!")


class _Told(logging.Handler):
    """What the scheduler has to say, as lines of ours."""

    def __init__(self, log: Callable[[int, str], None]) -> None:
        super().__init__(logging.ERROR)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log(WARNING, f"the scheduler: {record.getMessage()}")


def _quiet(manager: Manager) -> None:
    """No line that is not ours: what libraries complain of is told in our words."""
    logging.lastResort = None
    scheduler = logging.getLogger("apscheduler")
    scheduler.propagate = False
    scheduler.handlers = [_Told(manager.log)]
