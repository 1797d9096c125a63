"""سوس 24 — Souss24. In the Souss.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Souss24(OutletSpider):
    """سوس 24."""

    name = "souss24"
    arabic_name = "سوس 24"
    home = "https://souss24.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
