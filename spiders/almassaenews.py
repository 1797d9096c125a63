"""المساء نيوز — Almassae News, Marrakech. WordPress.

A stored page shows one author's articles, then more than 100 pages long; no feed is known.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class AlmassaeNews(WordPress):
    """المساء نيوز."""

    name = "almassaenews"
    arabic_name = "المساء نيوز"
    city = "Marrakech"
    home = "https://almassaenews.com/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("author/idbelkaspress"),)
