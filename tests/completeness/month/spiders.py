"""An outlet with feed, API and a sitemap that lacks articles, and one with feed and sitemap."""

from datetime import datetime
from typing import Any

from crawler.listings import Feed, NewsSitemap, WordPressAPI
from crawler.spider import OutletSpider
from storage import times


class Timed(OutletSpider):
    """An outlet whose crawls happen at the time that the setting ``MONTH_NOW`` names."""

    name = ""

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> OutletSpider:
        at = datetime.fromisoformat(crawler.settings["MONTH_NOW"])
        times.now = lambda: at
        return super().from_crawler(crawler, *args, **kwargs)


class Wataniya(Timed):
    """الوطنية بريس"""

    name = "wataniya"
    home = "http://127.0.0.8:8800/"
    listings = (Feed("feed/"), WordPressAPI("wp-json/wp/v2/posts"), NewsSitemap("plugin.xml"))
    article_url = r"/\d{4}/\d{2}/\d{2}/[^/]+/?$"


class Jarida(Timed):
    """جريدة الجنوب"""

    name = "jarida"
    home = "http://127.0.0.7:8800/"
    listings = (Feed("rss.xml"), NewsSitemap("map.xml"))
    article_url = r"/(?:node/\d+|ar/news/[^/]+)$"
