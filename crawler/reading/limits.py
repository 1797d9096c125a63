"""Limits of size and time for reading one page; beyond them it ends as ``OutOfBounds``."""

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from crawler.errors import OutOfBounds

MAX_PAGE_BYTES = 12_000_000
"""The largest article page of the catalogue has 2 MB."""
PAGE_SECONDS = 20.0
"""The slowest real page takes 0.3 seconds; a page made to be slow would take minutes."""
_RING_AGAIN = 0.5
"""Seconds until the error is raised anew: a destructor or a bare ``except`` may swallow one."""


class _TimeUp(BaseException):
    """Not an ``Exception``: a library that swallows those must not swallow this."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``OutOfBounds`` where the block takes longer, in whichever thread it runs."""
    main = threading.current_thread() is threading.main_thread()
    try:
        with _alarm(seconds) if main else _watch(seconds):
            yield
    except _TimeUp:
        raise OutOfBounds(f"page out of bounds: reading it took {seconds:g} seconds") from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """The limit by a signal, which only the main thread receives; it costs microseconds."""

    def ring(*_: object) -> None:
        raise _TimeUp

    began = time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _RING_AGAIN)
    try:
        try:
            yield
        finally:
            # before the handler goes: without one the signal ends the process
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, handler)
        if left:  # somebody else's alarm goes on, less the time that we took
            remaining = max(left - (time.monotonic() - began), 0.001)
            signal.setitimer(signal.ITIMER_REAL, remaining, interval)


@contextmanager
def _watch(seconds: float) -> Iterator[None]:
    """The limit by a second thread that raises in this one."""
    reading = threading.get_ident()
    over = threading.Event()
    turn = threading.Lock()  # no error may be raised after ``end`` has taken the last one back

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            with turn:
                if not over.is_set():
                    _raise_in(reading, _TimeUp)
            wait = _RING_AGAIN

    def end() -> None:
        with turn:
            over.set()
            _raise_in(reading, None)  # what was raised and has not arrived yet

    threading.Thread(target=watch, name="time limit", daemon=True).start()
    try:
        yield
    finally:
        try:
            end()
        except _TimeUp:  # it arrived at the last moment; the next one is half a second away
            end()
            raise


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in another thread of ours at its next line; ``None`` takes it back."""
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
