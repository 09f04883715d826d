"""The daemon's life: start, wait, reload, stop (daemon(7), "New-Style Daemons").

The main thread only listens: to signals, to the alarm on the wall clock, and to the scheduler's threads that have
finished something; it feeds the watchdog while there is progress. Looking and passing happen on the scheduler's
threads, one for each account at most.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from afterview import config
from afterview.config import Config
from afterview.daemon.alarm import Alarm
from afterview.daemon.notify import ERROR, INFO, NOTICE, Manager
from afterview.daemon.status import status_line
from afterview.daemon.watch import Watch
from afterview.daemon.worker import PATIENCE, Workers
from afterview.errors import AfterviewError, ConfigError

THREADS = 4
READY_WITHIN = 30.0
"""Seconds after which it is ready although the first pass still goes on."""
GRACE = 1.5
"""Seconds that threads have to end in; whatever is unfinished then is completed at the next start."""
JITTER = 0.1
"""Share of the interval by which looks are spread, so that not all the world asks at the full hour."""


def run(path: Path | None, manager: Manager | None = None) -> int:
    """Watch all accounts of the configuration until told to stop; the exit code. Raises ConfigError at the start."""
    manager = manager or Manager()
    return _Daemon(path, config.load(path), manager).live()


class _Daemon:
    def __init__(self, path: Path | None, found: Config, manager: Manager) -> None:
        self.path, self.found, self.manager = path, found, manager
        self.note = ""
        self.progress = time.monotonic()
        self.busy = 0
        self.lock = threading.Lock()
        self.watches: dict[str, Watch] = {}
        self.workers = Workers(self._progressed)
        self.alarm = Alarm()
        self.scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(THREADS)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self.signals: list[int] = []
        self.news, self._bell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    # --- on the main thread ---

    def live(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._signalled)
        signal.set_wakeup_fd(self._bell, warn_on_full_buffer=False)
        self.manager.log(INFO, f"watching {', '.join(a.name for a in self.found.accounts)}")
        self._watch_accounts()
        self.scheduler.start()
        self.started = time.monotonic()
        self.is_ready = False
        code: int | None = None
        while code is None:
            self._wait()
            code = self._heed()
        self._end()
        return code

    def _wait(self) -> None:
        """Until something happens, or the watchdog wants a sign of life."""
        soonest = min((j.next_run_time for j in self.scheduler.get_jobs() if j.next_run_time), default=None)
        if soonest is not None:
            self.alarm.set(soonest)
        limits = [self.manager.watchdog.total_seconds() / 2] if self.manager.watchdog else []
        if not self.is_ready:
            limits.append(max(self.started + READY_WITHIN - time.monotonic(), 0.0))
        alarm = self.alarm.fileno()
        files = [self.news] if alarm is None else [self.news, alarm]
        ready, _, _ = select.select(files, [], [], min(limits, default=None))
        if self.news in ready:
            os.read(self.news, 4096)

    def _heed(self) -> int | None:
        """What has happened, answered; an exit code when it is time to go."""
        asked, self.signals = self.signals, []
        if signal.SIGTERM in asked or signal.SIGINT in asked:
            return 0
        if signal.SIGHUP in asked:
            self._reload()
        cause = self.alarm.heard() if self.alarm.fileno() is not None else None
        if cause == "set":
            self.manager.log(NOTICE, "the clock was set, or the machine was asleep: looking at once")
            self._look_at_once()
        elif cause == "due":
            self.scheduler.wakeup()
        if all(w.pace.state == "wrong" for w in self.watches.values()) and not self.is_ready:
            return ConfigError.exit_code
        self._tell()
        if self.manager.watchdog and (not self.busy or time.monotonic() - self.progress < PATIENCE + 30):
            self.manager.alive()
        return None

    def _tell(self) -> None:
        status = status_line(tuple(self.watches.values()), datetime.now(UTC), self.found.timezone, note=self.note)
        if self.is_ready:
            self.manager.status(status)
        elif any(w.pace.misses or w.passed for w in self.watches.values()) or self._has_waited():
            self.is_ready = True
            self.manager.ready(status)

    def _has_waited(self) -> bool:
        return time.monotonic() - self.started >= READY_WITHIN

    def _reload(self) -> None:
        self.manager.reloading()
        try:
            found = config.load(self.path)
        except AfterviewError as error:
            self.note = "the new configuration is wrong, the old one holds"
            self.manager.log(ERROR, f"the old configuration holds: {error}")
        else:
            self.note, self.found = "", found
            self.manager.log(INFO, f"read the configuration anew: watching {', '.join(a.name for a in found.accounts)}")
            self._watch_accounts()
        self._look_at_once()
        self.manager.ready(
            status_line(tuple(self.watches.values()), datetime.now(UTC), self.found.timezone, note=self.note)
        )

    def _watch_accounts(self) -> None:
        """One job for each account of the configuration, and none for any other."""
        names = {a.name for a in self.found.accounts}
        for name in set(self.watches) - names:
            self.scheduler.remove_job(name)
            self.watches.pop(name).close()
        for account in self.found.accounts:
            watch = self.watches.get(account.name)
            if watch is not None and watch.account == account:
                continue
            self.watches[account.name] = Watch(account, self.path, self.workers, self.manager.log)
            seconds = account.interval.total_seconds()
            self.scheduler.add_job(
                self._look,
                IntervalTrigger(seconds=int(seconds), jitter=int(seconds * JITTER) or None, timezone=UTC),
                args=(account.name,),
                id=account.name,
                replace_existing=True,
                next_run_time=datetime.now(UTC),
            )

    def _look_at_once(self) -> None:
        for name, watch in self.watches.items():
            watch.forget()
            self.scheduler.modify_job(name, next_run_time=datetime.now(UTC))

    def _end(self) -> None:
        self.manager.stopping()
        self.workers.stop()
        self.scheduler.shutdown(wait=False)
        until = time.monotonic() + GRACE
        while self.busy and (left := until - time.monotonic()) > 0:
            select.select([self.news], [], [], left)
            os.read(self.news, 4096)
        if self.busy:
            # A request that does not end: nothing waits for it, and nothing is lost by leaving.
            os._exit(0)

    # --- on the scheduler's threads ---

    def _look(self, name: str) -> None:
        watch = self.watches.get(name)
        if watch is None:
            return
        with self.lock:
            self.busy += 1
        self._progressed()
        try:
            now = datetime.now(UTC)
            pause = watch.look(now)
            if watch.pace.state != "ok":
                self._put_off(name, now + pause)
        except Exception as error:  # noqa: BLE001  a bug in one look must not end all watching
            self.manager.log(ERROR, f"{name}: unexpected {type(error).__name__}: {error}; this is a bug")
        finally:
            with self.lock:
                self.busy -= 1
            self._progressed()

    def _put_off(self, name: str, until: datetime) -> None:
        try:
            self.scheduler.modify_job(name, next_run_time=until)
        except JobLookupError:
            return  # the account has gone from the configuration meanwhile

    def _progressed(self) -> None:
        self.progress = time.monotonic()
        self._ring()

    def _ring(self) -> None:
        try:
            os.write(self._bell, b"!")
        except BlockingIOError:
            return  # it rings already

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        self.signals.append(number)
