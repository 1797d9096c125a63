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
from storage.lock import RebuildLock
from storage.query import sql_functions

_HIDDEN = (
    "(SELECT article_id FROM main.suppressions UNION ALL SELECT article_id FROM main.tombstones)"
)
SHOWN_BY = {
    "articles": "id", "revisions": "article_id", "aliases": "article_id", "events": "article_id",
    "story_members": "article_id", "relations": "article_id", "article_pages": "article_id",
    "outlines": "article_id", "bands": "doc", "leads": "article_id", "outcomes": "article_id",
}  # fmt: skip
"""Tables with something of an article -> the column that tells whose; all are held back."""
_CAPTURES = f"""
    SELECT * FROM main.captures WHERE id NOT IN (
      SELECT capture_id FROM main.articles WHERE id IN {_HIDDEN} AND capture_id IS NOT NULL
      UNION ALL SELECT capture_id FROM main.revisions
        WHERE article_id IN {_HIDDEN} AND capture_id IS NOT NULL)
    AND url NOT IN (
      SELECT url FROM main.articles WHERE id IN {_HIDDEN}
      UNION ALL SELECT url FROM main.aliases WHERE article_id IN {_HIDDEN}
      UNION ALL SELECT address FROM main.leads WHERE article_id IN {_HIDDEN})
"""
"""Raw pages without those of hidden articles: their addresses may spell a headline."""
_CREATE = re.compile(r"^CREATE VIEW\s+", re.IGNORECASE)


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
        for table, column in SHOWN_BY.items():
            if table in there:
                connection.execute(
                    f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}"
                    f" WHERE {column} IS NULL OR {column} NOT IN {_HIDDEN}"
                )
        connection.execute(f"CREATE TEMP VIEW captures AS {_CAPTURES}")
        for (sql,) in views:
            connection.execute(_CREATE.sub("CREATE TEMP VIEW ", sql))
        connection.execute("PRAGMA query_only = ON")
