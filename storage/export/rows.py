"""The rows of an export: all of one moment, each read by its number in the order of publication."""

from array import array
from collections.abc import Callable, Generator, Sequence
from typing import Any

from crawler.languages.darija import darija_hint
from storage.archive import Archive
from storage.export.columns import SOURCE, Column, excerpt
from storage.query.filters import WHEN, Filters
from storage.read_transaction import reading

Row = tuple[Any, ...]
"""Values in the order of the columns, as the database has them: lists and maps are JSON."""
Told = Callable[[int, int], None]
"""Told now and then how many rows of how many are done."""
STEP = 1_000
"""Rows after which it is told."""


TOGETHER = 50
"""Rows that are read at once: one by one they take twice the processor time."""


def by_number(columns: Sequence[Column], count: int) -> str:
    """SQL for so many articles of given numbers, in any order."""
    chosen = ", ".join(column.sql for column in columns)
    return f"SELECT {chosen} FROM {SOURCE} WHERE a.id IN ({', '.join('?' * count)})"


def rows(
    archive: Archive, filters: Filters, columns: Sequence[Column], told: Told
) -> Generator[Row]:
    """The articles that the filters let through, one after the other.

    Only numbers are sorted: the texts of a whole archive, sorted, would go through the disk twice
    before the first row.
    """
    connection = archive.db.conn
    connection.create_function("darija_hint", 2, darija_hint, deterministic=True)
    connection.create_function("excerpt", 1, excerpt, deterministic=True)
    where, values = filters.where()
    number = [column.name for column in columns].index("id")
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples
    # what is written meanwhile is not seen
    with reading(archive.db):
        found = cursor.execute(
            f"SELECT a.id FROM articles a WHERE {where} ORDER BY {WHEN}, a.id", values
        )
        ids = array("q", (row[0] for row in found))
        for place in range(0, len(ids), TOGETHER):
            if place % STEP == 0:
                told(place, len(ids))
            some = ids[place : place + TOGETHER]
            read = {row[number]: row for row in cursor.execute(by_number(columns, len(some)), some)}
            for id in some:
                yield read[id]
        told(len(ids), len(ids))
