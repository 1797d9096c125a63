"""``Crawl``: one crawl in a process of its own, as whoever started it sees and ends it."""

import contextlib
import math
import os
import signal
import threading
import time
from collections.abc import Iterable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from crawler.run.crawl_process import ARCHIVE_TROUBLE, FAULT, HUNG, OUT_OF_MEMORY, crawl
from crawler.run.forkserver import SERVER_GONE, context, exit_code, has_ended, started
from crawler.run.memory import resident_bytes
from crawler.run.signals import ASK_TO_STOP
from crawler.settings import MAX_MEMORY_BYTES

MAX_HUNG_PAGES = 5
"""Pages without which a crawl goes on; after one more it ends, and the next begins without that."""
STOP_SECONDS = 15
"""How long a crawl may take to finish its page in hand when it is asked to stop."""
LOOK_SECONDS = 0.1
"""How often a crawl's memory is looked at, for 20 µs: a page may take a gigabyte in a second."""
HARD_LIMIT = 1.25
"""The share of its limit from which a crawl is ended at once, its page in hand with it."""
FINISHED = "finished"
ARCHIVE_UNWRITABLE = "stopped: the archive cannot be written"
"""How a crawl ends on a full or read-only disk."""


class Stoppable(Protocol):
    """What can be asked to end."""

    def stop(self) -> None:
        """Ask it to end, and return when it has."""


class Crawl:
    """One crawl in a process of its own; where a page hangs that, the next goes on without it."""

    def __init__(self, outlet: str, overrides: Mapping[str, Any], log: str | None = None) -> None:
        """Start it."""
        self.outlet, self.overrides, self.log = outlet, overrides, log
        self.turn = threading.Lock()
        """Held to go on or to stop: nothing goes on once somebody has asked for the end."""
        self.asked_to_stop, self.hung = False, 0
        limit = int(overrides.get("MAX_MEMORY_BYTES", MAX_MEMORY_BYTES))
        self.memory_limit: float = limit or math.inf
        self.took_memory = False
        self.reason = ""
        """Why it could not go on, in its own words, once it has ended."""
        self.code: int | None = None
        """How its process ended, once it is known to have."""
        self.process = self._started()

    def _started(self, goes_on_from: int | None = None) -> BaseProcess:
        asked = {**self.overrides, "GOES_ON_FROM": goes_on_from or 0}
        self.words, theirs = context.Pipe(duplex=False)
        given = (self.outlet, asked, self.log, theirs)
        process = started(lambda: context.Process(target=crawl, args=given))
        theirs.close()  # else the end of the child would not end our reading
        return process

    def at_work(self, seconds: float) -> bool:
        """Whether it still is after so many seconds at the most."""
        self._watch(seconds)
        with self.turn:
            enough = self.asked_to_stop or self.took_memory or self.hung == MAX_HUNG_PAGES
            self.code = exit_code(self.process) if self.code is None else self.code
            if self.code is None:
                return True
            if self.code == SERVER_GONE:
                self._end_without_server()
            if self.code != HUNG or enough:
                return False
            self.hung += 1
            self.process, self.code = self._started(self.process.pid), None
            return True

    def _watch(self, seconds: float) -> None:
        """Wait for its end, so many seconds at the most; end it where it takes too much memory."""
        until = time.monotonic() + seconds
        while self.code is None and not has_ended(self.process):
            if resident_bytes(self.process.pid or 0) > self.memory_limit and not self.took_memory:
                self.took_memory = True
                self._end(self.memory_limit * HARD_LIMIT)
            left = until - time.monotonic()
            has_ended(self.process, max(0.0, min(LOOK_SECONDS, left)))
            if left <= LOOK_SECONDS:
                return

    def wait(self, limit: float) -> str:
        """The state at its end.

        ``finished``, ``ARCHIVE_UNWRITABLE``, ``could not start``, ``broke off`` by a fault of ours,
        ``hung on N pages``, ``died of signal N``, ``timeout``, or that it took more than its limit
        of memory, or lost its server.
        """
        end = time.monotonic() + limit
        while self.at_work(max(0.0, end - time.monotonic())):
            if time.monotonic() >= end:
                self.stop()
                return "timeout"
        self.reason = self.reason or _last_words(self.words)
        code = self.code
        if self.took_memory or code == OUT_OF_MEMORY:
            return (
                f"took more than {self.memory_limit:,} bytes of memory (max_memory_bytes)"
                " and was ended"
            )
        if code == HUNG:
            return f"hung on {self.hung + 1} pages"
        if code == 0:
            return FINISHED
        if code == ARCHIVE_TROUBLE:
            return ARCHIVE_UNWRITABLE
        if code == FAULT:
            return "broke off"
        if code == SERVER_GONE:
            return "lost the server that begins crawls, which was killed, and was ended"
        return f"died of signal {-code}" if code and code < 0 else "could not start"

    def stop(self) -> None:
        """Ask it to finish its page in hand; after a while, end it."""
        with self.turn:
            self.asked_to_stop = True
        self._end(math.inf)
        self.at_work(0)  # it may be one without a server

    def _end_without_server(self) -> None:
        """End it where it goes on: nobody would hear of its end, nor see what memory it takes.

        Its own pipe tells whether it does; a number of a process may be that of another by now.
        """
        for number, seconds in ((ASK_TO_STOP, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            with contextlib.suppress(ProcessLookupError):
                if not self._has_left(0):
                    os.kill(self.process.pid or 0, number)
            if self._has_left(seconds):
                return

    def _has_left(self, seconds: float) -> bool:
        """Whether its end of the pipe is closed, after so many seconds at the most."""
        until = time.monotonic() + seconds
        try:
            while self.words.poll(max(0.0, until - time.monotonic())):
                self.reason = str(self.words.recv())
        except (EOFError, OSError):
            return True
        return False

    def _end(self, most_bytes: float) -> None:
        """Ask it to end; kill it after a while, or once it has grown beyond so many bytes."""
        pid, until = self.process.pid or 0, time.monotonic() + STOP_SECONDS
        with contextlib.suppress(ProcessLookupError):
            if not has_ended(self.process):
                os.kill(pid, ASK_TO_STOP)
            while not has_ended(self.process) and time.monotonic() < until:
                if resident_bytes(pid) > most_bytes:
                    break
                has_ended(self.process, LOOK_SECONDS)
            if not has_ended(self.process):
                os.kill(pid, signal.SIGKILL)
                has_ended(self.process, 5)


def stop_all(crawls: Iterable[Stoppable]) -> None:
    """Ask all to end, at once: each has its own time for the page in hand."""
    enders = [threading.Thread(target=one.stop) for one in crawls]
    for ender in enders:
        ender.start()
    for ender in enders:
        ender.join()


def _last_words(pipe: Connection) -> str:
    """What a crawl that has ended said of it; empty where it said nothing."""
    try:
        return str(pipe.recv()) if pipe.poll() else ""
    except (EOFError, OSError):  # it ended without a word
        return ""
    finally:
        pipe.close()
