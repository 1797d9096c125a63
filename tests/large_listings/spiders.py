"""The outlets of ``tests.large_listings``: an index, a sitemap, a section."""

from crawler.listings import NewsSitemap, SectionPage, SitemapIndex
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
