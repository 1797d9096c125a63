"""Rows as Parquet files of bounded size: ``train-00000-of-00002.parquet`` and on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage.dataset.tables.column import TableColumn
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.hashed_file import HashedFile
from storage.dataset.writing.values import schema_of, typed_values

Row = Sequence[Any]
GROUP_ROWS = 1_000
"""Rows of a row group."""
GROUP_CHARACTERS = 2_000_000
"""Or so many characters of texts: pages of a megabyte each would fill the memory."""
PART_ROWS = 200_000
"""Rows of a file; shards of some hundred megabytes are what is handed on without trouble."""
PART_CHARACTERS = 400_000_000
_REPEATED = 100
"""Texts of which a hundred rows have fewer values than rows are written as a dictionary."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file that was written: its name, size, SHA-256 and rows."""

    name: str
    bytes: int
    sha256: str
    rows: int


def write_table(
    rows: Iterable[Row], columns: Sequence[TableColumn], file: Path, digest: RowsDigest,
    told: Callable[[int], None] = lambda rows: None,
) -> Part:  # fmt: skip
    """Write all rows to one file, which is there also without any. Raises ``OSError``."""
    groups = _groups(iter(rows), columns)
    return _write(groups, columns, file, digest, told)


def write_parts(
    rows: Iterable[Row], columns: Sequence[TableColumn], folder: Path, stem: str,
    digest: RowsDigest, told: Callable[[int], None] = lambda rows: None,
) -> list[Part]:  # fmt: skip
    """Write rows to numbered files, at least one. ``told`` gets the rows of each group.

    Raises ``OSError``.
    """
    groups, written = _groups(iter(rows), columns), list[Part]()
    more = next(groups, None)
    while more is not None or not written:
        some = _part(chain([more] if more else [], groups))
        coming = folder / f"{stem}-{len(written):05}.parquet"
        written.append(_write(some, columns, coming, digest, told))
        more = next(groups, None)
    return [_named(folder, part, stem, n, len(written)) for n, part in enumerate(written)]


def _named(folder: Path, part: Part, stem: str, number: int, of: int) -> Part:
    """Give a part the name that tells how many there are."""
    name = f"{stem}-{number:05}-of-{of:05}.parquet"
    (folder / part.name).rename(folder / name)
    return Part(name, part.bytes, part.sha256, part.rows)


def _part(groups: Iterator["_Group"]) -> Iterator["_Group"]:
    """The groups of one part; the others stay."""
    rows = characters = 0
    for group in groups:
        yield group
        rows, characters = rows + len(group.rows), characters + group.characters
        if rows >= PART_ROWS or characters >= PART_CHARACTERS:
            return


@dataclass(frozen=True, slots=True)
class _Group:
    rows: list[Row]
    characters: int


def _groups(rows: Iterator[Row], columns: Sequence[TableColumn]) -> Iterator[_Group]:
    """The rows in groups that are bounded in number and in what their texts take."""
    texts = [at for at, one in enumerate(columns) if one.name in ("body", "headline", "evidence")]
    for first in rows:
        group, characters = [first], _length(first, texts)
        while len(group) < GROUP_ROWS and characters < GROUP_CHARACTERS:
            row = next(rows, None)
            if row is None:
                break
            group.append(row)
            characters += _length(row, texts)
        yield _Group(group, characters)


def _length(row: Row, texts: Sequence[int]) -> int:
    return sum(len(row[at] or "") for at in texts)


def _write(
    groups: Iterator[_Group], columns: Sequence[TableColumn], file: Path, digest: RowsDigest,
    told: Callable[[int], None],
) -> Part:  # fmt: skip
    schema, written = schema_of(columns), 0
    first = next(groups, None)
    repeated = _repeated(first.rows, columns) if first else []
    with (
        HashedFile(file) as out,
        pq.ParquetWriter(out, schema, compression="zstd", use_dictionary=repeated) as writer,
    ):
        for group in chain([first] if first else [], groups):
            by_column = [*zip(*group.rows, strict=True)]
            typed = [typed_values(values, one.kind)
                     for values, one in zip(by_column, columns, strict=True)]  # fmt: skip
            digest.add([plain for _, plain in typed])
            writer.write_table(pa.Table.from_arrays([one for one, _ in typed], schema=schema))
            written += len(group.rows)
            told(len(group.rows))
    return Part(file.name, out.bytes, out.hex(), written)


def _repeated(rows: Sequence[Row], columns: Sequence[TableColumn]) -> list[str]:
    """The columns whose values repeat: a dictionary of texts that do not costs time for nothing."""
    some = [*islice(rows, _REPEATED)]
    found = list[str]()
    for at, one in enumerate(columns):
        if one.kind in ("text", "integer") and len({row[at] for row in some}) <= len(some) // 2:
            found.append(one.name)
        elif one.kind == "list":
            found.append(f"{one.name}.list.element")
    return found
