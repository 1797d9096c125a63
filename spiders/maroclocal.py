"""Maroc Local.

The feed answered a probe (no date). Nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class MarocLocal(OutletSpider):
    """Maroc Local."""

    name = "maroclocal"
    languages = ("fr",)
    home = "https://maroclocal.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"),)
