"""Anbaarrakech, Marrakech.

A list names the feed; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Anbaarrakech(OutletSpider):
    """Anbaarrakech."""

    name = "anbaarrakech"
    city = "Marrakech"
    home = "https://anbaarrakech.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
