"""Reading many pages again: processes that may hang or die without harm to the caller.

Each page has a time limit; a process is replaced when it exceeds it, when it dies, and after
``RECYCLE`` pages (parsers leak). Results come in the order of the jobs. A page whose process dies
is read once more in another: somebody else may have killed the first.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar

from crawler.article import Lead, Page
from storage.rereading.worker import Answer, MakeReader, ReadingProcess, Refusal, start_reading

AHEAD = 8
"""Pages per process that may wait for their turn: bounds the memory."""
LIGHT = 1_000
"""Jobs that may wait for their turn, with those that have no page."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Job(Generic[Key]):
    """One page to read, under a key of the caller's; without a page, only its turn is kept."""

    key: Key
    page: Page | None
    lead: Lead | None = None


_NO_PAGE = Refusal("there was no page to read")


def read_all(
    jobs: Iterable[Job[Key]], make_reader: MakeReader, processes: int, limit: float
) -> Iterator[tuple[Key, Answer]]:
    """Read pages in processes of their own, each within ``limit`` seconds."""
    window = _Window(iter(jobs), processes * AHEAD)
    crew: _Crew[Key] = _Crew(make_reader, processes, limit)
    try:
        while True:
            window.fill(processes)
            crew.hand_out(window.todo)
            ripe = window.ripe()
            if ripe is not None:
                yield ripe
            elif window.empty:
                return
            crew.collect(window, wait_for_it=ripe is None and not window.open)
    finally:
        crew.end()


class _Window(Generic[Key]):
    """The jobs that have been begun and not been given back, in their order."""

    def __init__(self, jobs: Iterator[Job[Key]], pages: int) -> None:
        self.jobs, self.pages = enumerate(jobs), pages
        self.order: deque[tuple[int, Job[Key]]] = deque()
        self.todo: deque[tuple[int, Job[Key]]] = deque()
        self.done: dict[int, Answer] = {}
        self.held, self.exhausted = 0, False

    @property
    def open(self) -> bool:
        """Whether there may be room for another job."""
        return not self.exhausted and self.held < self.pages and len(self.order) < LIGHT

    @property
    def empty(self) -> bool:
        return self.exhausted and not self.order

    def fill(self, most: int) -> None:
        """Take in a few more: whoever is reading is not left waiting."""
        for _ in range(most):
            found = next(self.jobs, None) if self.open else None
            if found is None:
                self.exhausted |= self.open
                return
            self.order.append(found)
            if found[1].page is None:
                self.done[found[0]] = _NO_PAGE
            else:
                self.held += 1
                self.todo.append(found)

    def ripe(self) -> tuple[Key, Answer] | None:
        """The first job, if it has been read."""
        if not self.order or self.order[0][0] not in self.done:
            return None
        number, job = self.order.popleft()
        self.held -= job.page is not None
        return job.key, self.done.pop(number)


class _Crew(Generic[Key]):
    """The reading processes, and what each has in hand."""

    def __init__(self, make_reader: MakeReader, processes: int, limit: float) -> None:
        self.make_reader, self.processes, self.limit = make_reader, processes, limit
        self.idle: list[ReadingProcess] = []
        self.busy: dict[Connection, tuple[ReadingProcess, tuple[int, Job[Key]]]] = {}
        self.died: set[int] = set()

    def hand_out(self, todo: deque[tuple[int, Job[Key]]]) -> None:
        """Give every free process a page."""
        while todo and len(self.busy) < self.processes:
            process = self.idle.pop() if self.idle else start_reading(self.make_reader)
            task = todo.popleft()
            page = task[1].page
            assert page is not None  # or it had not been put there
            process.give(page, task[1].lead, self.limit)
            self.busy[process.pipe] = (process, task)

    def collect(self, window: _Window[Key], *, wait_for_it: bool) -> None:
        """Take what was read, and the place of those that died or used up their time."""
        for process, (number, job) in self._ready(wait_for_it):
            del self.busy[process.pipe]
            answer = process.take()
            if answer is None and number not in self.died:
                self.died.add(number)
                window.todo.appendleft((number, job))
            else:
                self.died.discard(number)
                window.done[number] = answer or Refusal(
                    "the reader's process died of it twice", fault=True
                )
            if process.usable:
                self.idle.append(process)
            else:
                process.end()

    def _ready(self, wait_for_it: bool) -> list[tuple[ReadingProcess, tuple[int, Job[Key]]]]:
        if not self.busy:
            return []
        soonest = min(process.deadline for process, _ in self.busy.values())
        patience = max(0.0, soonest - monotonic()) if wait_for_it else 0.0
        answered = set(wait(list(self.busy), patience))
        now = monotonic()
        return [
            (process, task) for pipe, (process, task) in self.busy.items()
            if pipe in answered or process.deadline <= now
        ]  # fmt: skip

    def end(self) -> None:
        for process in [*self.idle, *(process for process, _ in self.busy.values())]:
            process.end()
