"""WordPress: feed, API, categories, core sitemap. Three of the sample outlets run on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from tests.newsroom import feeds, wp_json
from tests.newsroom.answers import Answer, moved, page_count
from tests.newsroom.pages import PagedOutlet

if TYPE_CHECKING:
    from tests.newsroom.publications import Publication

_POSTS = "wp-json/wp/v2/posts"
_SITEMAP_SIZE = 2000


def _slug(path: str) -> str:
    """The last part of a path, readable."""
    return unquote(path).rstrip("/").rpartition("/")[2]


class WordPressOutlet(PagedOutlet):
    """What the WordPress outlets share."""

    listing_paths: ClassVar[Mapping[str, str]] = {"feed": "/feed/", "wp-json": f"/{_POSTS}"}
    disallowed: ClassVar[tuple[str, ...]] = ("/wp-admin/",)
    feed_size: ClassVar[int] = 10
    full_feed: ClassVar[bool] = False
    guesses: ClassVar[bool] = True
    """Whether the address of a deleted post may lead to one of a like slug."""

    def section_path(self, slug: str, page: int = 1) -> str:
        """``/category/sport/page/2/``."""
        return f"/category/{slug}/" + (f"page/{page}/" if page > 1 else "")

    def feed(self) -> Answer:
        """The newest posts."""
        return feeds.wordpress_rss(self, self.live()[: self.feed_size], self.full_feed)

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Feeds, API, sitemaps, categories, and ``?p=`` links."""
        if path == "/" and "feed" in query:
            return self.feed()
        if path == "/" and query.get("p", "").isdecimal():
            number = int(query["p"])
            found = next((pub for pub in self.live() if pub.number == number), None)
            return moved(found.url) if found else None
        if path in ("/feed", "/wp-json/wp/v2/posts/"):
            return moved(self.absolute("/feed/" if path == "/feed" else f"/{_POSTS}"))
        if path == "/feed/":
            return self.feed()
        if path == f"/{_POSTS}":
            return wp_json.posts(self, path, query)
        if category := re.fullmatch(r"/category/([\w-]+)/(?:page/(\d+)/)?", path):
            return self.section_page(category[1], int(category[2] or 1))
        return self.core_sitemap(path) or self.common_page(path) or self._formerly(path)

    def _article(self, pub: Publication, path: str) -> Answer:
        """A post; where one was deleted, WordPress guesses at another whose slug begins alike."""
        if not pub.live and self.guesses and (guess := self._guessed(path)):
            return moved(guess.url)
        return super()._article(pub, path)

    def _guessed(self, path: str) -> Publication | None:
        slug = _slug(path)
        return next((pub for pub in self.live() if _slug(pub.path).startswith(slug)), None)

    def _formerly(self, path: str) -> Answer | None:
        """A post that has another slug today: WordPress remembers those it had."""
        live = (pub for pub in self.live() if path in pub.former_paths)
        return next((moved(pub.url) for pub in live), None)

    def core_sitemap(self, path: str) -> Answer | None:
        """``wp-sitemap.xml`` and its children."""
        if "sitemap" not in self.listing_paths:
            return None
        pubs = self.live()[::-1]
        if path == "/wp-sitemap.xml":
            pages = range(1, page_count(len(pubs), _SITEMAP_SIZE) + 1)
            children = [f"/wp-sitemap-posts-post-{page}.xml" for page in pages]
            children += ["/wp-sitemap-posts-page-1.xml", "/wp-sitemap-taxonomies-category-1.xml"]
            answer = feeds.sitemap_index((self.absolute(child), None) for child in children)
            return Answer(answer.body, answer.content_type, changed_at=self.changed_at)
        if part := re.fullmatch(r"/wp-sitemap-posts-post-(\d+)\.xml", path):
            first = (int(part[1]) - 1) * _SITEMAP_SIZE
            part_of = pubs[first : first + _SITEMAP_SIZE]
            return feeds.sitemap(part_of, dates=False) if part_of else None
        if path == "/wp-sitemap-posts-page-1.xml":
            return feeds.sitemap([], [self.home, self.absolute("/contact/")])
        if path == "/wp-sitemap-taxonomies-category-1.xml":
            places = [self.absolute(self.section_path(slug)) for slug in self.section_slugs]
            return feeds.sitemap([], places)
        return None

    def article_head(self, pub: Publication) -> str:
        """The post in the API and its short link."""
        api, short = self.absolute(f"/{_POSTS}/{pub.number}"), f"{self.home}?p={pub.number}"
        return (
            f"{super().article_head(pub)}\n"
            f'<link rel="alternate" type="application/json" href="{api}" />\n'
            f"<link rel='shortlink' href='{short}' />"
        )

    def page_kind(self, pub: Publication) -> str:
        """The classes of a post's body name its number."""
        return f"single postid-{pub.number}"

    def discovery(self) -> str:
        """The link elements of WordPress's head."""
        api = self.absolute("/wp-json/")
        return (
            f"{super().discovery()}\n"
            f'<link rel="https://api.w.org/" href="{escape(api)}" />\n'
            '<meta name="generator" content="WordPress 6.8.3" />'
        )
