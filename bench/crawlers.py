"""The two crawlers of ``bench.crawl``, each in a process of its own: Warraq, and a bare spider.

Run as a file, so that it measures whichever checkout stands on the path. The last line that it
prints is JSON: ``pages``, and ``clock`` and ``processor`` in seconds from the opened spider to the
stopped engine; with ``--stages`` the same of each stage.
"""

import argparse
import contextlib
import inspect
import json
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import scrapy
from lxml import etree
from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import default_settings

from crawler import settings as ours
from crawler.listings import NewsSitemap
from crawler.platforms import Jannah
from crawler.run.crawl_process import crawl, scrapy_settings
from crawler.spider import OutletSpider
from storage.archive import Archive
from storage.crawl.crawl_extension import CrawlExtension
from storage.crawl.page_capture import PageCapture
from storage.crawl.spider_output_middleware import SpiderOutputMiddleware

with contextlib.suppress(ModuleNotFoundError):  # a former checkout loads it with its spiders
    import crawler.reading.reader  # noqa: F401  # so does the server that crawls are forked from

STAGES: dict[str, tuple[tuple[type, str], ...]] = {
    "raw page: record, sync, row": ((PageCapture, "downloaded"),),
    "reading": ((OutletSpider, "read"),),
    "deciding and keeping": tuple(
        (Archive, name) for name in ("keep", "decide", "verdict_on", "confirmed", "carry_out")
    ),
    "outcome, frontier, commit": ((SpiderOutputMiddleware, "_keep"),),
    "leads of the sitemap": ((SpiderOutputMiddleware, "_add"),),
    "next due leads": ((CrawlExtension, "more"),),
    "marking the page in hand": ((SpiderOutputMiddleware, "process_spider_input"),),
}
PLUGGED_IN = frozenset((
    "DOWNLOAD_HANDLERS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES",
    "EXTENSIONS",
))  # fmt: skip
"""What of our settings is Warraq itself; the bare spider has all the others."""
Pair = tuple[float, float]


def _now() -> Pair:
    return time.perf_counter(), time.process_time()


def _since(begun: Pair) -> Pair:
    clock, processor = _now()
    return clock - begun[0], processor - begun[1]


class Bare(scrapy.Spider):
    """Fetches what a sitemap lists and does nothing with it."""

    name = "bare"

    async def start(self) -> Any:
        """The sitemap."""
        yield scrapy.Request(self.sitemap, callback=self.parse_sitemap)

    def parse_sitemap(self, response: Any) -> Iterable[scrapy.Request]:
        """A request for each address."""
        for element in etree.fromstring(response.body).iter("{*}loc"):
            yield scrapy.Request(element.text, callback=self.parse)

    def parse(self, response: Any) -> None:
        """Nothing."""


class Site(Jannah):
    """موقع القياس"""

    name = "bench"
    listings = (NewsSitemap("sitemap.xml"),)
    article_url = r"/(?P<id>\d+)\.html$"


class Clock:
    """Extension: prints what a crawl took; with stages, how much of it each one."""

    stages: "Stages | None" = None

    def __init__(self, crawler: Any) -> None:
        """Listen for the crawl's beginning and end."""
        self.stats = crawler.stats
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "Clock":
        """The extension."""
        return cls(crawler)

    def opened(self) -> None:
        """The crawl begins."""
        self.begun = _now()

    def stopped(self) -> None:
        """It has ended: everything is kept and closed."""
        clock, processor = _since(self.begun)
        found = {
            "pages": self.stats.get_value("response_received_count", 0) - 2,
            "clock": clock,
            "processor": processor,
            "stages": self.stages.took if self.stages else {},
        }
        print(json.dumps(found), flush=True)


class Stages:
    """What each stage took itself, what it called of the others left out."""

    def __init__(self) -> None:
        """Put a watch around every function of ``STAGES``."""
        self.took: dict[str, list[float]] = {name: [0.0, 0.0] for name in STAGES}
        self.inner: list[list[float]] = []
        for name, functions in STAGES.items():
            for owner, function in functions:
                setattr(owner, function, self._watched(name, getattr(owner, function)))

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        took, inner = self.took[name], self.inner
        known = inspect.signature(function).parameters  # signals hand over more than is taken

        @wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            begun = _now()
            inner.append([0.0, 0.0])
            try:
                return function(*args, **{k: v for k, v in kwargs.items() if k in known})
            finally:
                spent, called = _since(begun), inner.pop()
                for place in (0, 1):
                    took[place] += spent[place] - called[place]
                    if inner:
                        inner[-1][place] += spent[place]

        return watched


def main() -> None:
    """Crawl the site at an address, into an archive or with the bare spider."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home")
    parser.add_argument("--archive", help="without one the bare spider crawls")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--at-once", action="store_true", help="as Scrapy does without any delay")
    given = parser.parse_args()
    common = {"DOWNLOAD_DELAY": 0, "HOST_BUDGET": 10**9, "MAX_PAGES": 10**9, "ALLOW_PRIVATE": True}
    if given.archive:
        Clock.stages = Stages() if given.stages else None
        Site.home = given.home
        own = {"ARCHIVE": given.archive, "EXTENSIONS": ours.EXTENSIONS | {Clock: 900}}
        crawl(Site, common | own)  # type: ignore[arg-type]
        return
    settings = scrapy_settings(common | {"EXTENSIONS": {Clock: 900}})
    for name in PLUGGED_IN - {"EXTENSIONS"}:
        settings.set(name, {}, priority="cmdline")
    # one task an item is our own way: a bare spider has Scrapy's
    settings.set("CONCURRENT_ITEMS", default_settings.CONCURRENT_ITEMS, priority="cmdline")
    if given.at_once:
        settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
    Bare.sitemap = f"{given.home}sitemap.xml"
    process = CrawlerProcess(settings)
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    main()
