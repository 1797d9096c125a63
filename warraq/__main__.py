"""``python -m warraq`` and the ``warraq`` command: Ctrl-C ends it at any moment in one word.

So does SIGTERM, which a program in the background is sent, and SIGHUP where its terminal is closed:
what it has started ends with it. Under ``nohup`` SIGHUP stays ignored.
"""

import os
import sys

from warraq.closed_output import have_streams
from warraq.stop_signals import deaf, end_at_once, raise_interrupt


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


def _without_threads_of_numpy() -> None:
    """Making its threads takes numpy as long as a third of loading it; nothing here needs them."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Run the command; its exit code."""
    end_at_once()
    _without_threads_of_numpy()
    have_streams()
    _look_for_modules_here_last()
    from warraq.cli import main as command
    from warraq.lazy_commands import load

    load(sys.argv[1:])

    raise_interrupt()
    try:
        return command()
    finally:
        deaf()
        # CPython remembers that Ctrl-C broke off code that exec() ran (while a dataclass is made),
        # and would end by SIGINT though all is tidied up; running some anew, it forgets
        exec("0")


if __name__ == "__main__":
    sys.exit(main())
