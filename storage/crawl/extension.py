"""Where a crawl meets the archive; ``crawler/settings.py`` names it by dotted path.

``CrawlExtension`` opens archive, run and frontier and hands out due leads; ``page_capture`` keeps
what is fetched, ``spider_middleware`` takes what the spider finds in it.
"""

import logging
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.utils.defer import deferred_from_coro

from crawler.items import ArticleOfPages, HomeLook, Lead, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult, first_pages, kinds_of
from crawler.reading import limits
from storage import times
from storage.archive import Archive
from storage.completeness.looks import Looks
from storage.completeness.totals_recording import Totals
from storage.crawl.article_keeping import ArticleKeeping
from storage.crawl.circuit_breaker import CircuitBreaker
from storage.crawl.complete_listings import PresenceRound
from storage.crawl.hung_pages import HungPage, PageNote
from storage.crawl.moved_outlet import MovedOutlet
from storage.crawl.page_capture import PageCapture
from storage.crawl.refusal_grounds import reconsider_refusals
from storage.crawl.runs import Run
from storage.database import DATABASE, writing
from storage.errors import ArchiveError
from storage.frontier.backfill import MAX_LISTING_PAGES, Backfill
from storage.frontier.clock_skew import pull_back
from storage.frontier.frontier import KEPT, SUSPECTED, Due, Frontier, Patience
from storage.frontier.imported_leads import adopt
from storage.frontier.outlet_rests import resting_until
from storage.frontier.polling import Polling
from storage.frontier.presence import Presence
from storage.frontier.waiting_pages import WaitingPages
from storage.learned_boilerplate import learn, to_leave_out
from storage.lock import OutletLock
from storage.raw import SegmentWriter, repair_segments
from storage.takedown.orders import destroy_refused

logger = logging.getLogger(__name__)

BATCH = 5
"""Leads in memory at a time: the frontier may be of any size."""

OLD_BETWEEN_POLLS = 20
"""Revisits and leads of the past that every crawl may fetch before it looks whether a listing is
due again."""


class CrawlExtension:
    """Extension: everything of the archive that one crawl of one outlet holds open."""

    def __init__(self, crawler: Any) -> None:
        """Open the archive and start the run. Raises ``AlreadyCrawling`` and ``CannotOpen``."""
        settings = crawler.settings
        outlet = crawler.spidercls.name
        self.crawler = crawler
        self.crawler.archive_trouble = None
        self.archive = Archive(Path(settings["ARCHIVE"]), create=True)
        self.lock = OutletLock(self.archive.folder, outlet)
        self.note = PageNote(self.lock.acquire(settings.getfloat("LOCK_WAIT")))
        limits.PAGE_SECONDS = settings.getfloat("PAGE_SECONDS") or limits.PAGE_SECONDS
        limits.HANG_SECONDS = settings.getfloat("HANG_SECONDS") or limits.HANG_SECONDS
        limits.end_if_hung(self.note.descriptor)
        self.outlet = outlet
        self.run: Run  # from ``opened`` on: a crawl that is stopped before has not been one
        self.begun = False
        self.began = times.now()
        self.old = 0
        self.frontier = Frontier(
            self.archive, outlet,
            Patience(
                [float(age) for age in settings.getlist("REVISIT_AGES")],
                settings.getfloat("GONE_GAP"), settings.getfloat("RETRY_DELAY"),
            ),
        )  # fmt: skip
        self.pages = PageCapture(
            SegmentWriter(self.archive, outlet, settings.getint("MIN_FREE_BYTES")), self.frontier,
            set(settings.getlist("HONOUR_OPT_OUTS")), self.url_of, self.trying,
        )  # fmt: skip
        self.keeping = ArticleKeeping(
            self.archive, self.frontier, self.pages, self.url_of, self.settle
        )
        self.polling = Polling(
            self.archive, outlet, settings.getfloat("POLL_MIN"), settings.getfloat("POLL_START"),
            settings.getfloat("POLL_MAX"),
        )  # fmt: skip
        self.waiting_pages = WaitingPages(self.archive, outlet)
        self.presence = Presence(
            self.archive, outlet, max(self.frontier.patience.revisit_ages, default=0.0)
        )
        self.looks = Looks(self.archive, outlet)
        self.totals = Totals(self.archive, outlet, self.looks)
        self.presence_round = PresenceRound(self.archive, self.presence, self.polling, self.totals)
        self.backfill: Backfill | None = None
        self.goes_on_from = settings.getint("GOES_ON_FROM")
        self.poll_all = settings.getbool("POLL_ALL")
        self.pages_left = settings.getint("MAX_PAGES")
        self.stopping = False
        self.breaker = CircuitBreaker()
        self.moved = MovedOutlet()
        self.ends_at = time.monotonic() + settings.getfloat("MAX_SECONDS")
        self.in_hand: dict[str, Lead] = {}
        self.healthy = False
        """Whether an article answered: what is missing then is missing. A listing proves nothing:
        a host that lost its rewrite rules has a feed, and no article."""
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
        with self.trying():
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

        if self.note.hung:
            self._give_up(self.note.hung)

    def _recover(self, hung: HungPage | None) -> None:
        """Give what the dead crawl had in hand another try, or put it aside and say so."""
        known = (hung.address, hung.reason) if hung and hung.kind == "article" else ()
        for url in self.frontier.recover(times.now(), *known):
            reason = hung.reason if hung and url == hung.address else SUSPECTED
            with writing(self.archive.db):
                outcome = Outcome(self.outlet, url, "quarantined", reason)
                self.run.outcome(outcome, url, times.now(), None)

    def _give_up(self, hung: HungPage) -> None:
        """Settle a listing, or a page of a backfill, on which the crawl before hung: it failed."""
        if hung.kind == "listing":
            failed = PollResult(self.outlet, hung.address, 0, error=hung.reason)
            self.looks.open(hung.address)
            self.looks.failed(failed, times.now())
            self.polling.polled(failed, 0, times.now())
            self.run.polled(0, failed=True)
        elif hung.kind == "archive page" and self.backfill:
            self.backfill.gave_up(hung.address, hung.reason, times.now())
        if hung.kind != "article":
            self.run.trouble(f"{hung.address}: {hung.reason}")

    def more(self, spider: Any) -> None:
        """Hand out the next due leads; the crawl ends when none is due or the budget is spent."""
        if self.lost:
            return
        for url, lead in list(self.in_hand.items()):
            if url in self.moved.waiting:
                continue
            self.settle(Outcome(spider.name, lead.url, "failed", "the crawl lost it"), url)
        if self._has_moved(spider):
            return
        room = min(BATCH, self.pages_left)
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
        if not self.healthy and any(due.doubted for due in batch):
            witness = self.frontier.witness()
            others = [due for due in batch if not witness or due.url != witness.url]
            batch = [*([witness] if witness else []), *others]
        for place, due in enumerate(batch):
            if not spider.owns(spider.canonical(due.lead.url)):
                reason = "not this outlet's address"
                refused = Outcome(spider.name, due.url, "refused", reason, ground="host")
                self.settle(refused, due.url)
                continue
            self.in_hand[due.url] = due.lead
            self.pages_left -= 1
            self.old += not due.is_news(times.now())
            request = spider.article_request(due.lead, due.headers)
            request.priority = -place  # of equal ones Scrapy's queue gives the last one first
            self.crawler.engine.crawl(request)
        if batch or self._turn_back(spider) or self._ask_for_presence(spider):
            raise DontCloseSpider

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
            request = self.presence_round.next_request(spider, times.now())
            if request is not None:
                self.crawler.engine.crawl(request)
                return True
        return False

    @property
    def lost(self) -> bool:
        """Whether the archive can no longer be written: nothing more is read or counted."""
        return self.crawler.archive_trouble is not None

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Write to the archive; where that fails, end the crawl with the first reason.

        Leads stay due: it is not the outlet's fault.
        """
        try:
            yield
        except (ArchiveError, OSError, sqlite3.Error) as error:
            if self.lost:
                return
            database = f"cannot write {self.archive.folder / DATABASE}: "
            self.crawler.archive_trouble = (
                database if isinstance(error, sqlite3.Error) else ""
            ) + str(error)
            if not self.stopping:
                ending = self.crawler.engine.close_spider_async(reason="archive trouble")
                deferred_from_coro(ending)
            self.stopping = True

    def url_of(self, address: str) -> str:
        """The address under which the frontier knows an article."""
        for url, lead in self.in_hand.items():
            if lead.url == address:
                return url
        spider = self.crawler.spider
        return self.frontier.known_as(spider.canonical(address), spider.names_of(address))

    def counted(self, outcome: Outcome, url: str) -> None:
        """An address has ended without being a lead of its own."""
        with writing(self.archive.db):
            self.run.outcome(outcome, url, times.now(), None)

    def settle(
        self, outcome: Outcome, url: str, article_id: int | None = None,
        etag: str | None = None, last_modified: str | None = None,
    ) -> None:  # fmt: skip
        """One address has ended: count it and say when it is due again."""
        at = times.now()
        self.in_hand.pop(url, None)
        self.pages.marked.discard(url)
        self.breaker.settled(outcome)
        self.moved.settled(outcome)
        self.healthy |= outcome.kind in KEPT
        with writing(self.archive.db):
            outcome = self.frontier.settle(
                outcome, url, at, article_id, etag, last_modified, healthy=self.healthy
            )
            self.run.outcome(outcome, url, at, article_id)

    def ended(
        self,
        ending: PollResult | BackfillPageResult | HomeLook | Outcome | ArticleOfPages,
        spider: Any,
        fresh: int = 0,
        changed: int = 0,
    ) -> None:
        """A listing was looked at, an address ended without an article, or with its last page."""
        if self.lost:
            return
        with self.trying():
            if isinstance(ending, ArticleOfPages):
                self.keeping.keep_pages(spider, ending)
            else:
                self._ended(ending, fresh, changed)

    def _ended(
        self,
        ending: PollResult | BackfillPageResult | HomeLook | Outcome,
        fresh: int,
        changed: int,
    ) -> None:
        if isinstance(ending, HomeLook):
            self.moved.home_answered(ending)
            return
        if isinstance(ending, BackfillPageResult):
            if not self.moved.takes_page(ending):
                self._turned(ending, fresh)
            return
        if isinstance(ending, Outcome):
            url = self.url_of(ending.url)
            if self.moved.takes(ending, url):
                return
            if ending.kind == "not_modified":
                self.frontier.still_there(url, times.now())
            self.settle(ending, url)
            if ending.page_of is not None:
                self.frontier.is_page_of(url, ending.url, self.url_of(ending.page_of))
            return
        self.presence_round.ended(ending)
        if not ending.continuation:
            self.moved.polled(ending)
        self.run.polled(fresh, failed=bool(ending.error))
        if ending.error:
            self.looks.failed(ending, times.now())
            self.run.trouble(f"{ending.listing}: {ending.error}")
        if ending.cut:
            self.run.cut(ending.cut)
        self.totals.note(ending.listing, ending.stated, times.now())
        if not ending.continuation:
            self.polling.polled(ending, fresh + changed, times.now())

    def _turned(self, ending: BackfillPageResult, fresh: int) -> None:
        """A page of a backfill; while nobody answers it stays due, however often that is tried."""
        reached = self.pages.answers or self.crawler.settings.getdict("BACKFILL").get("answered")
        left_out = 0
        if self.backfill and (reached or not ending.error):
            left_out = self.backfill.turned(ending, fresh, times.now())
        if left_out:
            most = f"a backfill reads {MAX_LISTING_PAGES} pages of a listing"
            self.run.cut(f"{ending.page.url}: {most}, {left_out} more are left out")
        if self.pages.answers:
            self.run.polled(fresh, failed=bool(ending.error))
        if ending.error:
            self.run.trouble(f"{ending.page.url}: {ending.error}")
        if ending.cut:
            self.run.cut(ending.cut)
        self.totals.note(ending.page.listing, ending.stated, times.now())
        self.breaker.turned(answered=bool(self.pages.answers))

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
                self.run.end(reason, times.now())
        self.archive.close()
        self.note.clear()
        self.lock.release()
