"""Lines of CSV, their texts written as exports write them: no cell is a formula."""

import csv
import io
from collections.abc import Iterable

from storage.export.csv_table import cell


def csv_line(values: Iterable[object]) -> str:
    """A line with its end; ``storage.export.csv_table.original`` gives a text back."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow(
        cell(value)
        if isinstance(value, str) and value
        else int(value)
        if isinstance(value, bool)
        else value
        for value in values
    )
    return made.getvalue()
