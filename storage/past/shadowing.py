"""Temporary views before the tables, which show rows as ``then_…`` says that they were."""

import re
import sqlite3

from storage.article_fields import FORMER_NAMES, READING
from storage.past.undoing import TRACKED, columns_of
from storage.schema.clock import as_time, written

APPENDED = ("captures", "events")
"""Tables whose rows say themselves when they were written here."""
_CREATE_VIEW = re.compile(r"^CREATE VIEW\s+", re.IGNORECASE)
_NULL = "x''"
_ORDERS = ("suppressions", "tombstones")


def shadow(connection: sqlite3.Connection, wanted: int) -> None:
    """Put a view before each table of the ledger, and make the archive's views over these."""
    views = connection.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'view'"
        " AND name NOT IN ('articles_folded', 'revisions_folded') ORDER BY rowid"
    ).fetchall()
    for table in TRACKED:
        if table not in _ORDERS:
            rows = (
                _articles(connection) if table == "articles" else _rows(connection, table, wanted)
            )
            connection.execute(f"CREATE TEMP VIEW {table} AS {rows}")
    connection.execute(f"CREATE TEMP VIEW events AS {_events(wanted)}")
    # what is under an order now is under one then: of erased articles nothing is left to show
    connection.execute(
        "CREATE TEMP VIEW suppressions AS SELECT * FROM main.suppressions UNION ALL"
        f" SELECT * FROM ({_rows(connection, 'suppressions', wanted)})"
        " WHERE article_id NOT IN (SELECT article_id FROM main.suppressions)"
    )
    for (sql,) in views:
        connection.execute(_CREATE_VIEW.sub("CREATE TEMP VIEW ", sql))


def _articles(connection: sqlite3.Connection) -> str:
    """Articles as they were: of a version that was put aside since the reading that is kept."""
    values = dict[str, str]()
    for name in columns_of(connection, "articles"):
        now = f"a.{name}"
        if name in READING:
            now = (
                f"CASE WHEN r.id IS NULL THEN a.{name} WHEN v.{name} IS NOT NULL"
                f" THEN nullif(v.{name}, {_NULL}) ELSE r.{name} END"
            )
        then = f"nullif(t.{name}, {_NULL})"
        values[name] = f"CASE WHEN t.{name} IS NULL THEN {now} ELSE {then} END"
    values["id"] = "a.id"
    values |= {former: values[name] for former, name in FORMER_NAMES.items()}
    shown = ", ".join(f"{value} AS {name}" for name, value in values.items())
    return (
        f"SELECT {shown} FROM main.articles a"
        " LEFT JOIN then_articles t ON t.id = a.id"
        " LEFT JOIN main.revisions r ON r.article_id = a.id AND r.number = t.revision"
        " LEFT JOIN then_revisions v ON v.article_id = r.article_id AND v.number = r.number"
        " WHERE t.there IS NULL OR t.there"
    )


def _rows(connection: sqlite3.Connection, table: str, wanted: int) -> str:
    """The rows of a table as they were; those that were deleted since, too."""
    columns, keys = columns_of(connection, table), TRACKED[table].keys
    now, gone = list[str](), list[str]()
    for name in columns:
        if name in keys:
            now.append(f"m.{name}")
            gone.append(f"t.{name}")
        else:
            then = f"nullif(t.{name}, {_NULL})"
            now.append(f"CASE WHEN t.{name} IS NULL THEN m.{name} ELSE {then} END AS {name}")
            gone.append(then)
    same = " AND ".join(f"t.{key} = m.{key}" for key in keys)
    there = "(t.there IS NULL OR t.there)"
    if table in APPENDED:
        there += f" AND {_recorded('m', wanted)}"
    return (
        f"SELECT {', '.join(now)} FROM main.{table} m LEFT JOIN then_{table} t ON {same}"
        f" WHERE {there}"
        f" UNION ALL SELECT {', '.join(gone)} FROM then_{table} t WHERE t.there"
        f" AND NOT EXISTS (SELECT 1 FROM main.{table} m WHERE {same})"
    )


def _events(wanted: int) -> str:
    return f"SELECT * FROM main.events m WHERE {_recorded('m', wanted)}"


def _recorded(row: str, wanted: int) -> str:
    """A condition: the row was written up to then; what says nothing was there before."""
    return f"({row}.recorded_at IS NULL OR {row}.recorded_at <= '{written(as_time(wanted))}')"
