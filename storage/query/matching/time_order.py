"""Matches in order of time where no columns are in memory: a page costs the page."""

import heapq
import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby, islice

import numpy as np

from storage.archive import Archive
from storage.query.matching.article_ids import LOOKED_UP, Ints


def in_time(
    archive: Archive, when: str, ids: Ints, limit: int, offset: int = 0, *, oldest: bool = False
) -> list[int]:
    """A page of some articles, the newest or oldest first; those of one moment by number.

    ``when``: the moment of ``articles a``, which is published_at or else first_seen.
    """
    up = "ASC" if oldest else "DESC"
    if len(ids) <= LOOKED_UP:
        rows = archive.rows(
            "SELECT a.id FROM json_each(?) asked CROSS JOIN articles a ON a.id = asked.value"
            f" ORDER BY {when} {up}, a.id {up} LIMIT ? OFFSET ?",
            json.dumps(ids.tolist()), limit, offset,
        )  # fmt: skip
        return [row[0] for row in rows]
    wanted = np.zeros(int(ids[-1]) + 1, np.bool_)
    wanted[ids] = True
    found = (id for id in _all_in_time(archive, up) if id < len(wanted) and wanted[id])
    return list(islice(found, offset, offset + limit))


def _all_in_time(archive: Archive, up: str) -> Iterator[int]:
    """All articles along the index of time; as many are read as are asked for."""
    dated = archive.db.execute(
        "SELECT published_at, id FROM main.articles WHERE published_at IS NOT NULL"
        f" ORDER BY published_at {up}, id {up}"
    )
    undated = archive.db.execute(
        "SELECT first_seen, id FROM main.articles INDEXED BY articles_columns"
        f" WHERE published_at IS NULL ORDER BY first_seen {up}"
    )
    down = up == "DESC"
    both = heapq.merge(dated, _by_number(undated, down=down), key=tuple, reverse=down)
    return (row[1] for row in both)


def _by_number(rows: Iterator[sqlite3.Row], *, down: bool) -> Iterator[sqlite3.Row]:
    """Rows of one moment in order of their numbers, which the index of undated ones has not."""
    for _, moment in groupby(rows, key=lambda row: row[0]):
        yield from sorted(moment, key=lambda row: int(row[1]), reverse=down)
