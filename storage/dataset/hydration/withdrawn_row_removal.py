"""The tables of a data set without the rows of some articles, and with the counts that are left."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from storage.dataset.description import ARTICLES
from storage.dataset.hydration.row_writer import Batches, Written, paths_of, write_batches
from storage.dataset.hydration.withdrawals import Withdrawals

Row = dict[str, Any]
Group = tuple[str, str, str | None]
"""Outlet, unit and period of a row of coverage."""
_NAMING = {
    ARTICLES: ("uid",), "versions": ("uid",), "captures": ("uid",), "events": ("uid",),
    "story_pairs": ("uid", "other_uid"),
}  # fmt: skip
"""The columns by which a table's rows are of an article."""
_OF_STORIES = ("uid", "outlet", "story_id", "published_at")
_BATCH = 2_000


def staying(batches: Batches, table: str, without: Withdrawals) -> Batches:
    """The rows of articles that stay."""
    gone = pa.array([*without.articles], pa.string())
    for batch in batches:
        for name in _NAMING[table]:
            batch = batch.filter(pc.invert(pc.is_in(batch.column(name), value_set=gone)))
        yield batch


def write_tables(
    folder: Path, made: Path, manifest: Mapping[str, Any], without: Withdrawals,
    held: Collection[str],
) -> dict[str, Written]:  # fmt: skip
    """Write each table beside the articles anew, without some, by its path. Raises ``OSError``.

    ``held``: the outlets of which an article stays.
    """
    members, groups = _members(folder, manifest, without), _groups(without)
    found = dict[str, Written]()
    changed: Mapping[str, Callable[[Row], Row | None]] = {
        "stories": lambda row: _story(row, members, without),
        "outlets": lambda row: _outlet(row, held, without.outlets),
        "coverage": lambda row: _day(row, held, groups),
        "gaps": lambda row: row if row["outlet"] in held else None,
    }
    for one in manifest["files"]:
        table, path = one["table"], one["path"]
        if table == ARTICLES:
            continue
        (made / path).unlink()
        with pq.ParquetFile(folder / path) as file:
            batches: Batches = file.iter_batches(_BATCH)
            if table in _NAMING:
                batches = staying(batches, table, without)
            else:
                batches = _changed(batches, changed[table])
            found[path] = write_batches(made / path, file.schema_arrow, batches)
    return found


def _changed(batches: Batches, change: Callable[[Row], Row | None]) -> Batches:
    for batch in batches:
        rows = [row for told in batch.to_pylist() if (row := change(told)) is not None]
        yield pa.RecordBatch.from_pylist(rows, schema=batch.schema)


def _members(
    folder: Path, manifest: Mapping[str, Any], without: Withdrawals
) -> dict[int, list[Row]] | None:
    """What stays of the stories that lose an article; ``None``: the articles do not tell."""
    found: dict[int, list[Row]] = {story: [] for story in without.stories}
    for path in paths_of(manifest, ARTICLES):
        with pq.ParquetFile(folder / path) as file:
            if not {*_OF_STORIES} <= {*file.schema_arrow.names}:
                return None
            for batch in file.iter_batches(_BATCH, columns=[*_OF_STORIES]):
                for row in batch.to_pylist():
                    if row["story_id"] in found and row["uid"] not in without.articles:
                        found[row["story_id"]].append(row)
    return found


def _story(row: Row, members: Mapping[int, list[Row]] | None, without: Withdrawals) -> Row | None:
    if row["original"] in without.articles:
        row["original"] = None
    if members is None or row["story_id"] not in members:
        return row
    some = members[row["story_id"]]
    dates = [one["published_at"] for one in some if one["published_at"]]
    row |= {
        "articles": len(some), "outlets": len({one["outlet"] for one in some}),
        "first_published": min(dates, default=None), "last_published": max(dates, default=None),
    }  # fmt: skip
    return row if some else None


def _outlet(row: Row, held: Collection[str], gone: Counter[str]) -> Row | None:
    row["articles"] -= gone[row["outlet"]]
    return row if row["outlet"] in held else None


def _day(row: Row, held: Collection[str], gone: Counter[Group]) -> Row | None:
    """A row of coverage; shares stay those of when the set was made: they need the archive."""
    if row["outlet"] not in held:
        return None
    number = gone[row["outlet"], row["unit"], row["period"]]
    row["kept"] = max(0, row["kept"] - number)
    if row["articles"] is not None:
        row["articles"] -= number
    return row


def _groups(without: Withdrawals) -> Counter[Group]:
    """The withdrawn articles by the rows of coverage that count them."""
    found = Counter[Group]()
    for (outlet, day), number in without.days.items():
        if day is None:
            found[outlet, "undated", None] += number
        else:
            found[outlet, "day", day] += number
            found[outlet, "month", day[:7]] += number
    return found
