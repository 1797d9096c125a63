"""Raw pages as WACZ: records, index and list of pages in one file, for replay tools.

Nothing is held in memory but a block of the index: what must be sorted goes through SQLite, on the
temporary disk where it is much. No clock is asked: the same pages give the same file.
"""

import gzip
import hashlib
import json
import sqlite3
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from crawler.json_with_invisibles_escaped import json_text
from crawler.settings import USER_AGENT
from storage import times
from storage.archive import Archive
from storage.export.raw_page_selection import Files, RawTold, Step, chosen, left_out, steps
from storage.export.rows import Told
from storage.export.self_description import about
from storage.query.filters import Filters
from storage.raw.gzip_members import Damaged, record_at
from storage.raw.lost_files import to_read
from storage.raw.warc_record_writing import warcinfo
from storage.read_transaction import heard, on_temporary_disk

_BLOCK = 3000
_WARC = "warraq.warc.gz"
_READABLE = 0o644 << 16
Resources = list[dict[str, object]]


def write_wacz(
    archive: Archive, filters: Filters, path: Path, hold: bool, told: RawTold, done: Told
) -> int:
    """A web archive in one file; how many pages.

    What is lost or damaged is not in there, and neither are its pages. ``datapackage.json`` names
    the pages that name an article under an order, or how many were left out. Raises ``OSError`` and
    ``TemporaryDiskFull``.
    """
    step = steps(archive, filters, done)
    out = left_out(archive, filters, hold, told, step)
    resources: Resources = []
    with (
        closing(sqlite3.connect("", isolation_level=None)) as sorted_,  # a file that nobody sees
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as zipped,
        on_temporary_disk(),
        heard(sorted_),
    ):
        sorted_.execute(
            "CREATE TABLE lines (line TEXT PRIMARY KEY, url TEXT, at TEXT) WITHOUT ROWID"
        )
        sorted_.execute("BEGIN")
        _write_records(archive, filters, zipped, resources, sorted_, out, told, step)
        sorted_.execute("CREATE INDEX pages ON lines (url, at)")
        _write_index(zipped, resources, sorted_)
        number = _write_pages(archive, filters, zipped, resources, sorted_)
        package = {
            "profile": "data-package", "wacz_version": "1.1.1", "title": "Raw pages of news sites",
            "description": f"Chosen from an archive: {about(filters, 'full')['chosen']}",
            "software": USER_AGENT, "resources": resources, "warraq:orders": _of_orders(told),
        }  # fmt: skip
        data = json_text(package, indent=2).encode()
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for name, content in (
            ("datapackage.json", data),
            ("datapackage-digest.json", json.dumps(digest).encode()),
        ):
            with _entry(zipped, [], name) as write:
                write(content)
    return number


def _of_orders(told: RawTold) -> dict[str, object]:
    """What a reader of the file must know of articles under an order to hide them."""
    return {
        "pages_left_out": told.held,
        "pages_naming_a_hidden_article": [{"url": url, "ts": at} for url, at in told.naming],
    }


def _write_records(
    archive: Archive, filters: Filters, zipped: zipfile.ZipFile, resources: Resources,
    sorted_: sqlite3.Connection, out: set[int], told: RawTold, step: Step,
) -> None:  # fmt: skip
    """Copy the records into one WARC, streamed; their index lines go to be sorted."""
    files = Files(archive, told.missing)
    with _entry(zipped, resources, f"archive/{_WARC}") as write:
        position = write(_first_record(archive, filters))
        for raw in chosen(archive, filters):
            step()
            if raw.id in out or not files.has(raw) or (path := files.path(raw.file)) is None:
                continue
            try:
                record_at(path, raw.offset, raw.length)  # what is damaged is not handed on
            except Damaged as error:
                told.missing.append(f"raw/{raw.file} is damaged {error}. {to_read(raw.file)}")
                continue
            with path.open("rb") as stream:
                stream.seek(raw.offset)
                length = write(stream.read(raw.length))
            line = raw.line(_WARC, position)
            sorted_.execute("INSERT INTO lines VALUES (?, ?, ?)", (line, raw.url, raw.at))
            position += length


def _first_record(archive: Archive, filters: Filters) -> bytes:
    """The WARC's own record: its number comes of the records behind it, its time is the last's."""
    number, last = hashlib.sha256(), ""
    for raw in chosen(archive, filters):
        number.update(raw.record_id.encode())
        last = max(last, raw.at)
    made = times.parse(last) if last else None
    return warcinfo(_WARC, made, uuid.UUID(bytes=number.digest()[:16], version=4))


def _write_index(
    zipped: zipfile.ZipFile, resources: Resources, sorted_: sqlite3.Connection
) -> None:
    """The compressed index in blocks, and the index of the blocks."""
    blocks = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    position = 0
    with _entry(zipped, resources, "indexes/index.cdx.gz") as write:
        lines = (row[0] for row in sorted_.execute("SELECT line FROM lines ORDER BY line"))
        while block := list(islice(lines, _BLOCK)):
            data = gzip.compress("".join(block).encode(), mtime=0)
            key, stamp, _ = block[0].split(" ", 2)
            said = {
                "offset": position, "length": len(data),
                "digest": f"sha256:{hashlib.sha256(data).hexdigest()}", "filename": "index.cdx.gz",
            }  # fmt: skip
            blocks.append(f"{key} {stamp} {json.dumps(said)}\n")
            position += write(data)
    with _entry(zipped, resources, "indexes/index.idx") as write:
        write("".join(blocks).encode())


def _write_pages(
    archive: Archive, filters: Filters, zipped: zipfile.ZipFile, resources: Resources,
    sorted_: sqlite3.Connection,
) -> int:  # fmt: skip
    """The articles as pages: where each is replayed, its headline and text; how many."""
    number = 0
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    where, values = filters.where()
    found = archive.db.execute(
        "SELECT a.id, c.url, c.fetched_at, a.headline, a.body FROM articles a"
        f" JOIN captures c ON c.id = a.capture_id WHERE c.file IS NOT NULL AND {where}"
        " ORDER BY c.fetched_at, a.id", values,
    )  # fmt: skip
    there = "SELECT 1 FROM lines WHERE url = ? AND at = ?"
    with _entry(zipped, resources, "pages/pages.jsonl") as write:
        write(f"{json_text(head)}\n".encode())
        for row in found:
            if sorted_.execute(there, (row["url"], row["fetched_at"])).fetchone() is None:
                continue
            page = {
                "id": str(row["id"]), "url": row["url"], "ts": row["fetched_at"],
                "title": row["headline"], "text": row["body"],
            }  # fmt: skip
            write(f"{json_text(page)}\n".encode())
            number += 1
    return number


@contextmanager
def _entry(
    zipped: zipfile.ZipFile, resources: Resources, name: str
) -> Iterator[Callable[[bytes], int]]:
    """A file within the archive, by the function that writes to it; then a resource of it."""
    entry = zipfile.ZipInfo(name)  # of 1980: the same file comes again
    entry.external_attr = _READABLE
    size, checksum = 0, hashlib.sha256()

    def write(data: bytes) -> int:
        nonlocal size
        size += len(data)
        checksum.update(data)
        stream.write(data)
        return len(data)

    with zipped.open(entry, "w", force_zip64=True) as stream:
        yield write
    resources.append({
        "name": Path(name).name, "path": name, "hash": f"sha256:{checksum.hexdigest()}",
        "bytes": size,
    })  # fmt: skip
