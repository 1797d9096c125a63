"""بورس نيوز — Boursenews. Finance; articles at ``/article/section/slug``.

Code of 2026-01 reads the sections; a list of 2026-02 names the feed.
"""

from crawler.listings import Feed, SectionPage
from crawler.spider import OutletSpider


class Boursenews(OutletSpider):
    """بورس نيوز."""

    name = "boursenews"
    arabic_name = "بورس نيوز"
    languages = ("fr",)
    home = "https://boursenews.ma/"
    kind = "national (finance)"
    evidence = "used"
    listings = (
        SectionPage("articles/marches"),
        SectionPage("actualite"),
        SectionPage("espace-investisseurs"),
        Feed("feed"),
    )
    article_url = r"/article/[a-z-]+/[^/?]+"
