"""Articles as CSV, in which no cell is a formula and no character drives a terminal."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from crawler.json_with_invisibles_escaped import ESCAPED
from storage.export.columns import Column
from storage.export.rows import Row

_FORMULA = "=+-@\t'"
"""With what a cell begins that a spreadsheet would work out, and the sign that says it may not."""
_ODD = re.compile(f"[\\\\\x00-\x08\x0b-\x1f]|{ESCAPED.pattern}")
"""A backslash, and controls beside tabs and ends of lines, which a cell may have."""


def write_csv(found: Iterator[Row], columns: Sequence[Column], out: BinaryIO, *, bom: bool) -> None:
    """A line for each article below one of names; lists and maps as JSON, no value: nothing."""
    texts = [at for at, column in enumerate(columns) if column.kind == "text"]
    structured = [at for at, column in enumerate(columns) if column.kind in ("list", "map")]
    lines = io.TextIOWrapper(out, "utf-8-sig" if bom else "utf-8", newline="")
    try:
        writer = csv.writer(lines, lineterminator="\r\n")
        writer.writerow(column.name for column in columns)
        for row in found:
            values = list(row)
            for at in texts:
                if values[at]:
                    values[at] = cell(values[at])
            for at in structured:  # JSON as it is: its own escapes are escapes already
                values[at] = ESCAPED.sub(_escape, values[at])
            writer.writerow(values)
        lines.flush()
    finally:
        lines.detach()  # whoever opened it closes it


def cell(text: str) -> str:
    """A text as a cell holds it; ``original`` gives it back.

    What a spreadsheet would take for a formula has an apostrophe before it, and so has what begins
    with one; a backslash is two, a control or unseen character its number as in JSON.
    """
    if not text.isprintable() or "\\" in text:
        text = _ODD.sub(_escape, text)
    return f"'{text}" if text[0] in _FORMULA else text


def original(cell: str) -> str:
    """The text of a cell."""
    text = cell.removeprefix("'").replace('"', '\\"')
    return str(json.loads(f'"{text}"', strict=False))


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1] if found.group() >= " " else _control(found.group())


def _control(char: str) -> str:
    return f"\\u{ord(char):04x}"  # not \r or \b: one way for all
