"""Ctrl-C, SIGTERM and a closed terminal: each ends a command, once, and lets it tidy up."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
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
