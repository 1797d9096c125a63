"""تطوان بلوس — Tetouan Plus, Tetouan.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class TetouanPlus(OutletSpider):
    """تطوان بلوس."""

    name = "tetouanplus"
    arabic_name = "تطوان بلوس"
    city = "Tetouan"
    home = "https://tetouanplus.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
