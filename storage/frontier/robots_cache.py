"""robots.txt files, remembered between crawls."""

from datetime import timedelta
from typing import Any

from storage import times
from storage.archive import Archive
from storage.frontier.revocable_refusals import new_robots


class RobotsMemory:
    """The rules of hosts, for as long as they count as fresh."""

    def __init__(self, archive: Archive, max_age: float, outlet: str) -> None:
        """``max_age`` in seconds; ``outlet`` is the one that is crawled."""
        self.archive, self.max_age = archive, timedelta(seconds=max_age)
        self.outlet = outlet

    @classmethod
    def from_crawler(cls, crawler: Any) -> "RobotsMemory":
        """The memory in a crawl's archive."""
        max_age = crawler.settings.getfloat("ROBOTS_MAX_AGE")
        return cls(crawler.crawling.archive, max_age, crawler.crawling.outlet)

    def recall(self, host: str) -> bytes | None:
        """The rules of a host, if they are known and fresh."""
        now = times.now()  # what was fetched later than that was noted by a clock that was ahead
        row = self.archive.row(
            "SELECT rules FROM robots WHERE host = ? AND fetched_at > ? AND fetched_at <= ?",
            host, times.stamp(now - self.max_age), times.stamp(now),
        )  # fmt: skip
        return bytes(row["rules"]) if row else None

    def keep(self, host: str, status: int, rules: bytes) -> None:
        """Remember the rules of a host; what former ones refused is asked about again."""
        former = self.archive.row("SELECT rules FROM robots WHERE host = ?", host)
        if former is None or bytes(former["rules"]) != rules:
            new_robots(self.archive, self.outlet, host, times.now())
        self.archive.db.execute(
            "INSERT OR REPLACE INTO robots (host, status, rules, fetched_at) VALUES (?, ?, ?, ?)",
            [host, status, rules, times.stamp(times.now())],
        )
