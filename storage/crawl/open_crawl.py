"""``OpenCrawl``: all of the archive that one crawl of one outlet holds open, and how addresses end.

What is fetched is kept by ``page_capture``; the ``extension`` opens it, hands out what is due and
closes it, ``spider_output_middleware`` brings what the spider found.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scrapy.exceptions import DontCloseSpider
from scrapy.utils.defer import deferred_from_coro

from crawler.items import ArticleOfPages, HomeLook, Lead, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult
from crawler.reading import limits
from storage import times
from storage.archive import Archive
from storage.completeness.listing_sightings_recording import Looks
from storage.completeness.totals_recording import Totals
from storage.copies.optimistic_decision import Verdict, previous_of
from storage.crawl.article_keeping import ArticleKeeping
from storage.crawl.circuit_breaker import CircuitBreaker
from storage.crawl.deletion_check_requests import PresenceRound
from storage.crawl.hung_pages import PageNote
from storage.crawl.moved_outlet import MovedOutlet
from storage.crawl.one_page_for_all import OnePageForAll
from storage.crawl.page_capture import PageCapture
from storage.crawl.runs import Run
from storage.database import DATABASE, writing
from storage.errors import ArchiveError
from storage.frontier.backfill import MAX_LISTING_PAGES, Backfill
from storage.frontier.deletion_candidates import Presence
from storage.frontier.frontier import KEPT, Frontier, Patience
from storage.frontier.pending_listing_pages import WaitingPages
from storage.frontier.polling import Polling
from storage.process_locks import OutletLock
from storage.raw import SegmentWriter


class OpenCrawl:
    """Everything of the archive that one crawl of one outlet holds open."""

    def __init__(self, crawler: Any) -> None:
        """Open the archive and start the run. Raises ``AlreadyCrawling`` and ``CannotOpen``."""
        settings = crawler.settings
        outlet = crawler.spidercls.name
        self.crawler = crawler
        self.crawler.archive_trouble = self.crawler.fault = None
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
            self.archive, self.frontier, self.pages, self.url_of, self.settle, self._holds
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
        self.given_up: str | None = None
        """The listing with which the crawl before ended."""
        self.goes_on_from = settings.getint("GOES_ON_FROM")
        self.poll_all = settings.getbool("POLL_ALL")
        self.pages_left = settings.getint("MAX_PAGES")
        self.stopping = False
        self.breaker = CircuitBreaker()
        self.moved, self.one_page = MovedOutlet(), OnePageForAll()
        self.ends_at = time.monotonic() + settings.getfloat("MAX_SECONDS")
        self.in_hand: dict[str, Lead] = {}
        self.healthy = False
        """Whether an article answered: what is missing then is missing. A listing proves nothing:
        a host that lost its rewrite rules has a feed, and no article."""
        self.asked_witness = False
        """Whether an article that was there was asked for, to tell whether the host answers."""

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

    @contextmanager
    def ended_by_faults(self) -> Iterator[None]:
        """Let a fault of our own end the crawl, which says so.

        Scrapy writes down what a handler raises and goes on: the crawl would have finished.
        """
        try:
            with self.trying():
                yield
        except DontCloseSpider:
            raise
        except Exception as error:  # whatever it is: it ends the crawl, and is raised again below
            self.crawler.fault = self.crawler.fault or error
            if not self.stopping:
                deferred_from_coro(self.crawler.engine.close_spider_async(reason="fault"))
            self.stopping = True
            raise  # into the log, with its trace

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
        known = self.frontier.article_of(url)
        self.one_page.settled(outcome, own=article_id in (None, known))
        if outcome.kind in ("rejected", "failed") and known is not None:
            self.one_page.refused(url, outcome.reason, self.pages.digest_of(outcome.url))
        self.healthy |= outcome.kind in KEPT
        with writing(self.archive.db):
            outcome = self.frontier.settle(
                outcome, url, at, article_id, etag, last_modified, healthy=self.healthy
            )
            self.run.outcome(outcome, url, at, article_id)

    def _holds(self, verdict: Verdict, url: str, address: str) -> bool:
        """Whether an article that was read is not kept: its lead is simply due again."""
        known, decision = self.frontier.article_of(url), verdict.decision
        if known == decision.of and decision.kind != "revision" and known is not None:
            return False
        own = previous_of(self.archive.db, known).text if known is not None else None
        if not self.one_page.holds(verdict, own, url, address, self.pages.digest_of(address)):
            return False
        self.in_hand.pop(url, None)
        self.pages.marked.discard(url)
        self.frontier.not_reading(url)
        return True

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
            self.one_page.polled(ending.error)
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
