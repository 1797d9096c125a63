"""Of each story one article, as data sets take it and ``stats --one-per-story`` counts it."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

import numpy as np

from storage.archive import Archive
from storage.query.filters import WHEN, Filters
from storage.query.matching.article_ids import Ints


def pairs(archive: Archive, sql: str, values: Sequence[Any] = ()) -> tuple[Ints, Ints]:
    """The two columns of numbers that a query gives."""
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    found = np.fromiter(chain.from_iterable(cursor.execute(sql, values)), np.int64)
    return found[::2].copy(), found[1::2].copy()


def in_time(archive: Archive, filters: Filters) -> Ints:
    """The numbers of the articles that filters let through, in the order of time."""
    where, values = filters.where()
    ids, when = pairs(
        archive, f"SELECT a.id, CAST(strftime('%s', {WHEN}) AS INTEGER) FROM articles a"
        f" WHERE {where}", values,
    )  # fmt: skip
    found: Ints = ids[np.lexsort((ids, when))]
    return found


def once(archive: Archive, filters: Filters, among: Collection[int] | None = None) -> list[int]:
    """Of each story one of the articles that filters let through; ``among``: only of these."""
    ids = in_time(archive, filters)
    if among is not None:
        ids = ids[np.isin(ids, [*among])]
    found: list[int] = representatives(archive, ids).tolist()
    return found


def representatives(archive: Archive, ids: Ints) -> Ints:
    """Of each story its original, else the first of these numbers; what is in no story stays.

    The numbers keep their order, which is to be that of time.
    """
    members, stories = pairs(
        archive, "SELECT article_id, 2 * story_id + (role <> 'original') FROM story_members"
    )
    if not len(members):
        return ids
    known = np.argsort(members)
    members, stories = members[known], stories[known]
    at = np.minimum(np.searchsorted(members, ids), len(members) - 1)
    told = members[at] == ids
    places = np.flatnonzero(told)
    codes = stories[at[places]]
    first = np.lexsort((places, codes))  # by story, its original before the others, then by time
    _, begin = np.unique(codes[first] // 2, return_index=True)
    kept = ~told
    kept[places[first[begin]]] = True
    left: Ints = ids[kept]
    return left
