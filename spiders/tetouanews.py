"""Tetouanews, Tetouan.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Tetouanews(OutletSpider):
    """Tetouanews."""

    name = "tetouanews"
    city = "Tetouan"
    home = "https://tetouanews.ma/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
