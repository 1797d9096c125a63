"""المنتخب — Al Mountakhab. Sport.

Lists name two feeds, of 2024 or later and of 2026-02; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class AlMountakhab(OutletSpider):
    """المنتخب."""

    name = "almountakhab"
    arabic_name = "المنتخب"
    home = "https://www.almountakhab.com/"
    kind = "sport"
    evidence = "claimed"
    default = False
    listings = (Feed("sitemap-rss.rss"), Feed("rss"))
