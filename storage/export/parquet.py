"""Articles as Parquet."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from storage import times
from storage.export.columns import COLUMNS, TIMES, Record

ROW_GROUP = 5_000
_ARROW = {
    "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "list": pa.list_(pa.string()), "map": pa.map_(pa.string(), pa.string()),
    "time": pa.timestamp("ms", tz="UTC"),
}  # fmt: skip


def write_parquet(found: Iterator[Record], path: Path) -> None:
    """Times as times: every reader of Parquet can sort, compare and group by them."""
    schema = pa.schema(
        [
            pa.field(column.name, _ARROW[column.kind], metadata={"meaning": column.meaning})
            for column in COLUMNS
        ]
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while group := list(itertools.islice(found, ROW_GROUP)):
            for record in group:
                for name in TIMES:
                    stated = record[name]
                    record[name] = times.parse(str(stated)) if stated else None
            out.write_table(pa.Table.from_pylist(group, schema=schema))
