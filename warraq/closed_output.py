"""What is to be done where nobody reads any more what is printed: closed pipes and terminals."""

import contextlib
import errno
import os
import sys
import termios
from collections.abc import Iterator


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
