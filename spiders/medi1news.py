"""ميدي1 نيوز — Medi1 News. A front end of its own; articles at ``/fr/article/ID.html``.

The French news section was looked at in 2026-09, when data centres got 403; an Arabic one is not
known. The Arabic name is the usual one; no source prints it.
"""

from crawler.listings import SectionPage
from crawler.spider import OutletSpider


class Medi1News(OutletSpider):
    """ميدي1 نيوز."""

    name = "medi1news"
    arabic_name = "ميدي1 نيوز"
    languages = ("ar", "fr")
    home = "https://www.medi1news.com/"
    kind = "semi-public radio/TV"
    evidence = "used"
    listings = (SectionPage("fr/categorie/news"),)
    article_url = r"/(?:fr|ar)/article/\d+\.html$"
