"""Scrapy spider middleware: leads and articles that a spider yields go to the archive from here.

``crawler/settings.py`` names it by path.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scrapy import signals
from scrapy.http import Request, Response

from crawler.errors import OptedOut
from crawler.failure_classification import outcome_of
from crawler.items import Article, ArticleOfPages, HomeLook, Lead, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult
from crawler.listings.sitemap import WHOLE
from storage import times
from storage.completeness.totals_recording import CUT
from storage.crawl.further_listing_pages import FurtherPages
from storage.crawl.open_crawl import OpenCrawl
from storage.database import writing
from storage.frontier.listing_intake import BACKFILL, FRESH, Added

logger = logging.getLogger(__name__)

_LOOKS = frozenset(("lead", "listing", "archive_page"))
"""What a request may be for, in its ``meta``."""
TOGETHER = 500
"""Leads of a listing that one transaction takes in: each commit waits for the disk, three times as
long as 50 leads take on a busy one; the write lock is given back after some 150 ms."""


@dataclass(slots=True)
class _Brought:
    """The counts of a page's leads so far: all, unknown ones, known ones that changed."""

    seen: int = 0
    fresh: int = 0
    changed: int = 0
    refused: int = 0
    """By the pattern, known ones too."""


class SpiderOutputMiddleware:
    """Spider middleware between outlet and archive: nothing but requests passes on from here."""

    def __init__(self, crawler: Any) -> None:
        """Know the crawl."""
        self.crawling: OpenCrawl = crawler.crawling
        self.spider: Any = None
        self.further = FurtherPages(self.crawling, crawler.settings.getint("LISTING_PAGES"))
        self.began: dict[str, datetime] = {}
        self.crawling.looks.over = self._over
        self.places: Counter[str] = Counter()
        """Leads of each listing so far, page after page: the newest came first."""
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "SpiderOutputMiddleware":
        """The middleware of a crawl."""
        return cls(crawler)

    def _opened(self, spider: Any) -> None:
        self.spider = spider
        ways = [way for listing in spider.listings for way in listing.ways()]
        ways += filter(None, (listing.presence() for listing in spider.listings))
        self.crawling.polling.forget_all_but([way.address(spider.address) for way in ways])

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Hold back listings that are not due; ask the others for what is new."""
        polling = self.crawling.polling
        async for request in start:
            listing = request.meta["listing"]
            # a crawl that goes on after it hung has polled some already; what the one before died
            # with is not the first that this one asks for
            done = listing == self.crawling.given_up or (
                self.crawling.goes_on_from
                and polling.polled_since(listing, self.crawling.run.started_at)
            )
            if (self.crawling.poll_all and not done) or polling.due(listing, times.now()):
                self.began[listing] = times.now()
                first_look = polling.unknown(listing)
                for asked in self.further.begin(self._since(request), first_look=first_look):
                    yield asked

    def _since(self, request: Request) -> Request:
        """A poll's request: for what came since the last one, or conditional on its answer."""
        listing, polling = request.meta["listing"], self.crawling.polling
        request.meta["read_hash"] = polling.read_hash(listing)
        request.meta["listed_at"] = at = polling.listed_at(listing, times.now())
        if at:
            url = request.cb_kwargs["listing"].address_since(self.spider.address, at)
            if url != request.url:
                return request.replace(url=url)
        if not request.cb_kwargs["listing"].conditional:
            return request
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

        What the archive cannot take of a page is that page's ending, as what a reader cannot read
        is; without one a listing would be polled at once for ever, and nobody told.
        """
        try:
            async for request in self._taken(response, result):
                yield request
        except Exception as error:  # whatever no table takes: the next page goes on
            if response.request is None or not _LOOKS & response.request.meta.keys():
                raise
            logger.error("%s cannot be kept", response.url, exc_info=error)
            ending = outcome_of(self.crawling.outlet, response.request, error)
            self.crawling.ended(ending, self.spider)

    async def _taken(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Request]:
        """The requests that pass on; all else is kept."""
        self._note(response.request)  # the first step below reads the page
        brought, leads = _Brought(), list[Lead]()
        listing = response.request.meta.get("listing") if response.request else None
        whole, named = False, set[str | None]()
        presence = response.request.meta.get("presence") if response.request else None
        polled: PollResult | None = None
        months, opened = Counter[str](), list[Request]()
        async for found in result:
            if self.crawling.lost:  # what has no raw page in the archive is not kept
                return
            if isinstance(found, Lead):
                named.add(found.post_id)
                if presence is None or self._is_known(found, months):
                    leads.append(found)
                if len(leads) < TOGETHER:
                    continue
            self._add_all(leads, brought, response.request)
            if isinstance(found, Article):
                with self.crawling.trying():
                    self._keep(found, response)
            elif isinstance(found, ArticleOfPages):
                self.crawling.ended(found, self.spider)
            elif isinstance(found, PollResult | BackfillPageResult | HomeLook | Outcome):
                self.crawling.ended(found, self.spider, brought.fresh, brought.changed)
                whole = isinstance(found, PollResult) and not found.error
                polled = found if isinstance(found, PollResult) and whole else None
                if isinstance(found, PollResult) and found.modified and whole:
                    self._judged(found, brought)
            elif isinstance(found, Request) and presence is not None and listing:
                self.crawling.presence_round.leads_to(listing, found.url)
            elif isinstance(found, Request) and self._goes_on(found, response, brought):
                opened.append(found)
                yield found
        self._add_all(leads, brought, response.request)
        self.crawling.note.read()
        if polled and presence is None:
            with self.crawling.trying():
                if response.request:
                    self.further.was_read(response.request, opened)
                self.crawling.looks.read(polled, times.now())
        if presence is not None and whole and response.status == 200:
            self._answered(presence, named)
            self._counted(response, months + Counter([CUT] if polled and polled.cut else []))

    def _over(self, listing: str, read: int, failed: Sequence[PollResult]) -> None:
        """All pages of a listing that a poll asked for have ended."""
        if listing in self.began and self.further.is_over(listing, read, failed):
            alone = read == 1 and not failed
            self.crawling.polling.listed(listing, self.began[listing], one_page=alone)

    def _judged(self, polled: PollResult, brought: _Brought) -> None:
        """Write how many leads of a page the pattern refused: ``warraq status`` tells of it."""
        with self.crawling.trying():
            self.crawling.polling.judged(
                polled.listing, brought.seen, brought.refused, first=not polled.continuation
            )

    def _counted(self, response: Response, months: Counter[str]) -> None:
        """A page of a sitemap that is read whole named so many articles of each month."""
        if response.meta["listing"].endswith(WHOLE):
            with self.crawling.trying():
                if response.meta["listing_page"] == 1 and months:
                    self.crawling.totals.begin(response.meta["listing"])
                self.crawling.totals.add(response.meta["listing"], months)

    def _is_known(self, lead: Lead, months: Counter[str]) -> bool:
        """Whether a complete listing names what the frontier knows: it brings nothing new.

        Articles are counted in ``months``, known or not.
        """
        try:
            address = self.spider.canonical(lead.url)
            names = self.spider.names_of(lead.url, lead.post_id)
        except ValueError:
            return False
        url = self.crawling.frontier.known_as(address, names)
        if self.spider.refused(lead) is None:
            month = self.crawling.totals.month_of(lead, url)
            if month is not None:
                months[month] += 1
        return self.crawling.presence.knows(url)

    def _answered(self, asked: Sequence[str], named: set[str | None]) -> None:
        """What a listing does not name any more is due; other posts are no answer to that."""
        if asked and named <= set(asked):
            with self.crawling.trying():
                found = {number for number in named if number}
                self.crawling.presence.answered(asked, found, times.now())

    def _note(self, request: Request | None) -> None:
        """Note the page that is read now, by the address that the archive knows it by."""
        meta = request.meta if request else {}
        if "lead" in meta:
            self.crawling.note.write("article", self.crawling.url_of(meta["lead"].url))
        elif "archive_page" in meta:
            self.crawling.note.write("archive page", meta["archive_page"].url)
        elif "listing" in meta:
            self.crawling.note.write("listing", meta["listing"])

    def _goes_on(self, further: Request, response: Response, brought: _Brought) -> bool:
        """Whether a further page of a listing or of an article is asked for."""
        if "part" in further.meta:  # of an article in hand: it counts, and is finished
            self.crawling.pages_left -= 1
        if "listing" not in further.meta:
            return True
        news = bool(brought.fresh or brought.changed or not brought.seen)
        resumed = response.meta.get("resumed", 0)
        return self.further.opens(further, news=news, resumed=resumed)

    def _add_all(self, leads: list[Lead], brought: _Brought, request: Request | None) -> None:
        """Take leads in together, and empty the list; where that fails, none of them."""
        if not leads or self.crawling.lost:
            return
        meta = request.meta if request else {}
        listing, named = meta.get("listing"), list[str]()
        with self.crawling.trying(), writing(self.crawling.archive.db):
            for lead in leads:
                added = self._add(lead, brought, listing, named)
                brought.seen += 1
                brought.fresh += added == "new"
                brought.changed += added == "changed"
            named_by = meta["archive_page"].listing if "archive_page" in meta else listing
            if named_by:  # not by a link on an article's page
                self.crawling.looks.named(
                    named_by, named, times.now(), page=meta.get("listing_page", 1)
                )
        leads.clear()

    def _add(self, lead: Lead, brought: _Brought, listing: str | None, named: list[str]) -> Added:
        """Take one lead in; its address here is added to what was ``named``."""
        crawling, spider = self.crawling, self.spider
        backfill = crawling.backfill
        if (
            backfill
            and backfill.limit is not None
            and backfill.taken + brought.fresh >= backfill.limit
        ):
            return ""
        try:
            address, names = spider.canonical(lead.url), spider.names_of(lead.url, lead.post_id)
        except ValueError:  # a listing's links are untrusted: counted as a refusal
            address, names = lead.url.encode("utf-8", "replace").decode(), ()
        url, at = crawling.frontier.known_as(address, names), times.now()
        if url != address and crawling.frontier.moved(lead, address, url, at):
            crawling.counted(Outcome(lead.outlet, address, "alias", f"known as {url}"), address)
        named.append(url)
        place = self.places[listing or lead.found_in]
        self.places[listing or lead.found_in] += 1
        added = crawling.frontier.add(
            lead, url, at, BACKFILL if backfill else FRESH, names,
            listing if lead.watched else None, place, welcome=lambda: spider.refused(lead) is None,
        )  # fmt: skip
        refused = spider.refused(lead) if added == "new" else None
        brought.refused += added == "refused" or bool(refused and refused.ground == "pattern")
        if refused is not None:
            crawling.settle(replace(refused, url=url), url)
            return "" if backfill else added
        return added

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
