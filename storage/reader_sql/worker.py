"""The process that asks: a line of JSON in, a line of JSON out, each within its bounds.

A function of SQLite cannot be interrupted: a pattern of LIKE on a long text takes hours. So
whatever a question does, an alarm of the kernel ends its process a second behind its time.
"""

import json
import os
import resource
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from storage.errors import ArchiveError
from storage.query.read_only_sql import BadSQL
from storage.reader_sql.connection import ReaderConnection

GRACE_SECONDS = 1.0


def main(folder: Path, seconds: float) -> None:
    """Answer until standard input ends; ``seconds``: for one question."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which ends this one
    os.nice(10)  # pages come first
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection: ReaderConnection | None = None
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            # asked for late: an archive that is being rebuilt is open again later on
            connection = _current(connection, folder, seconds)
            signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)
            told: dict[str, Any] = connection.ask(asked["sql"], asked["rows"], asked["bytes"])
        except BadSQL as error:
            told = {"bad": error.said, "before": error.before, "values": error.values}
        except ArchiveError as error:
            told = {"not_now": str(error)}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        print(json.dumps(told), flush=True)


def _current(connection: ReaderConnection | None, folder: Path, seconds: float) -> ReaderConnection:
    """A connection that knows the archive's tables as they are now."""
    if connection is not None and not connection.is_current():
        connection.close()
        connection = None
    try:
        return connection or ReaderConnection(folder, seconds)
    except (sqlite3.Error, KeyError) as error:
        raise ArchiveError(
            f"the archive's tables are not those of this version of Warraq ({error});"
            " `warraq status` brings them up to date"
        ) from error


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
