"""Pages of listings that a poll wanted and did not read: the next poll goes on with them."""

from datetime import datetime

from storage import times
from storage.archive import Archive
from storage.database import writing

MAX_WAITING = 1_000
"""Pages of one listing that may wait; a listing that leads on and on is not followed for ever."""
MAX_ATTEMPTS = 3
"""Polls that ask for a waiting page in vain before it is left out."""


class WaitingPages:
    """The further pages of one outlet's listings that wait for a poll."""

    def __init__(self, archive: Archive, outlet: str) -> None:
        """Those of an outlet in an archive."""
        self.archive, self.outlet = archive, outlet

    def add(self, listing: str, url: str, at: datetime, attempts: int = 0) -> bool:
        """Let a page wait, of a listing resumed so often in vain; whether there is room for it."""
        row = self.archive.row(
            "SELECT count(*) FROM listing_pages WHERE outlet = ? AND listing = ?",
            self.outlet, listing,
        )  # fmt: skip
        if row and row[0] >= MAX_WAITING:
            return False
        with writing(self.archive.db):
            self.archive.db.execute(
                "INSERT OR IGNORE INTO listing_pages (outlet, listing, url, found_at, attempts)"
                " VALUES (?, ?, ?, ?, ?)",
                [self.outlet, listing, url, times.text(at), attempts],
            )
        return True

    def take(self, listing: str, limit: int) -> dict[str, int]:
        """The pages that have waited longest, and the number of polls that have asked for each.

        This one counts; each waits until it was read.
        """
        with writing(self.archive.db):
            self.archive.db.execute(
                "DELETE FROM listing_pages WHERE outlet = ? AND listing = ? AND attempts >= ?",
                [self.outlet, listing, MAX_ATTEMPTS],
            )
            rows = self.archive.rows(
                "SELECT url, attempts FROM listing_pages WHERE outlet = ? AND listing = ?"
                " ORDER BY id LIMIT ?",
                self.outlet, listing, limit,
            )  # fmt: skip
            waiting = {str(row["url"]): int(row["attempts"]) + 1 for row in rows}
            self.archive.db.conn.executemany(
                "UPDATE listing_pages SET attempts = attempts + 1"
                " WHERE outlet = ? AND listing = ? AND url = ?",
                [[self.outlet, listing, url] for url in waiting],
            )
        return waiting

    def read(self, listing: str, url: str) -> None:
        """A page was read: it waits no longer."""
        with writing(self.archive.db):
            self.archive.db.execute(
                "DELETE FROM listing_pages WHERE outlet = ? AND listing = ? AND url = ?",
                [self.outlet, listing, url],
            )
