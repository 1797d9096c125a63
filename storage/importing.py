"""Articles of known outlets out of any WARC file: the same path and decisions as a crawl.

Every page that is an article is kept as a raw page of ours, with fields that say which file and
record it was taken from; a record that was taken over once is never taken over again.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.article import Article, Page
from crawler.errors import OutletError
from storage import diary, times
from storage.archive import Archive
from storage.database import writing
from storage.errors import ArchiveError
from storage.former import keep_former
from storage.lock import OutletLock
from storage.raw import Fetched, SegmentWriter, repair_segments

Owner = Callable[[str], str | None]
"""The outlet that owns an address, if its article pattern allows it."""
ReadPage = Callable[[Page], Article]
MAX_BODY = 10_000_000
SAVE_EVERY = 100


class BadWarc(ArchiveError):
    """A file is no WARC file, or is damaged at its beginning."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import from."""

    path: Path

    @property
    def task(self) -> str:
        """Its name in ``progress``: the same file again goes on where it was broken off."""
        return f"import {self.path.name} of {self.path.stat().st_size} bytes"


class Importing:
    """One import into an archive, outlet by outlet as their pages come."""

    def __init__(self, archive: Archive, owner: Owner, read: ReadPage, min_free: int = 0) -> None:
        """Nothing is opened yet; outlets are locked when their first article comes."""
        self.archive, self.owner, self.read, self.min_free = archive, owner, read, min_free
        self.writers: dict[str, tuple[OutletLock, SegmentWriter]] = {}
        self.counts = Counter[str]()

    def run(self, source: Source) -> Iterator[int]:
        """Import a file; yields the bytes that are done. Raises ``BadWarc``, ``CannotWrite``."""
        begin = diary.position(self.archive, source.task)
        try:
            with source.path.open("rb") as stream:
                stream.seek(begin)
                records = ArchiveIterator(stream, arc2warc=True)
                for number, record in enumerate(records):
                    self._take(source, record)
                    done = records.get_record_offset()
                    if number % SAVE_EVERY == 0:
                        diary.reached(self.archive, source.task, done)
                    yield done
        except (ArchiveLoadFailed, EOFError) as error:
            raise BadWarc(f"{source.path} cannot be read as WARC (any further): {error}") from error
        except OSError as error:
            raise BadWarc(f"{source.path}: {error.strerror or error}") from error
        with writing(self.archive.db):
            diary.finished(self.archive, source.task)
            diary.note(self.archive, "import", f"{source.path.name}: {dict(self.counts)}")

    def close(self) -> None:
        """Seal what was written."""
        for lock, writer in self.writers.values():
            writer.close()
            lock.release()
        self.writers.clear()

    def _take(self, source: Source, record: Any) -> None:
        """Take over one record, if it is an article of an outlet of ours."""
        if record.rec_type != "response" or record.http_headers is None:
            return
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        outlet = self.owner(address) if record.http_headers.get_statuscode() == "200" else None
        if outlet is None:
            self.counts["not an article's address of an outlet of ours"] += 1
            return
        record_id = record.rec_headers.get_header("WARC-Record-ID") or address
        if self.archive.row("SELECT 1 FROM imported WHERE record_id = ?", record_id):
            self.counts["taken over before"] += 1
            return
        fetched = _fetched(source, record, address, record_id)
        if fetched is None:
            self.counts["too large"] += 1
            return
        try:
            article = self.read(_page(outlet, fetched))
        except OutletError as error:
            self.counts[error.kind] += 1
            return
        self.counts[self._keep(outlet, fetched, article, source, record_id)] += 1

    def _keep(
        self, outlet: str, fetched: Fetched, article: Article, source: Source, record_id: str
    ) -> str:
        """Keep the raw page first, then the article and where it came from in one transaction."""
        if self.archive.decide(article).kind == "refused":
            return "refused"
        capture = self._writer(outlet).keep(fetched)
        with writing(self.archive.db):
            kind = keep_former(self.archive, article, capture)
            if kind is None:
                kind = self.archive.keep(article, capture)[0].kind
            self.archive.db.execute(
                "INSERT OR IGNORE INTO imported (record_id, file, capture_id) VALUES (?, ?, ?)",
                [record_id, source.path.name, capture],
            )
        return kind

    def _writer(self, outlet: str) -> SegmentWriter:
        if outlet not in self.writers:
            lock = OutletLock(self.archive.folder, outlet)
            lock.acquire()
            repair_segments(self.archive, outlet)  # an import may have died here before
            self.writers[outlet] = (lock, SegmentWriter(self.archive, outlet, self.min_free))
        return self.writers[outlet][1]


def _fetched(source: Source, record: Any, address: str, record_id: str) -> Fetched | None:
    """A record of another archive as an answer; its body de-chunked, its encoding kept."""
    http, about = record.http_headers, record.rec_headers
    stream = record.raw_stream
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream, decomp_type=None)
    body = stream.read(MAX_BODY + 1)
    while len(body) <= MAX_BODY and (more := stream.read(MAX_BODY + 1 - len(body))):
        body += more
    if len(body) > MAX_BODY:
        return None
    return Fetched(
        address, times.parse(about.get_header("WARC-Date")), 200,
        http.statusline.partition(" ")[2] or "OK", http.headers, body, (),
        about.get_header("WARC-IP-Address"), http.protocol or "HTTP/1.1",
        provenance={
            "Warraq-Imported-From": source.path.name, "Warraq-Imported-Record": record_id,
        },
    )  # fmt: skip


def _page(outlet: str, fetched: Fetched) -> Page:
    """The page as the reader takes it: decompressed."""
    body = fetched.body
    encoding = (fetched.header("content-encoding") or "").strip().lower()
    if encoding in ("gzip", "deflate", "br"):
        reader = DecompressingBufferedReader(io.BytesIO(body), decomp_type=encoding)
        body = b"".join(iter(lambda: reader.read(1 << 20), b""))
    headers = {name.lower(): value for name, value in fetched.headers}
    return Page(outlet, fetched.url, fetched.at, fetched.status, headers, body)
