"""Which further pages of listings a poll opens: a bounded number, however they lead to another."""

from collections import Counter
from collections.abc import Iterator

from scrapy.http import Request

from storage import times
from storage.crawl.open_crawl import OpenCrawl
from storage.frontier.pending_listing_pages import MAX_WAITING


class FurtherPages:
    """The pages of listings that one crawl opens, each address once."""

    def __init__(self, crawling: OpenCrawl, most: int) -> None:
        """``most`` is the number of pages of one listing that a poll opens."""
        self.crawling, self.most = crawling, most
        self.first_looks: set[str] = set()
        """Listings that were never polled before."""
        self._opened: set[str] = set()
        self._number: Counter[str] = Counter()

    def begin(self, request: Request, *, first_look: bool) -> None:
        """The first page of a listing is asked for."""
        listing = request.meta["listing"]
        if first_look:
            self.first_looks.add(listing)
        self._open(request)

    def waiting(self, first: Request) -> Iterator[Request]:
        """Requests for what earlier polls had no room for: at most half of this one's."""
        listing, spider = first.meta["listing"], self.crawling.crawler.spider
        with self.crawling.trying():
            for url in self.crawling.waiting_pages.take(listing, self.most // 2):
                request = spider.listing_request(
                    first.cb_kwargs["listing"], url, 2, first.meta["listed_at"]
                )
                request.meta["waiting"] = url
                self._open(request)
                yield request

    def was_read(self, request: Request) -> None:
        """A page was read: if it had waited, it waits no longer."""
        if url := request.meta.get("waiting"):
            self.crawling.waiting_pages.read(request.meta["listing"], url)

    def opens(self, further: Request, *, news: bool) -> bool:
        """Whether a further page is opened; ``news``: whether the page before it had any.

        Without news it stays closed, unless the listing is looked at for the first time: two
        listings of an outlet overlap. Where there is no room, it waits for the next poll.
        """
        listing = further.meta["listing"]
        if further.url in self._opened:
            return False
        if not (news or listing in self.first_looks):
            self.crawling.looks.stopped(listing)
            return False
        if self._number[listing] < self.most:
            self._open(further)
            return True
        self._leave(listing, further.url)
        self.crawling.looks.cut(listing)
        return False

    def _open(self, request: Request) -> None:
        self._opened.add(request.url)
        self._number[request.meta["listing"]] += 1
        self.crawling.looks.open(request.meta["listing"])

    def _leave(self, listing: str, url: str) -> None:
        """Leave a page for later, and say so in the run."""
        begins = f"{listing}: no more than {self.most} of its pages are opened (listing_pages)"
        with self.crawling.trying():
            if listing in self.first_looks:
                self.crawling.run.cut(f"{begins} at a first look; `warraq backfill` opens all")
            elif self.crawling.waiting_pages.add(listing, url, times.now()):
                self.crawling.run.cut(f"{begins} by one poll; the next one goes on")
            else:
                self.crawling.run.cut(f"{begins}, and {MAX_WAITING} wait: {url} is left out")
