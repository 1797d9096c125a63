"""What the daemon does for the archive itself: ``tidy`` and ``verify``, each in its own process.

When a task was last done stands in the archive's activity log, so a restart loses nothing.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawler.run.forkserver import own_environment
from crawler.run.signals import ASK_TO_STOP
from crawler.timezone import CASABLANCA
from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.crawl.runs import first_run
from storage.database import writing

DAY = timedelta(days=1)
OVERDUE = timedelta(minutes=1)
"""How soon after the start a task is done that should have been done while the daemon was off."""
STOP_SECONDS = 15
"""Seconds that a task gets to end when the daemon stops."""
TASK_SECONDS = 6 * 3600.0
"""Seconds after which a task is ended: nothing may hold up the next night for ever."""
NICENESS = 10


@dataclass(frozen=True, slots=True)
class Task:
    """One command that is run again and again."""

    name: str
    arguments: Sequence[str]
    every: float
    """Seconds between two runs; 0: never."""
    hour: int
    """The hour in Casablanca at which tasks of a day and longer begin."""

    def due(self, archive: Archive, now: datetime) -> datetime | None:
        """The time of the next run; ``None``: never."""
        if not self.every:
            return None
        every = timedelta(seconds=self.every)
        last = activity_log.last_time(archive.db, self.name) or first_run(archive)
        done = times.parse(last) if last else now
        # by a clock that was ahead: nobody knows when, so it does not wait for longer than a day
        due = done + every if done <= now else now + min(every, DAY)
        if every < DAY:
            return max(due, now)
        if due > now - every:  # else it is long overdue, and does not wait for a night
            due = _night(due - DAY / 2, self.hour)
        return max(due, now + OVERDUE)


def _night(after: datetime, hour: int) -> datetime:
    """The first moment after another at which it is this hour in Casablanca."""
    there = after.astimezone(CASABLANCA)
    at = there.replace(hour=hour, minute=0, second=0, microsecond=0)
    while at <= there:
        at += DAY
    return at.astimezone(after.tzinfo)


def _code() -> list[str]:
    """Where a task finds Warraq, also in a checkout that is not installed: ``-P`` keeps the current
    folder, and what is called like a library there, out."""
    given = [place for place in os.environ.get("PYTHONPATH", "").split(os.pathsep) if place]
    return [*given, str(Path(__file__).parents[1])]


class Running:
    """One run of a task in a process group of its own."""

    def __init__(self, task: Task, folder: Path) -> None:
        """Start it, with less claim on the processor than a crawl."""
        self.task, self.folder = task, folder
        self.stopped = False
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "warraq", *task.arguments, "--archive", str(folder)],
            env=own_environment() | {"PYTHONPATH": os.pathsep.join(_code())},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, NICENESS)

    def wait(self) -> str:
        """The message of its end; where it failed the activity log notes it too.

        Being stopped is not going wrong: the next start goes on. Raises ``ArchiveError`` and
        ``sqlite3.Error`` if the archive cannot be written.
        """
        try:
            said, _ = self.process.communicate(timeout=TASK_SECONDS)
        except subprocess.TimeoutExpired:
            self._end()
            said = f"ended after {TASK_SECONDS / 3600:g} hours"
        if self.stopped:
            return "stopped; the next start goes on"
        code = self.process.returncode
        message = "; ".join(said.strip().splitlines()[-2:]) or "done"
        if code:
            message = f"{activity_log.FAILED} with exit code {code}: {message}"
            with Archive(self.folder, needs="tables") as archive, writing(archive.db):
                activity_log.note(archive.db, self.task.name, message)
        return message

    def stop(self) -> None:
        """Ask it to end; after a while, end it with all its processes."""
        self.stopped = True
        self._end()

    def _end(self) -> None:
        """Ask the command alone, which ends its reading processes itself; kill them all together.

        A child of ours hears SIGTERM even where Ctrl-C was silenced for whoever started us.
        """
        for send, number in ((os.kill, ASK_TO_STOP), (os.killpg, signal.SIGKILL)):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                send(self.process.pid, number)
                self.process.wait(STOP_SECONDS)
                return
