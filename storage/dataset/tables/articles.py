"""The table of articles: the columns of every export, typed, and the day of publication."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlite_utils import Database

from storage import times
from storage.article_fields import FORMER_NAMES
from storage.dataset.masks import BYLINE_COLUMNS, masked
from storage.dataset.tables.column import Table, TableColumn
from storage.export.columns import (
    EXCERPT,
    SOURCE,
    TEXT_COLUMNS,
    Column,
    Text,
    columns_with,
    excerpt,
)

KEY = "uid"
"""The column that every table names an article by."""
PRINTED = (
    "headline", "body", "lead_paragraph", "image_caption", "captions", "tags", "byline", "authors",
    "section", "dateline", "city", "agency",
)  # fmt: skip
"""Columns of what a page prints for its readers: there people's numbers may stand."""
_TOGETHER = 20
"""Articles that are read at once: one by one they take longer, and more may be large."""
_COLUMN = re.compile(r"\b[av]\.\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """How much of texts and people is told."""

    text: Text
    bylines: bool = False
    """Whether authors' names are."""
    masked: bool = True
    """Whether numbers and addresses by which people are reached are masked."""

    def expression(self, name: str, sql: str) -> str:
        """What stands for the expression of a column."""
        if name in BYLINE_COLUMNS and not self.bylines:
            return "NULL"
        return _COLUMN.sub(r"masked(\g<0>)", sql) if self.masked and name in PRINTED else sql


def article_table(told: Told, fields: Sequence[str] = ()) -> Table:
    """The table of articles; ``fields``: its columns, none: all, and ``uid`` is always one.

    Raises ``KeyError`` with a name that is no column.
    """
    every = {one.name: one for one in _columns(told)}
    names = dict.fromkeys((KEY, *fields)) if fields else every
    return Table("articles", "an article in its version of that moment",
                 tuple(every[name] for name in names))  # fmt: skip


def field_names() -> list[str]:
    """The names of all columns of articles."""
    return [one.name for one in _columns(Told("full"))]


def register(db: Database, masks: Counter[str]) -> None:
    """Make these columns' functions known to a connection; ``masks`` counts what is masked."""

    def mask(text: str | None) -> str | None:
        return text if not text or text == "[]" else masked(text, masks)

    db.conn.create_function("masked", 1, mask)
    db.conn.create_function("casablanca_day", 1, _day, deterministic=True)
    db.conn.create_function("excerpt", 1, excerpt, deterministic=True)


def article_rows(
    db: Database, ids: Iterable[int], table: Table, also: str = "NULL"
) -> Iterator[tuple[Any, ...]]:
    """The rows of articles by their numbers, in this order.

    ``also``: expressions whose values come behind those of the columns.
    """
    cursor = db.conn.cursor()
    cursor.row_factory = None  # plain tuples
    chosen = f"SELECT a.id, {table.selected}, {also} FROM {SOURCE} WHERE a.id IN "
    numbers = iter(ids)
    while some := [*islice(numbers, _TOGETHER)]:
        read = {
            row[0]: row[1:]
            for row in cursor.execute(f"{chosen}({', '.join('?' * len(some))})", some)
        }
        for id in some:
            yield read[id]


def _columns(told: Told) -> Iterator[TableColumn]:
    columns = [one for one in columns_with(told.text, darija=False) if one.name not in FORMER_NAMES]
    for one in sorted(columns, key=lambda one: one.name != KEY):  # the key comes first
        yield _typed(one, told)
        if one.name == "published_at":
            yield TableColumn(
                "published_date", "day",
                "the day of published_at in Casablanca, of a date by month or year its first;"
                " null: unknown", "casablanca_day(a.published_at)",
            )  # fmt: skip


def _typed(column: Column, told: Told) -> TableColumn:
    meaning = column.meaning
    if column.kind != "list":  # of which an empty one says that there are none
        meaning = meaning.replace("empty: ", "null: ")
    if column.name in TEXT_COLUMNS and told.text == "excerpt":
        meaning += f"; its first {EXCERPT} characters"
    if column.kind == "map":  # as a list, which every reader of Parquet knows
        pairs = f"SELECT json_group_array(key || ': ' || value) FROM json_each({column.sql})"
        return TableColumn(column.name, "list", f"{meaning}; as `field: place`", f"({pairs})")
    return TableColumn(column.name, column.kind, meaning, told.expression(column.name, column.sql))


def _day(at: str | None) -> str | None:
    return times.day(at) if at else None
