"""Where a crawl meets the archive; ``crawler/settings.py`` names these by dotted path.

``Crawling`` (extension) opens archive, run and frontier, keeps raw pages, hands out due leads;
``ArchiveMiddleware`` takes what the outlet's spider finds; ``EndingPipeline`` hears of requests
that never got a page.
"""

import logging
import time
from collections.abc import AsyncIterator, Iterator
from http.client import responses
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response

from crawler.article import Article, Lead, Outcome, Polled
from crawler.backfilling import Turned, first_pages
from crawler.errors import OptedOut
from crawler.optouts import opt_outs
from storage import times
from storage.archive import Archive
from storage.backfill import Backfill
from storage.database import writing
from storage.frontier import BACKFILL, FRESH, Frontier, Patience
from storage.lock import OutletLock
from storage.polling import Polling
from storage.raw import Fetched, SegmentWriter, repair_segments
from storage.runs import Run

logger = logging.getLogger(__name__)

LISTING_PAGES = 10
"""Pages of one listing that one crawl opens at the most; older articles are a backfill's."""
BATCH = 16
"""Leads in memory at a time: the frontier may be of any size."""


class Crawling:
    """Extension: everything of the archive that one crawl of one outlet holds open."""

    def __init__(self, crawler: Any) -> None:
        """Open the archive and start the run. Raises ``AlreadyCrawling`` and ``CannotOpen``."""
        settings = crawler.settings
        outlet = crawler.spidercls.name
        self.crawler = crawler
        self.archive = Archive(Path(settings["ARCHIVE"]), create=True)
        self.lock = OutletLock(self.archive.folder, outlet)
        self.lock.acquire(settings.getfloat("LOCK_WAIT"))
        self.raw = SegmentWriter(self.archive, outlet)
        self.run = Run(self.archive, outlet, times.now())
        self.frontier = Frontier(
            self.archive, outlet,
            Patience(
                [float(age) for age in settings.getlist("REVISIT_AGES")],
                settings.getfloat("GONE_GAP"), settings.getfloat("RETRY_DELAY"),
            ),
        )  # fmt: skip
        self.polling = Polling(
            self.archive, outlet, settings.getfloat("POLL_MIN"), settings.getfloat("POLL_START"),
            settings.getfloat("POLL_MAX"),
        )  # fmt: skip
        self.backfill: Backfill | None = None
        self.poll_all = settings.getbool("POLL_ALL")
        self.pages_left = settings.getint("MAX_PAGES")
        self.stopping = False
        self.ends_at = time.monotonic() + settings.getfloat("MAX_SECONDS")
        self.in_hand: dict[str, Lead] = {}
        self.captured: dict[str, int] = {}
        self.honour = set(settings.getlist("HONOUR_OPT_OUTS"))
        self.opted_out: dict[str, str] = {}
        self.fresh: dict[str, int] = {}
        self.healthy = False
        for method, signal in (
            (self.opened, signals.spider_opened),
            (self.downloaded, signals.response_downloaded),
            (self.more, signals.spider_idle),
            (self.closed, signals.spider_closed),
        ):
            crawler.signals.connect(method, signal)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "Crawling":
        """The extension; middleware and pipeline find it at ``crawler.crawling``."""
        crawler.crawling = cls(crawler)
        return crawler.crawling  # type: ignore[no-any-return]

    def opened(self) -> None:
        """Mend what a dead crawl left behind."""
        repair_segments(self.archive, self.run.outlet)
        for url in self.frontier.recover(times.now()):
            with writing(self.archive.db):
                outcome = Outcome(self.run.outlet, url, "quarantined", "two crawls died reading it")
                self.run.outcome(outcome, url, times.now(), None)

        spider, asked = self.crawler.spider, self.crawler.settings.getdict("BACKFILL")
        if spider.stretch:
            limit = int(asked["limit"]) if asked.get("limit") else None
            self.backfill = Backfill(self.archive, spider.name, spider.stretch, limit)
            self.backfill.begin(
                first_pages(spider.listings, spider.address, spider.by_month, spider.stretch)
            )

    def downloaded(self, response: Response, request: Request) -> None:
        """Keep an answer as it came, before anyone reads it."""
        fetched = Fetched(
            request.url, times.now(), response.status, responses.get(response.status, "Unknown"),
            list(_pairs(response.headers)), response.body, list(_pairs(request.headers)),
            str(response.ip_address or "") or None,
        )  # fmt: skip
        asked_for = opt_outs(fetched.headers, response.body)
        if honoured := self.honour.intersection(asked_for):
            self.opted_out[request.url] = ", ".join(sorted(honoured))
        else:
            self.captured[request.url] = capture = self.raw.keep(fetched)
            self.raw.note_opt_outs(capture, asked_for)
        self.healthy |= response.status in (200, 304) and not request.url.endswith("/robots.txt")

    def more(self, spider: Any) -> None:
        """Hand out the next due leads; the crawl ends when none is due or the budget is spent."""
        for url, lead in list(self.in_hand.items()):
            self.settle(Outcome(spider.name, lead.url, "failed", "the crawl lost it"), url)
        room = min(BATCH, self.pages_left)
        if self.stopping or room <= 0 or time.monotonic() > self.ends_at:
            return
        batch = self.frontier.due(times.now(), room)
        for due in batch:
            url = spider.canonical(due.lead.url)
            if not spider.owns(url):
                self.settle(Outcome(spider.name, url, "refused", "not this outlet's address"), url)
                continue
            self.in_hand[url] = due.lead
            self.pages_left -= 1
            self.crawler.engine.crawl(spider.article_request(due.lead, due.headers))
        if batch or self._turn_back(spider):
            raise DontCloseSpider

    def _turn_back(self, spider: Any) -> bool:
        """Ask for the next page of a backfill; whether there is one."""
        page = self.backfill.next_page() if self.backfill else None
        if page is None:
            return False
        self.pages_left -= 1
        self.crawler.engine.crawl(spider.archive_request(page))
        return True

    def settle(
        self, outcome: Outcome, url: str, article_id: int | None = None,
        etag: str | None = None, last_modified: str | None = None,
    ) -> None:  # fmt: skip
        """One address has ended: count it and say when it is due again."""
        at = times.now()
        self.in_hand.pop(url, None)
        with writing(self.archive.db):
            self.run.outcome(outcome, url, at, article_id)
            self.frontier.settle(
                outcome, url, at, article_id, etag, last_modified, healthy=self.healthy
            )

    def ended(self, ending: Polled | Turned | Outcome, spider: Any, fresh: int = 0) -> None:
        """A listing was looked at, or an address ended without an article."""
        if isinstance(ending, Turned):
            if self.backfill:
                self.backfill.turned(ending, fresh, times.now())
            if ending.error:
                self.run.trouble(f"{ending.page.url}: {ending.error}")
            return
        if isinstance(ending, Outcome):
            url = spider.canonical(ending.url)
            if ending.kind == "not_modified":
                self.frontier.still_there(url, times.now())
            self.settle(ending, url)
            return
        self.run.polled(fresh, failed=bool(ending.error))
        if ending.error:
            self.run.trouble(f"{ending.listing}: {ending.error}")
        if not ending.continuation:
            self.polling.polled(ending, fresh, times.now())

    def closed(self, reason: str) -> None:
        """Seal the segment and close the run; leads in hand stay due."""
        self.raw.close()
        self.run.end(reason, times.now())
        self.archive.close()
        self.lock.release()


class ArchiveMiddleware:
    """Spider middleware between outlet and archive: nothing but requests passes on from here."""

    def __init__(self, crawler: Any) -> None:
        """Know the crawl."""
        self.crawling: Crawling = crawler.crawling
        self.spider: Any = None
        self.first_looks: set[str] = set()
        self.opened: set[str] = set()
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "ArchiveMiddleware":
        """The middleware of a crawl."""
        return cls(crawler)

    def _opened(self, spider: Any) -> None:
        self.spider = spider

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Hold back listings that are not due; make the others conditional."""
        polling = self.crawling.polling
        async for request in start:
            listing = request.meta["listing"]
            if self.crawling.poll_all or polling.due(listing, times.now()):
                self.opened.add(request.url)
                if polling.unknown(listing):
                    self.first_looks.add(listing)
                for name, value in polling.headers(listing).items():
                    request.headers[name] = value
                yield request

    def process_spider_input(self, response: Response) -> None:
        """From here on a crash is this page's."""
        lead = response.request.meta.get("lead") if response.request else None
        if lead is not None and response.request:
            if signal := self.crawling.opted_out.pop(response.request.url, None):
                raise OptedOut(f"the page asks not to be kept: {signal}")
            self.crawling.frontier.reading(self.spider.canonical(lead.url))

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Leads to the frontier, articles to the archive, every ending to the log of the run.

        After a page of nothing but known leads the older pages of its listing stay closed, unless
        the listing is looked at for the first time: two listings of an outlet overlap.
        """
        seen = fresh = 0
        async for found in result:
            if isinstance(found, Lead):
                seen += 1
                fresh += self._add(found, fresh)
            elif isinstance(found, Article):
                self._keep(found, response)
            elif isinstance(found, Polled | Turned | Outcome):
                self.crawling.ended(found, self.spider, fresh)
            elif self._goes_on(found, fresh, seen):
                yield found

    def _goes_on(self, further: Request, fresh: int, seen: int) -> bool:
        """Whether a further page of a listing is opened; each address once in a crawl."""
        if "listing" not in further.meta:
            return True
        if further.meta["listing_page"] > LISTING_PAGES or further.url in self.opened:
            return False
        if fresh or not seen or further.meta["listing"] in self.first_looks:
            self.opened.add(further.url)
            return True
        return False

    def _add(self, lead: Lead, fresh: int) -> bool:
        backfill = self.crawling.backfill
        if backfill and backfill.limit is not None and backfill.taken + fresh >= backfill.limit:
            return False
        try:
            url = self.spider.canonical(lead.url)
        except ValueError:  # a listing's links are untrusted: counted as a refusal
            url = lead.url
        priority = BACKFILL if backfill else FRESH
        new = self.crawling.frontier.add(lead, url, times.now(), priority)
        if new and not self.spider.is_article(lead.url):
            reason = "not an article's address of this outlet"
            self.crawling.settle(Outcome(lead.outlet, url, "refused", reason), url)
            return not backfill
        return new

    def _keep(self, article: Article, response: Response) -> None:
        request = response.request
        assert request is not None
        url = self.spider.canonical(request.meta["lead"].url)
        with writing(self.crawling.archive.db):
            decision, id = self.crawling.archive.keep(
                article, self.crawling.captured.pop(request.url, None)
            )
            outcome = Outcome(article.outlet, url, decision.kind, decision.evidence)
            self.crawling.settle(
                outcome, url, id, _text(response.headers.get("ETag")),
                _text(response.headers.get("Last-Modified")),
            )  # fmt: skip


class EndingPipeline:
    """Item pipeline: how requests ended that got no response (Scrapy's errbacks end here)."""

    def __init__(self, crawler: Any) -> None:
        """Know the crawl."""
        self.crawler, self.crawling = crawler, crawler.crawling

    @classmethod
    def from_crawler(cls, crawler: Any) -> "EndingPipeline":
        """The pipeline of a crawl."""
        return cls(crawler)

    def process_item(self, item: Polled | Turned | Outcome) -> Polled | Turned | Outcome:
        """Write down an ending."""
        self.crawling.ended(item, self.crawler.spider)
        return item


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None


def _pairs(headers: Any) -> Iterator[tuple[str, str]]:
    """Every header with every value, in order."""
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
