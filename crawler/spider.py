"""``OutletSpider``: how outlets are crawled. One outlet is a subclass with attributes only."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.errors import (
    LEADS_ELSEWHERE,
    LEADS_HOME,
    Elsewhere,
    EmptyListing,
    FurtherPage,
    Gone,
    OutletError,
)
from crawler.failure_classification import describe, outcome_of
from crawler.http.response_to_page import header, page_of, refuse_status
from crawler.items import (
    HOME_LOOK,
    Article,
    ArticleOfPages,
    HomeLook,
    Lead,
    Outcome,
    Page,
    PollResult,
)
from crawler.listings import Listed, Listing, Stretch
from crawler.listings.backfill_pages import (
    ARCHIVES,
    ArchivePage,
    BackfillPageResult,
    listing_of,
    page_result,
)
from crawler.listings.chronological_order_detection import newest_first
from crawler.listings.pagination_drift import AGAIN, PageTurning, once_more, past_the_end
from crawler.listings.wordpress import OVERLAP
from crawler.outlet import Outlet
from crawler.reading.limits import limited
from crawler.urls import host_of
from crawler.wordpress_post_id import stated_post

if TYPE_CHECKING:
    from crawler.multipage_article_walk import PageWalk

LISTINGS_FIRST = 100_000
"""The priority of a listing's page; its further pages follow each other below it, all before any
article."""
NO_SUCH_PAGE = (400, 404, 410)
"""How servers answer where a listing has no further page; WordPress says 400."""
Ending = PollResult | BackfillPageResult | HomeLook | Outcome
Found = Lead | Ending | Article | ArticleOfPages | Request


def _room_for(listing: Listing) -> dict[str, int]:
    """What tells Scrapy that an answer may be larger than others."""
    return {"download_maxsize": listing.max_bytes} if listing.max_bytes else {}


class OutletSpider(Outlet, scrapy.Spider):
    """The spider of an outlet: requests for its listings and articles, and their errors."""

    name: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An outlet that can be crawled; ``stretch`` is set for a backfill."""
        scrapy.Spider.__init__(self, *args, **kwargs)
        Outlet.__init__(self)
        self.stretch: Stretch | None = None
        self.turning = PageTurning()

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "OutletSpider":
        """The spider, its home replaced where the settings name another one (``HOMES``)."""
        spider: OutletSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.address = crawler.settings.getdict("HOMES").get(cls.name, cls.home)
        if asked := crawler.settings.getdict("BACKFILL"):
            days = (datetime.fromisoformat(asked[name]) for name in ("since", "until"))
            spider.stretch = Stretch(*days)
        return spider

    # -- the crawl: start, listing, article

    async def start(self) -> AsyncIterator[Request]:
        """One request per listing; the archive holds back those that are not due.

        A backfill's requests come from the archive, which knows how far it got.
        """
        if self.stretch:
            return
        for listing in self.listings:
            for way in listing.ways():
                yield self.listing_request(way, way.address(self.address))

    def listing_request(
        self, listing: Listing, url: str, page: int = 1, listed_at: datetime | None = None,
        found_in: str = "", *, again: bool = False,
    ) -> Request:  # fmt: skip
        """A request for a page of a listing, which was last read to its end at ``listed_at``.

        ``found_in`` is the page that led to it; ``again``: it was read, and may show more now.
        """
        meta = {"listing": listing.address(self.address), "listing_page": page}
        meta |= {"found_in": found_in, "again": again}
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.went_wrong,
            cb_kwargs={"listing": listing, "page": page},
            meta=meta | {"listed_at": listed_at} | _room_for(listing),
            priority=LISTINGS_FIRST,
            dont_filter=True,
        )  # fmt: skip

    def article_request(self, lead: Lead, headers: dict[str, str] | None = None) -> Request:
        """A request for the article behind a lead."""
        return Request(
            lead.url,
            callback=self.parse_article,
            errback=self.went_wrong,
            cb_kwargs={"lead": lead},
            headers=headers,
            meta={"lead": lead},
            dont_filter=True,
        )

    def home_request(self) -> Request:
        """A request for the home page, to see whether the outlet has moved."""
        return Request(
            self.address,
            callback=self.parse_home,
            errback=self.went_wrong,
            meta={HOME_LOOK: True},
            dont_filter=True,
        )

    def parse_home(self, response: Response) -> Iterator[Found]:
        """The outlet is where it was, whatever its home page shows."""
        yield HomeLook(self.name)

    def parse_listing(self, response: Response, listing: Listing, page: int) -> Iterator[Found]:
        """The leads of a listing page, how it went, and its further pages."""
        address = listing.address(self.address)
        if response.status == 304:
            yield PollResult(self.name, address, 0, modified=False)
            return
        if page > 1 and response.status in NO_SUCH_PAGE:  # past the end is the end
            yield PollResult(self.name, address, 0, continuation=True)
            if listing.turns_pages and not response.meta.get("again"):
                # what stood on it may stand on the page before now
                yield from self._once_more(response, listing, page, response.meta.get("found_in"))
            return
        refuse_status(response)
        body_hash = sha256(response.body).hexdigest()
        if page == 1 and body_hash == response.meta.get("read_hash"):
            yield PollResult(self.name, address, 0, modified=False, body_hash=body_hash)
            return
        try:
            fetched = page_of(self.name, response)
            listed = limited(lambda: listing.read(fetched, self.is_article))
        except EmptyListing:
            if page == 1:
                raise
            listed = Listed([])  # a page past the last one, of a server that has no 404
        empty = page == 1 and not listed.leads and not listed.more
        if empty and not listing.may_be_empty(response.url):
            raise EmptyListing(f"{response.url} lists no article")
        again, pushed = "", self.turning.pushed(address, listed)
        if listing.turns_pages:
            listed, again = self._turned(response, listing, listed)
        yield from newest_first(listed.leads, listing.oldest_first)
        yield PollResult(
            self.name, address, len(listed.leads), continuation=page > 1,
            etag=header(response, "ETag"), last_modified=header(response, "Last-Modified"),
            body_hash=body_hash, cut=listed.cut, stated=listed.stated,
        )  # fmt: skip
        since = response.meta.get("listed_at")
        changed = takewhile(lambda one: since and one[0] > since - OVERLAP, listed.rest)
        for place, url in enumerate((*listed.more, *(url for _, url in changed))):
            further = self.listing_request(listing, url, page + 1, since, response.url)
            further.meta["pushed"] = pushed
            # the newest part first: of equals Scrapy takes the last, and what comes first is newest
            further.priority -= place
            yield further
        yield from self._once_more(response, listing, page, again)

    def _turned(self, response: Response, listing: Listing, listed: Listed) -> tuple[Listed, str]:
        """A page of a poll as it is to be taken, and the address of one to be read once more."""
        if response.meta.get("again"):
            return self.turning.turned_again(response.url, listed)
        found_in, clean = response.meta.get("found_in") or "", not listing.names_others
        address = listing.address(self.address)
        return self.turning.turned(response.url, found_in, address, listed, clean=clean)

    def _once_more(
        self, response: Response, listing: Listing, page: int, url: str | None
    ) -> Iterator[Request]:
        """A request for a page that a deletion may have drawn articles onto since it was read.

        Not for one that the next poll reads anyway: its first, where it asks for no time.
        """
        if url and url != listing.address(self.address):
            since = response.meta.get("listed_at")
            yield self.listing_request(listing, url, page, since, again=True)

    def archive_request(self, page: ArchivePage) -> Request:
        """A request for a page of a backfill."""
        return Request(
            page.url,
            callback=self.parse_archive,
            errback=self.went_wrong,
            cb_kwargs={"page": page},
            meta={"archive_page": page} | _room_for(listing_of(page, self.listings, self.address)),
            dont_filter=True,
        )

    def parse_archive(self, response: Response, page: ArchivePage) -> Iterator[Found]:
        """The leads of a page of a backfill; one that does not exist is the end of its way."""
        stretch = self.stretch
        assert stretch is not None
        if response.status in NO_SUCH_PAGE and (page.found_in or page.tier == ARCHIVES):
            yield BackfillPageResult(page, more=past_the_end(page))
            return
        refuse_status(response)
        listing = listing_of(page, self.listings, self.address)
        try:
            fetched = page_of(self.name, response)
            listed = limited(lambda: listing.read_back(fetched, self.is_article, stretch))
        except EmptyListing:
            if not page.found_in:
                raise
            listed = Listed([])
        yield from (lead for lead in listed.leads if stretch.holds(lead))
        again = ""
        if page.url.endswith(AGAIN):
            listed, again = self.turning.turned_again(page.url.removesuffix(AGAIN), listed)
        elif listing.turns_pages:
            clean = not listing.names_others
            listed, again = self.turning.turned(
                page.url, page.found_in, page.listing, listed, clean=clean
            )
        yield page_result(page, listed, stretch, once_more(page, again))

    def parse_article(self, response: Response, lead: Lead) -> Iterator[Found]:
        """The article on a page, or how it ended."""
        if response.status == 304:
            yield Outcome(self.name, lead.url, "not_modified")
            return
        if not self.owns(response.url):
            raise Elsewhere(
                f"{lead.url} leads to another site: {response.url}", host_of(response.url)
            )
        refuse_status(response)
        home = self.canonical(self.address).rstrip("/")
        if self.canonical(response.url).rstrip("/") == home:
            raise Gone(LEADS_HOME.format(address=lead.url))
        page = page_of(self.name, response)
        lead = self._with_post(lead, page)
        assert response.request is not None
        response.request.meta["lead"] = lead
        try:
            article = self.read_in_time(page, lead)
        except FurtherPage as found:
            yield replace(lead, url=found.first, watched=False)
            yield Outcome(self.name, lead.url, "alias", str(found), page_of=found.first)
            return
        if article.pages:
            from crawler.multipage_article_walk import PageWalk  # it loads the reader

            yield self.next_page(PageWalk(page, article, response.request.url), lead)
            return
        yield self._at_its_address(article)

    def _at_its_address(self, article: Article) -> Article:
        """An article under the address that it is kept under: most often the page's own."""
        address = self.article_address(article)
        return article if article.url == address else replace(article, url=address)

    def _with_post(self, lead: Lead, page: Page) -> Lead:
        """A lead with the number of the post that its page is. Raises ``Gone`` for another's.

        WordPress guesses: the address of a post that was deleted leads to one of a like slug.
        """
        stated = stated_post(page) if self.post_url else None
        if stated is None or not self.names_of(page.url, stated):  # a mirror counts for itself
            return lead
        led_away = self.canonical(page.url) != self.canonical(lead.url)
        if led_away and lead.post_id not in (None, stated):
            raise Gone(LEADS_ELSEWHERE.format(address=lead.url, other=self.canonical(page.url)))
        return lead if lead.post_id else replace(lead, post_id=stated)

    # -- an article of several pages: one request after the other, then all are read as one

    def next_page(self, walk: "PageWalk", lead: Lead) -> Request | ArticleOfPages:
        """The request for an article's next page; the article where there is none left."""
        address = walk.next_address()
        if address is None:
            article = self.read_in_time(walk.whole, lead)
            article = self._at_its_address(article)
            return ArticleOfPages(article, lead, walk.requested, walk.fetched)
        return Request(
            address,
            callback=self.parse_part,
            errback=self.part_went_wrong,
            cb_kwargs={"walk": walk, "lead": lead},
            meta={"lead": lead, "part": walk.number},
            priority=5,  # an article is finished before the next one is begun
            dont_filter=True,
        )

    def parse_part(
        self, response: Response, walk: "PageWalk", lead: Lead
    ) -> Iterator[Request | ArticleOfPages]:
        """What follows a further page of an article, whether that is there or missing."""
        assert response.request is not None
        try:
            if not walk.is_asked(self.canonical(response.url)):
                raise Elsewhere(f"it leads to {response.url}")
            refuse_status(response)
            part = page_of(self.name, response)
            walk.take(part, self.hints(), response.request.url)
        except OutletError as error:
            walk.miss(*describe(error), requested=response.request.url)
        yield self.next_page(walk, lead)

    def part_went_wrong(self, failure: Failure) -> Iterator[Request | ArticleOfPages | Outcome]:
        """What follows a further page that got no response."""
        request: Request = failure.request  # type: ignore[attr-defined]
        walk, lead = request.cb_kwargs["walk"], request.cb_kwargs["lead"]
        walk.miss(*describe(failure.value))
        try:
            yield self.next_page(walk, lead)
        except OutletError as error:
            yield outcome_of(self.name, request, error)  # type: ignore[misc]

    def read_in_time(self, page: Page, lead: Lead) -> Article:
        """The article of a page within the limits of time. Raises ``OutOfBounds`` beyond them."""
        import crawler.reading.reader  # noqa: F401  # before the page's own time begins

        return limited(lambda: self.read(page, lead))

    def read(self, page: Page, lead: Lead) -> Article:
        """The article of a page; the odd outlet overrides this."""
        # most commands that load outlets read no page: the reader is a quarter of what both take
        from crawler.reading.reader import read_article

        return read_article(page, self.hints(), lead)

    def went_wrong(self, failure: Failure) -> Iterator[Ending]:
        """The outcome of a request that got no response."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield outcome_of(self.name, request, failure.value)
