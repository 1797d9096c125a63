"""Ctrl-C, SIGTERM and a closed terminal: each ends a command, once, and lets it tidy up.

Also what is to be done where nobody reads any more what is printed.
"""

import contextlib
import errno
import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from types import FrameType

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TIDYING_SECONDS = 5.0
"""For so long after the first signal further ones are not heard: they come in pairs (a closed
terminal, a service manager, an impatient hand), and the second would break off the tidying up."""
_asked_at: float | None = None


def asked_to_stop() -> bool:
    """Whether somebody has asked this command to end.

    What is raised within SQLite's callbacks comes back as an error of the database.
    """
    return _asked_at is not None


def end_at_once() -> None:
    """While libraries are loaded nothing is open yet, and they take an exception amiss."""
    _on_each(_exit)


def raise_interrupt() -> None:
    """From now on such a signal raises ``KeyboardInterrupt``."""
    _on_each(_raise)


def has_terminal() -> bool:
    """Whether this process belongs to a terminal, whose end SIGHUP then tells.

    To be asked before: a terminal that has gone is none.
    """
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


class NobodyReads(Exception):
    """Whoever reads standard output has seen enough, as ``| head`` has: no fault of anybody's."""


@contextlib.contextmanager
def seen_enough() -> Iterator[None]:
    """Raise ``NobodyReads`` for a pipe that is closed at its other end.

    Typer would make an exit code of it that says that nothing was found.
    """
    try:
        yield
    except BrokenPipeError as error:
        raise NobodyReads from error


@contextlib.contextmanager
def going_on() -> Iterator[None]:
    """Print what a command says of work that is done: its exit code tells, whoever reads."""
    try:
        yield
    except OSError as error:
        if not nobody_reads(error):
            raise
        print_into_nothing()


def have_streams() -> None:
    """Open what a shell closed (``>&-``): else the next file opened, the database, is printed to.

    Nothing is read there, and what is printed goes nowhere.
    """
    number = 0
    while number < 3:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


def nobody_reads(error: OSError) -> bool:
    """Whether an error of printing says that the terminal or the pipe is gone for good.

    A broken disk says the same as a terminal that was closed; only the terminal's streams say it
    when they are asked.
    """
    if error.errno == errno.EIO:
        return error.filename is None and any(map(_hung_up, (1, 2)))
    return error.errno == errno.EPIPE


def _hung_up(stream: int) -> bool:
    try:
        termios.tcgetattr(stream)
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    return False


def print_into_nothing() -> None:
    """From now on nothing is printed: what is in the buffers would fail again at the end."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a test's stream has no file below it
            os.dup2(nothing, stream.fileno())
    os.close(nothing)


def deaf() -> None:
    """All is said: nothing may interrupt the end, but SIGTERM."""
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)


def _on_each(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in _ENDINGS:
        if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
            continue  # under ``nohup``: a closed terminal is nothing to us
        signal.signal(number, handler)


def _exit(number: int, frame: FrameType | None) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        os.write(2, b"Stopped.\n")
    os._exit(130)


def _raise(number: int, frame: FrameType | None) -> None:
    global _asked_at
    now = time.monotonic()
    if _asked_at is not None and now - _asked_at < TIDYING_SECONDS:
        return
    _asked_at = now
    raise KeyboardInterrupt
