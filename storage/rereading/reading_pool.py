"""``read_all``: pages read in a pool of worker processes that may hang or die.

Each page has a limit of processor time; a process is replaced when it exceeds it, when it dies, and
after ``RECYCLE_PAGES`` (parsers leak). Results come in the order of the jobs. A page whose process
dies is read once more in another: somebody else may have killed the first.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar

from crawler.items import Lead, Page
from storage.rereading.reading_process import (
    Answer,
    MakeReader,
    ReadingProcess,
    Refusal,
    start_reading,
)

PAGES_AHEAD = 8
"""Pages per process that may be loaded and not given back yet: bounds the memory."""
JOBS_AHEAD = 1_000
"""Jobs that may be taken in and not given back yet, those without a page included."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Job(Generic[Key]):
    """One page to read, under a key of the caller's; without a page only its place in the order."""

    key: Key
    page: Page | None
    lead: Lead | None = None


_NO_PAGE = Refusal("there was no page to read")


def read_all(
    jobs: Iterable[Job[Key]], make_reader: MakeReader, processes: int, limit_seconds: float
) -> Iterator[tuple[Key, Answer]]:
    """Key and answer of each job in the order of the jobs, each page read within the limit.

    Raises ``NotStarted`` if no process can be started.
    """
    pending = _PendingJobs(iter(jobs), processes * PAGES_AHEAD)
    pool: _WorkerPool[Key] = _WorkerPool(make_reader, processes, limit_seconds)
    try:
        while True:
            # only as many as there are workers: making a job costs, and meanwhile nobody collects
            pending.fill(processes)
            pool.dispatch(pending.queue)
            first = pending.pop_first_done()
            if first is not None:
                yield first
            elif pending.empty:
                return
            # block only where nothing else can be done: no answer to give, no room for a job
            pool.collect(pending, block=first is None and not pending.has_room)
    finally:
        pool.end()


class _PendingJobs(Generic[Key]):
    """The jobs that were taken in and not given back yet, in their order."""

    def __init__(self, jobs: Iterator[Job[Key]], max_pages: int) -> None:
        self.jobs, self.max_pages = enumerate(jobs), max_pages
        self.order: deque[tuple[int, Job[Key]]] = deque()
        self.queue: deque[tuple[int, Job[Key]]] = deque()
        self.done: dict[int, Answer] = {}
        self.page_count, self.exhausted = 0, False

    @property
    def has_room(self) -> bool:
        """Whether another job may be taken in, as far as is known."""
        return (
            not self.exhausted and self.page_count < self.max_pages and len(self.order) < JOBS_AHEAD
        )

    @property
    def empty(self) -> bool:
        return self.exhausted and not self.order

    def fill(self, count: int) -> None:
        """Take in at most so many further jobs."""
        for _ in range(count):
            found = next(self.jobs, None) if self.has_room else None
            if found is None:
                self.exhausted |= self.has_room  # without room nobody asked: there may be more
                return
            self.order.append(found)
            if found[1].page is None:
                self.done[found[0]] = _NO_PAGE
            else:
                self.page_count += 1
                self.queue.append(found)

    def pop_first_done(self) -> tuple[Key, Answer] | None:
        """The first job's key and answer, if it has been read: none overtakes another."""
        if not self.order or self.order[0][0] not in self.done:
            return None
        number, job = self.order.popleft()
        self.page_count -= job.page is not None
        return job.key, self.done.pop(number)


class _WorkerPool(Generic[Key]):
    """The worker processes, and the job that each is reading."""

    def __init__(self, make_reader: MakeReader, processes: int, limit_seconds: float) -> None:
        self.make_reader, self.processes = make_reader, processes
        self.limit_seconds = limit_seconds
        self.idle: list[ReadingProcess] = []
        self.busy: dict[Connection, tuple[ReadingProcess, tuple[int, Job[Key]]]] = {}
        self.died: set[int] = set()
        """Numbers of the jobs whose process has died once."""

    def dispatch(self, queue: deque[tuple[int, Job[Key]]]) -> None:
        """Give every free process a page; processes are started when they are first needed."""
        while queue and len(self.busy) < self.processes:
            process = self.idle.pop() if self.idle else start_reading(self.make_reader)
            task = queue.popleft()
            page = task[1].page
            assert page is not None  # only jobs with a page are queued
            process.send(page, task[1].lead, self.limit_seconds)
            self.busy[process.pipe] = (process, task)

    def collect(self, pending: _PendingJobs[Key], *, block: bool) -> None:
        """Take the answers that are there, and replace workers that died or used up their time."""
        for process, (number, job) in self._ready(block):
            del self.busy[process.pipe]
            answer = process.receive()
            if answer is None and number not in self.died:
                self.died.add(number)  # once more: somebody else may have killed the process
                pending.queue.appendleft((number, job))
            else:
                self.died.discard(number)
                pending.done[number] = answer or Refusal(
                    "the reader's process died of it twice", fault=True
                )
            if process.usable:
                self.idle.append(process)
            else:
                process.end()

    def _ready(self, block: bool) -> list[tuple[ReadingProcess, tuple[int, Job[Key]]]]:
        if not self.busy:
            return []
        soonest = min(process.deadline for process, _ in self.busy.values())
        wait_seconds = max(0.0, soonest - monotonic()) if block else 0.0
        answered = set(wait(list(self.busy), wait_seconds))
        now = monotonic()
        return [
            (process, task) for pipe, (process, task) in self.busy.items()
            if pipe in answered or process.overdue(now)
        ]  # fmt: skip

    def end(self) -> None:
        for process in [*self.idle, *(process for process, _ in self.busy.values())]:
            process.end()
