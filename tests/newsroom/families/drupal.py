"""جريدة الجنوب: Drupal; ``/node/ID`` or ``/ar/news/slug``, a sitemap index with zipped parts."""

import gzip
import re
from collections.abc import Mapping
from html import escape
from typing import ClassVar

from tests.newsroom import feeds
from tests.newsroom.answers import Answer, latest, page_count
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.printed_dates import kech
from tests.newsroom.publications import Publication

_PART_SIZE = 8


class Jarida(PagedOutlet):
    """An outlet of the south that prints the day only and says no more to machines."""

    name = "jarida"
    arabic_name = "جريدة الجنوب"
    slogan = "نافذة الجنوب المغربي"
    host = "127.0.0.7"
    container_css = "div.field--name-body div.field__item"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "span.node__author .username",
        "published": "span.node__date",
        "section": "div.field--name-field-rubrique a",
        "tags": "div.field--name-field-tags li a",
    }
    address_pattern = r"/(?:node/\d+|ar/news/[^/]+)$"
    listing_paths: ClassVar[Mapping[str, str]] = {
        "feed": "/rss.xml",
        "sitemap": "/sitemap.xml",
        "section": "/ar/actualites",
    }
    first_number = 3_051
    page_precision = "day"
    disallowed: ClassVar[tuple[str, ...]] = ("/admin/", "/search/", "/private/")
    inserts: ClassVar[tuple[tuple[int, str], ...]] = ((3, "inline_related"),)

    def article_path(self, pub: Publication) -> str:
        """``/node/3051`` for every third article, ``/ar/news/slug`` for the others."""
        if pub.number % 3 == 0:
            return f"/node/{pub.number}"
        return f"/ar/news/{re.sub(r'^[a-z]-', '', pub.story.slug)}"

    def printed(self, pub: Publication) -> str:
        """``نشر في: 8 أبريل 2022``."""
        return kech(pub.published_at)

    def section_path(self, slug: str, page: int = 1) -> str:
        """``/ar/sport?page=1``; Drupal counts pages from 0."""
        return f"/ar/{slug}" + (f"?page={page - 1}" if page > 1 else "")

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """The feed, the sitemaps, sections, a node's number, what is private."""
        if path == "/rss.xml":
            return feeds.simple_rss(self, self.live()[:10], "Drupal")
        if node := re.fullmatch(r"/node/(\d+)", path):
            number = int(node[1])
            found = next((pub for pub in self.live() if pub.number == number), None)
            return Answer(self.article_page(found), changed_at=found.modified_at) if found else None
        if section := re.fullmatch(r"/ar/([a-z-]+)", path):
            page = query.get("page", "0")
            return self.section_page(section[1], int(page) + 1 if page.isdecimal() else 1)
        if path.startswith("/private/"):
            main = "<h1>مسودات هيئة التحرير</h1><p>هذه الصفحة غير موجهة للعموم.</p>"
            return Answer(self.frame(f"مسودات - {self.arabic_name}", "", main, "page"))
        return self._sitemap(path) or self.common_page(path)

    def _sitemap(self, path: str) -> Answer | None:
        """The index, its zipped parts of articles, its part of other pages."""
        pubs = self.live()[::-1]
        parts = [pubs[first : first + _PART_SIZE] for first in range(0, len(pubs), _PART_SIZE)]
        if path == "/sitemap.xml":
            children = [
                (self.absolute(f"/sitemap-articles-{n}.xml.gz"),
                 latest(pub.modified_at for pub in part))
                for n, part in enumerate(parts, 1)
            ]  # fmt: skip
            return feeds.sitemap_index([*children, (self.absolute("/sitemap-pages.xml"), None)])
        if path == "/sitemap-pages.xml":
            return feeds.sitemap([], [self.home, self.absolute("/contact/")])
        part = re.fullmatch(r"/sitemap-articles-(\d+)\.xml\.gz", path)
        if not part or not 1 <= int(part[1]) <= page_count(len(pubs), _PART_SIZE) or not pubs:
            return None
        plain = feeds.sitemap(parts[int(part[1]) - 1])
        body = gzip.compress(str(plain.body).encode(), mtime=0)
        return Answer(body, "application/gzip", changed_at=plain.changed_at)

    def article_head(self, pub: Publication) -> str:
        """The short link to the node, besides Open Graph."""
        node = escape(self.absolute(f"/node/{pub.number}"))
        return f'{super().article_head(pub)}\n<link rel="shortlink" href="{node}" />'

    def discovery(self) -> str:
        """Drupal signs its pages."""
        return f'{super().discovery()}\n<meta name="Generator" content="Drupal 10" />'
