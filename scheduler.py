"""The daemon: crawls every outlet when it is due, and keeps house, each in a process of its own.

It keeps no state: what is due stands in the archive, so a restart loses nothing. Runs alone too:
``python scheduler.py --archive DIR [OUTLET …]``.
"""

import contextlib
import logging
import queue
import runpy
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import uniform
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from crawler.run.supervised_crawl import ARCHIVE_UNWRITABLE, FINISHED, Crawl, stop_all
from crawler.settings import POLL_MAX
from storage import times
from storage.activity.activity_log import FAILED
from storage.archive import Archive
from storage.crawl.runs import ended_from_outside
from storage.daemon_log.outage_alert_grouping import OutageAlerts, Say
from storage.daemon_log.outlet_yield_alerts import Concerns, concerns, left_its_container
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.derived.rebuild import rebuild
from storage.errors import ArchiveError
from storage.maintenance_tasks import Running, Task
from storage.process_locks import DaemonLock, RebuildLock
from storage.query.health import RunSummary, health, last_run, next_due

CLOCK_SECONDS = 30.0
"""How often the daemon looks whether somebody set the clock."""
TOLD_EVERY = 10.0
"""Seconds between two lines about a rebuild at the start."""
AFTER_FAULT = timedelta(minutes=5)
"""When a crawl that could not begin or end is tried again."""
CLOCK_JUMP = 60.0
"""Seconds that the clock may gain or lose meanwhile without anything being scheduled anew."""


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


NextRun = tuple[int, datetime | None]
"""How often settings or clock had changed when a job began, and when it is due again."""


class UntilScheduledAnew(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Makes a job due again and again, some minutes after each look, until somebody says when.

    A date alone takes what is due off APScheduler's clock as it begins: one that raised, or that
    no thread was to be had for, would never come back. An interval is counted through from the
    last time, which may be years where a clock was wrong.
    """

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The next time after ``now``, whatever the former one was."""
        return now + AFTER_FAULT


class Daemon:
    """Crawls outlets when they are due, until it is told to stop."""

    def __init__(
        self, plan: Plan, say: Say, planned_anew: Callable[[], Plan] | None = None
    ) -> None:
        """``say(outlet, words, level)`` is told of every crawl.

        ``planned_anew`` reads settings and outlets again; it raises ``ValueError`` where they
        cannot be used.
        """
        self.plan, self.say, self.planned_anew = plan, say, planned_anew
        self.outages, self.concerns = OutageAlerts(say), Concerns(say)
        self.stopped = threading.Event()
        self.changes = 0
        """How often settings or clock have changed: what was worked out before is no more."""
        self.asked = queue.SimpleQueue[tuple[str, NextRun] | None]()
        """Wakes the daemon's own thread, the only one that schedules: with what has ended, and
        when it is due next, or with nothing but the wish that it look at what it was asked for."""
        self.asked_to_stop = self.asked_to_reread = False
        self.crawls: dict[str, Crawl | Running] = {}
        self.busy = set[str]()
        """Outlets from before their crawl begins until what came of it is told."""
        self.entering = threading.Lock()
        self.clock = (time.time(), time.monotonic())
        self.unread = ""
        """Why the archive could not be read at the last try."""
        self.scheduler = BackgroundScheduler(
            executors={
                "default": ThreadPoolExecutor(plan.parallel),
                "house": ThreadPoolExecutor(1),  # tidy and verify never meet
            },
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        self.scheduler.add_listener(self._ended, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
        # it warns of each job that is due while it is at work, as those are that last (`_schedule`)
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)

    def demand_alone(self) -> None:
        """Raise ``ArchiveError`` where another daemon runs on the archive."""
        if DaemonLock(self.plan.folder).held():
            raise ArchiveError(f"another daemon runs on {self.plan.folder}: stop it first")

    def run(self) -> None:
        """Run until ``stop``; returns when every crawl has ended."""
        self.demand_alone()
        lock = DaemonLock(self.plan.folder)
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
        try:
            while not self._asked_to_stop():
                if self.asked_to_reread:
                    self._reread()
                self.outages.tell_held()
                self._look_at_the_clock()
                self._demand_clock_runs()
        finally:  # whatever ends the daemon, its crawls do not go on without it
            self.stopped.set()
            self.scheduler.pause()
            stop_all(list(self.crawls.values()))
            self.scheduler.shutdown(wait=True)
            in_use.release()
            lock.release()

    def stop(self, *_: object) -> None:
        """Stop soon; crawls finish their page in hand."""
        self.asked_to_stop = True
        self.asked.put(None)  # in a signal's handler an event may wait for the thread it interrupts

    def reread(self, *_: object) -> None:
        """Read settings and outlets anew soon; crawls at work go on as they began."""
        self.asked_to_reread = True
        self.asked.put(None)

    def _brought_up_to_date(self, archive: Archive) -> bool:
        """Rebuild what is stale; ``False`` where somebody asked for the end before it was done."""
        plan = pending_rebuilds(archive.db)
        if not plan:
            return True
        self.say("rebuild", plan.in_words())
        said = time.monotonic()
        with contextlib.closing(rebuild(archive.db, archive.folder)) as steps:
            for step in steps:
                if self.asked_to_stop:  # the next start goes on
                    return False
                if time.monotonic() - said > TOLD_EVERY:
                    said = time.monotonic()
                    self.say("rebuild", f"{step.what}: {step.done:,} of {step.total:,}")
        self.say("rebuild", "done")
        return True

    def _asked_to_stop(self) -> bool:
        """Wait for a while, or until somebody asks for something; whether it was the end."""
        with contextlib.suppress(queue.Empty):
            ended = self.asked.get(timeout=CLOCK_SECONDS)
            if ended and not self.asked_to_stop:
                name, (changes, at) = ended
                if changes == self.changes:
                    self._schedule(name, at)
                else:  # it was worked out by settings or a clock that are no more
                    self._scheduled_anew(name)
        return self.asked_to_stop

    def _reread(self) -> None:
        """Go on with the settings and outlets as they are now, if they can be used."""
        self.asked_to_reread = False
        if self.planned_anew is None:
            return
        try:
            plan = self.planned_anew()
        except (Exception, SystemExit) as error:  # an outlet's file may raise anything
            said = error if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            self.say("settings", f"not taken, the former ones stay: {said}", logging.ERROR)
            return
        before, self.plan = self.plan, plan
        self.changes += 1
        self.outages.keep(plan.outlets)
        kept = {*plan.outlets, *(task.name for task in plan.tasks if task.every)}
        for job in self.scheduler.get_jobs():
            if job.id not in kept:
                job.remove()
        self._scheduled_anew()
        self.say("settings", _changes(before, plan))

    def _scheduled_anew(self, only: str | None = None) -> bool:
        """Schedule everything anew, or one job; whether the archive could be read.

        What is at work goes on.
        """
        try:
            with Archive(self.plan.folder) as archive:
                self._schedule_all(archive, only)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            if str(error) != self.unread:  # said once, however often it is tried
                self.say("archive", f"cannot be read: {error}", logging.ERROR)
            self.unread = str(error)
            return False
        self.unread = ""
        return True

    def _look_at_the_clock(self) -> None:
        """Schedule everything anew where somebody set the clock."""
        now, steady = time.time(), time.monotonic()
        jumped = now - self.clock[0] - (steady - self.clock[1])
        if abs(jumped) > CLOCK_JUMP:
            self.changes += 1
            if not self._scheduled_anew():
                return  # the next look meets the same jump
            self.say("clock", f"was set {jumped:+.0f} s: everything is scheduled anew")
        self.clock = (now, steady)

    def _demand_clock_runs(self) -> None:
        """Raise ``RuntimeError`` where APScheduler's thread has ended: nothing would be crawled."""
        if not self.scheduler._thread.is_alive():  # it catches nothing, a MemoryError least of all
            raise RuntimeError("the thread that begins crawls has ended: start the daemon anew")

    def _schedule_all(self, archive: Archive, only: str | None = None) -> None:
        """Put every outlet and task, or one of them, on the clock that is not at work now."""
        now = datetime.now(UTC)
        longest = timedelta(seconds=self.plan.overrides.get("POLL_MAX", POLL_MAX))
        for outlet in set(self.plan.outlets) - set(self.crawls):
            if only not in (None, outlet):
                continue
            due = min(next_due(archive, outlet) or now, now + longest)
            first = now + timedelta(seconds=uniform(0, self.plan.spread))
            self._schedule(outlet, max(due, first))
        for task in self.plan.tasks:
            if task.name not in self.crawls and only in (None, task.name):
                self._schedule(task.name, task.due(archive, now))

    def _schedule(self, name: str, at: datetime | None) -> None:
        """Put an outlet or a task on the clock, or off it, as the settings have it by now."""
        task = next((one for one in self.plan.tasks if one.name == name), None)
        if at is None or not (task or name in self.plan.outlets):
            if self.scheduler.get_job(name):
                self.scheduler.remove_job(name)
            return
        self.scheduler.add_job(
            self._task if task else self._crawl, UntilScheduledAnew(), next_run_time=at,
            args=[task or name], id=name, executor="house" if task else "default",
            replace_existing=True,
        )  # fmt: skip

    def _ended(self, event: JobExecutionEvent) -> None:
        """Hand on when a job is due next; one that raised is tried again in some minutes."""
        if event.code == EVENT_JOB_EXECUTED:
            if event.retval is not None:  # it is where nothing was done
                self.asked.put((event.job_id, event.retval))
            return
        self.crawls.pop(event.job_id, None)
        at = datetime.now(UTC) + AFTER_FAULT
        self.say(
            event.job_id, f"was not done ({event.exception}): tried again by {times.text(at)}",
            logging.ERROR,
        )  # fmt: skip
        self.asked.put((event.job_id, (self.changes, at)))

    def _task(self, task: Task) -> NextRun | None:
        """One task of house-keeping, and what came of it; returns when it is due next, if ever."""
        # a pool for which no further thread could be begun still runs what it was given, later
        if self.stopped.is_set() or task.name in self.crawls:
            return None
        changes = self.changes
        current = self.crawls[task.name] = Running(task, self.plan.folder)
        if self.stopped.is_set():  # just now: nobody else would end it
            current.stop()
        due: datetime | None = datetime.now(UTC) + timedelta(hours=1)
        try:
            said = current.wait()
            with Archive(self.plan.folder) as archive:
                due = task.due(archive, datetime.now(UTC))
        except (ArchiveError, OSError, sqlite3.Error) as error:  # the task stays on the clock
            said = f"{FAILED}; the archive cannot be used: {error}"
        self.crawls.pop(task.name, None)
        if not self.stopped.is_set():
            self.say(task.name, said, logging.ERROR if said.startswith(FAILED) else logging.INFO)
        return changes, due

    def _crawl(self, outlet: str) -> NextRun | None:
        """One crawl, and what came of it; returns when the next one is due."""
        with self.entering:  # a pool that lost a job may run it beside the next one
            if self.stopped.is_set() or outlet in self.busy:  # as in `_task`
                return None
            self.busy.add(outlet)
        try:
            return self._crawled(outlet)
        finally:
            self.busy.discard(outlet)

    def _crawled(self, outlet: str) -> NextRun | None:
        changes = self.changes
        # a backfill of the same outlet lets others in after each of its turns
        current = Crawl(outlet, {"LOCK_WAIT": 600.0} | dict(self.plan.overrides))
        self.crawls[outlet] = current
        if self.stopped.is_set():  # just now: nobody else would end it
            current.stop()
        ended = current.wait(self.plan.time_limit)
        self.crawls.pop(outlet, None)
        if self.stopped.is_set():
            return None
        soonest = datetime.now(UTC) + timedelta(seconds=self.plan.shortest_pause)
        summary = due = found = None
        reason = current.reason
        try:
            with Archive(self.plan.folder) as archive:
                if ended not in (FINISHED, ARCHIVE_UNWRITABLE):
                    why = ": ".join(filter(None, (f"the crawl {ended}", reason)))
                    ended_from_outside(archive, outlet, current.process.pid, why, times.now())
                summary = last_run(archive, outlet, current.process.pid)
                due = next_due(archive, outlet)
                found = health(archive, outlet, times.now())
                left = left_its_container(archive, found)
        except (ArchiveError, OSError, sqlite3.Error) as error:  # the outlet stays on the clock
            ended, reason = ARCHIVE_UNWRITABLE, reason or f"the archive cannot be used: {error}"
        if ended != FINISHED:  # its archive rows say nothing about when: wait a while
            soonest += AFTER_FAULT
        at = max(due or soonest, soonest)
        self._tell(outlet, summary, ended, reason, at)
        if found and ended == FINISHED and outlet in self.plan.outlets:
            self.concerns.told(found, concerns(found, drifts=left))
        return changes, at

    def _tell(
        self, outlet: str, summary: RunSummary | None, ended: str, reason: str, at: datetime
    ) -> None:
        """One line about a crawl, or none where it has the trouble of all."""
        if ended == ARCHIVE_UNWRITABLE and outlet in self.plan.outlets:
            self.outages.archive_failed(outlet, reason or ended, AFTER_FAULT)
            return
        words = describe(summary, ": ".join(filter(None, (ended, reason))), at)
        if ended != FINISHED or outlet not in self.plan.outlets:
            self.say(outlet, words, logging.WARNING)  # it says nothing of archive and network
            return
        if summary and summary.no_answer:
            self.outages.no_answer(outlet, words, summary.no_answer)
            return
        well = not (summary and summary.listings_failed)
        self.outages.told(outlet, words, logging.INFO if well else logging.WARNING)


def _changes(before: Plan, after: Plan) -> str:
    """What reading the settings again has changed."""
    new = sorted(set(after.outlets) - set(before.outlets))
    gone = sorted(set(before.outlets) - set(after.outlets))
    words = [f"read again: {len(after.outlets)} outlets"]
    words += [f"new: {', '.join(new)}"] if new else []
    words += [f"no longer: {', '.join(gone)}"] if gone else []
    words += ["parallel counts from the next start"] if after.parallel != before.parallel else []
    return "; ".join(words)


def describe(summary: RunSummary | None, ended: str, next_at: datetime) -> str:
    """A crawl in one line."""
    words = []
    if ended != FINISHED:
        words.append(f"the crawl {ended}")
    if summary is not None:
        words.append(summary.in_words())
    seconds = max(0.0, (next_at - datetime.now(UTC)).total_seconds())
    pause = f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
    return "; ".join([*words, f"next in {pause}"])


if __name__ == "__main__":  # the command reads settings and arguments; by name, it imports us
    sys.argv[1:1] = ["run"]
    runpy.run_module("warraq", run_name="__main__", alter_sys=True)
