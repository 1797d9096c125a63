"""The web page beside the daemon: a child process that the daemon ends last."""

import contextlib
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STOP_SECONDS = 5
PORT = 8765
"""Where the page is served unless told otherwise."""


def has_libraries() -> bool:
    """Whether the libraries of the web page are installed."""
    return all(importlib.util.find_spec(name) for name in ("starlette", "uvicorn", "jinja2"))


@contextlib.contextmanager
def web_page(archive: Path, port: int, config: Path | None = None) -> Iterator[None]:
    """Serve an archive's page until the context ends; where it cannot, it says so by itself.

    ``config``: the settings file that the daemon was told to read.

    A busy port or a missing library costs the page, never the daemon. The page of a daemon that
    was killed goes on: it only reads.
    """
    # in a session of its own: Ctrl-C at the terminal is the daemon's, which ends it last
    child = subprocess.Popen(
        [sys.executable, "-m", "warraq", "serve", "--archive", str(archive),
         "--port", str(port), *(("--config", str(config)) if config else ())],
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
