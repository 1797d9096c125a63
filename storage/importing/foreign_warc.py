"""Opening WARC files that others wrote, however compressed, and checking each record's answer."""

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from storage import times
from storage.errors import ArchiveError
from storage.raw.gzip_members import inflated
from storage.raw.warc_record_writing import Fetched

MAX_BODY_BYTES = 10_000_000
"""The largest body that is imported, as it lies in the record."""
FIRST_YEAR = 1991
"""No answer of a web server is older; writers that know no date state 0001 or 1970."""
_GZIP, _ZSTD = b"\x1f\x8b", (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_SECOND = b"\r\n\r\nWARC/1."
"""Where another record follows one in the same gzip member."""
MAX_HEAD_BYTES = 1 << 20
"""The longest heads of one record, its own and its answer's; a head is held in memory whole."""
_HEAD_BYTES = 1 << 20
"""Bytes within which the first record of a file, the one about itself, ends."""


class BadWarc(ArchiveError):
    """The file is no WARC file, or is damaged from some byte on."""


class SkippedRecord(Exception):
    """A record that is not imported; its message is one of a few, to be counted."""


def open_warc(path: Path) -> BinaryIO:
    """A stream of a WARC or ARC file: plain, one gzip member per record, or one for all.

    Its positions are bytes of the file; of the unpacked content where one member holds all.
    Raises ``BadWarc`` for what cannot be opened here, and ``OSError``.
    """
    with path.open("rb") as stream:
        first = stream.read(_HEAD_BYTES)
    if first.startswith(_ZSTD):
        raise BadWarc(f"{path} is compressed with Zstandard: `zstd -d {path}` first")
    data, seekable = _beginning(first)
    if data and not data.startswith((b"WARC/", b"filedesc://")):
        raise BadWarc(f"{path} cannot be read as WARC: it begins with {data[:20]!r}")
    # warcio unpacks member by member, and cannot find records inside one member for all
    return path.open("rb") if seekable else cast("BinaryIO", gzip.open(path, "rb"))


def _beginning(first: bytes) -> tuple[bytes, bool]:
    """The unpacked first bytes of a file, and whether its records begin at positions of it."""
    if not first.startswith(_GZIP):
        return first, True
    unzip, begin, end, second = zlib.decompressobj(31), b"", b"", False
    try:
        for piece in inflated(unzip, first):  # in pieces: a mebibyte may unpack to a thousand
            begin = begin or piece
            second = second or _SECOND in end + piece
            end = piece[1 - len(_SECOND) :]
    except zlib.error:  # damaged: reading record by record tells at which byte
        return b"", True
    # a whole member with a second record in it holds all of them
    return begin, unzip.eof and not second


def date_of(record: Any) -> datetime:
    """The time at which a record's answer came, with a zone. Raises ``SkippedRecord``."""
    try:
        at = times.parse(record.rec_headers.get_header("WARC-Date"))
        # WARC dates are UTC, also without a Z
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise SkippedRecord("without a date") from error
    if at.year < FIRST_YEAR:
        raise SkippedRecord("dated before there was a web")
    return at


def id_of(record: Any) -> str:
    """The key of a record in ``imported``: its id; where there is none, its address and date."""
    about = record.rec_headers
    address = about.get_header("WARC-Target-URI") or ""
    return about.get_header("WARC-Record-ID") or f"{address} {about.get_header('WARC-Date')}"


class BoundedHeads:
    """Gives warcio its lines, of which it takes a head's without end."""

    def __init__(self, reader: Any) -> None:
        """Stand before a reader's ``readline``; what is read otherwise is bodies."""
        self.left, self.line = MAX_HEAD_BYTES, reader.readline
        reader.readline = self.readline

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises ``ArchiveLoadFailed`` where the heads of a record are too long."""
        line: bytes = self.line(min(length or self.left + 1, self.left + 1))
        self.left -= len(line)
        if self.left < 0:
            raise ArchiveLoadFailed(f"a record's head is longer than {MAX_HEAD_BYTES:,} bytes")
        return line

    def next_record(self) -> None:
        """Count from here."""
        self.left = MAX_HEAD_BYTES


def skip_rest(record: Any) -> None:
    """Read what is left of a record. Raises ``EOFError`` for one that the file cuts off.

    warcio would skip it too, but takes the end of the file for the end of the record.
    """
    while record.raw_stream.read(1 << 20):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("its last record is cut off")


def answer_in(record: Any, file: str) -> Fetched:
    """The answer in a response record, de-chunked but not unpacked. Raises ``SkippedRecord``.

    A body that was cut off, by a broken file or by whoever fetched it, is no page: a text read from
    it would be shorter than what was published.
    """
    http, about = record.http_headers, record.rec_headers
    if about.get_header("WARC-Truncated"):
        raise SkippedRecord("truncated by its archive")
    at, body = date_of(record), _read(record)
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        chunks = ChunkedDataReader(io.BytesIO(body), decomp_type=None)
        body = b"".join(iter(lambda: chunks.read(1 << 20), b""))
    return Fetched(
        about.get_header("WARC-Target-URI"), at, int(http.get_statuscode()),
        http.statusline.partition(" ")[2] or "OK", http.headers, body, (),
        about.get_header("WARC-IP-Address"), http.protocol or "HTTP/1.1",
        provenance={"Warraq-Imported-From": file, "Warraq-Imported-Record": id_of(record)},
    )  # fmt: skip


def _read(record: Any) -> bytes:
    """The body's bytes as they lie in the record. Raises ``SkippedRecord``."""
    body = bytearray()
    while data := record.raw_stream.read(1 << 20):
        body += data
        if len(body) > MAX_BODY_BYTES:
            raise SkippedRecord("too large")
    if len(body) < record.payload_length:
        raise SkippedRecord("cut off")
    # not the payload digest: writers disagree whether it is of the chunked or the joined body
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        raise SkippedRecord("its digest is not that of its bytes")
    return bytes(body)
