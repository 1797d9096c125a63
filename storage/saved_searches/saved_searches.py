"""``SavedSearches``: the searches that readers keep, in a small file of the web page's own.

The page only ever reads the archive. What it must remember stands beside it in ``web.db``, which
can be deleted or copied without any harm to the archive. Who may see the page shares one list: one
password is one reading room.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote_plus, urlencode

from storage.errors import Translatable

FILE = "web.db"
MAX_SAVED = 50
"""Saved searches of one archive: each is asked anew when the list is looked at."""
MAX_NAME, MAX_QUERY = 120, 2_500
"""Characters of a name, and of an address' query as read: the longest question and what narrows it.
Written in an address, an Arabic letter has six."""
_NOT_OF_IT = frozenset(("lang", "page", "bars", "new_after"))
"""What an address says of the looks of a page, not of what is asked."""
_TABLE = """
    CREATE TABLE IF NOT EXISTS saved_searches (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      query TEXT NOT NULL UNIQUE,
      saved_at TEXT NOT NULL,
      looked_at TEXT NOT NULL,
      last_article INTEGER NOT NULL   -- the highest number of an article when it was looked at
    )"""
_COLUMNS = "id, name, query, saved_at, looked_at, last_article"


class CannotSave(Translatable):
    """A search that cannot be saved; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; ``query`` is what stands behind the ``?`` of its address."""

    id: int
    name: str
    query: str
    saved_at: str
    looked_at: str
    last_article: int


class SavedSearches:
    """The list of one archive. Nothing is written, not even the file, before the first is saved."""

    def __init__(self, folder: Path) -> None:
        """``folder``: that of the archive."""
        self.path = folder / FILE

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name. Raises ``CannotSave``: the file cannot be read."""
        if not self.path.exists():
            return []
        with self._open() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM saved_searches ORDER BY name, id").fetchall()
        return [SavedSearch(*row) for row in rows]

    def save(self, name: str, query: str, at: str, last_article: int) -> None:
        """Save a search or rename the one of the same address. Raises ``CannotSave``."""
        name = " ".join(name.split())[:MAX_NAME]
        query = kept_query(query)
        if not name:
            raise CannotSave("a saved search needs a name")
        if len(unquote_plus(query)) > MAX_QUERY:
            raise CannotSave("the search is longer than {most} characters", most=MAX_QUERY)
        with self._open(create=True) as db:
            # counted and written under one lock: two readers may save at once
            db.execute("BEGIN IMMEDIATE")
            known = db.execute("SELECT 1 FROM saved_searches WHERE query = ?", (query,)).fetchone()
            number = db.execute("SELECT count(*) FROM saved_searches").fetchone()[0]
            if known is None and number >= MAX_SAVED:
                raise CannotSave("{most} searches are saved: delete one first", most=MAX_SAVED)
            db.execute(
                "INSERT INTO saved_searches (name, query, saved_at, looked_at, last_article)"
                " VALUES (?1, ?2, ?3, ?3, ?4) ON CONFLICT (query) DO UPDATE SET name = ?1",
                (name, query, at, last_article),
            )
            db.execute("COMMIT")

    def look(self, id: int, at: str, last_article: int) -> SavedSearch | None:
        """Note that one was looked at; it as it stood before, ``None``: there is none."""
        if not self.path.exists():
            return None
        with self._open() as db:
            row = db.execute(
                f"SELECT {_COLUMNS} FROM saved_searches WHERE id = ?", (id,)
            ).fetchone()
            db.execute(
                "UPDATE saved_searches SET looked_at = ?, last_article = ? WHERE id = ?",
                (at, last_article, id),
            )
        return SavedSearch(*row) if row else None

    def delete(self, id: int) -> None:
        """Forget one. Raises ``CannotSave``."""
        if self.path.exists():
            with self._open() as db:
                db.execute("DELETE FROM saved_searches WHERE id = ?", (id,))

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        mode = "rwc" if create else "rw"
        try:
            uri = f"{self.path.absolute().as_uri()}?mode={mode}"
            # opened for each use: the threads of the server share nothing then
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as db:
                db.execute("PRAGMA secure_delete = ON")  # what is deleted leaves the file, too
                if create:
                    db.execute(_TABLE)
                yield db
        except sqlite3.Error as error:
            raise CannotSave("the saved searches cannot be read or written: {error}",
                             before=str(self.path), error=error) from error  # fmt: skip


def kept_query(query: str) -> str:
    """The part of an address' query that says what is asked, written in one way."""
    pairs = [(name, value) for name, value in parse_qsl(query) if name not in _NOT_OF_IT]
    return urlencode([pair for pair in pairs if pair[1]])
