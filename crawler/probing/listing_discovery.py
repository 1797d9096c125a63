"""Discovery of a site's listings: feeds, sitemaps, the WordPress API, section pages, each tried."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from lxml import html
from protego import Protego

from crawler.errors import OutletError
from crawler.http.client import CannotFetch
from crawler.items import Lead, Page
from crawler.listings import (
    Feed,
    Listing,
    NewsSitemap,
    SectionPage,
    SitemapIndex,
    WordPressAPI,
)
from crawler.listings.listing import IsArticle
from crawler.listings.sitemap import MAX_CHILDREN
from crawler.probing.sitemap_classification import holds_articles, told_by_name
from crawler.urls import canonical, same_host

FEED_PATHS = (
    "feed/", "rss.xml", "rss", "feed.xml", "atom.xml", "xml/syndication.rss", "rss/feed",
    "spip.php?page=backend", "arc/outboundfeeds/rss/?outputType=xml",
)  # fmt: skip
SITEMAP_PATHS = (
    "news-sitemap.xml", "sitemap-news.xml", "sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml",
)  # fmt: skip
API_PATH = "wp-json/wp/v2/posts"
MAX_CHILD_KINDS = 6
"""Kinds of child sitemaps of which one is fetched; kinds are names without their numbers."""
MAX_SECTIONS = 12
"""Section pages that are fetched: a probe is to cost some forty requests."""
# feeds of readers' comments lead to articles, but list no new ones
_COMMENTS = re.compile(r"comments?/feed|/comments/|التعليقات|تعليقات")


class Fetcher(Protocol):
    """A fetcher of pages and robots.txt files for a probe."""

    def fetch(self, url: str, outlet: str = "", max_bytes: int = 0) -> Page:
        """The page at an address, of ``max_bytes`` if that is more than usual.

        Raises ``CannotFetch``.
        """

    def robots(self, url: str) -> Protego:
        """The rules of an address's host. Raises ``CannotFetch``."""


@dataclass(frozen=True, slots=True)
class TriedListing:
    """A listing that was tried, with its leads, or with the reason why it is none."""

    listing: Listing
    leads: tuple[Lead, ...] = field(default=(), repr=False)
    trouble: str = ""


def at_home(url: str, home: str) -> str:
    """An address of the site as its home is written: its scheme, with or without ``www``.

    Sites link to themselves as they were once called, which costs a redirect at every poll.
    """
    if not same_host(url, home):
        return url
    own = urlsplit(home)
    return urlunsplit(urlsplit(url)._replace(scheme=own.scheme, netloc=own.netloc))


def relative(url: str, home: str) -> str:
    """An address as a listing's path."""
    return at_home(url, home).removeprefix(home)


def try_listing(
    listing: Listing, home: str, visitor: Fetcher, is_article: IsArticle
) -> TriedListing:
    """A listing with the leads of its first page."""
    try:
        page = visitor.fetch(listing.address(home), max_bytes=listing.max_bytes)
        listed = listing.read(page, is_article)
    except (CannotFetch, OutletError) as error:
        return TriedListing(listing, (), str(error))
    return TriedListing(
        listing, tuple(listed.leads), "" if listed.leads or listed.more else "it is empty"
    )


def feeds(tree: html.HtmlElement, home: str, visitor: Fetcher) -> list[TriedListing]:
    """The feed that the page names and that answers; else the first of the usual paths."""
    linked = tree.xpath(
        "//link[contains(@rel, 'alternate') and (contains(@type, 'rss') or contains(@type, 'atom')"
        " or contains(@type, 'rdf'))]"
    )
    named = [
        link.get("href", "")
        for link in linked
        if not _COMMENTS.search(unquote(link.get("href", "")) + link.get("title", ""))
    ]
    named += [
        link.get("href")
        for link in tree.iter("a")
        if re.search(r"(?:rss|feed|atom)[^/]*/?$", link.get("href", ""), re.IGNORECASE)
    ]
    own = dict.fromkeys(at_home(url, home) for url in named)
    mine = [url for url in own if url.startswith(home)][:3]
    usual = [urljoin(home, path) for path in FEED_PATHS]
    return _first_feed(mine, visitor, home) or _first_feed(usual, visitor, home)


def _first_feed(urls: Iterable[str], visitor: Fetcher, home: str) -> list[TriedListing]:
    for url in urls:
        # every address counts: the pattern of articles is derived from what the listings give
        way = try_listing(Feed(relative(url, home)), home, visitor, lambda _: True)
        if way.leads:
            return [way]
    return []


def api(tree: html.HtmlElement, home: str, visitor: Fetcher, wordpress: bool) -> list[TriedListing]:
    """The WordPress API, where the page names it or the site is WordPress."""
    roots = [link.get("href", "") for link in tree.xpath("//link[@rel='https://api.w.org/']")]
    if not roots and not wordpress:
        return []
    address = urljoin(roots[0], "wp/v2/posts") if roots else urljoin(home, API_PATH)
    listing = WordPressAPI() if relative(address, home) == API_PATH else WordPressAPI(
        relative(address, home))  # fmt: skip
    way = try_listing(listing, home, visitor, lambda _: True)
    return [way] if way.leads else []


def sitemaps(home: str, visitor: Fetcher, known: frozenset[str]) -> list[TriedListing]:
    """The sitemaps that robots.txt names, else those of the usual paths: news or index.

    ``known`` are canonical addresses of articles that feeds and APIs gave.
    """
    try:
        stated = [url for url in visitor.robots(home).sitemaps if url.startswith("http")]
    except CannotFetch:
        stated = []
    found: list[TriedListing] = []
    for url in dict.fromkeys(stated or [urljoin(home, path) for path in SITEMAP_PATHS]):
        if len(found) < 3 and (way := _sitemap(url, home, visitor, known)):
            found.append(way)
    return found


def _sitemap(url: str, home: str, visitor: Fetcher, known: frozenset[str]) -> TriedListing | None:
    try:
        page = visitor.fetch(url, max_bytes=SitemapIndex.max_bytes)
        # all children: one of each kind is fetched to see which kinds hold articles
        index = SitemapIndex(relative(url, home), newest=MAX_CHILDREN).read(page, lambda _: True)
    except (CannotFetch, OutletError):
        return None
    if not index.more:
        return (
            TriedListing(NewsSitemap(relative(url, home)), tuple(index.leads))
            if index.leads
            else None
        )
    return _index(relative(url, home), index.more, visitor, known)


def _index(
    path: str, children: Sequence[str], visitor: Fetcher, known: frozenset[str]
) -> TriedListing | None:
    """An index, narrowed to the children that hold articles."""
    kinds: dict[str, list[str]] = {}
    for url in children:
        kinds.setdefault(re.sub(r"\d+", "#", url.rpartition("/")[2] or url), []).append(url)
    good, bad, leads = list[str](), list[str](), list[Lead]()
    # where there are too many kinds, those whose names say something else are not looked at
    likeliest = sorted(kinds.items(), key=lambda item: told_by_name(item[0]) is False)
    for kind, urls in likeliest[:MAX_CHILD_KINDS]:
        try:
            page = visitor.fetch(urls[0], max_bytes=NewsSitemap.max_bytes)
            listed = NewsSitemap(path).read(page, lambda _: True)
        except (CannotFetch, OutletError):
            listed = None
        holds = listed is not None and holds_articles(kind, listed.leads, known, visitor)
        (good if holds else bad).append(kind)
        leads += listed.leads if listed and holds else []
    if not good:
        return None
    pattern = "|".join(re.escape(kind).replace(r"\#", r"\d+") for kind in good) if bad else ""
    return TriedListing(SitemapIndex(path, children=pattern), tuple(leads))


def sections(
    links: Sequence[str], home: str, visitor: Fetcher, is_article: IsArticle, furniture: set[str]
) -> Iterator[TriedListing]:
    """The pages among some links that list articles which do not stand on every page."""
    for url in links[:MAX_SECTIONS]:
        way = try_listing(SectionPage(relative(url, home)), home, visitor, is_article)
        own = tuple(lead for lead in way.leads if lead.url not in furniture)
        if own:
            yield replace(way, leads=own)


def own(found: Iterable[TriedListing], home: str) -> list[TriedListing]:
    """The ways that an outlet's file can name: each address once, and none of another host.

    A robots.txt may name the sitemap of a sister title, or one sitemap by two schemes.
    """
    once: dict[str, TriedListing] = {}
    for way in found:
        address = way.listing.address(home)
        if same_host(address, home):
            once.setdefault(canonical(at_home(address, home)), way)
    return list(once.values())
