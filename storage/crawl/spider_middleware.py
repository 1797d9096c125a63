"""Scrapy spider middleware: leads and articles that a spider yields go to the archive from here.

``crawler/settings.py`` names it by path.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scrapy import signals
from scrapy.http import Request, Response

from crawler.article import Article, ArticleOfPages, HomeLook, Lead, Outcome, PollResult
from crawler.errors import OptedOut
from crawler.listings.archive_pages import BackfillPageResult
from storage import times
from storage.crawl.extension import CrawlExtension
from storage.database import writing
from storage.frontier.intake import BACKFILL, FRESH, Added

TOGETHER = 50
"""Leads of a listing that one transaction takes in: each commit waits for the disk, and the write
lock is given back after some 15 ms."""


@dataclass(slots=True)
class _Brought:
    """The counts of a page's leads so far: all, unknown ones, known ones that changed."""

    seen: int = 0
    fresh: int = 0
    changed: int = 0


class ArchiveMiddleware:
    """Spider middleware between outlet and archive: nothing but requests passes on from here."""

    def __init__(self, crawler: Any) -> None:
        """Know the crawl."""
        self.crawling: CrawlExtension = crawler.crawling
        self.spider: Any = None
        self.first_looks: set[str] = set()
        self.deepest = crawler.settings.getint("LISTING_PAGES")
        self.opened: set[str] = set()
        self.began: dict[str, datetime] = {}
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "ArchiveMiddleware":
        """The middleware of a crawl."""
        return cls(crawler)

    def _opened(self, spider: Any) -> None:
        self.spider = spider
        ways = [way for listing in spider.listings for way in listing.ways()]
        self.crawling.polling.forget_all_but([way.address(spider.address) for way in ways])

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Hold back listings that are not due; ask the others for what is new."""
        polling = self.crawling.polling
        async for request in start:
            listing = request.meta["listing"]
            # a crawl that goes on after it hung has polled some already
            done = self.crawling.goes_on_from and polling.polled_since(
                listing, self.crawling.run.started_at
            )
            if (self.crawling.poll_all and not done) or polling.due(listing, times.now()):
                if polling.unknown(listing):
                    self.first_looks.add(listing)
                asked = self._since(request)
                self.opened.add(asked.url)
                self.began[listing] = times.now()
                yield asked

    def _since(self, request: Request) -> Request:
        """A poll's request: for what came since the last one, or conditional on its answer."""
        listing, polling = request.meta["listing"], self.crawling.polling
        request.meta["read_hash"] = polling.read_hash(listing)
        if at := polling.listed_at(listing):
            url = request.cb_kwargs["listing"].address_since(self.spider.address, at)
            if url != request.url:
                return request.replace(url=url)
        for name, value in polling.headers(listing).items():
            request.headers[name] = value
        return request

    def process_spider_input(self, response: Response) -> None:
        """Mark the page's lead: from here on a crash is its fault."""
        lead = response.request.meta.get("lead") if response.request else None
        if lead is not None and response.request and not self.crawling.lost:
            if signal := self.crawling.pages.opted_out.pop(response.request.url, None):
                raise OptedOut(f"the page asks not to be kept: {signal}")
            with self.crawling.trying():
                self.crawling.pages.mark_reading(lead)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Leads to the frontier, articles to the archive, every ending to the log of the run.

        After a page of nothing but known leads the older pages of its listing stay closed, unless
        the listing is looked at for the first time: two listings of an outlet overlap.
        """
        self._note(response.request)  # the first step below reads the page
        brought, leads = _Brought(), list[Lead]()
        listing = response.request.meta.get("listing") if response.request else None
        whole = False
        async for found in result:
            if self.crawling.lost:  # what has no raw page in the archive is not kept
                return
            if isinstance(found, Lead):
                leads.append(found)
                if len(leads) < TOGETHER:
                    continue
            self._add_all(leads, brought, listing)
            if isinstance(found, Article):
                with self.crawling.trying():
                    self._keep(found, response)
            elif isinstance(found, ArticleOfPages):
                self.crawling.ended(found, self.spider)
            elif isinstance(found, PollResult | BackfillPageResult | HomeLook | Outcome):
                self.crawling.ended(found, self.spider, brought.fresh, brought.changed)
                whole = isinstance(found, PollResult) and not found.error
            elif isinstance(found, Request) and self._goes_on(found, brought):
                whole = False
                yield found
        self._add_all(leads, brought, listing)
        if listing and whole:  # no error, no further page
            with self.crawling.trying():
                alone = response.meta["listing_page"] == 1
                self.crawling.polling.listed(listing, self.began[listing], one_page=alone)

    def _note(self, request: Request | None) -> None:
        """Note the page that is read now, by the address that the archive knows it by."""
        meta = request.meta if request else {}
        if "lead" in meta:
            self.crawling.note.write("article", self.crawling.url_of(meta["lead"].url))
        elif "archive_page" in meta:
            self.crawling.note.write("archive page", meta["archive_page"].url)
        elif "listing" in meta:
            self.crawling.note.write("listing", meta["listing"])

    def _goes_on(self, further: Request, brought: _Brought) -> bool:
        """Whether a further page of a listing is opened; each address once in a crawl."""
        if "part" in further.meta:  # of an article in hand: it counts, and is finished
            self.crawling.pages_left -= 1
        if "listing" not in further.meta:
            return True
        if further.meta["listing_page"] > self.deepest or further.url in self.opened:
            return False
        news = brought.fresh or brought.changed
        if news or not brought.seen or further.meta["listing"] in self.first_looks:
            self.opened.add(further.url)
            return True
        return False

    def _add_all(self, leads: list[Lead], brought: _Brought, listing: str | None) -> None:
        """Take leads in together, and empty the list; where that fails, none of them."""
        if not leads or self.crawling.lost:
            return
        with self.crawling.trying(), writing(self.crawling.archive.db):
            for lead in leads:
                added = self._add(lead, brought.fresh, listing)
                brought.seen += 1
                brought.fresh += added == "new"
                brought.changed += added == "changed"
        leads.clear()

    def _add(self, lead: Lead, fresh: int, listing: str | None) -> Added:
        crawling, spider = self.crawling, self.spider
        backfill = crawling.backfill
        if backfill and backfill.limit is not None and backfill.taken + fresh >= backfill.limit:
            return ""
        try:
            address, names = spider.canonical(lead.url), spider.names_of(lead.url, lead.post_id)
        except ValueError:  # a listing's links are untrusted: counted as a refusal
            address, names = lead.url, ()
        url, at = crawling.frontier.known_as(address, names), times.now()
        if url != address and crawling.frontier.moved(lead, address, url, at):
            crawling.counted(Outcome(lead.outlet, address, "alias", f"known as {url}"), address)
        brought = crawling.frontier.add(
            lead, url, at, BACKFILL if backfill else FRESH, names, listing if lead.watched else None
        )
        if brought == "new" and not spider.is_article(lead.url):
            reason = "not an article's address of this outlet"
            crawling.settle(Outcome(lead.outlet, url, "refused", reason), url)
            return "" if backfill else brought
        return brought

    def _keep(self, article: Article, response: Response) -> None:
        """Decide, then keep article, outcome and frontier in one short transaction."""
        request = response.request
        assert request is not None
        validators = [_text(response.headers.get(name)) for name in ("ETag", "Last-Modified")]
        self.crawling.keeping.keep(
            self.spider, article, request.meta["lead"], request.url, validators
        )


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None
