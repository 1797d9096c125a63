"""N24.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class N24(OutletSpider):
    """N24."""

    name = "n24"
    home = "https://n24.ma/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
