"""``HostBudget``: how many requests one crawl may send to one host."""

from collections import Counter
from typing import Any

from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawler.errors import TryLater


class HostBudget:
    """Downloader middleware: at most ``HOST_BUDGET`` requests to one host in one crawl.

    An article that is begun is read to its last page.
    """

    def __init__(self, most: int) -> None:
        """Count from nothing."""
        self.most = most
        self.asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Any) -> "HostBudget":
        """Read ``HOST_BUDGET``; who hands out what is due finds it at ``crawler.host_budget``."""
        crawler.host_budget = cls(crawler.settings.getint("HOST_BUDGET"))
        return crawler.host_budget  # type: ignore[no-any-return]

    @property
    def left(self) -> int:
        """The requests that the host which was asked most may still get."""
        return self.most - max(self.asked.values(), default=0)

    def process_request(self, request: Request) -> None:
        """Raise ``TryLater`` when the budget is spent: what is left is due again later."""
        host = urlparse_cached(request).netloc
        # further pages are asked for all the same: what we spent is not missing from an article
        if self.asked[host] >= self.most and "part" not in request.meta:
            raise TryLater(f"the budget of {self.most} requests to {host} is spent (host_budget)")
        self.asked[host] += 1
