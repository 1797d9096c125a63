"""The articles that listings named, kept or not, each with its day and the lists that named it.

What listings name and is no article is left out, so that no share is made too low by it: addresses
that the outlet's pattern or host refuses, pages that hold no article, further pages of one. Nothing
of what is hidden or erased by order is in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlite_utils import Database

from storage import times
from storage.query.statistics import published_day

_HIDDEN = "SELECT article_id FROM suppressions UNION ALL SELECT article_id FROM tombstones"
_NO_ARTICLE = (
    "a.id IS NULL AND (coalesce(l.outcome, '') IN ('rejected', 'alias')"
    " OR coalesce(l.outcome, '') = 'refused'"
    " AND coalesce(l.refused_by, '') NOT IN ('robots', 'opt-out'))"
)
"""The page of such a lead is no article, as far as anyone knows."""


@dataclass(slots=True)
class NamedArticle:
    """An article that a listing named."""

    kept: bool
    at: str
    """The time by which articles of a day are ordered: published, stated, or first named."""
    day: str | None
    """The day in Casablanca on which it was published; ``None``: nobody knows."""
    lists: set[str] = field(default_factory=set)
    """The lists that named it in a look that was whole."""


def named_articles(
    db: Database,
    outlet: str,
    lists: Mapping[int, str],
    hours: Mapping[int, Mapping[str, int]],
    before: int | None = None,
) -> Iterator[NamedArticle]:
    """What an outlet's listings named before a time, in seconds since the epoch.

    Its day is that of its own page; of one that is not kept, that which a listing states; else the
    day on which it was first named, if the same listing had been read the day before.
    """
    found: dict[tuple[str, int], NamedArticle] = {}
    for row in db.execute(
        "SELECT l.id, a.id AS article, a.published_at, coalesce(l.published_hint, l.modified_hint)"
        " AS stated, s.listing_id, s.first_seen, s.whole_since"
        " FROM leads l CROSS JOIN sightings s ON s.lead_id = l.id"
        " LEFT JOIN articles a ON a.id = l.article_id"
        f" WHERE l.outlet = ?1 AND NOT ({_NO_ARTICLE}) AND (?2 IS NULL OR s.first_seen < ?2)"
        f" AND (l.article_id IS NULL OR l.article_id NOT IN ({_HIDDEN}))",
        [outlet, before],
    ):
        kept = row["article"] is not None
        key = ("article", row["article"]) if kept else ("lead", row["id"])
        one = found.get(key)
        if one is None:
            seen = times.stamp(datetime.fromtimestamp(row["first_seen"], UTC))
            at = row["published_at"] if kept else row["stated"]
            found[key] = one = NamedArticle(kept, at or seen, published_day(at) if at else None)
        if one.day is None and not kept:
            one.day = _new_on(row["first_seen"], hours.get(row["listing_id"], {}))
        whole = row["whole_since"]
        if whole is not None and (before is None or whole < before):
            one.lists.add(lists[row["listing_id"]])
    yield from found.values()


def _new_on(first_seen: int, hours: Mapping[str, int]) -> str | None:
    """The day on which a listing was found to name what it had not named the day before."""
    day = published_day(times.stamp(datetime.fromtimestamp(first_seen, UTC)))
    before = str(date.fromisoformat(day) - timedelta(days=1))
    return day if before in hours else None
