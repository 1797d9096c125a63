"""Analkhabar.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Analkhabar(OutletSpider):
    """Analkhabar."""

    name = "analkhabar"
    home = "https://analkhabar.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
