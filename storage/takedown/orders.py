"""Orders on single articles: hidden (``suppress``) or destroyed (``erase``); the fact always stays.

Erasing reaches the article's row, its versions, the search index, stories, every table that points
to an article, the raw records (their files are written anew), and what the database leaves behind
in its log and free pages. What it cannot reach, copies made earlier, it names.
"""

from dataclasses import dataclass

from crawler.arabic import folded_words
from crawler.urls import readable
from storage import activity_log, times
from storage.archive import Archive
from storage.copies.stories import relate
from storage.database import writing
from storage.errors import ArchiveError
from storage.lock import OutletLock
from storage.raw.crash_repair import repair_segments
from storage.raw.segment_rewrite import rewrite
from storage.takedown.occurrences import find_occurrences
from storage.tombstones import bury

_FACTS = frozenset(("tombstones", "events", "aliases", "leads", "outcomes"))
"""Tables whose rows hold no text of an article and stay."""

SPELLED = 3
"""Words of the headline in an address from which on it is said to spell it."""


class NoSuchArticle(ArchiveError):
    """No article has that number."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was destroyed, and where the text may still be."""

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
            "INSERT OR REPLACE INTO suppressions (article_id, at, reason) VALUES (?, ?, ?)",
            [id, times.text(times.now()), reason],
        )
        archive.event(id, times.now(), "suppressed", reason)
        activity_log.note(archive, "suppress", f"article {id}: {reason}")


def unsuppress(archive: Archive, id: int, reason: str) -> None:
    """Show a hidden article again, for a reason or for none. Raises ``NoSuchArticle``."""
    _known(archive, id)
    with writing(archive.db):
        done = archive.db.execute("DELETE FROM suppressions WHERE article_id = ?", [id])
        if not done.rowcount:
            raise NoSuchArticle(f"article {id} is not suppressed")
        archive.event(id, times.now(), "shown again", reason)
        activity_log.note(
            archive, "suppress", f"article {id} is shown again" + (f": {reason}" if reason else "")
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

    Raises ``NoSuchArticle``, ``AlreadyCrawling``, ``CannotWrite``, ``RawPageMissing``.
    """
    article = _known(archive, id)
    outlet = str(article["outlet"])
    lock = OutletLock(archive.folder, outlet)
    lock.acquire()
    try:
        repair_segments(archive, outlet)
        found = find_occurrences(archive, id, outlet)
        files = sorted(set(found.captures.values()))
        for file in files:
            gone = [capture for capture, lies_in in found.captures.items() if lies_in == file]
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
        address if len(spells) >= SPELLED else None, activity_log.copies_made(archive),
    )  # fmt: skip


def destroy_refused(archive: Archive, outlet: str) -> None:
    """Destroy raw pages that brought an erased text back, under whatever address.

    A page is kept before anyone can read what it says. The caller holds the outlet's lock, and
    none of its segments is open.
    """
    rows = archive.rows(
        "SELECT c.id, c.file FROM leads l JOIN captures c ON c.url IN (l.address, l.url)"
        " AND c.outlet = l.outlet WHERE l.outlet = ? AND l.state = 'erased'"
        " AND c.file IS NOT NULL", outlet,
    )  # fmt: skip
    for file in {row["file"] for row in rows}:
        rewrite(archive, outlet, [file], [row["id"] for row in rows if row["file"] == file])


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
            " capture_id = NULL WHERE id = ?", [id],
        )  # fmt: skip
        activity_log.note(archive, "erase", f"article {id}: {reason}")


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
