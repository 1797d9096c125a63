"""``Feed``: RSS, Atom and RDF feeds, broken ones included."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from crawler.items import Lead, Page
from crawler.listings.lenient_xml_parser import FEEDS, Entry
from crawler.listings.listing import (
    IsArticle,
    Listed,
    Listing,
    Stretch,
    hinted_date,
)
from crawler.listings.listing_file import ListingFile
from crawler.markup.visible_text import plain_text
from crawler.urls import number_in_query, with_query

_REGISTERED = "http://www.iana.org/assignments/relation/"


@dataclass(frozen=True)
class Feed(Listing):
    """A feed: ``Feed("feed/")``. Entries count even where the feed is cut or not well formed."""

    turns_pages: ClassVar[bool] = True

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per entry with a link. Raises ``BrokenListing`` where there is no feed."""
        file = ListingFile(page)
        entries = (one for one in file.entries() if one.name in ("item", "entry"))
        leads = [lead for entry in entries if (lead := lead_of(entry, file))]
        if not leads:
            file.demand(FEEDS, "feed")
        return Listed(leads, cut=file.cut)

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """WordPress turns the pages of its feeds by ``?paged=``; others have one page."""
        listed = self.read(page, is_article)
        dates = [lead.published_hint for lead in listed.leads if lead.published_hint]
        over = bool(dates) and max(dates) < stretch.since
        if over or not listed.leads or b"wordpress.org/?v=" not in page.body:
            return listed
        following = number_in_query(page.url, "paged") + 1
        return replace(listed, more=[with_query(page.url, paged=following)])


def lead_of(entry: Entry, file: ListingFile) -> Lead | None:
    """The lead of one entry of a feed, ``None`` without an address."""
    found = (file.address(url, entry.base, base) for url, base in _links(entry))
    url = next(filter(None, found), None)
    if url is None:
        return None
    page, title = file.page, entry.fields.get("title")
    return Lead(
        outlet=page.outlet,
        url=url,
        found_in=page.url,
        published_hint=hinted_date(entry.first("pubdate", "published", "issued", "date"), page),
        modified_hint=hinted_date(entry.first("updated", "modified", "date"), page),
        headline_hint=plain_text(title) or None if title else None,
    )


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    """What may be an entry's address, the best first, and the base that the element states.

    Where a service stands between (FeedBurner), the original's; of Atom's links the one to the page
    itself; a guid or id where it is said, or not denied, to be an address; what RDF names it by.
    """
    fields = entry.fields
    yield fields.get(":origlink", ""), ""
    links = [one for one in entry.links if one[""] == "link" and one.get("href")]
    # "alternate" is what a link without a word is
    own = [one for one in links if _relation(one) in ("alternate", "")]
    own.sort(key=lambda one: "html" not in one.get("type", "html"))
    yield fields.get("link", ""), ""
    yield from ((one["href"], one.get("xml:base", "")) for one in own)
    denied = any(one.get("ispermalink", "").lower() == "false" for one in entry.links)
    for name in ("guid", "id"):
        if not denied and fields.get(name, "").startswith(("http://", "https://")):
            yield fields[name], ""
    yield entry.about, ""


def _relation(link: dict[str, str]) -> str:
    """What a link is to its entry; Atom lets the registered words be written as addresses."""
    return link.get("rel", "alternate").strip().lower().removeprefix(_REGISTERED)
