"""``DispatchingCrawl``: what a crawl asks for next, one batch at a time, until nothing is due."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from scrapy.exceptions import DontCloseSpider

from crawler.items import Outcome
from storage import times
from storage.crawl.one_page_for_all import in_words
from storage.crawl.open_crawl import OpenCrawl
from storage.frontier.frontier import Due
from storage.frontier.listing_intake import FRESH
from storage.frontier.outlet_backoff import resting_until

logger = logging.getLogger(__name__)

BATCH = 5
"""Leads in memory at a time: the frontier may be of any size."""

OLD_BETWEEN_POLLS = 20
"""Revisits and leads of the past that every crawl may fetch before it looks whether a listing is
due again."""


class DispatchingCrawl(OpenCrawl):
    """A crawl that hands out due leads, pages of a backfill and of complete listings, in turn."""

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
