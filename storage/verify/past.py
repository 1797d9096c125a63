"""Whether versions, their places and numbers, and the ledger of changes agree with each other."""

from collections.abc import Iterator

from storage.archive import Archive
from storage.verify.raw_files import Finding

_COUNTED = """
    SELECT a.id, a.versions, a.revision, count(r.id) + 1 AS kept,
      count(DISTINCT coalesce(r.place, r.number)) + 1 AS places,
      max(coalesce(r.place, r.number)) AS last, max(r.number) AS highest
    FROM articles a LEFT JOIN revisions r ON r.article_id = a.id
    WHERE a.id NOT IN (SELECT article_id FROM tombstones)
      AND (a.versions > 1 OR r.id IS NOT NULL)
    GROUP BY a.id HAVING a.versions <> kept OR places <> kept OR last >= kept
      OR max(a.revision, highest) <> kept
"""
_LEDGER = """
    SELECT id, CASE
        WHEN at <= former_at THEN 'is not later than the one before it'
        WHEN at > (SELECT at FROM clock) THEN 'is later than the clock of the archive'
        WHEN NOT json_valid(coalesce(former, '{}')) THEN 'does not tell what stood there before'
        -- without an article: NULL is not in an empty table either
        WHEN article_id IS NOT NULL AND article_id NOT IN (SELECT id FROM articles)
          THEN 'is of an article that is not there'
      END AS wrong
    FROM (SELECT *, lag(at) OVER (ORDER BY id) AS former_at FROM ledger)
    WHERE wrong IS NOT NULL
"""


def past_findings(archive: Archive) -> Iterator[Finding]:
    """What is wrong with the versions of articles, and with the ledger: exports of then need it."""
    for row in archive.db.execute(_COUNTED):
        said = f"has {row['kept']} versions, and counts {row['versions']} or their order otherwise"
        yield Finding("versions", f"article {row['id']}", said)
    for row in archive.db.execute(_LEDGER):
        yield Finding("ledger", f"ledger row {row['id']}", row["wrong"])
