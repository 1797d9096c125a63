"""A version of an article that is older than the one that is kept: it goes between its versions."""

import sqlite3

from crawler.reader_version import READER_VERSION
from storage import times
from storage.archive import Archive
from storage.copies.prepared import Prepared
from storage.copies.stories import reorder
from storage.fields import stored


def keep_former(archive: Archive, prepared: Prepared, capture_id: int | None) -> str | None:
    """Keep a reading from before the present one; how, or ``None`` if it is no older one.

    Within a transaction. ``repeat``: that text is known; else ``revision``, under its own number.
    """
    article, digest = prepared.article, prepared.text_hash
    seen = times.stamp(article.fetched_at)
    now = archive.row(
        "SELECT id, revision, first_seen, fetched_at FROM articles WHERE outlet = ? AND url = ?",
        article.outlet, article.url,
    )  # fmt: skip
    if now is None or seen >= now["fetched_at"]:
        return None
    id = now["id"]
    if seen < now["first_seen"]:
        archive.db.execute("UPDATE articles SET first_seen = ? WHERE id = ?", [seen, id])
        reorder(archive.db, id)
    versions = archive.rows(
        "SELECT number, text_hash, fetched_at FROM revisions WHERE article_id = ?1 UNION ALL"
        " SELECT revision, text_hash, fetched_at FROM articles WHERE id = ?1 ORDER BY number", id,
    )  # fmt: skip
    later = [row for row in versions if row["fetched_at"] > seen]
    earlier = [row for row in versions if row["fetched_at"] <= seen]
    if digest in (later[0]["text_hash"], earlier[-1]["text_hash"] if earlier else ""):
        return "repeat"
    _insert(archive, id, prepared, capture_id, later[0])
    return "revision"


def _insert(
    archive: Archive, id: int, prepared: Prepared, capture_id: int | None, following: sqlite3.Row
) -> None:
    """Put a version before the one that followed it; the numbers of all later ones move up."""
    article = prepared.article
    number = following["number"]
    archive.db.execute("UPDATE articles SET revision = revision + 1 WHERE id = ?", [id])
    for move in ("-number - 1", "-number"):  # over negative numbers: each stays unique meanwhile
        archive.db.execute(
            f"UPDATE revisions SET number = {move} WHERE article_id = ? AND (number >= ? OR"
            " number < 0)", [id, number],
        )  # fmt: skip
        number = 10**9
    archive.db.execute(
        "UPDATE revisions SET replaced_at = ?1 WHERE article_id = ?2 AND number = ?3 - 1",
        [times.text(article.fetched_at), id, following["number"]],
    )
    archive.db.execute(
        "INSERT INTO revisions (article_id, number, headline, body, byline, published_at,"
        " fetched_at, replaced_at, cause, fingerprint, text_hash, reader, read_with, capture_id,"
        " sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'outlet', ?, ?, ?, ?, ?, ?)",
        [id, following["number"], article.headline, article.body, article.byline,
         times.text(article.published_at), times.text(article.fetched_at),
         following["fetched_at"], prepared.fingerprint, prepared.text_hash, READER_VERSION,
         article.read_with, capture_id, stored(article)["sources"]],
    )  # fmt: skip
