"""``python -m warraq`` and the ``warraq`` command: Ctrl-C ends it at any moment in one word."""

import os
import signal
import sys
from types import FrameType


def _stop_at_once(number: int, frame: FrameType | None) -> None:
    """While libraries are loaded nothing is open yet, and they take an exception amiss."""
    os.write(2, b"Stopped.\n")
    os._exit(130)


def main() -> int:
    """Run the command; its exit code."""
    signal.signal(signal.SIGINT, _stop_at_once)
    from warraq.cli import main as command

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return command()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: let it end in peace


if __name__ == "__main__":
    sys.exit(main())
