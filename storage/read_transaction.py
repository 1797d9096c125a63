"""``reading``: one read transaction for long work.

Signals break it off, and where its sorting finds no room that is told.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from storage.errors import TemporaryDiskFull

_TEMPORARY = {
    sqlite3.SQLITE_FULL: "is full",
    # of a quota, and of a broken disk
    sqlite3.SQLITE_IOERR_WRITE: "cannot be written",
    sqlite3.SQLITE_IOERR_GETTEMPPATH: "cannot be found",
}
"""What SQLite says where nothing but its temporary files is written."""

STEPS = 20_000
"""Steps of SQLite after which Python hears of signals: a long query is broken off in time."""


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """One read transaction: whatever others write meanwhile is not seen, and signals are heard.

    Within another transaction it is that one. Raises ``TemporaryDiskFull``.
    """
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        with on_temporary_disk(), heard(db.conn):
            yield
    finally:
        db.conn.rollback()


@contextmanager
def heard(connection: sqlite3.Connection) -> Iterator[None]:
    """Signals are heard also while SQLite is at work on one statement, which breaks off then."""
    connection.set_progress_handler(lambda: 0, STEPS)  # Python hears them when it is called
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def on_temporary_disk() -> Iterator[None]:
    """Raise ``TemporaryDiskFull`` for what SQLite says of its temporary files."""
    try:
        yield
    except sqlite3.OperationalError as error:
        trouble = _TEMPORARY.get(error.sqlite_errorcode)
        if trouble is None:
            raise
        raise TemporaryDiskFull(
            f"the disk for temporary files {trouble}; SQLITE_TMPDIR names another"
        ) from error
