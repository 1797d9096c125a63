"""``OutletSpider``: what all outlets share. An outlet is a subclass with attributes only."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, ClassVar, Literal

import scrapy
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.article import Article, Lead, Outcome, Page, Polled
from crawler.backfilling import ARCHIVES, ArchivePage, Turned, listing_of, turned
from crawler.errors import (
    Blocked,
    Elsewhere,
    EmptyListing,
    Gone,
    NotAnArticle,
    ServerTrouble,
    TryLater,
)
from crawler.listings import Listing, Stretch
from crawler.outcomes import outcome_of
from crawler.reading import Hints, read_article
from crawler.reading.gate import refuse_challenge
from crawler.reading.hints import Selectors
from crawler.urls import canonical, host_of

Found = Lead | Polled | Turned | Article | Outcome | Request


class OutletSpider(scrapy.Spider):
    """An outlet: its name, its home, where it lists its articles, what their addresses look like.

    ``article_url`` is a pattern searched in the canonical address; without one every address of
    the outlet may be an article and the reader's gate decides. The CSS attributes are hints.
    """

    name: str
    home: ClassVar[str]
    listings: ClassVar[tuple[Listing, ...]] = ()
    article_url: ClassVar[str | None] = None

    by_month: ClassVar[str] = ""
    """The path of the archive of a month, as ``strftime`` writes it; for a backfill."""

    arabic_name: ClassVar[str | None] = None
    city: ClassVar[str | None] = None
    kind: ClassVar[str | None] = None
    """What it is to its readers: national, regional, party paper, sport …"""
    languages: ClassVar[tuple[str, ...]] = ("ar",)
    former_homes: ClassVar[tuple[str, ...]] = ()
    """Other addresses of the same outlet: former domains, ``http`` mirrors."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Hosts that serve the same pages under the same paths: ``m.``, ``amp.``, ``static.``."""
    evidence: ClassVar[Literal["verified", "probed", "used", "claimed", "doubtful"]] = "claimed"
    """How well the way in is known: a live check, a probe, code that used it, a list that names
    it, or reports against it."""
    default: ClassVar[bool] = True
    """Whether `warraq run` crawls it unless the operator chooses."""

    body: ClassVar[Selectors] = ()
    headline: ClassVar[Selectors] = ()
    byline: ClassVar[Selectors] = ()
    published: ClassVar[Selectors] = ()
    section: ClassVar[Selectors] = ()
    tags: ClassVar[Selectors] = ()
    drop: ClassVar[Selectors] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Compile what every address is held against."""
        super().__init__(*args, **kwargs)
        self.address = self.home
        self.learned: frozenset[str] = frozenset()
        self.stretch: Stretch | None = None
        self._article_url = re.compile(self.article_url) if self.article_url else None

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "OutletSpider":
        """The spider, its home replaced where the settings name another one (``HOMES``)."""
        spider: OutletSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.address = crawler.settings.getdict("HOMES").get(cls.name, cls.home)
        if asked := crawler.settings.getdict("BACKFILL"):
            days = (datetime.fromisoformat(asked[name]) for name in ("since", "until"))
            spider.stretch = Stretch(*days)
        return spider

    # -- what the outlet is

    @property
    def hosts(self) -> set[str]:
        """The hosts that belong to the outlet."""
        own = {host_of(address) for address in (self.address, *self.former_homes)}
        return own | {alias.removeprefix("www.") for alias in self.aliases}

    def hints(self) -> Hints:
        """What the outlet tells the reader."""
        names = tuple(filter(None, (self.arabic_name, (type(self).__doc__ or "").strip("« »."))))
        return Hints(
            self.body, self.headline, self.byline, self.published,
            self.section, self.tags, self.drop, names, self.learned,
        )  # fmt: skip

    def owns(self, url: str) -> bool:
        """Whether an address is the outlet's."""
        return host_of(url) in self.hosts

    def is_article(self, url: str) -> bool:
        """Whether an address can be an article of the outlet."""
        try:
            address = self.canonical(url)
        except ValueError:  # no address at all
            return False
        if not self.owns(address) or address.rstrip("/") == self.canonical(self.address).rstrip(
            "/"
        ):
            return False
        return self._article_url is None or bool(self._article_url.search(address))

    def canonical(self, url: str) -> str:
        """The one form of an address by which an article is known again.

        ``http`` and ``https`` of the outlet's host are one, and so are its aliases.
        """
        address = canonical(url)
        if host_of(address) in {host_of(self.address), *self.aliases}:
            scheme, _, rest = address.partition("://")
            home = canonical(self.address).partition("://")
            return f"{home[0]}://{home[2].partition('/')[0]}/{rest.partition('/')[2]}"
        return address

    # -- the crawl: start, listing, article

    async def start(self) -> AsyncIterator[Request]:
        """One request per listing; the archive holds back those that are not due.

        A backfill's requests come from the archive, which knows how far it got.
        """
        if self.stretch:
            return
        for listing in self.listings:
            yield self.listing_request(listing, listing.address(self.address))

    def listing_request(self, listing: Listing, url: str, page: int = 1) -> Request:
        """A request for a page of a listing."""
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.went_wrong,
            cb_kwargs={"listing": listing, "page": page},
            meta={"listing": listing.address(self.address), "listing_page": page},
            priority=10,
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

    def parse_listing(self, response: Response, listing: Listing, page: int) -> Iterator[Found]:
        """The leads of a listing page, how it went, and its further pages."""
        address = listing.address(self.address)
        if response.status == 304:
            yield Polled(self.name, address, 0, modified=False)
            return
        refuse_status(response)
        listed = listing.read(page_of(self.name, response), self.is_article)
        if not listed.leads and not listed.more:
            raise EmptyListing(f"{response.url} lists no article")
        yield from listed.leads
        yield Polled(
            self.name, address, len(listed.leads), continuation=page > 1,
            etag=header(response, "ETag"), last_modified=header(response, "Last-Modified"),
            body_hash=sha256(response.body).hexdigest(),
        )  # fmt: skip
        for url in listed.more:
            yield self.listing_request(listing, url, page + 1)

    def archive_request(self, page: ArchivePage) -> Request:
        """A request for a page of a backfill."""
        return Request(
            page.url,
            callback=self.parse_archive,
            errback=self.went_wrong,
            cb_kwargs={"page": page},
            meta={"archive_page": page},
            dont_filter=True,
        )

    def parse_archive(self, response: Response, page: ArchivePage) -> Iterator[Found]:
        """The leads of a page of a backfill; one that does not exist is the end of its way."""
        assert self.stretch is not None
        if response.status in (400, 404, 410) and (page.found_in or page.tier == ARCHIVES):
            yield Turned(page)
            return
        refuse_status(response)
        listing = listing_of(page, self.listings, self.address)
        listed = listing.read_back(page_of(self.name, response), self.is_article, self.stretch)
        yield from (lead for lead in listed.leads if self.stretch.holds(lead))
        yield turned(page, listed)

    def parse_article(self, response: Response, lead: Lead) -> Iterator[Found]:
        """The article on a page, or how it ended."""
        if response.status == 304:
            yield Outcome(self.name, lead.url, "not_modified")
            return
        if not self.owns(response.url):
            raise Elsewhere(f"{lead.url} leads to another site: {response.url}")
        refuse_status(response)
        home = self.canonical(self.address).rstrip("/")
        if self.canonical(response.url).rstrip("/") == home:
            raise Gone(f"{lead.url} leads to the home page")
        article = self.read(page_of(self.name, response), lead)
        yield replace(article, url=self.article_address(article))

    def article_address(self, article: Article) -> str:
        """The address an article is kept under: its own canonical one where that is sound."""
        stated = article.canonical_url
        if stated and self.owns(stated) and self._article_url and self.is_article(stated):
            return self.canonical(stated)
        return self.canonical(article.url)

    def read(self, page: Page, lead: Lead) -> Article:
        """The article of a page; the odd outlet overrides this."""
        return read_article(page, self.hints(), lead)

    def went_wrong(self, failure: Failure) -> Iterator[Polled | Turned | Outcome]:
        """How a request ended that got no response."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield outcome_of(self.name, request, failure.value)


def page_of(outlet: str, response: Response) -> Page:
    """A response as the reader takes it."""
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
    }
    return Page(outlet, response.url, datetime.now(UTC), response.status, headers, response.body)


def header(response: Response, name: str) -> str | None:
    """One header as text."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def refuse_status(response: Response) -> None:
    """Raise what a status other than 200 means."""
    status = response.status
    if status == 200:
        return
    if status in (403, 429, 503):  # a challenge comes with any of these
        refuse_challenge(response.body.decode("latin-1"))
    if status in (404, 410):
        raise Gone(f"{response.url} answers {status}")
    if status in (429, 503):
        raise TryLater(f"{response.url} answers {status}", _retry_after(response))
    if status in (401, 403, 406, 451):
        raise Blocked(f"{response.url} answers {status}")
    if status in (400, 405, 414):
        raise NotAnArticle(f"{response.url} answers {status}")
    raise ServerTrouble(f"{response.url} answers {status}")


def _retry_after(response: Response) -> float | None:
    """The seconds that a Retry-After header asks for."""
    value = header(response, "Retry-After")
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:  # neither seconds nor a date: as if it were absent
        return None
    return max(0.0, (at - datetime.now(at.tzinfo or UTC)).total_seconds())
