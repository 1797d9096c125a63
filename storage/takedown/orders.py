"""Orders on single articles: hidden (``suppress``) or destroyed (``erase``); the fact always stays.

Erasing reaches the article's row, its versions, the search index, stories, every table that points
to an article, the raw records (their files are written anew), and what the database leaves behind
in its log and free pages. What it cannot reach, copies made earlier, it names.
"""

import logging
import os
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from crawler.arabic import folded_words
from crawler.urls import readable
from storage import times
from storage.activity import activity_log, copy_locations
from storage.archive import Archive
from storage.copies.stories import relate
from storage.database import writing
from storage.derived.versions import SEARCH_INDEXES
from storage.errors import ArchiveError, NoSuchArticle, RawFileDamaged
from storage.past.ledger_erasure import empty_past
from storage.process_locks import OutletLock
from storage.raw.crash_repair import repair_segments
from storage.raw.lost_files import UNREADABLE, lost_file, remedy
from storage.raw.segment_rewrite import note_erased, rewrite
from storage.safe_raw_paths import present
from storage.takedown.raw_pages_printing_article import find_occurrences
from storage.tombstones import bury

logger = logging.getLogger(__name__)
STAYS = {
    "articles": frozenset((
        "id", "outlet", "url", "uid",  # by these it is known, and refused when it comes again
        "first_seen", "last_seen", "fetched_at", "gone_at", "revision",  # when we looked, how often
        "reader",  # ours, of the last look
    )),
    "aliases": frozenset((
        "article_id", "outlet", "url", "first_seen", "evidence", "published_at",
    )),  # further addresses, refused as well
    "uid_aliases": frozenset(("uid", "article_id", "first_seen", "evidence")),  # and identities
    "leads": frozenset((
        "id", "article_id", "outlet", "url", "address", "found_in", "state", "priority",
        "due_at", "attempts", "crashes", "visits", "outcome", "gone_seen", "published_hint",
        "modified_hint", "first_seen", "last_seen", "fetched_at", "watched_by", "unnamed_at",
    )),  # closed, so that no crawl asks for it again
    "outcomes": frozenset((
        "id", "article_id", "run_id", "outlet", "url", "kind", "reason", "at",
    )),  # what crawls did
    "events": frozenset((
        "id", "article_id", "at", "kind", "detail", "recorded_at",
    )),  # that it was hidden, gone …
    "ledger": frozenset((
        "id", "at", "what", "article_id", "key", "former",
    )),  # when something changed; what stood there before is emptied by ``empty_past``
}  # fmt: skip
"""What an order to erase leaves: of these tables these columns, and the order itself in
``tombstones``. Every other column of theirs is emptied, whoever adds it, and of every other table
that points to the article the row is deleted."""

SPELLED = 3
"""Words of the headline in an address from which on it is said to spell it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """The counts of what was destroyed, and the places where the text may still be."""

    captures: int
    files: int
    same_text: list[int]
    """Articles with the text of one of its versions, or a copy: each needs an order of its own."""
    on_pages_of: list[int]
    """Articles whose raw pages print its headline, as a link to it: their evidence stays."""
    spelled: str | None
    """Its address, where that spells words of the headline: it stays, to be refused."""
    elsewhere: list[str]


def suppress(archive: Archive, id: int, reason: str) -> None:
    """Hide an article; it is kept and can be shown again. Raises ``NoSuchArticle``."""
    _known(archive, id)
    with writing(archive.db):
        archive.db.execute(
            "INSERT INTO suppressions (article_id, at, reason) VALUES (?, ?, ?)"
            " ON CONFLICT (article_id) DO UPDATE SET at = excluded.at, reason = excluded.reason",
            [id, times.text(times.now()), reason],
        )
        archive.event(id, times.now(), "suppressed", reason)
        activity_log.note(archive.db, "suppress", f"article {id}: {reason}")


def unsuppress(archive: Archive, id: int, reason: str) -> None:
    """Show a hidden article again, for a reason or for none. Raises ``NoSuchArticle``."""
    _known(archive, id)
    with writing(archive.db):
        done = archive.db.execute("DELETE FROM suppressions WHERE article_id = ?", [id])
        if not done.rowcount:
            raise NoSuchArticle(f"article {id} is not suppressed")
        archive.event(id, times.now(), "shown again", reason)
        activity_log.note(
            archive.db,
            "suppress",
            f"article {id} is shown again" + (f": {reason}" if reason else ""),
        )


def order_on(archive: Archive, id: int) -> str | None:
    """The order that stands on an article, in words."""
    for table, done in (("tombstones", "erased"), ("suppressions", "suppressed")):
        row = archive.row(f"SELECT at, reason FROM {table} WHERE article_id = ?", id)
        if row:
            return f"article {id} was {done} at {row['at']}: {row['reason']}"
    return None


def erase(archive: Archive, id: int, reason: str) -> Erased:
    """Destroy an article's text and raw pages. Broken off, the same call finishes it.

    Raises ``NoSuchArticle``, ``AlreadyCrawling``, ``CannotWrite``; ``RawFileDamaged`` where one of
    its files is not whole, and says what to do first.
    """
    article = _known(archive, id)
    outlet = str(article["outlet"])
    lock = OutletLock(archive.folder, outlet)
    note = lock.acquire()
    try:
        # a crawl that died may have noted its address there; one that hung will be known again
        os.ftruncate(note, 0)
        repair_segments(archive, outlet)
        found = find_occurrences(archive, id, outlet)
        files = sorted(set(found.captures.values()))
        _demand_whole(archive, files)
        away = [file for file in files if present(archive.folder, file) is None]
        for file in files:
            gone = [capture for capture, lies_in in found.captures.items() if lies_in == file]
            if file in away:  # should it come back, its records are known as erased
                with writing(archive.db):
                    note_erased(archive, gone)
            else:
                rewrite(archive, outlet, [file], gone)
        same = archive.rows(
            "SELECT article_id FROM versions WHERE article_id <> ?1 AND fingerprint IN"
            " (SELECT fingerprint FROM versions WHERE article_id = ?1 AND fingerprint <> '')"
            " UNION SELECT iif(article_id = ?1, other_id, article_id) FROM relations"
            " WHERE ?1 IN (article_id, other_id) AND relation <> 'follow-up' ORDER BY 1", id,
        )  # fmt: skip
        _bury(archive, id, reason)
    finally:
        lock.release()
    _leave_nothing(archive)
    address = readable(str(article["url"]))
    spells = set(folded_words(str(article["headline"]))) & set(
        folded_words(address.replace("-", " "))
    )
    return Erased(
        len(found.captures), len(files), [row[0] for row in same], found.on_pages_of,
        address if len(spells) >= SPELLED else None,
        [*(f"raw/{file}, which is lost" for file in away), *copy_locations.copies_made(archive.db)],
    )  # fmt: skip


def _demand_whole(archive: Archive, files: Collection[str]) -> None:
    """Raise ``RawFileDamaged`` before anything is destroyed where a file cannot be written anew."""
    for file in files:
        lost = lost_file(archive, file)
        if lost is not None and present(archive.folder, file) is not None:
            why = lost.in_words().removeprefix(f"raw/{file} ")
            done = remedy(file) if lost.readable else UNREADABLE
            raise RawFileDamaged(file, f"{why}: {done}. Then give the same order again")


def destroy_refused(archive: Archive, outlet: str) -> None:
    """Destroy raw pages that brought an erased text back, under whatever address.

    A page is kept before anyone can read what it says. The caller holds the outlet's lock, and
    none of its segments is open.
    """
    rows = archive.rows(
        "SELECT c.id, c.file FROM leads l JOIN captures c ON c.url IN (l.address, l.url)"
        " AND c.outlet = l.outlet WHERE l.outlet = ?1 AND l.state = 'erased'"
        " AND c.file IS NOT NULL"
        # its further pages
        " UNION SELECT c.id, c.file FROM leads l JOIN names n USING (outlet, url)"
        " JOIN captures c ON c.url = substr(n.name, 4) AND c.outlet = l.outlet"
        " WHERE l.outlet = ?1 AND l.state = 'erased' AND n.name GLOB 'at *'"
        " AND c.file IS NOT NULL", outlet,
    )  # fmt: skip
    for file in {row["file"] for row in rows if present(archive.folder, row["file"])}:
        try:
            rewrite(archive, outlet, [file], [row["id"] for row in rows if row["file"] == file])
        except RawFileDamaged as error:  # what is whole goes when its loss is accepted
            logger.warning("%s: an erased text is in it, and goes with the next crawl then", error)


def _known(archive: Archive, id: int):  # type: ignore[no-untyped-def]
    row = archive.row("SELECT * FROM articles WHERE id = ?", id)
    if row is None:
        raise NoSuchArticle(f"no article {id} in this archive: `warraq search` finds numbers")
    return row


def _bury(archive: Archive, id: int, reason: str) -> None:
    """Empty the article's row and drop every other row that points to it."""
    archive.db.execute("PRAGMA secure_delete = ON")
    with writing(archive.db):
        article = _known(archive, id)
        bury(archive.db, id, times.stamp(times.now()), reason, article["body"])
        relate(archive.db, id, [])
        archive.db.execute("DELETE FROM bands WHERE doc = ?", [id])
        for table, column in _pointing_to_articles(archive):
            if table in STAYS:
                _empty(archive, table, column, id)
            else:
                archive.db.execute(f"DELETE FROM {table} WHERE {column} = ?", [id])
        archive.db.execute("UPDATE leads SET state = 'erased' WHERE article_id = ?", [id])
        _empty(archive, "articles", "id", id)
        empty_past(archive.db, id)
        activity_log.note(archive.db, "erase", f"article {id}: {reason}")


def _empty(archive: Archive, table: str, key: str, id: int) -> None:
    """Empty every column of a table that is not on the list of what stays, where a key points."""
    columns = archive.rows(
        'SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', table
    )
    emptied = [
        f"{row['name']} = {_nothing(row)}" for row in columns if row["name"] not in STAYS[table]
    ]
    if emptied:
        archive.db.execute(f"UPDATE {table} SET {', '.join(emptied)} WHERE {key} = ?", [id])


def _nothing(column: sqlite3.Row) -> str:
    """The value of an emptied column in SQL: its default where it must hold something."""
    if not column["notnull"]:
        return "NULL"
    if column["dflt_value"] is not None:
        return str(column["dflt_value"])
    return {"INTEGER": "0", "REAL": "0", "BLOB": "x''"}.get(column["type"], "''")


def _pointing_to_articles(archive: Archive) -> list[tuple[str, str]]:
    """Every table and column that points to an article, by its name or by a declared reference."""
    rows = archive.rows(
        "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND c.name = 'article_id'"
        ' UNION SELECT t.name, k."from" FROM sqlite_master t, pragma_foreign_key_list(t.name) k'
        " WHERE t.type = 'table' AND k.\"table\" = 'articles' ORDER BY 1, 2"
    )
    return [(row[0], row[1]) for row in rows if row[0] != "tombstones"]


def _leave_nothing(archive: Archive) -> None:
    """Nothing of what was deleted stays in the search index, in free pages or in the log."""
    for index in SEARCH_INDEXES:
        archive.db.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    archive.db.execute("VACUUM")
    busy = archive.row("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy is None or busy[0]:
        raise ArchiveError(
            "the text is deleted, but another process reads the archive and keeps its log "
            "(warraq.db-wal): stop it and give the same command again"
        )
