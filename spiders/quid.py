"""Quid.ma.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Quid(OutletSpider):
    """Quid.ma."""

    name = "quid"
    languages = ("fr",)
    home = "https://quid.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("rss.xml"),)
