"""Comparing two data sets by their rows, whatever wrote the files."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.proving.verify import kind_of, take
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.values import plain_values

_ARTICLE = ("uid", "other_uid", "original")
"""Columns that name an article."""
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
            found.append(f"{name}: cannot be read: {error}")
            continue
        if (digest.rows, digest.hex()) != (expected.get("rows"), expected.get("digest")):
            found.append(f"{name}: {digest.rows} rows, made again {expected.get('rows', 0)}, and"
                         " not the same")  # fmt: skip
    return found


def differing_rows(
    folder: Path, manifest: Mapping[str, Any], made: Path, new: Mapping[str, Any], gone: set[str]
) -> list[str]:
    """The tables that differ by more than articles that are gone, in words.

    Left aside on both sides are these, the stories that they were in, and the counts of their
    outlets.
    """
    stories = _stories_of(folder, manifest, gone) | _stories_of(made, new, gone)
    outlets = {uid.partition(":")[0] for uid in gone}
    found = list[str]()
    for name in sorted({*manifest["tables"]} | {*new["tables"]}):
        aside = _Aside(gone, stories, outlets)
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

    def __init__(self, gone: set[str], stories: set[int], outlets: set[str]) -> None:
        self.gone, self.stories, self.outlets = gone, stories, outlets
        self.members = set[str]()

    def rows(
        self, folder: Path, manifest: Mapping[str, Any], name: str
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table that are compared."""
        counts = name in ("outlets", "coverage", "gaps")
        for row in _rows(folder, manifest, name):
            if counts and row["outlet"] in self.outlets:
                continue
            if row.get("story_id") in self.stories:
                continue
            if not any(row.get(column) in self.gone for column in _ARTICLE):
                yield row


def _stories_of(folder: Path, manifest: Mapping[str, Any], gone: set[str]) -> set[int]:
    """The stories that articles were in."""
    columns = {one["name"] for one in manifest["tables"]["articles"]["columns"]}
    if "story_id" not in columns:
        return set()
    found = set[int]()
    for path in _paths(manifest, "articles"):
        with pq.ParquetFile(folder / path) as file:
            for batch in file.iter_batches(_BATCH, columns=["uid", "story_id"]):
                pairs = zip(*(column.to_pylist() for column in batch.columns), strict=True)
                found |= {story for uid, story in pairs if uid in gone and story is not None}
    return found


def _rows(folder: Path, manifest: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    for path in _paths(manifest, name):
        with pq.ParquetFile(folder / path) as file:
            for batch in file.iter_batches(_BATCH):
                names = batch.schema.names
                columns = [plain_values(one, kind_of(one.type)) for one in batch.columns]
                for row in zip(*columns, strict=True):
                    yield dict(zip(names, row, strict=True))


def _paths(manifest: Mapping[str, Any], table: str) -> list[str]:
    return [one["path"] for one in manifest["files"] if one["table"] == table]


def _named(row: Mapping[str, Any] | None) -> str:
    return str(next(iter((row or {}).values()), ""))
