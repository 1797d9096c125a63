"""``Importing``: articles of known outlets out of any WARC file, decided as a crawl decides.

Every page that is an article is kept as a raw page of ours, with fields that say which file and
record it came from; a record that was imported once is never imported again, and one that hung,
killed or broke its reader is not read again before there is a newer reader.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crawler.errors import Unreadable
from crawler.items import Article, Lead, Page
from crawler.reader_version import READER_VERSION
from storage.activity import activity_log, task_positions
from storage.archive import Archive
from storage.article_uid import article_with
from storage.copies.optimistic_decision import Verdict
from storage.database import writing
from storage.importing.backdated import keep_former
from storage.importing.foreign_warc import BadWarc, open_warc
from storage.importing.kept_article_lookup import Identified, OwnId, identify, reconcile
from storage.importing.warc_record_classification import (
    BrokenRecord,
    InputRecord,
    OtherRecord,
    Owner,
    ResponseRecord,
    RevisitRecord,
    decoding,
    input_records,
)
from storage.process_locks import OutletLock
from storage.raw import SegmentWriter, repair_segments
from storage.raw.warc_record_writing import one_line
from storage.rereading.reading_pool import Job, read_all
from storage.rereading.reading_process import Answer, MakeReader, Refusal
from storage.rereading.same_reader_comparison import verdict_on_equal_readings

SAVE_EVERY_RECORDS = 100
"""Records between two notes of the position: at most so many are met again after a break."""
PAGE_SECONDS = 25.0
"""A page that takes longer is given up: the reader's own 20, and a little for its answer."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import from."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name, as it is written down: on one line, and such as UTF-8 can say."""
        return one_line(self.path.name)

    @property
    def task(self) -> str:
        """Its key in ``progress``: an import of the same name and size continues there."""
        return f"import {self.name} of {self.path.stat().st_size} bytes"


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A page that hung, killed or broke its reader."""

    url: str
    record_id: str
    reason: str


class Importing:
    """One import into an archive, outlet by outlet as their pages come."""

    def __init__(
        self, archive: Archive, owner: Owner, make_reader: MakeReader, min_free: int = 0, *,
        processes: int = 2, limit_seconds: float = PAGE_SECONDS,
        own_id_of: OwnId = lambda outlet, url: None,
    ) -> None:  # fmt: skip
        """Open nothing yet; outlets are locked when their first article comes.

        ``own_id_of`` says what the outlets call their articles.
        """
        self.own_id_of = own_id_of
        self.archive, self.owner, self.min_free = archive, owner, min_free
        self.make_reader, self.make_kept_reader = partial(decoding, make_reader), make_reader
        self.processes, self.limit_seconds = processes, limit_seconds
        self.writers: dict[str, tuple[OutletLock, SegmentWriter]] = {}
        self.counts = Counter[str]()
        self.strangers = Counter[str]()
        """Pages per host that belong to no outlet that is loaded."""
        self.given_up: list[GivenUp] = []
        self.reconciled = 0
        """Articles that are called otherwise here than in the files; both names lead to them."""

    def run(self, source: Source) -> Iterator[int]:
        """Import a file; yields its position in bytes. Raises ``BadWarc`` and ``CannotWrite``.

        Pages are decided and kept in the order of the file, however many are being read: the
        archive does not depend on the number of processes.
        """
        try:
            stream = open_warc(source.path)
        except OSError as error:
            raise BadWarc(f"{source.path}: {error.strerror or error}") from error
        with stream:
            stream.seek(task_positions.position(self.archive.db, source.task) or 0)
            jobs = input_records(source.path, stream, self.owner, self._known)
            answers = read_all(jobs, self.make_reader, self.processes, self.limit_seconds)
            for number, (record, answer) in enumerate(answers):
                if outcome := self._import(source, record, answer):
                    self.counts[outcome] += 1
                if number % SAVE_EVERY_RECORDS == 0:
                    task_positions.save_position(self.archive.db, source.task, record.offset)
                yield record.offset
        with writing(self.archive.db):
            task_positions.clear_position(self.archive.db, source.task)
            said = f"{source.name}: {dict(self.counts)}"
            if self.reconciled:
                said += f"; under another uid: {self.reconciled}"
            activity_log.note(self.archive.db, "import", said)

    def close(self) -> None:
        """Seal the segments that were written, and unlock their outlets."""
        for lock, writer in self.writers.values():
            writer.close()
            lock.release()
        self.writers.clear()

    def _import(self, source: Source, record: InputRecord, answer: Answer) -> str | None:
        """Import one record; its outcome in words to be counted, ``None`` if of no interest."""
        match record.content:
            case BrokenRecord(error):
                raise error
            case OtherRecord(outcome, stranger):
                if stranger is not None:
                    self.strangers[stranger] += 1
                return outcome
            case RevisitRecord():
                return self._seen_again(record.content)
            case ResponseRecord():
                return self._answered(source, record.content, answer)

    def _known(self, record_id: str) -> str | None:
        """The outcome of a record in an earlier import; ``None``: it is to be read.

        A newer reader tries again what an older one gave up.
        """
        row = self.archive.row(  # what was lost since is taken over again
            "SELECT i.given_up, i.reader FROM imported i LEFT JOIN captures c ON c.id ="
            " i.capture_id WHERE i.record_id = ? AND c.kind IS NOT 'lost'", record_id,
        )  # fmt: skip
        if row is None or (row["given_up"] and row["reader"] < READER_VERSION):
            return None
        return "given up before" if row["given_up"] else "taken over before"

    def _seen_again(self, seen: RevisitRecord) -> str:
        """Note that an imported article was there once more; the outcome."""
        row = self.archive.row(
            "SELECT v.article_id FROM imported i JOIN versions v ON v.capture_id = i.capture_id"
            " WHERE i.record_id = ?", seen.record_id,
        )  # fmt: skip
        if row is None:
            return "repeats a record that was not taken over"
        self.archive.still_there(row["article_id"], seen.at, now=False)
        return "seen again"

    def _answered(self, source: Source, page: ResponseRecord, answer: Answer) -> str:
        # asked again: the first of two equal records may have been kept while this one was read
        if outcome := self._known(page.record_id):
            return outcome
        if isinstance(answer, Refusal):
            return self._give_up(source, page, answer.words) if answer.fault else answer.kind
        return self._keep(source, page, answer)

    def _give_up(self, source: Source, page: ResponseRecord, reason: str) -> str:
        """Note that the reader could not read a page, so that the next import skips it."""
        self.given_up.append(GivenUp(page.fetched.url, page.record_id, reason))
        self.archive.db.execute(
            "INSERT OR REPLACE INTO imported (record_id, file, given_up, reader)"
            " VALUES (?, ?, ?, ?)",
            [page.record_id, source.name, f"{reason}: {page.fetched.url}", READER_VERSION],
        )
        return "given up"

    def _keep(self, source: Source, page: ResponseRecord, article: Article) -> str:
        """Keep the raw page, then the article with its origin in one transaction; the outcome."""
        found = identify(self.archive, article, page.fetched.url, self.own_id_of)
        verdict = verdict_on_equal_readings(self.archive, found.article, self._read_kept)
        if verdict.decision.kind == "refused":
            return "refused"  # before its page is kept: what was erased does not come back
        capture = self._writer(page.outlet).keep(page.fetched)
        while True:  # again only where another process changed this article meanwhile
            with writing(self.archive.db):
                confirmed = self.archive.confirmed(verdict)
                if confirmed.replaces in (None, verdict.replaces):
                    return self._carry_out(source, page, confirmed, capture, found)
            verdict = verdict_on_equal_readings(self.archive, found.article, self._read_kept)

    def _carry_out(
        self, source: Source, page: ResponseRecord, verdict: Verdict, capture: int,
        found: Identified,
    ) -> str:  # fmt: skip
        known = article_with(self.archive.db, found.uid)
        kind, id = keep_former(self.archive, verdict.prepared, capture), found.id(self.archive)
        if kind is None:  # unknown, or newer than the kept version: as from a crawl
            decision, id = self.archive.carry_out(verdict, capture, now=False, own_id=found.own_id)
            kind = decision.kind
        if id:  # else it is refused
            why = f"a page of {source.name}"
            self.reconciled += reconcile(self.archive, id, found, known, why)
        self.archive.db.execute(
            "INSERT OR REPLACE INTO imported (record_id, file, capture_id) VALUES (?, ?, ?)",
            [page.record_id, source.name, capture],
        )
        return kind

    def _read_kept(self, page: Page) -> Article:
        """A page of ours, read as those of the file are. Raises ``OutletError``."""
        lead = Lead(page.outlet, page.url, "the archive")
        jobs = [Job(None, page, lead)]
        ((_, answer),) = read_all(jobs, self.make_kept_reader, 1, self.limit_seconds)
        if isinstance(answer, Refusal):
            raise Unreadable(answer.words)
        return answer

    def _writer(self, outlet: str) -> SegmentWriter:
        if outlet not in self.writers:
            lock = OutletLock(self.archive.folder, outlet)
            lock.acquire()
            repair_segments(self.archive, outlet)  # an import may have died here before
            self.writers[outlet] = (lock, SegmentWriter(self.archive, outlet, self.min_free))
        return self.writers[outlet][1]
