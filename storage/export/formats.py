"""Exports by the ending of a file's name: articles in three formats, raw pages in two."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.archive import Archive
from storage.export.columns import Text, columns_with
from storage.export.csv_table import write_csv
from storage.export.json_lines import write_json_lines
from storage.export.output import PACKED, STDOUT, packed, unfinished
from storage.export.replay import write_cdxj, write_wacz
from storage.export.rows import Row, Told, rows
from storage.query.filters import Filters

ARTICLES = (".jsonl", ".csv", ".parquet")
"""Formats of articles; the first two may be packed: ``.jsonl.zst``."""
_REPLAY: dict[str, Callable[[Archive, Filters, Path, list[str]], int]] = {
    ".cdxj": write_cdxj,
    ".wacz": write_wacz,
}


class UnknownFormat(ValueError):
    """A name or an option that is no format that we write."""


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are written."""

    text: Text | None = None
    """How much of each text; ``None``: all, and in CSV, which is for spreadsheets, an excerpt."""
    darija: bool = False
    bom: bool = False
    """CSV with a byte-order mark, without which Excel shows no Arabic."""
    format: str = ""
    """The format where no file's name tells it, ``jsonl.zst``."""
    as_of: bool = False
    """Whether the archive stands as of a former moment, of which there are no raw files."""


def export(
    archive: Archive, filters: Filters, path: Path, missing: list[str] | None = None, *,
    options: Options | None = None, told: Told = lambda _done, _all: None,
) -> int:  # fmt: skip
    """Write what the filters choose to a file by its ending, or to ``-``; how many are in it.

    ``missing`` gets, in words, the raw pages that are lost or damaged and so not in it.
    None: nothing is written, and a file of that name stays.
    Raises ``UnknownFormat`` and ``OSError``.
    """
    options = options or Options()
    kind, ending = _format(path, options.format)
    if options.bom and kind != ".csv":
        raise UnknownFormat(f"--bom is for CSV, and {path} is none")
    if options.as_of and kind in _REPLAY:
        raise UnknownFormat(
            f"--as-of is for articles, and {path} is for raw pages: these lie where they lie now"
        )
    if path == STDOUT:
        return _articles(archive, filters, path, kind, ending, options, told)
    with unfinished(path) as coming:
        if kind in _REPLAY:
            written = _REPLAY[kind](archive, filters, coming, [] if missing is None else missing)
        else:
            written = _articles(archive, filters, coming, kind, ending, options, told)
        if written:  # what was taken away before is not lost to a slip in the filters
            coming.replace(path)
    return written


def _articles(
    archive: Archive, filters: Filters, path: Path, kind: str, ending: str, options: Options,
    told: Told,
) -> int:  # fmt: skip
    text: Text = options.text or ("excerpt" if kind == ".csv" else "full")
    columns = columns_with(text, darija=options.darija)
    number = 0

    def counted() -> Iterator[Row]:
        nonlocal number
        for row in found:
            number += 1
            yield row

    # closed at once where writing fails: until then the archive's moment is held
    with closing(rows(archive, filters, columns, told)) as found, packed(path, ending) as out:
        if kind == ".jsonl":
            write_json_lines(counted(), columns, out)
        elif kind == ".csv":
            write_csv(counted(), columns, out, bom=options.bom)
        else:
            from storage.export.parquet import write_parquet  # its library is large

            write_parquet(counted(), columns, out)
    return number


def _format(path: Path, stated: str) -> tuple[str, str]:
    """The format, and the ending of how it is packed. Raises ``UnknownFormat``."""
    if stated and path != STDOUT:
        raise UnknownFormat(f"--format is for standard output: the name of {path} tells its format")
    named = f".{stated.removeprefix('.')}" if stated else path.name.lower()
    ending = next((one for one in PACKED if named.endswith(one)), "")
    kind = Path(f"x{named.removesuffix(ending)}").suffix
    if kind in ARTICLES[:2] or (not ending and kind in (ARTICLES[2], *_REPLAY)):
        if path == STDOUT and kind in _REPLAY:
            raise UnknownFormat(f"{kind[1:]} goes to a file, not to standard output")
        return kind, ending
    if path == STDOUT and not stated:
        raise UnknownFormat("say with --format what goes to standard output: jsonl, csv, parquet")
    raise UnknownFormat(
        f"{stated or path}: the format must be one of"
        f" {', '.join(ARTICLES if stated else [*ARTICLES, *_REPLAY])};"
        f" {' and '.join(ARTICLES[:2])} also packed, with {' or '.join(PACKED)} behind"
    )
