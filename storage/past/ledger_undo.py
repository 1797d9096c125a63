"""The ledger undone: what rows that were changed since a moment held then, in temporary tables.

Of each table of the ledger one, ``then_articles`` …: the keys of a changed row, whether it was
``there``, and of its other columns those that were changed. A former ``NULL`` is an empty blob,
since ``NULL`` says that the column is as it was. Texts of versions stay where they are.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from storage.article_fields import READING

WAS_NULL = b""
"""What stands for a former ``NULL``; no column of these tables holds blobs."""
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A table of the ledger: the columns that name a row, and these from an entry's two."""

    keys: tuple[str, ...]
    of: Callable[[int | None, str], Key]


def _own_number(_: int | None, key: str) -> Key:
    return (int(key),)


def _of_article(article_id: int | None, _: str) -> Key:
    return (article_id,)


def _with_number(article_id: int | None, key: str) -> Key:
    return article_id, int(key)


def _two_numbers(_: int | None, key: str) -> Key:
    return tuple(int(part) for part in key.split(" "))


def _at_address(_: int | None, key: str) -> Key:
    return tuple(key.split(" ", 1))


TRACKED = {
    "articles": Tracked(("id",), _of_article),
    "revisions": Tracked(("article_id", "number"), _with_number),
    "story_members": Tracked(("article_id",), _of_article),
    "stories": Tracked(("id",), _own_number),
    "relations": Tracked(("article_id", "other_id"), _with_number),
    "aliases": Tracked(("outlet", "url"), _at_address),
    "article_pages": Tracked(("first_id", "number"), _two_numbers),
    "suppressions": Tracked(("article_id",), _of_article),
    "tombstones": Tracked(("article_id",), _of_article),
    "captures": Tracked(("id",), _own_number),
}
"""The tables whose changes the ledger tells."""


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table of the archive that hold something: none that is worked out."""
    rows = connection.execute("SELECT name, hidden FROM pragma_table_xinfo(?, 'main')", [table])
    return [name for name, hidden in rows if not hidden]


def declared(connection: sqlite3.Connection, table: str) -> list[str]:
    """The same with their types, by which indexes are chosen."""
    rows = connection.execute(
        "SELECT name, type, hidden FROM pragma_table_xinfo(?, 'main')", [table]
    )
    return [f"{name} {type}" for name, type, hidden in rows if not hidden]


def undo(connection: sqlite3.Connection, behind: int) -> None:
    """Make and fill the tables of what stood before all entries with higher numbers.

    In a transaction, with whose end they go. Entries are gone through once, the oldest first: of
    each column the first one that is met is what stood there then.
    """
    put = dict[tuple[str, tuple[str, ...]], str]()
    for table, tracked in TRACKED.items():
        connection.execute(_create(connection, table, tracked.keys))
    entries = connection.cursor()
    entries.row_factory = None
    writing = connection.cursor()
    for what, article_id, key, former in entries.execute(
        "SELECT what, article_id, key, former FROM main.ledger WHERE id > ? ORDER BY id", [behind]
    ):
        tracked = TRACKED[what]
        changed = {} if former is None else json.loads(former)
        names = tuple(changed)
        sql = put.get((what, names))
        if sql is None:
            sql = put[what, names] = _put(what, tracked.keys, names)
        values = (WAS_NULL if one is None else one for one in changed.values())
        writing.execute(sql, (*tracked.of(article_id, key), former is not None, *values))


def _create(connection: sqlite3.Connection, table: str, keys: tuple[str, ...]) -> str:
    named = [one for one in declared(connection, table) if one.partition(" ")[0] in keys]
    # the others without types, as what stands for NULL is of none
    others = [one for one in columns_of(connection, table) if one not in keys]
    columns = ", ".join((*named, "there", *others))
    return f"CREATE TEMP TABLE then_{table} ({columns}, PRIMARY KEY ({', '.join(keys)}))"


def _put(table: str, keys: tuple[str, ...], names: tuple[str, ...]) -> str:
    """The statement that takes an entry with these columns in; what is there already stays."""
    columns = (*keys, "there", *names)
    sql = (
        f"INSERT INTO then_{table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    )
    if not names:
        return f"{sql} ON CONFLICT DO NOTHING"
    kept = ", ".join(f"{name} = {_kept(table, name)}" for name in names)
    return f"{sql} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {kept}"


def _kept(table: str, name: str) -> str:
    """Which of two values of a column stays: of an article's, also by which version they are."""
    first = f"coalesce({name}, excluded.{name})"
    if table == "articles" and name in READING:  # of a later version, once another one came
        return f"iif(revision IS NULL, {first}, {name})"
    return first
