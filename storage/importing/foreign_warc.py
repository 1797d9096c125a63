"""WARC files that others wrote: opened however they are compressed, each answer proved whole."""

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from warcio.bufferedreaders import ChunkedDataReader

from storage import times
from storage.errors import ArchiveError
from storage.raw.warc_records import Fetched

MAX_BODY = 10_000_000
_GZIP, _ZSTD = b"\x1f\x8b", (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_FIRST = 1 << 20
"""Bytes in which the first record of a file, the one about itself, ends."""


class BadWarc(ArchiveError):
    """A file is no WARC file, or is damaged from some byte on."""


class NotTaken(Exception):
    """A record that is not taken over; in words that can be counted."""


def open_warc(path: Path) -> BinaryIO:
    """A WARC or ARC file: plain, one gzip member per record, or one for all.

    Positions are those of the file, but of its content where one member holds all. Raises
    ``BadWarc`` for what cannot be opened here, and ``OSError``.
    """
    with path.open("rb") as stream:
        first = stream.read(_FIRST)
    if first.startswith(_ZSTD):
        raise BadWarc(f"{path} is compressed with Zstandard: `zstd -d {path}` first")
    data, one_record = _beginning(first)
    if data and not data.startswith((b"WARC/", b"filedesc://")):
        raise BadWarc(f"{path} cannot be read as WARC: it begins with {data[:20]!r}")
    return path.open("rb") if one_record else cast("BinaryIO", gzip.open(path, "rb"))


def _beginning(first: bytes) -> tuple[bytes, bool]:
    """What a file begins with, and whether its positions are those of its records."""
    if not first.startswith(_GZIP):
        return first, True
    unzip = zlib.decompressobj(31)
    try:
        data = unzip.decompress(first)
    except zlib.error:  # damaged: whoever reads it will say where
        return b"", True
    return data, unzip.eof and b"\r\n\r\nWARC/1." not in data


def date_of(record: Any) -> datetime:
    """When a record's answer came. Raises ``NotTaken``."""
    try:
        at = times.parse(record.rec_headers.get_header("WARC-Date"))
    except (TypeError, ValueError) as error:
        raise NotTaken("without a date") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def id_of(record: Any) -> str:
    """What a record is known by: its id; where there is none, its address and date."""
    about = record.rec_headers
    address = about.get_header("WARC-Target-URI") or ""
    return about.get_header("WARC-Record-ID") or f"{address} {about.get_header('WARC-Date')}"


def read_to_its_end(record: Any) -> None:
    """Pass over what is left of a record. Raises ``EOFError`` for one that the file cuts off.

    The library passes over it too, and takes the end of the file for the end of the record.
    """
    while record.raw_stream.read(1 << 20):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("its last record is cut off")


def answer_in(record: Any, file: str) -> Fetched:
    """The answer in a response record; its body de-chunked, its encoding kept. Raises ``NotTaken``.

    A body that was cut off, by a broken file or by whoever fetched it, is no page: a text read from
    it would be shorter than what was published.
    """
    http, about = record.http_headers, record.rec_headers
    if about.get_header("WARC-Truncated"):
        raise NotTaken("truncated by its archive")
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
    """The whole body as it lies in the record."""
    body = bytearray()
    while data := record.raw_stream.read(1 << 20):
        body += data
        if len(body) > MAX_BODY:
            raise NotTaken("too large")
    if len(body) < record.payload_length:
        raise NotTaken("cut off")
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        raise NotTaken("its digest is not that of its bytes")  # of payloads nobody agrees which
    return bytes(body)
