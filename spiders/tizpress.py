"""تيزبريس — Tiz Press, Tiznit.

A list names the feed; nothing else is known. The Arabic name is the usual one; no source prints
it.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class TizPress(OutletSpider):
    """تيزبريس."""

    name = "tizpress"
    arabic_name = "تيزبريس"
    city = "Tiznit"
    home = "https://tizpress.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
