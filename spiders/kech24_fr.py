"""كشـ24 — Kech24, French edition, Marrakech.

A list names the feed; code names the section of Marrakech. Nothing else of it is known.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Kech24French(OutletSpider):
    """كشـ24."""

    name = "kech24_fr"
    arabic_name = "كشـ24"
    city = "Marrakech"
    languages = ("fr",)
    home = "https://fr.kech24.com/"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"), SectionPage("category/actualites/marrakech/"))
