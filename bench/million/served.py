"""A real ``warraq serve`` to be measured, and what it has used of the processor."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and process of a server of an archive; it ends with the context."""
    process = subprocess.Popen(
        [sys.executable, "-m", "warraq", "serve", "--port", "0", "--archive", str(folder),
         "--per-second", "100000"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1"},
    )  # fmt: skip
    try:
        assert process.stderr
        for line in process.stderr:
            if found := re.search(r"http://\S+", line):
                break
        else:
            raise RuntimeError("the server ended before it said its address")
        # what it says further is ours to read: a full pipe would stop it
        teller = threading.Thread(target=sys.stderr.writelines, args=(process.stderr,), daemon=True)
        teller.start()
        yield found[0].rstrip("/"), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def processor_seconds(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
