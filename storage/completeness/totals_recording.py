"""``Totals``: the totals that listings state, as a crawl reads them.

A sitemap states its total by what it names, once all of it was read: of each month whose kept
articles it names nearly all.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from crawler.items import Lead, StatedTotal
from crawler.listings import Stretch
from storage import times
from storage.archive import Archive
from storage.completeness.listing_sightings_recording import Looks
from storage.completeness.stated_totals import month_bounds
from storage.database import writing

UNDATED, CUT = "", "cut"
"""The months of what a sitemap names without any date, and we do not know, and of what a bound or a
broken file left out of it."""
MONTHS_AT_ONCE = 12
"""Months whose totals one crawl asks an API for: each is one request."""
_A_DAY = timedelta(days=1)
MAY_LACK = 0.01
"""Kept articles of a month that a sitemap may lack, as a share of those it names, to count it."""


class Totals:
    """The stated totals of one outlet's listings."""

    def __init__(self, archive: Archive, outlet: str, looks: Looks) -> None:
        """``looks`` knows the numbers of the listings."""
        self.archive, self.outlet, self.looks = archive, outlet, looks

    def note(self, listing: str, stated: StatedTotal | None, at: datetime) -> None:
        """Note what a listing states of all articles or of a stretch with two ends.

        Of the time since the last look, which each poll asks for, nobody will ask. What it said
        less than a day ago is not noted again.
        """
        if stated is None or (stated.since is not None and stated.until is None):
            return
        with writing(self.archive.db):
            number = self.looks.number(listing)
            since, until = times.text(stated.since), times.text(stated.until)
            lately = self.archive.row(
                "SELECT 1 FROM stated_totals WHERE listing_id = ? AND since IS ? AND until IS ?"
                " AND total = ? AND at BETWEEN ? AND ?",
                number, since, until, stated.total, times.stamp(at - _A_DAY), times.stamp(at),
            )  # fmt: skip
            if lately is None:
                self._insert(number, since, until, stated.total, times.stamp(at))

    def wanted(self, listing: str, at: datetime) -> Iterator[Stretch]:
        """The months whose totals an API is asked for now, the newest first.

        This month and the last one every day, others once: those of which an article is kept.
        """
        this = times.day(times.stamp(at))[:7]
        last = times.day(times.stamp(times.parse(month_bounds(this)[0]) - _A_DAY))[:7]
        known = self.archive.row(
            "SELECT id FROM known_listings WHERE outlet = ? AND listing = ?", self.outlet, listing
        )

        def told(month: str, since: str) -> bool:
            return bool(known and self.archive.row(
                "SELECT 1 FROM stated_totals WHERE listing_id = ? AND since = ? AND until = ?"
                " AND at > ? AND at <= ?", known[0], *month_bounds(month), since, times.stamp(at),
            ))  # fmt: skip

        wanted = [one for one in (this, last) if not told(one, times.stamp(at - _A_DAY))]
        if wanted:  # once a day: the other months cost a look at every article
            rows = self.archive.rows(
                "SELECT DISTINCT substr(published_at, 1, 7) FROM articles WHERE outlet = ?"
                " AND published_at < ? ORDER BY 1 DESC", self.outlet, last,
            )  # fmt: skip
            wanted += [row[0] for row in rows if not told(row[0], "")]
        for month in wanted[:MONTHS_AT_ONCE]:
            yield Stretch(*map(times.parse, month_bounds(month)))

    def month_of(self, lead: Lead, url: str) -> str | None:
        """The month of an entry of a sitemap: its article's own, else as the entry states it.

        ``lastmod`` is that of a change; of an article that nobody has read it is all there is.
        ``None``: its page is known to be no article.
        """
        row = self.archive.row(
            "SELECT a.published_at, l.published_hint, l.article_id IS NULL AND l.outcome IN"
            " ('rejected', 'alias') AS none FROM leads l LEFT JOIN articles a"
            " ON a.id = l.article_id WHERE l.outlet = ? AND l.url = ?", self.outlet, url,
        )  # fmt: skip
        if row and row["none"]:
            return None
        own = row and (row["published_at"] or row["published_hint"])
        at = own or times.text(lead.published_hint or lead.modified_hint)
        return times.day(at)[:7] if at else UNDATED

    def begin(self, sitemap: str) -> None:
        """Reading all of a sitemap begins, or its first page is read once more."""
        with writing(self.archive.db):
            self.archive.db.execute(
                "DELETE FROM stated_totals WHERE listing_id = ? AND at IS NULL",
                [self.looks.number(sitemap)],
            )

    def add(self, sitemap: str, named: Mapping[str, int]) -> None:
        """A page of a sitemap named so many articles of each month."""
        with writing(self.archive.db):
            number = self.looks.number(sitemap)
            for month, articles in named.items():
                more = self.archive.db.execute(
                    "UPDATE stated_totals SET total = total + ? WHERE listing_id = ? AND since = ?"
                    " AND at IS NULL", [articles, number, month],
                )  # fmt: skip
                if not more.rowcount:
                    self._insert(number, month, None, articles, None)

    def read_whole(self, sitemap: str, began: datetime, at: datetime) -> None:
        """All of a sitemap has been read since a time: what it names is what it states."""
        with writing(self.archive.db):
            number = self.looks.number(sitemap)
            rows = self.archive.rows(
                "SELECT since, total FROM stated_totals WHERE listing_id = ? AND at IS NULL", number
            )
            named = {str(row["since"]): int(row["total"]) for row in rows}
            self.begin(sitemap)
            if CUT in named:
                return
            if sum(named.values()):
                self._insert(number, None, None, sum(named.values()), times.stamp(at))
            # of which month the undated ones are nobody knows: then no month's total is known
            if not named.get(UNDATED):
                missing = self._missing(number, began)
                for month, total in named.items():
                    if missing[month] <= MAY_LACK * total:
                        self._insert(number, *month_bounds(month), total, times.stamp(at))

    def _missing(self, number: int, began: datetime) -> Counter[str]:
        """The kept articles of each month that a sitemap has not named since a time."""
        rows = self.archive.db.execute(
            "SELECT a.published_at FROM articles a WHERE a.outlet = ?1 AND a.gone_at IS NULL"
            " AND a.published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM leads l"
            " JOIN sightings s ON s.lead_id = l.id AND s.listing_id = ?2 AND s.last_seen >= ?3"
            " WHERE l.article_id = a.id)", [self.outlet, number, int(began.timestamp())],
        )  # fmt: skip
        return Counter(times.day(row[0])[:7] for row in rows)

    def _insert(
        self, number: int, since: str | None, until: str | None, total: int, at: str | None
    ) -> None:
        self.archive.db.execute(
            "INSERT INTO stated_totals (listing_id, since, until, total, at)"
            " VALUES (?, ?, ?, ?, ?)", [number, since, until, total, at],
        )  # fmt: skip
