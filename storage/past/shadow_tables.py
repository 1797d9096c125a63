"""Temporary views and tables before those of the archive, with rows as ``then_…`` says they were.

SQLite takes a view apart only where it is of one table, or stands first in a join; else it is made
whole for each question. So what joins others to their right is one table with a look aside for each
column that changed, and a table of which rows were deleted since is copied, once: these hold no
text.
"""

import re
import sqlite3

from storage.article_fields import FORMER_NAMES, READING
from storage.past.ledger_undo import TRACKED, columns_of, declared
from storage.schema.logical_clock import as_time, written

COPIED = {
    "story_members": ("story_id",), "stories": (), "relations": ("other_id",),
    "aliases": ("article_id",), "article_pages": ("article_id",),
}  # fmt: skip
"""Tables of which rows are deleted, with the columns that a copy is asked by beside its key."""
STAYING = ("revisions", "captures")
"""Tables of which no row is deleted, but with an article that is erased."""
_CREATE_VIEW = re.compile(r"^CREATE VIEW\s+", re.IGNORECASE)
_NULL = "x''"


def shadow(connection: sqlite3.Connection, wanted: int) -> None:
    """Put rows of then before each table of the ledger, and the archive's views over these."""
    views = connection.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'view'"
        " AND name NOT IN ('articles_folded', 'revisions_folded') ORDER BY rowid"
    ).fetchall()
    recorded = f"(m.recorded_at IS NULL OR m.recorded_at <= '{written(as_time(wanted))}')"
    made = {
        "articles": _articles(connection),
        "events": f"SELECT * FROM main.events m WHERE {recorded}",
        # what is under an order now is under one then
        "suppressions": "SELECT * FROM main.suppressions UNION ALL SELECT * FROM"
        f" ({_with_deleted(connection, 'suppressions')})"
        " WHERE article_id NOT IN (SELECT article_id FROM main.suppressions)",
    }
    for table in STAYING:
        also = recorded if table == "captures" else "1"
        made[table] = _staying(connection, table, also)
    for table, indexes in COPIED.items():
        if _changed(connection, table):
            _copy(connection, table, indexes)
    for name, rows in made.items():
        connection.execute(f"CREATE TEMP VIEW {name} AS {rows}")
    for (sql,) in views:
        connection.execute(_CREATE_VIEW.sub("CREATE TEMP VIEW ", sql))


def _articles(connection: sqlite3.Connection) -> str:
    """Articles as they were: of a version that was put aside since the reading that is kept."""
    changed = _changed(connection, "articles")
    shown = list[str]()
    for row in connection.execute("SELECT name FROM pragma_table_xinfo('articles', 'main')"):
        name = FORMER_NAMES.get(row[0], row[0])
        then = f"a.{name}"
        if name in READING and "revision" in changed:
            then = (
                f"CASE WHEN r.id IS NULL THEN a.{name} WHEN v.{name} IS NOT NULL"
                f" THEN nullif(v.{name}, {_NULL}) ELSE r.{name} END"
            )
        if name in changed:
            then = f"CASE WHEN t.{name} IS NULL THEN {then} ELSE nullif(t.{name}, {_NULL}) END"
        shown.append(f"{then} AS {row[0]}")
    return (
        f"SELECT {', '.join(shown)} FROM main.articles a"
        " LEFT JOIN then_articles t ON t.id = a.id"
        " LEFT JOIN main.revisions r ON r.article_id = a.id AND r.number = t.revision"
        " LEFT JOIN then_revisions v ON v.article_id = r.article_id AND v.number = r.number"
        " WHERE t.there IS NULL OR t.there"
    )


def _staying(connection: sqlite3.Connection, table: str, also: str) -> str:
    """The rows of a table as they were, of which none was deleted."""
    changed = _changed(connection, table)
    aside = f"FROM then_{table} t WHERE {_same(table)}"
    shown = (
        f"CASE WHEN (SELECT t.{name} {aside}) IS NULL THEN m.{name}"
        f" ELSE nullif((SELECT t.{name} {aside}), {_NULL}) END AS {name}"
        if name in changed else f"m.{name}"
        for name in columns_of(connection, table)
    )  # fmt: skip
    return (
        f"SELECT {', '.join(shown)} FROM main.{table} m"
        f" WHERE {also} AND NOT EXISTS (SELECT 1 {aside} AND NOT t.there)"
    )


def _copy(connection: sqlite3.Connection, table: str, indexes: tuple[str, ...]) -> None:
    """Make a table of the rows as they were, under the name of the archive's own."""
    keys = ", ".join(TRACKED[table].keys)
    columns = ", ".join(declared(connection, table))
    connection.execute(f"CREATE TEMP TABLE {table} ({columns}, PRIMARY KEY ({keys}))")
    connection.execute(f"INSERT INTO temp.{table} {_with_deleted(connection, table)}")
    for column in indexes:
        connection.execute(f"CREATE INDEX temp.then_{table}_{column} ON {table}({column})")


def _with_deleted(connection: sqlite3.Connection, table: str) -> str:
    """The rows of a table as they were; those that were deleted since, too."""
    now, gone = list[str](), list[str]()
    for name in columns_of(connection, table):
        if name in TRACKED[table].keys:
            now.append(f"m.{name}")
            gone.append(f"t.{name}")
        else:
            then = f"nullif(t.{name}, {_NULL})"
            now.append(f"CASE WHEN t.{name} IS NULL THEN m.{name} ELSE {then} END AS {name}")
            gone.append(then)
    return (
        f"SELECT {', '.join(now)} FROM main.{table} m LEFT JOIN then_{table} t ON {_same(table)}"
        " WHERE (t.there IS NULL OR t.there)"
        f" UNION ALL SELECT {', '.join(gone)} FROM then_{table} t WHERE t.there"
        f" AND NOT EXISTS (SELECT 1 FROM main.{table} m WHERE {_same(table)})"
    )


def _same(table: str) -> str:
    return " AND ".join(f"t.{key} = m.{key}" for key in TRACKED[table].keys)


def _changed(connection: sqlite3.Connection, table: str) -> set[str]:
    """The columns of a table that changed since, and ``there`` where any row did."""
    names = ["there", *(one for one in columns_of(connection, table)
                        if one not in TRACKED[table].keys)]  # fmt: skip
    asked = ", ".join(f"coalesce(max({name} IS NOT NULL), 0)" for name in names)
    found = connection.execute(f"SELECT {asked} FROM then_{table}").fetchone()
    return {name for name, changed in zip(names, found, strict=True) if changed}
