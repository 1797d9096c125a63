"""Exports by the ending of a file's name: articles, and raw pages for replay tools."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.archive import Archive
from storage.bagging import seal
from storage.export.article_files import plain_text, write_article_files
from storage.export.cdxj_index import write_cdxj
from storage.export.columns import Column, Text, columns_with
from storage.export.csv_table import write_csv
from storage.export.json_lines import write_json_lines
from storage.export.output import (
    PACKED,
    STDOUT,
    demand_new_folder,
    destination,
    packed,
    unfinished,
)
from storage.export.raw_page_selection import RawTold
from storage.export.rows import Row, Told, rows
from storage.export.self_description import about
from storage.export.sqlite_file import demand_replaceable, write_sqlite
from storage.export.tei import tei_file, write_tei
from storage.export.wacz import write_wacz
from storage.query.filters import Filters

PACKABLE = (".jsonl", ".csv", ".tei.xml")
"""Formats that may be packed: ``.jsonl.zst``."""
STREAMS = (*PACKABLE, ".parquet")
"""Formats of articles that may go to standard output."""
SQLITE = (".sqlite", ".sqlite3", ".db")
FOLDERS = ("text", "tei")
"""Formats that are folders of files, which no ending tells."""
_REPLAY: dict[str, Callable[[Archive, Filters, Path, bool, RawTold, Told], int]] = {
    ".cdxj": write_cdxj,
    ".wacz": write_wacz,
}
RAW_PAGES = (*_REPLAY,)
"""Formats for replay tools; all others are of articles."""


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
    """The format where no file's name tells it, ``jsonl.zst``; ``text`` and ``tei`` are folders."""
    as_of: bool = False
    """Whether the archive stands as of a former moment, of which there are no raw files."""
    hold_pages: bool = False
    """Raw pages without those of other articles that name one which an order hides."""
    bag: bool = False
    """A folder as a BagIt bag."""


def export(
    archive: Archive, filters: Filters, path: Path, raw: RawTold | None = None, *,
    options: Options | None = None, told: Told = lambda _done, _all: None,
) -> int:  # fmt: skip
    """Write what the filters choose to a file by its ending, or to ``-``; how many are in it.

    ``raw`` gets what is to be said of raw pages: which are not in it, which name a hidden article.
    None: nothing is written, and a file of that name stays.
    Raises ``UnknownFormat`` and ``OSError``.
    """
    options = options or Options()
    kind, ending = _format(path, options.format)
    if options.bom and kind != ".csv":
        raise UnknownFormat(f"--bom is for CSV, and {path} is none")
    if kind in _REPLAY and (options.text or options.darija):
        raise UnknownFormat(f"--text and --darija are for articles, and {path} has raw pages")
    if options.hold_pages and kind not in _REPLAY:
        raise UnknownFormat("--hold-pages is for raw pages (.cdxj, .wacz): no other format has any")
    if options.bag and kind not in FOLDERS:
        raise UnknownFormat("--bag is for folders (--format text or tei): `warraq bag` takes files")
    if options.as_of and kind in _REPLAY:
        raise UnknownFormat(
            f"--as-of is for articles, and {path} is for raw pages: these lie where they lie now"
        )
    if path == STDOUT:
        return _articles(archive, filters, path, kind, ending, options, told)
    if kind not in FOLDERS:
        path = destination(path)
    if kind in SQLITE:
        demand_replaceable(path)
    if kind in FOLDERS:
        if kind == "text" and options.text == "none":
            raise UnknownFormat("a folder of texts without texts: its index alone is a CSV export")
        demand_new_folder(path)
    with unfinished(path) as coming:
        if kind in _REPLAY:
            hold = options.hold_pages
            written = _REPLAY[kind](archive, filters, coming, hold, raw or RawTold(), told)
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
    with closing(rows(archive, filters, columns, told)) as found:
        said = about(filters, text)
        if kind in SQLITE:
            write_sqlite(counted(), columns, path, said, told)
        elif kind in FOLDERS:
            _folder(counted(), columns, path / "data" if options.bag else path, kind, said)
            if options.bag:
                words = {name.capitalize(): " ".join(value.split()) for name, value in said.items()}
                seal(path, {"External-Description": words.pop("What"), **words})
        else:
            _stream(counted(), columns, path, kind, ending, options, said)
    return number


def _folder(
    found: Iterator[Row], columns: Sequence[Column], path: Path, kind: str, said: dict[str, str]
) -> None:
    """Write a format that is a folder of files."""
    if kind == "text":
        write_article_files(found, columns, path, said, ".txt", plain_text)
    else:
        kinds = {one.name: one.kind for one in columns}
        write_article_files(found, columns, path, said, ".xml", lambda one: tei_file(one, kinds))


def _stream(
    found: Iterator[Row], columns: Sequence[Column], path: Path, kind: str, ending: str,
    options: Options, said: dict[str, str],
) -> None:  # fmt: skip
    """Write a format that is one stream, packed or not."""
    with packed(path, ending) as out:
        if kind == ".jsonl":
            write_json_lines(found, columns, out)
        elif kind == ".csv":
            write_csv(found, columns, out, bom=options.bom)
        elif kind == ".tei.xml":
            write_tei(found, columns, out, said)
        else:
            from storage.export.parquet import write_parquet  # its library is large

            write_parquet(found, columns, out)


def _format(path: Path, stated: str) -> tuple[str, str]:
    """The format, and the ending of how it is packed. Raises ``UnknownFormat``."""
    if stated and path != STDOUT:
        if stated in FOLDERS:
            return stated, ""
        raise UnknownFormat(
            f"--format is for standard output and for folders ({', '.join(FOLDERS)}): the name of"
            f" {path} tells its format"
        )
    named = f".{stated.removeprefix('.')}" if stated else path.name.lower()
    ending = next((one for one in PACKED if named.endswith(one)), "")
    files = (*STREAMS, *SQLITE, *_REPLAY)
    kind = next((one for one in files if named.removesuffix(ending).endswith(one)), "")
    if kind in PACKABLE or (kind and not ending):
        if path == STDOUT and kind not in STREAMS:
            raise UnknownFormat(f"{kind[1:]} goes to a file, not to standard output")
        return kind, ending
    streams = ", ".join(one[1:] for one in STREAMS)
    if path == STDOUT and not stated:
        raise UnknownFormat(f"say with --format what goes to standard output: {streams}")
    raise UnknownFormat(
        f"{stated or path}: the format must be one of {streams if stated else ', '.join(files)};"
        f" {', '.join(PACKABLE)} also packed, with {' or '.join(PACKED)} behind;"
        f" or a folder, with --format {' or '.join(FOLDERS)}"
    )
