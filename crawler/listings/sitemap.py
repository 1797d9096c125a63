"""``NewsSitemap`` and ``SitemapIndex``: XML or text, gzip or not, to the protocol's size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import ClassVar

from crawler.errors import BrokenListing
from crawler.items import Lead, Page
from crawler.listings.feed import lead_of
from crawler.listings.lenient_xml_parser import FEEDS, SITEMAPS, Entry
from crawler.listings.listing import (
    IsArticle,
    Listed,
    Listing,
    Stretch,
    also_said,
    hinted_date,
)
from crawler.listings.listing_bytes import MAX_LISTING_BYTES
from crawler.listings.listing_file import ListingFile
from crawler.markup.visible_text import plain_text

MAX_CHILDREN = 50_000
"""Child sitemaps that a backfill opens: as many as the protocol allows an index."""
NEWEST_CHILDREN = 2
"""Child sitemaps of an index that one poll opens: the newest ones; a backfill opens all."""
_NEWS_FIELDS = (":publication_date", ":title")
"""Of the news extension, under another prefix than the entry's: only articles may carry it."""
MIN_SAME_CHANGES, ONE_MOMENT = 20, timedelta(minutes=2)
"""So many addresses that all changed within this time were not changed: the sitemap was."""
WHOLE = "#whole"
"""Stands behind the address of a sitemap of which all is read."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class NewsSitemap(Listing):
    """A sitemap of articles, with or without the news extension; plain text and feeds are some."""

    max_bytes: ClassVar[int] = MAX_LISTING_BYTES

    oldest_first: ClassVar[bool] = True

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per address, with dates and headline where the sitemap has them.

        Raises ``BrokenListing`` where it is an index: its own answer would tell nothing new.
        """
        sitemap = _Sitemap(page)
        listed = sitemap.listed()
        if sitemap.children and not listed.leads:
            raise BrokenListing(
                f"{page.url} is an index of {len(sitemap.children)} sitemaps and no sitemap of"
                " articles: the outlet's file should name a SitemapIndex"
            )
        return listed

    def presence(self) -> Listing | None:
        """All of it."""
        return WholeSitemap(self.path)


@dataclass(frozen=True)
class SitemapIndex(Listing):
    """An index of sitemaps; ``children`` is a pattern of those that hold articles."""

    children: str = ""
    newest: int = NEWEST_CHILDREN

    oldest_first: ClassVar[bool] = True
    conditional: ClassVar[bool] = False
    tier: ClassVar[int] = 1
    max_bytes: ClassVar[int] = MAX_LISTING_BYTES

    def presence(self) -> Listing | None:
        """All of its children."""
        return WholeSitemap(self.path, self.children)

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The newest child sitemaps as further pages; leads where the page is a sitemap itself.

        The others that state when they changed are the ``rest``: after a pause more than the newest
        have news.
        """
        sitemap = _Sitemap(page)
        listed = sitemap.listed()
        children = self._newest_first(sitemap)
        rest = [(at, url) for at, url in children[self.newest :] if at > _NEVER]
        if rest and children[0][0] - rest[-1][0] < ONE_MOMENT:
            rest = []  # what was written at one moment says nothing of any of them
        return replace(listed, more=[url for _, url in children[: self.newest]], rest=rest)

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """All children, but those that say that nothing in them is new enough.

        The last part first: what is deleted meanwhile draws everything behind it forward, onto a
        part that is yet to be read.
        """
        sitemap = _Sitemap(page)
        listed = sitemap.listed()
        children = [
            url for at, url in self._newest_first(sitemap) if at == _NEVER or at >= stretch.since
        ]
        return _with_children(listed, children, page)

    def _newest_first(self, sitemap: "_Sitemap") -> list[tuple[datetime, str]]:
        """The children with their dates; without these the numbering tells: the last is newest."""
        children = [one for one in sitemap.children if re.search(self.children, one[0])]
        dated = [
            (hinted_date(lastmod, sitemap.page) or _NEVER, place, url)
            for place, (url, lastmod) in enumerate(children)
        ]
        return [(at, url) for at, _, url in sorted(dated, reverse=True)]


@dataclass(frozen=True)
class WholeSitemap(Listing):
    """All addresses of a sitemap, as the articles that it no longer names are looked for."""

    children: str = ""

    max_bytes: ClassVar[int] = MAX_LISTING_BYTES

    def address(self, home: str) -> str:
        """The address, with a mark that tells its polls from those of the newest children."""
        return f"{super().address(home)}{WHOLE}"

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The leads, or all children."""
        sitemap = _Sitemap(page)
        listed = sitemap.listed()
        children = [url for url, _ in sitemap.children if re.search(self.children, url)]
        return _with_children(listed, children, page)


def _with_children(listed: Listed, children: list[str], page: Page) -> Listed:
    """What a page lists, with all children; above ``MAX_CHILDREN`` they are cut, and it says so."""
    if len(children) > MAX_CHILDREN:
        cut = f"{page.url} lists more than {MAX_CHILDREN} sitemaps: the rest is not read"
        listed = replace(listed, cut=also_said(listed.cut, cut))
    return replace(listed, more=children[:MAX_CHILDREN])


class _Sitemap:
    """A sitemap as its file holds it: leads, and children with their ``lastmod``."""

    def __init__(self, page: Page) -> None:
        self.page, self.file = page, ListingFile(page)
        self.children: list[tuple[str, str | None]] = []
        # many addresses share a day, or the moment at which the file was written
        self.date = lru_cache(maxsize=1_000)(lambda value: hinted_date(value, page))

    def listed(self) -> Listed:
        """The leads. Raises ``BrokenListing`` where the file is no sitemap.

        Some programs write the time at which they wrote the sitemap as ``lastmod`` of every
        address: that says nothing of any of them.
        """
        leads = list(self._leads())
        if not (leads or self.children or self.file.is_text):
            self.file.demand(SITEMAPS | FEEDS, "sitemap")
        changes = [lead.modified_hint for lead in leads if lead.modified_hint]
        if len(changes) >= MIN_SAME_CHANGES and max(changes) - min(changes) < ONE_MOMENT:
            leads = [replace(lead, modified_hint=None) for lead in leads]
        return Listed(leads, cut=self.file.cut)

    def _leads(self) -> Iterator[Lead]:
        for entry in self.file.entries():
            if entry.name in ("item", "entry"):
                if lead := lead_of(entry, self.file):
                    yield lead
            elif url := self.file.address(entry.first("loc")):
                if entry.name == "url":
                    yield self._lead(entry, url)
                else:
                    self.children.append((url, entry.first("lastmod")))

    def _lead(self, entry: Entry, url: str) -> Lead:
        """The lead of one entry; ``lastmod`` is a hint of change, never a date of birth."""
        title = entry.first("title")
        return Lead(
            outlet=self.page.outlet,
            url=url,
            found_in=self.page.url,
            published_hint=self.date(entry.first("publication_date")),
            modified_hint=self.date(entry.first("lastmod")),
            headline_hint=plain_text(title) if title else None,
            certain=self.file.has_news and any(name in entry.fields for name in _NEWS_FIELDS),
        )
