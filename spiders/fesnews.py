"""فاس نيوز — Fes News Media, Fes.

Lists name a feed here (2026-02) and at ``fesnews.net``; no check is known.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class FesNews(OutletSpider):
    """فاس نيوز."""

    name = "fesnews"
    arabic_name = "فاس نيوز"
    city = "Fes"
    languages = ("ar", "fr")
    home = "https://fesnews.media/"
    kind = "regional"
    former_homes = ("https://fesnews.net/",)
    evidence = "claimed"
    default = False
    listings = (Feed("feed"), Feed("https://fesnews.net/feed"))
