"""The web page beside the daemon: a child process that the daemon ends last."""

import contextlib
import importlib.util
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote

STOP_SECONDS = 5
PORT = 8765
"""Where the page is served unless told otherwise."""


def has_libraries() -> bool:
    """Whether the libraries of the web page are installed."""
    return all(importlib.util.find_spec(name) for name in ("starlette", "uvicorn", "jinja2"))


@contextlib.contextmanager
def web_page(
    archive: Path, port: int, config: Path | None, say: Callable[[str], None]
) -> Iterator[None]:
    """Serve an archive's page until the context ends; where it cannot, it says so by itself.

    ``config``: the settings file that the daemon was told to read. ``say`` is told where the page
    ends before the context does: one that was killed says nothing.

    A busy port or a missing library costs the page, never the daemon. The page of a daemon that
    was killed goes on: it only reads.
    """
    # in a session of its own: Ctrl-C at the terminal is the daemon's, which ends it last
    child = subprocess.Popen(
        [sys.executable, "-m", "warraq", "serve", "--archive", str(archive),
         "--port", str(port), *(("--config", str(config)) if config else ())],
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    over = threading.Event()
    watch = threading.Thread(target=_say_if_it_ends, args=(child, over, archive, say), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _say_if_it_ends(
    child: "subprocess.Popen[bytes]", over: threading.Event, archive: Path,
    say: Callable[[str], None],
) -> None:  # fmt: skip
    """Wait for the page's end, and say so unless the daemon's own had come."""
    code = child.wait()
    if not over.wait(1.0):  # a signal to both reaches the page before it has ended the daemon
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        say(f"The web page has ended ({how}); the daemon goes on without it:"
            f" `warraq serve --archive {quote(str(archive))}` serves it again")  # fmt: skip
