"""``warraq serve`` as a real process, and a browser that visits it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import LIMIT, until


@contextmanager
def serving(folder: Path, log: Path, *options: str) -> Iterator[str]:
    """The address of a server of its own process; what it prints stands in ``log``."""
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "warraq", "serve", "--port", "0", "--archive", str(folder),
             *options],
            stderr=printed, stdout=printed, cwd=log.parent,
            env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1"},
        )  # fmt: skip
    try:
        until("the server says its address",
              lambda: "http://" in log.read_text() or process.poll() is not None)  # fmt: skip
        found = re.search(r"http://\S+", log.read_text())
        assert found, log.read_text()
        yield found[0].rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) in (0, 130, -signal.SIGINT), log.read_text()
