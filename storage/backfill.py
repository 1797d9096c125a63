"""How far a backfill got: the pages it has read and those it still has to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.backfilling import ArchivePage, Turned
from crawler.listings import Stretch
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier import BACKFILL

MAX_ATTEMPTS = 3
"""A page that failed so often is left out, and said to be."""
_THIS = "outlet = ? AND since = ? AND until = ?"


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
        """Articles taken in so far."""
        return self._number("coalesce(sum(fresh), 0)")

    def full(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and self.taken >= self.limit

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
            if self._served_better(row["tier"]) or self._too_old(row["found_in"]):
                self._state(row["url"], "skipped")
                continue
            self.tried.add(row["url"])
            return ArchivePage(row["url"], row["listing"], row["tier"], row["found_in"])
        return None

    def _served_better(self, tier: int) -> bool:
        """Whether a better way has given addresses and has been read to its end."""
        row = self.archive.row(
            f"SELECT sum(leads), sum(state = 'failed') FROM backfill_pages WHERE {_THIS}"
            " AND tier < ?",
            *self.key, tier,
        )  # fmt: skip
        return bool(row and row[0] and not row[1])

    def _too_old(self, found_in: str) -> bool:
        """Whether all that was read from the page before is older than what is asked for."""
        row = self.archive.row(
            "SELECT max(coalesce(a.published_at, l.published_hint)) FROM leads l"
            " LEFT JOIN articles a ON a.id = l.article_id WHERE l.outlet = ? AND l.found_in = ?",
            self.outlet, found_in,
        )  # fmt: skip
        return bool(found_in and row and row[0] and row[0] < times.stamp(self.stretch.since))

    def turned(self, turned: Turned, fresh: int, at: datetime) -> None:
        """Write how a page was read, and the pages it leads to."""
        with writing(self.archive.db):
            self.archive.db.execute(
                "UPDATE backfill_pages SET attempts = attempts + 1, leads = ?, fresh = fresh + ?,"
                " error = ?, read_at = ?, state = CASE WHEN ? IS NULL THEN 'done'"
                f" WHEN attempts + 1 >= ? THEN 'failed' ELSE 'due' END WHERE {_THIS} AND url = ?",
                [turned.leads, fresh, turned.error or None, times.text(at), turned.error or None,
                 MAX_ATTEMPTS, *self.key, turned.page.url],
            )  # fmt: skip
            for page in turned.more:
                self._add(page)

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
        """How far it got."""
        row = self.archive.row(
            "SELECT sum(state = 'due' AND due_at <= ?2), sum(state = 'due' AND due_at > ?2)"
            " FROM leads WHERE outlet = ?1 AND priority = ?3",
            self.outlet, times.stamp(at), BACKFILL,
        )  # fmt: skip
        errors = self.archive.rows(
            f"SELECT url, error FROM backfill_pages WHERE {_THIS} AND state = 'failed'", *self.key
        )
        return Progress(
            self._number("coalesce(sum(state = 'done'), 0)"),
            0 if self.full() else self._pages_due(),
            self.taken, (row and row[0]) or 0, (row and row[1]) or 0,
            [f"{one['url']}: {one['error']}" for one in errors],
            self._number("coalesce(sum(attempts), 0)"), self._number("coalesce(sum(leads), 0)"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a backfill got: listing pages, and articles."""

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

    @property
    def over(self) -> bool:
        """Whether nothing is left to do now."""
        return not self.pages_due and not self.waiting
