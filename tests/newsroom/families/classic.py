"""الوطنية بريس: plain WordPress with a classic theme; Atom, API, core sitemap, Yoast."""

from collections.abc import Mapping
from typing import ClassVar

from tests.newsroom import feeds, head
from tests.newsroom.answers import Answer
from tests.newsroom.families.wordpress import WordPressOutlet
from tests.newsroom.printed_dates import EASTERN, day, local
from tests.newsroom.publications import Publication


class Wataniya(WordPressOutlet):
    """A national outlet with the date in address, head, JSON-LD and print."""

    name = "wataniya"
    arabic_name = "الوطنية بريس"
    slogan = "أخبار المغرب على مدار الساعة"
    host = "127.0.0.8"
    container_css = "div.entry-content"
    hint_css: ClassVar[Mapping[str, str]] = {
        "byline": "span.byline a",
        "published": "time.entry-date",
        "section": "span.cat-links a",
        "tags": "span.tags-links a",
    }
    address_pattern = r"/\d{4}/\d{2}/\d{2}/[^/]+/$"
    listing_paths: ClassVar[Mapping[str, str]] = {
        **WordPressOutlet.listing_paths,
        "sitemap": "/wp-sitemap.xml",
    }
    first_number = 10_021
    number_step = 5
    gone_status = 410
    meta_dates = True
    linked_tags = True

    def article_path(self, pub: Publication) -> str:
        """``/2022/04/08/water-bill/``."""
        slug = pub.story.slug.partition("-")[2] or pub.story.slug
        return f"/{local(pub.published_at):%Y/%m/%d}/{slug}/"

    def feed(self) -> Answer:
        """Its feed is Atom."""
        return feeds.atom(self, self.live()[: self.feed_size])

    def printed(self, pub: Publication) -> str:
        """``8 أبريل 2022``; the ``time`` element says the rest."""
        return day(pub.published_at, EASTERN)

    def article_head(self, pub: Publication) -> str:
        """Open Graph with dates, and the graph of an SEO plug-in."""
        return f"{super().article_head(pub)}\n{head.news_article(self, pub, 'Article')}"

    def robots(self) -> str:
        """With a Crawl-delay where the newsroom sets one."""
        delay = self.newsroom.crawl_delay
        if not delay:
            return super().robots()
        first, _, rest = super().robots().partition("\n")
        return f"{first}\nCrawl-delay: {delay}\n{rest}"
