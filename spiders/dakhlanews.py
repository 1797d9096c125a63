"""الداخلة نيوز — Dakhla News, Dakhla.

Lists name the feed, one of them of 2026-02; nothing else is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class DakhlaNews(OutletSpider):
    """الداخلة نيوز."""

    name = "dakhlanews"
    arabic_name = "الداخلة نيوز"
    city = "Dakhla"
    home = "https://www.dakhlanews.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
