"""Maroc28.

A list of 2024 or later names the feed; nothing else is known, not even the Arabic name.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Maroc28(OutletSpider):
    """Maroc28."""

    name = "maroc28"
    home = "https://maroc28.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
