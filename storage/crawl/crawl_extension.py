"""``CrawlExtension``: begins a crawl in the archive and ends it.

``crawler/settings.py`` names it by dotted path. What is fetched in between and in which order is
decided in ``request_dispatch``.
"""

import logging
from typing import Any

from scrapy import signals

from crawler.failure_wording import fault_in_words
from crawler.items import Outcome, PollResult
from crawler.listings.backfill_pages import first_pages, kinds_of
from storage import times
from storage.crawl.current_refusal_grounds import reconsider_refusals
from storage.crawl.hung_pages import HungPage
from storage.crawl.request_dispatch import DispatchingCrawl
from storage.crawl.runs import Run
from storage.database import writing
from storage.frontier.backfill import Backfill
from storage.frontier.clock_skew import pull_back
from storage.frontier.frontier import SUSPECTED
from storage.frontier.imported_article_leads import adopt
from storage.learned_boilerplate import learn, to_leave_out
from storage.raw import repair_segments
from storage.takedown.orders import destroy_refused

logger = logging.getLogger(__name__)


class CrawlExtension(DispatchingCrawl):
    """Extension: begins a crawl of an outlet, and ends it."""

    def __init__(self, crawler: Any) -> None:
        """Open the archive and listen. Raises ``AlreadyCrawling`` and ``CannotOpen``."""
        super().__init__(crawler)
        for method, signal in (
            (self.opened, signals.spider_opened),
            (self.pages.downloaded, signals.response_downloaded),
            (self.pages.asked_again, signals.request_scheduled),
            (self.more, signals.spider_idle),
            (self.closed, signals.spider_closed),
        ):
            crawler.signals.connect(method, signal)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "CrawlExtension":
        """The extension; middleware and pipeline find it at ``crawler.crawling``."""
        crawler.crawling = cls(crawler)
        return crawler.crawling  # type: ignore[no-any-return]

    def opened(self, spider: Any) -> None:
        """Mend what a dead crawl left behind; tell the outlet which lines repeat on its pages."""
        with self.ended_by_faults():
            self._opened(spider)

    def _opened(self, spider: Any) -> None:
        self.run = Run(self.archive, self.outlet, times.now(), self.goes_on_from)
        self.begun = True
        self.looks.kinds |= kinds_of(spider.listings, spider.address)
        learn(self.archive, self.outlet)
        spider.learned = to_leave_out(self.archive, self.outlet)
        repair_segments(self.archive, self.outlet)
        destroy_refused(self.archive, self.outlet)
        pull_back(self.archive, self.outlet, times.now(), self.frontier.patience.revisit_ages)
        adopt(self.archive, spider, times.now())
        reconsider_refusals(self.archive, spider, self.crawler.settings)
        self._recover(self.note.hung)
        spider, asked = self.crawler.spider, self.crawler.settings.getdict("BACKFILL")
        if spider.stretch:
            limit = int(asked["limit"]) if asked.get("limit") else None
            self.backfill = Backfill(self.archive, spider.name, spider.stretch, limit)
            self.backfill.begin(
                first_pages(
                    spider.listings, spider.address, spider.by_month, spider.by_id, spider.stretch
                )
            )

        if self.note.last:
            self._give_up(self.note.last)

    def _recover(self, hung: HungPage | None) -> None:
        """Give what the dead crawl had in hand another try, or put it aside and say so."""
        known = (hung.address, hung.reason) if hung and hung.kind == "article" else ()
        for url in self.frontier.recover(times.now(), *known):
            reason = hung.reason if hung and url == hung.address else SUSPECTED
            with writing(self.archive.db):
                outcome = Outcome(self.outlet, url, "quarantined", reason)
                self.run.outcome(outcome, url, times.now(), None)

    def _give_up(self, hung: HungPage) -> None:
        """Settle a listing, or a page of a backfill, with which the crawl before ended: it failed.

        Else each crawl would end with it, and nothing else of the outlet would ever be asked for.
        """
        if hung.kind == "listing":
            self.given_up = hung.address
            failed = PollResult(self.outlet, hung.address, 0, error=hung.reason)
            self.looks.open(hung.address)
            self.looks.failed(failed, times.now())
            self.polling.polled(failed, 0, times.now())
            self.run.polled(0, failed=True)
        elif hung.kind == "archive page" and self.backfill:
            self.backfill.gave_up(hung.address, hung.reason, times.now(), for_good=hung.certain)
        if hung.kind != "article":
            self.run.trouble(f"{hung.address}: {hung.reason}")

    def closed(self, reason: str) -> None:
        """Seal the segment and close the run; leads in hand stay due."""
        self.stopping = True
        with self.trying():
            self.pages.raw.close()  # where this fails, the next start mends the segment
            destroy_refused(self.archive, self.outlet)
        with self.trying():
            if self.lost or self.pages.marked:
                self.frontier.put_back()
            if self.begun:
                if self.lost:
                    self.run.trouble(self.crawler.archive_trouble)
                else:
                    self.looks.broken_off(times.now())
                if trouble := self.pages.certificates.trouble:
                    self.run.remark(trouble)
                if fault := self.crawler.fault:
                    self.run.trouble(fault_in_words(fault))
                self.run.end("died" if fault else reason, times.now())
        self.archive.close()
        self.note.clear()
        self.lock.release()
