"""Articles as JSON Lines."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import orjson

from storage.export.columns import Column
from storage.export.invisible_character_escapes import escaped
from storage.export.rows import Row

_BLOCK = 65_536
"""Bytes of lines that are looked through, and written, together."""


def write_json_lines(found: Iterator[Row], columns: Sequence[Column], out: BinaryIO) -> None:
    """A line for each article; times are text, lists and maps such."""
    names = [column.name for column in columns]
    structured = [at for at, column in enumerate(columns) if column.kind in ("list", "map")]
    flags = [at for at, column in enumerate(columns) if column.kind == "boolean"]
    block, size = list[bytes](), 0
    record = dict[str, object].fromkeys(names)  # to make one each takes longer
    for row in found:
        values = list(row)
        for at in structured:
            values[at] = orjson.Fragment(values[at])  # is JSON already
        for at in flags:
            values[at] = bool(values[at])
        record.update(zip(names, values, strict=True))
        line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
        block.append(line)
        size += len(line)
        if size >= _BLOCK:
            out.write(escaped(b"".join(block)))
            block, size = [], 0
    out.write(escaped(b"".join(block)))
