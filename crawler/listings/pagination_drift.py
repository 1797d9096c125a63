"""``PageTurning``: listings whose pages are turned by number while what they list comes and goes.

What is deleted draws everything behind it one place forward, so that the first article of a page
not yet read stands on one that was read; what is published pushes everything back.
"""

from collections import Counter
from dataclasses import dataclass, replace

from crawler.listings import Listed
from crawler.listings.backfill_pages import ArchivePage

AGAIN = "#again"
"""Stands behind the address of a backfill's page that is read once more."""
MAX_REPEATS = 2
"""Pages in a row that show what the one before them showed: a server that turns no pages answers
with the first one for ever; once it may be news, of just a page, that came meanwhile."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as it was read last: its addresses, the total that it stated, the page before it."""

    urls: frozenset[str]
    total: int | None
    found_in: str


class PageTurning:
    """The pages that one crawl has read of a backfill, or of a poll that turned pages."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.read: dict[str, _Read] = {}
        self.repeats = Counter[str]()
        self.named: dict[str, set[str]] = {}

    def turned(
        self, url: str, found_in: str, listing: str, listed: Listed, *, clean: bool
    ) -> tuple[Listed, str]:
        """A page as it is to be taken, and the address of the one to be read once more, or none.

        A ``clean`` listing names nothing beside its articles: where it names one of the page before
        nothing was drawn forward.
        """
        urls = frozenset(lead.url for lead in listed.leads)
        self.named.setdefault(listing, set()).update(urls)
        before, total = self.read.get(found_in), listed.total
        self.read[url] = _Read(urls, total, found_in)
        if before is not None and urls and urls <= before.urls:
            self.repeats[listing] += 1
            ends = self.repeats[listing] >= MAX_REPEATS
            return replace(listed, more=[]) if ends else listed, ""
        self.repeats[listing] = 0
        same_total = before is not None and total is not None and total == before.total
        pushed = clean and before is not None and not urls.isdisjoint(before.urls)
        return listed, "" if same_total or pushed else found_in

    def pushed(self, listing: str, listed: Listed) -> bool:
        """Whether a page names only what the pages before it named: news pushed that back onto it.

        Asked before it is taken as ``turned``.
        """
        named = self.named.get(listing, set())
        return bool(listed.leads) and all(lead.url in named for lead in listed.leads)

    def turned_again(self, url: str, listed: Listed) -> tuple[Listed, str]:
        """The same of a page that was read once more: where all of it slid, so did the one before.

        It leads on to no page: those behind it were read.
        """
        former = self.read.get(url)
        urls = frozenset(lead.url for lead in listed.leads)
        slid = former is not None and urls.isdisjoint(former.urls)  # by a page or more
        return replace(listed, more=[]), former.found_in if former and slid else ""


def once_more(page: ArchivePage, url: str) -> tuple[ArchivePage, ...]:
    """A page of a backfill to be read once more, where it has an address."""
    return (replace(page, url=url + AGAIN, found_in=url),) if url else ()


def past_the_end(page: ArchivePage) -> tuple[ArchivePage, ...]:
    """The page before one that is not there: what stood on it may stand there now."""
    return () if page.url.endswith(AGAIN) else once_more(page, page.found_in)
