"""``warraq check``: an outlet's listings and some of its articles, fetched and read today."""

from dataclasses import dataclass

from crawler.errors import OutletError
from crawler.http.client import CannotFetch, Visitor
from crawler.items import NOTICEABLE_LEADS, NOTICEABLE_SHARE, Lead, Page
from crawler.listings import Listing
from crawler.reading.limits import limited
from crawler.reading.refusals.gate import refuse_challenge
from crawler.spider import OutletSpider


@dataclass(frozen=True, slots=True)
class ListingCheck:
    """A listing's number of addresses, of those that can be articles, and of these with a date."""

    kind: str
    path: str
    links: int = 0
    articles: int = 0
    dated: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """An article's number of words and the sources of body and date, or what went wrong."""

    url: str
    words: int = 0
    body_source: str = ""
    published_source: str | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class OutletCheck:
    """An outlet as it answers today."""

    outlet: str
    listings: tuple[ListingCheck, ...]
    pages: tuple[PageCheck, ...]

    @property
    def works(self) -> bool:
        """Whether at least one listing leads to at least one article that can be read."""
        return any(page.words for page in self.pages)

    @property
    def verdict(self) -> str:
        """``works``, ``works in part`` or ``does not work``."""
        if not self.works:
            return "does not work"
        troubled = any(one.trouble for one in self.listings) or any(
            one.trouble for one in self.pages
        )
        return "works in part" if troubled else "works"


def check(spider: OutletSpider, visitor: Visitor, max_articles: int) -> OutletCheck:
    """An outlet's listings and at most ``max_articles`` of its articles, read; nothing kept."""
    listings, leads = list[ListingCheck](), dict[str, Lead]()
    for listing in spider.listings:
        checked, found = _check_listing(spider, visitor, listing)
        listings.append(checked)
        for lead in found[:2]:  # a few of each listing, so that each is seen to lead somewhere
            leads.setdefault(spider.canonical(lead.url), lead)
    pages = [_check_page(spider, visitor, lead) for lead in list(leads.values())[:max_articles]]
    return OutletCheck(spider.name, tuple(listings), tuple(pages))


def _check_listing(
    spider: OutletSpider, visitor: Visitor, listing: Listing
) -> tuple[ListingCheck, list[Lead]]:
    try:
        page = visitor.fetch(listing.address(spider.address), spider.name, listing.max_bytes)
        listed = limited(lambda: listing.read(page, spider.is_article))
        if listed.more and not listed.leads:  # an index: its newest part says more
            newest = visitor.fetch(listed.more[0], spider.name, listing.max_bytes)
            listed = limited(lambda: listing.read(newest, spider.is_article))
    except (CannotFetch, OutletError) as error:
        return ListingCheck(listing.kind, listing.path, trouble=str(error)), []
    refused = [spider.refused(lead) for lead in listed.leads]
    good = [lead for lead, ending in zip(listed.leads, refused, strict=True) if ending is None]
    by_pattern = sum(ending is not None and ending.ground == "pattern" for ending in refused)
    dated = sum(lead.published_hint is not None for lead in good)
    trouble = "" if good else "no address on it can be an article of this outlet"
    if good and by_pattern >= max(NOTICEABLE_LEADS, NOTICEABLE_SHARE * len(refused)):
        trouble = f"article_url refuses {by_pattern} of its {len(refused)} addresses"
    return ListingCheck(
        listing.kind, listing.path, len(listed.leads), len(good), dated, trouble
    ), good


def _check_page(spider: OutletSpider, visitor: Visitor, lead: Lead) -> PageCheck:
    try:
        page: Page = visitor.fetch(lead.url, spider.name, own=spider.owns)
        refuse_challenge(page.body.decode("latin-1"))
        article = spider.read_in_time(page, lead)
    except (CannotFetch, OutletError) as error:
        return PageCheck(lead.url, trouble=str(error))
    return PageCheck(
        lead.url, article.word_count, article.body_source, article.published_source,
        "" if article.published_at else "no date found",
    )  # fmt: skip
