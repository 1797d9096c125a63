"""The outlets of ``tests.large_listings``: an index, a sitemap, a section."""

from dataclasses import dataclass, replace

from crawler.items import Page
from crawler.listings import Listed, NewsSitemap, SectionPage, SitemapIndex
from crawler.listings.listing import IsArticle
from crawler.spider import OutletSpider

HOME = "http://127.0.0.1:9/"


class Indexed(OutletSpider):
    """فهرس"""

    name = "indexed"
    home = HOME
    listings = (SitemapIndex("index.xml"),)
    article_url = r"/a/\d+\.html$"


class Mapped(OutletSpider):
    """خريطة"""

    name = "mapped"
    home = HOME
    listings = (NewsSitemap("map.xml"),)
    article_url = r"/a/\d+\.html$"


class Sections(OutletSpider):
    """أقسام; no pattern of addresses is known."""

    name = "sections"
    home = HOME
    listings = (SectionPage("sport/"),)


@dataclass(frozen=True)
class Unkept(NewsSitemap):
    """A listing whose reader lets through what no archive can write."""

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """Its last lead has half of a letter in its headline."""
        *leads, last = super().read(page, is_article).leads
        return Listed([*leads, replace(last, headline_hint="\ud800")])


class Spoiled(OutletSpider):
    """أفسدت"""

    name = "spoiled"
    home = HOME
    listings = (Unkept("map.xml"), SectionPage("sport/"))
