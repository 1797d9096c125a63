"""Locks between processes that die with their process: one crawl of an outlet at a time."""

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import ArchiveError, CannotWrite, Rebuilding


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside a block with the same lock file."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class AlreadyCrawling(ArchiveError):
    """Another process crawls this outlet into this archive right now."""


class OutletLock:
    """Held from ``acquire`` to ``release`` or to the end of the process, a ``kill -9`` included."""

    def __init__(self, folder: Path, outlet: str) -> None:
        """The lock of an outlet in an archive folder."""
        safe = re.sub(r"[^a-z0-9]+", "-", outlet.lower())
        self.outlet = outlet
        self.path = folder / "raw" / safe / ".lock"
        self.handle: int | None = None

    def acquire(self, patience: float = 0.0) -> None:
        """Take the lock, waiting so many seconds at the most. Raises ``AlreadyCrawling``."""
        until = time.monotonic() + patience
        while True:
            try:
                return self._acquire()
            except AlreadyCrawling:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.2)  # the kernel tells nobody when a lock is free

    def _acquire(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise CannotWrite(
                f"cannot write {self.path}: {error.strerror}; nothing was changed"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise AlreadyCrawling(
                f"{self.outlet} is being crawled into this archive by another process: "
                "wait for it, or stop it"
            ) from error
        self.handle = handle

    def held(self) -> bool:
        """Whether some process holds the lock now."""
        if not self.path.exists():
            return False
        try:
            self.acquire()
        except AlreadyCrawling:
            return True
        self.release()
        return False

    def release(self) -> None:
        """Give the lock back."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None


class RebuildLock:
    """Shared by all who need what an archive derives from its texts, or taken by one who makes it.

    It dies with its process.
    """

    def __init__(self, folder: Path) -> None:
        """The lock of an archive folder."""
        self.path = folder / "raw" / "rebuild" / ".lock"
        self.handle: int | None = None

    def share(self) -> None:
        """Hold it with others. Raises ``Rebuilding`` where one has it alone."""
        try:
            self._lock(fcntl.LOCK_SH)
        except BlockingIOError as error:
            raise Rebuilding(
                "this archive is being rebuilt by another process: wait for its end, then give the"
                " same command again"
            ) from error
        except OSError:  # a disk that takes no lock file takes no rebuilding either
            return

    def take(self, patience: float = 3.0) -> None:
        """Have it alone, after so many seconds at the most. Raises ``Rebuilding``, ``CannotWrite``.

        A search of a moment ago may still hold it.
        """
        until = time.monotonic() + patience
        while True:
            try:
                return self._lock(fcntl.LOCK_EX)
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise Rebuilding(
                        "other commands use this archive, or rebuild it: stop the daemon and its"
                        " crawls, or wait for their end, then give the same command again"
                    ) from error
                time.sleep(0.2)  # the kernel tells nobody when a lock is free
            except OSError as error:
                raise CannotWrite(
                    f"cannot write {self.path}: {error.strerror}; nothing was changed"
                ) from error

    def _lock(self, how: int) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BaseException:  # whatever happens, no file stays open
            os.close(handle)
            raise
        self.handle = handle

    def release(self) -> None:
        """Give it back."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
