"""``NewsSitemap`` and ``SitemapIndex``: streamed, bounded, entity-safe, gzip or not."""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from lxml import etree

from crawler.article import Lead, Page
from crawler.errors import BrokenListing
from crawler.listings.listing import MAX_LEADS, IsArticle, Listed, Listing, Stretch, hinted_date
from crawler.listings.sound_xml import sound_xml
from crawler.markup.source_bounds import refuse_endless_tags
from crawler.markup.visible_text import plain_text

MAX_SITEMAP_BYTES = 60_000_000
"""The protocol allows 50 MB a sitemap, uncompressed."""
MAX_CHILDREN = 10_000
"""Child sitemaps that a backfill opens; with 1,000 addresses each that is more than any outlet."""
NEWEST_CHILDREN = 2
"""Child sitemaps of an index that one poll opens: the newest ones; a backfill opens all."""
MIN_SAME_CHANGES, ONE_MOMENT = 20, timedelta(minutes=2)
"""So many addresses that all changed within this time were not changed: the sitemap was."""


@dataclass(frozen=True)
class NewsSitemap(Listing):
    """A sitemap of articles, with or without the news extension."""

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per address, with dates and headline where the sitemap has them."""
        return Listed(_leads(list(_entries(page)), page))

    def presence(self) -> Listing | None:
        """All of it."""
        return WholeSitemap(self.path)


@dataclass(frozen=True)
class SitemapIndex(Listing):
    """An index of sitemaps; ``children`` is a pattern of those that hold articles."""

    children: str = ""
    newest: int = NEWEST_CHILDREN

    def presence(self) -> Listing | None:
        """All of its children."""
        return WholeSitemap(self.path, self.children)

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The newest child sitemaps as further pages; leads where the page is a sitemap itself."""
        found = list(_entries(page))
        leads = _leads(found, page)
        children = [
            (entry.get("lastmod", ""), place, entry["loc"])
            for place, (name, entry) in enumerate(found)
            if name == "sitemap" and re.search(self.children, entry["loc"])
        ]
        if any(lastmod for lastmod, _, _ in children):
            children.sort(reverse=True)
        else:  # without dates the numbering tells: the last part is the newest
            children.reverse()
        return Listed(leads, [address for _, _, address in children[: self.newest]])

    tier: ClassVar[int] = 1

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """All children, but those that say that nothing in them is new enough."""
        found = list(_entries(page))
        leads = _leads(found, page)
        children = [
            entry["loc"]
            for name, entry in found
            if name == "sitemap"
            and re.search(self.children, entry["loc"])
            and not ((at := hinted_date(entry.get("lastmod"), page)) and at < stretch.since)
        ]
        return Listed(leads, children[:MAX_CHILDREN])


@dataclass(frozen=True)
class WholeSitemap(Listing):
    """All addresses of a sitemap, as the articles that it no longer names are looked for."""

    children: str = ""

    def address(self, home: str) -> str:
        """The address, with a mark that tells its polls from those of the newest children."""
        return f"{super().address(home)}#whole"

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The leads, or all children."""
        found = list(_entries(page))
        children = [
            entry["loc"]
            for name, entry in found
            if name == "sitemap" and re.search(self.children, entry["loc"])
        ]
        return Listed(_leads(found, page), children[:MAX_CHILDREN])


def _leads(found: list[tuple[str, dict[str, str]]], page: Page) -> list[Lead]:
    """The leads of a sitemap.

    Some programs write the time at which they wrote the sitemap as ``lastmod`` of every address:
    that says nothing of any of them.
    """
    leads = [_lead(entry, page) for name, entry in found if name == "url"][:MAX_LEADS]
    changes = [lead.modified_hint for lead in leads if lead.modified_hint]
    if len(changes) >= MIN_SAME_CHANGES and max(changes) - min(changes) < ONE_MOMENT:
        return [replace(lead, modified_hint=None) for lead in leads]
    return leads


def _lead(entry: dict[str, str], page: Page) -> Lead:
    """The lead of one sitemap entry; ``lastmod`` is a hint of change, never a date of birth."""
    return Lead(
        outlet=page.outlet,
        url=entry["loc"],
        found_in=page.url,
        published_hint=hinted_date(entry.get("publication_date"), page),
        modified_hint=hinted_date(entry.get("lastmod"), page),
        headline_hint=plain_text(entry["title"]) if entry.get("title") else None,
    )


def _entries(page: Page) -> Iterator[tuple[str, dict[str, str]]]:
    """``url`` and ``sitemap`` entries of a page, its fields by local name."""
    body = sound_xml(_plain_bytes(page))
    refuse_endless_tags(body)
    source = io.BytesIO(body)
    events = etree.iterparse(
        source, events=("end",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True,
    )  # fmt: skip
    entry_count = 0
    try:
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name not in ("url", "sitemap"):
                # an empty sitemap is in order; a page without even its root element is none
                entry_count += name in ("urlset", "sitemapindex")
                continue
            entry_count += 1
            fields: dict[str, str] = {}
            for part in element.iter():
                if isinstance(part.tag, str) and part.text and part.text.strip():
                    fields.setdefault(etree.QName(part).localname, part.text.strip())
            element.clear()  # a sitemap of 50,000 addresses is not held in memory
            if fields.get("loc"):
                yield name, fields
    except etree.XMLSyntaxError as error:  # what stands before the break counts
        if not entry_count:
            raise BrokenListing(f"{page.url} is not a sitemap: {error}") from error
    if not entry_count:
        raise BrokenListing(f"{page.url} is not a sitemap: no urlset, no sitemapindex")


def _plain_bytes(page: Page) -> bytes:
    """The sitemap, unzipped if its file is a ``.gz``; bounded."""
    if not page.body.startswith(b"\x1f\x8b"):
        return page.body.lstrip()
    unzip = zlib.decompressobj(31)  # 31: gzip with its head
    try:
        body = unzip.decompress(page.body, MAX_SITEMAP_BYTES)
    except zlib.error as error:
        raise BrokenListing(f"{page.url} is no readable gzip file: {error}") from error
    if unzip.unconsumed_tail:
        raise BrokenListing(f"{page.url} unzips to more than {MAX_SITEMAP_BYTES} bytes")
    return body.lstrip()
