"""From a capture's row back to the page as it was fetched."""

from dataclasses import replace
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.http.content_encoding import decoded
from crawler.items import Page
from storage import times
from storage.archive import Archive
from storage.article_pages import parts_of
from storage.errors import RawPageLost, RawPageMissing
from storage.raw.gzip_members import Damaged, record_at
from storage.safe_raw_paths import OPEN, raw_path


def load_page(archive: Archive, capture_id: int) -> Page:
    """The page of a capture, decompressed. Raises ``RawPageMissing`` and says which file."""
    try:
        return _load(archive, capture_id)
    except RawPageMissing:  # its file may just have been sealed, joined or written anew
        return _load(archive, capture_id)


def load_all_pages(archive: Archive, capture_id: int) -> Page:
    """The first page of a version with its further ones. Raises ``RawPageMissing``."""
    page = load_page(archive, capture_id)
    parts = parts_of(archive.db, capture_id)
    if not parts:
        return page
    return replace(
        page,
        parts={one.number: load_page(archive, one.capture_id) for one in parts if one.capture_id},
        missing={one.number: one.missing for one in parts if one.missing},
    )


def _load(archive: Archive, capture_id: int) -> Page:
    row = archive.row("SELECT * FROM captures WHERE id = ?", capture_id)
    if row is not None and row["kind"] == "lost":
        raise RawPageLost(f"capture {capture_id} was lost, as the log says")
    if row is None or row["file"] is None:
        raise RawPageMissing(f"capture {capture_id} has no raw page")
    headers, body = _record(raw_path(archive.folder, row["file"]), row["offset"], row["length"])
    if row["kind"] == "revisit":
        origin = archive.row("SELECT * FROM captures WHERE id = ?", row["refers_to"])
        if origin is not None and origin["kind"] == "lost":
            raise RawPageLost(f"capture {capture_id} repeats a page that was lost: see the log")
        if origin is None or origin["file"] is None:
            raise RawPageMissing(f"capture {capture_id} repeats a page that is not in the archive")
        _, body = _record(
            raw_path(archive.folder, origin["file"]), origin["offset"], origin["length"]
        )
    return Page(
        row["outlet"], row["url"], times.parse(row["fetched_at"]), row["status"], headers, body
    )


def _record(path: Path, offset: int, length: int) -> tuple[dict[str, str], bytes]:
    """The headers and the decompressed body of the record at a place; a damaged one is none."""
    if not path.exists():
        path = path.with_name(path.name + OPEN)
    try:
        whole = record_at(path, offset, length)
        if false := whole.false_digests():
            raise Damaged(offset, f"the {', '.join(false)} is not that of the bytes")
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)))
            headers = {k.lower(): v for k, v in record.http_headers.headers}
            body = decoded(record.raw_stream.read(), headers.get("content-encoding", ""))
    except (OSError, StopIteration, ArchiveLoadFailed, Damaged) as error:
        raise RawPageMissing(f"no readable record in {path} at byte {offset}: {error}") from error
    return headers, body
