"""Locks between processes that die with their process: one crawl of an outlet at a time."""

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import ArchiveError, CannotWrite, Rebuilding
from storage.folder_sync import make_folder
from storage.safe_raw_paths import demand_inside

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
"""A lock file is written to: a link in its place would empty the file that it leads to."""

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_TAKEN = frozenset(("daemon", "rebuild"))
"""What locks of the archive itself are called."""


def folder_name(outlet: str) -> str:
    """The name of an outlet's folder below ``raw/``: no two outlets have the same one.

    A plain name is its own; any other gets a digest behind a dot, which no plain name has. File
    systems may take ``A`` and ``a`` for one, and letters of other scripts in two forms.
    """
    if _PLAIN.fullmatch(outlet) and outlet not in _TAKEN:
        return outlet
    legible = re.sub(r"[^a-z0-9]+", "-", outlet.lower()).strip("-") or "outlet"
    return f"{legible[:60]}.{hashlib.sha256(outlet.encode()).hexdigest()[:12]}"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside a block with the same lock file."""
    handle = os.open(path, _FLAGS, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class AlreadyCrawling(ArchiveError):
    """Another process crawls this outlet into this archive right now."""


class _FileLock:
    """A lock file, held from taking it to ``release`` or to the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle: int | None = None

    def _take(self, how: int, wait_seconds: float) -> int:
        """The file, locked, after so long at the most. Raises ``BlockingIOError``, ``CannotWrite``.

        A ``kill -9`` of its holder gives it back: the kernel closes its files.
        """
        until = time.monotonic() + wait_seconds
        while True:
            try:
                self.handle = self._locked(how)
                return self.handle
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.2)  # the kernel tells nobody when a lock is free
            except OSError as error:
                raise CannotWrite(
                    f"cannot write {self.path}: {error.strerror}; nothing was changed"
                ) from error

    def _locked(self, how: int) -> int:
        demand_inside(self.path.parents[2], self.path)
        make_folder(self.path.parent)
        handle = os.open(self.path, _FLAGS, 0o644)
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle

    def release(self) -> None:
        """Give the lock back."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None


class OutletLock(_FileLock):
    """Held by the one process that crawls an outlet, or changes its raw files."""

    def __init__(self, folder: Path, outlet: str) -> None:
        """The lock of an outlet in an archive folder."""
        super().__init__(folder / "raw" / folder_name(outlet) / ".lock")
        self.outlet = outlet

    def acquire(self, wait_seconds: float = 0.0) -> int:
        """Take the lock; its open file. Raises ``AlreadyCrawling``, ``CannotWrite``."""
        try:
            return self._take(fcntl.LOCK_EX, wait_seconds)
        except BlockingIOError as error:
            raise AlreadyCrawling(
                f"{self.outlet} is being crawled into this archive by another process: "
                "wait for it, or stop it"
            ) from error

    def held(self) -> bool:
        """Whether some process holds the lock now; also for those who may only read the archive.

        No for a lock file that cannot be read: who crawls makes one that all can.
        """
        try:  # a pipe in its place would wait for whoever writes into it
            handle = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        try:  # shared: others who ask at the same moment are no crawl
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # a file system without locks: nobody can hold one there
            return False
        finally:
            os.close(handle)
        return False


class DaemonLock(OutletLock):
    """Held by the one daemon of an archive."""

    def __init__(self, folder: Path) -> None:
        """The lock of an archive folder."""
        super().__init__(folder, "daemon")
        self.path = folder / "raw" / "daemon" / ".lock"


class RebuildLock(_FileLock):
    """Shared by all who need what an archive derives from its texts; taken by who makes it."""

    def __init__(self, folder: Path) -> None:
        """The lock of an archive folder."""
        super().__init__(folder / "raw" / "rebuild" / ".lock")

    def share(self) -> None:
        """Hold it with others. Raises ``Rebuilding`` where one has it alone."""
        try:
            self._take(fcntl.LOCK_SH, 0.0)
        except BlockingIOError as error:
            raise Rebuilding(
                "this archive is being rebuilt by another process: wait for its end, then give the"
                " same command again"
            ) from error
        except CannotWrite:  # a disk that takes no lock file takes no rebuilding either
            return

    def take(self, wait_seconds: float = 3.0) -> None:
        """Have it alone. Raises ``Rebuilding``, ``CannotWrite``.

        It waits a little: a search of a moment ago may still hold it.
        """
        try:
            self._take(fcntl.LOCK_EX, wait_seconds)
        except BlockingIOError as error:
            raise Rebuilding(
                "other commands use this archive, or rebuild it: stop the daemon and its crawls,"
                " or wait for their end, then give the same command again"
            ) from error
