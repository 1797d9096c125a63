"""Backdated versions: one older than the kept text takes its place between the article's versions.

Its number is the next free one: a number that was once told does not move.
"""

import sqlite3

from storage import times
from storage.archive import Archive, columns_of
from storage.copies.prepared_article import PreparedArticle
from storage.copies.stories import reorder
from storage.schema.logical_clock import tick


def keep_former(archive: Archive, prepared: PreparedArticle, capture_id: int | None) -> str | None:
    """Keep a reading that was fetched before the kept one; the outcome, or ``None`` if it was not.

    Within a transaction. ``repeat``: that text is known; ``revision``: it got its own number.
    """
    article, digest = prepared.article, prepared.text_hash
    seen = times.stamp(article.fetched_at)
    now = archive.row(
        "SELECT id, first_seen, fetched_at FROM articles WHERE outlet = ? AND url = ?",
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
        "SELECT coalesce(place, number) AS place, text_hash, fetched_at FROM revisions"
        " WHERE article_id = ?1 UNION ALL"
        " SELECT versions, text_hash, fetched_at FROM articles WHERE id = ?1 ORDER BY place",
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
    """Insert a version before the one that followed it; the places of all later ones move up."""
    place = following["place"]
    archive.db.execute(
        "UPDATE revisions SET place = coalesce(place, number) + 1 WHERE article_id = ?"
        " AND coalesce(place, number) >= ?", [article_id, place],
    )  # fmt: skip
    archive.db.execute(
        "UPDATE revisions SET replaced_at = ? WHERE article_id = ? AND coalesce(place, number) = ?",
        [times.text(prepared.article.fetched_at), article_id, place - 1],
    )
    row = columns_of(prepared) | {
        "capture_id": capture_id, "recorded_at": tick(archive.db), "article_id": article_id,
        "place": place, "replaced_at": following["fetched_at"], "cause": "outlet",
    }  # fmt: skip
    archive.db.execute(
        f"INSERT INTO revisions (number, {', '.join(row)})"
        f" SELECT versions + 1, {', '.join('?' * len(row))} FROM articles WHERE id = ?",
        [*row.values(), article_id],
    )
    archive.db.execute("UPDATE articles SET versions = versions + 1 WHERE id = ?", [article_id])
