"""Comparing two data sets by their rows, whatever wrote the files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.proving.verify import kind_of, take
from storage.dataset.tables.coverage import LEARNED, RECOUNTED
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.values import plain_values

_ARTICLE = ("uid", "other_uid", "original")
"""Columns that name an article."""
DIFFERING_COVERAGE = "coverage: not the same"
"""How a line of ``differing_tables`` begins that tells of a coverage of other rows."""
UNREADABLE = ": cannot be read: "
"""What a line of ``differing_tables`` has that tells of a file that is away or damaged."""
_PERIOD = ("outlet", "unit", "period", "day")
_BATCH = 2_000


def differing_tables(
    folder: Path, manifest: Mapping[str, Any], new: Mapping[str, Any]
) -> list[str]:
    """The tables whose rows differ, in words. Those of the first are read, not believed."""
    found = list[str]()
    for name in sorted({*manifest["tables"]} | {*new["tables"]}):
        expected = new["tables"].get(name, {})
        digest = RowsDigest()
        try:
            for path in _paths(manifest, name):
                with pq.ParquetFile(folder / path) as file:
                    take(digest, file)
        except (OSError, pa.ArrowInvalid, KeyError) as error:
            found.append(f"{name}{UNREADABLE}{error}")
            continue
        if (digest.rows, digest.hex()) != (expected.get("rows"), expected.get("digest")):
            found.append(f"{name}: not the same: {digest.rows} rows, made again"
                         f" {expected.get('rows', 0)}")  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Touched:
    """What the withdrawal of articles changes beside their own rows."""

    gone: frozenset[str] = frozenset()
    """Their uids."""
    stories: frozenset[int] = frozenset()
    """The stories that they were in."""
    members: frozenset[str] = frozenset()
    """Uids of the articles of these stories, as far as they are known."""
    before: frozenset[str] = frozenset()
    """Outlets of articles that were left out as the set was filled: their figures are of before."""

    def stand_ins(self, folder: Path, manifest: Mapping[str, Any]) -> frozenset[str]:
        """Uids of members that a data set has not: of one per story another one is chosen now."""
        known = {row["uid"] for row in _rows(folder, manifest, "articles", ["uid"])}
        return self.members - known


def stories_told(folder: Path, manifest: Mapping[str, Any], gone: set[str]) -> set[int]:
    """The stories that a data set itself says articles were in, by their numbers."""
    told = (
        *_rows(folder, manifest, "articles", ["uid", "story_id"]),
        *(row for row in _rows(folder, manifest, "stories", ["original", "story_id"])
          if row["original"] in gone),
    )  # fmt: skip
    return {
        row["story_id"] for row in told
        if row.get("story_id") is not None and (row.get("uid") or row.get("original")) in gone
    }  # fmt: skip


def alike(folder: Path, manifest: Mapping[str, Any], gone: set[str]) -> set[str]:
    """The articles that a data set says are alike to some, by uid."""
    pairs = (
        {row["uid"], row["other_uid"]}
        for row in _rows(folder, manifest, "story_pairs", ["uid", "other_uid"])
    )
    return {uid for pair in pairs if pair & gone for uid in pair}


def differing_rows(
    folder: Path, manifest: Mapping[str, Any], made: Path, new: Mapping[str, Any], touched: Touched
) -> list[str]:
    """The tables that differ by more than articles that are gone, in words.

    Left aside on both sides are these, the stories that they were in, what stands in for them, and
    the counts of the outlets of both; in coverage, what is learned of addresses later on, and of
    some outlets all but the counts of articles.
    """
    aside = _Aside(touched, touched.stand_ins(folder, manifest))
    found = list[str]()
    for name in sorted({*manifest["tables"]} | {*new["tables"]}):
        pairs = zip_longest(
            aside.rows(folder, manifest, name), aside.rows(made, new, name), fillvalue=None
        )
        for number, (then, now) in enumerate(pairs):
            if then != now:
                found.append(f"{name}: differs from row {number} on: {_named(then or now)}")
                break
    return found


class _Aside:
    """What is not compared."""

    def __init__(self, touched: Touched, stand_ins: frozenset[str]) -> None:
        self.articles = touched.gone | stand_ins
        self.touched = touched
        self.outlets = {uid.partition(":")[0] for uid in self.articles}

    def rows(
        self, folder: Path, manifest: Mapping[str, Any], name: str
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table that are compared."""
        counts = name in ("outlets", "coverage", "gaps")
        for row in _rows(folder, manifest, name):
            if counts and row["outlet"] in self.outlets:
                continue
            if name == "coverage":
                if row["outlet"] in self.touched.before:
                    row = {column: row[column] for column in (*_PERIOD, *RECOUNTED)}
                row = {column: row[column] for column in row if column not in LEARNED}
                if not any(row[column] for column in row if column not in _PERIOD):
                    continue  # a day or a month of which addresses are known and nothing else
            if row.get("story_id") in self.touched.stories:
                continue
            if name == "articles" and row["uid"] in self.touched.members:
                continue  # its columns may leave out the story, which may be in another split now
            if not any(row.get(column) in self.articles for column in _ARTICLE):
                yield row


def _rows(
    folder: Path, manifest: Mapping[str, Any], name: str, only: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a table; ``only``: these columns, as far as it has them."""
    for path in _paths(manifest, name):
        with pq.ParquetFile(folder / path) as file:
            for batch in file.iter_batches(_BATCH, columns=only):
                names = batch.schema.names
                columns = [plain_values(one, kind_of(one.type)) for one in batch.columns]
                for row in zip(*columns, strict=True):
                    yield dict(zip(names, row, strict=True))


def _paths(manifest: Mapping[str, Any], table: str) -> list[str]:
    return [one["path"] for one in manifest["files"] if one["table"] == table]


def _named(row: Mapping[str, Any] | None) -> str:
    return str(next(iter((row or {}).values()), ""))
