"""نيشان — Nichan.

A list of 2024 or later names the feed; nothing else is known. The Arabic name is the usual one;
no source prints it.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Nichan(OutletSpider):
    """نيشان."""

    name = "nichan"
    arabic_name = "نيشان"
    home = "https://nichan.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
