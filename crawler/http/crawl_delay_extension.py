"""``CrawlDelay``: the Crawl-delay of robots.txt is kept; Scrapy hands it over, nothing more."""

import logging
from typing import Any

from scrapy import signals
from scrapy.http import Request
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

MAX_CRAWL_DELAY = 60.0
"""Seconds; an outlet that asks for more is polled with this, and the log says so."""


class CrawlDelay:
    """Extension: what robots.txt asks for as Crawl-delay becomes the host's delay."""

    def __init__(self, crawler: Any) -> None:
        """Listen to parsed robots files."""
        self.crawler = crawler
        crawler.signals.connect(self.apply, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "CrawlDelay":
        """The extension."""
        return cls(crawler)

    def apply(self, robotparser: RobotParser, request: Request) -> None:
        """Slow the host of a request down to what its robots.txt asks for."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        if not asked:
            return
        if asked > MAX_CRAWL_DELAY:
            logger.warning(
                "%s asks for a delay of %s s: using %s s", request.url, asked, MAX_CRAWL_DELAY
            )
        downloader = self.crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            # what is asked for is the least, the jitter comes on top
            least = min(asked, MAX_CRAWL_DELAY) / (1 - min(slot.jitter, 0.9))
            slot.delay = max(slot.delay, least)
            self.crawler.stats.set_value("manners/crawl_delay", slot.delay)
