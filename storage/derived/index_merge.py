"""Merging the segments of the search indexes, in steps that hold no writer up.

FTS5 writes a segment of the index at each commit and merges four of one size at a time, so that a
living index has a dozen or two. Every look-up of a word asks each of them, and a search asks for
hundreds of forms: of a million articles a look-up took 88 µs in 15 segments and 25 in 2.
"""

from sqlite_utils import Database

from storage.database import writing
from storage.derived.versions import SEARCH_INDEXES

STEP_PAGES = 500
"""Pages of 4 KB that are written under the write lock at a time: some tenths of a second."""
_TOGETHER = 2
"""So many segments of one size are merged: fewer than FTS5's own four, which leaves three waiting.
A larger one waits for its like, so that a night does not write the whole index anew."""


def merge_indexes(db: Database) -> tuple[int, int]:
    """Merge segments of one size in both indexes; how many there were before, and are now."""
    before = _segments(db)
    for index in SEARCH_INDEXES:
        with writing(db):
            db.execute(f"INSERT INTO {index}({index}, rank) VALUES ('usermerge', {_TOGETHER})")
        while _step(db, index):
            pass
    return before, _segments(db)


def _step(db: Database, index: str) -> bool:
    """Merge some pages; whether there may be more to merge."""
    before = db.conn.total_changes
    with writing(db):
        db.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', {STEP_PAGES})")
    # a step with nothing to do changes one row, the command's own (FTS5's documentation)
    return db.conn.total_changes - before >= 2


def _segments(db: Database) -> int:
    return sum(
        int(db.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone()[0])
        for index in SEARCH_INDEXES
    )
