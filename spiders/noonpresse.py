"""نون بريس — Noonpresse.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Noonpresse(OutletSpider):
    """نون بريس."""

    name = "noonpresse"
    arabic_name = "نون بريس"
    home = "https://www.noonpresse.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
