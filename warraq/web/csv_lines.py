"""Lines of CSV for spreadsheets: no cell is a formula."""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a cell begins that a spreadsheet would work out."""


def csv_line(values: Iterable[object]) -> str:
    """A line with its end; a text that would be worked out begins with an apostrophe."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(
        f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
        for value in values
    )
    return made.getvalue()
