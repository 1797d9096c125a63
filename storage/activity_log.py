"""The log of what was done to the archive itself; positions of long tasks; places of copies."""

from pathlib import Path

from storage import times
from storage.archive import Archive
from storage.database import writing

FAILED = "FAILED"
"""The first word of a note of house-keeping that went wrong."""


def note(archive: Archive, action: str, detail: str) -> None:
    """Add one line to the activity log."""
    archive.db.execute(
        "INSERT INTO log (at, action, detail) VALUES (?, ?, ?)",
        [times.text(times.now()), action, detail],
    )


def last_time(archive: Archive, action: str) -> str | None:
    """The time of the last note of an action, as the database writes it; ``None``: never done."""
    row = archive.row("SELECT max(at) FROM log WHERE action = ?", action)
    return row[0] if row else None


def last_note(archive: Archive, action: str) -> tuple[str, str] | None:
    """Time and detail of the last note of an action; ``None``: never done."""
    sql = "SELECT at, detail FROM log WHERE action = ? ORDER BY id DESC LIMIT 1"
    row = archive.row(sql, action)
    return (row["at"], row["detail"]) if row else None


def position(archive: Archive, task: str) -> int:
    """The position that a task reached before it was broken off; 0: it begins."""
    row = archive.row("SELECT position FROM progress WHERE task = ?", task)
    return int(row[0]) if row else 0


def save_position(archive: Archive, task: str, position: int) -> None:
    """Note that everything of a task up to this position is done."""
    archive.db.execute(
        "INSERT INTO progress (task, position, at) VALUES (?, ?, ?) ON CONFLICT (task)"
        " DO UPDATE SET position = excluded.position, at = excluded.at",
        [task, position, times.text(times.now())],
    )


def clear_position(archive: Archive, task: str) -> None:
    """Forget the position of a task that is done: the next one of its name begins at 0."""
    archive.db.execute("DELETE FROM progress WHERE task = ?", [task])


def copy_made(archive: Archive, path: Path, kind: str) -> None:
    """Note the place of a backup or an export: an order to erase must name it."""
    with writing(archive.db):
        archive.db.execute(
            "INSERT INTO copies_elsewhere (path, at, kind) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET at = excluded.at, kind = excluded.kind",
            [str(path.absolute()), times.text(times.now()), kind],
        )


def copies_made(archive: Archive) -> list[str]:
    """Kind, path and time of each backup and export, oldest first, one text each."""
    rows = archive.rows("SELECT kind, path, at FROM copies_elsewhere ORDER BY at")
    return [f"{row['kind']} {row['path']} ({row['at']})" for row in rows]
