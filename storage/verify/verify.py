"""Proving an archive: every pointer, digest and checksum, and every text read again."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from crawler.arabic import fingerprint
from crawler.json_with_invisibles_escaped import json_text
from crawler.reader_version import READER_VERSION
from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.copies.prepared_article import text_hash
from storage.derived.versions import SEARCH_INDEXES
from storage.errors import CannotWrite, RawPageLost, RawPageMissing
from storage.folder_sync import make_folder
from storage.learned_boilerplate import lines as learned_lines
from storage.rereading.kept_pages import KeptPage, kept_pages
from storage.rereading.reading_pool import read_all
from storage.rereading.reading_process import MakeReader
from storage.rereading.reread import PAGE_SECONDS
from storage.verify.fixity_schedule import FixityResult, check_oldest, note_checked
from storage.verify.past import past_findings
from storage.verify.raw_files import Finding, check_segments
from storage.verify.reread_comparison import disagreement

REPORTS = "reports"
"""The folder of the archive in which reports are kept."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings and counts of a check; ``sound`` when nothing of it is damage."""

    at: str
    reader: int
    counts: dict[str, int]
    findings: list[Finding]

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        return not any(finding.damage for finding in self.findings)


def verify(
    archive: Archive, make_reader: MakeReader | None, processes: int = 2,
    limit: float = PAGE_SECONDS, seconds: float | None = None,
    asked_to_stop: Callable[[], bool] = lambda: False,
) -> Report:  # fmt: skip
    """Check everything; without a reader the pages are not read again.

    With ``seconds``: the database, and files with their articles for so long, those first that
    were checked longest ago. Raises ``KeyboardInterrupt`` where ``asked_to_stop`` says so: a signal
    that comes within SQLite's callbacks is told as an error of the database.
    """
    reading = None if make_reader is None else partial(
        _read_again, archive, make_reader, processes, limit
    )  # fmt: skip
    parts = [_database(archive), past_findings(archive), _texts(archive)]
    looked = FixityResult()
    if seconds is not None:
        parts.append(check_oldest(archive, reading, seconds, looked))
    else:
        parts.append(check_segments(archive))
        if reading is not None:
            parts.append(reading(_articles(archive)))
    findings = list(dict.fromkeys(found for part in parts for found in _all_of(part)))
    if asked_to_stop():  # what was found may be the signal's work
        raise KeyboardInterrupt
    note_checked(archive, findings, None if seconds is None else looked)
    counts = {
        name: _count(archive, sql)
        for name, sql in (
            ("articles", "SELECT count(*) FROM articles"),
            ("versions", "SELECT count(*) FROM versions"),
            ("captures", "SELECT count(*) FROM captures"),
            ("files", "SELECT count(*) FROM segments"),
        )
    }
    if seconds is not None:
        counts["files checked"] = len(looked.files)
    return Report(times.stamp(times.now()), READER_VERSION, counts, findings)


def _articles(archive: Archive) -> Iterator[int]:
    """The articles that can be read again."""
    rows = archive.rows(
        "SELECT id FROM articles"
        " WHERE capture_id IS NOT NULL AND id NOT IN (SELECT article_id FROM tombstones)"
        " ORDER BY id"
    )
    yield from (row[0] for row in rows)


def write_report(archive: Archive, report: Report) -> Path:
    """Keep a report in the archive's folder and its activity log. Raises ``CannotWrite``."""
    path = (
        archive.folder / REPORTS / f"verify-{report.at.translate({ord(c): '' for c in '-:'})}.json"
    )
    given = {"sound": report.sound, **asdict(report)}
    try:
        if path.parent.is_symlink():
            raise CannotWrite(f"{path.parent} is a link: no report is written there")
        make_folder(path.parent)
        path.write_text(json_text(given, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"cannot write the report {path}: {error.strerror}") from error
    damage = sum(finding.damage for finding in report.findings)
    with contextlib.suppress(sqlite3.DatabaseError):  # a damaged one may take no more
        activity_log.note(archive.db, "verify", f"{damage} damaged; {path.name}")
    return path


def _all_of(part: Iterator[Finding]) -> Iterator[Finding]:
    """A part of the check; where the database itself gives way, that is what it found."""
    try:
        yield from part
    except sqlite3.DatabaseError as error:
        yield Finding("database", "warraq.db", str(error))


def _count(archive: Archive, sql: str) -> int:
    try:
        row = archive.row(sql)
    except sqlite3.DatabaseError:  # said already by the findings
        return -1
    return int(row[0]) if row else 0


def _database(archive: Archive) -> Iterator[Finding]:
    """The database's own checks: pages, foreign keys, the search indexes against the texts."""
    for (said,) in archive.rows("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding("database", "warraq.db", said)
    for row in archive.rows("PRAGMA foreign_key_check"):
        what = f"{row['table']} row {row['rowid']}"
        yield Finding("pointer", what, f"points to a row of {row['parent']} that is not there")
    for index in SEARCH_INDEXES:
        try:
            archive.db.execute(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:  # it is asked by writing
                said = "is held against the texts only where the archive can be written"
                yield Finding("search index", index, said, damage=False)
            else:
                yield Finding("search index", index, f"does not fit the texts: {error}")


def _texts(archive: Archive) -> Iterator[Finding]:
    """Every version has the hashes of its text, and a raw page unless it never had one."""
    erased = "article_id NOT IN (SELECT article_id FROM tombstones)"
    sql = (
        "SELECT 'article' AS what, id AS article_id, id, headline, body, text_hash, fingerprint,"
        f" capture_id FROM articles WHERE {erased.replace('article_id', 'id', 1)}"
        " UNION ALL SELECT 'revision', article_id, id, headline, body, text_hash, fingerprint,"
        f" capture_id FROM revisions WHERE {erased}"
    )
    for row in archive.db.execute(sql):
        what = f"{row['what']} {row['id']}"
        if row["text_hash"] != text_hash(row["headline"], row["body"]):
            yield Finding("text", what, "its text is not the one that was kept")
        elif row["fingerprint"] != fingerprint(row["body"]):
            yield Finding("text", what, "its fingerprint is not that of its text")
        if row["capture_id"] is None:
            yield Finding("raw page", what, "was kept without a raw page", damage=False)
    for row in archive.rows(
        "SELECT p.article_id, p.number, c.kind FROM article_pages p"
        f" JOIN captures c ON c.id = p.capture_id WHERE c.file IS NULL AND p.{erased}"
    ):
        what = f"article {row['article_id']}"
        why = f"its page {row['number']} is not in the archive"
        yield Finding("raw page", what, why, damage=row["kind"] != "lost")


def _read_again(
    archive: Archive, make_reader: MakeReader, processes: int, limit: float, ids: Iterator[int]
) -> Iterator[Finding]:
    """Each of these articles read again from its raw page gives the text that is kept."""
    missing: list[tuple[KeptPage, RawPageMissing]] = []
    jobs = kept_pages(archive, ids, missing)
    learned = {(one.outlet, one.line) for one in learned_lines(archive)}
    for kept, answer in read_all(jobs, make_reader, processes, limit):
        if finding := disagreement(archive, kept, answer, learned):
            yield finding
    for kept, why in missing:
        accepted = isinstance(why, RawPageLost)
        yield Finding("raw page", f"article {kept.id}", str(why), damage=not accepted)
