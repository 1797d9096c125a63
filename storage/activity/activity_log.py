"""The log of what was done to the archive itself."""

from sqlite_utils import Database

from storage import times

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
