"""Scrapy item pipeline: requests that ended without a response reach the archive here."""

from typing import Any

from crawler.items import ArticleOfPages, HomeLook, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult


class FailedRequestPipeline:
    """Item pipeline: how requests ended that got no response (Scrapy's errbacks end here)."""

    def __init__(self, crawler: Any) -> None:
        """Know the crawl."""
        self.crawler, self.crawling = crawler, crawler.crawling

    @classmethod
    def from_crawler(cls, crawler: Any) -> "FailedRequestPipeline":
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(
        self, item: PollResult | BackfillPageResult | HomeLook | Outcome | ArticleOfPages
    ) -> PollResult | BackfillPageResult | HomeLook | Outcome | ArticleOfPages:
        """Write down an ending; an article whose last page got no response ends here too."""
        self.crawling.ended(item, self.crawler.spider)
        return item
