"""What listings state as their own totals, and how much of that is kept.

A WordPress API counts the posts that it is asked for (``X-WP-Total``); a sitemap that was read
whole has as many as it names. A month's total is known where it was asked for, or where the sitemap
names nearly all that is kept of that month: one of the last two days tells nothing of others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from crawler.timezone import CASABLANCA
from storage import times
from storage.query.filters import HIDDEN

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A month by a listing's own count."""

    total: int
    """Articles that it states."""
    kept: int
    """Of the same time, up to the moment at which it said so."""
    at: str
    listing: str
    """Its address."""

    @property
    def share(self) -> float | None:
        """Kept ÷ stated, 0 to 1; ``None`` where more is kept than it knows of."""
        return self.kept / self.total if self.total and self.kept <= self.total else None


def month_bounds(month: str) -> tuple[str, str]:
    """The first instant of a month in Casablanca, and that of the next one, as UTC text."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    begin, end = (
        times.stamp(datetime.combine(day, time(), CASABLANCA)) for day in (first, following)
    )
    return begin, end


def counted(db: Database, outlet: str, as_of: datetime | None = None) -> Mapping[str, Counted]:
    """Month -> its latest stated total; of several listings' the largest.

    A listing that leaves articles out states too few of them.
    """
    before = times.stamp(as_of or datetime.max.replace(tzinfo=UTC))
    rows = db.execute(
        "SELECT t.since, t.until, t.total, max(t.at) AS at, k.listing FROM stated_totals t"
        " JOIN known_listings k ON k.id = t.listing_id WHERE k.outlet = ? AND t.at < ?"
        " AND t.since IS NOT NULL AND t.until IS NOT NULL GROUP BY t.since, t.until, k.id",
        [outlet, before],
    ).fetchall()
    found: dict[str, Counted] = {}
    for row in rows:
        month = times.day(row["since"])[:7]
        begin, end = month_bounds(month)
        first = times.stamp(times.parse(begin) + _SECOND)  # WordPress leaves out the one asked for
        if row["since"] not in (begin, first) or row["until"] != end:
            continue  # a backfill of other days
        if month not in found or row["total"] > found[month].total:
            kept = db.execute(
                f"SELECT count(*) FROM articles a WHERE a.outlet = ? AND a.id NOT IN ({HIDDEN})"
                " AND a.published_at >= ? AND a.published_at < ?",
                [outlet, row["since"], min(row["until"], row["at"])],
            ).fetchone()[0]
            found[month] = Counted(row["total"], kept, row["at"], row["listing"])
    return found
