"""What one page may cost: its size, its time. Beyond it a page ends as ``OutOfBounds``."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from crawler.errors import OutOfBounds

MAX_BYTES = 12_000_000
"""The largest article page of the catalogue has 2 MB."""
MAX_SECONDS = 20.0
"""The slowest real page takes 0.3 seconds; a page made to be slow would take minutes."""
_RING_AGAIN = 0.5


class _TimeUp(BaseException):
    """Not an ``Exception``: a library that swallows those must not swallow this."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``OutOfBounds`` where the block takes longer; outside the main thread do nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield  # a signal reaches the main thread only; crawls read there
        return

    def ring(*_: object) -> None:
        raise _TimeUp

    began = time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _RING_AGAIN)
    try:
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeUp:
        raise OutOfBounds(f"page out of bounds: reading it took {seconds:g} seconds") from None
    finally:
        signal.signal(signal.SIGALRM, handler)
        if left:  # somebody else's alarm goes on, less the time that we took
            remaining = max(left - (time.monotonic() - began), 0.001)
            signal.setitimer(signal.ITIMER_REAL, remaining, interval)
