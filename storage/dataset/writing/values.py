"""Values of a column between the database, Arrow and the digest of rows."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import orjson
import pyarrow as pa

from storage.dataset.tables.column import Kind, TableColumn

ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "list": pa.list_(pa.field("element", pa.string())),  # as Parquet calls it
    "time": pa.timestamp("us", tz="UTC"), "day": pa.date32(),
}  # fmt: skip
_EPOCH = date(1970, 1, 1).toordinal()


def schema_of(columns: Sequence[TableColumn]) -> pa.Schema:
    """The schema of a table; each field carries the meaning of its column."""
    return pa.schema(
        [pa.field(one.name, ARROW[one.kind], metadata={"meaning": one.meaning}) for one in columns]
    )


def typed_values(values: Sequence[Any], kind: Kind) -> tuple[pa.Array, Sequence[Any]]:
    """Values as the database has them, typed; and as ``plain_values`` would give these.

    What is empty in the database is null. Lists are JSON there, times and days text.
    """
    if kind == "text":
        told = [one or None for one in values]
        return pa.array(told, ARROW[kind]), told
    if kind == "integer":
        return pa.array(values, ARROW[kind]), values
    if kind == "list":
        return _lists(values)
    if kind == "time":
        typed = pa.array([one or None for one in values], pa.string()).cast(ARROW[kind])
    elif kind == "day":
        typed = pa.array([one and _days(one) for one in values], pa.int32()).cast(ARROW[kind])
    elif kind == "boolean":
        # 0 and 1 from the database, True and False where a row is worked out
        typed = pa.array([None if one is None else bool(one) for one in values], ARROW[kind])
    else:
        typed = pa.array(values, ARROW[kind])
    return typed, plain_values(typed, kind)


def plain_values(array: pa.Array, kind: Kind) -> list[Any]:
    """The values of a typed column as the digest of rows takes them (``digest.METHOD``)."""
    if kind == "time":
        array = array.cast(pa.int64())
    elif kind == "day":
        array = array.cast(pa.int32())
    found: list[Any] = array.to_pylist()
    if kind == "number":
        return [None if one is None else f"{one:.17g}" for one in found]
    return found


def _lists(values: Sequence[str | None]) -> tuple[pa.Array, Sequence[Any]]:
    """Lists from JSON: most are empty, and not read one by one."""
    read = [one if one is None else [] if one == "[]" else orjson.loads(one) for one in values]
    ends = [0]
    for one in read:
        ends.append(ends[-1] + len(one or ()))
    missing = pa.array([one is None for one in read]) if None in read else None
    items = pa.array([*chain.from_iterable(filter(None, read))], pa.string())
    return pa.ListArray.from_arrays(ends, items, ARROW["list"], mask=missing), read


@lru_cache(maxsize=20_000)
def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal() - _EPOCH
