"""Backdated versions: one older than the kept text is inserted between the article's versions."""

import sqlite3

from crawler.reader_version import READER_VERSION
from storage import times
from storage.archive import Archive
from storage.article_fields import stored
from storage.copies.prepared_article import PreparedArticle
from storage.copies.stories import reorder


def keep_former(archive: Archive, prepared: PreparedArticle, capture_id: int | None) -> str | None:
    """Keep a reading that was fetched before the kept one; the outcome, or ``None`` if it was not.

    Within a transaction. ``repeat``: that text is known; ``revision``: it got its own number.
    """
    article, digest = prepared.article, prepared.text_hash
    seen = times.stamp(article.fetched_at)
    now = archive.row(
        "SELECT id, revision, first_seen, fetched_at FROM articles WHERE outlet = ? AND url = ?",
        article.outlet, article.url,
    )  # fmt: skip
    if now is None or seen >= now["fetched_at"]:
        return None
    article_id = now["id"]
    if seen < now["first_seen"]:
        archive.db.execute("UPDATE articles SET first_seen = ? WHERE id = ?", [seen, article_id])
        # a story's original is its earliest article: this one may have become it
        reorder(archive.db, article_id)
    versions = archive.rows(
        "SELECT number, text_hash, fetched_at FROM revisions WHERE article_id = ?1 UNION ALL"
        " SELECT revision, text_hash, fetched_at FROM articles WHERE id = ?1 ORDER BY number",
        article_id,
    )  # fmt: skip
    fetched = times.in_sequence([row["fetched_at"] for row in versions])
    later = [row for row, at in zip(versions, fetched, strict=True) if at > seen]
    earlier = versions[: -len(later)]
    # only the neighbours count: a text that came, went and came back is three versions
    if digest in (later[0]["text_hash"], earlier[-1]["text_hash"] if earlier else ""):
        return "repeat"
    _insert(archive, article_id, prepared, capture_id, later[0])
    return "revision"


def _insert(
    archive: Archive, article_id: int, prepared: PreparedArticle, capture_id: int | None,
    following: sqlite3.Row,
) -> None:  # fmt: skip
    """Insert a version before the one that followed it; the numbers of all later ones move up."""
    article = prepared.article
    number = following["number"]
    archive.db.execute("UPDATE articles SET revision = revision + 1 WHERE id = ?", [article_id])
    for move in (
        "-number - 1",
        "-number",
    ):  # by way of negative numbers: UNIQUE is checked row by row
        archive.db.execute(
            f"UPDATE revisions SET number = {move} WHERE article_id = ? AND (number >= ? OR"
            " number < 0)", [article_id, number],
        )  # fmt: skip
        number = 10**9  # the second step turns the negative ones round and touches no other
    archive.db.execute(
        "UPDATE revisions SET replaced_at = ?1 WHERE article_id = ?2 AND number = ?3 - 1",
        [times.text(article.fetched_at), article_id, following["number"]],
    )
    archive.db.execute(
        "INSERT INTO revisions (article_id, number, headline, body, byline, published_at,"
        " fetched_at, replaced_at, cause, fingerprint, text_hash, reader, read_with, capture_id,"
        " sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'outlet', ?, ?, ?, ?, ?, ?)",
        [article_id, following["number"], article.headline, article.body, article.byline,
         times.text(article.published_at), times.text(article.fetched_at),
         following["fetched_at"], prepared.fingerprint, prepared.text_hash, READER_VERSION,
         article.read_with, capture_id, stored(article)["sources"]],
    )  # fmt: skip
