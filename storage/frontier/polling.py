"""When each listing is looked at: faster where it yields news, slower where it does not."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from crawler.items import PollResult
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.frontier import conditions

UNCONDITIONAL_EVERY = 6
"""Every so many polls the listing is fetched whole: validators of some outlets lie."""


class Polling:
    """The listings of one outlet."""

    def __init__(
        self, archive: Archive, outlet: str, shortest: float, first: float, longest: float
    ) -> None:
        """Intervals in seconds: the shortest, the first and the longest."""
        self.archive, self.outlet = archive, outlet
        self.shortest, self.longest = shortest, longest
        self.first = min(max(first, shortest), longest)

    def due(self, listing: str, at: datetime) -> bool:
        """Whether a listing is due; one never polled is."""
        row = self._row(listing)
        now = times.stamp(at)  # a poll in the future was written by a clock that was ahead
        return row is None or row["next_poll"] <= now or row["polled_at"] > now

    def polled_since(self, listing: str, at: datetime) -> bool:
        """Whether a listing was polled at that time or later."""
        row = self._row(listing)
        return bool(row and row["polled_at"] >= times.stamp(at))

    def due_again(self, since: datetime, at: datetime) -> bool:
        """Whether a listing that was polled since a time is due once more."""
        sql = "SELECT 1 FROM listings WHERE outlet = ? AND polled_at >= ? AND next_poll <= ?"
        return bool(self.archive.row(sql, self.outlet, times.stamp(since), times.stamp(at)))

    def unknown(self, listing: str) -> bool:
        """Whether a listing was never polled."""
        return self._row(listing) is None

    def listed_at(self, listing: str, at: datetime) -> datetime | None:
        """The start of the last poll that was read to its end; ``None``: there was none.

        Where a clock that was ahead wrote it: the start of the last crawl before, so that what was
        new meanwhile is asked for.
        """
        row, now = self._row(listing), times.stamp(at)
        noted = row["listed_at"] if row else None
        if noted and noted > now:
            before = self.archive.row(
                "SELECT max(started_at) FROM runs WHERE outlet = ?1 AND started_at <= ?2 AND id <="
                " (SELECT min(id) FROM runs WHERE outlet = ?1 AND max(started_at,"
                " coalesce(ended_at, started_at)) > ?2)", self.outlet, now,
            )  # fmt: skip
            noted = before[0] if before else None
        return times.parse(noted) if noted else None

    def listed(self, listing: str, at: datetime, *, one_page: bool) -> None:
        """A poll that began at this time has been read to its end."""
        self.archive.db.execute(
            "UPDATE listings SET listed_at = ?, read_hash = CASE WHEN ? THEN body_hash END"
            " WHERE outlet = ? AND listing = ?",
            [times.text(at), one_page, self.outlet, listing],
        )

    def read_hash(self, listing: str) -> str | None:
        """The hash of the page that was all there was to read; the same again brings nothing."""
        row = self._row(listing)
        return row["read_hash"] if row else None

    def forget_all_but(self, listings: Sequence[str]) -> None:
        """Forget listings that the outlet no longer declares: nobody would ever poll them."""
        marks = ", ".join("?" * len(listings))
        with writing(self.archive.db):
            self.archive.db.execute(
                f"DELETE FROM listings WHERE outlet = ? AND listing NOT IN ({marks})",
                [self.outlet, *listings],
            )
            self.archive.db.execute(
                f"DELETE FROM listing_pages WHERE outlet = ? AND listing NOT IN ({marks})",
                [self.outlet, *listings],
            )

    def headers(self, listing: str) -> dict[str, str]:
        """The headers that make the next poll conditional; every now and then none."""
        row = self._row(listing)
        if row is None or row["polls"] % UNCONDITIONAL_EVERY == 0 or row["failures"]:
            return {}
        if row["validators_lie"]:
            return {}
        return conditions(row["etag"], row["last_modified"])

    def polled(self, polled: PollResult, fresh: int, at: datetime) -> None:
        """Write how a poll went and when the next one is due."""
        row = self._row(polled.listing)
        interval = row["interval"] if row else self.first
        failures = row["failures"] if row else 0.0
        if polled.error:
            failures += polled.weight
            wait = max(
                min(interval * 2 ** min(failures, 10), self.longest), polled.retry_after or 0
            )
        else:
            failures = 0.0
            interval = self._adapted(interval, polled, fresh, first=row is None)
            wait = interval
        lies = bool(row and fresh and _same_validators(polled, row))
        with writing(self.archive.db):
            self.archive.db.execute(
                "INSERT INTO listings (outlet, listing, polled_at, next_poll, interval, polls,"
                " links, fresh, failures, error, etag, last_modified, body_hash,"
                " validators_lie) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (outlet, listing) DO UPDATE SET polled_at = excluded.polled_at,"
                " next_poll = excluded.next_poll, interval = excluded.interval, polls = polls + 1,"
                " links = excluded.links, fresh = excluded.fresh, failures = excluded.failures,"
                " error = excluded.error, etag = coalesce(excluded.etag, etag),"
                " last_modified = coalesce(excluded.last_modified, last_modified),"
                " body_hash = coalesce(excluded.body_hash, body_hash),"
                " validators_lie = max(validators_lie, excluded.validators_lie)",
                [self.outlet, polled.listing, times.text(at),
                 times.text(at + timedelta(seconds=wait)), interval, polled.links, fresh, failures,
                 polled.error or None, polled.etag, polled.last_modified, polled.body_hash,
                 int(lies)],
            )  # fmt: skip

    def judged(self, listing: str, leads: int, refused: int, *, first: bool) -> None:
        """Note how many leads of a page the pattern refused; further pages add to the first."""
        self.archive.db.execute(
            "UPDATE listings SET judged = ?1 + iif(?3, 0, judged), refused = ?2 + iif(?3, 0,"
            " refused) WHERE outlet = ?4 AND listing = ?5",
            [leads, refused, int(first), self.outlet, listing],
        )

    def _adapted(self, interval: float, polled: PollResult, fresh: int, *, first: bool) -> float:
        """Half of it unknown: twice as fast; nothing unknown: half as fast again."""
        if first:
            return interval
        if polled.links and fresh * 2 >= polled.links:
            interval /= 2
        elif not fresh:
            interval *= 1.5
        return min(max(interval, self.shortest), self.longest)

    def _row(self, listing: str) -> sqlite3.Row | None:
        return self.archive.row(
            "SELECT * FROM listings WHERE outlet = ? AND listing = ?", self.outlet, listing
        )


def _same_validators(polled: PollResult, row: sqlite3.Row) -> bool:
    """Whether a page came with the validators that it had before; news with these is a lie."""
    stated = (polled.etag, polled.last_modified)
    return any(stated) and stated == (row["etag"], row["last_modified"])
