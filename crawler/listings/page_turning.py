"""``PageTurning``: listings whose pages are turned by number while what they list comes and goes.

What is deleted draws everything behind it one place forward, so that the first article of a page
not yet read stands on one that was read; what is published pushes everything back.
"""

from collections import Counter
from dataclasses import dataclass, replace

from crawler.listings import Listed
from crawler.listings.backfill_pages import ArchivePage

AGAIN = "#again"
"""Stands behind the address of a page that is read once more."""
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
    """The pages of a backfill that one crawl has read."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self.read: dict[str, _Read] = {}
        self.repeats = Counter[str]()

    def turned(
        self, page: ArchivePage, listed: Listed, *, clean: bool
    ) -> tuple[Listed, tuple[ArchivePage, ...]]:
        """A page as it is to be taken, and the pages that are to be read once more.

        A ``clean`` listing names nothing beside its articles: where it names one of the page before
        nothing was drawn forward.
        """
        urls = frozenset(lead.url for lead in listed.leads)
        if page.url.endswith(AGAIN):
            former = self.read.get(page.url.removesuffix(AGAIN))
            slid = former is not None and urls.isdisjoint(former.urls)  # by a page or more
            further = former.found_in if former and slid else ""
            return replace(listed, more=[]), _again(page, further)
        total = listed.stated.total if listed.stated else None
        before = self.read.get(page.found_in)
        self.read[page.url] = _Read(urls, total, page.found_in)
        if before is not None and urls and urls <= before.urls:
            self.repeats[page.listing] += 1
            ends = self.repeats[page.listing] >= MAX_REPEATS
            return replace(listed, more=[]) if ends else listed, ()
        self.repeats[page.listing] = 0
        same_total = before is not None and total is not None and total == before.total
        pushed = clean and before is not None and not urls.isdisjoint(before.urls)
        return listed, () if same_total or pushed else _again(page, page.found_in)

    def past_the_end(self, page: ArchivePage) -> tuple[ArchivePage, ...]:
        """The page before one that is not there: what stood on it may stand there now."""
        return () if page.url.endswith(AGAIN) else _again(page, page.found_in)


def _again(page: ArchivePage, url: str) -> tuple[ArchivePage, ...]:
    """A page to be read once more, where it has an address."""
    return (replace(page, url=url + AGAIN, found_in=url),) if url else ()
