"""Proving a data set: every file is hashed, every row counted and taken into the digests again."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.manifest import MANIFEST, SUMS, NoDataSet, files_of, read_manifest, read_sums
from storage.dataset.tables.column import Kind
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.hashed_file import file_hash
from storage.dataset.writing.values import ARROW, plain_values

_KINDS: Mapping[str, Kind] = {str(type): kind for kind, type in ARROW.items()}
_BATCH = 2_000
ROWS = ("data/", "tables/")
"""Where the files of rows are."""


def verify(folder: Path, told: Callable[[int, int], None] = lambda _done, _all: None) -> list[str]:
    """What is wrong with a data set, in words; nothing: it is what its manifest says.

    ``told`` gets how many files of how many are done. Raises ``NoDataSet``.
    """
    manifest, sums = read_manifest(folder), read_sums(folder)
    wrong = _files(folder, sums, told)
    sound = {*sums} - {line.partition(":")[0] for line in wrong}
    try:
        for one in manifest["files"]:
            if sums.get(one["path"]) != one["sha256"]:
                wrong.append(f"{one['path']}: manifest.json and {SUMS} name different hashes")
        known = {one["path"] for one in manifest["files"]}
        rows = {name for name in sums if name.startswith(ROWS)}
        wrong += [f"{name}: {MANIFEST} does not name it" for name in sorted(rows - known)]
        for name, table in manifest["tables"].items():
            paths = [one["path"] for one in manifest["files"] if one["table"] == name]
            if sound >= {*paths}:
                wrong += _table(folder, name, table, paths)
        return wrong + _counts(folder, manifest, sound)
    except (KeyError, TypeError, AttributeError) as error:
        raise NoDataSet(f"{folder}: manifest.json is not whole: {error!r}") from error
    except pa.ArrowInvalid as error:
        return [*wrong, f"a file is no Parquet that can be read: {error}"]


def _files(folder: Path, sums: Mapping[str, str], told: Callable[[int, int], None]) -> list[str]:
    """Files that are missing, changed, or named nowhere."""
    wrong, there = list[str](), {*files_of(folder)} - {SUMS}
    for done, (name, expected) in enumerate(sorted(sums.items())):
        told(done, len(sums))
        if name not in there:
            wrong.append(f"{name}: missing")
            continue
        try:
            if file_hash(folder / name)[1] != expected:
                wrong.append(f"{name}: its SHA-256 is another one than in {SUMS}")
        except OSError as error:
            wrong.append(f"{name}: cannot be read: {error.strerror}")
    told(len(sums), len(sums))
    return wrong + [f"{name}: not in {SUMS}" for name in sorted(there - {*sums})]


def _table(folder: Path, name: str, expected: Mapping[str, Any], paths: Sequence[str]) -> list[str]:
    """Whether the rows of a table are those that the manifest counts."""
    columns = [(one["name"], one["type"]) for one in expected["columns"]]
    digest, wrong = RowsDigest(), list[str]()
    for path in paths:
        with pq.ParquetFile(folder / path) as file:
            found = [(field.name, str(field.type)) for field in file.schema_arrow]
            if found != columns:
                wrong.append(f"{path}: its columns are not those of manifest.json")
                continue
            take(digest, file)
    if not wrong and (digest.rows, digest.hex()) != (expected["rows"], expected["digest"]):
        wrong.append(f"{name}: {digest.rows} rows with the digest {digest.hex()}; manifest.json"
                     f" says {expected['rows']} with {expected['digest']}")  # fmt: skip
    return wrong


def take(digest: RowsDigest, file: pq.ParquetFile) -> None:
    """Take all rows of a file into a digest."""
    for batch in file.iter_batches(_BATCH):
        digest.add([plain_values(array, kind_of(array.type)) for array in batch.columns])


def kind_of(type: pa.DataType) -> Kind:
    """The kind of column that has this type. Raises ``KeyError`` for a type of none."""
    return _KINDS[str(type)]


def _counts(folder: Path, manifest: Mapping[str, Any], sound: set[str]) -> list[str]:
    """Numbers that must agree: rows, splits, what was left out, outlets and days."""
    wrong, rows = list[str](), manifest["tables"]["articles"]["rows"]
    counted = manifest["articles"]
    left_out = sum(counted["left out"].values())
    per_month = sum(one["rows"] for one in manifest["statistics"]["per_month"])
    in_files = sum(one["rows"] for one in manifest["files"] if one["table"] == "articles")
    sums = {
        "splits": sum(manifest["splits"].values()), "files": in_files,
        "outlets and months": per_month,
        "the archive without what was left out": counted["in the archive"] - left_out,
    }  # fmt: skip
    if "tables/coverage.parquet" in sound:
        table = pq.read_table(folder / "tables/coverage.parquet", columns=["articles"])
        sums["outlets and days of coverage"] = sum(filter(None, table["articles"].to_pylist()))
    for name, number in sums.items():
        if number != rows:
            wrong.append(f"manifest.json: {name} sum to {number}, and {rows} articles are there")
    return wrong
