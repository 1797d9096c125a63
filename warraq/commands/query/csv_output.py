"""Answers as CSV on standard output, for programs and spreadsheets."""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crawler.json_with_invisibles_escaped import json_text


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """A heading and a line a row; lists and maps as JSON, what is unknown is empty.

    Texts are written as exports write them: no cell is a formula, none drives a terminal.
    """
    print_csv_lines(columns, ([row[name] for name in columns] for row in rows))


def print_csv_lines(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """As ``print_csv``, of rows in the order of the columns; a heading is a text of others, too."""
    from storage.export.csv_table import cell  # loads all formats of exports

    def written(value: Any) -> Any:
        if isinstance(value, list | tuple | dict):
            return json_text(value)
        if isinstance(value, str) and value:
            return cell(value)
        return int(value) if isinstance(value, bool) else value

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(map(written, columns))
    writer.writerows(map(written, row) for row in rows)
