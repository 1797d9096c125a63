"""Limits of size and processor time for reading one page; beyond them it ends as ``OutOfBounds``.

Processor time and not the clock on the wall: a page costs the same on a busy machine. What hangs
where no Python runs, and so hears no alarm, is ended by the kernel (``end_if_hung``).
"""

import ctypes
import faulthandler
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from crawler.errors import OutOfBounds

MAX_PAGE_BYTES = 12_000_000
"""The largest article page of the catalogue has 2 MB."""
PAGE_SECONDS = 20.0
"""Processor seconds. The slowest real page takes 0.3; a page made to be slow would take minutes."""
HANG_SECONDS = 10.0
"""Processor seconds after the alarm until a page that has not heard it ends its process."""
_RING_AGAIN = 0.5
"""Seconds until the error is raised anew: a destructor or a bare ``except`` may swallow one."""
_Result = TypeVar("_Result")


class _TimeUp(BaseException):
    """Not an ``Exception``: a library that swallows those must not swallow this."""


def limited(work: Callable[[], _Result], seconds: float | None = None) -> _Result:
    """The result of ``work``, in whichever thread; within another limit, that one holds.

    Raises ``OutOfBounds`` where it takes more processor time than ``seconds`` (``PAGE_SECONDS``).
    """
    seconds = PAGE_SECONDS if seconds is None else seconds
    if threading.current_thread() is not threading.main_thread():
        return _watched(work, seconds)
    return work() if _alarm.frame else _alarm.limited(work, seconds)


def end_if_hung(descriptor: int) -> None:
    """From now on a page that hears no alarm ends this process, by ``SIGVTALRM``.

    The lines of code at which it hung are written to the open file: all that can still be done
    where no Python runs. For processes whose parent goes on without them.
    """
    # chained: after the trace the signal does what it does to every process, which is to end it
    faulthandler.register(signal.SIGVTALRM, file=descriptor, all_threads=True, chain=True)
    _alarm.deadly = True


class _Alarm:
    """The alarm of the main thread, by a signal: it costs microseconds a page.

    It rings inside ``_run`` and in what that calls, and nowhere else. The signal may come a moment
    late, when the page is read: then the frame of ``_run`` is not on the stack, and nothing is
    raised. So the handler stays when the timer has gone.
    """

    def __init__(self) -> None:
        self.frame: FrameType | None = None
        self.deadly = False

    def limited(self, work: Callable[[], _Result], seconds: float) -> _Result:
        if signal.getsignal(signal.SIGPROF) != self.ring:
            signal.signal(signal.SIGPROF, self.ring)
        try:
            if self.deadly:
                signal.setitimer(signal.ITIMER_VIRTUAL, seconds + HANG_SECONDS)
            signal.setitimer(signal.ITIMER_PROF, seconds, _RING_AGAIN)
            return self._run(work)
        except _TimeUp:
            raise _out_of_bounds(seconds) from None
        finally:  # no ring is raised here
            signal.setitimer(signal.ITIMER_PROF, 0)
            if self.deadly:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self.frame = None

    def _run(self, work: Callable[[], _Result]) -> _Result:
        self.frame = sys._getframe()
        return work()

    def ring(self, _: int, frame: FrameType | None) -> None:
        while frame is not None:
            if frame is self.frame:
                raise _TimeUp
            frame = frame.f_back


_alarm = _Alarm()


def _watched(work: Callable[[], _Result], seconds: float) -> _Result:
    """The same by a second thread that raises in this one: signals reach the main thread only."""
    reading = threading.get_ident()
    over = threading.Event()
    turn = threading.Lock()  # no error may be raised after ``end`` has taken the last one back
    spent = _thread_clock(reading)

    def watch() -> None:
        # processor time runs no faster than the clock: waiting for the rest of it is never too long
        while not over.wait(max(seconds - spent(), 0.01)):
            if spent() < seconds:
                continue
            with turn:
                if not over.is_set():
                    _raise_in(reading, _TimeUp)
            if over.wait(_RING_AGAIN):
                return

    def end() -> None:
        with turn:
            over.set()
            _raise_in(reading, None)  # what was raised and has not arrived yet

    threading.Thread(target=watch, name="time limit", daemon=True).start()
    try:
        try:
            return work()
        finally:
            try:
                end()
            except _TimeUp:  # it arrived at the last moment; the next one is half a second away
                end()
                raise
    except _TimeUp:
        raise _out_of_bounds(seconds) from None


def _thread_clock(thread: int) -> Callable[[], float]:
    """Seconds of processor time that a thread has used since now."""
    find = getattr(time, "pthread_getcpuclockid", None)
    # macOS has no such clock for threads: there the whole process is what can be measured
    clock = find(thread) if find else time.CLOCK_PROCESS_CPUTIME_ID
    began = time.clock_gettime(clock)
    return lambda: time.clock_gettime(clock) - began


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in another thread of ours at its next line; ``None`` takes it back."""
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _out_of_bounds(seconds: float) -> OutOfBounds:
    return OutOfBounds(f"page out of bounds: reading it took {seconds:g} seconds of processor time")
