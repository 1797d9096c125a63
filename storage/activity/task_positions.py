"""How far a long task came before it was broken off."""

from sqlite_utils import Database

from storage import times


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
