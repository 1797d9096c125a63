"""A file of articles written anew with texts; all other columns stay as they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.hydration.texts import FILLED, Ending, Texts
from storage.dataset.proving.verify import kind_of
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.hashed_file import HashedFile
from storage.dataset.writing.parts import GROUP_CHARACTERS, GROUP_ROWS, Part
from storage.dataset.writing.values import plain_values

_BATCH = 500


@dataclass(slots=True)
class Hydrated:
    """What became of the rows: how many have their text, and the uids of those that have not."""

    filled: int = 0
    left: dict[Ending, list[str]] = field(
        default_factory=lambda: {"changed": [], "gone": [], "missing": []}
    )

    @property
    def rows(self) -> int:
        """All rows so far."""
        return self.filled + sum(map(len, self.left.values()))


def write_filled(
    source: Path, target: Path, texts: Texts, done: Hydrated, digest: RowsDigest,
    told: Callable[[], None],
) -> Part:  # fmt: skip
    """Write the rows of a file to a new one, with their texts; ``done`` counts them.

    Raises ``OSError``.
    """
    rows = 0
    with pq.ParquetFile(source) as file, HashedFile(target) as out:
        schema = file.schema_arrow
        lists = [f"{one.name}.list.element" for one in schema if pa.types.is_list(one.type)]
        with pq.ParquetWriter(out, schema, compression="zstd", use_dictionary=lists) as writer:
            for group in _groups(_filled(file, texts, done)):
                for batch in group:
                    digest.add([plain_values(one, kind_of(one.type)) for one in batch.columns])
                    rows += batch.num_rows
                writer.write_table(pa.Table.from_batches(group, schema))
                told()
    return Part(target.name, out.bytes, out.hex(), rows)


def _filled(file: pq.ParquetFile, texts: Texts, done: Hydrated) -> Iterator[pa.RecordBatch]:
    """The rows of a file with their texts, some at a time."""
    for batch in file.iter_batches(_BATCH):
        found = list[tuple[str | None, ...]]()
        for uid in batch.column("uid").to_pylist():
            ending, text = texts.of(uid)
            found.append(text)
            if ending == "filled":
                done.filled += 1
            else:
                done.left[ending].append(uid)
        for values, name in zip(zip(*found, strict=True), FILLED, strict=True):
            place = batch.schema.get_field_index(name)
            if place >= 0:
                of = batch.schema.field(place)
                batch = batch.set_column(place, of, pa.array(values, of.type))
        yield batch


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
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
