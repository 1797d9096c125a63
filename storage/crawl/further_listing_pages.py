"""Which further pages of listings a poll opens: a bounded number, however they lead to another.

Each waits, in the archive, from when it is wanted until it was read: one that failed, had no room
or was under way when the crawl ended is asked for by the next poll. Of pages that are turned by
number the one before it waits in its place, since what it lists may slide onto that meanwhile.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from scrapy.http import Request

from crawler.items import PollResult
from storage import times
from storage.crawl.open_crawl import OpenCrawl
from storage.frontier.pending_listing_pages import MAX_ATTEMPTS, MAX_WAITING


class FurtherPages:
    """The pages of listings that one crawl opens, each address once, or once more."""

    def __init__(self, crawling: OpenCrawl, most: int) -> None:
        """``most`` is the number of pages of one listing that a poll opens."""
        self.crawling, self.most = crawling, most
        self.first_looks: set[str] = set()
        """Listings that were never polled before."""
        self._asked_since: set[str] = set()
        """Listings whose next poll asks for the same again until one was read to its end."""
        self._opened: set[str] = set()
        self._number: Counter[str] = Counter()
        self._again: Counter[str] = Counter()

    def begin(self, request: Request, *, first_look: bool) -> Iterator[Request]:
        """The first page of a listing, and what earlier polls left: at most half of this one's."""
        listing = request.meta["listing"]
        if first_look:
            self.first_looks.add(listing)
        way, at = request.cb_kwargs["listing"], request.meta["listed_at"]
        if at and way.address_since(self.crawling.crawler.spider.address, at) != listing:
            self._asked_since.add(listing)
        waiting = dict[str, int]()
        with self.crawling.trying():
            waiting = self.crawling.waiting_pages.take(listing, self.most // 2)
        if request.url in waiting:  # whether it changed or not: behind it not all was read
            request.meta.update(
                waits_as=request.url, resumed=waiting.pop(request.url), read_hash=None
            )
            for name in ("If-None-Match", "If-Modified-Since"):
                request.headers.pop(name, None)
        self._open(request)
        yield request
        for url, attempts in waiting.items():
            further = self.crawling.crawler.spider.listing_request(
                request.cb_kwargs["listing"], url, 2, request.meta["listed_at"]
            )
            further.meta.update(waits_as=url, resumed=attempts)
            # one that is turned was read once: it takes no room from those behind it
            self._open(further, counts=not request.cb_kwargs["listing"].turns_pages)
            yield further

    def was_read(self, request: Request, opened: Sequence[Request]) -> None:
        """A page was read, and ``opened`` from it: it waits no longer, unless one of these does."""
        listing, waits_as = request.meta["listing"], request.meta.get("waits_as")
        if waits_as and waits_as not in [one.meta.get("waits_as") for one in opened]:
            self.crawling.waiting_pages.read(listing, waits_as)

    def opens(self, further: Request, *, news: bool, resumed: int) -> bool:
        """Whether a further page is opened; ``news``: whether the page before it had any.

        Without news it stays closed, unless the listing is looked at for the first time (two
        listings of an outlet overlap), or what was published meanwhile may have pushed back what
        nobody has read: since the page before it was read, or since an earlier poll that is
        ``resumed`` here: how often. Where there is no room, it waits for the next.
        """
        listing = further.meta["listing"]
        if further.meta["again"]:
            return self._opens_again(further)
        if further.url in self._opened:
            return False
        news = news or further.meta["pushed"]
        resumed = 0 if news else resumed
        room = self._number[listing] < self.most
        goes_on = bool(resumed) and (room or resumed < MAX_ATTEMPTS)
        if not (news or listing in self.first_looks or goes_on):
            self.crawling.looks.stopped(listing)
            return False
        turned, page_url = further.cb_kwargs["listing"].turns_pages, further.meta["found_in"]
        further.meta.update(waits_as=page_url if turned else further.url, resumed=resumed)
        if room:
            with self.crawling.trying():
                self.crawling.waiting_pages.add(listing, further.meta["waits_as"], times.now())
            self._open(further)
            return True
        self._leave(listing, further)
        self.crawling.looks.cut(listing)
        return False

    def _opens_again(self, further: Request) -> bool:
        """Whether a page is read once more; as many as are opened."""
        listing = further.meta["listing"]
        self._again[listing] += 1
        if self._again[listing] > self.most:
            self.crawling.looks.cut(listing)
            return False
        self.crawling.looks.open(listing)
        return True

    def is_over(self, listing: str, read: int, failed: Sequence[PollResult]) -> bool:
        """Whether a poll counts as read to its end, of which so many pages were read.

        A further page that failed waits by itself.
        """
        if listing in self._asked_since:
            return not failed
        return read > 0 and all(one.continuation for one in failed)

    def _open(self, request: Request, *, counts: bool = True) -> None:
        self._opened.add(request.url)
        self._number[request.meta["listing"]] += counts
        self.crawling.looks.open(request.meta["listing"])

    def _leave(self, listing: str, further: Request) -> None:
        """Leave a page for later, and say so in the run."""
        begins = f"{listing}: no more than {self.most} of its pages are opened (listing_pages)"
        with self.crawling.trying():
            if listing in self.first_looks:
                self.crawling.run.cut(f"{begins} at a first look; `warraq backfill` opens all")
            elif self.crawling.waiting_pages.add(
                listing, further.meta["waits_as"], times.now(), further.meta["resumed"]
            ):
                self.crawling.run.cut(f"{begins} by one poll; the next one goes on")
            else:
                self.crawling.run.cut(
                    f"{begins}, and {MAX_WAITING} wait: {further.url} is left out"
                )
