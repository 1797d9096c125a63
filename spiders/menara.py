"""منارة — Menara. A portal.

A crawler of 2019 read the sections, a list of 2026-02 names the feed. Addresses are not known.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Menara(OutletSpider):
    """منارة."""

    name = "menara"
    arabic_name = "منارة"
    home = "https://www.menara.ma/"
    kind = "portal"
    evidence = "used"
    listings = (
        Feed("ar/rss"),
        SectionPage("article/categorie/إقتصاد"),
        SectionPage("article/categorie/مرأة"),
    )
