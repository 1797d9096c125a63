"""Scopresse. A system of its own.

A stored page shows the list of authors; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.spider import OutletSpider


class Scopresse(OutletSpider):
    """Scopresse."""

    name = "scopresse"
    home = "https://www.scopresse.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage("auteurs/?p=1"),)
