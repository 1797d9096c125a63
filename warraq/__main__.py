"""``python -m warraq`` and the ``warraq`` command: Ctrl-C ends it at any moment in one word.

So does SIGTERM, which a program in the background is sent: what it has started ends with it.
"""

import os
import signal
import sys
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM)


def _stop_at_once(number: int, frame: FrameType | None) -> None:
    """While libraries are loaded nothing is open yet, and they take an exception amiss."""
    os.write(2, b"Stopped.\n")
    os._exit(130)


def _look_for_modules_here_last() -> None:
    """``python -m`` looks for modules in the current folder first: a file there that is called like
    a library would run in its place."""
    here = {"", os.getcwd()}
    if sys.path and sys.path[0] in here and not _is_checkout(sys.path[0]):
        del sys.path[0]


def _is_checkout(folder: str) -> bool:
    """Whether Warraq itself lies in the current folder and is not installed."""
    return os.path.realpath(os.path.join(folder or ".", "warraq")) == os.path.realpath(
        os.path.dirname(__file__)
    )


def main() -> int:
    """Run the command; its exit code."""
    for number in STOPPING:
        signal.signal(number, _stop_at_once)
    _look_for_modules_here_last()
    from warraq.cli import main as command

    for number in STOPPING:
        signal.signal(number, signal.default_int_handler)  # it raises ``KeyboardInterrupt``
    try:
        return command()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: nothing may interrupt the end
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(main())
