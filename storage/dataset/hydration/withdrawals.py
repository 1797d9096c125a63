"""The articles of a data set that are under an order since, and what they count for in it.

Who fills a set holds an archive that knows of these orders; who published it may not yet.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from storage import times
from storage.archive import Archive
from storage.article_uid import article_with
from storage.dataset.description import ARTICLES, Withdrawn
from storage.dataset.hydration.row_writer import paths_of
from storage.dataset.tally import Tally, dated, role_of

_ORDERS = """
    SELECT article_id, at FROM suppressions UNION ALL SELECT article_id, at FROM tombstones
"""
_BATCH = 2_000


@dataclass(slots=True)
class Withdrawals:
    """Articles of a data set that are under an order, and what they count for in its numbers."""

    articles: dict[str, Withdrawn] = field(default_factory=dict)
    """By uid."""
    days: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    """By outlet and day of publication; ``None``: undated."""
    roles: Counter[str] | None = field(default_factory=Counter)
    """By place in a story; ``None``: the data set does not tell."""
    dates: Counter[str] | None = field(default_factory=Counter)
    """By how exact their date is; ``None``: the data set does not tell."""
    stories: set[int] = field(default_factory=set)
    """The stories that they were in, as far as the data set tells."""
    splits: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.articles)

    @property
    def outlets(self) -> Counter[str]:
        """By outlet."""
        found = Counter[str]()
        for (outlet, _), number in self.days.items():
            found[outlet] += number
        return found


def withdrawals(archive: Archive, folder: Path, manifest: Mapping[str, Any]) -> Withdrawals:
    """The articles of a data set that an archive hides, or has erased. Raises ``OSError``."""
    orders: dict[int | None, str] = dict(archive.db.execute(_ORDERS).fetchall())
    found = Withdrawals()
    if not orders:
        return found
    for file in (one for one in manifest["files"] if one["table"] == ARTICLES):
        for uid, row in _told(folder / file["path"]):
            id = article_with(archive.db, uid)
            if id in orders:
                found.articles[uid] = Withdrawn(uid, times.parse(orders[id]))
                found.splits[file["split"]] += 1
                _count(found, row)
    for outlet, at, _, _ in last_versions(folder, manifest, found.articles.keys(), wanted=True):
        found.days[outlet, times.day(at) if at else None] += 1
    return found


def _told(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The uid of each article of a file, and what its columns tell of its place in the counts."""
    names = ("uid", "story_id", "story_role", "published_at", "published_precision")
    with pq.ParquetFile(path) as file:
        there = [name for name in names if name in file.schema_arrow.names]
        for batch in file.iter_batches(_BATCH, columns=there):
            for row in batch.to_pylist():
                yield row["uid"], row


def _count(found: Withdrawals, row: Mapping[str, Any]) -> None:
    if row.get("story_id") is not None:
        found.stories.add(row["story_id"])
    if "story_role" not in row:
        found.roles = None
    elif found.roles is not None:
        found.roles[role_of(row["story_role"])] += 1
    if not {"published_at", "published_precision"} <= {*row}:
        found.dates = None
    elif found.dates is not None:
        found.dates[dated(row["published_at"] is not None, row["published_precision"])] += 1


def last_versions(
    folder: Path, manifest: Mapping[str, Any], uids: Collection[str], *, wanted: bool
) -> Iterator[tuple[str, str | None, str | None, int]]:
    """Outlet, date, language and words of the articles that are ``wanted`` among some, or not."""
    names = ["uid", "replaced_at", "published_at", "language", "words"]
    for path in paths_of(manifest, "versions"):
        with pq.ParquetFile(folder / path) as file:
            for batch in file.iter_batches(_BATCH, columns=names):
                for row in batch.to_pylist():
                    if row["replaced_at"] is None and (row["uid"] in uids) == wanted:
                        at = row["published_at"]
                        yield (
                            row["uid"].partition(":")[0], times.stamp(at) if at else None,
                            row["language"], row["words"] or 0,
                        )  # fmt: skip


def tallied(folder: Path, manifest: Mapping[str, Any], without: Withdrawals) -> Tally:
    """The articles that stay, counted by outlet, day, language and length."""
    tally = Tally()
    for outlet, at, language, words in last_versions(
        folder, manifest, without.articles.keys(), wanted=False
    ):
        tally.add(outlet, at, None, language, words, None)
    return tally
