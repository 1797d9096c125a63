"""The digest of a table's rows, which no library's way of writing Parquet changes."""

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

METHOD = (
    "SHA-256 over one line per row, in the order of the files; a line is a JSON array of the row's"
    " values in the order of the columns, in UTF-8, without spaces, ended by a line feed: text as"
    " it is (escaped are only the quotation mark, the backslash and characters below U+0020),"
    " instants as microseconds since 1970-01-01T00:00Z, days as days since 1970-01-01, decimal"
    " numbers as text of %.17g, lists as arrays, no value as null. In Python: json.dumps(values,"
    ' ensure_ascii=False, separators=(",", ":"))'
)
"""How it is computed, for whoever would do it without this program."""


class RowsDigest:
    """A running digest of rows."""

    def __init__(self) -> None:
        """Begin with no row."""
        self._sum, self.rows = hashlib.sha256(), 0

    def add(self, columns: Sequence[Sequence[Any]]) -> None:
        """Take rows, given as columns of ``values.plain_values``."""
        for row in zip(*columns, strict=True):
            self._sum.update(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            self.rows += 1

    def hex(self) -> str:
        """The digest of the rows so far: 64 hexadecimal digits."""
        return self._sum.hexdigest()
