"""الجريدة 24 — Aljarida24. Articles at ``/p/section/ID``.

A list of 2024 or later names the feed.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Aljarida24(OutletSpider):
    """الجريدة 24."""

    name = "aljarida24"
    arabic_name = "الجريدة 24"
    home = "https://aljarida24.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"/p/[a-z-]+/(?P<id>\d+)"
