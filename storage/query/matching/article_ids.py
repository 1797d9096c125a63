"""The numbers of the articles that match an expression, or of which a condition is true.

The search index alone is asked, and the table of articles only for what it alone knows: joined to
it for each match, a frequent word takes thirty times as long.
"""

import json
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from storage.archive import Archive

Ints = npt.NDArray[np.int64]
LOOKED_UP = 20_000
"""So many matches are looked up one by one; for more, all articles are held to the condition."""


class Columns(Protocol):
    """What is known of every article in memory."""

    when: Ints
    shown: npt.NDArray[np.bool_]

    def narrowed(self, ids: Ints, facet: str, value: str) -> Ints:
        """Those of some articles that have a value."""

    def newest(self, ids: Ints, number: int, offset: int = 0, *, oldest: bool = False) -> Ints:
        """A page of some articles in order of time."""


def ids_of(archive: Archive, expression: str) -> Ints:
    """The articles that match an expression of FTS5, in order of their numbers."""
    # one text: a row for each would be made under Python's lock, and take five times as long
    return _numbers(
        archive,
        "SELECT group_concat(rowid) FROM"
        " (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid)",
        expression,
    )


def ids_that(
    archive: Archive, ids: Ints, condition: str, values: Sequence[object], *, costly: bool = False
) -> Ints:
    """Those of some articles of which a condition on ``articles a`` is true.

    ``costly``: the condition reads texts, so that it is never asked of other articles.
    """
    if costly or len(ids) <= LOOKED_UP:
        return _numbers(
            archive,
            "SELECT group_concat(id) FROM (SELECT a.id FROM json_each(?) asked"
            f" CROSS JOIN articles a ON a.id = asked.value WHERE {condition} ORDER BY asked.key)",
            json.dumps(ids.tolist()), *values,
        )  # fmt: skip
    # of the table itself: where a view stands before it, what that hides is in no index
    every = _numbers(
        archive,
        f"SELECT group_concat(id) FROM (SELECT a.id FROM main.articles a WHERE {condition})",
        *values,
    )
    return np.intersect1d(ids, every, assume_unique=True)


def parts_of(ids: Ints, others: Ints) -> Ints:
    """Those of some articles that are among others; both in order of their numbers."""
    if len(ids) == len(others) and np.array_equal(ids, others):
        return ids
    return np.intersect1d(ids, others, assume_unique=True)


def _numbers(archive: Archive, sql: str, *values: object) -> Ints:
    row = archive.row(sql, *values)
    if row is None or row[0] is None:
        return np.zeros(0, np.int64)
    return np.fromstring(str(row[0]), np.int64, sep=",")
