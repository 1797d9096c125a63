"""What a sitemap lists: articles, or pages, sections, tags and authors."""

import re
from collections.abc import Sequence
from typing import Protocol

from crawler.errors import OutletError
from crawler.http.client import CannotFetch
from crawler.items import Lead, Page
from crawler.probing.article_url_pattern import segments, url_shape
from crawler.reading.reader import read_article
from crawler.urls import canonical

MAX_READ = 2
"""Pages that are read of a sitemap which neither dates nor its name nor any feed explains."""
# types and taxonomies of WordPress, its plugins and their like
_OTHERS = frozenset((
    "page", "pages", "category", "categories", "tag", "tags", "taxonomies", "taxonomy", "author",
    "authors", "user", "users", "image", "images", "attachment", "attachments", "product",
    "products",
))  # fmt: skip
_ARTICLES = frozenset(("post", "posts", "article", "articles", "news", "أخبار"))
# "sitemap-page-3.xml" is the third part of a sitemap; WordPress's "posts-page-1" lists pages
_PART_NUMBER = re.compile(r"(?<!posts-)page[-_=]?#")


class Fetching(Protocol):
    """Whatever fetches pages."""

    def fetch(self, url: str) -> Page:
        """The page at an address. Raises ``CannotFetch``."""


def holds_articles(
    kind: str, leads: Sequence[Lead], known: frozenset[str], visitor: Fetching
) -> bool:
    """Whether a child sitemap lists articles; ``kind`` is its file's name, numbers as ``#``.

    The best evidence first: an address that a feed or an API gave as well (``known``, canonical); a
    name of articles; dates on half of its addresses; another name; the shape of its addresses
    beside the known ones; and where nothing is known, what stands on two of its pages.
    """
    addresses = list(filter(None, map(_canonical, leads)))
    if not addresses or not known.isdisjoint(addresses):
        return bool(addresses)
    told = told_by_name(kind)
    dated = sum(lead.modified_hint is not None or lead.published_hint is not None for lead in leads)
    if told or dated * 2 >= len(leads):
        return True
    if told is False:
        return False
    if known:
        shapes = {_shape(url) for url in known}
        return sum(_shape(url) in shapes for url in addresses) * 2 >= len(addresses)
    return any(_is_article(url, visitor) for url in addresses[:: -(-len(addresses) // MAX_READ)])


def told_by_name(kind: str) -> bool | None:
    """What the last telling word of a file's name says: ``wp-sitemap-posts-page-#.xml`` pages."""
    words = re.split(r"[^\w#]|_", _PART_NUMBER.sub("", kind.lower()))
    telling = [word for word in words if word in _OTHERS | _ARTICLES]
    return telling[-1] in _ARTICLES if telling else None


def _shape(url: str) -> tuple[str, int]:
    return url_shape(url), len(segments(url))


def _is_article(url: str, visitor: Fetching) -> bool:
    try:
        read_article(visitor.fetch(url))
    except (CannotFetch, OutletError):
        return False
    return True


def _canonical(lead: Lead) -> str:
    try:
        return canonical(lead.url)
    except ValueError:  # listings are untrusted
        return ""
