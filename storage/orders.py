"""Orders on single articles: hidden (``suppress``) or destroyed (``erase``); the fact always stays.

Erasing reaches the article's row, its versions, the search index, stories, every table that points
to an article, the raw records (their files are written anew), and what the database leaves behind
in its log and free pages. What it cannot reach, copies made earlier, it names.
"""

import json
from dataclasses import dataclass

from crawler.arabic import words
from storage import diary, times
from storage.archive import Archive
from storage.database import writing
from storage.dedup import MIN_ALIAS_WORDS
from storage.errors import ArchiveError, RawPageMissing
from storage.lock import OutletLock
from storage.raw.reading import load_page
from storage.raw.repair import repair_segments
from storage.raw.rewriting import rewrite
from storage.stories import relate

_FACTS = frozenset(("tombstones", "events", "aliases", "leads", "outcomes"))
"""Tables whose rows hold no text of an article and stay."""


class NoSuchArticle(ArchiveError):
    """No article has that number."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was destroyed, and where the text may still be."""

    captures: int
    files: int
    same_text: list[int]
    """Articles with the same text elsewhere: each needs an order of its own."""
    elsewhere: list[str]


def suppress(archive: Archive, id: int, reason: str) -> None:
    """Hide an article; it is kept and can be shown again. Raises ``NoSuchArticle``."""
    _known(archive, id)
    with writing(archive.db):
        archive.db.execute(
            "INSERT OR REPLACE INTO suppressions (article_id, at, reason) VALUES (?, ?, ?)",
            [id, times.text(times.now()), reason],
        )
        archive.event(id, times.now(), "suppressed", reason)
        diary.note(archive, "suppress", f"article {id}: {reason}")


def unsuppress(archive: Archive, id: int, reason: str) -> None:
    """Show a hidden article again. Raises ``NoSuchArticle``."""
    _known(archive, id)
    with writing(archive.db):
        done = archive.db.execute("DELETE FROM suppressions WHERE article_id = ?", [id])
        if not done.rowcount:
            raise NoSuchArticle(f"article {id} is not suppressed")
        archive.event(id, times.now(), "shown again", reason)
        diary.note(archive, "suppress", f"article {id} is shown again: {reason}")


def order_on(archive: Archive, id: int) -> str | None:
    """The order that stands on an article, in words."""
    for table, done in (("tombstones", "erased"), ("suppressions", "suppressed")):
        row = archive.row(f"SELECT at, reason FROM {table} WHERE article_id = ?", id)
        if row:
            return f"article {id} was {done} at {row['at']}: {row['reason']}"
    return None


def erase(archive: Archive, id: int, reason: str) -> Erased:
    """Destroy an article's text and raw pages. Broken off, the same call finishes it.

    Raises ``NoSuchArticle``, ``AlreadyCrawling``, ``CannotWrite``, ``RawPageMissing``.
    """
    article = _known(archive, id)
    outlet = str(article["outlet"])
    lock = OutletLock(archive.folder, outlet)
    lock.acquire()
    try:
        repair_segments(archive, outlet)
        captures = _captures(archive, id, outlet, str(article["headline"]))
        files = sorted({file for _, file in captures})
        for file in files:
            rewrite(archive, outlet, [file], [c for c, lies_in in captures if lies_in == file])
        same = archive.rows(
            "SELECT id FROM articles WHERE fingerprint = ? AND id <> ? AND fingerprint <> ''",
            article["fingerprint"], id,
        )  # fmt: skip
        _bury(archive, id, reason)
    finally:
        lock.release()
    _leave_nothing(archive)
    return Erased(len(captures), len(files), [r[0] for r in same], diary.copies_made(archive))


def _known(archive: Archive, id: int):  # type: ignore[no-untyped-def]
    row = archive.row("SELECT * FROM articles WHERE id = ?", id)
    if row is None:
        raise NoSuchArticle(f"no article {id} in this archive: `warraq search` finds numbers")
    return row


def _captures(archive: Archive, id: int, outlet: str, headline: str) -> list[tuple[int, str]]:
    """The captures that hold the text, with their files: its pages, their twins, its listings."""
    rows = archive.rows(
        "WITH pages(url) AS (SELECT url FROM articles WHERE id = ?1"
        "  UNION SELECT url FROM aliases WHERE article_id = ?1"
        "  UNION SELECT address FROM leads WHERE article_id = ?1"
        "  UNION SELECT url FROM leads WHERE article_id = ?1),"
        " own(id, payload_digest) AS (SELECT id, payload_digest FROM captures WHERE outlet = ?2"
        "  AND (url IN pages OR id IN (SELECT capture_id FROM versions WHERE article_id = ?1)))"
        " SELECT id, file FROM captures WHERE file IS NOT NULL AND outlet = ?2 AND (id IN"
        "  (SELECT id FROM own) OR payload_digest IN (SELECT payload_digest FROM own))",
        id, outlet,
    )  # fmt: skip
    found = {row["id"]: row["file"] for row in rows}
    if headline:
        found |= _listings(archive, outlet, headline)
    return sorted(found.items())


def _listings(archive: Archive, outlet: str, headline: str) -> dict[int, str]:
    """Feeds and section pages of an outlet that print the headline, and mostly the text with it."""
    marks = {headline, json.dumps(headline)[1:-1]}
    found = {}
    for row in archive.rows(
        "SELECT id, file FROM captures WHERE file IS NOT NULL AND outlet = ?1 AND url NOT IN"
        " (SELECT address FROM leads WHERE outlet = ?1 UNION SELECT url FROM leads"
        "  WHERE outlet = ?1)", outlet,
    ):  # fmt: skip
        try:
            text = load_page(archive, row["id"]).body.decode("utf-8", "replace")
        except RawPageMissing:  # verify's to say
            continue
        if any(mark in text for mark in marks):
            found[row["id"]] = row["file"]
    return found


def _bury(archive: Archive, id: int, reason: str) -> None:
    """Empty the article's row and drop every other row that points to it."""
    archive.db.execute("PRAGMA secure_delete = ON")
    with writing(archive.db):
        article = _known(archive, id)
        long = len(words(article["body"])) >= MIN_ALIAS_WORDS
        archive.db.execute(
            "INSERT OR IGNORE INTO tombstones (article_id, at, reason, fingerprint)"
            " VALUES (?, ?, ?, ?)",
            [id, times.text(times.now()), reason, article["fingerprint"] if long else None],
        )
        relate(archive.db, id, [])
        archive.db.execute("DELETE FROM bands WHERE doc = ?", [id])
        for table in _pointing_to_articles(archive):
            archive.db.execute(f"DELETE FROM {table} WHERE article_id = ?", [id])
        archive.db.execute(
            "UPDATE leads SET state = 'erased', headline_hint = NULL, reason = NULL"
            " WHERE article_id = ?", [id],
        )  # fmt: skip
        archive.db.execute(
            "UPDATE articles SET headline = '', body = '', byline = NULL, section = NULL,"
            " tags = '[]', published_printed = NULL, image = NULL, canonical_url = NULL,"
            " authors = '[]', lead = NULL, dateline = NULL, city = NULL, agency = NULL,"
            " image_caption = NULL, captions = '[]', words = 0, fingerprint = '', text_hash = '',"
            " darija_hint = NULL, capture_id = NULL WHERE id = ?", [id],
        )  # fmt: skip
        diary.note(archive, "erase", f"article {id}: {reason}")


def _pointing_to_articles(archive: Archive) -> list[str]:
    """Every table with an ``article_id`` that holds something of the text."""
    return [
        row[0]
        for row in archive.rows(
            "SELECT t.name FROM sqlite_master t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND c.name = 'article_id'"
        )
        if row[0] not in _FACTS
    ]


def _leave_nothing(archive: Archive) -> None:
    """Nothing of what was deleted stays in the search index, in free pages or in the log."""
    archive.db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
    archive.db.execute("VACUUM")
    busy = archive.row("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy is None or busy[0]:
        raise ArchiveError(
            "the text is deleted, but another process reads the archive and keeps its log "
            "(warraq.db-wal): stop it and give the same command again"
        )
