"""The records of a foreign WARC file in its order, each classified, as jobs for the reader pool."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.http.content_encoding import decoded
from crawler.items import Article, Lead, Page
from crawler.reading.limits import MAX_PAGE_BYTES
from storage.importing.foreign_warc import (
    BadWarc,
    BoundedHeads,
    SkippedRecord,
    answer_in,
    date_of,
    id_of,
    skip_rest,
)
from storage.raw import Fetched
from storage.raw.warc_record_writing import one_line
from storage.rereading.reading_pool import Job
from storage.rereading.reading_process import MakeReader, Reader

Owner = Callable[[str], str | None]
"""The outlet that owns an address, if its article pattern allows it."""
Known = Callable[[str], str | None]
"""The outcome of a record in an earlier import, in words to be counted; ``None``: not known."""


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record that is not imported; ``stranger`` is a host of no loaded outlet.

    ``outcome`` says why, in words to be counted; it is ``None`` for a request or the file's head.
    """

    outcome: str | None
    stranger: str | None = None


@dataclass(frozen=True, slots=True)
class RevisitRecord:
    """A ``revisit``: the answer of another record was there once more."""

    record_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """The page of an article of a loaded outlet."""

    outlet: str
    record_id: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """The file cannot be read any further."""

    error: BadWarc


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One record, and the byte of the file at which it begins."""

    offset: int
    content: OtherRecord | RevisitRecord | ResponseRecord | BrokenRecord


def input_records(
    path: Path, stream: BinaryIO, owner: Owner, known: Known
) -> Iterator[Job[InputRecord]]:
    """One job per record in the order of the file; only those of articles have a page.

    Pages are as they were sent, compressed: the reading process unpacks them. The last record is a
    ``BrokenRecord`` where the file is broken, so that what came before it is kept first.
    """
    offset, packed = stream.tell(), False
    try:
        records = ArchiveIterator(stream, arc2warc=True, check_digests=True)
        heads = BoundedHeads(records.reader)
        _bear_records_without_address(records.loader)
        for record in records:
            heads.next_record()
            offset = records.offset
            if packed and not records.reader.decompressor:
                # warcio goes on as if the rest were plain where a member's first block is damaged
                raise ArchiveLoadFailed(f"damaged gzip at byte {offset}")
            packed = bool(records.reader.decompressor)
            try:
                content = _classify(record, one_line(path.name), owner, known)
            except SkippedRecord as error:
                content = OtherRecord(str(error))
            skip_rest(record)  # also of a record of no interest: the cut may be in it
            page = _page(content) if isinstance(content, ResponseRecord) else None
            yield Job(InputRecord(offset, content), page)
    # warcio trusts what it reads, so that a field it does not expect may raise anything
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError, LookupError,
            TypeError, AttributeError) as error:  # fmt: skip
        said = " ".join(str(error).split())
        yield Job(InputRecord(offset, BrokenRecord(BadWarc(
            f"{path} cannot be read as WARC (any further): {said}. What came before it is kept"
        ))), None)  # fmt: skip


def _bear_records_without_address(loader: Any) -> None:
    """Let warcio pass by an answer that names no address; it takes for granted that each does."""
    load: Callable[..., Any] = loader.load_http_headers

    def load_http_headers(kind: str, url: str | None, stream: Any, length: int | None) -> Any:
        return load(kind, url, stream, length) if url else None

    loader.load_http_headers = load_http_headers


def _classify(
    record: Any, file: str, owner: Owner, known: Known
) -> OtherRecord | RevisitRecord | ResponseRecord:
    """The record as one of the kinds above. Raises ``SkippedRecord``."""
    if record.rec_type == "revisit":
        return RevisitRecord(record.rec_headers.get_header("WARC-Refers-To"), date_of(record))
    if record.rec_type == "response" and not record.rec_headers.get_header("WARC-Target-URI"):
        return OtherRecord("without an address")
    if record.rec_type != "response" or record.http_headers is None:
        return OtherRecord(None)
    if record.http_headers.get_statuscode() != "200":
        return OtherRecord("no answer with status 200")
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if one_line(address) != address:  # it would be another address, or a field of its own
        return OtherRecord("an address with control characters")
    try:
        outlet, host = owner(address), urlsplit(address).netloc
    except ValueError:  # "http://[x"
        return OtherRecord("an address that is none")
    if outlet is None:
        return OtherRecord("not an article's address of an outlet of ours", host)
    record_id = id_of(record)
    if outcome := known(record_id):  # before its body is read: a second import costs little
        return OtherRecord(outcome)
    return ResponseRecord(outlet, record_id, answer_in(record, file))


def _page(answered: ResponseRecord) -> Page:
    fetched = answered.fetched
    headers = {name.lower(): value for name, value in fetched.headers}
    return Page(answered.outlet, fetched.url, fetched.at, fetched.status, headers, fetched.body)


def decoding(make_reader: MakeReader) -> Reader:
    """A reader of pages as they were sent: bodies are unpacked in the reading process.

    There a body that unpacks to millions of bytes costs that process, not the import.
    """
    read = make_reader()

    def unpack_and_read(page: Page, lead: Lead | None) -> Article:
        # one byte more than the reader's limit: enough for it to refuse the page as too large
        body = decoded(page.body, page.headers.get("content-encoding", ""), MAX_PAGE_BYTES + 1)
        return read(replace(page, body=body), lead)

    return unpack_and_read
