"""``OutletSpider``: what all outlets share. An outlet is a subclass with attributes only."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Literal

import scrapy
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.article import Article, Lead, Outcome, Page, Polled
from crawler.backfilling import ARCHIVES, ArchivePage, Turned, listing_of, turned
from crawler.errors import Elsewhere, EmptyListing, Gone
from crawler.listings import Listed, Listing, Stretch
from crawler.outcomes import outcome_of
from crawler.reading import Hints, read_article
from crawler.reading.hints import Selectors
from crawler.responses import header, page_of, refuse_status
from crawler.urls import canonical, host_of

NO_SUCH_PAGE = (400, 404, 410)
"""How servers answer where a listing has no further page; WordPress says 400."""
Found = Lead | Polled | Turned | Article | Outcome | Request


class OutletSpider(scrapy.Spider):
    """An outlet: its name, its home, where it lists its articles, what their addresses look like.

    ``article_url`` is a pattern searched in the canonical address; without one every address of
    the outlet may be an article and the reader's gate decides. Where it has a group ``id``, two
    addresses with the same id are one article, whatever their slugs say. The CSS attributes are
    hints.
    """

    name: str
    home: ClassVar[str]
    listings: ClassVar[tuple[Listing, ...]] = ()
    article_url: ClassVar[str | None] = None

    post_url: ClassVar[str | None] = None
    """Addresses that give only an article's number in the outlet's database, as group ``id``."""

    by_month: ClassVar[str] = ""
    """The path of the archive of a month, as ``strftime`` writes it; for a backfill."""
    by_id: ClassVar[str] = ""
    """The path of an article that its id alone gives, ``{}.html``; a backfill's last resort."""

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
    javascript: ClassVar[str] = ""
    """What of it only JavaScript shows, and is therefore not read."""
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
        self.page_before: dict[str, set[str]] = {}
        self._article_url = re.compile(self.article_url) if self.article_url else None
        self._post_url = re.compile(self.post_url) if self.post_url else None

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
        patterns = filter(None, (self._article_url, self._post_url))
        return self._article_url is None or any(one.search(address) for one in patterns)

    def names_of(self, url: str, post_id: str | None = None) -> tuple[str, ...]:
        """By what else an article is known than by its address: its id there, its post's number.

        Two addresses with a name in common are one article.
        """
        address = self.canonical(url)
        own = host_of(address) == host_of(self.canonical(self.address))
        place = "" if own else f"{host_of(address)} "
        found = [f"id {place}{id}"] if (id := _id_in(self._article_url, address)) else []
        if own and (number := post_id or _id_in(self._post_url, address)):
            found.append(f"post {number}")
        return tuple(found)

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
            for way in listing.ways():
                yield self.listing_request(way, way.address(self.address))

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
        if page > 1 and response.status in NO_SUCH_PAGE:  # past the end is the end
            yield Polled(self.name, address, 0, continuation=True)
            return
        refuse_status(response)
        body_hash = sha256(response.body).hexdigest()
        if page == 1 and body_hash == response.meta.get("read_hash"):
            yield Polled(self.name, address, 0, modified=False, body_hash=body_hash)
            return
        listed = listing.read(page_of(self.name, response), self.is_article)
        if not listed.leads and not listed.more and not listing.may_be_empty(response.url):
            raise EmptyListing(f"{response.url} lists no article")
        yield from listed.leads
        yield Polled(
            self.name, address, len(listed.leads), continuation=page > 1,
            etag=header(response, "ETag"), last_modified=header(response, "Last-Modified"),
            body_hash=body_hash,
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
        if response.status in NO_SUCH_PAGE and (page.found_in or page.tier == ARCHIVES):
            yield Turned(page)
            return
        refuse_status(response)
        listing = listing_of(page, self.listings, self.address)
        listed = listing.read_back(page_of(self.name, response), self.is_article, self.stretch)
        yield from (lead for lead in listed.leads if self.stretch.holds(lead))
        listed = self._unless_again(page, listed)
        yield turned(page, listed, self.stretch)

    def _unless_again(self, page: ArchivePage, listed: Listed) -> Listed:
        """What was listed, without further pages where it is the page before once more.

        Servers that do not turn pages answer with the first one for ever.
        """
        urls, before = {lead.url for lead in listed.leads}, self.page_before.get(page.listing)
        self.page_before[page.listing] = urls
        again = before is not None and urls <= before
        return Listed(listed.leads) if again and page.found_in else listed

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
        """The address an article is kept under: its own canonical one where that is sound.

        One that carries the id of another article is not: some sites state one address everywhere.
        """
        stated, own = article.canonical_url, self.canonical(article.url)
        if not (stated and self._article_url and self.owns(stated) and self.is_article(stated)):
            return own
        address = self.canonical(stated)
        ids = {_id_in(self._article_url, url) for url in (own, address)} - {None}
        return address if self._article_url.search(address) and len(ids) < 2 else own

    def read(self, page: Page, lead: Lead) -> Article:
        """The article of a page; the odd outlet overrides this."""
        return read_article(page, self.hints(), lead)

    def went_wrong(self, failure: Failure) -> Iterator[Polled | Turned | Outcome]:
        """How a request ended that got no response."""
        request: Request = failure.request  # type: ignore[attr-defined]
        yield outcome_of(self.name, request, failure.value)


def _id_in(pattern: re.Pattern[str] | None, address: str) -> str | None:
    """What a pattern's group ``id`` holds in an address; ``None`` where there is no such group."""
    if pattern is None or "id" not in pattern.groupindex:
        return None
    match = pattern.search(address)
    return match["id"] if match else None
