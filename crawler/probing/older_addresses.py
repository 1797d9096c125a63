"""The oldest addresses of a site and those of its middle: sites change the form of their addresses.

A pattern that is inferred from the newest hundred says nothing of the years before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.errors import OutletError
from crawler.http.client import CannotFetch
from crawler.items import Lead, Page
from crawler.listings import Listing, NewsSitemap, SitemapIndex, WordPressAPI
from crawler.probing.listing_discovery import Fetcher, TriedListing
from crawler.urls import with_query

MAX_OF_A_SITEMAP = 60
"""Addresses of one old sitemap that are looked at: its first, its last and some between."""
_ALL = 1_000_000
"""Child sitemaps: every one, so that the oldest is among them."""


def older_leads(ways: Sequence[TriedListing], home: str, visitor: Fetcher) -> list[Lead]:
    """Leads from the oldest and the middle page of each API and each index of sitemaps."""
    found: list[Lead] = []
    for way in ways:
        if isinstance(way.listing, WordPressAPI):
            found += _older_posts(way.listing, home, visitor)
        elif isinstance(way.listing, SitemapIndex):
            found += _older_children(way.listing, home, visitor)
    return found


def _older_posts(listing: WordPressAPI, home: str, visitor: Fetcher) -> Iterator[Lead]:
    """The posts of the last page and of the one in the middle."""
    address = listing.address(home)
    ascending = _fetched(with_query(address, order="asc"), visitor)
    if ascending is None:
        return
    yield from _read(listing, ascending)
    stated = ascending.headers.get("x-wp-totalpages", "")
    pages = int(stated) if stated.isdecimal() else 1
    # the last page too: some servers turn the order round for nobody
    for number in sorted({pages // 2 + 1, pages} - {1}):
        if page := _fetched(with_query(address, page=number), visitor):
            yield from _read(listing, page)


def _older_children(listing: SitemapIndex, home: str, visitor: Fetcher) -> Iterator[Lead]:
    """Addresses of the oldest child sitemap and of the one in the middle."""
    index = _fetched(listing.address(home), visitor)
    children = replace(listing, newest=_ALL).read(index, lambda _: True).more if index else []
    for place in sorted({len(children) // 2, len(children) - 1} - {0, -1}):
        if page := _fetched(children[place], visitor):
            yield from _spread(_read(NewsSitemap(listing.path), page))


def _fetched(address: str, visitor: Fetcher) -> Page | None:
    try:
        return visitor.fetch(address)
    except CannotFetch:  # the newest page answered: the pattern rests on less then
        return None


def _read(listing: Listing, page: Page) -> list[Lead]:
    try:
        return listing.read(page, lambda _: True).leads
    except OutletError:
        return []


def _spread(leads: Sequence[Lead]) -> list[Lead]:
    """Some of many leads: the first, the last and such as lie evenly between."""
    if len(leads) <= MAX_OF_A_SITEMAP:
        return list(leads)
    last, steps = len(leads) - 1, MAX_OF_A_SITEMAP - 1
    return [leads[place * last // steps] for place in range(MAX_OF_A_SITEMAP)]
