"""``ArticleKeeping``: an article of a crawl into the archive, with its outcome and its frontier."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from crawler.items import Article, ArticleOfPages, FetchedPart, Lead, Outcome
from storage import times
from storage.archive import Archive
from storage.article_pages import KeptPart, has_more
from storage.copies.optimistic_decision import Verdict
from storage.crawl.page_capture import PageCapture
from storage.database import writing
from storage.frontier.frontier import Frontier
from storage.rereading.same_reader_comparison import verdict_on_equal_readings

MAX_WAITS = 3
"""Looks at which a known page of an article may be missing before the text without it is kept."""


class ArticleKeeping:
    """Keeps what one crawl has read, of one page or of several."""

    def __init__(
        self, archive: Archive, frontier: Frontier, pages: PageCapture,
        url_of: Callable[[str], str], settle: Callable[..., None],
        holds: Callable[[Verdict, str, str], bool],
    ) -> None:  # fmt: skip
        """``settle`` ends a lead, ``url_of`` gives the address by which the frontier knows it.

        ``holds`` tells whether an article is not to be kept now: then its lead stays due.
        """
        self.archive, self.frontier, self.pages = archive, frontier, pages
        self.url_of, self.settle, self.holds = url_of, settle, holds

    def keep_pages(self, spider: Any, found: ArticleOfPages) -> None:
        """Keep an article of several pages, or wait for one that was there before.

        Its requests are never conditional: a page that has not changed is needed all the same.
        """
        if waiting := self._waits(spider, found):
            self.settle(waiting, self.url_of(found.lead.url))
            return
        self.keep(spider, found.article, found.lead, found.requested, ("", ""), found.parts)

    def _waits(self, spider: Any, found: ArticleOfPages) -> Outcome | None:
        """The outcome where the kept version has a page that may be had again another time."""
        missing = [one for one in found.parts if one.missing and one.passing]
        article, url = found.article, self.url_of(found.lead.url)
        if not missing or self.frontier.attempts(url) >= MAX_WAITS:
            return None
        names = spider.names_of(article.url, found.lead.post_id)
        address = self.frontier.address_of(article.url, url, names)
        numbers = [one.number for one in missing]
        if not has_more(self.archive.db, article.outlet, address, numbers):
            return None
        why = f"its page {missing[0].number}: {missing[0].missing}"
        return Outcome(article.outlet, found.lead.url, "deferred", why)

    def keep(
        self, spider: Any, article: Article, lead: Lead, requested: str,
        validators: Sequence[str | None], fetched: Sequence[FetchedPart] = (),
    ) -> None:  # fmt: skip
        """Decide, then keep article, outcome and frontier in one short transaction.

        No page is read in it: where another process has written a version of this very article
        since the verdict, whose page is to be read first, all is done once more.
        """
        url, names = self.url_of(lead.url), spider.names_of(article.url, lead.post_id)
        capture, kept = self.pages.captured.pop(requested, None), False
        parts = [self._kept_part(one) for one in fetched]
        while not kept:
            address = self.frontier.address_of(article.url, url, names)
            verdict = verdict_on_equal_readings(
                self.archive,
                article if article.url == address else replace(article, url=address),
                lambda page: spider.read_in_time(page, lead),
            )  # fmt: skip
            if self.holds(verdict, url, lead.url):
                return
            with writing(self.archive.db):
                settled = self.frontier.settled_at(article.url, url, names, times.now())
                confirmed = self.archive.confirmed(verdict)
                kept = settled == address and confirmed.replaces in (None, verdict.replaces)
                if kept:
                    for one in fetched:
                        self.frontier.has_page(url, spider.canonical(one.address), one)
                    own_id = spider.own_id(address) or spider.own_id(url)
                    self._carry_out(confirmed, capture, parts, url, validators, own_id)

    def _kept_part(self, one: FetchedPart) -> KeptPart:
        capture = self.pages.captured.pop(one.requested, None) if one.requested else None
        return KeptPart(one.number, one.address, None if one.missing else capture, one.missing)

    def _carry_out(
        self, verdict: Verdict, capture: int | None, parts: Sequence[KeptPart], url: str,
        validators: Sequence[str | None], own_id: str | None,
    ) -> None:  # fmt: skip
        decision, id = self.archive.carry_out(verdict, capture, parts, own_id=own_id)
        outlet = verdict.prepared.article.outlet
        outcome = Outcome(outlet, url, decision.kind, decision.evidence)
        self.settle(outcome, url, id or None, *validators)
        if decision.kind == "refused":
            self.frontier.erased(url)
