"""Articles of known outlets out of any WARC file: the same path and decisions as a crawl.

Every page that is an article is kept as a raw page of ours, with fields that say which file and
record it was taken from; a record that was taken over once is never taken over again.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.article import Article, Page
from crawler.errors import OutletError
from storage import diary
from storage.archive import Archive
from storage.database import writing
from storage.former import keep_former
from storage.lock import OutletLock
from storage.raw import Fetched, SegmentWriter, repair_segments
from storage.raw.encodings import decoded
from storage.raw.foreign import (
    BadWarc,
    NotTaken,
    answer_in,
    date_of,
    id_of,
    open_warc,
    read_to_its_end,
)  # fmt: skip

Owner = Callable[[str], str | None]
"""The outlet that owns an address, if its article pattern allows it."""
ReadPage = Callable[[Page], Article]
SAVE_EVERY = 100


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
        self.strangers = Counter[str]()
        """Hosts of pages that are no article's of an outlet of ours."""

    def run(self, source: Source) -> Iterator[int]:
        """Import a file; yields the bytes that are done. Raises ``BadWarc``, ``CannotWrite``."""
        try:
            yield from self._records(source)
        except (ArchiveLoadFailed, EOFError, zlib.error) as error:
            said = " ".join(str(error).split())
            raise BadWarc(
                f"{source.path} cannot be read as WARC (any further): {said}. What came before it"
                " is kept"
            ) from error
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

    def _records(self, source: Source) -> Iterator[int]:
        """Take over record by record, from where an import of this file was broken off."""
        with open_warc(source.path) as stream:
            stream.seek(diary.position(self.archive, source.task))
            records = ArchiveIterator(stream, arc2warc=True, check_digests=True)
            for number, record in enumerate(records):
                try:
                    if said := self._take(source, record):
                        self.counts[said] += 1
                except NotTaken as error:
                    self.counts[str(error)] += 1
                read_to_its_end(record)
                done = records.get_record_offset()
                if number % SAVE_EVERY == 0:
                    diary.reached(self.archive, source.task, done)
                yield done

    def _take(self, source: Source, record: Any) -> str | None:
        """Take over one record, if it is an article of an outlet of ours; what became of it."""
        if record.rec_type == "revisit":
            return self._seen_again(record)
        if record.rec_type != "response" or record.http_headers is None:
            return None
        if record.http_headers.get_statuscode() != "200":
            return "no answer with status 200"
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        outlet = self.owner(address)
        if outlet is None:
            self.strangers[urlsplit(address).netloc] += 1
            return "not an article's address of an outlet of ours"
        record_id = id_of(record)
        if self.archive.row("SELECT 1 FROM imported WHERE record_id = ?", record_id):
            return "taken over before"
        fetched = answer_in(record, source.path.name)
        try:
            article = self.read(_page(outlet, fetched))
        except OutletError as error:
            return error.kind
        return self._keep(outlet, fetched, article, source, record_id)

    def _seen_again(self, record: Any) -> str | None:
        """A record says that an article taken over from another one was there once more."""
        row = self.archive.row(
            "SELECT v.article_id FROM imported i JOIN versions v ON v.capture_id = i.capture_id"
            " WHERE i.record_id = ?", record.rec_headers.get_header("WARC-Refers-To"),
        )  # fmt: skip
        if row is None:
            return "repeats a record that was not taken over"
        self.archive.still_there(row["article_id"], date_of(record))
        return "seen again"

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


def _page(outlet: str, fetched: Fetched) -> Page:
    """The page as the reader takes it: decompressed."""
    body = decoded(fetched.body, fetched.header("content-encoding") or "")
    headers = {name.lower(): value for name, value in fetched.headers}
    return Page(outlet, fetched.url, fetched.at, fetched.status, headers, body)
