"""Python imports this by itself where its folder is on ``PYTHONPATH``: a process that is to die.

``DIE_AT=7`` ends the whole session with ``kill -9`` at the seventh of those calls that change a
file; of a write, half of the bytes reach the file first.
"""

import os
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

_CALLS = ("write", "fdatasync", "fsync", "rename", "replace", "unlink", "ftruncate")


def members(session: int) -> Iterator[int]:
    """The living processes of a session."""
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            state, _, _, of = (place / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has just ended
            continue
        if int(of) == session and state not in "ZX":
            yield int(place.name)


def end_session(session: int) -> None:
    """Kill every process of a session, the caller last if it is one of them."""
    own = os.getpid()
    while others := [pid for pid in members(session) if pid != own]:
        for pid in others:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
    if os.getsid(0) == session:
        os.kill(own, signal.SIGKILL)


def _die_at(number: int) -> None:
    left = number

    def watched(name: str):  # type: ignore[no-untyped-def]
        real = getattr(os, name)

        def call(first, *rest, **named):  # type: ignore[no-untyped-def]
            nonlocal left
            if name in ("write", "fdatasync", "fsync", "ftruncate") and not stat.S_ISREG(
                os.fstat(first).st_mode
            ):
                return real(first, *rest, **named)
            left -= 1
            if left == 0:
                try:
                    if name == "write":
                        real(first, bytes(rest[0])[: len(rest[0]) // 2])
                    elif number % 2:
                        real(first, *rest, **named)
                finally:  # also where the call itself fails
                    end_session(os.getsid(0))
            return real(first, *rest, **named)

        return call

    for name in _CALLS:
        setattr(os, name, watched(name))


if os.environ.get("DIE_AT") and "pytest" not in sys.modules:
    _die_at(int(os.environ["DIE_AT"]))
