"""``ReadingProcess``: a worker process that reads pages; it may hang or die without harm."""

import contextlib
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import clock_gettime, monotonic

from crawler.errors import OutletError
from crawler.items import Article, Lead, OutcomeKind, Page
from crawler.run.forkserver import context, started
from crawler.run.signals import let_through
from storage.errors import ArchiveError

Reader = Callable[[Page, Lead | None], Article]
MakeReader = Callable[[], Reader]
"""Makes the reader inside a process; must be picklable."""
RECYCLE_PAGES = 500
"""Pages after which a process is replaced: parsers leak."""

STANDSTILL_SECONDS = 0.001
"""A process that used less between two looks waits for something, and for ever."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why a page gave no article; ``fault``: it hung, killed or broke the reader."""

    words: str
    kind: OutcomeKind = "failed"
    fault: bool = False
    stranger: bool = False
    """Whether the page's outlet is not loaded, and the page was not read at all."""


Answer = Article | Refusal


class NoSuchOutlet(LookupError):
    """A page is of an outlet that the loaded outlets do not hold; raised by readers."""

    def __init__(self, outlet: str) -> None:
        """Name the outlet, and the setting in which it may be missing."""
        super().__init__(f"no outlet called {outlet} here (spider_modules?)")


class NotStarted(ArchiveError):
    """A reading process died before its first page."""


class ReadingProcess:
    """One reading process and the pipe to it."""

    def __init__(self, make_reader: MakeReader) -> None:
        """Start it and wait until its libraries are loaded. Raises ``NotStarted``."""
        self.pipe, theirs = context.Pipe()
        given = (theirs, make_reader)
        try:
            self.process = started(lambda: context.Process(target=_serve, args=given, daemon=True))
            theirs.close()  # else the end of the child would not end our reading from the pipe
            self.pipe.recv()  # the libraries are no part of a page's time
        except (EOFError, OSError) as error:
            raise NotStarted(
                "a process that reads pages could not start: was it killed, or is memory short?"
            ) from error
        self.pages, self.deadline, self.limit_seconds = 0, 0.0, 0.0
        self.began: float | None = None
        """Its processor seconds when it was sent its page, and when it was last looked at"""
        self.seen: float | None = None
        self.usable = True

    def send(self, page: Page, lead: Lead | None, limit_seconds: float) -> None:
        """Send it a page, for which it has so many seconds of processor time."""
        self.pages += 1
        self.limit_seconds, self.deadline = limit_seconds, monotonic() + limit_seconds
        self.began = self.seen = _processor_seconds(self.process.pid)
        with contextlib.suppress(OSError):  # it died while idle: ``receive`` tells that
            self.pipe.send((page, lead))

    def overdue(self, now: float) -> bool:
        """Whether its page is given up: its time is used up, or it stands still and uses none.

        On a busy machine a page takes longer than its processor time: then the deadline moves.
        """
        if self.deadline > now:
            return False
        used = _processor_seconds(self.process.pid)
        if used is None or self.began is None or self.seen is None:
            return True  # it cannot be measured: the clock on the wall decides
        left = self.limit_seconds - (used - self.began)
        stands_still = used - self.seen < STANDSTILL_SECONDS
        if left <= 0 or (stands_still and not wants_processor(self.process.pid)):
            return True
        self.seen, self.deadline = used, now + left
        return False

    def receive(self) -> Answer | None:
        """The answer to its page, a ``Refusal`` where it has none yet; ``None`` if it died."""
        self.usable = False  # until it has answered: one that hangs is killed, never used again
        if not self.pipe.poll():
            return Refusal(
                f"the reader took longer than {self.limit_seconds:g} seconds", fault=True
            )
        try:
            answer: Answer = self.pipe.recv()
        except (EOFError, OSError):
            return None
        self.usable = self.pages < RECYCLE_PAGES
        return answer

    def end(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def wants_processor(pid: int | None) -> bool:
    """Whether a process waits for nothing but the processor, which others have; Linux tells."""
    try:
        about = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:  # another system, or the process is gone: ``receive`` tells that
        return False
    return about.rpartition(")")[2].split()[:1] == ["R"]


def _processor_seconds(pid: int | None) -> float | None:
    """The processor time that a process has used; ``None`` where the system does not tell."""
    try:
        # the number of a process's clock, as clock_getcpuclockid(3) makes it on Linux
        return clock_gettime((~pid << 3) | 2) if pid else None
    except OSError:  # another system, or the process is gone: ``receive`` tells that
        return None


def start_reading(make_reader: MakeReader) -> ReadingProcess:
    """A process that is ready; a second try, since somebody else may have killed the first."""
    try:
        return ReadingProcess(make_reader)
    except NotStarted:
        return ReadingProcess(make_reader)


def _serve(pipe: Connection, make_reader: MakeReader) -> None:
    """Read what comes through the pipe until it is closed."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the caller ends this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    let_through()  # else a caller that comes to its end would wait for it for ever
    read = make_reader()
    with contextlib.suppress(OSError):  # the caller may have ended; told below by recv
        pipe.send("ready")
    while True:
        try:
            page, lead = pipe.recv()
        except (EOFError, OSError):  # the caller has ended
            return
        try:
            answer: Answer = read(page, lead)
        except OutletError as error:
            answer = Refusal(str(error), error.kind)
        except NoSuchOutlet as error:
            answer = Refusal(str(error), stranger=True)
        except Exception as error:  # whatever breaks the reader is the page's result, not ours
            answer = Refusal(f"it broke the reader: {type(error).__name__}: {error}", fault=True)
        with contextlib.suppress(OSError):
            pipe.send(answer)
