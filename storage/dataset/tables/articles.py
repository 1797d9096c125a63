"""The table of articles: the columns of every export, typed, and the day of publication."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from storage.article_fields import FORMER_NAMES
from storage.dataset.tables.column import Table, TableColumn
from storage.export.columns import EXCERPT, Column, Text, columns_with, excerpt
from storage.query.statistics import published_day

KEY = "uid"
"""The column that every table names an article by."""
UID = "a.outlet || ':' || a.url"
_ORDER = ("uid", "id", "outlet", "url")


def article_table(text: Text, fields: Sequence[str] = ()) -> Table:
    """The table of articles with so much of each text; ``fields``: its columns, none: all.

    ``uid`` is always one. Raises ``KeyError`` with a name that is no column.
    """
    every = {one.name: one for one in _columns(text)}
    names = dict.fromkeys((KEY, *fields)) if fields else every
    return Table("articles", "an article in its version of that moment",
                 tuple(every[name] for name in names))  # fmt: skip


def field_names() -> list[str]:
    """The names of all columns of articles."""
    return [one.name for one in _columns("full")]


def register(db: Database) -> None:
    """Make the functions of these columns known to a connection."""
    db.conn.create_function("casablanca_day", 1, _day, deterministic=True)
    db.conn.create_function("excerpt", 1, excerpt, deterministic=True)


def article_rows(
    db: Database, ids: Sequence[int], table: Table, also: str = "NULL"
) -> Iterator[tuple[Any, ...]]:
    """The rows of articles by their numbers, in this order; each is read by its number.

    ``also``: expressions whose values come behind those of the columns.
    """
    cursor = db.conn.cursor()
    cursor.row_factory = None  # plain tuples
    one = (
        f"SELECT {table.selected}, {also} FROM articles a"
        " LEFT JOIN story_members m ON m.article_id = a.id WHERE a.id = ?"
    )
    for id in ids:
        yield cursor.execute(one, (id,)).fetchone()


def _columns(text: Text) -> Iterator[TableColumn]:
    yield TableColumn(KEY, "text", "name of the article wherever it is held: outlet and address",
                      UID)  # fmt: skip
    for one in columns_with(text, darija=False):
        if one.name in FORMER_NAMES or one.name == KEY:
            continue
        yield _typed(one, text)
        if one.name == "published_at":
            yield TableColumn(
                "published_date", "day",
                "the day of published_at in Casablanca, of a date by month or year its first;"
                " null: unknown", "casablanca_day(a.published_at)",
            )  # fmt: skip


def _typed(column: Column, text: Text) -> TableColumn:
    meaning = column.meaning.replace("empty: ", "null: ")
    if column.name == "body" and text == "excerpt":
        meaning += f"; its first {EXCERPT} characters"
    if column.kind == "map":  # as a list, which every reader of Parquet knows
        pairs = f"SELECT json_group_array(key || ': ' || value) FROM json_each({column.sql})"
        return TableColumn(column.name, "list", f"{meaning}; as `field: place`", f"({pairs})")
    return TableColumn(column.name, column.kind, meaning, column.sql)


def _day(at: str | None) -> str | None:
    return published_day(at) if at else None
