"""Safi Today, Safi.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class SafiToday(OutletSpider):
    """Safi Today."""

    name = "safitoday"
    city = "Safi"
    home = "https://safitoday.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
