"""بناصا — Banassa.

Two lists name a feed, that of 2024 or later here, that of 2026-02 at ``banassa.com``; no check is
known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Banassa(OutletSpider):
    """بناصا."""

    name = "banassa"
    arabic_name = "بناصا"
    home = "https://banassa.info/"
    kind = "national"
    former_homes = ("https://banassa.com/",)
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"), Feed("https://banassa.com/feed"))
