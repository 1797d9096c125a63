"""Files of rows written anew from batches: what is in them, and their digest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.proving.verify import kind_of
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.hashed_file import HashedFile
from storage.dataset.writing.parts import GROUP_CHARACTERS, GROUP_ROWS, Part
from storage.dataset.writing.values import plain_values

Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and the digest of its table so far."""

    part: Part
    digest: str


def paths_of(manifest: Mapping[str, Any], table: str) -> list[str]:
    """The files of a table, in order."""
    return [one["path"] for one in manifest["files"] if one["table"] == table]


def write_batches(
    target: Path, schema: pa.Schema, batches: Batches, digest: RowsDigest | None = None
) -> Written:
    """Write rows to a new file; ``digest``: that of the files of its table before. ``OSError``."""
    digest, rows = digest or RowsDigest(), 0
    lists = [f"{one.name}.list.element" for one in schema if pa.types.is_list(one.type)]
    with (
        HashedFile(target) as out,
        pq.ParquetWriter(out, schema, compression="zstd", use_dictionary=lists) as writer,
    ):
        for group in _groups(batches):
            for batch in group:
                digest.add([plain_values(one, kind_of(one.type)) for one in batch.columns])
                rows += batch.num_rows
            writer.write_table(pa.Table.from_batches(group, schema))
    return Written(Part(target.name, out.bytes, out.hex(), rows), digest.hex())


def _groups(batches: Batches) -> Iterator[list[pa.RecordBatch]]:
    """Row groups of bounded size: pages of a megabyte each would fill the memory."""
    group, rows, size = list[pa.RecordBatch](), 0, 0
    for batch in batches:
        group.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= GROUP_ROWS or size >= GROUP_CHARACTERS * 2:  # two bytes a letter
            yield group
            group, rows, size = [], 0, 0
    if group:
        yield group
