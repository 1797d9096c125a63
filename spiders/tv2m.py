"""دوزيم — 2M. A state television; addresses end in the date.

A list of 2026-02 names the feed. The site answered 403 to a polite crawler in 2026-09 and to
Paris. The body's selector is of 2019.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class TV2M(OutletSpider):
    """دوزيم."""

    name = "tv2m"
    arabic_name = "دوزيم"
    home = "https://2m.ma/"
    kind = "state media (TV)"
    evidence = "claimed"
    default = False
    listings = (Feed("ar/news/rss.xml"),)
    article_url = r"/(?:ar|fr)/news/[^/?]+-\d{8}/?$"
    body = "#medium-editor"
