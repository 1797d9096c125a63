"""Articles as a folder of files: one each in ``outlet/year/``, and an index of them all."""

import csv
import io
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from storage import times
from storage.export.columns import Column
from storage.export.csv_table import write_csv
from storage.export.rows import Row

UNDATED = "undated"
"""The folder of articles whose day nobody states; the day of capture is never put for it."""
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
"""Names that Windows keeps for devices, whatever stands behind a point."""
_KNOWN = {"year": 4, "month": 7}
"""Characters of a day that are known at a precision."""
_INDEX = "index.csv"
_UNSAFE = re.compile(r"%..|[A-Z.~]")
"""What is escaped already, and what is to be."""


def write_article_files(
    found: Iterator[Row], columns: Sequence[Column], folder: Path, said: Mapping[str, str],
    ending: str, content: Callable[[Mapping[str, Any]], bytes],
) -> None:  # fmt: skip
    """A file for each article, an index with its other columns, their meanings, ``about.txt``.

    The index is CSV as ``write_csv`` writes it; its column ``file`` leads to each file, whose
    name ends in the article's number. Raises ``OSError``.
    """
    names = [one.name for one in columns]
    kept = [at for at, name in enumerate(names) if name != "body"]
    file = Column("file", "text", "", "where the article's text stands in this folder")
    listed = [file, *(columns[at] for at in kept)]
    made = set[Path]()

    def written() -> Generator[Row]:
        for row in found:
            article = dict(zip(names, row, strict=True))
            name = file_name(article, ending)
            path = folder / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(content(article))
            yield name, *(row[at] for at in kept)

    folder.mkdir(parents=True)
    with (folder / _INDEX).open("wb") as out, closing(written()) as rows:
        write_csv(rows, listed, out, bom=False)
    _describe(folder, listed, said)


def file_name(article: Mapping[str, Any], ending: str) -> str:
    """``hespress/2026/2026-11-24_000000012.txt``: sorts by day, and leads back by its number."""
    day = known_day(article["published_at"], article["published_precision"])
    year = day[:4] if day else UNDATED
    return f"{safe_name(article['outlet'])}/{year}/{day or UNDATED}_{article['id']:09}{ending}"


def known_day(at: str | None, precision: str | None) -> str | None:
    """As much of the day in Casablanca as is known: ``2026-11-24``, ``2026-11``, ``2026``."""
    if at is None:
        return None
    return times.day(at)[: _KNOWN.get(precision or "", 10)]


def safe_name(name: str) -> str:
    """A name that every file system tells from others; ``urllib.parse.unquote`` gives it back.

    Capitals are escaped, too: some file systems know none.
    """
    safe = _UNSAFE.sub(_escaped, quote(name, safe=""))
    return f"%{ord(safe[0]):02X}{safe[1:]}" if safe in _RESERVED else safe


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "%" else f"%{ord(found[0]):02X}"


def _describe(folder: Path, listed: Sequence[Column], said: Mapping[str, str]) -> None:
    made = io.StringIO()
    lines = csv.writer(made, lineterminator="\r\n")
    lines.writerow(("name", "type", "meaning"))
    lines.writerows((one.name, one.kind, one.meaning) for one in listed)
    (folder / "columns.csv").write_bytes(made.getvalue().encode())
    told = "".join(f"{name}: {value}\n" for name, value in said.items())
    (folder / "about.txt").write_bytes(told.encode())


def plain_text(article: Mapping[str, Any]) -> bytes:
    """The body, byte for byte, and the end of its last line."""
    return f"{article['body']}\n".encode()
