"""Which articles a data set holds, in which split and order; only their numbers are sorted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from storage.archive import Archive
from storage.article_uid import UID
from storage.dataset.description import Splitting
from storage.dataset.request import Request
from storage.dataset.split_assignment import dealt
from storage.dataset.tables.versions_stories_events_captures import TAKEN
from storage.past.as_of_search import found
from storage.query.filters import HIDDEN
from storage.query.matching.article_ids import Ints
from storage.query.stories.representatives import in_time, representatives


@dataclass(frozen=True, slots=True)
class Selection:
    """The numbers of the articles of each split, in order of time, and how many were left out."""

    splits: Mapping[str, Ints]
    splitting: Splitting | None
    dropped: Mapping[str, int]
    """By reason, in the order in which they are left out; none has no article."""
    among: int
    """All articles of the archive at that moment: those of the splits, and all that is dropped."""
    lot: int | None
    """The highest lot of a sample."""
    expression: str | None
    """What the query meant to the search index."""

    @property
    def count(self) -> int:
        """The articles of all splits."""
        return sum(len(ids) for ids in self.splits.values())


def select(archive: Archive, request: Request) -> Selection:
    """Choose the articles of a request, of the moment that the connection shows.

    Raises ``BadQuery`` and ``WrongSplit``.
    """
    counted = _Dropped(_number(archive, "SELECT count(*) FROM articles"))
    hidden = f"SELECT count(*) FROM articles WHERE id IN ({HIDDEN})"
    counted.down_to("hidden by an order", counted.left - _number(archive, hidden))
    ids = in_time(archive, request.filters)
    counted.down_to("outside the filters", len(ids))
    lot = expression = None
    if request.query is not None:
        matches, expression = found(archive, request.query, request.expression, exact=request.exact)
        ids = ids[np.isin(ids, matches)]
        counted.down_to("not found by the query", len(ids))
    if request.one_per_story:
        ids = representatives(archive, ids)
        counted.down_to("further article of its story", len(ids))
    if request.sample is not None:
        ids, lot = _sample(archive, ids, request)
        counted.down_to("not in the sample", len(ids))
    splits, splitting = dealt(archive, request, ids)
    return Selection(splits, splitting, counted.reasons, counted.among, lot, expression)


def note_taken(archive: Archive, selection: Selection) -> None:
    """Put the numbers into the temporary table that the other tables are read by."""
    execute = archive.db.conn.execute
    execute(f"DROP TABLE IF EXISTS temp.{TAKEN}")
    execute(f"CREATE TEMP TABLE {TAKEN} (id INTEGER PRIMARY KEY)")
    for ids in selection.splits.values():
        archive.db.conn.executemany(
            f"INSERT INTO temp.{TAKEN} VALUES (?)", ((int(id),) for id in ids)
        )


class _Dropped:
    """Counts what each step leaves out."""

    def __init__(self, among: int) -> None:
        self.among = self.left = among
        self.reasons = dict[str, int]()

    def down_to(self, reason: str, left: int) -> None:
        """So many are left after a step."""
        if left < self.left:
            self.reasons[reason] = self.left - left
        self.left = left


def _number(archive: Archive, sql: str) -> int:
    return int(archive.db.execute(sql).fetchone()[0])


def _sample(archive: Archive, ids: Ints, request: Request) -> tuple[Ints, int]:
    """So many articles by lot, in their order, and the highest lot that was drawn.

    The lot is drawn by ``uid`` and seed alone: neither the other articles nor their numbers in this
    archive move it.
    """
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    lots = np.empty(len(ids), np.int64)
    one = f"SELECT {UID} FROM articles a WHERE a.id = ?"
    for place, id in enumerate(map(int, ids)):
        (uid,) = cursor.execute(one, (id,)).fetchone()
        lot = hashlib.sha256(f"{request.seed}\n{uid}".encode()).digest()
        lots[place] = int.from_bytes(lot[:8]) >> 1  # of 63 bits
    highest = request.lot
    if highest is None:
        number = min(request.sample or 0, len(ids))
        highest = int(np.partition(lots, number - 1)[number - 1]) if number else -1
    return ids[lots <= highest], highest
