"""أطلس 360: Arc XP; addresses end in a 26-letter id, sitemaps by category, JSON-LD."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import ClassVar

from tests.newsroom import feeds, head
from tests.newsroom.answers import Answer, latest
from tests.newsroom.feeds import utc
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.printed_dates import le360
from tests.newsroom.publications import Publication

_FEEDS = "/arc/outboundfeeds"
_CHILD_SIZE = 5


class Arc(PagedOutlet):
    """A national outlet whose pages say everything twice: in JSON-LD and in print."""

    name = "arc"
    arabic_name = "أطلس 360"
    slogan = "الخبر من كل الزوايا"
    host = "127.0.0.6"
    container_css = "article.article-body"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "a.byline-credits",
        "published": "time.subheadline-date",
        "section": "div.overline-container a",
        "tags": "div.article-tags-container a",
    }
    address_pattern = r"-[A-Z2-7]{26}/$"
    listing_paths: ClassVar[Mapping[str, str]] = {
        "news-sitemap": f"{_FEEDS}/news-sitemap/",
        "category-sitemap": f"{_FEEDS}/sitemap-index/category/actualites/",
    }
    meta_dates = True
    inserts: ClassVar[tuple[tuple[int, str], ...]] = ((2, "inline_related"), (3, "advert"))

    def article_path(self, pub: Publication) -> str:
        """``/sport/water-bill-ZU6LQ3XMBJBGVDW3NUTSRNDQPE/``."""
        key = hashlib.sha256(f"{self.name}:{pub.story.slug}:{pub.number}".encode()).digest()[:16]
        slug = re.sub(r"^[a-z]-", "", pub.story.slug)
        return f"/{pub.section_slug}/{slug}-{base64.b32encode(key).decode()[:26]}/"

    def printed(self, pub: Publication) -> str:
        """``في 20/11/2020 على الساعة 09:00``."""
        return le360(pub.published_at)

    def section_path(self, slug: str, page: int = 1) -> str:
        """``/sport/``; Arc's sections have no further pages."""
        return f"/{slug}/"

    def article_head(self, pub: Publication) -> str:
        """Open Graph, JSON-LD, and the story as the page's own script has it."""
        story = {
            "_id": pub.path.strip("/")[-26:],
            "type": "story",
            "display_date": utc(pub.published_at),
            "headlines": {"basic": pub.headline},
            "content_elements": [{"type": "text", "content": text} for text in pub.paragraphs],
        }
        content = json.dumps(story, ensure_ascii=self.charset != "utf-8").replace("</", "<\\/")
        return "\n".join(
            [
                super().article_head(pub),
                head.news_article(self, pub),
                '<script id="fusion-metadata" type="application/javascript">'
                f"window.Fusion=window.Fusion||{{}};Fusion.globalContent={content};</script>",
            ]
        )

    def route(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """Sitemaps, sections, and the common pages."""
        if path == f"{_FEEDS}/news-sitemap/":
            return feeds.news_sitemap(self, self.live()[:100])
        if index := re.fullmatch(rf"{_FEEDS}/sitemap-index/category/([a-z-]+)/", path):
            return self._index(index[1])
        if child := re.fullmatch(rf"{_FEEDS}/sitemap/category/([a-z-]+)/", path):
            first = int(query["from"]) if query.get("from", "").isdecimal() else 0
            pubs = self.in_section(child[1])[first : first + _CHILD_SIZE]
            return feeds.sitemap(pubs) if pubs else None
        if section := re.fullmatch(r"/([a-z-]+)/", path):
            found = self.section_page(section[1], size=100)
            if found:
                return found
        return self.common_page(path)

    def _index(self, slug: str) -> Answer | None:
        if slug not in self.section_slugs:
            return None
        pubs = self.in_section(slug)
        place = self.absolute(f"{_FEEDS}/sitemap/category/{slug}/")
        return feeds.sitemap_index(
            (f"{place}?outputType=xml&from={first}",
             latest(pub.modified_at for pub in pubs[first : first + _CHILD_SIZE]))
            for first in range(0, len(pubs), _CHILD_SIZE)
        )  # fmt: skip
