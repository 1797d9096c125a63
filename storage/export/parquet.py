"""Articles as Parquet."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from storage.export.columns import Column
from storage.export.rows import Row

ROW_GROUP = 5_000
"""Articles of a row group."""
GROUP_CHARACTERS = 16_000_000
"""Or so many characters of texts: pages of a megabyte each would fill the memory."""
_ARROW = {
    "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "list": pa.list_(pa.string()), "map": pa.map_(pa.string(), pa.string()),
    "time": pa.timestamp("ms", tz="UTC"),
}  # fmt: skip
_READ_FIRST = {"boolean": pa.int8(), "time": pa.string()}
"""As what the database holds a kind that Arrow casts."""


def write_parquet(found: Iterator[Row], columns: Sequence[Column], out: BinaryIO) -> None:
    """Times as times: every reader of Parquet can sort, compare and group by them."""
    schema = pa.schema(
        [
            pa.field(column.name, _ARROW[column.kind], metadata={"meaning": column.meaning})
            for column in columns
        ]
    )
    body = [column.name for column in columns].index("body")
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(found, body):
            cells = [*zip(*group, strict=True)][::-1]
            group.clear()  # no text is held twice, as Python's and as Arrow's
            arrays = [_array(cells.pop(), column) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _groups(found: Iterator[Row], body: int) -> Iterator[list[Row]]:
    """The rows in groups that are bounded in number and in what their texts take."""
    for first in found:
        group, characters = [first], len(first[body] or "")
        while len(group) < ROW_GROUP and characters < GROUP_CHARACTERS:
            row = next(found, None)
            if row is None:
                break
            group.append(row)
            characters += len(row[body] or "")
        yield group


def _array(values: Sequence[Any], column: Column) -> pa.Array:
    kind = column.kind
    if kind == "list":
        return _lists(values)
    if kind == "map":
        return pa.array([[*orjson.loads(one).items()] for one in values], _ARROW[kind])
    if kind in _READ_FIRST:
        return pa.array(values, _READ_FIRST[kind]).cast(_ARROW[kind])
    return pa.array(values, _ARROW[kind])


def _lists(values: Sequence[str]) -> pa.Array:
    """Lists from JSON: most are empty, and not read one by one."""
    read = [() if one == "[]" else orjson.loads(one) for one in values]
    ends = [0]
    for one in read:
        ends.append(ends[-1] + len(one))
    return pa.ListArray.from_arrays(ends, pa.array([*chain(*read)], pa.string()))
