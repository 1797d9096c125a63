"""Migrations that write a large table anew: they tell what they cost, and ask for room first.

At any opening only light migrations run, and heavy ones of a small archive. Of a large one the
daemon's start and ``warraq rebuild`` run them: a command that answers in a second must not take
minutes and gigabytes unasked. What comes after a heavy migration waits for it.
``storage.derived.rebuild`` runs them.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from storage.errors import NoRoom
from storage.schema.migration_registry import migrate
from storage.schema.migrations_from_033 import fill_uids

SMALL = 5_000
"""Rows of a table that any opening may write anew: about a second."""

Step = Callable[[Database, int], int | None]
"""One batch of rows behind that number, changed in the caller's transaction: the number of its last
row, or ``None`` where no row is left."""


@dataclass(frozen=True, slots=True)
class Heavy:
    """The cost of a heavy migration; ``step`` works on rows before its own function runs."""

    table: str
    seconds_per_row: float
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """A migration that is due: rows, seconds by our measurement, bytes that must be free."""

    name: str
    table: str
    rows: int
    seconds: float
    bytes: int


def _count_versions(db: Database, position: int) -> int | None:
    """Up to now the number of the latest version was how many there are."""
    behind = "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 10000"
    last = db.execute(f"SELECT max(id) FROM ({behind})", [position]).fetchone()[0]
    if last is None:
        return None
    db.execute(
        "UPDATE articles SET versions = revision WHERE id > ? AND id <= ? AND revision > 1"
        " AND versions <> revision", [position, last],
    )  # fmt: skip
    return int(last)


HEAVY = {
    # 1,000,000 rows of 3.4 KB: `make bench-migration`, docs/design.md. SQLite's own DROP COLUMN: a
    # copy of the table in batches took longer and twice the disk. Killed, it begins again.
    "without_darija_hint": Heavy("articles", 120e-6),
    # 100,000 rows: 4 s of the processor, 33 s by the clock of a busy disk
    "counted_versions": Heavy("articles", 150e-6, _count_versions),
    # 1,000,000 rows of 3.5 KB, with the one before: 717 s by the clock (517 of the processor, most
    # of it the system's for 9 GB of writing); 30,000 rows of 1 KB: 124 microseconds each
    "uids": Heavy("articles", 570e-6, fill_uids),
}


def apply_light(db: Database) -> None:
    """Apply what is missing, up to the first heavy migration of many rows. In a transaction."""
    for name in [*_pending(db), None]:
        migrate.apply(db, stop_before=name)
        if name is None or _rows(db, name) > SMALL:
            return
        position: int | None = 0
        while (step := HEAVY[name].step) and position is not None:
            position = step(db, position)


def due(db: Database) -> list[Cost]:
    """The heavy migrations that wait for ``warraq rebuild``, and what each costs."""
    waiting = _pending(db)
    if not waiting:
        return []
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    size = db.execute("PRAGMA page_size").fetchone()[0] + 24  # in SQLite's log, behind a head
    return [_cost(db, name, pages * size) for name in waiting]


def _cost(db: Database, name: str, size: int) -> Cost:
    heavy, rows = HEAVY[name], _rows(db, name)
    return Cost(name, heavy.table, rows, rows * heavy.seconds_per_row, size)


def demand_room(cost: Cost, folder: Path) -> None:
    """Raise ``NoRoom`` where a migration may not find the disk that it needs."""
    free = shutil.disk_usage(folder).free
    if free < cost.bytes:
        raise NoRoom(
            f"the migration {cost.name} of {cost.rows:,} {cost.table} needs {cost.bytes:,} bytes"
            f" on the disk of {folder}, and {free:,} are free: make room and run `warraq rebuild`;"
            " nothing was changed"
        )


def waiting_behind(db: Database, name: str) -> list[str]:
    """The heavy migrations that are due after another one."""
    names = _pending(db)
    return names[names.index(name) + 1 :]


def _pending(db: Database) -> list[str]:
    return [one.name for one in migrate.pending(db) if one.name in HEAVY]


def _rows(db: Database, name: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {HEAVY[name].table}").fetchone()[0])
