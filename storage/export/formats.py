"""One writer per format; a file appears under its name only when it is whole."""

import csv
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crawler.safe_json import json_text
from storage.archive import Archive
from storage.export.columns import COLUMNS, FLAGS, JSON, Record, records
from storage.export.replay import write_cdxj, write_wacz
from storage.query.filters import Filters


class UnknownFormat(ValueError):
    """The file's extension names no format that we write."""


def export(archive: Archive, filters: Filters, path: Path, missing: list[str] | None = None) -> int:
    """Write what the filters choose to a file by its extension; how many articles or raw pages.

    ``missing`` gets, in words, the raw pages that are lost or damaged and so not in it.
    None: nothing is written, and a file of that name stays.
    Raises ``UnknownFormat`` and ``OSError``.
    """
    extension = path.suffix.lower()
    if extension not in {**_WRITERS, **_REPLAY}:
        raise UnknownFormat(
            f"{path}: its extension must be one of {', '.join([*_WRITERS, *_REPLAY])}"
        )
    unfinished = path.with_name(f".{path.name}.part")
    try:
        if extension in _REPLAY:
            written = _REPLAY[extension](
                archive, filters, unfinished, [] if missing is None else missing
            )
        else:
            counter = itertools.count()
            _WRITERS[extension](_counted(records(archive, filters), counter), unfinished)
            written = next(counter)
        if written:  # what was taken away before is not lost to a slip in the filters
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def _counted(found: Iterable[Record], counter: Iterator[int]) -> Iterator[Record]:
    for record in found:
        next(counter)
        yield record


def _jsonl(found: Iterator[Record], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json_text(record) + "\n" for record in found)


def _csv(found: Iterator[Record], path: Path) -> None:
    """UTF-8 with a byte-order mark, so that spreadsheets show Arabic; lists and maps as JSON."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, [column.name for column in COLUMNS])
        writer.writeheader()
        for record in found:
            packed = {name: json.dumps(record[name], ensure_ascii=False) for name in JSON}
            writer.writerow(
                {**record, **packed, **{name: int(bool(record[name])) for name in FLAGS}}
            )


def _parquet(found: Iterator[Record], path: Path) -> None:
    from storage.export.parquet import write_parquet  # its library is large

    write_parquet(found, path)


_WRITERS: dict[str, Callable[[Iterator[Record], Path], None]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
_REPLAY: dict[str, Callable[[Archive, Filters, Path, list[str]], int]] = {
    ".cdxj": write_cdxj,
    ".wacz": write_wacz,
}
