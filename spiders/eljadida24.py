"""الجديدة 24 — El Jadida24, El Jadida. A system of its own.

A list of 2026-02 names the feed; a stored page shows the section. Addresses are not known.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class ElJadida24(OutletSpider):
    """الجديدة 24."""

    name = "eljadida24"
    arabic_name = "الجديدة 24"
    city = "El Jadida"
    home = "https://eljadida24.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"), SectionPage("ar/category-3"))
