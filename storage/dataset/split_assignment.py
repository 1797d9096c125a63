"""Dealing the chosen articles out to splits: the keys and days that ``splits`` goes by."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from storage import times
from storage.archive import Archive
from storage.article_uid import UID
from storage.dataset.description import Splitting
from storage.dataset.request import Request
from storage.dataset.splits import StorySplit, TimeSplit, cut_by_time
from storage.query.matching.article_ids import Ints

WHOLE = "train"
"""The name of the one split of a data set that is not split."""


def dealt(
    archive: Archive, request: Request, ids: Ints
) -> tuple[dict[str, Ints], Splitting | None]:
    """The articles of each split, in their order, and by what they were dealt out.

    Raises ``WrongSplit``.
    """
    if not request.splits:
        return {WHOLE: ids}, None
    first = _first_members(archive, ids)
    if request.split_by == "time":
        places, cuts = _by_time(archive, request, ids, first)
    else:
        places, cuts = _by_story(archive, request, ids, first), {}
    names = [*request.splits]
    found = {name: ids[places == at] for at, name in enumerate(names)}
    asked = {name: float(share) for name, share in request.splits.items()}
    undated = names[0] if request.split_by == "time" else None
    return found, Splitting(request.split_by, asked, request.seed, cuts, undated)


def _by_story(archive: Archive, request: Request, ids: Ints, first: Ints) -> Ints:
    """The place of each article's split among all, by the hash of its story's key."""
    places = {name: at for at, name in enumerate(request.splits)}
    deal = StorySplit(request.splits, request.seed)
    found, values = np.zeros(len(ids), np.int64), _asked(archive, ids, UID)
    for at, ((uid,), story) in enumerate(zip(values, map(int, first), strict=True)):
        # a story's key is the number of its first member: that stays also where it is withdrawn
        found[at] = places[deal.of(f"story {story}" if story else uid)]
    return found


def _by_time(
    archive: Archive, request: Request, ids: Ints, first: Ints
) -> tuple[Ints, dict[str, date]]:
    """The same by the first day of each story, and the first day of each split but the first."""
    days = [date.fromisoformat(times.day(row[0])) if row[0] else None
            for row in _asked(archive, ids, "a.published_at")]  # fmt: skip
    begun = dict[int, date]()
    for story, day in zip(map(int, first), days, strict=True):
        if story and day:
            begun[story] = min(day, begun.get(story, day))
    days = [begun.get(story) if story else day
            for story, day in zip(map(int, first), days, strict=True)]  # fmt: skip
    names = [*request.splits]
    if request.cuts:
        deal = TimeSplit(tuple(names), tuple(request.cuts[name] for name in names[1:]))
    else:
        deal = cut_by_time(request.splits, Counter(days))
    places = {name: at for at, name in enumerate(names)}
    found = np.fromiter((places[deal.of(day)] for day in days), np.int64, len(days))
    return found, dict(zip(names[1:], deal.cuts, strict=True))


def _first_members(archive: Archive, ids: Ints) -> Ints:
    """Of each article the lowest number in its story, asked of all articles; 0: it has no story."""
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    rows = cursor.execute("SELECT article_id, story_id FROM story_members")
    found = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 2)
    found = found[np.argsort(found[:, 0])]
    if not len(found):
        return np.zeros(len(ids), np.int64)
    _, lowest, story = np.unique(found[:, 1], return_index=True, return_inverse=True)
    firsts = found[:, 0][lowest][story]  # sorted by article: the first place is the lowest number
    at = np.minimum(np.searchsorted(found[:, 0], ids), len(found) - 1)
    return np.where(found[:, 0][at] == ids, firsts[at], 0)


def _asked(archive: Archive, ids: Ints, column: str) -> Iterator[tuple[Any, ...]]:
    """A column of each article, one by one."""
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    one = f"SELECT {column} FROM articles a WHERE a.id = ?"
    return (cursor.execute(one, (id,)).fetchone() for id in map(int, ids))
