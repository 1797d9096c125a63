"""``ReaderSQL``: questions in SQL, each in a process that it cannot outlive nor outgrow."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue
from typing import Any

from storage.errors import ArchiveError, Translatable
from storage.query.read_only_sql import BadSQL
from storage.reader_sql.connection import SECONDS

AT_ONCE, WAITING = 2, 4
"""Questions that are asked at one time, and those that may wait for them."""
TOOK_LONGER = "it took longer than {seconds} seconds and was ended"
ENDED = "its process ended, for want of memory or by a fault (the log says it)"


class Busy(Translatable, ArchiveError):
    """Others are asking; later there is room."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What came of a question; ``cut`` is ``rows``, ``size`` or ``time`` where not all is there."""

    columns: list[str]
    rows: list[list[Any]]
    cut: str


class ReaderSQL:
    """Questions of readers to one archive; safe to be asked by several threads."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        """Know the archive; a process begins with the first question, of ``seconds`` each."""
        self.seconds = seconds
        self._room = threading.BoundedSemaphore(AT_ONCE + WAITING)
        # the one used last comes first: mostly there is but one process
        self._places: LifoQueue[_Asking] = LifoQueue()
        for _ in range(AT_ONCE):
            self._places.put(_Asking(folder, seconds))

    @contextmanager
    def place(self) -> Iterator[None]:
        """Room for a question and for what is made of its answer. Raises ``Busy``."""
        if not self._room.acquire(blocking=False):
            raise Busy("others are asking in SQL just now: try again in some seconds")
        try:
            yield
        finally:
            self._room.release()

    def ask(self, sql: str, most_rows: int, most_bytes: int) -> Rows:
        """The first rows of an answer, within a ``place``.

        Raises ``BadSQL`` with what to say to people, and ``ArchiveError``.
        """
        asking = self._places.get()
        try:
            told = asking.answer({"sql": sql, "rows": most_rows, "bytes": most_bytes})
        finally:
            self._places.put(asking)
        if "bad" in told:
            raise BadSQL(told["bad"], before=told.get("before", ""), **told.get("values", {}))
        if "not_now" in told:
            raise ArchiveError(told["not_now"])
        return Rows(told["columns"], told["rows"], told["cut"])

    def close(self) -> None:
        """End the processes."""
        for _ in range(AT_ONCE):
            self._places.get().close()


class _Asking:
    """One process, begun when it is needed."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder, self._seconds = folder, seconds
        self._process: subprocess.Popen[str] | None = None

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "storage.reader_sql.worker",
                 str(self._folder), str(self._seconds)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            )  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            ended_by = self.close()
            if ended_by == -signal.SIGALRM:
                return {"bad": TOOK_LONGER,
                        "values": {"seconds": f"{self._seconds:g}"}}  # fmt: skip
            return {"bad": ENDED}
        told: dict[str, Any] = json.loads(line)
        return told

    def close(self) -> int:
        """How the process ended, as ``Popen.returncode`` has it."""
        if self._process is None:
            return 0
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):  # it is dead, and something was left unread
            self._process.stdin.close()
        ended_by = self._process.wait()
        self._process.stdout.close()
        self._process = None
        return ended_by
