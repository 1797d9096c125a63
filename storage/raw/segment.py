"""Writing WARC: append, fdatasync, then the row. A crawl has a segment of its own.

WARC 1.1 (IIPC, ISO 28500:2017); one gzip member per record; digests SHA-1 base32 as the field
does; bodies de-chunked with their Content-Encoding kept.
"""

import base64
import hashlib
import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.settings import USER_AGENT
from storage import times
from storage.archive import Archive
from storage.database import writing

OPEN = ".open"
"""A segment's name ends so while its crawl writes it."""
MAX_SEGMENT = 500_000_000
_HOP_BY_HOP = frozenset(("transfer-encoding", "connection", "keep-alive", "trailer"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer as it came over the wire, before it was decompressed."""

    url: str
    at: datetime
    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    request_headers: Sequence[tuple[str, str]] = ()
    ip: str | None = None

    def header(self, name: str) -> str | None:
        """One response header, by its lower-case name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class SegmentWriter:
    """Keeps answers of one outlet; opens its segment with the first one."""

    def __init__(self, archive: Archive, outlet: str) -> None:
        """Nothing is written yet."""
        self.archive, self.outlet = archive, outlet
        self.raw = archive.folder / "raw"
        self.file: str | None = None
        self.handle: int | None = None
        self.position = 0

    def keep(self, fetched: Fetched) -> int:
        """Append an answer to the segment, then write its row; the capture's id.

        The same bytes as an earlier capture become a ``revisit`` record; a 304 is a row only.
        """
        if fetched.status == 304:
            return self._row(fetched, "not_modified", None, None, None, None)
        digest = _digest(fetched.body)
        prior = self.archive.row(
            "SELECT id, url, fetched_at, record_id FROM captures"
            " WHERE payload_digest = ? AND kind = 'response' AND outlet = ? LIMIT 1",
            digest, self.outlet,
        ) if fetched.body else None  # fmt: skip
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
        headers = {"WARC-Date": times.stamp(fetched.at), "WARC-Payload-Digest": digest}
        if fetched.ip:
            headers["WARC-IP-Address"] = fetched.ip
        http = _http_head(fetched)
        if prior:
            record = writer.create_revisit_record(
                fetched.url, digest, prior["url"], prior["fetched_at"], http_headers=http,
                warc_headers_dict=headers | {"WARC-Refers-To": prior["record_id"]},
            )  # fmt: skip
        else:
            record = writer.create_warc_record(
                fetched.url, "response", payload=io.BytesIO(fetched.body),
                length=len(fetched.body), http_headers=http, warc_headers_dict=headers,
            )  # fmt: skip
        writer.write_record(record)
        length = buffer.tell()
        writer.write_record(_request(writer, fetched, record))
        offset = self._append(buffer.getvalue())
        kind = "revisit" if prior else "response"
        record_id = record.rec_headers.get_header("WARC-Record-ID")
        where = (str(self.file), offset, length)
        return self._row(fetched, kind, digest, record_id, where, prior["id"] if prior else None)

    def _row(
        self, fetched: Fetched, kind: str, digest: str | None, record_id: str | None,
        where: tuple[str, int, int] | None, refers_to: int | None,
    ) -> int:  # fmt: skip
        mime = (fetched.header("content-type") or "").partition(";")[0].strip().lower() or None
        cursor = self.archive.db.execute(
            "INSERT INTO captures (outlet, url, fetched_at, kind, status, mime, payload_digest,"
            " record_id, file, offset, length, refers_to) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [self.outlet, fetched.url, times.text(fetched.at), kind, fetched.status, mime, digest,
             record_id, *(where or (None, None, None)), refers_to],
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def note_opt_outs(self, capture: int, signals: Sequence[str]) -> None:
        """Write what a captured page asks of machines."""
        if signals:
            self.archive.db.execute(
                "UPDATE captures SET opt_outs = ? WHERE id = ?", [", ".join(signals), capture]
            )

    # -- the segment file

    def _append(self, data: bytes) -> int:
        """Append whole or not at all; the offset where it begins."""
        if self.handle is not None and self.position >= MAX_SEGMENT:
            self.close()
        if self.handle is None:
            self._open()
        assert self.handle is not None
        start = self.position
        try:
            _write_all(self.handle, data)
            os.fdatasync(self.handle)
        except OSError:
            os.ftruncate(self.handle, start)  # a full disk leaves no half record
            raise
        self.position += len(data)
        return start

    def _open(self) -> None:
        at = times.now()
        safe = re.sub(r"[^a-z0-9]+", "-", self.outlet.lower())
        folder = f"{safe}/{at:%Y}"
        (self.raw / folder).mkdir(parents=True, exist_ok=True)
        self.file = f"{folder}/{safe}-{at:%Y%m%d%H%M%S}-{at.microsecond:06d}-{os.getpid()}.warc.gz"
        path = self.raw / (self.file + OPEN)
        with writing(self.archive.db):
            self.archive.db.execute(
                "INSERT INTO segments (file, outlet, state, opened_at) VALUES (?, ?, 'open', ?)",
                [self.file, self.outlet, times.text(at)],
            )
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self.position = 0
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
        about = {
            "software": USER_AGENT,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey",
        }
        writer.write_record(writer.create_warcinfo_record(path.name.removesuffix(OPEN), about))
        self.position += len(buffer.getvalue())
        _write_all(self.handle, buffer.getvalue())
        os.fdatasync(self.handle)
        sync_folder(path.parent)

    def close(self) -> None:
        """Seal the segment, if one was opened."""
        if self.handle is None or self.file is None:
            return
        os.close(self.handle)
        seal(self.archive, self.file)
        self.handle = self.file = None
        self.position = 0


def seal(archive: Archive, file: str) -> None:
    """Give a finished segment its checksum and its final name."""
    path = archive.folder / "raw" / file
    source = path.with_name(path.name + OPEN)
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.fsync(stream.fileno())
    size = source.stat().st_size
    source.rename(path)
    sync_folder(path.parent)
    with writing(archive.db):
        archive.db.execute(
            "UPDATE segments SET state = 'sealed', bytes = ?, sha256 = ?, sealed_at = ?"
            " WHERE file = ?",
            [size, digest, times.text(times.now()), file],
        )


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _digest(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def _http_head(fetched: Fetched) -> StatusAndHeaders:
    """The response head as received, hop-by-hop fields aside: the body is stored de-chunked."""
    headers = [(k, v) for k, v in fetched.headers if k.lower() not in _HOP_BY_HOP]
    return StatusAndHeaders(f"{fetched.status} {fetched.reason}", headers, protocol="HTTP/1.1")


def _request(writer: WARCWriter, fetched: Fetched, response: ArcWarcRecord) -> ArcWarcRecord:
    """The request record that belongs to a response."""
    path = re.sub(r"^https?://[^/]*", "", fetched.url) or "/"
    head = StatusAndHeaders(
        f"GET {path} HTTP/1.1", list(fetched.request_headers), is_http_request=True
    )
    about = {
        "WARC-Date": times.stamp(fetched.at),
        "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
    }
    return writer.create_warc_record(
        fetched.url, "request", payload=io.BytesIO(b""), length=0, http_headers=head,
        warc_headers_dict=about,
    )  # fmt: skip
