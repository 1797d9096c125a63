"""Casapress, Casablanca.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Casapress(OutletSpider):
    """Casapress."""

    name = "casapress"
    city = "Casablanca"
    home = "https://casapress.net/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
