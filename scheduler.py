"""The daemon: crawls every outlet when it is due, and keeps house, each in a process of its own.

It keeps no state: what is due stands in the archive, so a restart loses nothing. Runs alone too:
``python scheduler.py --archive DIR [OUTLET …]``.
"""

import contextlib
import os
import queue
import runpy
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import uniform
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from crawler.run.crawl_process import ARCHIVE_TROUBLE, HUNG, crawl
from crawler.run.forkserver import context, started
from crawler.settings import POLL_MAX
from storage.archive import Archive
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.derived.rebuild import rebuild
from storage.errors import ArchiveError
from storage.housekeeping import Running, Task
from storage.lock import OutletLock, RebuildLock
from storage.query.health import RunSummary, last_run, next_due

MAX_HUNG_PAGES = 5
"""Pages without which a crawl goes on; after one more it ends, and the next begins without that."""
STOP_SECONDS = 15
"""How long a crawl may take to finish its page in hand when it is asked to stop."""
CLOCK_SECONDS = 30.0
"""How often the daemon looks whether somebody set the clock."""
TOLD_EVERY = 10.0
"""Seconds between two lines about a rebuild at the start."""
CLOCK_JUMP = 60.0
"""Seconds that the clock may gain or lose meanwhile without anything being scheduled anew."""
ARCHIVE_UNWRITABLE = "stopped: the archive cannot be written"
"""How a crawl ends on a full or read-only disk."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The daemon's work: its outlets, settings, and the number of crawls at a time."""

    folder: Path
    outlets: Sequence[str]
    overrides: Mapping[str, Any] = field(default_factory=dict)
    parallel: int = 4
    time_limit: float = 3600.0
    shortest_pause: float = 30.0
    """Seconds between two crawls of one outlet, at the least."""
    spread: float = 20.0
    """Seconds over which the first crawls are spread."""
    tasks: Sequence[Task] = ()
    """What is done for the archive itself, one task at a time, beside the crawls."""


class Crawl:
    """One crawl in a process of its own; where a page hangs that, the next goes on without it."""

    def __init__(self, outlet: str, overrides: Mapping[str, Any], log: str | None = None) -> None:
        """Start it."""
        self.outlet, self.overrides, self.log = outlet, overrides, log
        self.turn = threading.Lock()
        """Held to go on or to stop: nothing goes on once somebody has asked for the end."""
        self.asked_to_stop, self.hung = False, 0
        self.process = self._started()

    def _started(self, goes_on_from: int | None = None) -> BaseProcess:
        asked = {**self.overrides, "GOES_ON_FROM": goes_on_from or 0}
        return started(lambda: context.Process(target=crawl, args=(self.outlet, asked, self.log)))

    def at_work(self, seconds: float) -> bool:
        """Whether it still is after so many seconds at the most."""
        self.process.join(seconds)
        with self.turn:
            enough = self.asked_to_stop or self.hung == MAX_HUNG_PAGES
            if self.process.exitcode != HUNG or enough:
                return self.process.is_alive()
            self.hung += 1
            self.process = self._started(self.process.pid)
            return True

    def wait(self, limit: float) -> str:
        """The state at its end.

        ``finished``, ``ARCHIVE_UNWRITABLE``, ``could not start``, ``hung on N pages``,
        ``died of signal N`` or ``timeout``.
        """
        end = time.monotonic() + limit
        while self.at_work(max(0.0, end - time.monotonic())):
            if time.monotonic() >= end:
                self.stop()
                return "timeout"
        code = self.process.exitcode
        if code == HUNG:
            return f"hung on {self.hung + 1} pages"
        if code == 0:
            return "finished"
        if code == ARCHIVE_TROUBLE:
            return ARCHIVE_UNWRITABLE
        return f"died of signal {-code}" if code and code < 0 else "could not start"

    def stop(self) -> None:
        """Ask it to finish its page in hand; after a while, end it."""
        with self.turn:
            self.asked_to_stop = True
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGKILL, 5)):
            if self.process.is_alive() and self.process.pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.process.pid, number)
                self.process.join(seconds)


class Daemon:
    """Crawls outlets when they are due, until it is told to stop."""

    def __init__(self, plan: Plan, say: Callable[[str, str], None]) -> None:
        """``say(outlet, words)`` is told of every crawl."""
        self.plan, self.say = plan, say
        self.stopped = threading.Event()
        self.asked = queue.SimpleQueue[None]()
        self.turn = threading.Lock()
        """Held to schedule or to stop: APScheduler waits for its jobs with its own locks held."""
        self.crawls: dict[str, Crawl | Running] = {}
        self.clock = (time.time(), time.monotonic())
        self.scheduler = BackgroundScheduler(
            executors={
                "default": ThreadPoolExecutor(plan.parallel),
                "house": ThreadPoolExecutor(1),  # tidy and verify never meet
            },
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )

    def run(self) -> None:
        """Run until ``stop``; returns when every crawl has ended."""
        lock = OutletLock(self.plan.folder, "daemon")
        if lock.held():
            raise ArchiveError(f"another daemon runs on {self.plan.folder}: stop it first")
        in_use = RebuildLock(self.plan.folder)
        with Archive(self.plan.folder, create=True, needs="nothing") as archive:
            lock.acquire()
            if not self._brought_up_to_date(archive):
                lock.release()
                return
        in_use.share()
        with Archive(self.plan.folder) as archive:
            self._schedule_all(archive)
        self.scheduler.start()
        while not self._asked_to_stop():
            self._look_at_the_clock()
        with self.turn:
            self.stopped.set()
        self.scheduler.pause()
        enders = [threading.Thread(target=crawl.stop) for crawl in list(self.crawls.values())]
        for ender in enders:
            ender.start()
        for ender in enders:
            ender.join()
        self.scheduler.shutdown(wait=True)
        in_use.release()
        lock.release()

    def stop(self, *_: object) -> None:
        """Stop soon; crawls finish their page in hand."""
        self.asked.put(None)  # in a signal's handler an event may wait for the thread it interrupts

    def _brought_up_to_date(self, archive: Archive) -> bool:
        """Rebuild what is stale; ``False`` where somebody asked for the end before it was done."""
        plan = pending_rebuilds(archive.db)
        if not plan:
            return True
        self.say("rebuild", plan.in_words())
        said = time.monotonic()
        with contextlib.closing(rebuild(archive.db, archive.folder)) as steps:
            for step in steps:
                if not self.asked.empty():  # the next start goes on
                    return False
                if time.monotonic() - said > TOLD_EVERY:
                    said = time.monotonic()
                    self.say("rebuild", f"{step.what}: {step.done:,} of {step.total:,}")
        self.say("rebuild", "done")
        return True

    def _asked_to_stop(self) -> bool:
        """Wait for a while; whether somebody asked for the end."""
        try:
            self.asked.get(timeout=CLOCK_SECONDS)
        except queue.Empty:
            return False
        return True

    def _look_at_the_clock(self) -> None:
        """Schedule everything anew where somebody set the clock."""
        now, steady = time.time(), time.monotonic()
        jumped = now - self.clock[0] - (steady - self.clock[1])
        self.clock = (now, steady)
        if abs(jumped) > CLOCK_JUMP:
            self.say("clock", f"was set {jumped:+.0f} s: everything is scheduled anew")
            with Archive(self.plan.folder) as archive:
                self._schedule_all(archive)

    def _schedule_all(self, archive: Archive) -> None:
        """Put every outlet and task on the clock that is not at work now."""
        now = datetime.now(UTC)
        longest = timedelta(seconds=self.plan.overrides.get("POLL_MAX", POLL_MAX))
        for outlet in set(self.plan.outlets) - set(self.crawls):
            due = min(next_due(archive, outlet) or now, now + longest)
            first = now + timedelta(seconds=uniform(0, self.plan.spread))
            self._schedule(outlet, max(due, first))
        for task in self.plan.tasks:
            if task.name not in self.crawls:
                self._schedule_task(task, task.due(archive, now))

    def _schedule(self, outlet: str, at: datetime) -> None:
        self._add(self._crawl, outlet, at, "default", outlet)

    def _add(
        self, job: Callable[..., None], what: object, at: datetime, executor: str, name: str
    ) -> None:
        """Put a job on the clock, unless the daemon is stopping."""
        with self.turn:
            if not self.stopped.is_set():
                self.scheduler.add_job(
                    job, "date", run_date=at, args=[what], id=name, executor=executor,
                    replace_existing=True,
                )  # fmt: skip

    def _schedule_task(self, task: Task, due: datetime | None) -> None:
        if due:
            self._add(self._task, task, due, "house", task.name)

    def _task(self, task: Task) -> None:
        """One task of house-keeping, what came of it, and when it is due next."""
        if self.stopped.is_set():
            return
        current = self.crawls[task.name] = Running(task, self.plan.folder)
        if self.stopped.is_set():  # just now: nobody else would end it
            current.stop()
        due: datetime | None = datetime.now(UTC) + timedelta(hours=1)
        try:
            said = current.wait()
            with Archive(self.plan.folder) as archive:
                due = task.due(archive, datetime.now(UTC))
        except (ArchiveError, OSError, sqlite3.Error) as error:  # the task stays on the clock
            said = f"FAILED; the archive cannot be used: {error}"
        self.crawls.pop(task.name, None)
        if not self.stopped.is_set():
            self.say(task.name, said)
            self._schedule_task(task, due)

    def _crawl(self, outlet: str) -> None:
        """One crawl, what came of it, and when the next one is due."""
        if self.stopped.is_set():
            return
        # a backfill of the same outlet lets others in after each of its turns
        current = Crawl(outlet, {"LOCK_WAIT": 600.0} | dict(self.plan.overrides))
        self.crawls[outlet] = current
        if self.stopped.is_set():  # just now: nobody else would end it
            current.stop()
        ended = current.wait(self.plan.time_limit)
        self.crawls.pop(outlet, None)
        if self.stopped.is_set():
            return
        soonest = datetime.now(UTC) + timedelta(seconds=self.plan.shortest_pause)
        summary = due = None
        try:
            with Archive(self.plan.folder) as archive:
                summary = last_run(archive, outlet, current.process.pid)
                due = next_due(archive, outlet)
        except (ArchiveError, OSError, sqlite3.Error) as error:  # the outlet stays on the clock
            ended = f"{ended}; the archive cannot be read: {error}"
        if ended != "finished":  # its archive rows say nothing about when: wait a while
            soonest += timedelta(minutes=5)
        at = max(due or soonest, soonest)
        self.say(outlet, describe(summary, ended, at))
        self._schedule(outlet, at)


def describe(summary: RunSummary | None, ended: str, next_at: datetime) -> str:
    """A crawl in one line."""
    words = []
    if ended != "finished":
        words.append(f"the crawl {ended}")
    if summary is not None:
        words.append(summary.in_words())
    seconds = max(0.0, (next_at - datetime.now(UTC)).total_seconds())
    pause = f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
    return "; ".join([*words, f"next in {pause}"])


if __name__ == "__main__":  # the command reads settings and arguments; by name, it imports us
    sys.argv[1:1] = ["run"]
    runpy.run_module("warraq", run_name="__main__", alter_sys=True)
