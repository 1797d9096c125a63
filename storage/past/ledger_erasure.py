"""What the ledger says of an article that is erased by order."""

from sqlite_utils import Database


def empty_past(db: Database, article_id: int) -> None:
    """Empty the ledger of what an article, now erased, was. In the transaction that erases it.

    That it came, and when it was changed, stays: by that it is known when it stood here.
    """
    db.execute(
        "UPDATE ledger SET former = '{}' WHERE article_id = ? AND what = 'articles'"
        " AND former IS NOT NULL", [article_id],
    )  # fmt: skip
    db.execute(
        "DELETE FROM ledger WHERE article_id = ?1 AND what NOT IN ('articles', 'tombstones')"
        " OR what = 'relations' AND key = ?2", [article_id, str(article_id)],
    )  # fmt: skip
    # other articles' evidence names it by its address
    db.execute(
        "UPDATE ledger SET former = json_set(former, '$.evidence', '', '$.by_id', NULL)"
        " WHERE what = 'story_members' AND json_extract(former, '$.by_id') = ?", [article_id],
    )  # fmt: skip
