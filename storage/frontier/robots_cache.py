"""robots.txt files, remembered between crawls."""

from datetime import timedelta
from typing import Any

from storage import times
from storage.archive import Archive


class RobotsMemory:
    """The rules of hosts, for as long as they count as fresh."""

    def __init__(self, archive: Archive, max_age: float) -> None:
        """``max_age`` in seconds."""
        self.archive, self.max_age = archive, timedelta(seconds=max_age)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "RobotsMemory":
        """The memory in a crawl's archive."""
        return cls(crawler.crawling.archive, crawler.settings.getfloat("ROBOTS_MAX_AGE"))

    def recall(self, host: str) -> bytes | None:
        """The rules of a host, if they are known and fresh."""
        now = times.now()  # what was fetched later than that was noted by a clock that was ahead
        row = self.archive.row(
            "SELECT rules FROM robots WHERE host = ? AND fetched_at > ? AND fetched_at <= ?",
            host, times.stamp(now - self.max_age), times.stamp(now),
        )  # fmt: skip
        return bytes(row["rules"]) if row else None

    def keep(self, host: str, status: int, rules: bytes) -> None:
        """Remember the rules of a host."""
        self.archive.db.execute(
            "INSERT OR REPLACE INTO robots (host, status, rules, fetched_at) VALUES (?, ?, ?, ?)",
            [host, status, rules, times.stamp(times.now())],
        )
