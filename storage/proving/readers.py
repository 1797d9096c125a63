"""Reading many pages again: processes that may hang or die without harm to the caller.

Each page has a time limit; a process is replaced when it exceeds it, when it dies, and after
``RECYCLE`` pages (parsers leak). Results come in the order of the jobs.
"""

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar

from crawler.article import Article, Lead, Page
from crawler.errors import OutletError

Reader = Callable[[Page, Lead | None], Article]
MakeReader = Callable[[], Reader]
"""Makes the reader inside a process; must be picklable."""
RECYCLE = 500
AHEAD = 8
"""Jobs per process that may wait for their turn: bounds the memory."""
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["crawler.process", "storage.crawling", "crawler.platforms"])
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Job(Generic[Key]):
    """One page to read, under a key of the caller's."""

    key: Key
    page: Page
    lead: Lead | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article."""

    words: str


def read_all(
    jobs: Iterable[Job[Key]], make_reader: MakeReader, processes: int, limit: float
) -> Iterator[tuple[Key, Article | Refusal]]:
    """Read pages in processes of their own, each within ``limit`` seconds."""
    idle: list[_Process] = []
    busy: dict[Connection, tuple[_Process, int]] = {}
    order: deque[tuple[int, Job[Key]]] = deque()
    done: dict[int, Article | Refusal] = {}
    todo: deque[tuple[int, Job[Key]]] = deque()
    source = enumerate(jobs)
    exhausted = False
    try:
        while True:
            while not exhausted and len(order) < processes * AHEAD:
                found = next(source, None)
                if found is None:
                    exhausted = True
                else:
                    order.append(found)
                    todo.append(found)
            while todo and len(busy) < processes:
                number, job = todo.popleft()
                process = idle.pop() if idle else _Process(make_reader)
                process.give(job, limit)
                busy[process.pipe] = (process, number)
            while order and order[0][0] in done:
                number, job = order.popleft()
                yield job.key, done.pop(number)
            if not order and exhausted:
                return
            for process, number in _ready(busy):
                del busy[process.pipe]
                done[number] = process.take()
                if process.usable:
                    idle.append(process)
                else:
                    process.end()
    finally:
        for process in [*idle, *(process for process, _ in busy.values())]:
            process.end()


def _ready(busy: "dict[Connection, tuple[_Process, int]]") -> "list[tuple[_Process, int]]":
    """The processes that have answered, died, or used up their time."""
    if not busy:
        return []
    soonest = min(process.deadline for process, _ in busy.values())
    answered = wait(list(busy), max(0.0, soonest - monotonic()))
    late = [pipe for pipe, (process, _) in busy.items() if process.deadline <= monotonic()]
    return [busy[pipe] for pipe in busy if pipe in answered or pipe in late]


class _Process:
    """One reading process and the pipe to it."""

    def __init__(self, make_reader: MakeReader) -> None:
        self.pipe, theirs = _context.Pipe()
        self.process = _context.Process(target=_serve, args=(theirs, make_reader), daemon=True)
        self.process.start()
        theirs.close()
        self.pages, self.deadline, self.limit = 0, 0.0, 0.0
        self.usable = True
        try:  # its libraries are no part of a page's time
            self.pipe.recv()
        except EOFError as error:
            raise RuntimeError("the reading process could not start") from error

    def give(self, job: Job[Key], limit: float) -> None:
        self.pages += 1
        self.limit, self.deadline = limit, monotonic() + limit
        self.pipe.send((job.page, job.lead))

    def take(self) -> Article | Refusal:
        self.usable = False
        if not self.pipe.poll():
            return Refusal(f"the reader took longer than {self.limit:g} seconds")
        try:
            answer: Article | Refusal = self.pipe.recv()
        except EOFError:
            return Refusal("the reader's process died")
        self.usable = self.pages < RECYCLE
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection, make_reader: MakeReader) -> None:
    """Read what comes through the pipe until it is closed."""
    read = make_reader()
    pipe.send("ready")
    while True:
        try:
            page, lead = pipe.recv()
        except (EOFError, OSError):  # the caller has gone
            return
        try:
            answer: Article | Refusal = read(page, lead)
        except OutletError as error:
            answer = Refusal(str(error))
        except Exception as error:  # whatever breaks the reader is the page's result, not ours
            answer = Refusal(f"it broke the reader: {type(error).__name__}: {error}")
        with contextlib.suppress(OSError):
            pipe.send(answer)
