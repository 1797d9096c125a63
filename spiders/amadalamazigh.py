"""Amadal Amazigh. A monthly in Tamazight; slugs in Tifinagh.

A stored page shows the section; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.spider import OutletSpider


class AmadalAmazigh(OutletSpider):
    """Amadal Amazigh."""

    name = "amadalamazigh"
    languages = ("ber",)
    home = "https://amadalamazigh.press.ma/"
    kind = "Amazigh monthly"
    evidence = "claimed"
    default = False
    listings = (SectionPage("ⴰⵙⴰⴷⴰ/"),)
