"""``ReadingArchive``: an archive that is only read, and shows nothing that an order hides.

What is hidden is held back at the connection, not in each query: temporary views stand before the
tables and the views of the same names, so that whatever SQL is asked sees the shown articles alone.
"""

import re
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from storage.archive import Archive
from storage.database import BUSY_SECONDS, DATABASE
from storage.derived.pending_rebuilds import demand
from storage.errors import CannotOpen
from storage.process_locks import RebuildLock
from storage.query import sql_functions
from storage.query.filters import detail_shown

SHOWN_BY = {
    "articles": "id", "revisions": "article_id", "aliases": "article_id",
    "article_pages": "article_id", "outlines": "article_id", "bands": "doc",
    "leads": "article_id", "outcomes": "article_id", "uid_aliases": "article_id",
}  # fmt: skip
"""Tables with something of an article -> the column that tells whose; all are held back."""


def held_back(db: str) -> dict[str, str]:
    """Table -> a SELECT of its rows without those of hidden articles; ``db`` is their schema."""
    hidden = (
        f"(SELECT article_id FROM {db}.suppressions"
        f" UNION ALL SELECT article_id FROM {db}.tombstones)"
    )
    found = {
        table: f"SELECT * FROM {db}.{table} WHERE {column} IS NULL OR {column} NOT IN {hidden}"
        for table, column in SHOWN_BY.items()
    }
    found["events"] = (
        f"SELECT id, article_id, at, kind, {detail_shown('e', f'{db}.', hidden[1:-1])} AS detail,"
        f" recorded_at FROM {db}.events e WHERE article_id NOT IN {hidden}"
    )
    # both articles of a pair, and both of whom a line of evidence tells, with their addresses
    found["relations"] = (
        f"SELECT * FROM {db}.relations"
        f" WHERE article_id NOT IN {hidden} AND other_id NOT IN {hidden}"
    )
    # a set of which one article is shown is none
    told = (
        f"(story_id NOT IN (SELECT story_id FROM {db}.story_members WHERE article_id IN {hidden})"
        f" OR 1 < (SELECT count(*) FROM {db}.story_members o WHERE o.story_id = m.story_id"
        f" AND o.article_id NOT IN {hidden}))"
    )
    found["story_members"] = (
        "SELECT article_id, story_id, role, score,"
        f" iif(role = 'original' OR by_id NOT IN {hidden}, evidence, '') AS evidence,"
        f" iif(by_id IN {hidden}, NULL, by_id) AS by_id"
        f" FROM {db}.story_members m WHERE article_id NOT IN {hidden} AND {told}"
    )
    found["stories"] = (
        f"SELECT id, created_at FROM (SELECT id AS story_id, * FROM {db}.stories) m WHERE {told}"
    )
    found["captures"] = _captures(db, hidden)
    return found


def _captures(db: str, hidden: str) -> str:
    """Raw pages without those of hidden articles: their addresses may spell a headline."""
    own = (
        f"SELECT capture_id FROM {db}.{table} WHERE {column} IN {hidden}"
        " AND capture_id IS NOT NULL"
        for table, column in (
            ("articles", "id"), ("revisions", "article_id"), ("article_pages", "article_id")
        )
    )  # fmt: skip
    addresses = (
        f"SELECT {name} FROM {db}.{table} WHERE {column} IN {hidden}"
        for table, column, name in (
            ("articles", "id", "url"), ("aliases", "article_id", "url"),
            ("article_pages", "article_id", "url"), ("leads", "article_id", "url"),
            ("leads", "article_id", "address"),
        )
    )  # fmt: skip
    also = (
        f"SELECT substr(n.name, 4) FROM {db}.leads l JOIN {db}.names n"
        f" ON n.outlet = l.outlet AND n.url = l.url"
        f" WHERE l.article_id IN {hidden} AND n.name GLOB 'at *'"
    )
    return (
        f"SELECT * FROM {db}.captures WHERE id NOT IN ({' UNION ALL '.join(own)})"
        f" AND url NOT IN ({' UNION ALL '.join((*addresses, also))})"
    )


CREATE_VIEW = re.compile(r"^CREATE VIEW\s+", re.IGNORECASE)


class ReadingArchive(Archive):
    """An archive for readers beside a writing daemon: fresh rows are seen, nothing is locked."""

    def __init__(self, folder: Path | str) -> None:
        """Open it. Raises ``CannotOpen``, ``NeedsRebuild`` and ``Rebuilding``."""
        self.folder = Path(folder)
        path = self.folder / DATABASE
        if not path.exists():
            raise CannotOpen(f"no archive at {self.folder}: start one with `warraq run`")
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS,
            check_same_thread=False, isolation_level=None,
        )  # fmt: skip
        connection.row_factory = sqlite3.Row
        sql_functions.register(connection)
        self.db = Database(connection)
        self._shared = RebuildLock(self.folder)
        try:
            self._shared.share()
            demand(self.db, "derived")
            self._hold_back(connection)
        except BaseException:  # whatever happens, nothing stays open or locked
            self.close()
            raise

    @staticmethod
    def _hold_back(connection: sqlite3.Connection) -> None:
        views = connection.execute(
            "SELECT sql FROM main.sqlite_master WHERE type = 'view'"
            " AND name NOT IN ('articles_folded', 'revisions_folded') ORDER BY rowid"
        ).fetchall()
        there = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master")}
        for table, rows in held_back("main").items():
            if table in there:
                connection.execute(f"CREATE TEMP VIEW {table} AS {rows}")
        for (sql,) in views:
            connection.execute(CREATE_VIEW.sub("CREATE TEMP VIEW ", sql))
        connection.execute("PRAGMA query_only = ON")
