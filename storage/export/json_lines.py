"""Articles as JSON Lines."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import orjson

from crawler.json_escaping import json_line
from storage.export.columns import Column
from storage.export.rows import Row


def write_json_lines(found: Iterator[Row], columns: Sequence[Column], out: BinaryIO) -> None:
    """A line for each article; times are text, lists and maps such."""
    names = [column.name for column in columns]
    structured = [at for at, column in enumerate(columns) if column.kind in ("list", "map")]
    flags = [at for at, column in enumerate(columns) if column.kind == "boolean"]
    for row in found:
        values = list(row)
        for at in structured:
            values[at] = orjson.Fragment(values[at])  # is JSON already
        for at in flags:
            values[at] = bool(values[at])
        out.write(json_line(dict(zip(names, values, strict=True))))
