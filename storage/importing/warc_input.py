"""The records of a foreign WARC file, one after the other: what each is, and the pages to read."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.article import Article, Lead, Page
from crawler.http.content_encoding import decoded
from crawler.reading.limits import MAX_PAGE_BYTES
from storage.importing.foreign_warc import (
    BadWarc,
    NotTaken,
    answer_in,
    date_of,
    id_of,
    read_to_its_end,
)
from storage.raw import Fetched
from storage.rereading.pool import Job
from storage.rereading.worker import MakeReader, Reader

Owner = Callable[[str], str | None]
"""The outlet that owns an address, if its article pattern allows it."""
Known = Callable[[str], str | None]
"""What became of a record in an earlier import, in words that can be counted."""


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """Nothing to keep: in words that can be counted; ``stranger`` is a host that is none of ours.

    A record of no interest (a request, the file's own head) has no words.
    """

    words: str | None
    stranger: str | None = None


@dataclass(frozen=True, slots=True)
class RevisitRecord:
    """A ``revisit``: the answer of another record was there once more."""

    record_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """An article's page of an outlet of ours."""

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
    what: OtherRecord | RevisitRecord | ResponseRecord | BrokenRecord


def arrivals(
    path: Path, stream: BinaryIO, owner: Owner, known: Known
) -> Iterator[Job[InputRecord]]:
    """One job per record in the order of the file; only those of articles have a page.

    Pages are as they were sent, compression and all: see ``content_encoding``. The last one is
    ``BrokenRecord`` where the file is: what came before it is read first.
    """
    offset, packed = stream.tell(), False
    try:
        records = ArchiveIterator(stream, arc2warc=True, check_digests=True)
        for record in records:
            offset = records.offset
            if packed and not records.reader.decompressor:  # warcio takes it for plain then
                raise ArchiveLoadFailed(f"damaged gzip at byte {offset}")
            packed = bool(records.reader.decompressor)
            try:
                what = _what(record, path.name, owner, known)
            except NotTaken as error:
                what = OtherRecord(str(error))
            read_to_its_end(record)
            page = _page(what) if isinstance(what, ResponseRecord) else None
            yield Job(InputRecord(offset, what), page)
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError) as error:
        said = " ".join(str(error).split())
        yield Job(InputRecord(offset, BrokenRecord(BadWarc(
            f"{path} cannot be read as WARC (any further): {said}. What came before it is kept"
        ))), None)  # fmt: skip


def _what(
    record: Any, file: str, owner: Owner, known: Known
) -> OtherRecord | RevisitRecord | ResponseRecord:
    """What a record is to us. Raises ``NotTaken``."""
    if record.rec_type == "revisit":
        return RevisitRecord(record.rec_headers.get_header("WARC-Refers-To"), date_of(record))
    if record.rec_type != "response" or record.http_headers is None:
        return OtherRecord(None)
    if record.http_headers.get_statuscode() != "200":
        return OtherRecord("no answer with status 200")
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    outlet = owner(address)
    if outlet is None:
        words = "not an article's address of an outlet of ours"
        return OtherRecord(words, urlsplit(address).netloc)
    record_id = id_of(record)
    if said := known(record_id):
        return OtherRecord(said)
    return ResponseRecord(outlet, record_id, answer_in(record, file))


def _page(answered: ResponseRecord) -> Page:
    fetched = answered.fetched
    headers = {name.lower(): value for name, value in fetched.headers}
    return Page(answered.outlet, fetched.url, fetched.at, fetched.status, headers, fetched.body)


def unpacking(make_reader: MakeReader) -> Reader:
    """A reader that takes pages as they were sent: whatever a body unpacks to, it is there."""
    read = make_reader()

    def unpack_and_read(page: Page, lead: Lead | None) -> Article:
        body = decoded(page.body, page.headers.get("content-encoding", ""), MAX_PAGE_BYTES + 1)
        return read(replace(page, body=body), lead)

    return unpack_and_read
