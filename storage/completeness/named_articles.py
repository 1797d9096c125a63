"""The articles that listings named, kept or not, each with its day and the lists that named it.

What listings name and is no article is left out, so that no share is made too low by it: addresses
that the outlet's pattern or host refuses, pages that hold no article, further pages of one. Nothing
of what is hidden or erased by order is in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlite_utils import Database

from storage import times
from storage.query.filters import HIDDEN

_NO_ARTICLE = (
    "a.id IS NULL AND (coalesce(l.outcome, '') IN ('rejected', 'alias')"
    " OR coalesce(l.outcome, '') = 'refused'"
    " AND coalesce(l.refused_by, '') NOT IN ('robots', 'opt-out'))"
)
"""The page of such a lead is no article, as far as anyone knows."""


class NamedArticle(NamedTuple):
    """An article that a listing named."""

    at: str
    """The time by which articles of a day are ordered: published, stated, or first named."""
    kept: bool
    day: str | None
    """The day in Casablanca on which it was published; ``None``: nobody knows."""
    lists: int
    """The lists that named it in a look that was whole, as bits in their order."""


def named_articles(
    db: Database,
    outlet: str,
    lists: Mapping[int, str],
    names: Sequence[str],
    hours: Mapping[int, Mapping[str, int]],
    before: int | None = None,
    since: str = "",
) -> Iterator[NamedArticle]:
    """What an outlet's listings named before a time, in seconds since the epoch.

    ``since``: only what was published from that time of the database on, and undated ones.

    ``lists``: number of a listing -> one of ``names``. The day of an article is that of its own
    page; of one that is not kept, that which a listing states; else the day on which it was first
    named, if the same listing had been read the day before.
    """
    if not lists:
        return
    cases = " ".join(f"WHEN {id} THEN {1 << names.index(of)}" for id, of in lists.items())
    limit = "" if before is None else f" AND s.first_seen < {before}"
    whole = "s.whole_since" + (" IS NOT NULL" if before is None else f" < {before}")
    of_this = f"FROM sightings s WHERE s.lead_id = l.id{limit}"
    together = dict[int, NamedArticle]()
    # sum(DISTINCT) of single bits is their union; a row for each sighting would cost thrice as much
    for article, published, stated, seen, bits, id in db.execute(
        "SELECT a.id, a.published_at, coalesce(l.published_hint, l.modified_hint),"
        f" (SELECT min(s.first_seen) {of_this}) AS seen,"
        f" (SELECT sum(DISTINCT CASE s.listing_id {cases} END) {of_this} AND {whole}), l.id"
        " FROM leads l LEFT JOIN articles a ON a.id = l.article_id"
        " WHERE l.outlet = ? AND coalesce(iif(a.id IS NULL, coalesce(l.published_hint,"
        f" l.modified_hint), a.published_at), '9') >= ? AND NOT ({_NO_ARTICLE})"
        f" AND (l.article_id IS NULL OR l.article_id NOT IN ({HIDDEN})) AND seen IS NOT NULL",
        [outlet, since],
    ):
        at = stated if article is None else published
        day = times.day(at) if at else None
        if not at:
            at = times.stamp(datetime.fromtimestamp(seen, UTC))
            day = _new_on(db, id, seen, hours) if article is None else None
        one = NamedArticle(at, article is not None, day, bits or 0)
        if article is None:
            yield one
        elif article in together:  # it has several addresses
            former = together[article]
            together[article] = former._replace(lists=former.lists | one.lists)
        else:
            together[article] = one
    yield from together.values()


def _new_on(
    db: Database, lead: int, first_seen: int, hours: Mapping[int, Mapping[str, int]]
) -> str | None:
    """The day on which a listing was found to name what it had not named the day before."""
    day = times.day(times.stamp(datetime.fromtimestamp(first_seen, UTC)))
    before = str(date.fromisoformat(day) - timedelta(days=1))
    row = db.execute(
        "SELECT listing_id FROM sightings WHERE lead_id = ? ORDER BY first_seen, listing_id",
        [lead],
    ).fetchone()
    return day if row and before in hours.get(row[0], {}) else None
