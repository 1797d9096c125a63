"""After a crash: cut open segments to the last whole record, index what has no row, seal them."""

import logging
import zlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from crawler.http.content_encoding import HEAD_BYTES, decoded
from crawler.http.opt_outs import opt_outs
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.raw.gzip_members import record_at
from storage.raw.segment import OPEN, seal
from storage.raw.segment_rewrite import clear_leftovers
from storage.raw.warc_records import mime_of

logger = logging.getLogger(__name__)


def repair_segments(archive: Archive, outlet: str) -> list[str]:
    """Repair and seal what a dead process of an outlet left open; the files it mended.

    The caller holds the outlet's lock, so no living crawl writes these.
    """
    clear_leftovers(archive, outlet)
    mended = []
    rows = archive.rows("SELECT file FROM segments WHERE state = 'open' AND outlet = ?", outlet)
    for (file,) in rows:
        path = archive.folder / "raw" / file
        left = path.with_name(path.name + OPEN)
        if not left.exists():
            _forget_or_reseal(archive, file, path)
            continue
        whole = end_of_last_record(left)
        if whole < left.stat().st_size:
            logger.warning("%s: cut a torn tail of %d bytes", left, left.stat().st_size - whole)
            with left.open("r+b") as stream:
                stream.truncate(whole)
        _index_unknown(archive, outlet, file, left)
        seal(archive, file)
        mended.append(file)
    return mended


def _forget_or_reseal(archive: Archive, file: str, path: Path) -> None:
    """A row whose file was never made, or whose file was renamed just before the crash."""
    if path.exists():
        path.rename(path.with_name(path.name + OPEN))
        seal(archive, file)
        return
    with writing(archive.db):
        archive.db.execute("DELETE FROM segments WHERE file = ?", [file])


def end_of_last_record(path: Path) -> int:
    """The offset behind the last whole gzip member of a file."""
    good = position = 0
    member = zlib.decompressobj(31)
    with path.open("rb") as stream:
        data = stream.read(1 << 20)
        while data:
            try:
                member.decompress(data)
            except zlib.error:
                break
            if member.eof:
                position += len(data) - len(member.unused_data)
                good = position
                data = member.unused_data or stream.read(1 << 20)
                member = zlib.decompressobj(31)
            else:
                position += len(data)
                data = stream.read(1 << 20)
    return good


def _index_unknown(archive: Archive, outlet: str, file: str, path: Path) -> None:
    """Rows for records that reached the file but not the database."""
    known = {row[0] for row in archive.rows("SELECT offset FROM captures WHERE file = ?", file)}
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            about = record.rec_headers
            kind = record.rec_type
            offset = records.get_record_offset()
            records.read_to_end(record)
            if kind not in ("response", "revisit") or offset in known:
                continue
            http = record.http_headers
            mime = mime_of(http.get_header("Content-Type"))
            at = times.stamp(times.parse(about.get_header("WARC-Date")))
            length = records.get_record_length()
            payload = record_at(path, offset, length).payload
            packed = http.get_header("Content-Encoding") or ""
            asked_for = opt_outs(http.headers, decoded(payload, packed, HEAD_BYTES))
            with writing(archive.db):
                archive.db.execute(
                    "INSERT INTO captures (outlet, url, fetched_at, kind, status, mime,"
                    " payload_digest, record_id, file, offset, length, opt_outs, refers_to)"
                    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,"
                    " (SELECT id FROM captures WHERE record_id = ?))",
                    [outlet, about.get_header("WARC-Target-URI"), at, kind,
                     int(http.get_statuscode()), mime, about.get_header("WARC-Payload-Digest"),
                     about.get_header("WARC-Record-ID"), file, offset, length,
                     ", ".join(asked_for) or None, about.get_header("WARC-Refers-To")],
                )  # fmt: skip
