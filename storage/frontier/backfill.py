"""How far a backfill got: the pages it has read and those it still has to read."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.listings import IdRange, Listing, Stretch
from crawler.listings.backfill_pages import ArchivePage, BackfillPageResult, begin_walk, walk
from crawler.listings.id_range import MAX_GAP, numbers_of
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.listing_intake import BACKFILL, Intake
from storage.frontier.outlet_backoff import resting_until

MAX_LISTING_PAGES = 50_000
"""Pages of one listing that a backfill reads: an index may lead to indexes for ever."""
MAX_ATTEMPTS = 3
"""A page that failed so often is left out, and said to be."""
_THIS = "outlet = ? AND since = ? AND until = ?"
_WALKED = (
    "SELECT id, url, leads, (SELECT count(*) FROM leads l WHERE l.outlet = p.outlet"
    " AND l.found_in = p.url AND l.article_id IS NOT NULL) AS found,"
    " (SELECT count(*) FROM leads l WHERE l.outlet = p.outlet AND l.found_in = p.url"
    " AND l.state = 'due' AND l.article_id IS NULL) AS open"
    f" FROM backfill_pages p WHERE {_THIS} AND tier = {IdRange.tier} AND state = 'done'"
)
"""The stretches of numbers that were tried: how many were unknown, are articles, are still due."""


class Backfill:
    """One backfill of one outlet; the same days again go on where it stopped."""

    def __init__(
        self, archive: Archive, outlet: str, stretch: Stretch, limit: int | None = None
    ) -> None:
        """``limit`` is the most articles that it takes in, all its turns together."""
        self.archive, self.outlet, self.stretch, self.limit = archive, outlet, stretch, limit
        self.key = (outlet, times.stamp(stretch.since), times.stamp(stretch.until))
        self.tried: set[str] = set()

    def begin(self, pages: Iterable[ArchivePage]) -> None:
        """Write down the first pages, unless they are known from an earlier turn."""
        with writing(self.archive.db):
            for page in pages:
                self._add(page)

    def _add(self, page: ArchivePage) -> None:
        self.archive.db.execute(
            "INSERT OR IGNORE INTO backfill_pages"
            " (outlet, since, until, url, listing, tier, found_in) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [*self.key, page.url, page.listing, page.tier, page.found_in],
        )

    @property
    def taken(self) -> int:
        """Articles taken in so far; of numbers that were tried, those that gave an article."""
        return self._number("coalesce(sum(fresh), 0)") + self._walked("sum(found)")

    @property
    def room(self) -> int:
        """The number of articles that may still be taken in."""
        return sys.maxsize if self.limit is None else max(0, self.limit - self.taken)

    def full(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and self.taken >= self.limit

    def last_answer(self) -> int:
        """The number of the newest raw page in the archive."""
        row = self.archive.row("SELECT coalesce(max(id), 0) FROM captures")
        return int(row[0]) if row else 0

    def answered(self, since: int) -> bool:
        """Whether the outlet has sent anything after the raw page of that number."""
        sql = "SELECT 1 FROM captures WHERE id > ? AND outlet = ? LIMIT 1"
        return self.archive.row(sql, since, self.outlet) is not None

    def next_page(self) -> ArchivePage | None:
        """The next page to read: best ways first; lesser ways only where those gave nothing."""
        if self.full():
            return None
        rows = self.archive.rows(
            f"SELECT * FROM backfill_pages WHERE {_THIS} AND state = 'due' ORDER BY tier, id",
            *self.key,
        )
        for row in rows:
            if row["url"] in self.tried:
                continue
            if (
                self._served_better(row["tier"])
                or self._too_old(row["found_in"])
                or (row["tier"] == IdRange.tier and self._in_vain())
            ):
                self._state(row["url"], "skipped")
                continue
            self.tried.add(row["url"])
            return ArchivePage(row["url"], row["listing"], row["tier"], row["found_in"])
        return None

    def walk_on(self, spider: Any, frontier: Intake) -> bool:
        """Put the next numbers of articles into the frontier; whether there are some to try."""
        page, at = self.next_page(), times.now()
        if page is None or page.tier != IdRange.tier:
            if page is not None:
                self.tried.discard(page.url)
            return False
        if numbers_of(page.url) is None:
            top = newest_id(self.archive, self.outlet, times.stamp(self.stretch.until))
            first = top and begin_walk(page, spider.by_id, spider.address, top, self.room)
            self.turned(BackfillPageResult(page, more=(first,) if first else ()), 0, at)
            return True
        leads, below = walk(page, spider.by_id, spider.address, self.outlet, self.room)
        unknown = 0
        for lead in leads:
            url, names = spider.canonical(lead.url), spider.names_of(lead.url)
            if frontier.known_as(url, names) == url:
                unknown += bool(frontier.add(lead, url, at, BACKFILL, names))
        self.turned(BackfillPageResult(page, unknown, below), 0, at)
        return True

    def _served_better(self, tier: int) -> bool:
        """Whether a better way has given addresses and has been read to its end.

        A feed ends where it ends: before ids are tried it counts only if it went back far enough.
        """
        row = self.archive.row(
            f"SELECT sum(leads), sum(state = 'failed') FROM backfill_pages WHERE {_THIS}"
            " AND tier < ?",
            *self.key, min(tier, Listing.tier),
        )  # fmt: skip
        served = bool(row and row[0] and not row[1])
        if served or tier <= Listing.tier:
            return served
        return bool(self._number(f"sum(tier = {Listing.tier} AND (reached OR state = 'skipped'))"))

    def _in_vain(self) -> bool:
        """Whether the last ``MAX_GAP`` numbers that were tried hold no article."""
        gap = 0
        for row in self.archive.rows(
            f"SELECT url, leads, found, open FROM ({_WALKED}) ORDER BY id DESC", *self.key
        ):
            numbers = numbers_of(row["url"])
            if row["found"] or row["open"] or numbers is None or row["leads"] < len(numbers):
                return False
            gap += row["leads"]
            if gap >= MAX_GAP:
                return True
        return False

    def _walked(self, what: str) -> int:
        row = self.archive.row(f"SELECT coalesce({what}, 0) FROM ({_WALKED})", *self.key)
        return int(row[0]) if row else 0

    def _too_old(self, found_in: str) -> bool:
        """Whether all that was read from the page before is older than what is asked for."""
        row = self.archive.row(
            "SELECT max(coalesce(a.published_at, l.published_hint)) FROM leads l"
            " LEFT JOIN articles a ON a.id = l.article_id WHERE l.outlet = ? AND l.found_in = ?",
            self.outlet, found_in,
        )  # fmt: skip
        return bool(found_in and row and row[0] and row[0] < times.stamp(self.stretch.since))

    def turned(self, turned: BackfillPageResult, fresh: int, at: datetime) -> int:
        """Write how a page was read, and the pages it leads to; how many of these had no room."""
        with writing(self.archive.db):
            self.archive.db.execute(
                "UPDATE backfill_pages SET attempts = attempts + 1, leads = ?, fresh = fresh + ?,"
                " error = ?, read_at = ?, reached = ?, state = CASE WHEN ? IS NULL THEN 'done'"
                f" WHEN attempts + 1 >= ? THEN 'failed' ELSE 'due' END WHERE {_THIS} AND url = ?",
                [turned.leads, fresh, turned.error or None, times.text(at), int(turned.reached),
                 turned.error or None, MAX_ATTEMPTS, *self.key, turned.page.url],
            )  # fmt: skip
            room = self._room_for_pages(turned)
            for page in turned.more[:room]:
                self._add(page)
        return max(0, len(turned.more) - room)

    def _room_for_pages(self, turned: BackfillPageResult) -> int:
        """The number of further pages of its listing that may be read."""
        if not turned.more or turned.page.tier == IdRange.tier:  # a walk ends by its own rules
            return sys.maxsize
        row = self.archive.row(
            f"SELECT count(*) FROM backfill_pages WHERE {_THIS} AND listing = ?",
            *self.key, turned.page.listing,
        )  # fmt: skip
        return max(0, MAX_LISTING_PAGES - int(row[0] if row else 0))

    def gave_up(self, url: str, why: str, at: datetime, *, for_good: bool = True) -> None:
        """Leave a page out at once: its crawl hung on it, and the next one would.

        Where it is only suspected it has as many tries as one that fails, in other crawls.
        """
        self.tried.add(url)
        with writing(self.archive.db):
            self.archive.db.execute(
                "UPDATE backfill_pages SET attempts = attempts + 1, error = ?, read_at = ?,"
                f" state = iif(? OR attempts + 1 >= ?, 'failed', state) WHERE {_THIS} AND url = ?",
                [why, times.text(at), for_good, MAX_ATTEMPTS, *self.key, url],
            )

    def _state(self, url: str, state: str) -> None:
        self.archive.db.execute(
            f"UPDATE backfill_pages SET state = ? WHERE {_THIS} AND url = ?",
            [state, *self.key, url],
        )

    def _number(self, what: str) -> int:
        row = self.archive.row(f"SELECT {what} FROM backfill_pages WHERE {_THIS}", *self.key)
        return int(row[0]) if row else 0

    def _pages_due(self) -> int:
        """The pages due in the best way that is not read to its end; lesser ways may not be."""
        row = self.archive.row(
            f"SELECT count(*) FROM backfill_pages WHERE {_THIS} AND state = 'due'"
            f" GROUP BY tier ORDER BY tier LIMIT 1",
            *self.key,
        )
        return int(row[0]) if row else 0

    def progress(self, at: datetime) -> "Progress":
        """The progress so far."""
        row = self.archive.row(
            "SELECT sum(state = 'due' AND due_at <= ?2), sum(state = 'due' AND due_at > ?2)"
            " FROM leads WHERE outlet = ?1 AND priority = ?3",
            self.outlet, times.stamp(at), BACKFILL,
        )  # fmt: skip
        waiting, later = (row[0] or 0, row[1] or 0) if row else (0, 0)
        if resting_until(self.archive, self.outlet, at):
            waiting, later = 0, waiting + later
        errors = self.archive.rows(
            f"SELECT url, error FROM backfill_pages WHERE {_THIS} AND state = 'failed'", *self.key
        )
        return Progress(
            self._number(f"coalesce(sum(state = 'done' AND tier < {IdRange.tier}), 0)"),
            0 if self.full() else self._pages_due(),
            self.taken, waiting, later,
            [f"{one['url']}: {one['error']}" for one in errors],
            self._number("coalesce(sum(attempts), 0)"),
            self._number(f"coalesce(sum(CASE WHEN tier < {IdRange.tier} THEN leads END), 0)"),
            self._walked("sum(leads)"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a backfill: listing pages, and articles."""

    pages_read: int
    pages_due: int
    taken: int
    """Articles that it found and that were unknown."""
    waiting: int
    later: int
    """Articles that failed and are due again later; the daemon fetches them."""
    failed: list[str]
    attempts: int
    """Requests for listing pages, failed ones too."""
    listed: int
    """Addresses on the pages, known ones too."""
    tried: int = 0
    """Numbers of articles that were tried where no listing goes back far enough."""

    @property
    def over(self) -> bool:
        """Whether nothing is left to do now."""
        return not self.pages_due and not self.waiting


def newest_id(archive: Archive, outlet: str, before: str) -> int | None:
    """The number from which a walk down the ids of an outlet begins; ``None``: none is known.

    That is the lowest one that is younger than ``before``, else the highest.
    """
    row = archive.row(
        "SELECT min(CASE WHEN coalesce(a.published_at, l.published_hint) >= ?2 THEN n END), max(n)"
        " FROM (SELECT url, CAST(substr(name, 4) AS INTEGER) AS n FROM names"
        "   WHERE outlet = ?1 AND name GLOB 'id [0-9]*' AND name NOT GLOB 'id *[^0-9]*')"
        " JOIN leads l USING (url) LEFT JOIN articles a ON a.id = l.article_id"
        " WHERE l.outlet = ?1",
        outlet, before,
    )  # fmt: skip
    assert row is not None
    number: int | None = row[0] if row[0] is not None else row[1]
    return number
