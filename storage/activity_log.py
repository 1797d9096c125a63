"""What was done to the archive itself, how far long tasks have come, and where copies went."""

from pathlib import Path

from storage import times
from storage.archive import Archive
from storage.database import writing

FAILED = "FAILED"
"""How a note of house-keeping that went wrong begins."""


def note(archive: Archive, action: str, detail: str) -> None:
    """Write one line into the archive's diary."""
    archive.db.execute(
        "INSERT INTO log (at, action, detail) VALUES (?, ?, ?)",
        [times.text(times.now()), action, detail],
    )


def last_time(archive: Archive, action: str) -> str | None:
    """When something was last done."""
    row = archive.row("SELECT max(at) FROM log WHERE action = ?", action)
    return row[0] if row else None


def last_note(archive: Archive, action: str) -> tuple[str, str] | None:
    """When something was last done, and how it went."""
    sql = "SELECT at, detail FROM log WHERE action = ? ORDER BY id DESC LIMIT 1"
    row = archive.row(sql, action)
    return (row["at"], row["detail"]) if row else None


def position(archive: Archive, task: str) -> int:
    """How far a task came before it was broken off; 0: it begins."""
    row = archive.row("SELECT position FROM progress WHERE task = ?", task)
    return int(row[0]) if row else 0


def reached(archive: Archive, task: str, position: int) -> None:
    """Everything of a task up to here is done."""
    archive.db.execute(
        "INSERT INTO progress (task, position, at) VALUES (?, ?, ?) ON CONFLICT (task)"
        " DO UPDATE SET position = excluded.position, at = excluded.at",
        [task, position, times.text(times.now())],
    )


def finished(archive: Archive, task: str) -> None:
    """A task is done: the next one of its name begins again."""
    archive.db.execute("DELETE FROM progress WHERE task = ?", [task])


def copy_made(archive: Archive, path: Path, kind: str) -> None:
    """Remember where a backup or an export went: an order to erase must name it."""
    with writing(archive.db):
        archive.db.execute(
            "INSERT INTO copies_elsewhere (path, at, kind) VALUES (?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET at = excluded.at, kind = excluded.kind",
            [str(path.absolute()), times.text(times.now()), kind],
        )


def copies_made(archive: Archive) -> list[str]:
    """Where backups and exports went."""
    rows = archive.rows("SELECT kind, path, at FROM copies_elsewhere ORDER BY at")
    return [f"{row['kind']} {row['path']} ({row['at']})" for row in rows]
