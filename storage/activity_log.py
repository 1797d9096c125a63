"""The log of what was done to the archive itself; positions of long tasks; places of copies."""

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage import times
from storage.database import writing

FAILED = "FAILED"
"""The first word of a note of house-keeping that went wrong."""


def note(db: Database, action: str, detail: str) -> None:
    """Add one line to the activity log."""
    db.execute(
        "INSERT INTO log (at, action, detail) VALUES (?, ?, ?)",
        [times.text(times.now()), action, detail],
    )


def last_time(db: Database, action: str) -> str | None:
    """The time of the last note of an action, as the database writes it; ``None``: never done."""
    note = last_note(db, action)  # the last one written: a clock may have been ahead before
    return note[0] if note else None


def last_note(db: Database, action: str) -> tuple[str, str] | None:
    """Time and detail of the last note of an action; ``None``: never done."""
    sql = "SELECT at, detail FROM log WHERE action = ? ORDER BY id DESC LIMIT 1"
    row = db.execute(sql, [action]).fetchone()
    return (row["at"], row["detail"]) if row else None


def position(db: Database, task: str) -> int | None:
    """The position that a task reached before it was broken off; ``None``: it has not begun."""
    row = db.execute("SELECT position FROM progress WHERE task = ?", [task]).fetchone()
    return int(row[0]) if row else None


def save_position(db: Database, task: str, position: int) -> None:
    """Note that everything of a task up to this position is done."""
    db.execute(
        "INSERT INTO progress (task, position, at) VALUES (?, ?, ?) ON CONFLICT (task)"
        " DO UPDATE SET position = excluded.position, at = excluded.at",
        [task, position, times.text(times.now())],
    )


def clear_position(db: Database, task: str) -> None:
    """Forget the position of a task that is done: the next one of its name begins at 0."""
    db.execute("DELETE FROM progress WHERE task = ?", [task])


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
