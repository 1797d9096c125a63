"""Where backups and exports of the archive were written: an order to erase must name them."""

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage import times
from storage.database import writing


def copy_made(db: Database, path: Path, kind: str) -> None:
    """Note the place of a backup or an export: an order to erase must name it."""
    # a name of other bytes than UTF-8 is no text for the database
    told = os.path.realpath(path).encode("utf-8", "backslashreplace").decode()
    with writing(db):
        db.execute(
            "INSERT INTO copies_elsewhere (path, at, kind) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET at = excluded.at, kind = excluded.kind",
            [told, times.text(times.now()), kind],
        )


def copy_noted(db: Database, path: Path, kind: str) -> bool:
    """Note the place of a copy where the archive can be written; whether it could.

    A read-only archive can be copied all the same.
    """
    try:
        copy_made(db, path, kind)
    except sqlite3.OperationalError:
        return False
    return True


def copies_made(db: Database) -> list[str]:
    """Kind, path and time of each copy, oldest first, one text each.

    One that is not where it was made is told, too: it may have been moved, or its disk be away.
    """
    rows = db.execute("SELECT kind, path, at FROM copies_elsewhere ORDER BY at")
    return [
        f"{row['kind']} {row['path']} ({row['at']}"
        f"{'' if os.path.lexists(row['path']) else ', not there now'})"
        for row in rows
    ]
