"""Where a crawl meets the archive; ``crawler/settings.py`` names it by dotted path.

``CrawlExtension`` begins a crawl, hands out due leads and ends it.
"""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from crawler.failure_wording import fault_in_words
from crawler.items import Outcome, PollResult
from crawler.listings.backfill_pages import first_pages, kinds_of
from storage import times
from storage.crawl.hung_pages import HungPage
from storage.crawl.one_page_for_all import in_words
from storage.crawl.open_crawl import OpenCrawl
from storage.crawl.refusal_reconsideration import reconsider_refusals
from storage.crawl.runs import Run
from storage.database import writing
from storage.frontier.backfill import Backfill
from storage.frontier.clock_skew import pull_back
from storage.frontier.frontier import SUSPECTED, Due
from storage.frontier.imported_article_leads import adopt
from storage.frontier.listing_intake import FRESH
from storage.frontier.outlet_backoff import resting_until
from storage.learned_boilerplate import learn, to_leave_out
from storage.raw import repair_segments
from storage.takedown.orders import destroy_refused

logger = logging.getLogger(__name__)

BATCH = 5
"""Leads in memory at a time: the frontier may be of any size."""

OLD_BETWEEN_POLLS = 20
"""Revisits and leads of the past that every crawl may fetch before it looks whether a listing is
due again."""


class CrawlExtension(OpenCrawl):
    """Extension: begins a crawl of an outlet, hands out what is due, and ends it."""

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

    def more(self, spider: Any) -> None:
        """Hand out the next due leads; the crawl ends when none is due or the budget is spent."""
        if not self.lost and not self.crawler.fault:
            with self.ended_by_faults():
                self._hand_out(spider)

    def _hand_out(self, spider: Any) -> None:
        for url, lead in list(self.in_hand.items()):
            if url in self.moved.waiting:
                continue
            self.settle(Outcome(spider.name, lead.url, "failed", "the crawl lost it"), url)
        if self._has_moved(spider) or self._is_one_page(spider):
            return
        # what is spent by ourselves is no fault of a page, nor of a listing: the crawl ends before
        room = min(BATCH, self.pages_left, self.crawler.host_budget.left)
        if self.breaker.enough:
            if self.pages.answers:  # else the run's trouble says already why nobody answers
                self.run.trouble(f"{self.breaker.in_vain} pages in a row in vain: the rest waits")
            self.frontier.rest(times.now(), self.breaker.rest)
            return
        if self.stopping or room <= 0 or time.monotonic() > self.ends_at:
            return
        batch = self.frontier.due(times.now(), room)
        if self.old >= OLD_BETWEEN_POLLS and self._listings_wait(batch):
            return
        while not batch and self.backfill and self.backfill.walk_on(spider, self.frontier):
            batch = self.frontier.due(times.now(), room)
        unproved = self.one_page.nothing_listed and any(one.priority == FRESH for one in batch)
        doubted = unproved or any(one.doubted for one in batch)
        if doubted and not (self.healthy or self.asked_witness):
            self.asked_witness = True
            if witness := self.frontier.witness():
                batch = [witness]  # alone: others would be settled while it is still being read
        for place, due in enumerate(batch):
            if not spider.owns(spider.canonical(due.lead.url)):
                reason = "not this outlet's address"
                refused = Outcome(spider.name, due.url, "refused", reason, ground="host")
                self.settle(refused, due.url)
                continue
            self._ask_for(spider, due, -place)
        if batch or self._turn_back(spider) or self._ask_for_presence(spider):
            raise DontCloseSpider

    def _ask_for(self, spider: Any, due: Due, priority: int = 0) -> None:
        """Fetch a lead; of equal priorities Scrapy's queue gives the last one first."""
        self.in_hand[due.url] = due.lead
        self.pages_left -= 1
        self.old += not due.is_news(times.now())
        request = spider.article_request(due.lead, due.headers)
        request.priority = priority
        self.crawler.engine.crawl(request)

    def _is_one_page(self, spider: Any) -> bool:
        """Whether one page stands at all addresses: then leads stay due, and wait for longest.

        Asks for another article where that is not clear. Raises ``DontCloseSpider`` then.
        """
        one_page, alone = self.one_page, False
        if one_page.suspected:
            if self.stopping:  # not known then: what is held stays due
                return True
            one_page.asked = True
            witness = self.frontier.witness([*one_page.held])
            if witness and spider.owns(spider.canonical(witness.lead.url)):
                self._ask_for(spider, witness)
                raise DontCloseSpider
            alone = True
        if one_page.page:
            said = in_words(one_page.page)
            logger.warning("%s: %s", self.outlet, said)
            self.run.foreign_page(said)
            self.frontier.rest(times.now(), timedelta(seconds=self.polling.longest))
            return True
        for url, address in one_page.unproved(alone=alone).items():
            why = "another text stands there, and no other article could be seen"
            self.settle(Outcome(spider.name, address, "deferred", why), url)
        return False

    def _has_moved(self, spider: Any) -> bool:
        """Whether the outlet has moved: then its leads stay due, and wait for longest.

        Asks its home page where that is not clear. Raises ``DontCloseSpider`` then.
        """
        if self.moved.suspected:
            if self.stopping:  # not known then: what waits stays due
                return True
            self.moved.asked = True
            self.crawler.engine.crawl(spider.home_request())
            raise DontCloseSpider
        if to := self.moved.to:
            logger.warning("%s has moved to %s: nothing more is asked for", self.outlet, to)
            self.run.moved(to)
            self.frontier.rest(times.now(), timedelta(seconds=self.polling.longest))
            return True
        for url, outcome in self.moved.waiting.items():
            self.settle(outcome, url)
        for page in self.moved.waiting_pages:
            self._turned(page, 0)
        self.moved.waiting.clear()
        self.moved.waiting_pages.clear()
        return False

    def _listings_wait(self, batch: Sequence[Due]) -> bool:
        """Whether a listing is due again and what is in hand is not news: that comes first.

        The daemon's next crawl polls it, then goes on with the revisits, or with a first look's
        past.
        """
        old = not any(due.is_news(times.now()) for due in batch)
        return old and not self.poll_all and self.polling.due_again(self.began, times.now())

    def _turn_back(self, spider: Any) -> bool:
        """Ask for the next page of a backfill; whether there is one."""
        page = self.backfill.next_page() if self.backfill else None
        if page is None:
            return False
        self.pages_left -= 1
        self.crawler.engine.crawl(spider.archive_request(page))
        return True

    def _ask_for_presence(self, spider: Any) -> bool:
        """Ask for the next page of a complete listing; whether there is one. News comes first.

        Nothing is asked of a host that was found to refuse us: it rests.
        """
        if resting_until(self.archive, self.outlet, times.now()):
            return False
        if self.backfill or (not self.poll_all and self.polling.due_again(self.began, times.now())):
            return False
        with self.trying():
            request = self.presence_round.next_request(spider)
            if request is not None:
                self.crawler.engine.crawl(request)
                return True
        return False

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
